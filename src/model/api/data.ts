// Acts on what happened: installations, periods, records, evidence, imports.
import { z } from "zod";
import type { Json } from "../../base/canonical.ts";
import { importPlan } from "../import-plan.ts";
import {
  type ActSpec,
  day,
  done,
  inOrg,
  instant,
  json,
  MOST_VERSION,
  org,
  page,
  paging,
  pagingById,
  period,
  problems,
  sha256,
  text,
  uuid,
} from "./act.ts";

const installation = z.object({ id: uuid, name: text(300), version: z.number().int() });

const reportingPeriod = z.object({
  id: uuid,
  installation: uuid,
  title: z.string(),
  start: day,
  end: day,
  /** Counts every change of what belongs to the period. */
  revision: z.number().int(),
});

/** Kind and id of a record: "streams/gas", "processes/melt", "activities/2025-01-gas", "balances". */
export const recordKey = z
  .string()
  .max(300)
  .regex(/^[A-Za-z]+(\/[\p{L}\p{N}][\p{L}\p{N}._:~-]*)?$/u);
const recordOf = z.object({ org: uuid, period: uuid, key: recordKey });
const body = json<Json>("the record as the case file has it (docs/case.schema.json), or a line of activity data");

const record = z.object({
  key: recordKey,
  version: z.number().int(),
  /** null: withdrawn. */
  body: body.nullable(),
  at: instant,
  by: z.string(),
  /** Where it came from: typed, an import, a case file. */
  source: z.string(),
});

const entry = z.strictObject({
  key: recordKey,
  body: body.nullable(),
  /** The version that this one follows; left out for a record that is new. */
  follows: z.number().int().min(1).max(MOST_VERSION).optional(),
});

const evidence = z.object({ sha256, name: z.string(), type: z.string(), size: z.number().int(), at: instant, by: z.string() });

/** Kinds of documents, as they are told by their content. */
const IMPORT_KINDS = ["table", "meterSeries", "taxInvoice", "ubl", "case", "workbook"] as const;

const imported = z.object({
  id: uuid,
  period: uuid,
  evidence: sha256,
  kind: z.enum(IMPORT_KINDS),
  state: z.enum(["open", "queued", "running", "done", "failed", "cancelled", "withdrawn"]),
  /** What was found and guessed: sheets, header, columns with their reasons. */
  look: json<Json>("what the document is, the targets of the period, and what was guessed").optional(),
  plan: importPlan.optional(),
  rows: z.number().int(),
  rowsTotal: z.number().int().optional(),
  added: z.number().int(),
  /** Lines that were there already. */
  known: z.number().int(),
  problems,
  version: z.number().int(),
});

const ofPeriod = "/v1/organisations/{org}/periods/{period}";

