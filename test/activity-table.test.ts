// Activity data from tables: worked tables as plants and their systems write them, each Problem by its file, properties, mutants, and the workbook given back.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { hashOf } from "../src/base/canonical.ts";
import type { Problem } from "../src/base/problem.ts";
import type { Dimension } from "../src/base/units.ts";
import { commented } from "../src/formats/activity-table/commented.ts";
import { guessMapping, settled } from "../src/formats/activity-table/guess-mapping.ts";
import { fingerprintOf } from "../src/formats/activity-table/header.ts";
import { look } from "../src/formats/activity-table/look.ts";
import { type Chunk, type ReadSummary, readActivities } from "../src/formats/activity-table/read-activities.ts";
import { survey } from "../src/formats/activity-table/survey.ts";
import { template } from "../src/formats/activity-table/template.ts";
import { patchXlsx } from "../src/formats/xlsx/patch.ts";
import { readXlsx } from "../src/formats/xlsx/read-xlsx.ts";
import { type SyntheticSheet, syntheticXlsx } from "../src/formats/xlsx/synthetic.ts";
import { type Activity, activity } from "../src/model/activity.ts";
import { confirmed, importMapping, type Mapping, unconfirmed } from "../src/model/import-mapping.ts";
import { ACTIVITY_TABLE_PROBLEMS } from "../src/model/problems/activity-table.ts";
import { readDays } from "../src/model/read-days.ts";
import { readNumber } from "../src/model/read-number.ts";
import { unitInTitle, unitOf } from "../src/model/read-unit.ts";
import { type TableLook, tableLook } from "../src/model/table-look.ts";
import { generator } from "./fuzz/seed.ts";
import { recalculated, withoutLibreOffice } from "./outside/libreoffice.ts";

const TARGETS: Record<string, Dimension[]> = {
  "processes/melt/electricity/0/amount": ["electricity"],
  "streams/gas/activity": ["mass", "gasVolume"],
  "streams/scrap/activity": ["mass", "gasVolume"],
  "processes/melt/heat/imported/0/amount": ["energy"],
};
const ASSIGNED = {
  전력: "processes/melt/electricity/0/amount",
  Electricity: "processes/melt/electricity/0/amount",
  도시가스: "streams/gas/activity",
  "Natural gas": "streams/gas/activity",
  철스크랩: "streams/scrap/activity",
  스팀: "processes/melt/heat/imported/0/amount",
};
const PERIOD = { start: "2025-01-01", end: "2025-12-31" };

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function looked(bytes: Uint8Array): TableLook {
  const { value, problems } = look(bytes);
  assert.ok(value, JSON.stringify(problems));
  assert.deepEqual(tableLook.parse(value), value);
  return value;
}

/** The mapping as guessed and settled by the whole table, before anybody confirmed it. */
function guessed(bytes: Uint8Array): Mapping {
  const mapping = guessMapping(looked(bytes));
  const steps = survey(bytes, mapping);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value.value === undefined ? mapping : settled(mapping, next.value.value);
  }
}

/** What a person sends after looking at it: all confirmed, labels assigned. */
function sent(bytes: Uint8Array, more: Partial<Mapping> = {}): Mapping {
  const mapping = confirmed(guessed(bytes));
  return importMapping.parse({ ...mapping, targets: ASSIGNED, ...more, columns: { ...mapping.columns, ...more.columns } });
}

type All = { activities: { key: string; activity: Activity }[]; problems: Problem[]; summary: ReadSummary; chunks: Chunk[] };

function read(bytes: Uint8Array, mapping: Mapping = sent(bytes), file = "table"): All {
  const steps = readActivities(bytes, mapping, { sha256: hashOf(bytes), file, targets: TARGETS, period: PERIOD });
  const chunks: Chunk[] = [];
  for (;;) {
    const next = steps.next();
    if (next.done)
      return {
        activities: chunks.flatMap((chunk) => chunk.activities),
        problems: chunks.flatMap((chunk) => chunk.problems),
        summary: next.value,
        chunks,
      };
    chunks.push(next.value);
  }
}

const codes = ({ problems }: All): string[] => problems.map(({ code }) => code);

/** Activities in short: target's first words, days, value and unit. */
function short(all: All): string[] {
  for (const { activity: one } of all.activities) assert.deepEqual(activity.parse(one), one);
  return all.activities.map(({ activity: a }) => `${a.target.split("/")[1]} ${a.start}..${a.end} ${a.value} ${a.unit}`);
}

