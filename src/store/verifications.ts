// Verifications, append-only by version, and the links by which guests read one.
import { sql } from "kysely";
import type { Verification } from "../model/verification.ts";
import type { Db } from "./database.ts";

export type VerificationRow = {
  id: string;
  version: number;
  period: string;
  /** Which act made this version. */
  act: string;
  body: Verification;
  at: Date;
  by: string;
};

const COLUMNS = ["verification_id as id", "version", "period_id as period", "act", "body", "at", "person as by"] as const;

/** Keeps a version; false, and nothing kept, where another one took its number first. */
export async function addVerification(db: Db, org: string, { id, version, period, act, body, at, by }: VerificationRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("verification")
    .values({
      org_id: org,
      verification_id: id,
      version,
      period_id: period,
      statement: body.subject.statement,
      act,
      body: JSON.stringify(body),
      at,
      person: by,
    })
    .onConflict((conflict) => conflict.columns(["org_id", "verification_id", "version"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** The latest version. */
export async function verification(db: Db, org: string, id: string): Promise<VerificationRow | undefined> {
  const row = await db
    .selectFrom("verification")
    .select(COLUMNS)
    .where("org_id", "=", org)
    .where("verification_id", "=", id)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row as VerificationRow | undefined;
}

/** Who made which version by which act, the first first. */
export function versionsOf(db: Db, org: string, id: string): Promise<Omit<VerificationRow, "body" | "period" | "id">[]> {
  return db
    .selectFrom("verification")
    .select(["version", "act", "at", "person as by"])
    .where("org_id", "=", org)
    .where("verification_id", "=", id)
    .orderBy("version")
    .execute();
}

type Listing = { limit: number; after?: string | undefined; period?: string | undefined };

/** The latest version of each, the newest verification first. */
export async function verifications(db: Db, org: string, { limit, after, period }: Listing): Promise<VerificationRow[]> {
  let query = db
    .selectFrom("verification")
    .select(COLUMNS)
    .distinctOn("verification_id")
    .where("org_id", "=", org)
    .orderBy("verification_id", "desc")
    .orderBy("version", "desc")
    .limit(limit);
  if (after !== undefined) query = query.where("verification_id", "<", after);
  if (period !== undefined) query = query.where("period_id", "=", period);
  return (await query.execute()) as unknown as VerificationRow[];
}

/** The latest versions of verifications whose statement it is. */
export async function verificationsOfStatement(db: Db, org: string, statement: string): Promise<VerificationRow[]> {
  const { rows } = await sql<VerificationRow>`
    select * from (
      select distinct on (verification_id) verification_id as id, version, period_id as period, act, body, at, person as by, statement
      from verification where org_id = ${org}::uuid order by verification_id desc, version desc
    ) latest where statement = ${statement}`.execute(db);
  return rows;
}

/** The latest versions of verifications of the same installation as the period. */
export async function verificationsOfInstallation(db: Db, org: string, period: string): Promise<VerificationRow[]> {
  const { rows } = await sql<VerificationRow>`
    select distinct on (v.verification_id) v.verification_id as id, v.version, v.period_id as period, v.act, v.body, v.at, v.person as by
    from verification v join period p on p.org_id = v.org_id and p.period_id = v.period_id
    where v.org_id = ${org}::uuid and p.installation_id =
      (select installation_id from period where org_id = ${org}::uuid and period_id = ${period}::uuid)
    order by v.verification_id desc, v.version desc`.execute(db);
  return rows;
}

/**
 * Who prepared what is verified: whoever wrote a record of the period, ran an import into it or sealed it; a token stands for who made it.
 * Ids of people, in order.
 */
export async function preparersOf(db: Db, org: string, period: string): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    with told as (
      select distinct person from record where org_id = ${org}::uuid and period_id = ${period}::uuid
      union select distinct person from sealing where org_id = ${org}::uuid and period_id = ${period}::uuid
      union select distinct coalesce(ran_by, person) from import where org_id = ${org}::uuid and period_id = ${period}::uuid and state = 'done'
    )
    select distinct coalesce(t.made_by::text, substr(told.person, strpos(told.person, ':') + 1)) as person
    from told left join api_token t on t.org_id = ${org}::uuid and told.person = 'token:' || t.token_id::text
    order by 1`.execute(db);
  return rows.map(({ person }) => person);
}

export type GuestLinkRow = {
  id: string;
  verification: string;
  secretHash: string;
  until: Date;
  by: string;
  made: Date;
  revoked: Date | null;
  lastUsed: Date | null;
};

const LINK = [
  "link_id as id",
  "verification_id as verification",
  "secret_hash as secretHash",
  "until",
  "made_by as by",
  "made_at as made",
  "revoked_at as revoked",
  "last_used_at as lastUsed",
] as const;

export async function addGuestLink(db: Db, org: string, given: Omit<GuestLinkRow, "revoked" | "lastUsed">): Promise<void> {
  const { id, verification, secretHash, until, by, made } = given;
  await db
    .insertInto("guest_link")
    .values({ org_id: org, link_id: id, verification_id: verification, secret_hash: secretHash, until, made_by: by, made_at: made })
    .execute();
}

export function guestLink(db: Db, org: string, id: string): Promise<GuestLinkRow | undefined> {
  return db.selectFrom("guest_link").select(LINK).where("org_id", "=", org).where("link_id", "=", id).executeTakeFirst();
}

/** The newest first. */
export function guestLinks(db: Db, org: string, verification: string): Promise<GuestLinkRow[]> {
  return db
    .selectFrom("guest_link")
    .select(LINK)
    .where("org_id", "=", org)
    .where("verification_id", "=", verification)
    .orderBy("link_id", "desc")
    .execute();
}

/** False where there is none that could be revoked. */
export async function revokeGuestLink(
  db: Db,
  org: string,
  { verification, link, at }: { verification: string; link: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("guest_link")
    .set({ revoked_at: at })
    .where("org_id", "=", org)
    .where("verification_id", "=", verification)
    .where("link_id", "=", link)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function usedGuestLink(db: Db, org: string, { link, at }: { link: string; at: Date }): Promise<void> {
  await db.updateTable("guest_link").set({ last_used_at: at }).where("org_id", "=", org).where("link_id", "=", link).execute();
}
