// A look at the embedded database of a data folder that another process runs.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Connection } from "./database.ts";
import { PORT, USER } from "./embedded-cluster.ts";
import { isHeld } from "./embedded-lock.ts";
import { attempt } from "./embedded-process.ts";

/**
 * How to reach the database of a folder whose sandan lives; undefined where none does, or where its socket is not for this account. One that a
 * killed parent left is not visited: it is taken over by whoever starts the folder.
 */
export async function visitEmbedded(folder: string): Promise<Connection | undefined> {
  if (!(await isHeld(resolve(folder)))) return undefined;
  const cluster = join(resolve(folder), "database", "cluster");
  const lines = attempt(() => readFileSync(join(cluster, "postmaster.pid"), "utf8"))?.split("\n") ?? [];
  const [, , , , sockets = "", , , status = ""] = lines;
  if (sockets === "" || status.trim() !== "ready") return undefined;
  // The server names the folder of its socket from the cluster, in which it stands.
  const host = resolve(cluster, sockets);
  return existsSync(join(host, `.s.PGSQL.${PORT}`)) ? { host, port: PORT, user: USER, database: "postgres" } : undefined;
}
