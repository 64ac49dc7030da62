// Acts on verifications: the verifier's desk, from opening to the opinion, and what a guest may read.
import { z } from "zod";
import type { BothLanguages } from "../../base/problem.ts";
import type { Analysis, StepDetail } from "../insight.ts";
import {
  ASSURANCE_LEVELS,
  earlierVisit,
  effect,
  FINDING_KINDS,
  TEAM_ROLES,
  TICK_METHODS,
  VERDICTS,
  VERIFICATION_REGIMES,
  VERIFICATION_STATES,
  verificationBody,
  verificationSchema,
  visit,
} from "../verification.ts";
import type { VerificationReport } from "../verification-report.ts";
import { type ActSpec, done, inOrg, instant, json, lang, org, page, pagingById, problems, sha256, text, uuid } from "./act.ts";

const ofOrg = "/v1/organisations/{org}/verifications";
const ofOne = `${ofOrg}/{verification}`;
const ofLinks = `${ofOne}/guest-links`;
const ofGuest = "/v1/organisations/{org}/guest-links/{link}";
const one = inOrg("verification");

/** A record's key, or a step of the statement. */
const subject = text(400);
const why = text(2000);
const finding = z.string().regex(/^F[1-9]\d{0,3}$/);

const team = z.array(z.strictObject({ person: uuid, role: z.enum(TEAM_ROLES) })).max(50);

const engagement = z.strictObject({
  regime: z.enum(VERIFICATION_REGIMES),
  assurance: z.enum(ASSURANCE_LEVELS),
  body: verificationBody,
  /** The verification body where it is an organisation of this instance. */
  bodyOrganisation: uuid.optional(),
  team: team.default([]),
  /** People who advised on what is verified, besides the organisation's consultants. */
  advisors: z.array(uuid).max(100).default([]),
});

/** What somebody may do next: an act with no refusals. */
const next = z.object({ act: z.string(), refusals: problems });

const listed = z.object({
  id: uuid,
  version: z.number().int(),
  period: uuid,
  statement: sha256,
  state: z.enum(VERIFICATION_STATES),
  regime: z.enum(VERIFICATION_REGIMES),
  body: z.string(),
  /** Findings that are not closed. */
  open: z.number().int(),
  at: instant,
});

/** A verification as whoever asks sees it; every act on one answers it anew. */
const desk = z.object({
  id: uuid,
  version: z.number().int(),
  period: uuid,
  at: instant,
  verification: verificationSchema,
  /** Roles in the team of whoever asks. */
  mine: z.array(z.enum(TEAM_ROLES)),
  next: z.array(next),
  /** All that stands against a release as things are: body, team, visits, findings, opinion. */
  against: problems,
  /** Names of the people whose ids stand in it. */
  names: z.record(z.string(), z.string()),
  /** Every change, the first first. */
  history: z.array(z.object({ version: z.number().int(), act: z.string(), at: instant, by: z.string() })),
});

const raised = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  material: z.boolean().default(false),
  /** Records or steps that are found fault with. */
  of: z.array(subject).max(500).default([]),
  effects: z.array(effect).max(200).default([]),
  /** Misstatements that a non-conformity causes. */
  causes: z.array(finding).max(100).default([]),
  question: text(4000),
});

const level = z.enum(["low", "medium", "high"]);
const bothLanguages = json<BothLanguages>("a text in Korean and English");
const risk = z.object({
  record: z.string(),
  size: z.number(),
  share: z.number().nullable(),
  inherent: level,
  control: level,
  risk: level,
  reasons: z.array(bothLanguages),
  /** Steps of the statement that the record's numbers enter as: what to open beside its evidence. */
  steps: z.array(z.string()),
});
const bar = z.object({
  figure: z.number().nullable(),
  limit: z.number().nullable(),
  net: z.number().nullable(),
  gross: z.number().nullable(),
  filled: z.number().nullable(),
  material: z.boolean().nullable(),
  offset: z.boolean(),
  why: z.enum(["figure", "effect"]).optional(),
});
const materiality = z.object({ good: z.string(), name: z.string(), cn: z.string(), see: bar, freeAllocation: bar.optional() });
const evidenceTest = z.object({
  of: z.string(),
  name: z.string(),
  outcome: z.enum(["holds", "fails", "unchecked"]),
  why: bothLanguages.optional(),
});

const link = z.object({
  id: uuid,
  until: instant,
  made: instant,
  by: z.string(),
  state: z.enum(["open", "expired", "revoked"]),
  lastUsed: instant.optional(),
});
const secret = text(100);

