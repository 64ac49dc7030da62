// Large loops that sweeps and GMRES do not settle: elimination on the diagonal, least fill first, a dense rest at the end.

import { backSubstitute, eliminate, type Factors } from "./dense.ts";
import type { Layout, Loop } from "./layout.ts";

/** The rest that is eliminated densely is at most this large: 1,600 take about three seconds. */
const mostRest = 1600;
/** Entries touched before the links count as too tangled for this way: a second or two. */
const mostWork = 2e8;
const most = 200_000;

/** Lists of index and value, each with room to grow inside one pool. */
type Lists = { begin: Int32Array; length: Int32Array; room: Int32Array; used: number; index: Int32Array; value: Float64Array };

/** Products still to be eliminated, in a ring per degree. */
type Queue = { head: Int32Array; next: Int32Array; before: Int32Array; degree: Int32Array; least: number };

/** The rest of the system: off-diagonal entries by row, by column (values unused there), and the diagonal. */
type Rest = {
  rows: Lists;
  columns: Lists;
  diagonal: Float64Array;
  lower: Lists;
  queue: Queue;
  /** 1 + the slot of each column in the row at hand. */
  slot: Int32Array;
};

/**
 * Law: L U = D^-1 (I - T/net) D with D the weights u, pivots taken on the diagonal by least row plus column count (after Markowitz 1957).
 * Where T >= 0 is productive every such pivot is positive in any order, and no sum but that of the diagonal cancels
 * (Berman and Plemmons 1994, ch. 6), so that even scores far below the largest keep their digits. Where |T| is productive pivots are positive too.
 * "singular" if one is not; "costly" if the links are too tangled.
 */
export function eliminateSparse(layout: Layout, loop: Loop, u: Float64Array): Factors | "singular" | "costly" {
  const size = loop.to - loop.from;
  if (size > most) return "costly";
  const scale = u.slice(loop.from, loop.to);
  const rest = restOf(layout, loop, scale);
  const order = new Int32Array(size);
  const tiny = size * 2 ** -54;
  let work = 0;
  let done = 0;
  for (; done < size; done++) {
    const p = leastOf(rest.queue);
    const left = size - done;
    if (rest.queue.least >= left || (work > mostWork && left <= mostRest)) break;
    if (work > mostWork) return "costly";
    if (!(rest.diagonal[p]! > tiny)) return "singular";
    work += eliminateOne(rest, p);
    order[done] = p;
  }
  if (size - done > mostRest) return "costly";
  const last = eliminateRest(rest, size - done);
  if (last === undefined) return "singular";
  const { rows, lower, diagonal } = rest;
  const steps = order.slice(0, done);
  return { scale, solve: (right) => substituteBoth(rows, lower, diagonal, steps, last, right) };
}

type Last = { nodes: Int32Array; lu: Float64Array; pivot: Int32Array };

function substituteBoth(
  rows: Lists,
  lower: Lists,
  diagonal: Float64Array,
  steps: Int32Array,
  last: Last,
  right: Float64Array,
): Float64Array {
  const y = right.slice();
  for (const p of steps) {
    const begin = lower.begin[p]!;
    for (let e = begin; e < begin + lower.length[p]!; e++) y[lower.index[e]!]! -= lower.value[e]! * y[p]!;
  }
  const part = new Float64Array(last.nodes.length);
  for (let k = 0; k < part.length; k++) part[k] = y[last.nodes[k]!]!;
  const tail = backSubstitute(last, part);
  for (let k = 0; k < part.length; k++) y[last.nodes[k]!] = tail[k]!;
  for (let k = steps.length - 1; k >= 0; k--) {
    const p = steps[k]!;
    const begin = rows.begin[p]!;
    let sum = y[p]!;
    for (let e = begin; e < begin + rows.length[p]!; e++) sum -= rows.value[e]! * y[rows.index[e]!]!;
    y[p] = sum / diagonal[p]!;
  }
  return y;
}

function restOf({ start, inner, row, value, net }: Layout, { from, to }: Loop, scale: Float64Array): Rest {
  const size = to - from;
  const inRow = new Int32Array(size);
  const inColumn = new Int32Array(size);
  for (let p = from; p < to; p++) {
    inRow[p - from] = start[p + 1]! - inner[p]!;
    for (let e = inner[p]!; e < start[p + 1]!; e++) inColumn[row[e]! - from]!++;
  }
  const rows = listsFor(inRow);
  const columns = listsFor(inColumn);
  for (let r = 0; r < size; r++) {
    for (let e = inner[from + r]!; e < start[from + r + 1]!; e++) {
      const s = row[e]! - from;
      append(rows, r, s, -(value[e]! * scale[s]!) / (net[from + r]! * scale[r]!));
      append(columns, s, r, 0);
    }
  }
  const queue: Queue = {
    head: new Int32Array(2 * size + 1).fill(-1),
    next: new Int32Array(size),
    before: new Int32Array(size),
    degree: new Int32Array(size),
    least: 0,
  };
  for (let r = size - 1; r >= 0; r--) enqueue(queue, r, inRow[r]! + inColumn[r]!);
  const lower = listsFor(new Int32Array(size));
  return { rows, columns, diagonal: new Float64Array(size).fill(1), lower, queue, slot: new Int32Array(size) };
}

