// The strongest cycle of a loop, for a person to look at.

import type { Layout, Loop } from "./layout.ts";
import { dominant } from "./sweep.ts";

/** Products by index in the direction of the material, the first not repeated; gain is the product of the shares of one round. */
export type Cycle = { products: number[]; gain: number };

/** Law: from the product of most weight, each step goes to the input that gives most of it (|T| times the dominant vector) until one comes again. */
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
    let best = inner[p]!;
    for (let e = best; e < start[p + 1]!; e++) if (Math.abs(value[e]!) * u[row[e]!]! > Math.abs(value[best]!) * u[row[best]!]!) best = e;
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
