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
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Error("canonical JSON holds finite numbers only");
    return JSON.stringify(value);
  }
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new Error("canonical JSON holds well-formed text only");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) parts.push(`${canonical(key)}:${canonical(member)}`);
  }
  return `{${parts.join(",")}}`;
}

/** SHA-256 of a text (as UTF-8) or of bytes, in lower-case hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === "string" ? utf8ToBytes(content) : content));
}

/** HMAC-SHA-256 of a text under a secret, in lower-case hexadecimal: the salt of a leaf. */
export function macOf(secret: Uint8Array, text: string): string {
  return bytesToHex(hmac(sha256, secret, utf8ToBytes(text)));
}
