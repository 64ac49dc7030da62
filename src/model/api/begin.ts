// Acts of the first ten minutes: what can be chosen, a provisional figure from defaults, the first records of a plant.
import { z } from "zod";
import type { BothLanguages } from "../../base/problem.ts";
import type { Ask, Choices, Estimate } from "../begin.ts";
import { ROUTES } from "../vocabulary.ts";
import { type ActSpec, json, lang, period, text } from "./act.ts";
import { recordKey } from "./data.ts";

const ofPeriod = "/v1/organisations/{org}/periods/{period}";
const cn = z.string().regex(/^\d[\d .]{5,12}\d$/);
const tonnes = z.number().positive().max(1e9);
const asks = z.array(json<Ask>("an empty field: record, field, label, help with an example, units"));
const later = z.array(json<BothLanguages>("what the act counts too and the first records leave out"));

export const BEGIN = {
  listChoices: {
    method: "GET",
    path: "/v1/choices",
    need: "person",
    summary: {
      ko: "국가, CBAM 품목(번호·한글·영문으로 검색), 생산 경로, 공표된 인증서 가격",
      en: "Countries, CBAM goods looked up by code or words, routes, published prices of certificates",
    },
    query: z.object({
      search: z.string().max(100).default(""),
      limit: z.coerce.number().int().min(1).max(100).default(40),
    }),
    answer: json<Choices>("countries, goods, prices"),
    quiet: true,
  },
  estimateGood: {
    method: "POST",
    path: "/v1/estimate",
    need: "person",
    summary: {
      ko: "품목·국가만으로 기본값에 따른 배출량, 무상할당, 인증서와 비용을 보인다. 아무것도 쓰지 않는다",
      en: "Emissions, free allocation, certificates and cost of a good by default values; nothing is written",
    },
    body: z.strictObject({
      cn,
      country: text(100),
      route: z.enum(ROUTES).optional(),
      /** Year of import. */
      year: z.number().int().min(2000).max(2100),
      /** MWh of electricity. */
      tonnes,
      /** EUR per certificate; without it the published price of the year's third quarter, which may be none. */
      priceEur: z.number().positive().max(1e6).optional(),
    }),
    answer: json<Estimate>("default value, mark-up, benchmark, free allocation, certificates and cost, each with its source; years ahead"),
    quiet: true,
  },
  beginPeriod: {
    method: "POST",
    path: `${ofPeriod}/begin`,
    need: "enter",
    summary: {
      ko: "품목 하나의 첫 기록(공정·제품·배출원·전력·전구물질)을 수량 없이 쓰고, 무엇을 적어야 하는지 답한다",
      en: "Write the first records of one good (process, product, sources, electricity, precursors) without quantities, and say what to enter",
    },
    params: period,
    body: z.strictObject({
      cn,
      goodName: text(300),
      country: text(100),
      route: z.enum(ROUTES).optional(),
      /** Tonnes of the good made in the period, where they are known. */
      tonnes: tonnes.optional(),
      lang: lang.default("ko"),
    }),
    answer: z.object({
      written: z.array(recordKey),
      process: recordKey,
      good: recordKey,
      revision: z.number().int(),
      asks,
      later,
    }),
  },
  listAsks: {
    method: "GET",
    path: `${ofPeriod}/asks`,
    need: "read",
    summary: { ko: "아직 비어 있어 적어야 할 칸", en: "Fields of the records that are still empty and asked for" },
    params: period,
    answer: z.object({
      asks,
      later,
      goods: z.array(z.object({ record: recordKey, name: z.string(), cn: z.string(), country: z.string().optional() })),
    }),
  },
} as const satisfies Record<string, ActSpec>;
