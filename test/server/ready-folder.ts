// A data folder in which keys and the embedded database stand ready: made once before the suite and copied for each server, since making one takes two seconds.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loggerOf, openHouse } from "../../src/main/house.ts";
import { readSettings } from "../../src/main/settings.ts";
import { root } from "../cases/read.ts";

/** Named by everything that it is made of. */
function placeOf(): string {
  const hash = createHash("sha256").update(process.platform + process.arch);
  for (const file of [...globSync("src/store/sql/*.sql", { cwd: root }).sort(), "package-lock.json"])
    hash.update(readFileSync(join(root, file)));
  return join(root, "node_modules", ".cache", "ready", hash.digest("hex").slice(0, 16));
}

/** Makes it where it is not there yet. */
export async function makeReady(): Promise<void> {
  const place = placeOf();
  if (existsSync(place)) return;
  const data = mkdtempSync(join(tmpdir(), "sandan-ready-"));
  const settings = readSettings({ SANDAN_DATA: data, LOG_LEVEL: "fatal" });
  if (Array.isArray(settings)) throw new Error(settings.join("; "));
  const { value, problems } = await openHouse(settings, loggerOf(settings), async () => {});
  if (value === undefined) throw new Error(problems.map(({ text }) => text.en).join("; "));
  await value.close();
  const part = `${place}.${process.pid}.part`;
  mkdirSync(dirname(part), { recursive: true });
  // With its owner: the database runs under an account of its own.
  execFileSync("cp", ["-a", data, part]);
  for (const left of ["socket", "cluster/postmaster.pid"]) rmSync(join(part, "database", left), { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
  renameSync(part, place);
}

/** A new data folder, with the database in it where one was made ready; without one the server makes its own. */
export function newFolder(name: string): string {
  const data = mkdtempSync(join(tmpdir(), name));
  const ready = placeOf();
  if (existsSync(ready)) execFileSync("cp", ["-a", `${ready}/.`, data]);
  return data;
}
