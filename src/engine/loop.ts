// The ladder for one loop and the run over a whole layout: substitution, dense LU, Gauss-Seidel, GMRES.

import { type Dense, factor, solveDense } from "./dense.ts";
import { gmres } from "./gmres.ts";
import type { Layout, Loop } from "./layout.ts";
import { dominant, epsilon, residual, substitute, sweep, takeOutside } from "./sweep.ts";

/** A layout with the factors of its small loops; `growth` is max v/(q u) of the proofs, how much a residual can grow into an error. */
export type Solver = { layout: Layout; dense: (Dense | undefined)[]; growth: number };

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
export function prove(layout: Layout): { solver: Solver; failed: Loop[] } {
  const solver: Solver = { layout, dense: [], growth: 1 };
  const failed: Loop[] = [];
  const u = new Float64Array(layout.count);
  const v = new Float64Array(layout.count);
  const c = new Float64Array(layout.count);
  for (const loop of layout.loops) {
    dominant(layout, loop, u, 6);
    const small = loop.to - loop.from <= denseSize;
    const dense = small ? factor(layout, loop, u) : undefined;
    solver.dense.push(dense);
    for (let p = loop.from; p < loop.to; p++) c[p] = u[p]! * layout.net[p]!;
    let growth = Infinity;
    if (dense !== undefined) {
      solveDense(layout, loop, dense, c, v);
      growth = productivity(layout, loop, u, v);
    } else if (!small) {
      v.set(u.subarray(loop.from, loop.to), loop.from);
      for (const target of [0.25, 1e-3, 1e-8]) {
        settle(layout, loop, c, v, u, target);
        growth = productivity(layout, loop, u, v);
        if (growth < Infinity) break;
      }
    }
    if (growth < Infinity) solver.growth = Math.max(solver.growth, growth);
    else failed.push(loop);
  }
  return { solver, failed };
}

/** The factors of a layout with negative values, where nothing is proved; a loop that has no single answer is in `failed`. */
export function factorSigned(layout: Layout, largest: number = denseSize): { solver: Solver; failed: Loop[] } {
  const u = new Float64Array(layout.count);
  const failed: Loop[] = [];
  const dense = layout.loops.map((loop) => {
    if (loop.to - loop.from > largest) return undefined;
    dominant(layout, loop, u, 6);
    const factors = factor(layout, loop, u);
    if (factors === undefined) failed.push(loop);
    return factors;
  });
  return { solver: { layout, dense, growth: 1 }, failed };
}

/** As factorSigned, for loops whose |T| is not productive: larger ones are factored too, since sweeps may not converge. */
export function factorUncertified(layout: Layout): { solver: Solver; failed: Loop[] } {
  return factorSigned(layout, uncertifiedDenseSize);
}

/** What to run: right side, weights by which an answer is judged (none: those of the answer itself), whether x holds a guess, and how exact. */
export type Task = { b: Float64Array; weights?: Float64Array; guess: boolean; target: number };

/** Law: solves net x = b + T x over the whole layout into x, component after component; the loops that did not settle are the answer. */
export function run(solver: Solver, task: Task, x: Float64Array): Loop[] {
  const { layout, dense } = solver;
  const { b, target } = task;
  const unsettled: Loop[] = [];
  const c = layout.loops.length === 0 ? x : new Float64Array(layout.count);
  const u = task.weights ?? (layout.loops.length === 0 ? x : new Float64Array(layout.count));
  let done = 0;
  layout.loops.forEach((loop, k) => {
    substitute(layout, done, loop.from, b, x);
    takeOutside(layout, loop, b, x, c);
    const factors = dense[k];
    if (factors !== undefined) {
      if (!(solveDense(layout, loop, factors, c, x) < 1e-6)) unsettled.push(loop);
    } else if (!isZero(c, loop)) {
      if (task.weights === undefined) weigh(layout, loop, c, x, u, task.guess);
      if (!(settle(layout, loop, c, x, u, target) <= Math.max(target, 1e-9))) unsettled.push(loop);
    } else x.fill(0, loop.from, loop.to);
    done = loop.to;
  });
  substitute(layout, done, layout.count, b, x);
  return unsettled;
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

/** Weights by which the answer of a loop is judged: its size in |T| and |c|, from below; where that has no sign to lose it is the guess as well. */
function weigh(layout: Layout, loop: Loop, c: Float64Array, x: Float64Array, u: Float64Array, guess: boolean): void {
  const { start, inner, row, value, net } = layout;
  const { from, to } = loop;
  let plain = layout.positive;
  for (let p = from; p < to; p++) if (c[p]! < 0) plain = false;
  if (guess && plain && x.subarray(from, to).every((size) => size > 0)) {
    for (let p = from; p < to; p++) u[p] = x[p]!;
    return;
  }
  u.fill(0, from, to);
  let zeros = to - from;
  let most = 0;
  for (let round = 0; round < 8 || (zeros > 0 && round < 60); round++) {
    zeros = 0;
    most = 0;
    for (let p = from; p < to; p++) {
      let sum = Math.abs(c[p]!);
      const end = start[p + 1]!;
      for (let e = inner[p]!; e < end; e++) sum += Math.abs(value[e]!) * u[row[e]!]!;
      u[p] = sum / net[p]!;
      if (sum === 0) zeros++;
      if (u[p]! > most) most = u[p]!;
    }
  }
  for (let p = from; p < to; p++) {
    if (!guess) x[p] = plain ? u[p]! : 0;
    if (u[p] === 0) u[p] = most * 1e-40;
  }
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