/** The plant's part: who opens, submits, answers, calculates again. */
const PLANT = {
  openVerification: {
    method: "POST",
    path: ofOrg,
    need: "enter",
    summary: { ko: "산정서의 검증을 연다", en: "Open the verification of a sealed statement" },
    params: org,
    body: engagement.extend({ sealing: uuid }),
    answer: desk,
    status: 201,
  },
  changeEngagement: {
    method: "PUT",
    path: `${ofOne}/engagement`,
    need: "enter",
    summary: { ko: "검증이 시작되기 전에 계약을 고친다", en: "Change the engagement before the verification begins" },
    params: one,
    body: engagement,
    answer: desk,
    etag: "match",
  },
  submitVerification: {
    method: "POST",
    path: `${ofOne}/submission`,
    need: "enter",
    summary: { ko: "검증기관에 제출한다", en: "Submit it to the verification body" },
    params: one,
    answer: desk,
    etag: "match",
  },
  answerFinding: {
    method: "POST",
    path: `${ofOne}/findings/{finding}/answer`,
    need: "enter",
    summary: { ko: "지적사항에 답한다", en: "Answer a finding, with evidence" },
    params: one.extend({ finding }),
    body: z.strictObject({ answer: text(4000), evidence: z.array(sha256).max(100).default([]) }),
    answer: desk,
    etag: "gives",
  },
  recalculateVerification: {
    method: "POST",
    path: `${ofOne}/statement`,
    need: "calculate",
    summary: {
      ko: "다시 산정한 산정서로 검증을 이어간다",
      en: "Go on with a statement that was calculated anew; an opinion on the old one is dropped",
    },
    params: one,
    body: z.strictObject({ sealing: uuid }),
    answer: desk,
    etag: "match",
  },
  supersedeVerification: {
    method: "POST",
    path: `${ofOne}/successor`,
    need: "calculate",
    summary: {
      ko: "발행된 검증을 새 산정서의 검증으로 대체한다",
      en: "Put the verification of a newer statement in place of one that was released; answers the new one",
    },
    params: one,
    body: z.strictObject({ sealing: uuid }),
    answer: desk,
    status: 201,
    etag: "match",
  },
  withdrawVerification: {
    method: "POST",
    path: `${ofOne}/withdrawal`,
    need: "enter",
    summary: { ko: "검증 신청을 거둔다(발행 전)", en: "Withdraw it before an opinion is released" },
    params: one,
    body: z.strictObject({ why }),
    answer: desk,
    etag: "match",
  },
} as const satisfies Record<string, ActSpec>;

