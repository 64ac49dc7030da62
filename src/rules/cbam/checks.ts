// The checks of CBAM, in the order in which their problems are listed.
import type { Problem } from "../../base/problem.ts";
import { activity } from "./checks/activity.ts";
import { againstDefaults } from "./checks/against-defaults.ts";
import { biomass } from "./checks/biomass.ts";
import { carbonPrice } from "./checks/carbon-price.ts";
import { cnCodes } from "./checks/cn-codes.ts";
import { dataGaps } from "./checks/data-gaps.ts";
import { defaults } from "./checks/defaults.ts";
import { electricityMethod } from "./checks/electricity-method.ts";
import { emissionBalance } from "./checks/emission-balance.ts";
import { evidence } from "./checks/evidence.ts";
import { energyExports } from "./checks/exports.ts";
import type { Check, Facts } from "./checks/facts.ts";
import { fuelBalance } from "./checks/fuel-balance.ts";
import { gases } from "./checks/gases.ts";
import { identity } from "./checks/identity.ts";
import { indirect } from "./checks/indirect.ts";
import { jointProcess } from "./checks/joint-process.ts";
import { massBalance } from "./checks/mass-balance.ts";
import { names } from "./checks/names.ts";
import { parameters } from "./checks/parameters.ts";
import { period } from "./checks/period.ts";
import { precursorBalance } from "./checks/precursor-balance.ts";
import { precursorPairs } from "./checks/precursor-pairs.ts";
import { ranges } from "./checks/ranges.ts";
import { routes } from "./checks/routes.ts";
import { site } from "./checks/site.ts";
import { zeros } from "./checks/zeros.ts";

export const CHECKS: { name: string; clause: string; check: Check }[] = [
  { name: "ranges", clause: "IR (EU) 2025/2547 Annex II B.3", check: ranges },
  { name: "zeros", clause: "IR (EU) 2025/2547 Annex II A.1", check: zeros },
  { name: "fuelBalance", clause: "IR (EU) 2025/2547 Annex II A.2", check: fuelBalance },
  { name: "emissionBalance", clause: "IR (EU) 2025/2547 Annex II A.1, A.2", check: emissionBalance },
  { name: "massBalance", clause: "IR (EU) 2025/2547 Annex II B.3.2", check: massBalance },
  { name: "activity", clause: "IR (EU) 2025/2547 Annex II F", check: activity },
  { name: "precursorBalance", clause: "IR (EU) 2025/2547 Annex II A.2, Art. 14", check: precursorBalance },
  { name: "electricityMethod", clause: "IR (EU) 2025/2547 Annex II D.4.3", check: electricityMethod },
  { name: "indirect", clause: "Reg (EU) 2023/956 Annex II", check: indirect },
  { name: "routes", clause: "IR (EU) 2025/2547 Annex I", check: routes },
  { name: "cnCodes", clause: "Reg (EU) 2023/956 Annex I", check: cnCodes },
  { name: "defaults", clause: "IR (EU) 2025/2547 Art. 13", check: defaults },
  { name: "againstDefaults", clause: "IR (EU) 2025/2621 Annex I", check: againstDefaults },
  { name: "dataGaps", clause: "IR (EU) 2025/2547 Annex IV 1.1 (16)(e)", check: dataGaps },
  { name: "period", clause: "IR (EU) 2025/2547 Art. 7", check: period },
  { name: "names", clause: "the Commission's communication template", check: names },
  { name: "site", clause: "IR (EU) 2025/2547 Annex IV 1.1 (1)", check: site },
  { name: "biomass", clause: "IR (EU) 2025/2547 Annex II B.3", check: biomass },
  { name: "carbonPrice", clause: "Reg (EU) 2023/956 Art. 9", check: carbonPrice },
  { name: "parameters", clause: "IR (EU) 2025/2547 Annex IV 2", check: parameters },
  { name: "exports", clause: "IR (EU) 2025/2547 Annex II eq. (55)", check: energyExports },
  { name: "jointProcess", clause: "IR (EU) 2025/2547 Art. 4", check: jointProcess },
  { name: "identity", clause: "IR (EU) 2025/2547 Annex IV 1.1 (1)", check: identity },
  { name: "precursorPairs", clause: "IR (EU) 2025/2547 Art. 1(7)", check: precursorPairs },
  { name: "gases", clause: "Reg (EU) 2023/956 Annex I", check: gases },
  { name: "evidence", clause: "IR (EU) 2025/2546 Art. 5", check: evidence },
];

/** All problems of a calculation, check by check, and within a check in the canonical order of the case: the same case gives the same list. */
export function runChecks(facts: Facts): Problem[] {
  return CHECKS.flatMap(({ check }) => check(facts));
}
