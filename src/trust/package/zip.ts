// The zip of a sealed package: one content, one archive. Stored, in the order of the names, at one fixed time; whatever is written otherwise is not read.

/** Why an archive is not read. */
export type ZipFault = "notZip" | "truncated" | "tooLarge" | "unsafeName" | "order" | "checksum" | "notCanonical";

export type Files = ReadonlyMap<string, Uint8Array>;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const [LOCAL_BYTES, CENTRAL_BYTES, END_BYTES] = [30, 46, 22];
/** Version 2.0 of the format; 1 January 1980, 00:00. */
const VERSION = 20;
const DAY = 0x0021;

/** Bounds of what is read: without compression the files are no larger than the archive. */
const MOST_BYTES = 2 ** 30;
const MOST_FILES = 60_000;
const LONGEST_NAME = 200;

/** Law: a name is of lower-case letters, digits and marks, in folders, and leads nowhere outside. */
const NAME = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

const isSafe = (name: string): boolean => name.length <= LONGEST_NAME && NAME.test(name);

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const TABLES = crcTables();

/** Eight tables, so that eight bytes are taken at a step. */
function crcTables(): Uint32Array[] {
  const tables = Array.from({ length: 8 }, () => new Uint32Array(256));
  const [first] = tables as [Uint32Array];
  for (let n = 0; n < 256; n += 1) {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    first[n] = c;
  }
  for (let t = 1; t < 8; t += 1)
    for (let n = 0; n < 256; n += 1) {
      const before = tables[t - 1]?.[n] ?? 0;
      (tables[t] as Uint32Array)[n] = (before >>> 8) ^ (first[before & 0xff] as number);
    }
  return tables;
}

/** CRC-32 as zip archives have it. */
function crcOf(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  let c = -1;
  let at = 0;
  for (; at < whole; at += 8) {
    const low = view.getUint32(at, true) ^ c;
    const high = view.getUint32(at + 4, true);
    c =
      (t7[low & 0xff] as number) ^
      (t6[(low >>> 8) & 0xff] as number) ^
      (t5[(low >>> 16) & 0xff] as number) ^
      (t4[low >>> 24] as number) ^
      (t3[high & 0xff] as number) ^
      (t2[(high >>> 8) & 0xff] as number) ^
      (t1[(high >>> 16) & 0xff] as number) ^
      (t0[high >>> 24] as number);
  }
  for (; at < bytes.length; at += 1) c = (c >>> 8) ^ (t0[(c ^ (bytes[at] as number)) & 0xff] as number);
  return (c ^ -1) >>> 0;
}

type Entry = { name: string; size: number; crc: number; offset: number };

/** What local header and directory say alike, from the version to the name's length. */
function describe(view: DataView, at: number, { name, size, crc }: Entry): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 8, DAY, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}

function putName(bytes: Uint8Array, name: string, at: number): void {
  for (let i = 0; i < name.length; i += 1) bytes[at + i] = name.charCodeAt(i);
}

function localHeader(entry: Entry): Uint8Array {
  const bytes = new Uint8Array(LOCAL_BYTES + entry.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, LOCAL, true);
  describe(view, 4, entry);
  putName(bytes, entry.name, LOCAL_BYTES);
  return bytes;
}

/** The directory and the record that ends the archive. */
function directory(entries: readonly Entry[], start: number): Uint8Array {
  const length = entries.reduce((sum, { name }) => sum + CENTRAL_BYTES + name.length, 0);
  const bytes = new Uint8Array(length + END_BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const entry of entries) {
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, VERSION, true);
    describe(view, at + 6, entry);
    view.setUint32(at + 42, entry.offset, true);
    putName(bytes, entry.name, at + CENTRAL_BYTES);
    at += CENTRAL_BYTES + entry.name.length;
  }
  view.setUint32(at, END, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, length, true);
  view.setUint32(at + 16, start, true);
  return bytes;
}

