// Loops by their factors; those of small loops: dense LU with partial pivoting on the system scaled to weights near one.

import type { Layout, Loop } from "./layout.ts";
import { epsilon } from "./sweep.ts";

/** The factors of one loop scaled by `scale`: `solve` answers y with D^-1 (I - T/net) D y = right. */
export type Factors = { scale: Float64Array; solve: (right: Float64Array) => Float64Array };

/** Row r of `lu` was equation pivot[r]. */
type Triangles = { lu: Float64Array; pivot: Int32Array };

/** Law: P (D^-1 (I - T/net) D) = L U with D the weights u of the loop's positions; undefined if a pivot vanishes. */
export function factor(layout: Layout, loop: Loop, u: Float64Array): Factors | undefined {
  const { start, inner, row, value, net } = layout;
  const size = loop.to - loop.from;
  const lu = new Float64Array(size * size);
  const scale = u.slice(loop.from, loop.to);
  for (let r = 0; r < size; r++) {
    const p = loop.from + r;
    lu[r * size + r] = 1;
    for (let e = inner[p]!; e < start[p + 1]!; e++) {
      const s = row[e]! - loop.from;
      lu[r * size + s]! -= (value[e]! * scale[s]!) / (net[p]! * scale[r]!);
    }
  }
  const pivot = eliminate(lu, size, true);
  return pivot === undefined ? undefined : { scale, solve: (right) => backSubstitute({ lu, pivot }, right) };
}

/** Solves one loop for the right side c (by position, outside inputs taken in) into x; one refinement. Answers the largest correction relative to the solution. */
export function solveFactored(layout: Layout, loop: Loop, factors: Factors, c: Float64Array, x: Float64Array): number {
  const { start, inner, row, value, net } = layout;
  const { scale } = factors;
  const size = scale.length;
  const y = new Float64Array(size);
  for (let r = 0; r < size; r++) y[r] = c[loop.from + r]! / (net[loop.from + r]! * scale[r]!);
  const first = factors.solve(y);
  for (let r = 0; r < size; r++) x[loop.from + r] = first[r]! * scale[r]!;
  for (let r = 0; r < size; r++) {
    const p = loop.from + r;
    let sum = c[p]!;
    for (let e = inner[p]!; e < start[p + 1]!; e++) sum += value[e]! * x[row[e]!]!;
    y[r] = (sum - net[p]! * x[p]!) / (net[p]! * scale[r]!);
  }
  const second = factors.solve(y);
  let most = 0;
  let change = 0;
  for (let r = 0; r < size; r++) {
    x[loop.from + r]! += second[r]! * scale[r]!;
    most = Math.max(most, Math.abs(first[r]!));
    change = Math.max(change, Math.abs(second[r]!));
  }
  return most === 0 ? 0 : change / most;
}

/** L U in place, row r from row pivot[r]; the diagonal stays the pivot where it is the largest of its column, or always without `exchange`. */
export function eliminate(lu: Float64Array, size: number, exchange: boolean): Int32Array | undefined {
  const pivot = Int32Array.from({ length: size }, (_, r) => r);
  for (let k = 0; k < size; k++) {
    let best = k;
    if (exchange) for (let r = k + 1; r < size; r++) if (Math.abs(lu[r * size + k]!) > Math.abs(lu[best * size + k]!)) best = r;
    if (!(Math.abs(lu[best * size + k]!) > size * epsilon * 0.25)) return undefined;
    if (best !== k) swapRows(lu, size, pivot, k, best);
    const head = k * size;
    const inverse = 1 / lu[head + k]!;
    for (let r = k + 1; r < size; r++) {
      const line = r * size;
      if (lu[line + k] === 0) continue;
      const ratio = lu[line + k]! * inverse;
      lu[line + k] = ratio;
      for (let s = k + 1; s < size; s++) lu[line + s]! -= ratio * lu[head + s]!;
    }
  }
  return pivot;
}

function swapRows(lu: Float64Array, size: number, pivot: Int32Array, a: number, b: number): void {
  const line = lu.slice(a * size, (a + 1) * size);
  lu.copyWithin(a * size, b * size, (b + 1) * size);
  lu.set(line, b * size);
  const was = pivot[a]!;
  pivot[a] = pivot[b]!;
  pivot[b] = was;
}

export function backSubstitute({ lu, pivot }: Triangles, right: Float64Array): Float64Array {
  const size = pivot.length;
  const y = new Float64Array(size);
  for (let r = 0; r < size; r++) {
    let sum = right[pivot[r]!]!;
    for (let s = 0; s < r; s++) sum -= lu[r * size + s]! * y[s]!;
    y[r] = sum;
  }
  for (let r = size - 1; r >= 0; r--) {
    let sum = y[r]!;
    for (let s = r + 1; s < size; s++) sum -= lu[r * size + s]! * y[s]!;
    y[r] = sum / lu[r * size + r]!;
  }
  return y;
}