export const DATA = {
  listInstallations: {
    method: "GET",
    path: "/v1/organisations/{org}/installations",
    need: "read",
    summary: { ko: "사업장 목록", en: "List installations" },
    params: org,
    query: pagingById,
    answer: page(installation),
  },
  createInstallation: {
    method: "POST",
    path: "/v1/organisations/{org}/installations",
    need: "enter",
    summary: { ko: "사업장 추가", en: "Add an installation" },
    params: org,
    body: z.strictObject({ name: text(300) }),
    answer: installation,
    status: 201,
  },
  renameInstallation: {
    method: "PUT",
    path: "/v1/organisations/{org}/installations/{installation}",
    need: "enter",
    summary: { ko: "사업장 이름 바꾸기", en: "Rename an installation" },
    params: inOrg("installation"),
    body: z.strictObject({ name: text(300) }),
    answer: installation,
    etag: "match",
  },
  listPeriods: {
    method: "GET",
    path: "/v1/organisations/{org}/periods",
    need: "read",
    summary: { ko: "보고기간 목록", en: "List reporting periods" },
    params: org,
    query: pagingById.extend({ installation: uuid.optional() }),
    answer: page(reportingPeriod),
  },
  createPeriod: {
    method: "POST",
    path: "/v1/organisations/{org}/periods",
    need: "enter",
    summary: {
      ko: "보고기간 열기. copyFrom의 공정·제품 등을 이어받는다(활동자료 제외)",
      en: "Open a reporting period; copyFrom hands down all but activity data",
    },
    params: org,
    body: z.strictObject({ installation: uuid, start: day, end: day, title: z.string().max(200).default(""), copyFrom: uuid.optional() }),
    answer: reportingPeriod,
    status: 201,
  },
  readPeriod: {
    method: "GET",
    path: ofPeriod,
    need: "read",
    summary: { ko: "보고기간 보기", en: "Read a reporting period" },
    params: period,
    answer: reportingPeriod,
  },
  listRecords: {
    method: "GET",
    path: `${ofPeriod}/records`,
    need: "read",
    summary: { ko: "기록 목록(현재 판)", en: "List records as they stand now" },
    params: period,
    query: paging.extend({ kind: z.string().max(40).optional() }),
    answer: page(record),
  },
  readRecord: {
    method: "GET",
    path: `${ofPeriod}/record`,
    need: "read",
    summary: { ko: "기록 하나 보기", en: "Read one record" },
    params: period,
    query: z.object({ key: recordKey, version: z.coerce.number().int().min(1).max(MOST_VERSION).optional() }),
    answer: record,
    etag: "gives",
  },
  readHistory: {
    method: "GET",
    path: `${ofPeriod}/history`,
    need: "read",
    summary: { ko: "기록의 모든 판", en: "All versions of one record" },
    params: period,
    query: paging.extend({ key: recordKey }),
    answer: page(record),
  },
  putRecord: {
    method: "PUT",
    path: `${ofPeriod}/record`,
    need: "enter",
    summary: {
      ko: "기록을 쓰거나 고친다. 고칠 때는 본 판을 If-Match로 준다",
      en: "Write a record, or correct it with the version that was seen in If-Match",
    },
    params: period,
    query: recordOf.pick({ key: true }),
    body: z.strictObject({ body }),
    answer: record,
    etag: "match",
  },
  withdrawRecord: {
    method: "DELETE",
    path: `${ofPeriod}/record`,
    need: "enter",
    summary: { ko: "기록을 거둔다. 이전 판은 남는다", en: "Withdraw a record; its versions stay" },
    params: period,
    query: recordOf.pick({ key: true }),
    answer: record,
    etag: "match",
  },
  putRecords: {
    method: "POST",
    path: `${ofPeriod}/records`,
    need: "enter",
    summary: { ko: "여러 기록을 한꺼번에: 모두 되거나 아무것도 되지 않는다", en: "Many records at once: all or nothing" },
    params: period,
    body: z.strictObject({ records: z.array(entry).min(1).max(5000) }),
    answer: z.object({ written: z.number().int(), revision: z.number().int() }),
  },
  uploadEvidence: {
    method: "POST",
    path: "/v1/organisations/{org}/evidence",
    need: "enter",
    summary: { ko: "증빙 올리기. 같은 내용은 한 번만 보관한다", en: "Upload evidence; the same content is kept once" },
    params: org,
    query: z.object({ name: text(200) }),
    body: "bytes",
    answer: evidence,
    status: 201,
    costly: true,
  },
  listEvidence: {
    method: "GET",
    path: "/v1/organisations/{org}/evidence",
    need: "read",
    summary: { ko: "증빙 목록", en: "List evidence" },
    params: org,
    query: paging,
    answer: page(evidence),
  },
  readEvidence: {
    method: "GET",
    path: "/v1/organisations/{org}/evidence/{sha256}",
    need: "read",
    summary: { ko: "증빙 원본 내려받기", en: "Download evidence as it was handed in" },
    params: z.object({ org: uuid, sha256 }),
    answer: "bytes",
  },
  importCase: {
    method: "POST",
    path: `${ofPeriod}/case`,
    need: "enter",
    summary: {
      ko: "증빙으로 올린 집행위원회 양식이나 사례 파일을 기록으로 옮긴다: 모두 되거나 아무것도 되지 않는다",
      en: "Take an uploaded Commission workbook or case file over into records: all or nothing",
    },
    params: period,
    body: z.strictObject({ evidence: sha256 }),
    answer: z.object({ written: z.number().int(), unchanged: z.number().int(), revision: z.number().int(), problems }),
    costly: true,
  },
  exportCase: {
    method: "GET",
    path: `${ofPeriod}/case`,
    need: "read",
    summary: { ko: "기록을 사례 파일로 내려받기", en: "The records as a case file" },
    params: period,
    answer: "bytes",
  },
  beginImport: {
    method: "POST",
    path: `${ofPeriod}/imports`,
    need: "enter",
    summary: {
      ko: "올린 파일을 살펴보고 열 대응을 추측한다. 아무것도 쓰지 않는다",
      en: "Look at an uploaded file and guess its mapping; nothing is written",
    },
    params: period,
    body: z.strictObject({ evidence: sha256, sender: z.string().max(200).default(""), sheet: z.string().max(200).optional() }),
    answer: imported,
    status: 201,
    costly: true,
  },
  tryImport: {
    method: "POST",
    path: `${ofPeriod}/imports/{import}/try`,
    need: "enter",
    summary: {
      ko: "대응대로 시험해 본다: 행별 문제, 아무것도 쓰지 않는다",
      en: "Dry run of a plan: problems row by row, nothing written",
    },
    params: z.object({ org: uuid, period: uuid, import: uuid }),
    body: z.strictObject({ plan: importPlan }),
    answer: imported,
    costly: true,
  },
  runImport: {
    method: "POST",
    path: `${ofPeriod}/imports/{import}/run`,
    need: "enter",
    summary: { ko: "가져오기를 시작한다: 모두 되거나 아무것도 되지 않는다", en: "Begin the import: all or nothing" },
    params: z.object({ org: uuid, period: uuid, import: uuid }),
    body: z.strictObject({ plan: importPlan }),
    answer: imported,
    status: 202,
    costly: true,
  },
  readImport: {
    method: "GET",
    path: `${ofPeriod}/imports/{import}`,
    need: "read",
    summary: { ko: "가져오기의 진행과 결과", en: "Progress and result of an import" },
    params: z.object({ org: uuid, period: uuid, import: uuid }),
    answer: imported,
    quiet: true,
  },
  listImports: {
    method: "GET",
    path: `${ofPeriod}/imports`,
    need: "read",
    summary: { ko: "가져오기 목록", en: "List imports" },
    params: period,
    query: pagingById,
    answer: page(imported.omit({ look: true, plan: true, problems: true })),
  },
  cancelImport: {
    method: "POST",
    path: `${ofPeriod}/imports/{import}/cancel`,
    need: "enter",
    summary: { ko: "가져오기 취소: 아무것도 남지 않는다", en: "Cancel an import: nothing of it stays" },
    params: z.object({ org: uuid, period: uuid, import: uuid }),
    answer: imported,
  },
  withdrawImport: {
    method: "POST",
    path: `${ofPeriod}/imports/{import}/withdraw`,
    need: "enter",
    summary: {
      ko: "끝난 가져오기를 거둔다: 담은 줄과 검침값이 모두 없던 것이 되고, 그 뒤에 고친 기록은 남는다",
      en: "Withdraw an import that is done, with the lines and readings that it brought; what was corrected since stays",
    },
    params: z.object({ org: uuid, period: uuid, import: uuid }),
    answer: imported,
  },
  commentImport: {
    method: "GET",
    path: `${ofPeriod}/imports/{import}/workbook`,
    need: "read",
    summary: { ko: "잘못된 칸에 메모를 단 같은 통합문서", en: "The same workbook with comments in the bad cells" },
    params: z.object({ org: uuid, period: uuid, import: uuid }),
    query: z.object({ lang: z.enum(["ko", "en"]).default("ko") }),
    answer: "bytes",
    costly: true,
  },
  readImportTemplate: {
    method: "GET",
    path: `${ofPeriod}/import-template`,
    need: "read",
    summary: { ko: "이 보고기간에 맞는 빈 입력 양식(XLSX)", en: "A blank workbook to fill in for this period (XLSX)" },
    params: period,
    query: z.object({ lang: z.enum(["ko", "en"]).default("ko") }),
    answer: "bytes",
  },
  listMeters: {
    method: "GET",
    path: "/v1/organisations/{org}/meters",
    need: "read",
    summary: { ko: "계량기와 저장된 검침 범위", en: "Meters, and the stretch of readings kept of each" },
    params: org,
    query: paging,
    answer: page(z.object({ meter: z.string(), first: z.string(), last: z.string(), readings: z.number().int() })),
  },
  removeEvidenceDraft: {
    method: "DELETE",
    path: "/v1/organisations/{org}/evidence/{sha256}",
    need: "enter",
    summary: { ko: "아무 기록도 가리키지 않는 증빙 지우기", en: "Remove evidence that no record names" },
    params: z.object({ org: uuid, sha256 }),
    answer: done,
  },
} as const satisfies Record<string, ActSpec>;
