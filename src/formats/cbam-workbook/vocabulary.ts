// The texts of the workbook's drop-downs, in English and in the languages of the file's own Translations sheet.

import type { Case, Precursor, Product } from "../../model/case.ts";
import type { Category, ElectricityMethod, MeasuredGas, PfcMethod, PfcTechnology, Route, StreamMethod } from "../../model/vocabulary.ts";
import type { Sheet } from "../xlsx/sheet.ts";

/** Our words and the English text of each in the template, in the order of its list. */
export type Choices<T extends string> = readonly (readonly [T, string])[];

type Price = NonNullable<Product["carbonPrice"]>;
type Balances = NonNullable<Case["balances"]>;

export const CATEGORY_CHOICES: Choices<Category> = [
  ["cement", "Cement"],
  ["cementClinker", "Cement clinker"],
  ["calcinedClay", "Calcined clays"],
  ["aluminousCement", "Aluminous cement"],
  ["ironOrSteelProducts", "Iron or steel products"],
  ["crudeSteel", "Crude steel"],
  ["directReducedIron", "Direct reduced iron"],
  ["pigIron", "Pig iron"],
  ["ferroAlloys", "Alloys (FeMn, FeCr, FeNi)"],
  ["sinteredOre", "Sintered Ore"],
  ["hydrogen", "Hydrogen"],
  ["ammonia", "Ammonia"],
  ["nitricAcid", "Nitric acid"],
  ["urea", "Urea"],
  ["mixedFertilisers", "Mixed fertilisers"],
  ["aluminiumProducts", "Aluminium products"],
  ["unwroughtAluminium", "Unwrought aluminium"],
  ["electricity", "Electricity (export to EU)"],
];

/** In the list of included goods: no precursor is made inside. */
export const ONLY_DIRECT: Choices<"onlyDirect"> = [["onlyDirect", "Only direct production"]];

export const ROUTE_CHOICES: Choices<Route> = [
  ["all", "All production routes"],
  ["basicOxygen", "Basic oxygen steelmaking"],
  ["electricArc", "Electric arc furnace"],
  ["blastFurnace", "Blast furnace route"],
  ["smeltingReduction", "Smelting reduction"],
  ["steamReforming", "Steam reforming and partial oxidation"],
  ["waterElectrolysis", "Electrolysis of water"],
  ["chlorAlkali", "Chlor-Alkali electrolysis and production of chlorates"],
  ["haberBoschGas", "Haber-Bosch process with steam reforming of natural gas or biogas"],
  ["haberBoschGasification", "Haber-Bosch process with gasification of coal or other fuels"],
  ["primaryAluminium", "Primary (electrolytic) smelting"],
  ["secondaryAluminium", "Secondary melting (recycling)"],
  ["other", "Other production routes"],
  ["unknown", "Unknown production routes"],
];

/** The routes of a category in the order of the rows in sheets D and E (Parameters_Constants G89:N106); ["all"] where it has none. */
const ROUTES_BY_CATEGORY: Partial<Record<Category, readonly Route[]>> = {
  crudeSteel: ["basicOxygen", "electricArc", "other", "unknown"],
  pigIron: ["blastFurnace", "smeltingReduction", "other", "unknown"],
  hydrogen: ["steamReforming", "waterElectrolysis", "chlorAlkali", "other", "unknown"],
  ammonia: ["haberBoschGas", "haberBoschGasification", "other", "unknown"],
  unwroughtAluminium: ["primaryAluminium", "secondaryAluminium", "other", "unknown"],
};

export function routesOf(category: Category): readonly Route[] {
  return ROUTES_BY_CATEGORY[category] ?? ["all"];
}

