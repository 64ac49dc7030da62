// Records: append-only versions of what people said of a period.
import { sql } from "kysely";
import type { Json } from "../base/canonical.ts";
import type { Problem } from "../base/problem.ts";
import { storeProblem } from "../model/problems/store.ts";
import { type Db, rowsOf } from "./database.ts";

export type RecordRow = { key: string; version: number; body: Json | null; at: Date; by: string; source: string };
export type Place = { org: string; period: string };
export type Entry = { key: string; body: Json | null; follows?: number | undefined; evidence: readonly string[] };
export type Writing = { revision: number; at: Date; person: string; source: string };

const COLUMNS = ["key", "version", "body", "at", "person as by", "source"] as const;

const inPeriod = (db: Db, { org, period }: Place) => db.selectFrom("record").where("org_id", "=", org).where("period_id", "=", period);

const SHOWN = "key, version, body, at, person as by, source";
const HERE = "org_id = $1 and period_id = $2";

/** Records as they stand now, those that are withdrawn left out, by key. */
export async function records(
  db: Db,
  { org, period }: Place,
  { limit, after, kind }: { limit: number; after?: string | undefined; kind?: string | undefined },
): Promise<RecordRow[]> {
  const values: unknown[] = [org, period, limit];
  const given = (value: string): string => `$${values.push(value)}`;
  const past = after === undefined ? "" : ` and key > ${given(after)}`;
  const of = kind === undefined ? "" : ` and (key = ${given(kind)} or (key >= ${given(`${kind}/`)} and key < ${given(`${kind}0`)}))`;
  const newest = `select distinct on (key) ${SHOWN} from record where ${HERE}${past}${of} order by key, version desc`;
  const text = `select key, version, body, at, by, source from (${newest}) as newest where body is not null order by key limit $3`;
  return rowsOf<RecordRow>(db, text, values);
}

/** The newest version of one record, or the one asked for. */
export async function record(db: Db, { org, period }: Place, key: string, version?: number): Promise<RecordRow | undefined> {
  const one = `select ${SHOWN} from record where ${HERE} and key = $3`;
  const rows =
    version === undefined
      ? await rowsOf<RecordRow>(db, `${one} order by version desc limit 1`, [org, period, key])
      : await rowsOf<RecordRow>(db, `${one} and version = $4`, [org, period, key, version]);
  return rows[0];
}

export function history(
  db: Db,
  place: Place,
  key: string,
  { limit, after }: { limit: number; after?: number | undefined },
): Promise<RecordRow[]> {
  let query = inPeriod(db, place).select(COLUMNS).where("key", "=", key);
  if (after !== undefined) query = query.where("version", ">", after);
  return query.orderBy("version").limit(limit).execute();
}

/** Records as they stand now but those of one list, of which there may be very many. */
export async function recordsBeside(db: Db, { org, period }: Place, list: string): Promise<{ key: string; body: Json }[]> {
  const some = (range: string): string =>
    `(select distinct on (key) key, body from record where ${HERE} and ${range} order by key, version desc)`;
  const text = `${some("key < $3")} union all ${some("key >= $4")}`;
  const rows = await rowsOf<{ key: string; body: Json | null }>(db, text, [org, period, `${list}/`, `${list}0`]);
  return rows.flatMap(({ key, body }) => (body === null ? [] : [{ key, body }]));
}

/** What changed after one revision and up to another: the newest version by then of each record that has one. */
export async function changedSince(
  db: Db,
  place: Place,
  { after, until }: { after: number; until: number },
): Promise<{ key: string; body: Json | null }[]> {
  return inPeriod(db, place)
    .distinctOn("key")
    .select(["key", "body"])
    .where("revision", ">", after)
    .where("revision", "<=", until)
    .orderBy("key")
    .orderBy("version", "desc")
    .execute();
}

/** The newest version of each of the records that are there, withdrawn ones too. */
export async function versions(db: Db, { org, period }: Place, keys: readonly string[]): Promise<Map<string, number>> {
  const text = `select distinct on (key) key, version from record where ${HERE} and key = any($3::text[]) order by key, version desc`;
  const found = await rowsOf<{ key: string; version: number }>(db, text, [org, period, keys]);
  return new Map(found.map(({ key, version }) => [key, version]));
}

