// How far the scores spread where the numbers that they come from do: the system solved anew for many draws.

import { assert } from "../base/assert.ts";
import type { Outcome, Problem } from "../base/problem.ts";
import type { Order } from "./order.ts";
import { problem } from "./problems.ts";
import type { SparseColumns } from "./shares.ts";
import { solve } from "./solve.ts";
import { drawAll, isDrawable, type Spread } from "./spread.ts";

/** Group g holds the entries entry[start[g]] to entry[start[g + 1]] of `shares.value`, in equal units. */
export type Groups = { start: Int32Array; entry: Int32Array };

/** What is asked; plain data, so that threads can hold it in common. */
export type Study = {
  shares: SparseColumns;
  /** Per indicator, as in a System. */
  direct: readonly Float64Array[];
  /** Of the entries of `shares.value`. */
  spread: Spread;
  /** Per indicator, of its direct amounts; undefined where they are certain. */
  directSpread?: readonly (Spread | undefined)[];
  /** Entries whose sum is certain where each is not, such as the shares of a market, which sum to one. */
  groups?: Groups;
  /** The products whose scores are kept. */
  watched: Int32Array;
  /** A whole number of 32 bits: the same seed, the same numbers. */
  seed: number;
  runs: number;
  /** As in a System, for each run; 1e-9 if not given. */
  tolerance?: number;
};

/** The system as it is written, solved: order and scores that every run starts from. */
export type Written = { order: Order; scores: Float64Array[] };

/** Some runs: the scores of the watched products by run and indicator, and per run the code of what was wrong with the draw, "" if nothing. */
export type Draws = { from: number; to: number; scores: Float64Array; fault: string[]; example?: Problem };

/** Of the accepted runs; deviation is the standard deviation, low and high leave out 2.5 % at either end. */
export type Band = { written: number; mean: number; deviation: number; low: number; median: number; high: number };

export type Uncertainty = {
  /** By indicator, then in the order of `watched`. */
  bands: Band[][];
  accepted: number;
  /** Runs refused, by the code of the Problem that their draw ended in. */
  rejected: Record<string, number>;
};

/** A result of which fewer draws than this were accepted would be one of the accepted, not of the system. */
const leastAccepted = 0.95;

/**
 * Law: every run draws all numbers anew and solves; the same study gives the same bits, on however many threads its runs are drawn.
 * Draws that have no answer are rejected and counted; under 95 % accepted there is no result (engine.md section 5).
 * Problems: those of solve for the system as written; ENGINE_SPREAD_UNFIT, ENGINE_TOO_FEW_DRAWS (errors).
 */
export function monteCarlo(study: Study): Outcome<Uncertainty> {
  const { value: written, problems } = solveWritten(study);
  if (written === undefined) return { value: undefined, problems };
  const told = conclude(study, written, [drawRuns(study, written, 0, study.runs)]);
  return told.value === undefined ? told : { value: told.value, problems: [...problems, ...told.problems] };
}

/** Law: what is to be drawn can be, and the system as written has an answer; first of the three steps of monteCarlo. */
export function solveWritten(study: Study): Outcome<Written> {
  const { shares, direct, spread, directSpread, runs, seed } = study;
  assert(Number.isInteger(runs) && runs > 0, "runs are counted");
  assert(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, "a seed is a whole number of 32 bits");
  const faults: Problem[] = [];
  unfit(spread, (e) => `shares/${columnOf(shares, e)}`, faults);
  directSpread?.forEach((one, k) => {
    if (one !== undefined) unfit(one, (j) => `direct/${k}/${j}`, faults);
  });
  if (faults.length > 0) return { value: undefined, problems: faults };
  const { value, problems } = solve({ shares, direct });
  return value === undefined ? { value, problems } : { value: { order: value.order, scores: value.scores }, problems };
}

/** Law: run r is drawn by (seed, r) alone, from where the system as written stands; so any thread may draw any runs. */
export function drawRuns(study: Study, written: Written, from: number, to: number): Draws {
  const { shares, direct, watched } = study;
  const width = direct.length * watched.length;
  const draws: Draws = { from, to, scores: new Float64Array((to - from) * width), fault: [] };
  const value = new Float64Array(shares.value.length);
  const amounts = direct.map((values, k) => (study.directSpread?.[k] === undefined ? values : new Float64Array(values.length)));
  for (let run = from; run < to; run++) {
    drawSystem(study, run, value, amounts);
    const answer = solve({
      shares: { ...shares, value },
      direct: amounts,
      order: written.order,
      start: written.scores,
      tolerance: study.tolerance ?? 1e-9,
      certify: false,
    });
    draws.fault.push(answer.value === undefined ? (answer.problems[0]?.code ?? "") : "");
    if (answer.value === undefined) draws.example ??= answer.problems[0]!;
    answer.value?.scores.forEach((scores, k) => {
      const at = (run - from) * width + k * watched.length;
      for (let w = 0; w < watched.length; w++) draws.scores[at + w] = scores[watched[w]!]!;
    });
  }
  return draws;
}

