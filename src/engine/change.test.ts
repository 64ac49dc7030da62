// Changed numbers against systems solved anew: the same bits without loops, within the error told where changes are owed.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { change, type Edit, type Kept, keep } from "./change.ts";
import { type Share, type SparseColumns, sharesFrom } from "./shares.ts";
import { solve } from "./solve.ts";

/** A seeded generator of numbers in [0, 1). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Tiers of equal width, every product with three inputs from the tier before it and self-use now and then. */
function tiered(tiers: number, width: number, seed: number): SparseColumns {
  const random = numbers(seed);
  const entries: Share[] = [];
  for (let j = width; j < tiers * width; j++) {
    const before = (Math.floor(j / width) - 1) * width;
    for (let k = 0; k < 3; k++) entries.push({ input: before + Math.floor(random() * width), consumer: j, share: 0.1 + random() });
    if (random() < 0.1) entries.push({ input: j, consumer: j, share: 0.05 });
  }
  return sharesFrom(tiers * width, entries);
}

const positive = (count: number, seed: number): Float64Array => {
  const random = numbers(seed);
  return Float64Array.from({ length: count }, () => 0.1 + random());
};

function kept(shares: SparseColumns, direct: Float64Array): Kept {
  const { value, problems } = keep({ shares, direct });
  assert.deepEqual(problems, []);
  return value!;
}

/** The scores of the numbers kept, solved anew. */
const anew = ({ shares, direct }: Kept): Float64Array => solve({ shares, direct: [direct] }).value!.scores[0]!;

function changed(system: Kept, edits: Edit[], how?: Parameters<typeof change>[2]): { renewed: number; whole: boolean; error: number } {
  const { value, problems } = change(system, edits, how);
  assert.deepEqual(problems, []);
  return value!;
}

/** A random edit of a direct amount or of an existing share. */
function editOf({ shares }: Kept, random: () => number, by = random()): Edit {
  const product = Math.floor(random() * shares.count);
  const links = shares.start[product + 1]! - shares.start[product]!;
  if (links === 0 || random() < 0.5) return { product, direct: 0.1 + by };
  const e = shares.start[product]! + Math.floor(random() * links);
  return { input: shares.row[e]!, consumer: product, share: 0.9 * by };
}

test("without loops a change gives the bits of a solve anew, and touches only what it reaches", () => {
  fc.assert(
    fc.property(fc.nat(1000), (seed) => {
      const random = numbers(seed);
      const system = kept(tiered(6, 300, seed), positive(1800, seed));
      assert.deepEqual(system.scores, anew(system));
      for (let round = 0; round < 8; round++) {
        const edits = Array.from({ length: 1 + (round % 3) }, () => editOf(system, random));
        const { renewed, whole, error } = changed(system, edits);
        assert.ok(whole || renewed <= 180);
        assert.equal(error, 0);
        assert.deepEqual(system.scores, anew(system));
      }
    }),
    { numRuns: 20 },
  );
});

test("a change of a product without consumers renews it alone; beyond a tenth everything is renewed", () => {
  const system = kept(tiered(4, 50, 3), positive(200, 3));
  assert.deepEqual(changed(system, [{ product: 199, direct: 5 }]), { renewed: 1, whole: false, error: 0 });
  assert.deepEqual(changed(system, []), { renewed: 0, whole: false, error: 0 });
  const many = Array.from({ length: 40 }, (_, product): Edit => ({ product, direct: 2 }));
  assert.deepEqual(changed(system, many), { renewed: 200, whole: true, error: 0 });
  assert.deepEqual(system.scores, anew(system));
});

test("what is owed bounds the error, and a whole pass settles it", () => {
  const drop = 1e-3;
  let owing = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const random = numbers(seed);
    const system = kept(tiered(7, 200, seed), positive(1400, seed));
    for (let round = 0; round < 60; round++) {
      const edit = editOf(system, random);
      const small: Edit =
        "product" in edit
          ? { ...edit, direct: system.direct[edit.product]! * (1 + 0.004 * (random() - 0.5)) }
          : { ...edit, share: edit.share };
      const { error } = changed(system, [small], { drop });
      assert.ok(error <= (1 - drop) ** -6 - 1 + 1e-15);
      const truth = anew(system);
      system.scores.forEach((score, j) => {
        assert.ok(Math.abs(truth[j]! - score) <= (error + 1e-13) * score, `product ${j}`);
      });
    }
    owing += system.owed.size;
    assert.deepEqual(changed(system, [], { whole: true }), { renewed: 1400, whole: true, error: 0 });
    assert.deepEqual(system.scores, anew(system));
    assert.equal(system.owed.size, 0);
  }
  assert.ok(owing > 100);
});

