// A table of the law from a file: the Commission's workbook as it is downloaded, CSV, or our own JSON.
import { z } from "zod";
import type { Outcome, Problem } from "../../base/problem.ts";
import type { ReadTable } from "../../model/dataset.ts";
import { importProblem } from "../../model/problems/import.ts";
import { csvRows } from "../csv.ts";
import { readXlsx } from "../xlsx/read-xlsx.ts";
import type { Sheet } from "../xlsx/sheet.ts";
import { BENCHMARK_ROLES, isBenchmarkTable, readBenchmarkTable } from "./benchmark-table.ts";
import { DEFAULT_ROLES, isDefaultTable, readDefaultTable } from "./default-value-table.ts";
import { type Complain, type Grid, type GridCell, type GridRow, textOf } from "./grid.ts";

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ROWS = 200_000;
const MOST_PROBLEMS = 100;
const MOST_NAMES = 12;

/**
 * Law: what the file is, is told by its bytes and headers, never by its name; a sheet that is unlike any table is left alone and named; nothing is guessed.
 * `countryOf` answers the ISO code of a printed name.
 * Problems: TABLE_TOO_LARGE, TABLE_UNREADABLE, TABLE_UNLIKE, TABLE_EMPTY, TABLE_COLUMN_MISSING, TABLE_COUNTRY_UNKNOWN, TABLE_FIGURE_INVALID, TABLE_ROW_TWICE, and those of `readXlsx`.
 */
export function readTable(
  bytes: Uint8Array,
  { file, countryOf }: { file: string; countryOf: (name: string) => string | undefined },
): Outcome<ReadTable> {
  const problems: Problem[] = [];
  const complain: Complain = (code, { place, params }) => {
    if (problems.length < MOST_PROBLEMS) problems.push(importProblem(code, { place: { file, ...place }, ...(params && { params }) }));
  };
  const refused = (): Outcome<ReadTable> => ({ value: undefined, problems });
  if (bytes.length > MOST_BYTES) complain("TABLE_TOO_LARGE", { params: { limit: "64 MB" } });
  if (problems.length > 0) return refused();
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const book = readXlsx(bytes);
    if (book.value === undefined) return { value: undefined, problems: book.problems.map((p) => ({ ...p, place: { file, ...p.place } })) };
    return fromGrids([...book.value.sheets.values()].map(gridOf), { complain, countryOf, problems });
  }
  const text = decoded(bytes);
  if (text === undefined) complain("TABLE_UNREADABLE", { params: { what: "UTF-8" } });
  if (text === undefined) return refused();
  if (/^\s*\{/.test(text)) return fromJson(text, complain, problems);
  const rows = csvRows(text.replace(/^\ufeff/, ""));
  if ("what" in rows) complain("TABLE_UNREADABLE", { place: { line: rows.line }, params: { what: rows.what } });
  return "what" in rows ? refused() : fromGrids([{ name: "CSV", rows: rows.rows }], { complain, countryOf, problems });
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A sheet's cells row by row. */
function gridOf({ name, cells }: Sheet): Grid {
  const rows = new Map<number, GridCell[]>();
  for (const { row, column, value } of cells.values()) {
    if (value === undefined || typeof value === "boolean" || column > 100) continue;
    const mine = rows.get(row) ?? [];
    mine[column - 1] = value;
    rows.set(row, mine);
  }
  return { name, rows: [...rows].sort(([a], [b]) => a - b).map(([line, row]): GridRow => ({ line, cells: Array.from(row) })) };
}

type Reading = { complain: Complain; countryOf: (name: string) => string | undefined; problems: Problem[] };

function fromGrids(grids: readonly Grid[], { complain, countryOf, problems }: Reading): Outcome<ReadTable> {
  const refused: Outcome<ReadTable> = { value: undefined, problems };
  if (grids.reduce((sum, { rows }) => sum + rows.length, 0) > MOST_ROWS) {
    complain("TABLE_TOO_LARGE", { params: { limit: MOST_ROWS } });
    return refused;
  }
  const benchmarks = grids.filter(isBenchmarkTable);
  const defaults = grids.filter(isDefaultTable);
  const mine = benchmarks.length > 0 ? benchmarks : defaults;
  if (mine.length === 0) {
    const names = (roles: typeof DEFAULT_ROLES): string => roles.map(({ name }) => name).join(", ");
    const sheets = grids
      .slice(0, MOST_NAMES)
      .map(({ name }) => name)
      .join(", ");
    complain("TABLE_UNLIKE", { params: { sheets, defaults: names(DEFAULT_ROLES.slice(0, 6)), benchmarks: names(BENCHMARK_ROLES) } });
    return refused;
  }
  const ignored = grids.filter((grid) => !mine.includes(grid)).map(({ name }) => name);
  const told = { ignored, ...versionOf(grids.filter((grid) => !mine.includes(grid) || grids.length === 1)) };
  const value: ReadTable =
    benchmarks.length > 0
      ? { ...told, kind: "benchmarks", ...readBenchmarkTable(benchmarks, complain) }
      : { ...told, kind: "default-values", ...readDefaultTable(defaults, complain, countryOf) };
  if (problems.length === 0 && value.rows.length === 0) complain("TABLE_EMPTY", {});
  return problems.length > 0 ? refused : { value, problems };
}

/** The act and the latest version that sheets of text tell, such as "Version History". */
function versionOf(grids: readonly Grid[]): { act?: string; version?: string } {
  const texts = grids.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells));
  const acts = texts
    .flatMap((cell) => [...textOf(cell).matchAll(/\(EU\)\s*(?:No\s*)?(20\d\d\/\d{3,4})\b/g)].map(([, number = ""]) => number))
    .filter((n) => n !== "2023/956");
  const [act] = [...new Set(acts)].sort(
    (a, b) => Number(b.split("/")[0]) - Number(a.split("/")[0]) || Number(b.split("/")[1]) - Number(a.split("/")[1]),
  );
  const dates = grids
    .filter(({ name }) => /version|history/i.test(name))
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap(datesIn)));
  const latest = dates.sort().at(-1);
  return { ...(act !== undefined && { act: `IR (EU) ${act}` }), ...(latest !== undefined && { version: latest }) };
}

