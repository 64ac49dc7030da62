// One server that is killed over and over while it is written to, and what must hold of it afterwards.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { Json } from "../../src/base/canonical.ts";
import type { ActName, Answer } from "../../src/model/api.ts";
import { type Answered, type Client, clientOf } from "../../src/model/client.ts";
import { confirmed } from "../../src/model/import-mapping.ts";
import { brokenAt } from "../../src/store/audit.ts";
import { type Connection, openDatabase } from "../../src/store/database.ts";
import { root } from "../cases/read.ts";

export type Kind = "server" | "database" | "both";
export type Site = {
  data: string;
  connection: Connection;
  env: Record<string, string>;
  /** Kills the database; with `start` it is there again afterwards (an embedded one is started by its server). */
  killDatabase(): Promise<void>;
};

/** A write that was sent: what it was, and whether it was answered. */
type Write = { act: ActName; input: Record<string, unknown>; key: string; answered: boolean };
type Import = { id: string; rows: number };

const ROWS = 800;
const ALL = ["read", "enter", "calculate", "manage", "own"] as const;

export class Rounds {
  readonly counts = { writes: 0, answered: 0, imports: 0, importsDone: 0, problems: {} as Record<string, number> };
  private readonly site: Site;
  private readonly random: () => number;
  private child: ChildProcess | undefined;
  private client: Client = () => Promise.reject(new Error("not started"));
  private org = "";
  private period = "";
  private last = 0;

  constructor(site: Site, random: () => number) {
    this.site = site;
    this.random = random;
  }

