// The grids: records as rows and back, cells as people type them, the same grid as a workbook both ways.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Json } from "../src/base/canonical.ts";
import { composeCase } from "../src/calc/compose.ts";
import { parsedGrid } from "../src/calc/grid-book.ts";
import { recordsOfCase } from "../src/calc/records-of-case.ts";
import { openTable, textOf } from "../src/formats/activity-table/open-table.ts";
import { readGridBook, writeGridBook } from "../src/formats/grid-book.ts";
import { readRecord } from "../src/formats/record.ts";
import { syntheticXlsx } from "../src/formats/xlsx/synthetic.ts";
import type { Activity } from "../src/model/activity.ts";
import type { Case } from "../src/model/case.ts";
import { citationIn, citationText } from "../src/model/grid/cell-text.ts";
import type { Column } from "../src/model/grid/column.ts";
import { entered } from "../src/model/grid/entered.ts";
import { faultOf } from "../src/model/grid/faults.ts";
import type { Row } from "../src/model/grid/row.ts";
import { TABLE_NAMES, type TableName } from "../src/model/grid/table.ts";
import { GROUPS, tableOf } from "../src/model/grid/tables.ts";
import { changesOf, type Edit, rowsOf } from "../src/model/grids.ts";
import { GRID_PROBLEMS } from "../src/model/problems/grid.ts";
import { calculated, root, sample } from "./cases/read.ts";
import { change } from "./cases/sample.ts";
import { fertiliserCase, smelterCase } from "./outside/libreoffice-cases.ts";

const PERIOD = { start: "2025-01-01", end: "2025-12-31" };
const HASH = "ab".repeat(32);

const recordsOf = (given: Case): Map<string, Json> =>
  new Map(recordsOfCase(given, { evidence: HASH, title: "case" }).map(({ key, body }) => [key, body]));

/** Codes of goods without blanks, as the grids keep them. */
const plainCodes = (given: Case): Case =>
  change(given, ({ products = [] }) => {
    for (const product of products) product.cn = product.cn.replaceAll(" ", "");
  });

const SAMPLES = {
  factory: recordsOf(sample("sample-factory")),
  furnace: recordsOf(sample("blast-furnace")),
  screws: recordsOf(sample("screws")),
  smelter: recordsOf(plainCodes(smelterCase())),
  fertiliser: recordsOf(fertiliserCase()),
};
const line = (target: string, value: number): Json => ({ target, start: "2025-01-01", end: "2025-01-31", value, unit: "t" });
const withLines = (records: Map<string, Json>): Map<string, Json> =>
  new Map([...records, ["activities/a", line("streams/gas-mill/activity", 5)], ["activities/b", line("products/bar/amount", 7)]]);

function editOf(name: TableName, records: ReadonlyMap<string, Json>): Edit {
  const table = tableOf(name);
  const files = [{ sha256: HASH, name: "a.pdf" }];
  const columns = table.columns({ records, files });
  return { table, columns, rows: rowsOf(table, records, columns), records, period: PERIOD, files };
}

const column = (name: TableName, key: string, records = SAMPLES.factory): Column => {
  const found = editOf(name, records).columns.find((one) => one.key === key);
  assert.ok(found, key);
  return found;
};

function applied(records: ReadonlyMap<string, Json>, edit: Edit): Map<string, Json> {
  const { changes, faults } = changesOf(edit);
  assert.deepEqual(faults, []);
  const now = new Map(records);
  for (const { key, body } of changes) {
    if (body === null) now.delete(key);
    else {
      const read = readRecord(key, JSON.parse(JSON.stringify(body)) as Json);
      assert.deepEqual(read.problems, [], key);
      now.set(key, read.value?.body as Json);
    }
  }
  return now;
}

test("every column has a label of its own, two lines of help in both languages with an example, and units or choices where it needs them", () => {
  for (const name of TABLE_NAMES) {
    const { columns } = editOf(name, SAMPLES.smelter);
    for (const lang of ["ko", "en"] as const) {
      const labels = columns.map(({ label }) => label[lang]);
      assert.equal(new Set(labels).size, labels.length, `${name}: ${labels.join(", ")}`);
    }
    for (const { key, help, kind, dimensions, options } of columns) {
      assert.match(help.ko, /\n예: /, `${name} ${key}`);
      assert.match(help.en, /\nSuch as: /, `${name} ${key}`);
      if (kind === "quantity") assert.ok((dimensions ?? []).length > 0, `${name} ${key}`);
      if (kind === "choice" || kind === "choices") assert.ok((options ?? []).length > 1, `${name} ${key}`);
    }
  }
  assert.deepEqual([...new Set(GROUPS.flatMap(({ tables }) => tables))].sort(), [...TABLE_NAMES].sort());
});

