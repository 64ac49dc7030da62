// Typed access to the small CBAM datasets: categories, CN codes, constants, factors and countries, each figure with its source.

import { assert } from "../../base/assert.ts";
import { canonical, hashOf, type Json } from "../../base/canonical.ts";
import type { FactorSource } from "../../base/derivation.ts";
import type { BothLanguages, Outcome } from "../../base/problem.ts";
import type { TableOrigin } from "../../model/dataset.ts";
import { datasetProblem } from "../../model/problems/dataset.ts";
import type { DatasetUse } from "../../model/statement.ts";
import type { Category, ElectricityMethod, PfcMethod, PfcTechnology, Route } from "../../model/vocabulary.ts";
import categoriesFile from "./values/categories.json" with { type: "json" };
import cnFile from "./values/cn.json" with { type: "json" };
import constantsFile from "./values/constants.json" with { type: "json" };
import countriesFile from "./values/countries.json" with { type: "json" };
import electricityFile from "./values/electricity.json" with { type: "json" };
import gwpFile from "./values/gwp.json" with { type: "json" };
import pfcFile from "./values/pfc-factors.json" with { type: "json" };
import standardFile from "./values/standard-factors.json" with { type: "json" };

export type DatasetStatus = "inForce" | "superseded" | "proposed" | "unsure";

/** What every values file says of itself. */
export type DatasetHeader = {
  id: string;
  title: BothLanguages;
  act: string;
  point: string;
  unit: string;
  validFrom: string;
  validTo?: string;
  status: DatasetStatus;
  source: string;
  licence: string;
  version?: string;
  note?: string;
  supersededBy?: string;
  columns?: readonly string[];
  /** The file that an imported table was read from. */
  origin?: TableOrigin;
};

export type ActId = "IR (EU) 2023/1773" | "IR (EU) 2025/2547";
export const TRANSITIONAL_ACT: ActId = "IR (EU) 2023/1773";
export const DEFINITIVE_ACT: ActId = "IR (EU) 2025/2547";
const FIRST_DEFINITIVE_YEAR = 2026;

/** A figure of the law with its unit and where it stands. */
export type Figure<T = number> = { value: T; unit: string; source: FactorSource; note?: string };

export type Gas = "CO2" | "N2O" | "CF4" | "C2F6";
export type Sector = "cement" | "fertilisers" | "ironAndSteel" | "aluminium" | "hydrogen" | "electricity";
export type FunctionalUnit = "t" | "tClinker" | "tNitrogen" | "MWh";

export type CategoryRow = {
  id: Category;
  name: BothLanguages;
  /** The category's text in the Commission's template, trimmed. */
  template: string;
  sector: Sector;
  gases: Gas[];
  /** True: only direct emissions form the basis in the definitive period (Annex II of Reg (EU) 2023/956). */
  annexII: boolean;
  indirectTransitional: boolean;
  functionalUnit: { transitional: FunctionalUnit; definitive: FunctionalUnit; status: DatasetStatus };
  routes: { transitional: Route[]; definitive: Route[] };
  /** Usual precursors: a hint for forms, never a filter. */
  precursors: Category[];
  note?: string;
};

export type RouteRow = { id: Route; name: BothLanguages; template: string | null };

type Dated = { act: string; point: string; validFrom: string; status: DatasetStatus; note?: string };
type ConstantRow = Dated & { id: string; name: BothLanguages; value: number | boolean | string[]; unit: string };
type CnRow = [cn: string, category: Category, first: number | null, last: number | null, description: string, note?: string];
type StandardRow = {
  id: string;
  group: StandardGroup;
  name: BothLanguages;
  emissionFactor?: number;
  unit?: string;
  ncvGjPerT?: number;
  carbonContentTcPerT?: number;
  zeroRated?: boolean;
  point: string;
  status: DatasetStatus;
  check: string;
};
export type Box = { south: number; west: number; north: number; east: number };
type CountryRow = { code: string; en: string; ko: string; box: [number, number, number, number] | null; aliases?: string[] };

const FILES = {
  categories: categoriesFile,
  cn: cnFile,
  constants: constantsFile,
  countries: countriesFile,
  electricity: electricityFile,
  gwp: gwpFile,
  "pfc-factors": pfcFile,
  "standard-factors": standardFile,
};
export type DatasetId = keyof typeof FILES;

const header = (id: DatasetId): DatasetHeader => FILES[id].header as DatasetHeader;
const fold = (text: string): string => text.normalize("NFKC").replaceAll("’", "'").trim().replace(/\s+/g, " ").toLowerCase();

