// The bounded workbook reader: every kind of cell, shared formulas, and every way in which a file can be bad.
import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { readXlsx, type XlsxOptions } from "./read-xlsx.ts";
import { columnLetters, columnNumber, moveFormula } from "./reference.ts";
import { type SyntheticOptions, type SyntheticSheet, syntheticXlsx } from "./synthetic.ts";
import { scanXml } from "./xml.ts";
import { ZIP_LIMITS } from "./zip.ts";

function read(sheet: SyntheticSheet, options: SyntheticOptions = {}) {
  const outcome = readXlsx(syntheticXlsx({ One: sheet, Two: { A1: 1 } }, options), { sheets: ["One"] });
  assert.ok(outcome.value, JSON.stringify(outcome.problems));
  return outcome.value;
}
const codes = (bytes: Uint8Array, options: XlsxOptions = {}): string[] => readXlsx(bytes, options).problems.map((p) => p.code);
const badXml = (xml: string): string[] => codes(syntheticXlsx({ One: {} }, { parts: { "xl/worksheets/sheet0.xml": xml } }));

test("every kind of cell is read with its type", () => {
  const book = read(
    {
      A1: 1.5,
      B1: "a < b & c",
      C1: true,
      D1: { error: "#N/A" },
      E1: { f: "A1*2", v: 3 },
      F1: { xml: '<c r="F1" t="s"><v>1</v></c>' },
      G1: { xml: '<c r="G1" t="d"><v>2023-01-01</v></c>' },
      H1: { xml: '<c r="H1"><v>1e999</v></c>' },
      I1: { xml: '<c r="I1" t="str"><f>A2</f><v></v></c>' },
      J1: { xml: '<c r="J1" t="inlineStr"><is><r><t>x</t></r><r><t>y&#x20AC;&#65;</t></r><rPh><t>no</t></rPh></is></c>' },
    },
    { strings: ["zero", "one"] },
  );
  const sheet = book.sheets.get("One");
  const of = (ref: string) => [sheet?.cell(ref)?.type, sheet?.cell(ref)?.value];
  assert.deepEqual(of("A1"), ["number", 1.5]);
  assert.deepEqual(of("B1"), ["text", "a < b & c"]);
  assert.deepEqual(of("C1"), ["boolean", true]);
  assert.deepEqual(of("D1"), ["error", "#N/A"]);
  assert.deepEqual([...of("E1"), sheet?.formula("E1")], ["number", 3, "A1*2"]);
  assert.deepEqual(of("F1"), ["text", "one"]);
  assert.deepEqual(of("G1"), ["number", 44927]);
  assert.deepEqual(of("H1"), ["text", "1e999"]);
  assert.deepEqual(of("I1"), ["text", ""]);
  assert.deepEqual(of("J1"), ["text", "xy€A"]);
  assert.equal(book.sheets.has("Two"), false);
  assert.deepEqual(
    book.entries.map((e) => e.name),
    ["One", "Two"],
  );
});

test("a long run of digits that is no number takes no long time", () => {
  const started = performance.now();
  const sheet = read({ A1: { xml: `<c r="A1"><v>${"1".repeat(300_000)}x</v></c>` } }).sheets.get("One");
  assert.equal(sheet?.cell("A1")?.type, "text");
  assert.ok(performance.now() - started < 1000);
});

test("cells and rows without a reference follow each other; prefixes do not matter", () => {
  const xml =
    '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  const sheet = readXlsx(syntheticXlsx({ One: {} }, { parts: { "xl/worksheets/sheet0.xml": xml } })).value?.sheets.get("One");
  assert.deepEqual(
    ["A1", "B1", "A2"].map((ref) => sheet?.cell(ref)?.value),
    [1, 2, 3],
  );
});

test("a shared formula is moved to each cell of its range, an array covers its range", () => {
  const sheet = read({
    B2: {
      xml: `<c r="B2"><f t="shared" ref="B2:C4" si="0">A1+$A1+A$1+$A$1+SUM(A1:B2)+'It''s A1'!C3&amp;"A1"+LOG10(2)+A1x</f><v>1</v></c>`,
    },
    C4: { xml: '<c r="C4"><f t="shared" si="0"/><v>2</v></c>' },
    E1: { xml: '<c r="E1"><f t="array" ref="E1:E3">MMULT(A1:B2,C1)</f><v>1</v></c>' },
    E3: 7,
  }).sheets.get("One");
  assert.equal(sheet?.formula("C4"), `B3+$A3+B$1+$A$1+SUM(B3:C4)+'It''s A1'!D5&"A1"+LOG10(2)+A1x`);
  assert.equal(sheet?.isComputed("E3"), true);
  assert.equal(sheet?.isComputed("C4"), true);
});

test("moved references: whole rows and columns, and what leaves the sheet", () => {
  assert.equal(moveFormula("SUM(3:4)+SUM(B:C)+SUM($B:C)", 1, 1), "SUM(4:5)+SUM(C:D)+SUM($B:D)");
  assert.equal(moveFormula("A1", -1, 0), "#REF!");
  assert.equal(columnNumber("XFD"), 16384);
  assert.equal(columnLetters(16384), "XFD");
});

