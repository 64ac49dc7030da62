// What an operator does: backup and restore, doctor, upgrade, the store of evidence, what the server clears away, a person's erasure, remote calls.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { sql } from "kysely";
import { tidyUp } from "../src/acts/upkeep.ts";
import { hashOf } from "../src/base/canonical.ts";
import type { Outcome, Problem } from "../src/base/problem.ts";
import { readCall } from "../src/cli/arguments.ts";
import { run } from "../src/cli/commands.ts";
import { backUp, restore } from "../src/main/backup.ts";
import { doctor } from "../src/main/doctor.ts";
import { eraseFor } from "../src/main/on-behalf.ts";
import { sampleFactory } from "../src/main/sample-factory.ts";
import { readSettings, SETTINGS, type Settings } from "../src/main/settings.ts";
import { shellOf } from "../src/main/shell.ts";
import { blobsOf, visitStore } from "../src/main/stores.ts";
import type { Answered, Client } from "../src/model/client.ts";
import { OPERATE_PROBLEMS } from "../src/model/problems/operate.ts";
import { brokenAt } from "../src/store/audit.ts";
import { folderBlobs } from "../src/store/blobs.ts";
import { keepBlobs } from "../src/store/keeping.ts";
import { migrate, migrations } from "../src/store/migrate.ts";
import { root } from "./cases/read.ts";
import { type Running, running } from "./server/running.ts";
import { type BucketServer, bucketOf, bucketServer } from "./store/bucket.ts";
import { debianPostgres } from "./store/debian-postgres.ts";

// ---- a small vocabulary

const place = mkdtempSync(join(tmpdir(), "sandan-operate-"));
chmodSync(place, 0o711);
let count = 0;
/** A folder that is not there yet. */
function fresh(name: string): string {
  count += 1;
  return join(place, `${count}-${name}`);
}
const HOUR = 3_600_000;
const SAMPLE = readFileSync(join(root, "samples", "screws.json"));

let server: Running;
let client: Client;
let org: string;
let period: string;

const value = <T>(answer: Answered<T>): T => {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
};
const done = <T>({ value, problems }: Outcome<T>): T => value ?? assert.fail(JSON.stringify(problems));
const keptBy = ({ house }: Running) => ({ database: house.database, blobs: house.hands.blobs });
const codes = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);

const settingsOf = (env: Record<string, string>): Settings => {
  const settings = readSettings(env);
  return Array.isArray(settings) ? assert.fail(settings.join()) : settings;
};

/** A plant with a period, records, evidence and a statement. */
async function plant(by: Client, name: string): Promise<{ org: string; period: string }> {
  const { id } = value(await by("createOrganisation", { body: { name, kind: "plant" } }));
  const site = value(await by("createInstallation", { org: id, body: { name } }));
  const { sha256 } = value(await by("uploadEvidence", { org: id, name: "screws.json", bytes: SAMPLE }));
  const of = (JSON.parse(SAMPLE.toString()) as { period: { start: string; end: string } }).period;
  const made = value(await by("createPeriod", { org: id, body: { installation: site.id, ...of, title: "" } }));
  value(await by("importCase", { org: id, period: made.id, body: { evidence: sha256 } }));
  value(await by("calculateStatement", { org: id, period: made.id, body: {} }));
  return { org: id, period: made.id };
}

const upload = async (by: Client, to: string, text: string): Promise<string> =>
  value(await by("uploadEvidence", { org: to, name: "note.csv", bytes: new TextEncoder().encode(`a,b\n1,${text}\n`) })).sha256;

/** The rows of every table of a backup, sorted; but for the log's, which goes on by itself between two backups. */
function rowsOf(backup: string): Record<string, string[]> {
  const tables = join(backup, "tables");
  const files = readdirSync(tables).filter((name) => name.endsWith(".copy.gz") && !/^public\.(log_|audit_logged)/.test(name));
  return Object.fromEntries(
    files.map((name) => [
      name,
      gunzipSync(readFileSync(join(tables, name)))
        .toString()
        .split("\n")
        .sort(),
    ]),
  );
}

function filesUnder(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map((entry) => [
      join(entry.parentPath, entry.name).slice(folder.length),
      hashOf(readFileSync(join(entry.parentPath, entry.name))),
    ]),
  );
}

type Said = { code: number; out: string; err: string };

