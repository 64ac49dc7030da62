// How a check says what it found: the code, the place of the datum, and numbers as people write them.
import type { Origin } from "../../../base/derivation.ts";
import type { BothLanguages, Problem, ProblemParams } from "../../../base/problem.ts";
import { type CHECK_PROBLEMS, checkProblem } from "../../../model/problems/check.ts";
import { word } from "../../../model/words.ts";
import { placeOf } from "../run.ts";

export type CheckCode = keyof typeof CHECK_PROBLEMS;

/** A Problem of the checks at the datum's place. */
export function finding(code: CheckCode, at: { path: string; origin?: Origin | undefined; params?: ProblemParams }): Problem {
  const place = placeOf(at.origin);
  return checkProblem(code, { path: at.path, ...(place && { place }), ...(at.params && { params: at.params }) });
}

/** A number for a message: nine significant digits at most, thousands apart. Never used in a calculation. */
export function shown(value: number): string {
  const text = String(Number(value.toPrecision(9)));
  if (text.includes("e")) return text;
  const [whole = "", rest] = text.split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? apart : `${apart}.${rest}`;
}

/** A word for a message, in both languages; in English it begins small, unless it is a name or sign. */
export function said(key: string): BothLanguages {
  const { ko, en } = word(key);
  return { ko, en: /^[A-Z][a-z]+(?!-[A-Z])\b/.test(en) ? en.charAt(0).toLowerCase() + en.slice(1) : en };
}

/** Words for a message, one after the other. */
export function listed(keys: readonly string[], between = ", "): BothLanguages {
  const words = keys.map(said);
  return { ko: words.map((w) => w.ko).join(between), en: words.map((w) => w.en).join(between) };
}

/** A share as per cent for a message, three significant digits. */
export function percentOf(part: number, whole: number): string {
  return whole === 0 ? "100" : shown(Number(((100 * part) / whole).toPrecision(3)));
}

/** True where two totals agree but for rounding: within `relative` of the larger one, or within `absolute`. */
export function agree(a: number, b: number, { relative, absolute = 0 }: { relative: number; absolute?: number }): boolean {
  return Math.abs(a - b) <= Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)));
}

/** Sum of what is there. */
export function sumOf(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
