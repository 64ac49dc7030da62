// The ladder for one loop and the run over a whole layout: substitution, dense LU, Gauss-Seidel, GMRES.

import { radiusRange } from "./cycle.ts";
import { type Factors, factor, solveFactored } from "./dense.ts";
import { eliminateSparse } from "./elimination.ts";
import { gmres } from "./gmres.ts";
import type { Layout, Loop } from "./layout.ts";
import { dominant, epsilon, residual, substitute, sweep, takeOutside } from "./sweep.ts";

/**
 * A layout with the factors of its small loops; those of a larger loop are made where sweeps and GMRES do not settle it: undefined until then,
 * null where that is too costly. `scale` are positive weights in the units of the scores (dominant vector of each loop, 0 outside of loops),
 * `growth` is max v/(q u) of the proofs, how much a residual can grow into an error.
 */
export type Solver = { layout: Layout; factors: (Factors | null | undefined)[]; scale: Float64Array; growth: number };

/** A loop without a proof; `decided`: it uses up all it makes, as far as doubles can tell. */
export type Failed = { loop: Loop; decided: boolean };

/** Scores below this share of the largest of their loop are settled in absolute terms (engine.md section 3: those out of the relative claim). */
const negligible = 1e-15;

/** Loops up to this size are factored. */
const denseSize = 500;
/** Where nothing is proved, loops up to this size are. */
const uncertifiedDenseSize = 2000;
/** Four sweeps that contract by 0.9 each; slower than that GMRES takes over, unless sixteen sweeps more will do. */
const slowest = 0.9 * 0.9 * 0.9 * 0.9;

/**
 * Law: T >= 0 is productive (spectral radius < 1) exactly if some v > 0 has A^T v > 0 (engine.md section 3; Berman and Plemmons 1994, ch. 6).
 * Proves it loop by loop for a layout without negative values; the loops where no proof is found are in `failed`.
 */
export function prove(layout: Layout): { solver: Solver; failed: Failed[] } {
  const solver: Solver = { layout, factors: [], scale: new Float64Array(layout.count), growth: 1 };
  const failed: Failed[] = [];
  const u = solver.scale;
  const v = new Float64Array(layout.count);
  const c = new Float64Array(layout.count);
  layout.loops.forEach((loop, k) => {
    dominant(layout, loop, u, 6);
    for (let p = loop.from; p < loop.to; p++) c[p] = u[p]! * layout.net[p]!;
    const small = loop.to - loop.from <= denseSize;
    const { growth, decided } = small ? proveDense(solver, k, c, v) : proveLarge(solver, k, c, v);
    if (growth < Infinity) solver.growth = Math.max(solver.growth, growth);
    else failed.push({ loop, decided });
  });
  return { solver, failed };
}

type Proof = { growth: number; decided: boolean };

function proveDense({ layout, factors, scale }: Solver, k: number, c: Float64Array, v: Float64Array): Proof {
  const loop = layout.loops[k]!;
  factors[k] = factor(layout, loop, scale);
  if (!factors[k]) return { growth: Infinity, decided: true };
  solveFactored(layout, loop, factors[k], c, v);
  return { growth: productivity(layout, loop, scale, v), decided: true };
}

/** By sweeps and GMRES as far as needed; where they do not get there by a positive radius below, by elimination, by more of them. */
function proveLarge(solver: Solver, k: number, c: Float64Array, v: Float64Array): Proof {
  const { layout, factors, scale: u } = solver;
  const loop = layout.loops[k]!;
  factors[k] = undefined;
  v.set(u.subarray(loop.from, loop.to), loop.from);
  for (const target of [0.25, 1e-3, 1e-8]) {
    settle(layout, loop, c, v, u, target);
    const growth = productivity(layout, loop, u, v);
    if (growth < Infinity) return { growth, decided: true };
    if (target !== 0.25) continue;
    if (radiusRange(layout, loop, 60).low >= 1) return { growth, decided: true };
    const made = eliminateSparse(layout, loop, u);
    if (made === "singular") return { growth, decided: true };
    factors[k] = made === "costly" ? null : made;
    if (made === "costly") continue;
    solveFactored(layout, loop, made, c, v);
    return { growth: productivity(layout, loop, u, v), decided: true };
  }
  return { growth: Infinity, decided: radiusRange(layout, loop, 600).low >= 1 - 1e-12 };
}

