// Credentials that an organisation signed or was given, with their places in its status lists; and packages as they were sealed.
import type { Json } from "../base/canonical.ts";
import type { Db } from "./database.ts";

export type CredentialKind = "statement" | "opinion" | "accreditation" | "issued";
export type CredentialRow = {
  id: string;
  kind: CredentialKind;
  /** What it is about: a statement's or package's hash, an identifier. */
  about: string;
  /** As it was secured: JSON, or a compact form as a JSON text. */
  content: string;
  list: number | null;
  place: number | null;
  at: Date;
  by: string;
  revoked: Date | null;
  suspended: Date | null;
};

const COLUMNS = [
  "credential_id as id",
  "kind",
  "about",
  "content",
  "list",
  "place",
  "at",
  "person as by",
  "revoked_at as revoked",
  "suspended_at as suspended",
] as const;

const fields = (org: string, { id, kind, about, content, list, place, at, by }: NewCredential) => ({
  org_id: org,
  credential_id: id,
  kind,
  about,
  content,
  list,
  place,
  at,
  person: by,
});

type NewCredential = Omit<CredentialRow, "revoked" | "suspended">;

/** False where its place in the list is taken: nothing is kept then. */
export async function addCredential(db: Db, org: string, given: NewCredential): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("credential")
    .values(fields(org, given))
    .onConflict((conflict) => conflict.columns(["org_id", "list", "place"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** What a credential says once its place is known. */
export async function setContent(db: Db, org: string, { id, content }: { id: string; content: string }): Promise<void> {
  await db.updateTable("credential").set({ content }).where("org_id", "=", org).where("credential_id", "=", id).execute();
}

/** How many have a place in a list. */
export async function placesTaken(db: Db, org: string): Promise<number> {
  const row = await db
    .selectFrom("credential")
    .select((of) => of.fn.countAll<number>().as("count"))
    .where("org_id", "=", org)
    .where("place", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The lists in which places are taken. */
export async function listNumbers(db: Db, org: string): Promise<number[]> {
  const rows = await db
    .selectFrom("credential")
    .select("list")
    .distinct()
    .where("org_id", "=", org)
    .where("list", "is not", null)
    .execute();
  return rows.flatMap(({ list }) => list ?? []).sort((a, b) => a - b);
}

export function credential(db: Db, org: string, id: string): Promise<CredentialRow | undefined> {
  return db.selectFrom("credential").select(COLUMNS).where("org_id", "=", org).where("credential_id", "=", id).executeTakeFirst();
}

/** The newest first. */
export function credentials(
  db: Db,
  org: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<CredentialRow[]> {
  let query = db.selectFrom("credential").select(COLUMNS).where("org_id", "=", org);
  if (after !== undefined) query = query.where("credential_id", "<", after);
  return query.orderBy("credential_id", "desc").limit(limit).execute();
}

/** Those about something, the newest first. */
export function credentialsAbout(db: Db, org: string, { kind, about }: { kind: CredentialKind; about: string }): Promise<CredentialRow[]> {
  return db
    .selectFrom("credential")
    .select(COLUMNS)
    .where("org_id", "=", org)
    .where("kind", "=", kind)
    .where("about", "=", about)
    .orderBy("credential_id", "desc")
    .execute();
}

/** Sets or lifts a status; what is revoked stays so. */
export async function setStatus(
  db: Db,
  org: string,
  { id, purpose, at }: { id: string; purpose: "revocation" | "suspension"; at: Date | null },
): Promise<void> {
  await db
    .updateTable("credential")
    .set(purpose === "revocation" ? { revoked_at: at } : { suspended_at: at })
    .where("org_id", "=", org)
    .where("credential_id", "=", id)
    .execute();
}

/** The places of a list whose status is set. */
export async function placesSet(
  db: Db,
  org: string,
  { list, purpose }: { list: number; purpose: "revocation" | "suspension" },
): Promise<number[]> {
  const rows = await db
    .selectFrom("credential")
    .select("place")
    .where("org_id", "=", org)
    .where("list", "=", list)
    .where(purpose === "revocation" ? "revoked_at" : "suspended_at", "is not", null)
    .execute();
  return rows.flatMap(({ place }) => place ?? []);
}

export type PackageRow = {
  hash: string;
  statement: string;
  /** Of the bytes, under which they are kept as evidence. */
  sha256: string;
  held: string[];
  credential: string;
  at: Date;
  by: string;
  /** The opinion on it: a credential of another organisation. */
  opinion?: { org: string; id: string };
};

const PACKAGE = [
  "hash",
  "statement",
  "sha256",
  "held",
  "credential_id as credential",
  "at",
  "person as by",
  "opinion_org as opinionOrg",
  "opinion_id as opinionId",
] as const;

/** The same bytes are kept once, as they were first. */
export async function addPackage(db: Db, org: string, given: Omit<PackageRow, "opinion">): Promise<void> {
  const { hash, statement, sha256, held, credential: of, at, by } = given;
  await db
    .insertInto("sealed_package")
    .values({ org_id: org, hash, statement, sha256, held: JSON.stringify(held), credential_id: of, at, person: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

type Row = Omit<PackageRow, "held" | "opinion"> & { held: Json; opinionOrg: string | null; opinionId: string | null };

const shown = ({ opinionOrg, opinionId, ...row }: Row): PackageRow => ({
  ...row,
  held: row.held as string[],
  ...(opinionOrg !== null && opinionId !== null && { opinion: { org: opinionOrg, id: opinionId } }),
});

export async function setOpinion(
  db: Db,
  org: string,
  { hash, opinion }: { hash: string; opinion: { org: string; id: string } },
): Promise<void> {
  await db
    .updateTable("sealed_package")
    .set({ opinion_org: opinion.org, opinion_id: opinion.id })
    .where("org_id", "=", org)
    .where("hash", "=", hash)
    .execute();
}

export async function sealedPackage(db: Db, org: string, hash: string): Promise<PackageRow | undefined> {
  const row = await db.selectFrom("sealed_package").select(PACKAGE).where("org_id", "=", org).where("hash", "=", hash).executeTakeFirst();
  return row && shown(row);
}

/** The newest first. */
export async function sealedPackages(db: Db, org: string): Promise<PackageRow[]> {
  const rows = await db
    .selectFrom("sealed_package")
    .select(PACKAGE)
    .where("org_id", "=", org)
    .orderBy("at", "desc")
    .orderBy("hash")
    .execute();
  return rows.map(shown);
}
