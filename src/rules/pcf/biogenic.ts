// Biogenic carbon and land: when it is calculated, the carbon in a product and its uptake, and the two totals of a footprint.
import { add, div, type Ledger, mul, num, ref, type Step } from "../../base/derivation.ts";
import { law } from "./law.ts";
import { inOneUnit } from "./weighted.ts";

const CARBON_LIMIT = 0.05;
const IMPACT_LIMIT = 0.03;
const CARBON_OF_DRY_BIOMASS = 0.475;
const [CO2_MASS, CARBON_MASS] = [44, 12];
const LOOK_BACK = 20;

/** Law: biogenic terms are calculated unless biogenic carbon is under 5 % of the mass or their impact under 3 %; what is not known exempts nothing. Fractions. Source: PACT Methodology v3, section 3.3.2.4. */
export function needsBiogenic({ carbonOfMass, impact }: { carbonOfMass: number | null; impact: number | null }): boolean {
  const isLittleCarbon = carbonOfMass !== null && carbonOfMass < CARBON_LIMIT;
  const isLittleImpact = impact !== null && impact < IMPACT_LIMIT;
  return !isLittleCarbon && !isLittleImpact;
}

/** Law: a change of land use counts for 20 years. Calendar years. Source: PACT Methodology v3, section 3.3.2.4. */
export function landUseChangeCounts(changedIn: number, producedIn: number): boolean {
  return changedIn <= producedIn && producedIn - changedIn <= LOOK_BACK;
}

/** Law: where the carbon of biomass is not known, 47.5 % of its dry mass is taken, as a visible assumption. kgC per kg dry mass. Source: PACT Methodology v3, section 3.3.2.4. */
export function carbonOfDryBiomass(ledger: Ledger, subject: string): Step {
  return ledger.leaf({
    id: `${subject}/carbonOfDryBiomass`,
    what: "carbonOfDryBiomass",
    subject,
    value: CARBON_OF_DRY_BIOMASS,
    unit: "kgC/kg",
    rule: law("biogenic"),
    assumption: "carbonOfDryBiomass",
  });
}

/** Law: the carbon in a product is the sum over its materials of mass times carbon fraction. kg and kgC/kg, the answer in kgC. Source: PACT Methodology v3, section 3.3.2.4. */
export function carbonContent(ledger: Ledger, subject: string, materials: readonly { mass: Step; carbon: Step }[]): Step {
  inOneUnit(
    materials.map(({ mass }) => mass),
    "kg",
  );
  inOneUnit(
    materials.map(({ carbon }) => carbon),
    "kgC/kg",
  );
  const spec = { id: `${subject}/carbonContent`, what: "carbonContent", subject, unit: "kgC", rule: law("biogenic") };
  return ledger.step(spec, add(...materials.map(({ mass, carbon }, i) => mul(ref(`m${i + 1}`, mass), ref(`c${i + 1}`, carbon)))));
}

/** Law: uptake = -1 × biogenic carbon in the product × 44/12; with economic allocation too it follows the carbon that is in the product. kgC to kgCO2. Source: PACT Methodology v3, section 3.3.2.4. */
export function uptakeOf(ledger: Ledger, subject: string, biogenicCarbon: Step): Step {
  inOneUnit([biogenicCarbon], "kgC");
  const spec = { id: `${subject}/biogenicCO2Uptake`, what: "biogenicCO2Uptake", subject, unit: "kgCO2e", rule: law("biogenic") };
  return ledger.step(spec, mul(num(-1), ref("C", biogenicCarbon), div(num(CO2_MASS), num(CARBON_MASS))));
}

/** The terms of a footprint in kgCO2e per declared unit, by their names in PACT: removals, capture and uptake at most zero. A term that does not apply is a step of zero. */
export type FootprintTerms = {
  fossilGhgEmissions: Step;
  landUseChangeGhgEmissions: Step;
  landManagementBiogenicCO2Emissions: Step;
  landManagementBiogenicCO2Removals: Step;
  technologicalCO2Removals: Step;
  ccsTechnologicalCO2Capture: Step;
  biogenicNonCO2Emissions: Step;
  biogenicCO2Uptake: Step;
};

/** Law: the footprint without uptake is the sum of the seven terms, with uptake that of the eight; what is missing makes a total missing. Source: PACT Methodology v3, section 3.3.1. */
export function footprintTotals(ledger: Ledger, subject: string, terms: FootprintTerms): { excluding: Step; including: Step } {
  const { biogenicCO2Uptake, ...others } = terms;
  inOneUnit(Object.values(terms), "kgCO2e");
  const spec = { subject, unit: "kgCO2e", rule: law("footprint") };
  const sum = add(...Object.entries(others).map(([name, step]) => ref(name, step)));
  const what = "pcfExcludingBiogenicUptake";
  const excluding = ledger.step({ ...spec, id: `${subject}/${what}`, what }, sum);
  const both = add(ref(what, excluding), ref("biogenicCO2Uptake", biogenicCO2Uptake));
  const including = ledger.step({ ...spec, id: `${subject}/pcfIncludingBiogenicUptake`, what: "pcfIncludingBiogenicUptake" }, both);
  return { excluding, including };
}