/** The command line as a process of its own, beside this one. */
function sandan(args: string[], env: Record<string, string> = {}, input = ""): Promise<Said> {
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
  return new Promise((tell) => {
    const child = spawn(process.execPath, [join(root, "src", "main", "sandan.ts"), ...args], {
      env: { ...inherited, LANG: "en_US.UTF-8", LC_ALL: "", DATABASE_URL: "", ...env },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (part) => (out += part));
    child.stderr.on("data", (part) => (err += part));
    child.on("close", (code) => tell({ code: code ?? -1, out, err }));
    child.stdin.end(input);
  });
}

before(async () => {
  server = await running({ DATABASE_URL: "" });
  client = (await server.person("owner")).client;
  ({ org, period } = await plant(client, "시화정밀"));
});
after(async () => {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
});

// ---- backup and restore

test("a backup taken under writes is of one moment, and restores to the same, row by row, with which people work on", async (t) => {
  const busy = await plant(client, "바쁜 공장");
  let writing = true;
  let writes = 0;
  const pair = async (writer: number): Promise<void> => {
    for (let n = 1; writing; n += 1) {
      const body = { target: "streams/gas/activity", start: "2023-01-01", end: "2023-01-31", value: n, unit: "t" } as never;
      const follows = n === 1 ? {} : { follows: n - 1 };
      const records = ["a", "b"].map((name) => ({ key: `activities/${name}-${writer}`, body, ...follows }));
      const written = await client("putRecords", { org: busy.org, period: busy.period, body: { records } });
      if (!written.ok && written.code === "BUSY") n -= 1;
      else value(written);
      writes += 1;
    }
  };
  const evidence = async (): Promise<void> => {
    for (let n = 0; writing; n += 1) {
      const sha256 = await upload(client, busy.org, String(n));
      if (n % 2 === 0) value(await client("removeEvidenceDraft", { org: busy.org, sha256 }));
    }
  };
  const clearing = async (): Promise<void> => {
    const { hands } = server.house;
    while (writing)
      for (let minute = 0; minute < 60 && writing; minute += 1) await tidy(hands, new Date(Date.now() + 3 * HOUR + minute * 60_000));
  };
  const work = [pair(1), pair(2), evidence(), clearing()];
  const folders: string[] = [];
  try {
    for (let i = 0; i < 3; i += 1) {
      const said = await Promise.race([sandan(["backup", "--out", fresh("backup")], { SANDAN_DATA: server.data }), never(work)]);
      assert.deepEqual([said.code, said.err], [0, ""]);
      folders.push(said.out.trim().replace("backup: ", ""));
    }
  } finally {
    writing = false;
    await Promise.all(work);
  }
  t.diagnostic(`${writes} writes of pairs under three backups`);
  assert.ok(writes > 10);
  for (const folder of folders.slice(1)) {
    const data = fresh("restored");
    const said = await sandan(["restore", folder], { SANDAN_DATA: data });
    assert.equal(said.code, 0, said.err);
    const again = await running({ DATABASE_URL: "", SANDAN_DATA: data });
    try {
      await sameAsIn(folder, again);
      const { db, blobs } = again.house.hands;
      for (const one of [org, busy.org]) assert.equal(await brokenAt(db, one), undefined);
      const twins = await sql<{ versions: number; values: number }>`
        select count(distinct version)::int as versions, count(distinct body->>'value')::int as values from (
          select distinct on (key) key, version, body from record where org_id = ${busy.org} and key like 'activities/%' order by key, version desc
        ) newest group by right(key, 1)`.execute(db);
      assert.deepEqual(twins.rows, [
        { versions: 1, values: 1 },
        { versions: 1, values: 1 },
      ]);
      const rows = await sql<{ org: string; sha256: string }>`select org_id as org, sha256 from evidence`.execute(db);
      for (const { org: of, sha256 } of rows.rows) assert.ok(await blobs.get(of, sha256), "every row has its bytes");
      const after = again.client(await again.token("owner@example.com"));
      const [{ hash } = { hash: "" }] = value(await after("listStatements", { org, period, limit: 10 })).items;
      assert.equal(value(await after("readStatement", { org, statement: hash })).hash, hash);
      await upload(after, org, "after the restore");
      assert.equal(await brokenAt(db, org), undefined);
    } finally {
      await again.stop();
    }
  }
});

/** Fails with what fails, and else waits for ever. */
const never = (work: Promise<unknown>[]): Promise<never> => new Promise((_, fail) => void Promise.all(work).catch(fail));

/** A server right after a restore holds what the backup holds. */
async function sameAsIn(backup: string, again: Running): Promise<void> {
  const second = done(await backUp(keptBy(again), again.settings, { name: "", into: fresh("again") }));
  assert.deepEqual(rowsOf(second), rowsOf(backup));
  assert.deepEqual(filesUnder(join(second, "evidence")), filesUnder(join(backup, "evidence")));
  assert.deepEqual(filesUnder(join(second, "keys")), filesUnder(join(backup, "keys")));
}

test("from the embedded database to a PostgreSQL of one's own, and back", async (t) => {
  const external = await debianPostgres();
  if ("skip" in external) return t.skip(external.skip);
  const { host, port, user } = external.connection;
  const url = `postgres:///postgres?host=${encodeURIComponent(host)}&port=${port}&user=${user}`;
  try {
    const first = done(await backUp(keptBy(server), server.settings, { name: "", into: fresh("out") }));
    const there = { SANDAN_DATA: fresh("external"), DATABASE_URL: url };
    assert.equal((await sandan(["restore", first], there)).code, 0);
    const full = await sandan(["restore", first], { ...there, SANDAN_DATA: fresh("external-2") });
    assert.match(full.err, /RESTORE_NOT_EMPTY/);
    const elsewhere = await running(there);
    await sameAsIn(first, elsewhere);
    await elsewhere.stop();
    const said = await sandan(["doctor"], there);
    assert.equal(said.code, 1, said.out);
    assert.match(said.out, /BAD {3}durability: fsync=off/);
    const second = await sandan(["backup", "--out", fresh("back")], there);
    assert.equal(second.code, 0, second.err);
    const folder = second.out.trim().replace("backup: ", "");
    const home = { SANDAN_DATA: fresh("home"), DATABASE_URL: "" };
    assert.equal((await sandan(["restore", folder], home)).code, 0);
    const back = await running(home);
    await sameAsIn(folder, back);
    await back.stop();
    assert.deepEqual(rowsOf(folder)["public.record.copy.gz"], rowsOf(first)["public.record.copy.gz"]);
  } finally {
    await external.stop();
  }
});

test("a restore refuses what is damaged, lacking, changed or of a newer schema, and a place that holds something; nothing stays of it", async () => {
  const good = done(await backUp(keptBy(server), server.settings, { name: "", into: fresh("good") }));
  const files = ["backup.json", "tables/manifest.json", "tables/public.record.copy.gz", "keys/sign-on"];
  const anEvidence = Object.keys(filesUnder(join(good, "evidence")))[0] ?? "";
  const spoilt: [name: string, spoil: (folder: string) => void, code: string][] = [
    ...files.flatMap((file): [string, (folder: string) => void, string][] => [
      [`${file} changed`, (folder) => appendFileSync(join(folder, file), " x"), "BACKUP_UNREADABLE"],
      [`${file} gone`, (folder) => rmSync(join(folder, file)), "BACKUP_UNREADABLE"],
    ]),
    ["evidence gone", (folder) => rmSync(join(folder, "evidence", anEvidence)), "BACKUP_UNREADABLE"],
    ["a newer schema", newer, "SCHEMA_NEWER"],
    ["a place that holds something", () => {}, "RESTORE_NOT_EMPTY"],
  ];
  for (const [name, spoil, code] of spoilt) {
    const folder = fresh("spoilt");
    cpSync(good, folder, { recursive: true });
    spoil(folder);
    const data = fresh("never");
    const { value, problems } = await restore({ ...keptBy(server), blobs: folderBlobs(join(data, "evidence")) }, { data }, folder);
    assert.deepEqual([value, codes(problems)], [undefined, [code]], name);
    assert.equal(existsSync(data), false, name);
  }
  const folder = fresh("spoilt");
  cpSync(good, folder, { recursive: true });
  appendFileSync(join(folder, "evidence", anEvidence), "x");
  const data = fresh("never");
  const said = await sandan(["restore", folder], { SANDAN_DATA: data });
  assert.deepEqual([said.code, /BACKUP_UNREADABLE.*evidence/.test(said.err)], [1, true], said.err);
  assert.deepEqual([existsSync(join(data, "keys")), readdirSync(join(data, "evidence"))], [false, []]);
  assert.equal((await sandan(["restore", good], { SANDAN_DATA: data })).code, 0, "the place is empty still");
  for (const own of ["keys", "evidence/01980000-0000-7000-8000-000000000001/ab"]) {
    const data = fresh("taken");
    mkdirSync(join(data, own), { recursive: true });
    writeFileSync(join(data, own, "x"), "");
    assert.match((await sandan(["restore", good], { SANDAN_DATA: data })).err, /RESTORE_NOT_EMPTY/);
  }
  assert.match((await sandan(["restore", good], { SANDAN_DATA: server.data })).err, /DATA_FOLDER_IN_USE/);
  assert.match((await sandan(["restore", place], { SANDAN_DATA: fresh("x") })).err, /BACKUP_UNREADABLE/);
});

/** The backup as a later program would have written it. */
function newer(folder: string): void {
  const path = join(folder, "tables", "manifest.json");
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), schema: 9999 }));
  const cover = join(folder, "backup.json");
  writeFileSync(cover, JSON.stringify({ ...JSON.parse(readFileSync(cover, "utf8")), tables: hashOf(readFileSync(path)) }));
}

