// The same data a second time, in another file, after a withdrawal, over a correction: nothing is counted twice unsaid, and nothing is lost.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Activity } from "../../src/model/activity.ts";
import type { Answer } from "../../src/model/api.ts";
import type { Answered, Client } from "../../src/model/client.ts";
import { confirmed } from "../../src/model/import-mapping.ts";
import type { ImportPlan } from "../../src/model/import-plan.ts";
import { root } from "../cases/read.ts";
import { type Running, running } from "./running.ts";

type Imported = Answer<"readImport">;
type Line = { key: string; version: number; by: string; body: Activity };

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

async function upload(name: string, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return value(await client("uploadEvidence", { org, name, bytes })).sha256;
}

/** A period with what the sample factory says of itself. */
async function factory({ start = "2025-01-01", end = "2025-12-31" } = {}): Promise<string> {
  const plain = JSON.parse(readFileSync(join(root, "samples", "sample-factory.json"), "utf8")) as object;
  const evidence = await upload("sample-factory.json", JSON.stringify({ ...plain, period: { start, end } }));
  const period = value(await client("createPeriod", { org, body: { installation: site, start, end, title: "" } })).id;
  value(await client("importCase", { org, period, body: { evidence } }));
  return period;
}

type Of = (given: Imported) => ImportPlan;
type Trying = { begun: Imported; plan: ImportPlan; tried: Imported };

async function tried(period: string, name: string, content: string | Uint8Array, planOf: Of): Promise<Trying> {
  const begun = value(await client("beginImport", { org, period, body: { evidence: await upload(name, content), sender: "" } }));
  const plan = planOf(begun);
  return { begun, plan, tried: value(await client("tryImport", { org, period, import: begun.id, body: { plan } })) };
}

