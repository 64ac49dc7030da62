// A table file opened by what its bytes are: a workbook or a CSV text, its sheets, and their rows as streams.
import type { Outcome, Problem } from "../../base/problem.ts";
import { activityTableProblem } from "../../model/problems/activity-table.ts";
import { openBook } from "../xlsx/open-book.ts";
import { type RowSource, rowSource, type SheetRow, sheetRows, statedRows, type TableCell } from "../xlsx/sheet-rows.ts";
import { csvFileRows, delimiterOf, headText } from "./csv-rows.ts";
import { type Delimiter, type Encoding, encodingOf, notText } from "./csv-text.ts";

/** Bytes of a CSV file. */
const MOST_BYTES = 200 * 2 ** 20;

export type OpenSheet = {
  name: string;
  hidden: boolean;
  /** Lines of a CSV file; of a workbook's sheet what it says of itself. */
  lines?: number | undefined;
  rows(): Generator<SheetRow[], Problem | undefined>;
};
export type OpenTable = {
  kind: "csv" | "xlsx";
  encoding?: Encoding;
  delimiter?: Delimiter;
  sheets: readonly OpenSheet[];
  source?: RowSource;
};
type CsvSettings = { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined };

/**
 * Law: the kind is told by the content, never by a name; nothing in the file is run.
 * Problems: IMPORT_TOO_LARGE, IMPORT_NOT_A_TABLE, IMPORT_EMPTY, and those of a workbook that cannot be opened.
 */
export function openTable(bytes: Uint8Array, settings: CsvSettings = {}): Outcome<OpenTable> {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const ole = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
  if (zip || ole) return openWorkbook(bytes);
  if (bytes.length === 0) return failed(activityTableProblem("IMPORT_EMPTY"));
  if (bytes.length > MOST_BYTES) return failed(activityTableProblem("IMPORT_TOO_LARGE", { params: { limit: "200 MB" } }));
  const why = notText(bytes);
  if (why !== undefined) return failed(activityTableProblem("IMPORT_NOT_A_TABLE", { params: { why } }));
  const encoding = settings.encoding ?? encodingOf(bytes);
  const delimiter = settings.delimiter ?? delimiterOf(headText(bytes, encoding));
  const sheet = { name: "", hidden: false, lines: linesOf(bytes), rows: () => csvFileRows({ bytes, encoding, delimiter }) };
  return { value: { kind: "csv", encoding, delimiter, sheets: [sheet] }, problems: [] };
}

function failed(problem: Problem): { value: undefined; problems: Problem[] } {
  return { value: undefined, problems: [problem] };
}

function openWorkbook(bytes: Uint8Array): Outcome<OpenTable> {
  const book = openBook(bytes);
  if (book.value === undefined) return book;
  const source = rowSource(book.value);
  if (source.value === undefined) return source;
  const rows = source.value;
  const sheets = book.value.sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.state !== "visible",
    get lines() {
      return statedRows(rows.book, sheet);
    },
    rows: () => sheetRows(rows, sheet),
  }));
  if (sheets.length === 0) return failed(activityTableProblem("IMPORT_EMPTY"));
  return { value: { kind: "xlsx", sheets, source: rows }, problems: [] };
}

const NEW_LINE = 10;

/** Lines of a text, by its line ends; a byte 10 inside a wide character is counted too, so that it is an upper estimate there. */
function linesOf(bytes: Uint8Array): number {
  let lines = bytes.at(-1) === NEW_LINE ? 0 : 1;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) lines++;
  return lines;
}

const MOST_COLUMNS = 256;
const LONGEST = 200;

/** The cells of a row as they are looked at: so many, and so long, at most. */
export function textsOf(cells: readonly (TableCell | undefined)[]): string[] {
  return Array.from(cells.slice(0, MOST_COLUMNS), (cell) => textOf(cell).slice(0, LONGEST));
}

/** What a cell shows, as text; "" where it is blank. */
export function textOf(cell: TableCell | undefined): string {
  if (cell === undefined) return "";
  if (typeof cell === "string") return cell.trim();
  if (typeof cell === "number") return String(cell);
  if ("day" in cell) return cell.day;
  return "error" in cell ? cell.error : "";
}
