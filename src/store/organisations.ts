// Organisations and who belongs to them.
import type { Role } from "../model/access.ts";
import { type Db, rowsOf } from "./database.ts";
import type { Tables } from "./tables.ts";

export type OrganisationKind = Tables["organisation"]["kind"];
export type OrganisationRow = { id: string; name: string; kind: OrganisationKind; sample: boolean; version: number };
export type Member = { person: string; role: Role; since: Date };

const COLUMNS = ["org_id as id", "name", "kind", "sample", "version"] as const;

export async function addOrganisation(
  db: Db,
  given: { id: string; name: string; kind: OrganisationKind; sample?: boolean; at: Date; secret: Uint8Array },
): Promise<OrganisationRow> {
  return db
    .insertInto("organisation")
    .values({ org_id: given.id, name: given.name, kind: given.kind, sample: given.sample, created_at: given.at, secret: given.secret })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

export function organisation(db: Db, org: string): Promise<OrganisationRow | undefined> {
  return db.selectFrom("organisation").select(COLUMNS).where("org_id", "=", org).executeTakeFirst();
}

/** The secret that salts the leaves of the organisation's statements. */
export async function secretOf(db: Db, org: string): Promise<Uint8Array> {
  return (await db.selectFrom("organisation").select("secret").where("org_id", "=", org).executeTakeFirstOrThrow()).secret;
}

/** The organisation under its new name; undefined where its version is another. */
export function renamedOrganisation(db: Db, org: string, given: { name: string; version: number }): Promise<OrganisationRow | undefined> {
  return db
    .updateTable("organisation")
    .set({ name: given.name, version: given.version + 1 })
    .where("org_id", "=", org)
    .where("version", "=", given.version)
    .returning(COLUMNS)
    .executeTakeFirst();
}

/** Removes all that an organisation owns but its audit trail. */
export async function removeOrganisation(db: Db, org: string): Promise<void> {
  for (const table of ["answered", "outbox"] as const) await db.deleteFrom(table).where("org_id", "=", org).execute();
  await db.deleteFrom("record_evidence").where("org_id", "=", org).execute();
  await db.deleteFrom("import").where("org_id", "=", org).execute();
  await db.deleteFrom("sealed_package").where("org_id", "=", org).execute();
  await db.deleteFrom("organisation").where("org_id", "=", org).execute();
}

export async function roleIn(db: Db, org: string, person: string): Promise<Role | undefined> {
  return (await rowsOf<{ role: Role }>(db, "select role from membership where org_id = $1 and person_id = $2", [org, person]))[0]?.role;
}

export async function setRole(db: Db, org: string, given: Member): Promise<void> {
  await db
    .insertInto("membership")
    .values({ org_id: org, person_id: given.person, role: given.role, since: given.since })
    .onConflict((conflict) => conflict.columns(["org_id", "person_id"]).doUpdateSet({ role: given.role }))
    .execute();
}

export async function removeMember(db: Db, org: string, person: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("membership").where("org_id", "=", org).where("person_id", "=", person).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Owners, locked until the transaction ends, so that two of them cannot leave at once and nobody is left. */
export async function ownersLocked(db: Db, org: string): Promise<string[]> {
  const rows = await db
    .selectFrom("membership")
    .select("person_id")
    .where("org_id", "=", org)
    .where("role", "=", "owner")
    .orderBy("person_id")
    .forUpdate()
    .execute();
  return rows.map(({ person_id }) => person_id);
}

export async function members(db: Db, org: string, { limit, after }: { limit: number; after?: string | undefined }): Promise<Member[]> {
  let query = db.selectFrom("membership").select(["person_id as person", "role", "since"]).where("org_id", "=", org);
  if (after !== undefined) query = query.where("person_id", ">", after);
  return (await query.orderBy("person_id").limit(limit).execute()) as Member[];
}

export async function joinComplex(db: Db, org: string, complex: string, since: Date): Promise<void> {
  await db
    .insertInto("complex_member")
    .values({ org_id: org, complex_id: complex, since })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function leaveComplex(db: Db, org: string, complex: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("complex_member")
    .where("org_id", "=", org)
    .where("complex_id", "=", complex)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Marks what was made to be looked at, so that every page can say so. */
export async function markSample(db: Db, org: string): Promise<void> {
  await db.updateTable("organisation").set({ sample: true }).where("org_id", "=", org).execute();
}
