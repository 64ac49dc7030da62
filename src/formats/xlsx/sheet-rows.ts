// The rows of one worksheet as a stream: what a cell shows, row by row, without holding the sheet.
import type { Outcome, Problem } from "../../base/problem.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import { dateStyles } from "./date-styles.ts";
import { type Book, type BookSheet, partText, xmlProblem } from "./open-book.ts";
import { columnNumber, MAX_COLUMN, MAX_ROW } from "./reference.ts";
import { type Attributes, scanXml, type XmlHandler } from "./xml.ts";

/** What stands in a cell: text, a number, a day ("2025-03-01"), an error, or a formula that was never calculated. */
export type TableCell = string | number | { day: string } | { error: string } | { uncalculated: true };
/** `lines`: how many lines of a text the row takes, where it is more than one. */
export type SheetRow = { row: number; cells: (TableCell | undefined)[]; hidden: boolean; lines?: number };

const MAX_STRINGS = 1_000_000;
/** Characters that one row, or the head of a sheet, may take. */
const LONGEST = 16 * 2 ** 20;

/** Text of a part, cut behind closing tags of one name. `inside` is the element that holds them; what stands before it is left out. */
class TagPieces {
  private readonly decoder: InstanceType<typeof TextDecoder>;
  private readonly opening: RegExp;
  private readonly closing: RegExp;
  private readonly ending: RegExp;
  private buffer = "";
  private open = false;
  ended = false;
  broken = false;
  entities = false;

  constructor(inside: string, tag: string, wide: string | undefined) {
    this.decoder = new TextDecoder(wide ?? "utf-8", { fatal: true });
    this.opening = new RegExp(`<(?:[\\w.-]+:)?${inside}(?:\\s[^>]*|/)?>`);
    this.closing = new RegExp(`</(?:[\\w.-]+:)?${tag}\\s*>`, "g");
    this.ending = new RegExp(`</(?:[\\w.-]+:)?${inside}\\s*>`);
  }

  /** Whole elements among what has come so far; "" where there are none yet. */
  push(bytes: Uint8Array): string {
    if (this.ended || this.broken) return "";
    try {
      this.buffer += this.decoder.decode(bytes, { stream: true });
    } catch {
      this.broken = true;
      return "";
    }
    if (!this.open && !this.begin()) return "";
    const end = this.buffer.search(this.ending);
    if (end >= 0) {
      this.ended = true;
      return this.buffer.slice(0, end);
    }
    let cut = 0;
    this.closing.lastIndex = 0;
    for (let match = this.closing.exec(this.buffer); match !== null; match = this.closing.exec(this.buffer)) cut = this.closing.lastIndex;
    const piece = this.buffer.slice(0, cut);
    this.buffer = this.buffer.slice(cut);
    if (this.buffer.length > LONGEST) this.broken = true;
    return piece;
  }

  private begin(): boolean {
    const match = this.opening.exec(this.buffer);
    if (match === null) {
      if (this.buffer.length > LONGEST) this.broken = true;
      return false;
    }
    this.entities = /<!(?:DOCTYPE|ENTITY)/i.test(this.buffer.slice(0, match.index));
    this.broken ||= this.entities;
    this.ended = match[0].endsWith("/>");
    this.open = true;
    this.buffer = this.ended ? "" : this.buffer.slice(match.index + match[0].length);
    return !this.broken && !this.ended;
  }
}

/** Pieces of XML of a part that hold whole elements `tag`. */
function* elements(book: Book, part: string, { inside, tag }: { inside: string; tag: string }): Generator<string, Problem | undefined> {
  const source = book.zip.pieces(part);
  let pieces: TagPieces | undefined;
  for (;;) {
    const next = source.next();
    if (next.done) {
      if (next.value !== undefined) return next.value;
      break;
    }
    const [a, b] = next.value;
    pieces ??= new TagPieces(inside, tag, a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : undefined);
    const piece = pieces.push(next.value);
    if (pieces.broken) break;
    if (piece !== "") yield piece;
  }
  if (pieces?.entities) return xmlProblem(part, { kind: "entities", why: "" });
  if (pieces?.ended && !pieces.broken) return undefined;
  return xmlProblem(part, { kind: "broken", why: { ko: `${inside} 요소가 끝나지 않음`, en: `its element ${inside} does not end` } });
}

