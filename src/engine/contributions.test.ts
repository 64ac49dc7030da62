// Known answers of input-output tables, and figures that are the sum of their parts.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Contribution, contributions } from "./contributions.ts";
import { sensitivities } from "./sensitivities.ts";
import { type SparseColumns, sharesFrom } from "./shares.ts";
import { solve } from "./solve.ts";

/** Requirements per unit of output, inputs by row. */
function tableOf(rows: number[][]): SparseColumns {
  const entries = rows.flatMap((row, input) => row.map((share, consumer) => ({ input, consumer, share })));
  return sharesFrom(
    rows.length,
    entries.filter(({ share }) => share !== 0),
  );
}

const unit = (count: number, k: number): Float64Array => Float64Array.from({ length: count }, (_, j) => (j === k ? 1 : 0));

function near(value: number, expected: number, relative = 1e-14): void {
  assert.ok(Math.abs(value - expected) <= relative * Math.max(1, Math.abs(expected)), `${value} is not ${expected}`);
}

/** inv(I - A) by Gauss-Jordan elimination. */
function inverse(rows: number[][]): number[][] {
  const size = rows.length;
  const lines = rows.map((row, i) => [...row.map((a, j) => (i === j ? 1 : 0) - a), ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < size; k++) {
    const head = lines[k]!.map((x) => x / lines[k]![k]!);
    lines.forEach((line, i) => {
      lines[i] = i === k ? head : line.map((x, j) => x - line[k]! * head[j]!);
    });
  }
  return lines.map((line) => line.slice(size));
}

/** Five industries, self-use on the diagonal. */
const A = [
  [0.05, 0.21, 0, 0.02, 0.13],
  [0.3, 0.12, 0.08, 0, 0.04],
  [0, 0.17, 0.22, 0.11, 0],
  [0.06, 0.01, 0.19, 0.03, 0.25],
  [0.11, 0, 0.05, 0.31, 0.02],
];
const D = [
  [1.2, 0.3, 0, 4.1, 0.07],
  [0, 2, 0.5, 0.01, 3],
];

test("input-output: a table of two with its inverse by hand, A = [[0.2, 0.4], [0.3, 0.1]], L = [[3/2, 2/3], [1/2, 4/3]]", () => {
  const shares = tableOf([
    [0.2, 0.4],
    [0.3, 0.1],
  ]);
  const { value } = solve({ shares, direct: [unit(2, 0), unit(2, 1)] });
  [1.5, 2 / 3, 0.5, 4 / 3].forEach((l, k) => {
    near(value!.scores[k >> 1]![k & 1]!, l);
  });
});

test("input-output: supplies for one unit each are inv(I - A) = L, and scores are D L = N, to 1e-14", () => {
  const L = inverse(A);
  const shares = tableOf(A);
  for (let j = 0; j < 5; j++) {
    const { value } = solve({ shares, direct: [], demand: unit(5, j) });
    for (let i = 0; i < 5; i++) near(value!.supply![i]!, L[i]![j]!);
  }
  const { value } = solve({ shares, direct: D.map((row) => Float64Array.from(row)) });
  D.forEach((row, k) => {
    for (let j = 0; j < 5; j++) {
      near(
        value!.scores[k]![j]!,
        row.reduce((sum, d, i) => sum + d * L[i]![j]!, 0),
      );
    }
  });
});

/** Every product of the tree: figure = own + inputs + rest; the answer is how many there are. */
function checkTree(one: Contribution, relative: number): number {
  const parts = one.inputs.reduce((sum, input) => sum + input.figure, one.own + one.rest);
  assert.ok(Math.abs(parts - one.figure) <= relative * Math.abs(one.figure), `product ${one.product}: ${parts} is not ${one.figure}`);
  return one.inputs.reduce((sum, input) => sum + checkTree(input, relative), 1);
}

test("the parts of a figure sum to it, at every stage, loops and self-use included", () => {
  const shares = tableOf(A);
  const direct = Float64Array.from(D[0]!);
  const { value } = solve({ shares, direct: [direct] });
  for (let product = 0; product < 5; product++) {
    for (const cutoff of [0, 0.01, 0.2, 2]) {
      const root = contributions({ shares, direct, scores: value!.scores[0]!, product, amount: 7, cutoff });
      near(root.figure, 7 * value!.scores[0]![product]!);
      const shown = checkTree(root, 1e-13);
      assert.ok(cutoff > 1 ? shown === 1 : cutoff === 0 ? shown === 500 : shown <= 500);
    }
  }
  const flat = contributions({ shares, direct, scores: value!.scores[0]!, product: 0, depth: 1, most: 3, cutoff: 0 });
  assert.equal(checkTree(flat, 1e-13), 3);
  assert.ok(Math.abs(flat.inputs[0]!.figure) >= Math.abs(flat.inputs[1]!.figure));
});

test("direct amounts times supply sum to the figure of the demand", () => {
  const shares = tableOf(A);
  const direct = Float64Array.from(D[1]!);
  const { value } = sensitivities({ shares, direct, demand: Float64Array.of(3, 0, 1, 0, 2) });
  near(
    direct.reduce((sum, d, j) => sum + d * value!.direct[j]!, 0),
    value!.score,
  );
});

test("sensitivities of a table of industries are the differences of two solves", () => {
  fc.assert(
    fc.property(fc.nat(4), fc.nat(4), fc.nat(4), (i, j, wanted) => {
      const direct = Float64Array.from(D[0]!);
      const demand = unit(5, wanted);
      const at = (h: number): number =>
        sensitivities({ shares: tableOf(A.map((row, r) => row.map((a, c) => (r === i && c === j ? a + h : a + 1e-9)))), direct, demand })
          .value!.score;
      const shares = tableOf(A.map((row) => row.map((a) => a + 1e-9)));
      const { value } = sensitivities({ shares, direct, demand });
      const entry = shares.row.findIndex((row, e) => e >= shares.start[j]! && row === i);
      const slope = (at(1e-6 + 1e-9) - at(1e-9 - 1e-6)) / 2e-6;
      if (A[i]![j]! > 0) near(slope / value!.shares[entry]!, 1, 1e-6);
    }),
  );
});

test("a table that uses up what it makes ends in the Problem", () => {
  for (const scale of [2.5, 3, 4]) {
    const { value, problems } = solve({ shares: tableOf(A.map((row) => row.map((a) => a * scale))), direct: [unit(5, 0)] });
    assert.equal(value, undefined);
    assert.deepEqual(
      problems.map((p) => p.code),
      ["ENGINE_NON_PRODUCTIVE_LOOP"],
    );
  }
});
