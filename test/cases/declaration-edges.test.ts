// Edges of the declarant's side, each with its arithmetic: supposed years, statements' periods, the factor zero, mixes of cement, holding.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Declaration, type ImportLine, type ImportLineInput, importLineSchema } from "../../src/model/declaration.ts";
import type { DeclareOptions } from "../../src/rules/cbam/declaration/context.ts";
import { declare } from "../../src/rules/cbam/declaration/declare.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../../src/rules/cbam/free-allocation.ts";
import benchmarksFile from "../../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import { near } from "./read.ts";

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

test("a precursor's verified allocation moves with the CBAM factor in a supposed year, as it does in the outlook", () => {
  const steel = { cn: "72081000", origin: "KR", netMass: "1000 t", route: "C" } as const;
  const precursors = [{ amount: 1.05, cn: "72071114", origin: "KR", basis: "actual", sefa: 1.21 }];
  const due = (asIf: number) => only(declared([actual(steel, { seeBasis: "2 tCO2e/t", precursors })], { asIf })).due.value;
  near(due(2026), 1000 * (2 - 0.975 * 0.044 - 1.05 * 1.21));
  near(due(2030), 1000 * (2 - 0.515 * 0.044 - (1.05 * 1.21 * 0.515) / 0.975));
  near(due(2034), 2000);
});

test("where the CBAM factor is zero no benchmark is asked for", () => {
  const pipe = line({ cn: "73063018", origin: "ID", date: "2034-02-02" });
  const { value, codes } = declared([pipe], { asIf: 2034 });
  assert.ok(!codes.includes("BENCHMARK_ROUTE_NEEDED"));
  near(only({ value }).due.value, 1000 * 8.23 * 1.3);
});

test("a mix of white and grey clinker by actual data takes both of column A by their shares", () => {
  const clinker = actual(
    { cn: "25231000", origin: "KR", netMass: "1000 t", whiteShare: 0.3 },
    { seeDirect: "1 tCO2e/t", seeIndirect: "0 tCO2e/t" },
  );
  near(only(declared([clinker])).actual?.sefa.value, 0.975 * (0.3 * 0.859 + 0.7 * 0.666));
});

test("a line by default values shows what its actual data with the carbon price paid would save", () => {
  const paid = { effectiveEurPerT: 8, paymentEvidence: true, certified: true, rebate: "none" } as const;
  const given = actual({ basis: "default", netMass: "1000 t", carbonPrice: paid }, { seeBasis: "1 tCO2e/t" });
  const found = only(declared([given], { prices: { any: 80 } }));
  near(found.default?.certificates.value, 1070.425);
  // 1000 x (1 - 0.975 x 0.295) - 8 / 80 x 1000
  near(found.actual?.certificates.value, 612.375);
});

test("four given quarters are the reference of a carbon price, whatever is given for all", () => {
  const paid = { effectiveEurPerT: 8, paymentEvidence: true, certified: true, rebate: "none" } as const;
  const prices = { "2026-Q1": 70, "2026-Q2": 70, "2026-Q3": 70, "2026-Q4": 70, any: 100 };
  near(only(declared([actual({ carbonPrice: paid })], { prices })).actual?.reduction?.value, (8 / 70) * 1000);
  const none = declared([actual({ carbonPrice: { ...paid, effectiveEurPerT: 0 } })]);
  assert.ok(!none.codes.includes("CARBON_PRICE_REFERENCE"));
  near(only(none).due.value, 1000 * (1.5 - 0.975 * 0.295));
});

test("half of the year's emissions so far are held at every quarter's end, also where a quarter had no import", () => {
  const iron = line({ origin: "KR", date: "2027-02-03" });
  const { quarters } = yearOf(declared([iron], { asIf: 2027, prices: { any: 75 } }));
  // 0.5 x (1.325 - 0.95 x 0.397) x 1000
  assert.equal(quarters.length, 4);
  for (const { holding } of quarters) near(holding?.value, 473.925);
});

test("who owes nothing needs no current default value", () => {
  const { value, codes } = declared([line({ netMass: "10 t" })], { asIf: undefined as never });
  assert.ok(codes.includes("DE_MINIMIS_EXEMPT") && !codes.includes("DATASET_SUPERSEDED"));
  assert.equal(only({ value }).due.value, 0);
});

test("the same line in other words is the same line", () => {
  const twice = [line({ id: "1", origin: "KR" }), line({ id: "2", cn: "7203 10 00", origin: "South Korea", netMass: "1000000 kg" })];
  const { codes } = declared(twice);
  assert.ok(codes.includes("LINE_DUPLICATE"));
});
