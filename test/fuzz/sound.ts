// What must hold of any answer to a mutant.
import assert from "node:assert/strict";
import type { Outcome } from "../../src/base/problem.ts";
import type { Finished } from "../../src/calc/pipeline.ts";

const SLOWEST_MS = 5000;

/** Runs one mutant: no crash, no hang, no number that is none; an error Problem whenever there is no value. */
export function sound(name: string, run: () => Outcome<Finished>): Outcome<Finished> {
  const begun = performance.now();
  let outcome: Outcome<Finished>;
  try {
    outcome = run();
  } catch (error) {
    throw new Error(`${name} crashed`, { cause: error });
  }
  assert.ok(performance.now() - begun < SLOWEST_MS, `${name} took too long`);
  const errors = outcome.problems.filter((p) => p.severity === "error");
  if (outcome.value === undefined) assert.ok(errors.length > 0, `${name} answers nothing and says nothing`);
  else {
    assert.deepEqual(errors, [], `${name} goes on after an error`);
    for (const { value, measure } of outcome.value.statement.results)
      assert.ok(value === null || Number.isFinite(value), `${name}: ${measure} is ${value}`);
  }
  for (const p of outcome.problems) {
    assert.ok(p.text.ko !== "" && p.text.en !== "" && p.todo.ko !== "" && p.todo.en !== "", `${name}: ${p.code} says nothing`);
    assert.doesNotMatch(p.text.en + p.todo.en, /undefined|\[object|NaN/, `${name}: ${p.code}`);
  }
  return outcome;
}
