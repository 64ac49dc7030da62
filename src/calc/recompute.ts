// A second look at a Statement: every step's formula is read as text and worked out again, with no knowledge of the rules.
import { parseFormula, valueOfFormula } from "./formula.ts";

/** The value of a formula over the values of its symbols; undefined where a symbol has none or the text is no formula. */
export function evaluate(text: string, values: ReadonlyMap<string, number>): number | undefined {
  const formula = parseFormula(text);
  const value = formula === undefined ? Number.NaN : valueOfFormula(formula, (symbol) => values.get(symbol));
  return Number.isNaN(value) ? undefined : value;
}
