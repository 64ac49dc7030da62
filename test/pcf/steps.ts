// A small vocabulary for tests of footprint rules: inputs as steps, and a formula worked out again from its text.
import assert from "node:assert/strict";
import { Ledger, type Step } from "../../src/base/derivation.ts";

/** A ledger with a way to put inputs into it. */
export function desk() {
  const ledger = new Ledger();
  let count = 0;
  const input = (value: number | null, unit = "kgCO2e"): Step => {
    count += 1;
    return ledger.leaf({ id: `input${count}`, what: "input", subject: `input${count}`, value, unit, origin: { line: count } });
  };
  return { ledger, input };
}

/** The value within a tolerance. */
export function near(step: Step | undefined, expected: number, tolerance = 1e-9): void {
  assert.ok(step && step.value !== null, "there is a value");
  assert.ok(Math.abs(step.value - expected) <= tolerance, `${step.id}: ${step.value} instead of ${expected}`);
}

/** The step's formula, worked out from its text with the values of its terms. */
export function byHand(ledger: Ledger, step: Step): number {
  assert.ok(step.formula && step.terms);
  const values = new Map(step.terms.map(({ symbol, step: id }) => [symbol, ledger.get(id).value]));
  const text = step.formula.replaceAll("×", "*").replace(/[A-Za-z_]\w*/g, (symbol) => {
    const value = values.get(symbol);
    assert.ok(value !== undefined && value !== null, `the formula names ${symbol}`);
    return `(${value})`;
  });
  assert.match(text, /^[\d\s().*/+e-]+$/);
  return Number(new Function(`return ${text}`)());
}
