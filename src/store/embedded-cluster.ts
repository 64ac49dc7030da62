// The cluster of the embedded PostgreSQL: made whole beside its place, recognised by its version, run by settings that keep what was said.
import { spawn } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Outcome } from "../base/problem.ts";
import { databaseProblem } from "../model/problems/database.ts";
import { type Account, giveTo, under } from "./embedded-account.ts";
import type { Binaries } from "./embedded-binaries.ts";
import { openLog, reasonIn } from "./embedded-log.ts";
import { attempt, processesLike, reasonOf, signal, until } from "./embedded-process.ts";

export const USER = "sandan";
export const PORT = 5432;

/** Where a working folder is named by the process that stands in it, whoever may walk the way to it. */
const HERE = "/proc/self/cwd";

/** Nothing of our environment reaches the database: no PG variables, no secrets. */
export const ENVIRONMENT: NodeJS.ProcessEnv = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/local/bin:/usr/bin:/bin" };

export type Site = {
  /** Data folder; `database` in it is the account's alone. */
  folder: string;
  cluster: string;
  log: string;
  account: Account | undefined;
  binaries: Binaries;
  /** False where the account cannot walk to the cluster and is put into it instead. */
  walks: boolean;
};

/** Settings that outrank the cluster's own files: durable, no TCP, small. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  port: String(PORT),
  unix_socket_permissions: "0700",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  shared_buffers: "32MB",
  max_connections: "60",
  max_wal_size: "512MB",
  io_method: "sync",
  huge_pages: "off",
  dynamic_shared_memory_type: "mmap",
  max_parallel_workers_per_gather: "0",
  max_parallel_maintenance_workers: "0",
  max_logical_replication_workers: "0",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  logging_collector: "off",
  log_destination: "stderr",
  log_line_prefix: "%m [%p] ",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};

/** The name in the command of a cluster's every process: the folder itself, wherever it was moved to. */
export function nameOf(cluster: string): string {
  const { dev, ino } = statSync(cluster, { bigint: true });
  return `sandan-${dev}-${ino}`;
}

/** The processes of a cluster: postmaster, backends, and initdb while it is made. */
export function processesOf(cluster: string): number[] {
  const name = nameOf(cluster);
  return processesLike((command) => command.includes(`cluster_name=${name}`) || command.startsWith(`postgres: ${name}: `));
}

/** The arguments of `postgres` for a site that listens in a folder of sockets. */
export function argumentsOf({ cluster, walks }: Site, sockets: string): string[] {
  const settings = { ...SETTINGS, cluster_name: nameOf(cluster), unix_socket_directories: `"${sockets.replaceAll('"', '""')}"` };
  return ["-D", walks ? cluster : HERE, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/**
 * Law: a cluster is there whole, of the binaries' major version, or it is made: beside its place and renamed, so that a broken-off one
 * is never taken for whole. Problems: DATABASE_VERSION_OTHER, DATABASE_FOLDER_FOREIGN, DATABASE_NOT_STARTED.
 */
export async function wholeCluster(site: Site): Promise<Outcome<{ made: boolean }>> {
  const { cluster, binaries } = site;
  const refuse = (problem: ReturnType<typeof databaseProblem>): Outcome<{ made: boolean }> => ({ value: undefined, problems: [problem] });
  for (const name of readdirSync(dirname(cluster)).filter((name) => name.startsWith("making-"))) await unmake(join(dirname(cluster), name));
  const found = attempt(() => readFileSync(join(cluster, "PG_VERSION"), "utf8").trim());
  const wanted = /^\d+/.exec(binaries.version)?.[0] ?? binaries.version;
  if (found === wanted) {
    if (lstatSync(cluster).isDirectory()) chmodSync(cluster, 0o700);
    return { value: { made: false }, problems: [] };
  }
  if (found !== undefined) return refuse(databaseProblem("DATABASE_VERSION_OTHER", { params: { folder: cluster, found, wanted } }));
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    return refuse(databaseProblem("DATABASE_FOLDER_FOREIGN", { params: { folder: cluster } }));
  }
  const reason = await makeCluster(site);
  if (reason === undefined) return { value: { made: true }, problems: [] };
  return refuse(databaseProblem("DATABASE_NOT_STARTED", { params: { reason, log: site.log } }));
}

/** Removes what an initdb left unfinished, and that initdb where it outlived its parent; its children end soon after it. */
async function unmake(draft: string): Promise<void> {
  for (const pid of processesOf(draft)) signal(pid, "SIGKILL");
  const gone = (): boolean => {
    attempt(() => rmSync(draft, { recursive: true, force: true }));
    return !existsSync(draft);
  };
  await until(gone, { withinMs: 5000, everyMs: 50 });
}

/** Answers why it could not be made; undefined where it was. */
async function makeCluster(site: Site): Promise<string | undefined> {
  const draft = join(dirname(site.cluster), `making-${process.pid}-${Date.now()}`);
  try {
    mkdirSync(draft, { mode: 0o700 });
    giveTo(draft, site.account);
    const failed = await runInitdb(site, draft);
    if (failed !== undefined) return failed;
    writeFileSync(join(draft, "pg_hba.conf"), "# The folder of the socket guards it.\nlocal all all trust\n");
    flush(join(draft, "pg_hba.conf"));
    rmSync(site.cluster, { recursive: true, force: true });
    renameSync(draft, site.cluster);
    flush(dirname(site.cluster));
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    if (existsSync(draft)) await unmake(draft);
  }
}

/** What was written or renamed is on the disk. */
function flush(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function runInitdb({ binaries, account, walks, log }: Site, draft: string): Promise<string | undefined> {
  const { descriptor, length } = openLog(log);
  const args = [
    "-D",
    walks ? draft : HERE,
    "-U",
    USER,
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--data-checksums",
    "--no-instructions",
    "-c",
    `cluster_name=${nameOf(draft)}`,
  ];
  const options = {
    ...under(account),
    cwd: draft,
    env: ENVIRONMENT,
    stdio: ["ignore", descriptor, descriptor] as ["ignore", number, number],
  };
  try {
    return await new Promise((answer) => {
      const child = spawn(join(binaries.folder, "bin", "initdb"), args, options);
      child.once("error", (error) => answer(reasonOf(error)));
      child.once("exit", (code, signal) => answer(code === 0 ? undefined : reasonIn(log, length) || `initdb: ${signal ?? code}`));
    });
  } finally {
    closeSync(descriptor);
  }
}
