// One postmaster to a cluster: found where a killed parent left it, started, waited for and stopped.
import { spawn } from "node:child_process";
import { closeSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Outcome, ProblemParams } from "../base/problem.ts";
import { databaseProblem } from "../model/problems/database.ts";
import { under } from "./embedded-account.ts";
import { argumentsOf, ENVIRONMENT, nameOf, PORT, processesOf, type Site } from "./embedded-cluster.ts";
import { openLog, reasonIn } from "./embedded-log.ts";
import { attempt, commandOf, lives, machineOf, type Process, reasonOf, signal, startOf, until } from "./embedded-process.ts";

/** Where the server listens: the folder as we name it, and as the server does. */
export type Sockets = { folder: string; named: string };

export type Postmaster = {
  process: Process;
  /** True where it ran before us. */
  takenOver: boolean;
  /** Told when it is gone. */
  died: Promise<void>;
};

const READY_MS = 300_000;
const ORPHANS_MS = 3_000;

/** How it is asked to stop, each with the time that it has: fast, at once, by force. */
const STOPS: readonly [NodeJS.Signals, number][] = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 7_000],
  ["SIGKILL", 5_000],
];

/** The file that a postmaster keeps in its cluster. */
function pidFileOf(cluster: string): { pid: number; status: string } | undefined {
  const lines = attempt(() => readFileSync(join(cluster, "postmaster.pid"), "utf8"))?.split("\n");
  return lines === undefined ? undefined : { pid: Number(lines[0]), status: (lines[7] ?? "").trim() };
}

/** Stops a postmaster and waits until it is gone. */
export async function stopProcess(process: Process): Promise<void> {
  for (const [name, withinMs] of STOPS) {
    if (!lives(process)) return;
    signal(process.pid, name);
    if (await until(() => !lives(process), { withinMs })) return;
  }
}

/**
 * Law: a cluster has one postmaster. One that a killed parent left is used if it was started as we would start it, else stopped; what a
 * killed postmaster left is waited for, then ended. Problems: DATABASE_NOT_STARTED, DATA_FOLDER_IN_USE.
 */
export async function runPostmaster(site: Site, sockets: Sockets, stop: AbortSignal): Promise<Outcome<Postmaster>> {
  try {
    const foreign = foreignPostmaster(site.cluster);
    if (foreign !== undefined) return inUse(site, foreign);
    const left = await leftBehind(site.cluster);
    if (left !== undefined) {
      const found = { pid: left, started: startOf(left) };
      const asOurs = commandOf(left) === [programOf(site), ...argumentsOf(site, sockets.named)].join(" ");
      const ready = asOurs && (await until(() => isReady(site.cluster, left) || !lives(found), { withinMs: READY_MS }));
      if (ready && lives(found)) return { value: { process: found, takenOver: true, died: outlived(found) }, problems: [] };
      await stopProcess(found);
      await leftBehind(site.cluster);
    }
    const socket = join(sockets.folder, `.s.PGSQL.${PORT}`);
    if (await answers(socket)) return inUse(site, pidFileOf(site.cluster)?.pid ?? 0);
    for (const stale of [join(site.cluster, "postmaster.pid"), `${socket}.lock`]) rmSync(stale, { force: true });
    return await launch(site, sockets, stop);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return notStarted({ reason: reasonOf(error), log: site.log });
  }
}

const programOf = ({ binaries }: Site): string => join(binaries.folder, "bin", "postgres");

function notStarted(params: ProblemParams): Outcome<Postmaster> {
  return { value: undefined, problems: [databaseProblem("DATABASE_NOT_STARTED", { params })] };
}

function inUse({ folder }: Site, pid: number): Outcome<Postmaster> {
  return { value: undefined, problems: [databaseProblem("DATA_FOLDER_IN_USE", { params: { folder, pid, host: machineOf().host } })] };
}

const isReady = (cluster: string, pid: number): boolean => {
  const file = pidFileOf(cluster);
  return file?.pid === pid && file.status === "ready";
};

/** A postmaster of this cluster that is none of ours, such as one started by hand. */
function foreignPostmaster(cluster: string): number | undefined {
  const pid = pidFileOf(cluster)?.pid ?? 0;
  const command = pid > 0 ? commandOf(pid) : undefined;
  if (command === undefined || !lives({ pid, started: "" })) return undefined;
  const here = /(^|\/)postgres /.test(command) && ` ${command} `.includes(` ${cluster} `);
  return here && !command.includes(`cluster_name=${nameOf(cluster)}`) ? pid : undefined;
}

/** The postmaster that runs or shuts down on this cluster; undefined once no process of it is left. */
async function leftBehind(cluster: string): Promise<number | undefined> {
  const name = nameOf(cluster);
  const running = (): number | undefined => {
    const pid = pidFileOf(cluster)?.pid;
    return pid !== undefined && commandOf(pid)?.includes(`cluster_name=${name}`) && lives({ pid, started: "" }) ? pid : undefined;
  };
  for (const kill of ["SIGQUIT", "SIGKILL", undefined] as const) {
    const settled = await until(() => running() !== undefined || processesOf(cluster).length === 0, { withinMs: ORPHANS_MS, everyMs: 50 });
    if (settled || kill === undefined) break;
    for (const pid of processesOf(cluster)) signal(pid, kill);
  }
  return running();
}

/** True where someone listens at a socket; it may be a server that we cannot see, in another container. */
async function answers(path: string): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ path });
    socket.setTimeout(1000, () => socket.destroy(new Error("no answer")));
    socket.once("connect", () => answer(socket.destroy() !== undefined));
    socket.once("error", () => answer(false));
  });
}

async function outlived(process: Process): Promise<void> {
  while (lives(process)) await pause(250, undefined, { ref: false });
}

/** Starts a postmaster in a session of its own, so that a terminal's Ctrl-C ends us first; it is ended if it does not get ready. */
async function launch(site: Site, sockets: Sockets, stop: AbortSignal): Promise<Outcome<Postmaster>> {
  const { descriptor, length } = openLog(site.log);
  const child = spawn(programOf(site), argumentsOf(site, sockets.named), {
    ...under(site.account),
    cwd: site.cluster,
    env: ENVIRONMENT,
    detached: true,
    stdio: ["ignore", descriptor, descriptor],
  });
  closeSync(descriptor);
  const pid = child.pid;
  let over: string | undefined;
  const died = new Promise<void>((tell) => {
    const end = (how: string): void => {
      over = how;
      tell();
    };
    child.once("error", (error) => end(reasonOf(error)));
    child.once("exit", (code, name) => end(`postgres: ${name ?? code}`));
  });
  child.unref();
  await until(() => over !== undefined || stop.aborted || (pid !== undefined && isReady(site.cluster, pid)), { withinMs: READY_MS });
  if (over !== undefined) return notStarted({ reason: reasonIn(site.log, length) || over, log: site.log });
  if (pid === undefined) return notStarted({ reason: "spawn", log: site.log });
  const process = { pid, started: startOf(pid) };
  if (!stop.aborted && isReady(site.cluster, pid)) return { value: { process, takenOver: false, died }, problems: [] };
  await stopProcess(process);
  return notStarted({ reason: `> ${READY_MS / 1000} s`, log: site.log });
}
