// Every code of product footprints is provoked by its file in test/problems, and by nothing in a sound one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import type { Problem } from "../../src/base/problem.ts";
import { checkFootprint } from "../../src/formats/pact/check-footprint.ts";
import { fromV2 } from "../../src/formats/pact/from-v2.ts";
import { readFootprint } from "../../src/formats/pact/read-footprint.ts";
import { reportingGaps } from "../../src/formats/pact/reporting.ts";
import { writeFootprint } from "../../src/formats/pact/write-footprint.ts";
import type { Footprint } from "../../src/model/footprint.ts";
import { FOOTPRINT_PROBLEMS } from "../../src/model/problems/footprint.ts";
import { allocate, priceOver } from "../../src/rules/pcf/allocation.ts";
import { captureUse, type StorageMarks, withStorage } from "../../src/rules/pcf/capture.ts";
import { type Criterion, electricityOf } from "../../src/rules/pcf/electricity.ts";
import { exemptedPercent } from "../../src/rules/pcf/exemptions.ts";
import { co2eOf } from "../../src/rules/pcf/gwp.ts";
import { usabilityOf } from "../../src/rules/pcf/usability.ts";
import { type Changes, changed } from "../problems/document.ts";
import { bottleV2, goodFootprint } from "./sample.ts";
import { desk } from "./steps.ts";

type Given = {
  amounts: { gas: string; amount: number }[];
  outputs: { id: string; amount: number; value: number | null }[];
  prices: number[];
  excluded: number;
  total: number;
  marks: StorageMarks;
  approach: "Cut-off" | "Credit";
  energy: number;
  met: Criterion[];
  residualMix?: number;
  countryGrid?: number;
  isWhole?: boolean;
};

const RULES: Record<string, (given: Given, at: ReturnType<typeof desk>) => Problem[]> = {
  gases: ({ amounts }, { ledger, input }) =>
    co2eOf(
      ledger,
      "flue",
      amounts.map(({ gas, amount }) => ({ gas, amount: input(amount, "kg") })),
    ).problems,
  allocation: ({ outputs }, { ledger, input }) => {
    const steps = outputs.map(({ id, amount, value }) => ({ id, amount: input(amount), value: input(value) }));
    return allocate(ledger, { process: "process", burden: input(100), outputs: steps }).problems;
  },
  prices: ({ prices }) => priceOver(prices, "slag").problems,
  exemptions: ({ excluded, total }, { ledger, input }) =>
    exemptedPercent(ledger, { product: "product", excluded: [input(excluded)], suppliers: [], total: input(total) }).problems,
  storage: ({ marks }, { ledger, input }) =>
    withStorage(ledger, { subject: "product", emissions: [input(3)], captured: input(1), marks }).problems,
  use: ({ approach }, { ledger, input }) =>
    captureUse(ledger, { subject: "product", producer: [input(3)], user: [input(1)], used: input(1), approach }).problems,
  electricity: ({ energy, met, residualMix, countryGrid, isWhole = true }, { ledger, input }) => {
    const factor = (value: number) => ({ step: input(value, "kgCO2e/kWh"), isWhole });
    return electricityOf(ledger, {
      subject: "plant",
      consumption: input(1000, "kWh"),
      instruments: [{ id: "go", kind: "certificate", energy: input(energy, "kWh"), factor: factor(0.02), met }],
      ...(residualMix !== undefined && { residualMix: factor(residualMix) }),
      ...(countryGrid !== undefined && { countryGrid: factor(countryGrid) }),
      marketHasInstruments: true,
    }).problems;
  },
  usability: () => usabilityOf(goodFootprint(), 2026).problems,
};

type Provocation = Changes & { why: string; door: string; rule?: string; given?: Given; expect: { path: string } };

function provoked({ door, rule = "", given, set, remove }: Provocation): Problem[] {
  if (door === "footprintV2") return fromV2(changed(bottleV2(), { ...(set && { set }), ...(remove && { remove }) })).problems;
  if (door === "pcf") return RULES[rule]?.(given as Given, desk()) ?? [];
  const footprint = changed(goodFootprint(), { ...(set && { set }), ...(remove && { remove }) });
  if (door === "footprintOut") return writeFootprint(footprint as Footprint).problems;
  if (door === "reporting") return reportingGaps(footprint as Footprint, 2026);
  const { value, problems } = readFootprint(footprint);
  return value === undefined ? problems : [...problems, ...checkFootprint(value)];
}

test("a sound footprint raises nothing", () => {
  const { value, problems } = readFootprint(goodFootprint());
  assert.ok(value);
  assert.deepEqual([...problems, ...checkFootprint(value)], []);
});

/** Marks of a value that was never meant to be shown. */
const LEAKS = /undefined|NaN|\[object|\bnull\b|\{\w+\}/;

for (const [code, { severity }] of Object.entries(FOOTPRINT_PROBLEMS)) {
  const file = join(import.meta.dirname, "..", "problems", `${code}.json`);
  const given = JSON.parse(readFileSync(file, "utf8")) as Provocation;
  test(`${code}: ${given.why}`, () => {
    const problems = provoked(given);
    const mine = problems.find((problem) => problem.code === code && problem.path === given.expect.path);
    assert.ok(mine, `raised instead: ${problems.map((problem) => `${problem.code} at ${problem.path}`).join(", ")}`);
    assert.equal(mine.severity, severity);
    for (const { text, todo } of problems) for (const said of [text.ko, text.en, todo.ko, todo.en]) assert.doesNotMatch(said, LEAKS);
    if (given.door === "footprint" || given.door === "footprintV2")
      assert.deepEqual([...new Set(problems.map((problem) => problem.code))], [code]);
  });
}
