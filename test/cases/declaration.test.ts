// The declarant's side on small lists of imports, with the arithmetic beside the expected value.
import assert from "node:assert/strict";
import { test } from "node:test";
import { statementOf } from "../../src/calc/pipeline.ts";
import { writeCaseFile } from "../../src/formats/case-file.ts";
import { renderDeclarationCsv, renderDeclarationTable } from "../../src/formats/declaration-table.ts";
import { readImportLines } from "../../src/formats/import-lines.ts";
import { roundHalfUp } from "../../src/formats/rounding.ts";
import { type Declaration, type ImportLine, type ImportLineInput, importLineSchema } from "../../src/model/declaration.ts";
import type { DeclareOptions } from "../../src/rules/cbam/declaration/context.ts";
import { declare } from "../../src/rules/cbam/declaration/declare.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import { type Benchmarks, columnA, columnB } from "../../src/rules/cbam/free-allocation.ts";
import benchmarksFile from "../../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import { evaluate } from "../outside/formula.ts";
import { near } from "./read.ts";
import { goodCase } from "./sample.ts";

const benchmarks = benchmarksFile as unknown as Benchmarks;
const defaultValues = defaultsFile as unknown as DefaultValues;

const line = (given: Partial<ImportLineInput>): ImportLine =>
  importLineSchema.parse({ id: "1", cn: "72031000", origin: "VN", basis: "default", netMass: "1000 t", date: "2026-02-03", ...given });
const actual = (given: Partial<ImportLineInput>, data: object = {}): ImportLine =>
  line({ basis: "actual", ...given, actual: { seeBasis: "1.5 tCO2e/t", verified: true, precursors: [], ...data } });

function declared(lines: ImportLine[], options: Partial<DeclareOptions> = {}): { value: Declaration; codes: string[] } {
  const { value, problems } = declare(lines, { asIf: 2026, defaultValues, benchmarks, ...options });
  assert.ok(value, JSON.stringify(problems));
  return { value, codes: problems.map((p) => p.code) };
}

const only = ({ value }: { value: Declaration }) => {
  const [first] = value.lines;
  assert.ok(first);
  return first;
};
const yearOf = ({ value }: { value: Declaration }) => {
  const [first] = value.years;
  assert.ok(first);
  return first;
};

test("7203, other countries: 1.070425 certificates a tonne in 2026 and 1.518045 in 2030", () => {
  // 1.325 x 1.10 - 0.975 x 0.397; 1.325 x 1.30 - 0.515 x 0.397
  near(only(declared([line({})])).default?.certificates.value, 1070.425);
  near(only(declared([line({})], { asIf: 2030 })).default?.certificates.value, 1518.045);
});

test("the cost is that of the quarter of importation; an unpublished quarter has none, a given price goes before", () => {
  near(yearOf(declared([line({})])).cost.value, 1070.425 * 75.36);
  near(yearOf(declared([line({ date: "2026-06-30" })])).cost.value, 1070.425 * 75.28);
  const third = declared([line({ date: "2026-07-01" })]);
  assert.equal(yearOf(third).cost.value, null);
  assert.ok(third.codes.includes("PRICE_UNPUBLISHED"));
  near(yearOf(declared([line({ date: "2026-07-01" })], { prices: { "2026-Q3": 80 } })).cost.value, 1070.425 * 80);
  near(yearOf(declared([line({})], { prices: { "2026": 99 } })).cost.value, 1070.425 * 75.36);
  near(yearOf(declared([line({})], { prices: { any: 90 } })).cost.value, 1070.425 * 90);
  near(yearOf(declared([line({ certificatePriceEur: 70 })])).cost.value, 1070.425 * 70);
});

test("de minimis: 50 t are free, a gram more makes the whole year liable; hydrogen and electricity do not count", () => {
  const halves = (kg: number) => [line({ id: "a", netMass: "25 t" }), line({ id: "b", netMass: `${kg} kg`, cn: "72081000" })];
  const free = declared(halves(25_000));
  assert.deepEqual([yearOf(free).certificates.value, yearOf(free).deMinimis.exceeded], [0, false]);
  assert.deepEqual(
    free.value.lines.map((l) => l.exempt),
    ["deMinimis", "deMinimis"],
  );
  near(free.value.lines[0]?.default?.certificates.value, 25 * 1.070425);
  const beyond = declared(halves(25_000.001));
  assert.equal(yearOf(beyond).deMinimis.exceeded, true);
  // 7208 of VN: 2.35 x 1.1 - 0.975 x 1.37
  near(yearOf(beyond).certificates.value, 25 * 1.070425 + 25.000001 * (2.35 * 1.1 - 0.975 * 1.37));
  const hydrogen = declared([line({ netMass: "10 t" }), line({ id: "h", cn: "28041000", origin: "KR", netMass: "100 t" })]);
  assert.equal(yearOf(hydrogen).deMinimis.mass.value, 10);
  // 14.03 x 1.1 - 0.975 x 5.089
  near(yearOf(hydrogen).certificates.value, 100 * (14.03 * 1.1 - 0.975 * 5.089));
});

