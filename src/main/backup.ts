// sandan backup and restore: the database's tables, the evidence that they name and the keys, in one folder.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { hashOf } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import { operateProblem } from "../model/problems/operate.ts";
import { storeProblem } from "../model/problems/store.ts";
import { type Blobs, folderBlobs } from "../store/blobs.ts";
import type { Database } from "../store/database.ts";
import { checkDump, dump, type EvidenceName, isEmpty, type Manifest, restoreDump, sha256Of } from "../store/dump.ts";
import type { Settings } from "./settings.ts";

export type Kept = { database: Database; blobs: Blobs };

/** What a backup holds beside its tables; written last, so that a folder with one is whole. */
type Cover = {
  format: "sandan.backup/2";
  /** Of the manifest of the tables. */
  tables: string;
  /** Files of keys with their hashes. */
  keys: Record<string, string>;
  /** Pieces of evidence, and SHA-256 over their names in order. */
  evidence: { count: number; names: string };
};

const COVER = "backup.json";
const AT_ONCE = 8;
const KEY_NAME = /^[\w-]{1,60}$/;

const text = ({ org, sha256 }: EvidenceName): string => `${org}/${sha256}\n`;

/** SHA-256 over names, each on a line. */
function namesHash(names: readonly EvidenceName[]): string {
  const hash = createHash("sha256");
  for (const name of names) hash.update(text(name));
  return hash.digest("hex");
}

/** Works through a list, some at once, so that a store at a distance does not cost a wait for each. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next; i < items.length; i = next) {
      next += 1;
      await work(items[i] as T);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function writeWhole(path: string, content: string | Uint8Array): void {
  writeFileSync(path, content, { mode: 0o600, flag: "wx", flush: true });
}

const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/**
 * Law: a backup is of one moment: tables of one snapshot, and every piece of evidence that they name, held against its hash; a folder that
 * holds a backup holds it whole. Into data/backups where no folder is named. Problems: BACKUP_PLACE_TAKEN; BACKUP_WITHOUT_EVIDENCE, a warning.
 */
export async function backUp(
  { database, blobs }: Kept,
  { data }: Pick<Settings, "data">,
  { name, into }: { name: string; into?: string },
): Promise<Outcome<string>> {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const folder = into ?? join(data, "backups", `${stamp}-${name}`);
  if (filesIn(folder).length > 0) return { value: undefined, problems: [operateProblem("BACKUP_PLACE_TAKEN", { params: { folder } })] };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = keepKeys(join(data, "keys"), join(folder, "keys"));
  const held: EvidenceName[] = [];
  const gone: EvidenceName[] = [];
  const copies = folderBlobs(join(folder, "evidence"));
  await dump(database.pool, join(folder, "tables"), (names) =>
    each(names, async (one) => {
      const bytes = await blobs.get(one.org, one.sha256);
      if (bytes !== undefined) await copies.put(one.org, one.sha256, bytes);
      (bytes === undefined ? gone : held).push(one);
    }),
  );
  held.sort((a, b) => (text(a) < text(b) ? -1 : 1));
  const evidence = { count: held.length, names: namesHash(held) };
  const cover: Cover = { format: "sandan.backup/2", tables: await sha256Of(join(folder, "tables", "manifest.json")), keys, evidence };
  writeWhole(join(folder, `${COVER}.part`), `${JSON.stringify(cover, null, 1)}\n`);
  renameSync(join(folder, `${COVER}.part`), join(folder, COVER));
  syncFolder(folder);
  const [first] = gone.map(({ sha256 }) => sha256).sort();
  const missing = operateProblem("BACKUP_WITHOUT_EVIDENCE", { params: { count: gone.length, first: first ?? "" } });
  return { value: folder, problems: first === undefined ? [] : [missing] };
}

