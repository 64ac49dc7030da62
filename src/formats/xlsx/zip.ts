// A bounded reader of zip archives: sizes are checked before and while inflating, so that no file can exhaust the memory.
import { Inflate, inflateSync } from "fflate";
import type { BothLanguages, Outcome, Problem } from "../../base/problem.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";

/** Bounds of an archive: bytes after inflating in all and of one entry, inflated to packed bytes of a large entry, number of entries. */
export type ZipLimits = { totalBytes: number; entryBytes: number; ratio: number; entries: number };
export const ZIP_LIMITS: ZipLimits = { totalBytes: 256 * 2 ** 20, entryBytes: 128 * 2 ** 20, ratio: 400, entries: 4000 };

/** An opened archive: parts by name, inflated when asked for, at once or in pieces between which the caller may pause. */
export type Archive = {
  names: readonly string[];
  read(name: string): Outcome<Uint8Array>;
  /** The pieces of a part, of some 100 kB each; ends with what is wrong with it, if anything: only then was its checksum compared. */
  pieces(name: string): Generator<Uint8Array, Problem | undefined>;
  /** Bytes of a part after inflating, as the directory says; 0 where there is none. */
  size(name: string): number;
};

type Entry = { name: string; method: number; packed: number; size: number; crc: number; offset: number; encrypted: boolean };

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** Below this many bytes the ratio says nothing. */
const SMALL = 1 << 20;
const STEP = 1 << 16;
/** Packed bytes inflated between two pauses. */
const PIECE = 1 << 13;
/** Packed bytes that can inflate to no more than 270 MB (deflate reaches 1,032 times), so that one call stays short even if sizes lie. */
const AT_ONCE = 1 << 18;

const DIRECTORY: BothLanguages = { ko: "zip 목차", en: "zip directory" };

const fail = (problem: Problem): { value: undefined; problems: Problem[] } => ({ value: undefined, problems: [problem] });
const truncated = (why: BothLanguages): Problem => workbookProblem("WORKBOOK_TRUNCATED", { params: { why } });
const damaged = (part: string | BothLanguages, why: BothLanguages): Problem =>
  workbookProblem("WORKBOOK_DAMAGED", { params: { part, why } });
const tooLarge = (why: BothLanguages): Problem => workbookProblem("WORKBOOK_TOO_LARGE", { params: { why } });

/**
 * Law: an archive is read only as far as its limits allow; what its directory says is checked against what is there.
 * Problems: NOT_A_WORKBOOK, WORKBOOK_TRUNCATED, WORKBOOK_DAMAGED, WORKBOOK_ENCRYPTED, WORKBOOK_TOO_LARGE. Source: PKWARE APPNOTE 4.3.
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Outcome<Archive> {
  if (OLE.every((byte, i) => bytes[i] === byte)) return fail(workbookProblem("WORKBOOK_ENCRYPTED"));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint32(0, true) !== LOCAL)
    return fail(workbookProblem("NOT_A_WORKBOOK", { params: { why: { ko: "zip 보관 파일이 아님", en: "no zip archive" } } }));
  const end = findEnd(view);
  if (end === undefined) return fail(truncated({ ko: "보관 파일의 목차가 없음", en: "the archive's directory is missing" }));
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count > limits.entries)
    return fail(tooLarge({ ko: `부분 ${count}개, 허용 ${limits.entries}개`, en: `${count} parts, ${limits.entries} allowed` }));
  if (start >= end)
    return fail(truncated({ ko: "보관 파일의 목차가 파일 밖을 가리킴", en: "the archive's directory lies outside the file" }));
  const entries = readDirectory(bytes, view, start, count, end);
  if (entries.value === undefined) return entries;
  const excess = excessOf([...entries.value.values()], limits);
  if (excess !== undefined) return fail(tooLarge(excess));
  const found = entries.value;
  const missing = (name: string): Problem => damaged(name, { ko: "부분이 없음", en: "the part is missing" });
  const read = (name: string): Outcome<Uint8Array> => {
    const entry = found.get(name);
    return entry === undefined ? fail(missing(name)) : inflateEntry(bytes, view, entry);
  };
  function* pieces(name: string): Generator<Uint8Array, Problem | undefined> {
    const entry = found.get(name);
    return entry === undefined ? missing(name) : yield* inflatePieces(bytes, view, entry);
  }
  return { value: { names: [...found.keys()], read, pieces, size: (name) => found.get(name)?.size ?? 0 }, problems: [] };
}

/** The end record stands in the last 65,557 bytes; its comment must reach exactly the end of the file. */
function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

