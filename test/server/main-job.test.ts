// The main job over HTTP: sign in, a plant's year in, an explained result out; and what it makes equals what the command line makes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { obtain } from "../../src/calc/obtain.ts";
import type { Client } from "../../src/model/client.ts";
import { root } from "../cases/read.ts";
import { type Running, running } from "./running.ts";

let server: Running;
let client: Client;
let org: string;

const value = <T>(answer: { ok: true; value: T } | { ok: false; code: string }): T => {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
};

before(async () => {
  server = await running();
  client = (await server.person("owner")).client;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
});
after(() => server.stop());

/** A period with the records of a sample. */
async function entered(name: string): Promise<string> {
  const bytes = readFileSync(join(root, "samples", `${name}.json`));
  const { period } = JSON.parse(bytes.toString()) as { period: { start: string; end: string } };
  const { sha256 } = value(await client("uploadEvidence", { org, name: `${name}.json`, bytes }));
  const site = value(await client("createInstallation", { org, body: { name } }));
  const made = value(await client("createPeriod", { org, body: { installation: site.id, ...period, title: "" } }));
  value(await client("importCase", { org, period: made.id, body: { evidence: sha256 } }));
  return made.id;
}

for (const name of ["sample-factory", "screws", "blast-furnace"])
  test(`${name}: figures, statement and file give the same values`, async () => {
    const period = await entered(name);
    const figures = value(await client("readFigures", { org, period }));
    const sealed = value(await client("calculateStatement", { org, period, body: {} }));
    const file = obtain(readFileSync(join(root, "samples", `${name}.json`)), { file: name }).value?.statement;
    const plain = (results: readonly { product: string; measure: string; value: number | null }[]) =>
      results.map((r) => [r.product, r.measure, r.value]);
    assert.deepEqual(plain(figures.results), plain(file?.results ?? []));
    assert.deepEqual(plain(sealed.results), plain(file?.results ?? []));
    const statement = value(await client("readStatement", { org, statement: sealed.hash }));
    assert.equal(statement.hash, sealed.hash);
    assert.equal(statement.disclosure.salted, true);
  });

test("the same file again adds nothing, and the records written out are the same case", async () => {
  const period = await entered("screws");
  const bytes = readFileSync(join(root, "samples", "screws.json"));
  const { sha256 } = value(await client("uploadEvidence", { org, name: "screws.json", bytes }));
  const again = value(await client("importCase", { org, period, body: { evidence: sha256 } }));
  assert.equal(again.written, 0);
  const out = value(await client("exportCase", { org, period }));
  const [a, b] = [obtain(out.bytes, { file: "out" }), obtain(bytes, { file: "in" })];
  assert.deepEqual(a.value?.statement.results, b.value?.statement.results);
});

test("activity data replace a typed total, month by month, each with its place", async () => {
  const period = await entered("sample-factory");
  const figures = value(await client("readFigures", { org, period }));
  const { body } = value(await client("readRecord", { org, period, key: "streams/gas-mill" }));
  const { activity: _, ...rest } = body as { activity: unknown };
  const put = await client("putRecord", { org, period, key: "streams/gas-mill", body: { body: rest as never } }, { version: 1 });
  assert.equal(value(put).version, 2);
  const records = Array.from({ length: 12 }, (_, i) => {
    const month = String(i + 1).padStart(2, "0");
    const end = new Date(Date.UTC(2025, i + 1, 0)).toISOString().slice(0, 10);
    const line = { target: "streams/gas-mill/activity", start: `2025-${month}-01`, end, value: i === 0 ? 270 : 290, unit: "t" };
    return { key: `activities/gas-${month}`, body: line as never };
  });
  value(await client("putRecords", { org, period, body: { records } }));
  const now = value(await client("readFigures", { org, period }));
  const see = (f: typeof now) => f.results.find((r) => r.product === "bar" && r.measure === "seeDirect")?.value;
  assert.ok(Math.abs((see(now) ?? 0) - (see(figures) ?? 1)) < 1e-15);
  const sealed = value(await client("calculateStatement", { org, period, body: {} }));
  const { text } = value(
    await client("explainStatement", { org, statement: sealed.hash, good: "bar", measure: "seeDirect", lang: "en", depth: 100 }),
  );
  assert.match(text, /month\/2025-01/);
});

