// Acts on the grids: records of a kind as a workbook, both ways.
import { z } from "zod";
import type { Json } from "../../base/canonical.ts";
import { TABLE_NAMES } from "../grid/table.ts";
import { type ActSpec, json, lang, period, problems } from "./act.ts";
import { recordKey } from "./data.ts";

const table = z.enum(TABLE_NAMES);
const path = "/v1/organisations/{org}/periods/{period}/grid-book";

export const GRIDS = {
  readGridBook: {
    method: "GET",
    path,
    need: "read",
    summary: { ko: "입력 표를 엑셀 파일로 내려받기", en: "A table of the grids as a workbook (XLSX)" },
    params: period,
    query: z.object({ table, lang: lang.default("ko") }),
    answer: "bytes",
    costly: true,
  },
  parseGridBook: {
    method: "POST",
    path,
    need: "read",
    summary: {
      ko: "채운 엑셀 파일을 행과 기록으로 읽는다: 칸마다 문제, 아무것도 쓰지 않는다",
      en: "Read a filled-in workbook as rows and records, with Problems cell by cell; nothing is written",
    },
    params: period,
    query: z.object({ table }),
    body: "bytes",
    answer: z.object({
      /** Rows of the file: known ones by their id, new ones as "new:...". */
      rows: z.array(z.object({ id: z.string(), cells: z.record(z.string(), z.string()) })),
      /** What putRecords would take; empty while there are errors. */
      records: z.array(z.object({ key: recordKey, body: json<Json>("the record").nullable(), follows: z.number().int().optional() })),
      problems,
    }),
    costly: true,
  },
} as const satisfies Record<string, ActSpec>;
