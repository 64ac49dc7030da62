// The product footprint as it is exchanged by PACT 3: written strictly, read as the wire lets it pass.
import { z } from "zod";

/** Units of a declared unit. */
const DECLARED_UNITS = [
  "liter",
  "kilogram",
  "cubic meter",
  "kilowatt hour",
  "megajoule",
  "ton kilometer",
  "square meter",
  "piece",
  "hour",
  "megabit second",
] as const;

/** The regions and subregions of UN M49 that PACT names. */
const REGIONS = [
  "Africa",
  "Americas",
  "Asia",
  "Europe",
  "Oceania",
  "Australia and New Zealand",
  "Central Asia",
  "Eastern Asia",
  "Eastern Europe",
  "Latin America and the Caribbean",
  "Melanesia",
  "Micronesia",
  "Northern Africa",
  "Northern America",
  "Northern Europe",
  "Polynesia",
  "South-eastern Asia",
  "Southern Asia",
  "Southern Europe",
  "Sub-Saharan Africa",
  "Western Asia",
  "Western Europe",
] as const;

const GEOGRAPHIES = ["geographyRegionOrSubregion", "geographyCountry", "geographyCountrySubdivision"] as const;

/** The sign that a decimal has: `any`, above zero, at least zero, at most zero. */
export type Sign = "any" | "positive" | "notNegative" | "notPositive";

/** Law: decimals are written in digits with a point, without exponent, and bear the sign that their property asks for. Source: PACT 3.0.3, with both alternations anchored. */
const DECIMALS: Readonly<Record<Sign, RegExp>> = {
  any: /^[+-]?\d+(\.\d+)?$/,
  positive: /^\+?(?=[\d.]*[1-9])\d+(\.\d+)?$/,
  notNegative: /^\+?\d+(\.\d+)?$/,
  notPositive: /^(-\d+(\.\d+)?|0+(\.0+)?)$/,
};

/** Decimals of the footprint, each with the sign that it has. */
export const SIGNS = {
  declaredUnitAmount: "positive",
  productMassPerDeclaredUnit: "notNegative",
  pcfExcludingBiogenicUptake: "any",
  pcfIncludingBiogenicUptake: "any",
  fossilGhgEmissions: "notNegative",
  fossilCarbonContent: "notNegative",
  biogenicCarbonContent: "notNegative",
  recycledCarbonContent: "notNegative",
  landUseChangeGhgEmissions: "notNegative",
  landCarbonLeakage: "notNegative",
  landManagementFossilGhgEmissions: "notNegative",
  landManagementBiogenicCO2Emissions: "notNegative",
  landManagementBiogenicCO2Removals: "notPositive",
  biogenicCO2Uptake: "notPositive",
  biogenicNonCO2Emissions: "notNegative",
  landAreaOccupation: "notNegative",
  aircraftGhgEmissions: "notNegative",
  packagingGhgEmissions: "notNegative",
  packagingBiogenicCarbonContent: "notNegative",
  outboundLogisticsGhgEmissions: "notNegative",
  ccsTechnologicalCO2Capture: "notPositive",
  technologicalCO2Removals: "notPositive",
  ccuCarbonContent: "notNegative",
  exemptedEmissionsPercent: "notNegative",
  primaryDataShare: "notNegative",
} as const satisfies Record<string, Sign>;

export type DecimalName = keyof typeof SIGNS;

const text = z.string().max(20_000);
const filled = z.string().min(1).max(20_000);
const uuid = z.guid();
const moment = z.iso.datetime({ offset: true });
const urn = z.string().regex(/^[uU][rR][nN]:/);
const uri = z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/);

function setOf<T extends z.ZodType>(item: T) {
  const isSet = (list: unknown[]): boolean => new Set(list.map((one) => JSON.stringify(one))).size === list.length;
  return z.array(item).min(1).refine(isSet, { message: "an entry stands twice" });
}

const verification = {
  coverage: z.enum(["PCF calculation model", "PCF program", "product level"]).optional(),
  providerName: text.optional(),
  completedAt: moment.optional(),
  standardName: text.optional(),
  comments: text.optional(),
};

const rule = {
  operator: z.enum(["PEF", "EPD International", "Other"]),
  ruleNames: setOf(filled),
  otherOperatorName: filled.optional(),
};

