// Check: what a process made against where it went.
import type { Problem } from "../../../base/problem.ts";
import { ratioOf } from "../../../base/units.ts";
import type { Process, Product, Transfer } from "../../../model/case.ts";
import type { Quantity } from "../../../model/quantity.ts";
import type { Facts } from "./facts.ts";
import { agree, finding, said, shown, sumOf } from "./finding.ts";

const SAME = { relative: 1e-4 };

/**
 * Law: the activity level is all that left the process: to the market, to other processes, to uses outside CBAM (IR (EU) 2025/2547 Annex II F).
 * Problems: ACTIVITY_BALANCE, TRANSFERS_EXCEED_ACTIVITY, PRODUCTS_DIFFER.
 */
export function activity(facts: Facts): Problem[] {
  const transfers = Map.groupBy(facts.case.transfers ?? [], (t) => t.from);
  const products = Map.groupBy(facts.case.products ?? [], (p) => p.process);
  return facts.case.processes.flatMap((process) => {
    const level = facts.value(`process/${process.id}/activity`);
    if (level === undefined) return [];
    return [
      ...balance(facts, process, level, transfers.get(process.id) ?? []),
      ...amounts(facts, process, level, products.get(process.id) ?? []),
    ];
  });
}

function balance(facts: Facts, process: Process, level: number, out: Transfer[]): Problem[] {
  const moved = sumOf([...new Set(out.map((t) => t.to))].map((to) => facts.value(`transfer/${process.id}/${to}`)));
  const path = `process/${process.id}/activity`;
  const origin = process.production?.[0]?.amount?.origin ?? process.origin;
  const params = { subject: facts.name(process.id), activity: shown(level), transfers: shown(moved) };
  if (moved > level && !agree(moved, level, SAME)) return [finding("TRANSFERS_EXCEED_ACTIVITY", { path, origin, params })];
  const market = facts.value(`process/${process.id}/toMarket`);
  if (market === undefined) return [];
  const other = facts.value(`process/${process.id}/nonCbam`) ?? 0;
  const gone = market + moved + other;
  if (agree(gone, level, SAME)) return [];
  return [
    finding("ACTIVITY_BALANCE", {
      path,
      origin,
      params: { ...params, market: shown(market), nonCbam: shown(other), difference: shown(level - gone) },
    }),
  ];
}

function tonnes(given: Quantity): number {
  const [numerator, denominator] = ratioOf(given.unit, "mass") ?? [1, 1];
  return (given.value * numerator) / denominator;
}

/** Products are stated for all that was made or for what was sold: more than the one or less than the other cannot be. */
function amounts(facts: Facts, process: Process, level: number, mine: Product[]): Problem[] {
  if (mine.length === 0 || mine.some((p) => p.amount === undefined)) return [];
  const sum = sumOf(mine.map((p) => p.amount && tonnes(p.amount)));
  const market = facts.value(`process/${process.id}/toMarket`) ?? 0;
  const at = { path: `process/${process.id}/products`, origin: mine[0]?.amount?.origin ?? mine[0]?.origin };
  const params = { subject: facts.name(process.id), products: shown(sum) };
  if (sum > level && !agree(sum, level, SAME))
    return [finding("PRODUCTS_DIFFER", { ...at, params: { ...params, what: said("process.activity"), limit: shown(level) } })];
  if (sum < market && !agree(sum, market, SAME))
    return [finding("PRODUCTS_DIFFER", { ...at, params: { ...params, what: said("toMarket"), limit: shown(market) } })];
  return [];
}
