// A verification as whoever asks sees it, and the one way in which it changes: a new version on top of the latest.
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import type { ActName, Answer } from "../model/api.ts";
import { requestProblem } from "../model/problems/request.ts";
import { storeProblem } from "../model/problems/store.ts";
import type { Verification } from "../model/verification.ts";
import { type Doing, standing } from "../model/verification-changes.ts";
import { nextOf } from "../model/verification-next.ts";
import { members, organisation, roleIn } from "../store/organisations.ts";
import { installation } from "../store/periods.ts";
import { addVerification, preparersOf, type VerificationRow, verification, versionsOf } from "../store/verifications.ts";
import { nameOfActor } from "./actor.ts";
import { missing, ok, type Scene, stopped } from "./scene.ts";

export type Desk = Answer<"readVerification">;

/** Who does it now; a token is nobody of a team. */
export const doingOf = ({ person, actor, now }: Scene): Doing => ({
  by: person === "" ? nameOfActor(actor) : person,
  at: now().toISOString(),
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const bare = (by: string): string => by.replace(/^person:/, "");

/** Names of everybody and everything whose ids stand in a verification. */
async function namesIn(
  { db, directory }: Scene,
  org: string,
  { engagement, moves, ticks, findings, visits, subject }: Verification,
  more: string[],
) {
  const said = findings.flatMap(({ thread = [] }) => thread);
  const ids = new Set([
    ...engagement.preparers,
    ...engagement.advisors,
    ...[...moves, ...ticks, ...said, ...(subject.earlier ?? [])].map(({ by }) => by),
    ...visits.flatMap(({ who }) => who),
    ...more,
  ]);
  const names: Record<string, string> = {};
  for (const [id, { name }] of await directory.people([...ids].filter((id) => UUID.test(id)))) names[id] = name;
  for (const { person, name } of engagement.team) names[person] = name;
  const site = await installation(db, org, engagement.installation);
  if (site !== undefined) names[site.id] = site.name;
  for (const id of [org, engagement.bodyOrganisation]) {
    const found = id === undefined ? undefined : await organisation(db, id);
    if (found !== undefined) names[found.id] = found.name;
  }
  return names;
}

export async function deskOf(scene: Scene, org: string, row: VerificationRow): Promise<Desk> {
  const { actor } = scene;
  const doing = doingOf(scene);
  const versions = await versionsOf(scene.db, org, row.id);
  const history = versions.map(({ at, by, ...one }) => ({ ...one, at: at.toISOString(), by: bare(by) }));
  const role = actor.kind === "nobody" ? undefined : actor.role;
  return {
    id: row.id,
    version: row.version,
    period: row.period,
    at: row.at.toISOString(),
    verification: row.body,
    mine: row.body.engagement.team.filter(({ person }) => person === doing.by).map((one) => one.role),
    next: role === undefined ? [] : nextOf(row.body, { ...doing, role }),
    against: standing(row.body, doing.at.slice(0, 10)),
    names: await namesIn(
      scene,
      org,
      row.body,
      history.map(({ by }) => by),
    ),
    history,
  };
}

export const ANY_VERSION = "any";
type Which = { org: string; verification: string; ifMatch?: number | typeof ANY_VERSION | undefined };

/** Problems: VERSION_NEEDED, VERSION_CONFLICT. */
function versionProblem({ id, version }: VerificationRow, seen: Which["ifMatch"]): Problem | undefined {
  if (seen === ANY_VERSION || seen === version) return undefined;
  const params = { what: id, current: version };
  if (seen === undefined) return storeProblem("VERSION_NEEDED", { params });
  return storeProblem("VERSION_CONFLICT", { params: { ...params, seen } });
}

const MOST_TRIES = 50;

type Changed = { desk: Desk; row: VerificationRow; problems: Problem[] };
export type Change = (before: Verification, doing: Doing, row: VerificationRow) => Outcome<Verification> | Promise<Outcome<Verification>>;

/**
 * Law: a change is made on the version that was seen; what only adds something is made on the latest, and again if another came first, so that both are kept.
 * Problems: NOT_FOUND, VERSION_NEEDED, VERSION_CONFLICT, BUSY, and those of the change.
 */
export async function changedRow(
  scene: Scene,
  act: ActName,
  { org, verification: id, ifMatch }: Which,
  change: Change,
): Promise<Outcome<Omit<Changed, "desk">>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const row = await verification(scene.db, org, id);
    if (row === undefined) return stopped(missing(id));
    const other = versionProblem(row, ifMatch);
    if (other !== undefined) return stopped(other);
    const { value, problems } = await change(row.body, doingOf(scene), row);
    if (value === undefined || hasError(problems)) return stopped(...problems);
    const next = { ...row, version: row.version + 1, act, body: value, at: scene.now(), by: nameOfActor(scene.actor) };
    if (await addVerification(scene.db, org, next)) return ok({ row: next, problems });
  }
  return stopped(storeProblem("BUSY"));
}

