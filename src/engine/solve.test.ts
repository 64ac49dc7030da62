// The engine against known answers, exact fractions, limits and loops that have no answer.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Share, type SparseColumns, sharesFrom } from "./shares.ts";
import { type Solution, type System, solve } from "./solve.ts";

type Link = [input: number, consumer: number, share: number];

const links = (list: Link[]): Share[] => list.map(([input, consumer, share]) => ({ input, consumer, share }));
const system = (count: number, list: Link[]): SparseColumns => sharesFrom(count, links(list));
const of = (...values: number[]): Float64Array => Float64Array.from(values);

function answer(asked: System): Solution {
  const { value, problems } = solve(asked);
  assert.deepEqual(problems, []);
  return value!;
}

function refusal(asked: System): string[] {
  const { value, problems } = solve(asked);
  assert.equal(value, undefined);
  return problems.map((p) => p.code);
}

/** A seeded generator of numbers in [0, 1). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** A random system on a ring, so one component, whose columns sum to `reach` at most, in units up to 1e6 apart. */
function ring(count: number, reach: number, inputs: number, seed: number): Link[] {
  const random = numbers(seed);
  const unit = Float64Array.from({ length: count }, () => 10 ** Math.floor(random() * 7 - 3));
  const list: Link[] = [];
  for (let j = 0; j < count; j++) {
    const wanted = new Set([(j + count - 1) % count]);
    for (let k = 1; k < inputs; k++) wanted.add(Math.floor(random() * count));
    for (const i of wanted) list.push([i, j, (((reach / wanted.size) * unit[j]!) / unit[i]!) * (i === j ? 0.5 : 1)]);
  }
  return list;
}

/** The limit of d + T'd + T'T'd + ... */
function limit(shares: SparseColumns, direct: Float64Array): Float64Array {
  const sum = direct.slice();
  let term = direct;
  for (let round = 0; round < 5000; round++) {
    const next = new Float64Array(shares.count);
    for (let j = 0; j < shares.count; j++) {
      for (let e = shares.start[j]!; e < shares.start[j + 1]!; e++) next[j]! += shares.value[e]! * term[shares.row[e]!]!;
    }
    let moved = false;
    for (let j = 0; j < shares.count; j++) {
      if (Math.abs(next[j]!) > 1e-17 * Math.abs(sum[j]!)) moved = true;
      sum[j]! += next[j]!;
    }
    if (!moved) break;
    term = next;
  }
  return sum;
}

function near(actual: Float64Array, expected: Float64Array, relative: number): void {
  actual.forEach((value, j) => {
    assert.ok(Math.abs(value - expected[j]!) <= relative * Math.abs(expected[j]!), `product ${j}: ${value} is not ${expected[j]}`);
  });
}

test("engine.md: A = [[1,0],[-0.5,1]] gives supply (1, 0.5) and the inverse [[1,0],[0.5,1]]", () => {
  const shares = system(2, [[1, 0, 0.5]]);
  const { scores, supply } = answer({ shares, direct: [of(1, 0), of(0, 1)], demand: of(1, 0) });
  assert.deepEqual(supply, of(1, 0.5));
  assert.deepEqual(scores, [of(1, 0), of(0.5, 1)]);
});

test("input-output identity: the total requirements times I - T is the identity", () => {
  const shares = sharesFrom(40, links(ring(40, 0.8, 8, 3)));
  const direct = Array.from({ length: 40 }, (_, k) => Float64Array.from({ length: 40 }, (_, j) => (j === k ? 1 : 0)));
  const { scores } = answer({ shares, direct });
  for (let k = 0; k < 40; k++) {
    for (let j = 0; j < 40; j++) {
      let sum = scores[k]![j]!;
      let size = Math.abs(sum);
      for (let e = shares.start[j]!; e < shares.start[j + 1]!; e++) {
        sum -= shares.value[e]! * scores[k]![shares.row[e]!]!;
        size += Math.abs(shares.value[e]! * scores[k]![shares.row[e]!]!);
      }
      assert.ok(Math.abs(sum - (j === k ? 1 : 0)) <= 1e-14 * Math.max(1, size));
    }
  }
});

test("an empty system has an empty answer", () => {
  const { scores, bound, supply, order } = answer({ shares: system(0, []), direct: [of()], demand: of() });
  assert.deepEqual([scores, bound, supply], [[of()], [of()], of()]);
  assert.equal(order.nodes.length, 0);
});

