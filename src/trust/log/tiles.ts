// A log as files that any web server can hand out: tiles of 256 hashes and bundles of entries (C2SP tlog-tiles); grown by appending, read for proofs.
import { assert } from "../../base/assert.ts";
import { foldHashes, HASH, leafHash, type Node, nodeHash, type ReadNode, rootNodes } from "./merkle.ts";

/** Hashes of a full tile, entries of a full bundle. */
const FULL = 256;
/** The height of a tile's subtree. */
const HEIGHT = 8;
/** Of a full tile the hashes of height 4 are kept beside it, so that a proof hashes 22 times in a tile and not 247 times. */
const INNER = 4;
const INNER_WIDTH = 16;
/** An entry's length stands in two bytes. */
export const MAX_ENTRY = 65_535;

/** Reads a file of the log; undefined where there is none. */
export type Load = (path: string) => Uint8Array | undefined;
/** What a log must remember between two growths: its size and the hashes of its complete subtrees, largest first. */
export type Head = { size: number; peaks: readonly Uint8Array[] };
export type Growth = { head: Head; root: Uint8Array; files: Map<string, Uint8Array> };

export const EMPTY_HEAD: Head = { size: 0, peaks: [] };

/** An index in groups of three digits, all but the last with an x before: 1234067 is x001/x234/067. */
function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
}

const widthPath = (width: number): string => (width < FULL ? `.p/${width}` : "");

/** Where a tile of hashes lies; one that is not full says its width. */
export function tilePath(level: number, index: number, width = FULL): string {
  return `tile/${level}/${indexPath(index)}${widthPath(width)}`;
}

/** Where a bundle of entries lies. */
export function entriesPath(index: number, width = FULL): string {
  return `tile/entries/${indexPath(index)}${widthPath(width)}`;
}

/** Where the inner hashes of a full tile lie: a convenience of ours that nobody need serve or trust. */
const innerPath = (level: number, index: number): string => `inner/${level}/${indexPath(index)}`;

const TILE_PATH = /^tile\/(?<level>entries|[1-5]?\d|6[0-3])\/(?<index>(?:x\d{3}\/)*\d{3})(?:\.p\/(?<width>[1-9]\d{0,2}))?$/;

/** What a path asks for; undefined where it is not written exactly as tlog-tiles has it. */
export function readTilePath(path: string): { level: number | "entries"; index: number; width: number } | undefined {
  const { level, index: groups = "", width: suffix } = TILE_PATH.exec(path)?.groups ?? {};
  if (level === undefined) return undefined;
  const index = Number(groups.replace(/[x/]/g, ""));
  const width = suffix === undefined ? FULL : Number(suffix);
  const again = level === "entries" ? entriesPath(index, width) : tilePath(Number(level), index, width);
  if (again !== path) return undefined;
  return { level: level === "entries" ? level : Number(level), index, width };
}

/** How many hashes a level holds: complete subtrees of 256^level entries. */
const countAt = (level: number, size: number): number => Math.floor(size / FULL ** level);

/** The hash at the top of `width` hashes of a tile, which is a power of two. */
function topOf(tile: Uint8Array, from: number, width: number): Uint8Array {
  if (width === 1) return tile.subarray(from * HASH, (from + 1) * HASH);
  return nodeHash(topOf(tile, from, width / 2), topOf(tile, from + width / 2, width / 2));
}

function innerOf(tile: Uint8Array): Uint8Array {
  const inner = new Uint8Array(INNER_WIDTH * HASH);
  for (let i = 0; i < INNER_WIDTH; i += 1) inner.set(topOf(tile, i * INNER_WIDTH, INNER_WIDTH), i * HASH);
  return inner;
}

/** The tile in which the hash of a complete subtree stands, or those from which it follows. */
function tileOf({ height, index }: Node, size: number): { level: number; tile: number; width: number; from: number; count: number } {
  const level = Math.floor(height / HEIGHT);
  const count = 2 ** (height % HEIGHT);
  const tile = Math.floor((index * count) / FULL);
  return { level, tile, count, from: (index * count) % FULL, width: Math.min(FULL, countAt(level, size) - tile * FULL) };
}