test("an upgrade of the schema takes a backup first, and it restores to what was there before", async () => {
  const data = fresh("upgraded");
  const old = await running({ DATABASE_URL: "", SANDAN_DATA: data });
  const kept = keptBy(old);
  const folder = fresh("sql");
  cpSync(join(root, "src", "store", "sql"), folder, { recursive: true });
  writeFileSync(join(folder, "9000.sql"), "alter table installation add column place text; create table half (x int);");
  writeFileSync(join(folder, "9001.sql"), "select 1 / 0;");
  const { person } = { person: await old.person("someone") };
  await plant(person.client, "오래된 공장");
  const before = done(await backUp(kept, old.settings, { name: "", into: fresh("before") }));
  let backup = "";
  const beforeChange = async (from: number): Promise<void> => {
    backup = done(await backUp(kept, old.settings, { name: `before-schema-${from}` }));
  };
  const stopped = migrate(old.house.database.pool, { folder, beforeChange: () => Promise.reject(new Error("no room")) });
  await assert.rejects(stopped, /no room/);
  assert.equal((await sql`select to_regclass('half') as half`.execute(old.house.hands.db)).rows.length, 1);
  await assert.rejects(migrate(old.house.database.pool, { folder, beforeChange }), /division by zero/);
  const { rows } = await sql<{ number: number }>`select max(number) as number from schema_version`.execute(old.house.hands.db);
  assert.equal(rows[0]?.number, 9000, "what was applied stays, what failed does not");
  await old.stop();
  assert.match(backup, new RegExp(`backups.*before-schema-${migrations().at(-1)?.number}$`));
  assert.deepEqual(rowsOf(backup), rowsOf(before));
  const refused = await sandan(["serve"], { SANDAN_DATA: data, PORT: "0" });
  assert.equal(refused.code, 1);
  assert.match(refused.err, /SCHEMA_NEWER/);
  const said = await sandan(["doctor"], { SANDAN_DATA: data });
  assert.match(said.out, /BAD {3}schema 9000/);
  const again = fresh("downgraded");
  assert.equal((await sandan(["restore", backup], { SANDAN_DATA: again })).code, 0);
  const working = await running({ DATABASE_URL: "", SANDAN_DATA: again });
  await sameAsIn(backup, working);
  await working.stop();
});

