// What the Methodology asks to be reported and a footprint leaves blank: shown to people, never a reason to refuse a message.
import type { Problem } from "../../base/problem.ts";
import type { CarbonFootprint, Footprint } from "../../model/footprint.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";

/** SHALL always, SHOULD is recommended, BIO where biogenic or land emissions apply ("0" where not), CCS and CCU where CO2 is captured; -2027 by the end of that year. */
type Rule = "SHALL" | "SHALL-2027" | "SHOULD" | "BIO" | "BIO-2027" | "CCS" | "CCU" | "CCU,CCS" | "MAY";

/** The rule of each figure that has one. Source: PACT 3.0.3, reporting rules. */
export const REPORTING_RULES = {
  geographyRegionOrSubregion: "SHOULD",
  geographyCountry: "SHOULD",
  geographyCountrySubdivision: "SHOULD",
  boundaryProcessesDescription: "SHOULD",
  pcfExcludingBiogenicUptake: "SHALL",
  pcfIncludingBiogenicUptake: "SHALL",
  fossilCarbonContent: "SHALL",
  biogenicCarbonContent: "BIO",
  recycledCarbonContent: "SHOULD",
  fossilGhgEmissions: "SHALL",
  landUseChangeGhgEmissions: "BIO",
  landManagementFossilGhgEmissions: "BIO-2027",
  landManagementBiogenicCO2Emissions: "BIO-2027",
  biogenicCO2Uptake: "BIO",
  biogenicNonCO2Emissions: "BIO",
  packagingEmissionsIncluded: "SHALL",
  packagingGhgEmissions: "SHOULD",
  outboundLogisticsGhgEmissions: "SHOULD",
  ccsTechnologicalCO2CaptureIncluded: "SHALL",
  ccsTechnologicalCO2Capture: "CCS",
  technologicalCO2CaptureOrigin: "CCU,CCS",
  technologicalCO2Removals: "CCS",
  ccuCarbonContent: "CCU",
  ccuCalculationApproach: "CCU",
  ccuCreditCertification: "CCU",
  allocationRulesDescription: "SHOULD",
  secondaryEmissionFactorSources: "SHOULD",
  primaryDataShare: "SHALL",
  dqi: "SHALL-2027",
  verification: "MAY",
} as const satisfies Partial<Record<keyof CarbonFootprint, Rule>>;

type Ruled = keyof typeof REPORTING_RULES;

const LAST_YEAR_OF_GRACE = 2027;
const WHOLE = 100;

/** Fields that have nothing to say in this footprint. At most one geography is told, and none means global. */
function isBeside(name: Ruled, pcf: CarbonFootprint): boolean {
  if (name.startsWith("geography")) return true;
  if (name === "packagingGhgEmissions") return pcf.packagingEmissionsIncluded === false;
  if (name === "secondaryEmissionFactorSources") return Number(pcf.primaryDataShare ?? 0) >= WHOLE;
  return name === "ccuCreditCertification" && pcf.ccuCalculationApproach !== "Credit";
}

function isAsked(rule: Rule, pcf: CarbonFootprint, year: number): boolean {
  const isStored = pcf.ccsTechnologicalCO2CaptureIncluded === true;
  const isUsed = pcf.ccuCarbonContent !== undefined || pcf.ccuCalculationApproach !== undefined;
  if (rule === "CCS") return isStored;
  if (rule === "CCU") return isUsed;
  if (rule === "CCU,CCS") return isStored || isUsed;
  if (rule === "SHALL-2027" || rule === "BIO-2027") return year > LAST_YEAR_OF_GRACE;
  return rule !== "MAY";
}

/**
 * Law: each figure has a reporting rule; one that is asked in the year and blank is told with its rule. Source: PACT 3.0.3, reporting rules.
 * Problem: FOOTPRINT_UNREPORTED.
 */
export function reportingGaps({ pcf }: Footprint, year: number): Problem[] {
  return (Object.entries(REPORTING_RULES) as [Ruled, Rule][])
    .filter(([name, rule]) => pcf[name] === undefined && !isBeside(name, pcf) && isAsked(rule, pcf, year))
    .map(([name, rule]) => footprintProblem("FOOTPRINT_UNREPORTED", { path: `pcf/${name}`, params: { name, rule } }));
}
