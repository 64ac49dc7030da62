// Invitations and API tokens: secrets of which only a hash is kept.
import type { Role } from "../model/access.ts";
import { type Db, rowsOf } from "./database.ts";

export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  expires: Date;
  ending: "accepted" | "revoked" | null;
  secretHash: string;
};
export type TokenRow = {
  id: string;
  name: string;
  role: Role;
  scopes: string[];
  expires: Date;
  revoked: Date | null;
  secretHash: string;
  madeBy: string;
};
type Paging = { limit: number; after?: string | undefined };

const INVITATION = ["invitation_id as id", "email", "role", "expires_at as expires", "ending", "secret_hash as secretHash"] as const;
const TOKEN = [
  "token_id as id",
  "name",
  "role",
  "scopes",
  "expires_at as expires",
  "revoked_at as revoked",
  "secret_hash as secretHash",
  "made_by as madeBy",
] as const;

export async function addInvitation(
  db: Db,
  org: string,
  given: { id: string; email: string; role: Role; secretHash: string; by: string; at: Date; expires: Date },
): Promise<void> {
  await db
    .insertInto("invitation")
    .values({
      org_id: org,
      invitation_id: given.id,
      email: given.email,
      role: given.role,
      secret_hash: given.secretHash,
      made_by: given.by,
      made_at: given.at,
      expires_at: given.expires,
    })
    .execute();
}

export async function invitations(db: Db, org: string, { limit, after }: Paging): Promise<InvitationRow[]> {
  let query = db.selectFrom("invitation").select(INVITATION).where("org_id", "=", org);
  if (after !== undefined) query = query.where("invitation_id", ">", after);
  return (await query.orderBy("invitation_id").limit(limit).execute()) as InvitationRow[];
}

/** An invitation, held until the transaction ends so that it is accepted once. */
export async function invitationLocked(trx: Db, org: string, id: string): Promise<InvitationRow | undefined> {
  const row = await trx
    .selectFrom("invitation")
    .select(INVITATION)
    .where("org_id", "=", org)
    .where("invitation_id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row as InvitationRow | undefined;
}

/** Ends an open invitation; false where there is none. */
export async function endInvitation(
  db: Db,
  org: string,
  { id, ending, at }: { id: string; ending: "accepted" | "revoked"; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invitation")
    .set({ ending, ended_at: at })
    .where("org_id", "=", org)
    .where("invitation_id", "=", id)
    .where("ending", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function addToken(
  db: Db,
  org: string,
  given: { id: string; name: string; role: Role; scopes: readonly string[]; secretHash: string; by: string; at: Date; expires: Date },
): Promise<void> {
  await db
    .insertInto("api_token")
    .values({
      org_id: org,
      token_id: given.id,
      name: given.name,
      role: given.role,
      scopes: [...given.scopes],
      secret_hash: given.secretHash,
      made_by: given.by,
      made_at: given.at,
      expires_at: given.expires,
    })
    .execute();
}

const TOKEN_BY_ID = `
  select t.token_id as id, t.name, t.role, t.scopes, t.expires_at as expires, t.revoked_at as revoked, t.secret_hash as "secretHash",
    t.made_by as "madeBy", m.role as "makersRole"
  from api_token t left join membership m on m.org_id = t.org_id and m.person_id = t.made_by
  where t.org_id = $1 and t.token_id = $2`;

/** A token, and the role that its maker has in the organisation now. */
export async function token(db: Db, org: string, id: string): Promise<(TokenRow & { makersRole: Role | null }) | undefined> {
  return (await rowsOf<TokenRow & { makersRole: Role | null }>(db, TOKEN_BY_ID, [org, id]))[0];
}

export async function tokens(db: Db, org: string, { limit, after }: Paging): Promise<TokenRow[]> {
  let query = db.selectFrom("api_token").select(TOKEN).where("org_id", "=", org);
  if (after !== undefined) query = query.where("token_id", ">", after);
  return (await query.orderBy("token_id").limit(limit).execute()) as TokenRow[];
}

export async function revokeToken(db: Db, org: string, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("api_token")
    .set({ revoked_at: at })
    .where("org_id", "=", org)
    .where("token_id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Revokes what a person has made: when they leave, their tokens go with them. */
export async function revokeTokensOf(db: Db, org: string, { person, at }: { person: string; at: Date }): Promise<void> {
  await db
    .updateTable("api_token")
    .set({ revoked_at: at })
    .where("org_id", "=", org)
    .where("made_by", "=", person)
    .where("revoked_at", "is", null)
    .execute();
}
