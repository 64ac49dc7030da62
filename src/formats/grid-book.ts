// A table of the grids as a workbook, both ways: headers in Korean or English, units below them, a row for each row.
import type { BothLanguages, Outcome, Place, Problem } from "../base/problem.ts";
import { unitsOf } from "../base/units.ts";
import { partsOf, quantityIn } from "../model/grid/cell-text.ts";
import type { Column } from "../model/grid/column.ts";
import { entered } from "../model/grid/entered.ts";
import { type Fault, faultAt, faultOf } from "../model/grid/faults.ts";
import type { Row } from "../model/grid/row.ts";
import { activityTableProblem } from "../model/problems/activity-table.ts";
import { gridProblem } from "../model/problems/grid.ts";
import { openTable, textOf } from "./activity-table/open-table.ts";
import { type PlainCell, plainBook } from "./xlsx/plain-book.ts";
import { columnLetters } from "./xlsx/reference.ts";
import type { SheetRow, TableCell } from "./xlsx/sheet-rows.ts";

type Lang = keyof BothLanguages;

const PLACE: BothLanguages = { ko: "행 이름(고치지 마십시오)", en: "Row (leave as it is)" };
const UNIT: BothLanguages = { ko: "단위", en: "Unit" };
const HINT: BothLanguages = { ko: "안내", en: "Hint" };
const FIRST_ROW = 4;
const MOST_ROWS = 20_000;
const MOST_HINTS = 6;
/** Day 0 of a spreadsheet's count, in days since 1970. */
const EPOCH = 25_569;
const DAY_MS = 86_400_000;

export type GridBook = { columns: readonly Column[]; rows: readonly Row[]; title: string; lang: Lang };

/** An .xlsx file. A column's unit is that of all its values; where they differ, each cell says its own. Texts are never formulas. */
export function writeGridBook({ columns, rows, title, lang }: GridBook): Uint8Array {
  const units = columns.map((column) => commonUnit(column, rows));
  const titled = (words: BothLanguages, cells: readonly PlainCell[]): PlainCell[] => [{ text: words[lang], style: "head" }, ...cells];
  const head = titled(
    PLACE,
    columns.map(({ label }) => ({ text: label[lang], style: "head" })),
  );
  const unitRow = titled(
    UNIT,
    units.map((unit) => (unit === undefined ? undefined : { text: unit })),
  );
  const hints = titled(
    HINT,
    columns.map((column) => ({ text: hintOf(column, lang) })),
  );
  const data = rows.map((row, i) => ({
    row: i + FIRST_ROW,
    cells: [{ text: row.id }, ...columns.map((column, c) => cellOf(column, row.cells[column.key] ?? "", { unit: units[c], lang }))],
  }));
  return plainBook({
    name: title,
    rows: [{ row: 1, cells: head }, { row: 2, cells: unitRow }, { row: 3, cells: hints }, ...data],
    widths: [22, ...columns.map(({ kind }) => (kind === "text" || kind === "reference" ? 24 : 16))],
    frozen: FIRST_ROW - 1,
  });
}

/** The unit of a quantity's values, where they have one alone, or of a dimension with one unit. */
function commonUnit({ key, kind, dimensions = [] }: Column, rows: readonly Row[]): string | undefined {
  if (kind !== "quantity") return undefined;
  const used = new Set(rows.flatMap(({ cells }) => (cells[key] ? [quantityIn(cells[key]).unit] : [])));
  const possible = used.size > 0 ? [...used] : unitsOf(...dimensions);
  return possible.length === 1 ? possible[0] : undefined;
}

function hintOf({ kind, dimensions = [], options = [] }: Column, lang: Lang): string {
  if (kind === "quantity") return [...new Set(unitsOf(...dimensions))].join(", ");
  if (kind !== "choice" && kind !== "choices") return "";
  return `${options
    .slice(0, MOST_HINTS)
    .map((option) => option[lang])
    .join(" | ")}${options.length > MOST_HINTS ? " | …" : ""}`;
}

function cellOf(column: Column, text: string, { unit, lang }: { unit: string | undefined; lang: Lang }): PlainCell {
  if (text === "") return undefined;
  if (column.kind === "quantity") {
    const read = quantityIn(text);
    return read.unit === unit && Number.isFinite(read.value) ? { number: read.value } : { text };
  }
  if (column.kind === "number" && Number.isFinite(Number(text))) return { number: Number(text) };
  if (column.kind === "day" && /^\d{4}-\d\d-\d\d$/.test(text)) return { number: Date.parse(text) / DAY_MS + EPOCH, style: "date" };
  if (column.kind === "flag") return { text: text === "true" ? { ko: "예", en: "yes" }[lang] : { ko: "아니오", en: "no" }[lang] };
  if (column.kind === "choice" || column.kind === "choices")
    return {
      text: partsOf(text)
        .map((part) => spoken(column, part, lang))
        .join("; "),
    };
  return { text };
}

/** A label, where it means this value alone. */
function spoken(column: Column, value: string, lang: Lang): string {
  const label = column.options?.find((option) => option.value === value)?.[lang];
  return label !== undefined && !/[;\n]/.test(label) && entered({ ...column, kind: "choice" }, label) === value ? label : value;
}

export type ReadRows = { rows: Row[]; faults: Fault[] };

/**
 * Law: what stands in the sheet becomes rows as if it had been typed; nothing is guessed and nothing is written. A row with its name is that row, one without is new.
 * Problems: those of a table that cannot be opened, GRID_HEADER_UNKNOWN, GRID_COLUMN_UNKNOWN, IMPORT_TOO_MANY_ROWS; those of cells come as faults with their place.
 */
