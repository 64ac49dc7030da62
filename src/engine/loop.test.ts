// Loops too large for dense factors, near radius 1 and with sources at one point, against the exact solution of a ring and dense solves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { radiusRange } from "./cycle.ts";
import { factor, solveFactored } from "./dense.ts";
import { eliminateSparse } from "./elimination.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { orderOf } from "./order.ts";
import { type Share, type SparseColumns, sharesFrom } from "./shares.ts";
import { solve } from "./solve.ts";
import { dominant } from "./sweep.ts";

/** Units of the products, up to a million apart where they are mixed. */
type Units = (product: number) => number;
const same: Units = () => 1;
const mixed: Units = (j) => 10 ** (((j * 7919) % 7) - 3);

/** A two-way ring: every product takes k/2 of either neighbour. */
function ring(count: number, k: number, unit: Units): SparseColumns {
  const entries: Share[] = [];
  for (let j = 0; j < count; j++) {
    for (const step of [1, count - 1]) {
      const i = (j + step) % count;
      entries.push({ input: i, consumer: j, share: ((k / 2) * unit(j)) / unit(i) });
    }
  }
  return sharesFrom(count, entries);
}

/** Law: a source of 1 at distance m gives (l^m + l^(n - m)) / ((1 - l^n) sqrt(1 - k^2)), l the smaller root of l = k/2 (1 + l^2). */
function exactRing(count: number, k: number, direct: Float64Array): Float64Array {
  const root = Math.sqrt((1 - k) * (1 + k));
  const l = (1 - root) / k;
  const reach = Float64Array.from({ length: count }, (_, m) => (l ** m + l ** (count - m)) / ((1 - l ** count) * root));
  const scores = new Float64Array(count);
  direct.forEach((amount, m) => {
    if (amount !== 0) for (let i = 0; i < count; i++) scores[i]! += amount * reach[Math.abs(i - m)]!;
  });
  return scores;
}

/** Checks scores, their recursion, the bound, the supply and the Problems of one ring. */
function checkRing(count: number, k: number, unit: Units, direct: Float64Array): void {
  const own = direct.map((amount, j) => amount * unit(j));
  const demand = direct.map((amount, j) => amount / unit(j));
  const { value, problems } = solve({ shares: ring(count, k, unit), direct: [own], demand });
  assert.ok(value !== undefined, problems[0]?.text.en);
  assert.deepEqual(
    problems.map((p) => p.code),
    k < 0.999 ? [] : ["ENGINE_LESS_PRECISE"],
  );
  const scores = value.scores[0]!.map((score, j) => score / unit(j));
  const exact = exactRing(count, k, direct);
  const largest = Math.max(...exact);
  scores.forEach((score, i) => {
    const bound = value.bound![0]![i]! / unit(i);
    const neighbours = scores[(i + 1) % count]! + scores[(i + count - 1) % count]!;
    assert.ok(Math.abs(score - direct[i]! - (k / 2) * neighbours) <= 1e-13 * score + 1e-27 * largest, `recursion at ${i}`);
    assert.ok(Math.abs(score - exact[i]!) <= bound + 1e-11 * exact[i]!, `bound at ${i}`);
    assert.ok(bound <= 1e-8 * score || bound <= 1e-15 * largest, `bound ${bound} of ${score}`);
    assert.ok(Math.abs(value.supply![i]! * unit(i) - exact[i]!) <= 1e-9 * exact[i]! + 1e-15 * largest, `supply at ${i}`);
  });
}

for (const k of [0.99, 0.9999]) {
  for (const count of [500, 501, 700, 2000]) {
    test(`a two-way ring of ${count} products, share ${k}, equals its exact solution for one source and for many`, () => {
      for (const unit of [same, mixed]) {
        checkRing(count, k, unit, new Float64Array(count).with(0, 1));
        checkRing(
          count,
          k,
          unit,
          Float64Array.from({ length: count }, (_, j) => 1 + (j % 3)),
        );
      }
    });
  }
}

test("a ring of 5,000 products, radius 0.99999, is solved", () => {
  checkRing(5000, 0.99999, mixed, new Float64Array(5000).with(17, 1));
  checkRing(5000, 0.99999, same, new Float64Array(5000).fill(1));
});

test("scores beyond the smallest double are 0 and leave no Problem", () => {
  const { value, problems } = solve({ shares: ring(8000, 0.5, same), direct: [new Float64Array(8000).with(0, 1)] });
  assert.deepEqual(problems, []);
  exactRing(8000, 0.5, new Float64Array(8000).with(0, 1)).forEach((exact, j) => {
    assert.ok(Math.abs(value!.scores[0]![j]! - exact) <= value!.bound![0]![j]! + 1e-13 * exact);
  });
});

test("a start far from the answer settles as well", () => {
  const shares = ring(700, 0.99, same);
  const direct = new Float64Array(700).with(0, 1);
  const start = Float64Array.from({ length: 700 }, (_, j) => 10 ** -(j % 300));
  const { value, problems } = solve({ shares, direct: [direct], start: [start] });
  assert.deepEqual(problems, []);
  exactRing(700, 0.99, direct).forEach((exact, j) => {
    assert.ok(Math.abs(value!.scores[0]![j]! - exact) <= value!.bound![0]![j]! + 1e-13 * exact);
  });
});

