// The server under load, each figure beside a peer in the same run. node bench/load.ts [--records N] [--organisations N] [--only idle,traffic,recalculation,import] [--data FOLDER]; DATABASE_URL for a database of one's own, which must be empty
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readSettings } from "../src/main/settings.ts";
import { openStore } from "../src/main/stores.ts";
import { clientOf } from "../src/model/client.ts";
import { type Connection, openDatabase } from "../src/store/database.ts";
import { migrate } from "../src/store/migrate.ts";
import type { Asked, Measured } from "./load/clients.ts";
import { fill } from "./load/fill.ts";
import { copied, imported } from "./load/importing.ts";
import { memoryOf, processorOf, type Served, served } from "./load/machine.ts";
import { recalculated } from "./load/recalculation.ts";
import { type Scale, tokenOf } from "./load/site.ts";
import { table } from "./load/spread.ts";

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "10000" },
    organisations: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    only: { type: "string", default: "idle,traffic,recalculation,import" },
    rows: { type: "string", default: "10000,500000" },
    data: { type: "string" },
  },
});
const scale: Scale = { organisations: Number(values.organisations), records: Number(values.records) };
const stages = new Set(values.only.split(","));
const data = values.data ?? mkdtempSync(join(tmpdir(), "sandan-load-"));
const CLIENTS = 20;
/** A client that asks ten times a second. */
const PACE_MS = 100;

const say = (text: string): void => console.log(text);

async function filled(): Promise<void> {
  const settings = readSettings({ ...process.env, SANDAN_DATA: data });
  if (Array.isArray(settings)) throw new Error(settings.join("; "));
  const opened = await openStore(settings, () => {});
  if (opened.value === undefined) throw new Error(opened.problems.map(({ text }) => text.en).join("; "));
  const { database, embedded } = opened.value;
  await migrate(database.pool);
  const { rows } = await database.pool.query<{ there: boolean }>(
    "select exists (select 1 from record where source = 'import:bench') as there",
  );
  const begun = performance.now();
  if (rows[0]?.there !== true) await fill(database.db, database.pool, scale);
  const { rows: sizes } = await database.pool.query<{ size: string }>(
    "select pg_size_pretty(pg_database_size(current_database())) as size",
  );
  say(
    `${scale.organisations} organisations x ${scale.records} records: filled in ${((performance.now() - begun) / 1000).toFixed(0)} s, ${sizes[0]?.size}`,
  );
  await database.close();
  await embedded?.stop();
}

function clients(asked: Asked): Promise<Measured> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "load", "clients.ts"), JSON.stringify(asked)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.on("data", (part) => {
      text += String(part);
    });
    child.on("exit", (code) => (code === 0 ? done(JSON.parse(text) as Measured) : failed(new Error("the clients failed"))));
  });
}

const connection = (): Connection =>
  process.env.DATABASE_URL === undefined
    ? { host: join(data, "database", "socket"), port: 5432, user: "sandan", database: "postgres" }
    : { connectionString: process.env.DATABASE_URL };

async function traffic({ base, blockMs, pid }: Served, pace: number): Promise<void> {
  const seconds = Number(values.seconds);
  await blockMs();
  const run = Date.now().toString(36);
  const before = processorOf(pid);
  const ours = await clients({ scale, clients: CLIENTS, seconds, base, run, pace });
  const after = processorOf(pid);
  const block = await blockMs();
  const peer = await clients({ scale, clients: CLIENTS, seconds, database: connection(), run: `${run}p`, pace });
  const all = (of: Measured) => ({ ...of.kinds, "all reads": of.reads, "all writes": of.writes });
  const theirs: Record<string, Measured["reads"]> = all(peer);
  say(
    `\n${CLIENTS} clients, each ${pace === 0 ? "as fast as it is answered" : `${1000 / pace} times a second`}, milliseconds; the peer is plain SQL of the same rows without HTTP, access and audit`,
  );
  say(
    table(
      ["", "count", "p50", "p95", "p99", "most", "peer p50", "peer p95", "ratio p95"],
      Object.entries(all(ours)).map(([kind, s]) => {
        const other = theirs[kind] ?? s;
        return [kind, String(s.count), s.p50, s.p95, s.p99, s.most, other.p50, other.p95, s.p95 / other.p95];
      }),
    ),
  );
  const ratio = (peer.perSecond / ours.perSecond).toFixed(1);
  say(
    `requests a second: ${ours.perSecond.toFixed(0)}, peer ${peer.perSecond.toFixed(0)} (${ratio} times as many); longest block of the event loop ${block.toFixed(0)} ms`,
  );
  const used = (name: keyof typeof before): string => (after[name] - before[name]).toFixed(1);
  say(`seconds of processor: server ${used("server")}, database ${used("database")}, the whole machine ${used("system")}`);
}

