// Formulas that people type into input cells: those over our results and other inputs are followed, any other is not.
import type { BothLanguages } from "../../base/problem.ts";
import type { Formula } from "../../model/quantity.ts";
import { areaSize, cellsOf, parseArea, parseSpot } from "../xlsx/reference.ts";
import type { Sheet } from "../xlsx/sheet.ts";
import { levelOf, resultAt } from "./result-references.ts";

/** The formula to compute with, or why the cell's cached number must do. */
export type Followed = { formula: Formula } | { why: BothLanguages };

type Token = { kind: "number" | "cell" | "area" | "sum" | "mark"; text: string; sheet?: string };

/** Most cells that one SUM may name, most parts that one formula may grow to, deepest nesting. */
const BOUNDS = { area: 2000, parts: 5000, depth: 64 };

const TOKEN =
  /\s*(?:((?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})(?::(\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}))?(?![\w.(!])|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(SUM)\s*(?=\()|([-+*/(),;%]))/iy;

class NotFollowed extends Error {
  readonly why: BothLanguages;
  constructor(ko: string, en: string) {
    super(en);
    this.why = { ko, en };
  }
}

/** A piece of a formula that we do not compute with. */
function unknown(piece: string): NotFollowed {
  return new NotFollowed(`"${piece.trim()}"은(는) 따라 계산하지 않음`, `"${piece.trim()}" is not followed`);
}

/**
 * Law: a formula made only of references to results that we compute or to inputs, of numbers, + - * /, parentheses, per cent and SUM
 * is followed and recomputed; any other is read from its cache. Circles end as "not followed".
 */
export class Follower {
  private readonly sheets: ReadonlyMap<string, Sheet>;
  private readonly open = new Set<string>();
  private parts = 0;
  private level = 0;

  constructor(sheets: ReadonlyMap<string, Sheet>) {
    this.sheets = sheets;
  }

  follow(sheet: string, ref: string): Followed {
    this.open.clear();
    this.parts = 0;
    this.level = levelOf(sheet, ref);
    try {
      return { formula: this.ofFormula(sheet, ref, 0) };
    } catch (error) {
      if (error instanceof NotFollowed) return { why: error.why };
      throw error;
    }
  }

  private ofFormula(sheet: string, ref: string, depth: number): Formula {
    const key = `${sheet}!${ref}`;
    if (this.open.has(key)) throw new NotFollowed("순환하여 자신을 가리킴", "it refers to itself in a circle");
    if (depth > BOUNDS.depth) throw new NotFollowed("너무 깊게 겹침", "it is nested too deeply");
    this.open.add(key);
    const source = this.sheets.get(sheet);
    const text = source?.formula(ref);
    if (text === undefined) throw new NotFollowed(`${key}에 수식이 없음`, `${key} has no formula`);
    const result = new Parser(
      tokens(text),
      (token) => this.operand(token, sheet, depth),
      (token) => this.summands(token, sheet, depth),
    ).parse();
    this.open.delete(key);
    return result;
  }

  private operand(token: Token, sheet: string, depth: number): Formula {
    const target = this.resolve(token.sheet ?? sheet, bare(token.text), depth);
    if (target === undefined) throw new NotFollowed(`${token.text}에 숫자가 없음`, `${token.text} holds no number`);
    return target;
  }

  /** Terms of SUM: blank cells and texts are left out, as the spreadsheet does. */
  private summands(token: Token, sheet: string, depth: number): Formula[] {
    const area = parseArea(token.text);
    if (area === undefined || areaSize(area) > BOUNDS.area)
      throw new NotFollowed(`${token.text}이(가) 너무 넓음`, `${token.text} is too large`);
    const terms: Formula[] = [];
    for (const ref of cellsOf(bare(token.text))) {
      const term = this.resolve(token.sheet ?? sheet, ref, depth);
      if (term !== undefined) terms.push(term);
    }
    return terms;
  }

  /** A result of ours, a followed formula, or a number; undefined for a blank or text. */
  private resolve(sheet: string, ref: string, depth: number): Formula | undefined {
    if (++this.parts > BOUNDS.parts) throw new NotFollowed("항이 너무 많음", "it has too many parts");
    const source = this.sheets.get(sheet);
    if (source === undefined) throw new NotFollowed(`시트 ${sheet}에는 입력도 결과도 없음`, `sheet ${sheet} holds no inputs or results`);
    const result = resultAt(this.sheets, sheet, ref);
    if (result !== undefined) {
      if ("step" in result) {
        if (result.level >= this.level)
          throw new NotFollowed(`${sheet}!${ref}이(가) 이 셀보다 나중에 계산됨`, `${sheet}!${ref} is computed after this cell`);
        return { step: result.step };
      }
      const terms = result.cells.map((cell) => this.resolve(sheet, cell, depth + 1)).filter((term) => term !== undefined);
      return terms.length === 0 ? undefined : sum(terms);
    }
    const cell = source.cell(ref);
    if (cell?.type === "error") throw new NotFollowed(`${sheet}!${ref}에 오류 값이 있음`, `${sheet}!${ref} holds an error`);
    if (cell?.formula !== undefined) return this.ofFormula(sheet, ref, depth + 1);
    if (source.isComputed(ref)) throw new NotFollowed(`${sheet}!${ref}이(가) 배열의 일부임`, `${sheet}!${ref} is part of an array`);
    return cell?.type === "number" ? { value: cell.value as number } : undefined;
  }
}

function sum(terms: Formula[]): Formula {
  return terms.length === 1 ? (terms[0] as Formula) : terms.length === 0 ? { value: 0 } : { op: "+", args: terms };
}

/** "$B$2:$C$3" without dollars, upper case. */
function bare(text: string): string {
  return text.replaceAll("$", "").toUpperCase();
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw unknown(text.slice(at, at + 20));
    const [, sheet, from, to, number, sumWord, mark] = match;
    const name = sheet?.slice(0, -1).replace(/^'|'$/g, "").replaceAll("''", "'");
    const where = name === undefined ? {} : { sheet: name };
    if (from !== undefined && parseSpot(from) !== undefined) {
      if (to === undefined) found.push({ kind: "cell", text: from, ...where });
      else found.push({ kind: "area", text: `${from}:${to}`, ...where });
    } else if (number !== undefined) found.push({ kind: "number", text: number });
    else if (sumWord !== undefined) found.push({ kind: "sum", text: sumWord });
    else if (mark !== undefined) found.push({ kind: "mark", text: mark });
    else throw unknown(match[0]);
    if (found.length > BOUNDS.parts) throw new NotFollowed("항이 너무 많음", "it has too many parts");
  }
  return found;
}

