// Biogenic and land terms, capture, exemptions, sites, validity and recalculation by the Methodology's figures and limits.
import assert from "node:assert/strict";
import test from "node:test";
import { defaultValidity, isValidAt, validityFits, validWithin } from "../../src/model/footprint-validity.ts";
import {
  carbonContent,
  carbonOfDryBiomass,
  type FootprintTerms,
  footprintTotals,
  landUseChangeCounts,
  needsBiogenic,
  uptakeOf,
} from "../../src/rules/pcf/biogenic.ts";
import { captureUse, withStorage } from "../../src/rules/pcf/capture.ts";
import { exemptedPercent } from "../../src/rules/pcf/exemptions.ts";
import { needsRecalculation } from "../../src/rules/pcf/recalculation.ts";
import { meanOfSites } from "../../src/rules/pcf/sites.ts";
import { byHand, desk, near } from "./steps.ts";

const NO_TERMS: Record<keyof FootprintTerms, number | null> = {
  fossilGhgEmissions: 0,
  landUseChangeGhgEmissions: 0,
  landManagementBiogenicCO2Emissions: 0,
  landManagementBiogenicCO2Removals: 0,
  technologicalCO2Removals: 0,
  ccsTechnologicalCO2Capture: 0,
  biogenicNonCO2Emissions: 0,
  biogenicCO2Uptake: 0,
};

function totals(given: Partial<typeof NO_TERMS>) {
  const { ledger, input } = desk();
  const steps = Object.entries({ ...NO_TERMS, ...given }).map(([name, value]) => [name, input(value)]);
  return footprintTotals(ledger, "product", Object.fromEntries(steps) as FootprintTerms);
}

test("cocoa: 6.9 without uptake, 6.4 with it (PACT Methodology v3, 3.3.1)", () => {
  const { excluding, including } = totals({ fossilGhgEmissions: 6.9, biogenicCO2Uptake: -0.5 });
  near(excluding, 6.9);
  near(including, 6.4);
});

test("all seven terms stand in the first total; a term that is missing makes both missing, and not zero", () => {
  const { excluding, including } = totals({
    fossilGhgEmissions: 64,
    landUseChangeGhgEmissions: 32,
    landManagementBiogenicCO2Emissions: 16,
    landManagementBiogenicCO2Removals: -8,
    technologicalCO2Removals: -4,
    ccsTechnologicalCO2Capture: -2,
    biogenicNonCO2Emissions: 1,
    biogenicCO2Uptake: -128,
  });
  near(excluding, 99);
  near(including, -29);
  const missing = totals({ landUseChangeGhgEmissions: null });
  assert.deepEqual([missing.excluding.value, missing.including.value], [null, null]);
});

test("storage: 3.0 + 1.1 + 0.2 - 0.5 = 3.8 where all marks hold; else nothing is subtracted (PACT Methodology v3, 3.3.2.5)", () => {
  const { ledger, input } = desk();
  const marks = { permanent: true, traceable: true, monitored: true, lifeCycleIncluded: true };
  const ask = { emissions: [input(3), input(1.1), input(0.2)], captured: input(0.5) };
  const { footprint, problems } = withStorage(ledger, { subject: "a", ...ask, marks });
  near(footprint, 3.8);
  assert.ok(Math.abs(byHand(ledger, footprint) - 3.8) < 1e-9);
  assert.deepEqual(problems, []);
  const refused = withStorage(ledger, { subject: "b", ...ask, marks: { ...marks, permanent: false } });
  near(refused.footprint, 4.3);
  assert.deepEqual(
    refused.problems.map(({ code }) => code),
    ["PCF_CAPTURE_NOT_COUNTED"],
  );
});

test("use by cut-off: A 4.0 + 0.5 = 4.5, B 0.3 + 0.2 = 0.5; by credit what is handed over moves, with a certificate (PACT Methodology v3, 3.3.2.5)", () => {
  const { ledger, input } = desk();
  const ask = { producer: [input(4), input(0.5)], user: [input(0.3), input(0.2)], used: input(1) };
  const cutOff = captureUse(ledger, { subject: "a", ...ask, approach: "Cut-off" }).value;
  near(cutOff?.producer, 4.5);
  near(cutOff?.user, 0.5);
  const credit = captureUse(ledger, { subject: "b", ...ask, approach: "Credit", certificate: "https://example.org/c" }).value;
  near(credit?.producer, 5.5);
  near(credit?.user, -0.5);
  const without = captureUse(ledger, { subject: "c", ...ask, approach: "Credit" });
  assert.deepEqual([without.value, without.problems[0]?.code], [undefined, "PCF_CREDIT_UNCERTIFIED"]);
});

