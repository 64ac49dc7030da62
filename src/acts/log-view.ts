// The act on the log: how it stands, who witnesses it, what is watched, and what is wrong.
import type { Answer } from "../model/api.ts";
import { countPending, lastSigned } from "../store/log.ts";
import { type WatchedRow, watchedRows, witnessRows } from "../store/log-witness.ts";
import { readCheckpoint } from "../trust/log/checkpoint.ts";
import { EMPTY_ROOT } from "../trust/log/merkle.ts";
import { readNote } from "../trust/log/note.ts";
import { toBase64 } from "../trust/log/text.ts";
import { logKeyText, witnessKeyText } from "./log-routes.ts";
import { isLoud, type WatchTold } from "./log-watch.ts";
import { isAlarming } from "./log-witnesses.ts";
import { type Act, ok } from "./scene.ts";

/** Beyond so many entries that wait it is told that there are that many. */
const MOST_WAITING = 100_000;

type Looked = Answer<"readLog">["own"];

function lookedOf(row: WatchedRow | undefined): Looked {
  if (row === undefined) return { told: "notLooked", alarm: false };
  const { note, seenAt, told, lookedAt, fork, forkBefore, forkNow, forkAt } = row;
  const seen = note === null ? undefined : readCheckpoint(readNote(note)?.text ?? "");
  const isThere = fork !== null && forkAt !== null && forkBefore !== null && forkNow !== null;
  return {
    told: told as WatchTold,
    looked: lookedAt.toISOString(),
    ...(seen !== undefined && { size: String(seen.size) }),
    ...(seenAt !== null && { seen: seenAt.toISOString() }),
    ...(isThere && { fork: { kind: fork, at: forkAt.toISOString(), before: forkBefore, now: forkNow } }),
    alarm: isLoud(row),
  };
}

export const readLog: Act<"readLog"> = async ({ db, log }) => {
  const [tree, rows, looks] = [await lastSigned(db), await witnessRows(db), await watchedRows(db)];
  const witnesses = log.witnesses.map(({ key: { name }, url }) => {
    const row = rows.get(name);
    if (row === undefined) return { name, url, told: "notAsked" as const, size: 0, alarm: false };
    const { told, size, askedAt, cosignedAt } = row;
    const cosigned = cosignedAt === null ? {} : { cosigned: cosignedAt.toISOString() };
    return { name, url, told, size, asked: askedAt.toISOString(), ...cosigned, alarm: isAlarming(told) };
  });
  const own = lookedOf(looks.get(log.origin));
  const watched = log.watched.map(({ log: { origin }, url }) => ({ origin, url, ...lookedOf(looks.get(origin)) }));
  return ok({
    origin: log.origin,
    key: logKeyText(log),
    witnessKey: witnessKeyText(log),
    size: tree?.size ?? 0,
    root: toBase64(tree?.root ?? EMPTY_ROOT),
    ...(tree !== undefined && { at: tree.at.toISOString() }),
    waiting: await countPending(db, MOST_WAITING),
    quorum: log.quorum,
    cosigned: tree?.cosigned ?? 0,
    own,
    witnesses,
    watched,
    alarms: [own, ...witnesses, ...watched].filter(({ alarm }) => alarm).length,
  });
};
