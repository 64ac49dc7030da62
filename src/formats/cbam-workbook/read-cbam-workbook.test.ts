// The reader of the Commission's workbook: fields, formulas in inputs, and each Problem, on small synthetic workbooks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Case, caseSchema } from "../../model/case.ts";
import { WORKBOOK_PROBLEMS } from "../../model/problems/workbook.ts";
import { readXlsx } from "../xlsx/read-xlsx.ts";
import { syntheticXlsx } from "../xlsx/synthetic.ts";
import { readCbamWorkbook } from "./read-cbam-workbook.ts";
import { type SyntheticCells, syntheticCbam } from "./synthetic.ts";
import { isCbamWorkbook } from "./version.ts";

function read(cells: SyntheticCells = {}): { case: Case; codes: string[] } {
  const outcome = readCbamWorkbook(syntheticCbam(cells), { file: "t.xlsx" });
  assert.ok(outcome.value, JSON.stringify(outcome.problems));
  return { case: outcome.value.case, codes: outcome.problems.map((p) => p.code) };
}
function problems(cells: SyntheticCells): string[] {
  const outcome = readCbamWorkbook(syntheticCbam(cells), { file: "t.xlsx" });
  for (const p of outcome.problems) assert.ok(p.text.ko !== "" && p.todo.en !== "" && p.place?.file === "t.xlsx");
  return outcome.problems.map((p) => `${p.code} ${p.place?.sheet ?? ""}!${p.place?.cell ?? ""}`);
}
/** What `follows` of the toMarket cell is, when it holds this formula with cached value 1. */
const followed = (f: string, cells: SyntheticCells = {}) => read({ "D_Processes!L27": { f, v: 1 }, ...cells }).case.processes[0]?.toMarket;

test("the small workbook is read whole and keeps the schema of the case", () => {
  const { case: read1, codes } = read();
  assert.deepEqual(codes, []);
  assert.deepEqual(read1.period, { start: "2023-01-01", end: "2023-12-31" });
  assert.deepEqual(read1.streams?.[0]?.activity, { value: 1837.5, unit: "t", origin: { file: "t.xlsx", sheet: "B_EmInst", cell: "F17" } });
  assert.deepEqual([read1.streams?.[0]?.netCalorificValue?.unit, read1.streams?.[0]?.emissionFactor?.unit], ["GJ/t", "tCO2/TJ"]);
  assert.equal(read1.streams?.[0]?.oxidationFactor, undefined);
  assert.deepEqual(read1.processes[0]?.routes, ["electricArc"]);
  assert.deepEqual(
    read1.processes[0]?.production?.map((p) => [p.route, p.amount?.value]),
    [["electricArc", 17000]],
  );
  assert.deepEqual([read1.products?.[0]?.id, read1.products?.[0]?.process, read1.products?.[0]?.cn], ["S10", "P1", "72061000"]);
  assert.equal(caseSchema.safeParse(read1).success, true);
});

test("cached results are the numbers of formula cells, arrays included", () => {
  const cached = readCbamWorkbook(
    syntheticCbam({ "Summary_Products!I10": { f: "x", v: "text" }, "Summary_Products!J10": { f: "x", v: 0.2 }, "Summary_Products!K10": 9 }),
  ).value?.cached;
  assert.deepEqual(
    cached?.map((c) => [c.cell, c.value]),
    [
      ["H25", 4948.02],
      ["T24", 17000],
      ["AJ71", 0.291],
      ["AJ72", 0],
      ["J10", 0.2],
    ],
  );
});

test("cells that a stripped array left behind are no results", () => {
  const stripped = '<c r="AJ71"><f t="array" ref="AJ71:AJ72">MMULT(1,2)</f></c>';
  const cached = readCbamWorkbook(syntheticCbam({ "InputOutput!AJ71": { xml: stripped } })).value?.cached;
  assert.ok(cached?.every((c) => c.sheet !== "InputOutput"));
});