test("carbon of a bottle: 0.3 × 0.6 + 0.1 × 0.25 = 0.205 (PACT Methodology v3, PET bottle)", () => {
  const { ledger, input } = desk();
  const materials = [
    { mass: input(0.3, "kg"), carbon: input(0.6, "kgC/kg") },
    { mass: input(0.1, "kg"), carbon: input(0.25, "kgC/kg") },
  ];
  near(carbonContent(ledger, "bottle", materials), 0.205);
});

test("uptake is -44/12 of the carbon; without an analysis 47.5 % of the dry mass is carbon, visibly assumed", () => {
  const { ledger, input } = desk();
  const carbon = carbonContent(ledger, "wood", [{ mass: input(2, "kg"), carbon: carbonOfDryBiomass(ledger, "wood") }]);
  near(carbon, 0.95);
  const uptake = uptakeOf(ledger, "wood", carbon);
  near(uptake, (-0.95 * 44) / 12);
  assert.ok(Math.abs(byHand(ledger, uptake) - (uptake.value ?? 0)) < 1e-9);
  assert.equal(ledger.get("wood/carbonOfDryBiomass").assumption, "carbonOfDryBiomass");
});

test("biogenic terms are needed from 5 % of the mass and 3 % of the impact on, and where neither is known", () => {
  assert.equal(needsBiogenic({ carbonOfMass: 0.05, impact: 0.03 }), true);
  assert.equal(needsBiogenic({ carbonOfMass: 0.0499, impact: 0.5 }), false);
  assert.equal(needsBiogenic({ carbonOfMass: 0.5, impact: 0.0299 }), false);
  assert.equal(needsBiogenic({ carbonOfMass: null, impact: null }), true);
  assert.deepEqual(
    [2005, 2004, 2026].map((year) => landUseChangeCounts(year, 2025)),
    [true, false, false],
  );
});

test("what is left out: own and suppliers' parts together stay below 3 %", () => {
  const { ledger, input } = desk();
  const suppliers = [{ pcf: input(50), exempted: input(2, "%") }];
  const low = exemptedPercent(ledger, { product: "low", excluded: [input(1.5)], suppliers, total: input(100) });
  near(low.percent, 2.5);
  assert.deepEqual(low.problems, []);
  const high = exemptedPercent(ledger, { product: "high", excluded: [input(2)], suppliers, total: input(100) });
  near(high.percent, 3);
  assert.deepEqual(
    high.problems.map(({ code }) => code),
    ["PCF_EXEMPTIONS_HIGH"],
  );
});

test("sites are weighed by what they make", () => {
  const { ledger, input } = desk();
  const sites = [
    { volume: input(900, "t"), pcf: input(2) },
    { volume: input(100, "t"), pcf: input(7) },
  ];
  near(meanOfSites(ledger, "product", sites), 2.5);
});

test("validity: three calendar years from the end of the reference period, the end not in it (PACT Methodology v3, 3.2.3)", () => {
  const end = "2025-01-01T00:00:00Z";
  const most = defaultValidity(end);
  assert.deepEqual(most, { start: end, end: "2028-01-01T00:00:00Z" });
  assert.deepEqual(defaultValidity("2024-02-29T12:00:00+09:00"), { start: "2024-02-29T03:00:00Z", end: "2027-02-28T03:00:00Z" });
  assert.deepEqual([isValidAt(most, most.start), isValidAt(most, most.end)], [true, false]);
  assert.equal(validityFits(most, end), true);
  assert.equal(validityFits({ ...most, end: "2028-01-01T00:00:01Z" }, end), false);
  assert.equal(validityFits({ ...most, start: "2024-12-31T23:59:59Z" }, end), false);
  const year = (n: number) => ({ start: `${n}-01-01T00:00:00Z`, end: `${n + 1}-01-01T00:00:00Z` });
  assert.deepEqual(
    [2024, 2025, 2027, 2028].map((n) => validWithin(most, year(n))),
    [false, true, true, false],
  );
});

test("a change of 10 % asks for a new calculation, up or down", () => {
  assert.deepEqual(
    [1.1, 0.9, 1.0999, 0.9001, 1].map((after) => needsRecalculation(1, after)),
    [true, true, false, false, false],
  );
  assert.deepEqual([needsRecalculation(-10, -9), needsRecalculation(0, 0.1), needsRecalculation(0, 0)], [true, true, false]);
});

test("what is not in one unit is never added: that is a bug of the caller, and stops", () => {
  const { ledger, input } = desk();
  const marks = { permanent: true, traceable: true, monitored: true, lifeCycleIncluded: true };
  const emissions = [input(3), input(1.1, "tCO2e")];
  assert.throws(() => withStorage(ledger, { subject: "a", emissions, captured: input(1), marks }), /tCO2e and not in kgCO2e/);
  const sites = [
    { volume: input(900, "t"), pcf: input(2) },
    { volume: input(100, "kg"), pcf: input(7) },
  ];
  assert.throws(() => meanOfSites(ledger, "product", sites), /in kg and not in t/);
});
