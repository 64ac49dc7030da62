// The bytes of evidence, by organisation and hash, in a folder.
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { assert } from "../base/assert.ts";
import { hashOf } from "../base/canonical.ts";

export type Blobs = {
  /** Keeps the bytes; when it answers they are on the disk. */
  put(org: string, sha256: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or undefined where they are gone or do not fit their hash. */
  get(org: string, sha256: string): Promise<Uint8Array | undefined>;
  remove(org: string, sha256: string): Promise<void>;
  removeAll(org: string): Promise<void>;
  list(org: string): Promise<string[]>;
};

const NAME = /^[0-9a-f]{64}$/;
const ORG = /^[0-9a-f-]{36}$/;

/** Blobs in a folder: written beside, synced and renamed, so that a name stands for whole bytes or for none. */
export function folderBlobs(folder: string): Blobs {
  const ofOrg = (org: string): string => {
    assert(ORG.test(org), "an organisation's id is a uuid");
    return join(folder, org);
  };
  const shelf = (org: string, sha256: string): string => {
    assert(NAME.test(sha256), "a blob is named by its hash");
    return join(ofOrg(org), sha256.slice(0, 2));
  };
  const pathOf = (org: string, sha256: string): string => join(shelf(org, sha256), sha256);
  return {
    put: (org, sha256, bytes) => putWhole(shelf(org, sha256), pathOf(org, sha256), bytes),
    get: async (org, sha256) => {
      const bytes = await readFile(pathOf(org, sha256)).catch(absent);
      return bytes !== undefined && hashOf(bytes) === sha256 ? bytes : undefined;
    },
    remove: (org, sha256) => rm(pathOf(org, sha256), { force: true }),
    removeAll: (org) => rm(ofOrg(org), { recursive: true, force: true }),
    list: async (org) => {
      const shelves = (await readdir(ofOrg(org)).catch(absent)) ?? [];
      const names = await Promise.all(shelves.map((name) => readdir(join(ofOrg(org), name))));
      return names
        .flat()
        .filter((name) => NAME.test(name))
        .sort();
    },
  };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
}

async function putWhole(shelf: string, path: string, bytes: Uint8Array): Promise<void> {
  const there = await stat(path).catch(absent);
  if (there?.size === bytes.length) return;
  await mkdir(shelf, { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(beside, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
    const folder = await open(shelf, "r");
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
