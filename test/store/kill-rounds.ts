// One server that is killed over and over while it is written to, and what must hold of it afterwards.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
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
  /** Kills the database; one of one's own is there again afterwards, an embedded one is started by its server. */
  killDatabase(): Promise<void>;
};

/** What was sent under a key of its own, until it is answered. */
type Write = {
  act: ActName;
  input: { org: string; period?: string; key?: string; body?: unknown };
  key: string;
  version?: number;
  answer?: Answered<unknown>;
  heard?: (value: never) => void;
};
type Import = { id: string; period: string; run: boolean };
type Records = { records: { key: string; body: Json }[] };
type Round = { writes: Write[]; imports: Import[]; uploads: string[]; running: number; over: boolean };

const ROWS = 2000;
const SHARED = "activities/shared";
/** Rounds in one period: a longer one would have so many records that reading them would be all that is tried. */
const ROUNDS_IN_PERIOD = 4;
const ALL = ["read", "enter", "calculate", "manage", "own"] as const;
/** Problems of a database that is not there, and of another writer who came first. */
const MEANWHILE = new Set(["DATABASE_UNREACHABLE", "BUSY"]);
const TOLD = new Set(["VERSION_CONFLICT", "VERSION_NEEDED"]);

export class Rounds {
  readonly counts = {
    writes: 0,
    unanswered: 0,
    ofThemThere: 0,
    told: 0,
    imports: 0,
    interrupted: 0,
    problems: {} as Record<string, number>,
  };
  private readonly site: Site;
  private readonly random: () => number;
  private child: ChildProcess | undefined;
  private gone: Promise<void> = Promise.resolve();
  private client: Client = () => Promise.reject(new Error("not started"));
  private org = "";
  private installation = "";
  /** Of writers alone, and of imports with a writer among them. */
  private period = "";
  private imported = "";
  private secret = "";
  private last = 0;
  private rounds = 0;
  private readonly kept: Write[] = [];
  /** Trees of the log that were there after a kill, by size. */
  private readonly trees = new Map<number, string>();

  constructor(site: Site, random: () => number) {
    this.site = site;
    this.random = random;
  }

  /** Starts the server, and at the first time an organisation. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(root, "test", "store", "serving.ts"), ...(this.secret === "" ? ["new"] : [])], {
      env: {
        NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compile"),
        ...process.env,
        ...this.site.env,
        SANDAN_DATA: this.site.data,
        NODE_TEST_CONTEXT: "",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.child = child;
    const end = (): boolean => child.kill("SIGKILL");
    process.once("exit", end);
    this.gone = new Promise((tell) => child.once("exit", () => tell()));
    const line = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout?.on("data", (part: Buffer) => {
        text += part.toString();
        if (text.includes("\n")) resolve(text);
      });
      child.once("exit", (code) => {
        process.off("exit", end);
        reject(new Error(`the server ended with ${code}`));
      });
    });
    const { base, token } = JSON.parse(line) as { base: string; token: string };
    if (this.secret === "") await this.settle(this.clientAt(base, token));
    this.client = this.clientAt(base, this.secret);
  }

  /** A client whose calls end with the server: fetch does not always tell that the other side has gone. */
  private clientAt(base: string, token: string): Client {
    const gone = this.gone.then(() => Promise.reject(new Error("killed")));
    gone.catch(() => {});
    const whole = ((...given) => Promise.race([fetch(...given).then(bodied), gone])) as typeof fetch;
    return clientOf({ base, token, lang: "en", fetch: whole as never });
  }