test("self-use is divided out of the score and stays in the supply", () => {
  const { scores, supply } = answer({ shares: system(1, [[0, 0, 0.2]]), direct: [of(4)], demand: of(8) });
  assert.deepEqual([scores[0]![0], supply![0]], [5, 10]);
});

test("acyclic systems are substitution by hand, bit for bit", () => {
  const link = fc.tuple(fc.nat(29), fc.nat(29), fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true }));
  fc.assert(
    fc.property(fc.array(link, { maxLength: 120 }), (drawn) => {
      const shares = system(
        30,
        drawn.filter(([a, b]) => a < b).map(([a, b, share]) => [a, b, share]),
      );
      const direct = Float64Array.from({ length: 30 }, (_, j) => drawn[j]?.[3] ?? 1 / (j + 3));
      const byHand = new Float64Array(30);
      for (let j = 0; j < 30; j++) {
        let sum = direct[j]!;
        for (let e = shares.start[j]!; e < shares.start[j + 1]!; e++) sum += shares.value[e]! * byHand[shares.row[e]!]!;
        byHand[j] = sum;
      }
      assert.deepEqual(answer({ shares, direct: [direct] }).scores[0], byHand);
    }),
  );
});

test("a chain of a million products needs no stack", () => {
  const count = 1_000_000;
  const start = Int32Array.from({ length: count + 1 }, (_, j) => Math.min(j, count - 1));
  const row = Int32Array.from({ length: count - 1 }, (_, j) => j + 1);
  const shares = { count, start, row, value: new Float64Array(count - 1).fill(1) };
  const { scores } = answer({ shares, direct: [new Float64Array(count).fill(1)], tolerance: 1e-6 });
  assert.equal(scores[0]![0], count);
});

test("a million products in one ring need no stack", () => {
  const count = 1_000_000;
  const start = Int32Array.from({ length: count + 1 }, (_, j) => j);
  const row = Int32Array.from({ length: count }, (_, j) => (j + 1) % count);
  const { scores } = answer({
    shares: { count, start, row, value: new Float64Array(count).fill(0.5) },
    direct: [new Float64Array(count).fill(1)],
  });
  assert.ok(scores[0]!.every((s) => Math.abs(s - 2) < 1e-11));
});

for (const [count, inputs] of [
  [2, 2],
  [60, 6],
  [700, 12],
  [2000, 12],
] as const) {
  test(`a random loop of ${count} products equals the limit of its rounds to 1e-12`, () => {
    const shares = sharesFrom(count, links(ring(count, 0.8, inputs, count)));
    const direct = Float64Array.from({ length: count }, (_, j) => 1 + (j % 7));
    const { scores, bound } = answer({ shares, direct: [direct] });
    near(scores[0]!, limit(shares, direct), 1e-12);
    bound![0]!.forEach((size, j) => {
      assert.ok(size <= 1e-12 * scores[0]![j]!);
    });
  });
}

test("a stiff loop of 700 products, radius near 0.99, goes through GMRES to the same limit", () => {
  const shares = sharesFrom(700, links(ring(700, 0.99, 9, 5)));
  const direct = Float64Array.from({ length: 700 }, (_, j) => (j % 3 === 0 ? 1 : 0));
  const { scores } = answer({ shares, direct: [direct], tolerance: 1e-11 });
  near(scores[0]!, limit(shares, direct), 1e-11);
});

test("20,000 products in loops at radius 0.8 converge and are certified", () => {
  const shares = sharesFrom(20_000, links(ring(20_000, 0.8, 12, 11)));
  const { bound, scores } = answer({ shares, direct: [new Float64Array(20_000).fill(1)] });
  assert.ok(bound![0]!.every((size, j) => size <= 1e-12 * scores[0]![j]!));
});

test("the order in which shares are listed, duplicates included, changes no bit", () => {
  const list = links(ring(600, 0.8, 8, 2).flatMap(([i, j, s]): Link[] => [0.3, 0.5, 0.2].map((part) => [i, j, s * part])));
  const direct = [Float64Array.from({ length: 600 }, (_, j) => Math.sqrt(j))];
  const first = answer({ shares: sharesFrom(600, list), direct });
  fc.assert(
    fc.property(fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }), (shuffled) => {
      assert.deepEqual(answer({ shares: sharesFrom(600, shuffled), direct }), first);
    }),
    { numRuns: 5 },
  );
});

