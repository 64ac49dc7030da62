// Writing into a workbook: cells in their places, formulas without stored results, every other part byte for byte.
import assert from "node:assert/strict";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { patchXlsx, type WorkbookEdits } from "./patch.ts";
import type { CellValue } from "./patch-sheet.ts";
import { readXlsx } from "./read-xlsx.ts";
import type { Sheet } from "./sheet.ts";
import { type SyntheticOptions, type SyntheticSheet, syntheticXlsx } from "./synthetic.ts";

const edits = (cells: Record<string, CellValue>, sheet = "One"): WorkbookEdits => new Map([[sheet, new Map(Object.entries(cells))]]);

function patched(bytes: Uint8Array, cells: Record<string, CellValue>): Uint8Array {
  const { value, problems } = patchXlsx(bytes, edits(cells));
  assert.ok(value, JSON.stringify(problems));
  return value;
}

function sheetOf(bytes: Uint8Array): Sheet {
  const sheet = readXlsx(bytes, { sheets: ["One"] }).value?.sheets.get("One");
  assert.ok(sheet);
  return sheet;
}

const part = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
const SHEET = "xl/worksheets/sheet0.xml";
const written = (sheet: SyntheticSheet, cells: Record<string, CellValue>, options: SyntheticOptions = {}): string =>
  part(patched(syntheticXlsx({ One: sheet, Two: { A1: 1 } }, options), cells), SHEET);

test("numbers, texts and truth values are read as they were written, and keep the cell's format", () => {
  const cells = { A1: 0.1, B1: "a < b & \"c\" 'd' > 돈\nx", C1: true, D1: false, E1: -1e-7, F1: "  two blanks  ", G1: 45_292 };
  const base = Object.fromEntries(Object.keys(cells).map((ref) => [ref, { xml: `<c r="${ref}" s="7" t="s"><v>0</v></c>` }]));
  const sheet = sheetOf(patched(syntheticXlsx({ One: base }, { strings: ["old"] }), cells));
  for (const [ref, value] of Object.entries(cells)) {
    assert.equal(sheet.cell(ref)?.value, value, ref);
    assert.equal(sheet.cell(ref)?.style, 7);
  }
});

test("a character that no XML may hold becomes the replacement character", () => {
  const sheet = sheetOf(patched(syntheticXlsx({ One: { A1: 1 } }), { A1: "a\u0001b\ud800c" }));
  assert.equal(sheet.cell("A1")?.value, "a\ufffdb\ufffdc");
});

test("cells and rows that are not there are put in order; empty ones are filled", () => {
  const xml = written({ B2: 2, D2: 4, B9: 9 }, { A1: 1, A2: "a", C2: 3, E2: 5, C5: "five", A9: 8, B12: 12 });
  assert.deepEqual(
    [...xml.matchAll(/<(?:row|c) r="(\w+)"/g)].map((m) => m[1]),
    ["1", "A1", "2", "A2", "B2", "C2", "D2", "E2", "5", "C5", "9", "A9", "B9", "12", "B12"],
  );
  const parts = {
    [SHEET]:
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2" spans="1:1"/><x:row r="3"><x:c r="A3" s="4"/></x:row></x:sheetData></x:worksheet>',
  };
  const prefixed = part(patched(syntheticXlsx({ One: {} }, { parts }), { A2: 2, A3: 3, A4: 4 }), SHEET);
  assert.equal(
    prefixed,
    '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row><x:row r="3"><x:c r="A3" s="4"><x:v>3</x:v></x:c></x:row>' +
      '<x:row r="4"><x:c r="A4"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>',
  );
  const bare = part(patched(syntheticXlsx({ One: {} }, { parts: { [SHEET]: "<worksheet><sheetData/></worksheet>" } }), { B2: 1 }), SHEET);
  assert.equal(bare, '<worksheet><sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData></worksheet>');
});

test("null empties a cell and makes none", () => {
  assert.match(written({ A1: { xml: '<c r="A1" s="3"><v>1</v></c>' } }, { A1: null, B1: null }), /<row r="1"><c r="A1" s="3"\/><\/row>/);
});

