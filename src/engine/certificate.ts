// A proved bound on the error of computed scores.

import type { Layout } from "./layout.ts";
import { floorOf, run, type Solver } from "./loop.ts";
import { epsilon } from "./sweep.ts";

/** Scores below this are out of the relative claim: products near the smallest double lose their digits. */
const underflow = 1e-290;

/** bound by position, in the unit of the scores; worst = largest bound / |score| over scores other than 0 and bounds that are not negligible, found at position `at`. */
export type Certificate = { bound: Float64Array; worst: number; at: number };

/**
 * Law: |error_j| <= max_k (|r_k| / u_k) v_j / q with v > 0 and q = min (A^T v)_k / u_k > 0, for |T| productive.
 * r is the residual of x, summed with compensation, its rounding added; u the size of the scores; `productive` solves |T|.
 * Where that misses the tolerance and a loop holds negligible scores, u has the floor of those, if that gives a smaller `worst`.
 * undefined where rounding leaves no q > 0. Source: engine.md section 3.
 */
export function certify(layout: Layout, productive: Solver, b: Float64Array, x: Float64Array, tolerance: number): Certificate | undefined {
  const { count, net } = layout;
  const u = new Float64Array(count);
  const r = new Float64Array(count);
  const least = weighResidual(layout, b, x, u, r);
  let best: Certificate | undefined;
  for (const floored of [false, true]) {
    if (floored && !raise(productive, x, u)) break;
    let ratio = 0;
    for (let p = 0; p < count; p++) if (u[p] !== 0) ratio = Math.max(ratio, r[p]! / (net[p]! * u[p]!));
    const weights = u.map((size) => (size === 0 ? least : size));
    const certificate = boundBy(productive, weights, ratio, x);
    if (certificate !== undefined && !(certificate.worst >= (best?.worst ?? Infinity))) best = certificate;
    if (best !== undefined && best.worst <= tolerance) break;
  }
  return best;
}

function boundBy(productive: Solver, u: Float64Array, ratio: number, x: Float64Array): Certificate | undefined {
  const right = u.map((size, p) => size * productive.layout.net[p]!);
  const v = u.slice();
  for (const target of [0.25, 1e-6]) {
    run(productive, { b: right, weights: u, guess: true, target }, v);
    const q = leastGain(productive.layout, u, v);
    if (q > 0) return boundsFrom(productive, x, v, (ratio / q) * (1 + 16 * epsilon));
  }
  return undefined;
}

/** Gives u the floor of negligible scores in loops; true if that changed anything. */
function raise({ layout, scale }: Solver, x: Float64Array, u: Float64Array): boolean {
  let raised = false;
  for (const loop of layout.loops) {
    const floor = floorOf(loop, scale, x);
    for (let p = loop.from; p < loop.to; p++) {
      if (u[p]! >= floor(p)) continue;
      u[p] = floor(p);
      raised = true;
    }
  }
  return raised;
}

/** Fills u with the size of each score and r with |r|, rounding included; answers the floor where u is 0. */
function weighResidual(layout: Layout, b: Float64Array, x: Float64Array, u: Float64Array, r: Float64Array): number {
  const { count, start, row, value, net } = layout;
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
    u[p] = Math.max(u[p]!, underflow);
    most = Math.max(most, u[p]!);
    r[p] = Math.abs(sum + lost) + 4 * epsilon * (size + Math.abs(own)) + (end - start[p]! + 2) * Number.MIN_VALUE;
  }
  return most === 0 ? 1 : most * 1e-40;
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

function boundsFrom({ layout, scale }: Solver, x: Float64Array, v: Float64Array, factor: number): Certificate {
  const bound = v.map((size) => factor * size);
  let worst = 0;
  let at = 0;
  let next = 0;
  const judge = (to: number, floor?: (p: number) => number): void => {
    for (; next < to; next++) {
      if (x[next] === 0) continue;
      const share = bound[next]! / Math.abs(x[next]!);
      if (share > worst && bound[next]! > Math.max(underflow, floor?.(next) ?? 0)) {
        worst = share;
        at = next;
      }
    }
  };
  for (const loop of layout.loops) {
    judge(loop.from);
    judge(loop.to, floorOf(loop, scale, x));
  }
  judge(layout.count);
  return { bound, worst, at };
}
