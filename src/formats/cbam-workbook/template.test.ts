// The Commission's own files: the map of input cells, the filled blast-furnace example, the blank template, and the time they take.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { caseSchema } from "../../model/case.ts";
import { readXlsx } from "../xlsx/read-xlsx.ts";
import { cellsOf } from "../xlsx/reference.ts";
import { INPUT_AREAS, inputCells } from "./cells.ts";
import { differenceReasons, TEMPLATE_DIFFERENCES } from "./differences.ts";
import { readCbamWorkbook } from "./read-cbam-workbook.ts";
import { resultCells } from "./result-cells.ts";

const FOLDER = new URL("../../../../shared/data/cbam/template/", import.meta.url);
const BLANK = new URL("communication-template-v2.1.1-blank.xlsx", FOLDER);
const EXAMPLE = new URL("communication-template-v2.1-example-steel-blast-furnace.xlsx", FOLDER);
const skip = existsSync(EXAMPLE) && existsSync(BLANK) ? false : "the Commission's workbooks (../shared) are not here";

const COUNTS: Record<string, number> = {
  A_InstData: 510,
  B_EmInst: 1015,
  "C_Emissions&Energy": 30,
  D_Processes: 350,
  E_PurchPrec: 560,
  F_Tools: 105,
  Summary_Products: 3200,
  Summary_Processes: 14,
  Translations: 1,
};

test("the map has as many input cells as the template", () => {
  for (const areas of INPUT_AREAS) assert.equal(inputCells(areas).size, COUNTS[areas.sheet], areas.sheet);
});

test("each reason why the template differs has both languages and cells", () => {
  for (const { sheet, areas, reason } of TEMPLATE_DIFFERENCES) {
    const [first] = cellsOf(areas);
    assert.ok(reason.ko !== "" && reason.en !== "" && first !== undefined);
    assert.ok(differenceReasons(sheet, first).some((d) => d.reason === reason));
  }
  assert.equal(differenceReasons("D_Processes", "T127")[0]?.reason.en.includes("56.1"), true);
});

for (const file of [BLANK, EXAMPLE]) {
  test(`the map is exactly the unlocked cells of ${file.pathname.split("/").at(-1)}`, { skip }, () => {
    const book = readXlsx(readFileSync(file), { blanks: true }).value;
    const unlocked = book?.unlockedStyles().value;
    assert.ok(book && unlocked);
    for (const [name, sheet] of book.sheets) {
      const open: string[] = [...sheet.cells.values()].filter((cell) => unlocked.has(cell.style)).map((cell) => cell.ref);
      const areas = INPUT_AREAS.find((a) => a.sheet === name);
      assert.deepEqual(new Set(open), areas === undefined ? new Set() : inputCells(areas), name);
    }
  });
}

test("the blast-furnace example: cbam.md 7.1", { skip }, () => {
  const outcome = readCbamWorkbook(readFileSync(EXAMPLE), { file: "example.xlsx" });
  assert.ok(outcome.value, JSON.stringify(outcome.problems));
  const { case: read, version } = outcome.value;
  assert.equal(version, "2.1");
  assert.deepEqual(
    outcome.problems.map((p) => p.code),
    ["TEMPLATE_ERROR_VALUES"],
  );
  assert.deepEqual(
    read.streams?.map((s) => [s.method, s.activity?.value, s.carbonContent?.value, s.biomassFraction?.value]),
    [
      ["massBalance", 50000, 0.88, undefined],
      ["massBalance", 5600000, 0.00023, undefined],
      ["massBalance", 2200000, 0.88, undefined],
      ["massBalance", 70000, 0.683571530119101, 16],
      ["massBalance", 800000, 0.0021, undefined],
      ["massBalance", 200000, 0.0018, undefined],
      ["massBalance", 280000, 0.0027292576419214, undefined],
      ["massBalance", 170000, 0.75, undefined],
      ["massBalance", 40000, 0.1, undefined],
      ["massBalance", -4800000, 0.0018, undefined],
      ["massBalance", -1000000, 0.0003, undefined],
    ],
  );
  const [process, ...others] = read.processes;
  assert.equal(others.length, 0);
  assert.deepEqual(process?.included, ["sinteredOre", "pigIron", "crudeSteel"]);
  assert.deepEqual(
    process?.production?.map((p) => p.amount?.value),
    [4800000],
  );
  assert.deepEqual(process?.directEmissions?.follows, { step: "installation/calculated" });
  assert.deepEqual(process?.toMarket?.follows, { value: 4800000 });
  assert.deepEqual(process?.wasteGas?.exported?.[0]?.amount?.value, 12800);
  assert.deepEqual(
    process?.electricity?.map((e) => [e.amount?.value, e.emissionFactor?.value, e.method]),
    [[1658844, 0.589, "Mix"]],
  );
  assert.deepEqual(
    read.products?.map((p) => [p.cn, p.carbonPrice?.due, p.carbonPrice?.rebate]),
    [
      ["72081000", 30, 25],
      ["72122000", 45, 30],
      ["72139120", 40, 20],
      ["73021028", 50, 35],
    ],
  );
  assert.equal(read.balances?.emissions?.indirect?.value, 976918.88);
  const plain = JSON.parse(JSON.stringify(read, (key, value) => (key === "follows" ? undefined : value)));
  assert.equal(caseSchema.safeParse(plain).success, true);
});

test("each cached result of the example has a step or a reason, zeros of unused places aside", { skip }, () => {
  const value = readCbamWorkbook(readFileSync(EXAMPLE)).value;
  assert.ok(value);
  const steps = new Map(resultCells(value.case).map((c) => [`${c.sheet}!${c.cell}`, c.step]));
  const cached = new Map(value.cached.map((c) => [`${c.sheet}!${c.cell}`, c.value]));
  for (const { sheet, cell, value: number } of value.cached) {
    const known = number === 0 || steps.has(`${sheet}!${cell}`) || differenceReasons(sheet, cell).some((d) => d.always);
    assert.ok(known, `${sheet}!${cell} ${number}`);
  }
  for (const at of steps.keys()) assert.ok(cached.has(at) || at === "C_Emissions&Energy!K17", at);
  assert.equal(cached.get("InputOutput!AK71"), 1.53897606455787);
  assert.equal(steps.get("InputOutput!AK71"), "process/P1/seeDirect");
  assert.equal(steps.get("Summary_Products!AZ10"), "product/S10/carbonPriceEffective");
});

test("the blank template says what is missing and reads no example rows", { skip }, () => {
  const outcome = readCbamWorkbook(readFileSync(BLANK));
  assert.equal(outcome.value, undefined);
  assert.deepEqual(
    outcome.problems.map((p) => p.code),
    ["DATE_MISSING", "DATE_MISSING", "INSTALLATION_UNNAMED", "NO_PROCESSES"],
  );
});

test("shared formulas of Excel's file read as LibreOffice writes them out", { skip }, () => {
  const [blank, example] = [BLANK, EXAMPLE].map((file) =>
    readXlsx(readFileSync(file), { sheets: ["B_EmInst"] }).value?.sheets.get("B_EmInst"),
  );
  for (const ref of ["M20", "BE60", "BJ91", "AU90"]) {
    const plain = (text = ""): string => text.replaceAll("FALSE()", "FALSE").replaceAll("TRUE()", "TRUE");
    assert.equal(plain(blank?.formula(ref)), plain(example?.formula(ref)), ref);
  }
});