async function ran(period: string, { begun, plan }: Trying, as: Client = client): Promise<Imported> {
  value(await as("runImport", { org, period, import: begun.id, body: { plan } }));
  for (;;) {
    const now = value(await client("readImport", { org, period, import: begun.id }));
    if (!["queued", "running"].includes(now.state)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const codes = ({ problems }: Pick<Imported, "problems">): string[] => [...new Set(problems.map(({ code }) => code))].sort();
const counts = ({ added, known }: Imported): [number, number] => [added, known];

/** What was promised is what was done. */
async function both(period: string, name: string, content: string | Uint8Array, planOf: Of): Promise<Imported> {
  const dry = await tried(period, name, content, planOf);
  const done = await ran(period, dry);
  assert.deepEqual([counts(dry.tried), codes(dry.tried)], [counts(done), codes(done)]);
  return done;
}

const lines = async (period: string): Promise<Line[]> =>
  value(await client("listRecords", { org, period, kind: "activities", limit: 500 })).items as unknown as Line[];

const told = async (period: string): Promise<string[]> =>
  (await lines(period)).map(({ body: { start, end, value: of } }) => `${start} ${end} ${of}`).sort();

const POWER = "processes/mill/electricity/0/amount";
const MELT = "processes/melt/electricity/0/amount";
const metered =
  (target = POWER, meter = "M-1"): Of =>
  ({ plan }) => ({ ...(plan as Extract<ImportPlan, { kind: "series" }>), target, meter });

/** Quarters of an hour of days, each of so many kWh. */
function series(days: readonly string[], kwh = 1): string {
  const rows = days.flatMap((day) =>
    Array.from({ length: 96 }, (_, i) => {
      const minutes = (i + 1) * 15;
      return `${day} ${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")},${kwh}`;
    }),
  );
  return `일시,사용량(kWh)\n${rows.join("\n")}\n`;
}

const daysOf = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10));

test("a meter's readings in another file are the same readings: nothing is added, and no month stands twice", async () => {
  const period = await factory();
  const csv = readFileSync(join(root, "samples", "meter-15min.csv"));
  const first = await both(period, "m.csv", csv, metered());
  const before = await told(period);
  assert.deepEqual([first.state, before.length], ["done", 2]);
  const again = await both(period, "m2.csv", Buffer.concat([csv, Buffer.from("\n")]), metered());
  assert.deepEqual([again.state, ...counts(again)], ["done", 0, 2]);
  assert.deepEqual(await told(period), before);
});

test("two files that share a month give one line, the sum of all readings; days that lack readings are named by the check", async () => {
  const period = await factory();
  await both(period, "a.csv", series(daysOf("2025-03-01", 10)), metered());
  assert.deepEqual(await told(period), ["2025-03-01 2025-03-10 960"]);
  const found = value(await client("checkPeriod", { org, period })).problems.find(({ code }) => code === "ACTIVITY_GAP");
  assert.match(found?.text.en ?? "", /504 hours of 2025-03/);
  const second = await both(period, "b.csv", series(daysOf("2025-03-06", 26)), metered());
  assert.deepEqual([...counts(second), codes(second)], [1, 0, ["LINES_OTHERWISE"]]);
  assert.deepEqual(await told(period), ["2025-03-01 2025-03-31 2976"]);
  assert.ok(!value(await client("checkPeriod", { org, period })).problems.some(({ code }) => code === "ACTIVITY_GAP"));
});

test("a period that begins inside a month takes the readings of its own days", async () => {
  const period = await factory({ start: "2025-03-15", end: "2026-03-14" });
  const done = await both(period, "m.csv", series(daysOf("2025-03-01", 31)), metered());
  assert.deepEqual(codes(done), ["SERIES_OUTSIDE_PERIOD"]);
  assert.deepEqual(await told(period), ["2025-03-15 2025-03-31 1632"]);
});

test("a reading is corrected by a newer file that a person runs, and stands again as it was when that import is withdrawn", async () => {
  const period = await factory();
  const days = daysOf("2025-01-01", 31);
  await both(period, "a.csv", series(days), metered());
  const dry = await tried(period, "b.csv", series(days, 2), metered());
  assert.deepEqual(codes(dry.tried), ["LINES_OTHERWISE", "READING_DIFFERS"]);
  assert.deepEqual(await told(period), ["2025-01-01 2025-01-31 2976"]);
  const done = await ran(period, dry);
  assert.deepEqual(await told(period), ["2025-01-01 2025-01-31 5952"]);
  const place = { org, period, import: done.id };
  assert.equal(value(await client("withdrawImport", place)).state, "withdrawn");
  assert.deepEqual(await told(period), ["2025-01-01 2025-01-31 2976"]);
  const twice = await client("withdrawImport", place);
  assert.equal(twice.ok ? "" : twice.code, "IMPORT_STATE");
  const third = await both(period, "c.csv", series(days, 3), metered());
  assert.deepEqual(await told(period), ["2025-01-01 2025-01-31 8928"]);
  value(await client("withdrawImport", { org, period, import: third.id }));
  assert.deepEqual(await told(period), ["2025-01-01 2025-01-31 2976"]);
});

test("a withdrawn import of readings leaves what others brought of the same month, and nothing where there is none", async () => {
  const period = await factory();
  const a = await both(period, "a.csv", series(daysOf("2025-05-01", 10)), metered(POWER, "M-2"));
  const b = await both(period, "b.csv", series(daysOf("2025-05-11", 21)), metered(POWER, "M-2"));
  value(await client("withdrawImport", { org, period, import: a.id }));
  assert.deepEqual(await told(period), ["2025-05-11 2025-05-31 2016"]);
  value(await client("withdrawImport", { org, period, import: b.id }));
  assert.deepEqual(await told(period), []);
  assert.ok(!value(await client("listMeters", { org, limit: 50 })).items.some(({ meter }) => meter === "M-2"));
});

test("readings at another interval over the same time are refused: they would count twice", async () => {
  const period = await factory();
  await both(period, "a.csv", series(daysOf("2025-02-01", 28)), metered());
  const hours = daysOf("2025-02-01", 28).flatMap((day) =>
    Array.from({ length: 24 }, (_, i) => `${day} ${String(i + 1).padStart(2, "0")}:00,4`),
  );
  const done = await both(period, "h.csv", `일시,사용량(kWh)\n${hours.join("\n")}\n`, metered());
  assert.deepEqual([done.state, codes(done)], ["failed", ["READING_INTERVAL"]]);
});

const invoiced =
  (told: object, target = POWER): Of =>
  ({ look }) => {
    const { lines: found } = (look as unknown as { document: { lines: { label: string }[] } }).document;
    const targets = { [found[0]?.label ?? ""]: target };
    return { kind: "lines", targets, ignored: found.slice(1).map(({ label }) => label), completions: { "1": told } };
  };
const INVOICE = (): Uint8Array => readFileSync(join(root, "samples", "tax-invoice-electricity.xml"));
const MARCH = { value: 120_000, unit: "kWh", start: "2025-03-01", end: "2025-03-31" };

test("an invoice is its number, whatever bytes it comes in", async () => {
  const period = await factory();
  await both(period, "i.xml", INVOICE(), invoiced(MARCH));
  const again = await both(period, "i2.xml", Buffer.concat([INVOICE(), Buffer.from("\n\n")]), invoiced(MARCH));
  assert.deepEqual([again.state, ...counts(again), (await lines(period)).length], ["done", 0, 1, 1]);
});

test("lines that are there with another target, or were withdrawn, are told before the run, which writes their next version", async () => {
  const period = await factory();
  await both(period, "i.xml", INVOICE(), invoiced(MARCH));
  const other = await both(period, "i.xml", INVOICE(), invoiced(MARCH, MELT));
  assert.deepEqual([...counts(other), codes(other)], [1, 0, ["LINES_OTHERWISE"]]);
  const [line] = await lines(period);
  assert.deepEqual([line?.version, line?.body.target], [2, MELT]);
  value(await client("withdrawRecord", { org, period, key: line?.key ?? "" }, { version: 2 }));
  const back = await both(period, "i.xml", INVOICE(), invoiced(MARCH, MELT));
  assert.deepEqual([...counts(back), codes(back)], [1, 0, ["LINES_WITHDRAWN"]]);
  assert.equal((await lines(period))[0]?.version, 4);
});

test("an invoice outside the period, or that ends before it begins, is refused by the dry run as by the run", async () => {
  const period = await factory({ start: "2023-01-01", end: "2023-12-31" });
  const outside = await both(period, "i.xml", INVOICE(), invoiced(MARCH));
  assert.deepEqual([outside.state, codes(outside)], ["failed", ["ACTIVITY_OUTSIDE_PERIOD"]]);
  const turned = await both(period, "i.xml", INVOICE(), invoiced({ ...MARCH, start: "2023-03-31", end: "2023-03-01" }));
  assert.deepEqual([turned.state, codes(turned)], ["failed", ["ACTIVITY_ENDS_BEFORE"]]);
  assert.deepEqual(await lines(period), []);
});

const TABLE = `품목,사용월,사용량(t),거래처
도시가스,2025-01,290.5,삼천리
도시가스,2025-02,280.25,삼천리
도시가스,2025-03,300,삼천리
`;
const tabled: Of = ({ plan }) => {
  const { mapping } = plan as Extract<ImportPlan, { kind: "table" }>;
  return { kind: "table", mapping: { ...confirmed(mapping), targets: { 도시가스: "streams/gas-mill/activity" } } };
};

test("a table in another file is told to say the same before it is run, and the check names lines that say the same twice", async () => {
  const period = await factory();
  await both(period, "g.csv", TABLE, tabled);
  const same = await both(period, "g.csv", TABLE, tabled);
  assert.deepEqual([...counts(same), codes(same)], [0, 3, []]);
  const dry = await tried(period, "g2.csv", `${TABLE}\n`, tabled);
  assert.ok(codes(dry.tried).includes("LINES_TWICE"), codes(dry.tried).join());
  const done = await ran(period, dry);
  assert.deepEqual(counts(done), [3, 0]);
  const check = async (): Promise<string[]> => value(await client("checkPeriod", { org, period })).problems.map(({ code }) => code);
  assert.ok((await check()).includes("ACTIVITY_TWICE"));
  value(await client("withdrawImport", { org, period, import: done.id }));
  assert.equal((await lines(period)).length, 3);
  assert.ok(!(await check()).includes("ACTIVITY_TWICE"));
});

test("a withdrawn import leaves what was corrected since", async () => {
  const period = await factory();
  const done = await both(period, "g.csv", TABLE, tabled);
  const [line] = await lines(period);
  const body = { ...line?.body, value: 999 } as never;
  value(await client("putRecord", { org, period, key: line?.key ?? "", body: { body } }, { version: 1 }));
  value(await client("withdrawImport", { org, period, import: done.id }));
  assert.deepEqual(
    (await lines(period)).map(({ body: of }) => of.value),
    [999],
  );
});

test("after a dry run a cancelled import says that nothing was added", async () => {
  const period = await factory();
  const { begun } = await tried(period, "g.csv", TABLE, tabled);
  const now = value(await client("cancelImport", { org, period, import: begun.id }));
  assert.deepEqual([now.state, now.added, now.known, now.rows], ["cancelled", 0, 0, 0]);
});

test("who runs an import with a plan of their own answers for it", async () => {
  const period = await factory();
  const other = await server.person("runner");
  value(await client("inviteMember", { org, body: { email: other.email, role: "editor", lang: "en" } }));
  const row = await server.house.hands.db.selectFrom("outbox").select("body").orderBy("at", "desc").executeTakeFirstOrThrow();
  value(await other.client("acceptInvitation", { org, body: { token: /token=(\S+)/.exec(row.body)?.[1] ?? "" } }));
  const dry = await tried(period, "g.csv", TABLE, tabled);
  await ran(period, dry, other.client);
  const me = value(await other.client("whoAmI", {})).person;
  for (const { by } of await lines(period)) assert.equal(by, `person:${me}`);
  const { rows } = await server.house.database.pool.query(
    "select actor from audit where org_id = $1 and act = 'import' order by seq desc limit 1",
    [org],
  );
  assert.equal(rows[0]?.actor, `person:${me}`);
});
