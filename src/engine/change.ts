// A system kept with its scores, so that a changed number renews only what it reaches.

import { assert } from "../base/assert.ts";
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { fits, type Order, orderOf } from "./order.ts";
import { problem } from "./problems.ts";
import { assertShares, type SparseColumns } from "./shares.ts";
import { faultsOf, solve } from "./solve.ts";

/** What to keep. The arrays are kept, not copied: `change` writes into them. */
export type Keepable = { shares: SparseColumns; direct: Float64Array; order?: Order; name?: (product: number) => string };

/** A system of one indicator with its scores; blocks are the components of its order. */
export type Kept = {
  shares: SparseColumns;
  direct: Float64Array;
  scores: Float64Array;
  order: Order;
  name: (product: number) => string;
  /** Block of each product. */
  block: Int32Array;
  /** Per block: 0 without inputs from other blocks, else one above the highest of them. */
  tier: Int32Array;
  tiers: number;
  /** Consumers of product i: row[start[i]] to row[start[i + 1]]. */
  consumers: { start: Int32Array; row: Int32Array };
  /** Orders of the loops, by block. */
  inner: Map<number, Order>;
  /** How many shares and direct amounts are negative. */
  negatives: number;
  /** By product: the sum of |changes| of its score that its consumers have not been told, if any; and the most that any was relative to its score. */
  owed: Map<number, number>;
  debt: number;
  /** Per block the last change that came by. */
  mark: Int32Array;
  changes: number;
};

/** A new value of a direct amount, or of a share that the pattern holds. */
export type Edit = { product: number; direct: number } | { input: number; consumer: number; share: number };

export type Changed = {
  /** Products whose score was computed anew. */
  renewed: number;
  /** All of them, since more than a tenth was reached. */
  whole: boolean;
  /** Every |error| / |score| that changes not passed on may cause is at most this; 0 where all were. Rounding and the bounds of loops are apart. */
  error: number;
};

export type HowToChange = {
  /** Changes of a score up to this share of it are not passed on to its consumers, but owed; 0 if not given. No effect where a number is negative. */
  drop?: number;
  /** Renews everything and settles what is owed. */
  whole?: boolean;
};

/** Beyond this share of all products one pass over everything costs less. */
const largestPart = 0.1;

/**
 * Law: scores as of solve, for one indicator, bit for bit where there are no loops; kept with what `change` needs.
 * Problems: those of solve.
 */
export function keep({ shares, direct, order: known, name = String }: Keepable): Outcome<Kept> {
  const { count } = shares;
  assertShares(shares);
  assert(direct.length === count, "one direct amount per product");
  const faults = faultsOf({ shares, direct: [direct], name });
  if (faults.length > 0) return { value: undefined, problems: faults };
  const order = known !== undefined && fits(known, shares) ? known : orderOf(shares);
  const { block, tier, tiers } = tiersOf(shares, order);
  let negatives = 0;
  for (const list of [shares.value, direct]) for (let e = 0; e < list.length; e++) if (list[e]! < 0) negatives++;
  const kept: Kept = {
    shares,
    direct,
    scores: new Float64Array(count),
    order,
    name,
    block,
    tier,
    tiers,
    consumers: consumersOf(shares),
    inner: new Map(),
    negatives,
    owed: new Map(),
    debt: 0,
    mark: new Int32Array(tier.length),
    changes: 0,
  };
  const problems = renewAll(kept);
  return hasError(problems) ? { value: undefined, problems } : { value: kept, problems };
}

/**
 * Law: after the edits each score is what the kept numbers give: those reached are renewed tier by tier from all of their inputs,
 * to the same bits as if everything were. With `drop` a change of at most that share of a score is owed instead of passed on. Where every owed sum
 * is at most d of its score, T >= 0 and direct >= 0, a score of tier t is within (1 - d)^-t - 1 of itself: its error is at most the sum of
 * T_ij (error_i + owed_i) over its inputs, and the sum of T_ij score_i over them at most score_j / (1 - d).
 * With an error among the problems nothing is changed. Problems: those of solve.
 */
export function change(kept: Kept, edits: readonly Edit[], { drop = 0, whole = false }: HowToChange = {}): Outcome<Changed> {
  assert(drop >= 0 && drop < 0.1, "what may be dropped is a small share");
  const faults = edits.flatMap((edit) => faultOf(kept, edit));
  if (faults.length > 0) return { value: undefined, problems: faults };
  const work: Work = { waiting: new Map(), drop: 0, renewed: 0, products: [], scores: [], owed: [], problems: [] };
  const before = edits.map((edit) => apply(kept, edit));
  const signed = kept.negatives > 0;
  if (!signed) work.drop = drop;
  kept.changes++;
  for (const edit of edits) call(kept, work, "product" in edit ? edit.product : edit.consumer);
  const all = whole || (signed && kept.owed.size > 0) || !renewReached(kept, work);
  if (all) work.problems.push(...renewWhole(kept));
  if (hasError(work.problems)) {
    takeBack(kept, work);
    for (const edit of before.reverse()) apply(kept, edit);
    return { value: undefined, problems: work.problems };
  }
  const error = (1 - kept.debt) ** -(kept.tiers - 1) - 1;
  return { value: { renewed: all ? kept.shares.count : work.renewed, whole: all, error }, problems: work.problems };
}

