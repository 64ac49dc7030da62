// A table of the law as a grid of cells, whatever file it stands in; its header is found by its words.
import type { Place, ProblemParams } from "../../base/problem.ts";
import type { ImportProblem } from "../../model/problems/import.ts";

export type GridRow = { line: number; cells: readonly GridCell[] };
export type GridCell = string | number | undefined;
/** One sheet, or a CSV file as the only one. */
export type Grid = { name: string; rows: readonly GridRow[] };

/** What a header cell may stand for: the words that tell it, and those that it must not hold. */
export type Role = { name: string; is: RegExp; not?: RegExp };

/** Rows from the top in which a header is looked for. */
const HEADER_WITHIN = 60;

export type Header = { row: number; columns: Map<string, number>; titles: string[] };

/** Text of a cell without the blanks that wrap it. */
export function textOf(cell: GridCell): string {
  return cell === undefined ? "" : String(cell).replace(/\s+/g, " ").trim();
}

/** The first row in which the most roles are told, at least `fewest`; undefined where there is none. */
export function headerOf({ rows }: Grid, roles: readonly Role[], fewest: number): Header | undefined {
  let best: Header | undefined;
  for (const [row, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const columns = new Map<string, number>();
    const titles = cells.map(textOf);
    for (const [i, title] of titles.entries()) {
      const role = roles.find(({ name, is, not }) => !columns.has(name) && is.test(title) && not?.test(title) !== true);
      if (role !== undefined && title.length < 200) columns.set(role.name, i);
    }
    if (columns.size >= fewest && columns.size > (best?.columns.size ?? 0)) best = { row, columns, titles };
  }
  return best;
}

/** "7203 10 00", "2523.10.00" or a number as digits; undefined for a text that is no code. Codes have 4 to 10 digits, always an even number. */
export function codeIn(cell: GridCell): string | undefined {
  const digits = textOf(cell).replace(/[\s.]/g, "");
  return /^\d{4}(\d\d){0,3}$/.test(digits) ? digits : undefined;
}

/** Signs and words that print no value. */
const NO_VALUE = /^([-–—]|n\/?a\.?)?$/i;

/** A printed figure: a point or a comma parts the decimals, nothing parts the thousands. null: none is printed; undefined: it is no figure. */
export function figureIn(cell: GridCell): number | null | undefined {
  if (typeof cell === "number") return Number.isFinite(cell) && cell >= 0 ? cell : undefined;
  const text = textOf(cell);
  if (NO_VALUE.test(text)) return null;
  return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : undefined;
}

/** Tells a Problem of the file at a place in it. */
export type Complain = (code: ImportProblem, at: { place?: Omit<Place, "file">; params?: ProblemParams }) => void;