/** Rows of a sheet from cell A1 on. */
function sheet(...rows: (SyntheticSheet[string] | undefined)[][]): SyntheticSheet {
  const cells: SyntheticSheet = {};
  for (const [r, row] of rows.entries())
    for (const [c, cell] of row.entries()) if (cell !== undefined) cells[`${"ABCDEFGHIJKLMNOP"[c]}${r + 1}`] = cell;
  return cells;
}

const DATE_STYLES =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;년&quot; m&quot;월&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>';
const dated = (ref: string, serial: number, style = 1): { xml: string } => ({ xml: `<c r="${ref}" s="${style}"><v>${serial}</v></c>` });
const with_ = { parts: { "xl/styles.xml": DATE_STYLES } };

type Provocation = {
  why: string;
  csv?: string;
  hex?: string;
  sheets?: Record<string, SyntheticSheet>;
  parts?: Record<string, string>;
  repeat?: { text: string; times: number };
  /** Bytes behind the text. */
  padding?: number;
  mapping?: Partial<Mapping>;
  unconfirmed?: boolean;
  stoppedBy?: string[];
  expect: { path: string; line?: number; sheet?: string; cell?: string };
};

function bytesOf({ csv = "", hex, sheets, parts, repeat, padding = 0 }: Provocation): Uint8Array {
  if (hex !== undefined) return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  if (sheets !== undefined) return syntheticXlsx(sheets, parts === undefined ? {} : { parts });
  const text = utf8(csv + (repeat?.text.repeat(repeat.times) ?? ""));
  if (padding === 0) return text;
  const bytes = new Uint8Array(text.length + padding).fill(0x61);
  bytes.set(text);
  return bytes;
}

/** Looks, maps, and reads, as far as it goes. */
function provoked(given: Provocation): { problems: Problem[]; activities: number } {
  const bytes = bytesOf(given);
  const seen = look(bytes);
  if (seen.value === undefined) return { problems: seen.problems, activities: 0 };
  const mapping = given.unconfirmed ? { ...guessed(bytes), targets: ASSIGNED } : sent(bytes, given.mapping);
  const { problems, activities } = read(bytes, mapping);
  return { problems, activities: activities.length };
}

