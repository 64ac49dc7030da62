// A product system laid out in the order of work, ready for sweeps: net x = b + inputs.

import type { Order } from "./order.ts";
import type { SparseColumns } from "./shares.ts";

/** Positions from `from` up to `to` that form one component of two or more. */
export type Loop = { from: number; to: number };

/**
 * Equation p: net[p] x[p] = b[p] + sum over e of value[e] x[row[e]]. Entries of p: first those of earlier components,
 * from inner[p] those of its own that stand before p, from later[p] those that stand after p; each ascending by product.
 */
export type Layout = {
  count: number;
  nodes: Int32Array;
  loops: Loop[];
  start: Int32Array;
  inner: Int32Array;
  later: Int32Array;
  row: Int32Array;
  value: Float64Array;
  /** 1 - self-use, positive. */
  net: Float64Array;
  /** No value is negative. */
  positive: boolean;
};

/** Law: dividing self-use out, s_j (1 - t_jj) = d_j + sum of t_ij s_i over i other than j; `shares` as given by sharesFrom. */
export function layoutOf(shares: SparseColumns, order: Order): Layout {
  const { count } = shares;
  const { nodes, components } = order;
  const place = new Int32Array(count);
  for (let p = 0; p < count; p++) place[nodes[p]!] = p;
  const loops: Loop[] = [];
  const size = shares.row.length;
  const layout: Layout = {
    count,
    nodes,
    loops,
    start: new Int32Array(count + 1),
    inner: new Int32Array(count),
    later: new Int32Array(count),
    row: new Int32Array(size),
    value: new Float64Array(size),
    net: new Float64Array(count).fill(1),
    positive: true,
  };
  let filled = 0;
  for (let b = 0; b + 1 < components.length; b++) {
    const from = components[b]!;
    const to = components[b + 1]!;
    if (to - from > 1) loops.push({ from, to });
    for (let p = from; p < to; p++) filled = placeEquation(layout, shares, place, from, p, filled);
  }
  return layout;
}

/** Law: the layout of A x = f; rows in place of columns, consumers before inputs. */
export function reversed(order: Order): Order {
  const last = order.nodes.length;
  return { pattern: order.pattern, nodes: order.nodes.slice().reverse(), components: order.components.map((p) => last - p).reverse() };
}

/** Law: |T| in place of T, self-use already divided out with its sign. */
export function absolute(layout: Layout): Layout {
  return layout.positive ? layout : { ...layout, value: layout.value.map(Math.abs), positive: true };
}

/** Values by product into values by position. */
export function toPositions(layout: Layout, values: Float64Array): Float64Array {
  const out = new Float64Array(layout.count);
  for (let p = 0; p < layout.count; p++) out[p] = values[layout.nodes[p]!]!;
  return out;
}

/** Values by position into values by product. */
export function toProducts(layout: Layout, values: Float64Array): Float64Array {
  const out = new Float64Array(layout.count);
  for (let p = 0; p < layout.count; p++) out[layout.nodes[p]!] = values[p]!;
  return out;
}

function placeEquation(layout: Layout, shares: SparseColumns, place: Int32Array, from: number, p: number, filled: number): number {
  const { row, value } = layout;
  const j = layout.nodes[p]!;
  const begin = shares.start[j]!;
  const end = shares.start[j + 1]!;
  layout.start[p] = filled;
  let before = 0;
  let own = 0;
  for (let e = begin; e < end; e++) {
    const q = place[shares.row[e]!]!;
    if (q < from) before++;
    else if (q < p) own++;
    else if (q === p) layout.net[p] = 1 - shares.value[e]!;
  }
  let outside = filled;
  let earlier = filled + before;
  let later = earlier + own;
  layout.inner[p] = earlier;
  layout.later[p] = later;
  for (let e = begin; e < end; e++) {
    const q = place[shares.row[e]!]!;
    if (q === p) continue;
    const slot = q < from ? outside++ : q < p ? earlier++ : later++;
    row[slot] = q;
    value[slot] = shares.value[e]!;
    if (shares.value[e]! < 0) layout.positive = false;
  }
  layout.start[p + 1] = later;
  return later;
}
