// The closed vocabularies of CBAM: goods categories, production routes, methods, sources of electricity factors.

/** Aggregated goods categories (IR (EU) 2025/2547 Annex I); `ferroAlloys` is the one category that the transitional template makes of three. */
export const CATEGORIES = [
  "calcinedClay",
  "cementClinker",
  "cement",
  "aluminousCement",
  "hydrogen",
  "ammonia",
  "nitricAcid",
  "urea",
  "mixedFertilisers",
  "sinteredOre",
  "pigIron",
  "ferroManganese",
  "ferroChromium",
  "ferroNickel",
  "ferroAlloys",
  "directReducedIron",
  "crudeSteel",
  "ironOrSteelProducts",
  "unwroughtAluminium",
  "aluminiumProducts",
  "electricity",
] as const;
export type Category = (typeof CATEGORIES)[number];

export const ROUTES = [
  "blastFurnace",
  "smeltingReduction",
  "basicOxygen",
  "electricArc",
  "steamReforming",
  "steamCracking",
  "gasification",
  "waterElectrolysis",
  "chlorAlkali",
  "haberBoschGas",
  "haberBoschGasification",
  "primaryAluminium",
  "secondaryAluminium",
  "greyClinker",
  "whiteClinker",
  "all",
  "other",
  "unknown",
] as const;
export type Route = (typeof ROUTES)[number];

/** How the emissions of a source stream are found: calculation by combustion or process factor, or by carbon mass balance. */
export const STREAM_METHODS = ["combustion", "process", "massBalance"] as const;
export type StreamMethod = (typeof STREAM_METHODS)[number];

export const PFC_METHODS = ["slope", "overvoltage"] as const;
export type PfcMethod = (typeof PFC_METHODS)[number];

/** Anode technologies with standard slope and overvoltage factors. */
export const PFC_TECHNOLOGIES = ["PFPB-L", "PFPB-M", "PFPB-MW", "CWPB", "SWPB", "VSS", "HSS"] as const;
export type PfcTechnology = (typeof PFC_TECHNOLOGIES)[number];

/** Gases that a continuous measurement may report. */
export const MEASURED_GASES = ["CO2", "N2O"] as const;
export type MeasuredGas = (typeof MEASURED_GASES)[number];

/**
 * Source of an electricity factor. The D.* names are those of IR (EU) 2023/1773 Annex III D and of the Commission's template;
 * `default` is the published country default, `directLink` and `ppa` the two actual sources that IR (EU) 2025/2547 allows, `marketBased` one that it refuses.
 */
export const ELECTRICITY_METHODS = [
  "D.4(a)",
  "D.4(b)",
  "D.4.1",
  "D.4.2",
  "D.4.3.1",
  "D.4.3.2",
  "Mix",
  "default",
  "directLink",
  "ppa",
  "marketBased",
] as const;
export type ElectricityMethod = (typeof ELECTRICITY_METHODS)[number];

export const PRECURSOR_BASES = ["actual", "default", "unknown"] as const;
export type PrecursorBasis = (typeof PRECURSOR_BASES)[number];

export const REDUCING_AGENTS = ["coalOrCoke", "naturalGas", "biogas", "hydrogen"] as const;
export const CARBON_PRICE_INSTRUMENTS = ["none", "tax", "levy", "fee", "nationalEts", "regionalEts", "combination", "other"] as const;
export const REBATE_TYPES = ["none", "freeAllocation", "compensation", "taxDeduction", "combination", "other"] as const;
export const DATA_QUALITY = ["measurements", "nationalFactors", "sectorFactors", "internationalFactors", "commissionDefaults"] as const;
export const DATA_QUALITY_REASONS = ["unreasonableCosts", "dataGaps", "other"] as const;
export const DATA_VERIFICATION = ["thirdParty", "internalAudit", "fourEyes", "none"] as const;

/** Indicators of the tables of benchmarks and default values (IR (EU) 2025/2620 and 2025/2621). */
export const ROUTE_LETTERS = ["A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L"] as const;
export type RouteLetter = (typeof ROUTE_LETTERS)[number];

export const GENERATION = ["fossil", "renewable", "nuclear", "mixed"] as const;
export const CO2_DIRECTIONS = ["received", "exported"] as const;
export const CO2_PURPOSES = ["storage", "permanentBinding", "other"] as const;