test("a cached order and a start serve changed values", () => {
  const before = answer({ shares: sharesFrom(600, links(ring(600, 0.8, 8, 2))), direct: [new Float64Array(600).fill(1)] });
  const shares = sharesFrom(600, links(ring(600, 0.7, 8, 2)));
  const direct = [new Float64Array(600).fill(1)];
  const fresh = answer({ shares, direct });
  near(answer({ shares, direct, order: before.order, start: before.scores }).scores[0]!, fresh.scores[0]!, 1e-12);
  const other = system(600, [[1, 0, 0.5]]);
  assert.equal(answer({ shares: other, direct, order: before.order }).order.pattern, answer({ shares: other, direct }).order.pattern);
});

test("more input never lowers a score, more direct neither", () => {
  fc.assert(
    fc.property(fc.nat(19), fc.nat(19), fc.double({ min: 0, max: 0.1, noNaN: true }), fc.nat(1000), (input, consumer, more, seed) => {
      const list = ring(20, 0.6, 4, seed).map(([i, j]): Link => [i, j, 0.15]);
      const direct = [new Float64Array(20).fill(1)];
      const less = answer({ shares: system(20, list), direct }).scores[0]!;
      const higher = answer({ shares: system(20, [...list, [input, consumer, more]]), direct }).scores[0]!;
      assert.ok(higher.every((score, j) => score >= less[j]! * (1 - 1e-14)));
    }),
  );
});

test("a loop whose radius is 1 or more ends in the Problem that names it", () => {
  const direct = [of(1, 1, 1)];
  const loop = (share: number): SparseColumns =>
    system(3, [
      [0, 1, share],
      [1, 0, 0.5],
      [0, 2, 1],
    ]);
  for (const share of [2, 2.4, 1e9]) assert.deepEqual(refusal({ shares: loop(share), direct }), ["ENGINE_NON_PRODUCTIVE_LOOP"]);
  assert.equal(
    answer({ shares: loop(1.9), direct }).scores[0]!.every((s) => s > 0),
    true,
  );
  const { problems } = solve({ shares: loop(2.4), direct, name: (j) => ["steel", "power", "car"][j]! });
  assert.match(problems[0]!.text.en, /2 products.*(steel -> power -> steel|power -> steel -> power).*1\.2/);
});

test("a loop a hair below 1 is answered, with the bound it deserves", () => {
  const { value, problems } = solve({
    shares: system(2, [
      [0, 1, 1],
      [1, 0, 1 - 1e-9],
    ]),
    direct: [of(1, 1)],
  });
  assert.ok(Math.abs(value!.scores[0]![0]! / 2e9 - 1) < 1e-6);
  assert.deepEqual(
    problems.map((p) => p.code),
    ["ENGINE_LESS_PRECISE"],
  );
  assert.ok(Math.abs(value!.scores[0]![0]! - (2 - 1e-9) / (1 - (1 - 1e-9))) <= value!.bound![0]![0]!);
});

test("the nearer a loop comes to 1, the less is claimed, and never silently", () => {
  for (let power = 8; power <= 18; power++) {
    for (const count of [2, 501]) {
      const share = 1 - 10 ** -power / count;
      const list = Array.from({ length: count }, (_, j): Link => [(j + 1) % count, j, share]);
      const { value, problems } = solve({
        shares: system(count, list),
        direct: [new Float64Array(count).fill(1)],
        demand: new Float64Array(count).fill(1),
      });
      assert.ok(problems.length > 0);
      value?.scores.at(0)?.forEach((score, j) => {
        assert.ok(Math.abs(score - 1 / (1 - share)) <= value.bound![0]![j]! * (1 + 1e-9));
      });
    }
  }
});

test("self-use of 1 or more is refused", () => {
  assert.deepEqual(refusal({ shares: system(1, [[0, 0, 1]]), direct: [of(1)] }), ["ENGINE_SELF_USE"]);
});

