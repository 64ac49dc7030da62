// The rows in hand and every way of changing them; each change gives a new sheet, so that it can be undone.
import { inUnit, unitsOf } from "../../base/units.ts";
import { quantityIn, quantityText } from "../../model/grid/cell-text.ts";
import type { Column } from "../../model/grid/column.ts";
import { entered } from "../../model/grid/entered.ts";
import type { Row } from "../../model/grid/row.ts";
import { isBlank, isNew } from "../../model/grids.ts";

/** `units`: what a number typed without unit means, by column, where a person chose it. */
export type Sheet = { readonly rows: readonly Row[]; readonly units: Readonly<Record<string, string>> };

/** Corners of a block, both included, in rows and columns from 0. */
export type Block = { top: number; bottom: number; left: number; right: number };

export type Maker = () => string;

/** The unit that a column's numbers have: chosen, or the only one possible; undefined where it is still to be chosen. */
export function unitOfColumn({ units }: Sheet, { key, dimensions = [] }: Column): string | undefined {
  const possible = new Set(unitsOf(...dimensions));
  return units[key] ?? (possible.size === 1 ? [...possible][0] : undefined);
}

/** A sheet of rows as they are kept: a column's unit is chosen where all its values have it. */
export function sheetOf(rows: readonly Row[], columns: readonly Column[]): Sheet {
  const units: Record<string, string> = {};
  for (const { key, kind } of columns) {
    if (kind !== "quantity") continue;
    const used = new Set<string>();
    for (const { cells } of rows) if (cells[key]) used.add(quantityIn(cells[key]).unit);
    const [only] = used;
    if (used.size === 1 && only) units[key] = only;
  }
  return { rows, units };
}

/** True where a person may change the cell: whose row it is, is settled when it is kept. */
export const mayChange = (row: Row, column: Column): boolean => !(column.fixed && !isNew(row));

/** Law: a value that changes no longer has the place of the old one in a document. */
export function withText(row: Row, column: Column, text: string): Row {
  if ((row.cells[column.key] ?? "") === text || !mayChange(row, column)) return row;
  const cells = { ...row.cells };
  if (text === "") delete cells[column.key];
  else cells[column.key] = text;
  if (column.proves) delete cells[`${column.key}/place`];
  return { ...row, cells };
}

/** What was typed into one cell. */
export function typed(sheet: Sheet, at: { row: number; column: Column }, text: string): Sheet {
  const row = sheet.rows[at.row];
  if (row === undefined) return sheet;
  const next = withText(row, at.column, entered(at.column, text, unitOfColumn(sheet, at.column)));
  return next === row ? sheet : { ...sheet, rows: sheet.rows.with(at.row, next) };
}

/** Law: there is always a blank row at the end to type into. */
export function withSpare(sheet: Sheet, newId: Maker, least = 1): Sheet {
  let spare = 0;
  while (spare < sheet.rows.length && isSpare(sheet.rows.at(-1 - spare))) spare++;
  if (spare >= least) return sheet;
  const added = Array.from({ length: least - spare }, () => ({ id: newId(), cells: {} }));
  return { ...sheet, rows: [...sheet.rows, ...added] };
}

const isSpare = (row: Row | undefined): boolean => row !== undefined && isNew(row) && isBlank(row);

/** A block put in with its first cell at a place; rows that lack are added. A single cell fills the whole block that is selected. */
export function pasted(
  sheet: Sheet,
  block: Block,
  cells: readonly (readonly string[])[],
  { columns, newId }: { columns: readonly Column[]; newId: Maker },
): Sheet {
  const single = cells.length === 1 && cells[0]?.length === 1 ? (cells[0][0] ?? "") : undefined;
  const height = single === undefined ? cells.length : block.bottom - block.top + 1;
  const rows = [...sheet.rows];
  while (rows.length < block.top + height) rows.push({ id: newId(), cells: {} });
  for (let r = 0; r < height; r++) {
    const given = single === undefined ? (cells[r] ?? []) : Array.from({ length: block.right - block.left + 1 }, () => single);
    for (const [c, text] of given.entries()) {
      const column = columns[block.left + c];
      const row = rows[block.top + r];
      if (column !== undefined && row !== undefined)
        rows[block.top + r] = withText(row, column, entered(column, text, unitOfColumn(sheet, column)));
    }
  }
  return { ...sheet, rows };
}

/** Why a block cannot be pasted as a whole: columns that stand beyond the last one, or cells of kept rows that say another thing and never change. */
export type Unfit = { beyond: number; locked: number; column: Column | undefined };

