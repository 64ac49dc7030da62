// The laws of the house, held against the tree; and a seeded fault for each law, so that none can pass without looking.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { anyTypes, longFiles, longFunctions, onlyTests, powersInRules, purity } from "./tidy/code.ts";
import { barrels, deadExports, defaultExports, importCycles, knownRooms, packageImports, roomImports } from "./tidy/imports.ts";
import { type Fault, houseOf, type Rule } from "./tidy/rule.ts";
import { SEEDS } from "./tidy/seeds.ts";
import { assistantWords, machinePaths, roomNames, undatedNotes, valuesHeaders } from "./tidy/text.ts";
import { readTree } from "./tidy/tree.ts";

const LAWS: Readonly<Record<string, { law: string; rule: Rule }>> = {
  knownRooms: { law: "every file of src lies in a room of the table", rule: knownRooms },
  roomImports: { law: "a room imports only the rooms that the table allows", rule: roomImports },
  packageImports: { law: "a room imports only the npm packages it has business with", rule: packageImports },
  importCycles: { law: "no ring of imports, type imports counted", rule: importCycles },
  purity: { law: "no clock, randomness, I/O or environment in a pure room", rule: purity },
  powersInRules: { law: "no exp, log or power in rules", rule: powersInRules },
  anyTypes: { law: "no type any", rule: anyTypes },
  onlyTests: { law: "no test shuts out the others", rule: onlyTests },
  longFiles: { law: "no file over 600 lines", rule: longFiles },
  longFunctions: { law: "no function over 70 lines", rule: longFunctions },
  valuesHeaders: { law: "every values file says its act, unit, first day, status and source", rule: valuesHeaders },
  roomNames: { law: "no room called utils, common, shared, services, helpers or types", rule: roomNames },
  defaultExports: { law: "no default export", rule: defaultExports },
  barrels: { law: "no barrel", rule: barrels },
  deadExports: { law: "no export that nothing imports", rule: deadExports },
  undatedNotes: { law: "a note to do has an owner and a date", rule: undatedNotes },
  machinePaths: { law: "no path of one machine, no registry, no mark of a conflict", rule: machinePaths },
  assistantWords: { law: "the texts are the project's own voice", rule: assistantWords },
};

const house = houseOf(readTree(join(import.meta.dirname, "..")));

const placeOf = ({ path, line }: Fault): string => `${path}:${line}`;

test("tidy: the tree is read", () => {
  assert.ok(house.facts.has("test/tidy.test.ts") && house.facts.has("src/base/canonical.ts"));
  assert.ok(house.tree.has("package.json") && house.tree.has("package-lock.json"));
});

for (const { law, rule } of Object.values(LAWS)) {
  test(`tidy: ${law}`, () => {
    const faults = rule(house).map((fault) => `${placeOf(fault)} ${fault.text}`);
    if (faults.length > 0) assert.fail(`\n${faults.join("\n")}`);
  });
}

for (const [name, { law, rule }] of Object.entries(LAWS)) {
  test(`tidy finds a seeded fault against: ${law}`, () => {
    const seeds = SEEDS.filter((seed) => seed.rule === name);
    assert.ok(seeds.some(({ faults }) => faults.length > 0));
    for (const { files, faults } of seeds) {
      assert.deepEqual(
        rule(houseOf(new Map(Object.entries(files))))
          .map(placeOf)
          .sort(),
        faults,
      );
    }
  });
}