export const METHOD_CHOICES: Choices<StreamMethod> = [
  ["combustion", "Combustion"],
  ["process", "Process emissions"],
  ["massBalance", "Mass balance"],
];
export const PFC_METHOD_CHOICES: Choices<PfcMethod> = [
  ["slope", "Slope method"],
  ["overvoltage", "Overvoltage method"],
];
export const GAS_CHOICES: Choices<MeasuredGas> = [
  ["CO2", "CO2"],
  ["N2O", "N2O"],
];
export const ACTIVITY_UNITS: Choices<"t" | "1000Nm3"> = [
  ["t", "t"],
  ["1000Nm3", "1000Nm3"],
];
export const FACTOR_UNITS: Choices<"tCO2/TJ" | "tCO2/t" | "tCO2/1000Nm3"> = [
  ["tCO2/TJ", "tCO2/TJ"],
  ["tCO2/t", "tCO2/t"],
  ["tCO2/1000Nm3", "tCO2/1000Nm3"],
];
export const ELECTRICITY_CHOICES: Choices<ElectricityMethod> = [
  ["D.4(a)", "D.4(a)"],
  ["D.4(b)", "D.4(b)"],
  ["D.4.1", "D.4.1"],
  ["D.4.2", "D.4.2"],
  ["D.4.3.1", "D.4.3.1"],
  ["D.4.3.2", "D.4.3.2"],
  ["Mix", "Mix"],
];
export const BASIS_CHOICES: Choices<NonNullable<Precursor["sources"][number]["basis"]>> = [
  ["actual", "Measured"],
  ["default", "Default"],
  ["unknown", "Unknown"],
];
export const REASON_CHOICES: Choices<NonNullable<Balances["dataQualityReason"]>> = [
  ["unreasonableCosts", "Unreasonable costs for more accurate monitoring"],
  ["dataGaps", "Data gaps"],
  ["other", "Other"],
];
export const QUALITY_CHOICES: Choices<NonNullable<Balances["dataQuality"]>> = [
  ["measurements", "Mostly measurements & analyses"],
  ["nationalFactors", "Mostly measurements & national standard factors for e.g. the emission factor"],
  ["sectorFactors", "Mostly measurements & sector-specific standard factors for e.g. the emission factor"],
  ["internationalFactors", "Mostly measurements & international standard factors for e.g. the emission factor"],
  ["commissionDefaults", "Mostly default values provided by the European Commission"],
];
export const VERIFICATION_CHOICES: Choices<NonNullable<Balances["dataVerification"]>> = [
  ["thirdParty", "Third-party verification"],
  ["internalAudit", "Internal audits"],
  ["fourEyes", "Four eyes principle"],
  ["none", "None"],
];
export const AGENT_CHOICES: Choices<NonNullable<NonNullable<Product["parameters"]>["reducingAgent"]>> = [
  ["coalOrCoke", "Coal or coke"],
  ["naturalGas", "Natural gas"],
  ["biogas", "Biogas"],
  ["hydrogen", "Hydrogen"],
];
export const INSTRUMENT_CHOICES: Choices<NonNullable<Price["instrument"]>> = [
  ["none", "None"],
  ["tax", "Carbon Tax"],
  ["levy", "Carbon Levy"],
  ["fee", "Carbon Fee"],
  ["nationalEts", "National Emissions Trading System"],
  ["regionalEts", "Regional Emissions Trading System"],
  ["combination", "Combination"],
  ["other", "Other"],
];
export const REBATE_CHOICES: Choices<NonNullable<Price["rebateType"]>> = [
  ["none", "None"],
  ["freeAllocation", "Free allocation"],
  ["compensation", "Financial compensation"],
  ["taxDeduction", "Tax deduction"],
  ["combination", "Combination"],
  ["other", "Other"],
];

/** Abbreviations in free text; the longer ones first. */
const TECHNOLOGIES: readonly (readonly [PfcTechnology, RegExp])[] = [
  ["PFPB-MW", /pfpb[\s_-]*mw/i],
  ["PFPB-M", /pfpb[\s_-]*m\b/i],
  ["PFPB-L", /pfpb[\s_-]*l\b/i],
  ["CWPB", /\bcwpb\b|cent(?:re|er)[\s-]*worked/i],
  ["SWPB", /\bswpb\b|side[\s-]*worked/i],
  ["VSS", /\bvss\b|vertical[\s-]*stud/i],
  ["HSS", /\bhss\b|horizontal[\s-]*stud/i],
];

/** The anode technology that a free text names, or undefined. */
export function technologyOf(text: string): PfcTechnology | undefined {
  return TECHNOLOGIES.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Texts are compared trimmed, with single spaces and without case. */
export function normalised(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** Finds the English text behind a translated one, in the file's own Translations sheet: column C is English, B what is shown, D:M others. */
export class Translations {
  private readonly load: () => Sheet | undefined;
  private index: Map<string, Set<string>> | undefined;

  constructor(load: () => Sheet | undefined) {
    this.load = load;
  }

  englishOf(text: string): ReadonlySet<string> {
    this.index ??= this.build();
    return this.index.get(normalised(text)) ?? new Set();
  }

  private build(): Map<string, Set<string>> {
    const index = new Map<string, Set<string>>();
    const sheet = this.load();
    for (const cell of sheet?.cells.values() ?? []) {
      if (cell.column < 2 || cell.column > 13 || cell.type !== "text") continue;
      const english = sheet?.cell(`C${cell.row}`)?.value;
      if (typeof english !== "string") continue;
      const key = normalised(String(cell.value));
      const known = index.get(key);
      if (known === undefined) index.set(key, new Set([normalised(english)]));
      else known.add(normalised(english));
    }
    return index;
  }
}

/** Our word for a text of a drop-down, or undefined where it is none of the choices. */
export function choose<T extends string>(text: string, choices: Choices<T>, translations: Translations): T | undefined {
  const key = normalised(text);
  const direct = choices.find(([, english]) => normalised(english) === key);
  if (direct !== undefined) return direct[0];
  const english = translations.englishOf(text);
  return choices.find(([, name]) => english.has(normalised(name)))?.[0];
}