// ---- doctor

async function examined(
  env: Record<string, string>,
  { deep = false, lang = "en" as "en" | "ko" } = {},
): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const code = await doctor({ lang, deep, print: (line) => lines.push(line), env: { DATABASE_URL: "", ...env } });
  return { code, out: lines.join("\n") };
}

test("doctor: all stands beside a running server and without one, in both languages, and no value of a setting is printed", async () => {
  const secret = "s3cr3t-value";
  const env = { SANDAN_DATA: server.data, OIDC_CLIENT_SECRET: secret, MAIL_FROM: `${secret}@x` };
  const beside = await examined(env, { deep: true });
  assert.equal(beside.code, 0, beside.out);
  assert.match(beside.out, /a server runs on this folder/);
  assert.match(beside.out, /settings: SANDAN_DATA, MAIL_FROM, OIDC_CLIENT_SECRET/);
  assert.match(beside.out, /audit trails: \d+, all hold/);
  assert.match(beside.out, /evidence: \d+, all fit their hashes/);
  assert.doesNotMatch(beside.out, /s3cr3t/);
  const korean = await sandan(["doctor", "--lang", "ko"], env);
  assert.equal(korean.code, 0, korean.out + korean.err);
  assert.match(korean.out, /모두 정상입니다/);
  const data = fresh("alone");
  const alone = await running({ DATABASE_URL: "", SANDAN_DATA: data });
  await alone.stop();
  const without = await examined({ SANDAN_DATA: data });
  assert.equal(without.code, 0, without.out);
  assert.doesNotMatch(without.out, /a server runs/);
});

