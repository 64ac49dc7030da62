// Footprints of PACT 2 as PACT 3: the bottle of ADR-36, transport, names and what is lost.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import fc from "fast-check";
import { exactProduct, exactSum } from "../../src/formats/pact/exact-decimal.ts";
import { fromV2 } from "../../src/formats/pact/from-v2.ts";
import { changed } from "../problems/document.ts";
import { PACT, schemaOf } from "./published.ts";
import { bottleV2 } from "./sample.ts";

const skip = existsSync(PACT) ? false : "PACT's schemas (../shared) are not here";

function read(set: Record<string, unknown> = {}) {
  const { value, problems } = fromV2(changed(bottleV2(), { set }));
  assert.ok(value, JSON.stringify(problems));
  return { value, pcf: value.pcf, codes: problems.map(({ code }) => code) };
}

test("the sample is one of versions 2.0 to 2.3, and becomes one of 3.0.3 by the strict schema", { skip }, () => {
  for (const version of ["V2.0", "V2.1", "V2.2", "V2.3"]) assert.ok(schemaOf(version)(bottleV2()), version);
  assert.ok(schemaOf("V3.0.3-strict")(read().value));
});

test("twelve litres: 1.5 per litre become 18, a mass of 0.789 becomes 9.468 (PACT ADR-36)", () => {
  const { pcf, codes } = read({ "pcf/unitaryProductAmount": "12" });
  assert.deepEqual([pcf.pcfExcludingBiogenicUptake, pcf.productMassPerDeclaredUnit, pcf.declaredUnitAmount], ["18", "9.468", "12"]);
  assert.deepEqual([pcf.biogenicCO2Uptake, pcf.pcfIncludingBiogenicUptake], ["-16.8", "1.2"]);
  assert.deepEqual([pcf.exemptedEmissionsPercent, pcf.primaryDataShare], ["0.5", "56.12"]);
  assert.deepEqual(codes, ["FOOTPRINT_V2_AMOUNT"]);
});

test("figures of an iLEAP extension are per declared unit already", () => {
  const extensions = [{ specVersion: "2.0.0", dataSchema: "https://api.ileap.sine.dev/shipment-footprint.json", data: {} }];
  const { pcf, codes } = read({ extensions, "pcf/unitaryProductAmount": "161", "pcf/declaredUnit": "ton kilometer" });
  assert.deepEqual([pcf.pcfExcludingBiogenicUptake, codes], ["1.5", []]);
});

test("names and values change: standards, classification, remarks, assurance", () => {
  const assurance = { assurance: true, coverage: "product line", level: "limited", providerName: "Verifier", standardName: "ISO 14064-3" };
  const { value, pcf } = read({ "pcf/assurance": assurance, statusComment: "renewed" });
  assert.deepEqual(pcf.crossSectoralStandards, ["ISO14067", "GHGP-Product"]);
  assert.deepEqual([value.productClassifications, value.comment], [["urn:cpc:34131"], "illustrative; renewed"]);
  assert.deepEqual(pcf.verification, {
    providerName: "Verifier",
    standardName: "ISO 14064-3",
    comments: "coverage: product line; level: limited",
  });
});

test("a missing mass is told from the unit where it can be, and the figure with uptake from uptake", () => {
  const without = (unit: string) => {
    const given = changed(bottleV2(), {
      set: { "pcf/declaredUnit": unit },
      remove: ["pcf/productMassPerDeclaredUnit", "pcf/pCfIncludingBiogenic"],
    });
    return fromV2(given);
  };
  assert.equal(without("kilogram").value?.pcf.productMassPerDeclaredUnit, "1");
  assert.equal(without("megajoule").value?.pcf.productMassPerDeclaredUnit, "0");
  assert.equal(without("megajoule").value?.pcf.pcfIncludingBiogenicUptake, "0.1");
  assert.deepEqual(
    without("liter").problems.map(({ code }) => code),
    ["FOOTPRINT_V2_MASS"],
  );
});

test("what has no place in version 3 is told by name, known or not", () => {
  const { value, problems } = fromV2(changed(bottleV2(), { set: { "pcf/landManagementGhgEmissions": "0.1", "pcf/another": 1 } }));
  assert.ok(value);
  assert.deepEqual(
    problems.map(({ code, path }) => [code, path]),
    [
      ["FOOTPRINT_V2_LOST", "pcf/landManagementGhgEmissions"],
      ["FOOTPRINT_V2_LOST", "pcf/another"],
    ],
  );
});

test("version 3 is no version 2, and whatever is read nothing is thrown", () => {
  for (const given of [null, 1, [], {}, changed(bottleV2(), { set: { specVersion: "3.0.0" } }), changed(bottleV2(), { set: { pcf: [] } })])
    assert.equal(fromV2(given).value, undefined);
});

test("products and sums of decimals are exact, and plainly written", () => {
  assert.deepEqual([exactProduct("0.0000001", "3"), exactProduct("-1.5", "2"), exactProduct("1e3", "2")], ["0.0000003", "-3", undefined]);
  const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const text = (n: number): string => (n / 100).toFixed(2);
  fc.assert(
    fc.property(hundredths, hundredths, (a, b) => {
      assert.equal(Number(exactSum(text(a), text(b))), (a + b) / 100 + 0);
      assert.equal(Number(exactProduct(text(a), text(b))), (a * b) / 10_000 + 0);
    }),
  );
});
