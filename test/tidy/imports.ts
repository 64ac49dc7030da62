// Rules on who imports whom: the table of rooms, npm packages, cycles, exports that nothing imports, barrels, default exports.
import { posix } from "node:path";
import type { Facts, Import } from "./facts.ts";
import { BEYOND, ENTRIES, HOUSE, isTest, type Room, roomOf, TEST_PACKAGES } from "./house.ts";
import type { Fault, House } from "./rule.ts";

/** The file that a relative import names; undefined for a package or a node: module. */
function target(facts: Facts, { from }: Import): string | undefined {
  return from.startsWith(".") ? posix.join(posix.dirname(facts.path), from) : undefined;
}

function eachImport(house: House, see: (facts: Facts, one: Import) => string | undefined): Fault[] {
  const faults: Fault[] = [];
  for (const facts of house.facts.values()) {
    for (const one of facts.imports) {
      const text = see(facts, one);
      if (text !== undefined) faults.push({ path: facts.path, line: one.line, text });
    }
  }
  return faults;
}

/** Law: every file of src lies in a room of the table. */
export function knownRooms({ tree }: House): Fault[] {
  return [...tree.keys()]
    .filter((path) => path.startsWith("src/") && HOUSE[roomOf(path) ?? ""] === undefined)
    .map((path) => ({ path, line: 1, text: "lies in no room of the table in test/tidy/house.ts" }));
}

/** Law: a room imports only the rooms that the table allows it, types included, and always a file. */
export function roomImports(house: House): Fault[] {
  return eachImport(house, (facts, one) => {
    const file = target(facts, one);
    if (file === undefined) return undefined;
    if (!house.tree.has(file)) return `imports ${one.from}, which is no file (a folder is not imported, the extension is written)`;
    const from = roomOf(facts.path);
    if (from === undefined) return undefined;
    const into = roomOf(file);
    if (into === from || HOUSE[from]?.rooms === "all") return undefined;
    if (into === undefined) return `${from} may not import ${file}, outside src`;
    if (HOUSE[from]?.rooms.includes(into)) return undefined;
    if (BEYOND.some((beyond) => beyond.file.test(facts.path) && beyond.rooms.includes(into))) return undefined;
    return `${from} may not import ${into} (${file})`;
  });
}

/** Law: a room imports only the npm packages it has business with. */
export function packageImports(house: House): Fault[] {
  return eachImport(house, (facts, { from }) => {
    const room = HOUSE[roomOf(facts.path) ?? ""];
    if (room === undefined || /^(\.|node:)/.test(from)) return undefined;
    const name = /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from;
    if (isTest(facts.path) && TEST_PACKAGES.includes(name)) return undefined;
    return hasBusiness(room, name) ? undefined : `${roomOf(facts.path)} has no business with the package ${name}`;
  });
}

function hasBusiness({ packages }: Room, name: string): boolean {
  return packages === "any" || packages.some((one) => one === name || (one.endsWith("/*") && name.startsWith(one.slice(0, -1))));
}

/** Law: no file imports itself by way of others, types included. */
export function importCycles(house: House): Fault[] {
  const faults: Fault[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const enter = (file: string, line: number): void => {
    const at = path.indexOf(file);
    const facts = house.facts.get(file);
    if (at >= 0) faults.push({ path: path.at(-1) ?? file, line, text: `closes a ring: ${[...path.slice(at), file].join(" -> ")}` });
    if (at >= 0 || done.has(file) || facts === undefined) return;
    path.push(file);
    for (const one of facts.imports) enter(target(facts, one) ?? "", one.line);
    path.pop();
    done.add(file);
  };
  for (const file of house.facts.keys()) enter(file, 1);
  return faults;
}

/** Law: what a file of src exports, another file imports; a type may also serve another export of its own file. */
export function deadExports(house: House): Fault[] {
  const taken = new Map<string, Set<string>>();
  for (const facts of house.facts.values()) {
    for (const one of facts.imports) {
      const file = target(facts, one);
      if (file === undefined) continue;
      const names = taken.get(file) ?? new Set();
      for (const name of one.all ? ["*"] : one.names) names.add(name);
      taken.set(file, names);
    }
  }
  const faults: Fault[] = [];
  for (const { path, exports } of house.facts.values()) {
    if (!path.startsWith("src/") || isTest(path) || ENTRIES.some((entry) => entry.test(path))) continue;
    const names = taken.get(path);
    for (const { name, line, type, usedHere } of exports) {
      if (names?.has(name) || names?.has("*") || (type && usedHere)) continue;
      faults.push({ path, line, text: `exports ${name}, which nothing imports` });
    }
  }
  return faults;
}

/** Law: a file is imported by its own name: no index.ts, and no file that only passes on the exports of others. */
export function barrels({ facts }: House): Fault[] {
  return [...facts.values()]
    .filter(({ path, barrel }) => barrel || /(^|\/)index\.tsx?$/.test(path))
    .map(({ path }) => ({ path, line: 1, text: "is a barrel: import the files themselves" }));
}

/** Law: an export has a name (the configuration files of tools aside). */
export function defaultExports({ facts }: House): Fault[] {
  return [...facts.values()]
    .filter(({ path }) => !/\.config\.ts$/.test(path))
    .flatMap(({ path, exports }) =>
      exports.filter(({ name }) => name === "default").map(({ line }) => ({ path, line, text: "exports a default: give it its name" })),
    );
}
