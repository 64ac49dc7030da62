// The Merkle tree of RFC 9162: hashes, proofs that an entry is in a tree and that one tree begins another, made and verified.
import { sha256 } from "@noble/hashes/sha2.js";
import { assert } from "../../base/assert.ts";

/** Bytes of a hash. */
export const HASH = 32;
const LARGEST = 2n ** 64n - 1n;

/** The root of a tree without entries: SHA-256 of nothing (RFC 9162, 2.1.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** SHA-256(0x00 || entry) (RFC 9162, 2.1.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + entry.length);
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** SHA-256(0x01 || left || right) (RFC 9162, 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH);
  return sha256(bytes);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === HASH);

const isOdd = (n: bigint): boolean => (n & 1n) === 1n;

/** A place in a tree and the last place of its row, going up together. */
type Climb = { at: bigint; last: bigint };

const up = (climb: Climb): void => {
  climb.at >>= 1n;
  climb.last >>= 1n;
};

/** Law: the sibling stands to the left of an odd place, and of the last of its row, which first goes up to where it has one. True where it is to the left. */
function siblingIsLeft(climb: Climb): boolean {
  if (!isOdd(climb.at) && climb.at !== climb.last) return false;
  while (!isOdd(climb.at) && climb.at !== 0n) up(climb);
  return true;
}

/**
 * Law: the leaf is the entry at `index` of the tree of `size` entries with this root, and the proof has not a hash too many (RFC 9162, 2.1.3.2).
 * Sizes are unsigned numbers of 64 bits; whatever is no hash of 32 bytes proves nothing.
 */
export function verifyInclusion(claim: {
  index: bigint;
  size: bigint;
  leaf: Uint8Array;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}): boolean {
  const { index, size, leaf, root, proof } = claim;
  if (index < 0n || index >= size || size > LARGEST || !areHashes([leaf, root, ...proof])) return false;
  const climb: Climb = { at: index, last: size - 1n };
  let hash = leaf;
  for (const sibling of proof) {
    if (climb.last === 0n) return false;
    hash = siblingIsLeft(climb) ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    up(climb);
  }
  return climb.last === 0n && sameBytes(hash, root);
}

/**
 * Law: the tree of `size1` entries is the beginning of that of `size2` (RFC 9162, 2.1.4.2). No proof begins at an empty tree; equal sizes need equal roots and no hash.
 */
export function verifyConsistency(claim: {
  size1: bigint;
  size2: bigint;
  root1: Uint8Array;
  root2: Uint8Array;
  proof: readonly Uint8Array[];
}): boolean {
  const { size1, size2, root1, root2, proof } = claim;
  if (size1 <= 0n || size1 > size2 || size2 > LARGEST || !areHashes([root1, root2, ...proof])) return false;
  if (size1 === size2) return proof.length === 0 && sameBytes(root1, root2);
  const wholeTree = (size1 & (size1 - 1n)) === 0n;
  const [first, ...others] = wholeTree ? [root1, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  const climb: Climb = { at: size1 - 1n, last: size2 - 1n };
  while (isOdd(climb.at)) up(climb);
  let [hash1, hash2] = [first, first];
  for (const sibling of others) {
    if (climb.last === 0n) return false;
    if (siblingIsLeft(climb)) {
      hash1 = nodeHash(sibling, hash1);
      hash2 = nodeHash(sibling, hash2);
    } else hash2 = nodeHash(hash2, sibling);
    up(climb);
  }
  return climb.last === 0n && sameBytes(hash1, root1) && sameBytes(hash2, root2);
}

/** A complete subtree: the 2^height entries from index * 2^height on. */
export type Node = { height: number; index: number };
/** The hash of a complete subtree; undefined where it cannot be had. */
export type ReadNode = (node: Node) => Uint8Array | undefined;
/** Entries from start to before end: what one hash of a proof stands for. */
type Span = readonly [start: number, end: number];

/** The largest power of two below a size of at least 2 (RFC 9162, 2.1.1). */
function split(size: number): number {
  let k = 1;
  while (2 * k < size) k *= 2;
  return k;
}

/** The complete subtrees of a span, largest first; a span of a proof begins where its largest one may. */
function nodesOf([start, end]: Span): Node[] {
  const nodes: Node[] = [];
  let height = 0;
  let width = 1;
  while (2 * width <= end - start) {
    width *= 2;
    height += 1;
  }
  for (let at = start; at < end; width /= 2, height -= 1) {
    if (width > end - at) continue;
    nodes.push({ height, index: at / width });
    at += width;
  }
  return nodes;
}

/** The complete subtrees that make up a tree, largest first: its peaks. */
export const rootNodes = (size: number): Node[] => nodesOf([0, size]);

/** The complete subtrees behind each hash of the proof that entry `index` is in the tree of `size` (RFC 9162, 2.1.3.1). */
export function inclusionNodes(index: number, size: number): Node[][] {
  assert(index >= 0 && index < size && Number.isSafeInteger(size), "an entry has its place in the tree");
  const spans: Span[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    spans.unshift(index < middle ? [middle, end] : [start, middle]);
    if (index < middle) end = middle;
    else start = middle;
  }
  return spans.map(nodesOf);
}

/** The complete subtrees behind each hash of the proof that the tree of `size1` begins that of `size2`, which is not smaller (RFC 9162, 2.1.4.1). */
export function consistencyNodes(size1: number, size2: number): Node[][] {
  assert(size1 > 0 && size1 <= size2 && Number.isSafeInteger(size2), "the earlier tree is not empty and not larger");
  const spans: Span[] = [];
  let [start, end] = [0, size2];
  while (end !== size1) {
    const middle = start + split(end - start);
    spans.unshift(size1 <= middle ? [middle, end] : [start, middle]);
    if (size1 <= middle) end = middle;
    else start = middle;
  }
  if (start > 0) spans.unshift([start, end]);
  return spans.map(nodesOf);
}

/** The hash over complete subtrees, largest first, folded from the right; none is the empty tree. */
export function foldHashes(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}

function hashesOf(nodes: readonly Node[], read: ReadNode): Uint8Array[] | undefined {
  const hashes = nodes.map(read);
  return hashes.every((hash) => hash !== undefined) ? hashes : undefined;
}

function proofOf(parts: readonly Node[][], read: ReadNode): Uint8Array[] | undefined {
  const proof = parts.map((nodes) => hashesOf(nodes, read)).map((hashes) => hashes && foldHashes(hashes));
  return proof.every((hash) => hash !== undefined) ? proof : undefined;
}

/** The root of the tree of a size; undefined where a hash is not to be had. */
export function rootHash(size: number, read: ReadNode): Uint8Array | undefined {
  const hashes = hashesOf(rootNodes(size), read);
  return hashes && foldHashes(hashes);
}

/** The proof that entry `index` is in the tree of `size`; undefined where a hash is not to be had. */
export function inclusionProof(index: number, size: number, read: ReadNode): Uint8Array[] | undefined {
  return proofOf(inclusionNodes(index, size), read);
}

/** The proof that the tree of `size1`, at least 1, begins that of `size2`; undefined where a hash is not to be had. */
export function consistencyProof(size1: number, size2: number, read: ReadNode): Uint8Array[] | undefined {
  return proofOf(consistencyNodes(size1, size2), read);
}
