// A step's formula with the numbers in the place of its symbols.
import type { Step } from "../base/derivation.ts";

/** The formula with full numbers, a negative one in brackets; `numberOf` answers null for what is missing or withheld, shown as "?". */
export function withNumbers(step: Step, numberOf: (id: string) => number | null): string {
  const terms = (step.terms ?? []).filter((t) => t.symbol !== "");
  if (terms.length === 0) return step.formula ?? "";
  const values = new Map(terms.map((t) => [t.symbol, numberOf(t.step)]));
  const names = [...values.keys()].sort((a, b) => b.length - a.length).map((s) => s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return (step.formula ?? "").replace(new RegExp(`(?<![\\p{L}\\p{N}_.])(?:${names.join("|")})(?![\\p{L}\\p{N}_])`, "gu"), (symbol) => {
    const number = values.get(symbol) ?? null;
    if (number === null) return "?";
    return number < 0 ? `(${number})` : String(number);
  });
}
