// A footprint of PACT 2 read as one of PACT 3: figures per unit become figures per declared unit, and what has no counterpart is told.
import { z } from "zod";
import type { Outcome, Problem } from "../../base/problem.ts";
import type { Footprint } from "../../model/footprint.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { exactProduct, exactSum } from "./exact-decimal.ts";
import { readFootprint } from "./read-footprint.ts";

/** Quantities by their names in version 2 and 3; all of them are per unit in version 2. */
const QUANTITIES = {
  pCfExcludingBiogenic: "pcfExcludingBiogenicUptake",
  pCfIncludingBiogenic: "pcfIncludingBiogenicUptake",
  fossilGhgEmissions: "fossilGhgEmissions",
  fossilCarbonContent: "fossilCarbonContent",
  biogenicCarbonContent: "biogenicCarbonContent",
  dLucGhgEmissions: "landUseChangeGhgEmissions",
  iLucGhgEmissions: "landCarbonLeakage",
  biogenicCarbonWithdrawal: "biogenicCO2Uptake",
  otherBiogenicGhgEmissions: "biogenicNonCO2Emissions",
  aircraftGhgEmissions: "aircraftGhgEmissions",
  packagingGhgEmissions: "packagingGhgEmissions",
  productMassPerDeclaredUnit: "productMassPerDeclaredUnit",
} as const;

const STANDARDS: Readonly<Record<string, string>> = {
  "GHG Protocol Product standard": "GHGP-Product",
  "ISO Standard 14067": "ISO14067",
  "ISO Standard 14044": "ISO14040-44",
};

const KEPT = [
  "referencePeriodStart",
  "referencePeriodEnd",
  "geographyRegionOrSubregion",
  "geographyCountry",
  "geographyCountrySubdivision",
  "packagingEmissionsIncluded",
  "productOrSectorSpecificRules",
  "boundaryProcessesDescription",
  "exemptedEmissionsDescription",
  "allocationRulesDescription",
  "secondaryEmissionFactorSources",
] as const;

const text = z.string();
const decimal = z
  .string()
  .regex(/^[+-]?\d+(\.\d+)?$/)
  .max(100);

const figures = z.looseObject({
  declaredUnit: text,
  unitaryProductAmount: decimal,
  ...(Object.fromEntries(Object.keys(QUANTITIES).map((name) => [name, decimal.optional()])) as Record<
    keyof typeof QUANTITIES,
    z.ZodOptional<typeof decimal>
  >),
  pCfExcludingBiogenic: decimal,
  crossSectoralStandardsUsed: z.array(text).optional(),
  crossSectoralStandards: z.array(text).optional(),
  characterizationFactors: text.optional(),
  ipccCharacterizationFactorsSources: z.array(text).optional(),
  biogenicAccountingMethodology: text.optional(),
  uncertaintyAssessmentDescription: text.optional(),
  exemptedEmissionsPercent: z.number(),
  primaryDataShare: z.number().optional(),
  assurance: z
    .looseObject({
      assurance: z.boolean(),
      coverage: text.optional(),
      level: text.optional(),
      boundary: text.optional(),
      providerName: text.optional(),
      completedAt: text.optional(),
      standardName: text.optional(),
      comments: text.optional(),
    })
    .optional(),
});

const schema = z.looseObject({
  specVersion: z.string().regex(/^2\.\d+\.\d+/),
  comment: text.optional(),
  statusComment: text.optional(),
  productCategoryCpc: text.optional(),
  productClassifications: z.array(text).optional(),
  extensions: z.array(z.looseObject({ dataSchema: text })).optional(),
  pcf: figures,
});

type Figures = z.infer<typeof figures>;

const TOP = [
  "id",
  "precedingPfIds",
  "created",
  "status",
  "validityPeriodStart",
  "validityPeriodEnd",
  "companyName",
  "companyIds",
  "productDescription",
  "productIds",
  "productNameCompany",
  "extensions",
] as const;

const only = (given: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]));

/** A number without exponent. */
const plain = (value: number): string => (/e/.test(String(value)) ? value.toFixed(20).replace(/\.?0+$/, "") : String(value));

const NO_MASS: readonly string[] = ["kilowatt hour", "megajoule", "ton kilometer"];

/** Law: a mass that is missing is 1 kg per kilogram and "0" for energy and transport; of anything else it cannot be known. */
function massOf({ declaredUnit, productMassPerDeclaredUnit: stated }: Figures): string | undefined {
  if (stated !== undefined) return stated;
  if (declaredUnit === "kilogram") return "1";
  return NO_MASS.includes(declaredUnit) ? "0" : undefined;
}

/** The quantities per declared unit: each times `amount`, exactly. */
function quantitiesOf(pcf: Figures, amount: string): Record<string, string> {
  const given = { ...pcf, productMassPerDeclaredUnit: massOf(pcf) };
  const pairs = Object.entries(QUANTITIES).flatMap(([old, name]) => {
    const value = given[old as keyof typeof QUANTITIES];
    const product = value === undefined ? undefined : exactProduct(value, amount);
    return product === undefined ? [] : [[name, product] as const];
  });
  const quantities: Record<string, string> = Object.fromEntries(pairs);
  const { pcfExcludingBiogenicUptake: excluding = "0", biogenicCO2Uptake: uptake = "0" } = quantities;
  return { pcfIncludingBiogenicUptake: exactSum(excluding, uptake) ?? excluding, ...quantities };
}

