// The CBAM checks: silent on sound cases, and each code provoked by one seeded fault.
import assert from "node:assert/strict";
import test from "node:test";
import type { Problem } from "../../src/base/problem.ts";
import {
  type Case,
  type CaseInput,
  caseSchema,
  type Precursor,
  type PrecursorSource,
  type Process,
  type Product,
  type Stream,
} from "../../src/model/case.ts";
import { CHECK_PROBLEMS } from "../../src/model/problems/check.ts";
import { calculate } from "../../src/rules/cbam/calculate.ts";
import { type Facts, factsOf } from "../../src/rules/cbam/checks/facts.ts";
import { CHECKS, runChecks } from "../../src/rules/cbam/checks.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import { DEFINITIVE_ACT } from "../../src/rules/cbam/tables.ts";
import { aluminiumCase, ammoniaCase, change, goodCase } from "./sample.ts";

type Code = keyof typeof CHECK_PROBLEMS;

/** A table of two rows: pig iron of Brazil and ingots of Korea, by the routes from ore. */
const TABLE: DefaultValues = {
  header: {
    id: "default-values",
    title: { ko: "시험", en: "test" },
    act: "IR (EU) 2025/2621",
    point: "Annex I",
    unit: "tCO2e/t",
    validFrom: "2026-01-01",
    status: "superseded",
    source: "test",
    licence: "none",
    version: "test",
  },
  countries: ["BR", "KR", "other"],
  rows: [
    [0, "7201", 1.8, 0.1, 1.9, "(C)"],
    [1, "7601", 2, 0.1, 2, "(K)"],
    [1, "7207", 1.9, 0.1, 1.9, "(C)"],
  ],
};

const checked = (given: Case): Problem[] => runChecks(factsOf(calculate(given, { defaultValues: TABLE })));
const codes = (given: Case): string[] => [...new Set(checked(given).map((p) => p.code))].sort();

const found = <T extends { id: string }>(list: T[] | undefined, id: string): T => {
  const entry = (list ?? []).find((e) => e.id === id);
  assert.ok(entry, id);
  return entry;
};
const stream = (c: Case, id: string): Stream => found(c.streams, id);
const process = (c: Case, id: string): Process => found(c.processes, id);
const product = (c: Case, id: string): Product => found(c.products, id);
const pig = (c: Case): Precursor => found(c.precursors, "PIG");
const source = (c: Case): PrecursorSource => {
  const [only] = pig(c).sources;
  assert.ok(only);
  return only;
};
const power = (c: Case, id: string) => {
  const [first] = process(c, id).electricity ?? [];
  assert.ok(first);
  return first;
};
const transitional = (c: Case, start = "2024-01-01", end = "2024-12-31"): void => {
  c.period = { start, end };
  for (const p of c.processes) for (const e of p.electricity ?? []) e.method = "D.4(b)";
  for (const p of c.precursors ?? []) for (const s of p.sources) delete s.electricityMethod;
};
const q = (value: number, unit: string) => ({ value, unit });

const each = <T>(list: readonly T[], fault: (entry: T) => unknown): void => {
  for (const entry of list) fault(entry);
};

const gap = (subject: string, start: string, end: string) => ({ subject, start, end, method: "mean" });
const priced = (...subjects: string[]) => ({
  currency: "KRW",
  rows: subjects.map((subject) => ({ subject, share: q(1, "1"), due: 9, rebate: 0 })),
});

type Seed = { code: Code; fault: (c: Case) => void; on?: () => Case; with?: Code[] };

