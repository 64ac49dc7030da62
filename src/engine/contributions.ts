// What a score is made of, stage by stage, from scores that are already there.

import { assert } from "../base/assert.ts";
import type { SparseColumns } from "./shares.ts";

/** A product in the tree: figure = own + the figures of `inputs` + rest. */
export type Contribution = {
  product: number;
  /** Units of the product, self-use not counted. */
  amount: number;
  /** The indicator for that amount. */
  figure: number;
  /** Of it the direct amounts of the product itself. */
  own: number;
  /** The inputs that matter, largest |figure| first. */
  inputs: Contribution[];
  /** Of it all inputs that are not shown. */
  rest: number;
};

export type Branching = {
  shares: SparseColumns;
  direct: Float64Array;
  /** Of the same indicator, from solve. */
  scores: Float64Array;
  product: number;
  /** Units asked for; 1 if not given. */
  amount?: number;
  /** An input below this share of the whole is not shown; 0.01 if not given. */
  cutoff?: number;
  /** Stages below the product; 8 if not given. */
  depth?: number;
  /** Products shown at most; 500 if not given. */
  most?: number;
};

/**
 * Law: score_j = (direct_j + sum over i other than j of T_ij score_i) / (1 - T_jj), each term again so: the tree of a figure without a further solve.
 * What is not shown stands in `rest`, so that the parts of every product sum to its figure. Stage by stage, the product itself first.
 */
export function contributions(asked: Branching): Contribution {
  const { shares, direct, scores, product, amount = 1, cutoff = 0.01, depth = 8, most = 500 } = asked;
  assert(product >= 0 && product < shares.count, "a product of the system");
  const net = netOf(shares, product);
  const root = { product, amount, figure: amount * scores[product]!, own: (amount * direct[product]!) / net, inputs: [], rest: 0 };
  const least = cutoff * Math.abs(root.figure);
  let shown = 1;
  let stage: Contribution[] = [root];
  for (let level = 0; stage.length > 0; level++) {
    const next: Contribution[] = [];
    for (const one of stage) {
      const open = level < depth ? inputsOf(asked, one, least).slice(0, most - shown) : [];
      one.inputs.push(...open);
      one.rest = restOf(shares, scores, one);
      shown += open.length;
      next.push(...open);
    }
    stage = next;
  }
  return root;
}

function inputsOf({ shares, direct, scores }: Branching, { product, amount }: Contribution, least: number): Contribution[] {
  const inputs: Contribution[] = [];
  const net = netOf(shares, product);
  for (let e = shares.start[product]!; e < shares.start[product + 1]!; e++) {
    const i = shares.row[e]!;
    const units = (amount * shares.value[e]!) / net;
    const figure = units * scores[i]!;
    if (i === product || figure === 0 || Math.abs(figure) < least) continue;
    inputs.push({ product: i, amount: units, figure, own: (units * direct[i]!) / netOf(shares, i), inputs: [], rest: 0 });
  }
  return inputs.sort((a, b) => Math.abs(b.figure) - Math.abs(a.figure) || a.product - b.product);
}

/** The inputs that are not shown, each by its own number, not as what is left over. */
function restOf(shares: SparseColumns, scores: Float64Array, { product, amount, inputs }: Contribution): number {
  const shown = new Set(inputs.map((one) => one.product));
  let rest = 0;
  for (let e = shares.start[product]!; e < shares.start[product + 1]!; e++) {
    const i = shares.row[e]!;
    if (i !== product && !shown.has(i)) rest += ((amount * shares.value[e]!) / netOf(shares, product)) * scores[i]!;
  }
  return rest;
}

/** 1 - self-use. */
function netOf({ start, row, value }: SparseColumns, j: number): number {
  for (let e = start[j]!; e < start[j + 1]!; e++) if (row[e] === j) return 1 - value[e]!;
  return 1;
}
