// Acts on evidence as people look at it: a window of a sheet, the text of a file, what cites it; and rows of an import that are to be mended.
import { z } from "zod";
import type { Problem } from "../../base/problem.ts";
import { evidenceLook } from "../evidence-look.ts";
import { type ActSpec, instant, json, org, page, paging, sha256, uuid } from "./act.ts";
import { recordKey } from "./data.ts";

const count = z.number().int();
const asked = z.coerce.number().int().min(1);
const ofEvidence = "/v1/organisations/{org}/evidence/{sha256}";
const evidenceOf = z.object({ org: uuid, sha256 });

const place = z.object({
  sheet: z.string().optional(),
  cell: z.string().optional(),
  line: count.optional(),
  page: count.optional(),
});

const citation = z.object({
  period: uuid,
  periodTitle: z.string(),
  key: recordKey,
  /** The newest version that names the evidence, and whether the record still stands as it says. */
  version: count,
  current: z.boolean(),
  name: z.string().optional(),
  /** Where in the evidence, the first ones. */
  places: z.array(place),
  at: instant,
  by: z.string(),
  source: z.string(),
});

const badCell = z.object({
  /** From 1; absent where the whole row is meant. */
  column: count.optional(),
  field: z.string(),
  problem: json<Problem>("what is wrong with the cell"),
});

export const DOCUMENTS = {
  lookAtEvidence: {
    method: "GET",
    path: `${ofEvidence}/look`,
    need: "read",
    summary: {
      ko: "증빙 들여다보기: 칸이나 줄 둘레의 시트·글(수식은 계산하지 않는다)",
      en: "Look at evidence: sheet or text around a cell or line; formulas are never evaluated",
    },
    params: evidenceOf,
    query: z.object({
      sheet: z.string().max(200).optional(),
      cell: z.string().max(20).optional(),
      line: asked.max(100_000_000).optional(),
      from: asked.max(100_000_000).optional(),
      column: asked.max(16_384).optional(),
      rows: asked.max(200).default(60),
    }),
    answer: evidenceLook,
    costly: true,
  },
  citedBy: {
    method: "GET",
    path: `${ofEvidence}/citations`,
    need: "read",
    summary: { ko: "증빙을 가리키는 기록과 가져오기", en: "Records and imports that name a piece of evidence" },
    params: evidenceOf,
    query: paging,
    answer: page(citation).extend({
      imports: z.array(z.object({ id: uuid, period: uuid, state: z.string(), at: instant, added: count })),
    }),
  },
  listEvidenceUses: {
    method: "GET",
    path: "/v1/organisations/{org}/evidence-uses",
    need: "read",
    summary: { ko: "증빙별로 가리키는 기록·가져오기 수", en: "How many records and imports name each piece of evidence" },
    params: org,
    query: paging,
    answer: page(z.object({ sha256, records: count, imports: count })),
  },
  listBadRows: {
    method: "GET",
    path: "/v1/organisations/{org}/periods/{period}/imports/{import}/rows",
    need: "read",
    summary: {
      ko: "시험에서 문제가 나온 행: 문서에 적힌 대로, 칸마다 까닭",
      en: "Rows that the last try found wrong: as the document has them, with the reason cell by cell",
    },
    params: z.object({ org: uuid, period: uuid, import: uuid }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(100), after: asked.max(1_048_576).optional() }),
    answer: z.object({
      items: z.array(z.object({ row: count, cells: z.array(z.string()), bad: z.array(badCell) })),
      /** Rows with Problems in all, among the Problems that are kept. */
      total: count,
      next: count.optional(),
    }),
    costly: true,
  },
} as const satisfies Record<string, ActSpec>;