/**
 * Law: equal files give equal bytes, in any version of any library: nothing is compressed (PKWARE APPNOTE, method 0), names stand in the order of
 * their UTF-8 bytes. Throws where a name is unsafe or the whole beyond what is read again, which is a bug of the caller.
 */
export function writeZip(files: Files): Uint8Array {
  const names = [...files.keys()].sort(byCode);
  const unsafe = names.find((name) => !isSafe(name));
  if (unsafe !== undefined || names.length > MOST_FILES) throw new Error(`no archive holds '${unsafe ?? names.length}'`);
  const entries: Entry[] = [];
  let size = 0;
  for (const name of names) {
    const bytes = files.get(name) as Uint8Array;
    entries.push({ name, size: bytes.length, crc: crcOf(bytes), offset: size });
    size += LOCAL_BYTES + name.length + bytes.length;
  }
  const end = directory(entries, size);
  if (size + end.length > MOST_BYTES) throw new Error("the archive would be larger than any that is read");
  const whole = new Uint8Array(size + end.length);
  for (const entry of entries) {
    whole.set(localHeader(entry), entry.offset);
    whole.set(files.get(entry.name) as Uint8Array, entry.offset + LOCAL_BYTES + entry.name.length);
  }
  whole.set(end, size);
  return whole;
}

const equalAt = (bytes: Uint8Array, at: number, expected: Uint8Array): boolean =>
  at + expected.length <= bytes.length && expected.every((byte, i) => bytes[at + i] === byte);

/** The entry whose local header begins here, and its bytes; a fault where it is not written as it would be. */
function readEntry(bytes: Uint8Array, view: DataView, offset: number, before: string): { entry: Entry; data: Uint8Array } | ZipFault {
  if (offset + LOCAL_BYTES > bytes.length) return "truncated";
  const size = view.getUint32(offset + 18, true);
  const nameAt = offset + LOCAL_BYTES;
  const dataAt = nameAt + view.getUint16(offset + 26, true);
  if (dataAt + size > bytes.length) return "truncated";
  const name = String.fromCharCode(...bytes.subarray(nameAt, Math.min(dataAt, nameAt + LONGEST_NAME + 1)));
  if (!isSafe(name)) return "unsafeName";
  if (before >= name) return "order";
  const data = bytes.subarray(dataAt, dataAt + size);
  const entry = { name, size, crc: crcOf(data), offset };
  if (equalAt(bytes, offset, localHeader(entry))) return { entry, data };
  return view.getUint32(offset + 14, true) === entry.crc ? "notCanonical" : "checksum";
}

/**
 * Law: an archive is read only where it is the very one that would be written for its files: no second spelling, nothing between, before or behind.
 * The files are views of the bytes, so that nothing is larger than what was given.
 */
export function readZip(bytes: Uint8Array): { files: Files; fault?: undefined } | { fault: ZipFault; at: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > MOST_BYTES) return { fault: "tooLarge", at: "" };
  if (bytes.length < END_BYTES || view.getUint32(0, true) !== LOCAL) return { fault: "notZip", at: "" };
  const entries: Entry[] = [];
  const files = new Map<string, Uint8Array>();
  let [offset, last] = [0, ""];
  while (offset + 4 <= bytes.length && view.getUint32(offset, true) === LOCAL) {
    const read = readEntry(bytes, view, offset, last);
    if (typeof read === "string") return { fault: read, at: last };
    if (entries.length === MOST_FILES) return { fault: "tooLarge", at: last };
    entries.push(read.entry);
    files.set(read.entry.name, read.data);
    last = read.entry.name;
    offset += LOCAL_BYTES + last.length + read.data.length;
  }
  const end = directory(entries, offset);
  if (bytes.length < offset + end.length) return { fault: "truncated", at: last };
  if (bytes.length > offset + end.length || !equalAt(bytes, offset, end)) return { fault: "notCanonical", at: last };
  return { files };
}