function readDirectory(bytes: Uint8Array, view: DataView, start: number, count: number, end: number): Outcome<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL)
      return fail(damaged(DIRECTORY, { ko: `${i + 1}번째 항목이 깨짐`, en: `entry ${i + 1} is broken` }));
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > end) return fail(damaged(DIRECTORY, { ko: `${i + 1}번째 항목이 깨짐`, en: `entry ${i + 1} is broken` }));
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (entries.has(name)) return fail(damaged(name, { ko: "부분이 두 번 있음", en: "the part is there twice" }));
    const entry: Entry = {
      name,
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    readZip64(view, at + 46 + nameLength, extraLength, entry);
    entries.set(name, entry);
    at = next;
  }
  return { value: entries, problems: [] };
}

/** Sizes of 2^32 - 1 stand in the extra field 1, in the order size, packed, offset (APPNOTE 4.5.3). */
function readZip64(view: DataView, start: number, length: number, entry: Entry): void {
  let at = start;
  while (at + 4 <= start + length) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let field = at + 4;
      for (const key of ["size", "packed", "offset"] as const) {
        if (entry[key] === 0xffffffff && field + 8 <= Math.min(at + 4 + size, start + length)) {
          entry[key] = Number(view.getBigUint64(field, true));
          field += 8;
        }
      }
    }
    at += 4 + size;
  }
}

function excessOf(entries: readonly Entry[], limits: ZipLimits): BothLanguages | undefined {
  let total = 0;
  for (const e of entries) {
    total += e.size;
    if (e.size > limits.entryBytes)
      return {
        ko: `부분 ${e.name}이(가) ${e.size}바이트, 허용 ${limits.entryBytes}바이트`,
        en: `part ${e.name} has ${e.size} bytes, ${limits.entryBytes} allowed`,
      };
    if (e.size > SMALL && e.size > e.packed * limits.ratio)
      return { ko: `부분 ${e.name}이(가) ${limits.ratio}배 넘게 부풂`, en: `part ${e.name} inflates more than ${limits.ratio} times` };
  }
  return total > limits.totalBytes
    ? { ko: `모두 ${total}바이트, 허용 ${limits.totalBytes}바이트`, en: `${total} bytes in all, ${limits.totalBytes} allowed` }
    : undefined;
}

/** The packed bytes of an entry, where the archive holds them. */
function packedData(bytes: Uint8Array, view: DataView, entry: Entry): Outcome<Uint8Array> {
  const { name, offset, packed } = entry;
  if (entry.encrypted) return fail(workbookProblem("WORKBOOK_ENCRYPTED"));
  if (offset + 30 > bytes.length)
    return fail(truncated({ ko: `부분 ${name}이(가) 파일 밖을 가리킴`, en: `part ${name} lies outside the file` }));
  if (view.getUint32(offset, true) !== LOCAL) return fail(damaged(name, { ko: "머리글이 깨짐", en: "its header is broken" }));
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length)
    return fail(truncated({ ko: `부분 ${name}이(가) 파일 밖을 가리킴`, en: `part ${name} lies outside the file` }));
  const data = bytes.subarray(start, start + packed);
  if (entry.method !== 0 && entry.method !== 8)
    return fail(damaged(name, { ko: `압축 방식 ${entry.method}을(를) 알 수 없음`, en: `packing method ${entry.method} is unknown` }));
  return { value: data, problems: [] };
}

