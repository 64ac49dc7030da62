// Watching a log: does the checkpoint it shows now continue the one seen before? What could not be checked is never fine.
import type { Verify } from "../signer.ts";
import { type Checkpoint, type CheckpointFault, type LogKeys, openCheckpoint } from "./checkpoint.ts";
import { consistencyNodes, consistencyProof, EMPTY_ROOT, type Node, rootHash, rootNodes, sameBytes, verifyConsistency } from "./merkle.ts";
import { type Load, nodeReader, tilesOf } from "./tiles.ts";

type Fetch = (path: string) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

/**
 * consistent: the log only grew. begun: nothing was seen before, and the tiles have the root that is signed.
 * forked: the log signed two trees of which neither begins the other. rolledBack: it shows a smaller tree than it showed before.
 * unreachable: nothing can be said, for want of a checkpoint, because it is not to be believed, or since the tiles are not there or not of it.
 */
export type Verdict =
  | { kind: "consistent" | "begun"; now: Checkpoint }
  | { kind: "forked" | "rolledBack"; before: Checkpoint; now: Checkpoint }
  | { kind: "unreachable"; why: "missing" | "tiles" | CheckpointFault };

const NO_TILES: Verdict = { kind: "unreachable", why: "tiles" };

/** The tiles of some complete subtrees, fetched at once; where a partial one is gone the full one is asked for. */
async function fetched(nodes: readonly Node[], size: number, fetch: Fetch): Promise<Load> {
  const one = async (path: string): Promise<[string, Uint8Array | undefined][]> => {
    const bytes = await fetch(path);
    const full = path.replace(/\.p\/\d+$/, "");
    return bytes !== undefined || full === path ? [[path, bytes]] : [[full, await fetch(full)]];
  };
  const files = new Map((await Promise.all(tilesOf(nodes, size).map(one))).flat());
  return (path) => files.get(path);
}

/** Law: tiles count only once they lead to the root that is signed; then what they say of the earlier tree is beyond doubt. */
async function grown(before: Checkpoint, now: Checkpoint, fetch: Fetch): Promise<Verdict> {
  if (now.size > BigInt(Number.MAX_SAFE_INTEGER)) return NO_TILES;
  const [size1, size2] = [Number(before.size), Number(now.size)];
  const nodes = [...rootNodes(size1), ...consistencyNodes(size1, size2).flat()];
  const read = nodeReader(size2, await fetched(nodes, size2, fetch));
  const root1 = rootHash(size1, read);
  const proof = consistencyProof(size1, size2, read);
  if (root1 === undefined || proof === undefined) return NO_TILES;
  if (!verifyConsistency({ size1: before.size, size2: now.size, root1, root2: now.root, proof })) return NO_TILES;
  return sameBytes(root1, before.root) ? { kind: "consistent", now } : { kind: "forked", before, now };
}

/** True where the tiles have the root that a checkpoint says. */
async function tilesFit({ size, root }: Checkpoint, fetch: Fetch): Promise<boolean> {
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return false;
  const nodes = rootNodes(Number(size));
  const found = rootHash(Number(size), nodeReader(Number(size), await fetched(nodes, Number(size), fetch)));
  return found !== undefined && sameBytes(found, root);
}

/**
 * Law: a log may only grow. `text` is the checkpoint it shows now, undefined where none came; `before` is the one last found good; `fetch` reads its files.
 */
export async function watch(given: {
  before: Checkpoint | undefined;
  text: string | undefined;
  log: LogKeys;
  fetch: Fetch;
  verify: Verify;
}): Promise<Verdict> {
  const { before, text, fetch } = given;
  if (text === undefined) return { kind: "unreachable", why: "missing" };
  const opened = await openCheckpoint(text, given.log, given.verify);
  if (opened.fault !== undefined) return { kind: "unreachable", why: opened.fault };
  const now = opened.checkpoint;
  if (before === undefined) return (await tilesFit(now, fetch)) ? { kind: "begun", now } : NO_TILES;
  if (now.size < before.size) return { kind: "rolledBack", before, now };
  if (now.size === before.size) return { kind: sameBytes(now.root, before.root) ? "consistent" : "forked", before, now };
  if (before.size > 0n) return grown(before, now, fetch);
  if (!sameBytes(before.root, EMPTY_ROOT)) return { kind: "forked", before, now };
  return (await tilesFit(now, fetch)) ? { kind: "consistent", now } : NO_TILES;
}
