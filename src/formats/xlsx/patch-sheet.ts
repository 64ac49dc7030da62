// Writes values into the XML of one worksheet and takes the stored results of its formulas away; all else stays as it is.
import { assert } from "../../base/assert.ts";
import { type Area, areaHolds, formatSpot, moveFormula, parseArea, parseSpot, type Spot } from "./reference.ts";
import { scanXml } from "./xml.ts";

/** A number (dates as serials), text or truth value; null empties the cell. */
export type CellValue = number | string | boolean | null;
/** Values by cell name. */
export type CellEdits = ReadonlyMap<string, CellValue>;

export type PatchedSheet = {
  xml: string;
  /** A formula was replaced, so that the workbook's calculation chain no longer holds. */
  formulasChanged: boolean;
};

/** Tags of rows, cells and formulas; their attributes (numbers, references, words of the standard) never hold ">". */
const TAG = /<(\/?)(?:[\w.-]+:)?(sheetData|row|c|f)(?=[\s/>])([^>]*)>/g;
const REFERENCE = /\sr\s*=\s*["']([^"']*)["']/;
const TYPE = /\st\s*=\s*["']([^"']*)["']/;
const AREA = /\sref\s*=\s*["']([^"']*)["']/;
const SHARED = /\ssi\s*=\s*["']([^"']*)["']/;
const SPANS = /\sspans\s*=\s*["'][^"']*["']/;
const METADATA = /\s(?:t|cm|vm)\s*=\s*["'][^"']*["']/g;

type Pending = { ref: string; spot: Spot; value: CellValue };
type FoundFormula = { attributes: string; start: number; end: number };
type OpenCell = { start: number; attributes: string; ordinal: number };
type PlacedCell = OpenCell & { spot: Spot };
type Orphan = { text: string; spot: Spot };

/** Law: a cell keeps its format; a formula keeps its text and loses its stored result. Source: ECMA-376 Part 1, 18.3.1. */
export function patchSheet(xml: string, edits: CellEdits): PatchedSheet {
  return new SheetPatcher(plain(xml), edits).run();
}

/** Without comments and CDATA sections, which say nothing that plain text cannot. */
function plain(xml: string): string {
  if (!xml.includes("<!")) return xml;
  return xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string | undefined) =>
    text === undefined ? "" : escapeXml(text),
  );
}

