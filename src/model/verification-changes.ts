// Changes of a verification that are no moves of its course: what may be changed in which state, and by whom.
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { verificationProblem } from "./problems/verification.ts";
import type { Finding, SamplingPlan, Verification, VerificationState } from "./verification.ts";
import { CLOSED, moved } from "./verification-course.ts";
import { bodyRefusals, findingRefusals, opinionRefusals, packageRefusals, teamRefusals, visitRefusals } from "./verification-refusals.ts";
import { label } from "./verification-words.ts";

type Tick = Verification["ticks"][number];
type Where = { in: readonly VerificationState[]; who?: "team" };

/** States in which evidence is gathered. */
const GATHERING = ["inVerification", "findings", "answered", "draftOpinion"] as const;

/** Law: the plant changes the engagement until the verification begins, and moves on to a new statement until an opinion is drafted; the team works between. */
export const CHANGES = {
  engage: { in: ["draft", "submitted"] },
  recalculate: { in: ["draft", "submitted", "inVerification", "findings", "answered"] },
  assign: { in: ["draft", "submitted", ...GATHERING] },
  sample: { in: GATHERING, who: "team" },
  tick: { in: GATHERING, who: "team" },
  visit: { in: GATHERING, who: "team" },
  changeFinding: { in: GATHERING, who: "team" },
  question: { in: GATHERING, who: "team" },
  close: { in: GATHERING, who: "team" },
} as const satisfies Record<string, Where>;
export type VerificationChange = keyof typeof CHANGES;

const refused = (...problems: Problem[]): Outcome<Verification> => ({ value: undefined, problems });
const done = (value: Verification, problems: Problem[] = []): Outcome<Verification> => ({ value, problems });

/**
 * Law: what ended stays as it is; each change has its states; the team's own are those of the team without its reviewer, and who leads it names it.
 * Problems: VERIFICATION_CLOSED, VERIFICATION_STEP_REFUSED, ACT_NOT_YOURS.
 */
export function changeRefusals({ state, engagement }: Verification, change: VerificationChange, by: string): Problem[] {
  const where: Where = CHANGES[change];
  if (CLOSED.includes(state)) return [verificationProblem("VERIFICATION_CLOSED", { path: "state", params: { state: label(state) } })];
  if (!where.in.includes(state))
    return [verificationProblem("VERIFICATION_STEP_REFUSED", { path: "state", params: { act: label(change), state: label(state) } })];
  const mine = engagement.team.filter(({ person }) => person === by).map(({ role }) => role);
  const lacks = (who: string): Problem[] => [
    verificationProblem("ACT_NOT_YOURS", { path: "state", params: { act: label(change), who: label(who) } }),
  ];
  if (change === "assign") {
    const led = engagement.team.some(({ role }) => role === "leadAuditor");
    return !led || mine.includes("leadAuditor") ? [] : lacks("leadAuditor");
  }
  return where.who === undefined || (mine.length > 0 && !mine.includes("independentReviewer")) ? [] : lacks("team");
}

/** What somebody does at a moment (ISO 8601). */
export type Doing = { by: string; at: string };

/** What a team that its body has yet to name may lack. */
const STILL_TO_NAME = /^(TEAM_INCOMPLETE|REVIEWER_NOT_INDEPENDENT)$/;

/** Law: nothing is handed to a body that may not verify it. Problems: those of `moved`, of the body, and of the team as far as it is named. */
export function submitted(verification: Verification, { by, at }: Doing): Outcome<Verification> {
  const { value, problems } = moved(verification, "submit", by, at);
  if (value === undefined) return refused(...problems);
  const refusals = [...bodyRefusals(verification, at.slice(0, 10)), ...teamRefusals(verification)].filter(
    ({ code }) => !STILL_TO_NAME.test(code),
  );
  return refusals.length > 0 ? refused(...refusals) : done(value);
}

/** Everything that stands against a release on a day, whatever the state and whoever asks; nothing of one that has ended. */
export function standing(verification: Verification, on: string): Problem[] {
  const { state, opinion } = verification;
  if (state === "released" || CLOSED.includes(state)) return [];
  return [
    ...bodyRefusals(verification, on),
    ...teamRefusals(verification),
    ...visitRefusals(verification, on),
    ...findingRefusals(verification),
    ...packageRefusals(verification),
    ...(opinion === undefined ? [] : opinionRefusals(verification)),
  ];
}

/** Law: once a verification has begun its team stays sound. Problems: those of `changeRefusals` and, after the beginning, of `teamRefusals`. */
export function assigned(
  verification: Verification,
  given: Partial<Pick<Verification["engagement"], "team" | "body" | "bodyOrganisation">>,
  by: string,
): Outcome<Verification> {
  const problems = changeRefusals(verification, "assign", by);
  if (problems.length > 0) return refused(...problems);
  const next = { ...verification, engagement: { ...verification.engagement, ...given } };
  const unsound = (GATHERING as readonly VerificationState[]).includes(verification.state) ? teamRefusals(next) : [];
  return unsound.length > 0 ? refused(...unsound) : done(next);
}