test("doctor finds a broken trail, bytes that are gone, short or changed, keys open to all, and wrong settings; it makes nothing", async () => {
  const data = fresh("ill");
  const ill = await running({ DATABASE_URL: "", SANDAN_DATA: data });
  const by = (await ill.person("owner")).client;
  const { org: one } = await plant(by, "아픈 공장");
  const [gone, short, changed] = [await upload(by, one, "1"), await upload(by, one, "2"), await upload(by, one, "3")];
  const pathOf = (sha256: string): string => join(data, "evidence", one, sha256.slice(0, 2), sha256);
  rmSync(pathOf(gone));
  writeFileSync(pathOf(short), "");
  writeFileSync(pathOf(changed), "A,b\n1,3\n");
  writeFileSync(pathOf(hashOf("orphan")).replace(/..\/[0-9a-f]{64}$/, `${changed.slice(0, 2)}/${hashOf("orphan")}`), "orphan");
  await sql`update audit set outcome = 'changed' where org_id = ${one} and seq = 3`.execute(ill.house.hands.db);
  chmodSync(join(data, "keys", "sign-on"), 0o644);
  const shallow = await examined({ SANDAN_DATA: data });
  assert.equal(shallow.code, 1);
  for (const found of [
    /trail of .* breaks at line 3/,
    new RegExp(`gone, 1: ${gone}`),
    /not fit its hash, 1:/,
    /open to other accounts: keys\/sign-on/,
  ])
    assert.match(shallow.out, found);
  assert.match((await examined({ SANDAN_DATA: data }, { deep: true })).out, /not fit its hash, 2:/);
  const lost = await backUp(keptBy(ill), ill.settings, { name: "", into: fresh("with-holes") });
  assert.deepEqual(codes(lost.problems), ["BACKUP_WITHOUT_EVIDENCE"]);
  const again = fresh("holes");
  assert.equal((await sandan(["restore", lost.value ?? ""], { SANDAN_DATA: again })).code, 0, "what there is comes back");
  await ill.stop();
  const wrong = await examined({ PORT: "x", SANDAN_DATA: data });
  assert.deepEqual([wrong.code, /setting PORT/.test(wrong.out)], [1, true]);
  const nowhere = fresh("nowhere");
  const none = await sandan(["doctor"], { SANDAN_DATA: nowhere });
  assert.deepEqual([none.code, existsSync(nowhere)], [1, false]);
  assert.match((await sandan(["doctor"], { DATABASE_URL: "postgres://127.0.0.1:1/x", SANDAN_DATA: data })).out, /does not answer/);
});

// ---- the store of evidence in a bucket

test("evidence in a bucket: the same acts, a clear Problem while it does not answer, a backup that holds it, a restore into a folder", async () => {
  const bucket = await bucketServer();
  const inBucket = await running({ DATABASE_URL: "", SANDAN_DATA: fresh("bucket"), ...bucketEnv(bucket) });
  try {
    const by = (await inBucket.person("owner")).client;
    const { org: one } = await plant(by, "멀리 두는 공장");
    const sha256 = await upload(by, one, "far");
    assert.ok(bucket.objects.has(`${one}/${sha256}`));
    assert.equal(value(await by("readEvidence", { org: one, sha256 })).bytes.length, 10);
    bucket.fault = { how: "503" };
    for (const answer of [
      await by("readEvidence", { org: one, sha256 }),
      await by("uploadEvidence", { org: one, name: "n.csv", bytes: new TextEncoder().encode("a,b\n") }),
    ])
      assert.deepEqual(answer.ok ? [] : [answer.status, answer.code], [503, "EVIDENCE_STORE_UNREACHABLE"]);
    const env = { ...bucketEnv(bucket), SANDAN_DATA: inBucket.data };
    assert.match((await examined(env)).out, /BAD {3}The store of evidence does not answer/);
    bucket.fault = { how: "changed" };
    const damaged = await by("readEvidence", { org: one, sha256 });
    assert.equal(damaged.ok ? "" : damaged.code, "EVIDENCE_DAMAGED");
    bucket.fault = undefined;
    assert.equal((await examined(env, { deep: true })).code, 0);
    const folder = done(await backUp(keptBy(inBucket), inBucket.settings, { name: "", into: fresh("from-bucket") }));
    const data = fresh("from-bucket");
    assert.equal((await sandan(["restore", folder], { SANDAN_DATA: data })).code, 0);
    const back = await running({ DATABASE_URL: "", SANDAN_DATA: data });
    await sameAsIn(folder, back);
    await back.stop();
    value(await by("removeOrganisation", { org: one, name: "멀리 두는 공장" }));
    await tidy(inBucket.house.hands, new Date(Date.now() + 2 * HOUR));
    assert.equal(bucket.objects.size, 0);
  } finally {
    bucket.fault = undefined;
    await inBucket.stop();
    await bucket.stop();
  }
});

function bucketEnv(store: Pick<BucketServer, "endpoint">): Record<string, string> {
  const { endpoint, bucket, region, accessKey, secretKey } = bucketOf(store);
  return { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey };
}

// ---- what the server clears away

const tidy = (hands: Running["house"]["hands"], at: Date) =>
  tidyUp(
    { ...hands, now: () => at },
    async () => {},
    () => {},
  );

/** Every minute of an hour, so that each organisation has had its turn. */
async function anHourOf(hands: Running["house"]["hands"], from: Date): Promise<void> {
  for (let minute = 0; minute < 60; minute += 1) await tidy(hands, new Date(from.getTime() + minute * 60_000));
}

