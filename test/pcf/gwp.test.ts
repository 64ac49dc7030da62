// Warming potentials of AR6, held against the public table, and CO2e by gas.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { co2eOf, warmingPotential } from "../../src/rules/pcf/gwp.ts";
import gwpFile from "../../src/rules/pcf/values/gwp.json" with { type: "json" };
import { byHand, desk, near } from "./steps.ts";

const TABLE = join(import.meta.dirname, "..", "..", "..", "shared", "data", "factors", "globalwarmingpotentials.csv");
const skip = existsSync(TABLE) ? false : "the public table of potentials (../shared) is not here";

test("each gas bears the AR6 figure of the public table, and no gas of it is left out but undivided methane", { skip }, () => {
  const [head = [], ...rows] = readFileSync(TABLE, "utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(","));
  const column = head.indexOf("AR6GWP100");
  const wanted = rows.flatMap((row) => (row[column] === "" || row[0] === "CH4" ? [] : [[row[0], Number(row[column])]]));
  const ours = gwpFile.rows.filter(([gas]) => gas !== "CH4" && gas !== "CO2");
  assert.deepEqual(ours, wanted);
});

test("methane by its origin: 29.8 fossil, 27.0 not; unknown takes 29.8 and says so (AR6, Table 7.15; PACT Methodology v3, 3.2.2)", () => {
  assert.equal(warmingPotential("CH4", "fossil").value?.value, 29.8);
  assert.equal(warmingPotential("CH4", "nonFossil").value?.value, 27);
  const unknown = warmingPotential("CH4");
  assert.deepEqual([unknown.value?.value, unknown.problems[0]?.code], [29.8, "PCF_METHANE_ORIGIN_UNKNOWN"]);
  assert.equal(unknown.value?.source.row, "CH4/fossil");
});

test("PACT's other gases: N2O 273, CF4 7380, C2F6 12400, SF6 25200, NF3 17400, HFC-134a 1530", () => {
  const figures = { CO2: 1, N2O: 273, CF4: 7380, C2F6: 12400, SF6: 25200, NF3: 17400, HFC134a: 1530 };
  for (const [gas, value] of Object.entries(figures)) {
    assert.equal(warmingPotential(gas).value?.value, value);
    assert.deepEqual(warmingPotential(gas).problems, []);
  }
});

test("CO2e keeps its gases: 100 kg CO2, 2 kg fossil CH4, 0.1 kg N2O are 186.9 kg", () => {
  const { ledger, input } = desk();
  const amounts = [
    { gas: "CO2", amount: input(100, "kg") },
    { gas: "CH4", origin: "fossil" as const, amount: input(2, "kg") },
    { gas: "N2O", amount: input(0.1, "kg") },
  ];
  const { value, problems } = co2eOf(ledger, "flue", amounts);
  assert.ok(value);
  near(value, 186.9);
  assert.ok(Math.abs(byHand(ledger, value) - 186.9) < 1e-9);
  assert.deepEqual(problems, []);
  assert.equal(ledger.get("gwp/CH4/fossil").factor?.dataset, "pcf-gwp");
  assert.equal(co2eOf(ledger, "other", [{ gas: "XF9", amount: input(1, "kg") }]).value, undefined);
});
