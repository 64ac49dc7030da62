// Where each step of a product footprint stands in the PACT Methodology.
import type { Rule } from "../../base/derivation.ts";

/** The sections of version 3, by the numbers that the data model of PACT 3.0.3 gives to its properties. */
const POINTS = {
  gases: "section 3.2.2",
  period: "section 3.2.3",
  footprint: "section 3.3.1",
  exemptions: "section 3.3.1.2",
  allocation: "section 3.3.1.3",
  electricity: "Box 7, with the Scope 2 Guidance of the GHG Protocol, Table 7.1",
  biogenic: "section 3.3.2.4",
  capture: "section 3.3.2.5",
  primaryData: "section 4.2.2",
  dataQuality: "section 4.2.3",
} as const;

export type LawPoint = keyof typeof POINTS;

const RULES = new Map<LawPoint, Rule>();

/** The rule that a step follows; one object for all steps that follow it. */
export function law(point: LawPoint): Rule {
  const known = RULES.get(point) ?? { act: "PACT Methodology v3", point: POINTS[point] };
  RULES.set(point, known);
  return known;
}
