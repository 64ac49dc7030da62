// A result taken apart: shares sum to the figure, flows close, the ladder follows its rule, and every number opens.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Json } from "../src/base/canonical.ts";
import { type Analysed, analysedCalculation, analysedStatement, entryDocumentsOf } from "../src/calc/analysed.ts";
import { analysisOf } from "../src/calc/analysis.ts";
import { composeCase } from "../src/calc/compose.ts";
import { statementOf } from "../src/calc/pipeline.ts";
import { evaluate } from "../src/calc/recompute.ts";
import { recordsOfCase } from "../src/calc/records-of-case.ts";
import { saidInCase, stepDetail } from "../src/calc/step-detail.ts";
import { TASKS } from "../src/calc/tasks.ts";
import { type AnalysedGood, type Analysis, type FigureShare, SHARE_GROUPS } from "../src/model/insight.ts";
import type { Measure, Statement } from "../src/model/statement.ts";
import { ACCOUNTED, accountOf } from "../src/rules/cbam/accounts.ts";
import { calculate } from "../src/rules/cbam/calculate.ts";
import type { DefaultValues } from "../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../src/rules/cbam/free-allocation.ts";
import { calculated, caseOf, figure, near, root, sample } from "./cases/read.ts";
import { goodCase } from "./cases/sample.ts";
import { plants } from "./properties/plant.ts";

const runs = { numRuns: process.env.SANDAN_LONG === "1" ? 1000 : 40, seed: 20260101 };
const table = (name: string): unknown => JSON.parse(readFileSync(join(root, "src/rules/cbam/values", `${name}.json`), "utf8"));
const TABLES = { defaultValues: table("default-values") as DefaultValues, benchmarks: table("benchmarks") as Benchmarks };
const GROUND = { ...TABLES, compile: () => assert.fail("no PDF here") };
const ENTRY = "e".repeat(64);
const EXAMPLE = join(root, "..", "shared/data/cbam/template/communication-template-v2.1-example-steel-blast-furnace.xlsx");
const FACTORY = join(root, "samples", "sample-factory.json");

type Records = Map<string, Json>;
const recordsOf = (name: string): Records =>
  new Map(recordsOfCase(sample(name), { evidence: ENTRY, title: "사례.json" }).map(({ key, body }) => [key, body]));
const factory = (): Records => recordsOf("sample-factory");

const composition = (records: Records, year = "2025") => ({
  period: { start: `${year}-01-01`, end: `${year}-12-31` },
  installation: "plant",
  records,
  titles: new Map([["d".repeat(64), "청구서.pdf"]]),
});

function analysed(records: Records, price?: number): Analysis {
  const { value, problems } = TASKS.analysis(GROUND, { composition: composition(records), price });
  return value ?? assert.fail(JSON.stringify(problems));
}

/** A case as the analysis sees it. */
function seen(given: ReturnType<typeof caseOf>): Analysed {
  const calculation = calculated(given, { defaultValues: TABLES.defaultValues });
  const keys = { transfers: (given.transfers ?? []).map((_, i) => `transfers/${i}`) };
  return analysedCalculation({ calculation, given, keys, entryDocuments: new Set(), problems: calculation.problems });
}

const good = ({ goods }: Analysis, id: string): AnalysedGood => goods.find((one) => one.id === id) ?? assert.fail(id);
const sharesOf = (analysis: Analysis, id: string, measure: Measure): FigureShare[] =>
  good(analysis, id).figures.find((one) => one.measure === measure)?.shares ?? assert.fail(measure);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const within = (actual: number, expected: number, scale: number, relative = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.max(scale, 1e-300), `${actual} against ${expected}`);
const statement = (bytes: Uint8Array, file: string): Statement => {
  const { value, problems } = statementOf(bytes, { file, defaultValues: TABLES.defaultValues });
  return value?.statement ?? assert.fail(JSON.stringify(problems));
};

// ---- the sample factory, by hand

