// Documents on their way into records: looked at, tried, run, repeated, cancelled.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readXlsx } from "../../src/formats/xlsx/read-xlsx.ts";
import type { Answer } from "../../src/model/api.ts";
import type { Answered, Client } from "../../src/model/client.ts";
import { confirmed } from "../../src/model/import-mapping.ts";
import type { ImportPlan } from "../../src/model/import-plan.ts";
import { root } from "../cases/read.ts";
import { type Running, running } from "./running.ts";

type Imported = Answer<"readImport">;

let server: Running;
let client: Client;
let org: string;
let site: string;

function value<T>(answer: Answered<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

before(async () => {
  server = await running();
  client = (await server.person("owner")).client;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  site = value(await client("createInstallation", { org, body: { name: "제1공장" } })).id;
});
after(() => server.stop());

/** A period of a year that holds what the sample factory says of itself. */
async function factory(year = 2025): Promise<string> {
  const plain = JSON.parse(readFileSync(join(root, "samples", "sample-factory.json"), "utf8")) as { period: object };
  const span = { start: `${year}-01-01`, end: `${year}-12-31` };
  const evidence = await upload("sample-factory.json", JSON.stringify({ ...plain, period: span }));
  const period = value(await client("createPeriod", { org, body: { installation: site, ...span, title: "" } })).id;
  value(await client("importCase", { org, period, body: { evidence } }));
  return period;
}

async function upload(name: string, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return value(await client("uploadEvidence", { org, name, bytes })).sha256;
}

const begin = async (period: string, evidence: string, sender = ""): Promise<Imported> =>
  value(await client("beginImport", { org, period, body: { evidence, sender } }));

async function run(period: string, given: Imported, plan: ImportPlan): Promise<Imported> {
  value(await client("runImport", { org, period, import: given.id, body: { plan } }));
  for (;;) {
    const now = value(await client("readImport", { org, period, import: given.id }));
    if (!["queued", "running"].includes(now.state)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A confirmed plan for a table whose labels go to the targets. */
function planned(given: Imported, targets: Record<string, string>): ImportPlan {
  assert.equal(given.plan?.kind, "table");
  const { mapping } = given.plan as Extract<ImportPlan, { kind: "table" }>;
  return { kind: "table", mapping: { ...confirmed(mapping), targets } };
}

const activities = async (period: string): Promise<number> => {
  let count = 0;
  let after: string | undefined;
  do {
    const page = value(await client("listRecords", { org, period, kind: "activities", limit: 500, after }));
    count += page.items.length;
    after = page.next;
  } while (after !== undefined);
  return count;
};

const codes = (given: Imported): string[] => [...new Set(given.problems.map(({ code }) => code))].sort();

const TABLE = `품목,사용월,사용량(t),거래처
도시가스,2025-01,290.5,삼천리
도시가스,2025-02,280.25,삼천리
도시가스,2025-03,300,삼천리
`;
const GAS = { 도시가스: "streams/gas-mill/activity" };

test("a table: guessed, refused until it is confirmed, tried, run; the same file again adds nothing, and its mapping is remembered", async () => {
  const period = await factory();
  const evidence = await upload("gas.csv", TABLE);
  const given = await begin(period, evidence, "삼천리");
  assert.equal(given.kind, "table");
  const unsure = given.plan as ImportPlan;
  const tried = value(await client("tryImport", { org, period, import: given.id, body: { plan: unsure } }));
  assert.ok(tried.problems.some(({ severity }) => severity === "error"));
  const plan = planned(given, GAS);
  const dry = value(await client("tryImport", { org, period, import: given.id, body: { plan } }));
  assert.deepEqual([dry.rows, dry.added, dry.problems.filter(({ severity }) => severity === "error")], [3, 3, []]);
  assert.equal(await activities(period), 0);
  const done = await run(period, given, plan);
  assert.deepEqual([done.state, done.added, done.known], ["done", 3, 0]);
  assert.equal(await activities(period), 3);
  const again = await begin(period, evidence, "삼천리");
  const { mapping } = again.plan as Extract<ImportPlan, { kind: "table" }>;
  assert.deepEqual(mapping.targets, GAS);
  const repeated = await run(period, again, planned(again, GAS));
  assert.deepEqual([repeated.state, repeated.added, repeated.known], ["done", 0, 3]);
  const { body } = value(await client("listRecords", { org, period, kind: "activities", limit: 1 })).items[0] ?? {};
  assert.equal((body as { evidence: { sha256: string }[] }).evidence[0]?.sha256, evidence);
});

test("bad rows are told one by one, nothing is written, and the workbook comes back with comments in the bad cells", async () => {
  const period = await factory();
  const evidence = await upload("bad.csv", `${TABLE}도시가스,2025-04,많이,삼천리\n도시가스,2024-05,7,삼천리\n석탄,2025-06,7,삼천리\n`);
  const given = await begin(period, evidence);
  const failed = await run(period, given, planned(given, GAS));
  assert.equal(failed.state, "failed");
  assert.equal(failed.problems.filter(({ severity }) => severity === "error").length, 3, codes(failed).join());
  assert.ok(failed.problems.every(({ place }) => place?.line !== undefined || place?.cell !== undefined));
  assert.equal(await activities(period), 0);
  const file = value(await client("commentImport", { org, period, import: given.id, lang: "ko" }));
  assert.ok(readXlsx(file.bytes).value);
  const mended = await begin(period, await upload("mended.csv", TABLE));
  assert.equal((await run(period, mended, planned(mended, GAS))).added, 3);
});

test("a series of readings is kept reading by reading, and becomes activity data month by month", async () => {
  const period = await factory();
  const csv = readFileSync(join(root, "samples", "meter-15min.csv"));
  const given = await begin(period, await upload("meter.csv", csv));
  assert.equal(given.kind, "meterSeries");
  const plan = { ...(given.plan as Extract<ImportPlan, { kind: "series" }>), target: "processes/mill/electricity/0/amount", meter: "M-1" };
  const done = await run(period, given, plan);
  assert.equal(done.state, "done", JSON.stringify(done.problems));
  assert.ok(codes(done).includes("SERIES_GAP"));
  const { items } = value(await client("listMeters", { org, limit: 10 }));
  assert.equal(items[0]?.meter, "M-1");
  const again = await begin(period, await upload("meter.csv", csv));
  assert.deepEqual((await run(period, again, plan)).added, 0);
});

test("a utility's tax invoice without a quantity is asked for it, and taken in when it is told", async () => {
  const period = await factory();
  const xml = readFileSync(join(root, "samples", "tax-invoice-electricity.xml"));
  const given = await begin(period, await upload("invoice.xml", xml));
  assert.equal(given.kind, "taxInvoice");
  const { lines } = (given.look as unknown as { document: { lines: { label: string; value?: number }[] } }).document;
  const label = lines[0]?.label ?? "";
  const ignored = lines.slice(1).map((line) => line.label);
  const targets = { [label]: "processes/mill/electricity/0/amount" };
  const open: ImportPlan = { kind: "lines", targets, ignored, completions: {} };
  assert.deepEqual(codes(await run(period, given, open)), ["LINE_INCOMPLETE"]);
  const told = { value: 120_000, unit: "kWh", start: "2025-03-01", end: "2025-03-31" };
  const done = await run(period, given, { ...open, completions: { "1": told } });
  assert.deepEqual([done.state, done.added], ["done", 1], JSON.stringify(done.problems));
});

test("the Commission's kind of file goes through imports too", async () => {
  const period = value(
    await client("createPeriod", { org, body: { installation: site, start: "2025-01-01", end: "2025-12-31", title: "" } }),
  ).id;
  const given = await begin(period, await upload("sample-factory.json", readFileSync(join(root, "samples", "sample-factory.json"))));
  assert.equal(given.kind, "case");
  const done = await run(period, given, { kind: "case" });
  assert.equal(done.state, "done", JSON.stringify(done.problems));
  assert.ok(value(await client("readFigures", { org, period })).results.length > 0);
});

test("a cancelled import leaves nothing", async () => {
  const period = await factory();
  const rows = Array.from({ length: 60_000 }, (_, i) => `도시가스,2025-${String((i % 12) + 1).padStart(2, "0")},${i + 1},삼천리`);
  const given = await begin(period, await upload("many.csv", `품목,사용월,사용량(t),거래처\n${rows.join("\n")}\n`));
  value(await client("runImport", { org, period, import: given.id, body: { plan: planned(given, GAS) } }));
  await new Promise((resolve) => setTimeout(resolve, 700));
  const cancelled = await client("cancelImport", { org, period, import: given.id });
  assert.equal(value(cancelled).state, "cancelled");
  await new Promise((resolve) => setTimeout(resolve, 3000));
  assert.equal(value(await client("readImport", { org, period, import: given.id })).state, "cancelled");
  assert.equal(await activities(period), 0);
  const head = value(await client("readRecord", { org, period, key: "head" }));
  assert.ok(value(await client("putRecord", { org, period, key: "head", body: { body: head.body } }, { version: head.version })));
});

test("the blank workbook of a period is read back surely", async () => {
  const period = await factory();
  const blank = value(await client("readImportTemplate", { org, period, lang: "ko" }));
  assert.ok(readXlsx(blank.bytes).value);
});