/** The verification that an assurance says, kept in words where version 3 has no place for it. */
function verificationOf({ assurance }: Figures): object {
  if (!assurance?.assurance) return {};
  const { coverage, level, boundary, comments } = assurance;
  const isKnown = coverage === "product level";
  const others = { ...(isKnown ? {} : { coverage }), level, boundary };
  const said = [comments, ...Object.entries(others).map(([name, value]) => value && `${name}: ${value}`)].filter(
    (one) => one !== undefined,
  );
  const { providerName, completedAt, standardName } = assurance;
  return {
    verification: {
      ...(isKnown && { coverage }),
      ...only({ providerName, completedAt, standardName }, ["providerName", "completedAt", "standardName"]),
      ...(said.length > 0 && { comments: said.join("; ") }),
    },
  };
}

function figuresOf(pcf: Figures, amount: string): object {
  const { crossSectoralStandards, crossSectoralStandardsUsed = [], characterizationFactors, ipccCharacterizationFactorsSources } = pcf;
  const standards = crossSectoralStandards ?? crossSectoralStandardsUsed.map((one) => STANDARDS[one] ?? one);
  return {
    ...only(pcf, KEPT),
    declaredUnitOfMeasurement: pcf.declaredUnit,
    declaredUnitAmount: pcf.unitaryProductAmount,
    ...quantitiesOf(pcf, amount),
    crossSectoralStandards: [...new Set(standards)],
    ipccCharacterizationFactors:
      ipccCharacterizationFactorsSources ?? (characterizationFactors === undefined ? [] : [characterizationFactors]),
    exemptedEmissionsPercent: plain(pcf.exemptedEmissionsPercent),
    ...(pcf.primaryDataShare !== undefined && { primaryDataShare: plain(pcf.primaryDataShare) }),
    ...verificationOf(pcf),
  };
}

/** What is taken over; the rest has no place in version 3, such as ratings by another scale and one sum for all land management. */
const TAKEN: ReadonlySet<string> = new Set([...Object.keys(figures.shape), ...KEPT]);

/** What a person should know of the step. */
function warnings(pcf: Figures, isTransport: boolean): Problem[] {
  const lost = Object.keys(pcf)
    .filter((name) => !TAKEN.has(name))
    .map((name) => footprintProblem("FOOTPRINT_V2_LOST", { path: `pcf/${name}`, params: { name } }));
  const isOne = exactProduct(pcf.unitaryProductAmount, "1") === "1";
  const amount = { path: "pcf/unitaryProductAmount", params: { amount: pcf.unitaryProductAmount } };
  const derived = { path: "pcf/pCfIncludingBiogenic", params: { name: "pCfIncludingBiogenic" } };
  return [
    ...(isOne || isTransport ? [] : [footprintProblem("FOOTPRINT_V2_AMOUNT", amount)]),
    ...(pcf.pCfIncludingBiogenic === undefined ? [footprintProblem("FOOTPRINT_V2_DERIVED", derived)] : []),
    ...lost,
  ];
}

/**
 * Law: figures of version 2 are per unit, those of version 3 per declared unit: every quantity is multiplied by the amount, percentages are not, and those
 * of an iLEAP extension are so already. Source: PACT ADR-36. Problems: FOOTPRINT_SHAPE; FOOTPRINT_V2_MASS; FOOTPRINT_V2_AMOUNT, FOOTPRINT_V2_DERIVED, FOOTPRINT_V2_LOST.
 */
export function fromV2(given: unknown): Outcome<Footprint> {
  const { data, error } = schema.safeParse(given);
  if (data === undefined) {
    const of = ({ path, message }: { path: PropertyKey[]; message: string }) =>
      footprintProblem("FOOTPRINT_SHAPE", { path: path.map(String).join("/"), params: { what: message } });
    return { value: undefined, problems: error.issues.map(of) };
  }
  const { pcf, comment, statusComment, productCategoryCpc, productClassifications = [] } = data;
  if (massOf(pcf) === undefined) {
    const at = { path: "pcf/productMassPerDeclaredUnit", params: { unit: pcf.declaredUnit } };
    return { value: undefined, problems: [footprintProblem("FOOTPRINT_V2_MASS", at)] };
  }
  const isTransport = (data.extensions ?? []).some(({ dataSchema }) => dataSchema.includes("ileap"));
  const remarks = [comment, statusComment, pcf.biogenicAccountingMethodology, pcf.uncertaintyAssessmentDescription];
  const classes = [...new Set([...productClassifications, ...(productCategoryCpc === undefined ? [] : [`urn:cpc:${productCategoryCpc}`])])];
  const { value, problems } = readFootprint({
    ...only(data, TOP),
    specVersion: "3.0.3",
    ...(classes.length > 0 && { productClassifications: classes }),
    comment: remarks.filter((one) => one !== undefined && one !== "").join("; "),
    pcf: figuresOf(pcf, isTransport ? "1" : pcf.unitaryProductAmount),
  });
  if (value === undefined) return { value, problems };
  return { value, problems: [...problems, ...warnings(pcf, isTransport)] };
}