test("with actual data column A and the precursors count: cheaper than default for a hot-rolled coil", () => {
  const precursors = [{ amount: 1.05, cn: "72071111", origin: "KR", basis: "default" }];
  const coil = declared([actual({ cn: "72081000", origin: "KR", route: "C" }, { seeBasis: "2.05 tCO2e/t", precursors })]);
  // the billet's route letter comes from its default row (KR: C): 0.975 x (0.044 + 1.05 x 1.364)
  near(only(coil).actual?.sefa.value, 0.975 * (0.044 + 1.05 * 1.364));
  near(only(coil).actual?.certificates.value, 1000 * (2.05 - 0.975 * (0.044 + 1.05 * 1.364)));
  near(only(coil).default?.certificates.value, 1000 * (2.118476 * 1.1 - 0.975 * 1.37));
  const verified = [{ amount: 1.05, cn: "72071111", origin: "KR", basis: "actual", sefa: 1.2 }];
  const told = declared([actual({ cn: "72081000", origin: "KR" }, { precursors: verified })]);
  near(only(told).actual?.sefa.value, 0.975 * 0.044 + 1.05 * 1.2);
  // in 2034 nothing is left of it
  near(told.value.projection.at(-1)?.certificates.value, 1500);
  const zero = declared([
    actual({ cn: "72081000", origin: "KR" }, { precursors: [{ amount: 1.05, cn: "72071111", origin: "AT", basis: "default" }] }),
  ]);
  near(only(zero).actual?.sefa.value, 0.975 * 0.044);
  const joint = declared([actual({ cn: "72081000", origin: "KR" }, { joint: true, precursors })]);
  near(only(joint).actual?.sefa.value, 0.975 * 0.044);
});

test("column A by route, with merged cells; column B by the default's letter, pairs and grades", () => {
  const a = (cn: string, year: number, letters?: string[]) => columnA(benchmarks, { cn, year, letters });
  const b = (cn: string, year: number, letters: string[]) => columnB(benchmarks, { cn, year, letters });
  const value = (found: ReturnType<typeof a>) => ("fault" in found ? found.fault : found.value);
  assert.equal(value(a("72071111", 2026)), "routeNeeded");
  assert.equal(value(a("72071111", 2026, ["E"])), 0.065);
  assert.equal(value(a("72081000", 2026, ["E"])), 0.044);
  // 7224: A of F, G, H, J stands beside period (1) only and holds for (2) too
  assert.deepEqual(
    [value(a("72241010", 2026, ["J"])), value(a("72241010", 2028, ["J"])), value(a("72241010", 2029, ["F"]))],
    [0.358, 0.358, 0.453],
  );
  assert.deepEqual([value(a("72230011", 2027)), value(a("72230011", 2028))], [0.109, 0.109]);
  assert.deepEqual([value(a("25232900", 2026)), value(a("99999999", 2026))], [0, "missing"]);
  assert.deepEqual([value(b("72230011", 2027, [])), value(b("72230011", 2028, []))], [1.225, 1.187]);
  // the printed pair C)/(F: rows C and F do not both exist for 7227, F1 is 1.613 and F2 1.446
  assert.deepEqual([value(b("72271000", 2026, ["C", "F"])), value(b("72271000", 2028, ["C", "F"]))], [1.613, 1.446]);
  assert.equal(value(b("72271000", 2026, ["E", "H"])), 0.446);
  const secondary = b("76011010", 2026, ["L"]);
  assert.ok(!("fault" in secondary));
  assert.deepEqual([secondary.value, secondary.highest], [0.091, { value: 1.423, letter: "K" }]);
  assert.equal(value(b("76011010", 2026, [])), "routeNeeded");
});

test("white and grey cement are asked for, and a mix is weighted", () => {
  const mix = { cn: "25239000", origin: "KR" };
  const asked = declared([line(mix)]);
  assert.ok(asked.codes.includes("DEFAULT_AMBIGUOUS"));
  assert.equal(yearOf(asked).certificates.value, null);
  // KR grey 0.91 with 0.666, white 1.42 with 0.847
  near(only(declared([line({ ...mix, route: "A" })])).default?.certificates.value, 1000 * (0.91 * 1.1 - 0.975 * 0.666));
  near(only(declared([line({ ...mix, route: "whiteClinker" })])).default?.certificates.value, 1000 * (1.42 * 1.1 - 0.975 * 0.847));
  const weighted = only(declared([line({ ...mix, whiteShare: 0.25 })])).default;
  near(weighted?.see.value, (0.25 * 1.42 + 0.75 * 0.91) * 1.1);
  near(weighted?.sefa.value, 0.975 * (0.25 * 0.847 + 0.75 * 0.666));
});

