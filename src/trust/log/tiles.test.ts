// A log's files: paths and widths as tlog-tiles has them, growth in any batches, and proofs from tiles alone.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { foldHashes, inclusionNodes, inclusionProof, leafHash, nodeHash, rootHash, verifyInclusion } from "./merkle.ts";
import {
  EMPTY_HEAD,
  edgePaths,
  entriesPath,
  grow,
  type Head,
  headOf,
  type Load,
  MAX_ENTRY,
  memoOf,
  nodeReader,
  readBundle,
  readTilePath,
  tilePath,
  tilesOf,
} from "./tiles.ts";

const entry = (i: number): Uint8Array => new TextEncoder().encode(`entry ${i} ${"x".repeat(i % 17)}`);
const entries = (from: number, to: number): Uint8Array[] => Array.from({ length: to - from }, (_, i) => entry(from + i));

/** A log in memory, grown by batches; only what growing says it reads is handed to it. */
function grown(batches: readonly number[]): { head: Head; root: Uint8Array; files: Map<string, Uint8Array>; load: Load } {
  const files = new Map<string, Uint8Array>();
  let head = EMPTY_HEAD;
  let root = foldHashes([]);
  for (const count of batches) {
    const edge = new Set(edgePaths(head.size));
    const growth = grow(head, entries(head.size, head.size + count), (path) => (edge.has(path) ? files.get(path) : undefined));
    for (const [path, bytes] of growth.files) files.set(path, bytes);
    ({ head, root } = growth);
  }
  return { head, root, files, load: (path) => files.get(path) };
}

test("paths are those of tlog-tiles, and only those are read", () => {
  assert.equal(tilePath(0, 1_234_067), "tile/0/x001/x234/067");
  assert.equal(tilePath(3, 7, 12), "tile/3/007.p/12");
  assert.equal(entriesPath(1000, 1), "tile/entries/x001/000.p/1");
  assert.deepEqual(readTilePath("tile/0/x001/x234/067"), { level: 0, index: 1_234_067, width: 256 });
  assert.deepEqual(readTilePath("tile/entries/000.p/255"), { level: "entries", index: 0, width: 255 });
  assert.deepEqual(readTilePath("tile/63/000"), { level: 63, index: 0, width: 256 });
  const wrong = `tile/0/1 tile/00/001 tile/64/001 tile/0/x000/001 tile/0/001/002 tile/0/001.p/0 tile/0/001.p/256 tile/0/001.p/01 tile/0/0001
    /tile/0/001 tile/0/../001 tile/entries/x001 tile/0/001.p tile/-1/001 tile/0/001/ checkpoint`;
  for (const path of wrong.split(/\s+/)) assert.equal(readTilePath(path), undefined, path);
});

test("a tree of 70,000 is the tiles that the standard counts", () => {
  const { files, root, load, head } = grown([70_000]);
  const widths = [...files.keys()].flatMap((path) => readTilePath(path) ?? []);
  const count = (level: number | "entries", full: boolean): number =>
    widths.filter((one) => one.level === level && (one.width === 256) === full).length;
  assert.deepEqual(
    [count(0, true), count(0, false), count(1, true), count(1, false), count(2, true), count(2, false)],
    [273, 1, 1, 1, 0, 1],
  );
  assert.deepEqual([count("entries", true), count("entries", false)], [273, 1]);
  assert.equal(files.get(tilePath(0, 273, 112))?.length, 112 * 32);
  assert.equal(files.get(tilePath(1, 1, 17))?.length, 17 * 32);
  assert.equal(files.get(tilePath(2, 0, 1))?.length, 32);
  assert.deepEqual(rootHash(70_000, nodeReader(70_000, load)), root);
  assert.deepEqual(headOf(70_000, load), head);
  for (const index of [0, 1, 255, 256, 4095, 65_535, 65_536, 69_887, 69_888, 69_999]) {
    for (const inner of [true, false]) {
      const proof = inclusionProof(index, 70_000, nodeReader(70_000, load, { inner }))!;
      assert.ok(verifyInclusion({ index: BigInt(index), size: 70_000n, leaf: leafHash(entry(index)), root, proof }), `${index}`);
    }
  }
});

test("tiles grown in any batches are the tiles grown at once, as is the root", () => {
  const batches = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 300 })), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(batches, (sizes) => {
      const by = grown(sizes);
      const atOnce = grown([sizes.reduce((sum, count) => sum + count, 0)]);
      assert.deepEqual(by.root, atOnce.root);
      assert.deepEqual(by.head, atOnce.head);
      for (const [path, bytes] of atOnce.files) assert.deepEqual(by.files.get(path), bytes, path);
      for (const path of by.files.keys()) assert.ok(atOnce.files.has(path) || path.includes(".p/"), path);
    }),
    { numRuns: 40 },
  );
});

