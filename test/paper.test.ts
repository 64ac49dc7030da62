// Reports on paper and as workbooks: hostile texts stay texts, the same document gives the same bytes, every figure is the Statement's.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { obtain } from "../src/calc/obtain.ts";
import { renderPdf } from "../src/formats/pdf/render-pdf.ts";
import { roundHalfUp } from "../src/formats/rounding.ts";
import { statementDocument } from "../src/formats/statement-document.ts";
import { readXlsx } from "../src/formats/xlsx/read-xlsx.ts";
import { renderBook } from "../src/formats/xlsx/write-book.ts";
import { compileTypst } from "../src/main/typst.ts";
import type { Document, Section } from "../src/model/document.ts";
import type { Statement } from "../src/model/statement.ts";
import { root } from "./cases/read.ts";

const scratch = mkdtempSync(join(tmpdir(), "sandan-paper-"));
after(() => rmSync(scratch, { recursive: true }));

function statement(name: string, asIf?: number): Statement {
  const bytes = readFileSync(join(root, "samples", `${name}.json`));
  const { value } = obtain(bytes, { file: `${name}.json`, ...(asIf !== undefined && { asIf }) });
  assert.ok(value);
  return value.statement;
}

const works = (command: string): boolean => spawnSync(command, ["-v"]).error === undefined;
const withoutPoppler = works("pdftotext") ? false : "pdftotext (poppler-utils) is not installed";
const withoutOffice = works("soffice") ? false : "LibreOffice is not installed";

/** The text of a PDF, blanks and breaks taken out, as a search would find it. */
function textOf(pdf: Uint8Array): string {
  const file = join(scratch, "text.pdf");
  writeFileSync(file, pdf);
  const { stdout } = spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
  return stdout.replace(/[\s\u200b]/g, "");
}

const HOSTILE = [
  '#eval("1")',
  "$x^2$",
  "*bold* _under_ `code` @ref <label> // comment /* more */",
  "\\u{41} \\",
  "\"quotes\" and 'single'",
  "= heading",
  '#import "/etc/passwd"',
  "\u202eright to left\u0007",
  `w${"o".repeat(300)}rd`,
  "이모지 😀 한글",
  '=HYPERLINK("http://a.example")',
  "</t></is></c><script>",
];

const hostile: Document = {
  lang: "en",
  title: HOSTILE.join(" "),
  subtitle: HOSTILE[0] ?? "",
  stamp: "AS IF #2030",
  facts: HOSTILE.map((text) => [text, text]),
  hash: "ab".repeat(32),
  sections: [
    {
      title: HOSTILE[1] ?? "",
      blocks: [
        ...HOSTILE.map((text) => ({ kind: "text" as const, text, tone: "warning" as const })),
        {
          kind: "table",
          columns: [{ title: HOSTILE[2] ?? "" }, { title: "n", numeric: true }],
          rows: HOSTILE.map((text) => [text, { value: -1.5, shown: "-1.50 t" }]),
        },
        {
          kind: "bars",
          caption: HOSTILE[3] ?? "",
          unit: "#t",
          bars: HOSTILE.map((label, i) => ({ label, value: i - 4, shown: `${i - 4} t` })),
        },
        { kind: "facts", rows: [["a", "b"]] },
      ],
    },
  ],
};

test("hostile texts are printed as they are, and never run", { skip: withoutPoppler }, () => {
  const text = textOf(renderPdf(hostile, compileTypst));
  for (const one of ['#eval("1")', "$x^2$", "@ref<label>", "=heading", '#import"/etc/passwd"', "[U+202E]rightto", "</t></is></c><script>"])
    assert.ok(text.includes(one), one);
});

test("the same document gives the same bytes; the PDF is tagged, titled, in its language, and has no date", () => {
  const document = statementDocument(statement("screws"), { lang: "ko" });
  const pdf = renderPdf(document, compileTypst);
  assert.deepEqual(renderPdf(document, compileTypst), pdf);
  const raw = Buffer.from(pdf).toString("latin1");
  assert.match(raw, /^%PDF-1\.7/);
  for (const mark of ["/StructTreeRoot", "/MarkInfo", "/Lang (ko)", "pdfuaid:part>1<"]) assert.ok(raw.includes(mark), mark);
  assert.doesNotMatch(raw, /CreationDate|ModDate/);
  assert.deepEqual(renderBook(document), renderBook(document));
});

for (const lang of ["ko", "en"] as const)
  for (const name of ["blast-furnace", "screws", "sample-factory"])
    test(`${name} on paper in ${lang}: each result as the Statement has it, found by a search, with its place in the derivation`, {
      skip: withoutPoppler,
    }, () => {
      const made = statement(name, 2026);
      const text = textOf(renderPdf(statementDocument(made, { lang }), compileTypst));
      for (const { measure, value } of made.results)
        if (measure.startsWith("see") && value !== null)
          assert.ok(text.includes(`${roundHalfUp(value, 5)}tCO₂e/tD`), `${measure} ${value}`);
      const words =
        lang === "ko"
          ? ["직접고유내재배출량", "산출과정", "차례", "신고용아님"]
          : ["Directspecificembeddedemissions", "Derivation", "Contents", "NOTFORADECLARATION"];
      for (const word of words) assert.ok(text.includes(word), word);
      assert.ok(text.includes(made.hash.slice(0, 32)) && text.includes(made.hash.slice(32)));
    });

const tables = ({ blocks, sections = [] }: Section): number[] => [
  ...blocks
    .flatMap((block) => (block.kind === "table" ? block.rows.flat() : []))
    .flatMap((cell) => (typeof cell === "string" || cell.value === null ? [] : [cell.value])),
  ...sections.flatMap(tables),
];

test("a workbook holds every figure as the very double, and no text as a formula", () => {
  for (const document of [statementDocument(statement("sample-factory"), { lang: "ko" }), hostile]) {
    const { value, problems } = readXlsx(renderBook(document));
    assert.ok(value, JSON.stringify(problems));
    const numbers = new Set<number>();
    const texts = new Set<string>();
    for (const sheet of value.sheets.values())
      for (const cell of sheet.cells.values()) {
        assert.equal(cell.formula, undefined);
        if (typeof cell.value === "number") numbers.add(cell.value);
        else texts.add(String(cell.value));
      }
    for (const number of document.sections.flatMap(tables)) assert.ok(numbers.has(number), String(number));
    if (document === hostile)
      for (const one of ['#eval("1")', '=HYPERLINK("http://a.example")', "</t></is></c><script>"]) assert.ok(texts.has(one), one);
  }
});

test("LibreOffice opens the workbook and shows the figures rounded", { skip: withoutOffice }, () => {
  const made = statement("screws");
  writeFileSync(join(scratch, "book.xlsx"), renderBook(statementDocument(made, { lang: "en" })));
  const { status } = spawnSync("soffice", [
    `-env:UserInstallation=file://${scratch}/profile`,
    "--headless",
    "--convert-to",
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2",
    "--outdir",
    scratch,
    join(scratch, "book.xlsx"),
  ]);
  assert.equal(status, 0);
  const csv = readFileSync(join(scratch, "book-Results.csv"), "utf8");
  assert.match(csv, /2\.00694 tCO₂e\/t/);
});
