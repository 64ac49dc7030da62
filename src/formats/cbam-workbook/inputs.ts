// Reads single input cells: number with unit, text, choice, switch and date, each with its origin, and what is wrong as a Problem.
import type { Origin } from "../../base/derivation.ts";
import type { BothLanguages, Problem, ProblemParams } from "../../base/problem.ts";
import { type WORKBOOK_PROBLEMS, workbookProblem } from "../../model/problems/workbook.ts";
import type { Quantity } from "../../model/quantity.ts";
import type { Cell, Sheet } from "../xlsx/sheet.ts";
import type { Place } from "./cells.ts";
import { Circles } from "./circles.ts";
import { constantOf, Follower } from "./follow.ts";
import { type Choices, choose, type Translations } from "./vocabulary.ts";

export type InputSource = { sheets: ReadonlyMap<string, Sheet>; translations: Translations; date1904: boolean; file?: string };

/** Longest text of a field of the case. */
const MAX_TEXT = 2000;
const MAX_NAME = 300;
const SHOWN = 60;
const EMPTY: BothLanguages = { ko: "빈 글이 나와 필드를 비워 둠", en: "it gives an empty text, and the field stays blank" };
const TEXT: BothLanguages = { ko: "글이 나옴", en: "it gives a text" };
const NO_PLAIN_SWITCH: BothLanguages = { ko: "단순한 TRUE()나 FALSE()가 아님", en: "it is no plain TRUE() or FALSE()" };
const PLAIN_NUMBER: BothLanguages = { ko: "이 필드는 숫자 그대로를 받음", en: "this field takes a plain number" };
/** Error values written in a formula, where a reference was lost or an error is given on purpose. */
const ERROR_IN_FORMULA = /#(?:REF!|NAME\?|VALUE!|DIV\/0!|N\/A|NUM!|NULL!|SPILL!|CALC!)/i;

type Content = { value: Cell["value"]; formula: string | undefined };

export class Inputs {
  readonly problems: Problem[] = [];
  readonly sheets: ReadonlyMap<string, Sheet>;
  readonly translations: Translations;
  /** JSON path of the record that is being read. */
  path = "";
  private readonly date1904: boolean;
  private readonly file: string | undefined;
  private readonly follower: Follower;
  private readonly circles: Circles;

  constructor(source: InputSource) {
    this.sheets = source.sheets;
    this.translations = source.translations;
    this.date1904 = source.date1904;
    this.file = source.file;
    this.follower = new Follower(source.sheets);
    this.circles = new Circles(source.sheets);
  }

  problem(code: keyof typeof WORKBOOK_PROBLEMS, sheet: string, cell: string, params: ProblemParams = {}): void {
    const place = { ...(this.file === undefined ? {} : { file: this.file }), sheet, cell };
    this.problems.push(workbookProblem(code, { path: this.path, place, params }));
  }

  origin(sheet: string, cell: string): Origin {
    const formula = this.sheets.get(sheet)?.formula(cell);
    return { ...(this.file === undefined ? {} : { file: this.file }), sheet, cell, ...(formula === undefined ? {} : { formula }) };
  }

  /** True if the cell holds neither a value nor a formula; spaces are blank. */
  blank(sheet: string, ref: string): boolean {
    const cell = this.sheets.get(sheet)?.cell(ref);
    if (cell === undefined || cell.formula !== undefined) return cell === undefined;
    return cell.type === "blank" || (cell.type === "text" && String(cell.value).trim() === "");
  }

  /** Problems: INPUT_ERROR_VALUE, FORMULA_BROKEN, FORMULA_CIRCULAR. A blank is undefined; a formula without a stored value has none. */
  private content(sheet: string, ref: string): Content | undefined {
    if (this.blank(sheet, ref)) return undefined;
    const source = this.sheets.get(sheet) as Sheet;
    const cell = source.cell(ref) as Cell;
    const formula = source.formula(ref);
    if (cell.type === "error") {
      this.problem("INPUT_ERROR_VALUE", sheet, ref, { value: String(cell.value) });
      return undefined;
    }
    const fault = formula === undefined ? undefined : this.faultOf(sheet, ref, formula);
    if (fault === undefined) return { value: cell.value, formula };
    this.problem(fault.code, sheet, ref, { formula: shown(formula ?? ""), error: fault.error });
    return undefined;
  }

