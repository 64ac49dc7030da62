// Acts on organisations and people.
import { hashOf } from "../base/canonical.ts";
import type { Role } from "../model/access.ts";
import { ACT_NAMES, writes } from "../model/api.ts";
import { requestProblem } from "../model/problems/request.ts";
import { storeProblem } from "../model/problems/store.ts";
import {
  admitPlant as admitPlantRow,
  aggregateOf,
  complexesOf,
  type Joining,
  organisationsOf,
  plantsOf,
  removeFromAll,
} from "../store/across.ts";
import { addMessage } from "../store/answered.ts";
import { appendAudit, auditLines } from "../store/audit.ts";
import {
  addOrganisation,
  joinComplex as joinComplexRow,
  leaveComplex as leaveComplexRow,
  members,
  organisation,
  ownersLocked,
  removeMember as removeMemberRow,
  removeOrganisation as removeOrganisationRows,
  renamedOrganisation,
  roleIn,
  setRole,
} from "../store/organisations.ts";
import {
  addInvitation,
  addToken,
  endInvitation,
  type InvitationRow,
  invitationLocked,
  invitations,
  revokeToken as revokeTokenRow,
  revokeTokensOf,
  type TokenRow,
  tokens,
} from "../store/secrets.ts";
import { nameOfActor, sameSecret, tokenText } from "./actor.ts";
import { invitationMail } from "./mails.ts";
import { type Act, ok, paged, type Scene, stopped } from "./scene.ts";

const DONE = { done: true } as const;
const DAY = 86_400_000;
const INVITATION_DAYS = 14;
/** Fewest plants over which a sum is told. */
const FLOOR = 5;

/** 43 characters of base64url for 32 bytes. */
export function secretText(bytes: Uint8Array): string {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += digits[(held >> bits) & 63];
    }
  }
  return bits === 0 ? text : text + digits[(held << (6 - bits)) & 63];
}

export const whoAmI: Act<"whoAmI"> = async ({ db, directory, person }) => {
  const found = (await directory.people([person])).get(person);
  if (found === undefined) return stopped(requestProblem("SIGN_IN_NEEDED"));
  return ok({ person, name: found.name, email: found.email, organisations: await organisationsOf(db, person) });
};

/** A short-lived token outlives its person by minutes: whoever was erased begins nothing new with it. */
export const createOrganisation: Act<"createOrganisation"> = async ({ db, person, directory, newId, now, random }, { body }) => {
  if (!(await directory.people([person])).has(person)) return stopped(requestProblem("SIGN_IN_NEEDED"));
  const made = await addOrganisation(db, { id: newId(), ...body, at: now(), secret: random(32) });
  await setRole(db, made.id, { person, role: "owner", since: now() });
  return ok(made);
};

export const readOrganisation: Act<"readOrganisation"> = async ({ db }, { org }) => {
  const found = await organisation(db, org);
  return found === undefined ? stopped(requestProblem("ORGANISATION_UNKNOWN")) : ok(found);
};

export const renameOrganisation: Act<"renameOrganisation"> = async ({ db }, { org, body, ifMatch }) => {
  if (ifMatch === undefined) return stopped(requestProblem("VERSION_HEADER_NEEDED"));
  const renamed = await renamedOrganisation(db, org, { name: body.name, version: ifMatch });
  if (renamed !== undefined) return ok(renamed);
  const current = (await organisation(db, org))?.version ?? 0;
  return stopped(storeProblem("VERSION_CONFLICT", { params: { what: org, current, seen: ifMatch } }));
};

/** The rows go with the transaction; the files of evidence after it, by the job that clears what nobody owns. */
export const removeOrganisation: Act<"removeOrganisation"> = async ({ db }, { org, name }) => {
  const found = await organisation(db, org);
  if (found?.name !== name) return stopped(requestProblem("NAME_DIFFERS", { path: "name", params: { given: name } }));
  await removeOrganisationRows(db, org);
  return ok(DONE);
};

