// Tables of the law imported: the Commission's workbooks by their headers, CSV and JSON, what changed, and what is refused.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { type ImportedTable, type ImportOptions, importTable, tableChange } from "../src/calc/dataset-import.ts";
import { renderTableChange } from "../src/formats/table-change-text.ts";
import { type SyntheticSheet, syntheticXlsx } from "../src/formats/xlsx/synthetic.ts";
import { IMPORT_PROBLEMS } from "../src/model/problems/import.ts";
import { type DefaultValues, lookupDefault } from "../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../src/rules/cbam/free-allocation.ts";
import benchmarksFile from "../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../src/rules/cbam/values/default-values.json" with { type: "json" };
import { root } from "./cases/read.ts";
import { generator } from "./fuzz/seed.ts";

const installed = defaultsFile as unknown as DefaultValues;
const benchmarks = benchmarksFile as unknown as Benchmarks;
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const SAID = { act: "IR (EU) 2026/1740", validFrom: "2026-01-01" };

function imported(bytes: Uint8Array, options: Partial<ImportOptions> = {}): ImportedTable {
  const { value, problems } = importTable(bytes, { file: "table", ...options });
  assert.ok(value, JSON.stringify(problems.slice(0, 3)));
  return value;
}

function defaultsOf(value: ImportedTable): DefaultValues {
  assert.equal(value.kind, "default-values");
  return value.table as DefaultValues;
}

/** Rows of a sheet from cell A1 on. */
function sheet(...rows: (string | number | undefined)[][]): SyntheticSheet {
  const cells: SyntheticSheet = {};
  for (const [r, row] of rows.entries())
    for (const [c, cell] of row.entries()) if (cell !== undefined) cells[`${"ABCDEFGHIJ"[c]}${r + 1}`] = cell;
  return cells;
}

const HEAD = [
  "Product CN Code",
  "Description",
  "Default Value (direct emissions)",
  "Default Value (indirect emissions)",
  "Default Value (total emissions)",
  "Production route",
];
const VERSIONS = sheet(
  ["Version History"],
  ["Date", "Change"],
  ["04/02/2026", "first"],
  ["20/07/2026", "Annexes replaced by Implementing Regulation (EU) 2026/1740"],
);

const SHEETS: Record<string, SyntheticSheet> = {
  "Read me": sheet(["How to use this workbook"]),
  "Version History": VERSIONS,
  "Korea, Republic of": sheet(
    ["Default values"],
    HEAD,
    ["Cement"],
    ["2523 10 00 10", "Grey clinker", "0,910", "0,061", "0,971", "(A)"],
    ["2523 10 00 90", "White clinker", "1,310", "0,071", "1,381", "(B)"],
    ["7208", "Flat-rolled products", "see below", "see below", "see below"],
    ["7208 10 00", "Coils", "2,100", "0,180", "2,280", "(C)"],
    ["7226 20 00", "High-speed steel", "–", "–", "–", "C)/(F"],
    ["2804 10 00", "Hydrogen", "0,000", "0,000", "0,000", "N/A"],
  ),
  "Other Countries and Territories": sheet(
    HEAD,
    ["7226 20 00", "High-speed steel", "5,400", "0,100", "5,500", "(F)"],
    ["7208 10 00", "Coils", "3,000", "0,200", "3,200", "(C)"],
  ),
  "Annex IV": sheet(HEAD, ["7208 10 00", "Coils", "3,000", "0,200", "3,200", "(C)"]),
};

test("the Commission's workbook: sheets by country, decimal commas, codes of TARIC, headings, version and act", () => {
  const value = imported(syntheticXlsx(SHEETS));
  const table = defaultsOf(value);
  assert.deepEqual(
    [table.header.act, table.header.version, table.header.status, table.header.validFrom],
    ["IR (EU) 2026/1740", "2026-07-20", "inForce", "2026-01-01"],
  );
  assert.match(table.header.origin?.sha256 ?? "", /^[0-9a-f]{64}$/);
  assert.deepEqual(value.preview.ignored, ["Read me", "Version History"]);
  assert.deepEqual(table.countries, ["KR", "other"]);
  assert.deepEqual(table.rows.slice(0, 5), [
    [0, "2523100010", 0.91, 0.061, 0.971, "(A)"],
    [0, "2523100090", 1.31, 0.071, 1.381, "(B)"],
    [0, "72081000", 2.1, 0.18, 2.28, "(C)"],
    [0, "72262000", null, null, null, "C)/(F"],
    [0, "28041000", 0, 0, 0, "N/A"],
  ]);
  const look = (cn: string, country?: string) => lookupDefault(table, { cn, country, forDeclaration: true });
  assert.equal(look("72081000", "KR").value?.total, 2.28);
  assert.equal(look("72262000", "KR").value?.total, 5.5, "a dash is none: the whole row of other countries");
  assert.equal(look("28041000", "KR").value?.total, 0, "zero is a value");
  assert.equal(look("25231000", "KR").problems[0]?.code, "DEFAULT_AMBIGUOUS");
  assert.equal(look("2523100090", "KR").value?.total, 1.381);
});