const extension = { specVersion: text, dataSchema: uri, documentation: uri.optional(), data: z.record(z.string(), z.unknown()) };

type Making = { object: typeof z.object; decimal: (sign: Sign) => z.ZodString };

/** The figures and what is said of them. */
function figuresOf({ object, decimal }: Making) {
  const { declaredUnitAmount, productMassPerDeclaredUnit, pcfExcludingBiogenicUptake, pcfIncludingBiogenicUptake, ...others } = SIGNS;
  const { fossilGhgEmissions, fossilCarbonContent, exemptedEmissionsPercent, ...optional } = others;
  const maybe = Object.fromEntries(Object.entries(optional).map(([name, sign]) => [name, decimal(sign).optional()]));
  return object({
    declaredUnitOfMeasurement: z.enum(DECLARED_UNITS),
    declaredUnitAmount: decimal(declaredUnitAmount),
    productMassPerDeclaredUnit: decimal(productMassPerDeclaredUnit),
    referencePeriodStart: moment,
    referencePeriodEnd: moment,
    geographyRegionOrSubregion: z.enum(REGIONS).optional(),
    geographyCountry: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    geographyCountrySubdivision: z
      .string()
      .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)
      .optional(),
    pcfExcludingBiogenicUptake: decimal(pcfExcludingBiogenicUptake),
    pcfIncludingBiogenicUptake: decimal(pcfIncludingBiogenicUptake),
    fossilGhgEmissions: decimal(fossilGhgEmissions),
    fossilCarbonContent: decimal(fossilCarbonContent),
    exemptedEmissionsPercent: decimal(exemptedEmissionsPercent),
    ...(maybe as Record<keyof typeof optional, z.ZodOptional<z.ZodString>>),
    boundaryProcessesDescription: text.optional(),
    packagingEmissionsIncluded: z.boolean().optional(),
    ccsTechnologicalCO2CaptureIncluded: z.boolean().optional(),
    technologicalCO2CaptureOrigin: text.optional(),
    ccuCalculationApproach: z.enum(["Cut-off", "Credit"]).optional(),
    ccuCreditCertification: uri.optional(),
    ipccCharacterizationFactors: setOf(z.string().regex(/^AR\d+$/)),
    crossSectoralStandards: setOf(text),
    productOrSectorSpecificRules: setOf(object(rule)).optional(),
    exemptedEmissionsDescription: text.optional(),
    allocationRulesDescription: text.optional(),
    secondaryEmissionFactorSources: z
      .array(object({ name: filled, version: filled }))
      .min(1)
      .optional(),
    dqi: object({ technologicalDQR: decimal("any"), geographicalDQR: decimal("any"), temporalDQR: decimal("any") }).optional(),
    verification: object(verification).optional(),
  }).refine((pcf) => GEOGRAPHIES.filter((name) => pcf[name] !== undefined).length <= 1, { message: "more than one geography" });
}

function footprintOf(making: Making) {
  return making.object({
    id: uuid,
    specVersion: z.string().regex(/^\d+\.\d+\.\d+(-\d{8})?$/),
    precedingPfIds: setOf(uuid).optional(),
    created: moment,
    status: z.enum(["Active", "Deprecated"]),
    validityPeriodStart: moment.optional(),
    validityPeriodEnd: moment.optional(),
    companyName: filled,
    companyIds: setOf(urn),
    productDescription: text,
    productIds: setOf(urn),
    productClassifications: setOf(urn).optional(),
    productNameCompany: filled,
    comment: text.optional(),
    pcf: figuresOf(making),
    extensions: z.array(making.object(extension)).optional(),
  });
}

/** What goes out: PACT 3.0.3 by its strict patterns, and no property beyond those it knows. */
export const footprintSchema = footprintOf({
  object: z.strictObject as unknown as typeof z.object,
  decimal: (sign) => z.string().max(100).regex(DECIMALS[sign]),
});

/** What comes in: the shape alone, as PACT 3.0.4 lets it pass; what its decimals say is for the checks. */
export const inboundFootprintSchema = footprintOf({ object: z.object, decimal: () => z.string().max(100) });

export type Footprint = z.infer<typeof footprintSchema>;
export type CarbonFootprint = Footprint["pcf"];
