// A result taken apart over HTTP: of the records as they stand and of a statement, with who wrote what and when.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Client } from "../../src/model/client.ts";
import { enteredPeriod, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

let server: Running;
let client: Client;
let org: string;
let period: string;
let sha256: string;
let statement: string;

before(async () => {
  server = await running();
  client = (await server.person("owner")).client;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  ({ period, sha256 } = await enteredPeriod(client, { org }));
  statement = value(await client("calculateStatement", { org, period, body: {} })).hash;
});
after(() => server.stop());

const GAS = "stream/gas-mill/activity";
const stepNow = async (step: string) => value(await client("stepOfPeriod", { org, period, step }));

test("records and the statement made from them are taken apart alike", async () => {
  const { revision, problems: _, ...now } = value(await client("analysePeriod", { org, period, price: 80 }));
  const { statement: of, problems: __, ...sealed } = value(await client("analyseStatement", { org, statement, price: 80 }));
  assert.equal(of, statement);
  assert.equal(typeof revision, "number");
  const plain = ({ nodes, flows, ...rest }: typeof now) => ({
    ...rest,
    nodes: nodes.map((one) => JSON.stringify(one)).sort(),
    flows: flows.map((one) => JSON.stringify(one)).sort(),
  });
  assert.deepEqual(plain(now), plain(sealed));
  const bar = now.goods.find(({ id }) => id === "bar");
  const direct = bar?.figures.find(({ measure }) => measure === "seeDirect");
  const { results } = value(await client("readFigures", { org, period }));
  assert.equal(direct?.value, results.find(({ product, measure }) => product === "bar" && measure === "seeDirect")?.value);
  const sum = direct?.shares.reduce((all, share) => all + share.value, 0) ?? 0;
  assert.ok(Math.abs(sum / (direct?.value ?? 1) - 1) < 1e-9);
  assert.ok((bar?.cost?.savingEurPerT ?? 0) > 0);
});

test("a trial year is calculated by its act and stamped", async () => {
  const trial = value(await client("analysePeriod", { org, period, asIf: 2026 }));
  assert.deepEqual([trial.act, trial.asIf], ["IR (EU) 2025/2547", 2026]);
  const step = value(await client("stepOfPeriod", { org, period, step: "stream/gas-mill/emissions", asIf: 2026 }));
  assert.equal(step.rule?.act, "IR (EU) 2025/2547");
});

test("a number opens down to the line of its document, and tells who wrote its record", async () => {
  const emissions = await stepNow("stream/gas-mill/emissions");
  const [first] = emissions.terms;
  assert.equal(first?.step, GAS);
  const gas = await stepNow(GAS);
  assert.equal(gas.value, 3460);
  const place = gas.evidence.find((one) => one.sha256 === sha256);
  assert.deepEqual([place?.title, typeof place?.line], ["사례.json", "number"]);
  const [record] = gas.records;
  assert.deepEqual([record?.key, record?.version], ["streams/gas-mill", 1]);
  assert.ok(record !== undefined && record.by !== "" && !Number.isNaN(Date.parse(record.at)));
  assert.deepEqual(
    value(await client("stepOfStatement", { org, statement, step: GAS }))
      .evidence.map(({ title }) => title)
      .sort(),
    gas.evidence.map(({ title }) => title).sort(),
  );
});

test("a statement's number tells the version that stood when it was made", async () => {
  const { body } = value(await client("readRecord", { org, period, key: "streams/gas-mill" }));
  const changed = { ...(body as object), activity: { value: 3000, unit: "t" } };
  value(await client("putRecord", { org, period, key: "streams/gas-mill", body: { body: changed } }, { version: 1 }));
  const now = await stepNow(GAS);
  assert.deepEqual([now.value, now.rung, now.records.map(({ version }) => version)], [3000, "estimate", [2]]);
  const then = value(await client("stepOfStatement", { org, statement, step: GAS }));
  assert.deepEqual([then.value, then.rung, then.records.map(({ version }) => version)], [3460, "measured", [1]]);
});

test("lines of activity data are among the records of their sum", async () => {
  const { body } = value(await client("readRecord", { org, period, key: "streams/gas-mill" }));
  const { activity: _, ...rest } = body as { activity?: unknown };
  value(await client("putRecord", { org, period, key: "streams/gas-mill", body: { body: rest as never } }, { version: 2 }));
  const line = { target: "streams/gas-mill/activity", start: "2025-01-01", end: "2025-12-31", value: 3460, unit: "t", label: "도시가스" };
  const invoice = value(await client("uploadEvidence", { org, name: "청구서.csv", bytes: new TextEncoder().encode("품목,양\n") })).sha256;
  const cited = { ...line, evidence: [{ sha256: invoice, line: 2 }] };
  value(await client("putRecords", { org, period, body: { records: [{ key: "activities/gas", body: cited as never }] } }));
  const sum = await stepNow(GAS);
  assert.deepEqual(
    sum.lines.items.map(({ key, label, value: amount }) => [key, label, amount]),
    [["activities/gas", "도시가스", 3460]],
  );
  assert.deepEqual(sum.evidence, [{ sha256: invoice, title: "청구서.csv", line: 2 }]);
  assert.deepEqual([sum.rung, (await stepNow("stream/gas-mill/emissions")).rung], ["measured", "average"]);
  assert.deepEqual(sum.records.map(({ key }) => key).sort(), ["activities/gas", "streams/gas-mill"]);
});

test("what is not there is said, and what cannot be calculated tells its Problems", async () => {
  const NOT_FOUND = "404 NOT_FOUND";
  assert.equal(told(await client("stepOfPeriod", { org, period, step: "stream/nothing/emissions" })), NOT_FOUND);
  assert.equal(told(await client("stepOfStatement", { org, statement, step: "__proto__" })), NOT_FOUND);
  assert.equal(told(await client("analyseStatement", { org, statement: "0".repeat(64) })), NOT_FOUND);
  const { installation } = value(await client("readPeriod", { org, period }));
  const empty = { installation, start: "2024-01-01", end: "2024-12-31", title: "" };
  const { id } = value(await client("createPeriod", { org, body: empty }));
  assert.match(told(await client("analysePeriod", { org, period: id })), /PERIOD_WITHOUT_PROCESS/);
});
