// The second calculator as the tests call it: a formula that cannot be worked out is a failure.
import assert from "node:assert/strict";
import { evaluate as evaluated } from "../../src/calc/recompute.ts";

/** The value of a formula over the values of its symbols. */
export function evaluate(text: string, values: Map<string, number>): number {
  const value = evaluated(text, values);
  assert.ok(value !== undefined, `${text} cannot be worked out`);
  return value;
}