export const listMembers: Act<"listMembers"> = async ({ db, directory }, { org, limit, after }) => {
  const rows = await members(db, org, { limit: limit + 1, after });
  const people = await directory.people(rows.map(({ person }) => person));
  return ok(
    paged(rows, limit, {
      keyOf: ({ person }) => person,
      show: ({ person, role, since }) => ({
        person,
        role,
        since: since.toISOString(),
        name: people.get(person)?.name ?? "",
        email: people.get(person)?.email ?? "",
      }),
    }),
  );
};

/** The role that an organisation of the kind does not have, or undefined. */
async function unfitRole({ db }: Scene, org: string, role: Role): Promise<Role | undefined> {
  const kind = (await organisation(db, org))?.kind;
  return role === "complexOperator" && kind !== "complex" ? role : undefined;
}

/** Law: who gives or takes ownership is a person; a token that was made to manage members cannot rise by it. */
const aboveToken = ({ actor }: Scene, touches: boolean): boolean => touches && actor.kind !== "person";

export const changeMember: Act<"changeMember"> = async (scene, { org, person, body: { role } }) => {
  const { db, now } = scene;
  const owners = await ownersLocked(db, org);
  if (aboveToken(scene, role === "owner" || owners.includes(person))) return stopped(requestProblem("PERSON_NEEDED"));
  if ((await roleIn(db, org, person)) === undefined) return stopped(requestProblem("MEMBER_UNKNOWN"));
  const unfit = await unfitRole(scene, org, role);
  if (unfit !== undefined) return stopped(requestProblem("ROLE_UNFIT", { params: { role } }));
  if (role !== "owner" && owners.length === 1 && owners[0] === person) return stopped(requestProblem("LAST_OWNER"));
  await setRole(db, org, { person: person, role, since: now() });
  return ok(DONE);
};

async function ended(scene: Scene, org: string, person: string) {
  const { db, now } = scene;
  const owners = await ownersLocked(db, org);
  if (aboveToken(scene, owners.includes(person))) return stopped(requestProblem("PERSON_NEEDED"));
  if (owners.length === 1 && owners[0] === person) return stopped(requestProblem("LAST_OWNER"));
  if (!(await removeMemberRow(db, org, person))) return stopped(requestProblem("MEMBER_UNKNOWN"));
  await revokeTokensOf(db, org, { person, at: now() });
  return ok(DONE);
}

export const removeMember: Act<"removeMember"> = (scene, { org, person }) => ended(scene, org, person);

/** One's own name in an organisation: whoever is no member is told no more than a stranger. */
export const leaveOrganisation: Act<"leaveOrganisation"> = async (scene, { org }) => {
  if (scene.actor.kind !== "person" || scene.actor.role === undefined) return stopped(requestProblem("ORGANISATION_UNKNOWN"));
  return ended(scene, org, scene.person);
};

function shownInvitation({ id, email, role, expires, ending }: InvitationRow, now: Date) {
  const state = ending ?? (expires <= now ? "expired" : "open");
  return { id, email, role, expires: expires.toISOString(), state } as const;
}

export const inviteMember: Act<"inviteMember"> = async (scene, { org, body: { email, role, lang } }) => {
  const { db, actor, newId, now, random, person, baseUrl } = scene;
  if (aboveToken(scene, role === "owner")) return stopped(requestProblem("PERSON_NEEDED"));
  const unfit = await unfitRole(scene, org, role);
  if (unfit !== undefined) return stopped(requestProblem("ROLE_UNFIT", { params: { role } }));
  const found = await organisation(db, org);
  const secret = secretText(random(32));
  const expires = new Date(now().getTime() + INVITATION_DAYS * DAY);
  const id = newId();
  const by = actor.kind === "token" ? actor.token : person;
  await addInvitation(db, org, { id, email: email.toLowerCase(), role, secretHash: hashOf(secret), by, at: now(), expires });
  const link = `${baseUrl}/invitation#org=${org}&token=${id}.${secret}`;
  const mail = invitationMail({ organisation: found?.name ?? "", link, lang, days: INVITATION_DAYS });
  await addMessage(db, org, { id: newId(), address: email, ...mail, at: now() });
  return ok(shownInvitation({ id, email, role, expires, ending: null, secretHash: "" }, now()));
};