/** The same, answered as the desk. */
export async function changed(scene: Scene, act: ActName, which: Which, change: Change): Promise<Outcome<Desk>> {
  const { value, problems } = await changedRow(scene, act, which, change);
  return value === undefined ? stopped(...problems) : ok(await deskOf(scene, which.org, value.row));
}

type Team = Verification["engagement"]["team"];
type Named = readonly { person: string; role: Team[number]["role"] }[];

/** Roles in a body's organisation that may act for it. */
const ACTS_FOR_BODY: readonly string[] = ["owner", "editor", "verifier"];

/**
 * Law: a team is of the plant's members with the role verifier; where the body is an organisation of this instance, lead and reviewer are its people too,
 * since its opinion is signed with its key. Problems: MEMBER_UNKNOWN, NOT_FOUND.
 */
export async function teamOf({ db, directory }: Scene, org: string, team: Named, body: string | undefined): Promise<Outcome<Team>> {
  const named = await directory.people(team.map(({ person }) => person));
  const problems: Problem[] = [];
  if (body !== undefined && (await organisation(db, body))?.kind !== "verifier") problems.push(missing(body));
  for (const [i, { person, role }] of team.entries()) {
    const mine = await roleIn(db, org, person);
    const theirs = body === undefined ? undefined : await roleIn(db, body, person);
    const signs = body !== undefined && (role === "leadAuditor" || role === "independentReviewer");
    if (mine !== "verifier" || (signs && !ACTS_FOR_BODY.includes(theirs ?? "")))
      problems.push(requestProblem("MEMBER_UNKNOWN", { path: `engagement/team/${i}` }));
  }
  if (problems.length > 0) return stopped(...problems);
  return ok(team.map(({ person, role }) => ({ person, role, name: named.get(person)?.name ?? person })));
}

const joined = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])].sort();

/** Most members of an organisation who are looked through for consultants. */
const MOST_MEMBERS = 10_000;

/** Who spoke for the plant in the verification itself: submitted, answered, or calculated again. */
const spokeForPlant = ({ moves, findings, subject }: Verification): string[] => [
  ...moves.filter(({ act }) => act === "submit").map(({ by }) => by),
  ...findings.flatMap(({ thread = [] }) => thread.filter(({ kind }) => kind === "answer").map(({ by }) => by)),
  ...(subject.earlier ?? []).map(({ by }) => by),
];

/**
 * Law: who entered, imported or sealed has prepared, and so has who speaks for the plant in the verification; who is a consultant of the plant has advised;
 * whoever once did, did for good.
 */
export async function withPreparers({ db }: Scene, org: string, given: Verification, period: string): Promise<Verification> {
  const { engagement } = given;
  const consultants = (await members(db, org, { limit: MOST_MEMBERS })).filter(({ role }) => role === "consultant");
  const preparers = joined([...engagement.preparers, ...spokeForPlant(given)], await preparersOf(db, org, period));
  const advisors = joined(
    engagement.advisors,
    consultants.map(({ person }) => person),
  );
  return { ...given, engagement: { ...engagement, preparers, advisors } };
}
