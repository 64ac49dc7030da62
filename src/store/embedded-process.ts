// What the system says of processes: who lives, since when, with which command; by /proc on Linux, by ps elsewhere.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

/** A process by its number and its start, so that a number used again is not believed. */
export type Process = { pid: number; started: string };

/** Where process numbers hold good: a host since its boot, and in it one space of numbers (a container has its own). */
export type Machine = { host: string; boot: string; space: string };

const LINUX = process.platform === "linux";

/** The reason of a failure in one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a call answers, undefined where it fails. */
export function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

export function machineOf(): Machine {
  return {
    host: hostname(),
    boot: (LINUX && attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim())) || "",
    space: (LINUX && attempt(() => readlinkSync("/proc/self/ns/pid"))) || "",
  };
}

const ps = (pid: number, columns: string): string | undefined =>
  attempt(() =>
    execFileSync("ps", ["-ww", "-o", columns, "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim(),
  );

/** State letter and start of a process; undefined where there is none to be seen. */
function statusOf(pid: number): { state: string; started: string } | undefined {
  if (!LINUX) {
    const [, state, started] = /^(\S+)\s+(.+)$/.exec(ps(pid, "state=,lstart=") ?? "") ?? [];
    return state === undefined || started === undefined ? undefined : { state: state.charAt(0), started };
  }
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? undefined : { state: fields[0] ?? "", started: fields[19] ?? "" };
}

/** When a process began, in the system's own words; "" where that is not to be seen. */
export function startOf(pid: number): string {
  return statusOf(pid)?.started ?? "";
}

/** True while a process lives; one that is dead and only not yet buried does not. What is hidden from us counts as alive. */
export function lives({ pid, started }: Process): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const status = statusOf(pid);
  if (status === undefined) return true;
  return !/[ZX]/.test(status.state) && (started === "" || status.started === started);
}

/** The command of a process as one line; undefined where there is none. */
export function commandOf(pid: number): string | undefined {
  if (!LINUX) return ps(pid, "command=") || undefined;
  const line = attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  return line?.replace(/\0+$/, "").replaceAll("\0", " ") || undefined;
}

/** The living processes whose command fits. */
export function processesLike(fits: (command: string) => boolean): number[] {
  const pids = LINUX
    ? readdirSync("/proc").filter((name) => /^\d+$/.test(name))
    : (attempt(() => execFileSync("ps", ["-axo", "pid="], { encoding: "utf8" })) ?? "").trim().split(/\s+/);
  return pids.map(Number).filter((pid) => fits(commandOf(pid) ?? "") && lives({ pid, started: "" }));
}

/** Signals a process; one that is gone is no fault. */
export function signal(pid: number, name: NodeJS.Signals): void {
  attempt(() => process.kill(pid, name));
}

/** Waits until something holds; false where it does not within the time. */
export async function until(holds: () => boolean, { withinMs, everyMs = 20 }: { withinMs: number; everyMs?: number }): Promise<boolean> {
  for (const end = performance.now() + withinMs; ; ) {
    if (holds()) return true;
    if (performance.now() >= end) return false;
    await pause(everyMs);
  }
}
