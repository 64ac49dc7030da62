// Sensitivities against differences of two solves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sensitivities } from "./sensitivities.ts";
import { sharesFrom } from "./shares.ts";

const entries = [
  { input: 1, consumer: 0, share: 0.5 },
  { input: 2, consumer: 1, share: 2 },
  { input: 0, consumer: 2, share: 0.1 },
  { input: 2, consumer: 2, share: 0.25 },
];
const direct = Float64Array.of(1, 2, 3);
const demand = Float64Array.of(4, 0, 1);

test("dS/dT and dS/ddirect equal the slopes of S", () => {
  const shares = sharesFrom(3, entries);
  const { value } = sensitivities({ shares, direct, demand });
  const scoreAt = (values: Float64Array, amounts: Float64Array): number =>
    sensitivities({ shares: { ...shares, value: values }, direct: amounts, demand }).value!.score;
  const h = 1e-6;
  shares.value.forEach((share, e) => {
    const slope = (scoreAt(shares.value.with(e, share + h), direct) - scoreAt(shares.value.with(e, share - h), direct)) / (2 * h);
    assert.ok(Math.abs(slope - value!.shares[e]!) < 1e-6 * Math.abs(slope));
  });
  direct.forEach((amount, j) => {
    const slope = scoreAt(shares.value, direct.with(j, amount + 1)) - value!.score;
    assert.ok(Math.abs(slope - value!.direct[j]!) < 1e-12 * Math.abs(slope) + 1e-13);
  });
});

test("a system without an answer has no sensitivities", () => {
  const { value, problems } = sensitivities({
    shares: sharesFrom(1, [{ input: 0, consumer: 0, share: 1 }]),
    direct: Float64Array.of(1),
    demand: Float64Array.of(1),
  });
  assert.equal(value, undefined);
  assert.equal(problems[0]!.code, "ENGINE_SELF_USE");
});