export const listInvitations: Act<"listInvitations"> = async ({ db, now }, { org, limit, after }) => {
  const rows = await invitations(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: (row) => shownInvitation(row, now()) }));
};

export const revokeInvitation: Act<"revokeInvitation"> = async ({ db, now }, { org, invitation }) => {
  const revoked = await endInvitation(db, org, { id: invitation, ending: "revoked", at: now() });
  return revoked ? ok(DONE) : stopped(storeProblem("NOT_FOUND", { params: { what: invitation } }));
};

const INVITATION = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/** Law: an invitation is for the person who holds its secret and whose verified address it was sent to; it is accepted once. */
export const acceptInvitation: Act<"acceptInvitation"> = async ({ db, now, person, directory }, { org, body }) => {
  const [, id, secret = ""] = INVITATION.exec(body.token) ?? [];
  const row = id === undefined ? undefined : await invitationLocked(db, org, id);
  const email = (await directory.people([person])).get(person)?.email.toLowerCase();
  const fits = sameSecret(hashOf(secret), row?.secretHash ?? "") && row?.email === email;
  if (row === undefined || !fits || row.ending !== null || row.expires <= now()) return stopped(requestProblem("INVITATION_INVALID"));
  await endInvitation(db, org, { id: row.id, ending: "accepted", at: now() });
  const already = await roleIn(db, org, person);
  if (already === undefined) await setRole(db, org, { person, role: row.role, since: now() });
  return ok({ role: already ?? row.role });
};

function shownToken({ id, name, role, scopes, expires, revoked }: TokenRow) {
  return { id, name, role, scopes: scopes as never, expires: expires.toISOString(), revoked: revoked !== null };
}

/** Law: a token has the rights of its maker's role that its scopes name, as long as the maker has them. A token makes no tokens. */
export const createToken: Act<"createToken"> = async ({ db, actor, person, newId, now, random }, { org, body }) => {
  if (actor.kind !== "person" || actor.role === undefined) return stopped(requestProblem("PERSON_NEEDED"));
  const secret = secretText(random(32));
  const expires = new Date(now().getTime() + body.days * DAY);
  const id = newId();
  const { name, scopes } = body;
  await addToken(db, org, { id, name, role: actor.role, scopes, secretHash: hashOf(secret), by: person, at: now(), expires });
  const row: TokenRow = { id, name, role: actor.role, scopes, expires, revoked: null, secretHash: "", madeBy: person };
  return ok({ ...shownToken(row), secret: tokenText(org, id, secret) });
};

export const listTokens: Act<"listTokens"> = async ({ db }, { org, limit, after }) => {
  const rows = await tokens(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: shownToken }));
};

export const revokeToken: Act<"revokeToken"> = async ({ db, now }, { org, token }) => {
  const revoked = await revokeTokenRow(db, org, { id: token, at: now() });
  return revoked ? ok(DONE) : stopped(storeProblem("NOT_FOUND", { params: { what: token } }));
};

/** Acts that only look: whatever else stands in a trail changed something. */
const LOOKS = ACT_NAMES.filter((name) => !writes(name));

export const listAudit: Act<"listAudit"> = async ({ db }, { org, limit, after, order, only, act, actor }) => {
  const from = after === undefined ? undefined : Number(after);
  if (from !== undefined && (!Number.isSafeInteger(from) || from < 0))
    return stopped(storeProblem("NOT_FOUND", { params: { what: after ?? "" } }));
  const refusedAlone = only === undefined ? undefined : only === "refusals";
  const but = only === "changes" ? LOOKS : undefined;
  const rows = await auditLines(db, org, {
    limit: limit + 1,
    after: from,
    newest: order === "newest",
    act,
    actor,
    but,
    refused: refusedAlone,
  });
  return ok(paged(rows, limit, { keyOf: ({ seq }) => String(seq), show: (row) => ({ ...row, at: row.at.toISOString() }) }));
};