test("every formula keeps its text and loses its stored result, in every sheet", () => {
  const formulas: SyntheticSheet = {
    A1: { f: "B1*2", v: 3 },
    A2: { f: '"a"&B2', v: "ab" },
    A3: { f: "TRUE()", v: true },
    A4: { f: "NA()", error: "#N/A" },
    A5: { xml: '<c r="A5" s="2" t="str"><f t="shared" ref="A5:A6" si="0">IF(B5&lt;1,"x","")</f><v/></c>' },
    A6: { xml: '<c r="A6"><f t="shared" si="0"/><v>4</v></c>' },
    C1: { xml: '<c r="C1"><f t="array" ref="C1:D2">MMULT(A1:B2,A1:B2)</f><v>1</v></c>' },
    D1: 2,
    C2: { xml: '<c r="C2" t="str"><v>3</v></c>' },
    D2: 4,
    E1: 5,
  };
  const bytes = syntheticXlsx({ One: { A1: 1 }, Two: formulas });
  const xml = part(patched(bytes, { A1: 2 }), "xl/worksheets/sheet1.xml");
  assert.deepEqual(xml.match(/<c [^>]*>(?!<f)/g), ['<c r="D1"/>', '<c r="E1">', '<c r="C2"/>', '<c r="D2"/>']);
  assert.deepEqual(xml.match(/<v>.*?<\/v>/g), ["<v>5</v>"]);
  assert.ok(xml.includes('<c r="A5" s="2"><f t="shared" ref="A5:A6" si="0">IF(B5&lt;1,"x","")</f></c>'));
  assert.ok(xml.includes('<c r="A6"><f t="shared" si="0"/></c>') && xml.includes('<c r="A4"><f>NA()</f></c>'));
});

test("a value in place of a shared formula's first cell leaves the others their formula", () => {
  const master = { xml: '<c r="A1" s="1"><f t="shared" ref="A1:A3" si="5">IF(B1&lt;$C$1,B1&amp;"B1",0)</f><v>1</v></c>' };
  const follower = (row: number) => ({ xml: `<c r="A${row}"><f t="shared" si="5"/><v>1</v></c>` });
  const cells: SyntheticSheet = { A1: master, A2: follower(2), A3: follower(3) };
  const sheet = sheetOf(patched(syntheticXlsx({ One: cells }), { A1: 7 }));
  assert.equal(sheet.cell("A1")?.value, 7);
  assert.equal(sheet.formula("A1"), undefined);
  assert.equal(sheet.formula("A2"), 'IF(B2<$C$1,B2&"B1",0)');
  assert.equal(sheet.formula("A3"), 'IF(B3<$C$1,B3&"B1",0)');
  const second = sheetOf(patched(syntheticXlsx({ One: cells }), { A2: 7 }));
  assert.equal(second.formula("A3"), 'IF(B3<$C$1,B3&"B1",0)');
});

const CHAIN = {
  "xl/calcChain.xml": "<calcChain/>",
  "[Content_Types].xml":
    '<Types><Override PartName="/xl/workbook.xml" ContentType="w"/><Override PartName="/xl/calcChain.xml" ContentType="c"/></Types>',
  "xl/_rels/workbook.xml.rels":
    '<Relationships><Relationship Id="s0" Type="x/worksheet" Target="worksheets/sheet0.xml"/><Relationship Id="k" Type="x/calcChain" Target="calcChain.xml"/></Relationships>',
};

test("the calculation chain goes when a formula does, with its content type and relation; else it stays", () => {
  const bytes = syntheticXlsx({ One: { A1: { f: "1+1", v: 2 }, B1: 1 } }, { parts: CHAIN });
  const without = patched(bytes, { A1: 3 });
  assert.equal(unzipSync(without)["xl/calcChain.xml"], undefined);
  assert.equal(part(without, "[Content_Types].xml"), '<Types><Override PartName="/xl/workbook.xml" ContentType="w"/></Types>');
  assert.doesNotMatch(part(without, "xl/_rels/workbook.xml.rels"), /calcChain/);
  const kept = patched(bytes, { B1: 3 });
  for (const [name, text] of Object.entries(CHAIN)) assert.equal(part(kept, name), text);
});

