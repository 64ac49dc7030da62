// Rules on texts, names and data: headers of values, names of rooms, notes to do, machine paths, registries, words of assistants.
import type { Fault, House } from "./rule.ts";

/** The rules' own texts hold what they look for. */
const OWN = "test/tidy/";

const NO_ROOM = new Set(["utils", "util", "common", "shared", "services", "helpers", "types"]);
const HEADER = ["act", "unit", "validFrom", "status", "source"];
const NOTE = /\b(TODO|FIXME)\b/;
const DATED_NOTE = /\b(TODO|FIXME)\([^(),]+, \d{4}-\d{2}-\d{2}\): \S/;
const MACHINE = /(?<![\w.~*-])\/(work|root|home|Users)\/[\w.-]|\b[A-Z]:\\Users\\/;
const REGISTRY = /registry\.(npmjs|yarnpkg|npmmirror)|npm\.pkg\.github|\b(verdaccio|artifactory)\b|:4873\b/i;
const CONFLICT = /^(<{7}|>{7}) /;
const ASSISTANT =
  /\b(claude|anthropic|chatgpt|copilot|subagent|as an ai|ai[ -]assistant|ai-generated|(large )?language model|(generated|written) (by|with) ai|co-authored-by|the user (asked|wants)|per (the|your) (brief|request)|i hope this helps|let me know if)\b/i;

function eachLine({ tree }: House, see: (line: string, path: string) => string | undefined): Fault[] {
  const faults: Fault[] = [];
  for (const [path, text] of tree) {
    if (path.startsWith(OWN)) continue;
    text.split("\n").forEach((line, at) => {
      const fault = see(line, path);
      if (fault !== undefined) faults.push({ path, line: at + 1, text: fault });
    });
  }
  return faults;
}

/** Law: a note to do has an owner and a date. */
export function undatedNotes(house: House): Fault[] {
  return eachLine(house, (line) =>
    NOTE.test(line) && !DATED_NOTE.test(line) ? "has a note without owner and date: TODO(name, 2026-11-22): ..." : undefined,
  );
}

/** Law: nothing names a place on one machine, or a package registry, or holds the marks of a conflict. */
export function machinePaths(house: House): Fault[] {
  return eachLine(house, (line) => {
    const found = MACHINE.exec(line) ?? REGISTRY.exec(line) ?? CONFLICT.exec(line);
    return found === null ? undefined : `names ${JSON.stringify(found[0])}, which is no business of the project`;
  });
}

/** Law: the texts are the project's own voice. */
export function assistantWords(house: House): Fault[] {
  return eachLine(house, (line, path) => {
    const found = path === "package-lock.json" ? null : ASSISTANT.exec(line);
    return found === null ? undefined : `says ${JSON.stringify(found[0])}`;
  });
}

/** Law: a room is named after what happens there. */
export function roomNames({ tree }: House): Fault[] {
  return [...tree.keys()].flatMap((path) => {
    const room = path
      .split("/")
      .slice(0, -1)
      .find((name) => NO_ROOM.has(name));
    return room === undefined ? [] : [{ path, line: 1, text: `lies in a room called ${room}: name it after what happens there` }];
  });
}

/** Law: regulation is dated, sourced data: a file of values says its act, unit, first day, status and source. */
export function valuesHeaders({ tree }: House): Fault[] {
  return [...tree]
    .filter(([path]) => /^src\/rules\/(.+\/)?values\/.+\.json$/.test(path))
    .flatMap(([path, text]) => missingFrom(headerOf(text)).map((key) => ({ path, line: 1, text: `its header lacks ${key}` })));
}

function missingFrom(header: Record<string, unknown>): string[] {
  return HEADER.filter((key) => {
    const value = header[key];
    if (key === "validFrom" && typeof value === "string") return !/^\d{4}-\d{2}-\d{2}$/.test(value);
    return value === undefined || value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
  });
}

/** The header of a file of values; empty where the file is no JSON object or has none. */
function headerOf(text: string): Record<string, unknown> {
  try {
    const { header } = JSON.parse(text) as { header?: Record<string, unknown> };
    return header ?? {};
  } catch {
    return {};
  }
}
