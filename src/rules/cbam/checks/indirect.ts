// Check: goods whose indirect emissions are charged need their electricity.
import type { Problem } from "../../../base/problem.ts";
import { categoryRow } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, said } from "./finding.ts";

/**
 * Law: only goods of Annex II are charged for direct emissions alone; ammonia and sintered ore are not among them (Reg (EU) 2023/956 Annex II).
 * Problems: ELECTRICITY_MISSING.
 */
export function indirect(facts: Facts): Problem[] {
  return facts.case.processes.flatMap((process) => {
    const { annexII } = categoryRow(process.category);
    const stated = (process.electricity ?? []).some((power) => power.amount !== undefined);
    if (annexII || stated) return [];
    return [
      finding("ELECTRICITY_MISSING", {
        path: `process/${process.id}/electricity`,
        origin: process.origin,
        params: { subject: facts.name(process.id), category: said(process.category) },
      }),
    ];
  });
}
