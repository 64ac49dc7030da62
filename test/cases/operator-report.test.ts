// Each item of the three lists is filled from the samples, or says why not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { reportOf } from "../../src/calc/report.ts";
import { operatorReportDocument } from "../../src/formats/operator-report-document.ts";
import {
  type OperatorReport,
  operatorReportSchema,
  type ReportCell,
  type ReportList,
  type ReportPart,
} from "../../src/model/operator-report.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../../src/rules/cbam/free-allocation.ts";
import benchmarksFile from "../../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import { near, root } from "./read.ts";

const benchmarks = benchmarksFile as unknown as Benchmarks;
const defaultValues = defaultsFile as unknown as DefaultValues;

type Sample = Record<string, unknown>;
const sample = (name: string): Sample => JSON.parse(readFileSync(join(root, "samples", `${name}.json`), "utf8")) as Sample;

function drawn(given: Sample, list: ReportList, asIf?: number): OperatorReport {
  const bytes = new TextEncoder().encode(JSON.stringify(given));
  const { value, problems } = reportOf(bytes, { file: "case.json", defaultValues, benchmarks, ...(asIf !== undefined && { asIf }) }, list);
  assert.ok(value, JSON.stringify(problems.filter((p) => p.severity === "error")));
  assert.deepEqual(operatorReportSchema.parse(JSON.parse(JSON.stringify(value))), JSON.parse(JSON.stringify(value)));
  return value;
}

const full = new Map(["blast-furnace", "screws", "sample-factory"].map((name) => [name, drawn(sample(name), "report")]));
const short = new Map(["blast-furnace", "screws", "sample-factory"].map((name) => [name, drawn(sample(name), "summary")]));

function partOf({ items }: OperatorReport, number: number, letter?: string): ReportPart {
  const found = items.find((item) => item.number === number)?.parts.find((part) => letter === undefined || part.part === letter);
  assert.ok(found, `${number} ${letter ?? ""}`);
  return found;
}

const numberIn = (cell: ReportCell | undefined): number | undefined =>
  typeof cell === "object" && cell !== null && "value" in cell ? cell.value : undefined;

test("the report has items 1 to 35, the summary 1 to 16, the addendum 1 to 3", () => {
  const numbers = (report: OperatorReport) => report.items.map(({ number }) => number);
  const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
  for (const report of full.values()) assert.deepEqual(numbers(report), upTo(35));
  for (const report of short.values()) assert.deepEqual(numbers(report), upTo(16));
  assert.deepEqual(numbers(drawn(sample("screws"), "addendum")), upTo(3));
});

/** What is complete in each sample; every other item is not applicable or missing, with the reason in both languages. */
const COMPLETE: Record<string, number[]> = {
  "blast-furnace": [3, 7, 13, 15, 17, 26, 29, 30, 34],
  screws: [3, 7, 13, 17, 20, 21, 26, 29, 30, 31, 34],
  "sample-factory": [1, 2, 3, 7, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 26, 27, 28, 29, 30, 31, 34, 35],
};
const MISSING: Record<string, number[]> = {
  "blast-furnace": [1, 2, 5, 6, 14, 16, 31, 35],
  screws: [1, 2, 6, 14, 15, 16, 23, 28, 35],
  "sample-factory": [],
};
const COMPLETE_SUMMARY: Record<string, number[]> = {
  "blast-furnace": [2, 4, 5, 8],
  screws: [3, 4, 5],
  "sample-factory": [1, 2, 3, 4, 5, 13, 16],
};
const MISSING_SUMMARY: Record<string, number[]> = { "blast-furnace": [1, 3, 9, 10], screws: [1, 2, 10, 13, 16], "sample-factory": [] };

const TABLES = [
  { list: "report", reports: full, complete: COMPLETE, missing: MISSING },
  { list: "summary", reports: short, complete: COMPLETE_SUMMARY, missing: MISSING_SUMMARY },
];

