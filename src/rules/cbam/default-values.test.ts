// The lookup of default values, the stored tables against the shared transcriptions.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { DefaultRow } from "../../model/dataset.ts";
import { DATASET_PROBLEMS } from "../../model/problems/dataset.ts";
import { type DefaultValues, lookupDefault } from "./default-values.ts";
import { categoryOfCn, cnTable, countryOf } from "./tables.ts";

const shared = join(import.meta.dirname, "../../../../shared/data/cbam/tables");
const skip = existsSync(shared) ? false : "the shared tables are not beside the project";
const value = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, "values", name), "utf8"));
const original = (name: string) => JSON.parse(readFileSync(join(shared, name), "utf8")).rows;

const table: DefaultValues = value("default-values.json");
const find = (country: string | undefined, cn: string, route?: string) =>
  lookupDefault(table, { country, cn, ...(route === undefined ? {} : { route }), forDeclaration: false });
const codes = (answer: { problems: { code: string }[] }): string[] => answer.problems.map((p) => p.code);
const small = (rows: DefaultRow[]): DefaultValues => ({ header: { ...table.header, status: "inForce" }, countries: ["KR", "other"], rows });

describe("default values", () => {
  it("take a country's whole row", () => {
    const { value: china } = find("China", "7208 10 00");
    assert.deepEqual([china?.direct, china?.indirect, china?.total, china?.route, china?.country], [3.186893, null, 3.186893, "C", "CN"]);
    assert.deepEqual([china?.source.row, china?.source.act, china?.source.status], ["CN/7208", "IR (EU) 2025/2621", "superseded"]);
    assert.equal(find("KR", "72081000").value?.country, "KR");
  });

  it("take 0 for a value: hydrogen of Mali", () => {
    const answer = find("Mali", "28041000");
    assert.equal(answer.value?.total, 0);
    assert.equal(answer.value?.country, "ML");
  });

  it("take the total, not the sum of the parts", () => {
    const clay = find("CN", "25231000", "A").value;
    assert.deepEqual([clay?.direct, clay?.indirect, clay?.total], [1.35, 0.04, 1.39]);
    const other = find("FJ", "31021012").value;
    assert.deepEqual([other?.direct, other?.indirect, other?.total], [0.86, 0.04, 0.9]);
  });

  it("fall back on the whole row of other countries, and say so", () => {
    const unlisted = find("FJ", "72031000");
    assert.deepEqual([unlisted.value?.total, unlisted.value?.country], [1.325, "other"]);
    assert.deepEqual(codes(unlisted), ["DATASET_SUPERSEDED_USED", "DEFAULT_OTHER_COUNTRIES"]);
    const blank = find("Albania", "25232100");
    assert.deepEqual([blank.value?.total, blank.value?.country], [1.45, "other"]);
  });

  it("take the highest total with its route where the origin is unknown", () => {
    const answer = find(undefined, "72081000");
    const totals = table.countries.map((country) => find(country === "other" ? "FJ" : country, "72081000").value?.total ?? 0);
    assert.equal(answer.value?.total, Math.max(...totals));
    assert.equal(answer.value?.source.point, "Annex IV");
    assert.ok(codes(answer).includes("DEFAULT_UNKNOWN_ORIGIN"));
  });

  it("ask which cement it is, and take the answer as letter, id or word", () => {
    const open = find("CN", "25231000");
    assert.deepEqual(codes(open), ["DEFAULT_AMBIGUOUS"]);
    assert.match(open.problems[0]?.text.en ?? "", /grey, white/);
    for (const route of ["B", "whiteClinker", "White clinker"]) assert.equal(find("CN", "25231000", route).value?.total, 1.3);
    for (const route of ["A", "greyClinker"]) assert.equal(find("CN", "25231000", route).value?.total, 1.39);
    assert.deepEqual(codes(find("IQ", "25231000")), ["DEFAULT_AMBIGUOUS"]);
    assert.equal(find("IQ", "25231000", "B").value?.country, "other");
    assert.deepEqual(codes(find("CN", "25231000", "Electric arc furnace")), ["DEFAULT_AMBIGUOUS"]);
  });

  it("match the longest code of a country, and ask where rows have more digits", () => {
    const long = small([
      [0, "7208", 1, null, 1, "C"],
      [0, "72081000", 2, null, 2, "E"],
      [1, "72081000", 9, null, 9, ""],
    ]);
    assert.equal(lookupDefault(long, { country: "KR", cn: "72081000", forDeclaration: true }).value?.total, 2);
    assert.equal(lookupDefault(long, { country: "KR", cn: "72089020", forDeclaration: true }).value?.total, 1);
    const taric = small([
      [0, "2523100010", 1, 0.1, 1.1, "A"],
      [0, "2523100090", 2, 0.1, 2.1, "B"],
    ]);
    assert.deepEqual(codes(lookupDefault(taric, { country: "KR", cn: "25231000", forDeclaration: true })), ["DEFAULT_AMBIGUOUS"]);
    assert.equal(lookupDefault(taric, { country: "KR", cn: "2523100090", forDeclaration: true }).value?.total, 2.1);
    assert.equal(lookupDefault(taric, { country: "KR", cn: "25231000", route: "A", forDeclaration: true }).value?.total, 1.1);
  });

  it("read the printed routes", () => {
    const routes = (printed: string) =>
      lookupDefault(small([[0, "72081000", 1, null, 1, printed]]), { country: "KR", cn: "72081000", forDeclaration: true }).value;
    assert.deepEqual(routes("C)/(F")?.routeLetters, ["C", "F"]);
    assert.equal(routes("C)/(F")?.route, "C/F");
    assert.deepEqual(routes("N/A")?.routeLetters, []);
    assert.equal(routes("")?.route, "");
  });

  it("refuse a superseded table for a declaration, with a way out", () => {
    const answer = lookupDefault(table, { country: "CN", cn: "72081000", forDeclaration: true });
    assert.equal(answer.value, undefined);
    assert.equal(answer.problems[0]?.code, "DATASET_SUPERSEDED");
    assert.equal(answer.problems[0]?.severity, "error");
    assert.match(answer.problems[0]?.text.en ?? "", /v20260204.*2026\/1740/);
  });

  it("answer a Problem where code or country is unknown", () => {
    assert.deepEqual(codes(find("CN", "7208")), ["CN_MALFORMED"]);
    assert.deepEqual(codes(find("Atlantis", "72081000")), ["COUNTRY_UNKNOWN"]);
    assert.deepEqual(codes(find("CN", "99999999")), ["DEFAULT_MISSING"]);
  });

  it("find a value for every good of 2026 but electricity, of every country", () => {
    for (const { cn } of cnTable().filter((row) => categoryOfCn(row.cn, 2026) !== undefined && row.category !== "electricity"))
      assert.notEqual(find("Korea", cn, "A").value, undefined, cn);
  });
});

