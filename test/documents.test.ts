// Documents that become activity data: invoices in XML, what a file is by its bytes, each Problem by its file, and mutants of the samples.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { strToU8, zipSync } from "fflate";
import type { Outcome } from "../src/base/problem.ts";
import { type DocumentKind, documentKindOf } from "../src/formats/document-kind.ts";
import type { Invoice } from "../src/formats/invoices/invoice.ts";
import { readTaxInvoice } from "../src/formats/invoices/tax-invoice.ts";
import { readUblInvoice } from "../src/formats/invoices/ubl-invoice.ts";
import { readMeterSeries, type SeriesChoice } from "../src/formats/meter-series.ts";
import { syntheticXlsx } from "../src/formats/xlsx/synthetic.ts";
import { DOCUMENT_PROBLEMS } from "../src/model/problems/document.ts";
import { root } from "./cases/read.ts";
import { generator } from "./fuzz/seed.ts";

const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(join(root, "samples", name)));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (name: string): string => new TextDecoder().decode(sample(name));

const READERS = { taxInvoice: readTaxInvoice, ubl: readUblInvoice, series: readMeterSeries } as const;
type Reader = keyof typeof READERS;

const SAMPLES: readonly (readonly [string, Reader])[] = [
  ["tax-invoice-gas.xml", "taxInvoice"],
  ["tax-invoice-electricity.xml", "taxInvoice"],
  ["ubl-invoice.xml", "ubl"],
  ["meter-15min.csv", "series"],
];

const codes = ({ problems }: Outcome<unknown>): string[] => problems.map(({ code }) => code);
const read = (kind: "taxInvoice" | "ubl", text: string): Outcome<Invoice> => READERS[kind](bytesOf(text), { file: "i.xml" });
function invoice(kind: "taxInvoice" | "ubl", text: string): Invoice {
  const { value, problems } = read(kind, text);
  assert.ok(value, JSON.stringify(problems));
  return value;
}

type Provocation = {
  why: string;
  reader: Reader;
  sample?: string;
  text?: string;
  hex?: string;
  replace?: [string, string][];
  /** Blanks behind the text. */
  padding?: number;
  options?: SeriesChoice;
  expect: { path: string; line?: number };
};

function provoked({ sample: name, text = "", hex, replace = [], padding = 0 }: Provocation): Uint8Array {
  if (hex !== undefined) return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const given = replace.reduce((before, [from, to]) => before.replaceAll(from, to), name === undefined ? text : textOf(name));
  return bytesOf(given + " ".repeat(padding));
}