const wrongSize = (name: string): Problem =>
  damaged(name, { ko: "크기가 목차와 다르거나 자료가 깨짐", en: "its size is not what the directory says, or its data are broken" });
const wrongSum = (name: string): Problem => damaged(name, { ko: "검사합이 맞지 않음", en: "its checksum is wrong" });

function inflateEntry(bytes: Uint8Array, view: DataView, entry: Entry): Outcome<Uint8Array> {
  const { name, packed, size } = entry;
  const found = packedData(bytes, view, entry);
  if (found.value === undefined) return found;
  const data = found.value;
  const out = entry.method === 0 ? (packed === size ? data : undefined) : inflateBounded(data, size);
  if (out === undefined) return fail(wrongSize(name));
  if (crc32(out) !== entry.crc) return fail(wrongSum(name));
  return { value: out, problems: [] };
}

/** The same piece by piece. */
function* inflatePieces(bytes: Uint8Array, view: DataView, entry: Entry): Generator<Uint8Array, Problem | undefined> {
  const { name, size, crc } = entry;
  const found = packedData(bytes, view, entry);
  if (found.value === undefined) return found.problems[0];
  let sum = 0;
  let filled = 0;
  for (const piece of entry.method === 0 ? slices(found.value, STEP) : inflated(found.value)) {
    if (piece === undefined) return wrongSize(name);
    filled += piece.length;
    if (filled > size) return wrongSize(name);
    sum = crc32(piece, sum);
    yield piece;
  }
  if (filled !== size) return wrongSize(name);
  return sum === crc ? undefined : wrongSum(name);
}

function* slices(data: Uint8Array, step: number): Generator<Uint8Array> {
  for (let at = 0; at < data.length; at += step) yield data.subarray(at, at + step);
}

/** What inflates from the data; undefined, and the end, where they are broken. */
function* inflated(data: Uint8Array): Generator<Uint8Array | undefined> {
  let ready: Uint8Array[] = [];
  const stream = new Inflate((chunk) => ready.push(chunk));
  for (let at = 0; at < data.length; at += PIECE) {
    try {
      stream.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
    } catch {
      yield undefined;
      return;
    }
    yield* ready;
    ready = [];
  }
}

/** Exactly `size` bytes, or undefined. Bytes beyond the buffer, one longer than expected, are dropped. */
function inflateBounded(data: Uint8Array, size: number): Uint8Array | undefined {
  if (data.length > AT_ONCE) return inflateInSteps(data, size);
  try {
    const out = inflateSync(data, { out: new Uint8Array(size + 1) });
    return out.length === size ? out : undefined;
  } catch {
    return undefined;
  }
}

/** The same for large entries: inflating stops as soon as more comes out than expected. */
function inflateInSteps(data: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size);
  let filled = 0;
  let over = false;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > size) over = true;
    else out.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < data.length && !over; at += STEP) stream.push(data.subarray(at, at + STEP), at + STEP >= data.length);
  } catch {
    return undefined;
  }
  return over || filled !== size ? undefined : out;
}

const CRC_TABLES = crcTables();

function crcTables(): Int32Array[] {
  const first = new Int32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    first[n] = c;
  }
  const tables = [first];
  for (let t = 1; t < 4; t++) {
    const before = tables[t - 1] as Int32Array;
    tables.push(before.map((c) => (c >>> 8) ^ (first[c & 255] as number)));
  }
  return tables;
}

/** CRC-32 (ISO 3309), four bytes at a time; `before` is that of the bytes that came earlier. */
function crc32(data: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3] = CRC_TABLES as [Int32Array, Int32Array, Int32Array, Int32Array];
  let c = ~before;
  let i = 0;
  for (const whole = data.length - 3; i < whole; i += 4) {
    c ^= data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24);
    c = t3[c & 255]! ^ t2[(c >>> 8) & 255]! ^ t1[(c >>> 16) & 255]! ^ t0[c >>> 24]!;
  }
  for (; i < data.length; i++) c = (c >>> 8) ^ t0[(c ^ data[i]!) & 255]!;
  return (c ^ -1) >>> 0;
}
