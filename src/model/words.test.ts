// Every word that the calculation writes into a step, and every closed vocabulary, has a label in both languages.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { MEASURES, SUBJECT_KINDS } from "./statement.ts";
import * as vocabulary from "./vocabulary.ts";
import { hasWord, word } from "./words.ts";

const RULES = join(import.meta.dirname, "../rules/cbam");
const sources = new Map(
  readdirSync(RULES)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => [name, readFileSync(join(RULES, name), "utf8")]),
);

/** First group of every match, over all sources or one of them. */
const found = (pattern: RegExp, name?: string): string[] =>
  [...sources].filter(([n]) => name === undefined || n === name).flatMap(([, text]) => [...text.matchAll(pattern)].map((m) => m[1] ?? ""));

const missing = (words: readonly string[]): string[] =>
  [...new Set(words)].filter((key) => key !== "" && !key.includes("$") && !hasWord(key));

test("every word that a rule writes literally has a label", () => {
  const literal = found(/\bwhat: "([^"]+)"/g);
  const fields = [...sources.keys()]
    .filter((name) => name !== "cogeneration.ts" && name !== "installation.ts")
    .flatMap((name) => [
      ...found(/\bat\("([^"`]+)"\)/g, name),
      ...found(/\bown\(run, process, "([^"]+)"/g, name),
      ...found(/\bput\("([^"]+)"/g, name),
    ]);
  const ofProcess = found(/\bspec\(process, "([^"]+)"\)/g);
  const renamed = found(/\bspec\(process, [^)]+, "([^"]+)"\)/g);
  const cogeneration = found(/\bat\("([^"]+)"\)/g, "cogeneration.ts").map((field) => `chp.${field}`);
  const totals = found(/\bsum\(run, "([^"]+)"/g, "installation.ts").map((field) => `installation.${field}`);
  assert.ok(
    literal.length > 5 && fields.length > 20 && ofProcess.length > 5 && renamed.length > 0 && cogeneration.length > 5 && totals.length > 5,
  );
  assert.deepEqual(missing([...literal, ...fields, ...ofProcess, ...renamed, ...cogeneration, ...totals]), []);
});

test("every word that a rule composes has a label", () => {
  const flows = ["imported", "exported"].flatMap((kind) => [
    `heat.${kind}.amount`,
    `heat.${kind}.emissionFactor`,
    `wasteGas.${kind}.amount`,
  ]);
  const power = ["electricity", "electricityExported", "electricityProduced"].flatMap((kind) => [
    `${kind}.amount`,
    `${kind}.emissionFactor`,
  ]);
  const chp = ["heat", "electricity"].flatMap((kind) => [`chp.${kind}Emissions`, `chp.${kind}Factor`, `chp.${kind}Efficiency`]);
  const totals = ["co2", "biomass", "n2o", "pfc", "indirect"].map((gas) => `stated.${gas}`);
  const fuel = ["total", "cbam", "electricity", "nonCbam"].map((use) => `fuel.${use}`);
  const sums = ["directOwn", "heat", "wasteGas", "electricityCredit", "attributedDirect", "indirectAttributed"].map(
    (part) => `installation.${part}`,
  );
  const prices = ["Due", "Rebate", "DueRate", "RebateRate", "Share", "Covered"].map((part) => `carbonPrice${part}`);
  assert.deepEqual(
    missing([...flows, ...power, ...chp, ...totals, ...fuel, ...sums, ...prices, "coveredEmissions/share", "rebateEmissions/share"]),
    [],
  );
});

test("every assumption that a rule makes has a label that explains itself", () => {
  const assumptions = found(/\bassumption: "([^"]+)"/g);
  assert.ok(assumptions.length >= 5);
  assert.deepEqual(missing(assumptions), []);
  for (const key of assumptions) assert.ok(word(key).help !== undefined, key);
});

test("every closed vocabulary has labels", () => {
  const {
    CATEGORIES,
    ROUTES,
    PRECURSOR_BASES,
    REDUCING_AGENTS,
    CARBON_PRICE_INSTRUMENTS,
    REBATE_TYPES,
    DATA_QUALITY,
    DATA_QUALITY_REASONS,
    DATA_VERIFICATION,
  } = vocabulary;
  const lists = [
    MEASURES,
    SUBJECT_KINDS,
    CATEGORIES,
    ROUTES,
    PRECURSOR_BASES,
    REDUCING_AGENTS,
    CARBON_PRICE_INSTRUMENTS,
    REBATE_TYPES,
    DATA_QUALITY,
    DATA_QUALITY_REASONS,
    DATA_VERIFICATION,
  ];
  assert.deepEqual(missing(lists.flat()), []);
});

test("Korean labels are Korean, English ones are not; an unknown word stands for itself", () => {
  for (const key of [...MEASURES, ...SUBJECT_KINDS]) {
    assert.match(word(key).ko, /[가-힣]/);
    assert.doesNotMatch(word(key).en, /[가-힣]/);
  }
  assert.deepEqual(word("no such word"), { ko: "no such word", en: "no such word" });
  assert.deepEqual(word("constructor"), { ko: "constructor", en: "constructor" });
});
