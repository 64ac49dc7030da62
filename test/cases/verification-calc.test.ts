// A verifier's arithmetic: materiality, risks, the sample, tests of evidence, and the report.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import { dataGapTests, electricityTests, unconfirmed } from "../../src/calc/verification/evidence-tests.ts";
import { type GoodMateriality, materialityOf, materialityRefusals } from "../../src/calc/verification/materiality.ts";
import { released } from "../../src/calc/verification/release.ts";
import { verificationReport } from "../../src/calc/verification/report.ts";
import { type Level, type Risk, riskAnalysis } from "../../src/calc/verification/risks.ts";
import { samplingPlan } from "../../src/calc/verification/sampling-plan.ts";
import { samplingPlanSchema, type Verification } from "../../src/model/verification.ts";
import { type VerificationReport, verificationReportSchema } from "../../src/model/verification-report.ts";
import { MATERIALITY, materialityBar } from "../../src/rules/cbam/materiality.ts";
import { near, root } from "./read.ts";
import { type Seen, seen } from "./verification-facts.ts";
import { DAY, MOMENT, misstatement, ready } from "./verification-sample.ts";

const runs = { numRuns: 200, seed: 20260101 };
const furnace = seen("blast-furnace");
const factory = seen("sample-factory");

function of(goods: readonly GoodMateriality[], good: string): GoodMateriality {
  const found = goods.find((one) => one.good === good);
  assert.ok(found, good);
  return found;
}

// The Commission's filled example: 1.53897606455787 tCO2e/t direct, which is the basis of a good of Annex II; 5 % of it by hand: 0.0769488032278935.
test("two misstatements that alone are below 5 % are together above it", () => {
  const bars = (...effects: number[]): GoodMateriality =>
    of(
      materialityOf(
        furnace.facts,
        effects.map((see, i) => misstatement(`F${i}`, "a", see)),
      ),
      "a",
    );
  const { see } = bars(0.05, 0.03);
  near(see.figure, 1.53897606455787, 1e-12);
  near(see.limit, 0.0769488032278935, 1e-12);
  near(see.net, 0.08, 1e-12);
  near(see.filled, 0.08 / 0.0769488032278935, 1e-12);
  assert.equal(see.material, true);
  for (const one of [0.05, 0.03, -0.05, 0.0769]) assert.equal(bars(one).see.material, false, String(one));
  assert.equal(bars(-0.08).see.material, true);
  assert.equal(of(materialityOf(furnace.facts, [misstatement("F1", "b", 0.08)]), "a").see.net, 0);
  assert.equal(of(materialityOf(furnace.facts, [misstatement("F1", "a", 0.08, { corrected: true })]), "a").see.net, 0);
  assert.equal(of(materialityOf(furnace.facts, [misstatement("F1", "a", 0.08, { kind: "nonConformity" })]), "a").see.net, 0);
});

test("a bar by hand: of 2 tCO2e/t the limit is 0.1, which may be met and not exceeded", () => {
  assert.equal(MATERIALITY, 0.05);
  assert.deepEqual(materialityBar(2, [0.1]), { figure: 2, limit: 0.1, net: 0.1, gross: 0.1, filled: 1, material: false, offset: false });
  assert.equal(materialityBar(2, [0.1000001]).material, true);
  assert.equal(materialityBar(2, [0.04, 0.04, 0.02]).material, false);
  assert.deepEqual([materialityBar(2, [0.5, -0.45]).material, materialityBar(2, [0.5, -0.45]).offset], [false, true]);
  assert.deepEqual([materialityBar(null, [0.1]).why, materialityBar(2, [null, 0.1]).why], ["figure", "effect"]);
  assert.equal(materialityBar(2, [null, 0.1]).material, null);
  assert.equal(materialityBar(0, [0.001]).material, true);
  assert.equal(materialityBar(0, []).material, false);
});

test("a bar is the sum of the effects, whatever their order, and another finding of the same sign never lowers it", () => {
  const effect = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(fc.array(effect, { maxLength: 20 }), fc.double({ min: 0.001, max: 100, noNaN: true }), (effects, figure) => {
      const bar = materialityBar(figure, effects);
      assert.deepEqual(materialityBar(figure, [...effects].reverse()), bar);
      const sum = effects.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs((bar.net ?? Number.NaN) - sum) <= 1e-12 * (bar.gross ?? 0));
      assert.ok(Math.abs(bar.net ?? Number.NaN) <= (bar.gross ?? 0) * (1 + 1e-12));
      const sizes = effects.map(Math.abs);
      assert.ok((materialityBar(figure, [...sizes, 1]).net ?? 0) >= (materialityBar(figure, sizes).net ?? 0));
      assert.ok(!(bar.offset && bar.material));
    }),
    runs,
  );
});

