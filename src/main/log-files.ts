// The log's plain files in the data folder, under the paths of its routes: any web server can hand them out.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { LogMirror } from "../acts/log-hands.ts";
import { assert } from "../base/assert.ts";

const PATH = /^(checkpoint|tile\/[\dex][\dentrisx/.p]*)$/;

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
}

/** Law: a file is there whole or not at all; anybody may read it, since all of it is public. */
export function logFiles(folder: string): LogMirror {
  const at = (path: string): string => {
    assert(PATH.test(path) && !path.includes(".."), `${path} is no file of a log`);
    return join(folder, path);
  };
  return {
    read: (path) => readFile(at(path)).catch(absent),
    length: async (path) => (await stat(at(path)).catch(absent))?.size,
    remove: (path) => rm(at(path), { recursive: true, force: true }),
    write: async (path, bytes) => {
      const file = at(path);
      const beside = `${file}.${randomUUID()}.part`;
      await mkdir(dirname(file), { recursive: true, mode: 0o755 });
      try {
        // The checkpoint must outlive a power cut: it tells a database that was put back from one that was not.
        await writeFile(beside, bytes, { mode: 0o644, flush: path === "checkpoint" });
        await rename(beside, file);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
  };
}
