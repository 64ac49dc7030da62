// What acts put into the log: that an organisation had something of this hash at this time, told to nobody who lacks its secret.
import { macsUnder } from "../base/canonical.ts";
import { addPending, isLogged } from "../store/log.ts";
import { secretOf } from "../store/organisations.ts";
import { type EntryType, type LogEntry, saltedHash, writeEntry } from "../trust/log/entry.ts";
import { leafHash } from "../trust/log/merkle.ts";
import { bytesOfHex, hexOf } from "../trust/log/text.ts";
import type { Scene } from "./scene.ts";

/** Something of an organisation that is logged, by the SHA-256 of its content. */
export type Loggable = { type: EntryType; sha256: string };

/**
 * Law: id and salt follow from the organisation's secret and the content: the same content has the same id, and without the secret neither tells
 * whose or what it is. The salt opens the entry's hash to whoever is handed it.
 */
export function namesOf(secret: Uint8Array, { type, sha256 }: Loggable): { id: string; salt: Uint8Array } {
  const mac = macsUnder(secret);
  return { id: mac(`log/id/${type}/${sha256}`), salt: bytesOfHex(mac(`log/salt/${type}/${sha256}`)) };
}

/** Law: an entry waits for the log from the commit of the transaction on; answers its leaf hash, by which `proofOf` finds it. */
export async function logLater(trx: Scene["db"], entry: LogEntry): Promise<string> {
  const content = writeEntry(entry);
  const leaf = leafHash(content);
  await addPending(trx, { leaf, id: entry.id, content, at: new Date(entry.time) });
  return hexOf(leaf);
}

/** The entry of a content as it is logged at a time. */
export function entryOf(secret: Uint8Array, { type, sha256 }: Loggable, at: Date): LogEntry {
  const { id, salt } = namesOf(secret, { type, sha256 });
  return { type, id, hash: saltedHash(salt, sha256), time: at.toISOString() };
}

/** Law: the same content of an organisation is logged once, with its first time. For acts, in their transaction. */
export async function logContent({ db, now }: Pick<Scene, "db" | "now">, org: string, content: Loggable): Promise<void> {
  const entry = entryOf(await secretOf(db, org), content, now());
  if (!(await isLogged(db, entry.id))) await logLater(db, entry);
}