/** The factors of a layout with negative values, where nothing is proved; a loop that has no single answer is in `failed`. */
export function factorSigned(layout: Layout, largest: number = denseSize): { solver: Solver; failed: Loop[] } {
  const scale = new Float64Array(layout.count);
  const failed: Loop[] = [];
  const factors = layout.loops.map((loop) => {
    dominant(layout, loop, scale, 6);
    if (loop.to - loop.from > largest) return undefined;
    const made = factor(layout, loop, scale);
    if (made === undefined) failed.push(loop);
    return made;
  });
  return { solver: { layout, factors, scale, growth: 1 }, failed };
}

/** As factorSigned, for loops whose |T| is not productive: larger ones are factored too, since sweeps may not converge. */
export function factorUncertified(layout: Layout): { solver: Solver; failed: Loop[] } {
  return factorSigned(layout, uncertifiedDenseSize);
}

/** What to run: right side, weights by which an answer is judged (none: those of the answer itself), whether x holds a guess, and how exact. */
export type Task = { b: Float64Array; weights?: Float64Array; guess: boolean; target: number };

/** Law: solves net x = b + T x over the whole layout into x, component after component; the loops that did not settle are the answer. */
export function run(solver: Solver, task: Task, x: Float64Array): Loop[] {
  const { layout } = solver;
  const { b } = task;
  const unsettled: Loop[] = [];
  const c = layout.loops.length === 0 ? x : new Float64Array(layout.count);
  const u = task.weights ?? (layout.loops.length === 0 ? x : new Float64Array(layout.count));
  let done = 0;
  layout.loops.forEach((loop, k) => {
    substitute(layout, done, loop.from, b, x);
    takeOutside(layout, loop, b, x, c);
    if (isZero(c, loop)) x.fill(0, loop.from, loop.to);
    else if (!runLoop(solver, k, task, c, x, u)) unsettled.push(loop);
    done = loop.to;
  });
  substitute(layout, done, layout.count, b, x);
  return unsettled;
}

/** One rung after the other; true if the loop settled. */
function runLoop(solver: Solver, k: number, { weights, guess, target }: Task, c: Float64Array, x: Float64Array, u: Float64Array): boolean {
  const { layout, factors } = solver;
  const loop = layout.loops[k]!;
  if (!factors[k]) {
    if (weights === undefined) weigh(solver, loop, c, x, u, guess ? "guess" : "fresh");
    let reached = settle(layout, loop, c, x, u, target);
    if (reached > target && weights === undefined) {
      for (let p = loop.from; p < loop.to; p++) u[p] = Math.max(u[p]!, Math.abs(x[p]!));
      reached = residual(layout, loop, c, x, u);
    }
    if (reached <= Math.max(100 * target, 1e-13)) return true;
    if (factors[k] === undefined) {
      const made = eliminateSparse(layout, loop, solver.scale);
      factors[k] = typeof made === "string" ? null : made;
    }
    if (!factors[k]) {
      if (reached <= 1e-9 || weights !== undefined || !guess) return reached <= 1e-9;
      weigh(solver, loop, c, x, u, "again");
      return settle(layout, loop, c, x, u, target) <= Math.max(target, 1e-9);
    }
  }
  return solveFactored(layout, loop, factors[k], c, x) < 1e-6;
}

/**
 * Law: brings max |c + T x - net x| / (net u) of a loop to `target` by sweeps, by GMRES where they contract slower than 0.9.
 * Stops on the residual; the answer is what was reached.
 */