export function sampled(verification: Verification, sampling: SamplingPlan, by: string): Outcome<Verification> {
  const problems = changeRefusals(verification, "sample", by);
  return problems.length > 0 ? refused(...problems) : done({ ...verification, sampling });
}

export function ticked(verification: Verification, tick: Tick): Outcome<Verification> {
  const problems = changeRefusals(verification, "tick", tick.by);
  return problems.length > 0 ? refused(...problems) : done({ ...verification, ticks: [...verification.ticks, tick] });
}

/** Law: a tick is taken back by who made it, or by the lead auditor. `id` is one that is there. */
export function unticked(verification: Verification, id: string, by: string): Outcome<Verification> {
  const problems = changeRefusals(verification, "tick", by);
  if (problems.length > 0) return refused(...problems);
  const { ticks, engagement } = verification;
  const leads = engagement.team.some(({ person, role }) => person === by && role === "leadAuditor");
  if (!leads && ticks.some((one) => one.id === id && one.by !== by))
    return refused(verificationProblem("ACT_NOT_YOURS", { path: "ticks", params: { act: label("tick"), who: label("leadAuditor") } }));
  return done({ ...verification, ticks: ticks.filter((one) => one.id !== id) });
}

export function visited(
  verification: Verification,
  given: Pick<Verification, "visits" | "earlierVisits">,
  by: string,
): Outcome<Verification> {
  const problems = changeRefusals(verification, "visit", by);
  return problems.length > 0 ? refused(...problems) : done({ ...verification, ...given });
}

type Raised = Pick<Finding, "kind" | "material" | "of" | "effects" | "causes" | "question">;

/**
 * Law: a finding is numbered in the order of raising, keeps the statement that it was raised on, and sends the verification to its plant.
 * Problems: those of `moved` on `find`.
 */
export function raised(verification: Verification, given: Raised, { by, at }: Doing): Outcome<Verification> {
  const finding: Finding = {
    ...given,
    id: `F${verification.findings.length + 1}`,
    corrected: false,
    state: "open",
    evidence: [],
    raisedOn: verification.subject.statement,
    thread: [{ kind: "question", text: given.question, evidence: [], by, at }],
  };
  return toFindings({ ...verification, findings: [...verification.findings, finding] }, { by, at });
}

/** The course's move to `findings`, where the verification is not there already. */
function toFindings(verification: Verification, { by, at }: Doing): Outcome<Verification> {
  if (verification.state !== "findings") return moved(verification, "find", by, at);
  const problems = changeRefusals(verification, "changeFinding", by);
  return problems.length > 0 ? refused(...problems) : done(verification);
}

/** The move to `answered` as soon as nothing waits for the plant. */
function toAnswered(verification: Verification, { by, at }: Doing): Outcome<Verification> {
  const waits = verification.state !== "findings" || verification.findings.some(({ state }) => state === "open");
  return waits ? done(verification) : moved(verification, "answer", by, at);
}

const withFinding = (verification: Verification, id: string, next: (one: Finding) => Finding): Verification => ({
  ...verification,
  findings: verification.findings.map((one) => (one.id === id ? next(one) : one)),
});

const wrongState = (change: string, { state }: Pick<Finding, "state">): Outcome<Verification> =>
  refused(verificationProblem("VERIFICATION_STEP_REFUSED", { path: "findings", params: { act: label(change), state: label(state) } }));

const stateOf = (verification: Verification, id: string): Finding["state"] =>
  verification.findings.find((one) => one.id === id)?.state ?? "open";

/** Law: what a finding says may be changed while evidence is gathered. `id` is one that is there. */
export function findingChanged(
  verification: Verification,
  { id, by, ...given }: Raised & { id: string; by: string; corrected: boolean },
): Outcome<Verification> {
  const problems = changeRefusals(verification, "changeFinding", by);
  return problems.length > 0 ? refused(...problems) : done(withFinding(verification, id, (one) => ({ ...one, ...given })));
}

type Told = Doing & { id: string; text: string };

/** Law: the plant answers an open finding; when all are answered the verification goes back to its team. Problems: VERIFICATION_STEP_REFUSED and those of `moved`. */
export function findingAnswered(
  verification: Verification,
  { id, text, evidence, by, at }: Told & { evidence: string[] },
): Outcome<Verification> {
  if (CLOSED.includes(verification.state) || verification.state !== "findings") return moved(verification, "answer", by, at);
  const state = stateOf(verification, id);
  if (state !== "open") return wrongState("answer", { state });
  const next = withFinding(verification, id, (one) => ({
    ...one,
    state: "answered",
    answer: text,
    evidence: [...new Set([...one.evidence, ...evidence])],
    thread: [...(one.thread ?? []), { kind: "answer", text, evidence, by, at }],
  }));
  return toAnswered(next, { by, at });
}