/** The verifier's part. Acts without `match` add something, and are kept beside what others add at once. */
const VERIFIER = {
  changeVerifier: {
    method: "PUT",
    path: `${ofOne}/verifier`,
    need: "verify",
    summary: { ko: "검증팀을 짜고 갱신된 인정을 적는다", en: "Name the team, and enter a renewed accreditation" },
    params: one,
    body: z.strictObject({
      team,
      body: verificationBody.optional(),
      /** The body's own organisation of this instance, by whose key the opinion is signed; left out: as it was. */
      bodyOrganisation: uuid.optional(),
    }),
    answer: desk,
    etag: "match",
  },
  beginVerification: {
    method: "POST",
    path: `${ofOne}/beginning`,
    need: "verify",
    summary: { ko: "검증을 개시한다", en: "Begin the verification" },
    params: one,
    answer: desk,
    etag: "match",
  },
  drawSample: {
    method: "PUT",
    path: `${ofOne}/sample`,
    need: "verify",
    summary: {
      ko: "크기, 위험, 무작위로 표본을 뽑고 씨앗과 함께 적는다",
      en: "Draw the sample by size, by risk and at random; the seed is recorded with it",
    },
    params: one,
    body: z.strictObject({
      /** Share of all emissions that the largest records are to cover. */
      wanted: z.number().min(0).max(1),
      random: z.number().int().min(0).max(1000),
    }),
    answer: desk,
    etag: "match",
    costly: true,
  },
  addTick: {
    method: "POST",
    path: `${ofOne}/ticks`,
    need: "verify",
    summary: { ko: "무엇을 어떻게 확인했는지 적는다", en: "Tick what was checked, and how" },
    params: one,
    body: z.strictObject({ of: subject, what: text(2000), how: z.enum(TICK_METHODS) }),
    answer: desk,
    status: 201,
    etag: "gives",
  },
  removeTick: {
    method: "DELETE",
    path: `${ofOne}/ticks/{tick}`,
    need: "verify",
    summary: { ko: "확인 표시를 거둔다", en: "Take a tick back" },
    params: one.extend({ tick: uuid }),
    answer: desk,
    etag: "gives",
  },
  recordVisits: {
    method: "PUT",
    path: `${ofOne}/visits`,
    need: "verify",
    summary: { ko: "현장 방문과 앞선 기간의 방문을 적는다", en: "Record the visits, and those of earlier periods" },
    params: one,
    body: z.strictObject({ visits: z.array(visit).max(50), earlierVisits: z.array(earlierVisit).max(50) }),
    answer: desk,
    etag: "match",
  },
  raiseFinding: {
    method: "POST",
    path: `${ofOne}/findings`,
    need: "verify",
    summary: { ko: "지적사항을 통보한다", en: "Raise a finding" },
    params: one,
    body: raised,
    answer: desk,
    status: 201,
    etag: "gives",
  },
  changeFinding: {
    method: "PUT",
    path: `${ofOne}/findings/{finding}`,
    need: "verify",
    summary: { ko: "지적사항을 고친다", en: "Change a finding" },
    params: one.extend({ finding }),
    body: raised.extend({ corrected: z.boolean().default(false) }),
    answer: desk,
    etag: "match",
  },
  askFinding: {
    method: "POST",
    path: `${ofOne}/findings/{finding}/question`,
    need: "verify",
    summary: { ko: "답변을 두고 다시 묻는다", en: "Ask again about an answer" },
    params: one.extend({ finding }),
    body: z.strictObject({ question: text(4000) }),
    answer: desk,
    etag: "gives",
  },
  closeFinding: {
    method: "POST",
    path: `${ofOne}/findings/{finding}/closing`,
    need: "verify",
    summary: { ko: "지적사항을 종결한다", en: "Close a finding, corrected or not" },
    params: one.extend({ finding }),
    body: z.strictObject({ corrected: z.boolean(), why: why.optional() }),
    answer: desk,
    etag: "gives",
  },
  draftOpinion: {
    method: "PUT",
    path: `${ofOne}/opinion`,
    need: "verify",
    summary: { ko: "검증의견 초안을 쓴다", en: "Draft the opinion on the statement's or its package's hash" },
    params: one,
    body: z.strictObject({
      verdict: z.enum([...VERDICTS.cbam, ...VERDICTS["iso14064-3"]]),
      of: sha256,
      comments: text(4000).optional(),
    }),
    answer: desk,
    etag: "match",
  },
  reviewOpinion: {
    method: "POST",
    path: `${ofOne}/review`,
    need: "verify",
    summary: { ko: "독립검토에 회부한다", en: "Send the draft to independent review" },
    params: one,
    answer: desk,
    etag: "match",
  },
  sendBackOpinion: {
    method: "POST",
    path: `${ofOne}/return`,
    need: "verify",
    summary: { ko: "독립검토자가 돌려보낸다", en: "The independent reviewer sends it back" },
    params: one,
    body: z.strictObject({ why }),
    answer: desk,
    etag: "match",
  },
  releaseOpinion: {
    method: "POST",
    path: `${ofOne}/release`,
    need: "verify",
    summary: { ko: "독립검토자가 검증의견을 발행한다", en: "The independent reviewer releases the opinion, dated today" },
    params: one,
    answer: desk.extend({ problems }),
    etag: "match",
    costly: true,
  },
  withdrawOpinion: {
    method: "POST",
    path: `${ofOne}/opinion/withdrawal`,
    need: "verify",
    summary: { ko: "검증기관이 검증이나 의견을 거둔다", en: "The body withdraws from the verification, or its opinion" },
    params: one,
    body: z.strictObject({ why }),
    answer: desk,
    etag: "match",
  },
} as const satisfies Record<string, ActSpec>;

