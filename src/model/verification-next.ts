// What somebody may do next with a verification, and why not what they may not.
import type { Problem } from "../base/problem.ts";
import { type Role, refusalOf } from "./access.ts";
import { VERIFICATION } from "./api/verification.ts";
import { requestProblem } from "./problems/request.ts";
import type { Verification } from "./verification.ts";
import { changeRefusals, type Doing, draftingRefusals, guestLinkRefusals, submitted, withdrawn } from "./verification-changes.ts";
import { moved } from "./verification-course.ts";

/** Whoever looks, with the role in the plant's organisation; a token looks without being anybody. */
export type Viewer = Doing & { role: Role };

type Asked = (verification: Verification, viewer: Viewer) => Problem[];

const move =
  (act: Parameters<typeof moved>[1]): Asked =>
  (verification, { by, at }) =>
    moved(verification, act, by, at).problems;
const change =
  (name: Parameters<typeof changeRefusals>[1]): Asked =>
  (verification, { by }) =>
    changeRefusals(verification, name, by);

/** Acts in the order of the course, each with what is asked of the verification and the person. */
const STEPS = {
  changeEngagement: change("engage"),
  submitVerification: (verification, viewer) => submitted(verification, viewer).problems,
  changeVerifier: change("assign"),
  beginVerification: move("begin"),
  drawSample: change("sample"),
  addTick: change("tick"),
  recordVisits: change("visit"),
  raiseFinding: (verification, viewer) =>
    (verification.state === "findings" ? change("changeFinding") : move("find"))(verification, viewer),
  changeFinding: change("changeFinding"),
  askFinding: change("question"),
  answerFinding: (verification, viewer) => (verification.state === "findings" ? [] : move("answer")(verification, viewer)),
  closeFinding: change("close"),
  recalculateVerification: change("recalculate"),
  draftOpinion: draftingRefusals,
  reviewOpinion: move("review"),
  sendBackOpinion: move("sendBack"),
  releaseOpinion: (verification, { by, at }) => moved(dated(verification, at), "release", by, at).problems,
  withdrawVerification: (verification, viewer) => withdrawn(verification, "plant", viewer).problems,
  withdrawOpinion: (verification, viewer) => withdrawn(verification, "team", viewer).problems,
  supersedeVerification: move("supersede"),
  makeGuestLink: (verification, { by, role }) => guestLinkRefusals(verification, by, role === "owner"),
} as const satisfies Partial<Record<keyof typeof VERIFICATION, Asked>>;

/** Law: an opinion bears the day of its release. `at` is a moment (ISO 8601). */
export function dated(verification: Verification, at: string): Verification {
  const { opinion } = verification;
  return opinion === undefined ? verification : { ...verification, opinion: { ...opinion, issued: at.slice(0, 10) } };
}

/** Every act with its refusals; none: it may be done. What materiality refuses of a release is told by the figures, not here. */
export function nextOf(verification: Verification, viewer: Viewer): { act: string; refusals: Problem[] }[] {
  const actor = { kind: "person", person: viewer.by, role: viewer.role } as const;
  return Object.entries(STEPS).map(([act, asked]) => {
    const { need } = VERIFICATION[act as keyof typeof STEPS];
    const right = refusalOf(actor, need);
    const refusals = right === undefined ? asked(verification, viewer) : [requestProblem("NOT_ALLOWED", { params: { role: viewer.role } })];
    return { act, refusals: refusals.filter(({ severity }) => severity === "error") };
  });
}
