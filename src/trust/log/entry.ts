// What is logged: that something with an id had this content at this time, by a salted hash; nothing of the content, nothing personal.
import { assert } from "../../base/assert.ts";
import { canonical, macOf } from "../../base/canonical.ts";
import { readUtf8, utf8 } from "./text.ts";
import { MAX_ENTRY } from "./tiles.ts";

export const ENTRY_TYPES = ["auditHead", "evidence", "statement", "opinion", "passport", "grant", "statusList", "credential"] as const;

export type EntryType = (typeof ENTRY_TYPES)[number];

/** `id` is a uuid or a hash, so that no name or address fits; `hash` is salted; `time` is written as 2026-01-31T09:00:00.000Z. */
export type LogEntry = { type: EntryType; id: string; hash: string; time: string };

/** Shorter salts could be guessed along with what they hide. */
const SALT_BYTES = 16;

const ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** Law: HMAC-SHA-256 of a content's hash under a salt (RFC 2104): who holds salt and content can show that it was logged, nobody else learns of it. */
export function saltedHash(salt: Uint8Array, sha256: string): string {
  assert(salt.length >= SALT_BYTES && SHA256.test(sha256), "a salt of 16 bytes or more over a SHA-256");
  return macOf(salt, sha256);
}

function isEntry({ type, id, hash, time }: Partial<Record<keyof LogEntry, unknown>>): boolean {
  return (
    ENTRY_TYPES.some((one) => one === type) &&
    typeof id === "string" &&
    ID.test(id) &&
    typeof hash === "string" &&
    SHA256.test(hash) &&
    typeof time === "string" &&
    !Number.isNaN(Date.parse(time)) &&
    new Date(time).toISOString() === time
  );
}

/** The bytes of a leaf: canonical JSON (RFC 8785). */
export function writeEntry({ type, id, hash, time }: LogEntry): Uint8Array {
  assert(isEntry({ type, id, hash, time }), "an entry has a known type, an opaque id, a salted hash and a time");
  return utf8(canonical({ type, id, hash, time }));
}

/** The entry of a leaf's bytes; undefined where they are not exactly those that are written for it. */
export function readEntry(bytes: Uint8Array): LogEntry | undefined {
  const text = bytes.length > MAX_ENTRY ? undefined : readUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const entry = JSON.parse(text) as LogEntry;
    const { type, id, hash, time } = entry;
    return isEntry(entry) && canonical({ type, id, hash, time }) === text ? { type, id, hash, time } : undefined;
  } catch {
    return undefined;
  }
}
