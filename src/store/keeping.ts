// Who may clear bytes away while others put them there or copy them: locks of the database, which hold for all processes.
import { sql } from "kysely";
import type pg from "pg";
import type { Db } from "./database.ts";

const COPYING = 7_261_941;
const PUTTING = 7_261_942;

/** Until the connection ends no bytes are cleared away: for a backup. */
export async function keepAllBlobs(client: pg.PoolClient): Promise<void> {
  await client.query("select pg_advisory_lock_shared($1)", [COPYING]);
}

/** Until the transaction ends no bytes of the organisation are cleared away: for whoever puts bytes, and then the row that names them. */
export async function keepBlobs(trx: Db, org: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${PUTTING}, hashtext(${org}))`.execute(trx);
}

/** True where nobody copies bytes or puts some of the organisation; nobody begins to until the transaction ends. */
export async function mayClear(trx: Db, org: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(${COPYING}) and pg_try_advisory_xact_lock(${PUTTING}, hashtext(${org})) as free`.execute(trx);
  return rows[0]?.free === true;
}
