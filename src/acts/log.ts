// The log grows: what waits becomes leaves, the tree is stored, then signed, then shown to the witnesses, then handed out with their cosignatures.
import { faultOf, inTransaction } from "../store/database.ts";
import {
  addEntries,
  addTree,
  countPending,
  holdLog,
  lastTree,
  type Pending,
  putTiles,
  setNote,
  type Tree,
  takePending,
} from "../store/log.ts";
import { openCheckpoint, signCheckpoint } from "../trust/log/checkpoint.ts";
import { readEntry } from "../trust/log/entry.ts";
import { EMPTY_ROOT, foldHashes, leafHash, sameBytes } from "../trust/log/merkle.ts";
import { edgePaths, type Growth, grow, headOf } from "../trust/log/tiles.ts";
import type { LogScene } from "./log-hands.ts";
import { ownLog, showCheckpoint, shownAhead, shownBeyond } from "./log-mirror.ts";
import { fullOf, loadOf } from "./log-tiles.ts";
import { askWitnesses, cosignersOfNote } from "./log-witnesses.ts";

/** Entries that become leaves in one transaction. */
const MOST = 2000;
/** Batches until the witnesses are asked, however much comes meanwhile. */
const MOST_BATCHES = 50;

/** The log's own rows do not fit one another, or are older than what was handed out: it signs no more until somebody has looked. */
export class LogBroken extends Error {}

type Db = LogScene["db"];

const BEHIND = "the database is older than the checkpoint that was handed out, and the log's plain files do not lead there";

/** A tree that was signed before. */
type Known = { root: Uint8Array; note: string; cosigned: number };

/** Stores the tree that follows the last one; its files are handed out only once the transaction has been committed. */
async function storeGrowth(
  trx: Db,
  last: Tree,
  { entries, at, known }: { entries: readonly Pick<Pending, "leaf" | "id" | "content">[]; at: Date; known?: Known },
): Promise<Growth> {
  const load = await loadOf(trx, edgePaths(last.size));
  const head = headOf(last.size, load);
  if (head === undefined || !sameBytes(foldHashes(head.peaks), last.root))
    throw new LogBroken("its tiles have not the root that was signed");
  const contents = entries.map(({ content }) => content);
  const growth = grow(head, contents, load);
  if (known !== undefined && !sameBytes(growth.root, known.root)) throw new LogBroken(BEHIND);
  await putTiles(
    trx,
    [...growth.files].map(([path, bytes]) => ({ ...fullOf(path), bytes })),
  );
  await addEntries(trx, last.size, entries);
  const { size } = growth.head;
  await addTree(trx, { size, root: growth.root, at, ...(known !== undefined && { note: known.note, cosigned: known.cosigned }) });
  return growth;
}

/**
 * Law: a log whose database was restored from an older moment goes on from what it has handed out, or not at all: with other entries in their place it
 * would be forked.
 */
async function takenUp(trx: Db, scene: LogScene, last: Tree): Promise<void> {
  const beyond = await shownBeyond(scene, last.size);
  if (beyond === undefined) throw new LogBroken(BEHIND);
  const entries = beyond.contents.map((content) => ({ content, leaf: leafHash(content), id: readEntry(content)?.id ?? "" }));
  const cosigned = (await cosignersOfNote(scene, beyond.note)).length;
  await storeGrowth(trx, last, { entries, at: scene.now(), known: { root: beyond.root, note: beyond.note, cosigned } });
  scene.log.tell("warn", `the database was older than the log: ${entries.length} entries were taken up again from its plain files`);
}

/**
 * Law: one process at a time; a tree is stored with the entries that it has, and nothing is signed that is not stored: whatever dies between leaves
 * a tree that is signed next, and no other of its size. Answers the files of the growth; undefined where nothing waits, or a tree waits to be signed.
 */
async function grown(scene: LogScene): Promise<Growth["files"] | undefined> {
  const { db, now } = scene;
  return inTransaction(db, async (trx) => {
    await holdLog(trx);
    let last = await lastTree(trx);
    if (last === undefined) {
      await addTree(trx, { size: 0, root: EMPTY_ROOT, at: now() });
      last = await lastTree(trx);
    }
    if (last !== undefined && (await shownAhead(scene, last))) {
      await takenUp(trx, scene, last);
      last = await lastTree(trx);
    }
    if (last === undefined || last.note === null) return undefined;
    const entries = await takePending(trx, MOST);
    return entries.length === 0 ? undefined : (await storeGrowth(trx, last, { entries, at: now() })).files;
  });
}

/**
 * Signs the tree that waits for it, if one does; answers whether. The same tree gives the same note, however often it is signed. Where the server goes by
 * another address or key than before, the same tree is signed anew under that.
 */
async function signed({ db, log, verify }: LogScene): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await holdLog(trx);
    const last = await lastTree(trx);
    if (last === undefined) return false;
    if (last.note !== null && (await openCheckpoint(last.note, ownLog({ log }), verify)).fault === undefined) return false;
    const checkpoint = { origin: log.origin, size: BigInt(last.size), root: last.root, extensions: [] };
    await setNote(trx, { size: last.size, note: await signCheckpoint(checkpoint, log.signer), cosigned: 0 });
    return true;
  });
}

async function showTiles({ log }: LogScene, files: Growth["files"]): Promise<void> {
  for (const [path, bytes] of files) {
    if (!path.startsWith("tile/")) continue;
    await log.mirror.write(path, bytes);
    // Narrower ones are not needed beside the full one.
    if (!path.includes(".p/")) await log.mirror.remove(`${path}.p`);
  }
}

/** What the disk does not take is repaired at the next start; what is signed stays as it is. */
async function shown(scene: LogScene, what: () => Promise<void>): Promise<void> {
  try {
    await what();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== "string" || faultOf(error)?.code === "DATABASE_UNREACHABLE") throw error;
    scene.log.tell("warn", `the log's plain files are behind: ${code}`);
  }
}

/** Logs what waits, a tree for each batch; the last one is shown to the witnesses. */
export async function runLog(scene: LogScene): Promise<void> {
  let [news, left] = [false, true];
  for (let batch = 0; left && batch < MOST_BATCHES; batch += 1) {
    const files = await grown(scene);
    const isNew = await signed(scene);
    if (files !== undefined) await shown(scene, () => showTiles(scene, files));
    news ||= isNew;
    left = isNew && (await countPending(scene.db, 1)) > 0;
  }
  if (news) await shown(scene, () => showCheckpoint(scene));
  if (await askWitnesses(scene)) await shown(scene, () => showCheckpoint(scene));
}

/** Law: runs never overlap within a process, and one that is asked for begins after the asking: what was committed before is logged when it answers. */
export function joined(work: () => Promise<void>): () => Promise<void> {
  let under: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    const run = work().finally(() => {
      if (under === run) under = undefined;
    });
    under = run;
    return run;
  };
  return () => {
    if (next !== undefined) return next;
    if (under === undefined) return begin();
    next = under
      .catch(() => {})
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
