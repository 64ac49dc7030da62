// The scores of every product of a system, with a proved bound on their error.

import { assert } from "../base/assert.ts";
import type { Outcome, Problem } from "../base/problem.ts";
import { type Certificate, certify } from "./certificate.ts";
import { radiusRange, strongestCycle } from "./cycle.ts";
import { absolute, type Layout, type Loop, layoutOf, reversed, toPositions, toProducts } from "./layout.ts";
import { type Failed, factorSigned, factorUncertified, prove, run, type Solver } from "./loop.ts";
import { fits, type Order, orderOf } from "./order.ts";
import { problem } from "./problems.ts";
import { assertShares, type SparseColumns, transpose } from "./shares.ts";

export type System = {
  /** Column j: units of each input per unit of net output of product j, self-use on the diagonal. */
  shares: SparseColumns;
  /** Per indicator: its own amount per unit of net output of each product. */
  direct: readonly Float64Array[];
  /** Units of each product wanted from outside; asks for `supply`. */
  demand?: Float64Array;
  /** From an earlier solution of the same pattern of shares; another is ignored. */
  order?: Order;
  /** Per indicator: scores near the answer, to start from. */
  start?: readonly Float64Array[];
  /** Wanted max bound / |score|; 1e-12 if not given. */
  tolerance?: number;
  /** false leaves `bound` null and saves about a fifth of the time; that loops are productive is proved all the same. */
  certify?: boolean;
  /** How a Problem calls a product; its index if not given. */
  name?: (product: number) => string;
};

export type Solution = {
  /** Per indicator: the amount per unit of net output of each product, all its inputs included. */
  scores: Float64Array[];
  /** Per indicator: |error| of each score is at most this; null where it was not asked for or cannot be proved. */
  bound: Float64Array[] | null;
  /** Units of each product to be made for the demand, self-use included. */
  supply?: Float64Array;
  order: Order;
};

/** The layouts and solvers of a system; `productive` is undefined where |T| is not proved productive. */
type Prepared = { order: Order; layout: Layout; solver: Solver; productive: Solver | undefined };

type Scored = { scores: Float64Array; bound: Float64Array | null };

/**
 * Law: scores[k][j] = direct[k][j] + sum over i of T_ij scores[k][i], and A x = demand with A = I - T (engine.md sections 1 to 4).
 * The same input gives the same bits. A loop that uses up what it makes ends in a Problem, never in a number.
 * Problems: ENGINE_NOT_FINITE, ENGINE_SELF_USE, ENGINE_NON_PRODUCTIVE_LOOP, ENGINE_SINGULAR_LOOP, ENGINE_NOT_SETTLED,
 * ENGINE_TOO_LARGE (errors);
 * ENGINE_NOT_CERTIFIED, ENGINE_LESS_PRECISE (warnings).
 */
export function solve(system: System): Outcome<Solution> {
  assertSystem(system);
  const faults = faultsOf(system);
  if (faults.length > 0) return { value: undefined, problems: faults };
  const problems: Problem[] = [];
  const prepared = prepare(system, problems);
  if (prepared === undefined) return { value: undefined, problems };
  const scored: Scored[] = [];
  for (let k = 0; k < system.direct.length; k++) {
    const answer = score(system, prepared, k, problems);
    if (answer === undefined) return { value: undefined, problems };
    scored.push(answer);
  }
  const value: Solution = { scores: scored.map((one) => one.scores), bound: boundOf(scored, system, prepared), order: prepared.order };
  if (system.demand !== undefined) {
    const supply = supplyFor(system, system.demand, prepared, problems);
    if (supply === undefined) return { value: undefined, problems };
    value.supply = supply;
  }
  return { value, problems };
}

function boundOf(scored: Scored[], system: System, { productive }: Prepared): Float64Array[] | null {
  if (system.certify === false || productive === undefined) return null;
  const bounds: Float64Array[] = [];
  for (const { bound } of scored) {
    if (bound === null) return null;
    bounds.push(bound);
  }
  return bounds;
}