export function readGridBook(
  bytes: Uint8Array,
  { columns, sample }: { columns: readonly Column[]; sample: readonly string[] },
): Outcome<ReadRows> {
  const opened = openTable(bytes);
  if (opened.value === undefined) return opened;
  const { sheets, source } = opened.value;
  while (source?.strings.step());
  const sheet = sheets.find(({ hidden }) => !hidden) ?? sheets[0];
  if (sheet === undefined) return { value: undefined, problems: [activityTableProblem("IMPORT_EMPTY")] };
  const reader = new Reader(sheet.name, columns, new Set(sample));
  const rows = sheet.rows();
  for (;;) {
    const next = rows.next();
    if (next.done) {
      if (next.value !== undefined) return { value: undefined, problems: [next.value] };
      break;
    }
    for (const row of next.value) reader.take(row);
    if (reader.rows.length > MOST_ROWS)
      return { value: undefined, problems: [activityTableProblem("IMPORT_TOO_MANY_ROWS", { params: { limit: "20,000" } })] };
  }
  return reader.outcome();
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
const says = (words: BothLanguages, text: string): boolean => [words.ko, words.en].some((word) => folded(word) === folded(text));

class Reader {
  readonly rows: Row[] = [];
  private readonly faults: Fault[] = [];
  private readonly problems: Problem[] = [];
  private readonly sheet: string;
  private readonly columns: readonly Column[];
  private readonly known: ReadonlySet<string>;
  private readonly used = new Set<string>();
  private places: (Column | "row" | undefined)[] | undefined;
  private readonly units = new Map<string, string>();

  constructor(sheet: string, columns: readonly Column[], known: ReadonlySet<string>) {
    this.sheet = sheet;
    this.columns = columns;
    this.known = known;
  }

  take({ row, cells }: SheetRow): void {
    if (this.places === undefined) {
      this.head(cells, row);
      return;
    }
    const named = this.places.indexOf("row");
    const name = named < 0 ? "" : textOf(cells[named]);
    if (says(UNIT, name)) this.takeUnits(cells);
    else if (!says(HINT, name)) this.takeRow(row, cells, name);
  }

  private head(cells: readonly (TableCell | undefined)[], row: number): void {
    const titles = Array.from(cells, textOf);
    const found = titles.map((title): Column | "row" | undefined =>
      says(PLACE, title) ? "row" : this.columns.find(({ label }) => title !== "" && says(label, title)),
    );
    const hits = new Set(found.filter((one) => one !== undefined)).size;
    if (hits < Math.min(2, this.columns.length)) return;
    this.places = found.map((one, i) => (found.indexOf(one) === i ? one : undefined));
    for (const [i, title] of titles.entries())
      if (title !== "" && this.places[i] === undefined)
        this.problems.push(gridProblem("GRID_COLUMN_UNKNOWN", { place: this.at(row, i), params: { title: title.slice(0, 100) } }));
  }

  private at(row: number, column: number): Place {
    return {
      ...(this.sheet !== "" && { sheet: this.sheet }),
      ...(this.sheet === "" ? { line: row } : { cell: `${columnLetters(column + 1)}${row}` }),
    };
  }

  private takeUnits(cells: readonly (TableCell | undefined)[]): void {
    for (const [i, column] of this.places?.entries() ?? []) {
      const unit = textOf(cells[i]);
      if (column !== undefined && column !== "row" && unit !== "") this.units.set(column.key, unit);
    }
  }

  private takeRow(number: number, cells: readonly (TableCell | undefined)[], name: string): void {
    const told: Record<string, string> = {};
    const faults: [column: Column, at: number, problem: Problem][] = [];
    for (const [i, column] of this.places?.entries() ?? []) {
      if (column === undefined || column === "row") continue;
      const { text, problem } = this.read(column, cells[i]);
      if (text !== "") told[column.key] = text;
      const wrong = problem ?? faultOf(column, text);
      if (wrong !== undefined) faults.push([column, i, wrong]);
    }
    if (Object.keys(told).length === 0 && faults.length === 0) return;
    const id = this.known.has(name) && !this.used.has(name) ? name : `new:x${number}`;
    this.used.add(id);
    const row = { id, cells: told };
    this.rows.push(row);
    for (const [column, i, problem] of faults) this.faults.push(faultAt(row, column, { ...problem, place: this.at(number, i) }));
  }

  private read(column: Column, cell: TableCell | undefined): { text: string; problem?: Problem } {
    if (typeof cell === "object" && "error" in cell)
      return { text: cell.error, problem: activityTableProblem("ROW_FORMULA_ERROR", { params: { error: cell.error.slice(0, 30) } }) };
    if (typeof cell === "object" && "uncalculated" in cell) return { text: "", problem: activityTableProblem("ROW_FORMULA_UNCALCULATED") };
    return { text: entered(column, textOf(cell), this.units.get(column.key)) };
  }

  outcome(): Outcome<ReadRows> {
    if (this.places === undefined) {
      const wanted = (lang: Lang): string =>
        this.columns
          .slice(0, 4)
          .map(({ label }) => label[lang])
          .join(", ");
      const params = { sheet: this.sheet || "CSV", wanted: { ko: wanted("ko"), en: wanted("en") } };
      return { value: undefined, problems: [gridProblem("GRID_HEADER_UNKNOWN", { params })] };
    }
    return { value: { rows: this.rows, faults: this.faults }, problems: this.problems };
  }
}
