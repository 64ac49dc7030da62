// The embedded PostgreSQL of a data folder: created, started or taken over, watched, started again when it dies, and stopped.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Outcome } from "../base/problem.ts";
import { databaseProblem } from "../model/problems/database.ts";
import { type Account, giveTo, ownedFolder, privateFolder, reachOf, unreachable } from "./embedded-account.ts";
import { keepYoung, usableBinaries } from "./embedded-binaries.ts";
import { PORT, type Site, USER, wholeCluster } from "./embedded-cluster.ts";
import { takeFolder } from "./embedded-lock.ts";
import { boundLog } from "./embedded-log.ts";
import { type Postmaster, runPostmaster, type Sockets, stopProcess } from "./embedded-postmaster.ts";
import { attempt, reasonOf } from "./embedded-process.ts";

export type Embedded = {
  /** For pg: the folder of the socket as host. */
  connection: { host: string; port: number; user: string; database: string };
  /** Of PostgreSQL, such as "18.4". */
  version: string;
  /** True where the server ran before us, left by a parent that was killed. */
  takenOver: boolean;
  /** The process of the server; undefined while it is started again. */
  pid(): number | undefined;
  /** Shuts the server down in order and gives the folder back. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** SANDAN_DATA: the folder `database` in it becomes the database's. */
  folder: string;
  /** The folder `native` of the package that `binariesOf` names. */
  binaries: string;
  /** As root: the account that runs the database and owns its folder; nobody if not said. */
  account?: Account;
  /** Told what an operator should know, a line each. */
  log?: (line: string) => void;
};

const LOG_CHECK_MS = 10_000;
const YOUNG_MS = 12 * 3600_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 60_000;

/** Bytes that the path of a socket may have: 108 with the closing zero on Linux, 104 elsewhere. */
const MAX_SOCKET_BYTES = process.platform === "linux" ? 107 : 103;

/**
 * Law: a data folder has one database and one sandan; what the database said it keeps survives the kill of either or both. Listens on a
 * Unix socket only, in a folder that none but the database's account may enter.
 * Problems: all of DATABASE_PROBLEMS. Whatever was started for a start that fails is ended.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Outcome<Embedded>> {
  const folder = resolve(options.folder);
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    return unwritable(folder, error);
  }
  const taken = await takeFolder(realpathSync(folder));
  if (taken.value === undefined) return taken;
  try {
    const opened = await open(realpathSync(folder), options, taken.value);
    if (opened.value === undefined) taken.value();
    return opened;
  } catch (error) {
    taken.value();
    return unwritable(folder, error);
  }
}

/** A fault of the file system is the folder's; any other is ours and crashes. */
function unwritable(folder: string, error: unknown): Outcome<Embedded> {
  if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  return { value: undefined, problems: [databaseProblem("DATA_FOLDER_UNWRITABLE", { params: { folder, reason: reasonOf(error) } })] };
}

async function open(folder: string, options: EmbeddedOptions, release: () => void): Promise<Outcome<Embedded>> {
  const { log = () => {} } = options;
  const site = await siteOf(folder, options);
  if (site.value === undefined) return site;
  const cluster = await wholeCluster(site.value);
  if (cluster.value === undefined) return cluster;
  const sockets = await socketsOf(site.value);
  const stop = new AbortController();
  const first = await runPostmaster(site.value, sockets, stop.signal);
  if (first.value === undefined) {
    leave(sockets);
    return first;
  }
  const { process, takenOver } = first.value;
  log(`PostgreSQL ${site.value.binaries.version} ${takenOver ? "taken over" : "started"}, process ${process.pid}`);
  const running = { site: site.value, sockets, stop, log, release };
  return { value: watched(first.value, running), problems: [] };
}

/** Who runs the database, from which binaries, and how it comes to its folder. */
async function siteOf(folder: string, { binaries, account: asked }: EmbeddedOptions): Promise<Outcome<Site>> {
  const database = join(folder, "database");
  const owned = ownedFolder(database, asked);
  if (owned.value === undefined) return owned;
  const { account } = owned.value;
  const reach = await reachOf(database, account, process.platform);
  if (reach.value === undefined) return reach;
  const usable = await usableBinaries(binaries, { account, places: [folder, tmpdir(), "/var/tmp"] });
  if (usable.value === undefined) return usable;
  const paths = { folder, cluster: join(database, "cluster"), log: join(folder, "database.log") };
  return { value: { ...paths, account, binaries: usable.value, walks: reach.value.walks }, problems: [] };
}