/** Law: the runs of all parts together, in their order, whoever drew them; last of the three steps. */
export function conclude(study: Study, written: Written, parts: readonly Draws[]): Outcome<Uncertainty> {
  const { runs, direct, watched } = study;
  const ordered = [...parts].sort((a, b) => a.from - b.from);
  const whole = ordered.every((part, k) => part.from === (k === 0 ? 0 : ordered[k - 1]!.to)) && ordered.at(-1)?.to === runs;
  assert(whole, "every run is drawn once");
  const rejected: Record<string, number> = {};
  let accepted = runs;
  for (const code of ordered.flatMap(({ fault }) => fault).filter((code) => code !== "")) {
    rejected[code] = (rejected[code] ?? 0) + 1;
    accepted--;
  }
  if (accepted < leastAccepted * runs) {
    const why = ordered.find(({ example }) => example !== undefined)!.example!.text;
    const percent = ((100 * accepted) / runs).toFixed(1);
    return { value: undefined, problems: [problem("ENGINE_TOO_FEW_DRAWS", { params: { accepted, runs, percent, why } })] };
  }
  const bands = direct.map((_, k) =>
    Array.from(watched, (product, w) => bandOf(written.scores[k]![product]!, drawnOf(ordered, study, k * watched.length + w, accepted))),
  );
  return { value: { bands, accepted, rejected }, problems: [] };
}

/** Fills the numbers of one run: drawn, and those of a group brought to the sum that is written. */
function drawSystem(
  { shares, direct, spread, directSpread, groups, seed }: Study,
  run: number,
  value: Float64Array,
  amounts: Float64Array[],
): void {
  drawAll(spread, shares.value, { seed, run, lane: 0 }, value);
  direct.forEach((values, k) => {
    const one = directSpread?.[k];
    if (one !== undefined) drawAll(one, values, { seed, run, lane: k + 1 }, amounts[k]!);
  });
  if (groups === undefined) return;
  for (let g = 0; g + 1 < groups.start.length; g++) {
    let wanted = 0;
    let drawn = 0;
    for (let k = groups.start[g]!; k < groups.start[g + 1]!; k++) {
      wanted += shares.value[groups.entry[k]!]!;
      drawn += value[groups.entry[k]!]!;
    }
    if (wanted === drawn) continue;
    const factor = wanted / drawn > 0 ? wanted / drawn : Number.NaN;
    for (let k = groups.start[g]!; k < groups.start[g + 1]!; k++) value[groups.entry[k]!]! *= factor;
  }
}

function unfit(spread: Spread, pathOf: (e: number) => string, faults: Problem[]): void {
  for (let e = 0; e < spread.id.length && faults.length < 100; e++) {
    if (isDrawable(spread, e)) continue;
    const said = { loc: spread.loc[e]!, scale: spread.scale[e]!, minimum: spread.minimum[e]!, maximum: spread.maximum[e]! };
    const given = Object.entries(said).filter(([, number]) => !Number.isNaN(number));
    const numbers = given.length === 0 ? "-" : given.map(([name, number]) => `${name} ${number}`).join(", ");
    faults.push(problem("ENGINE_SPREAD_UNFIT", { path: pathOf(e), params: { id: spread.id[e]!, numbers } }));
  }
}

function columnOf({ start }: SparseColumns, e: number): number {
  let j = 0;
  while (start[j + 1]! <= e) j++;
  return j;
}

/** The accepted scores of one watched product and indicator, ascending. */
function drawnOf(parts: readonly Draws[], { direct, watched }: Study, column: number, accepted: number): Float64Array {
  const width = direct.length * watched.length;
  const drawn = new Float64Array(accepted);
  let filled = 0;
  for (const { fault, scores } of parts) {
    fault.forEach((code, run) => {
      if (code === "") drawn[filled++] = scores[run * width + column]!;
    });
  }
  return drawn.sort();
}

function bandOf(written: number, drawn: Float64Array): Band {
  const mean = drawn.reduce((sum, score) => sum + score, 0) / drawn.length;
  const squares = drawn.reduce((sum, score) => sum + (score - mean) * (score - mean), 0);
  const deviation = drawn.length > 1 ? Math.sqrt(squares / (drawn.length - 1)) : 0;
  return { written, mean, deviation, low: quantile(drawn, 0.025), median: quantile(drawn, 0.5), high: quantile(drawn, 0.975) };
}

/** Law: between the two draws around place (n - 1) p, in proportion (Hyndman and Fan 1996, definition 7). */
function quantile(ascending: Float64Array, p: number): number {
  const place = (ascending.length - 1) * p;
  const below = Math.floor(place);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below]! + (place - below) * (ascending[above]! - ascending[below]!);
}
