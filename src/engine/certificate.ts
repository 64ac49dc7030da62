// A proved bound on the error of computed scores.

import type { Layout } from "./layout.ts";
import { run, type Solver } from "./loop.ts";
import { epsilon } from "./sweep.ts";

/** bound by position, in the unit of the scores; worst = largest bound / |score| over scores other than 0, found at position `at`. */
export type Certificate = { bound: Float64Array; worst: number; at: number };

/**
 * Law: |error_j| <= max_k (|r_k| / u_k) v_j / q with v > 0 and q = min (A^T v)_k / u_k > 0, for |T| productive.
 * r is the residual of x, summed with compensation, its rounding added; u the size of the scores; `productive` solves |T|.
 * undefined where rounding leaves no q > 0. Source: engine.md section 3.
 */
export function certify(layout: Layout, productive: Solver, b: Float64Array, x: Float64Array): Certificate | undefined {
  const { count, net } = layout;
  const u = new Float64Array(count);
  const ratio = weighResidual(layout, b, x, u);
  const right = new Float64Array(count);
  for (let p = 0; p < count; p++) right[p] = u[p]! * net[p]!;
  const v = u.slice();
  for (const target of [0.25, 1e-6]) {
    run(productive, { b: right, weights: u, guess: true, target }, v);
    const q = leastGain(productive.layout, u, v);
    if (q > 0) return boundsFrom(x, v, (ratio / q) * (1 + 16 * epsilon));
  }
  return undefined;
}

/** Fills u with the size of each score (a floor where it is 0) and answers max |r| / u, rounding included. */
function weighResidual(layout: Layout, b: Float64Array, x: Float64Array, u: Float64Array): number {
  const { count, start, row, value, net } = layout;
  let ratio = 0;
  let most = 0;
  for (let p = 0; p < count; p++) {
    const own = -net[p]! * x[p]!;
    let sum = b[p]!;
    let lost = 0;
    let size = Math.abs(sum);
    const end = start[p + 1]!;
    for (let e = start[p]!; e <= end; e++) {
      const term = e === end ? own : value[e]! * x[row[e]!]!;
      const next = sum + term;
      const part = next - sum;
      lost += sum - (next - part) + (term - part);
      sum = next;
      if (e < end) size += Math.abs(term);
    }
    u[p] = Math.max(Math.abs(x[p]!), size / net[p]!);
    if (u[p] === 0) continue;
    most = Math.max(most, u[p]!);
    const rounding = 4 * epsilon * (size + Math.abs(own));
    ratio = Math.max(ratio, (Math.abs(sum + lost) + rounding) / (net[p]! * u[p]!));
  }
  const floor = most === 0 ? 1 : most * 1e-40;
  for (let p = 0; p < count; p++) if (u[p] === 0) u[p] = floor;
  return ratio;
}

/** q = min (A^T v)_p / u_p, its own rounding taken off; not positive where v is not. */
function leastGain(layout: Layout, u: Float64Array, v: Float64Array): number {
  const { count, start, row, value, net } = layout;
  let q = Infinity;
  for (let p = 0; p < count; p++) {
    if (!(v[p]! > 0 && v[p]! < Infinity)) return 0;
    let sum = 0;
    const end = start[p + 1]!;
    for (let e = start[p]!; e < end; e++) sum += value[e]! * v[row[e]!]!;
    sum /= net[p]!;
    q = Math.min(q, (v[p]! - sum - (end - start[p]! + 6) * epsilon * (v[p]! + sum)) / u[p]!);
  }
  return q;
}

function boundsFrom(x: Float64Array, v: Float64Array, factor: number): Certificate {
  const bound = new Float64Array(x.length);
  let worst = 0;
  let at = 0;
  for (let p = 0; p < x.length; p++) {
    bound[p] = factor * v[p]!;
    if (x[p] === 0) continue;
    const share = bound[p]! / Math.abs(x[p]!);
    if (share > worst) {
      worst = share;
      at = p;
    }
  }
  return { bound, worst, at };
}
