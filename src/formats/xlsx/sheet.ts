// One worksheet: its cells with type, value and formula, read from XML in one pass.
import type { BothLanguages } from "../../base/problem.ts";
import { type Area, areaHolds, formatSpot, MAX_COLUMN, MAX_ROW, moveFormula, parseArea } from "./reference.ts";
import { type Attributes, scanXml, type XmlFault, type XmlHandler } from "./xml.ts";

/** number, text, boolean or error; a cell without a value has none of these. Dates are numbers (serials). */
export type CellType = "number" | "text" | "boolean" | "error" | "blank";

/** A cell's formula: its own text, or the place of the shared master it follows. */
type Formula = { text: string } | { shared: string };

export type Cell = {
  ref: string;
  row: number;
  column: number;
  /** Index of the cell format in the workbook's styles. */
  style: number;
  type: CellType;
  value: number | string | boolean | undefined;
  formula: Formula | undefined;
};

type Master = { text: string; row: number; column: number };

/** Most cells that one sheet may hold here; the Commission's largest sheet has some 20,000. */
const MAX_CELLS = 1_000_000;

/** A worksheet that was read. */
export class Sheet {
  readonly name: string;
  readonly cells = new Map<string, Cell>();
  readonly masters = new Map<string, Master>();
  readonly arrays: Area[] = [];

  constructor(name: string) {
    this.name = name;
  }

  cell(ref: string): Cell | undefined {
    return this.cells.get(ref);
  }

  /** The formula of a cell without "=", a shared one moved to the cell; undefined where there is none. */
  formula(ref: string): string | undefined {
    const cell = this.cells.get(ref);
    if (cell?.formula === undefined) return undefined;
    if ("text" in cell.formula) return cell.formula.text;
    const master = this.masters.get(cell.formula.shared);
    return master === undefined ? undefined : moveFormula(master.text, cell.row - master.row, cell.column - master.column);
  }

  /** True if the cell's value comes from a formula, its own or that of an array which covers it. */
  isComputed(ref: string): boolean {
    const cell = this.cells.get(ref);
    if (cell === undefined) return false;
    return cell.formula !== undefined || this.arrays.some((area) => areaHolds(area, cell));
  }

  /** The number that a formula last gave in the cell; where an array's first cell has no value, its others are left over and give none. */
  computedNumber(ref: string): number | undefined {
    const cell = this.cells.get(ref);
    if (cell?.type !== "number" || !this.isComputed(ref)) return undefined;
    if (cell.formula === undefined) {
      const array = this.arrays.find((area) => areaHolds(area, cell));
      const first = array === undefined ? undefined : this.cells.get(formatSpot(array.from));
      if (first?.value === undefined) return undefined;
    }
    return cell.value as number;
  }
}

/** With `blanks` also the cells that have a format only. */
export type SheetSource = { name: string; xml: string; strings: readonly string[]; blanks?: boolean };

/** Reads a worksheet part (ECMA-376 Part 1, 18.3.1). Answers the sheet, or why its XML cannot be read. */
export function readSheet(source: SheetSource): { sheet: Sheet } | { fault: XmlFault } {
  const reader = new SheetReader(source);
  const fault = scanXml(source.xml, reader);
  if (fault !== undefined) return { fault };
  return reader.fault === undefined ? { sheet: reader.sheet } : { fault: { kind: "broken", why: reader.fault } };
}

const NUMBER = /^\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*$/;

class SheetReader implements XmlHandler {
  readonly sheet: Sheet;
  readonly strings: readonly string[];
  fault: BothLanguages | undefined;
  private row = 0;
  private column = 0;
  private kind = "n";
  private style = 0;
  private inCell = false;
  private ref = "";
  private readonly blanks: boolean;
  private collecting: "" | "v" | "f" | "t" = "";
  private phonetic = 0;
  private value: string | undefined;
  private formulaText = "";
  private formula: { type: string; ref: string | undefined; shared: string | undefined } | undefined;