/** Recursive descent over the tokens: sums of products of signed operands, as spreadsheets bind them. */
class Parser {
  private readonly tokens: readonly Token[];
  private readonly operand: (token: Token) => Formula;
  private readonly summands: (token: Token) => Formula[];
  private at = 0;
  private depth = 0;

  constructor(list: readonly Token[], operand: (token: Token) => Formula, summands: (token: Token) => Formula[]) {
    this.tokens = list;
    this.operand = operand;
    this.summands = summands;
  }

  parse(): Formula {
    const formula = this.sums();
    if (this.at < this.tokens.length) throw new NotFollowed("끝나야 할 곳에서 끝나지 않음", "it does not end where it should");
    return formula;
  }

  private take(...marks: string[]): string | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== "mark" || !marks.includes(token.text)) return undefined;
    this.at++;
    return token.text;
  }

  private sums(): Formula {
    if (++this.depth > BOUNDS.depth) throw new NotFollowed("너무 깊게 겹침", "it is nested too deeply");
    let left = this.products();
    for (let op = this.take("+", "-"); op !== undefined; op = this.take("+", "-"))
      left = { op: op as "+" | "-", args: [left, this.products()] };
    this.depth--;
    return left;
  }

  private products(): Formula {
    let left = this.signed();
    for (let op = this.take("*", "/"); op !== undefined; op = this.take("*", "/"))
      left = { op: op as "*" | "/", args: [left, this.signed()] };
    return left;
  }

  private signed(): Formula {
    let negative = false;
    for (let sign = this.take("+", "-"); sign !== undefined; sign = this.take("+", "-")) if (sign === "-") negative = !negative;
    let inner = this.atom();
    while (this.take("%") !== undefined) inner = { op: "/", args: [inner, { value: 100 }] };
    if (!negative) return inner;
    return "value" in inner ? { value: -inner.value } : { op: "-", args: [{ value: 0 }, inner] };
  }

  private atom(): Formula {
    if (this.take("(") !== undefined) {
      const inner = this.sums();
      if (this.take(")") === undefined) throw new NotFollowed("괄호가 닫히지 않음", "a parenthesis is open");
      return inner;
    }
    const token = this.tokens[this.at++];
    if (token?.kind === "number") return finite(Number(token.text));
    if (token?.kind === "cell") return this.operand(token);
    if (token?.kind === "sum") return this.sumOf();
    throw token === undefined ? new NotFollowed("수식이 끝까지 쓰이지 않음", "it is incomplete") : unknown(token.text);
  }

  private sumOf(): Formula {
    const terms: Formula[] = [];
    if (this.take("(") === undefined) throw new NotFollowed("SUM에 인수가 없음", "SUM has no arguments");
    do {
      const token = this.tokens[this.at];
      const after = this.tokens[this.at + 1]?.text;
      const alone = after === ")" || after === "," || after === ";";
      if (token?.kind === "area" || (token?.kind === "cell" && alone)) {
        this.at++;
        terms.push(...this.summands(token));
      } else terms.push(this.sums());
    } while (this.take(",", ";") !== undefined);
    if (this.take(")") === undefined) throw new NotFollowed("괄호가 닫히지 않음", "a parenthesis is open");
    return sum(terms);
  }
}

function finite(value: number): Formula {
  if (!Number.isFinite(value)) throw new NotFollowed("숫자가 너무 큼", "a number is too large");
  return { value };
}

/** The value of a formula that refers to no result; undefined if it does, or if it has none. */
export function constantOf(formula: Formula): number | undefined {
  if ("value" in formula) return formula.value;
  if ("step" in formula) return undefined;
  let total: number | undefined;
  for (const arg of formula.args) {
    const value = constantOf(arg);
    if (value === undefined) return undefined;
    if (total === undefined) total = value;
    else if (formula.op === "+") total += value;
    else if (formula.op === "-") total -= value;
    else if (formula.op === "*") total *= value;
    else total /= value;
  }
  return total !== undefined && Number.isFinite(total) ? total : undefined;
}
