// Check: the stated fuel balance of the installation.
import type { Problem } from "../../../base/problem.ts";
import { energyIsComplete } from "./energy.ts";
import type { Facts } from "./facts.ts";
import { agree, finding, percentOf, shown, sumOf } from "./finding.ts";

/**
 * Law: all fuel of the installation goes to CBAM goods, to electricity or to other uses (IR (EU) 2025/2547 Annex II A.2).
 * Problems: FUEL_BALANCE, FUEL_TOTAL_DIFFERS.
 */
export function fuelBalance(facts: Facts): Problem[] {
  const fuel = facts.case.balances?.fuel;
  const total = facts.value("installation/fuel/total");
  if (fuel === undefined || total === undefined) return [];
  const { total: typed } = fuel;
  const parts = (["cbam", "electricity", "nonCbam"] as const).map((part) => facts.value(`installation/fuel/${part}`));
  const sum = sumOf(parts);
  const complete = parts.every((part) => part !== undefined);
  const known = agree(sum, total, { relative: 1e-3 });
  const problems: Problem[] = [];
  if (!known && (complete || sum > total))
    problems.push(
      finding("FUEL_BALANCE", {
        path: "balances/fuel",
        origin: typed?.origin,
        params: { total: shown(total), parts: shown(sum), difference: shown(total - sum) },
      }),
    );
  const computed = facts.value("installation/energy");
  if (computed === undefined || !energyIsComplete(facts) || agree(total, computed, { relative: 0.01 })) return problems;
  const params = { stated: shown(total), computed: shown(computed), percent: percentOf(Math.abs(total - computed), computed) };
  return [...problems, finding("FUEL_TOTAL_DIFFERS", { path: "balances/fuel/total", origin: typed?.origin, params })];
}
