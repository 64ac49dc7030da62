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

export type Aggregate = { plants: number; calculated: number; owners: number; emissionsTco2e: number | null };

/**
 * Law: sums over the plants that a complex has admitted: of each installation's periods that begin in the year the statement that was sealed last,
 * a period that overlaps a later sealed one left out. A plant whose owner belongs to the complex itself is not counted: its share could be taken off.
 * Emissions are those that processes answer for: direct ones, in tCO2e. `owners` counts those of different owners, for the caller's floor.
 */
export async function aggregateOf(db: Db, complex: string, year: number): Promise<Aggregate> {
  const insiders = await db.selectFrom("membership").select("person_id").where("org_id", "=", complex).execute();
  const inside = insiders.map(({ person_id }) => person_id);
  const { rows } = await sql<{ plants: number; calculated: number; owners: number; emissions: number | null }>`
    with plant as (
      select m.org_id, min(owner.person_id::text) as owner
      from complex_member m
      join organisation o on o.org_id = m.org_id and o.kind = 'plant'
      join membership owner on owner.org_id = m.org_id and owner.role = 'owner'
      where m.complex_id = ${complex} and m.admitted_at is not null
      group by m.org_id
      having not bool_or(owner.person_id = any (${inside}::uuid[]))
    ),
    sealed as (
      select distinct on (s.org_id, s.period_id) s.org_id, s.period_id, s.at, p.installation_id, p.start_day, p.end_day, t.results
      from sealing s
      join statement t on t.org_id = s.org_id and t.hash = s.hash
      join period p on p.org_id = s.org_id and p.period_id = s.period_id
      where s.org_id in (select org_id from plant) and t.as_if is null and extract(year from p.start_day) = ${year}
      order by s.org_id, s.period_id, s.at desc
    ),
    newest as (
      select * from sealed a
      where not exists (
        select 1 from sealed b
        where b.org_id = a.org_id and b.installation_id = a.installation_id and b.period_id <> a.period_id
          and b.start_day <= a.end_day and a.start_day <= b.end_day and (b.at, b.period_id) > (a.at, a.period_id)
      )
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
    select (select count(*)::int from plant) as plants, count(*)::int as calculated, count(distinct owner)::int as owners, sum(emissions) as emissions
    from sums join plant using (org_id) where emissions is not null
  `.execute(db);
  const [row] = rows;
  return { plants: row?.plants ?? 0, calculated: row?.calculated ?? 0, owners: row?.owners ?? 0, emissionsTco2e: row?.emissions ?? null };
}

/** A plant in a complex: the other side's id and name, since when, and whether the complex has admitted it. */
export type Joining = { id: string; name: string; since: Date; admitted: Date | null };

/** Plants that have joined a complex, or ask to be admitted: their names alone. */
export async function plantsOf(
  db: Db,
  complex: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Joining[]> {
  let query = db
    .selectFrom("complex_member")
    .innerJoin("organisation", "organisation.org_id", "complex_member.org_id")
    .select(["complex_member.org_id as id", "organisation.name", "complex_member.since", "complex_member.admitted_at as admitted"])
    .where("complex_member.complex_id", "=", complex);
  if (after !== undefined) query = query.where("complex_member.org_id", ">", after);
  return query.orderBy("complex_member.org_id").limit(limit).execute();
}

/** The complexes that a plant has joined, or asks to join. */
export async function complexesOf(
  db: Db,
  plant: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Joining[]> {
  let query = db
    .selectFrom("complex_member")
    .innerJoin("organisation", "organisation.org_id", "complex_member.complex_id")
    .select(["complex_member.complex_id as id", "organisation.name", "complex_member.since", "complex_member.admitted_at as admitted"])
    .where("complex_member.org_id", "=", plant);
  if (after !== undefined) query = query.where("complex_member.complex_id", ">", after);
  return query.orderBy("complex_member.complex_id").limit(limit).execute();
}

/** Admits a plant that has joined; false where it has not. */
export async function admitPlant(db: Db, complex: string, plant: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("complex_member")
    .set({ admitted_at: at })
    .where("org_id", "=", plant)
    .where("complex_id", "=", complex)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
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
export async function removeFromAll(db: Db, { person, email, at }: { person: string; email: string; at: Date }): Promise<void> {
  await db.deleteFrom("membership").where("person_id", "=", person).execute();
  await db.deleteFrom("invitation").where(sql`lower(email)`, "=", email.toLowerCase()).execute();
  await db.deleteFrom("outbox").where(sql`lower(address)`, "=", email.toLowerCase()).execute();
  await sql`update api_token set revoked_at = coalesce(revoked_at, ${at}), name = '-' where made_by = ${person}`.execute(db);
  await db.deleteFrom("answered").where("org_id", "=", person).execute();
  const told = JSON.stringify(email.toLowerCase());
  await sql`delete from answered where position(${told} in lower(answer::text)) > 0`.execute(db);
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

/** Heads of audit trails that have moved since they were logged, and were not logged since a moment, with the secrets that salt them. */
export async function unloggedHeads(
  db: Db,
  { before, most }: { before: Date; most: number },
): Promise<{ org: string; seq: number; hash: string; secret: Uint8Array }[]> {
  const { rows } = await sql<{ org: string; seq: number; hash: string; secret: Uint8Array }>`
    select h.org_id as org, h.seq, h.hash, o.secret
    from audit_head h
    join organisation o on o.org_id = h.org_id
    left join audit_logged l on l.org_id = h.org_id
    where h.seq > coalesce(l.seq, 0) and (l.at is null or l.at <= ${before})
    order by h.org_id limit ${most}`.execute(db);
  return rows;
}