function prepare(system: System, problems: Problem[]): Prepared | undefined {
  const { shares } = system;
  const order = system.order !== undefined && fits(system.order, shares) ? system.order : orderOf(shares);
  const layout = layoutOf(shares, order);
  const { solver: productive, failed } = prove(absolute(layout));
  if (layout.positive) {
    for (const one of failed) problems.push(failedProblem(layout, one, system));
    return failed.length > 0 ? undefined : { order, layout, solver: productive, productive };
  }
  const signed = failed.filter(({ loop }) => !isPlain(layout, loop));
  for (const one of failed) if (isPlain(layout, one.loop)) problems.push(failedProblem(layout, one, system));
  for (const { loop } of signed) problems.push(loopProblem("ENGINE_NOT_CERTIFIED", layout, loop, system));
  if (signed.length < failed.length) return undefined;
  const { solver, failed: singular } = failed.length === 0 ? factorSigned(layout) : factorUncertified(layout);
  for (const loop of singular) problems.push(loopProblem("ENGINE_SINGULAR_LOOP", layout, loop, system));
  if (singular.length > 0) return undefined;
  solver.growth = productive.growth;
  return { order, layout, solver, productive: failed.length === 0 ? productive : undefined };
}

/** True if the loop itself holds no negative value, so that rho >= 1 is decisive there. */
function isPlain({ start, inner, value }: Layout, { from, to }: Loop): boolean {
  for (let p = from; p < to; p++) for (let e = inner[p]!; e < start[p + 1]!; e++) if (value[e]! < 0) return false;
  return true;
}

/** Solves one indicator; a bound that misses the tolerance is tried again with a smaller residual. */
function score(system: System, prepared: Prepared, k: number, problems: Problem[]): Scored | undefined {
  const { layout, solver, productive } = prepared;
  const tolerance = system.tolerance ?? 1e-12;
  const b = toPositions(layout, system.direct[k]!);
  const start = system.start?.[k];
  const x = start === undefined ? new Float64Array(layout.count) : toPositions(layout, start);
  const floor = 1.2e-15;
  let target = Math.min(1e-6, Math.max(floor, tolerance / (4 * solver.growth)));
  let best: { x: Float64Array; certificate: Certificate | undefined; worst: number } | undefined;
  for (let round = 0; ; round++) {
    const unsettled = run(solver, { b, guess: round > 0 || start !== undefined, target }, x);
    if (best === undefined) {
      for (const loop of unsettled) problems.push(unsettledProblem(prepared, loop, system));
      if (unsettled.length > 0 || !allFinite(layout, x, system, problems)) return undefined;
      if (system.certify === false || productive === undefined) return { scores: toProducts(layout, x), bound: null };
    } else if (unsettled.length > 0 || !x.every(Number.isFinite)) break;
    const certificate = certify(layout, productive!, b, x, tolerance);
    const worst = certificate?.worst ?? Infinity;
    const again = worst > tolerance && round < 2 && target > floor && solver.factors.some((factors) => !factors);
    if (best === undefined || worst < best.worst) best = { x: again ? x.slice() : x, certificate, worst };
    if (!again) break;
    target = Math.max(floor, (target * tolerance) / (3 * worst));
  }
  const { certificate, worst } = best;
  if (!(worst <= tolerance)) problems.push(lessPrecise(system, layout.nodes[certificate?.at ?? 0]!, tolerance, worst));
  return { scores: toProducts(layout, best.x), bound: certificate === undefined ? null : toProducts(layout, certificate.bound) };
}

function supplyFor(system: System, demand: Float64Array, prepared: Prepared, problems: Problem[]): Float64Array | undefined {
  const order = reversed(prepared.order);
  const layout = layoutOf(transpose(system.shares), order);
  const { solver, failed } = prepared.productive === undefined ? factorUncertified(layout) : factorSigned(layout);
  const x = new Float64Array(layout.count);
  const b = toPositions(layout, demand);
  const target = Math.min(1e-6, Math.max(1.2e-15, (system.tolerance ?? 1e-12) / (4 * prepared.solver.growth)));
  const unsettled = failed.length > 0 ? failed : run(solver, { b, guess: false, target }, x);
  const last = layout.count;
  for (const { from, to } of unsettled) problems.push(unsettledProblem(prepared, { from: last - to, to: last - from }, system));
  if (unsettled.length > 0 || !allFinite(layout, x, system, problems)) return undefined;
  return toProducts(layout, x);
}