for (const [code, spec] of Object.entries(ACTIVITY_TABLE_PROBLEMS)) {
  const given: Provocation = JSON.parse(readFileSync(join(import.meta.dirname, "problems", `${code}.json`), "utf8"));
  test(`${code}: ${given.why}`, () => {
    const { problems } = provoked(given);
    const mine = problems.filter((p) => p.code === code);
    assert.ok(mine.length > 0, `raised instead: ${problems.map((p) => `${p.code} ${p.text.en}`).join(", ")}`);
    assert.equal(mine[0]?.severity, spec.severity);
    const spots = mine.map(({ path, place: { file: _file, ...place } = {} }) => ({ path, ...place }));
    assert.deepEqual(spots[0], given.expect);
    for (const { text, todo } of problems)
      for (const words of [text.ko, text.en, todo.ko, todo.en]) assert.doesNotMatch(words, /undefined|NaN|\[object|\bnull\b|\{\w+\}/);
    const errors = [...new Set(problems.filter((p) => p.severity === "error").map((p) => p.code))].sort();
    assert.deepEqual(errors, [...(spec.severity === "error" ? [code] : []), ...(given.stoppedBy ?? [])].sort());
  });
}

test("numbers: what is plain, what needs the sign of decimals, and what is asked about", () => {
  const point = (text: string) => readNumber(text, { decimal: "point" });
  for (const [text, value] of [
    ["1,234.5", 1234.5],
    ["1,234", 1234],
    ["12", 12],
    ["-3.25", -3.25],
    ["1,234,567", 1234567],
    ["１２３", 123],
    ["1e3", 1000],
    [" 5 ", 5],
    ["1 234.5", 1234.5],
    [".5", 0.5],
    ["-0", 0],
  ] as const)
    assert.deepEqual(point(text), { value }, text);
  assert.deepEqual(readNumber("1.234,5", { decimal: "comma" }), { value: 1234.5 });
  assert.deepEqual(readNumber("1.234", { decimal: "comma" }), { value: 1234 });
  assert.deepEqual(readNumber("1,234.5", {}), { value: 1234.5 });
  assert.deepEqual(point("5 kWh"), { value: 5, unit: "kWh" });
  for (const text of ["1,234", "1.234", "1.234,5", "12,5"]) assert.deepEqual(readNumber(text, {}), { fault: "ambiguous" }, text);
  for (const text of ["1.234,5", "1,23", "1,2345"]) assert.deepEqual(point(text), { fault: "ambiguous" }, text);
  for (const text of ["(1,234)", "5-", "△5", "▲ 7"]) {
    assert.deepEqual(point(text), { fault: "negative" }, text);
    assert.ok((readNumber(text, { decimal: "point", negatives: "read" }) as { value: number }).value < 0, text);
  }
  for (const text of ["", "-", "–", "N/A", "없음"]) assert.deepEqual(point(text), { fault: "missing" }, text);
  for (const text of ["약 5", "five", "1e999", "--5", "1.2.3", "#REF!", "Infinity"])
    assert.deepEqual(point(text), { fault: "unreadable" }, text);
});

test("dates: days, months, quarters; an order that is not settled is none", () => {
  const day = (text: string, order?: "dmy" | "mdy" | "ymd") => {
    const found = readDays(text, order);
    return "fault" in found ? found.fault : found.start === found.end ? found.start : `${found.start}..${found.end}`;
  };
  for (const text of [
    "2025-03-01",
    "2025/3/1",
    "2025.3.1",
    "2025. 3. 1.",
    "20250301",
    "2025년 3월 1일",
    "1 Mar 2025",
    "Mar 1, 2025",
    "01-Mar-2025",
    "2025-03-01 13:15",
    "2025-03-01T00:00:00Z",
    "2025.03.01(토)",
  ])
    assert.equal(day(text), "2025-03-01", text);
  for (const text of ["2025-03", "2025년 3월", "202503", "Mar 2025", "2025.3", "03/2025", "March 2025", "2025년 3월분"])
    assert.equal(day(text), "2025-03-01..2025-03-31", text);
  assert.equal(day("2024-02"), "2024-02-01..2024-02-29");
  assert.equal(day("2025년 1분기"), "2025-01-01..2025-03-31");
  assert.equal(day("Q2 2025"), "2025-04-01..2025-06-30");
  assert.equal(day("03/04/2025"), "ambiguous");
  assert.equal(day("03/04/2025", "dmy"), "2025-04-03");
  assert.equal(day("03/04/2025", "mdy"), "2025-03-04");
  assert.equal(day("13/04/2025"), "2025-04-13");
  assert.equal(day("13/04/2025", "mdy"), "unreadable");
  assert.equal(day("25.03.04"), "ambiguous");
  assert.equal(day("25.03.04", "ymd"), "2025-03-04");
  for (const text of ["2025-02-30", "2025-13", "hello", "45717", "0000-01-01"]) assert.equal(day(text), "unreadable", text);
});

test("units: printed spellings with one meaning, and those that are asked about", () => {
  for (const [printed, unit] of [
    ["kWh", "kWh"],
    ["KWH", "kWh"],
    ["㎾h", "kWh"],
    ["톤", "t"],
    ["㎏", "kg"],
    ["N㎥", "Nm3"],
    ["Nm³", "Nm3"],
    ["천Nm3", "1000Nm3"],
    ["TOE", "toe"],
    ["(MWh)", "MWh"],
    ["Mt", "Mt"],
  ] as const)
    assert.deepEqual(unitOf(printed), { unit, sure: true }, printed);
  for (const [printed, unit] of [
    ["MT", "t"],
    ["ton", "t"],
    ["㎥", "Nm3"],
  ] as const)
    assert.deepEqual(unitOf(printed), { unit, sure: false }, printed);
  for (const printed of ["L", "lb", "EA", "원", "", "1"]) assert.equal(unitOf(printed), undefined, printed);
  assert.equal(unitInTitle("사용량(kWh)")?.unit, "kWh");
  assert.equal(unitInTitle("Usage [MWh]")?.unit, "MWh");
  assert.equal(unitInTitle("Quantity kg")?.unit, "kg");
  assert.equal(unitInTitle("사용량"), undefined);
});

test("a Korean purchase ledger: title above, won beside, blank lines and totals", () => {
  const text =
    '2025년 에너지 매입 현황,,,,,,\n\n품목명,입고일자,수량,단위,단가,금액,거래처\n전력,2025-01-31,"12,345.6",KWH,120,"1,481,472",한국전력\n도시가스,2025.02.28,"1,200",천Nm3,700,"840,000",도시가스사\n\n소계,,,,,"2,321,472",\n전력,2025-03-31,"9,000",kWh,120,"1,080,000",한국전력\n';
  const bytes = utf8(text);
  const all = read(bytes);
  assert.deepEqual(short(all), [
    "melt 2025-01-31..2025-01-31 12345.6 kWh",
    "gas 2025-02-28..2025-02-28 1200 1000Nm3",
    "melt 2025-03-31..2025-03-31 9000 kWh",
  ]);
  assert.deepEqual(codes(all), ["ROW_TOTAL_SKIPPED", "IMPORT_ROWS_SKIPPED"]);
  const [first] = all.activities;
  assert.deepEqual(first?.activity.evidence, [{ sha256: hashOf(bytes), line: 4 }]);
  assert.equal(first?.activity.partner, "한국전력");
});

test("a text without byte order mark that is no UTF-8 is read as CP949, its rarer syllables too", () => {
  const hex =
    "c7b0b8f1b8ed2cc0d4b0edc0cfc0da2cbcf6b7ae2cb4dcc0a72cb0c5b7a1c3b30ac0fcb7c22c323032352d30312d33312c2231322c3334352e36222c4b57482cc7d1b1b9c0fcb7c20a94eec7d1b1db2c323032352d30322d32382c352c6b57682c8c63b9e60a";
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  assert.equal(looked(bytes).encoding, "euc-kr");
  const all = read(bytes, sent(bytes, { targets: { ...ASSIGNED, 뷁한글: ASSIGNED.전력 } }));
  assert.deepEqual(
    all.activities.map(({ activity: a }) => [a.label, a.value, a.unit, a.partner]),
    [
      ["전력", 12345.6, "kWh", "한국전력"],
      ["뷁한글", 5, "kWh", "똠방"],
    ],
  );
});

test("an English export in UTF-16 with tabs: day and month settled by the column", () => {
  const text =
    "Material description\tPosting date\tQuantity\tUoM\tVendor\nElectricity\t03/04/2025\t1500\tKWH\tGrid\nNatural gas\t25/04/2025\t2.5\t1000Nm3\tGas Co\n";
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i++) bytes[2 + 2 * i] = text.charCodeAt(i);
  const seen = looked(bytes);
  assert.deepEqual([seen.encoding, seen.delimiter], ["utf-16le", "\t"]);
  const mapping = sent(bytes);
  assert.equal(mapping.dateOrder?.is, "dmy");
  assert.deepEqual(short(read(bytes, mapping)), ["melt 2025-04-03..2025-04-03 1500 kWh", "gas 2025-04-25..2025-04-25 2.5 1000Nm3"]);
});

