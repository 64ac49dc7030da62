// A bounded window of a document: rows of a sheet or lines of a text around a place, as texts.
import type { Outcome, Problem } from "../base/problem.ts";
import type { EvidenceLook, LookingAt } from "../model/evidence-look.ts";
import { activityTableProblem } from "../model/problems/activity-table.ts";
import { encodingOf } from "./activity-table/csv-text.ts";
import { type OpenTable, openTable, textOf } from "./activity-table/open-table.ts";
import { documentKindOf } from "./document-kind.ts";
import { KoreanDecoder } from "./korean-text.ts";
import { parseArea } from "./xlsx/reference.ts";

export type EvidenceWindow = Omit<EvidenceLook, "name" | "type" | "size">;

const MOST_COLUMNS = 40;
const MOST_SHEETS = 300;
/** Rows or lines that are shown in front of the place that was asked for. */
const BEFORE = 12;
/** Characters of a cell, and of a line. */
const LONGEST_CELL = 500;
const LONGEST_LINE = 4000;
const STEP = 1 << 16;

/**
 * Law: looking reads as far as the window reaches and no more; cells show what is kept in them, formulas are never evaluated.
 * Problems: IMPORT_SHEET_UNKNOWN, and those of a table that cannot be opened.
 */
export function evidenceWindow(bytes: Uint8Array, at: LookingAt): Outcome<EvidenceWindow> {
  switch (documentKindOf(bytes)) {
    case "xlsx":
    case "csv":
      return sheetWindow(bytes, at);
    case "taxInvoice":
    case "ubl":
    case "case":
      return { value: textWindow(bytes, at), problems: [] };
    case "pdf":
      return { value: { kind: "pdf" }, problems: [] };
    case "png":
    case "jpeg":
    case "webp":
      return { value: { kind: "image" }, problems: [] };
    default:
      return { value: { kind: "other" }, problems: [] };
  }
}

function sheetWindow(bytes: Uint8Array, at: LookingAt): Outcome<EvidenceWindow> {
  const opened = openTable(bytes);
  if (opened.value === undefined) return opened;
  const { sheets } = opened.value;
  const wanted = at.sheet ?? "";
  const sheet =
    sheets.find(({ name }) => name === wanted) ?? (wanted === "" ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0]) : undefined);
  if (sheet === undefined) {
    const names = sheets.map(({ name }) => name).join(", ");
    return { value: undefined, problems: [activityTableProblem("IMPORT_SHEET_UNKNOWN", { params: { sheet: wanted, sheets: names } })] };
  }
  const spot = at.cell === undefined ? undefined : parseArea(at.cell)?.from;
  const row = spot?.row ?? at.line;
  const mark = row === undefined ? undefined : { row, ...(spot !== undefined && { column: spot.column }) };
  const firstRow = at.from ?? Math.max(1, (row ?? 1) - BEFORE);
  const firstColumn = at.column ?? (spot !== undefined && spot.column > MOST_COLUMNS ? spot.column - MOST_COLUMNS / 2 : 1);
  const read = rowsOf(opened.value, sheet, { firstRow, firstColumn, count: at.rows, mark: row });
  if ("problem" in read) return { value: undefined, problems: [read.problem] };
  const listed = sheets
    .slice(0, MOST_SHEETS)
    .map(({ name, hidden, lines }) => ({ name, hidden, ...(lines !== undefined && { rows: lines }) }));
  const total = sheet.lines;
  return {
    value: {
      kind: "sheet",
      sheets: listed,
      sheet: sheet.name,
      firstColumn,
      rows: read.rows,
      more: read.more,
      ...(total !== undefined && { total }),
      ...(mark !== undefined && { mark: { ...mark, row: read.marked ?? mark.row } }),
    },
    problems: [],
  };
}

type Window = { firstRow: number; firstColumn: number; count: number; mark: number | undefined };
type Rows = { rows: { row: number; cells: string[] }[]; more: boolean; marked?: number };

function rowsOf({ source }: OpenTable, sheet: OpenTable["sheets"][number], window: Window): Rows | { problem: Problem } {
  const { firstRow, firstColumn, count, mark } = window;
  const rows: Rows["rows"] = [];
  let marked: number | undefined;
  const given = sheet.rows();
  for (;;) {
    const next = given.next();
    if (source?.strings.problem !== undefined) return { problem: source.strings.problem };
    if (next.done)
      return next.value === undefined ? { rows, more: false, ...(marked !== undefined && { marked }) } : { problem: next.value };
    for (const { row, cells, lines = 1 } of next.value) {
      if (row < firstRow) continue;
      if (row >= firstRow + count) {
        given.return(undefined);
        return { rows, more: true, ...(marked !== undefined && { marked }) };
      }
      // A row of a CSV file may take several lines; the place names one of them.
      if (mark !== undefined && mark >= row && mark < row + lines) marked = row;
      const shown = Array.from(cells.slice(firstColumn - 1, firstColumn - 1 + MOST_COLUMNS), (cell) => textOf(cell).slice(0, LONGEST_CELL));
      rows.push({ row, cells: shown });
    }
  }
}

function textWindow(bytes: Uint8Array, { line, from, rows: count }: LookingAt): EvidenceWindow {
  const first = from ?? Math.max(1, (line ?? 1) - BEFORE);
  const lines: { line: number; text: string }[] = [];
  let number = 1;
  let rest = "";
  let more = false;
  const take = (text: string): void => {
    if (number >= first + count) more = true;
    else if (number >= first) lines.push({ line: number, text: text.replace(/\r$/, "").slice(0, LONGEST_LINE) });
    number += 1;
  };
  for (const piece of texts(bytes)) {
    const parts = (rest + piece).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) take(part);
  }
  if (rest !== "") take(rest);
  return { kind: "text", lines, total: number - 1, more, ...(line !== undefined && { mark: { row: line } }) };
}

/** The text of a document piece by piece; what is no text of its encoding shows as such. */
function* texts(bytes: Uint8Array): Generator<string> {
  const encoding = encodingOf(bytes);
  const decoder = encoding === "euc-kr" ? new KoreanDecoder() : new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += STEP)
    try {
      yield decoder.decode(bytes.subarray(at, at + STEP), { stream: at + STEP < bytes.length });
    } catch {
      yield "\ufffd";
      return;
    }
}
