// The first ten minutes over HTTP: choices, a figure by default values, the first records, and what each answer does to the figure.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Json } from "../../src/base/canonical.ts";
import type { Client } from "../../src/model/client.ts";
import { told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

let server: Running;
let client: Client;
let org: string;

before(async () => {
  server = await running();
  client = (await server.person("owner")).client;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
});
after(() => server.stop());

async function opened(year: number): Promise<string> {
  const installation = value(await client("createInstallation", { org, body: { name: "시화1공장" } })).id;
  return value(await client("createPeriod", { org, body: { installation, start: `${year}-01-01`, end: `${year}-12-31`, title: "" } })).id;
}

const SCREWS = { cn: "73181542", goodName: "나사", country: "KR", lang: "ko" } as const;

/** Answers one ask: the record as it is, with the value in its field. */
async function answered(period: string, key: string, field: string, given: Json): Promise<void> {
  const { body, version } = value(await client("readRecord", { org, period, key }));
  const changed = structuredClone(body) as { [key: string]: Json };
  const path = field.split("/");
  const last = path.pop() ?? "";
  const holder = path.reduce((at, name) => at[name] as { [key: string]: Json }, changed);
  holder[last] = given;
  value(await client("putRecord", { org, period, key, body: { body: changed } }, { version }));
}

test("goods are looked up by words, and a good has its figure by default values", async () => {
  const { goods, countries, found } = value(await client("listChoices", { search: "볼트", limit: 5 }));
  assert.ok(goods.length === 5 && found > 5 && countries.length > 200);
  const made = value(await client("estimateGood", { body: { cn: "72031000", country: "KR", year: 2026, tonnes: 100, priceEur: 75.36 } }));
  assert.ok(Math.abs((made.certificates?.value ?? 0) - 107.0425) < 1e-9);
  assert.equal(
    told(await client("estimateGood", { body: { cn: "99999999", country: "KR", year: 2026, tonnes: 1 } })),
    "422 LINE_CN_UNKNOWN",
  );
});

test("a plant begins with the records of its good; what is missing is named, and the figure comes with the last needed answer", async () => {
  const period = await opened(2026);
  const begun = value(await client("beginPeriod", { org, period, body: SCREWS }));
  assert.equal(begun.revision, 1);
  assert.deepEqual(begun.written.toSorted(), [
    "installation",
    "precursors/steel",
    "processes/iron-or-steel-products",
    "products/cn-73181542",
    "streams/gas",
  ]);
  const { problems } = value(await client("checkPeriod", { org, period }));
  const missing = problems.filter(({ code }) => code === "VALUE_MISSING" || code === "INPUT_EMPTY").map(({ path }) => path);
  assert.ok(missing.includes("stream/gas/activity"), missing.join(" "));
  const process = "processes/iron-or-steel-products";
  await answered(period, process, "production/0/amount", { value: 17000, unit: "t" });
  await answered(period, "streams/gas", "activity", { value: 1239.583, unit: "t" });
  await answered(period, "precursors/steel", "cn", "72139110");
  await answered(period, "precursors/steel", "uses/0/amount", { value: 20000, unit: "t" });
  const { asks } = value(await client("listAsks", { org, period }));
  assert.ok(
    asks.every(({ needed }) => !needed),
    JSON.stringify(asks),
  );
  const basis = async (): Promise<number | null | undefined> =>
    value(await client("readFigures", { org, period, asIf: 2026 })).results.find(({ measure }) => measure === "seeBasis")?.value;
  const byDefault = await basis();
  assert.ok(byDefault !== null && byDefault !== undefined && byDefault > 2, String(byDefault));
  await answered(period, "precursors/steel", "sources/0", { basis: "actual", country: "KR", seeDirect: { value: 1.539, unit: "tCO2e/t" } });
  const supplied = await basis();
  const own = (1239.583 * 48 * 56.1) / 1e6 / 17;
  assert.ok(Math.abs((supplied ?? 0) - (own + (20000 * 1.539) / 17000)) < 1e-9, String(supplied));
});

test("beginning twice adds a good and touches nothing; one act, all or nothing", async () => {
  const period = await opened(2025);
  value(await client("beginPeriod", { org, period, body: { ...SCREWS, tonnes: 17000 } }));
  const again = value(await client("beginPeriod", { org, period, body: { ...SCREWS, cn: "73181535", goodName: "너트" } }));
  assert.deepEqual(again.written, ["products/cn-73181535"]);
  assert.equal(again.revision, 2);
  assert.equal(told(await client("beginPeriod", { org, period, body: { ...SCREWS, country: "Atlantis" } })), "422 LINE_ORIGIN_UNKNOWN");
  const { goods } = value(await client("listAsks", { org, period }));
  assert.deepEqual(
    goods.map(({ record, name, country }) => [record, name, country]),
    [
      ["products/cn-73181535", "너트", "KR"],
      ["products/cn-73181542", "나사", "KR"],
    ],
  );
});