test("a formula over results and inputs is followed, others come from the cache with a warning", () => {
  assert.deepEqual(followed("L17*0.5+SUM(L16:L18,2)")?.follows, {
    op: "+",
    args: [
      { op: "*", args: [{ value: 17000 }, { value: 0.5 }] },
      { op: "+", args: [{ value: 17000 }, { value: 2 }] },
    ],
  });
  assert.deepEqual(followed("L24")?.follows, { step: "process/P1/activity" });
  assert.deepEqual(followed("-'C_Emissions&Energy'!H$25/2")?.follows, {
    op: "/",
    args: [{ op: "-", args: [{ value: 0 }, { step: "installation/co2" }] }, { value: 2 }],
  });
  assert.deepEqual(followed("B_EmInst!$AU$17")?.follows, { step: "stream/B17/emissions" });
  assert.deepEqual(followed("'C_Emissions&Energy'!L27", { "C_Emissions&Energy!H26": 7 })?.follows, {
    op: "+",
    args: [{ value: 7 }, { step: "installation/n2o" }, { step: "installation/pfc" }],
  });
  assert.equal(followed("L24")?.origin?.formula, "L24");
  for (const f of ["ROUND(L17,0)", "L16", "L17^2", "IF(1,2,3)", "[1]Sheet!A1", "(((", "Nowhere!A1", "L17:L18", '"a"']) {
    const { case: read1, codes } = read({ "D_Processes!L27": { f, v: 1 } });
    assert.deepEqual(
      [f, codes, read1.processes[0]?.toMarket?.value, read1.processes[0]?.toMarket?.follows],
      [f, ["FORMULA_FROM_CACHE"], 1, undefined],
    );
  }
});

test("circles are refused, through any cell and any function", () => {
  const circular = (cells: SyntheticCells): string[] => problems(cells);
  const at = "FORMULA_CIRCULAR D_Processes!L27";
  assert.deepEqual(circular({ "D_Processes!L27": { f: "L27", v: 1 } }), [at]);
  assert.deepEqual(circular({ "D_Processes!L27": { f: "L41", v: 1 }, "D_Processes!L41": { f: "L27", v: 1 } }), [
    at,
    "FORMULA_CIRCULAR D_Processes!L41",
  ]);
  assert.deepEqual(circular({ "D_Processes!L27": { f: "ROUND(SUM(L:L),0)", v: 1 } }), [at]);
  const through = {
    "InputOutput!C5": { xml: '<c r="C5"><f t="array" ref="C5:D6">MMULT(A1:B2,D_Processes!K27:L28)</f><v>1</v></c>' },
    "InputOutput!D6": 1,
  };
  assert.deepEqual(circular({ ...through, "D_Processes!L27": { f: "2*'InputOutput'!$D$6", v: 1 } }), [at]);
  assert.deepEqual(read({ "D_Processes!L27": { f: 'IF("L27"="",L17,L28)', v: 1 } }).codes, ["FORMULA_FROM_CACHE"]);
});

test("a formula that holds an error is refused, a text that only looks like one is not", () => {
  assert.deepEqual(problems({ "D_Processes!L27": { f: "#REF!+1", v: 1 } }), ["FORMULA_BROKEN D_Processes!L27"]);
  assert.deepEqual(problems({ "B_EmInst!D17": { f: "VLOOKUP(1,#REF!,2)", v: "Combustion" } }), ["FORMULA_BROKEN B_EmInst!D17"]);
  assert.deepEqual(read({ "D_Processes!L27": { f: 'IF(1,1,"#REF!")', v: 1 } }).codes, ["FORMULA_FROM_CACHE"]);
});

test("deep nesting and growing formulas do not hang", () => {
  assert.deepEqual(read({ "D_Processes!L17": { f: "L24", v: 1 } }).codes, ["FORMULA_FROM_CACHE"]);
  const doubling: SyntheticCells = { "D_Processes!L27": { f: "F_Tools!H101", v: 1 } };
  for (let row = 101; row < 130; row++) doubling[`F_Tools!H${row}`] = { f: `H${row + 1}+H${row + 1}`, v: 1 };
  doubling["F_Tools!H130"] = 1;
  assert.ok(read(doubling).codes.includes("FORMULA_FROM_CACHE"));
  assert.deepEqual(read({ "D_Processes!L27": { f: `${"(".repeat(3000)}1${")".repeat(3000)}`, v: 1 } }).codes, ["FORMULA_FROM_CACHE"]);
});

