// Faults that pass: a full disk, connections that break off, a lock that is held. Each is told as a Problem, and the server goes on by itself.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, fsyncSync, globSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Json } from "../../src/base/canonical.ts";
import type { Answer } from "../../src/model/api.ts";
import type { Answered, CallOptions, Client } from "../../src/model/client.ts";
import { confirmed } from "../../src/model/import-mapping.ts";
import { brokenAt } from "../../src/store/audit.ts";
import { root } from "../cases/read.ts";
import { type Running, running } from "../server/running.ts";

const MB = 1024 * 1024;
const NOBODY = 65_534;

function taken<T>(answer: Answered<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

const told = (answer: Answered<unknown>): unknown => (answer.ok ? "ok" : [answer.status, answer.code]);

/** A plant with an open period, as its owner. */
class Plant {
  readonly server: Running;
  readonly client: Client;
  readonly org: string;
  readonly period: string;

  constructor(server: Running, { client, org, period }: { client: Client; org: string; period: string }) {
    this.server = server;
    this.client = client;
    this.org = org;
    this.period = period;
  }

  static async of(server: Running): Promise<Plant> {
    const { client: owner } = await server.person(`owner-${crypto.randomUUID()}`);
    const org = taken(await owner("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
    const scopes = ["read", "enter", "calculate"] as const;
    const { secret } = taken(await owner("createToken", { org, body: { name: "t", scopes: [...scopes], days: 1 } }));
    const client = server.client(secret);
    const site = taken(await client("createInstallation", { org, body: { name: "제1공장" } }));
    const body = { installation: site.id, start: "2025-01-01", end: "2025-12-31", title: "" };
    const plant = new Plant(server, { client, org, period: taken(await client("createPeriod", { org, body })).id });
    const { sha256 } = taken(await plant.upload("sample.json", readFileSync(join(root, "samples", "sample-factory.json"))));
    taken(await client("importCase", { org, period: plant.period, body: { evidence: sha256 } }));
    return plant;
  }

  put(key: string, body: Json, options: CallOptions = {}): Promise<Answered<Answer<"putRecord">>> {
    return this.client("putRecord", { org: this.org, period: this.period, key, body: { body } }, options);
  }

  /** So many lines of a thousand bytes, at once. */
  notes(name: string, count: number, options: CallOptions = {}): Promise<Answered<Answer<"putRecords">>> {
    const records = Array.from({ length: count }, (_, i) => ({
      key: `activities/${name}.${i}`,
      body: lineOf(i, noise(900)),
    }));
    return this.client("putRecords", { org: this.org, period: this.period, body: { records } }, options);
  }

  upload(name: string, bytes: Uint8Array): Promise<Answered<Answer<"uploadEvidence">>> {
    return this.client("uploadEvidence", { org: this.org, name, bytes });
  }

  async count(name: string): Promise<number> {
    const { pool } = this.server.house.database;
    const { rows } = await pool.query<{ count: number }>("select count(*)::int as count from record where org_id = $1 and key like $2", [
      this.org,
      `activities/${name}.%`,
    ]);
    return rows[0]?.count ?? 0;
  }

  async rowsOf(id: string): Promise<number> {
    const { pool } = this.server.house.database;
    const text = "select count(*)::int as count from record where org_id = $1 and source = $2";
    return (await pool.query<{ count: number }>(text, [this.org, `import:${id}`])).rows[0]?.count ?? 0;
  }

  /** A table of so many rows, looked at; how it is to be run. */
  async begun(label: string, rows: number) {
    const { org, period } = this;
    const lines = Array.from({ length: rows }, (_, i) => `${label},2025-${String((i % 12) + 1).padStart(2, "0")},${i}`);
    const bytes = new TextEncoder().encode(`품목,사용월,사용량(t)\n${lines.join("\n")}\n`);
    const { sha256 } = taken(await this.upload(`${label}.csv`, bytes));
    const { id, plan } = taken(await this.client("beginImport", { org, period, body: { evidence: sha256, sender: "" } }));
    assert.ok(plan?.kind === "table");
    const mapping = { ...confirmed(plan.mapping), targets: { [label]: "streams/gas-mill/activity" } };
    return { org, period, import: id, body: { plan: { kind: "table" as const, mapping } } };
  }

  /** Asks until the database is there. */
  async again<T>(ask: () => Promise<Answered<T>>): Promise<Answered<T>> {
    for (;;) {
      const answer = await ask();
      if (answer.ok || answer.code !== "DATABASE_UNREACHABLE") return answer;
    }
  }

  /** Waits until rows of an import are written, in a transaction that is not over. */
  async under(id: string): Promise<void> {
    for (;;) {
      const { state, rows } = taken(await this.client("readImport", { org: this.org, period: this.period, import: id }));
      if (state === "running" && rows > 0) return;
      assert.ok(["queued", "running"].includes(state), state);
      await pause(5);
    }
  }

  async ended(id: string): Promise<Answer<"readImport">> {
    for (const end = performance.now() + 240_000; performance.now() < end; await pause(100)) {
      const now = await this.client("readImport", { org: this.org, period: this.period, import: id });
      if (now.ok && !["queued", "running"].includes(now.value.state)) return now.value;
    }
    return assert.fail("the import does not end");
  }

  async holds(): Promise<void> {
    assert.equal(await brokenAt(this.server.house.hands.db, this.org), undefined, "the audit chain is broken");
  }
}

function lineOf(value: number, note = ""): Json {
  return { target: "streams/gas-mill/activity", start: "2025-03-01", end: "2025-03-31", value, unit: "t", ...(note !== "" && { note }) };
}

/** Text that does not compress. */
function noise(length: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(length)))
    .toString("base64")
    .slice(0, length);
}

/** A folder of data that has one inside it on a disk of its own of so many megabytes, for the time of a test; or why there is none. */
function smallDisk(
  t: TestContext,
  name: string,
  { megabytes, owner }: { megabytes: number; owner: number },
): { data: string } | { skip: string } {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return { skip: "a tmpfs can be mounted on Linux by root alone" };
  const data = mkdtempSync(join(tmpdir(), "sandan-full-"));
  const folder = join(data, name);
  mkdirSync(folder);
  const options = `size=${megabytes}m,mode=0700,uid=${owner},gid=${owner}`;
  const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { encoding: "utf8" });
  t.after(() => {
    if (status === 0) spawnSync("umount", ["-l", folder]);
    rmSync(data, { recursive: true, force: true });
  });
  return status === 0 ? { data } : { skip: `no tmpfs can be mounted here: ${String(stderr).trim().slice(0, 200)}` };
}

