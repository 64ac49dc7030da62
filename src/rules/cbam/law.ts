// Where each step of the calculation stands in the two acts.
import type { Rule } from "../../base/derivation.ts";
import { type ActId, DEFINITIVE_ACT } from "./tables.ts";

/** Point in IR (EU) 2025/2547 and point in IR (EU) 2023/1773. Equation numbers are those of the definitive act. */
const POINTS = {
  calculated: ["Annex II B.3.1", "Annex III B.3.1"],
  massBalance: ["Annex II B.3.2, eq. (12)", "Annex III B.3.2"],
  carbonFromEnergy: ["Annex II B.3.2, eq. (13)", "Annex III B.3.2"],
  carbonFromMass: ["Annex II B.3.2, eq. (14)", "Annex III B.3.2"],
  pfcSlope: ["Annex II B, eqs (21) and (23)", "Annex III B.7"],
  pfcOvervoltage: ["Annex II B, eq. (24)", "Annex III B.7"],
  pfcWeight: ["Annex II B, eqs (22) and (25)", "Annex III B.7"],
  pfcCo2e: ["Annex II B, eqs (20) and (26)", "Annex III B.7"],
  measured: ["Annex II B.6", "Annex III B.6"],
  installation: ["Annex II A.1", "Annex III B"],
  cogeneration: ["Annex III C", "Annex III C"],
  activity: ["Annex II F", "Annex III F"],
  ownEmissions: ["eq. (55), DirEm*", "Annex III F"],
  heat: ["eq. (55), Em_H", "Annex III C and F"],
  wasteGas: ["eq. (55), WGcorr", "Annex III F"],
  electricityProduced: ["eq. (55), Em_el,prod", "Annex III F"],
  electricityExported: ["eq. (55), Em_el read as exported", "Annex III F, read as exported"],
  attribution: ["eq. (55)", "Annex III F"],
  indirect: ["Annex II D", "Annex III D"],
  precursor: ["Art. 13 to 15", "Annex III E"],
  basis: ["Annex I 3.1, with Annex II of Reg (EU) 2023/956", "with Annex II of Reg (EU) 2023/956"],
  specific: ["eq. (63)", "Annex III G"],
  embedded: ["eq. (59)", "Annex III G"],
  functionalUnit: ["eqs (64) to (66)", "Annex III G"],
  defaultShare: ["Annex IV 1.1, item 15(d)", "Annex IV"],
  carbonPrice: ["Art. 9 of Reg (EU) 2023/956", "Art. 7"],
} as const satisfies Record<string, readonly [string, string]>;

export type LawPoint = keyof typeof POINTS;

const RULES = new Map<string, Rule>();

/** The rule that a step follows in the act of the run; one object for all steps that follow it. */
export function law({ act }: { act: ActId }, point: LawPoint): Rule {
  const key = `${act} ${point}`;
  const known = RULES.get(key) ?? { act, point: POINTS[point][act === DEFINITIVE_ACT ? 0 : 1] };
  RULES.set(key, known);
  return known;
}
