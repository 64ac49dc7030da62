// Every Problem code is provoked by the file that bears its name; every table is whole in both languages.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { isDeepStrictEqual } from "node:util";
import type { BothLanguages, Problem } from "../../src/base/problem.ts";
import { changed, lineOf } from "./document.ts";
import { type Provocation, provoke } from "./provoke.ts";
import { CODES, TABLES } from "./tables.ts";
import { UNPROVOKED } from "./unprovoked.ts";

const folder = import.meta.dirname;
const FILES = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length))
  .sort();

const read = (code: string): Provocation => JSON.parse(readFileSync(join(folder, `${code}.json`), "utf8"));

/** Marks of a value that was never meant to be shown. */
const LEAKS = /undefined|NaN|\[object|\bnull\b|\{\w+\}/;

test("every table of codes in src is listed, and every code stands in one table", () => {
  const inModel = readdirSync(join(folder, "..", "..", "src", "model", "problems")).map((name) => `src/model/problems/${name}`);
  assert.deepEqual(
    Object.keys(TABLES)
      .filter((file) => file.startsWith("src/model/"))
      .sort(),
    inModel.sort(),
  );
  const twice = CODES.filter(({ code, file }) => CODES.some((other) => other.code === code && other.file !== file));
  assert.deepEqual(twice, []);
});

test("every code has a file and every file a code; only what cannot be raised has none", () => {
  const codes = CODES.map(({ code }) => code);
  const missing = codes.filter((code) => !FILES.includes(code)).sort();
  assert.deepEqual(missing, Object.keys(UNPROVOKED).sort());
  assert.deepEqual(
    FILES.filter((code) => !codes.includes(code)),
    [],
  );
  for (const reason of Object.values(UNPROVOKED)) assert.ok(reason.length > 20);
  assert.ok(missing.length <= 3, "a code that nothing raises is to be removed");
});

const parametersOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

/** Parameters that stand for one word in two tongues: {whatKo} and {whatEn}. */
const tongueless = (names: string[]): string[] => names.map((name) => name.replace(/(Ko|En)\}$/, "}"));

test("every text and way out is there in Korean and English, with the same parameters", () => {
  for (const { code, spec } of CODES) {
    for (const { ko, en } of [spec.text, spec.todo] satisfies BothLanguages[]) {
      assert.match(ko, /[가-힣]/, code);
      assert.match(en, /[A-Za-z]/, code);
      assert.doesNotMatch(en, /[가-힣]/, code);
      assert.notEqual(ko, en, code);
      assert.deepEqual(tongueless(parametersOf(ko)), tongueless(parametersOf(en)), code);
    }
  }
});

/** Where a Problem says that the fault lies: the file apart. */
function spotOf({ path, place = {} }: Problem): { file: string | undefined; spot: object } {
  const { file, ...inside } = place;
  return { file, spot: { path, ...inside } };
}

/** The file as it would be without its fault: what is found there too was not provoked. */
function sound(given: Provocation, name: string): Problem[] {
  const { set: _set, remove: _remove, engine, text, bytes, sheets, statement, workbook, case: base, asIf } = given;
  if (engine !== undefined || text !== undefined || bytes !== undefined || sheets !== undefined || statement !== undefined) return [];
  return provoke(
    { ...(workbook === undefined ? { case: base } : { workbook: {} }), ...(asIf && { asIf }), why: "", expect: { path: "" } },
    name,
  ).problems;
}

/** Doors of their own: these files are run in test/store/embedded.test.ts, test/cases/declaration-refusals.test.ts, test/compare.test.ts, test/datasets.test.ts, test/grids.test.ts, test/cases/verification.test.ts, test/package.test.ts, test/pcf/problems.test.ts, test/server/sign-on.test.ts and test/server/problems.test.ts. */
const OTHER_DOORS = [
  "src/model/problems/activity-table.ts",
  "src/model/problems/credential.ts",
  "src/model/problems/document.ts",
  "src/model/problems/database.ts",
  "src/model/problems/footprint.ts",
  "src/model/problems/grid.ts",
  "src/model/problems/declaration.ts",
  "src/model/problems/change.ts",
  "src/model/problems/import.ts",
  "src/model/problems/intake.ts",
  "src/model/problems/operate.ts",
  "src/model/problems/package.ts",
  "src/model/problems/record.ts",
  "src/model/problems/request.ts",
  "src/model/problems/sign-on.ts",
  "src/model/problems/store.ts",
  "src/model/problems/verification.ts",
];

for (const { code, spec } of CODES.filter(({ code, file }) => FILES.includes(code) && !OTHER_DOORS.includes(file))) {
  const given = read(code);
  if ("calls" in given) continue;
  test(`${code}: ${given.why}`, () => {
    const name = given.workbook === undefined && given.sheets === undefined ? `${code}.json` : `${code}.xlsx`;
    const { value, problems, place = {} } = provoke(given, name);
    const before = sound(given, name).map((p) => JSON.stringify(p));
    const mine = problems.filter((p) => p.code === code && !before.includes(JSON.stringify(p)));
    assert.ok(mine.length > 0, `raised instead: ${problems.map((p) => p.code).join(", ")}`);
    for (const { severity } of mine) assert.equal(severity, spec.severity);
    const spots = mine.map((p) => spotOf(p).spot);
    const wanted = { path: given.expect.path, ...place };
    assert.deepEqual(spots.find((spot) => isDeepStrictEqual(spot, wanted)) ?? spots[0], wanted);
    for (const p of problems) {
      assert.ok([undefined, name].includes(spotOf(p).file), p.code);
      for (const text of [p.text.ko, p.text.en, p.todo.ko, p.todo.en]) assert.doesNotMatch(text, LEAKS, p.code);
    }
    const errors = new Set(problems.filter((p) => p.severity === "error").map((p) => p.code));
    assert.deepEqual([...errors].sort(), [...(spec.severity === "error" ? [code] : []), ...(given.stoppedBy ?? [])].sort());
    assert.equal(value === undefined, errors.size > 0, "an error stops, anything else leaves a value");
  });
}

test("every file says in one line what is wrong in it", () => {
  for (const code of FILES) {
    const { why } = read(code);
    assert.ok(why.length > 10 && why.length <= 140 && !why.includes("\n"), code);
  }
});

test("a change by path reaches entries by id and members whose name holds slashes", () => {
  const document = { list: [{ id: "a", v: 1 }], steps: { "x/y": { v: 2 } } };
  assert.deepEqual(changed(document, { set: { "list/a/v": 3 }, remove: ["steps/x/y/v"] }), {
    list: [{ id: "a", v: 3 }],
    steps: { "x/y": {} },
  });
  assert.equal(lineOf(document, "list/0/v"), 5);
  assert.throws(() => changed(document, { remove: ["list/b"] }));
});