  /** A formula whose stored value means nothing: one that has lost a reference, or that rests on itself. */
  private faultOf(sheet: string, ref: string, formula: string): { code: "FORMULA_BROKEN" | "FORMULA_CIRCULAR"; error: string } | undefined {
    const error = ERROR_IN_FORMULA.exec(formula.replace(/"(?:[^"]|"")*"/g, '""'))?.[0];
    if (error !== undefined) return { code: "FORMULA_BROKEN", error };
    return this.circles.holds(sheet, ref) ? { code: "FORMULA_CIRCULAR", error: "" } : undefined;
  }

  /** Reads a field of the record: its Problems name it in their path. */
  at<T>(field: string, read: () => T): T {
    const record = this.path;
    this.path = `${record}/${field}`;
    const value = read();
    this.path = record;
    return value;
  }

  /** Text of a cell; a number is written out. Problems: INPUT_ERROR_VALUE, TEXT_TOO_LONG, FORMULA_FROM_CACHE, FORMULA_UNCALCULATED. */
  text(sheet: string, ref: string, max = MAX_TEXT): string | undefined {
    const content = this.content(sheet, ref);
    if (content === undefined) return undefined;
    if (content.value === undefined) {
      this.problem("FORMULA_UNCALCULATED", sheet, ref, { formula: shown(content.formula ?? "") });
      return undefined;
    }
    const text = String(content.value).trim();
    if (content.formula !== undefined) this.fromCache(sheet, ref, content.formula, text, TEXT);
    if (text.length > max) {
      this.problem("TEXT_TOO_LONG", sheet, ref, { length: text.length, max });
      return undefined;
    }
    return text === "" ? undefined : text;
  }

  name(sheet: string, ref: string): string | undefined {
    return this.text(sheet, ref, MAX_NAME);
  }

  /** Law: a text of a drop-down list stands for one word of ours, in English or in the file's language. Problem: VOCABULARY_UNKNOWN. */
  choice<T extends string>(sheet: string, ref: string, choices: Choices<T>): T | undefined {
    const text = this.text(sheet, ref);
    if (text === undefined) return undefined;
    const chosen = choose(text, choices, this.translations);
    if (chosen === undefined)
      this.problem("VOCABULARY_UNKNOWN", sheet, ref, { value: shown(text), allowed: choices.map(([, english]) => english).join(", ") });
    return chosen;
  }

  /** A cell that says TRUE or FALSE, also as formula TRUE() or FALSE(). Problem: BOOLEAN_EXPECTED. */
  boolean(sheet: string, ref: string): boolean | undefined {
    const content = this.content(sheet, ref);
    if (content === undefined) return undefined;
    const word = /^\s*(TRUE|FALSE)\s*(?:\(\s*\))?\s*$/i.exec(content.formula ?? String(content.value ?? ""))?.[1]?.toUpperCase();
    if (word !== undefined) return word === "TRUE";
    if (typeof content.value === "boolean") {
      this.fromCache(sheet, ref, content.formula ?? "", String(content.value), NO_PLAIN_SWITCH);
      return content.value;
    }
    this.problem("BOOLEAN_EXPECTED", sheet, ref, { value: shown(String(content.value ?? content.formula)) });
    return undefined;
  }

  /** A date serial as ISO day. Problems: DATE_EXPECTED, and those of `number`. */
  day(sheet: string, ref: string): string | undefined {
    const serial = this.plainNumber(sheet, ref, "DATE_EXPECTED");
    if (serial === undefined) return undefined;
    const days = Math.floor(serial) + (this.date1904 ? 1462 : 0);
    if (days < 61 || days > 2_958_465) {
      this.problem("DATE_EXPECTED", sheet, ref, { value: serial });
      return undefined;
    }
    return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
  }

  /** A number where the case keeps no unit and origin with it. */
  number(sheet: string, ref: string): number | undefined {
    return this.plainNumber(sheet, ref, "NUMBER_EXPECTED");
  }

