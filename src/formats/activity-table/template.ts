// An empty table to fill in: one row for each target, with the headers that are surely read.
import type { BothLanguages } from "../../base/problem.ts";
import { type PlainCell, plainBook } from "../xlsx/plain-book.ts";

/** A quantity to be asked for: its name as people know it, and the unit that is proposed. */
export type TemplateTarget = { target: string; name: string | BothLanguages; unit: string };

const HEADERS: readonly { ko: string; en: string; width: number; date?: true }[] = [
  { ko: "산정대상", en: "Target", width: 34 },
  { ko: "항목", en: "Item", width: 24 },
  { ko: "시작일", en: "Start date", width: 12, date: true },
  { ko: "종료일", en: "End date", width: 12, date: true },
  { ko: "사용량", en: "Quantity", width: 14 },
  { ko: "단위", en: "Unit", width: 10 },
  { ko: "거래처", en: "Supplier", width: 20 },
  { ko: "증빙번호", en: "Document no.", width: 18 },
  { ko: "계량기번호", en: "Meter no.", width: 16 },
  { ko: "추정", en: "Estimated", width: 10 },
  { ko: "비고", en: "Note", width: 30 },
];
const TITLES = 1;

/** An .xlsx file: dates are days of a spreadsheet, units are proposed in each row and may be changed; a row left without value and dates is not read. */
export function template(targets: readonly TemplateTarget[], { lang }: { lang: "ko" | "en" }): Uint8Array {
  const head = HEADERS.map((header): PlainCell => ({ text: header[lang], style: "head" }));
  const rows = targets.map(({ target, name, unit }, i) => {
    const given = [target, typeof name === "string" ? name : name[lang], undefined, undefined, undefined, unit];
    const cells = HEADERS.map(({ date }, column): PlainCell => {
      const text = given[column];
      if (text !== undefined) return { text };
      return date === true ? { style: "date" } : undefined;
    });
    return { row: i + 1 + TITLES, cells };
  });
  return plainBook({
    name: lang === "ko" ? "활동자료" : "Activity data",
    rows: [{ row: 1, cells: head }, ...rows],
    widths: HEADERS.map(({ width }) => width),
    frozen: TITLES,
  });
}
