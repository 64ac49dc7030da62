// Acts of the verifier's people: team, sample, ticks, visits, findings, and the opinion's way to its release.
import { hasError, type Outcome } from "../base/problem.ts";
import { requestProblem } from "../model/problems/request.ts";
import type { Verification } from "../model/verification.ts";
import {
  assigned,
  changeRefusals,
  findingAsked,
  findingChanged,
  findingClosed,
  opinionDrafted,
  raised,
  sampled,
  ticked,
  unticked,
  visited,
  withdrawn,
  withWhy,
} from "../model/verification-changes.ts";
import { moved } from "../model/verification-course.ts";
import { dated } from "../model/verification-next.ts";
import { sealedPackages } from "../store/credentials.ts";
import { goodsOf } from "../store/statements.ts";
import { openedStatement } from "./insight.ts";
import { secretText } from "./people.ts";
import { type Act, missing, ok, type Scene, stopped } from "./scene.ts";
import { ANY_VERSION, changed, changedRow, deskOf, teamOf, withPreparers } from "./verification-desk.ts";
import { opinionEnded, opinionReleased } from "./verification-release.ts";
import { soundly } from "./verifications.ts";

/** Law: the body's own people name its team, its accreditation as it is now, and the organisation that signs. */
export const changeVerifier: Act<"changeVerifier"> = (scene, { org, verification, ifMatch, body: { team, body, bodyOrganisation } }) =>
  changed(scene, "changeVerifier", { org, verification, ifMatch }, async (before, { by }, { period }) => {
    const refusals = changeRefusals(before, "assign", by);
    if (refusals.length > 0) return stopped(...refusals);
    const signs = bodyOrganisation ?? before.engagement.bodyOrganisation;
    const named = await teamOf(scene, org, team, signs);
    if (named.value === undefined) return named;
    const next = { team: named.value, ...(body && { body }), ...(signs !== undefined && { bodyOrganisation: signs }) };
    return assigned(await withPreparers(scene, org, before, period), next, by);
  });

export const beginVerification: Act<"beginVerification"> = (scene, { org, verification, ifMatch }) =>
  changed(
    scene,
    "beginVerification",
    { org, verification, ifMatch },
    soundly(scene, org, (before, { by, at }) => moved(before, "begin", by, at)),
  );

/** Law: the seed is the server's, drawn anew each time, so that nobody chooses what is sampled; it stands in the plan, from which the draw can be repeated. */
export const drawSample: Act<"drawSample"> = (scene, { org, verification, ifMatch, body }) =>
  changed(scene, "drawSample", { org, verification, ifMatch }, async (before, { by }) => {
    const refusals = changeRefusals(before, "sample", by);
    if (refusals.length > 0) return stopped(...refusals);
    const kept = await openedStatement(scene, org, before.subject.statement);
    if (kept === undefined) return stopped(missing(before.subject.statement));
    const { text, entryDocuments } = kept;
    const seed = secretText(scene.random(16));
    const { value, problems } = await scene.work("verificationSample", { text, entryDocuments, ...body, seed });
    return value === undefined ? stopped(...problems) : sampled(before, value, by);
  });

export const addTick: Act<"addTick"> = (scene, { org, verification, body }) =>
  changed(scene, "addTick", { org, verification, ifMatch: ANY_VERSION }, (before, doing) =>
    ticked(before, { id: scene.newId(), ...body, ...doing }),
  );

export const removeTick: Act<"removeTick"> = (scene, { org, verification, tick }) =>
  changed(scene, "removeTick", { org, verification, ifMatch: ANY_VERSION }, (before, { by }) =>
    before.ticks.some(({ id }) => id === tick) ? unticked(before, tick, by) : stopped(missing(tick)),
  );

/** Law: a visit ends no earlier than it begins, and is made by people of the team. Problems: INPUT_INVALID and those of `visited`. */
export const recordVisits: Act<"recordVisits"> = (scene, { org, verification, ifMatch, body }) =>
  changed(scene, "recordVisits", { org, verification, ifMatch }, (before, { by }) => {
    const team = new Set(before.engagement.team.map(({ person }) => person));
    for (const [i, { from, to, who }] of body.visits.entries()) {
      const path = `body/visits/${i}`;
      if (to < from) return stopped(requestProblem("INPUT_INVALID", { path, params: { field: `${path}/to`, what: ENDS_BEFORE } }));
      if (who.some((one) => !team.has(one))) return stopped(requestProblem("MEMBER_UNKNOWN", { path: `${path}/who` }));
    }
    return visited(before, body, by);
  });

const ENDS_BEFORE = { ko: "끝나는 날이 시작하는 날보다 빠릅니다.", en: "it is before the first day." };

/** Law: effects are on goods of the statement. Problem: NOT_FOUND. */
async function goodsFit(scene: Scene, { org, before, goods }: { org: string; before: Verification; goods: readonly string[] }) {
  if (goods.length === 0) return undefined;
  const told = (await goodsOf(scene.db, org, before.subject.statement)) as unknown as { id: string }[] | undefined;
  const known = new Set((told ?? []).map(({ id }) => id));
  const unknown = goods.find((good) => !known.has(good));
  return unknown === undefined ? undefined : missing(unknown);
}

