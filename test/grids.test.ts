// The grids: records as rows and back, cells as people type them, the same grid as a workbook both ways.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Json } from "../src/base/canonical.ts";
import { parsedGrid } from "../src/calc/grid-book.ts";
import { recordsOfCase } from "../src/calc/records-of-case.ts";
import { openTable, textOf } from "../src/formats/activity-table/open-table.ts";
import { readCaseFile } from "../src/formats/case-file.ts";
import { readGridBook, writeGridBook } from "../src/formats/grid-book.ts";
import { readRecord } from "../src/formats/record.ts";
import { syntheticXlsx } from "../src/formats/xlsx/synthetic.ts";
import type { Activity } from "../src/model/activity.ts";
import { citationIn, citationText } from "../src/model/grid/cell-text.ts";
import type { Column } from "../src/model/grid/column.ts";
import { entered } from "../src/model/grid/entered.ts";
import { faultOf } from "../src/model/grid/faults.ts";
import type { Row } from "../src/model/grid/row.ts";
import { TABLE_NAMES, type TableName } from "../src/model/grid/table.ts";
import { GROUPS, tableOf } from "../src/model/grid/tables.ts";
import { changesOf, type Edit, rowsOf } from "../src/model/grids.ts";
import { GRID_PROBLEMS } from "../src/model/problems/grid.ts";
import { root } from "./cases/read.ts";

const PERIOD = { start: "2025-01-01", end: "2025-12-31" };
const HASH = "ab".repeat(32);

function recordsOf(sample: string): Map<string, Json> {
  const read = readCaseFile(readFileSync(join(root, "samples", `${sample}.json`)), { file: sample });
  assert.ok(read.value);
  return new Map(recordsOfCase(read.value, { evidence: HASH, title: sample }).map(({ key, body }) => [key, body]));
}

const SAMPLES = { factory: recordsOf("sample-factory"), furnace: recordsOf("blast-furnace"), screws: recordsOf("screws") };
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
    const { columns } = editOf(name, SAMPLES.factory);
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
  for (const [sample, records] of Object.entries({ ...SAMPLES, lines: withLines(SAMPLES.factory) }))
    for (const name of TABLE_NAMES) assert.deepEqual(changesOf(editOf(name, records)), { changes: [], faults: [] }, `${sample} ${name}`);
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
  for (const [sample, records] of Object.entries({ factory: withLines(SAMPLES.factory), furnace: SAMPLES.furnace }))
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
      else assert.deepEqual(plain(again), plain(rows), `${sample} ${name}`);
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

test("choices are taken by value or by label in either language; dates by day or month; flags by yes and no", () => {
  const category = column("processes", "category");
  for (const text of ["조강", "Crude steel", "crudeSteel", "crude STEEL"]) assert.equal(entered(category, text), "crudeSteel");
  assert.equal(faultOf(category, entered(category, "강철"))?.code, "GRID_CHOICE_UNKNOWN");
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
  for (const [sample, records] of Object.entries({ factory: withLines(SAMPLES.factory), furnace: SAMPLES.furnace }))
    for (const name of TABLE_NAMES)
      for (const lang of ["ko", "en"] as const) {
        const edit = editOf(name, records);
        assert.deepEqual(roundTrip(edit, lang), { rows: edit.rows, codes: [] }, `${sample} ${name} ${lang}`);
      }
  const edit = editOf("streams", SAMPLES.factory);
  const mixed = edit.rows.map((row, i) => ({ ...row, cells: { ...row.cells, activity: i % 2 === 0 ? "12.5 kg" : "3 1000Nm3" } }));
  assert.deepEqual(roundTrip(edit, "ko", mixed), { rows: mixed, codes: [] });
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
