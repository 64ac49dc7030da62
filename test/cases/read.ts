// A small vocabulary for case tests: read a sample, calculate, ask for a figure.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCaseFile } from "../../src/formats/case-file.ts";
import type { Case } from "../../src/model/case.ts";
import type { Measure } from "../../src/model/statement.ts";
import { type Calculation, calculate } from "../../src/rules/cbam/calculate.ts";
import type { Request } from "../../src/rules/cbam/run.ts";

export const root = join(import.meta.dirname, "..", "..");

/** A sample of the repository as a Case. */
export function sample(name: string): Case {
  return caseOf(readFileSync(join(root, "samples", `${name}.json`)));
}

/** A case file's text, or its content, as a Case. */
export function caseOf(content: Uint8Array | object): Case {
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content));
  const { value, problems } = readCaseFile(bytes, { file: "case.json" });
  assert.ok(value, JSON.stringify(problems));
  return value;
}

/** The calculation, which must not stop. */
export function calculated(given: Case, request: Request = {}): Calculation {
  const calculation = calculate(given, request);
  const errors = calculation.problems.filter((p) => p.severity === "error");
  assert.deepEqual(errors, []);
  return calculation;
}

/** The value of a good's measure; null where it is empty. */
export function figure(calculation: Calculation, product: string, measure: Measure): number | null {
  const result = calculation.results.find((r) => r.product === product && r.measure === measure);
  assert.ok(result, `${product} has no ${measure}`);
  return result.value;
}

/** The value of a step. */
export function stepValue(calculation: Calculation, id: string): number {
  const value = calculation.run.ledger.find(id)?.value;
  assert.ok(typeof value === "number", `no value of ${id}`);
  return value;
}

/** Equal to a relative error; both must be numbers. */
export function near(actual: number | null | undefined, expected: number, relative = 1e-12): void {
  assert.ok(typeof actual === "number", `missing, expected ${expected}`);
  const error = expected === 0 ? Math.abs(actual) : Math.abs(actual - expected) / Math.abs(expected);
  assert.ok(error <= relative, `${actual} is not ${expected} (relative error ${error})`);
}