for (const { list, reports, complete, missing } of TABLES)
  for (const [name, report] of reports)
    for (const item of report.items)
      test(`${list}, item ${item.number} (${item.title.en}), ${name}`, () => {
        const expected = complete[name]?.includes(item.number)
          ? "complete"
          : missing[name]?.includes(item.number)
            ? "missing"
            : "notApplicable";
        assert.equal(item.status, expected, JSON.stringify(item.parts.map(({ status, why }) => [status, why?.en])));
        for (const part of item.parts) {
          if (part.status === "complete") assert.ok(part.rows.length > 0);
          else assert.ok(part.why !== undefined && /[가-힣]/.test(part.why.ko) && /[a-z]/.test(part.why.en), part.title.en);
          for (const row of part.rows) for (const cell of Object.values(row)) assert.notEqual(cell, "");
        }
      });

test("figures of the Commission's blast furnace stand where the lists ask for them", () => {
  const report = full.get("blast-furnace");
  assert.ok(report);
  near(numberIn(partOf(report, 7).rows[0]?.emissions), 7866044.46987776);
  near(numberIn(partOf(report, 15, "a").rows[0]?.see), 1.53897606455787);
  near(numberIn(partOf(report, 26).rows[0]?.amount), 1658844);
  near(numberIn(partOf(report, 17).rows[0]?.gasOut), 12800);
  const fuels = partOf(report, 2, "d").rows.map(({ name }) => name);
  assert.deepEqual(fuels, ["Coke", "Natural gas", "Plastic wastes", "Coke fines"]);
  near(numberIn(partOf(report, 2, "d").rows[0]?.energy), 2_200_000 * 28.2e-3);
  const materials = partOf(report, 2, "e").rows.map(({ name }) => name);
  assert.deepEqual(materials, ["Coke", "Natural gas", "Coke fines", "Plastic wastes", "Steel"]);
  near(numberIn(partOf(report, 2, "g").rows[0]?.zeroRated), 28051.5881671915);
  near(numberIn(partOf(report, 30).rows[0]?.direct), 7866044.46987776 - 478959.36);
});

test("screws: precursors stand as they were consumed, the mass consumed being above what left", () => {
  const report = full.get("screws");
  assert.ok(report);
  assert.deepEqual(
    partOf(report, 21).rows.map((row) => [row.cn, numberIn(row.amount)]),
    [
      ["72210010", 10000],
      ["72139110", 20000],
    ],
  );
  assert.deepEqual(
    partOf(report, 23).rows.map((row) => [numberIn(row.direct), numberIn(row.indirect)]),
    [
      [1.44, 1.732],
      [1.539, 0.204],
    ],
  );
});

test("the specific embedded free allocation by hand: column A, the bought precursor's verified value, and what the melt shop hands on", () => {
  const report = drawn(sample("sample-factory"), "summary", 2026);
  const rows = partOf(report, 4, "e").rows;
  const sefa = (good: string) => numberIn(rows.find((row) => row.good === good)?.sefa);
  const billet = 0.975 * 0.065 + (960 / 120_000) * 0.9;
  near(sefa("빌릿"), billet);
  near(sefa("이형봉강"), 0.975 * 0.038 + (102_000 / 97_500) * billet);
  near(sefa("특수강 환봉"), 0.975 * 0.109 + (102_000 / 97_500) * billet);
  const steps = new Set(report.steps.map(({ id }) => id));
  for (const row of rows)
    assert.ok(typeof row.sefa === "object" && row.sefa !== null && "value" in row.sefa && steps.has(row.sefa.step ?? ""));
});

test("goods that go round in a circle have their allocation solved", () => {
  const given = sample("sample-factory");
  (given.transfers as object[]).push({ from: "mill", to: "melt", amount: "9000 t" });
  (given.processes as { id: string; toMarket: string }[]).forEach((p) => {
    if (p.id === "mill") p.toMarket = "88500 t";
  });
  given.products = (given.products as { id: string }[]).filter(({ id }) => id !== "round");
  const rows = partOf(drawn(given, "summary", 2026), 4, "e").rows;
  const [inMill, inMelt] = [102_000 / 97_500, 9000 / 120_000];
  const own = { melt: 0.975 * 0.065 + (960 / 120_000) * 0.9, mill: 0.975 * 0.038 };
  const melt = (own.melt + inMelt * own.mill) / (1 - inMelt * inMill);
  near(numberIn(rows.find((row) => row.good === "빌릿")?.sefa), melt);
  near(numberIn(rows.find((row) => row.good === "이형봉강")?.sefa), own.mill + inMill * melt);
});

