// Words of the verifier's desk: the acts as buttons say them, and the colours of states.
import type { BothLanguages } from "../../base/problem.ts";
import type { VerificationState } from "../../model/verification.ts";

const both = (ko: string, en: string): BothLanguages => ({ ko, en });

const ACTS: Readonly<Record<string, BothLanguages>> = {
  changeEngagement: both("계약 고치기", "Change the engagement"),
  submitVerification: both("검증기관에 제출", "Submit to the body"),
  changeVerifier: both("검증팀 지정", "Name the team"),
  beginVerification: both("검증 개시", "Begin the verification"),
  drawSample: both("표본 뽑기", "Draw the sample"),
  addTick: both("확인 표시", "Tick what was checked"),
  recordVisits: both("방문 적기", "Record visits"),
  raiseFinding: both("지적하기", "Raise a finding"),
  changeFinding: both("지적사항 고치기", "Change a finding"),
  askFinding: both("다시 묻기", "Ask again"),
  answerFinding: both("지적사항에 답하기", "Answer findings"),
  closeFinding: both("지적사항 종결", "Close findings"),
  recalculateVerification: both("새 산정서로 계속", "Go on with a new statement"),
  draftOpinion: both("검증의견 쓰기", "Draft the opinion"),
  reviewOpinion: both("독립검토에 회부", "Send to independent review"),
  sendBackOpinion: both("돌려보내기", "Send back"),
  releaseOpinion: both("검증의견 발행", "Release the opinion"),
  withdrawVerification: both("신청 거두기", "Withdraw the request"),
  withdrawOpinion: both("검증·의견 철회", "Withdraw verification or opinion"),
  supersedeVerification: both("새 산정서로 대체", "Supersede by a newer statement"),
  makeGuestLink: both("열람 링크 만들기", "Make a guest link"),
  openVerification: both("검증 열기", "Opened"),
  removeTick: both("확인 표시 거두기", "Take a tick back"),
};

/** An act as a button says it; one without words of its own stands for itself. */
export const actWord = (act: string): BothLanguages => ACTS[act] ?? both(act, act);

const TAGS: Readonly<Partial<Record<VerificationState, string>>> = {
  findings: "warn",
  answered: "note",
  inVerification: "note",
  draftOpinion: "note",
  independentReview: "note",
  released: "good",
  withdrawn: "bad",
  lapsed: "bad",
};
export const stateTag = (state: VerificationState): string => TAGS[state] ?? "";

export const PARTS = ["overview", "risks", "sample", "check", "findings", "materiality", "visits", "opinion", "report", "guests"] as const;
export type Part = (typeof PARTS)[number];

export const PART_WORDS: Readonly<Record<Part, BothLanguages>> = {
  overview: both("계약", "Engagement"),
  risks: both("위험", "Risks"),
  sample: both("표본", "Sample"),
  check: both("확인", "Check"),
  findings: both("지적사항", "Findings"),
  materiality: both("중요성", "Materiality"),
  visits: both("방문", "Visits"),
  opinion: both("검증의견", "Opinion"),
  report: both("보고서", "Report"),
  guests: both("열람 링크", "Guest links"),
};

/** Where each act is done. */
export const PART_OF: Readonly<Record<string, Part>> = {
  changeEngagement: "overview",
  submitVerification: "overview",
  changeVerifier: "overview",
  beginVerification: "overview",
  withdrawVerification: "overview",
  recalculateVerification: "overview",
  supersedeVerification: "overview",
  drawSample: "sample",
  addTick: "check",
  recordVisits: "visits",
  raiseFinding: "check",
  changeFinding: "findings",
  askFinding: "findings",
  answerFinding: "findings",
  closeFinding: "findings",
  draftOpinion: "opinion",
  reviewOpinion: "opinion",
  sendBackOpinion: "opinion",
  releaseOpinion: "opinion",
  withdrawOpinion: "opinion",
  makeGuestLink: "guests",
};
