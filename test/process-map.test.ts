// The process map: every number is the records' own, balances close where everything is given, and what is not known is not nought.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Json } from "../src/base/canonical.ts";
import { processMap } from "../src/calc/process-map.ts";
import { recordsOfCase } from "../src/calc/records-of-case.ts";
import { readCaseFile } from "../src/formats/case-file.ts";
import type { Balance, BalanceKind, ProcessMap } from "../src/model/process-map.ts";
import { calculate } from "../src/rules/cbam/calculate.ts";
import { root } from "./cases/read.ts";
import { plants } from "./properties/plant.ts";

type Records = Map<string, Json>;
type Map_ = Omit<ProcessMap, "revision">;

function recordsOf(bytes: Uint8Array): Records {
  const { value, problems } = readCaseFile(bytes, { file: "case.json" });
  assert.ok(value, JSON.stringify(problems));
  return new Map(recordsOfCase(value, { evidence: "a".repeat(64), title: "case" }).map(({ key, body }) => [key, body]));
}
const sample = (name: string): Records => recordsOf(readFileSync(join(root, "samples", `${name}.json`)));

function mapOf(records: Records, year = "2025"): Map_ {
  const period = { start: `${year}-01-01`, end: `${year}-12-31` };
  const versions = new Map([...records.keys()].map((key) => [key, 1]));
  return processMap({ composition: { period, installation: "plant", records, titles: new Map() }, versions }, (given) => calculate(given));
}

function balanceOf({ balances }: Map_, of: string, kind: BalanceKind): Balance {
  return balances.find((b) => b.of === of && b.kind === kind) ?? assert.fail(`no ${kind} of ${of}`);
}
const edge = ({ edges }: Map_, id: string) => edges.find((e) => e.id === id) ?? assert.fail(`no edge ${id}`);
const body = (records: Records, key: string) => records.get(key) as Record<string, Json>;

test("the sample factory, read by hand", () => {
  const map = mapOf(sample("sample-factory"));
  // 8 streams, 1 precursor, 2 processes, 3 goods, and one supplier of electricity that nobody named.
  assert.equal(map.nodes.length, 15);
  assert.equal(map.edges.length, 15);
  assert.deepEqual(map.problems, []);
  const moved = edge(map, "transfers/melt~mill/amount");
  assert.deepEqual([moved.from, moved.to, moved.value, moved.unit], ["processes/melt", "processes/mill", 102_000, "t"]);
  // 1520 t × 48 GJ/t = 72.96 TJ; × 56.1 tCO2/TJ / 3.664 = 1117.1 tC.
  const gas = edge(map, "streams/gas-melt/shares/melt");
  assert.ok(Math.abs((gas.energyTj ?? 0) - 72.96) < 1e-9 && Math.abs((gas.carbonT ?? 0) - (72.96 * 56.1) / 3.664) < 1e-9);
  // Carbon that leaves with the billets runs from the process.
  const billets = edge(map, "streams/billets-out/shares/melt");
  assert.deepEqual([billets.from, billets.value], ["processes/melt", 120_000]);
  assert.ok(Math.abs((billets.carbonT ?? 0) + 252) < 1e-9);
  // 960 + 1480 + 285 + 2100 + 131000 t in, the ferro-manganese once; 120000 t out.
  const melt = balanceOf(map, "processes/melt", "mass");
  assert.deepEqual([melt.inTotal, melt.outTotal, melt.gap, melt.closes], [135_825, 120_000, 15_825, null]);
  assert.deepEqual(
    melt.in.filter(({ sameAs }) => sameAs !== undefined).map(({ node, sameAs }) => [node, sameAs]),
    [["streams/ferro-manganese-in", "precursors/femn/uses/0/amount"]],
  );
  const whole = balanceOf(map, "installation", "mass");
  assert.deepEqual([whole.inTotal, whole.outTotal, whole.gap], [135_825, 115_500, 20_325]);
  assert.equal(balanceOf(map, "processes/mill", "goods").closes, true);
  assert.equal(balanceOf(map, "installation", "electricity").inTotal, 66_500);
  assert.equal(balanceOf(map, "precursors/femn", "use").closes, true);
});