test("every size has its own tiles: root and proofs of every earlier size hold, with partial tiles or with the full ones that took their place", () => {
  const files = new Map<string, Uint8Array>();
  let head = EMPTY_HEAD;
  const roots: Uint8Array[] = [];
  for (let size = 1; size <= 600; size += 1) {
    const growth = grow(head, [entry(size - 1)], (path) => files.get(path));
    for (const [path, bytes] of growth.files) files.set(path, bytes);
    head = growth.head;
    roots[size] = growth.root;
  }
  const full = new Map([...files].filter(([path]) => !/^tile\/.*\/000\.p\//.test(path) || path.startsWith("tile/1/")));
  for (let size = 1; size <= 600; size += 13) {
    for (const load of [(path: string) => files.get(path), (path: string) => full.get(path)]) {
      assert.deepEqual(rootHash(size, nodeReader(size, load)), roots[size], `${size}`);
      const proof = inclusionProof(size >> 1, size, nodeReader(size, load))!;
      const claim = { index: BigInt(size >> 1), size: BigInt(size), leaf: leafHash(entry(size >> 1)), root: roots[size]!, proof };
      assert.ok(verifyInclusion(claim));
    }
  }
});

test("one memory serves a log as it grows", () => {
  const memo = memoOf(grown([200]).head);
  assert.equal(memo.size, 3);
  for (const size of [300, 1000, 2000]) {
    const { load, root } = grown([size]);
    for (const index of [0, 17, 255, 299, size - 1]) {
      const proof = inclusionProof(index, size, nodeReader(size, load, { memo, inner: true }))!;
      assert.ok(verifyInclusion({ index: BigInt(index), size: BigInt(size), leaf: leafHash(entry(index)), root, proof }));
    }
  }
});

test("a proof names beforehand every file that it reads", () => {
  const { load, root } = grown([70_000]);
  for (const index of [0, 300, 65_535, 65_600, 69_999]) {
    for (const inner of [true, false]) {
      const paths = new Set(tilesOf(inclusionNodes(index, 70_000).flat(), 70_000, { inner }));
      const read = nodeReader(70_000, (path) => (paths.has(path) ? load(path) : undefined), { inner });
      const proof = inclusionProof(index, 70_000, read)!;
      assert.ok(verifyInclusion({ index: BigInt(index), size: 70_000n, leaf: leafHash(entry(index)), root, proof }));
    }
  }
});

test("bundles hold the entries, each hashing to its leaf", () => {
  const { files } = grown([100, 200, 400]);
  for (const [path, width, from] of [
    [entriesPath(0), 256, 0],
    [entriesPath(1), 256, 256],
    [entriesPath(2, 188), 188, 512],
  ] as const) {
    const read = readBundle(files.get(path)!)!;
    assert.deepEqual(read, entries(from, from + width));
    const tile = files.get(path.replace("entries", "0"))!;
    for (const [i, one] of read.entries()) assert.deepEqual(leafHash(one), tile.slice(i * 32, (i + 1) * 32));
  }
  const whole = files.get(entriesPath(0))!;
  assert.equal(readBundle(whole.subarray(0, -1)), undefined);
  assert.equal(readBundle(new Uint8Array([0])), undefined);
  assert.equal(readBundle(new Uint8Array([0, 2, 1])), undefined);
  assert.equal(readBundle(new Uint8Array(2 * 257)), undefined);
  assert.deepEqual(readBundle(new Uint8Array(0)), []);
});

test("the largest entry goes in, one byte more does not; an empty one is an entry too", () => {
  const large = new Uint8Array(MAX_ENTRY).fill(7);
  const { files } = grow(EMPTY_HEAD, [large, new Uint8Array(0)], () => undefined);
  assert.deepEqual(readBundle(files.get(entriesPath(0, 2))!), [large, new Uint8Array(0)]);
  assert.throws(() => grow(EMPTY_HEAD, [new Uint8Array(MAX_ENTRY + 1)], () => undefined), /at most 65535 bytes/);
});

test("a log that lacks its own edge, or whose tile is cut, is not grown", () => {
  const { head, files } = grown([300]);
  for (const path of edgePaths(300)) {
    assert.throws(() => grow(head, entries(300, 600), (one) => (one === path ? undefined : files.get(one))), /the log lacks/, path);
  }
  const cut = tilePath(0, 1, 44);
  assert.throws(() => grow(head, [entry(300)], (one) => (one === cut ? files.get(one)?.subarray(1) : files.get(one))), /is cut/);
});

test("a tile that is missing or cut gives no hash, and inner hashes are no one's but the log's own", () => {
  const { files, load } = grown([600]);
  assert.deepEqual(
    tilesOf(
      [
        { height: 3, index: 40 },
        { height: 8, index: 1 },
        { height: 0, index: 599 },
      ],
      600,
    ),
    ["tile/0/001", "tile/1/000.p/2", "tile/0/002.p/88"],
  );
  assert.equal(
    rootHash(
      600,
      nodeReader(600, (path) => (path === "tile/1/000.p/2" ? undefined : load(path))),
    ),
    undefined,
  );
  assert.equal(
    rootHash(
      600,
      nodeReader(600, (path) => (path === "tile/0/002.p/88" ? load(path)?.subarray(32) : load(path))),
    ),
    undefined,
  );
  assert.equal(headOf(601, load), undefined);
  assert.equal(nodeReader(600, load)({ height: 7, index: 5 }), undefined);
  const lying = new Map(files).set("inner/0/000", new Uint8Array(512));
  const read = nodeReader(600, (path) => lying.get(path));
  assert.deepEqual(read({ height: 7, index: 0 }), nodeReader(600, load, { inner: true })({ height: 7, index: 0 }));
  assert.deepEqual(nodeHash(read({ height: 7, index: 0 })!, read({ height: 7, index: 1 })!), read({ height: 8, index: 0 }));
});
