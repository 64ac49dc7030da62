// A throwaway PostgreSQL of Debian's package for tests: on a Unix socket, under an account that is not root, gone when it is stopped.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type DebianPostgres = {
  connection: { host: string; port: number; user: string; database: string };
  /** PostgreSQL's version, e.g. "15". */
  version: string;
  /** Ends it by force, and starts it again on what it has written; the database recovers by itself. */
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
};

const NOBODY = 65_534;
const PORT = 5432;
const START_MS = 20_000;

/** The newest of /usr/lib/postgresql/<version>/bin that has its programs; undefined where there is none. */
function programs(): string | undefined {
  const found = globSync("/usr/lib/postgresql/*/bin/initdb").map(dirname);
  const versionOf = (folder: string): number => Number(folder.split("/").at(-2));
  return found.filter((folder) => existsSync(join(folder, "postgres"))).sort((a, b) => versionOf(b) - versionOf(a))[0];
}

/** A new empty database with the locale C, or why there is none here. It keeps nothing over a crash of the machine: fsync is off. */
export async function debianPostgres(): Promise<DebianPostgres | { skip: string }> {
  const bin = programs();
  if (bin === undefined) return { skip: "Debian's PostgreSQL is not installed (/usr/lib/postgresql)" };
  const folder = mkdtempSync(join(tmpdir(), "sandan-pg-"));
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, "data");
  const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
  const settings = ["-D", data, "-U", "sandan", "-E", "UTF8", "--locale=C", "-A", "trust", "--no-sync"];
  const made = spawnSync(join(bin, "initdb"), settings, { ...account, env, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return { skip: `initdb failed: ${(made.stderr || String(made.error)).trim().slice(0, 300)}` };
  }
  const quick = ["fsync=off", "listen_addresses=", `unix_socket_directories=${folder}`, "max_connections=40"];
  const args = ["-D", data, "-p", String(PORT), ...quick.flatMap((one) => ["-c", one])];
  const started = (): ChildProcess =>
    spawn(join(bin, "postgres"), args, { ...account, env, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let child = started();
  let stop = stopperOf(child, folder);
  const killAndStart = async (): Promise<void> => {
    const gone = new Promise<void>((tell) => child.once("exit", () => tell()));
    child.kill("SIGKILL");
    await gone;
    // Backends of a killed server hold its memory until they notice; it refuses to start before.
    for (let tries = 0; tries < 40; tries += 1) {
      await pause(150);
      child = started();
      stop = stopperOf(child, folder);
      if ((await ready(child, join(bin, "pg_isready"), folder)) === undefined) return;
    }
    throw new Error("the killed PostgreSQL did not start again");
  };
  const trouble = await ready(child, join(bin, "pg_isready"), folder);
  if (trouble !== undefined) {
    await stop();
    return { skip: trouble };
  }
  const connection = { host: folder, port: PORT, user: "sandan", database: "postgres" };
  return { connection, version: bin.split("/").at(-2) ?? "", killAndStart, stop: () => stop() };
}

async function ready(child: ChildProcess, program: string, folder: string): Promise<string | undefined> {
  let told = "";
  child.stderr?.on("data", (part) => {
    told = (told + String(part)).slice(-500);
  });
  for (const end = performance.now() + START_MS; performance.now() < end; await pause(50)) {
    if (child.exitCode !== null) return `postgres ended: ${told.trim()}`;
    if (spawnSync(program, ["-q", "-h", folder, "-p", String(PORT)]).status === 0) return undefined;
  }
  return `postgres did not start within ${START_MS} ms: ${told.trim()}`;
}

function stopperOf(child: ChildProcess, folder: string): () => Promise<void> {
  const end = (): boolean => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return async () => {
    process.off("exit", end);
    const gone = new Promise<void>((tell) => (child.exitCode === null ? child.once("exit", () => tell()) : tell()));
    child.kill("SIGQUIT");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
}