test("the sample factory's bar: where its emissions come from", () => {
  const shares = sharesOf(analysed(factory()), "bar", "seeDirect");
  // 3460 t × 48 GJ/t / 1000 × 56.1 = 9317.088 tCO2 on 97500 t, all in the mill.
  const gas = shares.find(({ step }) => step === "stream/gas-mill/emissions");
  near(gas?.value, 9317.088 / 97_500, 1e-12);
  assert.deepEqual([gas?.group, gas?.process, gas?.record, gas?.rung], ["fuel", "mill", "streams/gas-mill", "average"]);
  // 2100 t × 0.44 = 924 t in the melt shop, of which 102000 / 120000 go to the mill.
  const limestone = shares.find(({ subject }) => subject === "limestone");
  near(limestone?.value, ((924 / 120_000) * 102_000) / 97_500, 1e-12);
  assert.equal(limestone?.process, "melt");
  const alloy = shares.find(({ group }) => group === "precursor");
  near(alloy?.value, ((960 * 1.92) / 120_000) * (102_000 / 97_500), 1e-12);
  assert.deepEqual([alloy?.supplier, alloy?.rung], ["예시합금 주식회사", "supplier"]);
  // The carbon that leaves with the billets is taken off.
  assert.ok((shares.find(({ subject }) => subject === "billets-out")?.value ?? 0) < 0);
});

test("the sample factory's yardsticks: the printed default with its mark-up, the benchmark, and the Declaration's cost of a tonne", () => {
  const bar = good(analysed(factory(), 80), "bar");
  // IR (EU) 2025/2621, Annex I, Korea, 7214 20 00: total 2.118476; mark-up of 2026 10 %.
  assert.equal(bar.default.value, 2.118476);
  near(bar.default.markedUp, 2.118476 * 1.1);
  assert.equal(bar.default.source?.row, "KR/72142000");
  assert.equal(bar.benchmark.source?.dataset, "benchmarks");
  const { actualEurPerT, defaultEurPerT, savingEurPerT } = bar.cost ?? assert.fail();
  assert.ok(actualEurPerT !== null && defaultEurPerT !== null && defaultEurPerT > actualEurPerT);
  near(savingEurPerT, defaultEurPerT - actualEurPerT);
  // No certificate costs more than the whole of the emissions.
  assert.ok(actualEurPerT > 0 && actualEurPerT < 0.20745 * 80);
  assert.equal(good(analysed(factory()), "bar").cost, undefined);
});

test("a good without code or country says why it has no yardstick, and hides no other", () => {
  const records = factory();
  records.delete("products/billet");
  const analysis = analysed(records, 80);
  assert.match(good(analysis, "melt").default.why?.en ?? "", /no CN code/);
  assert.deepEqual([good(analysis, "melt").cost?.defaultEurPerT, good(analysis, "melt").benchmark.value], [null, null]);
  assert.ok((good(analysis, "bar").cost?.defaultEurPerT ?? 0) > 0);
  const { country: _, address: __, ...site } = records.get("installation") as { [key: string]: Json };
  assert.match(good(analysed(records.set("installation", site), 80), "bar").default.why?.en ?? "", /country/);
});

test("the sample factory's ladder, and what to replace first", () => {
  const { ladder, improvements } = analysed(factory());
  near(sum(ladder.map(({ share }) => share)), 1);
  // The one supplier's value: 960 t × (1.92 + 2.6 × 0.4173).
  const supplied = 960 * (1.92 + 2.6 * 0.4173);
  const emissions = 10_990.21872 + 2 * 923.328 + 9317.088 + 23_285.34 + 4465.11 + supplied;
  near(ladder.find(({ rung }) => rung === "supplier")?.share, supplied / emissions, 1e-9);
  const [first] = improvements;
  assert.deepEqual(
    [first?.record, first?.field, first?.rung, first?.next],
    ["processes/melt", "electricity/0/emissionFactor", "average", "supplier"],
  );
  near(first?.emissionsTco2e, 55_800 * 0.4173);
  near(first?.share, (55_800 * 0.4173) / emissions, 1e-9);
  for (const { advice, share } of improvements) assert.ok(advice.ko !== "" && advice.en !== "" && share > 0 && share <= 1);
  // CBAM charges steel for direct emissions alone: with a price asked the furnace's gas comes first.
  const [dearest] = analysed(factory(), 80).improvements;
  assert.equal(dearest?.record, "streams/gas-mill");
  near(dearest?.atStakeEur, 9317.088 * 80, 1e-9);
});