test("other orders of columns, a column of countries, figures as numbers, and mark-ups left out", () => {
  const rows = sheet(
    ["CBAM default values 2026"],
    ["Country of origin", "Default value total", "Mark-up 2026 total", "indirect", "direct", "Route", "CN code"],
    ["Viet Nam", 3.5, 3.85, 0.5, 3, "C", 72081000],
    ["Other countries and territories", 4, 4.4, 1, 3, "C", "7208 10 00"],
  );
  const table = defaultsOf(imported(syntheticXlsx({ Values: rows }), SAID));
  assert.deepEqual(table.countries, ["VN", "other"]);
  assert.deepEqual(table.rows[0], [0, "72081000", 3, 0.5, 3.5, "C"]);
});

test("grey and white rows of one code bear their colour; two rows that nothing tells apart are refused", () => {
  const rows = (second: string) =>
    sheet(HEAD, ["2523 90 00", "Grey cement", "0,7", "0", "0,7", ""], ["2523 90 00", second, "0,9", "0", "0,9", ""]);
  const table = defaultsOf(imported(syntheticXlsx({ Türkiye: rows("White cement") }), SAID));
  assert.deepEqual(
    table.rows.map((row) => row[6]),
    ["grey", "white"],
  );
  const { problems } = importTable(syntheticXlsx({ Türkiye: rows("Grey cement") }), { file: "t", ...SAID });
  assert.deepEqual(
    problems.map(({ code, place }) => [code, place?.sheet, place?.line]),
    [["TABLE_ROW_TWICE", "Türkiye", 3]],
  );
});

test("the workbook of benchmarks: columns A and B with their indicators, merged cells of column A", () => {
  const rows = sheet(
    ["CBAM benchmarks, Implementing Regulation (EU) 2025/2620"],
    [
      "CN code",
      "Description",
      "Column A BMg* [tCO2e/t]",
      "Production route indicator",
      "Column B BMg [tCO2e/t]",
      "Production route indicator",
    ],
    ["7207 19 12", "Billets", "0,188", "(C)", "1,364", "(C)"],
    [undefined, undefined, "0,065", "(D)", "0,475", "(D)"],
    ["7228 30 89", "Bars", 0.109, "", 1.613, "(F)(1)"],
    ["7228 30 89", "Bars", undefined, "", 1.446, "(F)(2)"],
  );
  const value = imported(syntheticXlsx({ Benchmarks: rows }));
  assert.equal(value.kind, "benchmarks");
  assert.deepEqual(value.table.rows, [
    ["72071912", 0.188, "C", 1.364, "C"],
    ["72071912", 0.065, "D", 0.475, "D"],
    ["72283089", 0.109, "", 1.613, "F1"],
    ["72283089", null, "", 1.446, "F2"],
  ]);
  assert.equal(value.table.header.act, "IR (EU) 2025/2620");
});

