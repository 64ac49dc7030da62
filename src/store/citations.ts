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

/**
 * Lines that an import wrote have no rows of their own in record_evidence: there may be half a million of one document.
 * Their keys begin with half of its hash, so that they stand together. `$1` is the organisation.
 */
const imported = (sha256: string): string => `
  select r.period_id, r.key, r.version from record r
  where r.org_id = $1 and r.source like 'import:%'
    and r.period_id in (select i.period_id from import i where i.org_id = $1 and i.sha256 = ${sha256} and i.state = 'done')
    and r.key >= 'activities/' || left(${sha256}, 32) || '.' and r.key < 'activities/' || left(${sha256}, 32) || '/'`;

const named = (sha256: string): string => `
  select distinct on (e.period_id, e.key) e.period_id, e.key, e.version from record_evidence e where e.org_id = $1 and e.sha256 = ${sha256}`;

/** By period and key. */
export function citations(
  db: Db,
  org: string,
  { sha256, limit, after }: { sha256: string; limit: number; after?: { period: string; key: string } | undefined },
): Promise<CitationRow[]> {
  const past = (of: string): string => (after === undefined ? "" : ` and (${of}.period_id, ${of}.key) > ($4::uuid, $5)`);
  const text = `
    with found as (
      (${named("$2::text")}${past("e")} order by e.period_id, e.key, e.version desc limit $3)
      union
      (${imported("$2::text")}${past("r")} order by r.period_id, r.key limit $3)
    )
    select distinct on (f.period_id, f.key) f.period_id as period, p.title, f.key, f.version, r.body, r.at, r.person as by, r.source,
      (select max(n.version) from record n where n.org_id = $1 and n.period_id = f.period_id and n.key = f.key) as newest
    from found f
      join record r on r.org_id = $1 and r.period_id = f.period_id and r.key = f.key and r.version = f.version
      join period p on p.org_id = $1 and p.period_id = f.period_id
    order by f.period_id, f.key, f.version desc limit $3`;
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
      (select count(*) from (
        select period_id, key from (${named("page.sha256")}) as told
        union
        select period_id, key from (${imported("page.sha256")}) as taken
      ) as keys)::int as records,
      (select count(*) from import i where i.org_id = $1 and i.sha256 = page.sha256)::int as imports
    from page order by sha256`;
  return rowsOf(db, text, [org, limit, ...(after === undefined ? [] : [after])]);
}
