// Canonical JSON (RFC 8785) and the SHA-256 of it: one content, one text, one hash.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

/**
 * Law: equal content gives equal text (RFC 8785): keys sorted by UTF-16 code units, numbers as ECMAScript prints them, no white space.
 * A key whose value is undefined is left out. A number that is not finite, or a lone surrogate, is a bug and throws.
 */
export function canonical(value: Json): string {
  if (isInOrder(value)) return JSON.stringify(value);
  const ordered = inOrder(value);
  return ordered === undefined ? written(value) : JSON.stringify(ordered);
}

/** An object's own order of keys is that of insertion, save for keys that look like array indices, which it moves to the front. */
const [DIGIT_ZERO, DIGIT_NINE] = [0x30, 0x39];
const INDEX_LIKE = /^(0|[1-9]\d*)$/;

/** True where the value's own order of keys is the canonical one, so that no copy is needed; throws on what JSON cannot hold. */
function isInOrder(value: Json): boolean {
  if (typeof value === "string") return checked(value) === value;
  if (typeof value === "number") return finite(value) === value;
  if (value === null || typeof value === "boolean") return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let last = "";
  for (const key in value) {
    const first = key.charCodeAt(0);
    if (key <= last || (first >= DIGIT_ZERO && first <= DIGIT_NINE)) return false;
    last = checked(key);
    const member = value[key];
    if (member !== undefined && !isInOrder(member)) return false;
  }
  return true;
}

/** A copy whose keys stand in canonical order, so that the platform's own JSON.stringify writes it; undefined where a key would be moved. */
function inOrder(value: Json): Json | undefined {
  if (typeof value === "string") return checked(value);
  if (typeof value === "number") return finite(value);
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) {
    const members = new Array<Json>(value.length);
    for (let i = 0; i < value.length; i += 1) {
      const member = inOrder(value[i] as Json);
      if (member === undefined) return undefined;
      members[i] = member;
    }
    return members;
  }
  const copy: { [key: string]: Json } = {};
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (INDEX_LIKE.test(key) || key === "__proto__") return undefined;
    const ordered = inOrder(member);
    if (ordered === undefined) return undefined;
    copy[checked(key)] = ordered;
  }
  return copy;
}

/** The same text written out key by key. */
function written(value: Json): string {
  if (typeof value === "string") return JSON.stringify(checked(value));
  if (typeof value === "number") return JSON.stringify(finite(value));
  if (value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => (value[key] === undefined ? [] : [`${JSON.stringify(checked(key))}:${written(value[key])}`]));
  return `{${members.join(",")}}`;
}

function checked(text: string): string {
  if (!text.isWellFormed()) throw new Error("canonical JSON holds well-formed text only");
  return text;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Error("canonical JSON holds finite numbers only");
  return value;
}

/** Entries of a list that are written at once. */
const AT_ONCE = 64;

/** The canonical JSON of an object whose members may be long lists, piece by piece: so no second copy of all is held. */
function* piecesOf(value: { [key: string]: Json | undefined }): Generator<string> {
  let separator = "{";
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    yield `${separator}${canonical(key)}:`;
    separator = ",";
    if (Array.isArray(member)) {
      for (let i = 0; i < member.length; i += AT_ONCE) {
        const part = canonical(member.slice(i, i + AT_ONCE));
        yield `${i === 0 ? "[" : ","}${part.slice(1, -1)}`;
      }
      yield member.length === 0 ? "[]" : "]";
    } else yield canonical(member);
  }
  yield separator === "{" ? "{}" : "}";
}

/** The canonical JSON of an object with long lists: the same text as `canonical`, faster. */
export function canonicalText(value: { [key: string]: Json | undefined }): string {
  let text = "";
  for (const piece of piecesOf(value)) text += piece;
  return text;
}

/** True where a text is the canonical JSON of the object, of which no second text is made. */
export function isCanonicalText(text: string, value: { [key: string]: Json | undefined }): boolean {
  let at = 0;
  for (const piece of piecesOf(value)) {
    if (!text.startsWith(piece, at)) return false;
    at += piece.length;
  }
  return at === text.length;
}

/** SHA-256 of the canonical JSON of an object whose members may be long lists. */
export function canonicalHash(value: { [key: string]: Json | undefined }, { running }: Hashing = HASHING): string {
  const hash = running();
  let text = "";
  for (const piece of piecesOf(value)) {
    text += piece;
    if (text.length < CHUNK) continue;
    hash.update(text);
    text = "";
  }
  return hash.update(text).hex();
}

/** A hash that takes one well-formed text after another. */
export type RunningHash = { update(text: string): RunningHash; hex(): string };

/**
 * SHA-256 in lower-case hexadecimal, of a text (as UTF-8) or of bytes, all at once or text by text; and HMACs of many texts under one secret.
 * Law: whoever does it, the bits are the same: here @noble/hashes, where main hands it over node:crypto, several times faster.
 */
export type Hashing = {
  hashOf(content: string | Uint8Array): string;
  running(): RunningHash;
  macsUnder(secret: Uint8Array): (text: string) => string;
};

/** Characters that are encoded at once; none takes more than three bytes. */
const CHUNK = 1 << 14;
const ENCODER = new TextEncoder();
const ENCODED = new Uint8Array(3 * CHUNK);

/** A text as UTF-8 where it is short: in bytes that the next one overwrites. */
const encoded = (text: string): Uint8Array =>
  text.length <= CHUNK ? ENCODED.subarray(0, ENCODER.encodeInto(text, ENCODED).written) : ENCODER.encode(text);

const START = sha256.create();
const HASH = sha256.create();
const DIGEST = new Uint8Array(32);

/** SHA-256 of a text (as UTF-8) or of bytes, in lower-case hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  START._cloneInto(HASH)
    .update(typeof content === "string" ? encoded(content) : content)
    .digestInto(DIGEST);
  return bytesToHex(DIGEST);
}

function running(): RunningHash {
  const hash = sha256.create();
  const own: RunningHash = {
    update: (text) => {
      hash.update(encoded(text));
      return own;
    },
    hex: () => bytesToHex(hash.digest()),
  };
  return own;
}

/** The HMACs of many texts under one secret: the same as `macOf`, with the secret taken in once. */
export function macsUnder(secret: Uint8Array): (text: string) => string {
  const keyed = hmac.create(sha256, secret);
  const again = keyed.clone();
  return (text) => {
    keyed._cloneInto(again).update(encoded(text)).digestInto(DIGEST);
    return bytesToHex(DIGEST);
  };
}

export const HASHING: Hashing = { hashOf, running, macsUnder };

/** HMAC-SHA-256 of a text under a secret, in lower-case hexadecimal: the salt of a leaf. */
export function macOf(secret: Uint8Array, text: string): string {
  return bytesToHex(hmac(sha256, secret, utf8ToBytes(text)));
}
