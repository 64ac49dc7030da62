// All that one organisation owns, table by table.
import { sql } from "kysely";
import type { Db } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Tables of an organisation with what orders their rows; secrets and what only serves the running server are left out. */
const OWNED = {
  organisation: ["org_id"],
  membership: ["person_id"],
  complex_member: ["complex_id"],
  installation: ["installation_id"],
  period: ["period_id"],
  record: ["period_id", "key", "version"],
  evidence: ["sha256"],
  record_evidence: ["sha256", "period_id", "key", "version"],
  statement: ["hash"],
  sealing: ["sealing_id"],
  invitation: ["invitation_id"],
  api_token: ["token_id"],
  import: ["import_id"],
  import_mapping: ["sender", "fingerprint"],
  reading: ["import_id", "ends_at"],
  signing_key: ["key_id"],
  credential: ["credential_id"],
  sealed_package: ["hash"],
  verification: ["verification_id", "version"],
  guest_link: ["link_id"],
  audit: ["seq"],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;

export const OWNED_TABLES = Object.keys(OWNED) as (keyof typeof OWNED)[];

/** Secrets, and the text of statements, which lie as files of their own. */
const LEFT_OUT = new Set(["secret", "secret_hash", "content"]);

/** The rows of a table as plain values, in the order of its key. */
export async function ownedRows(db: Db, org: string, table: keyof typeof OWNED): Promise<Record<string, unknown>[]> {
  const order = sql.join(OWNED[table].map((column) => sql.ref(column)));
  const { rows } = await sql<
    Record<string, unknown>
  >`select * from ${sql.table(table)} where org_id = ${org}::uuid order by ${order}`.execute(db);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !LEFT_OUT.has(column))));
}
