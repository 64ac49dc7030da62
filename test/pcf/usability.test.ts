// Levels of usability and what is missing for the next.
import assert from "node:assert/strict";
import test from "node:test";
import type { Footprint } from "../../src/model/footprint.ts";
import { usabilityOf } from "../../src/rules/pcf/usability.ts";
import { changed } from "../problems/document.ts";
import { goodFootprint } from "./sample.ts";

const without = (...remove: string[]): Footprint => changed(goodFootprint(), { remove }) as Footprint;

test("a whole footprint is complete; what it lacks lowers it to the level below, by name", () => {
  assert.equal(usabilityOf(goodFootprint(), 2026).level, 3);
  const consistent = usabilityOf(without("pcf/landUseChangeGhgEmissions", "pcf/biogenicCO2Uptake"), 2026);
  assert.deepEqual([consistent.level, consistent.missing], [2, ["landUseChangeGhgEmissions", "biogenicCO2Uptake"]]);
  const indicative = usabilityOf(without("pcf/primaryDataShare"), 2026);
  assert.deepEqual([indicative.level, indicative.missing, indicative.problems], [1, ["primaryDataShare"], []]);
  assert.equal(usabilityOf(without("pcf/pcfExcludingBiogenicUptake"), 2026).level, 0);
});

test("ratings and land management are asked from 2028 on", () => {
  const given = without("pcf/dqi");
  assert.equal(usabilityOf(given, 2027).level, 3);
  assert.deepEqual([usabilityOf(given, 2028).level, usabilityOf(given, 2028).missing], [2, ["dqi"]]);
});

test("a level above the first says that the official lists are known in part", () => {
  assert.deepEqual(
    usabilityOf(goodFootprint(), 2026).problems.map(({ code }) => code),
    ["PCF_USABILITY_UNSURE"],
  );
});
