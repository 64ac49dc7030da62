// A report as a workbook: a sheet for each section, figures as numbers with all their digits and the shown form as their format.
import { strToU8, zipSync } from "fflate";
import type { Block, Cell, Document, Section } from "../../model/document.ts";
import { columnLetters } from "./reference.ts";

/** The zip format's first day: no clock enters the bytes. */
const FIRST_DAY = new Date(1980, 0, 1);
const LONGEST_CELL = 32_767;
const WIDEST = 70;

/** Styles of the sheet: their places in `cellXfs`. */
const PLAIN = 0;
const BOLD = 1;
const HEAD = 2;
const TITLE = 3;
const STAMP = 4;
/** A text alone in its row runs over the empty cells beside it. */
const LINE = 5;
const FIRST_FORMAT = 6;

type Written = { text: string; style: number } | { number: number; style: number };
type Sheet = { name: string; rows: Written[][]; frozen: number };

/** Number formats in the order in which they are first used. */
class Formats {
  readonly codes: string[] = [];

  styleOf(shown: string): number {
    const code = codeOf(shown);
    const known = this.codes.indexOf(code);
    if (known >= 0) return FIRST_FORMAT + known;
    this.codes.push(code);
    return FIRST_FORMAT + this.codes.length - 1;
  }
}

/** "1,234.50 t" is shown by #,##0.00" t": as many decimals as it has, and what stands behind the number as it is. */
function codeOf(shown: string): string {
  const [, sign = "", whole = "", decimals, after = ""] = /^([+-]?)([\d,]+)(?:\.(\d+))?([^\d].*)?$/s.exec(shown) ?? [];
  if (whole === "") return "General";
  const digits = decimals === undefined ? "" : `.${"0".repeat(Math.min(decimals.length, 20))}`;
  const suffix = after === "" ? "" : `"${after.replaceAll('"', "'")}"`;
  const code = `${whole.includes(",") || whole.length <= 3 ? "#,##0" : "0"}${digits}${suffix}`;
  return sign === "+" ? `+${code};-${code}` : code;
}

/**
 * Law: the same document gives the same bytes; a text is never a formula; a figure is the very double, its rounding a format alone.
 * Answers an .xlsx file: the cover, then one sheet a section.
 */
