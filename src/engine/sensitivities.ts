// How much a score changes with each number that went into it.

import type { Outcome } from "../base/problem.ts";
import { type Solution, type System, solve } from "./solve.ts";

export type Sensitivities = {
  /** S: the indicator for the whole demand. */
  score: number;
  /** dS/dT_ij per entry of `shares.value`, in the same places. */
  shares: Float64Array;
  /** dS/ddirect_j per product. */
  direct: Float64Array;
  solution: Solution;
};

/** A system with one indicator and a demand. */
export type Question = Omit<System, "direct" | "demand" | "start"> & { direct: Float64Array; demand: Float64Array };

/**
 * Law: S = demand . w with w the scores and A x = demand; dS/dT_ij = w_i x_j and dS/ddirect_j = x_j, exact to first order.
 * All of them from one adjoint and one forward solve (engine.md section 4). For an amount per run divide by the output of the run.
 * Problems: those of solve.
 */
export function sensitivities(question: Question): Outcome<Sensitivities> {
  const { shares, demand } = question;
  const { value: solution, problems } = solve({ ...question, direct: [question.direct] });
  if (solution === undefined) return { value: undefined, problems };
  const w = solution.scores[0]!;
  const x = solution.supply!;
  const slopes = new Float64Array(shares.value.length);
  let score = 0;
  for (let j = 0; j < shares.count; j++) {
    score += demand[j]! * w[j]!;
    for (let e = shares.start[j]!; e < shares.start[j + 1]!; e++) slopes[e] = w[shares.row[e]!]! * x[j]!;
  }
  return { value: { score, shares: slopes, direct: x, solution }, problems };
}
