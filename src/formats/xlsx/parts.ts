// The small parts of a workbook: its list of sheets, relations, shared strings, and the cell formats that are unlocked.
import { type Attributes, scanXml, type XmlFault } from "./xml.ts";

export type SheetState = "visible" | "hidden" | "veryHidden";
export type SheetEntry = { name: string; state: SheetState; relation: string };
type Read<T> = { value: T } | { fault: XmlFault };

const MAX_STRINGS = 1_000_000;

function scanned<T>(xml: string, value: T, open: (name: string, attributes: Attributes) => void): Read<T> {
  const fault = scanXml(xml, { open, text() {}, close() {} });
  return fault === undefined ? { value } : { fault };
}

/** The workbook part (ECMA-376 Part 1, 18.2): sheets in order, and the date system. */
export function readWorkbookPart(xml: string): Read<{ sheets: SheetEntry[]; date1904: boolean }> {
  const book = { sheets: [] as SheetEntry[], date1904: false };
  return scanned(xml, book, (name, attributes) => {
    if (name === "workbookPr") book.date1904 = ["1", "true"].includes(attributes.get("date1904") ?? "");
    if (name !== "sheet") return;
    const state = attributes.get("state");
    book.sheets.push({
      name: attributes.get("name") ?? "",
      state: state === "hidden" || state === "veryHidden" ? state : "visible",
      relation: attributes.get("id") ?? "",
    });
  });
}

/** A part's relations (ECMA-376 Part 2, 9.3); the type is the last word of its address, the same in both editions of the standard. */
export function readRelations(xml: string): Read<{ id: string; type: string; target: string }[]> {
  const relations: { id: string; type: string; target: string }[] = [];
  return scanned(xml, relations, (name, attributes) => {
    if (name !== "Relationship" || attributes.get("TargetMode") === "External") return;
    const type = attributes.get("Type") ?? "";
    relations.push({ id: attributes.get("Id") ?? "", type: type.slice(type.lastIndexOf("/") + 1), target: attributes.get("Target") ?? "" });
  });
}

/** The shared strings (18.4.8): runs are joined, phonetic readings left out. */
export function readSharedStrings(xml: string): Read<string[]> {
  const strings: string[] = [];
  let current = "";
  let inText = false;
  let phonetic = 0;
  const fault = scanXml(xml, {
    open(name) {
      if (name === "si") current = "";
      else if (name === "t") inText = phonetic === 0;
      else if (name === "rPh") phonetic++;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") phonetic--;
      else if (name === "si" && strings.length < MAX_STRINGS) strings.push(current);
    },
  });
  return fault === undefined ? { value: strings } : { fault };
}

/** Indexes of the cell formats (cellXfs, 18.8.10) whose protection says locked="0". */
export function readUnlockedStyles(xml: string): Read<Set<number>> {
  const unlocked = new Set<number>();
  let index = -1;
  let inside = false;
  const fault = scanXml(xml, {
    open(name, attributes) {
      if (name === "cellXfs") inside = true;
      else if (inside && name === "xf") index++;
      else if (inside && name === "protection" && ["0", "false"].includes(attributes.get("locked") ?? "")) unlocked.add(index);
    },
    text() {},
    close(name) {
      if (name === "cellXfs") inside = false;
    },
  });
  return fault === undefined ? { value: unlocked } : { fault };
}
