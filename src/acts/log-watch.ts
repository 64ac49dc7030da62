// The monitor: every log that the operator named, and one's own, is looked at again and again; whatever went back or forked is told aloud and kept.
import type { Answer } from "../model/api.ts";
import { inTransaction } from "../store/database.ts";
import { lastSigned, leavesFrom, type Tree } from "../store/log.ts";
import { setFork, setWatched, type WatchedRow, type WitnessTold, watchedRows, witnessRows } from "../store/log-witness.ts";
import { readCheckpoint } from "../trust/log/checkpoint.ts";
import { sameBytes } from "../trust/log/merkle.ts";
import { type Verdict, watch } from "../trust/log/monitor.ts";
import { readNote } from "../trust/log/note.ts";
import { readUtf8 } from "../trust/log/text.ts";
import { tilePath } from "../trust/log/tiles.ts";
import type { LogScene, WatchedLog } from "./log-hands.ts";
import { ownLog, shownAhead } from "./log-mirror.ts";
import { tileBytes } from "./log-tiles.ts";
import { isAlarming } from "./log-witnesses.ts";

const MOST_NOTE = 64 * 1024;
const MOST_TILE = 8192;
const HASH = 32;
const FULL = 256;

/** What came of looking at a log: a verdict's kind, or why nothing can be said. */
export type WatchTold = Exclude<Answer<"readLog">["own"]["told"], "notLooked">;

const LOUD: ReadonlySet<string> = new Set(["forked", "rolledBack", "origin", "unsigned", "forged", "entries", "behind"]);

/** Law: a fork is an alarm for ever; all else as long as it is seen. A log that merely gives no answer is none. */
export const isLoud = ({ told, fork }: Pick<WatchedRow, "told" | "fork">): boolean => fork === "forked" || LOUD.has(told);

const WORDS: Readonly<Record<WatchTold, string>> = {
  begun: "is seen for the first time",
  consistent: "only grew",
  forked: "signed two trees of which neither begins the other",
  rolledBack: "shows a smaller tree than it showed before",
  missing: "gives no checkpoint",
  tiles: "has not the tiles of its checkpoint",
  unreadable: "gives what is no checkpoint",
  origin: "gives the checkpoint of another log",
  unsigned: "gives a checkpoint that its key did not sign",
  forged: "gives a checkpoint whose signature does not hold",
  entries: "lacks entries that were logged",
  behind: "has handed out a larger tree than its database has: it signs nothing until that is mended",
};

type Look = { told: WatchTold; text: string | undefined };

const toldOf = (verdict: Verdict): WatchTold => (verdict.kind === "unreachable" ? verdict.why : verdict.kind);

/** Keeps what was seen, with both notes where that is a fork, and tells aloud what is an alarm. */
async function keep(
  { db, now, log }: LogScene,
  { origin, row, look }: { origin: string; row: WatchedRow | undefined; look: Look },
): Promise<void> {
  const { told, text } = look;
  const [at, isGood] = [now(), told === "begun" || told === "consistent"];
  await inTransaction(db, async (trx) => {
    await setWatched(trx, { origin, told, at, ...(isGood && { note: text }) });
    const before = row?.note ?? undefined;
    if ((told === "forked" || told === "rolledBack") && before !== undefined && text !== undefined)
      await setFork(trx, { origin, fork: told, before, now: text, at });
  });
  if (LOUD.has(told)) log.tell("error", `log ${origin} ${WORDS[told]}`);
  else if (row?.fork === "forked") log.tell("error", `log ${origin} ${WORDS.forked}: since ${row.forkAt?.toISOString() ?? "-"}`);
  else if (!isGood && row?.told !== told) log.tell("warn", `log ${origin} ${WORDS[told]}`);
}

const checkpointOf = (note: string | null | undefined) =>
  note === null || note === undefined ? undefined : readCheckpoint(readNote(note)?.text ?? "");

async function lookAt({ verify, log: { network } }: LogScene, { log, url }: WatchedLog, row: WatchedRow | undefined): Promise<Look> {
  const bytes = await network.get(`${url}/checkpoint`, MOST_NOTE);
  const text = bytes && (readUtf8(bytes) ?? "");
  const fetch = (path: string) => network.get(`${url}/${path}`, MOST_TILE);
  return { told: toldOf(await watch({ before: checkpointOf(row?.note), text, log, fetch, verify })), text };
}

/** Law: every entry of the last tile and of one tile before it, drawn anew each time, stands in its tile as it was logged. */
async function entriesHold({ db, now }: LogScene, { size }: Tree): Promise<boolean> {
  const last = Math.floor(Math.max(0, size - 1) / FULL);
  for (const tile of new Set([last, now().getTime() % (last + 1)])) {
    const width = Math.min(FULL, size - tile * FULL);
    const hashes = await tileBytes(db, tilePath(0, tile, width));
    const leaves = await leavesFrom(db, { first: tile * FULL, most: width });
    const holds = leaves.every(({ leaf }, i) => hashes !== undefined && sameBytes(leaf, hashes.subarray(i * HASH, (i + 1) * HASH)));
    if (leaves.length !== width || !holds) return false;
  }
  return true;
}

/** One's own log, from its own rows: nobody else's word is needed to see that they were put back. */
async function lookAtOwn(scene: LogScene, row: WatchedRow | undefined): Promise<Look> {
  const { db, verify } = scene;
  const tree = await lastSigned(db);
  if (tree === undefined || tree.note === null) return { told: "missing", text: undefined };
  const text = tree.note;
  if (await shownAhead(scene, tree)) return { told: "behind", text };
  const verdict = await watch({
    before: checkpointOf(row?.note),
    text,
    log: ownLog(scene),
    fetch: (path) => tileBytes(db, path),
    verify,
  });
  const told = toldOf(verdict);
  const isGood = told === "begun" || told === "consistent";
  const isBroken = told === "tiles" || (isGood && tree.size > 0 && !(await entriesHold(scene, tree)));
  return { told: isBroken ? "entries" : told, text };
}

/** Looks at every log once; one that fails keeps none of the others back. */
export async function watchLogs(scene: LogScene): Promise<void> {
  const { db, log } = scene;
  const rows = await watchedRows(db);
  const own = rows.get(log.origin);
  await keep(scene, { origin: log.origin, row: own, look: await lookAtOwn(scene, own) });
  await Promise.all(
    log.watched.map(async (watched) => {
      const { origin } = watched.log;
      const row = rows.get(origin);
      await keep(scene, { origin, row, look: await lookAt(scene, watched, row) });
    }),
  );
}

/** How many alarms stand: logs that went back or forked, and witnesses that have seen another tree of this log. */
export async function countAlarms({ db, log }: Pick<LogScene, "db" | "log">): Promise<number> {
  const [watched, witnesses] = [await watchedRows(db), await witnessRows(db)];
  const origins = [log.origin, ...log.watched.map((one) => one.log.origin)];
  const loud = origins.filter((origin) => {
    const row = watched.get(origin);
    return row !== undefined && isLoud(row);
  });
  const names = log.witnesses.map(({ key }) => key.name);
  const others = names.filter((name) => isAlarming((witnesses.get(name)?.told ?? "cosigned") as WitnessTold));
  return loud.length + others.length;
}