/** The shared strings, taken from the archive as far as they are asked for. */
class Strings {
  private readonly known: string[] = [];
  private readonly source: Generator<string, Problem | undefined> | undefined;
  problem: Problem | undefined;
  private done = false;

  constructor(book: Book) {
    this.source = book.stringsPart === undefined ? undefined : elements(book, book.stringsPart, { inside: "sst", tag: "si" });
    this.done = this.source === undefined;
  }

  get(index: number): string | undefined {
    while (index >= this.known.length && this.step());
    return this.known[index];
  }

  /** Reads one more piece; false at the end. */
  step(): boolean {
    if (this.done || this.source === undefined) return false;
    const next = this.source.next();
    const full = this.known.length > MAX_STRINGS;
    if (next.done || full) {
      this.done = true;
      this.problem = next.done ? next.value : workbookProblem("WORKBOOK_TOO_LARGE", { params: { why: `> ${MAX_STRINGS} strings` } });
      return false;
    }
    const fault = scanXml(`<d>${next.value}</d>`, new StringReader(this.known));
    if (fault !== undefined) {
      this.done = true;
      this.problem = xmlProblem("sharedStrings", fault);
    }
    return !this.done;
  }
}

class StringReader implements XmlHandler {
  private readonly strings: string[];
  private current = "";
  private inText = false;
  private phonetic = 0;

  constructor(strings: string[]) {
    this.strings = strings;
  }

  open(name: string): void {
    if (name === "si") this.current = "";
    else if (name === "t") this.inText = this.phonetic === 0;
    else if (name === "rPh") this.phonetic++;
  }

  text(text: string): void {
    if (this.inText) this.current += text;
  }

  close(name: string): void {
    if (name === "t") this.inText = false;
    else if (name === "rPh") this.phonetic--;
    else if (name === "si") this.strings.push(this.current);
  }
}

/** What the rows of all sheets of a workbook share. */
export type RowSource = { book: Book; strings: Strings; dates: ReadonlySet<number> };

/** Problems: those of a part that cannot be read. */
export function rowSource(book: Book): Outcome<RowSource> {
  const strings = new Strings(book);
  if (book.stylesPart === undefined || !book.zip.names.includes(book.stylesPart))
    return { value: { book, strings, dates: new Set() }, problems: [] };
  const text = partText(book.zip, book.stylesPart);
  if (text.value === undefined) return text;
  const read = dateStyles(text.value);
  if ("fault" in read) return { value: undefined, problems: [xmlProblem(book.stylesPart, read.fault)] };
  return { value: { book, strings, dates: read.value }, problems: [] };
}