test("an update that does not follow what is there is told so, and nothing is written", async () => {
  const period = await entered("screws");
  const { body } = value(await client("readRecord", { org, period, key: "head" }));
  const write = (version?: number) =>
    client("putRecord", { org, period, key: "head", body: { body } }, version === undefined ? {} : { version });
  assert.deepEqual(await write().then((a) => (a.ok ? a.status : [a.status, a.code])), [428, "VERSION_NEEDED"]);
  assert.equal(value(await write(1)).version, 2);
  assert.deepEqual(await write(1).then((a) => (a.ok ? a.status : [a.status, a.code])), [412, "VERSION_CONFLICT"]);
  const two = await Promise.all([write(2), write(2)]);
  assert.deepEqual(two.map((a) => a.ok).sort(), [false, true]);
});

test("the same idempotency key gives the same answer, and another request under it is refused", async () => {
  const make = (name: string) => client("createInstallation", { org, body: { name } }, { idempotencyKey: "k-1" });
  const [first, second] = [value(await make("A")), value(await make("A"))];
  assert.equal(first.id, second.id);
  const other = await make("B");
  assert.equal(other.ok ? "" : other.code, "IDEMPOTENCY_REUSED");
  const many = await Promise.all(
    Array.from({ length: 5 }, () => client("createInstallation", { org, body: { name: "C" } }, { idempotencyKey: "k-2" })),
  );
  assert.equal(new Set(many.map((a) => value(a).id)).size, 1);
});

test("what-if answers the figures of a changed copy and keeps nothing", async () => {
  const period = await entered("sample-factory");
  const { body } = value(await client("readRecord", { org, period, key: "streams/gas-mill" }));
  const changed = { ...(body as object), activity: { value: 3000, unit: "t" } } as never;
  const told = value(await client("whatIf", { org, period, body: { changes: [{ key: "streams/gas-mill", body: changed }] } }));
  assert.ok(told.change.goods.length > 0);
  assert.equal(value(await client("readRecord", { org, period, key: "streams/gas-mill" })).version, 1);
});

test("a token's secret is shown once: the same request again gives the same token without it, and the database holds it nowhere", async () => {
  const make = () => client("createToken", { org, body: { name: "t", scopes: ["read"], days: 1 } }, { idempotencyKey: "token-1" });
  const [first, second] = [value(await make()), value(await make())];
  assert.equal(first.id, second.id);
  assert.ok(first.secret.length > 80);
  assert.equal(second.secret, "");
  const secret = first.secret.split(".").at(-1) ?? "";
  const { rows } = await server.house.database.pool.query("select 1 from answered where answer::text like $1", [`%${secret}%`]);
  assert.equal(rows.length, 0);
});

test("a line of activity data that fits no target, unit or day is refused as it is written and as it is thought out, with its key", async () => {
  const period = await entered("sample-factory");
  const line = { target: "processes/mill/electricity/0/amount", start: "2025-01-01", end: "2025-01-31", value: 1, unit: "kWh" };
  const refused: [object, string][] = [
    [{ unit: "KWH" }, "UNIT_UNKNOWN"],
    [{ unit: "__proto__" }, "UNIT_UNKNOWN"],
    [{ unit: "GJ" }, "UNIT_UNKNOWN"],
    [{ value: -1 }, "NEGATIVE_AMOUNT"],
    [{ target: "processes/__proto__/electricity/0/amount" }, "ACTIVITY_TARGET_UNKNOWN"],
    [{ target: "processes/mill/electricity/9/amount" }, "ACTIVITY_TARGET_UNKNOWN"],
    [{ target: "processes/mill/name" }, "ACTIVITY_TARGET_UNKNOWN"],
    [{ start: "2020-01-01", end: "2020-01-31" }, "ACTIVITY_OUTSIDE_PERIOD"],
  ];
  for (const [change, code] of refused) {
    const body = { ...line, ...change } as never;
    const answers = [
      await client("putRecord", { org, period, key: "activities/x", body: { body } }),
      await client("putRecords", { org, period, body: { records: [{ key: "activities/x", body }] } }),
      await client("whatIf", { org, period, body: { changes: [{ key: "activities/x", body }] } }),
    ];
    for (const answer of answers) {
      assert.equal(answer.ok ? "" : answer.code, code, JSON.stringify(change));
      assert.equal(answer.ok ? "" : answer.problems[0]?.path, "activities/x");
    }
  }
  const credit = { ...line, value: -1, document: "2025-7" } as never;
  value(await client("putRecord", { org, period, key: "activities/credit", body: { body: credit } }));
  const process = { ...(value(await client("readRecord", { org, period, key: "processes/melt" })).body as object), id: "new" } as never;
  const records = [
    { key: "activities/new", body: { ...line, target: "processes/new/electricity/0/amount" } as never },
    { key: "processes/new", body: process },
  ];
  value(await client("putRecords", { org, period, body: { records } }));
});