for (const [code, spec] of Object.entries(DOCUMENT_PROBLEMS))
  test(`${code} is provoked by its file`, () => {
    const given = JSON.parse(readFileSync(join(root, "test", "problems", `${code}.json`), "utf8")) as Provocation;
    const outcome = READERS[given.reader](provoked(given), { file: "document", ...given.options });
    const mine = outcome.problems.find((p) => p.code === code);
    assert.ok(mine, `raised instead: ${codes(outcome).join(", ")}`);
    assert.deepEqual(
      [mine.path, mine.place?.file, mine.place?.line, mine.severity],
      [given.expect.path, "document", given.expect.line, spec.severity],
    );
    assert.equal(outcome.value === undefined, spec.severity === "error" || code === "SERIES_MORE_PROBLEMS");
    for (const { text, todo } of outcome.problems)
      for (const one of [text.ko, text.en, todo.ko, todo.en]) assert.doesNotMatch(one, /undefined|NaN|\[object|\{\w+\}/);
  });

test("a tax invoice of gas: parties, amounts, energy with its period, a volume that is asked for", () => {
  const found = invoice("taxInvoice", textOf("tax-invoice-gas.xml"));
  assert.deepEqual(
    { ...found, lines: found.lines.length },
    {
      kind: "taxInvoice",
      credit: false,
      id: "202504084100000100000001",
      issued: "2025-03-31",
      typeCode: "0101",
      supplier: { name: "(주)견본도시가스", registration: "1000000009" },
      buyer: { name: "산단견본제강(주)", registration: "2000000008" },
      currency: "KRW",
      amounts: { net: 45_862_000, tax: 4_586_200, total: 50_448_200 },
      lines: 2,
    },
  );
  const [energy, volume] = found.lines;
  assert.deepEqual(
    [energy?.label, energy?.value, energy?.unit, energy?.start, energy?.end, energy?.origin.line, energy?.supplied],
    ["도시가스 사용열량", 2_256_000, "MJ", "2025-03-01", "2025-03-31", 49, "2025-03-31"],
  );
  assert.deepEqual([volume?.value, volume?.unit, volume?.printedUnit], [1400, undefined, "m3"]);
});

test("a tax invoice of electricity gives no quantity: none is made up from the amount, and the month in its name is no period", () => {
  const outcome = read("taxInvoice", textOf("tax-invoice-electricity.xml"));
  assert.deepEqual(codes(outcome), ["INVOICE_QUANTITY_MISSING", "INVOICE_PERIOD_MISSING"]);
  const line = outcome.value?.lines[0];
  assert.ok(line && !("value" in line) && !("unit" in line) && !("start" in line));
  assert.equal(line.amount, 128_450_370);
});

const gas = textOf("tax-invoice-gas.xml");
const withUnit = (unit: string): string => gas.replace('unitCode="MJ"', `unitCode="${unit}"`);

test("printed units: letters of one cell are the letters they stand for, everything else is asked for", () => {
  const unitOf = (unit: string): (string | undefined)[] => {
    const line = invoice("taxInvoice", withUnit(unit)).lines[0];
    return [line?.unit, line?.printedUnit];
  };
  for (const [given, unit] of Object.entries({
    "㎾h": "kWh",
    kWh: "kWh",
    KWH: "kWh",
    Gcal: "Gcal",
    "N㎥": "Nm3",
    NM3: "Nm3",
    "㎏": "kg",
    TNE: "t",
  }))
    assert.deepEqual(unitOf(given), [unit, undefined], given);
  for (const given of ["EA", "톤", "TON", "mj", "%", "h", "1", "constructor", "L"])
    assert.deepEqual(unitOf(given), [undefined, given], given);
});

test("a zero that is charged for is missing; a zero that costs nothing is zero", () => {
  const zero = gas.replace(">2256000<", ">0<");
  assert.ok(!("value" in (invoice("taxInvoice", zero).lines[0] ?? {})));
  const free = zero.replace(">45120000<", ">0<").replace(">45862000<", ">742000<");
  assert.equal(invoice("taxInvoice", free).lines[0]?.value, 0);
});

test("the number of a person is not taken over", () => {
  const person = gas.replace("<BusinessTypeCode>01<", "<BusinessTypeCode>02<");
  assert.deepEqual(invoice("taxInvoice", person).buyer, { name: "산단견본제강(주)" });
});

test("periods as a line writes them out", () => {
  const periodOf = (text: string): (string | undefined)[] => {
    const line = invoice("taxInvoice", gas.replace("사용기간 2025.03.01 ~ 2025.03.31", text)).lines[0];
    return [line?.start, line?.end];
  };
  const march = ["2025-03-01", "2025-03-31"];
  for (const text of ["2025-03-01~2025-03-31", "2025년 3월 1일 ~ 3월 31일", "20250301-20250331", "2025/3/1∼2025/3/31", "(2025.3.1.~3.31.)"])
    assert.deepEqual(periodOf(text), march, text);
  for (const text of ["3월분", "2025.02.30~2025.03.31", "2025-03", "20250301", "2025.03.01~2025.03.31, 2025.04.01~2025.04.30"])
    assert.deepEqual(periodOf(text), [undefined, undefined], text);
});

test("a tax invoice in EUC-KR reads as in UTF-8", () => {
  const declared =
    '<?xml version="1.0" encoding="EUC-KR"?>\n<TaxInvoice><TaxInvoiceDocument><IssueID>1</IssueID></TaxInvoiceDocument><TaxInvoiceTradeSettlement><InvoicerParty><NameText>';
  const rest =
    "</NameText></InvoicerParty></TaxInvoiceTradeSettlement><TaxInvoiceTradeLineItem><NameText>x</NameText></TaxInvoiceTradeLineItem></TaxInvoice>";
  const bytes = Uint8Array.from([...bytesOf(declared), 0xb0, 0xa1, 0xbd, 0xba, ...bytesOf(rest)]);
  assert.equal(readTaxInvoice(bytes, { file: "i.xml" }).value?.supplier.name, "가스");
});

const ubl = textOf("ubl-invoice.xml");

test("a Peppol invoice: units by their codes, the line's own period before the document's, meter and the buyer's item", () => {
  const { lines, supplier, amounts } = invoice("ubl", ubl);
  assert.deepEqual(
    lines.map(({ number, value, unit, printedUnit, start, end, amount }) => [number, value, unit ?? printedUnit, start, end, amount]),
    [
      ["1", 182_400.5, "kWh", "2025-03-01", "2025-03-31", 21_888.06],
      ["2", 14_500, "MTQ", "2025-02-26", "2025-03-27", 7250],
      ["3", 9.5, "t", "2025-03-01", "2025-03-31", 3561.94],
    ],
  );
  assert.deepEqual([lines[0]?.meter, lines[0]?.buyersItem, lines[2]?.sellersItem], ["NL-METER-778", "EL-MELT", "CK-80"]);
  assert.deepEqual([supplier, amounts.total], [{ name: "Sample Energy B.V.", registration: "00000001" }, 39_567]);
});

test("a credit note is its invoice with the sign turned", () => {
  const given = JSON.parse(readFileSync(join(root, "test", "problems", "INVOICE_CREDIT.json"), "utf8")) as Provocation;
  const credit = invoice("ubl", new TextDecoder().decode(provoked(given)));
  const plain = invoice("ubl", ubl);
  assert.equal(credit.credit, true);
  assert.deepEqual(
    credit.lines.map(({ value = 0, amount = 0 }) => [-value, -amount]),
    plain.lines.map(({ value, amount }) => [value, amount]),
  );
  assert.equal(credit.amounts.total, -39_567);
});

test("prefixes do not count, namespaces do", () => {
  const prefixed = ubl.replace("<Invoice xmlns=", "<n:Invoice xmlns:n=").replace("</Invoice>", "</n:Invoice>");
  assert.deepEqual(invoice("ubl", prefixed), invoice("ubl", ubl));
  assert.equal(documentKindOf(bytesOf(prefixed)), "ubl");
  const foreign = ubl.replace("schema:xsd:Invoice-2", "schema:xsd:Invoice-3");
  assert.deepEqual(codes(read("ubl", foreign)), ["DOCUMENT_ROOT_UNKNOWN"]);
  assert.equal(documentKindOf(bytesOf(foreign)), "unknown");
});

test("lines are counted past comments, CDATA, instructions and signs inside attributes", () => {
  const hard = gas
    .replace("<TaxInvoice xmlns", "<!-- <a>\n<b> -->\n<?x <y>\n?>\n<TaxInvoice n='<TaxInvoice>\n\">' xmlns")
    .replace("<NameText>도시가스 사용열량", "<NameText><![CDATA[<z>\n]]>도시가스 사용열량");
  const [first, second] = invoice("taxInvoice", hard).lines;
  const at = (text: string): number => hard.slice(0, hard.indexOf(text)).split("\n").length;
  assert.equal(first?.origin.line, at("<TaxInvoiceTradeLineItem>"));
  assert.equal(second?.origin.line, at("<SequenceNumeric>2") - 1);
});

test("a document of many elements, and one of a single long line, are read or refused in short time", () => {
  const item = "<TaxInvoiceTradeLineItem><NameText>x</NameText></TaxInvoiceTradeLineItem>";
  for (const count of [50_000, 120_000]) {
    const began = performance.now();
    const outcome = read("taxInvoice", `<TaxInvoice>${item.repeat(count)}</TaxInvoice>`);
    assert.ok(performance.now() - began < 5000);
    assert.equal(outcome.value === undefined, count > 100_000);
    assert.ok(outcome.problems.length <= 201);
  }
});

test("entity bombs and foreign entities are refused, and never fetched", () => {
  const bombs = [
    '<!DOCTYPE TaxInvoice [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><TaxInvoice>&b;</TaxInvoice>',
    '<!DOCTYPE TaxInvoice SYSTEM "http://localhost/a.dtd"><TaxInvoice/>',
    '<?xml version="1.0"?>\n<!-- [ -->\n<!doctype TaxInvoice [\n<!ENTITY x SYSTEM "file:///secret">\n]>\n<TaxInvoice>&x;</TaxInvoice>',
  ];
  for (const bomb of bombs) {
    assert.deepEqual(codes(read("taxInvoice", bomb)), ["DOCUMENT_ENTITIES"]);
    assert.equal(documentKindOf(bytesOf(bomb)), "taxInvoice");
  }
  assert.deepEqual(codes(read("taxInvoice", "<TaxInvoice>&b;</TaxInvoice>")), ["DOCUMENT_XML_BROKEN"]);
});

test("what a file is, by its bytes", () => {
  const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
  const book = syntheticXlsx({ One: { A1: 1 } });
  const kinds: readonly (readonly [DocumentKind, Uint8Array])[] = [
    ...SAMPLES.map(([name, reader]) => [reader === "series" ? "csv" : reader, sample(name)] as const),
    ["case", sample("screws.json")],
    ["case", bytesOf('\ufeff\n{"format":1}')],
    ["csv", sample("imports.csv")],
    ["csv", bytesOf("[전력 사용량]\n일시;사용량(kWh)\n")],
    ["csv", Uint8Array.from([0xc0, 0xcf, 0xbd, 0xc3, 0x2c, 0x6b, 0x57, 0x68, 0x0a])],
    ["csv", Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x09, 0, 0x62, 0])],
    ["xlsx", book],
    ["xlsx", book.subarray(0, book.length - 30)],
    ["zip", zipSync({ "a.txt": strToU8("a,b") })],
    ["xls", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0])],
    ["pdf", latin("%PDF-1.7\n")],
    ["pdf", latin("\r\n%PDF-1.4\n")],
    ["png", latin("\x89PNG\r\n\x1a\n")],
    ["jpeg", latin("\xff\xd8\xff\xe0")],
    ["webp", latin("RIFF\x10\0\0\0WEBPVP8 ")],
    ["heic", latin("\0\0\0\x18ftypheic")],
    ["unknown", latin("\0\0\0\x18ftypisom")],
    ["unknown", latin("RIFF\x10\0\0\0WAVEfmt ")],
    ["unknown", bytesOf("<html><body>1,2</body></html>")],
    ["unknown", bytesOf("a word")],
    ["unknown", latin("MZ\x90\0\x03,")],
    ["unknown", new Uint8Array(0)],
  ];
  for (const [kind, bytes] of kinds) assert.equal(documentKindOf(bytes), kind, `${kind}: ${latin.name} ${bytes.subarray(0, 12)}`);
});