test("balances close when everything is given: carbon, energy and goods of any plant", () => {
  fc.assert(
    fc.property(plants, ({ json, processes }) => {
      const map = mapOf(recordsOf(new TextEncoder().encode(JSON.stringify(json))), "2026");
      const energy = map.balances.find(({ of, kind }) => of === "installation" && kind === "energy");
      assert.equal(energy?.closes ?? true, true);
      const carbon = balanceOf(map, "installation", "carbon");
      const scale = carbon.in.reduce((sum, { value }) => sum + Math.abs(value ?? Number.NaN), 0);
      assert.ok(Math.abs(carbon.gap ?? Number.NaN) <= 1e-9 * scale + 1e-9, JSON.stringify(carbon));
      for (const id of processes) assert.equal(balanceOf(map, `processes/${id}`, "goods").closes, true);
      for (const b of map.balances.filter(({ of }) => of.startsWith("streams/"))) assert.equal(b.closes, true, JSON.stringify(b));
    }),
    { numRuns: 40, seed: 20260102 },
  );
});

test("the order of records changes nothing", () => {
  fc.assert(
    fc.property(plants, fc.infiniteStream(fc.nat(1_000_000)), ({ json }, dice) => {
      const records = recordsOf(new TextEncoder().encode(JSON.stringify(json)));
      const keyed = [...records].map((entry) => ({ entry, at: dice.next().value }));
      const shuffled = new Map(keyed.sort((a, b) => a.at - b.at).map(({ entry }) => entry));
      assert.deepEqual(mapOf(shuffled, "2026"), mapOf(records, "2026"));
    }),
    { numRuns: 20, seed: 20260103 },
  );
});

test("what is missing makes null of the gap and is named, never nought", () => {
  const records = sample("sample-factory");
  const { amount: _, ...transfer } = body(records, "transfers/melt~mill");
  records.set("transfers/melt~mill", transfer);
  const { netCalorificValue: __, emissionFactor: ___, ...gas } = body(records, "streams/gas-mill");
  records.set("streams/gas-mill", { ...gas, emissionFactor: { value: 2.7, unit: "tCO2/t" } });
  const map = mapOf(records);
  assert.equal(edge(map, "transfers/melt~mill/amount").value, null);
  const goods = balanceOf(map, "processes/melt", "goods");
  assert.deepEqual([goods.outTotal, goods.gap, goods.closes], [null, null, null]);
  assert.match(goods.why?.en ?? "", /봉강 압연/);
  const energy = balanceOf(map, "processes/mill", "energy");
  assert.deepEqual([energy.gap, edge(map, "streams/gas-mill/shares/mill").energyTj], [null, null]);
});

test("a share that leaves a rest shows it, and one of more than everything does not close", () => {
  const records = sample("sample-factory");
  const share = (value: number) =>
    records.set("streams/scrap", { ...body(records, "streams/scrap"), shares: { melt: { value, unit: "%" } } });
  share(90);
  const rest = balanceOf(mapOf(records), "streams/scrap", "use");
  assert.deepEqual([Math.round(rest.gap ?? 0), rest.closes], [13_100, false]);
  // What was not assigned still came in.
  assert.equal(balanceOf(mapOf(records), "installation", "mass").inTotal, 135_825);
  const carbon = balanceOf(mapOf(records), "installation", "carbon");
  assert.ok(Math.abs((carbon.gap ?? 0) - 26.2) < 1e-9 && carbon.closes === false);
  share(100);
  assert.equal(balanceOf(mapOf(records), "streams/scrap", "use").closes, true);
});

test("the only process takes what nobody assigned, and the edge says that it is implied", () => {
  const records = sample("blast-furnace");
  for (const [key, record] of records)
    if (key.startsWith("streams/")) {
      const { shares: _, ...rest } = record as Record<string, Json>;
      records.set(key, rest);
    }
  const map = mapOf(records);
  const shares = map.edges.filter(({ kind }) => kind === "share");
  assert.ok(shares.length > 5 && shares.every(({ implied, share }) => implied === true && share === 1));
  assert.equal(balanceOf(map, "installation", "carbon").closes, true);
});

