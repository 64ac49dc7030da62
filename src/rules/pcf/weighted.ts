// Sums and means over the parts of a footprint, as steps with their formula, each in one unit.
import { assert } from "../../base/assert.ts";
import { add, div, type Expression, type Ledger, mul, num, ref, type Step, type StepSpec, sub } from "../../base/derivation.ts";

/** Law: only what is in one unit is compared or added; the caller has converted it before. */
export function inOneUnit(steps: readonly Step[], unit = steps[0]?.unit): void {
  for (const step of steps) assert(step.unit === unit, `${step.id} is in ${step.unit} and not in ${unit}`);
}

/** The size of a step without its sign: a removal weighs as much as an emission. */
function size(symbol: string, step: Step): Expression {
  return step.value !== null && step.value < 0 ? sub(num(0), ref(symbol, step)) : ref(symbol, step);
}

/** Law: mean = Σ(|weight| × value) / Σ|weight|; null where a part is missing or all weights are zero. */
export function weightedMean(ledger: Ledger, spec: StepSpec, parts: readonly { weight: Step; value: Step }[]): Step {
  inOneUnit(parts.map(({ weight }) => weight));
  inOneUnit(parts.map(({ value }) => value));
  const weighted = parts.map(({ weight, value }, i) => mul(size(`w${i + 1}`, weight), ref(`x${i + 1}`, value)));
  const weights = parts.map(({ weight }, i) => size(`w${i + 1}`, weight));
  return ledger.step(spec, div(add(...weighted), add(...weights)));
}

/** The sum of steps, in the order given. */
export function sumOf(ledger: Ledger, spec: StepSpec, parts: readonly Step[]): Step {
  inOneUnit(parts);
  return ledger.step(spec, add(...parts.map((step, i) => ref(`x${i + 1}`, step))));
}
