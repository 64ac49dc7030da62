// The Commission's table of default values: a sheet a country, or a column of countries; found by its header's words.
import type { DefaultRow } from "../../model/dataset.ts";
import { type Complain, codeIn, figureIn, type Grid, type GridRow, type Header, headerOf, type Role, textOf } from "./grid.ts";

const MARK_UP = /mark.?up|\b20(2[6-9]|3\d)\b/i;

/** Columns of mark-ups, which older versions have, are no figures of ours: the mark-up is computed from the total. */
export const DEFAULT_ROLES: readonly Role[] = [
  { name: "cn", is: /\b(cn|taric)\b/i },
  { name: "country", is: /country|territor|origin/i },
  { name: "indirect", is: /indirect/i, not: MARK_UP },
  { name: "direct", is: /(?<!in)direct/i, not: MARK_UP },
  { name: "total", is: /total/i, not: MARK_UP },
  { name: "route", is: /route/i },
  { name: "variant", is: /variant/i },
  { name: "description", is: /description|goods?\b|product/i, not: /\b(cn|taric)\b/i },
];
const WANTED = ["cn", "direct", "indirect", "total", "route"];

const OTHER = "other";
const UNKNOWN = "unknown";

export type DefaultTable = {
  countries: string[];
  rows: DefaultRow[];
  unknownOrigin: DefaultRow[];
  sheets: { name: string; rows: number }[];
};

type Reading = DefaultTable & {
  index: Map<string, number>;
  complain: Complain;
  countryOf: (name: string) => string | undefined;
  seen: Map<string, Entry>;
};
type Entry = { row: DefaultRow; sheet: string; line: number; description: string };

/** True for a sheet whose header tells a code and at least two of the figures. */
export function isDefaultTable(grid: Grid): boolean {
  const header = headerOf(grid, DEFAULT_ROLES, 3);
  return header?.columns.has("cn") === true && ["direct", "indirect", "total"].filter((name) => header.columns.has(name)).length >= 2;
}

/**
 * Law: direct, indirect, total and route stand in one row; 0 is a value, a dash none; a heading row is no row. Figures in tCO2e/t.
 * `countryOf` answers the ISO code of a printed name.
 * Problems: TABLE_COLUMN_MISSING, TABLE_COUNTRY_UNKNOWN, TABLE_FIGURE_INVALID, TABLE_ROW_TWICE.
 */
export function readDefaultTable(
  grids: readonly Grid[],
  complain: Complain,
  countryOf: (name: string) => string | undefined,
): DefaultTable {
  const reading: Reading = {
    countries: [],
    rows: [],
    unknownOrigin: [],
    sheets: [],
    index: new Map(),
    complain,
    countryOf,
    seen: new Map(),
  };
  for (const grid of grids) readGrid(reading, grid);
  const { countries, rows, unknownOrigin, sheets } = reading;
  return { countries, rows, unknownOrigin, sheets };
}

function readGrid(reading: Reading, grid: Grid): void {
  const header = headerOf(grid, DEFAULT_ROLES, 3);
  if (header === undefined) return;
  const missing = WANTED.filter((name) => !header.columns.has(name));
  const { name: sheet } = grid;
  if (missing.length > 0) {
    const params = { columns: missing.join(", "), found: header.titles.filter((title) => title !== "").join(" | ") };
    reading.complain("TABLE_COLUMN_MISSING", { place: { sheet, ...placeOf(grid, header.row) }, params });
    return;
  }
  const named = header.columns.has("country") ? undefined : countryOfSheet(reading, grid, header);
  if (!header.columns.has("country") && named === undefined) {
    reading.complain("TABLE_COUNTRY_UNKNOWN", { place: { sheet }, params: { country: sheet } });
    return;
  }
  let count = 0;
  for (const row of grid.rows.slice(header.row + 1)) if (readRow(reading, { grid, header, row, named })) count += 1;
  reading.sheets.push({ name: sheet, rows: count });
}

const placeOf = (grid: Grid, row: number): { line: number } => ({ line: grid.rows[row]?.line ?? 1 });

/** The name of the sheet, or of a title above its header. */
function countryOfSheet(reading: Reading, { name, rows }: Grid, { row }: Header): string | undefined {
  const titles = rows.slice(0, row).flatMap(({ cells }) => cells.map(textOf));
  return [name, ...titles].map((text) => countryIn(reading, text)).find((code) => code !== undefined);
}