const categoryRows = categoriesFile.rows as CategoryRow[];
const categoriesById = new Map(categoryRows.map((row) => [row.id, row]));
const categoriesByTemplate = new Map(categoryRows.map((row) => [fold(row.template), row.id]));
const routeRows = categoriesFile.routes as RouteRow[];
const cnRows = new Map((cnFile.rows as CnRow[]).map((row) => [row[0], row]));
const constantRows = constantsFile.rows as ConstantRow[];
const exempt = new Map(constantsFile.exempt.map((row) => [row.country, row]));
const standardRows = standardFile.rows as StandardRow[];
const countryRows = countriesFile.rows as CountryRow[];
const countries = new Map(countryRows.map((row) => [row.code, row]));
const countryNames = new Map(
  countryRows.flatMap((row) => [row.code, row.en, row.ko, ...(row.aliases ?? [])].map((name) => [fold(name), row.code])),
);

function sourceOf(dataset: DatasetId, row: string, from: Pick<Dated, "act" | "point" | "validFrom" | "status">): FactorSource {
  return { dataset, row, act: from.act, point: from.point, validFrom: from.validFrom, status: from.status };
}

function figure<T>(value: T, unit: string, source: FactorSource, note?: string): Figure<T> {
  return { value, unit, source, ...(note === undefined ? {} : { note }) };
}

/**
 * Law: periods up to 2025 follow the transitional act, later ones the definitive act.
 * `periodStart` is an ISO date; `asIf` a year whose act is to be used instead.
 */
export function actFor(periodStart: string, asIf?: number): ActId {
  const year = asIf ?? Number(periodStart.slice(0, 4));
  return year < FIRST_DEFINITIVE_YEAR ? TRANSITIONAL_ACT : DEFINITIVE_ACT;
}

/** The row of a goods category: names, sector, gases, Annex II, functional unit, routes. Source: Annex I of IR (EU) 2025/2547. */
export function categoryRow(id: Category): CategoryRow {
  const row = categoriesById.get(id);
  assert(row !== undefined, `no category ${id}`);
  return row;
}

/** The category that a text of the Commission's template names, without regard to case and blanks; the three alloys are `ferroAlloys`. */
export function categoryOfTemplate(text: string): Category | undefined {
  return categoriesByTemplate.get(fold(text));
}

/** All routes with their names and their texts in the Commission's template. */
export function routeTable(): readonly RouteRow[] {
  return routeRows;
}

/** The route that a text of the Commission's template names, without regard to case and blanks. */
export function routeOfTemplate(text: string): Route | undefined {
  const wanted = fold(text);
  return routeRows.find((row) => row.template !== null && fold(row.template) === wanted)?.id;
}

function cnRow(cn: string): CnRow | undefined {
  return cnRows.get(cn.replace(/\s/g, ""));
}

/** Law: a CN code of eight digits belongs to one category in the years in which it exists (Annex I of Reg (EU) 2023/956); there is no matching by prefix. */
export function categoryOfCn(cn: string, year: number): Category | undefined {
  const row = cnRow(cn);
  if (row === undefined || (row[2] !== null && year < row[2]) || (row[3] !== null && year > row[3])) return undefined;
  return row[1];
}

/** The short English description of a CN code. Source: the Commission's template, sheet Parameters_CNCodes. */
export function cnDescription(cn: string): string | undefined {
  return cnRow(cn)?.[4];
}

/** All CN codes with category and years, for drop-downs. */
export function cnTable(): readonly { cn: string; category: Category; first: number | null; last: number | null; description: string }[] {
  return [...cnRows.values()].map(([cn, category, first, last, description]) => ({ cn, category, first, last, description }));
}

function constantRow(act: ActId, id: string): ConstantRow | undefined {
  return constantRows.find((row) => row.id === id && row.act === act);
}

function constant<T extends ConstantRow["value"]>(act: ActId, id: string): Figure<T> {
  const row = constantRow(act, id);
  assert(row !== undefined, `no constant ${id} in ${act}`);
  return figure(row.value as T, row.unit, sourceOf("constants", id, row), row.note);
}

/** A switch that an act does not have is off. */
function switchOf(act: ActId, id: string): Figure<boolean> {
  const row = constantRow(act, id);
  if (row !== undefined) return constant<boolean>(act, id);
  return figure(false, "true or false", sourceOf("constants", id, { ...header("constants"), act }));
}

/**
 * The constants and switches of an act, each with its source. Fractions are of 1; natural gas in tCO2/TJ.
 * `electricityMeteringHours` is absent where the act sets no interval.
 */
