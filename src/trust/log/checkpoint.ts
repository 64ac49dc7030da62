// Checkpoints (C2SP tlog-checkpoint): a log says, signed, how large it is and what its root is.
import { assert } from "../../base/assert.ts";
import type { Signer, Verify } from "../signer.ts";
import { HASH } from "./merkle.ts";
import { type Note, type NoteKey, type NoteSignature, readNote, signersOf, signNote, writeNote } from "./note.ts";
import { readBase64, readDecimal, toBase64 } from "./text.ts";

/** `origin` names the log; `extensions` are further lines, of which nothing is known but that they are signed too. */
export type Checkpoint = { origin: string; size: bigint; root: Uint8Array; extensions: readonly string[] };

/** A log as one who checks it knows it: its name and the keys that may sign for it. */
export type LogKeys = { origin: string; keys: readonly NoteKey[] };

/** Why a checkpoint is not believed: no checkpoint at all, another log's, signed by no known key, or with a signature that does not hold. */
export type CheckpointFault = "unreadable" | "origin" | "unsigned" | "forged";

export type Opened = { checkpoint: Checkpoint; note: Note; fault?: undefined } | { fault: CheckpointFault };

/** The lines that are signed, each with its end. */
export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join("");
}

/** The checkpoint of a note's text; undefined where it is written otherwise. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [origin = "", sizeLine = "", rootLine = "", ...rest] = text.split("\n");
  const size = readDecimal(sizeLine);
  const root = readBase64(rootLine);
  if (rest.pop() !== "" || origin === "" || size === undefined || root?.length !== HASH || rest.includes("")) return undefined;
  return { origin, size, root, extensions: rest };
}

/** A checkpoint as a note, signed under the log's own name. */
export async function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<string> {
  const text = checkpointText(checkpoint);
  assert(readCheckpoint(text) !== undefined, "a checkpoint has an origin of one line, a size and a root of 32 bytes");
  return writeNote({ text, signatures: [await signNote(text, { name: checkpoint.origin, signer })] });
}

/** The note with further signatures under it, such as those of witnesses; one that is there already is not written twice. */
export function withSignatures(note: Note, more: readonly NoteSignature[]): string {
  const known = new Set(note.signatures.map(({ name, id }) => `${name} ${id}`));
  return writeNote({ text: note.text, signatures: [...note.signatures, ...more.filter(({ name, id }) => !known.has(`${name} ${id}`))] });
}

/** Law: a checkpoint is believed if a key of its log signed it and no known key's signature fails; without this its text is nothing. */
export async function openCheckpoint(text: string, log: LogKeys, verify: Verify): Promise<Opened> {
  const note = readNote(text);
  const checkpoint = note && readCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) return { fault: "unreadable" };
  if (checkpoint.origin !== log.origin) return { fault: "origin" };
  const { good, forged } = await signersOf(note, log.keys, verify);
  if (forged.length > 0) return { fault: "forged" };
  return good.length > 0 ? { checkpoint, note } : { fault: "unsigned" };
}