  /** Starts the server, and at the first time an organisation with the sample factory. */
  async start(token?: string): Promise<void> {
    const child = spawn(process.execPath, [join(root, "test", "store", "serving.ts")], {
      env: { ...process.env, ...this.site.env, SANDAN_DATA: this.site.data, NODE_TEST_CONTEXT: "" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.child = child;
    const line = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout?.on("data", (part: Buffer) => {
        text += part.toString();
        if (text.includes("\n")) resolve(text);
      });
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    });
    const told = JSON.parse(line) as { base: string; token: string };
    this.client = clientOf({ base: told.base, token: token ?? told.token, lang: "en", fetch: fetch as never });
    if (this.org === "") await this.settle(told.base);
    else this.client = clientOf({ base: told.base, token: this.secret, lang: "en", fetch: fetch as never });
  }

  private secret = "";

  private async settle(base: string): Promise<void> {
    const ask = this.client;
    const made = taken(await ask("createOrganisation", { body: { name: "시화정밀", kind: "plant" } }));
    this.org = made.id;
    const { secret } = taken(await ask("createToken", { org: this.org, body: { name: "t", scopes: [...ALL], days: 2 } }));
    this.secret = secret;
    this.client = clientOf({ base, token: secret, lang: "en", fetch: fetch as never });
    const site = taken(await this.client("createInstallation", { org: this.org, body: { name: "제1공장" } }));
    const body = { installation: site.id, start: "2025-01-01", end: "2025-12-31", title: "" };
    this.period = taken(await this.client("createPeriod", { org: this.org, body })).id;
    const bytes = readFileSync(join(root, "samples", "sample-factory.json"));
    const { sha256 } = taken(await this.client("uploadEvidence", { org: this.org, name: "sample.json", bytes }));
    taken(await this.client("importCase", { org: this.org, period: this.period, body: { evidence: sha256 } }));
  }

  /** Writes and an import under way, then the kill; afterwards everything that must hold is looked at. */
  async round(kind: Kind): Promise<void> {
    const writes: Write[] = [];
    const imports: Import[] = [];
    const until = { stop: false };
    const under = [this.write(writes, until), this.write(writes, until), this.write(writes, until), this.take(imports)];
    await pause(100 + this.random() * 2400);
    const T0 = performance.now();
    const lap = (what: string) => process.env.SANDAN_LAPS && console.error(kind, what, Math.round(performance.now() - T0));
    await this.kill(kind);
    lap("killed");
    if (kind === "database") {
      await this.answersAgain();
      until.stop = true;
    }
    await Promise.all(under);
    lap("under");
    if (kind !== "database") await this.start();
    lap("started");
    await this.repeat(writes);
    lap("repeated");
    await this.holds(writes, imports);
    lap("held");
  }

  private async kill(kind: Kind): Promise<void> {
    const { child } = this;
    const gone = new Promise<void>((tell) => child?.once("exit", () => tell()));
    if (kind !== "database") child?.kill("SIGKILL");
    if (kind !== "server") await this.site.killDatabase();
    if (kind !== "database") await gone;
  }

  /** The server recovers by itself: until then it answers with a Problem, and with nothing else. */
  private async answersAgain(): Promise<void> {
    for (const end = performance.now() + 30_000; performance.now() < end; await pause(100)) {
      const answer = await this.client("readPeriod", { org: this.org, period: this.period });
      if (answer.ok) return;
      assert.deepEqual([answer.status, answer.code], [503, "DATABASE_UNREACHABLE"]);
    }
    assert.fail("the server did not find its database again");
  }

  private async send(write: Write): Promise<Answered<unknown> | undefined> {
    const ask = this.client as unknown as (act: ActName, input: object, options: object) => Promise<Answered<unknown>>;
    return ask(write.act, write.input, { idempotencyKey: write.key }).catch(() => undefined);
  }

  private async write(writes: Write[], until: { stop: boolean }): Promise<void> {
    while (!until.stop) {
      this.last += 1;
      const n = this.last;
      const line = (i: number): Json => ({
        target: "streams/gas-mill/activity",
        start: "2025-03-01",
        end: "2025-03-31",
        value: n + i / 10,
        unit: "t",
      });
      const records = Array.from({ length: 5 }, (_, i) => ({ key: `activities/w${n}.${i}`, body: line(i) }));
      const many: Write = {
        act: "putRecords",
        input: { org: this.org, period: this.period, body: { records } },
        key: `k${n}`,
        answered: false,
      };
      const one: Write = {
        act: "createInstallation",
        input: { org: this.org, body: { name: `site ${n}` } },
        key: `k${n}`,
        answered: false,
      };
      const write = n % 4 === 0 ? one : many;
      writes.push(write);
      const answer = await this.send(write);
      if (answer === undefined) return;
      write.answered = answer.ok;
      if (answer.ok) continue;
      this.counts.problems[answer.code] = (this.counts.problems[answer.code] ?? 0) + 1;
      assert.ok([503, 507].includes(answer.status), JSON.stringify(answer));
      await pause(50);
    }
  }

  private async take(imports: Import[]): Promise<void> {
    try {
      this.last += 1;
      const n = this.last;
      const month = (i: number): string => `2025-${String((i % 12) + 1).padStart(2, "0")}`;
      const lines = Array.from({ length: ROWS }, (_, i) => `도시가스 ${n},${month(i)},${i + n / 1000}`);
      const bytes = new TextEncoder().encode(`품목,사용월,사용량(t)\n${lines.join("\n")}\n`);
      const place = { org: this.org, period: this.period };
      const { sha256 } = taken(await this.client("uploadEvidence", { org: this.org, name: `${n}.csv`, bytes }));
      const begun = taken(await this.client("beginImport", { ...place, body: { evidence: sha256, sender: "" } }));
      if (begun.plan?.kind !== "table") return;
      imports.push({ id: begun.id, rows: ROWS });
      const mapping = { ...confirmed(begun.plan.mapping), targets: { [`도시가스 ${n}`]: "streams/gas-mill/activity" } };
      await this.client("runImport", { ...place, import: begun.id, body: { plan: { kind: "table", mapping } } });
    } catch {
      // The server was killed on the way; what was begun is looked at afterwards.
    }
  }

  /** What was not answered is sent again under its key, until it is. */
  private async repeat(writes: readonly Write[]): Promise<void> {
    for (const write of writes) {
      if (write.answered) continue;
      for (let tries = 0; ; tries += 1) {
        const answer = await this.send(write);
        if (answer?.ok) break;
        assert.ok(tries < 100, JSON.stringify(answer));
        await pause(100);
      }
    }
    this.counts.writes += writes.length;
    this.counts.answered += writes.filter(({ answered }) => answered).length;
  }

  private async holds(writes: readonly Write[], imports: readonly Import[]): Promise<void> {
    for (const { id } of imports) await this.ended(id);
    const { db, pool, close } = openDatabase(this.site.connection);
    try {
      await this.writesThere(pool, writes);
      for (const { id, rows } of imports) {
        const { state, added, problems } = await this.ended(id);
        assert.ok(state !== "failed", JSON.stringify(problems.slice(0, 2)));
        const { rows: found } = await pool.query<{ count: number }>(
          "select count(*)::int as count from record where org_id = $1 and source = $2",
          [this.org, `import:${id}`],
        );
        assert.ok(state === "done" || found[0]?.count === 0, `${state}: ${found[0]?.count} rows of an import that is not done`);
        if (state === "done") assert.deepEqual([found[0]?.count, added], [rows, rows]);
        this.counts.imports += 1;
        this.counts.importsDone += state === "done" ? 1 : 0;
      }
      assert.equal(await brokenAt(db, this.org), undefined, "the audit chain is broken");
      const { rows: revisions } = await pool.query<{ kept: string; most: string }>(
        "select p.revision as kept, max(r.revision) as most from period p join record r using (org_id, period_id) where org_id = $1 and period_id = $2 group by 1",
        [this.org, this.period],
      );
      assert.equal(revisions[0]?.kept, revisions[0]?.most, "the period's revision is not that of its newest record");
      await this.evidenceThere(pool);
    } finally {
      await close();
    }
  }

  /** Each write is there once, with its content. */
  private async writesThere(pool: pg.Pool, writes: readonly Write[]): Promise<void> {
    for (const { act, input } of writes) {
      const { body } = input as { body: { name?: string; records?: { key: string; body: Json }[] } };
      if (act === "createInstallation") {
        const { rows } = await pool.query("select 1 from installation where org_id = $1 and name = $2", [this.org, body.name]);
        assert.equal(rows.length, 1, body.name);
      }
      for (const record of body.records ?? []) {
        const { rows } = await pool.query<{ version: number; body: Json }>(
          "select version, body from record where org_id = $1 and period_id = $2 and key = $3",
          [this.org, this.period, record.key],
        );
        assert.deepEqual(rows, [{ version: 1, body: record.body }]);
      }
    }
  }

  private async evidenceThere(pool: pg.Pool): Promise<void> {
    const { rows } = await pool.query<{ sha256: string }>("select sha256 from evidence where org_id = $1 order by at desc limit 3", [
      this.org,
    ]);
    for (const { sha256 } of rows) {
      const path = join(this.site.data, "evidence", this.org, sha256.slice(0, 2), sha256);
      assert.equal(createHash("sha256").update(readFileSync(path)).digest("hex"), sha256);
    }
  }

  private async ended(id: string): Promise<Answer<"readImport">> {
    const place = { org: this.org, period: this.period, import: id };
    for (const end = performance.now() + 60_000; performance.now() < end; await pause(100)) {
      const { value } = { value: taken(await this.client("readImport", place)) };
      if (!["queued", "running"].includes(value.state)) return value;
    }
    return assert.fail(`the import ${id} does not end`);
  }

  async stop(): Promise<void> {
    const { child } = this;
    const gone = new Promise<void>((tell) => (child === undefined || child.exitCode !== null ? tell() : child.once("exit", () => tell())));
    child?.kill("SIGKILL");
    await gone;
  }
}

function taken<T>(answer: Answered<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

/** The same numbers from 0 to 1 for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}
