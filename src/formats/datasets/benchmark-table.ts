// The Commission's table of benchmarks: CN code, column A and B with their indicators; found by its header's words.
import type { BenchmarkRow } from "../../model/dataset.ts";
import { type Complain, codeIn, figureIn, type Grid, headerOf, type Role, textOf } from "./grid.ts";

const A = /\bcolumn\s*a\b|\bbm\s*_?\s*g?\s*\*|^a$/i;
const B = /\bcolumn\s*b\b|\bbm\s*_?\s*g?\b(?!\s*\*)|^b$/i;
const INDICATOR = /indicator|letter|route/i;

export const BENCHMARK_ROLES: readonly Role[] = [
  { name: "cn", is: /\b(cn|taric)\b/i },
  { name: "a", is: A, not: INDICATOR },
  { name: "b", is: B, not: INDICATOR },
];

/** True for a sheet whose header tells a code and both columns. */
export function isBenchmarkTable(grid: Grid): boolean {
  return headerOf(grid, BENCHMARK_ROLES, 3) !== undefined;
}

export type BenchmarkTable = { rows: BenchmarkRow[]; sheets: { name: string; rows: number }[] };

/**
 * Law: each row has its code and column B; a cell of column A that is merged with the one above is empty. Figures in tCO2e/t. The indicators of a column stand to its right.
 * Problems: TABLE_FIGURE_INVALID, TABLE_ROW_TWICE, TABLE_COLUMN_MISSING.
 */
export function readBenchmarkTable(grids: readonly Grid[], complain: Complain): BenchmarkTable {
  const rows: BenchmarkRow[] = [];
  const sheets: { name: string; rows: number }[] = [];
  const seen = new Map<string, number>();
  for (const grid of grids) {
    const header = headerOf(grid, BENCHMARK_ROLES, 3);
    if (header === undefined) continue;
    const columns = indicatorsOf(header.columns.get("a") ?? 0, header.columns.get("b") ?? 0, header.titles);
    const sheet = grid.name;
    if (columns === undefined) {
      complain("TABLE_COLUMN_MISSING", {
        place: { sheet, line: grid.rows[header.row]?.line ?? 1 },
        params: { columns: "indicator", found: header.titles.join(" | ") },
      });
      continue;
    }
    const before = rows.length;
    let last = "";
    for (const { line, cells } of grid.rows.slice(header.row + 1)) {
      const at = (index: number | undefined) => (index === undefined ? undefined : cells[index]);
      const [a, b] = [figureIn(at(header.columns.get("a"))), figureIn(at(header.columns.get("b")))];
      const printed = textOf(at(header.columns.get("cn")));
      const cn = codeIn(printed) ?? (printed === "" && b !== null && b !== undefined ? last : undefined);
      if (cn === undefined || cn.length !== 8) continue;
      last = cn;
      if (a === undefined || b === undefined) {
        complain("TABLE_FIGURE_INVALID", {
          place: { sheet, line },
          params: { cn, given: textOf(at(header.columns.get(a === undefined ? "a" : "b"))) },
        });
        continue;
      }
      if (b === null) continue;
      const [aLetters, bLetters] = [letters(textOf(at(columns.a))), letters(textOf(at(columns.b)))];
      const key = `${cn} ${bLetters}`;
      const other = seen.get(key);
      if (other !== undefined) complain("TABLE_ROW_TWICE", { place: { sheet, line }, params: { cn, country: bLetters, line: other } });
      else rows.push([cn, a, aLetters, b, bLetters]);
      seen.set(key, line);
    }
    sheets.push({ name: sheet, rows: rows.length - before });
  }
  return { rows, sheets };
}

/** "(C)(1)" or "C1" as "C1". */
const letters = (printed: string): string => printed.replace(/[()\s]/g, "");

/** The first column of indicators to the right of each column of figures. */
function indicatorsOf(a: number, b: number, titles: readonly string[]): { a: number; b: number } | undefined {
  const after = (column: number): number => titles.findIndex((title, i) => i > column && INDICATOR.test(title));
  const [first, second] = [after(a), after(b)];
  return first < 0 || second < 0 || (a < b && first > b) ? undefined : { a: first, b: second };
}
