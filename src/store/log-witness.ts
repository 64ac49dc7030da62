// Witnesses that are asked, logs that this instance witnesses, and logs that it watches.
import { sql } from "kysely";
import type { Db } from "./database.ts";

/** What came of asking a witness: `ahead` and `disagrees` say that it has seen another tree than ours. */
export type WitnessTold = "cosigned" | "unreachable" | "unreadable" | "refused" | "ahead" | "disagrees";
export type WitnessRow = { name: string; size: number; cosignedAt: Date | null; askedAt: Date; told: WitnessTold };

export type WatchedRow = {
  origin: string;
  /** The checkpoint that was last found good. */
  note: string | null;
  seenAt: Date | null;
  told: string;
  lookedAt: Date;
  fork: "forked" | "rolledBack" | null;
  forkBefore: string | null;
  forkNow: string | null;
  forkAt: Date | null;
};

const WITNESSED = 7_261_944;

export async function witnessRows(db: Db): Promise<Map<string, WitnessRow>> {
  const rows = await db
    .selectFrom("log_witness")
    .select(["name", "size", "cosigned_at as cosignedAt", "asked_at as askedAt", "told"])
    .execute();
  return new Map(rows.map((row) => [row.name, row as WitnessRow]));
}

/** Keeps what came of asking a witness; the moment of an earlier cosignature stays where there is no new one. */
export async function setWitness(
  db: Db,
  given: { name: string; size: number; cosignedAt?: Date | undefined; askedAt: Date; told: WitnessTold },
): Promise<void> {
  const { name, size, cosignedAt, askedAt, told } = given;
  const row = { size, told, asked_at: askedAt, ...(cosignedAt !== undefined && { cosigned_at: cosignedAt }) };
  await db
    .insertInto("log_witness")
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** Until the transaction ends nobody else witnesses the log: looking and storing are one step. */
export async function holdWitnessed(trx: Db, origin: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WITNESSED}, hashtext(${origin}))`.execute(trx);
}

/** The checkpoint of a log that was cosigned last. */
export async function witnessedNote(db: Db, origin: string): Promise<string | undefined> {
  return (await db.selectFrom("log_witnessed").select("note").where("origin", "=", origin).executeTakeFirst())?.note;
}

export async function setWitnessed(trx: Db, given: { origin: string; note: string; at: Date }): Promise<void> {
  const { note, at } = given;
  await trx
    .insertInto("log_witnessed")
    .values(given)
    .onConflict((conflict) => conflict.column("origin").doUpdateSet({ note, at }))
    .execute();
}

export async function watchedRows(db: Db): Promise<Map<string, WatchedRow>> {
  const rows = await db
    .selectFrom("log_watched")
    .select([
      "origin",
      "note",
      "seen_at as seenAt",
      "told",
      "looked_at as lookedAt",
      "fork",
      "fork_before as forkBefore",
      "fork_now as forkNow",
      "fork_at as forkAt",
    ])
    .execute();
  return new Map(rows.map((row) => [row.origin, row as WatchedRow]));
}

/** Keeps what came of looking at a log; a checkpoint that was found good stands in place of the one before. */
export async function setWatched(
  db: Db,
  { origin, told, at, note }: { origin: string; told: string; at: Date; note?: string | undefined },
): Promise<void> {
  const row = { told, looked_at: at, ...(note !== undefined && { note, seen_at: at }) };
  await db
    .insertInto("log_watched")
    .values({ origin, ...row })
    .onConflict((conflict) => conflict.column("origin").doUpdateSet(row))
    .execute();
}

/** Law: evidence of a fork is kept as it was first seen, and is not replaced by that of a mere step back. */
export async function setFork(
  db: Db,
  { origin, fork, before, now, at }: { origin: string; fork: "forked" | "rolledBack"; before: string; now: string; at: Date },
): Promise<void> {
  await db
    .updateTable("log_watched")
    .set({ fork, fork_before: before, fork_now: now, fork_at: at })
    .where("origin", "=", origin)
    .where((of) => of.or([of("fork", "is", null), of("fork", "<>", fork)]))
    .where((of) => of.or([of("fork", "is", null), of("fork", "<>", "forked")]))
    .execute();
}