  private plainNumber(sheet: string, ref: string, code: "NUMBER_EXPECTED" | "DATE_EXPECTED"): number | undefined {
    const content = this.content(sheet, ref);
    if (content === undefined) return undefined;
    const { value, formula } = content;
    if (formula !== undefined) {
      const followed = this.follower.follow(sheet, ref);
      const constant = "formula" in followed ? constantOf(followed.formula) : undefined;
      if (constant !== undefined) return typeof value === "number" ? value : constant;
      if (value === undefined) {
        this.problem("FORMULA_UNCALCULATED", sheet, ref, { formula: shown(formula) });
        return undefined;
      }
      if (typeof value === "number")
        this.fromCache(sheet, ref, formula, String(value), "formula" in followed ? PLAIN_NUMBER : followed.why);
    }
    if (typeof value === "number") return value;
    if (formula !== undefined && value === "") this.fromCache(sheet, ref, formula, "", EMPTY);
    else this.problem(code, sheet, ref, { value: shown(String(value)) });
    return undefined;
  }

  /**
   * Law: an input with its unit and origin; blank is absent, zero is a value. A formula over results and inputs is followed.
   * Problems: NUMBER_EXPECTED, INPUT_ERROR_VALUE, FORMULA_FROM_CACHE, FORMULA_UNCALCULATED.
   */
  quantity(sheet: string, place: Place): Quantity | undefined {
    const { at: ref, unit } = place;
    const content = this.content(sheet, ref);
    if (content === undefined) return undefined;
    const origin = this.origin(sheet, ref);
    const { value, formula } = content;
    if (formula === undefined) {
      if (typeof value === "number") return { value, unit, origin };
      this.problem("NUMBER_EXPECTED", sheet, ref, { value: shown(String(value)) });
      return undefined;
    }
    const followed = this.follower.follow(sheet, ref);
    if ("formula" in followed) {
      const number = typeof value === "number" ? value : constantOf(followed.formula);
      if (number !== undefined) return { value: number, unit, origin, follows: followed.formula };
    }
    if (value === undefined) this.problem("FORMULA_UNCALCULATED", sheet, ref, { formula: shown(formula) });
    else if (value === "") this.fromCache(sheet, ref, formula, "", EMPTY);
    else if (typeof value !== "number") this.problem("NUMBER_EXPECTED", sheet, ref, { value: shown(String(value)) });
    else {
      this.fromCache(sheet, ref, formula, String(value), "why" in followed ? followed.why : PLAIN_NUMBER);
      return { value, unit, origin };
    }
    return undefined;
  }

  /** The quantities of a record whose cells are not blank, each moved from its place in the map by `moved`. */
  quantities<K extends string>(sheet: string, places: Readonly<Record<K, Place>>, moved: (at: string) => string): { [P in K]?: Quantity } {
    const found: { [P in K]?: Quantity } = {};
    for (const key of Object.keys(places) as K[]) {
      const quantity = this.at(key, () => this.quantity(sheet, { at: moved(places[key].at), unit: places[key].unit }));
      if (quantity !== undefined) found[key] = quantity;
    }
    return found;
  }

  /** The texts of a record whose cells are not blank. */
  texts<K extends string>(sheet: string, refs: Readonly<Record<K, string>>): { [P in K]?: string } | undefined {
    const found: { [P in K]?: string } = {};
    for (const key of Object.keys(refs) as K[]) {
      const text = this.text(sheet, refs[key]);
      if (text !== undefined) found[key] = text;
    }
    return Object.keys(found).length === 0 ? undefined : found;
  }

  /** The entries of a row or block are not used because its key cell is blank; said once, at the first of them. */
  ignored(sheet: string, refs: readonly string[], key: string): void {
    const first = refs.find((ref) => !this.blank(sheet, ref) && !this.zeroOrSwitch(sheet, ref));
    if (first !== undefined) this.problem("INPUT_IGNORED", sheet, first, { key });
  }

  private zeroOrSwitch(sheet: string, ref: string): boolean {
    const cell = this.sheets.get(sheet)?.cell(ref);
    return cell?.type === "boolean" || (cell?.type === "number" && cell.value === 0);
  }

  private fromCache(sheet: string, ref: string, formula: string, value: string, why: BothLanguages): void {
    this.problem("FORMULA_FROM_CACHE", sheet, ref, { formula: shown(formula), value: shown(value), why });
  }
}

/** Given only where it is there: the case holds no undefined members. */
export function given<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}

/** The object, or undefined where it has no members. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

function shown(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}