test("a carbon price reduces certificates in t CO2e, never in EUR, and only with actual data and evidence", () => {
  const paid = { effectiveEurPerT: 15, rebate: "documented", paymentEvidence: true, certified: true } as const;
  const with75 = (carbonPrice: object, basis: "actual" | "default" = "actual") =>
    declared([actual({ basis, carbonPrice: carbonPrice as ImportLineInput["carbonPrice"] })], { prices: { "2026": 75 } });
  // 7203: 1.5 - 0.975 x 0.295; less 15 / 75 a tonne
  const gross = 1000 * (1.5 - 0.975 * 0.295);
  near(only(with75(paid)).actual?.reduction?.value, 200);
  near(yearOf(with75(paid)).certificates.value, gross - 200);
  for (const lacking of [{ rebate: "undocumented" }, { paymentEvidence: false }, { certified: false }]) {
    const lost = with75({ ...paid, ...lacking });
    near(yearOf(lost).certificates.value, gross);
    assert.ok(lost.codes.includes("CARBON_PRICE_EVIDENCE"));
  }
  const byDefault = with75(paid, "default");
  assert.ok(byDefault.codes.includes("CARBON_PRICE_NEEDS_ACTUAL"));
  near(yearOf(byDefault).certificates.value, 1070.425);
  // the mean of four quarters, two of them given: (75.36 + 75.28 + 76 + 77) / 4
  const mean = declared([actual({ carbonPrice: paid })], { prices: { "2026-Q3": 76, "2026-Q4": 77 } });
  near(only(mean).actual?.reduction?.value, (15 / 75.91) * 1000);
  const unknown = declared([actual({ carbonPrice: paid })]);
  assert.equal(yearOf(unknown).certificates.value, null);
  assert.equal(yearOf(with75({ ...paid, effectiveEurPerT: 1000 })).certificates.value, 0);
});

test("goods of Union or Annex III origin count zero and not towards the threshold", () => {
  for (const origin of ["DE", "NO", "Switzerland"]) {
    const exempt = declared([line({ origin })]);
    assert.deepEqual([only(exempt).exempt, only(exempt).due.value, yearOf(exempt).deMinimis.mass.value], ["origin", 0, 0]);
  }
  assert.equal(only(declared([line({ origin: "GB" })])).exempt, undefined);
});

test("floors line by line and one floor over all are both shown", () => {
  const two = declared([line({}), actual({ id: "2" }, { seeBasis: "0.1 tCO2e/t" })]);
  near(yearOf(two).certificates.value, 1070.425);
  near(yearOf(two).certificatesOneFloor.value, 1070.425 + 1000 * (0.1 - 0.975 * 0.295));
  assert.ok(two.codes.includes("LINE_FLOORS"));
});

test("quarter-end holding from 2027: half of the default without mark-up less free allocation since the year's start", () => {
  const year = declared([line({ date: "2027-01-05" }), line({ id: "2", date: "2027-08-05" })], { asIf: 2027 });
  const perTonne = 0.5 * (1.325 - 0.95 * 0.397);
  const held = yearOf(year).quarters.map((q) => q.holding?.value);
  for (const [i, mass] of [1000, 1000, 2000].entries()) near(held[i], mass * perTonne);
  assert.equal(yearOf(declared([line({})])).quarters[0]?.holding, undefined);
});

test("savings: known ones are the difference, unknown ones the whole default, the greatest first", () => {
  const { value } = declared([
    actual({ id: "1", installation: "A", basis: "default" }),
    actual({ id: "2", installation: "B", netMass: "100 t" }),
    line({ id: "3", installation: "C", cn: "72081000" }),
  ]);
  const saved = 1.070425 - (1.5 - 0.975 * 0.295);
  assert.deepEqual(
    value.savings.map((s) => [s.supplier, s.kind]),
    [
      ["C", "potential"],
      ["B", "realised"],
      ["A", "available"],
    ],
  );
  near(value.savings[0]?.certificates.value, 1000 * (2.35 * 1.1 - 0.975 * 1.37));
  near(value.savings[1]?.certificates.value, 100 * saved, 1e-11);
  near(value.savings[2]?.certificates.value, 1000 * saved, 1e-11);
});