test("a formula without a stored value is computed from constants, or refused", () => {
  assert.equal(read({ "D_Processes!L27": { f: "L17*2" } }).case.processes[0]?.toMarket?.value, 34000);
  assert.deepEqual(problems({ "D_Processes!L27": { f: "L24" } }), ["FORMULA_UNCALCULATED D_Processes!L27"]);
  assert.deepEqual(problems({ "D_Processes!L67": { f: "L132" } }), ["FORMULA_UNCALCULATED D_Processes!L67"]);
  const empty = read({ "D_Processes!L27": { f: 'IF(L17="","",L17)', v: "" } });
  assert.deepEqual([empty.codes, empty.case.processes[0]?.toMarket], [["FORMULA_FROM_CACHE"], undefined]);
  assert.deepEqual(read({ "D_Processes!K50": { f: "FALSE()" }, "D_Processes!L50": { f: "TRUE()", v: true } }).codes, []);
});

test("each fault of a cell is named with its place", () => {
  assert.deepEqual(problems({ "B_EmInst!F17": "12 t" }), ["NUMBER_EXPECTED B_EmInst!F17"]);
  assert.deepEqual(problems({ "B_EmInst!F17": { error: "#REF!" } }), ["INPUT_ERROR_VALUE B_EmInst!F17"]);
  assert.deepEqual(problems({ "Summary_Processes!M13": { error: "#N/A" } }), ["INPUT_ERROR_VALUE Summary_Processes!M13"]);
  assert.deepEqual(problems({ "A_InstData!N83": { error: "#N/A", f: "X" } }), ["TEMPLATE_ERROR_VALUES A_InstData!N83"]);
  assert.deepEqual(problems({ "B_EmInst!D17": "Magic" }), ["VOCABULARY_UNKNOWN B_EmInst!D17"]);
  assert.deepEqual(problems({ "B_EmInst!G17": "kg" }), ["VOCABULARY_UNKNOWN B_EmInst!G17"]);
  assert.deepEqual(problems({ "B_EmInst!G17": undefined, "B_EmInst!H17": undefined }), ["UNIT_CELL_BLANK B_EmInst!G17"]);
  assert.deepEqual(problems({ "B_EmInst!E17": undefined }), ["NAME_BLANK B_EmInst!E17"]);
  assert.deepEqual(problems({ "B_EmInst!F18": 5 }), ["INPUT_IGNORED B_EmInst!F18"]);
  assert.deepEqual(problems({ "D_Processes!L81": 5 }), ["INPUT_IGNORED D_Processes!L81"]);
  assert.deepEqual(problems({ "A_InstData!I9": undefined }), ["DATE_MISSING A_InstData!I9"]);
  assert.deepEqual(problems({ "A_InstData!I9": "January" }), ["DATE_EXPECTED A_InstData!I9"]);
  assert.deepEqual(problems({ "A_InstData!I20": undefined }), ["INSTALLATION_UNNAMED A_InstData!I20"]);
  for (const at of ["A_InstData!I20", "B_EmInst!E17", "Summary_Products!F10"])
    assert.deepEqual(problems({ [at]: "x".repeat(301) }), [`TEXT_TOO_LONG ${at}`]);
  assert.deepEqual(problems({ "A_InstData!I28": "north", "A_InstData!I29": "1" }), ["COORDINATES_UNREADABLE A_InstData!I28"]);
  assert.deepEqual(problems({ "D_Processes!K50": "maybe" }), ["BOOLEAN_EXPECTED D_Processes!K50"]);
  assert.deepEqual(problems({ "D_Processes!K50": false, "D_Processes!L57": 3 }), ["GREYED_BUT_COUNTED D_Processes!K50"]);
  assert.deepEqual(problems({ "D_Processes!L32": 3 }), ["AMOUNT_WITHOUT_TARGET D_Processes!L32"]);
  assert.deepEqual(problems({ "Summary_Products!F10": undefined }), ["CN_BLANK Summary_Products!F10"]);
  assert.deepEqual(problems({ "Summary_Products!D10": "Nobody" }), ["PRODUCT_PROCESS_UNKNOWN Summary_Products!D10"]);
  assert.deepEqual(problems({ "A_InstData!E83": "Electricity (export to EU)" }), ["ELECTRICITY_GOOD_UNSUPPORTED A_InstData!E83"]);
  assert.ok(problems({ "A_InstData!E83": undefined, "A_InstData!L83": undefined }).includes("NO_PROCESSES A_InstData!E83"));
});

