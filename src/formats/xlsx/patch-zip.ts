// Packs an archive anew with some parts changed: all others keep their packed bytes, in the same order, with one fixed time.
import { zipSync } from "fflate";

/** What becomes of a part: new bytes, or null where it is left out. A part that the archive lacks is added at its end. */
export type PartChanges = ReadonlyMap<string, Uint8Array | null>;

const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const END_SIZE = 22;
/** Midnight of 1 January 1980, the first that a zip can say: the same input gives the same bytes. */
const DATE = 0x21;
const MTIME = new Date(1980, 0, 1);
/** Bit 11: the name is in UTF-8. The others say what no longer holds (sizes behind the data, encryption). */
const NAME_FLAG = 0x0800;
const BEYOND = 0xffffffff;
const LEVEL = 3;

type Packed = { name: Uint8Array; flags: number; method: number; crc: number; size: number; data: Uint8Array };

/**
 * Law: a part that is not changed keeps its bytes; the answer depends on the input alone.
 * The archive must have been opened (and so checked) before; `read` gives a part's bytes. Source: PKWARE APPNOTE 4.3.
 */
export function repack(bytes: Uint8Array, changes: PartChanges, read: (name: string) => Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Packed[] = [];
  const decoder = new TextDecoder();
  const added = new Map(changes);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    const nameLength = view.getUint16(at + 28, true);
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    const text = decoder.decode(name);
    const large = [20, 24, 42].some((offset) => view.getUint32(at + offset, true) === BEYOND);
    const change = changes.get(text);
    added.delete(text);
    if (change !== null) {
      const content = change ?? (large ? read(text) : undefined);
      parts.push(content === undefined ? kept(bytes, view, at, name) : packed(name, view.getUint16(at + 8, true), content));
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const encoder = new TextEncoder();
  for (const [name, content] of added) if (content !== null) parts.push(packed(encoder.encode(name), NAME_FLAG, content));
  return written(parts);
}

function endOf(view: DataView): number {
  let at = view.byteLength - END_SIZE;
  while (view.getUint32(at, true) !== END || at + END_SIZE + view.getUint16(at + 20, true) !== view.byteLength) at--;
  return at;
}

function kept(bytes: Uint8Array, view: DataView, at: number, name: Uint8Array): Packed {
  const offset = view.getUint32(at + 42, true);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return {
    name,
    flags: view.getUint16(at + 8, true) & NAME_FLAG,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    size: view.getUint32(at + 24, true),
    data: bytes.subarray(start, start + view.getUint32(at + 20, true)),
  };
}

/** Deflated data and checksum are taken from an archive of this one part. */
function packed(name: Uint8Array, flags: number, content: Uint8Array): Packed {
  const whole = zipSync({ part: content }, { level: LEVEL, mtime: MTIME });
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  return {
    name,
    flags: flags & NAME_FLAG,
    method: view.getUint16(8, true),
    crc: view.getUint32(14, true),
    size: content.length,
    data: whole.subarray(start, start + view.getUint32(18, true)),
  };
}

function written(parts: readonly Packed[]): Uint8Array {
  const total = parts.reduce((sum, p) => sum + 30 + 46 + 2 * p.name.length + p.data.length, END_SIZE);
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  const offsets: number[] = [];
  let at = 0;
  for (const part of parts) {
    offsets.push(at);
    view.setUint32(at, LOCAL, true);
    header(view, at + 4, part);
    out.set(part.name, at + 30);
    out.set(part.data, at + 30 + part.name.length);
    at += 30 + part.name.length + part.data.length;
  }
  const directory = at;
  for (const [i, part] of parts.entries()) {
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, 20, true);
    header(view, at + 6, part);
    view.setUint32(at + 42, offsets[i] ?? 0, true);
    out.set(part.name, at + 46);
    at += 46 + part.name.length;
  }
  view.setUint32(at, END, true);
  view.setUint16(at + 8, parts.length, true);
  view.setUint16(at + 10, parts.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return out;
}

/** The fields that the local header and the directory have in common. */
function header(view: DataView, at: number, part: Packed): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, part.flags, true);
  view.setUint16(at + 4, part.method, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, part.crc, true);
  view.setUint32(at + 14, part.data.length, true);
  view.setUint32(at + 18, part.size, true);
  view.setUint16(at + 22, part.name.length, true);
}