export function constantsFor(act: ActId) {
  return {
    carbonToCo2: constant<number>(act, "carbonToCo2"),
    naturalGasFactor: constant<number>(act, "naturalGasFactor"),
    wasteGasCorrection: constant<number>(act, "wasteGasCorrection"),
    chpHeatEfficiency: constant<number>(act, "chpHeatEfficiency"),
    chpElectricityEfficiency: constant<number>(act, "chpElectricityEfficiency"),
    chpReferenceHeat: constant<number>(act, "chpReferenceHeat"),
    chpReferenceElectricity: constant<number>(act, "chpReferenceElectricity"),
    seeDecimals: constant<number>(act, "seeDecimals"),
    totalDecimals: constant<number>(act, "totalDecimals"),
    floorAtZero: switchOf(act, "floorAtZero"),
    basisDirectOnlyForAnnexII: switchOf(act, "basisDirectOnlyForAnnexII"),
    nationalElectricityFactor: switchOf(act, "nationalElectricityFactor"),
    ownElectricityFactor: switchOf(act, "ownElectricityFactor"),
    electricityMethods: constant<ElectricityMethod[]>(act, "electricityMethods"),
    electricityMeteringHours: constantRow(act, "electricityMeteringHours") && constant<number>(act, "electricityMeteringHours"),
    unionOriginZero: switchOf(act, "unionOriginZero"),
    unionOriginFreeAllocationZero: switchOf(act, "unionOriginFreeAllocationZero"),
  };
}
export type Constants = ReturnType<typeof constantsFor>;

/** Global warming potential in tCO2e/t, by the act (both acts have the same figures). */
export function gwp(gas: Gas, act: ActId = DEFINITIVE_ACT): Figure {
  const row = gwpFile.rows.find((r) => r.gas === gas && r.act === act);
  assert(row !== undefined, `no warming potential of ${gas} in ${act}`);
  return figure(row.value, "tCO2e/t", sourceOf("gwp", gas, row as typeof row & Dated));
}

/** `coefficient` is the slope (SEF) or the overvoltage coefficient (OVC), `weightFraction` tC2F6 per tCF4; `standsFor` names the technology whose figures are borrowed. */
export type PfcFactors = { coefficient: Figure; weightFraction: Figure; standsFor?: PfcTechnology; note?: string };