/** A tile for a tree of a size: a partial one may have given way to the full one. */
function loadTile(load: Load, { level, tile, width }: { level: number; tile: number; width: number }): Uint8Array | undefined {
  const exact = load(tilePath(level, tile, width));
  if (exact !== undefined) return exact.length === width * HASH ? exact : undefined;
  const full = width < FULL ? load(tilePath(level, tile)) : undefined;
  return full?.length === FULL * HASH ? full : undefined;
}

/** Hashes remembered at once. */
const REMEMBERED = 65_536;

const nodeKey = ({ height, index }: Node): string => `${height}/${index}`;

/** A memory that begins with what the head knows: the hashes at the right edge, which proofs of all other entries need. */
export function memoOf({ size, peaks }: Head): Map<string, Uint8Array> {
  return new Map(rootNodes(size).flatMap((node, i) => (peaks[i] === undefined ? [] : [[nodeKey(node), peaks[i]]])));
}

/**
 * Law: the hash of a complete subtree never changes, so that one `memo` (of `memoOf`, or empty) serves a log for ever, however it grows.
 * `inner` says whether the log's inner hashes are used: for one's own log; of another's log nothing is taken that its tiles do not say.
 */
export function nodeReader(
  size: number,
  load: Load,
  { memo = new Map(), inner = false }: { memo?: Map<string, Uint8Array>; inner?: boolean } = {},
): ReadNode {
  const compute = (node: Node): Uint8Array | undefined => {
    const place = tileOf(node, size);
    const { level, tile, width, from, count } = place;
    if (inner && width === FULL && count >= INNER_WIDTH) {
      const kept = load(innerPath(level, tile));
      if (kept?.length === INNER_WIDTH * HASH) return topOf(kept, from / INNER_WIDTH, count / INNER_WIDTH);
    }
    const bytes = from + count <= width ? loadTile(load, place) : undefined;
    return bytes && topOf(bytes, from, count);
  };
  return (node) => {
    if (node.height % HEIGHT < INNER) return compute(node);
    const key = nodeKey(node);
    const known = memo.get(key);
    if (known !== undefined) return known;
    const hash = compute(node);
    if (hash === undefined) return undefined;
    if (memo.size >= REMEMBERED) memo.clear();
    memo.set(key, hash);
    return hash;
  };
}

/** The files that complete subtrees of a tree are read from, to have them at hand before a proof is made; `inner` as for nodeReader. */
export function tilesOf(nodes: readonly Node[], size: number, { inner = false } = {}): string[] {
  const paths = nodes.map((node) => {
    const { level, tile, width, count } = tileOf(node, size);
    return inner && width === FULL && count >= INNER_WIDTH ? innerPath(level, tile) : tilePath(level, tile, width);
  });
  return [...new Set(paths)];
}

/** The files at the right edge of a tree, which growing reads. */
export function edgePaths(size: number): string[] {
  const paths = size % FULL === 0 ? [] : [entriesPath(Math.floor(size / FULL), size % FULL)];
  for (let level = 0; countAt(level, size) > 0; level += 1) {
    const count = countAt(level, size);
    if (count % FULL > 0) paths.push(tilePath(level, Math.floor(count / FULL), count % FULL));
  }
  return paths;
}

/** The head of a log of a size, from its tiles alone; undefined where they are not all there. */
export function headOf(size: number, load: Load): Head | undefined {
  const peaks = rootNodes(size).map(nodeReader(size, load));
  return peaks.every((peak) => peak !== undefined) ? { size, peaks } : undefined;
}

/** The last tile of a level, or the last bundle, on its way to being full. */
type Row = { index: number; width: number; bytes: Uint8Array };

/** Law: a row begins with what the log has of it; a log that lacks its own edge is broken, and nothing is written. */
function edgeOf(load: Load, count: number, path: (index: number, width: number) => string): Row {
  const row = { index: Math.floor(count / FULL), width: count % FULL, bytes: new Uint8Array(0) };
  if (row.width === 0) return row;
  const bytes = load(path(row.index, row.width));
  assert(bytes !== undefined, `the log lacks ${path(row.index, row.width)}`);
  return { ...row, bytes };
}