for (const radius of [1, 1.05, 3]) {
  test(`a large loop of 600 products with radius ${radius} ends in the Problem`, () => {
    const list = ring(600, radius, 8, 21).filter(([i, j]) => i !== j);
    const sums = new Float64Array(600);
    for (const [, j] of list) sums[j]!++;
    const unit = (j: number): number => 10 ** ((j % 7) - 3);
    const shares = system(
      600,
      list.map(([i, j]): Link => [i, j, ((radius / sums[j]!) * unit(j)) / unit(i)]),
    );
    assert.deepEqual(refusal({ shares, direct: [new Float64Array(600).fill(1)] }), ["ENGINE_NON_PRODUCTIVE_LOOP"]);
    assert.deepEqual(refusal({ shares, direct: [], demand: new Float64Array(600).fill(1) }), ["ENGINE_NON_PRODUCTIVE_LOOP"]);
  });
}

test("a number that is not finite is refused where it stands", () => {
  const shares = system(2, [[0, 1, Number.NaN]]);
  const { problems } = solve({ shares, direct: [of(1, Infinity)], demand: of(0, Number.NaN) });
  assert.deepEqual(
    problems.map((p) => [p.code, p.path]),
    [
      ["ENGINE_NOT_FINITE", "shares/1"],
      ["ENGINE_NOT_FINITE", "direct/0/1"],
      ["ENGINE_NOT_FINITE", "demand/1"],
    ],
  );
  assert.deepEqual(refusal({ shares: system(2, [[0, 1, 1e300]]), direct: [of(1e300, 1)] }), ["ENGINE_TOO_LARGE"]);
});

test("credits whose |T| is productive are certified", () => {
  const { scores, bound } = answer({
    shares: system(2, [
      [0, 1, -0.5],
      [1, 0, 0.5],
    ]),
    direct: [of(1, 1)],
    tolerance: 1e-12,
  });
  near(scores[0]!, of(1.2, 0.4), 1e-15);
  assert.ok(bound![0]!.every((size) => size > 0 && size < 1e-14));
});

test("credits whose |T| is not productive are answered without a bound, and said so", () => {
  const { value, problems } = solve({
    shares: system(2, [
      [0, 1, -2],
      [1, 0, 2],
    ]),
    direct: [of(1, 1)],
    demand: of(1, 0),
  });
  near(value!.scores[0]!, of(0.6, -0.2), 1e-15);
  near(value!.supply!, of(0.2, 0.4), 1e-15);
  assert.equal(value!.bound, null);
  assert.deepEqual(
    problems.map((p) => p.code),
    ["ENGINE_NOT_CERTIFIED"],
  );
  assert.ok(
    refusal({
      shares: system(2, [
        [0, 1, -1],
        [1, 0, -1],
      ]),
      direct: [of(1, 1)],
    }).includes("ENGINE_SINGULAR_LOOP"),
  );
});

test("a non-productive loop is refused even if credits stand elsewhere", () => {
  const shares = system(4, [
    [0, 1, 2],
    [1, 0, 1],
    [2, 3, -0.5],
  ]);
  assert.deepEqual(refusal({ shares, direct: [of(1, 1, 1, 1)] }), ["ENGINE_NON_PRODUCTIVE_LOOP"]);
});

test("large loops with credits: certified if |T| is productive, else answered or refused, never silent", () => {
  const signed = (reach: number): SparseColumns =>
    system(
      700,
      ring(700, reach, 8, 8).map(([i, j, s], k): Link => [i, j, k % 5 === 0 ? -s : s]),
    );
  const direct = Float64Array.from({ length: 700 }, (_, j) => (j % 2 === 0 ? 1 : -1));
  const { value } = solve({ shares: signed(0.8), direct: [direct], tolerance: 1e-9 });
  const expected = limit(signed(0.8), direct);
  value!.scores[0]!.forEach((score, j) => {
    assert.ok(Math.abs(score - expected[j]!) <= value!.bound![0]![j]! + 1e-13 * Math.abs(expected[j]!));
  });
  const { value: loose, problems } = solve({ shares: signed(1.3), direct: [direct] });
  assert.equal(loose?.bound ?? null, null);
  assert.ok(problems.some((p) => p.code === "ENGINE_NOT_CERTIFIED"));
});

/** Exact rationals, for the true error. */
type Fraction = { n: bigint; d: bigint };
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const fraction = (n: bigint, d: bigint): Fraction => {
  const g = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / g, d: d / g };
};
const exact = (x: number): Fraction => {
  let d = 1n;
  let y = x;
  while (!Number.isInteger(y)) {
    y *= 2;
    d *= 2n;
  }
  return fraction(BigInt(y), d);
};
const less = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
const over = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);

