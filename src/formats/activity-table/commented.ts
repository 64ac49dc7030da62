// The table back to whom it came from, with a comment in each bad cell: what is wrong, and what to do.
import type { Outcome, Problem } from "../../base/problem.ts";
import { type CellComments, commentCells } from "../xlsx/comment-cells.ts";
import { type PlainCell, type PlainRow, plainBook } from "../xlsx/plain-book.ts";
import type { SheetRow } from "../xlsx/sheet-rows.ts";
import { type OpenTable, openTable, textOf } from "./open-table.ts";

/** Lines of a CSV file up to which all of it is given back; of a longer one only the first and those with a comment. */
const MOST_LINES = 100_000;
const FIRST_LINES = 20;
const MOST_CELLS = 2000;

/**
 * Law: a workbook comes back as it was, with comments; a CSV file as a workbook whose row numbers are its line numbers, every text as it stood.
 * `lang` is the language of the comments. Problems: those of a file that cannot be opened.
 */
export function commented(bytes: Uint8Array, problems: readonly Problem[], { lang }: { lang: "ko" | "en" }): Outcome<Uint8Array> {
  const opened = openTable(bytes);
  if (opened.value === undefined) return opened;
  const sheet = lang === "ko" ? "자료" : "Data";
  if (opened.value.kind === "xlsx") return commentCells(bytes, textsBySheet(problems, lang));
  const book = bookOf(opened.value, problems, sheet);
  return book.value === undefined ? book : commentCells(book.value, textsBySheet(problems, lang, sheet));
}

/** What to say in each cell, by sheet; a CSV file's cells lie in the one sheet named. */
function textsBySheet(problems: readonly Problem[], lang: "ko" | "en", only?: string): CellComments {
  const sheets = new Map<string, Map<string, string>>();
  let count = 0;
  for (const { place, text, todo } of problems) {
    const sheet = only ?? place?.sheet;
    const cell = place?.cell ?? (place?.line === undefined ? undefined : `A${place.line}`);
    if (sheet === undefined || cell === undefined) continue;
    const cells = sheets.get(sheet) ?? new Map<string, string>();
    const before = cells.get(cell);
    if (before === undefined && ++count > MOST_CELLS) continue;
    cells.set(cell, `${before === undefined ? "" : `${before}\n\n`}${text[lang]}\n→ ${todo[lang]}`);
    sheets.set(sheet, cells);
  }
  return sheets;
}

function bookOf({ sheets }: OpenTable, problems: readonly Problem[], name: string): Outcome<Uint8Array> {
  const [table] = sheets;
  if (table === undefined) throw new Error("a CSV file has one sheet");
  const wanted = new Set(problems.flatMap(({ place }) => place?.line ?? []));
  const all = (table.lines ?? 0) <= MOST_LINES;
  const rows: PlainRow[] = [];
  const widths: number[] = [];
  const source = table.rows();
  for (;;) {
    const next = source.next();
    if (next.done) {
      if (next.value !== undefined && rows.length === 0) return { value: undefined, problems: [next.value] };
      return { value: plainBook({ name, rows, widths }), problems: [] };
    }
    for (const row of next.value) if (all || row.row <= FIRST_LINES || wanted.has(row.row)) rows.push(plainRow(row, widths));
  }
}

function plainRow({ row, cells }: SheetRow, widths: number[]): PlainRow {
  return {
    row,
    cells: Array.from(cells, (cell, i): PlainCell => {
      if (cell === undefined) return undefined;
      const text = textOf(cell);
      widths[i] = Math.max(widths[i] ?? 9, Math.min(40, text.length + 2));
      return { text };
    }),
  };
}
