// Reporting rules: the table beside the published one, and what is told of a footprint.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { REPORTING_RULES, reportingGaps } from "../../src/formats/pact/reporting.ts";
import { type Footprint, footprintSchema } from "../../src/model/footprint.ts";
import { changed } from "../problems/document.ts";
import { PACT } from "./published.ts";
import { goodFootprint } from "./sample.ts";

const skip = existsSync(PACT) ? false : "PACT's published interface (../shared) is not here";

test("each figure bears the rule that PACT 3.0.3 gives it", { skip }, () => {
  const lines = readFileSync(join(PACT, "schemas", "openapi_v3_0_3_strict.yaml"), "utf8").split("\n");
  const figures = Object.keys(footprintSchema.shape.pcf.shape);
  const found: Record<string, string> = {};
  let name = "";
  for (const line of lines) {
    name = /^ {8}(\w+):$/.exec(line)?.[1] ?? name;
    const rule = /^ {10}x-rule: (\S+)/.exec(line)?.[1];
    if (rule !== undefined && figures.includes(name)) found[name] = rule;
  }
  assert.deepEqual(found, REPORTING_RULES);
});

const gaps = (changes: Parameters<typeof changed>[1], year = 2026): string[] =>
  reportingGaps(changed(goodFootprint(), changes) as Footprint, year).map(
    ({ text }) => /'(\w+)'.*\(rule (\S+)\)/.exec(text.en)?.slice(1).join(" ") ?? "",
  );

const RECOMMENDED = [
  "boundaryProcessesDescription SHOULD",
  "recycledCarbonContent SHOULD",
  "outboundLogisticsGhgEmissions SHOULD",
  "allocationRulesDescription SHOULD",
];

test("what is blank is told with its rule; what does not apply is not", () => {
  assert.deepEqual(gaps({}), RECOMMENDED);
  const stored = gaps({ set: { "pcf/ccsTechnologicalCO2CaptureIncluded": true } });
  assert.deepEqual(
    stored.filter((one) => !RECOMMENDED.includes(one)),
    ["ccsTechnologicalCO2Capture CCS", "technologicalCO2CaptureOrigin CCU,CCS", "technologicalCO2Removals CCS"],
  );
  assert.ok(gaps({ remove: ["pcf/biogenicCO2Uptake"] }).includes("biogenicCO2Uptake BIO"));
});

test("ratings and land management are asked from 2028 on", () => {
  const remove = ["pcf/dqi", "pcf/landManagementBiogenicCO2Emissions"];
  assert.deepEqual(gaps({ remove }, 2027), RECOMMENDED);
  assert.deepEqual(
    gaps({ remove }, 2028).filter((one) => !RECOMMENDED.includes(one)),
    ["landManagementBiogenicCO2Emissions BIO-2027", "dqi SHALL-2027"],
  );
});
