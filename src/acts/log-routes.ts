// What the log answers to others: its checkpoint, tiles and keys, and, as a witness, cosignatures over checkpoints of theirs.
import type { ProtocolAnswer } from "../model/protocols/protocol.ts";
import { TLOG } from "../model/protocols/tlog.ts";
import { inTransaction } from "../store/database.ts";
import { lastSigned } from "../store/log.ts";
import { holdWitnessed, setWitnessed, witnessedNote } from "../store/log-witness.ts";
import { readCheckpoint } from "../trust/log/checkpoint.ts";
import { COSIGNATURE, keyOf, keyText, readNote, SIGNATURE } from "../trust/log/note.ts";
import { readUtf8 } from "../trust/log/text.ts";
import { readTilePath } from "../trust/log/tiles.ts";
import { answerCheckpoint, type Known } from "../trust/log/witness.ts";
import type { LogHands } from "./log-hands.ts";
import { tileBytes } from "./log-tiles.ts";
import type { ProtocolAct } from "./protocol-request.ts";

const PLAIN = "text/plain; charset=utf-8";
const FULL = 256;
/** A full tile is what it is for ever; a narrower one too, but it gives way to wider ones. */
const FOR_EVER = { "cache-control": "public, max-age=31536000, immutable" };
const FOR_A_DAY = { "cache-control": "public, max-age=86400" };
const NOW = { "cache-control": "no-cache" };

const nothing = (): ProtocolAnswer => TLOG.logTile.refuse(404, "the log has no such file");

/** Law: only what is kept is handed out, with the cosignatures that have come so far. */
export const logCheckpoint: ProtocolAct = async ({ db }) => {
  const tree = await lastSigned(db);
  if (tree === undefined || tree.note === null) return nothing();
  return { status: 200, type: PLAIN, body: tree.note, headers: NOW };
};

/** Tiles of hashes and bundles of entries, by the very path that tlog-tiles gives them. */
export const logTile: ProtocolAct = async ({ db }, { params }) => {
  const path = `tile/${params["*"] ?? ""}`;
  const asked = readTilePath(path);
  const bytes = asked === undefined ? undefined : await tileBytes(db, path);
  if (asked === undefined || bytes === undefined) return nothing();
  return { status: 200, type: "application/octet-stream", body: bytes, headers: asked.width === FULL ? FOR_EVER : FOR_A_DAY };
};

export const logKeyText = ({ origin, signer }: Pick<LogHands, "origin" | "signer">): string => keyText(keyOf(origin, SIGNATURE, signer));
export const witnessKeyText = ({ witness }: Pick<LogHands, "witness">): string => keyText(keyOf(witness.name, COSIGNATURE, witness.signer));

export const logKey: ProtocolAct = async ({ log }) => ({ status: 200, type: PLAIN, body: `${logKeyText(log)}\n`, headers: NOW });
export const witnessKey: ProtocolAct = async ({ log }) => ({ status: 200, type: PLAIN, body: `${witnessKeyText(log)}\n`, headers: NOW });

/** The origin that a request says it is about; nothing of it is believed. */
const originIn = (body: string): string => body.slice(body.indexOf("\n\n") + 2).split("\n", 1)[0] ?? "";

/**
 * Law (C2SP tlog-witness): looking up, storing and answering are one step for each log, so that two requests at once cannot have two trees cosigned;
 * the cosignature leaves only after the commit. Only logs that the operator named are witnessed.
 */
export const addCheckpoint: ProtocolAct = async ({ db, log, verify, now }, { bytes }) => {
  const body = readUtf8(bytes);
  if (body === undefined) return TLOG.addCheckpoint.refuse(400, "the request is no UTF-8");
  const answer = await inTransaction(db, async (trx) => {
    const origin = originIn(body);
    if (log.watched.some((one) => one.log.origin === origin)) await holdWitnessed(trx, origin);
    const find = async (asked: string): Promise<Known | undefined> => {
      const known = log.watched.find((one) => one.log.origin === asked);
      if (known === undefined) return undefined;
      const note = await witnessedNote(trx, asked);
      const seen = note === undefined ? undefined : readCheckpoint(readNote(note)?.text ?? "");
      return { keys: known.log.keys, seen };
    };
    const at = now();
    const given = { find, witness: log.witness, time: Math.floor(at.getTime() / 1000), verify };
    const answered = await answerCheckpoint(body, given);
    if (answered.store !== undefined) await setWitnessed(trx, { origin: answered.store.origin, note: answered.store.note, at });
    return answered;
  });
  return { status: answer.status, type: answer.contentType, body: answer.body };
};