test("blank is absent, zero is a value, the example rows are not read", () => {
  const { case: read1 } = read({
    "D_Processes!L61": 0,
    "B_EmInst!D14": "Combustion",
    "B_EmInst!F14": 252000,
    "Summary_Products!D9": "Example",
  });
  assert.deepEqual(
    read1.processes[0]?.wasteGas?.imported?.map((w) => w.amount?.value),
    [0],
  );
  assert.equal(read1.processes[0]?.wasteGas?.exported, undefined);
  assert.equal(read1.processes[0]?.heat, undefined);
  assert.equal(read1.streams?.length, 1);
  assert.equal(read1.products?.length, 1);
});

test("names that the template would join are warned of; ambiguity in reading is an error", () => {
  const second: SyntheticCells = { "A_InstData!E84": "Pig iron" };
  assert.deepEqual(problems({ ...second, "A_InstData!L84": "Casting*" }), ["NAME_COLLISION A_InstData!L84"]);
  assert.deepEqual(problems({ ...second, "A_InstData!L84": "MELTING" }), [
    "PRODUCT_PROCESS_AMBIGUOUS Summary_Products!D10",
    "NAME_COLLISION A_InstData!L84",
  ]);
  assert.deepEqual(problems({ "A_InstData!E102": "Pig iron", "A_InstData!L102": "Melting" }), ["NAME_COLLISION A_InstData!L102"]);
  assert.deepEqual(
    problems({
      ...second,
      "A_InstData!L83": "A_B",
      "Summary_Products!D10": "a_b",
      "A_InstData!L84": "A",
      "A_InstData!E85": "Urea",
      "A_InstData!L85": "B_C",
      "A_InstData!E86": "Cement",
      "A_InstData!L86": "C",
    }),
    ["NAME_COLLISION A_InstData!L84"],
  );
});

test("transfers and uses go to processes by position", () => {
  const { case: read1, codes } = read({
    "A_InstData!E85": "Pig iron",
    "A_InstData!E102": "Sintered Ore",
    "A_InstData!F102": "BR",
    "D_Processes!L33": 12,
    "D_Processes!E33": { f: "X", v: "P3 - Pig iron" },
    "E_PurchPrec!L17": 50,
    "E_PurchPrec!L30": 40,
    "E_PurchPrec!L49": 0.2,
    "E_PurchPrec!M49": "Measured",
    "E_PurchPrec!M50": "Default",
  });
  assert.deepEqual(codes, []);
  assert.equal(read1.processes[1]?.name, "P3 - Pig iron");
  assert.deepEqual(
    read1.transfers?.map((t) => [t.from, t.to, t.amount?.value]),
    [["P1", "P3", 12]],
  );
  assert.deepEqual(
    read1.precursors?.[0]?.uses?.map((u) => [u.process, u.amount?.value]),
    [["P3", 40]],
  );
  assert.deepEqual([read1.precursors?.[0]?.sources[0]?.basis, read1.precursors?.[0]?.sources[0]?.electricityBasis], ["actual", "default"]);
  assert.deepEqual(problems({ "A_InstData!E84": "Pig iron", "D_Processes!L32": 1, "D_Processes!E32": { f: "X", v: "Old" } }), [
    "TRANSFER_NAME_STALE D_Processes!L32",
  ]);
});

