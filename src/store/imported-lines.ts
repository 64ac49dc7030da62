// Lines that an import brings, beside the records that are there: what is new, the same, otherwise, withdrawn, or said by another line already.
import { sql } from "kysely";
import type { Db } from "./database.ts";
import type { Place, Writing } from "./records.ts";

/** Keys, and bodies as JSON, one a line: an array of thousands of texts would hold up this process. */
export type ImportedLines = { keys: string; bodies: string };

/** How many lines are there already with the same content, with another, or withdrawn; how many say what a line under another key says; one of each. */
export type Judged = {
  added: number;
  known: number;
  otherwise: number;
  otherwiseKey: string | null;
  withdrawn: number;
  withdrawnKey: string | null;
  twins: number;
  twinKey: string | null;
};

const LINES = { from: "activities/", until: "activities0" };

/** What makes two lines say the same: target, days, value, and the document or meter that says so. */
const said = (body: string) =>
  sql.raw(
    `hashtextextended(concat_ws(chr(9), ${["target", "start", "end", "value", "unit"].map((name) => `${body}->>'${name}'`).join(", ")}, ` +
      `coalesce(${body}->>'document', ''), coalesce(${body}->>'meter', '')), 0)`,
  );

/** What the period's lines say, kept until the transaction ends: to be called once before the lines of an import are looked at. */
export async function beginJudging(trx: Db, { org, period }: Place): Promise<void> {
  await sql`
    create temporary table standing_line on commit drop as
    select key, ${said("body")} as said from (
      select distinct on (key) key, body from record
      where org_id = ${sql.lit(org)}::uuid and period_id = ${sql.lit(period)}::uuid and key >= ${sql.lit(LINES.from)} and key < ${sql.lit(LINES.until)}
      order by key, version desc
    ) as newest where body is not null
  `.execute(trx);
  await sql`create index on standing_line (said)`.execute(trx);
  await sql`analyze standing_line`.execute(trx);
}

/** Lines that are there with the same content, wherever it was read, are known. */
const judging = ({ org, period }: Place, { keys, bodies }: ImportedLines) => sql`
  given as (
    select key, body::jsonb as body from unnest(string_to_array(${keys}, chr(10)), string_to_array(${bodies}, chr(10))) as given (key, body)
  ),
  judged as (
    select given.key, given.body, coalesce(now.version, 0) as version,
      case when now.version is null then 'new' when now.body is null then 'withdrawn'
        when now.body - 'evidence' = given.body - 'evidence' then 'known' else 'otherwise' end as stands
    from given left join lateral (
      select version, body from record
      where org_id = ${org}::uuid and period_id = ${period}::uuid and key = given.key order by version desc limit 1
    ) as now on true
  ),
  twin as (
    select judged.key, min(standing_line.key) as there from judged
    join standing_line on standing_line.said = ${said("judged.body")} and standing_line.key <> judged.key
    where judged.stands <> 'known' group by judged.key
  )`;

const TOLD = sql`
  select count(*) filter (where stands <> 'known') as added, count(*) filter (where stands = 'known') as known,
    count(*) filter (where stands = 'otherwise') as otherwise, min(key) filter (where stands = 'otherwise') as "otherwiseKey",
    count(*) filter (where stands = 'withdrawn') as withdrawn, min(key) filter (where stands = 'withdrawn') as "withdrawnKey",
    (select count(*) from twin) as twins, (select min(there) from twin) as "twinKey"
  from judged`;

/** Law: what a dry run tells of lines is what their writing would tell. */
export async function judged(trx: Db, place: Place, lines: ImportedLines): Promise<Judged> {
  const { rows } = await sql<Judged>`with ${judging(place, lines)} ${TOLD}`.execute(trx);
  return rows[0] as Judged;
}

/**
 * Law: lines that are there with the same content are left as they are, so that the same file twice adds nothing; those that are there otherwise, or
 * were withdrawn, get the next version. The import's own row names the evidence of them all. The caller holds the period's row.
 */
export async function addImported(trx: Db, place: Place, lines: ImportedLines, writing: Writing): Promise<Judged> {
  const { revision, at, person, source } = writing;
  const { rows } = await sql<Judged>`
    with ${judging(place, lines)},
    written as (
      insert into record (org_id, period_id, key, version, body, revision, at, person, source)
      select ${place.org}::uuid, ${place.period}::uuid, key, version + 1, body, ${revision}, ${at}, ${person}, ${source}
      from judged where stands <> 'known'
    )
    ${TOLD}
  `.execute(trx);
  return rows[0] as Judged;
}

/**
 * Law: what an import wrote, and stands so, is as it was before: without it, or with the version that was not of an import that has been withdrawn.
 * What somebody has corrected since stays. Answers how many records changed. The caller holds the period's row.
 */
export async function withdrawImported(trx: Db, { org, period }: Place, importId: string, writing: Writing): Promise<number> {
  const { revision, at, person, source } = writing;
  const { numAffectedRows } = await sql`
    with newest as (
      select distinct on (key) key, version, body, source from record
      where org_id = ${org}::uuid and period_id = ${period}::uuid
        and key in (select key from record where org_id = ${org}::uuid and period_id = ${period}::uuid and source = ${`import:${importId}`})
      order by key, version desc
    ),
    mine as (select key, version from newest where source = ${`import:${importId}`} and body is not null),
    gone as (
      select 'import:' || import_id as source from import where org_id = ${org}::uuid and period_id = ${period}::uuid and state = 'withdrawn'
    )
    insert into record (org_id, period_id, key, version, body, revision, at, person, source)
    select ${org}::uuid, ${period}::uuid, mine.key, mine.version + 1, before.body, ${revision}, ${at}, ${person}, ${source}
    from mine left join lateral (
      select body from record
      where org_id = ${org}::uuid and period_id = ${period}::uuid and key = mine.key and version < mine.version
        and source not in (select gone.source from gone)
      order by version desc limit 1
    ) as before on true
  `.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Of these records those whose newest version an import wrote, or the withdrawal of one; each with its body and version. */
export async function ofImports(
  trx: Db,
  { org, period }: Place,
  keys: readonly string[],
): Promise<{ key: string; version: number; target: string | null }[]> {
  const { rows } = await sql<{ key: string; version: number; target: string | null }>`
    select key, version, body ->> 'target' as target from (
      select distinct on (key) key, version, body, source from record
      where org_id = ${org}::uuid and period_id = ${period}::uuid and key = any(${keys}::text[]) order by key, version desc
    ) as newest where source like 'import:%' or source like 'withdrawal:%'
  `.execute(trx);
  return rows;
}
