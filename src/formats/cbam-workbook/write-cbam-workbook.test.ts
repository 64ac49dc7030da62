// Filling the template: which cells are written, which bytes stay, and every refusal.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { type Case, caseSchema } from "../../model/case.ts";
import { patchXlsx } from "../xlsx/patch.ts";
import type { CellValue } from "../xlsx/patch-sheet.ts";
import { readXlsx } from "../xlsx/read-xlsx.ts";
import { syntheticXlsx } from "../xlsx/synthetic.ts";
import { INPUT_AREAS, inputCells, processId } from "./cells.ts";
import { readCbamWorkbook } from "./read-cbam-workbook.ts";
import { syntheticCbam } from "./synthetic.ts";
import { writeCbamWorkbook } from "./write-cbam-workbook.ts";
import { inUnit } from "./write-form.ts";
import { serialOf } from "./write-installation.ts";
import { FINGERPRINTS, fingerprintOf } from "./write-template.ts";

const FOLDER = new URL("../../../../shared/data/cbam/template/", import.meta.url);
const BLANK = new URL("communication-template-v2.1.1-blank.xlsx", FOLDER);
const EXAMPLE = new URL("communication-template-v2.1-example-steel-blast-furnace.xlsx", FOLDER);
const skip = existsSync(BLANK) && existsSync(EXAMPLE) ? false : "the Commission's workbooks (../shared) are not here";
const blank = (): Uint8Array => readFileSync(BLANK);

type Changes = Partial<Record<keyof Case, unknown>>;

const process = (n: number) => ({
  id: `p${n}`,
  name: `Process ${n}`,
  category: "ironOrSteelProducts",
  production: [{ amount: "10 t" }],
  directEmissions: "5 tCO2e",
});
const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i + 1));

/** A small sound plant, with members of the case replaced. */
function plant(changes: Changes = {}): Case {
  const base = {
    format: "sandan.case/1",
    period: { start: "2025-01-01", end: "2025-12-31" },
    installation: { name: "Works" },
    processes: [process(1)],
  };
  return caseSchema.parse({ ...base, ...changes });
}

const written = (given: Case, template = blank()): Uint8Array => {
  const { value, problems } = writeCbamWorkbook(template, given);
  assert.ok(value, JSON.stringify(problems));
  return value;
};
const refused = (template: Uint8Array, given = plant()): string[] => {
  const { value, problems } = writeCbamWorkbook(template, given, { file: "blank.xlsx" });
  assert.equal(value, undefined);
  for (const p of problems) assert.equal(p.severity, "error");
  return problems.map((p) => [p.code, p.place?.sheet, p.place?.cell].filter((word) => word !== undefined).join(" "));
};
/** The template with cells changed, as a user's hand might. */
const altered = (cells: Record<string, CellValue>, sheet: string): Uint8Array =>
  patchXlsx(blank(), new Map([[sheet, new Map(Object.entries(cells))]])).value ?? assert.fail();
/** The template with one part's XML changed. */
function changed(part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(blank());
  const before = strFromU8(parts[part] ?? assert.fail(part));
  assert.notEqual(change(before), before);
  return zipSync({ ...parts, [part]: strToU8(change(before)) }, { level: 1 });
}

test("only unlocked cells of the map are written, and every formula stays", { skip }, () => {
  const before = readXlsx(blank(), { blanks: true }).value;
  const after = readXlsx(written(plant({ streams: [{ id: "s", name: "Gas", method: "combustion", activity: "1 t" }] })), {
    blanks: true,
  }).value;
  assert.ok(before && after);
  for (const [name, sheet] of before.sheets) {
    const areas = INPUT_AREAS.find((a) => a.sheet === name);
    const inputs = areas === undefined ? new Set() : inputCells(areas);
    const now = after.sheets.get(name);
    assert.equal(now?.cells.size, sheet.cells.size, name);
    for (const { ref, value, style } of sheet.cells.values()) {
      assert.equal(now?.cell(ref)?.style, style);
      if (inputs.has(ref)) continue;
      assert.equal(now?.formula(ref), sheet.formula(ref), `${name}!${ref}`);
      assert.equal(now?.cell(ref)?.value, sheet.isComputed(ref) ? undefined : value, `${name}!${ref}`);
    }
  }
});

test("all parts but the sheets and the workbook's settings are the same bytes; two runs give the same bytes", { skip }, () => {
  const once = written(plant());
  assert.equal(Buffer.compare(once, written(plant())), 0);
  const [before, after] = [unzipSync(blank()), unzipSync(once)];
  assert.deepEqual(Object.keys(after), Object.keys(before));
  for (const [name, bytes] of Object.entries(before))
    if (!/^xl\/(?:worksheets\/sheet\d+|workbook)\.xml$/.test(name)) assert.equal(Buffer.compare(bytes, after[name] as Uint8Array), 0, name);
  assert.match(strFromU8(after["xl/workbook.xml"] as Uint8Array), /<calcPr calcId="162913" fullCalcOnLoad="1"\/>/);
});