/** Blocks that wait, by tier, and what was written over: scores and owed sums by product, newest last. */
type Work = {
  waiting: Map<number, number[]>;
  drop: number;
  renewed: number;
  products: number[];
  scores: number[];
  owed: (number | undefined)[];
  problems: Problem[];
};

function faultOf({ name }: Kept, edit: Edit): Problem[] {
  const isDirect = "product" in edit;
  const product = isDirect ? edit.product : edit.consumer;
  const value = isDirect ? edit.direct : edit.share;
  if (!Number.isFinite(value)) {
    const [whatKo, whatEn] = isDirect ? ["직접 배출량", "the direct amounts"] : ["투입량", "the inputs"];
    const params = { whatKo, whatEn, value: String(value), product: name(product) };
    return [problem("ENGINE_NOT_FINITE", { path: isDirect ? `direct/0/${product}` : `shares/${product}`, params })];
  }
  if (isDirect || edit.input !== product || value < 1) return [];
  return [problem("ENGINE_SELF_USE", { path: `shares/${product}`, params: { product: name(product), share: value } })];
}

/** Writes one value; the answer is the edit that takes it back. */
function apply(kept: Kept, edit: Edit): Edit {
  const isDirect = "product" in edit;
  const list = isDirect ? kept.direct : kept.shares.value;
  const at = isDirect ? edit.product : entryOf(kept.shares, edit.input, edit.consumer);
  const before = list[at]!;
  const now = isDirect ? edit.direct : edit.share;
  list[at] = now;
  kept.negatives += (now < 0 ? 1 : 0) - (before < 0 ? 1 : 0);
  return isDirect ? { ...edit, direct: before } : { ...edit, share: before };
}

function entryOf({ start, row }: SparseColumns, input: number, consumer: number): number {
  let e = start[consumer]!;
  while (e < start[consumer + 1]! && row[e] !== input) e++;
  assert(e < start[consumer + 1]!, "a change keeps the pattern");
  return e;
}

/** The block of a product is to be renewed. */
function call({ block, tier, mark, changes }: Kept, { waiting }: Work, product: number): void {
  const b = block[product]!;
  if (mark[b] === changes) return;
  mark[b] = changes;
  const list = waiting.get(tier[b]!);
  if (list === undefined) waiting.set(tier[b]!, [b]);
  else list.push(b);
}

/** Tier after tier; false if so much is reached that everything is to be renewed. */
function renewReached(kept: Kept, work: Work): boolean {
  const { order, scores } = kept;
  const most = largestPart * kept.shares.count;
  while (work.waiting.size > 0) {
    let lowest = Infinity;
    for (const tier of work.waiting.keys()) lowest = Math.min(lowest, tier);
    const blocks = work.waiting.get(lowest)!;
    work.waiting.delete(lowest);
    for (const b of blocks) {
      const members = order.components[b + 1]! - order.components[b]!;
      work.renewed += members;
      if (work.renewed > most) return false;
      if (members > 1) renewAndPass(kept, work, b);
      else {
        const product = order.nodes[order.components[b]!]!;
        const before = scores[product]!;
        const wrong = renew(kept, b);
        if (wrong === none) passOn(kept, work, product, before);
        else work.problems.push(...wrong);
      }
      if (hasError(work.problems)) return true;
    }
  }
  return true;
}

function renewAndPass(kept: Kept, work: Work, b: number): void {
  const members = kept.order.nodes.subarray(kept.order.components[b]!, kept.order.components[b + 1]!);
  const before = Float64Array.from(members, (product) => kept.scores[product]!);
  work.problems.push(...renewLoop(kept, b));
  members.forEach((product, k) => {
    passOn(kept, work, product, before[k]!);
  });
}

/** Calls the consumers of a product whose score has changed, or owes them the change. */
function passOn(kept: Kept, work: Work, product: number, before: number): void {
  const { scores, owed, consumers } = kept;
  const now = scores[product]!;
  if (now === before) return;
  const due = owed.get(product);
  work.products.push(product);
  work.scores.push(before);
  work.owed.push(due);
  const first = consumers.start[product]!;
  const end = consumers.start[product + 1]!;
  if (first === end) return;
  const sum = (due ?? 0) + Math.abs(now - before);
  if (sum <= work.drop * now) {
    owed.set(product, sum);
    kept.debt = Math.max(kept.debt, sum / now);
    return;
  }
  if (due !== undefined) owed.delete(product);
  for (let e = first; e < end; e++) call(kept, work, consumers.row[e]!);
}