export function renderBook(document: Document): Uint8Array {
  const formats = new Formats();
  const sheets = [cover(document), ...document.sections.map((section) => sheetOf(section, document, formats))];
  const names = distinct(sheets.map(({ name }) => name));
  const parts: Record<string, string> = {
    "[Content_Types].xml": contentTypes(sheets.length),
    "_rels/.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="rId${names.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
    "xl/styles.xml": stylesXml(formats.codes),
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(files, { mtime: FIRST_DAY, level: 6 });
}

const text = (content: string, style = PLAIN): Written => ({ text: content, style });

function cover({ title, subtitle, stamp, facts, hash, lang }: Document): Sheet {
  const rows: Written[][] = [
    [text(title, TITLE)],
    ...(subtitle === undefined ? [] : [[text(subtitle)]]),
    ...(stamp === undefined ? [] : [[text(stamp, STAMP)]]),
    [],
    ...facts.map(([label, value]) => [text(label, BOLD), text(value)]),
    [text(lang === "ko" ? "산정서 해시 (SHA-256)" : "Hash of the statement (SHA-256)", BOLD), text(hash)],
  ];
  return { name: lang === "ko" ? "표지" : "Cover", rows, frozen: 0 };
}

function sheetOf(section: Section, { stamp }: Document, formats: Formats): Sheet {
  const rows: Written[][] = [];
  const [only, ...others] = section.blocks;
  const single = only?.kind === "table" && others.length === 0 && (section.sections ?? []).length === 0;
  rows.push([text(section.title, TITLE)], ...(stamp === undefined ? [] : [[text(stamp, STAMP)]]));
  if (single && only !== undefined) {
    rows.push(...blockRows(only, formats));
    return { name: section.short ?? section.title, rows, frozen: stamp === undefined ? 2 : 3 };
  }
  putSection(section, rows, formats);
  return { name: section.short ?? section.title, rows, frozen: 0 };
}

function putSection({ blocks, sections = [] }: Section, rows: Written[][], formats: Formats): void {
  for (const block of blocks) rows.push(...blockRows(block, formats), []);
  for (const inner of sections) {
    rows.push([text(inner.title, BOLD)]);
    putSection(inner, rows, formats);
  }
}

function blockRows(block: Block, formats: Formats): Written[][] {
  if (block.kind === "text") return [[text(block.text, LINE)]];
  if (block.kind === "facts") return block.rows.map(([label, value]) => [text(label, BOLD), text(value)]);
  if (block.kind === "bars")
    return [
      [text(`${block.caption} (${block.unit})`, HEAD), text("", HEAD)],
      ...block.bars.map(({ label, value, shown }) => [text(label), { number: value, style: formats.styleOf(shown.replace(/ \(.*$/, "")) }]),
    ];
  return [
    ...(block.caption === undefined ? [] : [[text(block.caption, BOLD)]]),
    block.columns.map(({ title }) => text(title, HEAD)),
    ...block.rows.map((row) => row.map((cell) => written(cell, formats))),
  ];
}

function written(cell: Cell, formats: Formats): Written {
  if (typeof cell === "string") return text(cell);
  return cell.value === null ? text(cell.shown) : { number: cell.value, style: formats.styleOf(cell.shown) };
}

/** Names of sheets: at most 31 letters, none of the signs that are not allowed, each once. */
function distinct(titles: readonly string[]): string[] {
  const used = new Set<string>();
  return titles.map((title, i) => {
    const legal = title
      .replace(/[[\]:*?/\\'\p{Cc}]/gu, " ")
      .replace(/\s+/g, " ")
      .trim();
    let name = [...(legal === "" ? String(i + 1) : legal)].slice(0, 31).join("").trim();
    for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${[...legal].slice(0, 26).join("").trim()} (${n})`;
    used.add(name.toLowerCase());
    return name;
  });
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function contentTypes(sheets: number): string {
  const overrides = Array.from(
    { length: sheets },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  ).join("");
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${overrides}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;
}

function sheetXml({ rows, frozen }: Sheet): string {
  const view = frozen === 0 ? "" : `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  const columns = widths(rows)
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join("");
  const data = rows.map((row, i) =>
    row.length === 0
      ? ""
      : `<row r="${i + 1}"${isTall(row) ? ' ht="22" customHeight="1"' : ""}>${row.map((cell, j) => cellXml(cell, `${columnLetters(j + 1)}${i + 1}`)).join("")}</row>`,
  );
  const cols = columns === "" ? "" : `<cols>${columns}</cols>`;
  return `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${view}</sheetView></sheetViews>${cols}<sheetData>${data.join("")}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

const isTall = ([first]: readonly Written[]): boolean => first?.style === TITLE || first?.style === STAMP;

function cellXml(cell: Written, at: string): string {
  if ("number" in cell) return `<c r="${at}" s="${cell.style}"><v>${cell.number}</v></c>`;
  if (cell.text === "") return `<c r="${at}" s="${cell.style}"/>`;
  return `<c r="${at}" s="${cell.style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text.slice(0, LONGEST_CELL))}</t></is></c>`;
}

/** Widths by the longest line of a column; a title alone in its row runs over its neighbours and does not count. */
function widths(rows: readonly Written[][]): number[] {
  const found: number[] = [];
  for (const row of rows) {
    if (row.length < 2) continue;
    for (const [i, cell] of row.entries()) {
      const letters =
        "number" in cell
          ? 16
          : Math.max(...cell.text.split("\n").map((line) => [...line].reduce((sum, c) => sum + (c > "\u10ff" ? 2 : 1), 0)));
      found[i] = Math.max(found[i] ?? 9, Math.min(letters + 2, WIDEST));
    }
  }
  return found;
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

function stylesXml(codes: readonly string[]): string {
  const formats = codes.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`).join("");
  const font = (inner: string): string => `<font>${inner}<name val="Calibri"/></font>`;
  const fonts = [
    font('<sz val="10"/>'),
    font('<b/><sz val="10"/>'),
    font('<b/><sz val="14"/><color rgb="FF0B5C66"/>'),
    font('<b/><sz val="14"/><color rgb="FFA3331C"/>'),
  ];
  const wrap = '<alignment vertical="top" wrapText="1"/>';
  const xf = (fontId: number, fillId: number, inner: string, numFmtId = 0): string =>
    `<xf numFmtId="${numFmtId}" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"${numFmtId === 0 ? "" : ' applyNumberFormat="1"'}>${inner}</xf>`;
  const top = '<alignment vertical="top"/>';
  const xfs = [
    xf(0, 0, wrap),
    xf(1, 0, top),
    xf(1, 2, wrap),
    xf(2, 0, top),
    xf(3, 0, top),
    xf(0, 0, top),
    ...codes.map((_, i) => xf(0, 0, top, 164 + i)),
  ];
  return `${XML}<styleSheet xmlns="${MAIN}">${codes.length === 0 ? "" : `<numFmts count="${codes.length}">${formats}</numFmts>`}<fonts count="${fonts.length}">${fonts.join("")}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF1"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
