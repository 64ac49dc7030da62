// The passes over a layout that every method is made of: substitution, Gauss-Seidel sweep, residual.

import type { Layout, Loop } from "./layout.ts";

/** Distance from one double to the next, relative to 1. */
export const epsilon = 2 ** -52;

/** Solves positions `from` to `to`, whose inputs all stand before them, one after the other. */
export function substitute(layout: Layout, from: number, to: number, b: Float64Array, x: Float64Array): void {
  const { start, row, value, net } = layout;
  for (let p = from; p < to; p++) {
    let sum = b[p]!;
    const end = start[p + 1]!;
    for (let e = start[p]!; e < end; e++) sum += value[e]! * x[row[e]!]!;
    x[p] = sum / net[p]!;
  }
}

/** c = b plus what a loop takes from outside, for the positions of the loop. */
export function takeOutside(layout: Layout, loop: Loop, b: Float64Array, x: Float64Array, c: Float64Array): void {
  const { start, inner, row, value } = layout;
  for (let p = loop.from; p < loop.to; p++) {
    let sum = b[p]!;
    const end = inner[p]!;
    for (let e = start[p]!; e < end; e++) sum += value[e]! * x[row[e]!]!;
    c[p] = sum;
  }
}

/** One Gauss-Seidel sweep over a loop; the answer is the largest change relative to the weights u. */
export function sweep(layout: Layout, loop: Loop, c: Float64Array, x: Float64Array, u: Float64Array): number {
  const { start, inner, row, value, net } = layout;
  let worst = 0;
  for (let p = loop.from; p < loop.to; p++) {
    let sum = c[p]!;
    const end = start[p + 1]!;
    for (let e = inner[p]!; e < end; e++) sum += value[e]! * x[row[e]!]!;
    const next = sum / net[p]!;
    const step = Math.abs(next - x[p]!) / u[p]!;
    if (step > worst) worst = step;
    x[p] = next;
  }
  return worst;
}

/** The largest |c + T x - net x| / (net u) over a loop; Infinity if x is not finite. */
export function residual(layout: Layout, loop: Loop, c: Float64Array, x: Float64Array, u: Float64Array): number {
  const { start, inner, row, value, net } = layout;
  let worst = 0;
  for (let p = loop.from; p < loop.to; p++) {
    let sum = c[p]!;
    const end = start[p + 1]!;
    for (let e = inner[p]!; e < end; e++) sum += value[e]! * x[row[e]!]!;
    const size = Math.abs(sum - net[p]! * x[p]!) / (net[p]! * u[p]!);
    if (!(size <= worst)) {
      if (!Number.isFinite(size)) return Infinity;
      worst = size;
    }
  }
  return worst;
}

/**
 * Positive weights near the dominant vector of a loop of |T|, by a few damped sweeps; they bring products of unlike units to one scale.
 * Written into u for the positions of the loop, largest 1.
 */
export function dominant(layout: Layout, loop: Loop, u: Float64Array, rounds: number): void {
  const { start, inner, row, value, net } = layout;
  u.fill(1, loop.from, loop.to);
  for (let round = 0; round < rounds; round++) {
    let most = 0;
    for (let p = loop.from; p < loop.to; p++) {
      let sum = 0;
      const end = start[p + 1]!;
      for (let e = inner[p]!; e < end; e++) sum += Math.abs(value[e]!) * u[row[e]!]!;
      u[p] = Math.min(1e250, Math.max(1e-250, 0.01 * u[p]! + sum / net[p]!));
      if (u[p]! > most) most = u[p]!;
    }
    for (let p = loop.from; p < loop.to; p++) u[p] = Math.max(1e-250, u[p]! / most);
  }
}
