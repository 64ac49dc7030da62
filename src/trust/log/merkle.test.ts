// Proofs by the vectors of C2SP's Merkle tests, and every proof of every small tree.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import {
  consistencyProof,
  EMPTY_ROOT,
  foldHashes,
  inclusionProof,
  leafHash,
  type Node,
  nodeHash,
  type ReadNode,
  rootHash,
  rootNodes,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";

const VECTORS = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data", "trust", "merkle");
const skip = existsSync(VECTORS) ? false : "the Merkle vectors (../shared) are not here";

type Vector = { file: string; wantErr: boolean; proof: string[] | null } & Record<"root" | "leafHash" | "root1" | "root2", string> &
  Record<"leafIdx" | "treeSize" | "size1" | "size2", bigint>;

/** Sizes go up to 2^64 - 1, which JSON.parse alone would round. */
function vectors(kind: "inclusion" | "consistency"): Vector[] {
  const files = readdirSync(join(VECTORS, kind), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files.sort().map((file) => {
    const text = readFileSync(join(VECTORS, kind, file), "utf8").replace(/("(?:leafIdx|treeSize|size1|size2)":\s*)(\d+)/g, '$1"$2"');
    const vector = JSON.parse(text) as Record<string, string>;
    const sizes = ["leafIdx", "treeSize", "size1", "size2"].flatMap((name) =>
      vector[name] === undefined ? [] : [[name, BigInt(vector[name])]],
    );
    return { file, ...vector, ...Object.fromEntries(sizes) } as unknown as Vector;
  });
}

const bytes = (base64: string | null): Uint8Array => new Uint8Array(Buffer.from(base64 ?? "", "base64"));

test("inclusion: all 98 vectors", { skip }, () => {
  const all = vectors("inclusion");
  assert.equal(all.length, 98);
  for (const { file, wantErr, leafIdx, treeSize, root, leafHash: leaf, proof } of all) {
    const claim = { index: leafIdx, size: treeSize, leaf: bytes(leaf), root: bytes(root), proof: (proof ?? []).map(bytes) };
    assert.equal(verifyInclusion(claim), !wantErr, file);
  }
  assert.equal(all.filter(({ wantErr }) => !wantErr).length, 6);
});

/** Its roots are 12 bytes long: no hashes. */
const NOT_HASHES = join("additional", "sizes-are-equal-one-and-proof-is-empty.json");

test("consistency: all 98 vectors, but the one whose roots are no hashes", { skip }, () => {
  const all = vectors("consistency");
  assert.equal(all.length, 98);
  for (const { file, wantErr, size1, size2, root1, root2, proof } of all) {
    const claim = { size1, size2, root1: bytes(root1), root2: bytes(root2), proof: (proof ?? []).map(bytes) };
    assert.equal(verifyConsistency(claim), file === NOT_HASHES ? false : !wantErr, file);
    if (file === NOT_HASHES) assert.deepEqual([wantErr, claim.root1.length], [false, 12]);
  }
  assert.equal(all.filter(({ wantErr }) => !wantErr).length, 6);
});

/** MTH as RFC 9162, 2.1.1 writes it, word for word: the standard that all else is held against. */
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

const MOST = 300;
const leaves = Array.from({ length: MOST }, (_, i) => leafHash(new TextEncoder().encode(`entry ${i}`)));
const roots = Array.from({ length: MOST + 1 }, (_, size) => mth(leaves.slice(0, size)));
const kept = new Map<string, Uint8Array>();

const read: ReadNode = ({ height, index }) => {
  const key = `${height}/${index}`;
  const hash = kept.get(key) ?? mth(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height));
  kept.set(key, hash);
  return hash;
};