/** One to four changes: a byte, a bit, a piece taken out or doubled, a cut. */
function mutant(bytes: Uint8Array, seed: number): Uint8Array {
  const dice = generator(seed);
  let copy = bytes.slice();
  for (let n = 1 + dice(4); n > 0; n -= 1) {
    const at = dice(copy.length);
    const piece = at + 1 + dice(40);
    const kind = dice(5);
    if (kind === 0) copy[at] = dice(256);
    else if (kind === 1) copy[at] = (copy[at] ?? 0) ^ (1 << dice(8));
    else if (kind === 2) copy = Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(piece)]);
    else if (kind === 3) copy = Uint8Array.from([...copy.subarray(0, piece), ...copy.subarray(at)]);
    else if (dice(5) === 0) copy = copy.slice(0, at + 1);
    if (copy.length === 0) return copy;
  }
  return copy;
}

function assertFinite(value: unknown, name: string): void {
  if (typeof value === "number") assert.ok(Number.isFinite(value), name);
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) assertFinite(one, name);
}

const MUTANTS = process.env.SANDAN_LONG === "1" ? 20_000 : 1000;

for (const [name, reader] of SAMPLES)
  test(`${MUTANTS} mutants of ${name}: a value or an error, never a crash, a hang or NaN`, () => {
    const bytes = sample(name);
    let values = 0;
    for (let seed = 1; seed <= MUTANTS; seed += 1) {
      const changed = mutant(bytes, seed);
      const label = `${name}, seed ${seed}`;
      const began = performance.now();
      const outcome = READERS[reader](changed, { file: name });
      documentKindOf(changed);
      assert.ok(performance.now() - began < 1000, label);
      assertFinite(outcome.value, label);
      if (outcome.value !== undefined) values += 1;
      assert.equal(
        outcome.value === undefined,
        outcome.problems.some(({ severity }) => severity === "error"),
        label,
      );
      for (const { text, todo } of outcome.problems)
        assert.doesNotMatch(text.ko + text.en + todo.ko + todo.en, /undefined|NaN|\[object/, label);
    }
    assert.ok(values > MUTANTS / 20, `only ${values} mutants were read`);
  });
