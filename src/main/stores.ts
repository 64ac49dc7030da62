// Opens where data are kept: the database that the settings name or the embedded one, and the bytes of evidence.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { operateProblem } from "../model/problems/operate.ts";
import { type Blobs, folderBlobs } from "../store/blobs.ts";
import { s3Blobs } from "../store/blobs-s3.ts";
import { type Connection, type Database, openDatabase } from "../store/database.ts";
import { type Embedded, startEmbedded } from "../store/embedded.ts";
import { binariesOf } from "../store/embedded-binaries.ts";
import { visitEmbedded } from "../store/embedded-visit.ts";
import type { Settings } from "./settings.ts";

/** The folder of the embedded PostgreSQL's package for this machine, where there is one. */
export function nativeFolder(): string {
  const name = binariesOf(process.platform, process.arch);
  if (name === undefined) return "";
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    return "";
  }
}

export type Opened = { database: Database; connection: Connection; embedded?: Embedded };

/** The database that the settings name, or the embedded one in the data folder. */
export async function openStore(settings: Settings, log: (line: string) => void): Promise<Outcome<Opened>> {
  let connection: Connection;
  let embedded: Embedded | undefined;
  const problems: Problem[] = [];
  if (settings.databaseUrl !== undefined) connection = { connectionString: settings.databaseUrl };
  else {
    const started = await startEmbedded({ folder: settings.data, binaries: nativeFolder(), log });
    if (started.value === undefined || hasError(started.problems)) return { value: undefined, problems: started.problems };
    embedded = started.value;
    connection = embedded.connection;
  }
  return { value: { database: openDatabase(connection, { most: 20, log }), connection, ...(embedded && { embedded }) }, problems };
}

/** Where the bytes of evidence are kept. */
export function blobsOf({ blobs, data }: Pick<Settings, "blobs" | "data">): Blobs {
  return blobs === undefined ? folderBlobs(join(data, "evidence")) : s3Blobs(blobs);
}

/**
 * Law: whoever only looks makes nothing, and shares the embedded database with the server that runs it. Problems: NO_DATABASE, those of openStore.
 */
export async function visitStore(settings: Settings): Promise<Outcome<Opened & { running: boolean }>> {
  if (settings.databaseUrl !== undefined) {
    const opened = await openStore(settings, () => {});
    return opened.value === undefined ? opened : { value: { ...opened.value, running: false }, problems: opened.problems };
  }
  const { data } = settings;
  if (!existsSync(join(data, "database")))
    return { value: undefined, problems: [operateProblem("NO_DATABASE", { params: { where: data } })] };
  const visited = await visitEmbedded(data);
  if (visited !== undefined)
    return { value: { database: openDatabase(visited, { most: 4 }), connection: visited, running: true }, problems: [] };
  const opened = await openStore(settings, () => {});
  return opened.value === undefined ? opened : { value: { ...opened.value, running: false }, problems: opened.problems };
}