test("a workbook: dates by number format, both date systems, units in a second header line, months as dates, a merged label", () => {
  const table = (shift: number): SyntheticSheet =>
    sheet(
      ["2025년 사용 실적"],
      ["항목", "사용월", "사용량", "비고"],
      [undefined, undefined, "(kWh)", undefined],
      ["전력", dated("B4", 45717 - shift, 2), 1234.5, "본관"],
      [undefined, dated("B5", 45748 - shift, 2), { f: "C4*2", v: 2469 }],
    );
  for (const date1904 of [false, true]) {
    const bytes = syntheticXlsx({ 표지: sheet(["표지"]), 자료: table(date1904 ? 1462 : 0) }, { ...with_, date1904 });
    const seen = looked(bytes);
    assert.deepEqual(
      seen.sheets.map(({ name, header }) => [name, header?.lines]),
      [
        ["표지", undefined],
        ["자료", 2],
      ],
    );
    const mapping = guessed(bytes);
    assert.equal(mapping.sheet, "자료");
    assert.deepEqual([mapping.unit?.constant, mapping.unit?.confidence, mapping.unit?.confirm], ["kWh", "sure", undefined]);
    assert.deepEqual(unconfirmed(mapping), ["label"], "the name held on over a blank cell is asked about");
    const all = read(bytes);
    assert.deepEqual(short(all), ["melt 2025-03-01..2025-03-31 1234.5 kWh", "melt 2025-04-01..2025-04-30 2469 kWh"]);
    assert.deepEqual(all.activities[1]?.activity.evidence, [{ sha256: hashOf(bytes), sheet: "자료", cell: "C5" }]);
  }
});

test("a wide table: a column a month, the year above, blank months left out with a warning", () => {
  const months = Array.from({ length: 12 }, (_, i) => `${i + 1}월`);
  const bytes = syntheticXlsx({
    S: sheet(
      ["2025년 에너지 사용량", undefined, "(단위: MWh)"],
      ["구분", ...months, "합계"],
      ["전력", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, undefined, undefined, 55],
      ["합계", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, undefined, undefined, 55],
    ),
  });
  const mapping = guessed(bytes);
  assert.equal(mapping.months?.year, 2025);
  assert.deepEqual(unconfirmed(mapping).sort(), ["months", "unit"]);
  assert.deepEqual(codes(read(bytes, { ...mapping, targets: ASSIGNED })), ["IMPORT_UNCONFIRMED"]);
  const all = read(bytes);
  assert.equal(all.activities.length, 10);
  assert.equal(short(all)[1], "melt 2025-02-01..2025-02-28 2 MWh");
  assert.deepEqual(codes(all), ["ROW_MONTH_EMPTY", "ROW_MONTH_EMPTY", "ROW_TOTAL_SKIPPED"]);
  assert.equal(new Set(all.activities.map(({ key }) => key)).size, 10);
  const coded = utf8("Fuel,UoM,2025-01,2025-02,2025-03\nElectricity,kWh,5,6,7\n");
  assert.deepEqual(unconfirmed(guessed(coded)), []);
  assert.deepEqual(short(read(coded)), [
    "melt 2025-01-01..2025-01-31 5 kWh",
    "melt 2025-02-01..2025-02-28 6 kWh",
    "melt 2025-03-01..2025-03-31 7 kWh",
  ]);
});

