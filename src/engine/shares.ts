// The shares of inputs T as sparse columns: column j holds what one unit of net output of product j takes in.

import { assert } from "../base/assert.ts";

/** Column j is the entries start[j] to start[j + 1]; their rows (inputs) ascend strictly. */
export type SparseColumns = {
  count: number;
  /** count + 1 offsets. */
  start: Int32Array;
  row: Int32Array;
  value: Float64Array;
};

/** `share` units of product `input` per unit of net output of product `consumer`. */
export type Share = { input: number; consumer: number; share: number };

/**
 * Law: shares of one input in one consumer add up, and the order in which they are listed changes no bit of the sum.
 * Entries are sorted by consumer, input and, among equals, by share, then summed. Units: those of input per unit of consumer.
 */
export function sharesFrom(count: number, entries: readonly Share[]): SparseColumns {
  const begin = new Int32Array(count + 1);
  for (const { input, consumer } of entries) {
    assert(isIndex(input, count) && isIndex(consumer, count), "a share names products of the system");
    begin[consumer + 1]!++;
  }
  for (let j = 0; j < count; j++) begin[j + 1]! += begin[j]!;
  const cursor = begin.slice(0, count);
  const sorted = new Int32Array(entries.length);
  entries.forEach((entry, e) => {
    sorted[cursor[entry.consumer]!++] = e;
  });
  const byInput = (a: number, b: number): number => entries[a]!.input - entries[b]!.input || entries[a]!.share - entries[b]!.share;
  const start = new Int32Array(count + 1);
  const row = new Int32Array(entries.length);
  const value = new Float64Array(entries.length);
  let size = 0;
  for (let j = 0; j < count; j++) {
    const column = sorted.subarray(begin[j]!, begin[j + 1]!).sort(byInput);
    for (let k = 0; k < column.length; k++) {
      const { input, share } = entries[column[k]!]!;
      if (size > start[j]! && row[size - 1] === input) value[size - 1]! += share;
      else {
        row[size] = input;
        value[size++] = share;
      }
    }
    start[j + 1] = size;
  }
  return { count, start, row: row.slice(0, size), value: value.slice(0, size) };
}

/** Law: the columns of the transpose are the rows: column i lists, ascending, the consumers of product i. */
export function transpose(shares: SparseColumns): SparseColumns {
  const { count, row, value } = shares;
  const size = shares.start[count]!;
  const start = new Int32Array(count + 1);
  for (let e = 0; e < size; e++) start[row[e]! + 1]!++;
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!;
  const cursor = start.slice(0, count);
  const turned: SparseColumns = { count, start, row: new Int32Array(size), value: new Float64Array(size) };
  for (let j = 0; j < count; j++) {
    for (let e = shares.start[j]!; e < shares.start[j + 1]!; e++) {
      const place = cursor[row[e]!]!++;
      turned.row[place] = j;
      turned.value[place] = value[e]!;
    }
  }
  return turned;
}

/** Law: columns are well formed: offsets cover the entries, rows are products of the system and ascend strictly in a column. */
export function assertShares(shares: SparseColumns): void {
  const { count, start, row, value } = shares;
  assert(start.length === count + 1 && start[0] === 0, "one offset per column and one behind the last");
  assert(start[count] === row.length && row.length === value.length, "offsets cover all entries");
  for (let j = 0; j < count; j++) {
    assert(start[j]! <= start[j + 1]!, "offsets ascend");
    let before = -1;
    for (let e = start[j]!; e < start[j + 1]!; e++) {
      assert(row[e]! > before && row[e]! < count, "rows ascend strictly in a column (see sharesFrom)");
      before = row[e]!;
    }
  }
}

function isIndex(index: number, count: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < count;
}