test("evidence lifts an input, the file that the records came in does not, and an estimate sinks", () => {
  const gas = factory().get("streams/gas-mill") as { [key: string]: Json };
  const rungWith = (activity: Json): string | undefined => {
    const { value } = TASKS.stepHere(GROUND, {
      composition: composition(factory().set("streams/gas-mill", { ...gas, activity })),
      step: "stream/gas-mill/activity",
    });
    return value?.rung;
  };
  const origin = { line: 9, evidence: [ENTRY] };
  assert.equal(rungWith({ value: 3460, unit: "t", evidence: ["gas-bills"], origin }), "measured");
  assert.equal(rungWith({ value: 3460, unit: "t", origin }), "estimate");
  assert.equal(rungWith({ value: 3460, unit: "t", origin: { evidence: ["d".repeat(64), ENTRY] } }), "measured");
  assert.equal(rungWith({ value: 3460, unit: "t", evidence: ["gas-bills"], estimated: true }), "estimate");
});

test("a precursor climbs from default over its maker's value to a verified one", () => {
  const rungOf = (change: object): string | undefined => {
    const femn = factory().get("precursors/femn") as { sources: object[] };
    const sources = [{ ...femn.sources[0], ...change }];
    const records = factory().set("precursors/femn", JSON.parse(JSON.stringify({ ...femn, sources })) as Json);
    const { value, problems } = TASKS.analysis(GROUND, { composition: composition(records), asIf: 2026 });
    return sharesOf(value ?? assert.fail(JSON.stringify(problems)), "bar", "seeDirect").find(({ group }) => group === "precursor")?.rung;
  };
  const none = undefined;
  assert.equal(rungOf({ basis: "default", seeDirect: none, electricityFactor: none }), "default");
  assert.equal(rungOf({ basis: none }), "estimate");
  assert.equal(rungOf({}), "supplier");
  assert.equal(rungOf({ verifier: "검증원" }), "verified");
});

test("lines of activity data are told one by one, each with its record", () => {
  const gas = factory().get("streams/gas-mill") as { [key: string]: Json };
  const { activity: _, ...rest } = gas;
  const records = factory().set("streams/gas-mill", rest);
  const line = (value: number, month: string, more: object = {}) => ({
    target: "streams/gas-mill/activity",
    start: `2025-${month}-01`,
    end: `2025-${month}-28`,
    value,
    unit: "kg",
    label: `${month}월 도시가스`,
    ...more,
  });
  const cited = { evidence: [{ sha256: "d".repeat(64), sheet: "요금", cell: "C7" }] };
  records.set("activities/a", line(1_000_000, "01", cited) as Json).set("activities/b", line(2_460_000, "02") as Json);
  const detail = (step: string) => TASKS.stepHere(GROUND, { composition: composition(records), step }).value ?? assert.fail(step);
  const whole = detail("stream/gas-mill/activity");
  assert.equal(whole.value, 3460);
  assert.deepEqual(
    whole.lines.items.map(({ key, label, value, unit, start }) => [key, label, value, unit, start]),
    [
      ["activities/a", "01월 도시가스", 1_000_000, "kg", "2025-01-01"],
      ["activities/b", "02월 도시가스", 2_460_000, "kg", "2025-02-01"],
    ],
  );
  assert.deepEqual(whole.keys, ["streams/gas-mill", "activities/a", "activities/b"]);
  assert.deepEqual(whole.evidence, [{ sha256: "d".repeat(64), title: "청구서.pdf", sheet: "요금", cell: "C7" }]);
  // One line has no document: the whole is an estimate.
  assert.deepEqual([whole.rung, detail("stream/gas-mill/activity/part/a").rung], ["estimate", "measured"]);
  assert.deepEqual(detail("stream/gas-mill/activity/part/a").keys, ["streams/gas-mill", "activities/a"]);
});