test("unlocked styles are those whose protection says so", () => {
  const styles = read({ A1: 1 }, { unlocked: [false, true, false, true] }).unlockedStyles();
  assert.deepEqual([...(styles.value ?? [])], [1, 3]);
});

test("what is no workbook is a Problem, never an exception", () => {
  const good = syntheticXlsx({ One: { A1: 1 } });
  assert.deepEqual(codes(new Uint8Array()), ["NOT_A_WORKBOOK"]);
  assert.deepEqual(codes(strToU8("hello, this is text")), ["NOT_A_WORKBOOK"]);
  assert.deepEqual(codes(zipSync({ "a.txt": strToU8("x") })), ["NOT_A_WORKBOOK"]);
  assert.deepEqual(codes(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])), ["WORKBOOK_ENCRYPTED"]);
  assert.deepEqual(codes(good.subarray(0, good.length - 30)), ["WORKBOOK_TRUNCATED"]);
  const flipped = good.slice();
  const at = new DataView(flipped.buffer).getUint16(26, true) + 30 + 12;
  flipped[at] = (flipped[at] as number) ^ 0x55;
  assert.deepEqual(codes(flipped), ["WORKBOOK_DAMAGED"]);
  assert.deepEqual(codes(good), []);
});

test("XML with a document type, entities or broken nesting is refused", () => {
  assert.deepEqual(codes(syntheticXlsx({ One: { A1: 1 } }, { prolog: '<!DOCTYPE x [<!ENTITY a "b">]>' })), ["XML_ENTITIES"]);
  assert.deepEqual(badXml("<worksheet><sheetData>"), ["XML_BROKEN"]);
  assert.deepEqual(badXml("<worksheet></sheet>"), ["XML_BROKEN"]);
  assert.deepEqual(badXml("<worksheet a='1></worksheet>"), ["XML_BROKEN"]);
  assert.deepEqual(badXml('<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&bad;</v></c></row></sheetData></worksheet>'), [
    "XML_BROKEN",
  ]);
  assert.deepEqual(badXml(`${"<a>".repeat(500)}${"</a>".repeat(500)}`), ["XML_BROKEN"]);
  assert.deepEqual(badXml('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData></worksheet>'), ["XML_BROKEN"]);
  assert.deepEqual(badXml('<worksheet><sheetData><row r="1"><c r="A2"><v>9</v></c></row></sheetData></worksheet>'), ["XML_BROKEN"]);
  assert.deepEqual(
    codes(syntheticXlsx({ One: {} }, { parts: { "xl/worksheets/sheet0.xml": Uint8Array.from([60, 97, 62, 0xff, 0xfe]) } })),
    ["XML_BROKEN"],
  );
});

test("the scanner gives decoded text, CDATA and attributes that hold angle brackets", () => {
  const seen: string[] = [];
  const fault = scanXml('<?xml version="1.0"?><!-- c --><r a="1 > 0" b=\'&quot;\'>x&amp;y<![CDATA[<z>]]></r>', {
    open: (name, attributes) => seen.push(`${name} ${attributes.get("a")} ${attributes.get("b")} ${attributes.get("c")}`),
    text: (text) => seen.push(text),
    close: (name) => seen.push(`/${name}`),
  });
  assert.equal(fault, undefined);
  assert.deepEqual(seen, ['r 1 > 0 " undefined', "x&y", "<z>", "/r"]);
});

test("a zip bomb ends in a Problem with bounded memory, also when its sizes lie", () => {
  const zeros = new Uint8Array(64 * 2 ** 20);
  const bomb = syntheticXlsx({ One: { A1: 1 } }, { parts: { "xl/worksheets/sheet0.xml": zeros } });
  assert.deepEqual(codes(bomb), ["WORKBOOK_TOO_LARGE"]);
  const lying = bomb.slice();
  const view = new DataView(lying.buffer);
  for (let at = lying.length - 22; at > 0; at--) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === zeros.length) view.setUint32(at + 24, 1000, true);
  }
  const before = process.memoryUsage().rss;
  const started = performance.now();
  assert.deepEqual(codes(lying), ["WORKBOOK_DAMAGED"]);
  assert.ok(performance.now() - started < 3000);
  assert.ok(process.memoryUsage().rss - before < 100e6);
  const many = Object.fromEntries(Array.from({ length: 4001 }, (_, i) => [`p${i}`, new Uint8Array()]));
  assert.deepEqual(codes(syntheticXlsx({ One: {} }, { parts: many })), ["WORKBOOK_TOO_LARGE"]);
  assert.deepEqual(codes(syntheticXlsx({ One: { A1: "x".repeat(5000) } }), { limits: { ...ZIP_LIMITS, totalBytes: 4000 } }), [
    "WORKBOOK_TOO_LARGE",
  ]);
});
