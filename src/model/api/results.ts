// Acts on results: figures, checks, statements and what is drawn from them.
import { z } from "zod";
import type { Json } from "../../base/canonical.ts";
import type { Change } from "../change.ts";
import { type Declaration, importLineSchema } from "../declaration.ts";
import type { Statement } from "../statement.ts";
import { type ActSpec, instant, json, lang, org, page, pagingById, period, problems, sha256, text, uuid } from "./act.ts";
import { recordKey } from "./data.ts";

const asIf = z.coerce.number().int().min(2021).max(2100).optional();
const ofPeriod = "/v1/organisations/{org}/periods/{period}";
const ofStatement = "/v1/organisations/{org}/statements/{statement}";
const inStatement = z.object({ org: uuid, statement: sha256 });

const good = z.object({ id: z.string(), name: z.string(), cn: z.string(), process: z.string(), category: z.string() });
const result = z.object({ product: z.string(), measure: z.string(), value: z.number().nullable(), unit: z.string(), step: z.string() });
const figures = z.object({
  act: z.string(),
  asIf: z.number().optional(),
  revision: z.number().int(),
  goods: z.array(good),
  results: z.array(result),
  problems,
});
const listed = z.object({
  /** Of the sealing: the same statement may be sealed again later. */
  id: uuid,
  hash: sha256,
  period: uuid,
  act: z.string(),
  asIf: z.number().optional(),
  engine: z.string(),
  revision: z.number().int(),
  at: instant,
  by: z.string(),
  goods: z.array(good),
  results: z.array(result),
});

export const RESULTS = {
  listDatasets: {
    method: "GET",
    path: "/v1/datasets",
    need: "person",
    summary: {
      ko: "계산에 쓰는 법령 표와 그 상태",
      en: "The tables of the law that calculations take figures from, with act and status",
    },
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          act: z.string(),
          status: z.string(),
          validFrom: z.string(),
          version: z.string(),
          title: z.object({ ko: z.string(), en: z.string() }),
          rows: z.number().int(),
        }),
      ),
    }),
    quiet: true,
  },
  readFigures: {
    method: "GET",
    path: `${ofPeriod}/figures`,
    need: "read",
    summary: { ko: "지금 기록으로 산정한 값", en: "The figures as the records stand now" },
    params: period,
    query: z.object({ asIf }),
    answer: figures,
  },
  checkPeriod: {
    method: "GET",
    path: `${ofPeriod}/problems`,
    need: "read",
    summary: { ko: "지금 기록의 모든 문제", en: "Everything that is wrong with the records as they stand now" },
    params: period,
    query: z.object({ asIf }),
    answer: z.object({ problems }),
  },
  calculateStatement: {
    method: "POST",
    path: `${ofPeriod}/statements`,
    need: "calculate",
    summary: { ko: "산정서를 만든다. 한번 만든 산정서는 바뀌지 않는다", en: "Calculate and seal a statement, which never changes" },
    params: period,
    body: z.strictObject({ asIf: z.number().int().min(2021).max(2100).optional() }),
    answer: listed.extend({ problems }),
    status: 201,
    costly: true,
  },
  listStatements: {
    method: "GET",
    path: "/v1/organisations/{org}/statements",
    need: "read",
    summary: { ko: "산정서 목록(새것부터)", en: "List statements, the newest first" },
    params: org,
    query: pagingById.extend({ period: uuid.optional() }),
    answer: page(listed.omit({ goods: true, results: true })),
  },
  readStatement: {
    method: "GET",
    path: ofStatement,
    need: "read",
    summary: { ko: "산정서 원문", en: "A statement, whole" },
    params: inStatement,
    answer: json<Statement>("the Statement: steps with formula, terms, act and origin, and its SHA-256"),
  },
  explainStatement: {
    method: "GET",
    path: `${ofStatement}/explanation`,
    need: "read",
    summary: { ko: "값 하나가 나온 과정", en: "How one figure came about" },
    params: inStatement,
    query: z.object({
      good: text(300),
      measure: text(40).default("seeDirect"),
      depth: z.coerce.number().int().min(0).max(1000).default(100),
      lang: lang.default("ko"),
    }),
    answer: z.object({ text: z.string() }),
  },
  renderStatement: {
    method: "GET",
    path: `${ofStatement}/report`,
    need: "read",
    summary: { ko: "산정서로 그린 보고서", en: "A report drawn from a statement" },
    params: inStatement,
    query: z.object({
      as: z.enum(["html", "pdf", "xlsx", "csv", "operator-report", "summary", "addendum"]),
      format: z.enum(["json", "xlsx", "pdf"]).default("pdf"),
      lang: lang.default("ko"),
    }),
    answer: "bytes",
    costly: true,
  },
  fillWorkbook: {
    method: "POST",
    path: `${ofStatement}/workbook`,
    need: "read",
    summary: {
      ko: "보내온 빈 집행위원회 양식을 산정서로 채운다",
      en: "Fill the blank Commission workbook that is sent along from a statement",
    },
    params: inStatement,
    body: "bytes",
    answer: "bytes",
    costly: true,
  },
  compareStatements: {
    method: "GET",
    path: "/v1/organisations/{org}/comparison",
    need: "read",
    summary: { ko: "두 산정서의 차이와 그 까닭", en: "What changed between two statements, and how much it moved each good" },
    params: org,
    query: z.object({ before: sha256, after: sha256 }),
    answer: z.object({ change: json<Change>("the change: goods, moves, steps"), problems }),
    costly: true,
  },
  whatIf: {
    method: "POST",
    path: `${ofPeriod}/what-if`,
    need: "calculate",
    summary: {
      ko: "사본을 바꾸어 계산하고 차이를 단계별로 보인다. 아무것도 쓰지 않는다",
      en: "Calculate on a changed copy, and the difference step by step; nothing is written",
    },
    params: period,
    body: z.strictObject({
      asIf: z.number().int().min(2021).max(2100).optional(),
      changes: z
        .array(z.strictObject({ key: recordKey, body: json<Json>("the record as it would be; null: without it").nullable() }))
        .min(1)
        .max(1000),
    }),
    answer: z.object({ figures, change: json<Change>("the change: goods, moves, steps"), problems }),
    costly: true,
  },
  declareImports: {
    method: "POST",
    path: "/v1/organisations/{org}/declarations",
    need: "calculate",
    summary: { ko: "수입 항목으로 인증서와 비용을 산정한다", en: "Certificates and their cost for import lines" },
    params: org,
    body: z.strictObject({
      lines: z.array(importLineSchema).min(1).max(10_000),
      statements: z.array(sha256).max(100).default([]),
      prices: z.record(z.string().max(10), z.number().positive()).default({}),
      asIf: z.number().int().min(2021).max(2100).optional(),
    }),
    answer: z.object({ declaration: json<Declaration>("lines, quarters, years, savings; without steps"), problems }),
    costly: true,
  },
} as const satisfies Record<string, ActSpec>;
