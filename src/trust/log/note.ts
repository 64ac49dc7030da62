// Signed notes (C2SP signed-note): a text and the signatures under it, each by a key of a name.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { assert } from "../../base/assert.ts";
import type { Signer, Verify } from "../signer.ts";
import { readBase64, toBase64, utf8 } from "./text.ts";

/** An Ed25519 signature over the note's text. */
export const SIGNATURE = 0x01;
/** An Ed25519 cosignature with its time (cosign.ts). */
export const COSIGNATURE = 0x04;

export type KeyType = typeof SIGNATURE | typeof COSIGNATURE;
/** A key that signatures are verified with: name, what it signs, and the raw Ed25519 public key. */
export type NoteKey = { name: string; type: KeyType; publicKey: Uint8Array };
/** A line of a note: whose it says it is, the key's id in eight hexadecimal digits, and what was signed. */
export type NoteSignature = { name: string; id: string; signature: Uint8Array };
export type Note = { text: string; signatures: readonly NoteSignature[] };

/** More signatures than anyone signs with: a note is read whole before any of them is trusted. */
const MAX_SIGNATURES = 100;
const ID_BYTES = 4;
const KEY_BYTES = 32;

/** Law: a name is not empty and has neither space nor plus. */
const isName = (name: string): boolean => name !== "" && !/[\s\u0085+]/u.test(name) && isPlain(name);

/** Law: well-formed text, without control characters save line ends. */
function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}

/** The first four bytes of SHA-256(name, line end, type, key), in hexadecimal. */
export function keyId({ name, type, publicKey }: NoteKey): string {
  return bytesToHex(sha256(new Uint8Array([...utf8(`${name}\n`), type, ...publicKey])).subarray(0, ID_BYTES));
}

/** `name+id+base64`: a key as people hand it on. */
export function keyText(key: NoteKey): string {
  return `${key.name}+${keyId(key)}+${toBase64(new Uint8Array([key.type, ...key.publicKey]))}`;
}

/** The key of such a text; undefined where its id is not its own, or where it is of a type that is not read here. */
export function readKey(text: string): NoteKey | undefined {
  const [, name = "", id, material = ""] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const [type, ...bytes] = readBase64(material) ?? [];
  if (!isName(name) || (type !== SIGNATURE && type !== COSIGNATURE) || bytes.length !== KEY_BYTES) return undefined;
  const key: NoteKey = { name, type, publicKey: new Uint8Array(bytes) };
  return keyId(key) === id ? key : undefined;
}

function hexBytes(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/** One line of a note, with its line end. */
export function signatureLine({ name, id, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(new Uint8Array([...hexBytes(id), ...signature]))}\n`;
}

/** Lines of signatures, each with its line end; undefined where one is written otherwise. */
export function readSignatureLines(lines: string): NoteSignature[] | undefined {
  if (!lines.endsWith("\n")) return undefined;
  const read = lines.slice(0, -1).split("\n").map(readLine);
  return read.length <= MAX_SIGNATURES && read.every((one) => one !== undefined) ? read : undefined;
}

function readLine(line: string): NoteSignature | undefined {
  const [, name = "", material = ""] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = readBase64(material);
  if (!isName(name) || bytes === undefined || bytes.length <= ID_BYTES) return undefined;
  return { name, id: bytesToHex(bytes.subarray(0, ID_BYTES)), signature: bytes.subarray(ID_BYTES) };
}

/** The text, an empty line, the signatures. */
export function writeNote({ text, signatures }: Note): string {
  assert(text.endsWith("\n") && isPlain(text) && signatures.length > 0, "a note is plain text of whole lines, and signed");
  return `${text}\n${signatures.map(signatureLine).join("")}`;
}

/** The note of a text; the signatures come behind its last empty line. Undefined where it is none; nothing is verified yet. */
export function readNote(note: string): Note | undefined {
  const end = note.lastIndexOf("\n\n");
  if (end < 1 || !isPlain(note)) return undefined;
  const signatures = readSignatureLines(note.slice(end + 2));
  return signatures && { text: note.slice(0, end + 1), signatures };
}

/** The key that verifies what a signer signs under a name. */
export function keyOf(name: string, type: KeyType, { alg, publicKey }: Signer): NoteKey {
  assert(alg === "EdDSA" && isName(name), "notes are signed by Ed25519 under a name without spaces");
  return { name, type, publicKey };
}

/** A signature over a note's text. */
export async function signNote(text: string, { name, signer }: { name: string; signer: Signer }): Promise<NoteSignature> {
  return { name, id: keyId(keyOf(name, SIGNATURE, signer)), signature: await signer.sign(utf8(text)) };
}

export type Signed = { key: NoteKey; signature: Uint8Array };

/**
 * Law: a signature whose name and id are those of a key at hand must hold; all others are passed over. One that does not hold is told apart, for it spoils the note.
 */
export async function signaturesBy(
  signatures: readonly NoteSignature[],
  keys: readonly NoteKey[],
  holds: (signed: Signed) => boolean | Promise<boolean>,
): Promise<{ good: Signed[]; forged: Signed[] }> {
  const [good, forged]: Signed[][] = [[], []];
  for (const key of keys) {
    const id = keyId(key);
    for (const { signature } of signatures.filter((one) => one.name === key.name && one.id === id)) {
      const signed = { key, signature };
      ((await holds(signed)) ? good : forged)?.push(signed);
    }
  }
  return { good: good ?? [], forged: forged ?? [] };
}

/** Who of the keys signed the note's text. */
export function signersOf(note: Note, keys: readonly NoteKey[], verify: Verify): Promise<{ good: Signed[]; forged: Signed[] }> {
  const bytes = utf8(note.text);
  const plain = keys.filter(({ type }) => type === SIGNATURE);
  return signaturesBy(note.signatures, plain, ({ key, signature }) => verify({ alg: "EdDSA", publicKey: key.publicKey }, bytes, signature));
}
