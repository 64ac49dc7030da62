// Guests: links by which somebody outside reads one verification and its statement until a day, and nothing else.
import { hashOf } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import type { Answer } from "../model/api.ts";
import { requestProblem } from "../model/problems/request.ts";
import type { Verification } from "../model/verification.ts";
import { guestLinkRefusals } from "../model/verification-changes.ts";
import { guestRefusals } from "../model/verification-refusals.ts";
import {
  addGuestLink,
  type GuestLinkRow,
  guestLink,
  guestLinks,
  revokeGuestLink as revokeGuestLinkRow,
  usedGuestLink,
  type VerificationRow,
  verification as verificationRow,
} from "../store/verifications.ts";
import { nameOfActor, sameSecret } from "./actor.ts";
import { openedStatement, withRecords } from "./insight.ts";
import { secretText } from "./people.ts";
import { type Act, missing, ok, type Scene, stopped } from "./scene.ts";
import { doingOf } from "./verification-desk.ts";

const DAY = 86_400_000;
const MOST_DAYS = 90;

const shown = ({ id, until, made, by, revoked, lastUsed }: GuestLinkRow, now: Date): Answer<"listGuestLinks">["items"][number] => ({
  id,
  until: until.toISOString(),
  made: made.toISOString(),
  by,
  state: revoked !== null ? "revoked" : until < now ? "expired" : "open",
  ...(lastUsed !== null && { lastUsed: lastUsed.toISOString() }),
});

/** The verification, of one who may let guests in. Problems: NOT_FOUND, ACT_NOT_YOURS. */
async function hosted(scene: Scene, org: string, id: string): Promise<Outcome<VerificationRow>> {
  const row = await verificationRow(scene.db, org, id);
  if (row === undefined) return stopped(missing(id));
  const { actor } = scene;
  const owns = actor.kind === "person" && actor.role === "owner";
  const refusals = guestLinkRefusals(row.body, doingOf(scene).by, owns);
  return refusals.length > 0 ? stopped(...refusals) : ok(row);
}

const TOO_LONG = { ko: `지금부터 ${MOST_DAYS}일 안의 때여야 합니다.`, en: `a moment within ${MOST_DAYS} days from now is expected.` };

/** Law: a link ends within 90 days, its secret is shown once and kept as a hash. Problems: NOT_FOUND, ACT_NOT_YOURS, INPUT_INVALID. */
export const makeGuestLink: Act<"makeGuestLink"> = async (scene, { org, verification, body: { until } }) => {
  const host = await hosted(scene, org, verification);
  if (host.value === undefined) return host;
  const { now, newId, random, actor, db } = scene;
  const end = new Date(until);
  if (end <= now() || end.getTime() > now().getTime() + MOST_DAYS * DAY)
    return stopped(requestProblem("INPUT_INVALID", { path: "body/until", params: { field: "body/until", what: TOO_LONG } }));
  const secret = secretText(random(32));
  const row = { id: newId(), verification, secretHash: hashOf(secret), until: end, by: nameOfActor(actor), made: now() };
  await addGuestLink(db, org, row);
  return ok({ ...shown({ ...row, revoked: null, lastUsed: null }, now()), secret });
};

export const listGuestLinks: Act<"listGuestLinks"> = async ({ db, now }, { org, verification }) => {
  if ((await verificationRow(db, org, verification)) === undefined) return stopped(missing(verification));
  return ok({ items: (await guestLinks(db, org, verification)).map((row) => shown(row, now())) });
};

export const revokeGuestLink: Act<"revokeGuestLink"> = async (scene, { org, verification, link }) => {
  const host = await hosted(scene, org, verification);
  if (host.value === undefined) return host;
  const revoked = await revokeGuestLinkRow(scene.db, org, { verification, link, at: scene.now() });
  return revoked ? ok({ done: true as const }) : stopped(missing(link));
};

type Shown = { org: string; link: string; secret: string };
type Entered = { link: GuestLinkRow; row: VerificationRow; statement: string; text: string; entryDocuments: string[] };