test("bytes without a row go after an hour, a removed organisation's too; what a row names, and what is young, stays", async () => {
  const { hands } = server.house;
  const { org: one } = await plant(client, "지울 공장");
  const { org: two } = await plant(client, "남을 공장");
  const [draft, named] = [await upload(client, two, "draft"), await upload(client, two, "named")];
  value(await client("removeEvidenceDraft", { org: two, sha256: draft }));
  value(await client("removeOrganisation", { org: one, name: "지울 공장" }));
  await anHourOf(hands, new Date());
  assert.ok(
    (await hands.blobs.list(two)).some(({ sha256 }) => sha256 === draft),
    "younger than an hour",
  );
  await tidy(hands, new Date(Date.now() + 2 * HOUR));
  assert.equal((await hands.blobs.organisations()).includes(one), false);
  await anHourOf(hands, new Date(Date.now() + 2 * HOUR));
  const left = (await hands.blobs.list(two)).map(({ sha256 }) => sha256);
  assert.deepEqual([left.includes(draft), left.includes(named), left.length], [false, true, 2]);
  assert.equal(await brokenAt(hands.db, one), undefined, "the trail outlives what it tells of");
});

test("clearing waits for whoever puts bytes: an upload of what is about to go keeps it", async () => {
  const { hands } = server.house;
  const { org: one } = await plant(client, "올리는 공장");
  const sha256 = await upload(client, one, "again");
  value(await client("removeEvidenceDraft", { org: one, sha256 }));
  const path = join(server.data, "evidence", one, sha256.slice(0, 2), sha256);
  const old = new Date(Date.now() - 5 * HOUR);
  utimesSync(path, old, old);
  await hands.db.transaction().execute(async (trx) => {
    await keepBlobs(trx as never, one);
    await anHourOf(hands, new Date());
    assert.ok(existsSync(path), "somebody puts bytes of the organisation");
  });
  let uploads = 0;
  let uploading = true;
  const uploader = async (): Promise<void> => {
    while (uploading) {
      const name = await upload(client, one, "again");
      value(await client("readEvidence", { org: one, sha256: name }));
      value(await client("removeEvidenceDraft", { org: one, sha256: name }));
      uploads += 1;
    }
  };
  const work = uploader();
  for (let i = 0; i < 4; i += 1) await anHourOf(hands, new Date(Date.now() + 2 * HOUR));
  uploading = false;
  await work;
  assert.ok(uploads > 3);
});

// ---- a person who goes, a sample that is removed

test("after a person's erasure nothing of the database holds their name or address", async () => {
  const data = fresh("erased");
  const home = await running({ DATABASE_URL: "", SANDAN_DATA: data });
  const owner = (await home.person("boss")).client;
  const { org: one } = await plant(owner, "사람 공장");
  const name = "hong-gildong";
  const them = await home.person(name);
  await owner(
    "inviteMember",
    { org: one, body: { email: "Hong-Gildong@example.com", role: "owner", lang: "ko" } },
    { idempotencyKey: "i-1" },
  );
  const { rows } = await sql<{ body: string }>`select body from outbox where address ilike ${them.email}`.execute(home.house.hands.db);
  const token = /token=(\S+)/.exec(rows[0]?.body ?? "")?.[1] ?? "";
  value(await them.client("acceptInvitation", { org: one, body: { token } }));
  value(await owner("inviteMember", { org: one, body: { email: them.email, role: "viewer", lang: "en" } }));
  value(
    await them.client("uploadEvidence", { org: one, name: "n.csv", bytes: new TextEncoder().encode("a,b\n") }, { idempotencyKey: "u" }),
  );
  value(await them.client("createToken", { org: one, body: { name: "t", scopes: ["read"], days: 3 } }, { idempotencyKey: "t" }));
  await home.token(them.email);
  const traces = async (): Promise<string[]> => {
    const folder = done(await backUp(keptBy(home), home.settings, { name: "", into: fresh("searched") }));
    return Object.entries(rowsOf(folder)).flatMap(([table, lines]) => (lines.some((line) => /hong-gildong/i.test(line)) ? [table] : []));
  };
  assert.ok((await traces()).length >= 4);
  assert.equal(await (await them.client("erasePerson", { body: { email: "other@example.com" } })).ok, false);
  value(await them.client("erasePerson", { body: { email: them.email } }, { idempotencyKey: "e" }));
  assert.deepEqual(await traces(), []);
  assert.equal((await owner("listMembers", { org: one, limit: 10 })).ok, true);
  assert.equal(value(await owner("listInvitations", { org: one, limit: 10 })).items.length, 0);
  assert.equal(await brokenAt(home.house.hands.db, one), undefined);
  await home.stop();
});