/** Law: a block is pasted whole or not at all: values beside another row's name are worse than none. */
export function unfitFor(
  sheet: Sheet,
  { top, bottom, left, right }: Block,
  cells: readonly (readonly string[])[],
  columns: readonly Column[],
): Unfit | undefined {
  const single = cells.length === 1 && cells[0]?.length === 1;
  const given = single
    ? Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - left + 1 }, () => cells[0]?.[0] ?? ""))
    : cells;
  let [beyond, locked]: [number, number] = [0, 0];
  let column: Column | undefined;
  for (const [r, texts] of given.entries())
    for (const [c, text] of texts.entries()) {
      const [row, at] = [sheet.rows[top + r], columns[left + c]];
      if (at === undefined) {
        if (text.trim() !== "") beyond = Math.max(beyond, left + c + 1 - columns.length);
      } else if (row !== undefined && !mayChange(row, at) && entered(at, text) !== (row.cells[at.key] ?? "")) {
        locked++;
        column ??= at;
      }
    }
  return beyond + locked === 0 ? undefined : { beyond, locked, column };
}

/** What a cell holds as people copy it: a number without the column's unit, a label in their language. */
export function shownText(sheet: Sheet, column: Column, text: string, lang: "ko" | "en"): string {
  if (column.kind === "quantity") {
    const { value, unit } = quantityIn(text);
    return unit === unitOfColumn(sheet, column) && !Number.isNaN(value) ? String(value) : text;
  }
  if (column.kind === "flag")
    return text === "true" ? { ko: "예", en: "yes" }[lang] : text === "false" ? { ko: "아니오", en: "no" }[lang] : text;
  if (column.kind === "text" || column.options === undefined || column.kind === "citations") return text;
  const label = (part: string): string => column.options?.find(({ value }) => value === part)?.[lang] ?? part;
  return text.split("; ").map(label).join("; ");
}

/** The cells of a block as texts. */
export function copied(
  sheet: Sheet,
  { top, bottom, left, right }: Block,
  { columns, lang }: { columns: readonly Column[]; lang: "ko" | "en" },
): string[][] {
  return sheet.rows
    .slice(top, bottom + 1)
    .map((row) => columns.slice(left, right + 1).map((column) => shownText(sheet, column, row.cells[column.key] ?? "", lang)));
}

/** The first row of a block in all rows below it; of a block of one row, the row above it. */
export function filledDown(sheet: Sheet, { top, bottom, left, right }: Block, columns: readonly Column[]): Sheet {
  const from = top === bottom ? top - 1 : top;
  const source = sheet.rows[from];
  if (source === undefined) return sheet;
  const rows = sheet.rows.map((row, i) => {
    if (i <= from || i < top || i > bottom) return row;
    return columns.slice(left, right + 1).reduce((at, column) => withText(at, column, source.cells[column.key] ?? ""), row);
  });
  return { ...sheet, rows };
}

export function cleared(sheet: Sheet, { top, bottom, left, right }: Block, columns: readonly Column[]): Sheet {
  const rows = sheet.rows.map((row, i) =>
    i < top || i > bottom ? row : columns.slice(left, right + 1).reduce((at, column) => withText(at, column, ""), row),
  );
  return { ...sheet, rows };
}

export function inserted(sheet: Sheet, at: number, newId: Maker): Sheet {
  return { ...sheet, rows: sheet.rows.toSpliced(at, 0, { id: newId(), cells: {} }) };
}

export function removed(sheet: Sheet, { top, bottom }: Pick<Block, "top" | "bottom">): Sheet {
  return { ...sheet, rows: sheet.rows.toSpliced(top, bottom - top + 1) };
}

/** What becomes of numbers that stand in a column whose unit is chosen anew. */
export type UnitChange = "keep" | "convert" | "relabel";

/** Law: a number without unit takes the unit that is chosen; one with a unit changes only as the person says. What cannot be converted stays as it is. */
export function withUnit(sheet: Sheet, { key }: Column, { unit, change }: { unit: string; change: UnitChange }): Sheet {
  const rows = sheet.rows.map((row) => {
    const text = row.cells[key];
    if (text === undefined || text === "") return row;
    const { value, unit: was } = quantityIn(text);
    if (Number.isNaN(value)) return row;
    const now = was === "" || change === "relabel" ? value : change === "convert" ? inUnit(value, was, unit) : undefined;
    return now === undefined || was === unit ? row : { ...row, cells: { ...row.cells, [key]: quantityText(now, unit) } };
  });
  return { rows, units: { ...sheet.units, [key]: unit } };
}

/** Values of a column that have a unit already, other than this one. */
export const othersIn = (sheet: Sheet, { key }: Column, unit: string): number =>
  sheet.rows.filter(({ cells }) => {
    const was = cells[key] === undefined ? "" : quantityIn(cells[key]).unit;
    return was !== "" && was !== unit;
  }).length;

/** Rows of an uploaded workbook: those with a name take the place of their row, the rest come before the blank rows at the end. */
export function uploaded(sheet: Sheet, given: readonly Row[], newId: Maker): Sheet {
  const named = new Map(given.map((row) => [row.id, row]));
  const there = sheet.rows.filter((row) => !isSpare(row)).map((row) => named.get(row.id) ?? row);
  const known = new Set(there.map(({ id }) => id));
  const added = given.filter(({ id }) => !known.has(id)).map(({ cells }) => ({ id: newId(), cells }));
  return { ...sheet, rows: [...there, ...added] };
}