const READING = {
  listVerifications: {
    method: "GET",
    path: ofOrg,
    need: "read",
    summary: { ko: "검증 목록(새것부터)", en: "List verifications, the newest first" },
    params: org,
    query: pagingById.extend({ period: uuid.optional() }),
    answer: page(listed),
  },
  readVerification: {
    method: "GET",
    path: ofOne,
    need: "read",
    summary: { ko: "검증 하나와 다음에 할 수 있는 일", en: "One verification, and what may be done next" },
    params: one,
    answer: desk,
    etag: "gives",
  },
  readRisks: {
    method: "GET",
    path: `${ofOne}/risks`,
    need: "read",
    summary: { ko: "기록별 위험분석", en: "The risk analysis, per record" },
    params: one,
    answer: z.object({ statement: sha256, risks: z.array(risk) }),
  },
  readMateriality: {
    method: "GET",
    path: `${ofOne}/materiality`,
    need: "read",
    summary: {
      ko: "제품별 중요성 막대와, 초안 의견이 그로 인해 거절될 까닭",
      en: "Materiality per good, and what it refuses of the drafted opinion",
    },
    params: one,
    answer: z.object({ statement: sha256, goods: z.array(materiality), problems }),
  },
  readEvidenceTests: {
    method: "GET",
    path: `${ofOne}/tests`,
    need: "read",
    summary: { ko: "데이터 공백과 전력 증빙의 검사", en: "Tests of data gaps and of the evidence for electricity" },
    params: one,
    answer: z.object({
      statement: sha256,
      dataGaps: z.array(evidenceTest),
      electricity: z.array(evidenceTest),
      /** Steps that use a figure of the law which nobody has confirmed. */
      unconfirmed: z.array(z.object({ step: z.string(), row: z.string() })),
    }),
  },
  readVerificationReport: {
    method: "GET",
    path: `${ofOne}/report`,
    need: "read",
    summary: { ko: "검증보고서의 내용", en: "The verification report as data" },
    params: one,
    answer: json<VerificationReport>("the report: items with their parts, columns and rows"),
  },
  renderVerificationReport: {
    method: "GET",
    path: `${ofOne}/report/file`,
    need: "read",
    summary: { ko: "검증보고서 파일", en: "The verification report as a file" },
    params: one,
    query: z.object({ format: z.enum(["json", "pdf", "xlsx"]).default("pdf"), lang: lang.default("ko") }),
    answer: "bytes",
    costly: true,
  },
} as const satisfies Record<string, ActSpec>;

const guest = { method: "POST", need: "open", params: inOrg("link"), costly: true } as const;

/** A guest shows the link's secret in the body, which no log keeps. */
const GUESTS = {
  makeGuestLink: {
    method: "POST",
    path: ofLinks,
    need: "read",
    summary: {
      ko: "손님 열람 링크를 만든다(소유자나 선임심사원, 최대 90일). 비밀은 이 응답에서만 볼 수 있다",
      en: "Make a guest link (owner or lead auditor, at most 90 days); its secret is shown in this answer only",
    },
    params: one,
    body: z.strictObject({ until: instant }),
    answer: link.extend({ secret: z.string() }),
    status: 201,
  },
  listGuestLinks: {
    method: "GET",
    path: ofLinks,
    need: "read",
    summary: { ko: "손님 열람 링크 목록", en: "List the guest links" },
    params: one,
    answer: z.object({ items: z.array(link) }),
  },
  revokeGuestLink: {
    method: "DELETE",
    path: `${ofLinks}/{link}`,
    need: "read",
    summary: { ko: "손님 열람 링크를 끊는다", en: "Revoke a guest link" },
    params: one.extend({ link: uuid }),
    answer: done,
  },
  guestVerification: {
    ...guest,
    path: `${ofGuest}/verification`,
    summary: { ko: "손님이 보는 검증", en: "The verification as a guest sees it" },
    body: z.strictObject({ secret }),
    answer: z.object({
      installation: z.string(),
      until: instant,
      /** People are named by their part alone: a member of the team, or "plant". */
      verification: verificationSchema,
      names: z.record(z.string(), z.string()),
      materiality: z.array(materiality),
    }),
  },
  guestStatement: {
    ...guest,
    path: `${ofGuest}/statement`,
    summary: { ko: "손님이 보는 산정서의 결과", en: "The statement's figures as a guest sees them" },
    body: z.strictObject({ secret }),
    answer: json<Analysis>("the statement's results taken apart"),
  },
  guestStep: {
    ...guest,
    path: `${ofGuest}/step`,
    summary: { ko: "손님이 보는 숫자 하나의 근거", en: "One number of the statement with its receipt, down to the names of its evidence" },
    body: z.strictObject({ secret, step: text(400) }),
    answer: json<StepDetail>("one number: formula, terms, factor, documents, records"),
  },
} as const satisfies Record<string, ActSpec>;

export const VERIFICATION = { ...READING, ...PLANT, ...VERIFIER, ...GUESTS } as const;