const fits = (folder: string): boolean => Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= MAX_SOCKET_BYTES;

/** The folder of the socket: beside the cluster, or in the system's temporary folder where that path is too long for a socket. */
async function socketsOf({ cluster, account }: Site): Promise<Sockets> {
  const beside = join(cluster, "..", "socket");
  if (fits(beside) && privateFolder(beside, account)) return { folder: beside, named: "../socket" };
  const name = `sandan-${createHash("sha256").update(cluster).digest("hex").slice(0, 12)}`;
  for (const place of [tmpdir(), "/tmp"]) {
    const folder = join(place, name);
    if (!fits(folder) || (await unreachable(place, account)) !== undefined) continue;
    if (privateFolder(folder, account)) return { folder, named: folder };
  }
  const folder = mkdtempSync("/tmp/sandan-");
  giveTo(folder, account);
  return { folder, named: folder };
}

/** A folder of sockets in the temporary folder goes with its server. */
function leave({ folder, named }: Sockets): void {
  if (named === folder) attempt(() => rmSync(folder, { recursive: true, force: true }));
}

type Running = { site: Site; sockets: Sockets; stop: AbortController; log: (line: string) => void; release: () => void };

/** Watches a postmaster until it is to stop. */
function watched(first: Postmaster, running: Running): Embedded {
  const { site, sockets, stop, release } = running;
  const watch = watcher(first, running);
  const bound = setInterval(() => boundLog(site.log), LOG_CHECK_MS);
  const young = setInterval(() => keepYoung(site.binaries.folder), YOUNG_MS);
  for (const timer of [bound, young]) timer.unref();
  const end = async (): Promise<void> => {
    stop.abort();
    await watch.over;
    const last = watch.current();
    if (last !== undefined) await stopProcess(last.process);
    for (const timer of [bound, young]) clearInterval(timer);
    boundLog(site.log);
    leave(sockets);
    release();
  };
  let ended: Promise<void> | undefined;
  return {
    connection: { host: sockets.folder, port: PORT, user: USER, database: "postgres" },
    version: site.binaries.version,
    takenOver: first.takenOver,
    pid: () => watch.current()?.process.pid,
    stop: () => {
      ended ??= end();
      return ended;
    },
  };
}

/** Starts the postmaster again whenever it dies unasked, after pauses that grow while it does not stay up. */
function watcher(first: Postmaster, running: Running): { current: () => Postmaster | undefined; over: Promise<void> } {
  const { stop, log } = running;
  const stopped = new Promise<void>((tell) => stop.signal.addEventListener("abort", () => tell(), { once: true }));
  let current: Postmaster | undefined = first;
  const loop = async (): Promise<void> => {
    for (let wait = FIRST_PAUSE_MS; ; ) {
      const begun = performance.now();
      await Promise.race([current?.died, stopped]);
      if (stop.signal.aborted) return;
      log(`PostgreSQL, process ${current?.process.pid}, ended unasked; it is started again`);
      current = undefined;
      if (performance.now() - begun > STEADY_MS) wait = FIRST_PAUSE_MS;
      while (current === undefined) {
        await pause(wait, undefined, { signal: stop.signal }).catch(() => {});
        if (stop.signal.aborted) return;
        wait = Math.min(2 * wait, LONGEST_PAUSE_MS);
        current = await again(running);
      }
      if (stop.signal.aborted) return;
    }
  };
  return { current: () => current, over: loop() };
}

async function again({ site, sockets, stop, log }: Running): Promise<Postmaster | undefined> {
  const { value, problems } = await runPostmaster(site, sockets, stop.signal);
  if (value) log(`PostgreSQL ${site.binaries.version} started again, process ${value.process.pid}`);
  else if (!stop.signal.aborted) log(problems.map(({ text }) => text.en).join("; "));
  return value;
}
