// The only queries that look across organisations: what a person belongs to, sums over a complex, and what the server keeps up by itself.
import { sql } from "kysely";
import type { Role } from "../model/access.ts";
import type { Db } from "./database.ts";
import type { OrganisationKind } from "./organisations.ts";

export type Belonging = { id: string; name: string; kind: OrganisationKind; sample: boolean; role: Role };

/** The organisations that a person belongs to. */
export async function organisationsOf(db: Db, person: string): Promise<Belonging[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.org_id", "membership.org_id")
    .select(["organisation.org_id as id", "organisation.name", "organisation.kind", "organisation.sample", "membership.role"])
    .where("membership.person_id", "=", person)
    .orderBy("organisation.name")
    .orderBy("organisation.org_id")
    .execute();
  return rows as Belonging[];
}

export type Aggregate = { plants: number; calculated: number; emissionsTco2e: number | null };

/**
 * Law: sums over the plants that have joined a complex, of the newest statement of each reporting period that begins in the year.
 * Emissions are those that processes answer for: direct ones, in tCO2e. The caller holds the floor under which nothing is shown.
 */
export async function aggregateOf(db: Db, complex: string, year: number): Promise<Aggregate> {
  const { rows } = await sql<{ plants: number; calculated: number; emissions: number | null }>`
    with plant as (select org_id from complex_member where complex_id = ${complex}),
    newest as (
      select distinct on (s.org_id, s.period_id) s.org_id, s.results
      from statement s
      join period p on p.org_id = s.org_id and p.period_id = s.period_id
      where s.org_id in (select org_id from plant) and s.as_if is null and extract(year from p.start_day) = ${year}
      order by s.org_id, s.period_id, s.at desc
    ),
    sums as (
      select org_id, sum((
        select sum(one) from (
          select distinct on (r->>'step') (r->>'value')::double precision as one
          from jsonb_array_elements(results) r where r->>'measure' = 'attributedDirect'
        ) of_processes
      )) as emissions
      from newest group by org_id
    )
    select (select count(*)::int from plant) as plants, count(*)::int as calculated, sum(emissions) as emissions from sums
  `.execute(db);
  const [row] = rows;
  return { plants: row?.plants ?? 0, calculated: row?.calculated ?? 0, emissionsTco2e: row?.emissions ?? null };
}

/** Messages that are due, of any organisation, taken by one process at a time. */
export async function dueMessages(
  db: Db,
  { now, most }: { now: Date; most: number },
): Promise<{ org: string; id: string; address: string; subject: string; body: string; tries: number }[]> {
  return db
    .selectFrom("outbox")
    .select(["org_id as org", "message_id as id", "address", "subject", "body", "tries"])
    .where("next_at", "<=", now)
    .orderBy("next_at")
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute();
}

/**
 * Ends every membership of a person, and forgets their address wherever an organisation has used it: invitations, messages that wait, answers
 * kept for repetition. Their records keep the number alone.
 */
export async function removeFromAll(db: Db, { person, email }: { person: string; email: string }): Promise<void> {
  await db.deleteFrom("membership").where("person_id", "=", person).execute();
  await db.deleteFrom("invitation").where(sql`lower(email)`, "=", email.toLowerCase()).execute();
  await db.deleteFrom("outbox").where(sql`lower(address)`, "=", email.toLowerCase()).execute();
  await db.deleteFrom("answered").where("org_id", "=", person).execute();
  await sql`delete from answered where position(${email.toLowerCase()} in lower(answer::text)) > 0`.execute(db);
}

/** Of these organisations, those that are there. */
export async function organisationsAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom("organisation").select("org_id").where("org_id", "in", ids).execute();
  return new Set(rows.map(({ org_id }) => org_id));
}

/** True while an organisation that was made to be looked at is there. */
export async function hasSample(db: Db): Promise<boolean> {
  return (await db.selectFrom("organisation").select("org_id").where("sample", "=", true).limit(1).executeTakeFirst()) !== undefined;
}

/** Organisations that have or had a trail, those that were removed too. */
export async function trails(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("audit_head").select("org_id").orderBy("org_id").execute();
  return rows.map(({ org_id }) => org_id);
}

/** Organisations that have evidence. */
export async function organisationsWithEvidence(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("evidence").select("org_id").distinct().orderBy("org_id").execute();
  return rows.map(({ org_id }) => org_id);
}

/** How many messages wait, how many of them are due, and since when the oldest of those is. */
export async function waitingMessages(db: Db, now: Date): Promise<{ waiting: number; due: number; since: Date | null }> {
  const { rows } = await sql<{ waiting: number; due: number; since: Date | null }>`
    select count(*)::int as waiting, count(*) filter (where next_at <= ${now})::int as due, min(at) filter (where next_at <= ${now}) as since
    from outbox`.execute(db);
  return rows[0] ?? { waiting: 0, due: 0, since: null };
}

/** Imports that say they run, of any organisation: after a start, those whose process has gone. */
export async function unfinishedImports(db: Db): Promise<{ org: string; id: string }[]> {
  return db.selectFrom("import").select(["org_id as org", "import_id as id"]).where("state", "in", ["queued", "running"]).execute();
}

/** True where some organisation has invited the address and the invitation stands. */
export async function isInvited(db: Db, email: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("invitation")
    .select("invitation_id")
    .where("email", "=", email.toLowerCase())
    .where("ending", "is", null)
    .where("expires_at", ">", now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets answers that nobody will ask for again. */
export async function forgetAnswers(db: Db, before: Date): Promise<void> {
  await db.deleteFrom("answered").where("at", "<", before).execute();
}