test("rows that nobody changed change nothing, whatever a record holds beside what is shown", () => {
  for (const [plant, records] of Object.entries({ ...SAMPLES, lines: withLines(SAMPLES.factory) }))
    for (const name of TABLE_NAMES) assert.deepEqual(changesOf(editOf(name, records)), { changes: [], faults: [] }, `${plant} ${name}`);
});

/** The rows of a table taken into a period that has everything but them. */
function entered0(name: TableName, records: ReadonlyMap<string, Json>): { bare: Map<string, Json>; rows: Row[] } {
  const { table, rows } = editOf(name, records);
  const bare = new Map<string, Json>();
  for (const [key, body] of records) {
    if (!key.startsWith(`${table.list}/`)) bare.set(key, body);
    else if (table.inner !== undefined) {
      const rest = structuredClone(body) as Record<string, Json>;
      for (const { path } of table.inner) delete rest[path.split("/")[0] ?? ""];
      bare.set(key, name === "sources" ? { ...rest, sources: [] } : rest);
    }
  }
  return { bare, rows: rows.map((row, i) => ({ ...row, id: `new:${i}` })) };
}

test("a table entered from nothing gives the rows again: rows to records and back is the identity", () => {
  for (const [plant, records] of Object.entries({ ...SAMPLES, factory: withLines(SAMPLES.factory) }))
    for (const name of TABLE_NAMES) {
      const { bare, rows } = entered0(name, records);
      const edit = { ...editOf(name, bare), columns: editOf(name, records).columns, rows };
      const now = applied(bare, edit);
      const again = rowsOf(edit.table, now, edit.columns);
      const plain = (given: readonly Row[]) => given.map(({ cells }) => JSON.stringify(Object.entries(cells).sort())).sort();
      if (name === "activities")
        assert.deepEqual(
          again.map(({ cells }) => cells),
          rows.map(({ cells }) => cells),
        );
      else assert.deepEqual(plain(again), plain(rows), `${plant} ${name}`);
    }
});

test("a change of some cells changes those and no others, and rows read again are the rows that were typed", () => {
  const texts = fc.constantFrom(
    "",
    "12 t",
    "3 kg",
    "-7 t",
    "0.5 %",
    "48 GJ/t",
    "KR",
    "72142000",
    "true",
    "line 4",
    "A!B3",
    "mill",
    "gas-bills",
    "2025-03-01",
  );
  const tables = fc.constantFrom(...TABLE_NAMES);
  fc.assert(
    fc.property(tables, fc.array(fc.tuple(fc.nat(200), fc.nat(40), texts), { maxLength: 12 }), (name, edits) => {
      const records = withLines(SAMPLES.factory);
      const edit = editOf(name, records);
      const rows = edit.rows.map((row) => ({ ...row, cells: { ...row.cells } as Record<string, string> }));
      for (const [r, c, text] of edits) {
        const [row, at] = [rows[r % Math.max(rows.length, 1)], edit.columns[c % edit.columns.length]];
        if (row === undefined || at === undefined || at.fixed || faultOf(at, text) !== undefined) continue;
        if (text === "") delete row.cells[at.key];
        else row.cells[at.key] = text;
      }
      const { faults } = changesOf({ ...edit, rows });
      if (faults.length > 0) return;
      const now = applied(records, { ...edit, rows });
      assert.deepEqual(
        rowsOf(edit.table, now, edit.columns).filter(({ id }) => rows.some((row) => row.id === id)).length > 0 ||
          rows.length === 0 ||
          name === "outputs" ||
          name === "fuelUse",
        true,
      );
      for (const row of rowsOf(edit.table, now, edit.columns))
        assert.deepEqual(row.cells, rows.find(({ id }) => id === row.id)?.cells, row.id);
      for (const [key, body] of records) if (!key.startsWith(`${edit.table.list}/`)) assert.deepEqual(now.get(key), body);
    }),
    { numRuns: 400 },
  );
});