/**
 * Law: whoever lacks the secret learns not even that the link is there; with it the link's end is told. What a guest sees is one verification, and its statement.
 * Problems: NOT_FOUND, GUEST_EXPIRED, GUEST_REVOKED.
 */
async function entered(scene: Scene, { org, link: id, secret }: Shown): Promise<Outcome<Entered>> {
  const { db, now } = scene;
  const link = await guestLink(db, org, id);
  const fits = sameSecret(hashOf(secret), link?.secretHash ?? "");
  if (link === undefined || !fits) return stopped(missing(id));
  const { verification, until, revoked } = link;
  const told = { verification, until: until.toISOString(), ...(revoked !== null && { revoked: revoked.toISOString() }) };
  const refusals = guestRefusals(told, now().toISOString());
  if (refusals.length > 0) return stopped(...refusals);
  const row = await verificationRow(db, org, verification);
  const statement = row?.body.subject.statement ?? "";
  const kept = await openedStatement(scene, org, statement);
  if (row === undefined || kept === undefined) return stopped(missing(id));
  await usedGuestLink(db, org, { link: id, at: now() });
  const { text, entryDocuments } = kept;
  return ok({ link, row, statement, text, entryDocuments });
}

const PLANT = "plant";

/** Law: a guest learns who the team is, as the report says it, and of nobody else who they are. */
function forGuests(given: Verification): Verification {
  const { engagement } = given;
  const part = new Map(engagement.team.map(({ person }, i) => [person, `team/${i + 1}`]));
  const who = (by: string): string => part.get(by) ?? PLANT;
  const by = <T extends { by: string }>(one: T): T => ({ ...one, by: who(one.by) });
  const { earlier, ...subject } = given.subject;
  return {
    ...given,
    engagement: {
      ...engagement,
      team: engagement.team.map((one) => ({ ...one, person: who(one.person) })),
      preparers: [],
      advisors: [],
    },
    subject: { ...subject, ...(earlier && { earlier: earlier.map(by) }) },
    visits: given.visits.map((one) => ({ ...one, who: one.who.map(who) })),
    findings: given.findings.map((one) => ({ ...one, ...(one.thread && { thread: one.thread.map(by) }) })),
    ticks: given.ticks.map(by),
    moves: given.moves.map(by),
  };
}

export const guestVerification: Act<"guestVerification"> = async (scene, { org, link, body: { secret } }) => {
  const found = await entered(scene, { org, link, secret });
  if (found.value === undefined) return found;
  const { row, text, entryDocuments } = found.value;
  const bars = await scene.work("verificationMateriality", { text, entryDocuments, verification: row.body });
  if (bars.value === undefined) return stopped(...bars.problems);
  const verification = forGuests(row.body);
  const { installation } = JSON.parse(text) as { installation: { name: string } };
  return ok({
    installation: installation.name,
    until: found.value.link.until.toISOString(),
    verification,
    names: Object.fromEntries(verification.engagement.team.map(({ person, name }) => [person, name])),
    materiality: bars.value.goods,
  });
};

export const guestStatement: Act<"guestStatement"> = async (scene, { org, link, body: { secret } }) => {
  const found = await entered(scene, { org, link, secret });
  if (found.value === undefined) return found;
  const { text, entryDocuments, statement } = found.value;
  const { value, problems } = await scene.work("statementAnalysis", { text, entryDocuments });
  return value === undefined ? stopped(...problems) : ok({ ...value, statement });
};

/** Law: a guest sees what a number comes from, and nobody who wrote it. */
export const guestStep: Act<"guestStep"> = async (scene, { org, link, body: { secret, step } }) => {
  const found = await entered(scene, { org, link, secret });
  if (found.value === undefined) return found;
  const { text, entryDocuments, statement } = found.value;
  const kept = await openedStatement(scene, org, statement);
  const { value, problems } = await scene.work("statementStep", { text, entryDocuments, step });
  if (value === undefined) return stopped(...problems);
  if (value === null || kept === undefined) return stopped(missing(step));
  const { period, revision } = kept;
  const told = await withRecords(scene, value, { org, period, revision });
  return ok({ ...told, records: told.records.map((one) => ({ ...one, by: PLANT })) });
};
