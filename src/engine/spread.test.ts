// Drawn numbers against published words, quantiles and the moments of their distributions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { normalAt, unitOf, wordsAt } from "./random.ts";
import { drawAll, isDrawable, type Spread, steady } from "./spread.ts";

type Given = { id: number; loc?: number; scale?: number; minimum?: number; maximum?: number; negative?: boolean };

/** The same distribution `count` times over. */
function all(count: number, { id, loc, scale, minimum, maximum, negative }: Given): Spread {
  const spread = steady(count);
  spread.id.fill(id);
  spread.negative.fill(negative ? 1 : 0);
  for (const [list, value] of [
    [spread.loc, loc],
    [spread.scale, scale],
    [spread.minimum, minimum],
    [spread.maximum, maximum],
  ] as const)
    if (value !== undefined) list.fill(value);
  return spread;
}

const count = 40_001;

function drawn(given: Given, run = 0, seed = 7): Float64Array {
  const out = new Float64Array(count);
  drawAll(all(count, given), new Float64Array(count).fill(3), { seed, run, lane: 0 }, out);
  return out;
}

const mean = (list: Float64Array): number => list.reduce((sum, x) => sum + x, 0) / list.length;
function deviation(list: Float64Array): number {
  const middle = mean(list);
  return Math.sqrt(mean(list.map((x) => (x - middle) ** 2)));
}

/** Within five standard errors of the mean, and a fiftieth of the deviation. */
function moments(given: Given, expected: { mean: number; deviation: number }): void {
  const list = drawn(given);
  assert.ok(Math.abs(mean(list) - expected.mean) < (5 * expected.deviation) / Math.sqrt(count), `mean ${mean(list)}`);
  assert.ok(Math.abs(deviation(list) / expected.deviation - 1) < 0.02, `deviation ${deviation(list)}`);
}

test("the words of Threefry-2x32-20 are those of its authors' known answers", () => {
  const out = new Uint32Array(2);
  const said = (...at: [number, number, number, number]): string[] => {
    wordsAt(...at, out);
    return Array.from(out, (word) => word.toString(16).padStart(8, "0"));
  };
  assert.deepEqual(said(0, 0, 0, 0), ["6b200159", "99ba4efe"]);
  assert.deepEqual(said(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff), ["1cb996fc", "bb002be7"]);
  assert.deepEqual(said(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3), ["c4923a9c", "483df7a0"]);
});

test("the normal quantile at published points, and its two ranges meet", () => {
  for (const [p, z] of [
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1e-6, -4.753424308822899],
    [1e-10, -6.361340902404056],
  ] as const)
    assert.ok(Math.abs(normalAt(p) - z) <= 1e-14 * Math.max(1, Math.abs(z)), `${p}: ${normalAt(p)}`);
  assert.ok(Math.abs(normalAt(0.925 - 1e-12) - normalAt(0.925 + 1e-12)) < 2e-11);
  assert.ok(Number.isFinite(normalAt(unitOf(0))) && normalAt(unitOf(0)) === -normalAt(unitOf(0xffffffff)));
});

test("each distribution has the mean and deviation that its parameters say", () => {
  moments({ id: 2, loc: 0.5, scale: 0.4 }, { mean: Math.exp(0.58), deviation: Math.exp(0.58) * Math.sqrt(Math.exp(0.16) - 1) });
  moments({ id: 3, loc: -2, scale: 3 }, { mean: -2, deviation: 3 });
  moments({ id: 4, minimum: 1, maximum: 4 }, { mean: 2.5, deviation: 3 / Math.sqrt(12) });
  moments({ id: 5, loc: 2, minimum: 1, maximum: 6 }, { mean: 3, deviation: Math.sqrt((1 + 4 + 36 - 2 - 6 - 12) / 18) });
  const [a, b] = [1 + 4 * 0.2, 1 + 4 * 0.8];
  const beta = Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)));
  moments({ id: 13, loc: 2, minimum: 1, maximum: 6 }, { mean: 1 + (5 * a) / (a + b), deviation: 5 * beta });
  moments({ id: 13, loc: 1, scale: 2, minimum: 1, maximum: 3 }, { mean: 1 + 2 / 4, deviation: 2 * Math.sqrt(3 / (16 * 5)) });
});

test("a negative lognormal is minus the positive one; without a distribution the number stays", () => {
  const plus = drawn({ id: 2, loc: 1, scale: 0.3 });
  assert.deepEqual(
    drawn({ id: 2, loc: 1, scale: 0.3, negative: true }),
    plus.map((x) => -x),
  );
  for (const id of [0, 1]) assert.ok(drawn({ id }).every((x) => x === 3));
});

test("bounds cut off a normal without heaping it up at the bound", () => {
  const list = drawn({ id: 3, loc: 0, scale: 1, minimum: 0 });
  assert.ok(list.every((x) => x >= 0));
  assert.ok(Math.abs(mean(list) - Math.sqrt(2 / Math.PI)) < 0.02);
  assert.ok(drawn({ id: 3, loc: 0, scale: 1, minimum: 50 }).every(Number.isNaN));
});

test("seed, run, lane and place alone decide; neighbours and lists are not alike", () => {
  const given = { id: 4, minimum: 0, maximum: 1 };
  assert.deepEqual(drawn(given), drawn(given));
  const [first, second, other] = [drawn(given), drawn(given, 1), drawn(given, 0, 8)];
  const alike = (a: Float64Array, b: Float64Array): number => Math.abs(mean(a.map((x, e) => (x - 0.5) * (b[e]! - 0.5))) * 12);
  for (const [a, b] of [
    [first, second],
    [first, other],
    [first.subarray(1), first.subarray(0, -1)],
  ] as const)
    assert.ok(alike(a, b) < 0.03);
  const lane = new Float64Array(count);
  drawAll(all(count, given), lane, { seed: 7, run: 0, lane: 1 }, lane);
  assert.ok(alike(first, lane) < 0.03);
});

test("parameters that do not fit are told", () => {
  const fits = (given: Given): boolean => isDrawable(all(1, given), 0);
  for (const given of [
    { id: 2, loc: 1 },
    { id: 3, loc: 1, scale: 0 },
    { id: 3, loc: 0, scale: 1, minimum: 2, maximum: 1 },
    { id: 4, minimum: 1, maximum: 1 },
    { id: 5, loc: 7, minimum: 1, maximum: 6 },
    { id: 13, loc: 2, scale: -1, minimum: 1, maximum: 6 },
    { id: 6, loc: 0.5, minimum: 0, maximum: 1 },
  ])
    assert.equal(fits(given), false, JSON.stringify(given));
  for (const given of [{ id: 0 }, { id: 1 }, { id: 2, loc: 0, scale: 0.1 }, { id: 5, loc: 1, minimum: 1, maximum: 6 }])
    assert.ok(fits(given));
});