test("without a declared indicator the allocation is missing, and the summary says which letters there are", () => {
  const given = sample("sample-factory");
  for (const product of given.products as { benchmark?: string }[]) delete product.benchmark;
  const part = partOf(drawn(given, "summary", 2026), 4, "e");
  assert.equal(part.status, "missing");
  assert.match(String(part.rows.find((row) => row.good === "빌릿")?.why), /C, D, E/);
  assert.match(String(part.rows.find((row) => row.good === "이형봉강")?.why), /melt/);
});

test("goods outside Annex II bring items 9 to 12, and the factor's origin decides the shares", () => {
  const given = sample("screws");
  given.period = { start: "2026-01-01", end: "2026-12-31" };
  delete given.precursors;
  (given.processes as { id: string; category: string; electricity: { method: string; supplier?: string }[] }[]).forEach((p) => {
    p.category = "cementClinker";
    const [power] = p.electricity;
    if (power !== undefined)
      Object.assign(
        power,
        p.id === "carbon-steel"
          ? { method: "ppa", supplier: "Wind park", criteria: { meteringInterval: "1 h", gridConnection: true, contract: "PPA 7" } }
          : { method: "default", supplier: "Grid", country: "US" },
      );
  });
  (given.products as { cn: string }[]).forEach((p) => {
    p.cn = "25231000";
  });
  const report = drawn(given, "report");
  for (const number of [9, 10, 11, 12, 32, 33])
    assert.equal(report.items.find((i) => i.number === number)?.status, "complete", String(number));
  near(numberIn(partOf(report, 10).rows[0]?.amount), 5040);
  const shares = partOf(report, 15, "e");
  assert.deepEqual(
    shares.rows.map((row) => [numberIn(row.actual), numberIn(row.default), row.confirmed]),
    [
      [0, 1, "not needed"],
      [1, 0, null],
    ],
  );
  assert.equal(shares.status, "missing");
});

test("several sources, a CO2 transfer, a data gap and imported electricity have their rows", () => {
  const given = sample("sample-factory");
  const [femn] = given.precursors as { sources: object[] }[];
  assert.ok(femn);
  const [first] = femn.sources;
  femn.sources = [
    { ...first, amount: "600 t" },
    { ...first, amount: "380 t", installation: "Other works", period: { start: "2024-01-01", end: "2024-12-31" } },
  ];
  given.dataGaps = [{ subject: "gas-mill", start: "2025-03-01", end: "2025-03-04", method: "mean of the days before and after" }];
  Object.assign(given.reporting as object, {
    co2Transfers: [{ direction: "exported", purpose: "storage", amount: "12 tCO2", partner: "Store", contact: "a@b.example" }],
    electricityImports: [{ eori: "DE1234567", criteriaMet: true, amount: "5 MWh", evidence: ["kepco"] }],
  });
  const report = drawn(given, "report");
  for (const [number, letter] of [
    [6, undefined],
    [16, "d"],
    [16, "e"],
    [25, undefined],
  ] as const)
    assert.equal(partOf(report, number, letter).status, "complete", `${number} ${letter ?? ""}`);
  const addendum = drawn(given, "addendum");
  assert.deepEqual(partOf(addendum, 3).rows[0]?.evidence, "전력 사용량 명세 2025년 (15분 검침)");
});

test("on paper each item has its section; figures are rounded once, Korean stands beside English where wanted", () => {
  const report = full.get("blast-furnace");
  assert.ok(report);
  const english = JSON.stringify(operatorReportDocument(report, { lang: "en" }));
  assert.match(english, /1\.53898 tCO2e\/t/);
  assert.match(english, /7,866,044 tCO2e/);
  assert.doesNotMatch(english, /[가-힣]/);
  const both = operatorReportDocument(report, { lang: "ko" });
  assert.equal(both.sections.length, 1 + 35);
  assert.equal(both.sections[7]?.title, "7. Total direct emissions / 총 직접 배출량 - complete");
});