const SEEDS: Seed[] = [
  // ranges
  { code: "FACTOR_IMPLAUSIBLE", fault: (c) => (stream(c, "gas").netCalorificValue = q(36000, "GJ/1000Nm3")), with: ["FAR_FROM_DEFAULT"] },
  { code: "FACTOR_IMPLAUSIBLE", fault: (c) => (stream(c, "gas").emissionFactor = q(0.0561, "tCO2/TJ")) },
  { code: "FACTOR_IMPLAUSIBLE", fault: (c) => (stream(c, "coal").carbonContent = q(85, "tC/t")) },
  { code: "FACTOR_IMPLAUSIBLE", fault: (c) => (power(c, "EAF").emissionFactor = q(450, "tCO2e/MWh")), with: ["STATED_TOTAL_DIFFERS"] },
  { code: "CARBON_IMPLIED", on: ammoniaCase, fault: (c) => (stream(c, "gas").emissionFactor = q(100, "tCO2/TJ")) },
  { code: "PERCENT_AS_FRACTION", fault: (c) => (stream(c, "gas").oxidationFactor = q(0.995, "%")) },
  { code: "PERCENT_AS_FRACTION", on: ammoniaCase, fault: (c) => (stream(c, "chips").biomassFraction = q(0.9, "%")) },
  {
    code: "PERCENT_AS_FRACTION",
    on: aluminiumCase,
    fault: (c) => (found(c.pfc, "cells").currentEfficiency = q(0.95, "%")),
    with: ["FAR_FROM_DEFAULT"],
  },
  {
    code: "PFC_RATE_IMPLAUSIBLE",
    on: aluminiumCase,
    fault: (c) => (found(c.pfc, "cells").overvoltage = q(300, "mV")),
    with: ["FAR_FROM_DEFAULT"],
  },
  { code: "HOURS_EXCEED_PERIOD", on: ammoniaCase, fault: (c) => (found(c.measuredPoints, "stack").hours = q(8761, "h")) },
  // zeros
  { code: "ZERO_IMPLAUSIBLE", fault: (c) => (power(c, "MILL").amount = q(0, "MWh")), with: ["STATED_TOTAL_DIFFERS"] },
  { code: "ZERO_IMPLAUSIBLE", fault: (c) => (power(c, "MILL").emissionFactor = q(0, "tCO2e/MWh")), with: ["STATED_TOTAL_DIFFERS"] },
  { code: "ZERO_IMPLAUSIBLE", fault: (c) => (source(c).seeDirect = q(0, "tCO2e/t")) },
  { code: "ZERO_IMPLAUSIBLE", fault: (c) => (stream(c, "gas").netCalorificValue = q(0, "GJ/1000Nm3")) },
  // balances
  { code: "FUEL_BALANCE", on: ammoniaCase, fault: (c) => (c.balances = { fuel: { ...c.balances?.fuel, nonCbam: q(100, "TJ") } }) },
  { code: "FUEL_TOTAL_DIFFERS", on: ammoniaCase, fault: (c) => (c.balances = { fuel: { total: q(4000, "TJ") } }) },
  { code: "STATED_TOTAL_DIFFERS", fault: (c) => (c.balances = { emissions: { indirect: q(24296, "tCO2e") } }) },
  { code: "STATED_TOTAL_DIFFERS", on: ammoniaCase, fault: (c) => (c.balances = { emissions: { n2o: q(80, "tCO2e") } }) },
  { code: "SHARES_EXCEED_ONE", fault: (c) => (stream(c, "gas").shares = { EAF: q(30, "%"), MILL: q(80, "%") }), with: ["OVER_ATTRIBUTED"] },
  { code: "OVER_ATTRIBUTED", fault: (c) => (process(c, "MILL").directEmissions = q(20000, "tCO2e")) },
  { code: "NOT_ATTRIBUTED", fault: (c) => (stream(c, "gas").shares = { EAF: q(20, "%"), MILL: q(70, "%") }) },
  {
    code: "DIRECT_WITHOUT_SOURCES",
    fault: (c) => {
      c.streams = [];
      each(c.processes, (p) => (p.directEmissions = q(10000, "tCO2e")));
    },
  },
  { code: "CARBON_OUT_EXCEEDS_IN", fault: (c) => (stream(c, "billet").carbonContent = q(0.2, "tC/t")) },
  { code: "MASS_BALANCE_WITHOUT_INPUT", fault: (c) => (c.streams = c.streams?.filter((s) => ["gas", "billet"].includes(s.id))) },
  {
    code: "PRODUCT_AS_INPUT",
    fault: (c) => Object.assign(stream(c, "billet"), { name: "hot rolled COIL", activity: { ...q(1000, "t"), evidence: ["meters"] } }),
  },
  {
    code: "PROCESS_CARBON_NEGATIVE",
    fault: (c) => each(["gas", "coal", "iron", "scrap"], (id) => (stream(c, id).shares = { MILL: q(1, "1") })),
  },
  { code: "ACTIVITY_BALANCE", fault: (c) => (process(c, "MILL").toMarket = q(70000, "t")) },
  { code: "TRANSFERS_EXCEED_ACTIVITY", fault: (c) => (c.transfers = [{ from: "EAF", to: "MILL", amount: q(120000, "t") }]) },
  { code: "PRODUCTS_DIFFER", fault: (c) => (product(c, "COIL").amount = q(77000, "t")) },
  { code: "PRODUCTS_DIFFER", fault: (c) => (product(c, "COIL").amount = q(70000, "t")) },
  { code: "PRECURSOR_BALANCE", fault: (c) => delete pig(c).otherUse },
  { code: "SOURCES_DIFFER", fault: (c) => (source(c).amount = q(20000, "t")) },
  { code: "PRECURSOR_UNUSED", fault: (c) => delete pig(c).uses },
  {
    code: "WASTE_GAS_WITHOUT_SOURCE",
    fault: (c) => Object.assign(process(c, "MILL"), { directEmissions: q(0, "tCO2e"), wasteGas: { exported: [{ amount: q(10, "TJ") }] } }),
    with: ["NOT_ATTRIBUTED"],
  },
  {
    code: "EXPORT_EXCEEDS_ENERGY",
    on: ammoniaCase,
    fault: (c) => (process(c, "NH3").heat = { exported: [{ amount: q(6000, "TJ"), emissionFactor: q(10, "tCO2/TJ") }] }),
    with: [],
  },
  // electricity
  { code: "ELECTRICITY_METHOD_REFUSED", on: ammoniaCase, fault: (c) => (power(c, "NH3").method = "marketBased") },
  { code: "ELECTRICITY_METHOD_DOUBTFUL", on: ammoniaCase, fault: (c) => (power(c, "NH3").method = "Mix") },
  { code: "ELECTRICITY_METHOD_DOUBTFUL", on: ammoniaCase, fault: (c) => delete power(c, "NH3").method },
  { code: "ELECTRICITY_CRITERIA_MISSING", on: ammoniaCase, fault: (c) => delete power(c, "HNO3").criteria },
  {
    code: "ELECTRICITY_CRITERIA_MISSING",
    on: ammoniaCase,
    fault: (c) => Object.assign(power(c, "NH3"), { method: "directLink", criteria: { meteringInterval: q(1, "d") } }),
  },
  { code: "ELECTRICITY_NOT_CHARGED", fault: (c) => (power(c, "EAF").method = "Mix") },
  { code: "ELECTRICITY_METHOD_REFUSED", fault: (c) => (power(c, "EAF").method = "marketBased") },
  {
    code: "ELECTRICITY_METHOD_TRANSITIONAL",
    on: ammoniaCase,
    fault: (c) => {
      transitional(c);
      Object.assign(power(c, "NH3"), { method: "directLink", criteria: { meteringInterval: q(1, "d") } });
    },
  },
  { code: "ELECTRICITY_MISSING", on: ammoniaCase, fault: (c) => delete process(c, "NH3").electricity },
  // routes and codes
  {
    code: "ROUTE_MISSING",
    fault: (c) => Object.assign(process(c, "EAF"), { routes: undefined, production: [{ amount: q(100000, "t") }] }),
  },
  { code: "ROUTE_FOREIGN", fault: (c) => process(c, "EAF").routes?.push("primaryAluminium") },
  {
    code: "ROUTE_WITHOUT_PRECURSOR",
    fault: (c) => {
      process(c, "EAF").routes?.push("basicOxygen");
      c.precursors = [];
    },
  },
  { code: "CN_FORM", fault: (c) => (product(c, "COIL").cn = "7208") },
  { code: "GOOD_CN_UNKNOWN", fault: (c) => (product(c, "COIL").cn = "84821010") },
  { code: "PRECURSOR_CN_UNKNOWN", fault: (c) => (pig(c).cn = "26011100") },
  { code: "CN_NOT_IN_YEAR", fault: (c) => (pig(c).cn = "31021010") },
  { code: "CN_CATEGORY", fault: (c) => (product(c, "COIL").cn = "72071290") },
  // precursors
  { code: "DEFAULTS_USED", fault: (c) => (source(c).basis = "default") },
  {
    code: "DEFAULT_UNJUSTIFIED",
    fault: (c) => {
      transitional(c);
      source(c).basis = "default";
    },
    with: ["DEFAULTS_USED"],
  },
  { code: "PRECURSOR_BASIS_UNKNOWN", fault: (c) => delete source(c).basis },
  { code: "PRECURSOR_UNVERIFIED", fault: (c) => delete source(c).verifier },
  { code: "PRECURSOR_ORIGIN_INCOMPLETE", fault: (c) => delete source(c).period },
  { code: "PRECURSOR_UNUSUAL", fault: (c) => Object.assign(pig(c), { category: "sinteredOre", cn: "26011200" }) },
  { code: "FAR_FROM_DEFAULT", fault: (c) => (source(c).seeDirect = q(1700, "tCO2e/t")) },
  { code: "FAR_FROM_DEFAULT", on: aluminiumCase, fault: (c) => (stream(c, "anodes").activity = q(210, "t")) },
  // gaps and period
  { code: "ESTIMATES_USED", fault: (c) => (power(c, "EAF").amount = { ...q(45000, "MWh"), estimated: true }) },
  {
    code: "ESTIMATES_MATERIAL",
    fault: (c) => (stream(c, "gas").activity = { ...q(10000, "1000Nm3"), estimated: true, evidence: ["meters"] }),
  },
  {
    code: "DATA_GAP",
    fault: (c) => (c.dataGaps = [{ subject: "gas", start: "2026-03-01", end: "2026-03-05", method: "highest of the year" }]),
  },
  { code: "DATA_GAP_OPEN", fault: (c) => (c.dataGaps = [{ subject: "gas", start: "2026-03-01", end: "2026-03-05" }]) },
  { code: "PERIOD_NOT_CALENDAR_YEAR", fault: (c) => (c.period = { start: "2026-01-01", end: "2026-11-30" }) },
  { code: "PERIOD_SHORT", fault: (c) => transitional(c, "2024-01-01", "2024-06-30") },
  { code: "PERIOD_TOO_SHORT", fault: (c) => transitional(c, "2024-01-01", "2024-02-29") },
  { code: "PERIOD_TOO_LONG", fault: (c) => transitional(c, "2024-01-01", "2025-01-31") },
  { code: "PERIOD_NOT_WHOLE_MONTHS", fault: (c) => transitional(c, "2024-01-15", "2025-01-14") },
  // names and places
  { code: "NAME_DUPLICATE", fault: (c) => (process(c, "MILL").name = "steel SHOP") },
  { code: "PRECURSOR_NAMED_LIKE_PROCESS", fault: (c) => (pig(c).name = "Steel Shop") },
  { code: "NAME_WILDCARD", fault: (c) => (pig(c).name = "Pig iron *") },
  { code: "COUNTRY_NOT_RECOGNISED", fault: (c) => (c.installation.country = "Atlantis") },
  { code: "COUNTRY_NOT_RECOGNISED", fault: (c) => (pig(c).country = "Atlantis"), with: [] },
  { code: "COUNTRY_NOT_CODE", fault: (c) => (c.installation.country = "South Korea") },
  { code: "COORDINATES_INVALID", fault: (c) => (c.installation.coordinates = { latitude: 129.4, longitude: 36 }) },
  {
    code: "COORDINATES_OUTSIDE_COUNTRY",
    fault: (c) => Object.assign(c.installation, { country: "CN", unlocode: "CN SHA", coordinates: { latitude: 16.69, longitude: 147.8 } }),
  },
  { code: "UNLOCODE_MISFIT", fault: (c) => (c.installation.unlocode = "JP TYO") },
  { code: "OPERATOR_MISSING", fault: (c) => (c.installation.operator = { name: "", registration: "1", address: {} }) },
  { code: "IDENTITY_INCOMPLETE", fault: (c) => delete c.installation.unlocode },
  // biomass and prices
  {
    code: "BIOMASS_WITHOUT_EVIDENCE",
    on: ammoniaCase,
    fault: (c) => {
      transitional(c);
      delete stream(c, "chips").biomassEvidence;
    },
  },
  {
    code: "BIOMASS_ZERO_FACTOR",
    on: ammoniaCase,
    fault: (c) =>
      Object.assign(stream(c, "chips"), {
        standardFactor: "Wood/Wood Waste",
        emissionFactor: undefined,
        biomassFraction: undefined,
        biomassEvidence: undefined,
      }),
  },
  { code: "BIOMASS_FOSSIL_NAME", on: ammoniaCase, fault: (c) => (stream(c, "chips").name = "Anthracite") },
  { code: "CURRENCY_MISSING", fault: (c) => delete product(c, "COIL").carbonPrice?.currency },
  { code: "CURRENCY_MISSING", fault: (c) => (c.carbonPriceTool = { rows: [{ subject: "EAF", due: 5, share: q(1, "1") }] }) },
  { code: "REBATE_ABOVE_PRICE", fault: (c) => Object.assign(product(c, "COIL").carbonPrice ?? {}, { rebate: 9500 }) },
  { code: "PRICE_SHARE_RANGE", fault: (c) => Object.assign(product(c, "COIL").carbonPrice ?? {}, { shareCovered: q(90, "1") }) },
  { code: "REBATE_DENIED", fault: (c) => Object.assign(product(c, "COIL").carbonPrice ?? {}, { rebateType: "none", rebate: 0 }) },
  // sector parameters and gases
  { code: "PARAMETERS_MISSING", fault: (c) => delete product(c, "BILLET").parameters?.scrapPerSteel },
  { code: "PARAMETERS_SUM", fault: (c) => Object.assign(product(c, "BILLET").parameters ?? {}, { chromium: q(99, "%") }) },
  {
    code: "PARAMETERS_SUM",
    on: ammoniaCase,
    fault: (c) => Object.assign(product(c, "N2").parameters ?? {}, { nitrogenNitrate: q(60, "%") }),
  },
  { code: "PARAMETER_RANGE", fault: (c) => Object.assign(product(c, "BILLET").parameters ?? {}, { preConsumerScrap: q(20, "1") }) },
  {
    code: "N2O_MISSING",
    on: ammoniaCase,
    fault: (c) => {
      c.measuredPoints = [];
      process(c, "HNO3").directEmissions = q(0, "tCO2e");
    },
  },
  { code: "PFC_MISSING", on: aluminiumCase, fault: (c) => (c.pfc = []) },
  // processes
  { code: "JOINT_CATEGORY_SEPARATE", fault: (c) => (process(c, "MILL").included = ["crudeSteel"]) },
  { code: "JOINT_ALSO_BOUGHT", fault: (c) => (process(c, "EAF").included = ["pigIron"]) },
  { code: "SPLIT_PROCESSES", fault: (c) => (product(c, "BILLET").cn = "72081000"), with: ["CN_CATEGORY"] },
  { code: "EVIDENCE_MISSING", fault: (c) => (stream(c, "gas").activity = q(10000, "1000Nm3")) },
  // ids and what refers to them
  { code: "EVIDENCE_DUPLICATE", fault: (c) => c.evidence?.push({ id: "meters", title: "Once more" }) },
  { code: "ID_RESERVED", fault: (c) => (stream(c, "coal").id = "installation") },
  { code: "GAP_SUBJECT_UNKNOWN", fault: (c) => (c.dataGaps = [gap("meter-9", "2026-03-01", "2026-03-05")]) },
  { code: "GAP_REVERSED", fault: (c) => (c.dataGaps = [gap("gas", "2026-03-05", "2026-03-01")]) },
  { code: "PRICE_SUBJECT_UNKNOWN", fault: (c) => (c.carbonPriceTool = priced("FORGE")) },
  { code: "PRICE_SUBJECT_TWICE", fault: (c) => (c.carbonPriceTool = priced("EAF", "EAF")) },
];