function countryIn({ countryOf }: Reading, text: string): string | undefined {
  if (text === OTHER || /\bother\b.*\b(countr|territor)/i.test(text)) return OTHER;
  if (/annex iv\b|unknown (origin|countr)/i.test(text)) return UNKNOWN;
  return countryOf(text);
}

type RowIn = { grid: Grid; header: Header; row: GridRow; named: string | undefined };

/** True where the row is one of figures; titles of chapters and "see below" are none. */
function readRow(reading: Reading, { grid, header, row, named }: RowIn): boolean {
  const at = (name: string) => row.cells[header.columns.get(name) ?? -1];
  const cn = codeIn(at("cn"));
  if (cn === undefined) return false;
  const place = { sheet: grid.name, line: row.line };
  const figures = (["direct", "indirect", "total"] as const).map((name) => figureIn(at(name)));
  const texts = ["direct", "indirect", "total"].map((name) => textOf(at(name)));
  if (texts.some((text) => /see below/i.test(text)) || (texts.every((text) => text === "") && textOf(at("route")) === "")) return false;
  const wrong = figures.indexOf(undefined);
  if (wrong >= 0) {
    reading.complain("TABLE_FIGURE_INVALID", { place, params: { cn, given: texts[wrong] ?? "" } });
    return false;
  }
  const country = named ?? countryIn(reading, textOf(at("country")));
  if (country === undefined) {
    reading.complain("TABLE_COUNTRY_UNKNOWN", { place, params: { country: textOf(at("country")) } });
    return false;
  }
  const [direct = null, indirect = null, total = null] = figures as (number | null)[];
  const description = `${textOf(at("description"))} ${textOf(at("variant"))}`.trim();
  const variant = textOf(at("variant")) || cementColour(cn, description);
  put(reading, country, { cn, direct, indirect, total, route: textOf(at("route")), description, variant, place });
  return true;
}

/** Clinker and other cement are grey or white, as the description says; other codes are of one colour, and rows of ten digits are told apart by their digits. */
function cementColour(cn: string, description: string): string {
  return /^2523(10|90)00$/.test(cn) ? (colourOf(description, "") ?? "") : "";
}

type Given = {
  cn: string;
  direct: number | null;
  indirect: number | null;
  total: number | null;
  route: string;
  description: string;
  variant: string;
  place: { sheet: string; line: number };
};

function put(reading: Reading, country: string, given: Given): void {
  const { cn, direct, indirect, total, route, description, variant, place } = given;
  const index = country === UNKNOWN ? -1 : indexOf(reading, country);
  const row: DefaultRow =
    variant === "" ? [index, cn, direct, indirect, total, route] : [index, cn, direct, indirect, total, route, variant];
  const key = `${country} ${cn} ${variant}`;
  const other = reading.seen.get(key);
  if (other !== undefined && !toldApart(other, row, description)) {
    reading.complain("TABLE_ROW_TWICE", { place, params: { cn, country, line: other.line } });
    return;
  }
  if (other === undefined) reading.seen.set(key, { row, ...place, description });
  (country === UNKNOWN ? reading.unknownOrigin : reading.rows).push(row);
}

function indexOf(reading: Reading, country: string): number {
  const known = reading.index.get(country);
  if (known !== undefined) return known;
  reading.index.set(country, reading.countries.length);
  reading.countries.push(country);
  return reading.countries.length - 1;
}

/** Two rows of one code are grey and white cement, told by their description or route letter; each then bears its colour. */
function toldApart(other: Entry, row: DefaultRow, description: string): boolean {
  const [first, second] = [colourOf(other.description, other.row[5]), colourOf(description, row[5])];
  if (first === undefined || second === undefined || first === second || other.row[6] === second) return false;
  other.row[6] = first;
  row[6] = second;
  return true;
}

function colourOf(description: string, route: string): "grey" | "white" | undefined {
  const text = `${description} `;
  if (/white/i.test(text)) return "white";
  if (/gr[ea]y/i.test(text)) return "grey";
  const letter = route.replace(/[()\s]/g, "");
  return letter === "A" ? "grey" : letter === "B" ? "white" : undefined;
}