  constructor(source: SheetSource) {
    this.sheet = new Sheet(source.name);
    this.strings = source.strings;
    this.blanks = source.blanks ?? false;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "c") this.openCell(attributes);
    else if (name === "row") this.openRow(attributes);
    else if (!this.inCell) return;
    else if (name === "v") {
      this.collecting = "v";
      this.value ??= "";
    } else if (name === "f") {
      this.collecting = "f";
      this.formula = { type: attributes.get("t") ?? "normal", ref: attributes.get("ref"), shared: attributes.get("si") };
    } else if (name === "t" && this.phonetic === 0) this.collecting = "t";
    else if (name === "rPh") this.phonetic++;
  }

  text(text: string): void {
    if (this.collecting === "") return;
    if (this.collecting === "f") this.formulaText += text;
    else this.value = (this.value ?? "") + text;
  }

  close(name: string): void {
    if (name === "c") this.closeCell();
    else if (name === "rPh") this.phonetic--;
    else if (name === "v" || name === "f" || name === "t") this.collecting = "";
  }

  private openRow(attributes: Attributes): void {
    const given = attributes.get("r");
    this.row = given === undefined ? this.row + 1 : Number(given);
    this.column = 0;
    if (!Number.isInteger(this.row) || this.row < 1 || this.row > MAX_ROW)
      this.fault ??= { ko: `없는 행: ${given}`, en: `no such row: ${given}` };
  }

  private openCell(attributes: Attributes): void {
    const ref = attributes.get("r");
    this.column += 1;
    if (ref === undefined) this.ref = formatSpot({ row: this.row, column: this.column });
    else this.place(ref);
    if (this.column > MAX_COLUMN) this.fault ??= { ko: "마지막 열의 오른쪽에 셀이 있음", en: "a cell lies right of the last column" };
    this.kind = attributes.get("t") ?? "n";
    this.style = Number(attributes.get("s") ?? 0);
    this.inCell = true;
    this.value = undefined;
    this.formula = undefined;
    this.formulaText = "";
  }

  /** "AB12" in row 12 is column 28. */
  private place(ref: string): void {
    let at = 0;
    let column = 0;
    for (let code = ref.charCodeAt(0); code >= 65 && code <= 90; code = ref.charCodeAt(++at)) column = column * 26 + code - 64;
    let row = 0;
    const digits = ref.length - at;
    for (let i = at; i < ref.length; i++) row = row * 10 + ref.charCodeAt(i) - 48;
    if (at < 1 || at > 3 || digits < 1 || digits > 7 || row !== this.row || ref.charCodeAt(at) === 48) {
      this.fault ??= { ko: `${this.row}행에 셀 ${ref.slice(0, 20)}이(가) 있음`, en: `cell ${ref.slice(0, 20)} stands in row ${this.row}` };
      return;
    }
    this.ref = ref;
    this.column = column;
  }

  private closeCell(): void {
    this.inCell = false;
    if (this.fault !== undefined) return;
    const { row, column, style, ref } = this;
    if (this.value === undefined && this.formula === undefined && !this.blanks) return;
    if (this.sheet.cells.has(ref)) this.fault = { ko: `셀 ${ref}이(가) 두 번 있음`, en: `cell ${ref} is there twice` };
    if (this.sheet.cells.size >= MAX_CELLS) this.fault = { ko: `셀이 ${MAX_CELLS}개를 넘음`, en: `more than ${MAX_CELLS} cells` };
    const { type, value } = this.readValue();
    this.sheet.cells.set(ref, { ref, row, column, style, type, value, formula: this.readFormula(row, column) });
  }

  private readValue(): Pick<Cell, "type" | "value"> {
    const text = this.value;
    if (text === undefined || (this.kind.length === 1 && text.trim() === "")) return { type: "blank", value: undefined };
    switch (this.kind) {
      case "n":
        return numberOf(text);
      case "s": {
        const string = /^\s*[0-9]+\s*$/.test(text) ? this.strings[Number(text)] : undefined;
        if (string === undefined)
          this.fault ??= { ko: `공유 문자열 ${text.slice(0, 20)}이(가) 없음`, en: `there is no shared string ${text.slice(0, 20)}` };
        return { type: "text", value: string ?? "" };
      }
      case "b":
        return { type: "boolean", value: text.trim() === "1" || text.trim() === "true" };
      case "e":
        return { type: "error", value: text };
      case "d":
        return dateOf(text);
      default:
        return { type: "text", value: text };
    }
  }

  private readFormula(row: number, column: number): Cell["formula"] {
    const formula = this.formula;
    if (formula === undefined) return undefined;
    const area = formula.ref === undefined ? undefined : parseArea(formula.ref);
    if ((formula.type === "array" || formula.type === "dataTable") && area !== undefined && this.sheet.arrays.length < 10_000)
      this.sheet.arrays.push(area);
    if (formula.type !== "shared" || formula.shared === undefined) return { text: this.formulaText };
    if (this.formulaText === "") return { shared: formula.shared };
    if (!this.sheet.masters.has(formula.shared)) this.sheet.masters.set(formula.shared, { text: this.formulaText, row, column });
    return { text: this.formulaText };
  }
}

/** A number that is none, or lies beyond the doubles, stays text: whoever wants a number there says so. */
function numberOf(text: string): Pick<Cell, "type" | "value"> {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? { type: "number", value } : { type: "text", value: text };
}

/** ISO 8601 date of a cell of type "d" as serial of the 1900 system. */
function dateOf(text: string): Pick<Cell, "type" | "value"> {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00:00(?:\.0+)?Z?)?$/.exec(text.trim());
  if (match === null) return { type: "text", value: text };
  const days = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000;
  return { type: "number", value: days + 25_569 };
}
