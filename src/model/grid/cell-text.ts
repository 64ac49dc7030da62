// What a cell holds as text, and as the model has it: one text for one value, both ways.
import type { Json } from "../../base/canonical.ts";
import type { Citation } from "../activity.ts";
import type { Column } from "./column.ts";

/** Between the entries of a list in one cell: labels may hold commas. */
export const BETWEEN = "; ";

export const partsOf = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Number and unit of a quantity's text such as "1520 t"; the unit is "" where none was said, and the number NaN where it is none, or too large to be one. */
export function quantityIn(text: string): { value: number; unit: string } {
  const cut = text.indexOf(" ");
  const [number, unit] = cut < 0 ? [text, ""] : [text.slice(0, cut), text.slice(cut + 1)];
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(number) ? Number(number) : Number.NaN;
  return { value: Number.isFinite(value) ? value : Number.NaN, unit };
}

export const quantityText = (value: number, unit: string): string => (unit === "" ? String(value) : `${value} ${unit}`);

/** The text of a value as it is kept; "" where there is none. */
export function textOfJson({ kind }: Column, json: Json | undefined): string {
  if (json === undefined || json === null) return "";
  if (kind === "citations" && Array.isArray(json)) return (json as unknown as Citation[]).map(citationText).join(BETWEEN);
  if (Array.isArray(json)) return json.map(String).join(BETWEEN);
  if (typeof json !== "object") return String(json);
  const { value, unit } = json;
  return typeof value === "number" && typeof unit === "string" ? quantityText(value, unit) : "";
}

/** The value that a text means, for a text without fault. */
export function jsonOfText({ kind }: Column, text: string): Json {
  if (kind === "quantity") return quantityIn(text);
  if (kind === "number") return Number(text);
  if (kind === "flag") return text === "true";
  if (kind === "choices" || kind === "references") return partsOf(text);
  if (kind === "citations") return partsOf(text).map(citationIn) as unknown as Json;
  return text;
}

/** "<sha256> sheet=March cell=C12 line=4 page=2": the sheet's name encoded, since it may hold anything. */
export function citationText({ sha256, sheet, cell, line, page }: Citation): string {
  return [
    sha256,
    ...(sheet === undefined ? [] : [`sheet=${encodeURIComponent(sheet.toWellFormed())}`]),
    ...(cell === undefined ? [] : [`cell=${encodeURIComponent(cell.toWellFormed())}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(page === undefined ? [] : [`page=${page}`]),
  ].join(" ");
}

export function citationIn(text: string): Citation {
  const [sha256 = "", ...places] = text.split(/\s+/);
  const told = new Map(places.map((place): [string, string] => [place.slice(0, place.indexOf("=")), place.slice(place.indexOf("=") + 1)]));
  const [sheet, cell, line, page] = ["sheet", "cell", "line", "page"].map((name) => told.get(name));
  return {
    sha256,
    ...(sheet !== undefined && { sheet: decoded(sheet) }),
    ...(cell !== undefined && { cell: decoded(cell) }),
    ...(line !== undefined && { line: Number(line) }),
    ...(page !== undefined && { page: Number(page) }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const PLACE = /^(?:line (\d{1,9})|(?:(.{1,200})!)?([A-Z]{1,3}\d{1,7}))$/;

/** A place inside a document: "March!C12", "C12" or "line 40". */
export function placeIn(text: string): { sheet?: string; cell?: string; line?: number } | undefined {
  const [, line, sheet, cell] = PLACE.exec(text) ?? [];
  if (line !== undefined) return { line: Number(line) };
  return cell === undefined ? undefined : { ...(sheet !== undefined && { sheet }), cell };
}

export function placeText({ sheet, cell, line }: { sheet?: string; cell?: string; line?: number }): string {
  if (line !== undefined) return `line ${line}`;
  const text = cell === undefined ? "" : sheet === undefined ? cell : `${sheet}!${cell}`;
  return placeIn(text) === undefined ? "" : text;
}