test("numbers are read as Korean and English write them; what could mean two things, and a number without unit, is told", () => {
  const at = column("streams", "activity");
  const given = (text: string, unit?: string): string => entered(at, text, unit);
  assert.equal(given("1,234.5", "t"), "1234.5 t");
  assert.equal(given(" １，２３４ ", "t"), "1234 t");
  assert.equal(given("1,200 kg", "t"), "1200 kg");
  assert.equal(given("3.2천톤"), "3.2 kt");
  assert.equal(given("-"), "");
  assert.equal(given("1,500 1000Nm3", "t"), "1500 1000Nm3");
  for (const text of ["0.5 1", "12 %", "1e-7 t", "3 1000Nm3", "1500", "많이"]) assert.equal(given(given(text)), given(text), text);
  const code = (text: string, unit?: string): string | undefined => faultOf(at, given(text, unit))?.code;
  assert.equal(code("1234.5", "t"), undefined);
  assert.equal(code("1234.5"), "GRID_UNIT_MISSING");
  assert.equal(code("1.234,5", "t"), "GRID_NUMBER_AMBIGUOUS");
  assert.equal(code("(5)", "t"), "GRID_NEGATIVE_STYLE");
  assert.equal(code("△5", "t"), "GRID_NEGATIVE_STYLE");
  assert.equal(code("많이", "t"), "GRID_NUMBER_UNREADABLE");
  assert.equal(code("5 kWh"), "GRID_UNIT_UNFIT");
  assert.equal(code("5 MT"), undefined === faultOf(at, "5 MT") ? undefined : "GRID_UNIT_UNFIT");
});

test("cells, stacks and cogeneration have units of their own; what is none of them, and a number without one, is told", () => {
  const read = (name: TableName, key: string, text: string): string => {
    const at = column(name, key, SAMPLES.smelter);
    const given = entered(at, text);
    return faultOf(at, given)?.code ?? given;
  };
  assert.equal(read("pfc", "slopeFactor", "0.143 (kgCF4/tAl)/(min/(cell·d))"), "0.143 (kgCF4/tAl)/(min/(cell·d))");
  assert.equal(read("pfc", "frequency", "0.1 1/(cell·d)"), "0.1 1/(cell·d)");
  assert.equal(read("pfc", "duration", "1.2분"), "1.2 min");
  assert.equal(read("pfc", "overvoltage", "3 V"), "GRID_UNIT_UNFIT");
  assert.equal(read("pfc", "aluminium", "30,000"), "GRID_UNIT_MISSING");
  assert.equal(read("pfc", "shares/POT", "50 %"), "50 %");
  assert.equal(read("measuredPoints", "flow", "62 1000Nm3/h"), "62 1000Nm3/h");
  assert.equal(read("measuredPoints", "concentration", "450 ppm"), "GRID_UNIT_UNFIT");
  assert.equal(read("measuredPoints", "hours", "8,200시간"), "8200 h");
  assert.equal(read("cogeneration", "fuelInput", "500 t"), "GRID_UNIT_UNFIT");
  assert.equal(read("cogeneration", "electricityOutput", "45 GWh"), "45 GWh");
});

