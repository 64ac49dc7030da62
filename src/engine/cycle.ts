// The strongest cycle of a loop and how much the loop uses up, for a person to look at.

import type { Layout, Loop } from "./layout.ts";
import { dominant, epsilon } from "./sweep.ts";

/** Products by index in the direction of the material, the first not repeated; gain is the product of the shares of one round. */
export type Cycle = { products: number[]; gain: number };

/** Law: from the product of most weight, each step goes to the input that gives most of it (|T| times the dominant vector) until one comes again; of equals to one seen. */
export function strongestCycle(layout: Layout, loop: Loop): Cycle {
  const { start, inner, row, value, net, nodes } = layout;
  const u = new Float64Array(layout.count);
  dominant(layout, loop, u, 40);
  const seen = new Int32Array(loop.to - loop.from).fill(-1);
  const walk: number[] = [];
  const gains: number[] = [];
  let p = loop.from;
  for (let k = loop.from; k < loop.to; k++) if (u[k]! > u[p]!) p = k;
  while (seen[p - loop.from] === -1) {
    seen[p - loop.from] = walk.length;
    walk.push(p);
    const give = (e: number): number => Math.abs(value[e]!) * u[row[e]!]! * (seen[row[e]! - loop.from] === -1 ? 1 : 1.02);
    let best = inner[p]!;
    for (let e = best; e < start[p + 1]!; e++) if (give(e) > give(best)) best = e;
    gains.push(value[best]! / net[p]!);
    p = row[best]!;
  }
  const first = seen[p - loop.from]!;
  return {
    products: walk
      .slice(first)
      .reverse()
      .map((k) => nodes[k]!),
    gain: gains.slice(first).reduce((a, b) => a * b, 1),
  };
}

/**
 * Law: min (|T| y)_p / y_p <= rho(|T|) <= max (|T| y)_p / y_p for every y > 0 (Collatz 1942, Wielandt 1950), self-use divided out.
 * The closest of two starts and `rounds` steps y + |T| y each, rounding left out of account.
 */
export function radiusRange(layout: Layout, loop: Loop, rounds: number): { low: number; high: number } {
  const { start, inner, row, value, net } = layout;
  const { from, to } = loop;
  const y = new Float64Array(layout.count);
  const next = new Float64Array(to - from);
  let low = 0;
  let high = Infinity;
  for (const guess of ["ones", "dominant"]) {
    if (guess === "ones") y.fill(1, from, to);
    else dominant(layout, loop, y, 20);
    for (let round = 0; round < rounds && high - low > 4 * epsilon; round++) {
      let least = Infinity;
      let most = 0;
      let top = 0;
      for (let p = from; p < to; p++) {
        let sum = 0;
        const end = start[p + 1]!;
        for (let e = inner[p]!; e < end; e++) sum += Math.abs(value[e]!) * y[row[e]!]!;
        const ratio = sum / (net[p]! * y[p]!);
        least = Math.min(least, ratio);
        most = Math.max(most, ratio);
        next[p - from] = y[p]! * (1 + ratio);
        top = Math.max(top, next[p - from]!);
      }
      low = Math.max(low, least);
      high = Math.min(high, most);
      for (let p = from; p < to; p++) y[p] = Math.max(1e-250, next[p - from]! / top);
    }
  }
  return { low, high };
}
