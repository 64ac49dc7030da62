// How far a footprint can be used: the levels of the PCF Usability Model, and what is missing for the next.
import type { Problem } from "../../base/problem.ts";
import type { CarbonFootprint, Footprint } from "../../model/footprint.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";

/** 0 none, 1 indicative, 2 consistent, 3 methodologically complete. */
export type Level = 0 | 1 | 2 | 3;

type Needed = { name: string; isThere: (footprint: Footprint) => boolean };

const top = (name: keyof Footprint): Needed => ({ name, isThere: (footprint) => footprint[name] !== undefined });
const figure = (name: keyof CarbonFootprint): Needed => ({ name, isThere: ({ pcf }) => pcf[name] !== undefined });
const figureIf = (name: keyof CarbonFootprint, applies: (pcf: CarbonFootprint) => boolean): Needed => ({
  name,
  isThere: ({ pcf }) => !applies(pcf) || pcf[name] !== undefined,
});

const WHOLE = 100;

/** Identity, unit, mass, period and the figure without uptake; a footprint without geography is global, so that none is missing. */
const INDICATIVE: readonly Needed[] = [
  ...(
    [
      "id",
      "specVersion",
      "created",
      "status",
      "companyName",
      "companyIds",
      "productDescription",
      "productIds",
      "productNameCompany",
    ] as const
  ).map(top),
  ...(["declaredUnitOfMeasurement", "declaredUnitAmount", "productMassPerDeclaredUnit"] as const).map(figure),
  ...(["referencePeriodStart", "referencePeriodEnd", "pcfExcludingBiogenicUptake"] as const).map(figure),
];

/** Standards, the figure with uptake, biogenic carbon, primary data, sources of factors, packaging, report of the IPCC. */
const CONSISTENT: readonly Needed[] = [
  ...(["crossSectoralStandards", "pcfIncludingBiogenicUptake", "biogenicCarbonContent", "primaryDataShare"] as const).map(figure),
  figureIf("secondaryEmissionFactorSources", ({ primaryDataShare }) => Number(primaryDataShare ?? 0) < WHOLE),
  figure("packagingEmissionsIncluded"),
  figureIf("packagingGhgEmissions", ({ packagingEmissionsIncluded }) => packagingEmissionsIncluded === true),
  figure("ipccCharacterizationFactors"),
];

/** What the Methodology requires to be reported (SHALL, BIO, and CCS where it applies). */
const COMPLETE: readonly Needed[] = [
  ...(
    ["fossilGhgEmissions", "fossilCarbonContent", "landUseChangeGhgEmissions", "biogenicNonCO2Emissions", "biogenicCO2Uptake"] as const
  ).map(figure),
  ...(["exemptedEmissionsPercent", "ccsTechnologicalCO2CaptureIncluded"] as const).map(figure),
  figureIf("ccsTechnologicalCO2Capture", ({ ccsTechnologicalCO2CaptureIncluded }) => ccsTechnologicalCO2CaptureIncluded === true),
];

/** What it requires from the end of 2027 on (SHALL-2027, BIO-2027). */
const FROM_2028: readonly Needed[] = (["dqi", "landManagementFossilGhgEmissions", "landManagementBiogenicCO2Emissions"] as const).map(
  figure,
);
const FIRST_LATER_YEAR = 2028;

export type Usability = { level: Level; missing: string[]; problems: Problem[] };

/**
 * Law: level 1 needs identity, unit, mass, period, geography and figure; level 2 what makes it comparable; level 3 what the Methodology requires, from 2028 with
 * ratings and land management. `missing` is for the next level; `year` is that in which it is asked. Source: PCF Usability Model of 24 March 2026; PACT 3.0.3, reporting rules.
 * Problem: PCF_USABILITY_UNSURE, since the lists of levels 2 and 3 are known by their groups only.
 */
export function usabilityOf(footprint: Footprint, year: number): Usability {
  const levels = [INDICATIVE, CONSISTENT, year >= FIRST_LATER_YEAR ? [...COMPLETE, ...FROM_2028] : COMPLETE];
  const lacks = levels.map((needed) => needed.filter(({ isThere }) => !isThere(footprint)).map(({ name }) => name));
  const first = lacks.findIndex((missing) => missing.length > 0);
  const level = (first < 0 ? levels.length : first) as Level;
  const problems = level > 1 ? [footprintProblem("PCF_USABILITY_UNSURE", { params: { level } })] : [];
  return { level, missing: lacks[first] ?? [], problems };
}