function assertSystem({ shares, direct, demand, start, tolerance }: System): void {
  assertShares(shares);
  const whole = (values: Float64Array): boolean => values.length === shares.count;
  assert(direct.every(whole), "one direct amount per product");
  assert(demand === undefined || whole(demand), "one demand per product");
  assert(
    start === undefined || (start.length === direct.length && start.every((s) => whole(s) && s.every(Number.isFinite))),
    "one finite start per score",
  );
  assert(tolerance === undefined || tolerance > 0, "a tolerance is positive");
}

/** Law: shares, direct amounts and demand are finite, and no product uses up all of itself; what is not so, by product. */
export function faultsOf(system: Pick<System, "shares" | "direct" | "demand" | "name">): Problem[] {
  const { shares, direct, demand } = system;
  const faults: Problem[] = [];
  const unfit = (value: number, product: number, path: string, whatKo: string, whatEn: string): void => {
    faults.push(problem("ENGINE_NOT_FINITE", { path, params: { whatKo, whatEn, value: String(value), product: nameOf(system, product) } }));
  };
  for (let j = 0; j < shares.count; j++) {
    for (let e = shares.start[j]!; e < shares.start[j + 1]!; e++) {
      const share = shares.value[e]!;
      if (!Number.isFinite(share)) unfit(share, j, `shares/${j}`, "투입량", "the inputs");
      else if (shares.row[e] === j && share >= 1) {
        faults.push(problem("ENGINE_SELF_USE", { path: `shares/${j}`, params: { product: nameOf(system, j), share } }));
      }
    }
  }
  direct.forEach((values, k) => {
    values.forEach((value, j) => {
      if (!Number.isFinite(value)) unfit(value, j, `direct/${k}/${j}`, "직접 배출량", "the direct amounts");
    });
  });
  demand?.forEach((value, j) => {
    if (!Number.isFinite(value)) unfit(value, j, `demand/${j}`, "수요", "the demand");
  });
  return faults;
}

function allFinite(layout: Layout, x: Float64Array, system: System, problems: Problem[]): boolean {
  const p = x.findIndex((value) => !Number.isFinite(value));
  if (p < 0) return true;
  const product = layout.nodes[p]!;
  problems.push(problem("ENGINE_TOO_LARGE", { path: `shares/${product}`, params: { product: nameOf(system, product) } }));
  return false;
}

function unsettledProblem({ layout, productive }: Prepared, loop: Loop, system: System): Problem {
  return loopProblem(productive === undefined ? "ENGINE_SINGULAR_LOOP" : "ENGINE_NOT_SETTLED", layout, loop, system);
}

function failedProblem(layout: Layout, { loop, decided }: Failed, system: System): Problem {
  return loopProblem(decided ? "ENGINE_NON_PRODUCTIVE_LOOP" : "ENGINE_NOT_SETTLED", layout, loop, system);
}

type LoopCode = "ENGINE_NON_PRODUCTIVE_LOOP" | "ENGINE_NOT_SETTLED" | "ENGINE_SINGULAR_LOOP" | "ENGINE_NOT_CERTIFIED";

function loopProblem(code: LoopCode, layout: Layout, loop: Loop, system: System): Problem {
  const { products, gain } = strongestCycle(layout, loop);
  const shown = products.slice(0, 8).map((product) => nameOf(system, product));
  if (products.length > shown.length) shown.push("...");
  const cycle = [...shown, shown[0]].join(" -> ");
  const { low, high } = radiusRange(layout, loop, 200);
  const known = code === "ENGINE_NON_PRODUCTIVE_LOOP" ? 1 : 0;
  const [least, most] = [low, high].map((one) => String(shortened(Math.max(known, one))));
  const radius = least === most ? least! : `${least}-${most}`;
  const params = { size: loop.to - loop.from, cycle, gain: shortened(gain), radius };
  return problem(code, { path: `shares/${products[0]!}`, params });
}

/** Six digits, fifteen where six would hide what is left to 1. */
function shortened(factor: number): number {
  const short = Number(factor.toPrecision(6));
  return short === 1 ? Number(factor.toPrecision(15)) : short;
}

function lessPrecise(system: System, product: number, tolerance: number, reached: number): Problem {
  const params = { tolerance, reached: reached.toExponential(2), product: nameOf(system, product) };
  return problem("ENGINE_LESS_PRECISE", { path: `shares/${product}`, params });
}

function nameOf({ name }: Pick<System, "name">, product: number): string {
  return name === undefined ? String(product) : name(product);
}