/** Slope or overvoltage factors of an anode technology; undefined where the table has none. Source: Annex II, tables 2 and 3, of IR (EU) 2025/2547. */
export function pfcFactors(technology: PfcTechnology, method: PfcMethod, act: ActId = DEFINITIVE_ACT): PfcFactors | undefined {
  const row = pfcFile.rows.find((r) => r.technology === technology && r.method === method && r.act === act);
  if (row === undefined) return undefined;
  const source = sourceOf("pfc-factors", `${method}/${technology}`, row as typeof row & Dated);
  const unit = method === "slope" ? "(kgCF4/tAl)/(min/(cell·d))" : "(kgCF4/tAl)/mV";
  return {
    coefficient: figure(row.coefficient, unit, source),
    weightFraction: figure(row.weightFraction, "t/t", source),
    ...(row.standsFor === undefined ? {} : { standsFor: row.standsFor as PfcTechnology }),
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}

export type StandardGroup = "fuel" | "carbonate" | "oxide" | "material";
export type StandardFactor = {
  id: string;
  group: StandardGroup;
  name: BothLanguages;
  /** tCO2/TJ for a fuel, tCO2/t for a carbonate or oxide; absent for a material, which has a carbon content. */
  emissionFactor?: Figure;
  /** GJ/t. */
  netCalorificValue?: Figure;
  /** tC/t. */
  carbonContent?: Figure;
  /** The zero of biomass: it holds only with evidence under RED II, Article 29. */
  zeroRated: boolean;
  /** How far the row was confirmed. */
  check: string;
};

function toStandardFactor(row: StandardRow): StandardFactor {
  const { act, validFrom } = header("standard-factors");
  const { id, group, name, emissionFactor, ncvGjPerT, carbonContentTcPerT, check } = row;
  const source = sourceOf("standard-factors", id, { act, validFrom, point: row.point, status: row.status });
  return {
    id,
    group,
    name,
    ...(emissionFactor === undefined ? {} : { emissionFactor: figure(emissionFactor, group === "fuel" ? "tCO2/TJ" : "tCO2/t", source) }),
    ...(ncvGjPerT === undefined ? {} : { netCalorificValue: figure(ncvGjPerT, "GJ/t", source) }),
    ...(carbonContentTcPerT === undefined ? {} : { carbonContent: figure(carbonContentTcPerT, "tC/t", source) }),
    zeroRated: row.zeroRated === true,
    check,
  };
}

/**
 * A standard factor by its id, or by its English or Korean name without regard to case. A name that stands for a fuel and for a material
 * (petroleum coke) gives the fuel unless `group` says otherwise. Source: Annex VIII of IR (EU) 2023/1773.
 */
export function standardFactor(nameOrId: string, group?: StandardGroup): StandardFactor | undefined {
  const wanted = fold(nameOrId);
  const rows = standardRows.filter((row) => group === undefined || row.group === group);
  const row = rows.find((r) => r.id === nameOrId) ?? rows.find((r) => [r.id, r.name.en, r.name.ko].some((name) => fold(name) === wanted));
  return row === undefined ? undefined : toStandardFactor(row);
}

/** All standard factors, for drop-downs. */
export function standardFactors(): StandardFactor[] {
  return standardRows.map(toStandardFactor);
}

export type ElectricityFactor = {
  country: string;
  region?: string;
  basis: string;
  year: number;
  /** True: the whole country's mean of all supply. */
  average: boolean;
  factor: Figure;
  usableFor: readonly "transitional"[];
  source: string;
};

type ElectricityRow = Omit<ElectricityFactor, "factor"> & { value: number; unit: string; status: DatasetStatus };

/** Official national electricity factors of a country, newest first; usable in the transitional period only (Annex III D.4.2 of IR (EU) 2023/1773). */
export function electricityFactors(country: string): ElectricityFactor[] {
  const code = countryOf(country);
  const { act, validFrom } = header("electricity");
  return (electricityFile.rows as ElectricityRow[])
    .filter((row) => row.country === code)
    .map(({ value, unit, status, ...row }) => {
      const name = [row.country, ...(row.region === undefined ? [] : [row.region]), row.basis].join("/");
      return { ...row, factor: figure(value, unit, sourceOf("electricity", name, { act, point: row.source, validFrom, status })) };
    })
    .sort((a, b) => b.year - a.year);
}

/**
 * The Commission's default electricity factor of a country (Annex II of IR (EU) 2025/2621). None is part of the datasets, so the answer is
 * always a Problem: COUNTRY_UNKNOWN or ELECTRICITY_DEFAULT_UNPUBLISHED.
 */
export function electricityDefault(country: string, path = ""): Outcome<Figure> {
  const code = countryOf(country);
  const problem = code === undefined ? "COUNTRY_UNKNOWN" : "ELECTRICITY_DEFAULT_UNPUBLISHED";
  return { value: undefined, problems: [datasetProblem(problem, { path, params: { country: code ?? country } })] };
}

/**
 * Law: goods that originate in the Union or in a country of Annex III, point 1, of Reg (EU) 2023/956 are outside CBAM. Name or ISO code.
 * With an act: whether a precursor of that origin counts zero under it.
 */
export function isExempt(country: string, act?: ActId): boolean {
  return exemption(country) !== undefined && (act === undefined || switchOf(act, "unionOriginZero").value);
}

/** The source of a country's exemption, or undefined where it has none. */
export function exemption(country: string): FactorSource | undefined {
  const row = exempt.get(countryOf(country) ?? "");
  return row === undefined ? undefined : sourceOf("constants", `exempt/${row.country}`, row as typeof row & Dated);
}

/** The ISO 3166-1 alpha-2 code of a country's code or English or Korean name, without regard to case; also of the Commission's sheet names. */
export function countryOf(nameOrCode: string): string | undefined {
  return countries.has(nameOrCode) ? nameOrCode : countryNames.get(fold(nameOrCode));
}

/** The names of a country by its code. */
export function countryName(code: string): BothLanguages | undefined {
  const row = countries.get(code);
  return row === undefined ? undefined : { en: row.en, ko: row.ko };
}

/** All countries with their names, for drop-downs. */
export function countryTable(): readonly { code: string; name: BothLanguages }[] {
  return countryRows.map(({ code, en, ko }) => ({ code, name: { en, ko } }));
}

/** A generous box around a country in degrees, for the check of coordinates; undefined where there is none. */
export function countryBox(code: string): Box | undefined {
  const box = countries.get(code)?.box ?? undefined;
  if (box === undefined) return undefined;
  const [south, west, north, east] = box;
  return { south, west, north, east };
}

/** What a statement says of a dataset that it used; the hash is that of the canonical JSON of the whole file. */
export function datasetUseOf(file: { header: DatasetHeader }): DatasetUse {
  const { id, act, status, validFrom } = file.header;
  return { id, act, status, validFrom, hash: hashOf(canonical(file as unknown as Json)) };
}

export type DatasetFile = { header: DatasetHeader; rows: readonly unknown[] };

/** One of the small datasets whole, for those who want to see it. */
export function datasetFile(id: DatasetId): DatasetFile {
  return FILES[id] as unknown as DatasetFile;
}

/** What a statement says of one of the small datasets. */
export function datasetUse(id: DatasetId): DatasetUse {
  return datasetUseOf(FILES[id] as { header: DatasetHeader });
}
