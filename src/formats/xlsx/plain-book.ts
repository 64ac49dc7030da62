// A plain workbook of texts, numbers and days: one sheet, cells as they are given, nothing that a spreadsheet would run.
import { strToU8, zipSync } from "fflate";
import { columnLetters } from "./reference.ts";

/** A text, a number, or a blank cell; `head` prints bold, `date` shows a number as a day. */
export type PlainCell = { text?: string; number?: number; style?: "head" | "date" } | undefined;
export type PlainRow = { row: number; cells: readonly PlainCell[] };
export type PlainSheet = { name: string; rows: Iterable<PlainRow>; widths?: readonly number[]; frozen?: number };

/** The zip format's first day: no clock enters the bytes. */
const FIRST_DAY = new Date(1980, 0, 1);
const LONGEST_CELL = 32_767;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Places in cellXfs. QUOTED keeps a text that begins like a formula a text even when its cell is edited. */
const [PLAIN, HEAD, DATE, QUOTED] = [0, 1, 2, 3];
/** What a spreadsheet takes for the beginning of a formula. */
const RUNNABLE = /^[=+\-@\t\r]/;

/** Law: the same rows give the same bytes; every text is stored as text, one that begins like a formula with the mark that keeps it so. */
export function plainBook({ name, rows, widths = [], frozen = 0 }: PlainSheet): Uint8Array {
  const view = frozen === 0 ? "" : `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  const cols = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join("");
  const data: string[] = [];
  for (const { row, cells } of rows) data.push(rowXml(row, cells));
  const sheet = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${view}</sheetView></sheetViews>${cols === "" ? "" : `<cols>${cols}</cols>`}<sheetData>${data.join("")}</sheetData></worksheet>`;
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": sheet,
    "xl/styles.xml": `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Calibri"/></font><font><b/><sz val="10"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF1"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, strToU8(text)])), { mtime: FIRST_DAY, level: 6 });
}

function rowXml(row: number, cells: readonly PlainCell[]): string {
  let text = `<row r="${row}">`;
  for (const [i, cell] of cells.entries()) if (cell !== undefined) text += cellXml(`${columnLetters(i + 1)}${row}`, cell);
  return `${text}</row>`;
}

function cellXml(ref: string, { text, number, style }: NonNullable<PlainCell>): string {
  const plain = style === "head" ? HEAD : style === "date" ? DATE : PLAIN;
  if (number !== undefined) return `<c r="${ref}" s="${plain}"><v>${number}</v></c>`;
  if (text === undefined || text === "") return `<c r="${ref}" s="${plain}"/>`;
  const index = plain === PLAIN && RUNNABLE.test(text) ? QUOTED : plain;
  return `<c r="${ref}" s="${index}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_CELL))}</t></is></c>`;
}

/** XML text without the control characters that XML 1.0 forbids. */
function escaped(content: string): string {
  return content
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