const csv = (rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  rows.map((row) => row.map((cell) => cell ?? "-").join(",")).join("\n");

test("the installed tables written as CSV and as JSON read back the same", () => {
  const rows = installed.rows.map(([country, cn, direct, indirect, total, route, variant]) => [
    installed.countries[country],
    cn,
    direct,
    indirect,
    total,
    route,
    variant ?? "",
  ]);
  const table = defaultsOf(
    imported(encoded(`country,cn,direct,indirect,total,route,variant\n${csv(rows)}\n`), { act: "IR (EU) 2025/2621" }),
  );
  assert.deepEqual(tableChange(installed, table), {
    ...tableChange(installed, table),
    equal: installed.rows.length,
    rounded: 0,
    added: [],
    withdrawn: [],
    moved: [],
  });
  assert.deepEqual([table.header.status, table.header.supersededBy], ["superseded", "IR (EU) 2026/1740"]);
  const again = defaultsOf(imported(encoded(JSON.stringify(installed))));
  assert.deepEqual(again.rows, installed.rows);
  const marks = imported(encoded(`cn,a,a_indicator,b,b_indicator\n${csv(benchmarks.rows.map((row) => row.slice(0, 5)))}\n`), {
    act: "IR (EU) 2025/2620",
  });
  assert.deepEqual(
    marks.table.rows.map((row) => row.slice(0, 5)),
    benchmarks.rows.map((row) => row.slice(0, 5)),
  );
});

test("the report: one moved, some withdrawn, some added, decimals lost; in both languages", () => {
  const other = installed.countries.indexOf("other");
  const rows = installed.rows
    .filter(([, cn]) => !cn.startsWith("7615"))
    .map((row) => [...row])
    .map((row) => [
      row[0],
      row[1],
      ...row.slice(2, 5).map((v) => (typeof v === "number" ? Math.round(v * 1000) / 1000 : v)),
      ...row.slice(5),
    ]);
  const moved = rows.find(([country, cn]) => country === other && cn === "72262000");
  assert.ok(moved);
  moved[4] = 5.5;
  rows.push([other, "72999999", 1, 1, 2, "C"]);
  const table = { ...installed, rows } as unknown as DefaultValues;
  const change = tableChange(installed, table);
  const withdrawn = installed.rows.filter(([, cn]) => cn.startsWith("7615")).length;
  assert.deepEqual([change.added, change.withdrawn.length], [["other/72999999"], withdrawn]);
  assert.deepEqual(
    change.moved.map(({ key, what, after }) => [key, what, after]),
    [["other/72262000", "total", 5.5]],
  );
  assert.equal(change.equal + change.rounded + change.moved.length + withdrawn, installed.rows.length);
  const preview = { kind: "default-values", sheets: [], ignored: [], rows: rows.length, goods: 1 };
  for (const lang of ["ko", "en"] as const)
    assert.match(renderTableChange({ preview, header: table.header, change }, { lang }), /other\/72262000 {2}total {2}[\d.]+ -> 5\.5/);
});

const SHARED = join(root, "..", "shared", "data", "cbam", "tables", "default-values-2025-2621-v20260204.json");

test("a workbook of all the Commission's values, a sheet a country, is read as the installed table has it", {
  skip: existsSync(SHARED) ? false : "the shared tables are not here",
}, () => {
  type Given = {
    country: string;
    cn: string;
    description: string;
    direct: number | null;
    indirect: number | null;
    total: number | null;
    route?: string;
  };
  const { rows } = JSON.parse(readFileSync(SHARED, "utf8")) as { rows: Given[] };
  const comma = (value: number | null): string => (value === null ? "–" : String(value).replace(".", ","));
  const sheets = Object.fromEntries(
    [...Map.groupBy(rows, ({ country }) => country)].map(([country, mine]) => [
      country.slice(0, 31),
      sheet([country], HEAD, ...mine.map((r) => [r.cn, r.description, comma(r.direct), comma(r.indirect), comma(r.total), r.route ?? ""])),
    ]),
  );
  const value = imported(syntheticXlsx({ ...sheets, "Version History": VERSIONS }));
  const change = tableChange(installed, value.table);
  assert.deepEqual([change.added, change.withdrawn, change.moved, change.rounded], [[], [], [], 0]);
});

test("mutated cells never crash the reader and never give a figure that is none", () => {
  const random = generator(20260720);
  const junk = [
    "",
    "-",
    "NaN",
    "1,2,3",
    "-1",
    "1e400",
    "∞",
    "7208",
    "see below",
    "=1+1",
    "Total",
    "CN",
    "\u0000",
    "x".repeat(5000),
    1e308,
    -5,
  ];
  const names = Object.keys(SHEETS);
  for (let i = 0; i < 300; i += 1) {
    const sheets = structuredClone(SHEETS);
    for (let k = 0; k < 4; k += 1) {
      const mine = sheets[names[random(names.length)] ?? ""] ?? {};
      const cells = Object.keys(mine);
      mine[cells[random(cells.length)] ?? "A1"] = junk[random(junk.length)] ?? "";
    }
    const { value, problems } = importTable(syntheticXlsx(sheets), { file: "t", ...SAID });
    assert.ok(value !== undefined || problems.length > 0);
    if (value?.kind === "default-values")
      for (const [, , ...figures] of value.table.rows)
        for (const figure of figures.slice(0, 3)) assert.ok(figure === null || (Number.isFinite(figure) && (figure as number) >= 0));
  }
});

type Provocation = {
  why: string;
  csv: string;
  repeat?: { text: string; times: number };
  act?: string | null;
  expect: { path: string; line?: number };
};

for (const [code, spec] of Object.entries(IMPORT_PROBLEMS))
  test(`${code} is provoked by its file`, () => {
    const given = JSON.parse(readFileSync(join(root, "test", "problems", `${code}.json`), "utf8")) as Provocation;
    const text = given.csv + (given.repeat === undefined ? "" : given.repeat.text.repeat(given.repeat.times));
    const act = given.act === undefined ? { act: SAID.act } : given.act === null ? {} : { act: given.act, validFrom: "2031-01-01" };
    const { value, problems } = importTable(encoded(text), { file: "table.csv", ...act });
    const mine = problems.find((p) => p.code === code);
    assert.ok(mine, `raised instead: ${problems.map((p) => p.code).join(", ")}`);
    assert.deepEqual([mine.path, mine.place?.line, mine.severity], [given.expect.path, given.expect.line, spec.severity]);
    assert.equal(value === undefined, spec.severity === "error");
    for (const one of [mine.text.ko, mine.text.en, mine.todo.ko, mine.todo.en]) assert.doesNotMatch(one, /undefined|NaN|\{\w+\}/);
  });