test("free allocation has a bar of its own, from the operator's summary, and nothing is refused for it untouched", () => {
  const bar = of(materialityOf(furnace.facts, []), "a").freeAllocation;
  assert.ok(bar !== undefined);
  assert.deepEqual(materialityRefusals(materialityOf(furnace.facts, []), { verdict: "satisfactory" }), []);
  const touched = misstatement("F1", "billet", null, { effects: [{ good: "billet", see: 0, freeAllocation: 0.9 }] });
  const billet = of(materialityOf(factory.facts, [touched]), "billet").freeAllocation;
  const codes = materialityRefusals(materialityOf(factory.facts, [touched]), { verdict: "satisfactory" }).map(({ code, path }) => [
    code,
    path,
  ]);
  assert.deepEqual(codes, [[billet?.figure === null ? "MATERIALITY_UNKNOWN" : "MATERIALITY_EXCEEDED", "goods/billet/freeAllocation"]]);
  assert.deepEqual(materialityRefusals(materialityOf(factory.facts, [touched]), { verdict: "notSatisfactory" }), []);
});

type Drawn = { record: string; size: number; risk: Level };
const drawn = (sizes: Record<string, number>, risky: readonly string[] = []): Drawn[] =>
  Object.entries(sizes).map(([record, size]) => ({ record, size, risk: risky.includes(record) ? "high" : "low" }));
const picked = (records: readonly Drawn[], wanted: number, random = 0, seed = "7") => samplingPlan(records, { wanted, random, seed });

test("a sample by hand: 50 + 30 of 100 cover 80 %, then what is risky, then what the seed draws", () => {
  const records = drawn({ coke: 50, ore: 30, gas: 12, lime: 5, scrap: 3 }, ["scrap", "ore"]);
  const plan = picked(records, 0.8);
  assert.deepEqual(
    plan.picks.map(({ record, by }) => `${record} ${by}`),
    ["coke size", "ore size", "scrap risk"],
  );
  assert.deepEqual([plan.covered, plan.left], [0.83, 2]);
  assert.deepEqual(
    picked(records, 0.81).picks.map(({ record }) => record),
    ["coke", "ore", "gas", "scrap"],
  );
  assert.deepEqual(picked([], 1, 3), { wanted: 1, random: 3, seed: "7", picks: [], covered: null, left: 0 });
});

test("the draw can be repeated with any SHA-256: lowest hash of seed, newline and record first", () => {
  const names = Array.from({ length: 30 }, (_, i) => `streams/s${i}`);
  const plan = picked(drawn(Object.fromEntries(names.map((name) => [name, 1]))), 0, 5, "2027-05-20/v1");
  const sha = (name: string): string => createHash("sha256").update(`2027-05-20/v1\n${name}`).digest("hex");
  const expected = [...names].sort((a, b) => (sha(a) < sha(b) ? -1 : 1)).slice(0, 5);
  assert.deepEqual(
    plan.picks.map(({ record }) => record),
    expected,
  );
});

test("a sample covers what was wanted, holds no record twice, and follows from seed and records alone", () => {
  const one = fc.record({
    record: fc.string({ minLength: 1, maxLength: 8 }),
    size: fc.nat(1_000_000),
    risk: fc.constantFrom<Level>("low", "medium", "high"),
  });
  const records = fc.uniqueArray(one, { selector: ({ record }) => record, maxLength: 30 });
  fc.assert(
    fc.property(records, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(10), fc.string(), (given, wanted, random, seed) => {
      const plan = picked(given, wanted, random, seed);
      assert.deepEqual(picked([...given].reverse(), wanted, random, seed), plan);
      assert.deepEqual(samplingPlanSchema.parse(plan), plan);
      assert.equal(new Set(plan.picks.map(({ record }) => record)).size, plan.picks.length);
      assert.equal(plan.picks.length + plan.left, given.length);
      if (plan.covered !== null) assert.ok(plan.covered >= wanted * (1 - 1e-12) && plan.covered <= 1 + 1e-12);
      const taken = new Set(plan.picks.map(({ record }) => record));
      for (const { record, risk } of given) if (risk === "high") assert.ok(taken.has(record));
      const largest = plan.picks.filter(({ by }) => by === "size").map(({ size }) => size);
      assert.deepEqual(
        largest,
        [...largest].sort((a, b) => b - a),
      );
      assert.equal(
        plan.picks.filter(({ by }) => by === "random").length,
        Math.min(random, plan.left + plan.picks.filter(({ by }) => by === "random").length),
      );
    }),
    runs,
  );
});