test("small changes one after the other are not forgotten: their sum is passed on once it is large", () => {
  const shares = sharesFrom(30, [{ input: 0, consumer: 1, share: 1 }]);
  const system = kept(shares, new Float64Array(30).fill(1));
  for (let step = 1; step <= 100; step++) {
    const { error } = changed(system, [{ product: 0, direct: 1 + step * 1e-4 }], { drop: 1e-3 });
    assert.ok(Math.abs(system.scores[1]! - (2 + step * 1e-4)) <= error * system.scores[1]! + 1e-15);
  }
  assert.ok(system.scores[1]! > 2.008);
});

/** A chain into a loop of 4 into a chain, and many products beside them. */
function looped(): Kept {
  const links: [number, number, number][] = [
    [0, 1, 0.5],
    [1, 2, 0.5],
    [2, 3, 0.5],
    [3, 4, 0.8],
    [4, 1, 0.9],
    [4, 5, 2],
    [5, 6, 0.5],
  ];
  const shares = sharesFrom(
    90,
    links.map(([input, consumer, share]) => ({ input, consumer, share })),
  );
  return kept(shares, positive(90, 9));
}

function nearAnew(system: Kept): void {
  const truth = anew(system);
  system.scores.forEach((score, j) => {
    assert.ok(Math.abs(score - truth[j]!) <= 1e-12 * Math.abs(truth[j]!), `product ${j}: ${score} is not ${truth[j]}`);
  });
}

test("a loop is renewed as one, and what comes after it", () => {
  const system = looped();
  nearAnew(system);
  assert.equal(changed(system, [{ product: 0, direct: 9 }]).renewed, 7);
  nearAnew(system);
  changed(system, [
    { input: 2, consumer: 3, share: 0.7 },
    { product: 4, direct: 0 },
  ]);
  nearAnew(system);
  assert.equal(changed(system, [{ input: 5, consumer: 6, share: 0.4 }]).renewed, 1);
});

test("a change that leaves no answer changes nothing and names the loop", () => {
  const system = looped();
  const before = structuredClone({ scores: system.scores, direct: system.direct, value: system.shares.value });
  const refusals: [Edit, string, string][] = [
    [{ input: 4, consumer: 1, share: 30 }, "ENGINE_NON_PRODUCTIVE_LOOP", "shares/"],
    [{ product: 3, direct: Number.NaN }, "ENGINE_NOT_FINITE", "direct/0/3"],
    [{ input: 0, consumer: 1, share: Infinity }, "ENGINE_NOT_FINITE", "shares/1"],
  ];
  for (const whole of [false, true]) {
    for (const [edit, code, path] of refusals) {
      const { value, problems } = change(system, [{ product: 0, direct: 77 }, edit], { whole });
      assert.equal(value, undefined);
      assert.deepEqual(
        problems.map((p) => p.code),
        [code],
      );
      assert.ok(problems[0]!.path.startsWith(path));
      assert.deepEqual({ scores: system.scores, direct: system.direct, value: system.shares.value }, before);
    }
  }
  const { problems } = change(system, [{ input: 4, consumer: 1, share: 30 }]);
  assert.match(problems[0]!.path, /^shares\/[1-4]$/);
  assert.match(problems[0]!.text.en, /4 products/);
  const own = kept(sharesFrom(1, [{ input: 0, consumer: 0, share: 0.5 }]), Float64Array.of(1));
  assert.equal(change(own, [{ input: 0, consumer: 0, share: 1 }]).problems[0]!.code, "ENGINE_SELF_USE");
  assert.throws(() => change(own, [{ input: 0, consumer: 0, share: 0.1 }], { drop: 0.5 }));
});

test("a number beyond all numbers is refused; a new link is not a change", () => {
  const system = kept(sharesFrom(20, [{ input: 0, consumer: 1, share: 1e300 }]), new Float64Array(20).fill(1));
  assert.equal(change(system, [{ product: 0, direct: 1e300 }]).problems[0]!.code, "ENGINE_TOO_LARGE");
  assert.equal(system.scores[0], 1);
  assert.throws(() => change(system, [{ input: 2, consumer: 1, share: 1 }]));
});

test("with a credit nothing is owed", () => {
  const system = kept(tiered(5, 60, 4), positive(300, 4));
  changed(system, [{ product: 1, direct: system.direct[1]! * 1.0001 }], { drop: 1e-3 });
  assert.equal(system.owed.size, 1);
  assert.deepEqual(changed(system, [{ product: 299, direct: -1 }], { drop: 1e-3 }), { renewed: 300, whole: true, error: 0 });
  assert.deepEqual(changed(system, [{ product: 298, direct: 2 }], { drop: 1e-3 }).error, 0);
  assert.equal(system.owed.size, 0);
  assert.deepEqual(system.scores, anew(system));
});

test("a system without an answer is not kept", () => {
  const links = [
    { input: 0, consumer: 1, share: 1 },
    { input: 1, consumer: 0, share: 1 },
  ];
  const { value, problems } = keep({ shares: sharesFrom(2, links), direct: Float64Array.of(1, 1) });
  assert.equal(value, undefined);
  assert.equal(problems[0]!.code, "ENGINE_NON_PRODUCTIVE_LOOP");
});
