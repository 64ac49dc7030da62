// Under which uid the database runs, and which folders that uid can reach: PostgreSQL refuses to run as root.
import { execFile } from "node:child_process";
import { chmodSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Outcome } from "../base/problem.ts";
import { databaseProblem } from "../model/problems/database.ts";
import { attempt } from "./embedded-process.ts";

export type Account = { uid: number; gid: number };

/** How a child runs under an account; nothing where it runs under ours. */
export type Under = { uid?: number; gid?: number };

const IS_ROOT = process.getuid?.() === 0;

/** The account nobody of this system. */
function nobody(): Account {
  const passwd = attempt(() => readFileSync("/etc/passwd", "utf8")) ?? "";
  const [, uid, gid] = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(passwd) ?? [];
  return { uid: Number(uid ?? 65534) >>> 0, gid: Number(gid ?? 65534) >>> 0 };
}

/** Node takes a child's uid as a signed number. */
export function under(account: Account | undefined): Under {
  return account === undefined ? {} : { uid: account.uid | 0, gid: account.gid | 0 };
}

/**
 * Law: the database's folder belongs to the account that runs the database alone: as root that is the owner it has, else the one asked
 * for, else nobody; as anyone else it is us. Makes the folder where it is not there. Answers no account where none is to be changed to.
 * Problem: DATABASE_OWNER_OTHER.
 */
export function ownedFolder(folder: string, asked?: Account): Outcome<{ account: Account | undefined }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, gid } = statSync(folder);
  const us = process.getuid?.() ?? uid;
  const fresh = uid === 0 && IS_ROOT;
  const account = fresh ? (asked ?? nobody()) : { uid, gid };
  if (asked !== undefined ? account.uid !== asked.uid : !IS_ROOT && uid !== us) {
    const params = { folder, owner: uid, wanted: asked?.uid ?? us };
    return { value: undefined, problems: [databaseProblem("DATABASE_OWNER_OTHER", { params })] };
  }
  chmodSync(folder, 0o700);
  if (fresh) giveAll(folder, account);
  return { value: { account: IS_ROOT ? account : undefined }, problems: [] };
}

/** Gives a folder and all in it to an account, the folder itself last, so that a broken-off change is begun again. */
function giveAll(path: string, account: Account): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), account);
  lchownSync(path, account.uid, account.gid);
}

/** Gives a path that we made to the account; nothing where that is us. */
export function giveTo(path: string, account: Account | undefined): void {
  if (account !== undefined) lchownSync(path, account.uid, account.gid);
}

/** Makes a folder that the account alone may enter; false where the name is taken by something else. */
export function privateFolder(folder: string, account: Account | undefined): boolean {
  attempt(() => mkdirSync(folder, { mode: 0o700 }));
  const status = attempt(() => lstatSync(folder));
  if (status === undefined || !status.isDirectory() || (status.mode & 0o077) !== 0) return false;
  const wanted = account?.uid ?? process.getuid?.();
  if (status.uid === process.getuid?.()) giveTo(folder, account);
  return lstatSync(folder).uid === wanted;
}

/**
 * Law: as root the account walks to the database's folder; where folders on the way are closed to it, it is put there instead, which
 * takes a system that names a process's own folder (Linux). Problem: DATA_FOLDER_UNREACHABLE.
 */
export async function reachOf(folder: string, account: Account | undefined, platform: string): Promise<Outcome<{ walks: boolean }>> {
  const closed = await unreachable(folder, account);
  if (closed === undefined) return { value: { walks: true }, problems: [] };
  if (platform === "linux" && existsSync("/proc/self/cwd")) return { value: { walks: false }, problems: [] };
  const params = { folder, closed, uid: account?.uid ?? "" };
  return { value: undefined, problems: [databaseProblem("DATA_FOLDER_UNREACHABLE", { params })] };
}

const WALK = 'for d do [ -x "$d" ] || { printf %s "$d"; exit; }; done';

/** The first folder on the way to a path, or the path, that the account cannot pass; undefined where it reaches it. */
export async function unreachable(path: string, account: Account | undefined): Promise<string | undefined> {
  const way: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    way.unshift(at);
    if (at === dirname(at)) break;
  }
  const options = { ...under(account), cwd: "/", env: {} };
  return new Promise((answer) => {
    execFile("/bin/sh", ["-c", WALK, "sh", ...way], options, (error, stopped) => answer(error ? path : stopped || undefined));
  });
}