const risk = (risks: readonly Risk[], record: string): Risk => {
  const found = risks.find((one) => one.record === record);
  assert.ok(found, record);
  return found;
};

// Streams of the Commission's example, by size: coke 7,093,504 t of the sizes of all (sinks count by size too).
test("risks come from contributions and Problems: coke is nearly all of the furnace, and production divides every figure", () => {
  const risks = riskAnalysis(furnace.analysed);
  assert.equal(risks[0]?.record.startsWith("streams/"), true);
  near(risks[0]?.size, 7093504, 1e-9);
  near(
    risks.reduce((sum, { share }) => sum + (share ?? 0), 0),
    1,
    1e-9,
  );
  assert.ok(risk(risks, "processes/bubble").reasons.some(({ en }) => /divided by its production/.test(en)));
  for (const { inherent, control, reasons } of risks) if (inherent !== "low" || control !== "low") assert.ok(reasons.length > 0);
  const told = new Set(risks.flatMap(({ reasons }) => reasons.map(({ en }) => en)));
  const warnings = furnace.analysed.problems.filter(({ severity }) => severity !== "note");
  assert.ok(warnings.length > 0);
  for (const { code } of warnings)
    assert.ok(
      warnings.some((one) => one.code === code && told.has(one.text.en)),
      code,
    );
});

test("the order of the records changes neither risks nor sample", () => {
  const { streams } = furnace.facts.case;
  const plan = ({ analysed }: Seen) => samplingPlan(riskAnalysis(analysed), { wanted: 0.9, random: 3, seed: "s" });
  const given = JSON.parse(readFileSync(join(root, "samples", "blast-furnace.json"), "utf8")) as { streams: unknown[] };
  assert.ok((streams?.length ?? 0) > 3);
  assert.deepEqual(plan(seen("blast-furnace", { set: { streams: [...given.streams].reverse() } })), plan(furnace));
});

test("a warning at a stream raises its control risk", () => {
  const before = risk(riskAnalysis(furnace.analysed), "streams/coke");
  const { analysed } = furnace;
  const [sample] = analysed.problems;
  assert.ok(sample);
  const doubt = {
    ...sample,
    code: "RANGE",
    severity: "warning" as const,
    path: "stream/coke/carbonContent",
    text: { ko: "의심", en: "doubtful" },
  };
  const after = risk(riskAnalysis({ ...analysed, problems: [...analysed.problems, doubt] }), "streams/coke");
  const order: Level[] = ["low", "medium", "high"];
  assert.ok(order.indexOf(after.control) > order.indexOf(before.control) || before.control === "high");
  assert.ok(after.reasons.some(({ en }) => en === "doubtful"));
});

test("data gaps: one without a method fails, one of a known thing with its method holds", () => {
  const gaps = [
    { subject: "bubble", start: "2023-03-01", end: "2023-03-05", method: "mean of the weeks around" },
    { subject: "bubble", start: "2023-04-01", end: "2023-04-02" },
  ];
  const { analysed } = seen("blast-furnace", { set: { dataGaps: gaps } });
  assert.deepEqual(
    dataGapTests(analysed).map(({ outcome }) => outcome),
    ["holds", "fails"],
  );
  assert.deepEqual(dataGapTests(furnace.analysed), []);
});

const powered = (electricity: object): Seen =>
  seen("screws", {
    set: {
      "processes/carbon-steel/category": "sinteredOre",
      "processes/carbon-steel/electricity": [electricity],
      "products/screw-carbon/cn": "26011200",
    },
  });

test("electricity: a good of Annex II is not tested; an agreement without metering fails; one with all that is asked waits for its document", () => {
  assert.deepEqual(electricityTests(furnace.analysed), []);
  const agreement = { amount: "3400 MWh", emissionFactor: "0.1 tCO2e/MWh", method: "ppa" };
  assert.deepEqual(
    electricityTests(powered(agreement).analysed).map(({ outcome }) => outcome),
    ["fails"],
  );
  const criteria = { meteringInterval: "1 h", gridConnection: true, contract: "PPA-1" };
  assert.deepEqual(
    electricityTests(powered({ ...agreement, criteria }).analysed).map(({ outcome }) => outcome),
    ["unchecked"],
  );
});

