// Reduction measures kept beside a period: they change nothing, and each tells what it saves and what a tonne costs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Client } from "../../src/model/client.ts";
import type { AssessedScenario } from "../../src/model/scenario.ts";
import { enteredPeriod, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

let server: Running;
let client: Client;
let org: string;
let period: string;

before(async () => {
  server = await running();
  client = (await server.person("owner")).client;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  ({ period } = await enteredPeriod(client, { org }));
});
after(() => server.stop());

const put = (key: string, body: unknown, version?: number) =>
  client("putRecord", { org, period, key, body: { body: body as never } }, version === undefined ? {} : { version });
const assessed = async (): Promise<AssessedScenario[]> => value(await client("assessScenarios", { org, period, limit: 20 })).items;
const one = async (key: string): Promise<AssessedScenario> => (await assessed()).find((s) => s.key === key) ?? assert.fail(key);
const record = async (key: string): Promise<Record<string, unknown>> =>
  value(await client("readRecord", { org, period, key })).body as Record<string, unknown>;

/** A furnace that takes 3000 t of gas instead of 3460 t: 460 × 0.048 × 56.1 = 1238.688 tCO2 less. */
async function furnace(more: object = {}) {
  const gas = await record("streams/gas-mill");
  const changes = [{ key: "streams/gas-mill", body: { ...gas, activity: { ...(gas.activity as object), value: 3000 } }, seen: 1 }];
  return { name: "가열로 축열식 버너", changes, ...more };
}

test("a measure changes neither a figure nor the hash of a statement", async () => {
  const [figures, sealed] = [
    value(await client("readFigures", { org, period })),
    value(await client("calculateStatement", { org, period, body: {} })),
  ];
  value(await put("scenarios/burner", await furnace({ capitalEur: 800_000, yearlyEur: -100_000, lifetimeYears: 10, discountRate: 0.05 })));
  value(await put("layout", { positions: { "processes/melt": { x: 0, y: 0 } } }));
  const [now, again] = [
    value(await client("readFigures", { org, period })),
    value(await client("calculateStatement", { org, period, body: {} })),
  ];
  assert.deepEqual(now.results, figures.results);
  assert.equal(again.hash, sealed.hash);
  const exported = value(await client("exportCase", { org, period }));
  assert.doesNotMatch(new TextDecoder().decode(exported.bytes), /scenarios|축열식|positions/);
});

test("tonnes saved a year, the annuity and the cost of a tonne", async () => {
  const { savedTco2ePerYear, annualisedEur, eurPerTonne, goods, problems } = await one("scenarios/burner");
  assert.ok(Math.abs((savedTco2ePerYear.value ?? 0) - 1238.688) < 1e-6, String(savedTco2ePerYear.value));
  // 800000 × 0.05 / (1 - 1.05^-10) = 103603.66; less 100000 a year.
  assert.ok(Math.abs((annualisedEur.value ?? 0) - 3603.66) < 0.01, String(annualisedEur.value));
  assert.ok(Math.abs((eurPerTonne.value ?? 0) - 3603.66 / 1238.688) < 1e-5);
  const bar = goods.find(({ id }) => id === "bar")?.figures.find(({ measure }) => measure === "seeDirect");
  // All of it is saved in the mill: 1238.688 t on 97500 t.
  assert.ok(Math.abs((bar?.before ?? 0) - (bar?.after ?? 0) - 1238.688 / 97_500) < 1e-12);
  const billet = goods.find(({ id }) => id === "billet")?.figures.find(({ measure }) => measure === "seeDirect");
  assert.equal(billet?.before, billet?.after);
  assert.deepEqual(
    problems.map(({ code }) => code),
    [],
  );
});

test("what nobody said of the cost is missing and named, not nought", async () => {
  value(await put("scenarios/no-cost", await furnace()));
  value(await put("scenarios/no-life", await furnace({ capitalEur: 1000, yearlyEur: 0 })));
  value(await put("scenarios/no-capital", await furnace({ capitalEur: 0, yearlyEur: 500 })));
  const cost = async (key: string) => (await one(`scenarios/${key}`)).annualisedEur;
  assert.deepEqual([(await cost("no-cost")).value, (await cost("no-cost")).why?.en], [null, "The capital is not given."]);
  assert.match((await cost("no-life")).why?.en ?? "", /lifetime/);
  assert.equal((await cost("no-capital")).value, 500);
  assert.equal((await one("scenarios/no-cost")).eurPerTonne.value, null);
});

test("a measure that saves nothing has no cost of a tonne", async () => {
  const gas = await record("streams/gas-mill");
  const changes = [{ key: "streams/gas-mill", body: { ...gas, activity: { value: 4000, unit: "t" } } }];
  value(await put("scenarios/more", { name: "증산", changes, capitalEur: 0, yearlyEur: 1 }));
  const { savedTco2ePerYear, eurPerTonne } = await one("scenarios/more");
  assert.ok((savedTco2ePerYear.value ?? 0) < 0);
  assert.deepEqual([eurPerTonne.value, eurPerTonne.why?.en], [null, "It saves no emissions."]);
});

test("a measure that no longer applies says so, and the others are assessed all the same", async () => {
  value(await put("scenarios/gone", { name: "사라진 것", changes: [{ key: "streams/nothing", body: null }] }));
  value(await put("scenarios/unfit", { name: "맞지 않는 것", changes: [{ key: "streams/gas-mill", body: { id: "gas-mill" } }] }));
  value(await put("scenarios/no-mill", { name: "압연 폐지", changes: [{ key: "processes/mill", body: null }] }));
  const [gone, unfit, mill] = [await one("scenarios/gone"), await one("scenarios/unfit"), await one("scenarios/no-mill")];
  assert.deepEqual([gone.savedTco2ePerYear.value, gone.problems.map(({ code }) => code)], [null, ["SCENARIO_RECORD_GONE"]]);
  assert.deepEqual([...new Set(unfit.problems.map(({ code }) => code))], ["FIELD_MISSING"]);
  assert.ok(mill.problems.some(({ code }) => code === "REFERENCE_UNKNOWN"));
  assert.ok((await one("scenarios/burner")).savedTco2ePerYear.value !== null);
});

test("a record corrected since is told, and a page of measures follows another", async () => {
  value(await put("streams/gas-mill", await record("streams/gas-mill"), 1));
  const { problems } = await one("scenarios/burner");
  assert.deepEqual(
    problems.map(({ code, severity }) => [code, severity]),
    [["SCENARIO_RECORD_CHANGED", "warning"]],
  );
  const first = value(await client("assessScenarios", { org, period, limit: 2 }));
  const second = value(await client("assessScenarios", { org, period, limit: 50, ...(first.next && { after: first.next }) }));
  const keys = [...first.items, ...second.items].map(({ key }) => key);
  assert.deepEqual(
    keys,
    (await assessed()).map(({ key }) => key),
  );
  assert.deepEqual([first.items.length, second.next], [2, undefined]);
});

test("what is no measure is not kept", async () => {
  const changes = [{ key: "head", body: { title: "x" } }];
  const refused = async (body: unknown) => told(await put("scenarios/bad", body));
  assert.equal(await refused({ name: "", changes }), "422 FIELD_INVALID");
  assert.equal(await refused({ name: "x", changes: [] }), "422 FIELD_INVALID");
  assert.equal(await refused({ name: "x", changes, lifetimeYears: 0 }), "422 FIELD_INVALID");
  assert.equal(await refused({ name: "x", changes, discountRate: 5 }), "422 FIELD_INVALID");
  assert.equal(await refused({ name: "x", changes: [{ key: "scenarios/other", body: null }] }), "422 FIELD_INVALID");
  assert.equal(await refused({ name: "x", changes, price: 1 }), "422 FIELD_UNKNOWN");
  assert.equal(told(await put("layout", { positions: { a: { x: "1" } } }, 1)), "422 FIELD_INVALID");
});

test("the next period takes over the map's places and no measure; a period without records has none", async () => {
  const { installation } = value(await client("readPeriod", { org, period }));
  const body = { installation, start: "2026-01-01", end: "2026-12-31", title: "2026", copyFrom: period };
  const next = value(await client("createPeriod", { org, body })).id;
  const keys = value(await client("listRecords", { org, period: next, limit: 500 })).items.map(({ key }) => key);
  assert.deepEqual([keys.includes("layout"), keys.some((key) => key.startsWith("scenarios/"))], [true, false]);
  const empty = value(await client("createPeriod", { org, body: { installation, start: "2024-01-01", end: "2024-12-31", title: "" } })).id;
  assert.deepEqual(value(await client("assessScenarios", { org, period: empty, limit: 20 })).items, []);
  const map = value(await client("readMap", { org, period: empty }));
  assert.deepEqual([map.nodes, map.problems.map(({ code }) => code)], [[], ["PERIOD_WITHOUT_PROCESS"]]);
});

test("the map is read with the version of each record", async () => {
  const map = value(await client("readMap", { org, period }));
  const node = map.nodes.find(({ id }) => id === "streams/gas-mill");
  assert.deepEqual([node?.version, map.layoutVersion], [2, 1]);
  assert.deepEqual(map.nodes.find(({ id }) => id === "processes/melt")?.position, { x: 0, y: 0 });
  assert.equal(map.edges.find(({ id }) => id === "transfers/melt~mill/amount")?.version, 1);
  const nowhere = await client("readMap", { org, period: "00000000-0000-4000-8000-000000000000" });
  assert.equal(told(nowhere), "404 NOT_FOUND");
});
