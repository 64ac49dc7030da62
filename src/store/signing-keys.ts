// Keys that sign for an organisation: one in use for each algorithm, and all that were in use before.
import type { Db } from "./database.ts";

export type KeyRow = {
  id: string;
  alg: "EdDSA" | "ES256";
  publicKey: Uint8Array;
  /** The private key, encrypted; null where a device holds it. */
  secret: Uint8Array | null;
  made: Date;
  ended: Date | null;
  leaked: Date | null;
};

const COLUMNS = [
  "key_id as id",
  "alg",
  "public_key as publicKey",
  "secret",
  "made_at as made",
  "ended_at as ended",
  "leaked_at as leaked",
] as const;

/** Keeps a key, which is in use from then on; nothing where another of its algorithm is in use. */
export async function addKey(db: Db, org: string, key: Pick<KeyRow, "id" | "alg" | "publicKey" | "secret" | "made">): Promise<void> {
  const { id, alg, publicKey, secret, made } = key;
  await db
    .insertInto("signing_key")
    .values({ org_id: org, key_id: id, alg, public_key: publicKey, secret, made_at: made })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** All keys, in the order in which they were made. */
export function keysOf(db: Db, org: string): Promise<KeyRow[]> {
  return db.selectFrom("signing_key").select(COLUMNS).where("org_id", "=", org).orderBy("key_id").execute();
}

/** Ends the key in use of an algorithm, where there is one. */
export async function endKey(db: Db, org: string, given: { alg: KeyRow["alg"]; at: Date; leaked?: Date | undefined }): Promise<void> {
  await db
    .updateTable("signing_key")
    .set({ ended_at: given.at, ...(given.leaked && { leaked_at: given.leaked }) })
    .where("org_id", "=", org)
    .where("alg", "=", given.alg)
    .where("ended_at", "is", null)
    .execute();
}

/** Tells since when others may have had a key, which ends where it is in use; the earliest word counts. Undefined where there is no such key. */
export async function leakKey(db: Db, org: string, given: { id: string; at: Date; leaked: Date }): Promise<KeyRow | undefined> {
  await db
    .updateTable("signing_key")
    .set((of) => ({
      ended_at: of.fn.coalesce("ended_at", of.val(given.at)),
      leaked_at: of.fn<Date>("least", ["leaked_at", of.val(given.leaked)]),
    }))
    .where("org_id", "=", org)
    .where("key_id", "=", given.id)
    .execute();
  return (await keysOf(db, org)).find(({ id }) => id === given.id);
}
