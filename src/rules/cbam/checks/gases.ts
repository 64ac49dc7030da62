// Check: gases that a category emits besides CO2.
import type { Problem } from "../../../base/problem.ts";
import type { Process } from "../../../model/case.ts";
import type { Facts } from "./facts.ts";
import { finding } from "./finding.ts";
import { routesOf } from "./routes.ts";

/**
 * Law: nitric acid counts N2O, aluminium from electrolysis counts CF4 and C2F6 (Reg (EU) 2023/956 Annex I). Problems: N2O_MISSING, PFC_MISSING.
 */
export function gases(facts: Facts): Problem[] {
  const n2o = (facts.case.measuredPoints ?? []).some((point) => point.gas === "N2O");
  const pfc = (facts.case.pfc ?? []).length > 0;
  return facts.case.processes.flatMap((process) => {
    const made = [process.category, ...(process.included ?? [])];
    const at = { path: `process/${process.id}`, origin: process.origin, params: { subject: facts.name(process.id) } };
    if (made.includes("nitricAcid") && !n2o) return [finding("N2O_MISSING", at)];
    return made.includes("unwroughtAluminium") && isPrimary(process) && !pfc ? [finding("PFC_MISSING", at)] : [];
  });
}

function isPrimary(process: Process): boolean {
  return routesOf(process).includes("primaryAluminium");
}