test("the sample factory that its owner removes stays removed after a restart, its owner erased or not", async () => {
  const data = fresh("sample");
  const begin = async () => {
    const home = await running({ DATABASE_URL: "", SANDAN_DATA: data });
    return { home, password: await sampleFactory(home.house, home.settings) };
  };
  const samples = async ({ house }: Running): Promise<string[]> =>
    (await sql<{ id: string }>`select org_id as id from organisation where sample`.execute(house.hands.db)).rows.map(({ id }) => id);
  let { home, password } = await begin();
  assert.ok(password);
  const signedIn = async (): Promise<Client> => home.client(await sampleToken(home, password ?? ""));
  const [sample = ""] = await samples(home);
  await home.stop();
  ({ home, password } = await begin());
  assert.deepEqual(await samples(home), [sample], "made once");
  let by = await signedIn();
  const { name } = value(await by("readOrganisation", { org: sample }));
  value(await by("removeOrganisation", { org: sample, name }));
  assert.deepEqual(await samples(home), []);
  const kept = password;
  await home.stop();
  ({ home, password } = await begin());
  assert.deepEqual([await samples(home), password], [[], undefined]);
  by = home.client(await sampleToken(home, kept ?? ""));
  value(await by("erasePerson", { body: { email: "sample@example.com" } }));
  await home.stop();
  ({ home, password } = await begin());
  assert.deepEqual([await samples(home), password], [[], undefined]);
  await home.stop();
});