test("a mapping is remembered by the header's texts; year and unit above the table are asked about anew", () => {
  const file = (year: number, unit: string): Uint8Array => utf8(`${year}년,,,,\n(단위: ${unit}),,,,\n구분,1월,2월,3월\n전력,1,2,3\n`);
  const [first, second] = [file(2025, "kWh"), file(2026, "MWh")];
  assert.equal(fingerprintOf(looked(first)), fingerprintOf(looked(second)));
  const known = sent(first);
  assert.deepEqual(guessMapping(looked(first), { known }).targets, ASSIGNED);
  const again = guessMapping(looked(second), { known });
  assert.deepEqual([again.months?.year, again.unit?.constant, again.targets], [2026, "MWh", ASSIGNED]);
  assert.deepEqual(unconfirmed(again).sort(), ["months", "unit"]);
  const other = guessMapping(looked(utf8("품목,일자,사용량,단위\n전력,2025-03-01,5,kWh\n")), { known });
  assert.deepEqual(other.targets, {});
});

test("what only perhaps is so is asked about: MT, two quantities, ambiguous thousands", () => {
  const tonnes = guessed(utf8("품목,일자,수량,단위\n철스크랩,2025-03-01,5,MT\n"));
  assert.deepEqual(unconfirmed(tonnes), ["unit 'MT'"]);
  const two = guessed(utf8("품목,일자,수량,중량,단위\n철스크랩,2025-03-01,5,7,kg\n"));
  assert.deepEqual(unconfirmed(two), ["value"]);
  const thousands = guessed(utf8('품목,일자,수량,단위\n철스크랩,2025-03-01,"1,234",kg\n'));
  assert.deepEqual(unconfirmed(thousands), ["decimal"]);
  const cubic = guessed(utf8("품목,일자,사용량(㎥)\n도시가스,2025-03-01,5\n"));
  assert.deepEqual(unconfirmed(cubic), ["unit"]);
});

test("survey: labels with their counts, without totals and blanks", () => {
  const bytes = utf8("품목,일자,사용량,단위\n전력,2025-03-01,5,kWh\n도시가스,2025-03-01,5,Nm3\n전력,2025-04-01,5,kWh\n합계,,15,\n");
  const steps = survey(bytes, guessMapping(looked(bytes)));
  let next = steps.next();
  while (!next.done) next = steps.next();
  assert.deepEqual(next.value.value?.labels, [
    { label: "전력", count: 2 },
    { label: "도시가스", count: 1 },
  ]);
});

test("CSV: quotation marks, line ends inside cells, blank lines and either line end keep the line numbers", () => {
  const bytes = utf8('품목,일자,사용량,단위,비고\r\n전력,2025-03-01,5,kWh,"두 줄\n""비고"""\r\n\r\n전력,2025-03-02,6,kWh,"a,b"\r\n');
  const all = read(bytes);
  assert.deepEqual(
    all.activities.map(({ activity: a }) => [a.evidence?.[0]?.line, a.note]),
    [
      [2, '두 줄\n"비고"'],
      [5, "a,b"],
    ],
  );
  const mac = utf8("품목,일자,사용량,단위\r전력,2025-03-01,5,kWh\r");
  assert.deepEqual(short(read(mac)), ["melt 2025-03-01..2025-03-01 5 kWh"]);
  const large = utf8(
    `품목,일자,사용량,단위,비고\n${Array.from({ length: 6000 }, (_, i) => `전력,2025-03-${String(1 + (i % 28)).padStart(2, "0")},${i + 1},kWh,"줄${i}"`).join("\n")}\n`,
  );
  assert.equal(read(large).activities.length, 6000, "rows that cross the pieces that are read");
});

test("the same file gives the same keys, another sheet or file others", () => {
  const bytes = utf8("품목,일자,사용량,단위\n전력,2025-03-01,5,kWh\n전력,2025-03-02,6,kWh\n");
  const keys = read(bytes).activities.map(({ key }) => key);
  assert.deepEqual(
    read(bytes).activities.map(({ key }) => key),
    keys,
  );
  assert.equal(new Set(keys).size, 2);
  const other = utf8("품목,일자,사용량,단위\n전력,2025-03-01,5,kWh\n전력,2025-03-02,7,kWh\n");
  assert.ok(read(other).activities.every(({ key }) => !keys.includes(key)));
});