test("choices are taken by value or by label in either language; dates by day or month; flags by yes and no", () => {
  const category = column("processes", "category");
  for (const text of ["조강", "Crude steel", "crudeSteel", "crude STEEL"]) assert.equal(entered(category, text), "crudeSteel");
  assert.equal(faultOf(category, entered(category, "강철"))?.code, "GRID_CHOICE_UNKNOWN");
  const technology = column("pfc", "technology");
  for (const text of ["CWPB", "cwpb", "CWPB (중앙 작업 프리베이크)", "CWPB (centre-worked prebake)"])
    assert.equal(entered(technology, text), "CWPB");
  assert.equal(faultOf(technology, "CWPB2")?.code, "GRID_CHOICE_UNKNOWN");
  for (const text of ["과전압법", "Overvoltage method", "overvoltage"]) assert.equal(entered(column("pfc", "method"), text), "overvoltage");
  for (const text of ["N2O", "N₂O", "n2o"]) assert.equal(entered(column("measuredPoints", "gas"), text), "N2O");
  for (const text of ["7214 20 00", "7214.20.00", "72142000"]) assert.equal(entered(column("products", "cn"), text), "72142000");
  assert.equal(faultOf(column("products", "cn"), entered(column("products", "cn"), "7214.20.00.00"))?.code, "GRID_CELL_UNFIT");
  assert.equal(entered(column("products", "process"), "봉강 압연"), "mill");
  const records = withLines(SAMPLES.factory);
  assert.equal(entered(column("activities", "start", records), "2025년 3월"), "2025-03-01");
  assert.equal(entered(column("activities", "end", records), "2025-03"), "2025-03-31");
  assert.equal(
    faultOf(column("activities", "end", records), entered(column("activities", "end", records), "03/04/2025"))?.code,
    "GRID_DAY_UNREADABLE",
  );
  assert.equal(entered(column("activities", "estimated", records), "예"), "true");
  assert.equal(faultOf(column("products", "cn"), "7214200000")?.code, "GRID_CELL_UNFIT");
});

test("a quantity that changes loses the place of the old value unless the row still shows it; parts go", () => {
  const records = new Map(SAMPLES.factory);
  const gas = { ...(records.get("streams/gas-mill") as Record<string, Json>) };
  gas.netCalorificValue = { value: 48, unit: "GJ/t", origin: { sheet: "S", cell: "B2", evidence: [HASH] } };
  gas.activity = { value: 3460, unit: "t", evidence: ["gas-bills"], origin: { sheet: "S", cell: "B3", formula: "=1", evidence: [HASH] } };
  records.set("streams/gas-mill", gas);
  const edit = editOf("streams", records);
  const rows = edit.rows.map((row) =>
    row.id === "streams/gas-mill" ? { ...row, cells: { ...row.cells, activity: "3500 t", netCalorificValue: "49 GJ/t" } } : row,
  );
  const [change, ...others] = changesOf({ ...edit, rows }).changes;
  assert.deepEqual(others, []);
  assert.deepEqual(change?.body, {
    ...gas,
    activity: { value: 3500, unit: "t", evidence: ["gas-bills"], origin: { sheet: "S", cell: "B3", formula: "=1", evidence: [HASH] } },
    netCalorificValue: { value: 49, unit: "GJ/t" },
  });
});

test("evidence that was only uploaded comes among the period's records with the row that names it; its place is kept", () => {
  const edit = editOf("production", new Map([...SAMPLES.factory].filter(([key]) => key !== `evidence/${HASH}`)));
  const rows = edit.rows.map((row) =>
    row.id.startsWith("processes/mill#") ? { ...row, cells: { ...row.cells, "amount/evidence": HASH, "amount/place": "3월!C12" } } : row,
  );
  const { changes, faults } = changesOf({ ...edit, rows });
  assert.deepEqual(faults, []);
  assert.deepEqual(
    changes.map(({ key }) => key),
    [`evidence/${HASH}`, "processes/mill"],
  );
  const mill = changes.find(({ key }) => key === "processes/mill")?.body as { production?: { amount: Json }[] } | undefined;
  const amount = mill?.production?.[0]?.amount;
  assert.deepEqual(amount, { value: 97500, unit: "t", evidence: [HASH], origin: { sheet: "3월", cell: "C12", evidence: [HASH] } });
});

test("an entry taken out of a list takes lines of later entries along; lines of its own stop it", () => {
  const records = new Map(SAMPLES.factory);
  const mill = structuredClone(records.get("processes/mill")) as { electricity: Json[] };
  mill.electricity = [{ amount: { value: 1, unit: "MWh" } }, { amount: { value: 2, unit: "MWh" } }];
  records.set("processes/mill", mill as unknown as Json);
  const edit = editOf("electricity", records);
  const rows = edit.rows.filter(({ id }) => id !== "processes/mill#electricity/0");
  const at = (index: number): Activity => ({
    ...(line(`processes/mill/electricity/${index}/amount`, 3) as unknown as Activity),
    unit: "MWh",
  });
  const moved = changesOf({ ...edit, rows, lines: new Map([["activities/x", at(1)]]) });
  assert.deepEqual(moved.faults, []);
  assert.deepEqual(
    moved.changes.map(({ key, body }) => [key, (body as { target?: string }).target]),
    [
      ["processes/mill", undefined],
      ["activities/x", "processes/mill/electricity/0/amount"],
    ],
  );
  const refused = changesOf({ ...edit, rows, lines: new Map([["activities/x", at(0)]]) });
  assert.deepEqual(
    refused.faults.map(({ problem }) => problem.code),
    ["ACTIVITY_TARGET_UNKNOWN"],
  );
});