/** The bodies of the records that are there, as they stand now; null where they are withdrawn. */
export async function bodies(db: Db, { org, period }: Place, keys: readonly string[]): Promise<Map<string, Json | null>> {
  const text = `select distinct on (key) key, body from record where ${HERE} and key = any($3::text[]) order by key, version desc`;
  const found = await rowsOf<{ key: string; body: Json | null }>(db, text, [org, period, keys]);
  return new Map(found.map(({ key, body }) => [key, body]));
}

/** The version of each record that stood at a revision, with who wrote it and when; records that were not there yet, or were withdrawn, are left out. */
export async function versionsAt(
  db: Db,
  { org, period }: Place,
  { keys, revision }: { keys: readonly string[]; revision: number },
): Promise<Omit<RecordRow, "body">[]> {
  const newest = `select distinct on (key) key, version, body is null as gone, at, person as by, source from record
    where ${HERE} and key = any($3::text[]) and revision <= $4 order by key, version desc`;
  return rowsOf(db, `select key, version, at, by, source from (${newest}) as newest where not gone order by key`, [
    org,
    period,
    keys,
    revision,
  ]);
}

/**
 * Law: a version follows the one that its writer saw, or none; a record that is there is never written over unseen.
 * The caller holds the period's row. Problems: VERSION_CONFLICT, VERSION_NEEDED, EVIDENCE_UNKNOWN; with one of them nothing was written.
 */
export async function append(trx: Db, place: Place, entries: readonly Entry[], writing: Writing): Promise<Problem[]> {
  const now = await versions(
    trx,
    place,
    entries.map(({ key }) => key),
  );
  const problems = entries.flatMap(({ key, follows }) => refused(key, now.get(key), follows));
  for (const { key, body } of entries)
    if (body === null && !now.has(key)) problems.push(storeProblem("NOT_FOUND", { path: key, params: { what: key } }));
  problems.push(...(await unknownEvidence(trx, place.org, entries)));
  if (problems.length > 0) return problems;
  await insert(
    trx,
    place,
    entries.map((entry) => ({ ...entry, version: (now.get(entry.key) ?? 0) + 1 })),
    writing,
  );
  return [];
}

function refused(key: string, current: number | undefined, follows: number | undefined): Problem[] {
  if (current === follows) return [];
  if (follows === undefined) return [storeProblem("VERSION_NEEDED", { path: key, params: { what: key, current: current ?? 0 } })];
  return [storeProblem("VERSION_CONFLICT", { path: key, params: { what: key, current: current ?? 0, seen: follows } })];
}

async function unknownEvidence(trx: Db, org: string, entries: readonly Entry[]): Promise<Problem[]> {
  const named = [...new Set(entries.flatMap(({ evidence }) => evidence))];
  if (named.length === 0) return [];
  const known = await trx
    .selectFrom("evidence")
    .select("sha256")
    .where("org_id", "=", org)
    .where("sha256", "=", sql<string>`any(${named}::text[])`)
    .execute();
  const there = new Set(known.map(({ sha256 }) => sha256));
  return named.filter((sha256) => !there.has(sha256)).map((sha256) => storeProblem("EVIDENCE_UNKNOWN", { params: { sha256 } }));
}

async function insert(
  trx: Db,
  { org, period }: Place,
  entries: readonly (Entry & { version: number })[],
  { revision, at, person, source }: Writing,
): Promise<void> {
  const bodies = entries.map(({ body }) => (body === null ? null : JSON.stringify(body)));
  await sql`
    insert into record (org_id, period_id, key, version, body, revision, at, person, source)
    select ${org}::uuid, ${period}::uuid, key, version, body::jsonb, ${revision}, ${at}, ${person}, ${source}
    from unnest(${entries.map(({ key }) => key)}::text[], ${entries.map(({ version }) => version)}::int[], ${bodies}::text[]) as given (key, version, body)
  `.execute(trx);
  const cited = entries.flatMap(({ key, version, evidence }) => [...new Set(evidence)].map((sha256) => ({ key, version, sha256 })));
  if (cited.length === 0) return;
  await sql`
    insert into record_evidence (org_id, sha256, period_id, key, version)
    select ${org}::uuid, sha256, ${period}::uuid, key, version
    from unnest(${cited.map(({ sha256 }) => sha256)}::text[], ${cited.map(({ key }) => key)}::text[], ${cited.map(({ version }) => version)}::int[]) as given (sha256, key, version)
  `.execute(trx);
}