test("the fingerprints are those of both published versions, whichever program saved them", { skip }, () => {
  for (const file of [BLANK, EXAMPLE]) {
    const book = readXlsx(readFileSync(file), { sheets: Object.keys(FINGERPRINTS), blanks: true }).value;
    for (const [name, sheet] of book?.sheets ?? []) assert.equal(fingerprintOf(sheet), FINGERPRINTS[name], name);
  }
});

test("a filled template is emptied first, and its cells are named", { skip }, () => {
  const first = written(plant({ measuredPoints: [{ id: "m", name: "Old stack", gas: "CO2", hours: "5 h" }] }));
  const { value, problems } = writeCbamWorkbook(first, plant());
  assert.ok(value);
  assert.deepEqual(
    problems.map((p) => [p.code, p.severity, p.place]),
    [["TEMPLATE_FILLED", "warning", { sheet: "A_InstData", cell: "I9" }]],
  );
  assert.equal(readCbamWorkbook(value).value?.case.measuredPoints, undefined);
  assert.equal(Buffer.compare(value, written(plant())), 0);
});

test("what is no template of a version that can be filled is refused", { skip }, () => {
  assert.deepEqual(refused(new Uint8Array(20)), ["NOT_A_WORKBOOK"]);
  assert.deepEqual(refused(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0)), ["WORKBOOK_ENCRYPTED"]);
  assert.deepEqual(refused(blank().slice(0, 700_000)), ["WORKBOOK_TRUNCATED"]);
  assert.deepEqual(refused(syntheticXlsx({ One: { A1: 1 } })), ["WORKBOOK_NOT_CBAM"]);
  assert.deepEqual(refused(altered({ B3: 45_000 }, "VersionDocumentation")), ["WORKBOOK_VERSION VersionDocumentation B3"]);
  assert.deepEqual(refused(altered({ B3: 45_390 }, "VersionDocumentation")), ["WORKBOOK_VERSION VersionDocumentation B3"]);
  assert.ok(refused(syntheticCbam()).every((code) => code.startsWith("TEMPLATE_ALTERED ")));
});

test("a template with other formulas, constants, input cells or protection is refused", { skip }, () => {
  assert.deepEqual(refused(altered({ T54: 5 }, "D_Processes")), ["TEMPLATE_ALTERED D_Processes"]);
  assert.deepEqual(refused(altered({ AK71: 1 }, "InputOutput")), ["TEMPLATE_ALTERED InputOutput"]);
  assert.deepEqual(refused(altered({ B13: 50 }, "Parameters_Constants")), ["TEMPLATE_ALTERED Parameters_Constants"]);
  const formula = changed("xl/worksheets/sheet8.xml", (xml) => xml.replace("L61*CONST_EFNatGas", "L61*L62"));
  assert.deepEqual(refused(formula), ["TEMPLATE_ALTERED D_Processes"]);
  const locked = changed("xl/worksheets/sheet5.xml", (xml) => xml.replace(/<c r="I9" s="\d+"\/>/, '<c r="I9" s="0"/>'));
  assert.deepEqual(refused(locked), ["TEMPLATE_ALTERED A_InstData I9"]);
  const protection = /<sheetProtection /;
  assert.deepEqual(refused(changed("xl/worksheets/sheet8.xml", (xml) => xml.replace(protection, '<sheetProtection password="CC1A" '))), [
    "TEMPLATE_PROTECTION D_Processes",
  ]);
  assert.deepEqual(refused(changed("xl/worksheets/sheet6.xml", (xml) => xml.replace(/<sheetProtection[^>]*>/, ""))), [
    "TEMPLATE_PROTECTION B_EmInst",
  ]);
});

test("a template saved by another program, its stored results gone, is filled with the same content", { skip }, () => {
  const resaved = altered({ A3: 4 }, "Translations");
  const { value, problems } = writeCbamWorkbook(resaved, plant());
  assert.ok(value, JSON.stringify(problems));
  assert.equal(
    readXlsx(value, { sheets: ["Translations"] })
      .value?.sheets.get("Translations")
      ?.cell("A3")?.value,
    3,
  );
});

