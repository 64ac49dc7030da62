// The bits of a status list (W3C Bitstring Status List 1.0, 3): gzipped, base64url in multibase, index 0 the left-most bit.
import { Gunzip, gzipSync } from "fflate";
import { assert } from "../../base/assert.ts";
import { readMultibase, writeMultibase } from "../did/multibase.ts";

/** A list has at least as many entries, so that a look at it does not tell whom one asks about (3.1). */
export const FEWEST_ENTRIES = 131_072;

/** 64 million bits, and the letters that they could take compressed. */
const MOST_BYTES = 8 << 20;
const MOST_LETTERS = 12 << 20;

/** Bits of a list, each entry `size` of them wide. */
export type StatusBits = { bits: Uint8Array; size: number };

/** A list in which every status is 0. */
export function emptyList(entries: number = FEWEST_ENTRIES, size = 1): StatusBits {
  assert(entries >= FEWEST_ENTRIES && Number.isInteger(size) && size >= 1 && size <= 16, "a list of 131,072 entries or more");
  assert(entries * size <= MOST_BYTES * 8, "a list that can be read again");
  return { bits: new Uint8Array(Math.ceil((entries * size) / 8)), size };
}

export const entriesOf = ({ bits, size }: StatusBits): number => Math.floor((bits.length * 8) / size);

/** A list of single bits with those of the indexes set. */
export function listWith(indexes: readonly number[], entries: number = FEWEST_ENTRIES): StatusBits {
  const list = emptyList(entries);
  for (const index of indexes) {
    assert(index >= 0 && index < entries, "an entry of the list");
    list.bits[index >> 3] = (list.bits[index >> 3] as number) | (0x80 >> (index & 7));
  }
  return list;
}

/** The value of an entry, its first bit the highest; undefined beyond the end. */
export function statusAt(list: StatusBits, index: number): number | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= entriesOf(list)) return undefined;
  let value = 0;
  for (let bit = index * list.size; bit < (index + 1) * list.size; bit += 1) {
    value = (value << 1) | (((list.bits[bit >> 3] as number) >> (7 - (bit & 7))) & 1);
  }
  return value;
}

/** The list with one entry at another value; the given one is left as it is. */
export function withStatus(list: StatusBits, index: number, value: number): StatusBits {
  assert(
    index >= 0 && index < entriesOf(list) && value >= 0 && value < 1 << list.size,
    "an entry of the list, and a value that it can have",
  );
  const bits = list.bits.slice();
  for (let i = 0; i < list.size; i += 1) {
    const bit = index * list.size + i;
    const mask = 0x80 >> (bit & 7);
    const isSet = ((value >> (list.size - 1 - i)) & 1) === 1;
    bits[bit >> 3] = isSet ? (bits[bit >> 3] as number) | mask : (bits[bit >> 3] as number) & ~mask;
  }
  return { bits, size: list.size };
}

/** The list as it stands in encodedList. */
export function encodeList({ bits }: StatusBits): string {
  return writeMultibase("u", gzipSync(bits, { level: 9, mtime: 0 }));
}

/** Bytes that are inflated before looking how many came. */
const PIECE = 1 << 14;

/** Bits of an encodedList; undefined where it is no gzip in base64url, is too short for its entries, or swells beyond 8 MiB. */
export function decodeList(text: string, size = 1): StatusBits | undefined {
  const zipped = text.startsWith("u") && text.length <= MOST_LETTERS ? readMultibase(text) : undefined;
  const bits = zipped && inflated(zipped);
  return bits !== undefined && entriesOf({ bits, size }) >= FEWEST_ENTRIES ? { bits, size } : undefined;
}

function inflated(zipped: Uint8Array): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const gunzip = new Gunzip((piece) => {
    length += piece.length;
    if (length <= MOST_BYTES) pieces.push(piece);
  });
  try {
    for (let from = 0; from < zipped.length && length <= MOST_BYTES; from += PIECE) {
      gunzip.push(zipped.subarray(from, from + PIECE), from + PIECE >= zipped.length);
    }
  } catch {
    return undefined;
  }
  if (length > MOST_BYTES || !isWhole(zipped, length)) return undefined;
  const bits = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bits.set(piece, at);
    at += piece.length;
  }
  return bits;
}

/** Law: the length that gzip states at its end (RFC 1952, 2.3.1) is the one that came out. */
function isWhole(zipped: Uint8Array, length: number): boolean {
  if (zipped.length < 18) return false;
  return new DataView(zipped.buffer, zipped.byteOffset).getUint32(zipped.length - 4, true) === length;
}

/** Draws before a nearly full list is walked through. */
const DRAWS = 64;

/**
 * Law: places are given out at random, so that they do not tell when a credential was issued. `random` answers a whole number below the given
 * one; undefined where every place is taken.
 */
export function freeIndex(entries: number, isTaken: (index: number) => boolean, random: (below: number) => number): number | undefined {
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const index = random(entries);
    if (!isTaken(index)) return index;
  }
  const first = random(entries);
  for (let step = 0; step < entries; step += 1) {
    const index = (first + step) % entries;
    if (!isTaken(index)) return index;
  }
  return undefined;
}