/** Takes all the room that is left on a disk; answers how to give it back. */
function filled(folder: string): () => void {
  const ballast = join(folder, "ballast");
  const file = openSync(ballast, "w");
  const block = Buffer.alloc(64 * 1024);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, "ENOSPC");
  } finally {
    fsyncSync(file);
    closeSync(file);
  }
  const { bavail } = statfsSync(folder);
  assert.equal(bavail, 0);
  return () => rmSync(ballast);
}

test("a full disk of evidence: DISK_FULL, nothing half kept, and it goes on when there is room", async (t) => {
  const disk = smallDisk(t, "evidence", { megabytes: 3, owner: 0 });
  if ("skip" in disk) return t.skip(disk.skip);
  const { data } = disk;
  const folder = join(data, "evidence");
  const server = await running({ SANDAN_DATA: data });
  try {
    const plant = await Plant.of(server);
    const csv = (name: string, size: number): Uint8Array =>
      new TextEncoder().encode(`품목,사용량(t)\n${`${name},1\n`.repeat(size / (name.length + 3))}`);
    const small = taken(await plant.upload("small.csv", csv("small", 200_000)));
    assert.deepEqual(told(await plant.upload("large.csv", csv("large", 4 * MB))), [507, "DISK_FULL"]);
    const files = () => globSync("**/*", { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
    const rows = taken(await plant.client("listEvidence", { org: plant.org, limit: 100 })).items.map(({ sha256 }) => sha256);
    assert.deepEqual(
      files()
        .map(({ name }) => name)
        .sort(),
      rows.sort(),
    );
    assert.equal(rows.length, 2);
    assert.equal(taken(await plant.client("readEvidence", { org: plant.org, sha256: small.sha256 })).bytes.length, small.size);
    taken(await plant.upload("other.csv", csv("other", 200_000)));
    spawnSync("mount", ["-o", "remount,size=16m", folder]);
    taken(await plant.upload("large.csv", csv("large", 4 * MB)));
    await plant.holds();
  } finally {
    await server.stop();
  }
});

/** What may be answered while the disk is full. */
const FULL = ["ok", "507 DISK_FULL", "503 DATABASE_UNREACHABLE"];

test("a full disk of the database: DISK_FULL or the database away, nothing half written, and it goes on when there is room", async (t) => {
  const disk = smallDisk(t, "database", { megabytes: 240, owner: NOBODY });
  if ("skip" in disk) return t.skip(disk.skip);
  const { data } = disk;
  const folder = join(data, "database");
  const lines: string[] = [];
  const server = await running({ SANDAN_DATA: data, LOG_LEVEL: "info" }, (line) => lines.push(line));
  try {
    const plant = await Plant.of(server);
    taken(await plant.notes("before", 100));
    const imported = await plant.begun("도시가스", 20_000);
    taken(await plant.client("runImport", imported));
    await plant.under(imported.import);
    const makeRoom = filled(folder);
    const seen: Record<string, number> = {};
    const sizes = new Map<string, number>();
    const answered = new Set<string>();
    const write = async (name: string, size: number): Promise<boolean> => {
      sizes.set(name, size);
      const answer = await plant.notes(name, size, { idempotencyKey: name });
      const code = answer.ok ? "ok" : `${answer.status} ${answer.code}`;
      assert.ok(FULL.includes(code), code);
      seen[code] = (seen[code] ?? 0) + 1;
      if (answer.ok) answered.add(name);
      return answer.ok;
    };
    for (let i = 0; i < 10; i += 1) await write(`full${i}`, 1000);
    // The write-ahead log has some room of its own: that is used up too, until the database cannot go on at all.
    for (let i = 0; i < 20 && seen["503 DATABASE_UNREACHABLE"] === undefined; i += 1) {
      await server.house.database.pool.query("select pg_switch_wal()").catch(() => {});
      await write(`log${i}`, 2);
    }
    t.diagnostic(`while it was full: ${JSON.stringify(seen)}`);
    assert.ok(seen["507 DISK_FULL"] && seen["503 DATABASE_UNREACHABLE"]);
    makeRoom();
    const begun = performance.now();
    while (!(await write("after", 1000))) {
      assert.ok(performance.now() - begun < 60_000);
      await pause(200);
    }
    t.diagnostic(`written again ${Math.round(performance.now() - begun)} ms after there was room`);
    for (const [name, size] of sizes) {
      assert.ok([answered.has(name) ? size : 0, size].includes(await plant.count(name)), name);
      if (!answered.has(name)) taken(await plant.notes(name, size, { idempotencyKey: name }));
      assert.equal(await plant.count(name), size);
    }
    const { state, problems } = await plant.ended(imported.import);
    const codes = problems.map(({ code }) => code);
    t.diagnostic(`the import that was under way: ${state} ${codes}`);
    assert.deepEqual([state, codes], state === "done" ? ["done", []] : ["failed", ["DISK_FULL"]]);
    assert.equal(await plant.rowsOf(imported.import), state === "done" ? 20_000 : 0);
    if (state === "failed") taken(await plant.client("runImport", imported));
    assert.equal((await plant.ended(imported.import)).state, "done");
    assert.equal(await plant.rowsOf(imported.import), 20_000);
    await plant.holds();
    assert.deepEqual(
      lines.filter((line) => /"level":[56]0/.test(line)),
      [],
    );
  } finally {
    await server.stop();
  }
});

test("connections that break off: each call is answered or told, the next ones are done, and the trail holds", async (t) => {
  const lines: string[] = [];
  const server = await running({ LOG_LEVEL: "info" }, (line) => lines.push(line));
  try {
    const plant = await Plant.of(server);
    const imported = await plant.begun("도시가스", 10_000);
    const aside = new pg.Client({ ...server.house.database.pool.options, application_name: "aside" });
    await aside.connect();
    const drop = async (): Promise<number> => {
      const text =
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sandan' and datname = current_database()";
      return (await aside.query(text)).rowCount ?? 0;
    };
    const seen: Record<string, number> = {};
    let over = false;
    const sizes = new Map<string, number>();
    const writer = async (who: number): Promise<void> => {
      for (let i = 0; !over; i += 1) {
        const name = `w${who}-${i}`;
        sizes.set(name, 3);
        for (let done = false; !done; ) {
          const answer = await plant.notes(name, 3, { idempotencyKey: name });
          const code = answer.ok ? "ok" : `${answer.status} ${answer.code}`;
          seen[code] = (seen[code] ?? 0) + 1;
          assert.ok(["ok", "503 DATABASE_UNREACHABLE"].includes(code), code);
          done = answer.ok;
        }
        const read = await plant.client("readPeriod", { org: plant.org, period: plant.period });
        assert.ok(read.ok || read.code === "DATABASE_UNREACHABLE", JSON.stringify(read));
      }
    };
    const writers = Promise.all(Array.from({ length: 8 }, (_, who) => writer(who)));
    let dropped = 0;
    for (let i = 0; i < 15; i += 1) {
      if (i === 5) taken(await plant.again(() => plant.client("runImport", imported, { idempotencyKey: "run" })));
      await pause(150);
      dropped += await drop();
    }
    over = true;
    await writers;
    await aside.end();
    // The pool learns of a connection that was just ended only when its word arrives.
    await pause(500);
    t.diagnostic(`${dropped} connections ended: ${JSON.stringify(seen)}`);
    assert.ok(dropped > 15);
    for (const [name, size] of sizes) assert.equal(await plant.count(name), size, name);
    assert.equal((await plant.ended(imported.import)).state, "done");
    assert.equal(await plant.rowsOf(imported.import), 10_000);
    await plant.holds();
    await jobsAreTaken(plant);
    assert.deepEqual(
      lines.filter((line) => /"level":[56]0/.test(line)),
      [],
    );
  } finally {
    await server.stop();
  }
});

/** Law: the queue itself goes on after its connections broke off, not only what resumes imports that wait. */
async function jobsAreTaken(plant: Plant): Promise<void> {
  const { pool } = plant.server.house.database;
  const imported = await plant.begun("도시가스 둘", 10);
  taken(await plant.client("runImport", imported));
  await plant.ended(imported.import);
  for (const end = performance.now() + 20_000; ; await pause(100)) {
    const { rows } = await pool.query<{ state: string }>("select state from job.job where name = 'import' and data ->> 'import' = $1", [
      imported.import,
    ]);
    if (rows[0]?.state === "completed") return;
    assert.ok(performance.now() < end, `the job is ${rows[0]?.state}`);
  }
}

let calm: Running;
before(async () => {
  calm = await running();
});
after(() => calm.stop());

test("a lock that is held: BUSY after a while, and done when it is free", async () => {
  const plant = await Plant.of(calm);
  const holder = await calm.house.database.pool.connect();
  await holder.query("begin");
  await holder.query("select 1 from period where org_id = $1 and period_id = $2 for update", [plant.org, plant.period]);
  const waiting = plant.notes("a", 2, { idempotencyKey: "a" });
  assert.ok((await plant.client("readPeriod", { org: plant.org, period: plant.period })).ok);
  assert.deepEqual(told(await waiting), [503, "BUSY"]);
  await holder.query("rollback");
  holder.release();
  assert.equal(await plant.count("a"), 0);
  taken(await plant.notes("a", 2, { idempotencyKey: "a" }));
  assert.equal(await plant.count("a"), 2);
  await plant.holds();
});

test("many writers of one record: each version has one winner, and the others are told", async () => {
  const plant = await Plant.of(calm);
  let version = taken(await plant.put("activities/one", lineOf(0))).version;
  for (let round = 1; round <= 10; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => plant.put("activities/one", lineOf(round + i / 10), { version })),
    );
    const won = answers.flatMap((answer, i) => (answer.ok ? [{ value: answer.value, i }] : []));
    assert.equal(won.length, 1);
    const others = answers.filter(({ ok }) => !ok).map(told);
    assert.deepEqual(
      others,
      Array.from({ length: 5 }, () => [412, "VERSION_CONFLICT"]),
    );
    version += 1;
    assert.equal(won[0]?.value.version, version);
    const now = taken(await plant.client("readRecord", { org: plant.org, period: plant.period, key: "activities/one" }));
    assert.deepEqual([now.version, now.body], [version, lineOf(round + (won[0]?.i ?? 0) / 10)]);
  }
  await plant.holds();
});