/** Days in a cell as YYYY-MM-DD: written in either order, run together, or a spreadsheet's serial. */
function datesIn(cell: GridCell): string[] {
  if (typeof cell === "number") {
    if (!Number.isInteger(cell) || cell < 45_000 || cell > 60_000) return [];
    return [new Date(Date.UTC(1899, 11, 30) + cell * 86_400_000).toISOString().slice(0, 10)];
  }
  const text = textOf(cell);
  const iso = [...text.matchAll(/\b(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])\b/g)].map(([, y, m, d]) => `${y}-${m}-${d}`);
  const european = [...text.matchAll(/\b(0?[1-9]|[12]\d|3[01])[./](0?[1-9]|1[0-2])[./](20\d\d)\b/g)].map(
    ([, d = "", m = "", y]) => `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`,
  );
  return [...iso, ...european];
}

const figure = z.number().min(0).nullable();
const code = z.string().regex(/^\d{4}(\d\d){0,3}$/);
const header = z.object({
  act: z.string(),
  version: z.string().optional(),
  validFrom: z.iso.date(),
  status: z.string(),
  id: z.enum(["default-values", "benchmarks"]),
});
const defaultsFile = z.object({
  header,
  countries: z.array(z.string().max(10)).max(400),
  rows: z
    .array(
      z.union([
        z.tuple([z.number().int().min(0), code, figure, figure, figure, z.string().max(40)]),
        z.tuple([z.number().int().min(0), code, figure, figure, figure, z.string().max(40), z.string().max(40)]),
      ]),
    )
    .max(MOST_ROWS),
});
const benchmarkCells = [z.string().regex(/^\d{8}$/), figure, z.string().max(10), z.number().min(0), z.string().max(10)] as const;
const benchmarksFile = z.object({
  header,
  rows: z.array(z.union([z.tuple([...benchmarkCells]), z.tuple([...benchmarkCells, z.string().max(500)])])).max(MOST_ROWS),
});

/** Our own form, as `sandan data show ID` prints it. */
function fromJson(text: string, complain: Complain, problems: Problem[]): Outcome<ReadTable> {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    complain("TABLE_UNREADABLE", { params: { what: "JSON" } });
    return { value: undefined, problems };
  }
  const isBenchmarks = z.object({ header: z.object({ id: z.literal("benchmarks") }) }).safeParse(plain).success;
  const read = (isBenchmarks ? benchmarksFile : defaultsFile).safeParse(plain);
  const outside =
    read.success &&
    "countries" in read.data &&
    read.data.rows.some(([country]) => country >= (read.data as { countries: unknown[] }).countries.length);
  if (!read.success || outside) {
    complain("TABLE_UNREADABLE", { params: { what: read.success ? "countries" : (read.error.issues[0]?.path.join("/") ?? "JSON") } });
    return { value: undefined, problems };
  }
  const { act, version, validFrom, status } = read.data.header;
  const told = {
    sheets: [{ name: "JSON", rows: read.data.rows.length }],
    ignored: [],
    act,
    validFrom,
    status,
    ...(version !== undefined && { version }),
  };
  const value: ReadTable =
    "countries" in read.data
      ? { ...told, kind: "default-values", countries: read.data.countries, rows: read.data.rows, unknownOrigin: [] }
      : { ...told, kind: "benchmarks", rows: read.data.rows };
  return { value, problems };
}