export const joinComplex: Act<"joinComplex"> = async ({ db, now }, { org, complex }) => {
  const [found, own] = [await organisation(db, complex), await organisation(db, org)];
  if (found?.kind !== "complex") return stopped(storeProblem("NOT_FOUND", { params: { what: complex } }));
  if (own?.kind !== "plant") return stopped(requestProblem("PLANT_NEEDED"));
  await joinComplexRow(db, org, complex, now());
  return ok(DONE);
};

/** A plant in a complex, seen from either side. */
const shownJoining = ({ id, name, since, admitted }: Joining) => ({ id, name, since: since.toISOString(), admitted: admitted !== null });

export const listComplexes: Act<"listComplexes"> = async ({ db }, { org, limit, after }) => {
  const rows = await complexesOf(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: shownJoining }));
};

export const leaveComplex: Act<"leaveComplex"> = async ({ db }, { org, complex }) => {
  const left = await leaveComplexRow(db, org, complex);
  return left ? ok(DONE) : stopped(storeProblem("NOT_FOUND", { params: { what: complex } }));
};

export const listPlants: Act<"listPlants"> = async ({ db }, { org, limit, after }) => {
  const rows = await plantsOf(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: shownJoining }));
};

export const admitPlant: Act<"admitPlant"> = async ({ db, now }, { org, plant }) => {
  const admitted = await admitPlantRow(db, org, plant, now());
  return admitted ? ok(DONE) : stopped(storeProblem("NOT_FOUND", { params: { what: plant } }));
};

export const dismissPlant: Act<"dismissPlant"> = async ({ db }, { org, plant }) => {
  const left = await leaveComplexRow(db, plant, org);
  return left ? ok(DONE) : stopped(storeProblem("NOT_FOUND", { params: { what: plant } }));
};

/** Digits of a published sum: fewer than what would tell a plant that comes or goes by subtraction. */
const DIGITS = 3;

/** Law: under the floor a sum would tell of single plants, and nothing but their number is told; a sum is rounded to three digits. */
export const readAggregate: Act<"readAggregate"> = async ({ db }, { org, year }) => {
  const { plants, calculated, owners, emissionsTco2e } = await aggregateOf(db, org, year);
  if (owners < FLOOR || emissionsTco2e === null) return ok({ plants, calculated: null, emissionsTco2e: null, floor: FLOOR });
  return ok({ plants, calculated, emissionsTco2e: Number(emissionsTco2e.toPrecision(DIGITS)), floor: FLOOR });
};

/**
 * Law: a person's name, address and sign-on go; what they recorded stays under a number that names nobody, and each organisation's trail says so.
 * Problem: STILL_OWNER.
 */
export async function erased(
  { db, directory, now }: Pick<Scene, "db" | "directory" | "now">,
  { person, email, by }: { person: string; email: string; by: string },
) {
  const belongs = await organisationsOf(db, person);
  const alone: string[] = [];
  for (const { id, name, role } of belongs) {
    const owners = role === "owner" ? await ownersLocked(db, id) : [];
    if (owners.length === 1) alone.push(name);
  }
  if (alone.length > 0) return stopped(requestProblem("STILL_OWNER", { params: { names: alone.join(", ") } }));
  await removeFromAll(db, { person, email, at: now() });
  const event = { at: now(), actor: by, act: "erasePerson", subject: `person=${person}`, outcome: "done" };
  for (const id of belongs.map((one) => one.id).sort()) await appendAudit(db, id, [event]);
  await directory.erase(person);
  return ok(DONE);
}

export const erasePerson: Act<"erasePerson"> = async (scene, { body }) => {
  const { directory, person, actor } = scene;
  const found = (await directory.people([person])).get(person);
  if (found?.email.toLowerCase() !== body.email.toLowerCase())
    return stopped(requestProblem("NAME_DIFFERS", { path: "email", params: { given: body.email } }));
  return erased(scene, { person, email: found.email, by: nameOfActor(actor) });
};