test("a number opens with formula, numbers, law, documents and records", () => {
  const detail = (step: string) => TASKS.stepHere(GROUND, { composition: composition(factory()), step }).value ?? assert.fail(step);
  const gas = detail("stream/gas-melt/emissions");
  assert.equal(gas.withNumbers, "1520 × (48 / 1000) × 56.1 × 1 × (1 - 0)");
  assert.deepEqual([gas.rule?.act, gas.rung], ["IR (EU) 2023/1773", "average"]);
  assert.deepEqual(gas.keys, ["streams/gas-melt"]);
  assert.ok(gas.usedBy.some(({ step }) => step === "process/melt/directOwn"));
  const activity = detail("stream/gas-melt/activity");
  assert.deepEqual(
    activity.evidence.map(({ title, line }) => [title, line === undefined]),
    [
      ["도시가스 요금 청구서 2025년 1-12월", true],
      ["사례.json", false],
    ],
  );
  assert.match(detail("stream/gas-melt/oxidationFactor").assumption?.ko ?? "", /양식/);
  assert.deepEqual(detail("transfer/melt/mill").keys, ["transfers/melt~mill"]);
  assert.equal(TASKS.stepHere(GROUND, { composition: composition(factory()), step: "nothing" }).value, null);
});

test("fields lead to where the record itself has them, in whatever order it lists them", () => {
  const melt = factory().get("processes/melt") as { [key: string]: Json };
  const power = (value: number) => ({ amount: { value, unit: "MWh" }, emissionFactor: { value: 0.4, unit: "tCO2e/MWh" } });
  for (const list of [
    [power(90_000), power(10)],
    [power(10), power(90_000)],
  ]) {
    const { improvements } = analysed(factory().set("processes/melt", { ...melt, electricity: list }));
    const first = improvements.find(({ record, field }) => record === "processes/melt" && field.endsWith("/amount"));
    assert.equal(first?.field, `electricity/${list[0]?.amount.value === 90_000 ? 0 : 1}/amount`);
  }
});

// ---- the Commission's example

test("the blast-furnace example: its figure, its shares, and cells beneath them", {
  skip: existsSync(EXAMPLE) ? false : "../shared is not here",
}, () => {
  const made = statement(readFileSync(EXAMPLE), "example.xlsx");
  const told = analysedStatement(made, { entryDocuments: new Set() });
  const analysis = analysisOf(told, TABLES, { price: 80 });
  const [first] = analysis.goods.filter(({ category }) => category === "ironOrSteelProducts" || category === "crudeSteel");
  const direct = first?.figures.find(({ measure }) => measure === "seeDirect") ?? assert.fail();
  near(direct.value, 1.5389760645578654, 1e-15);
  within(sum(direct.shares.map(({ value }) => value)), 1.5389760645578654, sum(direct.shares.map(({ value }) => Math.abs(value))), 1e-12);
  assert.ok(direct.shares.some(({ group }) => group === "material" || group === "fuel"));
  // Down from the largest share to the cells of its inputs.
  const [largest] = direct.shares;
  const cells: string[] = [];
  const open = [largest?.step ?? ""];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const detail = stepDetail(told, TABLES, at, saidInCase(told.case)) ?? assert.fail(at);
    if (detail.origin?.sheet !== undefined && detail.origin.cell !== undefined) cells.push(`${detail.origin.sheet}!${detail.origin.cell}`);
    open.push(...detail.terms.map(({ step }) => step));
  }
  assert.ok(cells.length >= 2, cells.join());
});

// ---- what must always hold

for (const [name, bytes] of [
  ["sample factory", readFileSync(FACTORY)],
  ["screws", readFileSync(join(root, "samples", "screws.json"))],
  ["blast furnace", readFileSync(join(root, "samples", "blast-furnace.json"))],
] as const)
  test(`every step of the statement opens, and its numbers give its value again: ${name}`, () => {
    const made = statement(bytes, "case.json");
    const told = analysedStatement(made, { entryDocuments: new Set() });
    const said = saidInCase(told.case);
    for (const { id } of made.steps) {
      const detail = stepDetail(told, TABLES, id, said) ?? assert.fail(id);
      if (detail.withNumbers === undefined || detail.value === null) continue;
      const again = evaluate(detail.withNumbers.replaceAll(/\((-[\d.e+-]+)\)/g, "$1"), new Map()) ?? Number.NaN;
      const scale = sum(detail.terms.map(({ value }) => Math.abs(value ?? 0)));
      within(again, detail.value, Math.max(Math.abs(detail.value), detail.withNumbers.includes("-") ? scale * 1e-3 : 0));
    }
  });

