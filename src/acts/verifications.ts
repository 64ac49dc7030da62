// Acts of the plant on a verification: opened, submitted, answered, calculated again, withdrawn, superseded; and verifications listed and read.
import { hasError, type Outcome } from "../base/problem.ts";
import type { ActName, Answer } from "../model/api.ts";
import { requestProblem } from "../model/problems/request.ts";
import { storeProblem } from "../model/problems/store.ts";
import type { EarlierVisit, Verification } from "../model/verification.ts";
import { changeRefusals, type Doing, findingAnswered, recalculated, submitted, withdrawn, withWhy } from "../model/verification-changes.ts";
import { moved } from "../model/verification-course.ts";
import { sealedPackages } from "../store/credentials.ts";
import { evidenceAmong } from "../store/evidence.ts";
import { period as periodRow } from "../store/periods.ts";
import { sealing as sealingRow } from "../store/statements.ts";
import {
  addVerification,
  type VerificationRow,
  verification as verificationRow,
  verifications,
  verificationsOfInstallation,
} from "../store/verifications.ts";
import { nameOfActor } from "./actor.ts";
import { type Act, missing, ok, paged, type Scene, stopped } from "./scene.ts";
import { ANY_VERSION, changed, changedRow, type Desk, deskOf, teamOf, withPreparers } from "./verification-desk.ts";
import { opinionEnded } from "./verification-release.ts";

type Listed = Answer<"listVerifications">["items"][number];

const shown = ({ id, version, period, at, body }: VerificationRow): Listed => ({
  id,
  version,
  period,
  statement: body.subject.statement,
  state: body.state,
  regime: body.engagement.regime,
  body: body.engagement.body.name,
  open: body.findings.filter(({ state }) => state !== "closed").length,
  at: at.toISOString(),
});

export const listVerifications: Act<"listVerifications"> = async ({ db }, { org, limit, after, period }) => {
  const rows = await verifications(db, org, { limit: limit + 1, after, period });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: shown }));
};

export const readVerification: Act<"readVerification"> = async (scene, { org, verification }) => {
  const row = await verificationRow(scene.db, org, verification);
  return row === undefined ? stopped(missing(verification)) : ok(await deskOf(scene, org, row));
};

type Subject = Pick<Verification["subject"], "statement" | "package" | "categories">;

/** What a sealing gives to verify: its statement, the newest package of it, and the categories of its goods. Problem: NOT_FOUND. */
async function subjectOf({ db }: Scene, org: string, sealing: string): Promise<Outcome<{ subject: Subject; period: string }>> {
  const sealed = await sealingRow(db, org, sealing);
  if (sealed === undefined) return stopped(missing(sealing));
  const { hash, period } = sealed;
  const goods = sealed.goods as unknown as { category: string }[];
  const categories = [...new Set(goods.map(({ category }) => category))].sort();
  const packed = (await sealedPackages(db, org)).find(({ statement }) => statement === hash);
  return ok({ subject: { statement: hash, categories, ...(packed && { package: packed.hash }) }, period });
}

const FULLEST = ["physical", "virtual", "waived"] as const;

/** Law: how earlier periods of the installation were visited is known here where they were verified here. */
async function visitsBefore({ db }: Scene, org: string, period: { id: string; end: string }): Promise<EarlierVisit[]> {
  const year = Number(period.end.slice(0, 4));
  const kinds = new Map<number, EarlierVisit["kind"][]>();
  for (const { body } of await verificationsOfInstallation(db, org, period.id)) {
    const of = Number(body.engagement.period.end.slice(0, 4));
    if (of >= year || (body.state !== "released" && body.state !== "superseded")) continue;
    kinds.set(of, [...(kinds.get(of) ?? []), ...body.visits.map(({ kind }) => kind)]);
  }
  return [...kinds].flatMap(([of, made]) => {
    const kind = FULLEST.find((one) => made.includes(one));
    return kind === undefined ? [] : [{ year: of, kind }];
  });
}

/** Keeps the first version of a verification. */
async function begun(
  scene: Scene,
  org: string,
  { act, body, period }: { act: ActName; body: Verification; period: string },
): Promise<Desk> {
  const row = { id: body.id, version: 1, period, act, body, at: scene.now(), by: nameOfActor(scene.actor) };
  await addVerification(scene.db, org, row);
  return deskOf(scene, org, row);
}

export const openVerification: Act<"openVerification"> = async (scene, { org, body: { sealing, team, ...given } }) => {
  const found = await subjectOf(scene, org, sealing);
  if (found.value === undefined) return found;
  const { subject, period } = found.value;
  const told = await periodRow(scene.db, org, period);
  if (told === undefined) return stopped(missing(period));
  const named = await teamOf(scene, org, team, given.bodyOrganisation);
  if (named.value === undefined) return named;
  const { start, end, installation } = told;
  const engagement = { organisation: org, installation, period: { start, end }, ...optional(given), team: named.value, preparers: [] };
  const plain: Verification = {
    format: "sandan.verification/1",
    id: scene.newId(),
    engagement,
    state: "draft",
    subject,
    visits: [],
    earlierVisits: await visitsBefore(scene, org, told),
    findings: [],
    ticks: [],
    moves: [],
  };
  const body = await withPreparers(scene, org, plain, period);
  return ok(await begun(scene, org, { act: "openVerification", body, period }));
};

/** Members that are not given stand in no body. */
function optional<T extends { bodyOrganisation?: string | undefined }>({ bodyOrganisation, ...rest }: T) {
  return { ...rest, ...(bodyOrganisation !== undefined && { bodyOrganisation }) };
}