  private async settle(ask: Client): Promise<void> {
    this.org = taken(await ask("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
    const { org } = this;
    this.secret = taken(await ask("createToken", { org, body: { name: "t", scopes: [...ALL], days: 2 } })).secret;
    this.installation = taken(await ask("createInstallation", { org, body: { name: "제1공장" } })).id;
  }

  private async freshPeriod(): Promise<string> {
    const { client: ask, org } = this;
    const body = { installation: this.installation, start: "2025-01-01", end: "2025-12-31", title: "" };
    const period = taken(await ask("createPeriod", { org, body })).id;
    const bytes = readFileSync(join(root, "samples", "sample-factory.json"));
    const { sha256 } = taken(await ask("uploadEvidence", { org, name: "sample.json", bytes }));
    taken(await ask("importCase", { org, period, body: { evidence: sha256 } }));
    return period;
  }

  /** Writes and imports under way, then the kill; afterwards everything that must hold is looked at. */
  async round(kind: Kind): Promise<void> {
    if (this.rounds % ROUNDS_IN_PERIOD === 0) [this.period, this.imported] = [await this.freshPeriod(), await this.freshPeriod()];
    this.rounds += 1;
    const round: Round = { writes: [], imports: [], uploads: [], running: 0, over: false };
    const { period, imported } = this;
    const writers = [this.write(round, period), this.write(round, period), this.write(round, imported)];
    const under = [...writers, this.contend(round), this.contend(round), this.take(round)];
    const failed = Promise.all(under);
    failed.catch(() => {});
    await this.moment(round);
    this.counts.interrupted += round.running;
    await this.kill(kind);
    if (kind === "database") await this.answersAgain();
    round.over = true;
    await failed;
    if (kind !== "database") await this.start();
    await this.holds(round);
  }

  /** Anywhere, or while an import is being done. */
  private async moment(round: Round): Promise<void> {
    const [inImport, part] = [this.random() < 0.6, this.random()];
    for (let waited = 0; inImport && round.running === 0 && waited < 5000; waited += 10) await pause(10);
    await pause(inImport ? part * 500 : 50 + part * 1500);
  }

  private async kill(kind: Kind): Promise<void> {
    const { child, gone } = this;
    if (kind !== "database") child?.kill("SIGKILL");
    if (kind !== "server") await this.site.killDatabase();
    if (kind !== "database") await gone;
  }

  /** The server recovers by itself: until then it answers with a Problem, and with nothing else. */
  private async answersAgain(): Promise<void> {
    for (const end = performance.now() + 60_000; performance.now() < end; await pause(50)) {
      const answer = await this.client("readPeriod", { org: this.org, period: this.period });
      if (answer.ok) return;
      assert.deepEqual([answer.status, answer.code], [503, "DATABASE_UNREACHABLE"]);
      this.counted(answer.code);
    }
    assert.fail("the server did not find its database again");
  }

  private counted(code: string): void {
    this.counts.problems[code] = (this.counts.problems[code] ?? 0) + 1;
  }

  /** Sends a write, again under its key while the database is away; it stays without an answer where the server is killed. */
  private async send(write: Write): Promise<unknown> {
    const ask = this.client as unknown as (act: ActName, input: object, options: object) => Promise<Answered<unknown>>;
    const options = { idempotencyKey: write.key, ...(write.version !== undefined && { version: write.version }) };
    for (const end = performance.now() + 90_000; ; await pause(100)) {
      const answer = await ask(write.act, write.input, options).catch(() => undefined);
      if (answer === undefined) return undefined;
      if (!answer.ok && MEANWHILE.has(answer.code)) {
        assert.equal(answer.status, 503);
        this.counted(answer.code);
        assert.ok(performance.now() < end, `no answer but ${answer.code}`);
        continue;
      }
      assert.ok(answer.ok || TOLD.has(answer.code), JSON.stringify(answer));
      write.answer = answer;
      if (!answer.ok) return undefined;
      write.heard?.(answer.value as never);
      return answer.value;
    }
  }

  private next(): number {
    this.last += 1;
    return this.last;
  }

  private async write(round: Round, period: string): Promise<void> {
    const { org } = this;
    while (!round.over) {
      const n = this.next();
      const records = Array.from({ length: 5 }, (_, i) => ({ key: `activities/w${n}.${i}`, body: lineOf(n + i / 10) }));
      const many: Write = { act: "putRecords", input: { org, period, body: { records } }, key: `k${n}` };
      const one: Write = { act: "createInstallation", input: { org, body: { name: `site ${n}` } }, key: `k${n}` };
      const write = n % 4 === 0 ? one : many;
      round.writes.push(write);
      await this.send(write);
      if (write.answer === undefined) return;
    }
  }

  /** Several writers of one record: each follows what it has read. */
  private async contend(round: Round): Promise<void> {
    const { org, period } = this;
    while (!round.over) {
      const read = await this.client("readRecord", { org, period, key: SHARED }).catch(() => undefined);
      if (read === undefined) return;
      if (!read.ok) assert.ok(["NOT_FOUND", ...MEANWHILE].includes(read.code), JSON.stringify(read));
      const n = this.next();
      const write: Write = { act: "putRecord", input: { org, period, key: SHARED, body: { body: lineOf(n) } }, key: `k${n}` };
      if (read.ok) write.version = read.value.version;
      round.writes.push(write);
      await this.send(write);
      if (write.answer === undefined) return;
    }
  }

  /** One import after the other. */
  private async take(round: Round): Promise<void> {
    const { org, imported: period } = this;
    const sent = async <N extends ActName>(act: N, input: Write["input"], heard?: (value: Answer<N>) => void) => {
      const write: Write = { act, input, key: `k${this.next()}`, ...(heard && { heard: heard as (value: never) => void }) };
      round.writes.push(write);
      return (await this.send(write)) as Answer<N> | undefined;
    };
    while (!round.over) {
      const label = `도시가스 ${this.next()}`;
      const month = (i: number): string => `2025-${String((i % 12) + 1).padStart(2, "0")}`;
      // No amount is that of another import or of a typed line: none says the same twice.
      const own = `${String(this.last).padStart(6, "0")}5`;
      const lines = Array.from({ length: ROWS }, (_, i) => `${label},${month(i)},${i}.${own}`);
      const bytes = new TextEncoder().encode(`품목,사용월,사용량(t)\n${lines.join("\n")}\n`);
      const keep = ({ sha256 }: { sha256: string }): void => {
        assert.equal(sha256, createHash("sha256").update(bytes).digest("hex"));
        round.uploads.push(sha256);
      };
      const upload = { org, name: `${label}.csv`, bytes };
      const evidence = await sent("uploadEvidence", upload, keep);
      if (evidence === undefined) return;
      const one: Import = { id: "", period, run: false };
      const begin = { org, period, body: { evidence: evidence.sha256, sender: "" } };
      const begun = await sent("beginImport", begin, ({ id }) => {
        one.id = id;
        round.imports.push(one);
      });
      if (begun === undefined) return;
      assert.ok(begun.plan?.kind === "table");
      const mapping = { ...confirmed(begun.plan.mapping), targets: { [label]: "streams/gas-mill/activity" } };
      const run = { org, period, import: begun.id, body: { plan: { kind: "table", mapping } } };
      round.running += 1;
      await sent("runImport", run, () => {
        one.run = true;
      });
      while (one.run && !round.over) {
        const now = await this.client("readImport", { org, period, import: begun.id }).catch(() => undefined);
        if (now === undefined) return;
        if (now.ok && !["queued", "running"].includes(now.value.state)) break;
        await pause(50);
      }
      round.running -= 1;
      if (!one.run) return;
    }
  }

  private async holds(round: Round): Promise<void> {
    const { db, pool, close } = openDatabase(this.site.connection);
    try {
      await this.unansweredAreWhole(pool, round);
      await Promise.all(round.writes.filter(({ answer }) => answer === undefined).map((write) => this.send(write)));
      for (const { answer, act } of round.writes) assert.ok(answer, `${act} has no answer`);
      this.kept.push(...round.writes.filter(({ act }) => act === "putRecords" || act === "createInstallation"));
      this.counts.writes += round.writes.length;
      for (const one of round.imports) await this.importIsWhole(pool, one);
      await this.writesAreThere(pool, round.writes);
      await this.oneWriterWins(pool, round.writes);
      assert.equal(await brokenAt(db, this.org), undefined, "the audit chain is broken");
      const { rows: revisions } = await pool.query<{ kept: number; most: number }>(
        "select p.revision as kept, max(r.revision) as most from period p join record r using (org_id, period_id) where org_id = $1 group by period_id, 1",
        [this.org],
      );
      for (const { kept, most } of revisions) assert.equal(kept, most, "a period's revision is not that of its newest record");
      await this.evidenceIsThere(pool, round.uploads);
      await this.logIsWhole(pool);
    } finally {
      await close();
    }
  }

  /** Law: what was not answered is there whole or not at all. */
  private async unansweredAreWhole(pool: pg.Pool, { writes }: Round): Promise<void> {
    for (const { act, input, answer } of writes) {
      if (answer !== undefined) continue;
      this.counts.unanswered += 1;
      if (act !== "putRecords") continue;
      const keys = (input.body as Records).records.map(({ key }) => key);
      const found = await pool.query("select key from record where org_id = $1 and period_id = $2 and key = any($3)", [
        this.org,
        input.period,
        keys,
      ]);
      assert.ok([0, keys.length].includes(found.rows.length), `${found.rows.length} of ${keys.length} records of one write`);
      this.counts.ofThemThere += found.rows.length === 0 ? 0 : 1;
    }
  }

  /** Law: an import that was told to run is done by itself, with all its rows, whatever was killed; another has none. */
  private async importIsWhole(pool: pg.Pool, { id, period, run }: Import): Promise<void> {
    const { state, added, problems } = await this.ended(period, id);
    const { rows } = await pool.query<{ count: number; versions: number }>(
      "select count(*)::int as count, count(distinct revision)::int as versions from record where org_id = $1 and source = $2",
      [this.org, `import:${id}`],
    );
    assert.deepEqual([state, problems], [run ? "done" : "open", []]);
    assert.deepEqual([rows[0]?.count, added], run ? [ROWS, ROWS] : [0, 0]);
    this.counts.imports += 1;
  }

  /** Each write is there once, with its content. */
  private async writesAreThere(pool: pg.Pool, writes: readonly Write[]): Promise<void> {
    const names = writes.filter(({ act }) => act === "createInstallation").map(({ input }) => (input.body as { name: string }).name);
    const sites = await pool.query<{ name: string }>("select name from installation where org_id = $1 and name = any($2)", [
      this.org,
      names,
    ]);
    assert.deepEqual(sites.rows.map(({ name }) => name).sort(), names.sort());
    const sent = writes.flatMap(({ act, input }) =>
      act === "putRecords" ? (input.body as Records).records.map((one) => ({ ...one, version: 1, period: input.period })) : [],
    );
    const { rows } = await pool.query<{ key: string }>(
      "select key, body, version, period_id as period from record where org_id = $1 and key = any($2)",
      [this.org, sent.map(({ key }) => key)],
    );
    const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);
    assert.deepEqual(rows.sort(byKey), sent.sort(byKey));
  }

  /** Law: of those who follow one version one wins and the others are told; each that won is a version, and each version was a write's. */
  private async oneWriterWins(pool: pg.Pool, writes: readonly Write[]): Promise<void> {
    const { rows } = await pool.query<{ version: number; body: Json }>(
      "select version, body from record where org_id = $1 and period_id = $2 and key = $3 order by version",
      [this.org, this.period, SHARED],
    );
    assert.deepEqual(
      rows.map(({ version }) => version),
      rows.map((_, i) => i + 1),
    );
    for (const { input, answer } of writes) {
      if (input.key !== SHARED || answer === undefined) continue;
      const { body } = input.body as { body: Json };
      const found = rows.filter((row) => isDeepStrictEqual(row.body, body));
      const { version } = answer.ok ? (answer.value as { version: number }) : { version: undefined };
      assert.deepEqual(
        found.map((row) => row.version),
        version === undefined ? [] : [version],
      );
      this.counts.told += answer.ok ? 0 : 1;
    }
  }

  private async evidenceIsThere(pool: pg.Pool, uploads: readonly string[]): Promise<void> {
    const { rows } = await pool.query<{ sha256: string }>("select sha256 from evidence where org_id = $1 and sha256 = any($2)", [
      this.org,
      uploads,
    ]);
    assert.deepEqual(rows.map(({ sha256 }) => sha256).sort(), [...uploads].sort());
    for (const sha256 of uploads) {
      const { bytes } = taken(await this.client("readEvidence", { org: this.org, sha256 }));
      assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256);
    }
  }