const NUMBERS = Array.from({ length: 18 }, (_, i) => i + 1);

function drawnUp({ facts, analysed }: Seen, verification: Verification = ready()): VerificationReport {
  const report = verificationReport({ facts, analysed, verification });
  const json = JSON.parse(JSON.stringify(report));
  assert.deepEqual(verificationReportSchema.parse(json), json);
  return report;
}

test("the report names every field, and says of each that lacks something why", () => {
  for (const one of [furnace, factory, seen("screws")]) {
    const report = drawnUp(one);
    assert.deepEqual(
      report.items.map(({ number }) => number),
      NUMBERS,
    );
    for (const { parts } of report.items)
      for (const { status, why, title } of parts) {
        assert.equal(status === "complete", why === undefined, title.en);
        assert.match(title.ko, /[가-힣]/);
      }
  }
});

test("figures of the report are the statement's own", () => {
  const emissions = drawnUp(furnace).items[8]?.parts[0]?.rows[0];
  const direct = emissions?.direct;
  assert.ok(typeof direct === "object" && direct !== null && "value" in direct);
  near(direct.value, 1.53897606455787, 1e-12);
  assert.equal(drawnUp(furnace).items[12]?.parts[0]?.rows.length, unconfirmed(furnace.analysed).length);
  assert.ok(unconfirmed(furnace.analysed).length > 0);
});

test("without an opinion, a visit or a sample the report is missing them; with them and with findings it is filled", () => {
  const { opinion: _, ...bare } = { ...ready(), visits: [] };
  const status = (report: VerificationReport, number: number) => report.items.find((one) => one.number === number)?.status;
  const empty = drawnUp(furnace, bare);
  for (const number of [5, 7, 8, 18]) assert.equal(status(empty, number), "missing", String(number));
  for (const number of [14, 15, 16, 17]) assert.equal(status(empty, number), "notApplicable", String(number));
  const sampling = samplingPlan(riskAnalysis(furnace.analysed), { wanted: 0.95, random: 2, seed: "s" });
  const full = drawnUp(furnace, {
    ...ready(),
    sampling,
    findings: [misstatement("F1", "a", 0.01, { answer: "Corrected.", corrected: true })],
    ticks: [{ of: "streams/coke", what: "activity", how: "comparedWithEvidence", by: "park", at: "2027-03-03T10:00:00Z" }],
  });
  for (const number of [2, 3, 5, 6, 7, 8, 9, 14, 18]) assert.equal(status(full, number), "complete", String(number));
});

test("an opinion is released over its own statement alone, within the body's scope, and clean only within materiality", () => {
  const { hash } = furnace.facts.statement;
  const own: Verification = {
    ...ready(),
    subject: { statement: hash, categories: [] },
    opinion: { verdict: "satisfactory", of: hash, issued: DAY },
  };
  const codes = (given: Verification, { facts }: Seen = furnace): string[] =>
    released(given, facts, "han", MOMENT).problems.map(({ code }) => code);
  assert.deepEqual(codes(own), ["FIGURES_TO_CONFIRM"]);
  assert.deepEqual(released(own, furnace.facts, "han", MOMENT).value?.state, "released");
  assert.deepEqual(released(own, furnace.facts, "han", MOMENT).value?.subject.categories, ["ironOrSteelProducts"]);
  assert.ok(codes(own, factory).includes("OPINION_OTHER_HASH"));
  assert.equal(released(own, factory.facts, "han", MOMENT).value, undefined);
  const findings = [misstatement("F1", "a", 0.05), misstatement("F2", "a", 0.03)];
  assert.deepEqual(codes({ ...own, findings }), ["MATERIALITY_EXCEEDED", "FIGURES_TO_CONFIRM"]);
  assert.deepEqual(codes({ ...own, findings, opinion: { verdict: "notSatisfactory", of: hash, issued: DAY } }), ["FIGURES_TO_CONFIRM"]);
  const { body } = own.engagement;
  const narrow = { ...own, engagement: { ...own.engagement, body: { ...body, scope: [{ name: "Cement", categories: ["cement"] }] } } };
  assert.deepEqual(codes(narrow), ["BODY_OUTSIDE_SCOPE", "FIGURES_TO_CONFIRM"]);
});