test("a ring of mixed units and radius 1 or more is refused, with its radius and its shortest cycle", () => {
  for (const k of [1, 1.0001]) {
    for (const unit of [same, mixed]) {
      const { value, problems } = solve({ shares: ring(501, k, unit), direct: [new Float64Array(501).with(0, 1)] });
      assert.equal(value, undefined);
      assert.deepEqual(
        problems.map((p) => p.code),
        ["ENGINE_NON_PRODUCTIVE_LOOP"],
      );
      assert.match(problems[0]!.text.en, /all cycles together, 1(\.000\d+)?(-1\.000\d+)?\)/);
      assert.match(problems[0]!.text.en, /cycle: (\d+) -> \d+ -> \1 \(factor of one round 0\.25\d*\)/);
    }
  }
});

test("where no reliable number is left, the text says how little the loop leaves", () => {
  const share = 1 - 1e-13;
  const shares = sharesFrom(2, [
    { input: 0, consumer: 1, share },
    { input: 1, consumer: 0, share },
  ]);
  const { value, problems } = solve({ shares, direct: [Float64Array.of(1, -1)] });
  assert.equal(value, undefined);
  assert.deepEqual(
    problems.map((p) => p.code),
    ["ENGINE_NOT_SETTLED"],
  );
  assert.match(problems[0]!.text.en, /uses up 0\.9999999999999 of .* \(factor of one round 0\.9999999999998\)/);
});

/** A random loop of rows that sum to `reach`. */
function random(count: number, reach: number, inputs: number): SparseColumns {
  let state = count;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * count);
  };
  const entries: Share[] = [];
  for (let j = 0; j < count; j++) {
    const wanted = new Set([(j + 1) % count]);
    while (wanted.size < inputs) wanted.add(next());
    wanted.delete(j);
    for (const i of wanted) entries.push({ input: i, consumer: j, share: ((reach / wanted.size) * mixed(j)) / mixed(i) });
  }
  return sharesFrom(count, entries);
}

test("tangled loops of 5,000 products, radius 0.99999, are solved: every score is its unit over 1 - radius", () => {
  const shares = random(5000, 0.99999, 12);
  const { value, problems } = solve({ shares, direct: [Float64Array.from({ length: 5000 }, (_, j) => mixed(j))] });
  assert.deepEqual(
    problems.map((p) => p.code),
    ["ENGINE_LESS_PRECISE"],
  );
  value!.scores[0]!.forEach((score, j) => {
    assert.ok(Math.abs((score / mixed(j)) * (1 - 0.99999) - 1) < 1e-8);
  });
});

function laidOut(shares: SparseColumns): { layout: Layout; u: Float64Array } {
  const layout = layoutOf(shares, orderOf(shares));
  const u = new Float64Array(layout.count);
  dominant(layout, layout.loops[0]!, u, 6);
  return { layout, u };
}

test("elimination on the diagonal equals dense LU, credits included", () => {
  for (const shares of [random(300, 0.999, 3), random(200, 0.99, 9), ring(300, 0.9999, mixed)]) {
    for (const sign of [1, -1]) {
      const { layout, u } = laidOut({ ...shares, value: shares.value.map((share, e) => (e % 5 === 0 ? sign * share : share)) });
      const loop = layout.loops[0]!;
      const sparse = eliminateSparse(layout, loop, u);
      assert.ok(typeof sparse === "object");
      const c = Float64Array.from({ length: layout.count }, (_, p) => u[p]! * ((p % 4) - 1));
      const [x, y] = [new Float64Array(layout.count), new Float64Array(layout.count)];
      assert.ok(solveFactored(layout, loop, sparse, c, x) < 1e-9);
      solveFactored(layout, loop, factor(layout, loop, u)!, c, y);
      const largest = y.reduce((most, size, p) => Math.max(most, Math.abs(size) / u[p]!), 0);
      x.forEach((size, p) => {
        assert.ok(Math.abs(size - y[p]!) / u[p]! <= 1e-11 * largest);
      });
    }
  }
});

test("elimination finds the pivot of a loop that is not productive, and gives up where links are too tangled", () => {
  const full = laidOut(ring(900, 1.0001, mixed));
  assert.equal(eliminateSparse(full.layout, full.layout.loops[0]!, full.u), "singular");
  const tangled = laidOut(random(8000, 0.9, 12));
  assert.equal(eliminateSparse(tangled.layout, tangled.layout.loops[0]!, tangled.u), "costly");
});

test("the radius lies in its range", () => {
  for (const [shares, radius] of [
    [ring(501, 0.9999, mixed), 0.9999],
    [random(700, 0.95, 9), 0.95],
  ] as const) {
    const { layout } = laidOut(shares);
    const { low, high } = radiusRange(layout, layout.loops[0]!, 200);
    assert.ok(low <= radius * (1 + 1e-12) && high >= radius * (1 - 1e-12) && high - low < 0.01, `${low} ${high}`);
  }
});