async function recalculation({ base }: Served): Promise<void> {
  const database = openDatabase(connection(), { most: 2 });
  const last = scale.organisations - 1;
  const rows: (string | number)[][] = [];
  for (const org of [0, last]) {
    const client = clientOf({ base, token: tokenOf(org), fetch: fetch as never });
    const r = await recalculated(client, { db: database.db, scale, org, times: 30 });
    const ratio = r.fromNothing.p50 / r.changed.p50;
    rows.push([`${r.lines} lines`, r.first, r.changed.p50, r.changed.p95, r.changed.most, r.again.p50, r.fromNothing.p50, ratio]);
  }
  await database.close();
  say("\nfigures of a period, milliseconds over HTTP; the peer is reading and calculating everything");
  say(table(["", "first", "one changed p50", "p95", "most", "none changed p50", "from nothing p50", "ratio p50"], rows));
}

async function imports(server: Served): Promise<void> {
  const database = openDatabase(connection(), { most: 2 });
  const client = clientOf({ base: server.base, token: tokenOf(scale.organisations - 1), fetch: fetch as never });
  const rows: (string | number)[][] = [];
  for (const count of values.rows.split(",").map(Number)) {
    const ours = await imported(client, { server, scale, count, run: Date.now() });
    const peer = await copied(database.pool, count);
    const { serverMb, databaseMb } = ours.memory;
    const ratio = ours.seconds / peer;
    const { server: own, database: its, system } = ours.processor;
    const { seconds, lookSeconds, runSeconds, blockMs } = ours;
    rows.push([String(count), seconds, lookSeconds, runSeconds, peer, ratio, serverMb, databaseMb, blockMs, own, its, system]);
  }
  await database.close();
  say("\nimport of CSV, from upload to done, beside COPY of the finished rows");
  say(
    table(
      ["rows", "s", "look s", "run s", "COPY s", "ratio", "server MB", "database MB", "block ms", "server cpu s", "db cpu s", "all cpu s"],
      rows,
    ),
  );
}

/** `npm start` on a new folder and on an existing one, and what it takes when nobody asks anything. */
async function idle(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sandan-idle-"));
  const env = { RATE_LIMIT: "1200", RATE_LIMIT_COSTLY: "120", DATABASE_URL: "" };
  const rows: (string | number)[][] = [];
  for (const name of ["new folder", "existing folder", "existing folder"]) {
    const server = await served(folder, env);
    const early = memoryOf(server.pid);
    await pause(60_000);
    const late = memoryOf(server.pid);
    const blockMs = await server.blockMs();
    rows.push([
      name,
      server.readyMs,
      early.serverMb,
      early.databaseMb,
      early.totalMb,
      late.serverMb,
      late.databaseMb,
      late.totalMb,
      blockMs,
    ]);
    await server.stop();
  }
  rmSync(folder, { recursive: true, force: true });
  say(
    "\nembedded, nobody asking: milliseconds to ready; megabytes of the server and of all its PostgreSQL processes, at once and after a minute",
  );
  say(table(["", "ready ms", "server", "database", "sum", "server", "database", "sum", "longest block ms"], rows));
}

if (stages.has("idle")) await idle();
if (["traffic", "recalculation", "import"].some((stage) => stages.has(stage))) {
  if (existsSync("/proc") && process.env.DATABASE_URL === undefined) say(`data in ${data}`);
  await filled();
  const server = await served(data);
  try {
    if (stages.has("traffic")) for (const pace of [0, PACE_MS]) await traffic(server, pace);
    if (stages.has("recalculation")) await recalculation(server);
    if (stages.has("import")) await imports(server);
  } finally {
    await server.stop();
  }
}
if (values.data === undefined) rmSync(data, { recursive: true, force: true });
