// A CSV list of imports to raw lines: columns by their names, each cell as what it stands for.

import type { Problem } from "../base/problem.ts";
import { type CsvRow, csvRows } from "./csv.ts";
import type { Complain, Raw, RawLine } from "./import-lines-raw.ts";

type Kind = "text" | "number" | "boolean" | "quantity" | "precursors";

/** Columns, where their content goes in a line, and what it is. `mass_unit` and `see_unit` hold the units of cells without one. */
const COLUMNS: Readonly<Record<string, readonly [path: string, kind: Kind]>> = {
  id: ["id", "text"],
  cn: ["cn", "text"],
  origin: ["origin", "text"],
  installation: ["installation", "text"],
  basis: ["basis", "text"],
  net_mass: ["netMass", "quantity"],
  date: ["date", "text"],
  route: ["route", "text"],
  alloy: ["alloy", "text"],
  white_share: ["whiteShare", "number"],
  see_direct: ["actual.seeDirect", "quantity"],
  see_indirect: ["actual.seeIndirect", "quantity"],
  see_basis: ["actual.seeBasis", "quantity"],
  statement: ["actual.statement.hash", "text"],
  good: ["actual.statement.good", "text"],
  verified: ["actual.verified", "boolean"],
  production_year: ["actual.productionYear", "number"],
  precursors: ["actual.precursors", "precursors"],
  joint: ["actual.joint", "boolean"],
  carbon_price: ["carbonPrice.effectiveEurPerT", "number"],
  rebate: ["carbonPrice.rebate", "text"],
  payment_evidence: ["carbonPrice.paymentEvidence", "boolean"],
  certified: ["carbonPrice.certified", "boolean"],
  certificate_price: ["certificatePriceEur", "number"],
};
const UNITS: Readonly<Record<string, string>> = {
  net_mass: "mass_unit",
  see_direct: "see_unit",
  see_indirect: "see_unit",
  see_basis: "see_unit",
};
const REQUIRED = ["id", "cn", "origin", "basis", "net_mass", "date"];

/** The raw lines of a CSV text with a header. Problems: LINES_BROKEN, LINES_COLUMN_UNKNOWN, LINES_COLUMN_TWICE, LINE_FIELD_MISSING, and those of its cells. */
export function csvLines(text: string, complain: Complain): Raw {
  const rows = csvRows(text.replace(/^\ufeff/, ""));
  if ("what" in rows) return { lines: [], problems: [complain("LINES_BROKEN", { line: rows.line, params: rows })] };
  const [head, ...body] = rows.rows;
  if (head === undefined) return { lines: [], problems: [] };
  const names = head.cells.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_"),
  );
  const problems = headProblems(names, head, complain);
  if (problems.length > 0) return { lines: [], problems };
  const lines = body.map((row) => lineOf(names, row, complain, problems));
  return { lines, problems };
}

function headProblems(names: readonly string[], head: CsvRow, complain: Complain): Problem[] {
  const at = { line: head.line };
  const units = new Set(Object.values(UNITS));
  return [
    ...names.flatMap((name, i) =>
      COLUMNS[name] || units.has(name) ? [] : [complain("LINES_COLUMN_UNKNOWN", { ...at, params: { field: head.cells[i]?.trim() ?? "" } })],
    ),
    ...names.flatMap((name, i) => (names.indexOf(name) < i ? [complain("LINES_COLUMN_TWICE", { ...at, params: { field: name } })] : [])),
    ...REQUIRED.filter((name) => !names.includes(name)).map((field) => complain("LINE_FIELD_MISSING", { ...at, params: { field } })),
  ];
}

function lineOf(names: readonly string[], { line, cells }: CsvRow, complain: Complain, problems: Problem[]): RawLine {
  const cellOf = (name: string): string => cells[names.indexOf(name)]?.trim() ?? "";
  const id = cellOf("id") === "" ? String(line) : cellOf("id");
  const content: Record<string, unknown> = {};
  if (cells.length > names.length)
    problems.push(
      complain("LINES_BROKEN", { line, params: { line, what: `${cells.length} cells under ${names.length} columns; a decimal comma?` } }),
    );
  for (const name of names) {
    const column = COLUMNS[name];
    const cell = cellOf(name);
    if (column === undefined || cell === "") continue;
    const [path, kind] = column;
    const unit = UNITS[name] === undefined ? "" : cellOf(UNITS[name]);
    const read = cellValue(kind, cell, unit);
    if (read.fault === undefined) put(content, path, read.value);
    else
      problems.push(
        complain(read.fault, {
          line,
          path: `lines/${id}/${path.replaceAll(".", "/")}`,
          params: { field: name, given: cell, ...(read.fault === "LINE_FIELD_INVALID" && { allowed: read.allowed ?? "" }) },
        }),
      );
  }
  return { id, line, content };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const YES = ["true", "yes", "1", "예"];
const NO = ["false", "no", "0", "아니오"];

type Cell = { value?: unknown; fault?: "LINE_DECIMAL_COMMA" | "LINE_FIELD_INVALID"; allowed?: string };

function cellValue(kind: Kind, cell: string, unit: string): Cell {
  if (kind === "text") return { value: cell };
  if (kind === "quantity")
    return /\d,\d/.test(cell) ? { fault: "LINE_DECIMAL_COMMA" } : { value: unit === "" || cell.endsWith(unit) ? cell : `${cell} ${unit}` };
  if (kind === "precursors") return precursorsOf(cell);
  if (kind === "number") {
    if (NUMBER.test(cell)) return { value: Number(cell) };
    return cell.includes(",") ? { fault: "LINE_DECIMAL_COMMA" } : { fault: "LINE_FIELD_INVALID", allowed: "12.5" };
  }
  const word = cell.toLowerCase();
  if (YES.includes(word)) return { value: true };
  return NO.includes(word) ? { value: false } : { fault: "LINE_FIELD_INVALID", allowed: "true, false" };
}

const PRECURSOR_FORM = "1.05 72071111 KR default C | 0.02 72024110 ZA 1.2";

/** "1.05 72071111 KR default C | 0.02 72024110 ZA 1.2": amount, code, origin (? where unknown), default or verified SEFA, route; "-" says that there is none. */
function precursorsOf(cell: string): Cell {
  if (cell === "-") return { value: [] };
  const invalid: Cell = { fault: "LINE_FIELD_INVALID", allowed: PRECURSOR_FORM };
  if (/\d,\d/.test(cell)) return { fault: "LINE_DECIMAL_COMMA" };
  const value: Record<string, unknown>[] = [];
  for (const part of cell.split("|")) {
    const [amount = "", cn = "", origin = "", sefa = "", route, ...rest] = part.trim().split(/\s+/);
    if (!NUMBER.test(amount) || rest.length > 0 || (sefa !== "default" && !NUMBER.test(sefa))) return invalid;
    const basis = sefa === "default" ? { basis: "default" } : { basis: "actual", sefa: Number(sefa) };
    value.push({ amount: Number(amount), cn, ...(origin !== "?" && { origin }), ...basis, ...(route !== undefined && { route }) });
  }
  return { value };
}

function put(content: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(".");
  let at = content;
  for (const key of keys.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  at[keys.at(-1) ?? path] = value;
}