test("a withheld leaf opens without its value, and what rests on it keeps its own", () => {
  const made = statementOf(readFileSync(FACTORY), { file: "case.json", secret: new Uint8Array(32).fill(7) }).value?.statement;
  assert.ok(made);
  delete made.disclosure.leaves["stream/gas-mill/activity"];
  delete made.disclosure.records["streams/gas-mill"];
  const told = analysedStatement(made, { entryDocuments: new Set() });
  const detail = stepDetail(told, TABLES, "stream/gas-mill/activity", saidInCase(told.case)) ?? assert.fail();
  assert.deepEqual([detail.withheld, detail.value, detail.rung], [true, null, undefined]);
  const emissions = stepDetail(told, TABLES, "stream/gas-mill/emissions", saidInCase(told.case)) ?? assert.fail();
  near(emissions.value, 9317.088, 1e-12);
  assert.ok(emissions.terms.some(({ withheld, value }) => withheld === true && value === null));
  const analysis = analysisOf(told, TABLES, {});
  for (const { figures } of analysis.goods)
    for (const { value, shares } of figures.filter(({ shares }) => shares.length > 0))
      within(sum(shares.map((one) => one.value)), value ?? Number.NaN, 1);
});

test("records, file and statement of one plant are taken apart alike", () => {
  const [records, sealed] = [
    analysed(factory(), 80),
    analysisOf(analysedStatement(statement(readFileSync(FACTORY), "a.json"), { entryDocuments: new Set() }), TABLES, { price: 80 }),
  ];
  const plain = ({ goods, flows, nodes, ladder }: Analysis) =>
    JSON.parse(JSON.stringify({ goods, flows: sorted(flows), nodes: sorted(nodes), ladder }));
  assert.deepEqual(plain(records), plain(sealed));
});
const sorted = (list: readonly object[]): string[] => list.map((one) => JSON.stringify(one)).sort();

test("shares sum to their figure, and are what the accounts of the rules say", () => {
  fc.assert(
    fc.property(plants, ({ json }) => {
      const given = caseOf(json);
      const told = seen(given);
      const analysis = analysisOf(told, TABLES, {});
      const calculation = calculate(given, { defaultValues: TABLES.defaultValues });
      for (const { id, figures } of analysis.goods)
        for (const { measure, value, shares } of figures) {
          if (shares.length === 0) continue;
          const scale = sum(shares.map((one) => Math.abs(one.value)));
          within(sum(shares.map((one) => one.value)), value ?? Number.NaN, scale);
          if (!(ACCOUNTED as readonly string[]).includes(measure)) continue;
          const one = calculation.goods.find((g) => g.id === id) ?? assert.fail();
          const { contributions } = accountOf(calculation.run, one, measure as (typeof ACCOUNTED)[number]);
          const mine = Map.groupBy(shares, ({ step }) => step.replace(/\/source\/\d+/, ""));
          for (const { step, value: theirs } of contributions) within(sum((mine.get(step) ?? []).map((s) => s.value)), theirs, scale);
        }
    }),
    runs,
  );
});

test("shares are told process by process, and each process's are those of its own emissions", () => {
  fc.assert(
    fc.property(plants, ({ json }) => {
      const analysis = analysisOf(seen(caseOf(json)), TABLES, {});
      for (const { figures } of analysis.goods)
        for (const { shares } of figures)
          for (const { subject, process, group, step } of shares) {
            assert.ok(SHARE_GROUPS.includes(group));
            assert.ok(subject === "" || process !== undefined, step);
          }
    }),
    { ...runs, numRuns: 20 },
  );
});

test("flows close at every process, and what enters is what leaves", () => {
  fc.assert(
    fc.property(plants, ({ json, processes }) => {
      const { flows, nodes } = analysisOf(seen(caseOf(json)), TABLES, {});
      const scale = sum(flows.map(({ value }) => value));
      for (const { value } of flows) assert.ok(value > 0);
      const gap = (id: string): number => sum(flows.map(({ from, to, value }) => (to === id ? value : 0) - (from === id ? value : 0)));
      for (const id of processes) within(gap(`processes/${id}`), 0, scale);
      const outside = nodes.filter(({ kind }) => kind !== "process").map(({ id }) => gap(id));
      within(sum(outside), 0, scale);
      for (const { from, to } of flows)
        for (const end of [from, to])
          assert.ok(
            nodes.some(({ id }) => id === end),
            end,
          );
    }),
    runs,
  );
});

