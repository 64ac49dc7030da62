// The log's plain files, which any web server can hand out, held against the database at the start.
import { inTransaction } from "../store/database.ts";
import { holdLog, lastSigned, type Tree, tileSizes } from "../store/log.ts";
import { type Checkpoint, openCheckpoint } from "../trust/log/checkpoint.ts";
import { sameBytes } from "../trust/log/merkle.ts";
import { keyOf, SIGNATURE } from "../trust/log/note.ts";
import { readUtf8, utf8 } from "../trust/log/text.ts";
import { entriesPath, readBundle } from "../trust/log/tiles.ts";
import type { LogScene } from "./log-hands.ts";
import { tileBytes } from "./log-tiles.ts";

const PAGE = 2000;
const FULL = 256;

/** The log as others check it: its own key alone. */
export const ownLog = ({ log }: Pick<LogScene, "log">) => ({ origin: log.origin, keys: [keyOf(log.origin, SIGNATURE, log.signer)] });

/** The checkpoint that was handed out last, as its file has it; undefined where there is none of this log. */
async function shownCheckpoint({ log, verify }: Pick<LogScene, "log" | "verify">): Promise<(Checkpoint & { note: string }) | undefined> {
  const note = readUtf8((await log.mirror.read("checkpoint")) ?? new Uint8Array(0)) ?? "";
  const opened = await openCheckpoint(note, ownLog({ log }), verify);
  return opened.fault === undefined ? { ...opened.checkpoint, note } : undefined;
}

/** True where a larger tree was handed out than the database has, or another of its size: it was restored from an older moment. */
export async function shownAhead(scene: Pick<LogScene, "log" | "verify">, { size, root }: Tree): Promise<boolean> {
  const shown = await shownCheckpoint(scene);
  if (shown === undefined) return false;
  return shown.size > BigInt(size) || (shown.size === BigInt(size) && !sameBytes(shown.root, root));
}

/** What was handed out beyond a size of the database: the entries, and the checkpoint that has them; undefined where the files do not have them all. */
export async function shownBeyond(scene: Pick<LogScene, "log" | "verify">, size: number) {
  const shown = await shownCheckpoint(scene);
  if (shown === undefined || shown.size <= BigInt(size) || shown.size > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const most = Number(shown.size);
  const contents: Uint8Array[] = [];
  for (let bundle = Math.floor(size / FULL); bundle * FULL < most; bundle += 1) {
    const bytes = await scene.log.mirror.read(entriesPath(bundle, Math.min(FULL, most - bundle * FULL)));
    const entries = bytes && readBundle(bytes);
    if (entries === undefined) return undefined;
    contents.push(...entries.slice(Math.max(0, size - bundle * FULL)));
  }
  return { contents, root: shown.root, note: shown.note };
}

/** Law: the file shows what the database has kept, and never an earlier one after a later one. */
export async function showCheckpoint({ db, log }: LogScene): Promise<void> {
  await inTransaction(db, async (trx) => {
    await holdLog(trx);
    const last = await lastSigned(trx);
    if (last !== undefined && last.note !== null) await log.mirror.write("checkpoint", utf8(last.note));
  });
}

/** Law: at the start every file that the database has is there as long as it should be; a checkpoint that was handed out later than it has stays. */
export async function repairMirror(scene: LogScene): Promise<void> {
  const { db, log } = scene;
  const last = await lastSigned(db);
  if (last === undefined || last.note === null || (await shownAhead(scene, last))) return;
  for (let after = ""; ; ) {
    const rows = await tileSizes(db, { after, most: PAGE });
    for (const { path, width, length } of rows) {
      const name = width === FULL ? path : `${path}.p/${width}`;
      if ((await log.mirror.length(name)) === length) continue;
      const bytes = await tileBytes(db, name);
      if (bytes !== undefined) await log.mirror.write(name, bytes);
      if (width === FULL) await log.mirror.remove(`${path}.p`);
    }
    after = rows.at(-1)?.path ?? "";
    if (rows.length < PAGE) break;
  }
  await showCheckpoint(scene);
}
