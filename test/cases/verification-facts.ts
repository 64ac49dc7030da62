// A sample's Statement as a verifier sees it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Analysed, analysedStatement } from "../../src/calc/analysed.ts";
import { obtain } from "../../src/calc/obtain.ts";
import { caseTold } from "../../src/calc/open.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../../src/rules/cbam/free-allocation.ts";
import { type Facts, factsOf } from "../../src/rules/cbam/report/facts.ts";
import benchmarksFile from "../../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import { type Changes, changed } from "../problems/document.ts";
import { root } from "./read.ts";

const defaultValues = defaultsFile as unknown as DefaultValues;
const benchmarks = benchmarksFile as unknown as Benchmarks;

export type Seen = { facts: Facts; analysed: Analysed };

/** As if it were of 2026, so that the definitive act and its free allocation apply. */
export function seen(name: string, changes: Changes = {}): Seen {
  const given = changed(JSON.parse(readFileSync(join(root, "samples", `${name}.json`), "utf8")), changes);
  const bytes = new TextEncoder().encode(JSON.stringify(given));
  const { value, problems } = obtain(bytes, { file: "case.json", defaultValues, asIf: 2026 });
  assert.ok(value, JSON.stringify(problems));
  const told = caseTold(value.statement, "case.json");
  assert.ok(told.value);
  const facts = factsOf(value.statement, told.value, { defaultValues, benchmarks });
  return { facts, analysed: analysedStatement(value.statement, { entryDocuments: new Set() }) };
}