test("PFC, measured points, CHP, carbon price and product parameters are read with their units", () => {
  const { case: read1, codes } = read({
    "B_EmInst!D98": "Overvoltage method",
    "B_EmInst!E98": "Centre Worked Pre-Bake (CWPB)",
    "B_EmInst!F98": 1000,
    "B_EmInst!AK98": 95,
    "B_EmInst!AT98": 0.98,
    "B_EmInst!D99": "slope METHOD",
    "B_EmInst!E99": "mystery",
    "B_EmInst!AK99": 0.95,
    "B_EmInst!D113": "Stack",
    "B_EmInst!E113": "N2O",
    "B_EmInst!V113": 64,
    "F_Tools!J21": 1000,
    "F_Tools!J41": 0.88,
    "F_Tools!J72": 0.88,
    "F_Tools!J97": "KRW",
    "F_Tools!H101": 0.5,
    "F_Tools!J101": 10,
    "Summary_Products!R10": 0.1395,
    "Summary_Products!AC10": { f: "TRUE()", v: true },
    "Summary_Products!AL10": "Carbon tax ",
    "Summary_Products!AM10": 0.7,
    "Summary_Products!AR10": 30,
  });
  assert.deepEqual(codes, ["TECHNOLOGY_UNKNOWN"]);
  assert.deepEqual(
    read1.pfc?.map((p) => [p.method, p.technology, p.currentEfficiency?.unit, p.collectionEfficiency?.unit]),
    [
      ["overvoltage", "CWPB", "%", "1"],
      ["slope", undefined, "1", undefined],
    ],
  );
  assert.deepEqual([read1.measuredPoints?.[0]?.gas, read1.measuredPoints?.[0]?.concentration?.unit], ["N2O", "g/Nm3"]);
  assert.deepEqual(
    read1.cogeneration?.map((c) => [c.id, c.fuelInput?.value, c.referenceHeat?.value]),
    [["CHP1", 1000, 0.88]],
  );
  assert.deepEqual(
    [read1.carbonPriceTool?.currency, read1.carbonPriceTool?.rows[0]?.subject, read1.carbonPriceTool?.rows[0]?.due],
    ["KRW", "P1", 10],
  );
  const product = read1.products?.[0];
  assert.deepEqual(
    [product?.parameters?.manganese?.value, product?.parameters?.calcined, product?.carbonPrice?.instrument, product?.carbonPrice?.due],
    [0.1395, true, "tax", 30],
  );
  assert.equal(caseSchema.safeParse(read1).success, true);
});

test("drop-down texts of the file's own language are known", () => {
  assert.equal(read({ "B_EmInst!D17": " 연소" }).case.streams?.[0]?.method, "combustion");
});

test("versions: unknown ones and other workbooks are refused, 2.0 needs the same unlocked cells", () => {
  assert.deepEqual(
    [syntheticCbam(), syntheticXlsx({ Sheet1: { A1: 1 } })].map((bytes) => isCbamWorkbook(readXlsx(bytes, { sheets: [] }).value!)),
    [true, false],
  );
  assert.deepEqual(problems({ "VersionDocumentation!B3": 45000 }), ["WORKBOOK_VERSION VersionDocumentation!B3"]);
  assert.deepEqual(problems({ "VersionDocumentation!B3": undefined }), ["WORKBOOK_VERSION VersionDocumentation!B3"]);
  assert.deepEqual(problems({ "VersionDocumentation!B3": 45370 }), ["WORKBOOK_VERSION VersionDocumentation!B3"]);
  assert.deepEqual(
    readCbamWorkbook(syntheticXlsx({ Sheet1: { A1: 1 } })).problems.map((p) => p.code),
    ["WORKBOOK_NOT_CBAM"],
  );
});

test("every Problem code has both languages and something to do", () => {
  for (const [code, spec] of Object.entries(WORKBOOK_PROBLEMS))
    assert.ok(spec.text.ko && spec.text.en && spec.todo.ko && spec.todo.en, code);
});
