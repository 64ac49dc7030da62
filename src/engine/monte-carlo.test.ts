// Monte Carlo against distributions known in closed form, its reproducibility on any number of threads, and its refusals.

import assert from "node:assert/strict";
import { test } from "node:test";
import { conclude, drawRuns, monteCarlo, type Study, solveWritten } from "./monte-carlo.ts";
import { sharesFrom } from "./shares.ts";
import { steady } from "./spread.ts";

type Link = [input: number, consumer: number, share: number];

function study(count: number, list: Link[], given: Partial<Study> = {}): Study {
  const shares = sharesFrom(
    count,
    list.map(([input, consumer, share]) => ({ input, consumer, share })),
  );
  const direct = [new Float64Array(count).fill(1)];
  return { shares, direct, spread: steady(shares.value.length), watched: Int32Array.of(0), seed: 42, runs: 2000, ...given };
}

/** Every share lognormal around what is written. */
function lognormal(asked: Study, sigma: number): Study {
  asked.spread.id.fill(2);
  asked.spread.scale.fill(sigma);
  asked.shares.value.forEach((share, e) => {
    asked.spread.loc[e] = Math.log(share);
  });
  return asked;
}

/** Every share uniform between the same two. */
function uniform(asked: Study, minimum: number, maximum: number): Study {
  asked.spread.id.fill(4);
  asked.spread.minimum.fill(minimum);
  asked.spread.maximum.fill(maximum);
  return asked;
}

const near = (value: number, expected: number, relative: number): void =>
  assert.ok(Math.abs(value - expected) <= relative * Math.abs(expected), `${value} is not ${expected}`);

test("one lognormal input: the band is that of the lognormal", () => {
  const asked = lognormal(study(2, [[1, 0, 2]], { direct: [Float64Array.of(0, 1)], runs: 8000 }), 0.3);
  const { value, problems } = monteCarlo(asked);
  assert.deepEqual(problems, []);
  const { written, mean, deviation, low, median, high } = value!.bands[0]![0]!;
  assert.equal(written, 2);
  near(mean, 2 * Math.exp(0.045), 0.02);
  near(deviation, 2 * Math.exp(0.045) * Math.sqrt(Math.exp(0.09) - 1), 0.04);
  near(median, 2, 0.02);
  near(low, 2 * Math.exp(-0.3 * 1.959964), 0.03);
  near(high, 2 * Math.exp(0.3 * 1.959964), 0.03);
});

test("direct amounts are drawn too, apart from the shares", () => {
  const directSpread = steady(2);
  directSpread.id[1] = 3;
  directSpread.loc[1] = 1;
  directSpread.scale[1] = 0.2;
  const { value } = monteCarlo(study(2, [[1, 0, 2]], { direct: [Float64Array.of(0, 1)], directSpread: [directSpread] }));
  near(value!.bands[0]![0]!.deviation, 0.4, 0.05);
});

/** A ring of 30 with a market of three makers, everything spread. */
function ringAndMarket(): Study {
  const list: Link[] = Array.from({ length: 30 }, (_, j): Link => [(j + 1) % 30, j, 0.6]);
  list.push([31, 30, 0.2], [32, 30, 0.3], [33, 30, 0.5], [30, 4, 0.3], [7, 31, 0.2]);
  return lognormal(study(34, list, { watched: Int32Array.of(0, 30, 12), runs: 60 }), 0.2);
}

test("the same numbers, bit for bit, however the runs are divided", () => {
  const asked = ringAndMarket();
  const whole = monteCarlo(asked);
  const written = solveWritten(asked).value!;
  for (const cuts of [
    [0, 60],
    [0, 1, 30, 60],
    [0, 13, 14, 47, 60],
  ]) {
    const parts = cuts.slice(1).map((to, k) => drawRuns(asked, written, cuts[k]!, to));
    assert.deepEqual(conclude(asked, written, parts.reverse()).value, whole.value);
  }
  assert.notDeepEqual(monteCarlo({ ...asked, seed: 43 }).value, whole.value);
  assert.throws(() => conclude(asked, written, [drawRuns(asked, written, 0, 59)]));
});

test("what two threads hold in common gives the same", () => {
  const asked = ringAndMarket();
  const common = <T extends Float64Array | Int32Array | Uint8Array>(list: T, made: new (room: SharedArrayBuffer) => T): T => {
    const out = new made(new SharedArrayBuffer(list.byteLength));
    out.set(list);
    return out;
  };
  const shares = { ...asked.shares, value: common(asked.shares.value, Float64Array), row: common(asked.shares.row, Int32Array) };
  const spread = { ...asked.spread, id: common(asked.spread.id, Uint8Array), loc: common(asked.spread.loc, Float64Array) };
  assert.deepEqual(monteCarlo({ ...asked, shares, spread }).value, monteCarlo(asked).value);
});

test("shares of a market keep their sum, so a market of equal makers is certain", () => {
  const list: Link[] = [
    [1, 0, 0.2],
    [2, 0, 0.3],
    [3, 0, 0.5],
  ];
  const groups = { start: Int32Array.of(0, 3), entry: Int32Array.of(0, 1, 2) };
  const loose = monteCarlo(lognormal(study(4, list), 0.5)).value!.bands[0]![0]!;
  const tied = monteCarlo(lognormal(study(4, list, { groups }), 0.5)).value!.bands[0]![0]!;
  assert.ok(loose.high - loose.low > 0.5);
  near(tied.low, 2, 1e-12);
  near(tied.high, 2, 1e-12);
});

test("draws that are not productive are rejected and counted; under 95 % there is no result", () => {
  const kept = monteCarlo(uniform(study(1, [[0, 0, 0.5]]), 0, 1.03));
  assert.equal(kept.value!.accepted + kept.value!.rejected.ENGINE_SELF_USE!, 2000);
  near(kept.value!.rejected.ENGINE_SELF_USE!, 2000 * (0.03 / 1.03), 0.4);
  const loop: Link[] = [
    [0, 1, 0.5],
    [1, 0, 0.5],
  ];
  const refused = monteCarlo(uniform(study(2, loop), 0.4, 1.6));
  assert.equal(refused.value, undefined);
  assert.deepEqual(
    refused.problems.map((p) => p.code),
    ["ENGINE_TOO_FEW_DRAWS"],
  );
  assert.match(refused.problems[0]!.text.en, /of 2000 draws.*Non-productive loop: 2 products/);
});

test("a market whose draws sum to nothing is rejected, not turned over", () => {
  const asked = study(
    3,
    [
      [1, 0, 0.5],
      [2, 0, 0.5],
    ] satisfies Link[],
    { groups: { start: Int32Array.of(0, 2), entry: Int32Array.of(0, 1) } },
  );
  asked.spread.id.fill(3);
  asked.spread.loc.fill(-1);
  asked.spread.scale.fill(0.1);
  assert.deepEqual(
    monteCarlo(asked).problems.map((p) => p.code),
    ["ENGINE_TOO_FEW_DRAWS"],
  );
});

test("a distribution that does not fit, and a system without an answer, are refused before anything is drawn", () => {
  const asked = study(3, [
    [1, 0, 0.5],
    [2, 1, 0.5],
  ] satisfies Link[]);
  asked.spread.id[1] = 4;
  const { problems } = monteCarlo(asked);
  assert.deepEqual(
    problems.map((p) => [p.code, p.path]),
    [["ENGINE_SPREAD_UNFIT", "shares/1"]],
  );
  assert.deepEqual(
    monteCarlo(study(1, [[0, 0, 1]])).problems.map((p) => p.code),
    ["ENGINE_SELF_USE"],
  );
});
