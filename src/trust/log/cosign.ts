// Cosignatures (C2SP tlog-cosignature, v1): a witness says when it saw that a checkpoint continues all that it saw before.
import { assert } from "../../base/assert.ts";
import type { Signer, Verify } from "../signer.ts";
import { COSIGNATURE, keyId, keyOf, type Note, type NoteKey, type NoteSignature, signaturesBy } from "./note.ts";
import { utf8 } from "./text.ts";

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** Who cosigned and when, in seconds of POSIX. */
export type Cosigned = { name: string; time: number };

function timeBytes(time: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return bytes;
}

/** What is signed: a head line, the time, and the checkpoint's own lines. */
function message(time: number, checkpoint: string): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${checkpoint}`);
}

/** A witness's signature over a checkpoint's text at a time in whole seconds. */
export async function cosign(
  checkpoint: string,
  { name, signer, time }: { name: string; signer: Signer; time: number },
): Promise<NoteSignature> {
  assert(Number.isSafeInteger(time) && time > 0, "a cosignature has its time in whole seconds");
  const signature = new Uint8Array([...timeBytes(time), ...(await signer.sign(message(time, checkpoint)))]);
  return { name, id: keyId(keyOf(name, COSIGNATURE, signer)), signature };
}

/** The time of a cosignature; undefined where it is cut or its time is beyond any clock. */
function timeOf(signature: Uint8Array): number | undefined {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  return time > 0n && time <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(time) : undefined;
}

/**
 * Law: witnesses count once, by name and by key, with the earliest time they give; the answer is in order of time. `forged` names those whose signature fails.
 */
export async function cosignersOf(
  note: Note,
  witnesses: readonly NoteKey[],
  verify: Verify,
): Promise<{ cosigned: Cosigned[]; forged: string[] }> {
  const keys = witnesses.filter(({ type }) => type === COSIGNATURE);
  const { good, forged } = await signaturesBy(note.signatures, keys, ({ key, signature }) => {
    const time = timeOf(signature);
    if (time === undefined) return false;
    return verify({ alg: "EdDSA", publicKey: key.publicKey }, message(time, note.text), signature.subarray(TIME_BYTES));
  });
  const inOrder = good.map(({ key, signature }) => ({ key, time: timeOf(signature) ?? 0 })).sort((a, b) => a.time - b.time);
  const [names, publicKeys] = [new Set<string>(), new Set<string>()];
  const cosigned = inOrder.filter(({ key }) => {
    const publicKey = String(key.publicKey);
    const isNew = !names.has(key.name) && !publicKeys.has(publicKey);
    names.add(key.name);
    publicKeys.add(publicKey);
    return isNew;
  });
  return { cosigned: cosigned.map(({ key, time }) => ({ name: key.name, time })), forged: forged.map(({ key }) => key.name) };
}