/** Character data of XML 1.0; a character that no XML may hold becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

type Tag = { closing: boolean; empty: boolean; attributes: string };

class SheetPatcher {
  private readonly xml: string;
  private readonly rows = new Map<number, Pending[]>();
  private readonly rowNumbers: number[];
  private readonly out: string[] = [];
  private copied = 0;
  private prefix = "";
  private row = 0;
  private cells = 0;
  private waiting: Pending[] = [];
  private cell: OpenCell | undefined;
  private formula: FoundFormula | undefined;
  private readonly arrays: Area[] = [];
  private readonly orphans = new Map<string, Orphan>();
  private changed = false;

  constructor(xml: string, edits: CellEdits) {
    this.xml = xml;
    for (const [ref, value] of edits) {
      const spot = parseSpot(ref);
      assert(spot !== undefined, `no cell: ${ref}`);
      const row = this.rows.get(spot.row) ?? [];
      row.push({ ref, spot, value });
      this.rows.set(spot.row, row);
    }
    for (const row of this.rows.values()) row.sort((a, b) => a.spot.column - b.spot.column);
    this.rowNumbers = [...this.rows.keys()].sort((a, b) => a - b);
  }

  run(): PatchedSheet {
    TAG.lastIndex = Math.max(0, this.xml.search(/<(?:[\w.-]+:)?sheetData[\s/>]/));
    for (let match = TAG.exec(this.xml); match !== null; match = TAG.exec(this.xml)) {
      const attributes = match[3] ?? "";
      const tag = { closing: match[1] !== "", empty: attributes.endsWith("/"), attributes };
      const at = match.index;
      const end = at + match[0].length;
      if (match[2] === "c") this.cellAt(at, end, tag);
      else if (match[2] === "row") this.rowAt(at, end, tag);
      else if (match[2] === "f") this.formulaAt(end, tag);
      else if (this.sheetData(at, end, tag)) break;
    }
    this.out.push(this.xml.slice(this.copied));
    return { xml: this.out.join(""), formulasChanged: this.changed };
  }

  private replace(from: number, to: number, text: string): void {
    this.out.push(this.xml.slice(this.copied, from), text);
    this.copied = to;
  }

  /** True where the cells end. */
  private sheetData(at: number, end: number, { closing, empty }: Tag): boolean {
    this.prefix = /^<\/?([\w.-]+:)?/.exec(this.xml.slice(at, end))?.[1] ?? "";
    const name = `${this.prefix}sheetData`;
    if (empty) this.replace(at, end, `<${name}>${this.rowsBefore(Number.POSITIVE_INFINITY)}</${name}>`);
    else if (closing) this.insert(at, this.rowsBefore(Number.POSITIVE_INFINITY));
    return empty || closing;
  }

  /** New rows for the values that stand above this one. */
  private rowsBefore(row: number): string {
    let text = "";
    for (let next = this.rowNumbers[0]; next !== undefined && next < row; next = this.rowNumbers[0]) {
      this.rowNumbers.shift();
      const cells = this.cellsBefore(this.rows.get(next) ?? [], Number.POSITIVE_INFINITY);
      if (cells !== "") text += `<${this.prefix}row r="${next}">${cells}</${this.prefix}row>`;
    }
    return text;
  }

  private cellsBefore(waiting: Pending[], column: number): string {
    let text = "";
    for (let next = waiting[0]; next !== undefined && next.spot.column < column; next = waiting[0]) {
      waiting.shift();
      if (next.value !== null) text += this.cellXml(` r="${next.ref}"`, next.value);
    }
    return text;
  }

  private insert(at: number, text: string): void {
    if (text !== "") this.replace(at, at, text);
  }

  private rowAt(at: number, end: number, { closing, empty, attributes }: Tag): void {
    if (closing) {
      this.insert(at, this.cellsBefore(this.waiting, Number.POSITIVE_INFINITY));
      return;
    }
    const given = REFERENCE.exec(attributes)?.[1];
    this.row = given === undefined ? this.row + 1 : Number(given);
    this.cells = 0;
    this.insert(at, this.rowsBefore(this.row));
    if (this.rowNumbers[0] === this.row) this.rowNumbers.shift();
    this.waiting = this.rows.get(this.row) ?? [];
    if (!empty) return;
    const cells = this.cellsBefore(this.waiting, Number.POSITIVE_INFINITY);
    const kept = attributes.slice(0, -1).replace(SPANS, "");
    if (cells !== "") this.replace(at, end, `<${this.prefix}row${kept}>${cells}</${this.prefix}row>`);
  }

  private formulaAt(end: number, { closing, empty, attributes }: Tag): void {
    if (closing || this.cell === undefined) return;
    const stop = empty ? end : this.xml.indexOf("</", end);
    this.formula = { attributes: empty ? attributes.slice(0, -1) : attributes, start: end, end: stop };
  }

  private cellAt(at: number, end: number, { closing, empty, attributes }: Tag): void {
    if (!closing) {
      this.cells++;
      this.formula = undefined;
      this.cell = { start: at, attributes: empty ? attributes.slice(0, -1) : attributes, ordinal: this.cells };
      if (!empty) return;
    }
    const { cell, formula } = this;
    this.cell = undefined;
    if (cell === undefined || (formula === undefined && this.waiting.length === 0 && this.arrays.length === 0)) return;
    this.finish(cell, end, formula);
  }

  /** Values that belong left of the cell, then its own, or else its formula without the stored result. */
  private finish(cell: OpenCell, end: number, formula: FoundFormula | undefined): void {
    const ref = REFERENCE.exec(cell.attributes)?.[1];
    const spot = ref === undefined ? { row: this.row, column: cell.ordinal } : parseSpot(ref);
    if (spot === undefined) return;
    this.insert(cell.start, this.cellsBefore(this.waiting, spot.column));
    const next = this.waiting[0];
    if (next?.spot.column === spot.column) {
      this.waiting.shift();
      this.overwrite({ ...cell, spot }, end, formula, next.value);
    } else if (formula !== undefined) this.strip({ ...cell, spot }, end, formula);
    else if (this.arrays.some((area) => areaHolds(area, spot)))
      this.replace(cell.start, end, `<${this.prefix}c${cell.attributes.replace(TYPE, "")}/>`);
  }

  private overwrite(cell: PlacedCell, end: number, formula: FoundFormula | undefined, value: CellValue): void {
    assert(!this.arrays.some((area) => areaHolds(area, cell.spot)), `${formatSpot(cell.spot)} is part of an array formula`);
    if (formula !== undefined) {
      this.changed = true;
      const shared = SHARED.exec(formula.attributes)?.[1];
      if (shared !== undefined && formula.end > formula.start)
        this.orphans.set(shared, { text: decoded(this.xml.slice(formula.start, formula.end)), spot: cell.spot });
    }
    const kept = cell.attributes.replace(METADATA, "");
    this.replace(cell.start, end, value === null ? `<${this.prefix}c${kept}/>` : this.cellXml(kept, value));
  }

  /** The formula without its result; one that followed a master which is gone gets its own text. */
  private strip(cell: PlacedCell, end: number, { attributes, start, end: stop }: FoundFormula): void {
    const p = this.prefix;
    const type = TYPE.exec(attributes)?.[1];
    const area = type === "array" || type === "dataTable" ? parseArea(AREA.exec(attributes)?.[1] ?? "") : undefined;
    if (area !== undefined) this.arrays.push(area);
    const orphan = type !== "shared" || stop > start ? undefined : this.orphans.get(SHARED.exec(attributes)?.[1] ?? "");
    const text = orphan === undefined ? this.xml.slice(start, stop) : escapeXml(moved(orphan, cell.spot));
    const kept = orphan === undefined ? attributes : "";
    const formula = text === "" ? `<${p}f${kept}/>` : `<${p}f${kept}>${text}</${p}f>`;
    this.replace(cell.start, end, `<${p}c${cell.attributes.replace(TYPE, "")}>${formula}</${p}c>`);
  }

  private cellXml(attributes: string, value: number | string | boolean): string {
    const p = this.prefix;
    if (typeof value === "number") {
      assert(Number.isFinite(value), "a cell holds finite numbers");
      return `<${p}c${attributes}><${p}v>${value}</${p}v></${p}c>`;
    }
    if (typeof value === "boolean") return `<${p}c${attributes} t="b"><${p}v>${value ? 1 : 0}</${p}v></${p}c>`;
    return `<${p}c${attributes} t="inlineStr"><${p}is><${p}t xml:space="preserve">${escapeXml(value)}</${p}t></${p}is></${p}c>`;
  }
}

function decoded(inner: string): string {
  let text = "";
  scanXml(`<f>${inner}</f>`, { open() {}, close() {}, text: (piece) => (text += piece) });
  return text;
}

function moved({ text, spot }: Orphan, to: Spot): string {
  return moveFormula(text, to.row - spot.row, to.column - spot.column);
}