export const changeEngagement: Act<"changeEngagement"> = (scene, { org, verification, ifMatch, body: { team, ...given } }) =>
  changed(scene, "changeEngagement", { org, verification, ifMatch }, async (before, { by }, { period }) => {
    const refusals = changeRefusals(before, "engage", by);
    if (refusals.length > 0) return stopped(...refusals);
    const named = await teamOf(scene, org, team, given.bodyOrganisation);
    if (named.value === undefined) return named;
    const { bodyOrganisation: _, ...kept } = before.engagement;
    const advisors = [...new Set([...kept.advisors, ...given.advisors])];
    const engagement = { ...kept, ...optional(given), advisors, team: named.value };
    return ok(await withPreparers(scene, org, { ...before, engagement }, period));
  });

export const submitVerification: Act<"submitVerification"> = (scene, { org, verification, ifMatch }) =>
  changed(scene, "submitVerification", { org, verification, ifMatch }, async (before, doing, row) =>
    submitted(await withPreparers(scene, org, before, row.period), doing),
  );

export const withdrawVerification: Act<"withdrawVerification"> = (scene, { org, verification, ifMatch, body: { why } }) =>
  changed(scene, "withdrawVerification", { org, verification, ifMatch }, (before, doing) =>
    withWhy(withdrawn(before, "plant", doing), why),
  );

/** Law: evidence that an answer names is there. Problems: NOT_FOUND, EVIDENCE_UNKNOWN and those of `findingAnswered`. */
export const answerFinding: Act<"answerFinding"> = async (scene, { org, verification, finding, body: { answer, evidence } }) => {
  const there = await evidenceAmong(scene.db, org, evidence);
  const lacking = evidence.filter((sha256) => !there.has(sha256));
  if (lacking.length > 0) return stopped(...lacking.map((sha256) => storeProblem("EVIDENCE_UNKNOWN", { params: { sha256 } })));
  return changed(scene, "answerFinding", { org, verification, ifMatch: ANY_VERSION }, (before, doing) =>
    before.findings.some(({ id }) => id === finding)
      ? findingAnswered(before, { ...doing, id: finding, text: answer, evidence })
      : stopped(missing(finding)),
  );
};

/** Law: the new statement is another one, of the same period. Problems: NOT_FOUND and those of `recalculated`. */
export const recalculateVerification: Act<"recalculateVerification"> = (scene, { org, verification, ifMatch, body: { sealing } }) =>
  changed(scene, "recalculateVerification", { org, verification, ifMatch }, async (before, doing, row) => {
    const next = await newSubject(scene, { org, sealing, row });
    if (next.value === undefined) return next;
    const { value, problems } = recalculated(before, next.value, doing);
    return value === undefined ? { value, problems } : ok(await withPreparers(scene, org, value, row.period));
  });

type Newer = { org: string; sealing: string; row: VerificationRow };

const OTHER_PERIOD = { ko: "다른 보고기간의 산정서입니다.", en: "it is a statement of another period." };
const SAME = { ko: "이미 검증하고 있는 산정서입니다.", en: "it is the statement that is verified already." };

/** Problems: NOT_FOUND, INPUT_INVALID. */
async function newSubject(scene: Scene, { org, sealing, row }: Newer): Promise<Outcome<Subject>> {
  const found = await subjectOf(scene, org, sealing);
  if (found.value === undefined) return found;
  const { subject, period } = found.value;
  const what = period !== row.period ? OTHER_PERIOD : subject.statement === row.body.subject.statement ? SAME : undefined;
  const path = "body/sealing";
  return what === undefined ? ok(subject) : stopped(requestProblem("INPUT_INVALID", { path, params: { field: path, what } }));
}

/** Law: a released opinion stays what it was; its verification is superseded, and a new one of the newer statement begins with the same engagement. */
export const supersedeVerification: Act<"supersedeVerification"> = async (scene, { org, verification, ifMatch, body: { sealing } }) => {
  const act = "supersedeVerification";
  const old = await changedRow(scene, act, { org, verification, ifMatch }, (before, { by, at }) => moved(before, "supersede", by, at));
  if (old.value === undefined) return old;
  const { row } = old.value;
  const next = await newSubject(scene, { org, sealing, row });
  if (next.value === undefined) return next;
  const ended = await opinionEnded(scene, { verification: row.body });
  if (hasError(ended.problems)) return stopped(...ended.problems);
  const { opinion: _, sampling: __, ...rest } = row.body;
  const fresh = { visits: [], findings: [], ticks: [], moves: [], state: "draft" as const, id: scene.newId() };
  const body = await withPreparers(scene, org, { ...rest, ...fresh, subject: next.value }, row.period);
  return ok(await begun(scene, org, { act, body, period: row.period }));
};

type Move = (before: Verification, doing: Doing) => Outcome<Verification> | Promise<Outcome<Verification>>;

/** Roles that speak for the body. */
const SIGNING: readonly string[] = ["leadAuditor", "independentReviewer"];

/** A move that rests on who prepared, and on who speaks for the body, as both are known now. */
export const soundly =
  (scene: Scene, org: string, move: Move) =>
  async (before: Verification, doing: Doing, { period }: VerificationRow): Promise<Outcome<Verification>> => {
    const { team, bodyOrganisation } = before.engagement;
    const named = await teamOf(
      scene,
      org,
      team.filter(({ role }) => SIGNING.includes(role)),
      bodyOrganisation,
    );
    return named.value === undefined ? named : move(await withPreparers(scene, org, before, period), doing);
  };