/** Tiles of hashes that grow; full ones are handed to `files` at once, others at the end. */
function tileRows(size: number, load: Load, files: Map<string, Uint8Array>): { put(level: number, hash: Uint8Array): void; end(): void } {
  const rows = new Map<number, Row>();
  const open = (level: number): Row => {
    const row = edgeOf(load, countAt(level, size), (index, width) => tilePath(level, index, width));
    assert(row.bytes.length === row.width * HASH, `tile ${level}/${row.index} of the log is cut`);
    const bytes = new Uint8Array(FULL * HASH);
    bytes.set(row.bytes);
    return { ...row, bytes };
  };
  return {
    put(level, hash) {
      const row = rows.get(level) ?? open(level);
      row.bytes.set(hash, row.width * HASH);
      row.width += 1;
      rows.set(level, row);
      if (row.width < FULL) return;
      files.set(tilePath(level, row.index), row.bytes);
      files.set(innerPath(level, row.index), innerOf(row.bytes));
      rows.set(level, { index: row.index + 1, width: 0, bytes: new Uint8Array(FULL * HASH) });
    },
    end() {
      for (const [level, { index, width, bytes }] of rows) {
        if (width > 0) files.set(tilePath(level, index, width), bytes.slice(0, width * HASH));
      }
    },
  };
}

/** Bundles of the log's entries, each with its length in two bytes before it. */
function addEntries(size: number, entries: readonly Uint8Array[], load: Load, files: Map<string, Uint8Array>): void {
  let { index, width, bytes } = edgeOf(load, size, entriesPath);
  for (let at = 0; at < entries.length; ) {
    const some = entries.slice(at, at + FULL - width);
    const bundle = new Uint8Array(some.reduce((length, entry) => length + 2 + entry.length, bytes.length));
    bundle.set(bytes);
    let end = bytes.length;
    for (const entry of some) {
      assert(entry.length <= MAX_ENTRY, `an entry has at most ${MAX_ENTRY} bytes`);
      bundle[end] = entry.length >>> 8;
      bundle[end + 1] = entry.length & 0xff;
      bundle.set(entry, end + 2);
      end += 2 + entry.length;
    }
    at += some.length;
    width += some.length;
    files.set(entriesPath(index, width), bundle);
    if (width === FULL) [index, width, bytes] = [index + 1, 0, new Uint8Array(0)];
  }
}

/**
 * Law: entries are appended, never changed; whatever the batches they come in, the files are those of a log grown at once (save for partial tiles of sizes between).
 * Reads no more than `edgePaths(head.size)`. The files are to be written before a checkpoint of the new size is signed.
 */
export function grow(head: Head, entries: readonly Uint8Array[], load: Load): Growth {
  const files = new Map<string, Uint8Array>();
  const rows = tileRows(head.size, load, files);
  const peaks = [...head.peaks];
  let size = head.size;
  for (const entry of entries) {
    let hash = leafHash(entry);
    rows.put(0, hash);
    let height = 0;
    for (let before = size; before % 2 === 1; before = (before - 1) / 2) {
      const left = peaks.pop();
      assert(left !== undefined, "a log's peaks fit its size");
      hash = nodeHash(left, hash);
      height += 1;
      if (height % HEIGHT === 0) rows.put(height / HEIGHT, hash);
    }
    peaks.push(hash);
    size += 1;
  }
  rows.end();
  addEntries(head.size, entries, load, files);
  return { head: { size, peaks }, root: foldHashes(peaks), files };
}

/** The entries of a bundle; undefined where its lengths do not come out even, or it holds more than 256. */
export function readBundle(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length && entries.length < FULL) {
    const from = at + 2;
    at = from + ((bundle[at] ?? 0) << 8) + (bundle[at + 1] ?? 0);
    if (at > bundle.length) return undefined;
    entries.push(bundle.subarray(from, at));
  }
  return at === bundle.length ? entries : undefined;
}
