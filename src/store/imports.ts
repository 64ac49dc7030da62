// Imports: a document on its way into records, and how its sender's tables are read.
import { sql } from "kysely";
import type { Json } from "../base/canonical.ts";
import type { Db } from "./database.ts";
import type { Tables } from "./tables.ts";

export type ImportState = Tables["import"]["state"];
export type ImportRow = {
  id: string;
  period: string;
  evidence: string;
  kind: string;
  sender: string;
  fingerprint: string;
  state: ImportState;
  look: Json | null;
  plan: Json | null;
  rows: number;
  rowsTotal: number | null;
  added: number;
  known: number;
  problems: Json;
  version: number;
  by: string;
  /** Who ran it last; null where nobody did. */
  ranBy: string | null;
};

const COLUMNS = [
  "import_id as id",
  "period_id as period",
  "sha256 as evidence",
  "kind",
  "sender",
  "fingerprint",
  "state",
  "look",
  "plan",
  "rows_read as rows",
  "rows_total as rowsTotal",
  "added",
  "known",
  "problems",
  "version",
  "person as by",
  "ran_by as ranBy",
] as const;

export async function addImport(
  db: Db,
  org: string,
  given: Pick<ImportRow, "id" | "period" | "evidence" | "kind" | "sender" | "fingerprint" | "look" | "plan" | "problems" | "by"> & {
    at: Date;
  },
): Promise<ImportRow> {
  await db
    .insertInto("import")
    .values({
      org_id: org,
      import_id: given.id,
      period_id: given.period,
      sha256: given.evidence,
      kind: given.kind,
      sender: given.sender,
      fingerprint: given.fingerprint,
      state: "open",
      look: JSON.stringify(given.look),
      plan: given.plan === null ? null : JSON.stringify(given.plan),
      problems: JSON.stringify(given.problems),
      at: given.at,
      person: given.by,
    })
    .execute();
  return (await importRow(db, org, given.id)) as ImportRow;
}

export function importRow(db: Db, org: string, id: string): Promise<ImportRow | undefined> {
  return db.selectFrom("import").select(COLUMNS).where("org_id", "=", org).where("import_id", "=", id).executeTakeFirst();
}

export function importRows(
  db: Db,
  org: string,
  { period, limit, after }: { period: string; limit: number; after?: string | undefined },
): Promise<ImportRow[]> {
  let query = db.selectFrom("import").select(COLUMNS).where("org_id", "=", org).where("period_id", "=", period);
  if (after !== undefined) query = query.where("import_id", ">", after);
  return query.orderBy("import_id").limit(limit).execute();
}

export type ImportChange = {
  state?: ImportState;
  plan?: Json;
  rows?: number;
  rowsTotal?: number;
  added?: number;
  known?: number;
  problems?: Json;
  ran?: { by: string; at: Date };
};

/** Changes an import that is in one of the states; false where it is in none of them. */
export async function changeImport(
  db: Db,
  org: string,
  { id, from, to }: { id: string; from: readonly ImportState[]; to: ImportChange },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("import")
    .set({
      version: sql<number>`version + 1`,
      ...(to.state !== undefined && { state: to.state }),
      ...(to.plan !== undefined && { plan: JSON.stringify(to.plan) }),
      ...(to.rows !== undefined && { rows_read: to.rows }),
      ...(to.rowsTotal !== undefined && { rows_total: to.rowsTotal }),
      ...(to.added !== undefined && { added: to.added }),
      ...(to.known !== undefined && { known: to.known }),
      ...(to.problems !== undefined && { problems: JSON.stringify(to.problems) }),
      ...(to.ran !== undefined && { ran_by: to.ran.by, ran_at: to.ran.at }),
    })
    .where("org_id", "=", org)
    .where("import_id", "=", id)
    .where("state", "in", [...from])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Holds an import until the transaction ends; false where another process has it. */
export async function holdImport(trx: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${id}, 1)) as held`.execute(trx);
  return rows[0]?.held === true;
}

/** How tables with these headers were read for this sender before; for any sender where this one is new. */
export async function rememberedMapping(
  db: Db,
  org: string,
  { sender, fingerprint }: { sender: string; fingerprint: string },
): Promise<Json | undefined> {
  const rows = await db
    .selectFrom("import_mapping")
    .select(["sender", "mapping"])
    .where("org_id", "=", org)
    .where("fingerprint", "=", fingerprint)
    .orderBy("at", "desc")
    .limit(50)
    .execute();
  return (rows.find((row) => row.sender === sender) ?? rows[0])?.mapping;
}

export async function rememberMapping(
  db: Db,
  org: string,
  given: { sender: string; fingerprint: string; mapping: Json; at: Date },
): Promise<void> {
  const { sender, fingerprint, mapping, at } = given;
  await db
    .insertInto("import_mapping")
    .values({ org_id: org, sender, fingerprint, mapping: JSON.stringify(mapping), at })
    .onConflict((conflict) => conflict.columns(["org_id", "sender", "fingerprint"]).doUpdateSet({ mapping: JSON.stringify(mapping), at }))
    .execute();
}