test("more writers than connections wait for an import of their period; it goes on, and others write meanwhile", async (t) => {
  const plant = await Plant.of(calm);
  const other = await Plant.of(calm);
  const imported = await plant.begun("도시가스", 20_000);
  taken(await plant.client("runImport", imported));
  await plant.under(imported.import);
  let written = 0;
  // On a slow machine the import may take longer than a writer waits: told BUSY, it comes again as a person would.
  const persistent = async (name: string): Promise<unknown> => {
    let answer = await plant.notes(name, 1, { idempotencyKey: name });
    while (!answer.ok && answer.code === "BUSY") answer = await plant.notes(name, 1, { idempotencyKey: name });
    written += 1;
    return told(answer);
  };
  const writers = Promise.all(Array.from({ length: 40 }, (_, i) => persistent(`w${i}`)));
  await pause(50);
  for (let i = 0; i < 5; i += 1) taken(await other.notes(`o${i}`, 1));
  assert.equal(written, 0, "the import was over before the others wrote");
  assert.equal((await plant.ended(imported.import)).state, "done");
  const answers = await writers;
  assert.deepEqual(
    answers,
    Array.from({ length: 40 }, () => "ok"),
  );
  for (let i = 0; i < 40; i += 1) assert.equal(await plant.count(`w${i}`), 1);
  t.diagnostic(`${answers.length} writers waited`);
  await plant.holds();
});