async function sampleToken({ base }: Running, password: string): Promise<string> {
  const signedIn = await fetch(`${base}/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "sample@example.com", password }),
  });
  const session = signedIn.headers.get("set-auth-token") ?? assert.fail(await signedIn.text());
  const answer = await fetch(`${base}/auth/token`, { headers: { authorization: `Bearer ${session}` } });
  return ((await answer.json()) as { token: string }).token;
}

// ---- remote calls

test("sandan call does any act of the contract from a shell; wrong calls are told before anything is sent", async () => {
  const list = await sandan(["call", "--list"]);
  assert.match(list.out, /^whoAmI +The person who has signed in/);
  assert.match((await sandan(["call", "--list", "--lang", "ko"])).out, /listPeriods +보고기간 목록/);
  const help = await sandan(["call", "createPeriod", "--help", "--lang", "ko"]);
  assert.match(help.out, /보고기간 열기[\s\S]*POST .*periods[\s\S]*--param org[\s\S]*--body FILE[\s\S]*"copyFrom"/);
  const { secret } = value(await client("createToken", { org, body: { name: "cli", scopes: ["read", "enter", "calculate"], days: 1 } }));
  const env = { SANDAN_TOKEN: secret, SANDAN_SERVER: server.base };
  const call = (...args: string[]): Promise<Said> => sandan(["call", ...args], env);
  const periods = await call("listPeriods", "--param", `org=${org}`);
  assert.equal((JSON.parse(periods.out) as { items: { id: string }[] }).items[0]?.id, period);
  const made = await sandan(["call", "createInstallation", "--param", `org=${org}`, "--body", "-", "--key", "k"], env, '{"name":"셸"}');
  const site = (JSON.parse(made.out) as { id: string }).id;
  const body = fresh("body.json");
  writeFileSync(body, '{"name":"셸 2"}');
  const renamed = await call(
    "renameInstallation",
    "--param",
    `org=${org}`,
    "--param",
    `installation=${site}`,
    "--body",
    body,
    "--version",
    "1",
  );
  assert.deepEqual([renamed.code, renamed.err], [0, "version 2\n"]);
  const csv = fresh("note.csv");
  writeFileSync(csv, "a,b\n1,from a shell\n");
  const uploaded = await call("uploadEvidence", "--param", `org=${org}`, "--param", "name=note.csv", "--bytes", csv);
  const { sha256 } = JSON.parse(uploaded.out) as { sha256: string };
  const out = fresh("out.csv");
  assert.equal((await call("readEvidence", "--param", `org=${org}`, "--param", `sha256=${sha256}`, "--out", out)).code, 0);
  assert.deepEqual(readFileSync(out), readFileSync(csv));
  const refused = await call("renameOrganisation", "--param", `org=${org}`, "--body", body, "--version", "1", "--lang", "ko");
  assert.deepEqual([refused.code, /HTTP 403\n오류 SCOPE_MISSING|HTTP 403\n오류 NOT_ALLOWED/.test(refused.err)], [1, true], refused.err);
  for (const [args, told] of [
    [["nothing"], /no act 'nothing'/],
    [[], /--list/],
    [["listPeriods"], /--param org=\.\.\. is needed/],
    [["listPeriods", "--param", `org=${org}`, "--param", "x=1"], /no --param x/],
    [["listPeriods", "--param", `org=${org}`, "--body", body], /--body is not taken/],
    [["uploadEvidence", "--param", `org=${org}`, "--param", "name=n"], /--bytes FILE is needed/],
    [["readEvidence", "--param", `org=${org}`, "--param", `sha256=${sha256}`], /give --out FILE/],
    [["listPeriods", "--param", "org"], /--param org/],
    [["listPeriods", "--server", "file:///x", "--param", `org=${org}`], /--server http/],
    [["whoAmI", "--deep"], /call --deep/],
  ] as const) {
    const said = await here(["call", ...args], env);
    assert.equal(said.code, 2, args.join(" "));
    assert.match(said.err, told);
  }
  const noJson = await call("createInstallation", "--param", `org=${org}`, "--body", csv);
  assert.deepEqual([noJson.code, /is no JSON/.test(noJson.err)], [1, true]);
  const nobody = await call("listPeriods", "--server", "http://127.0.0.1:9", "--param", `org=${org}`);
  assert.deepEqual([nobody.code, /did not answer: /.test(nobody.err)], [1, true]);
  assert.doesNotMatch(nobody.err + refused.err, new RegExp(secret));
});

/** The command line in this process; it may fetch nothing. */
async function here(args: string[], env: Record<string, string>): Promise<{ code: number; err: string }> {
  const call = readCall(args, "en");
  if ("misuse" in call) return { code: 2, err: call.misuse };
  if ("help" in call) return { code: 0, err: "" };
  const told: string[] = [];
  const shell = { ...shellOf(), variable: (name: string) => env[name], err: (text: string) => void told.push(text) };
  return { code: await run(call, { ...shell, fetch: () => assert.fail("nothing is sent") }), err: told.join("") };
}

test("sandan serve serves without the sample, and ends in order when it is told to", async () => {
  const data = fresh("served");
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
  const env = { ...inherited, SANDAN_DATA: data, PORT: "0", DATABASE_URL: "" };
  const child = spawn(process.execPath, [join(root, "src", "main", "sandan.ts"), "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const address = await new Promise<string>((tell, fail) => {
    child.stdout.on("data", (part) => {
      text += part;
      const found = /listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (found !== undefined) tell(found);
    });
    child.once("exit", () => fail(new Error(text)));
  });
  const ready = await (await fetch(`${address}/readyz`)).text();
  const gone = new Promise((tell) => child.once("exit", tell));
  child.kill("SIGTERM");
  assert.deepEqual([ready, await gone], ["ready\n", 0]);
  assert.equal(existsSync(join(data, "keys", "sample-password")), false);
});

// ---- Problems and documents

const STATES: Readonly<Record<string, () => Promise<readonly Problem[]>>> = {
  nobodysAddress: async () => (await eraseFor(server.settings, "nobody@example.com")).problems,
  emptyFolder: async () => (await visitStore(settingsOf({ SANDAN_DATA: fresh("empty") }))).problems,
  takenPlace: async () => {
    const into = fresh("taken");
    mkdirSync(into);
    writeFileSync(join(into, "x"), "");
    return (await backUp(keptBy(server), server.settings, { name: "", into })).problems;
  },
  bytesGone: async () => {
    const { org: one } = await plant(client, "잃은 공장");
    const sha256 = await upload(client, one, "lost");
    await server.house.hands.blobs.remove(one, sha256);
    const { problems } = await backUp(keptBy(server), server.settings, { name: "", into: fresh("lost") });
    value(await client("removeEvidenceDraft", { org: one, sha256 }));
    return problems;
  },
  noBucket: async () => {
    const { hands } = server.house;
    const { blobs } = hands;
    hands.blobs = blobsOf(settingsOf({ ...bucketEnv({ endpoint: "http://127.0.0.1:9" }) }));
    const answer = await client("uploadEvidence", { org, name: "n.csv", bytes: new TextEncoder().encode("a,b\n2,3\n") });
    hands.blobs = blobs;
    return answer.ok ? [] : answer.problems;
  },
};

for (const code of Object.keys(OPERATE_PROBLEMS)) {
  const { why, state } = JSON.parse(readFileSync(join(root, "test", "problems", `${code}.json`), "utf8")) as { why: string; state: string };
  test(`${code}: ${why}`, async () => assert.deepEqual(codes((await STATES[state]?.()) ?? []), [code]));
}

test("the table of docs/OPERATE.md names every setting with its default, and no other", () => {
  const text = readFileSync(join(root, "docs", "OPERATE.md"), "utf8");
  const rows = [...text.matchAll(/^\| `([A-Z0-9_]+)` \| (?:`([^`]*)`)? *\|/gm)].map(([, name, standard = ""]) => [name, standard]);
  assert.deepEqual(Object.fromEntries(rows), SETTINGS);
  assert.equal(rows.length, Object.keys(SETTINGS).length);
});