test("hashes are those of the happy paths' entries, and of the empty tree", { skip }, () => {
  const entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
  const hashes = entries.map((hex) => leafHash(new Uint8Array(Buffer.from(hex, "hex"))));
  const known = vectors("inclusion").filter(({ file, wantErr }) => !wantErr && file.endsWith("happy-path.json"));
  assert.ok(known.length > 0);
  for (const { leafIdx, treeSize, leafHash: leaf, root } of known) {
    assert.deepEqual(hashes[Number(leafIdx)], bytes(leaf));
    assert.deepEqual(mth(hashes.slice(0, Number(treeSize))), bytes(root));
  }
  assert.equal(Buffer.from(EMPTY_ROOT).toString("hex"), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("every entry of every tree of 1 to 300 proves that it is there, and nowhere else", () => {
  for (let size = 1; size <= MOST; size += 1) {
    const root = roots[size]!;
    assert.deepEqual(rootHash(size, read), root);
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionProof(index, size, read)!;
      const claim = { index: BigInt(index), size: BigInt(size), leaf: leaves[index]!, root, proof };
      assert.ok(verifyInclusion(claim), `${index} of ${size}`);
      if (index % 16 === 0) {
        assert.ok(!verifyInclusion({ ...claim, leaf: leaves[(index + 1) % MOST]! }));
        if (size > 1) assert.ok(!verifyInclusion({ ...claim, index: BigInt((index + 1) % size) }));
      }
    }
  }
});

test("every pair of sizes of 1 to 300 proves that one begins the other", () => {
  for (let size2 = 1; size2 <= MOST; size2 += 1) {
    for (let size1 = 1; size1 <= size2; size1 += 1) {
      const proof = consistencyProof(size1, size2, read)!;
      const claim = { size1: BigInt(size1), size2: BigInt(size2), root1: roots[size1]!, root2: roots[size2]!, proof };
      assert.ok(verifyConsistency(claim), `${size1} of ${size2}`);
      if (size1 % 16 === 0) assert.ok(!verifyConsistency({ ...claim, root1: roots[size1 - 1]! }));
    }
  }
});

const flipped = (hash: Uint8Array, at: number): Uint8Array =>
  hash.map((byte, i) => (i === at % hash.length ? byte ^ (1 << (at % 8)) : byte));
const pair = fc.tuple(fc.integer({ min: 1, max: MOST }), fc.integer({ min: 1, max: MOST }), fc.nat(31), fc.nat(20));

test("a changed byte anywhere, a hash too many or too few, a wrong size: nothing is proved", () => {
  fc.assert(
    fc.property(pair, ([a, b, at, which]) => {
      const [size1, size2] = [Math.min(a, b), Math.max(a, b)];
      const index = size1 - 1;
      const inclusion = inclusionProof(index, size2, read)!;
      const claim = { index: BigInt(index), size: BigInt(size2), leaf: leaves[index]!, root: roots[size2]!, proof: inclusion };
      const hurt = (proof: Uint8Array[]): Uint8Array[] => proof.map((hash, i) => (i === which % proof.length ? flipped(hash, at) : hash));
      assert.ok(!verifyInclusion({ ...claim, leaf: flipped(claim.leaf, at) }));
      assert.ok(!verifyInclusion({ ...claim, root: flipped(claim.root, at) }));
      assert.ok(!verifyInclusion({ ...claim, index: claim.index + claim.size }));
      assert.ok(!verifyInclusion({ ...claim, index: -1n }));
      assert.ok(!verifyInclusion({ ...claim, proof: [...inclusion, claim.root] }));
      if (inclusion.length > 0) {
        assert.ok(!verifyInclusion({ ...claim, proof: hurt(inclusion) }));
        assert.ok(!verifyInclusion({ ...claim, proof: inclusion.slice(1) }));
        assert.ok(!verifyInclusion({ ...claim, proof: inclusion.slice(0, -1) }));
      }
      const consistency = consistencyProof(size1, size2, read)!;
      const grown = { size1: BigInt(size1), size2: BigInt(size2), root1: roots[size1]!, root2: roots[size2]!, proof: consistency };
      assert.ok(!verifyConsistency({ ...grown, root1: flipped(grown.root1, at) }));
      assert.ok(!verifyConsistency({ ...grown, root2: flipped(grown.root2, at) }));
      assert.ok(!verifyConsistency({ ...grown, proof: [...consistency, grown.root2] }));
      if (size1 < size2) {
        assert.ok(!verifyConsistency({ ...grown, proof: hurt(consistency) }));
        assert.ok(!verifyConsistency({ ...grown, proof: consistency.slice(1) }));
        assert.ok(!verifyConsistency({ ...grown, size1: grown.size2, size2: grown.size1 }));
      }
    }),
    { numRuns: 300 },
  );
});

test("an empty tree begins nothing by proof; sizes beyond 64 bits and hashes of another length prove nothing", () => {
  const root = roots[1]!;
  const claim = { size1: 1n, size2: 1n, root1: root, root2: root, proof: [] };
  assert.ok(verifyConsistency(claim));
  assert.ok(!verifyConsistency({ ...claim, size1: 0n, root1: EMPTY_ROOT }));
  assert.ok(!verifyConsistency({ ...claim, size1: 2n ** 64n, size2: 2n ** 64n }));
  assert.ok(verifyConsistency({ ...claim, size1: 2n ** 64n - 1n, size2: 2n ** 64n - 1n }));
  assert.ok(!verifyConsistency({ ...claim, root1: root.subarray(1), root2: root.subarray(1) }));
  assert.ok(!verifyInclusion({ index: 0n, size: 1n, leaf: root.subarray(1), root: root.subarray(1), proof: [] }));
  assert.ok(!verifyInclusion({ index: 0n, size: 0n, leaf: root, root, proof: [] }));
});

test("a tree of 2^64 - 1 entries is climbed without rounding", () => {
  const size = 2n ** 64n - 1n;
  const proof = Array.from({ length: 64 }, (_, i) => leaves[i]!);
  const root = foldHashes([...proof.slice(0, 63)].reverse().concat([leaves[64]!]));
  assert.ok(verifyInclusion({ index: size - 1n, size, leaf: leaves[64]!, root, proof: proof.slice(0, 63) }));
  assert.ok(!verifyInclusion({ index: size - 2n, size, leaf: leaves[64]!, root, proof: proof.slice(0, 63) }));
});

test("a hash that is not to be had gives no proof, never a wrong one", () => {
  const blind: ReadNode = (node: Node) => (node.height === 3 ? undefined : read(node));
  assert.equal(rootHash(12, blind), undefined);
  assert.equal(inclusionProof(9, 12, blind), undefined);
  assert.equal(consistencyProof(9, 12, blind), undefined);
  assert.deepEqual(
    rootNodes(13).map(({ height, index }) => [height, index]),
    [
      [3, 0],
      [2, 2],
      [0, 12],
    ],
  );
});
