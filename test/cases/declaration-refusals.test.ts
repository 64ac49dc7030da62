// Every code of the declarant's side is provoked by its file in test/problems; what is refused gives no value.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { statementOf } from "../../src/calc/pipeline.ts";
import { writeCaseFile } from "../../src/formats/case-file.ts";
import { readImportLines } from "../../src/formats/import-lines.ts";
import { DECLARATION_PROBLEMS } from "../../src/model/problems/declaration.ts";
import type { Statement } from "../../src/model/statement.ts";
import { declare } from "../../src/rules/cbam/declaration/declare.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../../src/rules/cbam/free-allocation.ts";
import benchmarksFile from "../../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import { root } from "./read.ts";
import { goodCase } from "./sample.ts";

const benchmarks = benchmarksFile as unknown as Benchmarks;
const defaultValues = defaultsFile as unknown as DefaultValues;

/** `imports` is a CSV text or a JSON list; HASH, GOOD and CN in it stand for those of the statement, which is that of the steel case. */
type Provocation = {
  why: string;
  imports?: unknown;
  repeat?: { text: string; times: number };
  bytes?: string;
  asIf?: number;
  prices?: Record<string, number>;
  statement?: { asIf?: number; altered?: boolean };
  /** A code that is taken out of the benchmarks. */
  without?: string;
  expect: { path: string; line?: number };
};

function statementFor({ asIf, altered }: { asIf?: number; altered?: boolean }): Statement {
  const bytes = new TextEncoder().encode(writeCaseFile(goodCase()));
  const { value } = statementOf(bytes, { file: "steel.json", defaultValues, ...(asIf !== undefined && { asIf }) });
  assert.ok(value);
  return altered ? { ...value.statement, title: "another" } : value.statement;
}

function provoke(given: Provocation) {
  const statement = given.statement && statementFor(given.statement);
  const [good] = statement?.goods ?? [];
  const filled = (text: string): string =>
    text
      .replaceAll('"HASH"', JSON.stringify(statement?.hash ?? ""))
      .replaceAll('"GOOD"', JSON.stringify(good?.id ?? ""))
      .replaceAll('"CN"', JSON.stringify(good?.cn ?? ""));
  const text = typeof given.imports === "string" ? given.imports : JSON.stringify(given.imports ?? "", null, 2);
  const whole = filled(text) + (given.repeat === undefined ? "" : given.repeat.text.repeat(given.repeat.times));
  const bytes = given.bytes === undefined ? new TextEncoder().encode(whole) : Uint8Array.from(Buffer.from(given.bytes, "hex"));
  const read = readImportLines(bytes, { file: "imports" });
  if (read.value === undefined) return read;
  const rows = given.without === undefined ? benchmarks.rows : benchmarks.rows.filter(([cn]) => cn !== given.without);
  const { asIf, prices } = given;
  return declare(read.value, {
    defaultValues,
    benchmarks: { ...benchmarks, rows },
    ...(asIf !== undefined && { asIf }),
    ...(prices && { prices }),
    ...(statement && { statements: [statement] }),
  });
}

for (const [code, spec] of Object.entries(DECLARATION_PROBLEMS)) {
  const file = join(root, "test", "problems", `${code}.json`);
  test(`${code} is provoked where its file says`, () => {
    assert.ok(existsSync(file), `no ${file}`);
    const given = JSON.parse(readFileSync(file, "utf8")) as Provocation;
    const { value, problems } = provoke(given);
    const mine = problems.filter((p) => p.code === code);
    assert.ok(mine.length > 0, `raised instead: ${problems.map((p) => p.code).join(", ")}`);
    const { path, line } = given.expect;
    assert.ok(
      mine.some((p) => p.path === path && p.place?.line === line),
      JSON.stringify(mine.map((p) => [p.path, p.place])),
    );
    for (const { severity, text, todo } of problems) {
      assert.ok(severity === "error" || severity === "warning" || severity === "note");
      for (const said of [text.ko, text.en, todo.ko, todo.en]) assert.doesNotMatch(said, /undefined|NaN|\[object|\bnull\b|\{\w+\}/);
    }
    const errors = new Set(problems.filter((p) => p.severity === "error").map((p) => p.code));
    assert.deepEqual([...errors], spec.severity === "error" ? [code] : []);
    assert.equal(value === undefined, errors.size > 0);
  });
}

test("a superseded table of default values is refused unless another year is supposed", () => {
  const lines = readImportLines(new TextEncoder().encode("id,cn,origin,basis,net_mass,date\n1,72031000,KR,default,100 t,2026-02-03\n"), {
    file: "x",
  });
  assert.ok(lines.value);
  const { value, problems } = declare(lines.value, { defaultValues, benchmarks });
  assert.equal(value, undefined);
  assert.deepEqual(
    problems.filter((p) => p.severity === "error").map((p) => [p.code, p.path, p.place]),
    [["DATASET_SUPERSEDED", "lines/1", { file: "x", line: 2 }]],
  );
  assert.equal(declare(lines.value, { asIf: 2026, defaultValues, benchmarks }).value?.asIf, 2026);
});

test("JSON that is broken, too deep, of another format or with strange fields is refused with its line", () => {
  const codes = (text: string) =>
    readImportLines(new TextEncoder().encode(text), { file: "x" }).problems.map((p) => [p.code, p.place?.line]);
  assert.deepEqual(codes('[{"id": "1",\n "cn" 7}]')[0]?.[0], "LINES_BROKEN");
  assert.deepEqual(codes("[".repeat(100_000)), [["LINES_BROKEN", 1]]);
  assert.deepEqual(
    codes(`// "\n/* " */ ${"[".repeat(100_000)}`).map(([code]) => code),
    ["LINES_BROKEN"],
  );
  assert.deepEqual(codes('{"format": "other", "lines": []}'), [["LINE_FIELD_INVALID", 1]]);
  assert.deepEqual(codes('{"format": "sandan.import-lines/1", "lines": [], "more": 1}'), [["LINES_COLUMN_UNKNOWN", 1]]);
  assert.deepEqual(codes('[{"id": "1",\n"id": "2"}]'), [["LINES_COLUMN_TWICE", 2]]);
  assert.deepEqual(codes('{"format": "sandan.import-lines/1"}'), [["LINE_FIELD_MISSING", 1]]);
  assert.deepEqual(codes("[7]"), [["LINE_FIELD_INVALID", 1]]);
});