test("a statement stands for the values of its good, rounded as its report states them", () => {
  const bytes = new TextEncoder().encode(writeCaseFile(goodCase()));
  const { value } = statementOf(bytes, { file: "steel.json", defaultValues });
  assert.ok(value);
  const { statement } = value;
  const [good] = statement.goods;
  const exact = statement.results.find((r) => r.product === good?.id && r.measure === "seeBasis")?.value;
  const given = { cn: good?.cn ?? "", origin: statement.installation.country ?? "", route: "C" as const };
  const refer = { seeBasis: undefined, statement: { hash: statement.hash, good: good?.id ?? "" } };
  const see = (options: Partial<DeclareOptions>) =>
    only(declared([actual(given, refer)], { statements: [statement], ...options })).actual?.see.value;
  assert.equal(see({}), exact);
  assert.equal(see({ rounded: roundHalfUp }), Number(roundHalfUp(exact ?? 0, 5)));
});

test("an outsider recomputes every step from its formula alone", () => {
  const paid = { effectiveEurPerT: 15, rebate: "none", paymentEvidence: true, certified: true } as const;
  const precursors = [
    { amount: 1.05, cn: "72071111", origin: "KR", basis: "default" },
    { amount: 0.02, cn: "72024110", origin: "KR", basis: "actual", sefa: 0.7 },
  ];
  const { value } = declared(
    [
      line({ id: "a", netMass: "1234567 kg" }),
      line({ id: "b", date: "2027-05-05" }),
      line({ id: "c", cn: "25239000", origin: "KR", whiteShare: 0.3 }),
      actual({ id: "d", cn: "72081000", origin: "KR", carbonPrice: paid }, { precursors }),
      actual({ id: "e", cn: "26011200", origin: "KR" }, { seeBasis: undefined, seeDirect: "100 kgCO2e/t", seeIndirect: "0.05 tCO2e/t" }),
    ],
    { asIf: 2027, prices: { any: 81.5 } },
  );
  const steps = new Map(value.steps.map((step) => [step.id, step]));
  let formulas = 0;
  for (const { id, formula, terms = [], value: expected } of value.steps) {
    if (formula === undefined) continue;
    const values = new Map(terms.map(({ symbol, step }) => [symbol, steps.get(step)?.value ?? Number.NaN]));
    assert.equal(values.size, terms.length, id);
    near(evaluate(formula, values), expected ?? Number.NaN, 1e-13);
    formulas += 1;
  }
  assert.ok(formulas > 60);
  for (const { step, value: shown } of [value.years[0]?.certificates, value.lines[3]?.actual?.certificates, value.savings[0]?.cost].filter(
    (f) => f !== undefined,
  ))
    assert.equal(steps.get(step)?.value, shown);
});

test("CSV with semicolons, quotes, units in a column and precursors reads like JSON", () => {
  const csv = [
    "id;cn;origin;installation;basis;net_mass;mass_unit;date;see_direct;see_unit;verified;route;precursors",
    '"a;1";7208 10 00;KR;"Works ""North""";actual;250000;kg;2026-04-11;1.85;tCO2e/t;yes;C;1.05 72071114 KR default C | 0.02 72024110 ? 1.2',
    "",
  ].join("\r\n");
  const json = [
    {
      id: "a;1",
      cn: "7208 10 00",
      origin: "KR",
      installation: 'Works "North"',
      basis: "actual",
      netMass: "250000 kg",
      date: "2026-04-11",
      route: "C",
      actual: {
        seeDirect: "1.85 tCO2e/t",
        verified: true,
        precursors: [
          { amount: 1.05, cn: "72071114", origin: "KR", basis: "default", route: "C" },
          { amount: 0.02, cn: "72024110", basis: "actual", sefa: 1.2 },
        ],
      },
    },
  ];
  const read = (text: string) => readImportLines(new TextEncoder().encode(text), { file: "x" }).value?.map(({ at: _, ...rest }) => rest);
  assert.ok(read(csv));
  assert.deepEqual(read(csv), read(JSON.stringify(json)));
  assert.deepEqual(read(csv), read(JSON.stringify({ format: "sandan.import-lines/1", lines: json })));
});

test("table and CSV bear the stamp of the supposed year", () => {
  const { value } = declared([line({})]);
  for (const lang of ["ko", "en"] as const)
    assert.match(renderDeclarationTable(value, { lang }), /1,070\.425[\s\S]*2026|2026[\s\S]*1,070\.425/);
  assert.match(renderDeclarationTable(value, { lang: "en" }), /AS IF 2026/);
  assert.match(renderDeclarationCsv(value), /,2026\n$/);
});