test("property: the order of rows changes nothing but their places", () => {
  const rowsOf = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 99_999 }), fc.constantFrom("전력", "철스크랩", "전력 소계", "")),
    { minLength: 1, maxLength: 40 },
  );
  const text = (rows: [number, number, string][]): Uint8Array =>
    utf8(
      `품목,일자,사용량,단위\n${rows.map(([day, value, label]) => `${label},2025-03-${String(day).padStart(2, "0")},${value / 10},${label === "철스크랩" ? "kg" : "kWh"}`).join("\n")}\n`,
    );
  const noFill = (bytes: Uint8Array): Mapping =>
    sent(bytes, { columns: { label: { column: 1, reason: { ko: "품목", en: "item" }, confidence: "sure" } } });
  const content = ({ activities }: All): string[] =>
    activities.map(({ activity: { evidence: _evidence, ...a } }) => JSON.stringify(a)).sort();
  fc.assert(
    fc.property(rowsOf, fc.integer(), (rows, seed) => {
      const random = generator(seed);
      const mixed = [...rows];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = random(i + 1);
        [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
      }
      const [a, b] = [text(rows), text(mixed)];
      const mapping = noFill(a);
      const [before, after] = [read(a, mapping), read(b, mapping)];
      assert.deepEqual(content(after), content(before));
      assert.deepEqual(after.summary, before.summary);
    }),
    { numRuns: 60 },
  );
});

test("property: a template that was filled in gives exactly what was filled in, in both languages", () => {
  const named = Object.keys(TARGETS).map((target, i) => ({
    target,
    name: { ko: `항목 ${i}`, en: `Item ${i}` },
    unit: i === 0 ? "kWh" : i === 3 ? "GJ" : "t",
  }));
  const filled = fc.array(
    fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 }), fc.double({ min: 0, max: 1e9, noNaN: true })),
    { minLength: 4, maxLength: 4 },
  );
  fc.assert(
    fc.property(filled, fc.constantFrom("ko" as const, "en" as const), (rows, lang) => {
      const blank = template(named, { lang });
      assert.deepEqual(unconfirmed(guessed(blank)), []);
      const sheetName = looked(blank).sheets[0]?.name ?? "";
      const cells = new Map<string, number | string>();
      const wanted: Partial<Activity>[] = [];
      for (const [i, [is, first, days, value]] of rows.entries()) {
        if (!is) continue;
        const serial = 45658 + first;
        cells
          .set(`C${i + 2}`, serial)
          .set(`D${i + 2}`, serial + days)
          .set(`E${i + 2}`, value)
          .set(`G${i + 2}`, "=2+3")
          .set(`J${i + 2}`, "예");
        const day = (n: number): string => new Date((n - 25569) * 86_400_000).toISOString().slice(0, 10);
        const { target, name, unit } = named[i]!;
        wanted.push({
          target,
          start: day(serial),
          end: day(serial + days),
          value: value === 0 ? 0 : value,
          unit,
          label: name[lang],
          partner: "=2+3",
          estimated: true,
        });
      }
      const book = patchXlsx(blank, new Map([[sheetName, cells]])).value;
      assert.ok(book);
      const all = read(book, guessed(book));
      assert.deepEqual(
        all.activities.map(({ activity: { evidence: _evidence, ...a } }) => a),
        wanted.filter(({ end = "" }) => end <= PERIOD.end),
      );
      assert.ok(
        codes(all).every((code) => ["ROW_WITHOUT_DATA", "ROW_OUTSIDE_PERIOD", "IMPORT_EMPTY"].includes(code)),
        codes(all).join(),
      );
    }),
    { numRuns: 40 },
  );
});

const BAD = sheet(
  ["품목", "일자", "사용량", "단위"],
  ["전력", "2025-03-01", "약간", "kWh"],
  ["전력", "2025-03-02", { f: "2*3", v: 6 }, "kWh"],
  ["전력", "2024-03-02", 6, "lb"],
);

