// The bytes of evidence, by organisation and hash, in a folder.
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { basename, join } from "node:path";
import { assert } from "../base/assert.ts";
import { digestOf } from "./digest.ts";

export type Blob = { sha256: string; size: number /** When it was put last. */; at: Date };

/** The store of bytes does not answer, or refuses; told to a person as EVIDENCE_STORE_UNREACHABLE. */
export class BlobsUnreachable extends Error {}

export type Blobs = {
  /** Keeps the bytes; when it answers they are on the disk, and their age is none. */
  put(org: string, sha256: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or undefined where they are gone or do not fit their hash. */
  get(org: string, sha256: string): Promise<Uint8Array | undefined>;
  remove(org: string, sha256: string): Promise<void>;
  removeAll(org: string): Promise<void>;
  /** Removes what broken-off writes before an instant have left. */
  removeDrafts(org: string, before: Date): Promise<void>;
  /** In the order of their names. */
  list(org: string): Promise<Blob[]>;
  /** Organisations of which something is kept, in order. */
  organisations(): Promise<string[]>;
};

export const BLOB_NAME = /^[0-9a-f]{64}$/;
export const ORG_NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DRAFT = /\.part$/;

/** Blobs in a folder: written beside, synced and renamed, so that a name stands for whole bytes or for none. */
export function folderBlobs(folder: string): Blobs {
  const ofOrg = (org: string): string => {
    assert(ORG_NAME.test(org), "an organisation's id is a uuid");
    return join(folder, org);
  };
  const shelf = (org: string, sha256: string): string => {
    assert(BLOB_NAME.test(sha256), "a blob is named by its hash");
    return join(ofOrg(org), sha256.slice(0, 2));
  };
  const pathOf = (org: string, sha256: string): string => join(shelf(org, sha256), sha256);
  return telling({
    put: async (org, sha256, bytes) => putWhole(shelf(org, sha256), pathOf(org, sha256), bytes),
    get: async (org, sha256) => {
      const bytes = await readFile(pathOf(org, sha256)).catch(absent);
      return bytes !== undefined && (await digestOf(bytes)) === sha256 ? bytes : undefined;
    },
    remove: async (org, sha256) => rm(pathOf(org, sha256), { force: true }),
    removeAll: async (org) => rm(ofOrg(org), { recursive: true, force: true }),
    removeDrafts: async (org, before) => {
      for (const { path } of await filesOf(ofOrg(org), DRAFT)) {
        const file = await stat(path).catch(absent);
        if (file !== undefined && file.mtime < before) await rm(path, { force: true });
      }
    },
    list: async (org) => {
      const blobs: Blob[] = [];
      for (const { name, path } of await filesOf(ofOrg(org), BLOB_NAME)) {
        const file = await stat(path).catch(absent);
        if (file !== undefined) blobs.push({ sha256: name, size: file.size, at: file.mtime });
      }
      return blobs.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    },
    organisations: async () => ((await readdir(folder).catch(absent)) ?? []).filter((name) => ORG_NAME.test(name)).sort(),
  });
}

/** A fault of the file system is the store's, but for a disk that is full, which has a Problem of its own. */
function telling(blobs: Blobs): Blobs {
  const told = (error: NodeJS.ErrnoException): never => {
    if (error.code === undefined || error.code === "ENOSPC" || error.code === "EDQUOT" || error.syscall === undefined) throw error;
    throw new BlobsUnreachable(`${error.syscall}: ${error.code}`, { cause: error });
  };
  return {
    put: (...given) => blobs.put(...given).catch(told),
    get: (...given) => blobs.get(...given).catch(told),
    remove: (...given) => blobs.remove(...given).catch(told),
    removeAll: (...given) => blobs.removeAll(...given).catch(told),
    removeDrafts: (...given) => blobs.removeDrafts(...given).catch(told),
    list: (...given) => blobs.list(...given).catch(told),
    organisations: () => blobs.organisations().catch(told),
  };
}

/** The files of an organisation's shelves whose names fit. */
async function filesOf(folder: string, fits: RegExp): Promise<{ name: string; path: string }[]> {
  const files: { name: string; path: string }[] = [];
  for (const shelf of (await readdir(folder).catch(absent)) ?? [])
    for (const name of (await readdir(join(folder, shelf)).catch(absent)) ?? [])
      if (fits.test(name)) files.push({ name, path: join(folder, shelf, name) });
  return files;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
}

/** Bytes that are there as they should be are only made young again; damaged ones are put anew. */
async function putWhole(shelf: string, path: string, bytes: Uint8Array): Promise<void> {
  const there = await readFile(path).catch(absent);
  if (there !== undefined && there.length === bytes.length && (await digestOf(there)) === basename(path)) {
    const now = new Date();
    if ((await utimes(path, now, now).then(() => true, absent)) === true) return;
  }
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
