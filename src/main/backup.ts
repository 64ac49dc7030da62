// sandan backup and restore: the database's tables, the evidence and the keys in one folder.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "../base/problem.ts";
import { storeProblem } from "../model/problems/store.ts";
import type { Database } from "../store/database.ts";
import { checkDump, dump, type Manifest, restoreDump } from "../store/dump.ts";
import type { Settings } from "./settings.ts";

/** Folders of the data folder that belong to sandan. */
const OWN = ["evidence", "keys"] as const;

/** Backs up into data/backups, or into the folder named. Evidence is copied after the tables: it is only ever added to. */
export async function backUp(database: Database, { data }: Settings, { name, into }: { name: string; into?: string }): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const folder = into ?? join(data, "backups", `${stamp}-${name}`);
  await dump(database.pool, join(folder, "tables"));
  for (const own of OWN) {
    const from = join(data, own);
    if (existsSync(from)) cpSync(from, join(folder, own), { recursive: true });
  }
  return folder;
}

/** Law: a restore fills an empty place, whole or not at all. Problems: those of restoreDump. */
export async function restore(database: Database, { data }: Settings, folder: string): Promise<Outcome<Manifest>> {
  const checked = await checkDump(join(folder, "tables"));
  if (checked.value === undefined) return checked;
  const taken = OWN.filter((own) => existsSync(join(data, own)) && readdirSync(join(data, own)).length > 0);
  if (taken.length > 0) return { value: undefined, problems: [storeProblem("RESTORE_NOT_EMPTY")] };
  mkdirSync(data, { recursive: true });
  try {
    for (const own of OWN) if (existsSync(join(folder, own))) cpSync(join(folder, own), join(data, own), { recursive: true });
    const restored = await restoreDump(database.pool, join(folder, "tables"));
    if (restored.value === undefined) for (const own of OWN) rmSync(join(data, own), { recursive: true, force: true });
    return restored;
  } catch (error) {
    for (const own of OWN) rmSync(join(data, own), { recursive: true, force: true });
    throw error;
  }
}
