// Files, streams and large tables for the command line.
import { readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import type { PackageKeys } from "../calc/seal-package.ts";
import { readCall, USAGE } from "../cli/arguments.ts";
import { run } from "../cli/commands.ts";
import type { Shell } from "../cli/shell.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";
import { logNetwork } from "./log-network.ts";

/** A server that has not answered whole in so long will not. */
const CALL_MS = 600_000;

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Writes beside and renames, so that a file is there whole or not at all. */
function writeWhole(path: string, content: string | Uint8Array): Error | undefined {
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, content, { flag: "wx" });
    renameSync(beside, path);
    return undefined;
  } catch (error) {
    rmSync(beside, { force: true });
    return toError(error);
  }
}

function readWhole(path: string | number): Uint8Array | Error {
  try {
    return readFileSync(path);
  } catch (error) {
    return toError(error);
  }
}

/** Writes all of a text to a descriptor, also to a pipe that takes it in parts; a reader that has gone is no fault of ours. */
function put(descriptor: number, text: string): Error | undefined {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return undefined;
      if (code !== "EAGAIN") return toError(error);
    }
  }
  return undefined;
}

/** True if two paths lead to one file that is there. */
function sameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

function filesIn(folder: string): string[] | Error {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  } catch (error) {
    return toError(error);
  }
}

/** What signs with a private key in PEM, verifies and hashes, by node:crypto. */
async function keys(): Promise<PackageKeys> {
  const { createPrivateKey } = await import("node:crypto");
  const { nodeVerify, signerOf } = await import("./node-crypto.ts");
  const { nodeHashing } = await import("./node-hashing.ts");
  return {
    verify: nodeVerify,
    hashing: nodeHashing,
    signerOf: (pem) => {
      try {
        return signerOf(createPrivateKey(Buffer.from(pem)));
      } catch (error) {
        return toError(error);
      }
    },
  };
}

export function shellOf(): Shell {
  const begun = performance.now();
  return {
    read: readWhole,
    list: filesIn,
    write: writeWhole,
    input: () => readWhole(0),
    variable: (name) => process.env[name] || undefined,
    fetch: (url, init) => fetch(url, { ...(init as RequestInit), redirect: "manual", signal: AbortSignal.timeout(CALL_MS) }),
    get: logNetwork(() => {}, CALL_MS).get,
    out: (text) => put(1, text),
    err: (text) => void put(2, text),
    sameFile,
    fileName: (path) => basename(path),
    defaultValues: async () => {
      const { default: file } = await import("../rules/cbam/values/default-values.json", { with: { type: "json" } });
      return file as unknown as DefaultValues;
    },
    benchmarks: async () => {
      const { default: file } = await import("../rules/cbam/values/benchmarks.json", { with: { type: "json" } });
      return file as unknown as Benchmarks;
    },
    compiler: async () => (await import("./typst.ts")).compileTypst,
    keys,
    now: () => Date.now(),
    stage: (name) => {
      if (performance.now() - begun > 1000) put(2, `... ${name}\n`);
    },
  };
}

/** What needs the server's own house; nothing of it is loaded for the others. */
const OF_THE_SERVER: ReadonlySet<string> = new Set(["serve", "doctor", "backup", "restore", "load", "export", "erase"]);

/** One call of the command line; answers the exit code. */
export async function main(argv: string[]): Promise<number> {
  const call = readCall(argv, process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG);
  if ("help" in call) {
    put(1, USAGE[call.help]);
    return 0;
  }
  if ("misuse" in call) {
    put(2, `sandan: ${call.misuse}\n\n${USAGE[call.lang]}`);
    return 2;
  }
  if (OF_THE_SERVER.has(call.command)) return (await import("./operate.ts")).operate(call);
  return run(call, shellOf());
}