test("the workbook comes back with comments in the bad cells, everything else byte for byte", () => {
  const bytes = syntheticXlsx({ 자료: BAD, 다른: sheet(["a"]) });
  const { problems } = read(bytes);
  for (const lang of ["ko", "en"] as const) {
    const { value } = commented(bytes, problems, { lang });
    assert.ok(value);
    const [before, after] = [unzipSync(bytes), unzipSync(value)];
    for (const [name, content] of Object.entries(before))
      if (!/sheet0\.xml$|Content_Types/.test(name)) assert.deepEqual(after[name], content, name);
    const notes = new TextDecoder().decode(after["xl/comments1.xml"]);
    for (const problem of problems) assert.ok(notes.includes(problem.text[lang].replaceAll("'", "'")), problem.code);
    assert.deepEqual([...notes.matchAll(/ref="(\w+)"/g)].map((m) => m[1]).sort(), ["C2", "D4"]);
    const sheetXml = new TextDecoder().decode(after["xl/worksheets/sheet0.xml"]);
    assert.equal(sheetXml.replace(/<legacyDrawing[^>]*>/, ""), new TextDecoder().decode(before["xl/worksheets/sheet0.xml"]));
    const again = commented(value, problems, { lang }).value;
    assert.ok(again);
    const twice = new TextDecoder().decode(unzipSync(again)["xl/comments1.xml"]);
    assert.equal([...twice.matchAll(/ref="/g)].length, 2, "a cell's own comment is added to");
    assert.ok(twice.length > notes.length);
    const read2 = readXlsx(again);
    assert.deepEqual(read2.value?.sheets.get("자료")?.cell("C2")?.value, "약간");
  }
});

test("a CSV file comes back as a workbook of its lines, nothing in it a formula", () => {
  const bytes = utf8("품목,일자,사용량,단위,비고\n\n전력,2025-03-01,약간,kWh,\"=cmd|' /C calc'!A0\"\n전력,2025-03-02,5,kWh,@SUM(1)\n");
  const { problems } = read(bytes);
  const { value } = commented(bytes, problems, { lang: "ko" });
  assert.ok(value);
  const book = readXlsx(value).value?.sheets.get("자료");
  assert.equal(book?.cell("C3")?.value, "약간");
  assert.equal(book?.cell("E3")?.value, "=cmd|' /C calc'!A0");
  assert.ok([...(book?.cells.values() ?? [])].every(({ formula, type }) => formula === undefined && type === "text"));
  const styles = new TextDecoder().decode(unzipSync(value)["xl/styles.xml"]);
  assert.match(styles, /quotePrefix="1"/);
  assert.equal(book?.cell("E3")?.style, 3);
  assert.match(new TextDecoder().decode(unzipSync(value)["xl/comments1.xml"]), /ref="C3"/);
});

/** A workbook as LibreOffice opened it, as flat XML. */
function opened(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "sandan-comments-"));
  try {
    writeFileSync(join(folder, "given.xlsx"), bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`;
    const run = spawnSync("soffice", [profile, "--headless", "--convert-to", "fods", "--outdir", folder, join(folder, "given.xlsx")], {
      encoding: "utf8",
      timeout: 180_000,
    });
    assert.equal(run.status, 0, run.stderr);
    return readFileSync(join(folder, "given.fods"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const CONTENT_TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet0.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`;

test("LibreOffice shows the comments, and nothing as a formula that was none", { skip: withoutLibreOffice() }, () => {
  const bytes = syntheticXlsx({ 자료: BAD }, { parts: { "[Content_Types].xml": CONTENT_TYPES } });
  const all = read(bytes);
  const { value } = commented(bytes, all.problems, { lang: "ko" });
  assert.ok(value);
  const fods = opened(value);
  assert.equal([...fods.matchAll(/<office:annotation[\s>]/g)].length, 2);
  assert.ok(fods.includes("&apos;약간&apos;") || fods.includes("'약간'"));
  const csv = utf8("품목,일자,사용량,단위,비고\n전력,2025-03-01,약간,kWh,=1+1\n전력,2025-03-01,약간,kWh,+A1\n");
  const made = commented(csv, read(csv).problems, { lang: "en" }).value;
  assert.ok(made);
  const flat = opened(made);
  assert.equal([...flat.matchAll(/<office:annotation[\s>]/g)].length, 2);
  assert.ok(!flat.includes("table:formula"));
  assert.ok(flat.includes("cannot be read as a number"));
  const twice = commented(value, all.problems, { lang: "en" }).value;
  assert.ok(twice);
  assert.equal([...opened(twice).matchAll(/<office:annotation[\s>]/g)].length, 2);
  const resaved = recalculated({ given: value }).given;
  assert.ok(resaved);
  const more: Problem = { ...(all.problems[0] as Problem), place: { sheet: "자료", cell: "A2" }, text: { ko: "새 말", en: "a new word" } };
  const added = commented(resaved, [...all.problems, more], { lang: "en" }).value;
  assert.ok(added);
  const shown = opened(added);
  assert.equal([...shown.matchAll(/<office:annotation[\s>]/g)].length, 3, "comments that LibreOffice wrote are kept and added to");
  assert.ok(shown.includes("a new word") && shown.includes("약간") && shown.includes("cannot be read as a number"));
});

/** No throw, no hang, no value that is none. */
function survives(bytes: Uint8Array, mapping: Mapping): void {
  const seen = look(bytes);
  const own = seen.value === undefined ? undefined : confirmed(guessMapping(seen.value));
  for (const by of own === undefined ? [mapping] : [mapping, importMapping.parse({ ...own, targets: ASSIGNED })]) {
    const all = read(bytes, by);
    for (const { activity: one } of all.activities) activity.parse(one);
    commented(bytes, all.problems, { lang: "ko" });
  }
}

test("2,000 mutants of a small workbook and of a small CSV file: Problems, never an exception", () => {
  const csv = utf8('2025년\n품목,일자,사용량,단위,비고\n전력,2025-03-01,"1,234.5",kWh,"a ""b"""\n도시가스,2025-03,5,Nm3,\n합계,,6,,\n');
  const xlsx = syntheticXlsx({ S: BAD }, { ...with_, level: 0 });
  const parts = unzipSync(xlsx);
  const [ofCsv, ofXlsx] = [sent(csv), sent(xlsx)];
  const random = generator(20251128);
  const mutant = (bytes: Uint8Array): Uint8Array => {
    const copy = Uint8Array.from(bytes);
    for (let n = 1 + random(4); n > 0; n--) copy[random(copy.length)] = random(256);
    return random(8) === 0 ? copy.subarray(0, random(copy.length)) : copy;
  };
  const begun = performance.now();
  for (let i = 0; i < 1000; i++) survives(mutant(csv), ofCsv);
  for (let i = 0; i < 500; i++) survives(mutant(xlsx), ofXlsx);
  for (let i = 0; i < 500; i++) {
    const names = ["xl/worksheets/sheet0.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];
    const name = names[random(names.length)]!;
    survives(zipSync({ ...parts, [name]: mutant(parts[name]!) }, { level: 0 }), ofXlsx);
  }
  assert.ok(performance.now() - begun < 600_000);
});

test("a workbook whose parts lie is refused: entities, rows out of order, strings that are not there, a bomb", () => {
  const withSheet = (xml: string): Uint8Array => syntheticXlsx({ S: {} }, { parts: { "xl/worksheets/sheet0.xml": xml } });
  const head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  const codeOf = (bytes: Uint8Array): string | undefined => look(bytes).problems[0]?.code;
  assert.equal(codeOf(withSheet(`<!DOCTYPE x [<!ENTITY a "b">]>${head}<sheetData/></worksheet>`)), "XML_ENTITIES");
  assert.equal(codeOf(withSheet(`${head}<sheetData><row r="2"/><row r="1"/></sheetData></worksheet>`)), "WORKBOOK_DAMAGED");
  assert.equal(
    codeOf(withSheet(`${head}<sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData></worksheet>`)),
    "WORKBOOK_DAMAGED",
  );
  assert.equal(codeOf(withSheet(`${head}<sheetData><row r="1">`)), "XML_BROKEN");
  assert.equal(codeOf(zipSync({ "xl/a.xml": strToU8("x") })), "NOT_A_WORKBOOK");
  assert.equal(codeOf(zipSync({ "xl/worksheets/sheet0.xml": new Uint8Array(40 * 2 ** 20) })), "WORKBOOK_TOO_LARGE");
});

test("reading pauses between small chunks, tells its progress, and stops when the caller does", () => {
  const bytes = utf8(`품목,일자,사용량,단위\n${"전력,2025-03-01,5,kWh\n".repeat(20_000)}`);
  const steps = readActivities(bytes, sent(bytes), { sha256: hashOf(bytes), file: "t.csv", targets: TARGETS, period: PERIOD });
  let longest = 0;
  let last: Chunk | undefined;
  for (;;) {
    const begun = performance.now();
    const next = steps.next();
    longest = Math.max(longest, performance.now() - begun);
    if (next.done) break;
    if (last !== undefined) assert.ok(next.value.rowsRead >= last.rowsRead);
    last = next.value;
  }
  assert.deepEqual([last?.rowsRead, last?.rowsTotal], [20_000, 20_000]);
  assert.ok(longest < 20_000, `${longest} ms`);
  const stopped = readActivities(bytes, sent(bytes), { sha256: hashOf(bytes), file: "t.csv", targets: TARGETS, period: PERIOD });
  stopped.next();
  stopped.return({ rows: 0, activities: 0, errors: 0, counts: {} });
  assert.equal(stopped.next().done, true);
});