/** The last row that a sheet says it has (its element dimension); undefined where it does not say. */
export function statedRows({ zip }: Book, { part }: BookSheet): number | undefined {
  const first = zip.pieces(part).next();
  const head = first.done ? "" : new TextDecoder().decode(first.value.subarray(0, 8192), { stream: true });
  const row = /<(?:[\w.-]+:)?dimension\s[^>]*ref\s*=\s*["'](?:[A-Z]{1,3}\d{1,7}:)?[A-Z]{1,3}(\d{1,7})["']/.exec(head)?.[1];
  return row === undefined ? undefined : Math.min(Number(row), MAX_ROW);
}

/**
 * Law: rows come in order, some at a time, so that the caller may pause; a row whose number does not rise is damage.
 * Ends with the Problem that stopped it, if any: those of the archive, XML_ENTITIES, XML_BROKEN, WORKBOOK_DAMAGED, WORKBOOK_TOO_LARGE.
 */
export function* sheetRows(source: RowSource, sheet: BookSheet): Generator<SheetRow[], Problem | undefined> {
  const { strings } = source;
  const reader = new RowReader(source);
  const pieces = elements(source.book, sheet.part, { inside: "sheetData", tag: "row" });
  for (;;) {
    const next = pieces.next();
    if (next.done) return next.value;
    const fault = scanXml(`<d>${next.value}</d>`, reader);
    if (fault !== undefined) return xmlProblem(sheet.part, fault);
    if (strings.problem !== undefined) return strings.problem;
    if (reader.wrong !== undefined)
      return workbookProblem("WORKBOOK_DAMAGED", {
        params: { part: sheet.name, why: { ko: `잘못된 셀: ${reader.wrong}`, en: `a wrong cell: ${reader.wrong}` } },
      });
    if (reader.rows.length > 0) yield reader.rows;
    reader.rows = [];
  }
}

const NUMBER = /^\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*$/;

class RowReader implements XmlHandler {
  private readonly source: RowSource;
  rows: SheetRow[] = [];
  wrong: string | undefined;
  private row: SheetRow | undefined;
  private last = 0;
  private column = 0;
  private kind = "n";
  private style = -1;
  private inCell = false;
  private collecting = false;
  private formula = false;
  private phonetic = 0;
  private value: string | undefined;

  constructor(source: RowSource) {
    this.source = source;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "c") this.openCell(attributes);
    else if (name === "row") this.openRow(attributes);
    else if (!this.inCell) return;
    else if (name === "v" || (name === "t" && this.phonetic === 0)) {
      this.collecting = true;
      this.value ??= "";
    } else if (name === "f") this.formula = true;
    else if (name === "rPh") this.phonetic++;
  }

  text(text: string): void {
    if (this.collecting) this.value = (this.value ?? "") + text;
  }

  close(name: string): void {
    if (name === "c") this.closeCell();
    else if (name === "v" || name === "t") this.collecting = false;
    else if (name === "rPh") this.phonetic--;
    else if (name === "row" && this.row !== undefined) {
      this.rows.push(this.row);
      this.row = undefined;
    }
  }

  private openRow(attributes: Attributes): void {
    const row = Number(attributes.get("r") ?? this.last + 1);
    if (!Number.isInteger(row) || row <= this.last || row > MAX_ROW) this.wrong ??= `row ${row}`;
    this.last = row;
    this.column = 0;
    const hidden = ["1", "true"].includes(attributes.get("hidden") ?? "");
    this.row = { row, cells: [], hidden };
  }

  private openCell(attributes: Attributes): void {
    const ref = attributes.get("r");
    const column = ref === undefined ? this.column + 1 : columnNumber(/^[A-Z]{1,3}/.exec(ref)?.[0] ?? "");
    if (column <= this.column || column > MAX_COLUMN) this.wrong ??= (ref ?? String(column)).slice(0, 20);
    this.column = Math.min(Math.max(column, 1), MAX_COLUMN);
    this.kind = attributes.get("t") ?? "n";
    this.style = Number(attributes.get("s") ?? 0);
    this.inCell = true;
    this.formula = false;
    this.value = undefined;
  }

  private closeCell(): void {
    this.inCell = false;
    this.phonetic = 0;
    const value = this.cellOf(this.value);
    if (value !== undefined && this.row !== undefined) this.row.cells[this.column - 1] = value;
  }

  private cellOf(text: string | undefined): TableCell | undefined {
    if (text === undefined || (text === "" && this.kind !== "str")) return this.formula ? { uncalculated: true } : undefined;
    if (this.kind === "n") return this.numberOf(text);
    if (this.kind === "s") {
      const string = /^\s*[0-9]+\s*$/.test(text) ? this.source.strings.get(Number(text)) : undefined;
      if (string === undefined) this.wrong ??= `string ${text.slice(0, 20)}`;
      return string === "" ? undefined : string;
    }
    if (this.kind === "b") return text.trim() === "1" || text.trim() === "true" ? "TRUE" : "FALSE";
    if (this.kind === "e") return { error: text };
    if (this.kind === "d") return dayOfText(text) ?? text;
    return text === "" ? undefined : text;
  }

  private numberOf(text: string): TableCell {
    const value = NUMBER.test(text) ? Number(text) : Number.NaN;
    if (!Number.isFinite(value)) return text;
    const day = this.source.dates.has(this.style) ? dayOf(value, this.source.book.date1904) : undefined;
    return day === undefined ? value : { day };
  }
}

function dayOfText(text: string): TableCell | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(text.trim())?.[1];
  return day === undefined ? undefined : { day };
}

/** The last serial that has a date: 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/** The day of a serial; the 1900 system counts a 29 February 1900 that never was (ECMA-376 Part 1, 18.17.4.1). */
function dayOf(serial: number, date1904: boolean): string | undefined {
  const days = Math.floor(date1904 ? serial + 1462 : serial);
  if (days < 61 || days > LAST_SERIAL) return undefined;
  return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
}
