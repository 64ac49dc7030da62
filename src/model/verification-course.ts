// The course of a verification: which act leads from which state to which, and who may do it.
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { verificationProblem } from "./problems/verification.ts";
import type { Verification, VerificationAct, VerificationState } from "./verification.ts";
import {
  bodyRefusals,
  findingRefusals,
  opinionRefusals,
  packageRefusals,
  stillOpen,
  teamRefusals,
  visitRefusals,
} from "./verification-refusals.ts";
import { label } from "./verification-words.ts";

const OPEN = ["draft", "submitted", "inVerification", "findings", "answered", "draftOpinion", "independentReview"] as const;

type Way = { from: readonly VerificationState[]; to: VerificationState; who?: "team" | "independentReviewer" };

/** Law: draft, submitted, in verification, (findings, answered)*, draft opinion, independent review (back, or release); what ended stays ended. */
export const COURSE: Readonly<Record<VerificationAct, Way>> = {
  submit: { from: ["draft"], to: "submitted" },
  begin: { from: ["submitted"], to: "inVerification", who: "team" },
  find: { from: ["inVerification", "answered", "draftOpinion"], to: "findings", who: "team" },
  answer: { from: ["findings"], to: "answered" },
  draftOpinion: { from: ["inVerification", "answered"], to: "draftOpinion", who: "team" },
  review: { from: ["draftOpinion"], to: "independentReview", who: "team" },
  sendBack: { from: ["independentReview"], to: "draftOpinion", who: "independentReviewer" },
  release: { from: ["independentReview"], to: "released", who: "independentReviewer" },
  withdraw: { from: [...OPEN, "released"], to: "withdrawn" },
  lapse: { from: [...OPEN, "released"], to: "lapsed" },
  supersede: { from: ["released"], to: "superseded" },
};

/** States that no act leads out of. */
export const CLOSED: readonly VerificationState[] = ["withdrawn", "lapsed", "superseded"];

function refusals(verification: Verification, act: VerificationAct, day: string): Problem[] {
  switch (act) {
    case "begin":
      return [...bodyRefusals(verification, day), ...teamRefusals(verification)];
    case "answer":
      return stillOpen(verification.findings.filter(({ state }) => state === "open"));
    case "review":
      return opinionRefusals(verification);
    case "release":
      return [
        ...bodyRefusals(verification, day),
        ...teamRefusals(verification),
        ...visitRefusals(verification, day),
        ...findingRefusals(verification),
        ...opinionRefusals(verification, day),
        ...packageRefusals(verification),
      ];
    default:
      return [];
  }
}

/**
 * The verification after an act of a person at a moment (ISO 8601); the day of issue is the moment's own date. The one given is not changed.
 * Problems: VERIFICATION_CLOSED, VERIFICATION_STEP_REFUSED, ACT_NOT_YOURS, and on `begin`, `answer`, `review` and `release` those of what they rest on.
 */
export function moved(verification: Verification, act: VerificationAct, by: string, at: string): Outcome<Verification> {
  const { state: from, engagement } = verification;
  const way = COURSE[act];
  const refused = (problem: Problem): Outcome<Verification> => ({ value: undefined, problems: [problem] });
  if (CLOSED.includes(from)) return refused(verificationProblem("VERIFICATION_CLOSED", { path: "state", params: { state: label(from) } }));
  if (!way.from.includes(from))
    return refused(verificationProblem("VERIFICATION_STEP_REFUSED", { path: "state", params: { act: label(act), state: label(from) } }));
  const mine = engagement.team.filter(({ person }) => person === by).map(({ role }) => role);
  const isReviewer = mine.includes("independentReviewer");
  const may = way.who === undefined || (way.who === "team" ? mine.length > 0 && !isReviewer : isReviewer);
  const problems = [
    ...(may ? [] : [verificationProblem("ACT_NOT_YOURS", { path: "state", params: { act: label(act), who: label(way.who ?? "team") } })]),
    ...refusals(verification, act, at.slice(0, 10)),
  ];
  if (hasError(problems)) return { value: undefined, problems };
  const { to } = way;
  return { value: { ...verification, state: to, moves: [...verification.moves, { act, from, to, by, at }] }, problems };
}