function settle(layout: Layout, loop: Loop, c: Float64Array, x: Float64Array, u: Float64Array, target: number): number {
  const steps = new Float64Array(8);
  for (let n = 0; n < 500; n++) {
    const step = sweep(layout, loop, c, x, u);
    steps[n & 7] = step;
    if (!Number.isFinite(step)) {
      x.fill(0, loop.from, loop.to);
      break;
    }
    if (step <= 2 * target) {
      const reached = residual(layout, loop, c, x, u);
      if (reached <= target || step <= 4 * epsilon) return reached;
    }
    if (n < 8) continue;
    const four = step / steps[(n - 4) & 7]!;
    if (four > slowest && step * four * four * four * four > target) break;
  }
  return gmres(layout, loop, c, x, u, target);
}

/**
 * Weights by which the answer of a loop is judged: its size in |T| and |c|, from below, with the floor of negligible scores.
 * Where that has no sign to lose it is the guess as well; a guess without signs or zeros is its own weight. "again" keeps x but not as weight.
 */
function weigh(
  { layout, scale }: Solver,
  loop: Loop,
  c: Float64Array,
  x: Float64Array,
  u: Float64Array,
  how: "fresh" | "guess" | "again",
): void {
  const { start, inner, row, value, net } = layout;
  const { from, to } = loop;
  let plain = layout.positive;
  for (let p = from; p < to; p++) if (c[p]! < 0) plain = false;
  if (how === "guess" && plain && x.subarray(from, to).every((size) => size > 0)) {
    for (let p = from; p < to; p++) u[p] = x[p]!;
    return;
  }
  u.fill(0, from, to);
  let zeros = to - from;
  for (let round = 0; round < 8 || (zeros > 0 && round < 60); round++) {
    zeros = 0;
    for (let p = from; p < to; p++) {
      let sum = Math.abs(c[p]!);
      const end = start[p + 1]!;
      for (let e = inner[p]!; e < end; e++) sum += Math.abs(value[e]!) * u[row[e]!]!;
      u[p] = sum / net[p]!;
      if (sum === 0) zeros++;
    }
  }
  if (how === "fresh") for (let p = from; p < to; p++) x[p] = plain ? u[p]! : 0;
  const floor = floorOf(loop, scale, u);
  for (let p = from; p < to; p++) u[p] = Math.max(u[p]!, floor(p));
}

/**
 * Law: scores x of a loop below 1e-15 of its largest are negligible, the largest taken both in the units of each product (by `scale`) and as it is.
 * Answers that size for each position; positive where x is not 0.
 */
export function floorOf({ from, to }: Loop, scale: Float64Array, x: Float64Array): (p: number) => number {
  let most = 0;
  let mostScaled = 0;
  for (let p = from; p < to; p++) {
    most = Math.max(most, Math.abs(x[p]!));
    mostScaled = Math.max(mostScaled, Math.abs(x[p]!) / scale[p]!);
  }
  return (p) => Math.max(negligible * Math.min(mostScaled * scale[p]!, most), 1e-40 * most);
}

/** max v/u divided by q = min (A^T v)/u, rounding counted against it; Infinity where v > 0 and q > 0 do not hold. */
function productivity(layout: Layout, loop: Loop, u: Float64Array, v: Float64Array): number {
  const { start, inner, row, value, net } = layout;
  let q = Infinity;
  let most = 0;
  for (let p = loop.from; p < loop.to; p++) {
    if (!(v[p]! > 0 && v[p]! < Infinity)) return Infinity;
    let sum = 0;
    for (let e = inner[p]!; e < start[p + 1]!; e++) sum += value[e]! * v[row[e]!]!;
    sum /= net[p]!;
    const slack = (start[p + 1]! - inner[p]! + 6) * epsilon * (v[p]! + sum);
    q = Math.min(q, (v[p]! - sum - slack) / u[p]!);
    most = Math.max(most, v[p]! / u[p]!);
  }
  return q > 0 ? most / q : Infinity;
}

function isZero(c: Float64Array, loop: Loop): boolean {
  for (let p = loop.from; p < loop.to; p++) if (c[p] !== 0) return false;
  return true;
}
