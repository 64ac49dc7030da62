// Where a table's header stands, in one line or two, and the titles of its columns.
import { hashOf } from "../../base/canonical.ts";
import { monthOfTitle, readDays } from "../../model/read-days.ts";
import { readNumber } from "../../model/read-number.ts";
import { unitOf } from "../../model/read-unit.ts";
import type { TableLook } from "../../model/table-look.ts";
import { fieldOf } from "./header-words.ts";

export type TextRow = { row: number; cells: readonly string[] };
export type Header = { row: number; lines: 1 | 2 };

const isNumber = (text: string): boolean => "value" in readNumber(text, { decimal: "point" }) && !("unit" in readNumber(text, {}));
const isDate = (text: string): boolean => !("fault" in readDays(text, "dmy"));
const isTitle = (text: string): boolean => text !== "" && text.length <= 200;

/** How much a row looks like a header: two for a sure word, one for a perhaps or a month. */
function score(cells: readonly string[]): number {
  let sum = 0;
  const seen = new Set<string>();
  for (const text of cells) {
    if (!isTitle(text)) continue;
    const found = fieldOf(text);
    if (found !== undefined) {
      sum += found.sure ? (seen.has(found.field) ? 0.5 : 2) : 0.5;
      seen.add(found.field);
    } else if (monthOfTitle(text) !== undefined) sum += 1;
  }
  return sum;
}

/** True for the second line of a header: units, or titles under titles; no number and no date among them. */
function isSecondLine(cells: readonly string[], above: readonly string[]): boolean {
  const texts = cells.filter((text) => text !== "");
  if (texts.length === 0 || texts.some((text) => isNumber(text) || (isDate(text) && monthOfTitle(text) === undefined))) return false;
  const told = texts.filter((text) => {
    const bracketed = /^[([].{1,20}[)\]]$/.test(text);
    const unit = unitOf(text) !== undefined;
    return bracketed || unit || fieldOf(text)?.sure === true || monthOfTitle(text) !== undefined;
  }).length;
  const onlyUnits =
    texts.some((text) => unitOf(text) !== undefined) &&
    texts.every((text) => /^[([].{1,20}[)\]]$/.test(text) || unitOf(text) !== undefined);
  return onlyUnits ? texts.length < cells.length || above.every((text) => text !== "") : told * 2 > texts.length && score(cells) >= 2;
}

/** The row among the first that looks most like a header; undefined where none does. */
export function headerOf(rows: readonly TextRow[]): Header | undefined {
  let best: { at: number; score: number } | undefined;
  for (const [at, { cells }] of rows.entries()) {
    const found = score(cells);
    if (found >= 2 && found > (best?.score ?? 0)) best = { at, score: found };
  }
  if (best === undefined) return plainHeader(rows);
  const [before, row, after] = [rows[best.at - 1], rows[best.at], rows[best.at + 1]] as [TextRow?, TextRow?, TextRow?];
  if (row === undefined) return undefined;
  if (after !== undefined && after.row === row.row + 1 && isSecondLine(after.cells, row.cells)) return { row: row.row, lines: 2 };
  if (before !== undefined && before.row === row.row - 1 && isFirstLine(before.cells, row.cells)) return { row: before.row, lines: 2 };
  return { row: row.row, lines: 1 };
}

/** A line of titles above titles, as over merged cells: it fills the blanks below, or has a text for several columns. */
function isFirstLine(cells: readonly string[], below: readonly string[]): boolean {
  const texts = cells.filter((text) => text !== "");
  if (texts.length < 2 || texts.some((text) => isNumber(text) || text.length > 40)) return false;
  return cells.some((text, i) => text !== "" && (below[i] ?? "") === "" && fieldOf(text) !== undefined);
}

/** Where no word tells: the first row of texts alone above a row that holds a number. */
function plainHeader(rows: readonly TextRow[]): Header | undefined {
  for (const [at, { row, cells }] of rows.entries()) {
    const texts = cells.filter((text) => text !== "");
    const next = rows[at + 1];
    if (next === undefined || texts.length < 2 || texts.some((text) => isNumber(text) || isDate(text))) continue;
    if (next.cells.some(isNumber)) return { row, lines: 1 };
  }
  return undefined;
}

/** Titles by column; over two lines the upper one holds for the blank ones right of it where the lower has a text. */
export function titlesOf(lines: readonly (readonly string[])[]): string[] {
  const [first = [], second] = lines;
  if (second === undefined) return trimmed([...first]);
  const titles: string[] = [];
  let upper = "";
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const [own, lower] = [first[i] ?? "", second[i] ?? ""];
    if (own !== "") upper = own;
    else if (lower === "") upper = "";
    titles.push([own !== "" || lower === "" || isUnitLine(lower) ? own : upper, lower].filter((text) => text !== "").join(" "));
  }
  return trimmed(titles);
}

const isUnitLine = (text: string): boolean => /^[([].*[)\]]$/.test(text);

function trimmed(titles: string[]): string[] {
  while (titles.length > 0 && titles.at(-1) === "") titles.pop();
  return titles.map((title) => title.replace(/\s+/g, " ").trim().slice(0, 200));
}

/** Hash of header texts, whatever their spacing and case. */
export function fingerprintOfTitles(titles: readonly string[]): string {
  return hashOf(JSON.stringify(titles.map((title) => title.normalize("NFKC").toLowerCase().replace(/\s+/g, ""))));
}

/** The key by which a mapping is remembered for a sender: the header texts of the sheet, else of the first that has a header. */
export function fingerprintOf(look: TableLook, sheet?: string): string {
  const chosen = sheet === undefined ? sheetToRead(look) : look.sheets.find(({ name }) => name === sheet);
  return fingerprintOfTitles(chosen?.titles ?? []);
}

/** The visible sheet whose header names the most fields; else the first. */
export function sheetToRead({ sheets }: TableLook): TableLook["sheets"][number] | undefined {
  let best: { sheet: TableLook["sheets"][number]; score: number } | undefined;
  for (const sheet of sheets) {
    if (sheet.hidden || sheet.header === undefined) continue;
    const found = score(sheet.titles);
    if (best === undefined || found > best.score) best = { sheet, score: found };
  }
  return best?.sheet ?? sheets[0];
}