/** Law: an answer that does not do is asked about again, and the finding is open once more: whether it was corrected is not known. */
export function findingAsked(verification: Verification, { id, text, by, at }: Told): Outcome<Verification> {
  const problems = changeRefusals(verification, "question", by);
  if (problems.length > 0) return refused(...problems);
  const next = withFinding(verification, id, (one) => ({
    ...one,
    state: "open",
    corrected: false,
    thread: [...(one.thread ?? []), { kind: "question", text, evidence: [], by, at }],
  }));
  return toFindings(next, { by, at });
}

/** Law: the team closes a finding and says whether it was corrected; one may be closed without an answer. */
export function findingClosed(
  verification: Verification,
  { id, text, corrected, by, at }: Told & { corrected: boolean },
): Outcome<Verification> {
  const problems = changeRefusals(verification, "close", by);
  if (problems.length > 0) return refused(...problems);
  const state = stateOf(verification, id);
  if (state === "closed") return wrongState("close", { state });
  const next = withFinding(verification, id, (one) => ({
    ...one,
    state: "closed",
    corrected,
    thread: [...(one.thread ?? []), { kind: "closing", text, evidence: [], by, at }],
  }));
  return toAnswered(next, { by, at });
}

type Subject = Pick<Verification["subject"], "statement" | "package" | "categories">;

/** Law: a verification goes on with the statement that was calculated anew; an opinion on the old one is dropped, findings and sample stay. */
export function recalculated(verification: Verification, next: Subject, { by, at }: Doing): Outcome<Verification> {
  const problems = changeRefusals(verification, "recalculate", by);
  if (problems.length > 0) return refused(...problems);
  const { opinion: _, subject, ...rest } = verification;
  const earlier = [...(subject.earlier ?? []), { statement: subject.statement, by, at }];
  return done({ ...rest, subject: { ...next, earlier } });
}

/** Law: an opinion speaks of the present hash in the regime's words; drafted again it replaces the draft. Problems: those of `moved`, and of opinions. */
export function opinionDrafted(
  verification: Verification,
  opinion: NonNullable<Verification["opinion"]>,
  { by, at }: Doing,
): Outcome<Verification> {
  const next = { ...verification, opinion };
  const state = draftingRefusals(verification, { by, at });
  const problems = hasError(state) ? state : opinionRefusals(next);
  if (problems.length > 0) return refused(...problems);
  return verification.state === "draftOpinion" ? done(next) : moved(next, "draftOpinion", by, at);
}

/** What of state and person stands against drafting, whatever the opinion says. */
export function draftingRefusals(verification: Verification, { by, at }: Doing): Problem[] {
  return verification.state === "draftOpinion"
    ? changeRefusals(verification, "changeFinding", by)
    : moved(verification, "draftOpinion", by, at).problems;
}

/** Why a move was made, put beside it. */
export function withWhy({ value, problems }: Outcome<Verification>, why: string): Outcome<Verification> {
  if (value === undefined) return { value, problems };
  return done({ ...value, moves: value.moves.map((one, i) => (i === value.moves.length - 1 ? { ...one, why } : one)) }, problems);
}

/**
 * Law: the plant withdraws as long as no opinion is released; afterwards the body alone does, by somebody of its team.
 * Problems: those of `moved`; VERIFICATION_STEP_REFUSED, ACT_NOT_YOURS.
 */
export function withdrawn(verification: Verification, as: "plant" | "team", { by, at }: Doing): Outcome<Verification> {
  const { state, engagement } = verification;
  const act = label("withdraw");
  if (as === "plant" && state === "released")
    return refused(verificationProblem("VERIFICATION_STEP_REFUSED", { path: "state", params: { act, state: label(state) } }));
  if (as === "team" && !engagement.team.some(({ person }) => person === by))
    return refused(verificationProblem("ACT_NOT_YOURS", { path: "state", params: { act, who: label("team") } }));
  return moved(verification, "withdraw", by, at);
}

/** Law: whoever owns the plant, and who leads the team, lets guests in. Problem: ACT_NOT_YOURS. */
export function guestLinkRefusals({ engagement }: Verification, by: string, owns: boolean): Problem[] {
  if (owns || engagement.team.some(({ person, role }) => person === by && role === "leadAuditor")) return [];
  return [verificationProblem("ACT_NOT_YOURS", { path: "team", params: { act: label("guestLink"), who: label("ownerOrLead") } })];
}