describe("stored tables", () => {
  it("hold every default value of the transcription", { skip }, () => {
    const rows = original("default-values-2025-2621-v20260204.json") as {
      country: string;
      cn: string;
      description: string;
      direct: number;
      indirect: number;
      total: number;
      route: string;
    }[];
    assert.equal(table.rows.length, rows.length);
    const key = (country: string, cn: string, variant = ""): string => `${country}/${cn}/${variant}`;
    const stored = new Map(table.rows.map((row) => [key(table.countries[row[0]] ?? "", row[1], row[6]), row]));
    for (const row of rows) {
      const country = row.country.startsWith("Other Countries") ? "other" : (countryOf(row.country) ?? "");
      const variant = /^(Grey|White) (clinker|hydraulic)/.exec(row.description)?.[1]?.toLowerCase();
      assert.deepEqual(
        stored.get(key(country, row.cn, variant))?.slice(2, 6),
        [row.direct, row.indirect, row.total, row.route],
        `${row.country} ${row.cn}`,
      );
    }
  });

  it("hold every benchmark of the transcription, in order, with its blanks", { skip }, () => {
    const rows = original("benchmarks-2025-2620.json") as { cn: string; A: number | null; A_ind: string; B: number; B_ind: string }[];
    const letters = (printed: string): string => printed.replace(/[()]/g, "");
    const stored = value("benchmarks.json").rows as unknown[][];
    assert.deepEqual(
      stored.map((row) => row.slice(0, 5)),
      rows.map((row) => [row.cn, row.A, letters(row.A_ind), row.B, letters(row.B_ind)]),
    );
    assert.equal(new Set(stored.map((row) => row[0])).size, 570);
  });

  it("speak only of goods in scope, but for four codes that were withdrawn", () => {
    const outside = (value("cn.json").outside as string[][]).map(([cn]) => cn);
    assert.deepEqual(outside, ["76151010", "76151030", "76151080", "76152000"]);
    const strangers = table.rows.map((row) => row[1]).filter((cn) => cn.length === 8 && categoryOfCn(cn, 2026) === undefined);
    assert.deepEqual(new Set(strangers), new Set(outside));
    for (const [cn] of value("benchmarks.json").rows as [string][]) assert.ok(categoryOfCn(cn, 2026), cn);
  });
});

describe("texts of the dataset problems", () => {
  it("have the same places to fill in both languages", () => {
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? "").sort();
    for (const [code, { text, todo }] of Object.entries(DATASET_PROBLEMS)) {
      assert.deepEqual(new Set(names(text.ko)), new Set(names(text.en)), code);
      assert.deepEqual(new Set(names(todo.ko)), new Set(names(todo.en)), code);
    }
  });
});
