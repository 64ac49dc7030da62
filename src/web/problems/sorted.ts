// Problems in the order in which they are worth mending, with what hangs on each.
import type { Problem } from "../../base/problem.ts";
import type { Improvement } from "../../model/insight.ts";
import { placeOfProblem } from "./place-of-record.ts";

export type Listed = {
  key: string;
  problem: Problem;
  /** Share of emissions that hang on the input, 0 to 1; undefined where it is not known. */
  gain: number | undefined;
  /** How often the very same was said. */
  times: number;
};

const RANK = { error: 0, warning: 1, note: 2 } as const;

/** A field, or where it stands inside an entry of a list that entry: what is said of "sources/0/verifier" is said of that source. */
const entryOf = (record: string, field: string): string => `${record}/${/^\w+\/\d+(?=\/|$)/.exec(field)?.[0] ?? field}`;

/** The largest share that hangs on a record, and on each of its fields. */
function shares(improvements: readonly Improvement[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { record, field, share } of improvements)
    for (const key of [`${record}/`, entryOf(record, field)]) found.set(key, Math.max(found.get(key) ?? 0, share));
  return found;
}

/** By severity, then by what hangs on the field, then as they were found; the same said twice is one. */
export function sorted(problems: readonly Problem[], improvements: readonly Improvement[]): Listed[] {
  const known = shares(improvements);
  const listed = new Map<string, Listed>();
  for (const problem of problems) {
    const key = `${problem.code} ${problem.path} ${problem.text.en}`;
    const there = listed.get(key);
    if (there !== undefined) {
      there.times += 1;
      continue;
    }
    const place = placeOfProblem(problem.path);
    const gain = place && known.get(entryOf(place.record, place.field));
    listed.set(key, { key, problem, gain, times: 1 });
  }
  return [...listed.values()].sort((a, b) => RANK[a.problem.severity] - RANK[b.problem.severity] || (b.gain ?? -1) - (a.gain ?? -1));
}
