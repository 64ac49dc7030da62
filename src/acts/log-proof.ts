// Proofs that travel: that an entry is in the log, by the earliest checkpoint that enough witnesses cosigned.
import { isLogged, lastSigned, placeOfId, placeOfLeaf, type Tree, treeWith } from "../store/log.ts";
import { secretOf } from "../store/organisations.ts";
import { type LogEntry, readEntry } from "../trust/log/entry.ts";
import { inclusionNodes, inclusionProof } from "../trust/log/merkle.ts";
import { writeProof } from "../trust/log/proof-text.ts";
import { entriesPath, nodeReader, readBundle, tilesOf } from "../trust/log/tiles.ts";
import { writeExtra } from "../trust/package/vouched.ts";
import { bytesOfHex, type Loggable, namesOf } from "./log-entry.ts";
import type { LogScene } from "./log-hands.ts";
import { loadOf, tileBytes } from "./log-tiles.ts";
import type { Scene } from "./scene.ts";

const FULL = 256;

type Proving = Pick<Scene, "db" | "log">;

/** The proof of the entry at a place. */
async function proofAt({ db, log }: Proving, place: number, extra: Uint8Array | undefined): Promise<string | undefined> {
  const tree: Tree | undefined = (await treeWith(db, { place, cosigned: log.quorum })) ?? (await lastSigned(db));
  if (tree === undefined || tree.note === null || tree.size <= place) return undefined;
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
  const place = await signedPlace(scene, () => placeOfLeaf(scene.db, bytesOfHex(leaf)));
  return place === undefined ? undefined : proofAt(scene, place, extra);
}

/** A place that a signed tree has; what waits, and what witnesses have not cosigned yet, is done first. */
async function signedPlace({ db, log }: Proving, find: () => Promise<number | undefined>): Promise<number | undefined> {
  const place = await find();
  if (place !== undefined && (await treeWith(db, { place, cosigned: log.quorum })) !== undefined) return place;
  await log.run();
  return place ?? find();
}

/** The entry at a place, from its bundle. */
async function entryAt(db: LogScene["db"], place: number): Promise<LogEntry | undefined> {
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
  const place = await signedPlace(scene, () => placeOfId(db, id));
  const entry = place === undefined ? undefined : await entryAt(db, place);
  return place === undefined || entry === undefined ? undefined : proofAt(scene, place, writeExtra({ entry, salt }));
}
