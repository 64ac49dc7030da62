// The order of work: strongly connected components, inputs before consumers, and inside a component by heaviest input first.

import type { SparseColumns } from "./shares.ts";

/** Position p holds product nodes[p]; component b is the positions components[b] to components[b + 1]. */
export type Order = { pattern: string; nodes: Int32Array; components: Int32Array };

/**
 * Law: every input stands in the component of its consumer or in an earlier one (Tarjan 1972, without recursion).
 * Inside a component of three or more: post-order of a depth-first walk that takes the input of most weight first,
 * so that a Gauss-Seidel sweep meets most of the weight already renewed.
 */
export function orderOf(shares: SparseColumns): Order {
  const order = components(shares);
  const weight = new Float64Array(shares.count).fill(1);
  const rank = new Int32Array(shares.count);
  for (let b = 0; b + 1 < order.components.length; b++) {
    const from = order.components[b]!;
    const to = order.components[b + 1]!;
    if (to - from === 1) continue;
    const nodes = order.nodes.subarray(from, to).sort();
    if (nodes.length > 2) arrange(shares, nodes, weight, rank);
  }
  return { pattern: patternOf(shares), ...order };
}

/** Law: an order serves every system of the same pattern, whatever the values: keys equal and no input stands after its consumer's component. */
export function fits(order: Order, shares: SparseColumns): boolean {
  const { count, start, row } = shares;
  const { nodes, components: bounds } = order;
  if (nodes.length !== count || bounds[bounds.length - 1] !== count) return false;
  if (order.pattern !== patternOf(shares)) return false;
  const block = new Int32Array(count).fill(-1);
  for (let b = 0; b + 1 < bounds.length; b++) for (let p = bounds[b]!; p < bounds[b + 1]!; p++) block[nodes[p]!] = b;
  for (let j = 0; j < count; j++) {
    if (block[j] === -1) return false;
    for (let e = start[j]!; e < start[j + 1]!; e++) if (block[row[e]!]! > block[j]!) return false;
  }
  return true;
}

/** A key of the pattern alone (two 32-bit FNV-1a lanes over count, offsets and rows); not a seal, only a key for a cache. */
function patternOf(shares: SparseColumns): string {
  let a = 0x811c9dc5 ^ shares.count;
  let b = 0x9747b28c ^ shares.count;
  for (const list of [shares.start, shares.row]) {
    for (let k = 0; k < list.length; k++) {
      a = Math.imul(a ^ list[k]!, 0x01000193);
      b = Math.imul((b ^ list[k]!) + k, 0x85ebca6b);
      b ^= b >>> 15;
    }
  }
  return (a >>> 0).toString(16).padStart(8, "0") + (b >>> 0).toString(16).padStart(8, "0");
}

function components(shares: SparseColumns): { nodes: Int32Array; components: Int32Array } {
  const { count, start, row } = shares;
  const cursor = start.slice(0, count);
  const seen = new Int32Array(count);
  const low = new Int32Array(count);
  const closed = new Uint8Array(count);
  const open = new Int32Array(count);
  const path = new Int32Array(count);
  const nodes = new Int32Array(count);
  const bounds = new Int32Array(count + 1);
  let time = 0;
  let opened = 0;
  let placed = 0;
  let blocks = 0;
  for (let root = 0; root < count; root++) {
    if (seen[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const j = path[depth]!;
      if (seen[j] === 0) {
        seen[j] = low[j] = ++time;
        open[opened++] = j;
      }
      if (cursor[j]! < start[j + 1]!) {
        const i = row[cursor[j]!++]!;
        if (seen[i] === 0) path[++depth] = i;
        else if (closed[i] === 0 && seen[i]! < low[j]!) low[j] = seen[i]!;
        continue;
      }
      depth--;
      if (depth >= 0 && low[j]! < low[path[depth]!]!) low[path[depth]!] = low[j]!;
      if (low[j] !== seen[j]) continue;
      let i = -1;
      while (i !== j) {
        i = open[--opened]!;
        closed[i] = 1;
        nodes[placed++] = i;
      }
      bounds[++blocks] = placed;
    }
  }
  return { nodes, components: bounds.slice(0, blocks + 1) };
}

/** Puts the nodes of one component, given ascending, into weighted depth-first post-order, in place. */
function arrange(shares: SparseColumns, nodes: Int32Array, weight: Float64Array, rank: Int32Array): void {
  const { start, row, value } = shares;
  const size = nodes.length;
  for (let k = 0; k < size; k++) rank[nodes[k]!] = k + 1;
  for (let round = 0; round < 3; round++) weigh(shares, nodes, weight, rank);
  const begin = new Int32Array(size + 1);
  for (let k = 0; k < size; k++) {
    begin[k + 1] = begin[k]!;
    const j = nodes[k]!;
    for (let e = start[j]!; e < start[j + 1]!; e++) if (rank[row[e]!] !== 0 && row[e] !== j) begin[k + 1]!++;
  }
  const inputs = new Int32Array(begin[size]!);
  const heaviest = (a: number, b: number): number =>
    Math.abs(value[b]!) * weight[row[b]!]! - Math.abs(value[a]!) * weight[row[a]!]! || a - b;
  for (let k = 0, n = 0; k < size; k++) {
    const j = nodes[k]!;
    for (let e = start[j]!; e < start[j + 1]!; e++) if (rank[row[e]!] !== 0 && row[e] !== j) inputs[n++] = e;
    inputs.subarray(begin[k]!, n).sort(heaviest);
    for (let e = begin[k]!; e < n; e++) inputs[e] = rank[row[inputs[e]!]!]! - 1;
  }
  const walked = postOrder(begin, inputs).map((k) => nodes[k]!);
  for (let k = 0; k < size; k++) rank[nodes[k]!] = 0;
  nodes.set(walked);
}

/** One relaxed sweep towards the weights a component gives its own products (its dominant vector). */
function weigh(shares: SparseColumns, nodes: Int32Array, weight: Float64Array, rank: Int32Array): void {
  const { start, row, value } = shares;
  for (let k = 0; k < nodes.length; k++) {
    const j = nodes[k]!;
    let sum = 0.01 * weight[j]!;
    for (let e = start[j]!; e < start[j + 1]!; e++) if (rank[row[e]!] !== 0 && row[e] !== j) sum += Math.abs(value[e]!) * weight[row[e]!]!;
    weight[j] = sum;
  }
}

function postOrder(begin: Int32Array, inputs: Int32Array): Int32Array {
  const size = begin.length - 1;
  const cursor = begin.slice(0, size);
  const seen = new Uint8Array(size);
  const path = new Int32Array(size);
  const done = new Int32Array(size);
  let placed = 0;
  for (let root = 0; root < size; root++) {
    if (seen[root] === 1) continue;
    let depth = 0;
    path[0] = root;
    seen[root] = 1;
    while (depth >= 0) {
      const k = path[depth]!;
      if (cursor[k]! < begin[k + 1]!) {
        const i = inputs[cursor[k]!++]!;
        if (seen[i] === 0) {
          seen[i] = 1;
          path[++depth] = i;
        }
      } else {
        done[placed++] = k;
        depth--;
      }
    }
  }
  return done;
}
