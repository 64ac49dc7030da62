// The server as a process of its own, and what it and its database take of the machine.
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const root = join(import.meta.dirname, "..", "..");

export type Served = {
  base: string;
  pid: number;
  /** Milliseconds from the start of the process to the first answer that it is ready. */
  readyMs: number;
  /** The longest block of the event loop since it was asked last, in milliseconds. */
  blockMs(): Promise<number>;
  stop(): Promise<void>;
};

function freePort(): Promise<number> {
  return new Promise((tell) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => tell(port));
    });
  });
}

/** Starts what `npm start` starts, and waits until it is ready. */
export async function served(data: string, env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const given = { RATE_LIMIT: "100000000", RATE_LIMIT_COSTLY: "100000000", LOG_LEVEL: "info", ...env };
  const begun = performance.now();
  const child = spawn(process.execPath, [...(process.env.BENCH_NODE_ARGS?.split(" ") ?? []), join(root, "src", "main", "start.ts")], {
    cwd: root,
    env: { ...process.env, ...given, SANDAN_DATA: data, PORT: String(port) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  child.stderr?.on("data", (part) => {
    told = (told + String(part)).slice(-4000);
  });
  for (;;) {
    const up = await fetch(`${base}/readyz`).then(
      (answer) => answer.status === 200,
      () => false,
    );
    if (up) break;
    if (child.exitCode !== null) throw new Error(`the server ended: ${told}`);
    await pause(10);
  }
  const readyMs = performance.now() - begun;
  const blockMs = async (): Promise<number> => {
    const text = await (await fetch(`${base}/metrics`)).text();
    return 1000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1] ?? Number.NaN);
  };
  return { base, pid: child.pid ?? 0, readyMs, blockMs, stop: () => ended(child) };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((tell) => {
    child.once("exit", () => tell());
    child.kill("SIGTERM");
  });
}

const numberIn = (text: string, name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1024;

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The processes that a process started, and theirs, itself first. */
function family(pid: number): number[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((name) => [Number(name), Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1] ?? 0)]));
  const found = [pid];
  for (let i = 0; i < found.length; i += 1) for (const [child, parent] of parents) if (parent === found[i]) found.push(child);
  return found;
}

/** Seconds of processor: of the server, of the processes that it started, and of the whole machine with whatever else it does. */
export type Processor = { server: number; database: number; system: number };

export function processorOf(pid: number): Processor {
  const used = (one: number): number => {
    const stat = read(`/proc/${one}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
  };
  const [own = 0, ...children] = family(pid);
  const [, ...system] = (/^cpu .*/.exec(read("/proc/stat"))?.[0] ?? "").split(/\s+/).map(Number);
  const busy = system.reduce((sum, ticks, i) => (i === 3 || i === 4 ? sum : sum + ticks), 0);
  return { server: used(own), database: children.reduce((sum, child) => sum + used(child), 0), system: busy / 100 };
}

export type Memory = { serverMb: number; databaseMb: number; totalMb: number };

/** Resident megabytes now: the server's own, and of its database the sum of proportional shares, so that shared pages count once. */
export function memoryOf(pid: number): Memory {
  const [own = 0, ...children] = family(pid);
  const share = (one: number): number => numberIn(read(`/proc/${one}/smaps_rollup`), "Pss");
  const serverMb = numberIn(read(`/proc/${own}/status`), "VmRSS");
  const databaseMb = children.reduce((sum, child) => sum + share(child), 0);
  return { serverMb, databaseMb, totalMb: serverMb + databaseMb };
}

/** Watches memory until it is stopped; answers the greatest of each. */
export function watchMemory(pid: number): () => Memory {
  const most: Memory = { serverMb: 0, databaseMb: 0, totalMb: 0 };
  const look = (): void => {
    const now = memoryOf(pid);
    for (const name of ["serverMb", "databaseMb", "totalMb"] as const) most[name] = Math.max(most[name], now[name]);
  };
  look();
  const timer = setInterval(look, 250);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}