/** Takes product p out of the rest; the answer is how many entries were touched. */
function eliminateOne(rest: Rest, p: number): number {
  const { rows, columns, diagonal, lower, queue } = rest;
  const users = columns.index.slice(columns.begin[p]!, columns.begin[p]! + columns.length[p]!);
  const inputs = rows.index.slice(rows.begin[p]!, rows.begin[p]! + rows.length[p]!);
  let work = 0;
  dequeue(queue, p);
  for (const j of inputs) work += removeFrom(columns, j, p);
  for (const i of users) {
    const ratio = takeOut(rest, i, p) / diagonal[p]!;
    append(lower, p, i, ratio);
    addRow(rest, i, p, ratio);
    for (let e = rows.begin[i]!; e < rows.begin[i]! + rows.length[i]!; e++) rest.slot[rows.index[e]!] = 0;
    work += rows.length[i]! + inputs.length;
  }
  for (const list of [users, inputs]) {
    for (const i of list) {
      dequeue(queue, i);
      enqueue(queue, i, rows.length[i]! + columns.length[i]!);
    }
  }
  return work;
}

/** Removes column p from row i, notes where the other columns of the row stand, and answers the value removed. */
function takeOut({ rows, slot }: Rest, i: number, p: number): number {
  const begin = rows.begin[i]!;
  const last = begin + --rows.length[i]!;
  let at = last;
  for (let e = begin; e <= last; e++) {
    if (rows.index[e] === p) at = e;
    else slot[rows.index[e]!] = e - begin + 1;
  }
  const value = rows.value[at]!;
  if (at !== last) {
    rows.index[at] = rows.index[last]!;
    rows.value[at] = rows.value[last]!;
    slot[rows.index[at]!] = at - begin + 1;
  }
  return value;
}

/** Row i minus ratio times row p, new entries entered in their columns. */
function addRow({ rows, columns, diagonal, slot }: Rest, i: number, p: number, ratio: number): void {
  for (let k = 0; k < rows.length[p]!; k++) {
    const j = rows.index[rows.begin[p]! + k]!;
    const change = ratio * rows.value[rows.begin[p]! + k]!;
    if (j === i) diagonal[i]! -= change;
    else if (slot[j]! > 0) rows.value[rows.begin[i]! + slot[j]! - 1]! -= change;
    else {
      append(rows, i, j, -change);
      append(columns, j, i, 0);
    }
  }
}

function eliminateRest({ rows, diagonal, queue }: Rest, size: number): Last | undefined {
  const nodes = new Int32Array(size);
  const place = new Int32Array(diagonal.length);
  for (let k = 0; k < size; k++) {
    const p = leastOf(queue);
    dequeue(queue, p);
    nodes[k] = p;
    place[p] = k;
  }
  const lu = new Float64Array(size * size);
  nodes.forEach((p, r) => {
    lu[r * size + r] = diagonal[p]!;
    const begin = rows.begin[p]!;
    for (let e = begin; e < begin + rows.length[p]!; e++) lu[r * size + place[rows.index[e]!]!] = rows.value[e]!;
  });
  const pivot = eliminate(lu, size, false);
  if (pivot === undefined) return undefined;
  for (let r = 0; r < size; r++) if (!(lu[r * size + r]! > 0)) return undefined;
  return { nodes, lu, pivot };
}

function listsFor(lengths: Int32Array): Lists {
  const count = lengths.length;
  const lists = { begin: new Int32Array(count), length: new Int32Array(count), room: lengths.map((length) => length + 4), used: 0 };
  for (let k = 0; k < count; k++) {
    lists.begin[k] = lists.used;
    lists.used += lists.room[k]!;
  }
  return { ...lists, index: new Int32Array(2 * lists.used), value: new Float64Array(2 * lists.used) };
}

function append(lists: Lists, k: number, index: number, value: number): void {
  if (lists.length[k] === lists.room[k]) move(lists, k);
  const at = lists.begin[k]! + lists.length[k]!++;
  lists.index[at] = index;
  lists.value[at] = value;
}

/** Gives a full list twice its room at the end of the pool. */
function move(lists: Lists, k: number): void {
  const begin = lists.begin[k]!;
  const length = lists.length[k]!;
  const room = 2 * length;
  if (lists.used + room > lists.index.length) {
    const index = new Int32Array(2 * (lists.used + room));
    const value = new Float64Array(index.length);
    index.set(lists.index);
    value.set(lists.value);
    lists.index = index;
    lists.value = value;
  }
  lists.index.copyWithin(lists.used, begin, begin + length);
  lists.value.copyWithin(lists.used, begin, begin + length);
  lists.begin[k] = lists.used;
  lists.room[k] = room;
  lists.used += room;
}

/** Removes one index from list k of which values do not matter; the answer is how many entries were read. */
function removeFrom(lists: Lists, k: number, index: number): number {
  const begin = lists.begin[k]!;
  const last = begin + --lists.length[k]!;
  let at = begin;
  while (lists.index[at] !== index) at++;
  lists.index[at] = lists.index[last]!;
  return at - begin + 1;
}

function leastOf(queue: Queue): number {
  while (queue.head[queue.least] === -1) queue.least++;
  return queue.head[queue.least]!;
}

function enqueue(queue: Queue, p: number, degree: number): void {
  const { head, next, before } = queue;
  const first = head[degree]!;
  next[p] = first;
  before[p] = -1;
  if (first !== -1) before[first] = p;
  head[degree] = p;
  queue.degree[p] = degree;
  if (degree < queue.least) queue.least = degree;
}

function dequeue({ head, next, before, degree }: Queue, p: number): void {
  const after = next[p]!;
  const earlier = before[p]!;
  if (earlier === -1) head[degree[p]!] = after;
  else next[earlier] = after;
  if (after !== -1) before[after] = earlier;
}
