// Writes small workbooks for tests: just enough of SpreadsheetML, with every kind of cell.
import { strToU8, zipSync } from "fflate";
import { parseSpot } from "./reference.ts";

/** A cell: a plain value, a formula with its cached value, or the XML of the cell as it is. */
export type SyntheticCell =
  | number
  | string
  | boolean
  | { f: string; v?: number | string | boolean }
  | { error: string; f?: string }
  | { xml: string };
export type SyntheticSheet = Record<string, SyntheticCell>;

export type SyntheticOptions = {
  /** Parts that replace or add to the usual ones. */
  parts?: Record<string, string | Uint8Array>;
  /** Text before the rows of each sheet's XML, e.g. a document type. */
  prolog?: string;
  strings?: readonly string[];
  /** Styles by index: true is unlocked. */
  unlocked?: readonly boolean[];
  date1904?: boolean;
  level?: 0 | 6;
};

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function cellXml(ref: string, cell: SyntheticCell): string {
  if (typeof cell === "number") return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === "string") return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (typeof cell === "boolean") return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ("xml" in cell) return cell.xml;
  const formula = cell.f === undefined ? "" : `<f>${escaped(cell.f)}</f>`;
  if ("error" in cell) return `<c r="${ref}" t="e">${formula}<v>${cell.error}</v></c>`;
  if (cell.v === undefined) return `<c r="${ref}">${formula}</c>`;
  const type = typeof cell.v === "string" ? ' t="str"' : typeof cell.v === "boolean" ? ' t="b"' : "";
  return `<c r="${ref}"${type}>${formula}<v>${typeof cell.v === "boolean" ? Number(cell.v) : escaped(String(cell.v))}</v></c>`;
}

function sheetXml(sheet: SyntheticSheet, prolog: string): string {
  const rows = new Map<number, [number, string][]>();
  for (const [ref, cell] of Object.entries(sheet)) {
    const spot = parseSpot(ref);
    if (spot === undefined) throw new Error(`no cell: ${ref}`);
    const row = rows.get(spot.row) ?? [];
    row.push([spot.column, cellXml(ref, cell)]);
    rows.set(spot.row, row);
  }
  const lines = [...rows]
    .sort(([a], [b]) => a - b)
    .map(
      ([row, cells]) =>
        `<row r="${row}">${cells
          .sort(([a], [b]) => a - b)
          .map(([, xml]) => xml)
          .join("")}</row>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>${prolog}<worksheet xmlns="${MAIN}"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

/** The parts of a workbook with these sheets, by name. */
function syntheticParts(sheets: Record<string, SyntheticSheet>, options: SyntheticOptions = {}): Record<string, Uint8Array> {
  const names = Object.keys(sheets);
  const text: Record<string, string> = {
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><workbookPr date1904="${options.date1904 ? 1 : 0}"/><sheets>${names
      .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="s${i}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}">${names
      .map((_, i) => `<Relationship Id="s${i}" Type="${RELATION}/worksheet" Target="worksheets/sheet${i}.xml"/>`)
      .join(
        "",
      )}<Relationship Id="st" Type="${RELATION}/styles" Target="styles.xml"/><Relationship Id="ss" Type="${RELATION}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${(options.strings ?? []).map((s) => `<si><t>${escaped(s)}</t></si>`).join("")}</sst>`,
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><cellXfs>${(options.unlocked ?? [false])
      .map((open) => `<xf>${open ? '<protection locked="0"/>' : ""}</xf>`)
      .join("")}</cellXfs></styleSheet>`,
  };
  names.forEach((name, i) => {
    text[`xl/worksheets/sheet${i}.xml`] = sheetXml(sheets[name] as SyntheticSheet, options.prolog ?? "");
  });
  const parts: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries({ ...text, ...options.parts }))
    parts[name] = typeof content === "string" ? strToU8(content) : content;
  return parts;
}

/** A workbook with these sheets, as bytes. */
export function syntheticXlsx(sheets: Record<string, SyntheticSheet>, options: SyntheticOptions = {}): Uint8Array {
  return zipSync(syntheticParts(sheets, options), { level: options.level ?? 6, mtime: new Date(2026, 0, 1) });
}