export const raiseFinding: Act<"raiseFinding"> = (scene, { org, verification, body }) =>
  changed(scene, "raiseFinding", { org, verification, ifMatch: ANY_VERSION }, async (before, doing) => {
    const unfit = await goodsFit(scene, { org, before, goods: body.effects.map(({ good }) => good) });
    return unfit === undefined ? raised(before, body, doing) : stopped(unfit);
  });

const has = ({ findings }: Verification, id: string): boolean => findings.some((one) => one.id === id);

export const changeFinding: Act<"changeFinding"> = (scene, { org, verification, finding: id, ifMatch, body }) =>
  changed(scene, "changeFinding", { org, verification, ifMatch }, async (before, { by }) => {
    if (!has(before, id)) return stopped(missing(id));
    const unfit = await goodsFit(scene, { org, before, goods: body.effects.map(({ good }) => good) });
    return unfit === undefined ? findingChanged(before, { ...body, id, by }) : stopped(unfit);
  });

export const askFinding: Act<"askFinding"> = (scene, { org, verification, finding: id, body: { question } }) =>
  changed(scene, "askFinding", { org, verification, ifMatch: ANY_VERSION }, (before, doing) =>
    has(before, id) ? findingAsked(before, { ...doing, id, text: question }) : stopped(missing(id)),
  );

export const closeFinding: Act<"closeFinding"> = (scene, { org, verification, finding: id, body: { corrected, why = "" } }) =>
  changed(scene, "closeFinding", { org, verification, ifMatch: ANY_VERSION }, (before, doing) =>
    has(before, id) ? findingClosed(before, { ...doing, id, text: why, corrected }) : stopped(missing(id)),
  );

/** Law: a package that was sealed meanwhile is the statement's own, and an opinion may be on its hash. */
export const draftOpinion: Act<"draftOpinion"> = (scene, { org, verification, ifMatch, body: { verdict, of, comments } }) =>
  changed(scene, "draftOpinion", { org, verification, ifMatch }, async (before, doing) => {
    const { statement } = before.subject;
    const packed = (await sealedPackages(scene.db, org)).find((one) => one.hash === of && one.statement === statement);
    const subject = { ...before.subject, ...(packed && { package: of }) };
    const opinion = { verdict, of, issued: doing.at.slice(0, 10), ...(comments !== undefined && { comments }) };
    return opinionDrafted({ ...before, subject }, opinion, doing);
  });

export const reviewOpinion: Act<"reviewOpinion"> = (scene, { org, verification, ifMatch }) =>
  changed(scene, "reviewOpinion", { org, verification, ifMatch }, (before, { by, at }) => moved(before, "review", by, at));

export const sendBackOpinion: Act<"sendBackOpinion"> = (scene, { org, verification, ifMatch, body: { why } }) =>
  changed(scene, "sendBackOpinion", { org, verification, ifMatch }, (before, { by, at }) =>
    withWhy(moved(before, "sendBack", by, at), why),
  );

/** The opinion over the Statement's own figures, dated today. Problems: NOT_FOUND and those of `released`. */
async function releasedHere(
  scene: Scene,
  org: string,
  { before, by, at }: { before: Verification; by: string; at: string },
): Promise<Outcome<Verification>> {
  const kept = await openedStatement(scene, org, before.subject.statement);
  if (kept === undefined) return stopped(missing(before.subject.statement));
  const { text, entryDocuments } = kept;
  return scene.work("verificationReleased", { text, entryDocuments, verification: dated(before, at), by, at });
}

export const releaseOpinion: Act<"releaseOpinion"> = async (scene, { org, verification, ifMatch }) => {
  const move = soundly(scene, org, (before, doing) => releasedHere(scene, org, { before, ...doing }));
  const { value, problems } = await changedRow(scene, "releaseOpinion", { org, verification, ifMatch }, move);
  if (value === undefined) return stopped(...problems);
  const signed = await opinionReleased(scene, { org, verification: value.row.body });
  if (hasError(signed.problems)) return stopped(...signed.problems);
  return ok({ ...(await deskOf(scene, org, value.row)), problems: value.problems });
};

/** Law: an opinion that is withdrawn is no longer vouched for. */
export const withdrawOpinion: Act<"withdrawOpinion"> = async (scene, { org, verification, ifMatch, body: { why } }) => {
  let wasReleased = false;
  const { value, problems } = await changedRow(scene, "withdrawOpinion", { org, verification, ifMatch }, (before, doing) => {
    wasReleased = before.state === "released";
    return withWhy(withdrawn(before, "team", doing), why);
  });
  if (value === undefined) return stopped(...problems);
  const ended = wasReleased ? await opinionEnded(scene, { verification: value.row.body }) : ok(null);
  return hasError(ended.problems) ? stopped(...ended.problems) : ok(await deskOf(scene, org, value.row));
};
