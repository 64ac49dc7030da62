// Acts that take a result apart: shares, yardsticks, the data ladder, and any number with its receipt.
import { z } from "zod";
import type { Analysis, StepDetail } from "../insight.ts";
import { type ActSpec, json, period, sha256, text, uuid } from "./act.ts";

const ofPeriod = "/v1/organisations/{org}/periods/{period}";
const ofStatement = "/v1/organisations/{org}/statements/{statement}";
const inStatement = z.object({ org: uuid, statement: sha256 });
const asIf = z.coerce.number().int().min(2021).max(2100).optional();
/** EUR per certificate: what the user supposes. */
const price = z.coerce.number().positive().max(1e6).optional();
const analysis = json<Analysis>("goods with their figures, shares, yardsticks and cost; flows; the data ladder; improvements");
const detail = json<StepDetail>("one number: formula, terms, factor, documents, records");

export const INSIGHT = {
  analysePeriod: {
    method: "GET",
    path: `${ofPeriod}/analysis`,
    need: "read",
    summary: { ko: "지금 기록의 결과를 나누어 보기", en: "Take the results of the records as they stand apart" },
    params: period,
    query: z.object({ asIf, price }),
    answer: analysis,
  },
  analyseStatement: {
    method: "GET",
    path: `${ofStatement}/analysis`,
    need: "read",
    summary: { ko: "산정서의 결과를 나누어 보기", en: "Take a statement's results apart" },
    params: inStatement,
    query: z.object({ price }),
    answer: analysis,
  },
  stepOfPeriod: {
    method: "GET",
    path: `${ofPeriod}/step`,
    need: "read",
    summary: { ko: "지금 기록으로 산정한 숫자 하나의 근거", en: "One number of the records as they stand, with its receipt" },
    params: period,
    query: z.object({ step: text(400), asIf }),
    answer: detail,
  },
  stepOfStatement: {
    method: "GET",
    path: `${ofStatement}/step`,
    need: "read",
    summary: { ko: "산정서의 숫자 하나의 근거", en: "One number of a statement, with its receipt" },
    params: inStatement,
    query: z.object({ step: text(400) }),
    answer: detail,
  },
} as const satisfies Record<string, ActSpec>;
