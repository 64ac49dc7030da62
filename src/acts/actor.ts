// Who calls: credentials held against what is kept of them.
import { hashOf } from "../base/canonical.ts";
import type { Actor, Right } from "../model/access.ts";
import type { Db } from "../store/database.ts";
import { roleIn } from "../store/organisations.ts";
import { token } from "../store/secrets.ts";

/** What a request shows: a person whose short-lived token or session was verified, or the text of an API token. */
export type Credentials =
  | { kind: "none" }
  | { kind: "person"; person: string }
  | { kind: "token"; text: string }
  /** Whoever asks for credentials of the one organisation that the operator's settings open for a trial. */
  | { kind: "trial"; org: string };

const TOKEN = /^sandan_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/** The text of an API token; its organisation stands in it, so that only that one is asked. */
export function tokenText(org: string, id: string, secret: string): string {
  return `sandan_${org}.${id}.${secret}`;
}

/** True if two texts are the same, in a time that does not tell where they differ: their hashes are compared whole. */
export function sameSecret(one: string, other: string): boolean {
  const [a, b] = [hashOf(one), hashOf(other)];
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

const NOBODY: Actor = { kind: "nobody" };

/** The actor in an organisation, or beside all of them. A token's maker who has left, or lost a right, takes the token's right along. */
export async function actorOf(db: Db, credentials: Credentials, { org, now }: { org: string | undefined; now: Date }): Promise<Actor> {
  if (credentials.kind === "none") return NOBODY;
  if (credentials.kind === "trial")
    return credentials.org === org ? { kind: "token", token: "vc-trial", role: "owner", scopes: ["manage"] } : NOBODY;
  if (credentials.kind === "person") {
    const role = org === undefined ? undefined : await roleIn(db, org, credentials.person);
    return { kind: "person", person: credentials.person, ...(role && { role }) };
  }
  const [, tokenOrg, id, secret = ""] = TOKEN.exec(credentials.text) ?? [];
  if (tokenOrg === undefined || id === undefined) return NOBODY;
  const row = await token(db, tokenOrg, id);
  const fits = sameSecret(hashOf(secret), row?.secretHash ?? "");
  if (row === undefined || !fits || row.revoked !== null || row.expires <= now) return NOBODY;
  const role = org === tokenOrg ? (row.makersRole ?? undefined) : undefined;
  return { kind: "token", token: id, scopes: row.scopes as Right[], ...(role && { role }) };
}

/** The actor's name in the audit trail and on what it writes: a number, never a name. */
export function nameOfActor(actor: Actor): string {
  if (actor.kind === "nobody") return "nobody";
  return actor.kind === "person" ? `person:${actor.person}` : `token:${actor.token}`;
}