test("a plant that does not fit is refused, and what does not fit is named", () => {
  const lists: [Changes, path: string, rest: RegExp][] = [
    [{ processes: many(12, process) }, "processes", /there are 12, and the template holds 10.*: p11, p12\./],
    [
      { precursors: many(21, (n) => ({ id: `x${n}`, name: `X ${n}`, category: "pigIron", sources: [{}] })) },
      "precursors",
      /holds 20.*: x21\./,
    ],
    [{ streams: many(76, (n) => ({ id: `s${n}`, name: `S ${n}`, method: "process" })) }, "streams", /holds 75.*: s76\./],
    [{ pfc: many(11, (n) => ({ id: `c${n}`, method: "slope" })) }, "pfc", /holds 10.*: c11\./],
    [{ measuredPoints: many(11, (n) => ({ id: `m${n}`, name: `M ${n}`, gas: "CO2" })) }, "measuredPoints", /holds 10.*: m11\./],
    [{ products: many(101, (n) => ({ id: `g${n}`, process: "p1", cn: "73181542" })) }, "products", /holds 100.*: g101\./],
    [{ transfers: [{ from: "p1", to: "p1", amount: "1 t" }] }, "transfers", /itself.*: p1\./],
  ];
  for (const [changes, path, rest] of lists) {
    const { value, problems } = writeCbamWorkbook(new Uint8Array(), plant(changes));
    assert.equal(value, undefined);
    const found = problems.find((p) => p.code === "TEMPLATE_TOO_SMALL");
    assert.equal(found?.path, path);
    assert.match(found?.text.en ?? "", rest);
  }
  const power = writeCbamWorkbook(new Uint8Array(), plant({ processes: [{ ...process(1), category: "electricity" }] }));
  assert.ok(power.problems.some((p) => p.code === "ELECTRICITY_GOOD_UNSUPPORTED"));
});

test("names that the template's sums would mistake, or cannot hold, are refused", () => {
  const paths = (...names: string[]): string[] =>
    writeCbamWorkbook(new Uint8Array(), plant({ processes: names.map((name, i) => ({ ...process(i + 1), name })) }))
      .problems.filter((p) => p.code === "NAME_UNFIT")
      .map((p) => p.path);
  assert.deepEqual(paths("Melting", "melting "), ["process/p2/name"]);
  assert.deepEqual(paths("Mill*"), ["process/p1/name"]);
  assert.deepEqual(paths("x".repeat(121)), ["process/p1/name"]);
  assert.deepEqual(paths("a", "b_a", "a_b"), ["process/p3/name"]);
  assert.deepEqual(paths("Melting", "Rolling"), []);
});

test("emissions that only the calculation knows must be handed over", { skip }, () => {
  const { directEmissions: _, ...rest } = process(1);
  const given = plant({ processes: [rest] });
  assert.deepEqual(refused(blank(), given), ["TEMPLATE_NEEDS_RESULT"]);
  const { value } = writeCbamWorkbook(blank(), given, { value: (step) => (step === `process/p1/directOwn` ? 7.5 : null) });
  assert.equal(readCbamWorkbook(value ?? assert.fail()).value?.case.processes[0]?.directEmissions?.value, 7.5);
});

test("transfers stand by position among the other nine, uses by the position of the process", { skip }, () => {
  const processes = many(10, process);
  const transfers = processes.flatMap(({ id: from }, i) =>
    processes.flatMap(({ id: to }, j) => (i === j ? [] : [{ from, to, amount: `${100 * (i + 1) + j + 1} kg` }])),
  );
  const precursors = [
    { id: "x", name: "X", category: "pigIron", uses: processes.map(({ id }, i) => ({ process: id, amount: `${i + 1} t` })), sources: [{}] },
  ];
  const read = readCbamWorkbook(written(plant({ processes, transfers, precursors }))).value?.case;
  assert.equal(read?.transfers?.length, 90);
  for (const { from, to, amount } of read?.transfers ?? []) {
    const [i, j] = [from, to].map((id) => Number(id.slice(1)));
    assert.equal(amount?.value, (100 * (i ?? 0) + (j ?? 0)) / 1000);
  }
  assert.deepEqual(
    read?.precursors?.[0]?.uses?.map((u) => [u.process, u.amount?.value]),
    processes.map((_, i) => [processId(i), i + 1]),
  );
});

test("units become those of the cell, dates serials", () => {
  for (const [value, unit, wanted, expected] of [
    [1500, "kg", "t", 1.5],
    [3, "GWh", "MWh", 3000],
    [1, "TJ", "MWh", 1000 / 3.6],
    [3.6, "GWh", "TJ", 12.96],
    [0.16, "1", "%", 16],
    [16, "%", "%", 16],
    [98, "%", "1", 0.98],
    [500, "kgCO2e/MWh", "tCO2/MWh", 0.5],
    [10_000, "kcal/kg", "GJ/t", 41.868],
    [250, "mg/Nm3", "g/Nm3", 0.25],
  ] as const)
    assert.equal(inUnit(value, unit, wanted), expected, `${value} ${unit}`);
  assert.throws(() => inUnit(1, "kg", "MWh"));
  assert.equal(serialOf("2023-01-01", false), 44_927);
  assert.equal(serialOf("2023-01-01", true), 44_927 - 1462);
});