test("sound cases are silent", () => {
  for (const given of [goodCase(), ammoniaCase(), aluminiumCase()]) {
    const calculation = calculate(given, { defaultValues: TABLE });
    assert.deepEqual(calculation.problems, [], given.title);
    assert.deepEqual(checked(given), [], given.title);
  }
  assert.deepEqual(codes(change(goodCase(), (c) => transitional(c))), []);
});

for (const [i, { code, fault, on = goodCase, with: also = [] }] of SEEDS.entries()) {
  test(`${code} is found in a seeded fault (${i + 1})`, () => {
    const problems = checked(change(on(), fault));
    const mine = problems.find((p) => p.code === code);
    assert.ok(mine, problems.map((p) => p.code).join(", "));
    assert.equal(mine.severity, CHECK_PROBLEMS[code].severity);
    assert.doesNotMatch(`${mine.text.ko} ${mine.text.en} ${mine.todo.ko} ${mine.todo.en}`, /NaN|undefined|\{|\bnull\b/);
    assert.deepEqual([...new Set(problems.map((p) => p.code))].sort(), [...new Set([code, ...also])].sort());
  });
}

test("every code has a seed, every problem its clause and both languages", () => {
  const seeded = new Set<string>(SEEDS.map(({ code }) => code));
  assert.deepEqual(
    Object.keys(CHECK_PROBLEMS).filter((code) => !seeded.has(code)),
    [],
  );
  for (const spec of Object.values(CHECK_PROBLEMS))
    assert.ok(/[가-힣]/.test(spec.text.ko) && /[가-힣]/.test(spec.todo.ko) && spec.clause.length > 0);
  assert.equal(new Set(CHECKS.map(({ name }) => name)).size, CHECKS.length);
});

test("a problem stands where its datum stood", () => {
  const given = change(
    goodCase(),
    (c) => (stream(c, "coal").carbonContent = { ...q(85, "tC/t"), origin: { file: "a.xlsx", sheet: "B_EmInst", cell: "K18" } }),
  );
  assert.deepEqual(
    checked(given).map((p) => p.place),
    [{ file: "a.xlsx", sheet: "B_EmInst", cell: "K18" }],
  );
});

test("the same records in another order give the same problems", () => {
  const faulty = change(goodCase(), (c) => {
    c.balances = { emissions: { indirect: q(1, "tCO2e") } };
    each(c.streams ?? [], (s) => delete s.activity?.evidence);
    product(c, "COIL").amount = q(1, "t");
  });
  const shuffled = change(faulty, (c) => {
    c.streams?.reverse();
    c.processes.reverse();
    c.products?.reverse();
  });
  assert.deepEqual(checked(shuffled), checked(faulty));
});

test("a calculation that stopped can still be checked", () => {
  const broken = change(goodCase(), (c) => delete stream(c, "gas").activity);
  const facts: Facts = factsOf(calculate(broken));
  assert.equal(facts.act, DEFINITIVE_ACT);
  assert.deepEqual(runChecks(facts), []);
});

test("a joint blast-furnace route by mass balance raises only its known flaws", () => {
  assert.deepEqual(codes(caseSchema.parse(BLAST_FURNACE)), [
    "BIOMASS_WITHOUT_EVIDENCE",
    "COORDINATES_OUTSIDE_COUNTRY",
    "COUNTRY_NOT_CODE",
    "CURRENCY_MISSING",
    "STATED_TOTAL_DIFFERS",
  ]);
});

test("two processes with shared gas and bought wire rod raise nothing", () => {
  assert.deepEqual(codes(caseSchema.parse(SCREWS)), []);
});

const alloys = { manganese: "1 %", chromium: "0 %", nickel: "0 %", otherAlloys: "0 %", scrapPerSteel: "0.2", preConsumerScrap: "10 %" };
const price = { instrument: "tax", due: 30, rebateType: "freeAllocation", rebate: 25 } as const;
const balance = (id: string, name: string, amount: number, carbon: number, more = {}) => ({
  id,
  name,
  method: "massBalance" as const,
  activity: `${amount} t`,
  carbonContent: `${carbon} tC/t`,
  ...more,
});

/** Example 2 of the Commission's template V2.1, as figures. */
const BLAST_FURNACE: CaseInput = {
  format: "sandan.case/1",
  period: { start: "2023-01-01", end: "2023-12-31" },
  installation: {
    name: "Steel works",
    operator: { name: "Operator" },
    address: { city: "City", country: "China" },
    unlocode: "CNSHA",
    coordinates: { latitude: 16.69, longitude: 147.8 },
  },
  streams: [
    balance("s01", "Coke fines", 50000, 0.88),
    balance("s02", "Iron ores", 5600000, 0.00023),
    balance("s03", "Coke", 2200000, 0.88),
    balance("s04", "Plastic wastes", 70000, 0.683571530119101, { biomassFraction: "16 %" }),
    balance("s05", "Scrap (external)", 800000, 0.0021),
    balance("s06", "Scrap (internal)", 200000, 0.0018),
    balance("s07", "Lime", 280000, 0.0027292576419214),
    balance("s08", "Natural gas", 170000, 0.75),
    balance("s09", "Other", 40000, 0.1),
    balance("s10", "Steel", -4800000, 0.0018),
    balance("s11", "Slags", -1000000, 0.0003),
  ],
  processes: [
    {
      id: "P1",
      name: "Steel products",
      category: "ironOrSteelProducts",
      included: ["sinteredOre", "pigIron", "crudeSteel"],
      routes: ["all"],
      production: [{ route: "all", amount: "4800000 t" }],
      toMarket: "4800000 t",
      wasteGas: { exported: [{ amount: "12800 TJ" }] },
      electricity: [{ amount: "1658844 MWh", emissionFactor: "0.589 tCO2e/MWh", method: "D.4(b)" }],
    },
  ],
  products: ["7208 10 00", "7212 20 00", "7213 91 20", "7302 10 28"].map((cn, i) => ({
    id: `G${i + 1}`,
    process: "P1",
    cn,
    parameters: alloys,
    carbonPrice: price,
  })),
  balances: { emissions: { indirect: "976918.88 tCO2e" } },
};

/** Screws and nuts: carbon steel and high alloy steel apart, in the transitional period. */
const SCREWS: CaseInput = {
  format: "sandan.case/1",
  period: { start: "2023-01-01", end: "2023-12-31" },
  installation: {
    name: "Fasteners",
    operator: { name: "Operator" },
    address: { city: "Cleveland", country: "US" },
    unlocode: "USCLE",
    coordinates: { latitude: 41.5, longitude: -81.7 },
  },
  streams: [
    {
      id: "gas",
      name: "Natural gas",
      method: "combustion",
      activity: "1837.5 t",
      netCalorificValue: "48 GJ/t",
      emissionFactor: "56.1 tCO2/TJ",
      shares: { A: "0.6746031746031746", B: "0.3253968253968254" },
    },
  ],
  processes: [
    {
      id: "A",
      name: "Carbon steel screws",
      category: "ironOrSteelProducts",
      routes: ["all"],
      production: [{ amount: "17000 t" }],
      toMarket: "17000 t",
      electricity: [{ amount: "3400 MWh", emissionFactor: "0.833 tCO2e/MWh", method: "D.4(b)" }],
    },
    {
      id: "B",
      name: "High alloy screws",
      category: "ironOrSteelProducts",
      routes: ["all"],
      production: [{ amount: "8200 t" }],
      toMarket: "8200 t",
      electricity: [{ amount: "1640 MWh", emissionFactor: "0.833 tCO2e/MWh", method: "D.4(b)" }],
    },
  ],
  precursors: [
    {
      id: "W1",
      name: "Wire rod",
      category: "ironOrSteelProducts",
      cn: "72139110",
      country: "US",
      purchased: [{ amount: "20000 t" }],
      uses: [{ process: "A", amount: "20000 t" }],
      sources: [{ basis: "actual", seeDirect: "1.539 tCO2e/t", seeIndirect: "0.204 tCO2e/t" }],
    },
    {
      id: "W2",
      name: "Stainless wire rod",
      category: "ironOrSteelProducts",
      cn: "72210010",
      country: "US",
      purchased: [{ amount: "10000 t" }],
      uses: [{ process: "B", amount: "10000 t" }],
      sources: [{ basis: "actual", seeDirect: "1.44 tCO2e/t", seeIndirect: "1.732 tCO2e/t" }],
    },
  ],
  products: [
    { id: "GA", process: "A", cn: "73181542", parameters: alloys },
    { id: "GB", process: "B", cn: "73181535", parameters: alloys },
  ],
};