test("rungs make up the whole, and no input has more hanging on it than there is", () => {
  fc.assert(
    fc.property(plants, ({ json }) => {
      const { ladder, improvements } = analysisOf(seen(caseOf(json)), TABLES, { price: 70 });
      near(sum(ladder.map(({ share }) => share)), 1, 1e-9);
      for (const { share, rung, next, atStakeEur } of improvements) {
        assert.ok(share > 0 && share <= 1 && rung !== next);
        assert.ok((atStakeEur ?? -1) >= 0);
      }
    }),
    { ...runs, numRuns: 20 },
  );
});

const SOLD = /^products\/|\/rest$/;

test("what hangs on a stream's amount goes when the stream does", () => {
  const given = goodCase();
  const told = seen(given);
  const total = ({ flows }: Analysis): number =>
    sum(flows.map(({ from, to, value }) => (SOLD.test(to) ? value : 0) - (SOLD.test(from) ? value : 0)));
  const { improvements } = analysisOf(told, TABLES, {});
  const gas = improvements.find(({ record, field }) => record === "streams/gas" && field === "netCalorificValue") ?? assert.fail();
  const without = { ...given, streams: (given.streams ?? []).filter(({ id }) => id !== "gas") };
  near(total(analysisOf(told, TABLES, {})) - total(analysisOf(seen(without), TABLES, {})), gas.emissionsTco2e, 1e-9);
});

test("a sum of very many lines is worked out, taken apart and opened", () => {
  const { activity: _, ...rest } = factory().get("streams/gas-mill") as { [key: string]: Json };
  const records = factory().set("streams/gas-mill", rest);
  const line = { target: "streams/gas-mill/activity", start: "2025-01-01", end: "2025-12-31", value: 0.25, unit: "t" };
  for (let i = 0; i < 13_840; i += 1) records.set(`activities/l${i}`, line);
  near(sharesOf(analysed(records), "bar", "seeDirect").find(({ subject }) => subject === "gas-mill")?.value, 9317.088 / 97_500, 1e-9);
  const detail = TASKS.stepHere(GROUND, { composition: composition(records), step: "stream/gas-mill/activity" }).value ?? assert.fail();
  assert.equal(detail.lines.total, 13_840);
  assert.ok(detail.lines.items.length <= 100 && detail.terms.length <= 500 && detail.keys.length <= 20);
  const sealed = TASKS.statement(GROUND, { composition: composition(records) }).value ?? assert.fail();
  assert.ok(TASKS.statementAnalysis(GROUND, { text: sealed.text, entryDocuments: [] }).value);
});

test("of very many sources the small ones of a group are told as one, and the shares still sum", () => {
  const streams = Array.from({ length: 3300 }, (_, i) => ({
    id: `s${i}`,
    name: `s${i}`,
    method: i % 2 === 0 ? "combustion" : "process",
    activity: `${i + 1} t`,
    ...(i % 2 === 0 && { netCalorificValue: "48 GJ/t" }),
    emissionFactor: i % 2 === 0 ? "56.1 tCO2/TJ" : "0.44 tCO2/t",
  }));
  const plant = {
    format: "sandan.case/1",
    period: { start: "2026-01-01", end: "2026-12-31" },
    installation: { name: "plant" },
    streams,
    processes: [{ id: "p", name: "p", category: "pigIron", production: [{ amount: "1000 t" }] }],
  };
  const [one] = analysisOf(seen(caseOf(plant)), TABLES, {}).goods;
  const direct = one?.figures.find(({ measure }) => measure === "seeDirect") ?? assert.fail();
  within(sum(direct.shares.map(({ value }) => value)), direct.value ?? Number.NaN, direct.value ?? 0);
  const merged = direct.shares.filter(({ subject }) => subject === "");
  assert.deepEqual(merged.map(({ group }) => group).sort(), ["fuel", "material"]);
  assert.match(merged[0]?.what.en ?? "", /smaller ones/);
  assert.equal(new Set(direct.shares.map(({ step, group }) => `${group} ${step}`)).size, direct.shares.length);
});

test("the same records composed from a store name the same steps", () => {
  const composed = composeCase(composition(factory())).value ?? assert.fail();
  near(figure(calculated(composed), "bar", "seeDirect"), 0.20744096320000005, 1e-12);
  assert.deepEqual([...entryDocumentsOf(factory().values())], [ENTRY]);
});
