// Our shapes beside the published schemas, value by value: what 3.0.4 accepts is read, what we would send passes 3.0.3.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { readFootprint } from "../../src/formats/pact/read-footprint.ts";
import { footprintSchema } from "../../src/model/footprint.ts";
import { changed } from "../problems/document.ts";
import { PACT, propertiesOf, schemaOf } from "./published.ts";
import { goodFootprint } from "./sample.ts";

const skip = existsSync(PACT) ? false : "PACT's schemas (../shared) are not here";

/** Values that somebody has sent, or may. */
const POOL: readonly unknown[] = [
  null,
  true,
  0,
  "",
  "0",
  "00.0",
  "-0",
  "-0.0",
  "+1",
  "+0",
  "-1.5",
  "1.",
  ".5",
  "1e3",
  "٣",
  "1 ",
  "5abc",
  "AR6",
  "AR",
  "kg",
  "KR",
  "KR-11",
  "Asia",
  "liter",
  "Other",
  "Credit",
  "urn:a:b",
  "URN:a:b",
  "https://example.org/x",
  "2026-01-01T00:00:00Z",
  "2026-01-01T09:00:00.123+09:00",
  "2026-02-30T00:00:00Z",
  "2026-01-01",
  "00000000-0000-0000-0000-000000000000",
  "4B1C2F6E-8F1F-1E0A-9A43-2B6F1D3E5A70",
  [],
  ["AR6"],
  ["AR6", "AR5"],
  ["AR6", "AR6"],
  [""],
  ["urn:a:b"],
  ["4b1c2f6e-8f1f-4e0a-9a43-2b6f1d3e5a70"],
  [{ name: "x", version: "1" }],
  [{ name: "", version: "1" }],
  [{ operator: "PEF", ruleNames: ["x"] }],
  [{ operator: "PEF", ruleNames: [] }],
  [{ operator: "Nobody", ruleNames: ["x"] }],
  [{ specVersion: "2.0.0", dataSchema: "https://example.org/s.json", data: {} }],
  [{ specVersion: "2.0.0", dataSchema: "no address", data: {} }],
  {},
  { coverage: "product level" },
  { coverage: "all" },
  { technologicalDQR: "1", geographicalDQR: "2", temporalDQR: "3" },
  { technologicalDQR: "1" },
];

const PATHS = [
  ...Object.keys(footprintSchema.shape).filter((name) => name !== "pcf"),
  ...Object.keys(footprintSchema.shape.pcf.shape).map((name) => `pcf/${name}`),
];

test("each property with each value of the pool: 3.0.4 accepts and we read; we would send and 3.0.3 accepts", { skip }, () => {
  const [strict, loose] = [schemaOf("V3.0.3-strict"), schemaOf("V3.0")];
  assert.deepEqual(PATHS.toSorted(), propertiesOf("V3.0.3-strict").sort());
  const faults: string[] = [];
  for (const path of PATHS) {
    for (const value of POOL) {
      const base = goodFootprint();
      if (path.startsWith("pcf/geography")) delete base.pcf.geographyCountry;
      const given = changed(base, { set: { [path]: value } });
      const said = `${path} = ${JSON.stringify(value)}`;
      const isRead = readFootprint(given).value !== undefined;
      if (loose(given) !== isRead) faults.push(`${said}: 3.0.4 says ${loose(given)}, we read ${isRead}`);
      if (footprintSchema.safeParse(given).success && !strict(given)) faults.push(`${said}: we would send it, 3.0.3 refuses`);
    }
  }
  assert.deepEqual(faults, []);
});