test("Excel is asked to calculate on loading", () => {
  const book = (calc: string): string =>
    `<workbook><sheets><sheet name="One" id="s0"/></sheets><definedNames><definedName name="n">One!$A$1</definedName></definedNames>${calc}</workbook>`;
  const calcOf = (calc: string): string =>
    part(patched(syntheticXlsx({ One: { A1: 1 } }, { parts: { "xl/workbook.xml": book(calc) } }), { A1: 2 }), "xl/workbook.xml");
  assert.equal(calcOf('<calcPr calcId="1"/>'), book('<calcPr calcId="1" fullCalcOnLoad="1"/>'));
  assert.equal(calcOf('<calcPr fullCalcOnLoad="0" calcId="1"/>'), book('<calcPr calcId="1" fullCalcOnLoad="1"/>'));
  assert.equal(calcOf(""), book('<calcPr fullCalcOnLoad="1"/>'));
});

test("all other parts are the same bytes, in the same order; the same input gives the same bytes", () => {
  const parts = { "xl/media/image1.png": Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255), "customXml/한글.xml": "<a/>" };
  for (const level of [0, 6] as const) {
    const bytes = syntheticXlsx({ One: { A1: 1 }, Two: { A1: "text" } }, { parts, level });
    const once = patched(bytes, { A1: 2 });
    const [before, after] = [unzipSync(bytes), unzipSync(once)];
    assert.deepEqual(Object.keys(after), Object.keys(before));
    const changed = Object.keys(before).filter((name) => Buffer.compare(before[name] as Uint8Array, after[name] as Uint8Array) !== 0);
    assert.deepEqual(changed.sort(), ["xl/workbook.xml", SHEET].sort());
    assert.equal(Buffer.compare(once, patched(bytes, { A1: 2 })), 0);
    assert.equal(Buffer.compare(once, patched(once, { A1: 2 })), 0);
  }
});

test("comments and CDATA do not hide cells", () => {
  const parts = {
    [SHEET]:
      '<worksheet><sheetData><!-- <c r="A1"> --><row r="1"><c r="A1"><f><![CDATA[IF(1<2,"</c>","")]]></f><v>1</v></c></row></sheetData></worksheet>',
  };
  const sheet = sheetOf(patched(syntheticXlsx({ One: {} }, { parts }), { B1: 2 }));
  assert.equal(sheet.formula("A1"), 'IF(1<2,"</c>","")');
  assert.equal(sheet.cell("A1")?.value, undefined);
  assert.equal(sheet.cell("B1")?.value, 2);
});

test("what is no workbook, lacks the sheet or has broken parts is a Problem", () => {
  const codes = (bytes: Uint8Array, sheet = "One"): string[] => patchXlsx(bytes, edits({ A1: 1 }, sheet)).problems.map((p) => p.code);
  assert.deepEqual(codes(new Uint8Array(10)), ["NOT_A_WORKBOOK"]);
  assert.deepEqual(codes(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0)), ["WORKBOOK_ENCRYPTED"]);
  assert.deepEqual(codes(syntheticXlsx({ One: {} }).slice(0, 400)), ["WORKBOOK_TRUNCATED"]);
  assert.deepEqual(codes(syntheticXlsx({ One: {} }), "Three"), ["WORKBOOK_DAMAGED"]);
  assert.deepEqual(codes(syntheticXlsx({ One: {} }, { parts: { "xl/workbook.xml": "<workbook><sheets>" } })), ["XML_BROKEN"]);
  assert.deepEqual(codes(syntheticXlsx({ One: {} }, { parts: { "xl/workbook.xml": "<!DOCTYPE a><workbook/>" } })), ["XML_ENTITIES"]);
});