/** Scores by Gauss-Jordan elimination on fractions. */
function exactScores(shares: SparseColumns, direct: Float64Array): Fraction[] {
  const { count } = shares;
  const lines = Array.from({ length: count }, (_, j) =>
    Array.from({ length: count + 1 }, (_, i) => exact(i === count ? direct[j]! : i === j ? 1 : 0)),
  );
  for (let j = 0; j < count; j++) {
    for (let e = shares.start[j]!; e < shares.start[j + 1]!; e++)
      lines[j]![shares.row[e]!] = less(lines[j]![shares.row[e]!]!, exact(shares.value[e]!));
  }
  for (let k = 0; k < count; k++) {
    const head = lines[k]!.map((value) => over(value, lines[k]![k]!));
    lines[k] = head;
    lines.forEach((line, j) => {
      if (j !== k) lines[j] = line.map((value, i) => less(value, times(line[k]!, head[i]!)));
    });
  }
  return lines.map((line) => line[count]!);
}

test("the bound holds against exact fractions, signs and credits included", () => {
  const share = fc.double({ min: -0.12, max: 0.24, noNaN: true }).map((s) => Math.round(s * 4096) / 4096 + 1e-3);
  const link = fc.tuple(fc.nat(5), fc.nat(5), share);
  const amount = fc.double({ min: -5, max: 20, noNaN: true }).map((d) => Math.fround(d * 1.1));
  let certified = 0;
  fc.assert(
    fc.property(fc.array(link, { maxLength: 20 }), fc.array(amount, { minLength: 6, maxLength: 6 }), (list, amounts) => {
      const direct = Float64Array.from(amounts.map((d) => (Math.abs(d) < 1e-6 ? 0 : d)));
      const shares = system(6, list);
      const { value } = solve({ shares, direct: [direct] });
      if (value === undefined || value.bound === null) return;
      certified++;
      exactScores(shares, direct).forEach((truth, j) => {
        const gap = less(exact(value.scores[0]![j]!), truth);
        const bound = exact(value.bound![0]![j]!);
        assert.ok((gap.n < 0n ? -gap.n : gap.n) * bound.d <= bound.n * gap.d);
      });
    }),
    { numRuns: 150 },
  );
  assert.ok(certified > 75);
});

test("a solution of sweeps alone is bounded too: a loose tolerance has a true bound", () => {
  const shares = sharesFrom(600, links(ring(600, 0.9, 8, 31)));
  const direct = new Float64Array(600).fill(1);
  const loose = answer({ shares, direct: [direct], tolerance: 1e-4 });
  const fine = answer({ shares, direct: [direct] });
  loose.scores[0]!.forEach((score, j) => {
    assert.ok(Math.abs(score - fine.scores[0]![j]!) <= loose.bound![0]![j]! + fine.bound![0]![j]!);
    assert.ok(loose.bound![0]![j]! <= 1e-4 * score);
  });
});

test("supply and scores are adjoint: demand . scores = direct . supply", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(1000), (count, seed) => {
      const random = numbers(seed);
      const shares = sharesFrom(count, links(ring(count, 0.9, 3, seed)));
      const direct = Float64Array.from({ length: count }, random);
      const demand = Float64Array.from({ length: count }, random);
      const { scores, supply } = answer({ shares, direct: [direct], demand, tolerance: 1e-10 });
      const a = demand.reduce((sum, f, j) => sum + f * scores[0]![j]!, 0);
      const b = direct.reduce((sum, d, j) => sum + d * supply![j]!, 0);
      assert.ok(Math.abs(a - b) <= 1e-10 * a);
    }),
  );
});

test("without a certificate the scores are the same and loops are refused all the same", () => {
  const shares = system(2, [
    [0, 1, 0.5],
    [1, 0, 0.5],
  ]);
  const asked = { shares, direct: [of(1, 2)] };
  assert.deepEqual(answer({ ...asked, certify: false }), { ...answer(asked), bound: null });
  assert.deepEqual(
    refusal({
      shares: system(2, [
        [0, 1, 1],
        [1, 0, 1],
      ]),
      direct: [of(1, 2)],
      certify: false,
    }),
    ["ENGINE_NON_PRODUCTIVE_LOOP"],
  );
});
