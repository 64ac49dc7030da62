// Who names a piece of evidence: records by their newest version that does, and imports.
import type { Json } from "../base/canonical.ts";
import { type Db, rowsOf } from "./database.ts";

export type CitationRow = {
  period: string;
  title: string;
  key: string;
  version: number;
  /** The newest version of the record, whether it names the evidence or not. */
  newest: number;
  body: Json | null;
  at: Date;
  by: string;
  source: string;
};

/** By period and key. */
export function citations(
  db: Db,
  org: string,
  { sha256, limit, after }: { sha256: string; limit: number; after?: { period: string; key: string } | undefined },
): Promise<CitationRow[]> {
  const past = after === undefined ? "" : ` and (e.period_id, e.key) > ($4::uuid, $5)`;
  const text = `
    select distinct on (e.period_id, e.key) e.period_id as period, p.title, e.key, e.version, r.body, r.at, r.person as by, r.source,
      (select max(n.version) from record n where n.org_id = e.org_id and n.period_id = e.period_id and n.key = e.key) as newest
    from record_evidence e
      join record r on r.org_id = e.org_id and r.period_id = e.period_id and r.key = e.key and r.version = e.version
      join period p on p.org_id = e.org_id and p.period_id = e.period_id
    where e.org_id = $1 and e.sha256 = $2${past}
    order by e.period_id, e.key, e.version desc limit $3`;
  return rowsOf(db, text, [org, sha256, limit, ...(after === undefined ? [] : [after.period, after.key])]);
}

/** Imports of the document, newest first. */
export function importsOf(
  db: Db,
  org: string,
  { sha256, limit }: { sha256: string; limit: number },
): Promise<{ id: string; period: string; state: string; at: Date; added: number }[]> {
  return db
    .selectFrom("import")
    .select(["import_id as id", "period_id as period", "state", "at", "added"])
    .where("org_id", "=", org)
    .where("sha256", "=", sha256)
    .orderBy("at", "desc")
    .limit(limit)
    .execute();
}

export type UseRow = { sha256: string; records: number; imports: number };

/** For each piece of evidence, by hash: records with a version that names it, and imports. */
export async function evidenceUses(
  db: Db,
  org: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<UseRow[]> {
  const past = after === undefined ? "" : " and sha256 > $3";
  const text = `
    with page as (select sha256 from evidence where org_id = $1${past} order by sha256 limit $2)
    select sha256,
      (select count(*) from (select distinct period_id, key from record_evidence e where e.org_id = $1 and e.sha256 = page.sha256) as named)::int as records,
      (select count(*) from import i where i.org_id = $1 and i.sha256 = page.sha256)::int as imports
    from page order by sha256`;
  return rowsOf(db, text, [org, limit, ...(after === undefined ? [] : [after])]);
}