  /** Law: all evidence is logged or waits to be; the last tree has what is logged; no tree that was there is another one now. */
  private async logIsWhole(pool: pg.Pool): Promise<void> {
    const { rows } = await pool.query<{ size: number; root: string }>("select size, encode(root, 'hex') as root from log_checkpoint");
    for (const { size, root: tree } of rows) {
      assert.equal(this.trees.get(size) ?? tree, tree, `two trees of ${size} entries`);
      this.trees.set(size, tree);
    }
    const counted = await pool.query<{ evidence: number; waiting: number; logged: number; size: number }>(
      `select (select count(*) from evidence)::int as evidence, (select count(*) from log_pending)::int as waiting,
         (select count(*) from log_entry)::int as logged, (select coalesce(max(size), 0) from log_checkpoint)::int as size`,
    );
    const { evidence = 0, waiting = 0, logged = 0, size = 0 } = counted.rows[0] ?? {};
    assert.equal(logged, size);
    assert.ok(logged + waiting >= evidence, `${logged} logged and ${waiting} waiting for ${evidence} pieces of evidence`);
  }

  private async ended(period: string, id: string): Promise<Answer<"readImport">> {
    for (const end = performance.now() + 60_000; performance.now() < end; await pause(100)) {
      const now = taken(await this.client("readImport", { org: this.org, period, import: id }));
      if (!["queued", "running"].includes(now.state)) return now;
    }
    return assert.fail(`the import ${id} does not end`);
  }

  /** Once more at the end: every write of every round. */
  async allThere(): Promise<void> {
    const { pool, close } = openDatabase(this.site.connection);
    await this.writesAreThere(pool, this.kept).finally(close);
  }

  async stop(): Promise<void> {
    this.child?.kill("SIGKILL");
    await this.gone;
  }
}

/** The response once all of it has arrived. */
async function bodied(response: Response): Promise<Response> {
  const { status, headers } = response;
  return new Response(await response.arrayBuffer(), { status, headers });
}

function lineOf(value: number): Json {
  return { target: "streams/gas-mill/activity", start: "2025-03-01", end: "2025-03-31", value, unit: "t" };
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