test("emissions typed for several processes leave what each took unknown", () => {
  const records = sample("screws");
  for (const [key, record] of records) {
    if (key.startsWith("streams/")) records.set(key, { ...(record as Record<string, Json>), shares: {} });
    if (key.startsWith("processes/"))
      records.set(key, { ...(record as Record<string, Json>), directEmissions: { value: 1000, unit: "tCO2e" } });
  }
  const map = mapOf(records);
  const { gap, why, inTotal } = balanceOf(map, "installation", "energy");
  assert.deepEqual([gap, Math.round((inTotal ?? 0) * 10) / 10], [null, 88.2]);
  assert.match(why?.en ?? "", /which process took/);
});

test("suppliers, heat between processes and one's own generation are joined by their names", () => {
  const records = sample("sample-factory");
  const melt = body(records, "processes/melt");
  const electricity = [
    { amount: { value: 50_000, unit: "MWh" }, supplier: "한국전력" },
    { amount: { value: 5_800_000, unit: "kWh" }, supplier: "자가발전" },
  ];
  const heat = { exported: [{ amount: { value: 1000, unit: "GJ" }, partner: "봉강 압연" }] };
  records.set("processes/melt", { ...melt, electricity, heat });
  records.set("cogeneration/chp", { id: "chp", name: "자가발전", electricityOutput: { value: 6000, unit: "MWh" } });
  const map = mapOf(records);
  assert.equal(edge(map, "processes/melt/electricity/0/amount").from, "electricity:한국전력");
  assert.deepEqual(
    [edge(map, "processes/melt/electricity/1/amount").from, edge(map, "processes/melt/electricity/1/amount").value],
    ["cogeneration/chp", 5800],
  );
  assert.deepEqual(
    [edge(map, "processes/melt/heat/exported/0/amount").to, edge(map, "processes/melt/heat/exported/0/amount").value],
    ["processes/mill", 1],
  );
  // 200 MWh that were generated went nowhere.
  const whole = balanceOf(map, "installation", "electricity");
  assert.deepEqual([whole.inTotal, whole.outTotal, whole.gap, whole.closes], [66_700, 66_500, 200, false]);
});

test("a map begins with nothing, stands where it was put, and sums lines of activity data", () => {
  const nothing = mapOf(new Map());
  assert.deepEqual([nothing.nodes, nothing.edges, nothing.balances], [[], [], []]);
  assert.deepEqual(
    nothing.problems.map(({ code }) => code),
    ["PERIOD_WITHOUT_PROCESS"],
  );
  const records = sample("sample-factory");
  const { activity: _, ...gas } = body(records, "streams/gas-mill");
  records.set("streams/gas-mill", gas);
  for (const month of ["01", "02"])
    records.set(`activities/${month}`, {
      target: "streams/gas-mill/activity",
      start: `2025-${month}-01`,
      end: `2025-${month}-28`,
      value: 100,
      unit: "t",
    });
  records.set("layout", { positions: { "streams/gas-mill": { x: 10, y: -20 }, "streams/gone": { x: 1, y: 1 } } });
  const map = mapOf(records);
  const node = map.nodes.find(({ id }) => id === "streams/gas-mill");
  assert.deepEqual([node?.amount, node?.lines, node?.position], [{ value: 200, unit: "t" }, 2, { x: 10, y: -20 }]);
  assert.equal(map.layoutVersion, 1);
  assert.equal(
    map.nodes.some(({ id }) => id === "streams/gone"),
    false,
  );
});

test("a reference to a process that is gone leaves its edge out and says why nothing is calculated", () => {
  const records = sample("sample-factory");
  records.delete("processes/mill");
  const map = mapOf(records);
  assert.equal(
    map.edges.some(({ to, from }) => to === "processes/mill" || from === "processes/mill"),
    false,
  );
  assert.ok(map.problems.some(({ code }) => code === "REFERENCE_UNKNOWN"));
  assert.equal(balanceOf(map, "processes/melt", "goods").gap, null);
});
