// Readings put in order of time, each interval once; what is told twice, and what is missing in between.
import type { Problem } from "../../base/problem.ts";
import type { Complain } from "./rows.ts";
import { stampText } from "./stamp.ts";

/** Ends of intervals in minutes since 1970-01-01T00:00 local time, rising; values in kWh; lines. */
export type Ordered = { ends: Float64Array; kwh: Float64Array; line: Float64Array };

/** Intervals without a value: from the end of the reading before to the beginning of the next one, in minutes. */
export type Missing = { from: number; to: number; intervals: number };

const MOST_PROBLEMS = 50;

/**
 * Law: each interval counts once: told twice with one value it is noted, with two values refused; rows in any order give the same readings.
 * Problems: SERIES_OUT_OF_ORDER, SERIES_TWICE_SAME, SERIES_TWICE_DIFFERS, SERIES_MORE_PROBLEMS.
 */
export function ordered(
  { ends, kwh, line }: { ends: Float64Array; kwh: readonly number[]; line: readonly number[] },
  complain: Complain,
): { value: Ordered; problems: Problem[] } {
  const problems: Problem[] = [];
  const back = ends.findIndex((end, i) => i > 0 && end < ends[i - 1]!);
  if (back >= 0) problems.push(complain("SERIES_OUT_OF_ORDER", { line: line[back]! }));
  const order = new Uint32Array(ends.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  if (back >= 0) order.sort((a, b) => ends[a]! - ends[b]! || line[a]! - line[b]!);
  const value: Ordered = { ends: new Float64Array(ends.length), kwh: new Float64Array(ends.length), line: new Float64Array(ends.length) };
  const more = { SERIES_TWICE_SAME: 0, SERIES_TWICE_DIFFERS: 0 };
  let kept = 0;
  for (const i of order) {
    if (kept > 0 && ends[i] === value.ends[kept - 1]) {
      const first = { kwh: value.kwh[kept - 1]!, line: value.line[kept - 1]! };
      const code = first.kwh === kwh[i] ? "SERIES_TWICE_SAME" : "SERIES_TWICE_DIFFERS";
      const params = { stamp: stampText(ends[i]!), line: first.line, first: `${first.kwh} kWh`, second: `${kwh[i]} kWh` };
      if (more[code]++ < MOST_PROBLEMS) problems.push(complain(code, { line: line[i]!, params }));
      continue;
    }
    value.ends[kept] = ends[i]!;
    value.kwh[kept] = kwh[i]!;
    value.line[kept] = line[i]!;
    kept += 1;
  }
  for (const [code, count] of Object.entries(more))
    if (count > MOST_PROBLEMS) problems.push(complain("SERIES_MORE_PROBLEMS", { params: { code, count: count - MOST_PROBLEMS } }));
  return {
    value: { ends: value.ends.subarray(0, kept), kwh: value.kwh.subarray(0, kept), line: value.line.subarray(0, kept) },
    problems,
  };
}

/** What is missing between the first and the last reading. */
export function missingIn(ends: Float64Array, interval: number): Missing[] {
  const found: Missing[] = [];
  for (let i = 1; i < ends.length; i += 1) {
    const [from, to] = [ends[i - 1]!, ends[i]! - interval];
    if (to > from) found.push({ from, to, intervals: (to - from) / interval });
  }
  return found;
}

/** Gaps as Problems with their days and length. Problems: SERIES_GAP, SERIES_MORE_GAPS. */
export function gapProblems(gaps: readonly Missing[], complain: Complain): Problem[] {
  const shown = gaps.slice(0, MOST_PROBLEMS);
  const rest = gaps.slice(MOST_PROBLEMS);
  const problems = shown.map(({ from, to, intervals }) =>
    complain("SERIES_GAP", { path: "gaps", params: { from: stampText(from), to: stampText(to), count: intervals } }),
  );
  const intervals = rest.reduce((sum, gap) => sum + gap.intervals, 0);
  return rest.length === 0
    ? problems
    : [...problems, complain("SERIES_MORE_GAPS", { path: "gaps", params: { count: rest.length, intervals } })];
}