test("the first maker of a precursor takes the empty entry that stands for one; the next stands behind it", () => {
  const records = new Map(SAMPLES.factory);
  const [key = ""] = [...records.keys()].filter((one) => one.startsWith("precursors/"));
  records.set(key, { ...(records.get(key) as Record<string, Json>), sources: [{}] });
  const edit = editOf("sources", records);
  const of = key.slice("precursors/".length);
  const row = (id: string, operator: string): Row => ({ id, cells: { "@of": of, "@list": "sources", operator } });
  const operators = (rows: readonly Row[]): (string | undefined)[] =>
    (applied(records, { ...edit, rows }).get(key) as { sources: { operator?: string }[] }).sources.map(({ operator }) => operator);
  const others = edit.rows.filter(({ id }) => !id.startsWith(`${key}#`));
  const empty = row(`${key}#sources/0`, "");
  assert.deepEqual(operators([...others, empty, row("new:1", "A"), row("new:2", "B")]), ["A", "B"]);
  assert.deepEqual(operators([...others, row("new:1", "A"), row(empty.id, "B")]), ["B", "A"]);
  assert.deepEqual(operators([...others, row("new:1", "A")]), ["A"]);
});

test("a citation as text is the citation", () => {
  const place = fc.record(
    {
      sheet: fc.string({ maxLength: 30, unit: "grapheme" }),
      cell: fc.constantFrom("A1", "BC12"),
      line: fc.integer({ min: 1, max: 9e7 }),
      page: fc.integer({ min: 1, max: 9e4 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(fc.property(place, (at) => assert.deepEqual(citationIn(citationText({ sha256: HASH, ...at })), { sha256: HASH, ...at })));
});

// ---- the workbook

function roundTrip(edit: Edit, lang: "ko" | "en", rows: readonly Row[] = edit.rows): { rows: Row[]; codes: string[] } {
  const bytes = writeGridBook({ columns: edit.columns, rows, title: edit.table.label[lang], lang });
  const read = readGridBook(bytes, { columns: edit.columns, sample: rows.map(({ id }) => id) });
  assert.ok(read.value, JSON.stringify(read.problems));
  return { rows: read.value.rows, codes: [...read.problems, ...read.value.faults.map(({ problem }) => problem)].map(({ code }) => code) };
}

test("a grid as a workbook and back is the grid, in Korean and in English, with units that differ from row to row too", () => {
  for (const [plant, records] of Object.entries({ ...SAMPLES, factory: withLines(SAMPLES.factory) }))
    for (const name of TABLE_NAMES)
      for (const lang of ["ko", "en"] as const) {
        const edit = editOf(name, records);
        assert.deepEqual(roundTrip(edit, lang), { rows: edit.rows, codes: [] }, `${plant} ${name} ${lang}`);
      }
  const edit = editOf("streams", SAMPLES.factory);
  const mixed = edit.rows.map((row, i) => ({ ...row, cells: { ...row.cells, activity: i % 2 === 0 ? "12.5 kg" : "3 1000Nm3" } }));
  assert.deepEqual(roundTrip(edit, "ko", mixed), { rows: mixed, codes: [] });
});

/** Tables in an order in which each finds what its rows name. */
const ORDER: readonly TableName[] = [
  "processes",
  "production",
  "electricity",
  "heat",
  "wasteGas",
  "transfers",
  "streams",
  "pfc",
  "measuredPoints",
  "cogeneration",
  "precursors",
  "purchases",
  "uses",
  "sources",
  "products",
];

/** The records of a plant whose tables were filled in as workbooks, one after the other; what stands in no table is there before. */
function filledIn(records: ReadonlyMap<string, Json>, lang: "ko" | "en"): Map<string, Json> {
  const lists = new Set<string>(ORDER.map((name) => tableOf(name).list));
  const now = new Map([...records].filter(([key]) => !lists.has(key.split("/")[0] ?? "")));
  for (const name of ORDER) {
    const { table, columns, rows } = editOf(name, records);
    const blank = rows.map((row) => ({ ...row, id: "" }));
    const bytes = writeGridBook({ columns, rows: blank, title: table.label[lang], lang });
    const composition = { period: PERIOD, installation: "", records: now, titles: new Map() };
    const { value, problems } = parsedGrid({ composition, table: name, files: [{ sha256: HASH, name: "a.pdf" }], bytes });
    assert.deepEqual([...problems, ...(value?.problems ?? [])], [], name);
    for (const { key, body } of value?.changes ?? []) now.set(key, body);
  }
  return now;
}

/** Every number of the calculation of a period, by step. */
function numbersOf(records: ReadonlyMap<string, Json>): [id: string, value: number | null][] {
  const { value, problems } = composeCase({ period: PERIOD, installation: "", records, titles: new Map() });
  assert.ok(value, JSON.stringify(problems));
  const { results, run } = calculated(value, { asIf: 2025 });
  assert.ok(results.some(({ value: figure }) => figure !== null));
  return [...run.ledger.steps].map(([id, step]): [string, number | null] => [id, step.value]).sort();
}

test("a plant whose tables are filled in as workbooks has the numbers that its file has: cells, stacks and cogeneration too", () => {
  for (const [plant, lang] of [
    ["factory", "ko"],
    ["smelter", "ko"],
    ["smelter", "en"],
    ["fertiliser", "en"],
  ] as const) {
    const numbers = numbersOf(SAMPLES[plant]);
    assert.deepEqual(numbersOf(filledIn(SAMPLES[plant], lang)), numbers, plant);
    if (plant === "smelter")
      for (const id of ["pfc/line-1/emissions", "pfc/line-2/emissions", "point/stack/emissions", "chp/chp/heatFactor"])
        assert.ok((numbers.find(([step]) => step === id)?.[1] ?? 0) > 0, id);
  }
});

test("no text in a workbook runs: what begins like a formula stays a text, and comes back as it was", () => {
  const edit = editOf("streams", SAMPLES.factory);
  const evil = ["=1+1", "+A1", "-cmd|'/c calc'!A1", "@SUM(A1)", '=HYPERLINK("http://x")'];
  const rows = edit.rows.slice(0, evil.length).map((row, i) => ({ ...row, cells: { ...row.cells, name: evil[i] as string } }));
  const bytes = writeGridBook({ columns: edit.columns, rows, title: "=1", lang: "en" });
  const sheet = openTable(bytes).value?.sheets[0];
  assert.ok(sheet);
  const shown = [...sheet.rows()].flat().flatMap(({ cells }) => cells.map(textOf));
  for (const text of evil) assert.ok(shown.includes(text), text);
  assert.deepEqual(roundTrip(edit, "en", rows).rows, rows);
});

// ---- what is wrong with a cell or a file, provoked

type GridProvocation = {
  why: string;
  door: string;
  table: TableName;
  sheets: Record<string, Record<string, string | number>>;
  expect: { path: string; cell?: string };
};
const FOLDER = join(root, "test", "problems");
const provocations = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ code: name.slice(0, -5), given: JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as GridProvocation }))
  .filter(({ given }) => given.door === "grid");

test("every code of the grids has a file that provokes it", () => {
  assert.deepEqual(provocations.map(({ code }) => code).sort(), Object.keys(GRID_PROBLEMS).sort());
});

for (const { code, given } of provocations)
  test(`${code}: ${given.why}`, () => {
    const records = SAMPLES.factory;
    const composition = { period: PERIOD, installation: "", records, titles: new Map() };
    const { value, problems } = parsedGrid({ composition, table: given.table, files: [], bytes: syntheticXlsx(given.sheets) });
    const found = [...problems, ...(value?.problems ?? [])].find((problem) => problem.code === code);
    assert.ok(found, JSON.stringify([...problems, ...(value?.problems ?? [])].map(({ text }) => text.en)));
    assert.equal(found.path, given.expect.path);
    assert.equal(found.place?.cell, given.expect.cell);
    if (found.severity === "error") assert.deepEqual(value?.changes ?? [], []);
  });
