// Proofs that travel: that an entry is in the log, by the earliest checkpoint that enough witnesses cosigned.
import { isLogged, lastSigned, placeOfId, placeOfLeaf, type Tree, treeWith } from "../store/log.ts";
import { secretOf } from "../store/organisations.ts";
import { type LogEntry, readEntry } from "../trust/log/entry.ts";
import { inclusionNodes, inclusionProof } from "../trust/log/merkle.ts";
import { writeProof } from "../trust/log/proof-text.ts";
import { bytesOfHex } from "../trust/log/text.ts";
import { entriesPath, nodeReader, readBundle, tilesOf } from "../trust/log/tiles.ts";
import { writeExtra } from "../trust/package/vouched.ts";
import { type Loggable, namesOf } from "./log-entry.ts";
import { loadOf, tileBytes } from "./log-tiles.ts";
import type { Scene } from "./scene.ts";

const FULL = 256;

type Db = Scene["db"];
type Proving = Pick<Scene, "db" | "log">;

/** An entry's place, and the tree that its proof leads to. */
type Proved = { place: number; tree: Tree };

/** The proof of the entry at a place. */
async function proofTo(db: Db, { place, tree }: Proved, extra: Uint8Array | undefined): Promise<string | undefined> {
  if (tree.note === null) return undefined;
  const nodes = inclusionNodes(place, tree.size).flat();
  const load = await loadOf(db, tilesOf(nodes, tree.size, { inner: true }));
  const proof = inclusionProof(place, tree.size, nodeReader(tree.size, load, { inner: true }));
  if (proof === undefined) throw new Error("assertion failed: the log has the tiles of its own trees");
  return writeProof({ index: BigInt(place), proof, checkpoint: tree.note, ...(extra !== undefined && { extra }) });
}

/**
 * Law: the proof of an entry (C2SP tlog-proof) leads to the earliest checkpoint that as many witnesses as the settings ask for have cosigned, else to the
 * last one. What waits is logged first. Undefined where there is no such entry. Not for use inside the transaction that logs it.
 */
export async function proofOf(scene: Proving, leaf: string, extra?: Uint8Array): Promise<string | undefined> {
  const proved = await provedAt(scene, () => placeOfLeaf(scene.db, bytesOfHex(leaf)));
  return proved && proofTo(scene.db, proved, extra);
}

/** Where an entry is, and in which tree; what waits, and what witnesses have not cosigned yet, is done first. */
async function provedAt({ db, log }: Proving, find: () => Promise<number | undefined>): Promise<Proved | undefined> {
  const cosigned = log.quorum;
  const before = await find();
  const tree = before === undefined ? undefined : await treeWith(db, { place: before, cosigned });
  if (before !== undefined && tree !== undefined) return { place: before, tree };
  await log.run();
  const place = before ?? (await find());
  if (place === undefined) return undefined;
  const last = (await treeWith(db, { place, cosigned })) ?? (await lastSigned(db));
  return last === undefined || last.size <= place ? undefined : { place, tree: last };
}

/** The entry at a place, from its bundle. */
async function entryAt(db: Db, place: number): Promise<LogEntry | undefined> {
  const last = await lastSigned(db);
  const bundle = Math.floor(place / FULL);
  const width = Math.min(FULL, (last?.size ?? 0) - bundle * FULL);
  const bytes = await tileBytes(db, entriesPath(bundle, width));
  const content = readBundle(bytes ?? new Uint8Array(0))?.[place % FULL];
  return content && readEntry(content);
}

/** The proof that a content of an organisation was logged, with entry and salt in its `extra`, as packages hold it; undefined where it was not. */
export async function proofOfContent(scene: Proving, org: string, content: Loggable): Promise<string | undefined> {
  const { db } = scene;
  const { id, salt } = namesOf(await secretOf(db, org), content);
  if (!(await isLogged(db, id))) return undefined;
  const proved = await provedAt(scene, () => placeOfId(db, id));
  const entry = proved && (await entryAt(db, proved.place));
  return proved && entry && proofTo(db, proved, writeExtra({ entry, salt }));
}
