// Witnessing (C2SP tlog-witness, add-checkpoint): what a witness answers to a checkpoint, and what the log makes of the answer.
import type { Signer, Verify } from "../signer.ts";
import { type Checkpoint, openCheckpoint, readCheckpoint, withSignatures } from "./checkpoint.ts";
import { cosign, cosignersOf } from "./cosign.ts";
import { EMPTY_ROOT, HASH, sameBytes, verifyConsistency } from "./merkle.ts";
import { COSIGNATURE, keyId, type NoteKey, type NoteSignature, readNote, readSignatureLines, signatureLine } from "./note.ts";
import { readBase64, readDecimal, toBase64 } from "./text.ts";

/** What a witness last cosigned of a log. */
export type Seen = { size: bigint; root: Uint8Array };
/** What a witness knows of a log: who signs for it, and what it last cosigned; nothing before the first time. */
export type Known = { keys: readonly NoteKey[]; seen?: Seen | undefined };

/** An answer in HTTP's terms; with 200 there is what the witness has to keep before it answers. */
export type Answer = {
  status: 200 | 400 | 403 | 404 | 409 | 422;
  body: string;
  contentType: string;
  store?: Seen & { origin: string; note: string };
};

const MAX_PROOF = 63;
const SIZE_TYPE = "text/x.tlog.size";
const PLAIN = "text/plain; charset=utf-8";

const refused = (status: 400 | 403 | 404 | 422, why: string): Answer => ({ status, body: `${why}\n`, contentType: PLAIN });

type Request = { old: bigint; proof: Uint8Array[]; text: string; checkpoint: Checkpoint };

/** The request: the old size, the proof's lines, an empty line, the checkpoint. */
function readRequest(body: string): Request | undefined {
  const end = body.indexOf("\n\n");
  const [first = "", ...lines] = body.slice(0, Math.max(end, 0)).split("\n");
  const old = first.startsWith("old ") ? readDecimal(first.slice(4)) : undefined;
  const proof = lines.map(readBase64).filter((hash) => hash?.length === HASH) as Uint8Array[];
  const text = body.slice(end + 2);
  const note = readNote(text);
  const checkpoint = note && readCheckpoint(note.text);
  if (old === undefined || checkpoint === undefined || proof.length !== lines.length || proof.length > MAX_PROOF) return undefined;
  return { old, proof, text, checkpoint };
}

/** What is asked of a witness: that it saw the tree of `old` entries, of which the checkpoint's is a continuation by this proof. */
export function writeRequest({ old, proof, checkpoint }: { old: bigint; proof: readonly Uint8Array[]; checkpoint: string }): string {
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n${checkpoint}`;
}

/** Law: an empty tree has the empty root; nothing but itself, by no proof, begins a tree at nothing; else the proof must hold from the root last seen. */
function continues({ old, proof, checkpoint }: Request, seen: Seen | undefined): boolean {
  const { size, root } = checkpoint;
  if (size === 0n && !sameBytes(root, EMPTY_ROOT)) return false;
  if (old === 0n || seen === undefined) return proof.length === 0;
  return verifyConsistency({ size1: old, size2: size, root1: seen.root, root2: root, proof });
}

/**
 * Law: a witness cosigns a checkpoint only if a key of its log signed it and it continues the one last cosigned; else it says which of these fails.
 * `find` looks the log up; look-up, `store` and the answer are one transaction of the caller's, or two requests at once could roll a log back.
 * `time` is in seconds.
 */
export async function answerCheckpoint(
  body: string,
  given: {
    find: (origin: string) => Known | undefined | Promise<Known | undefined>;
    witness: { name: string; signer: Signer };
    time: number;
    verify: Verify;
  },
): Promise<Answer> {
  const request = readRequest(body);
  if (request === undefined) return refused(400, "not an add-checkpoint request");
  const { origin, size, root } = request.checkpoint;
  const known = await given.find(origin);
  if (known === undefined) return refused(404, "unknown log");
  const opened = await openCheckpoint(request.text, { origin, keys: known.keys }, given.verify);
  if (opened.fault !== undefined) return refused(403, `signature: ${opened.fault}`);
  if (request.old > size) return refused(400, "the old size is above the checkpoint's");
  const seen = known.seen?.size ?? 0n;
  if (request.old !== seen) return { status: 409, body: `${seen}\n`, contentType: SIZE_TYPE };
  if (!continues(request, known.seen)) return refused(422, "the checkpoint does not continue the one last cosigned");
  const signature = await cosign(opened.note.text, { ...given.witness, time: given.time });
  const note = withSignatures({ text: opened.note.text, signatures: ownOf(opened.note.signatures, known.keys) }, [signature]);
  return { status: 200, body: signatureLine(signature), contentType: PLAIN, store: { origin, size, root, note } };
}

/** The signatures by these keys: what others put beside them is not handed on. */
function ownOf(signatures: readonly NoteSignature[], keys: readonly NoteKey[]): NoteSignature[] {
  const ids = new Set(keys.map((key) => `${key.name} ${keyId(key)}`));
  return signatures.filter(({ name, id }) => ids.has(`${name} ${id}`));
}

/** What came of asking a witness: its cosignatures, the size it stands at, a refusal, or an answer that is none. */
export type Reply =
  | { kind: "cosigned"; signatures: NoteSignature[] }
  | { kind: "conflict"; size: bigint }
  | { kind: "refused"; status: number }
  | { kind: "unreadable" };

/** Law: of a witness's answer only cosignatures count that hold over the very checkpoint under a key that is known for it. */
export async function readAnswer(
  answer: { status: number; body: string },
  given: { checkpoint: string; witnesses: readonly NoteKey[]; verify: Verify },
): Promise<Reply> {
  if (answer.status === 409) {
    const size = answer.body.endsWith("\n") ? readDecimal(answer.body.slice(0, -1)) : undefined;
    return size === undefined ? { kind: "unreadable" } : { kind: "conflict", size };
  }
  if (answer.status !== 200) return { kind: "refused", status: answer.status };
  const note = readNote(given.checkpoint);
  const signatures = readSignatureLines(answer.body);
  if (note === undefined || signatures === undefined) return { kind: "unreadable" };
  const { cosigned, forged } = await cosignersOf({ text: note.text, signatures }, given.witnesses, given.verify);
  if (cosigned.length === 0 || forged.length > 0) return { kind: "unreadable" };
  const cosigners = given.witnesses.filter(({ type }) => type === COSIGNATURE);
  return { kind: "cosigned", signatures: ownOf(signatures, cosigners) };
}