/** Copies the files of keys; answers their hashes. */
function keepKeys(from: string, to: string): Record<string, string> {
  const keys: Record<string, string> = {};
  mkdirSync(to, { mode: 0o700 });
  for (const name of filesIn(from).filter((name) => KEY_NAME.test(name))) {
    const bytes = readFileSync(join(from, name));
    writeWhole(join(to, name), bytes);
    keys[name] = hashOf(bytes);
  }
  return keys;
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

const unreadable = (what: string): Outcome<never> => ({
  value: undefined,
  problems: [storeProblem("BACKUP_UNREADABLE", { params: { what } })],
});

type Checked = { names: EvidenceName[]; keys: string[] };

/** Everything of a backup as it was written, but for the bytes of evidence, which are held against their names as they are read. Problems: BACKUP_UNREADABLE, SCHEMA_NEWER. */
export async function checkBackup(folder: string): Promise<Outcome<Checked>> {
  let cover: Cover;
  try {
    cover = JSON.parse(readFileSync(join(folder, COVER), "utf8")) as Cover;
  } catch {
    return unreadable(COVER);
  }
  if (cover.format !== "sandan.backup/2") return unreadable(String(cover.format));
  const manifest = join(folder, "tables", "manifest.json");
  if (!existsSync(manifest) || (await sha256Of(manifest)) !== cover.tables) return unreadable("manifest.json");
  const tables = await checkDump(join(folder, "tables"));
  if (tables.value === undefined) return tables;
  for (const [name, sha256] of Object.entries(cover.keys)) {
    const path = join(folder, "keys", name);
    if (!KEY_NAME.test(name) || !existsSync(path) || hashOf(readFileSync(path)) !== sha256) return unreadable(`keys/${name}`);
  }
  const copies = folderBlobs(join(folder, "evidence"));
  const names: EvidenceName[] = [];
  for (const org of await copies.organisations()) for (const { sha256 } of await copies.list(org)) names.push({ org, sha256 });
  if (names.length !== cover.evidence.count || namesHash(names) !== cover.evidence.names) return unreadable("evidence");
  return { value: { names, keys: Object.keys(cover.keys) }, problems: [] };
}

/**
 * Law: a restore fills an empty place, whole or not at all: bytes and keys first, then the tables in one transaction.
 * Problems: BACKUP_UNREADABLE, SCHEMA_NEWER, RESTORE_NOT_EMPTY.
 */
export async function restore({ database, blobs }: Kept, { data }: Pick<Settings, "data">, folder: string): Promise<Outcome<Manifest>> {
  const checked = await checkBackup(folder);
  if (checked.value === undefined) return checked;
  const { names, keys } = checked.value;
  const ownKeys = join(data, "keys");
  const taken = filesIn(ownKeys).length > 0 || (await blobs.organisations()).length > 0 || !(await isEmpty(database.pool));
  if (taken) return { value: undefined, problems: [storeProblem("RESTORE_NOT_EMPTY")] };
  const undo = async (): Promise<void> => {
    rmSync(ownKeys, { recursive: true, force: true });
    for (const org of new Set(names.map(({ org }) => org))) await blobs.removeAll(org);
  };
  try {
    const bad = await putBack(folder, blobs, names);
    mkdirSync(ownKeys, { recursive: true, mode: 0o700 });
    for (const name of keys) writeWhole(join(ownKeys, name), readFileSync(join(folder, "keys", name)));
    const restored = bad === undefined ? await restoreDump(database.pool, join(folder, "tables")) : unreadable(`evidence/${bad}`);
    if (restored.value === undefined) await undo();
    return restored;
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Puts the bytes of evidence where they belong; answers the first that does not fit its hash. */
async function putBack(folder: string, blobs: Blobs, names: readonly EvidenceName[]): Promise<string | undefined> {
  const copies = folderBlobs(join(folder, "evidence"));
  let bad: string | undefined;
  await each(names, async ({ org, sha256 }) => {
    if (bad !== undefined) return;
    const bytes = await copies.get(org, sha256);
    if (bytes === undefined) bad = sha256;
    else await blobs.put(org, sha256, bytes);
  });
  return bad;
}
