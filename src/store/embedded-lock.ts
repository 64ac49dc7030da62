// One sandan to a data folder: a lock that names its holder, taken atomically, and from a dead holder without a race.

import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Outcome } from "../base/problem.ts";
import { databaseProblem } from "../model/problems/database.ts";
import { attempt, lives, type Machine, machineOf, type Process, reasonOf, startOf } from "./embedded-process.ts";

type Holder = Process & Machine;
type Held = { number: number; holder: Holder };

/** Gives the folder back. */
export type Release = () => void;

/** How often a holder marks its lock; who cannot see the holder's process waits three beats for a mark. */
const BEAT_MS = 2000;
const OLD_DRAFT_MS = 60_000;

/**
 * Law: a data folder has one sandan at a time. The lock is a file of the folder `lock`, numbered; a file is linked into place whole, so
 * that of two that want one number one gets it, and the holder of a higher number than all dead ones has the folder. A holder of the
 * same machine lives if its process does; one in another container or host, if it goes on marking its file.
 * Problems: DATA_FOLDER_IN_USE, DATA_FOLDER_UNWRITABLE.
 */
export async function takeFolder(folder: string, { beatMs = BEAT_MS } = {}): Promise<Outcome<Release>> {
  const locks = join(folder, "lock");
  const me: Holder = { pid: process.pid, started: startOf(process.pid), ...machineOf() };
  const draft = join(locks, `${randomUUID()}.draft`);
  try {
    mkdirSync(locks, { recursive: true, mode: 0o700 });
    writeFileSync(draft, JSON.stringify(me), { flag: "wx", mode: 0o644 });
    for (;;) {
      const before = await look(locks, { me, beatMs });
      if (before.living) return inUse(folder, before.living.holder);
      const number = Math.max(0, ...before.dead) + 1;
      if (!linked(draft, join(locks, String(number)))) continue;
      const after = await look(locks, { me, beatMs, mine: number });
      if (after.living === undefined) {
        tidy(locks, after.dead);
        return { value: keep(join(locks, String(number)), beatMs), problems: [] };
      }
      rmSync(join(locks, String(number)), { force: true });
      await pause(Math.random() * 100);
    }
  } catch (error) {
    return { value: undefined, problems: [databaseProblem("DATA_FOLDER_UNWRITABLE", { params: { folder, reason: reasonOf(error) } })] };
  } finally {
    attempt(() => rmSync(draft, { force: true }));
  }
}

/** True where a living sandan has the folder. */
export async function isHeld(folder: string): Promise<boolean> {
  const locks = join(folder, "lock");
  const me: Holder = { pid: process.pid, started: startOf(process.pid), ...machineOf() };
  return (await attempt(() => look(locks, { me, beatMs: BEAT_MS }))?.catch(() => undefined))?.living !== undefined;
}

function inUse(folder: string, { pid, host }: Holder): Outcome<Release> {
  return { value: undefined, problems: [databaseProblem("DATA_FOLDER_IN_USE", { params: { folder, pid, host } })] };
}

/** True where the file now bears that name too; false where another had it first. */
function linked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The locks of others: one of a living holder, and the numbers of the dead. */
async function look(
  locks: string,
  { me, beatMs, mine }: { me: Holder; beatMs: number; mine?: number },
): Promise<{ living: Held | undefined; dead: number[] }> {
  const dead: number[] = [];
  for (const name of readdirSync(locks)) {
    if (!/^\d+$/.test(name) || Number(name) === mine) continue;
    const holder = attempt(() => JSON.parse(readFileSync(join(locks, name), "utf8")) as Holder);
    if (holder && (await holds(join(locks, name), holder, { me, beatMs }))) return { living: { number: Number(name), holder }, dead };
    dead.push(Number(name));
  }
  return { living: undefined, dead };
}

/** Removes the locks of the dead, and drafts that killed starters left. */
function tidy(locks: string, dead: number[]): void {
  const drafts = readdirSync(locks).filter((name) => name.endsWith(".draft"));
  const old = drafts.filter((name) => (attempt(() => statSync(join(locks, name)).mtimeMs) ?? Infinity) < Date.now() - OLD_DRAFT_MS);
  for (const name of [...dead.map(String), ...old]) rmSync(join(locks, name), { force: true });
}

async function holds(file: string, holder: Holder, { me, beatMs }: { me: Holder; beatMs: number }): Promise<boolean> {
  const sameHost = holder.host === me.host;
  if (sameHost && holder.boot !== me.boot) return false;
  const sameNumbers = holder.boot === me.boot && holder.space === me.space && (me.boot !== "" || sameHost);
  if (sameNumbers) return lives(holder);
  const markOf = (): number | undefined => attempt(() => statSync(file).mtimeMs);
  const mark = markOf();
  await pause(3 * beatMs);
  return mark !== markOf() && markOf() !== undefined;
}

/** Marks the lock at every beat until it is released. */
function keep(file: string, beatMs: number): Release {
  const beat = setInterval(() => attempt(() => utimesSync(file, new Date(), new Date())), beatMs);
  beat.unref();
  return () => {
    clearInterval(beat);
    attempt(() => rmSync(file, { force: true }));
  };
}