function takeBack(kept: Kept, { products, scores, owed }: Work): void {
  for (let k = products.length - 1; k >= 0; k--) {
    const product = products[k]!;
    const due = owed[k];
    kept.scores[product] = scores[k]!;
    if (due === undefined) kept.owed.delete(product);
    else kept.owed.set(product, due);
  }
}

/** Renews everything, so that nothing is owed; an error leaves all as it was. */
function renewWhole(kept: Kept): Problem[] {
  const before = kept.scores.slice();
  const problems = renewAll(kept);
  if (hasError(problems)) kept.scores.set(before);
  else {
    kept.owed.clear();
    kept.debt = 0;
  }
  return problems;
}

function renewAll(kept: Kept): Problem[] {
  const problems: Problem[] = [];
  for (let b = 0; b < kept.tier.length; b++) {
    const wrong = renew(kept, b);
    if (wrong === none) continue;
    problems.push(...wrong);
    if (hasError(wrong)) break;
  }
  return problems;
}

const none: readonly Problem[] = [];

/** Law: a block from its direct amounts and inputs: score_j (1 - t_jj) = direct_j + sum of t_ij score_i; a loop is written only if it has an answer. */
function renew(kept: Kept, b: number): readonly Problem[] {
  const { order, shares, direct, scores } = kept;
  const { start, row, value } = shares;
  const from = order.components[b]!;
  if (order.components[b + 1]! - from > 1) return renewLoop(kept, b);
  const j = order.nodes[from]!;
  let sum = direct[j]!;
  let net = 1;
  const end = start[j + 1]!;
  for (let e = start[j]!; e < end; e++) {
    if (row[e] === j) net = 1 - value[e]!;
    else sum += value[e]! * scores[row[e]!]!;
  }
  const score = sum / net;
  if (!Number.isFinite(score)) return [problem("ENGINE_TOO_LARGE", { path: `shares/${j}`, params: { product: kept.name(j) } })];
  scores[j] = score;
  return none;
}

/** Law: a loop is a system of its own, its inputs from outside taken as direct amounts. */
function renewLoop(kept: Kept, b: number): readonly Problem[] {
  const { order, shares, direct, scores, block, name } = kept;
  const members = order.nodes.slice(order.components[b]!, order.components[b + 1]!).sort();
  const place = new Map(Array.from(members, (product, k) => [product, k]));
  const start = new Int32Array(members.length + 1);
  const row: number[] = [];
  const value: number[] = [];
  const taken = Float64Array.from(members, (product) => direct[product]!);
  members.forEach((j, k) => {
    for (let e = shares.start[j]!; e < shares.start[j + 1]!; e++) {
      const i = shares.row[e]!;
      if (block[i] !== b) taken[k]! += shares.value[e]! * scores[i]!;
      else {
        row.push(place.get(i)!);
        value.push(shares.value[e]!);
      }
    }
    start[k + 1] = row.length;
  });
  const answer = solve({
    shares: { count: members.length, start, row: Int32Array.from(row), value: Float64Array.from(value) },
    direct: [taken],
    name: (k) => name(members[k]!),
    ...(kept.inner.has(b) && { order: kept.inner.get(b)! }),
  });
  if (answer.value !== undefined) {
    kept.inner.set(b, answer.value.order);
    answer.value.scores[0]!.forEach((score, k) => {
      scores[members[k]!] = score;
    });
  }
  return answer.problems.map((one) => ({ ...one, path: one.path.replace(/\d+$/, (k) => String(members[Number(k)])) }));
}

function tiersOf({ count, start, row }: SparseColumns, { nodes, components }: Order): Pick<Kept, "block" | "tier" | "tiers"> {
  const block = new Int32Array(count);
  const tier = new Int32Array(components.length - 1);
  let tiers = 1;
  for (let b = 0; b < tier.length; b++) {
    for (let p = components[b]!; p < components[b + 1]!; p++) block[nodes[p]!] = b;
    let above = 0;
    for (let p = components[b]!; p < components[b + 1]!; p++) {
      const j = nodes[p]!;
      for (let e = start[j]!; e < start[j + 1]!; e++) {
        const input = block[row[e]!]!;
        if (row[e] !== j && input !== b && tier[input]! >= above) above = tier[input]! + 1;
      }
    }
    tier[b] = above;
    if (above >= tiers) tiers = above + 1;
  }
  return { block, tier, tiers };
}

/** The pattern turned over, self-use left out. */
function consumersOf({ count, start, row }: SparseColumns): Kept["consumers"] {
  const begin = new Int32Array(count + 1);
  for (let j = 0; j < count; j++) for (let e = start[j]!; e < start[j + 1]!; e++) if (row[e] !== j) begin[row[e]! + 1]!++;
  for (let i = 0; i < count; i++) begin[i + 1]! += begin[i]!;
  const cursor = begin.slice(0, count);
  const turned = new Int32Array(begin[count]!);
  for (let j = 0; j < count; j++) for (let e = start[j]!; e < start[j + 1]!; e++) if (row[e] !== j) turned[cursor[row[e]!]!++] = j;
  return { start: begin, row: turned };
}
