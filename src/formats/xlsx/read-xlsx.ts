// Reads an .xlsx workbook, bounded: the sheets that are asked for, with types, values, formulas and which cells are unlocked.
import type { BothLanguages, Outcome, Problem } from "../../base/problem.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import { readRelations, readSharedStrings, readUnlockedStyles, readWorkbookPart, type SheetEntry } from "./parts.ts";
import { readSheet, type Sheet } from "./sheet.ts";
import { decodeXml, type XmlFault } from "./xml.ts";
import { type Archive, openZip, type ZipLimits } from "./zip.ts";

export type XlsxOptions = {
  /** Names of the sheets to read, or a choice by name; all where absent. */
  sheets?: readonly string[] | ((name: string) => boolean);
  limits?: ZipLimits;
  /** Also keep cells that have a format but no content. */
  blanks?: boolean;
};

export type Workbook = {
  /** Every sheet of the workbook in order, also those not read. */
  entries: readonly SheetEntry[];
  sheets: ReadonlyMap<string, Sheet>;
  /** Dates count from 1904 instead of 1900. */
  date1904: boolean;
  /** Style indexes whose cells are unlocked; read when asked for. */
  unlockedStyles(): Outcome<ReadonlySet<number>>;
};

const STYLES = "xl/styles.xml";

/**
 * Law: a workbook is read within bounds or refused; only what is asked for is inflated and parsed.
 * Problems: those of openZip, and XML_ENTITIES, XML_BROKEN. Source: ECMA-376 Part 1 (SpreadsheetML) and Part 2 (packages).
 */
export function readXlsx(bytes: Uint8Array, options: XlsxOptions = {}): Outcome<Workbook> {
  const archive = openZip(bytes, options.limits);
  if (archive.value === undefined) return archive;
  const zip = archive.value;
  try {
    return { value: readParts(zip, options), problems: [] };
  } catch (error) {
    if (error instanceof PartFault) return { value: undefined, problems: [error.problem] };
    throw error;
  }
}

/** Stops reading inside this file only; it always ends as a Problem. */
class PartFault extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

function readParts(zip: Archive, options: XlsxOptions): Workbook {
  const wanted = options.sheets;
  const main = workbookPath(zip);
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const relations = relationsOf(zip, main);
  const book = must(main, readWorkbookPart(textOf(zip, main)));
  const stringsPath = relations.find((r) => r.type === "sharedStrings")?.target;
  const strings = stringsPath === undefined ? [] : must(stringsPath, readSharedStrings(textOf(zip, resolve(folder, stringsPath))));
  const choose = typeof wanted === "function" ? wanted : (name: string) => wanted === undefined || wanted.includes(name);
  const sheets = new Map<string, Sheet>();
  for (const entry of book.sheets) {
    const target = relations.find((r) => r.id === entry.relation && r.type === "worksheet")?.target;
    if (target === undefined || !choose(entry.name)) continue;
    const part = resolve(folder, target);
    const read = readSheet({ name: entry.name, xml: textOf(zip, part), strings, blanks: options.blanks ?? false });
    if ("fault" in read) throw faultOf(part, read.fault);
    if (sheets.has(entry.name))
      throw new PartFault(
        workbookProblem("WORKBOOK_DAMAGED", {
          params: { part: entry.name, why: { ko: "시트가 두 번 있음", en: "the sheet is there twice" } },
        }),
      );
    sheets.set(entry.name, read.sheet);
  }
  const stylesPath = relations.find((r) => r.type === "styles")?.target;
  return {
    entries: book.sheets,
    sheets,
    date1904: book.date1904,
    unlockedStyles: () => unlockedStyles(zip, stylesPath === undefined ? STYLES : resolve(folder, stylesPath)),
  };
}

function unlockedStyles(zip: Archive, part: string): Outcome<ReadonlySet<number>> {
  try {
    return { value: must(part, readUnlockedStyles(textOf(zip, part))), problems: [] };
  } catch (error) {
    if (error instanceof PartFault) return { value: undefined, problems: [error.problem] };
    throw error;
  }
}

function workbookPath(zip: Archive): string {
  const why: BothLanguages = { ko: "통합 문서 부분이 없음", en: "it has no workbook part" };
  if (!zip.names.includes("_rels/.rels")) throw new PartFault(workbookProblem("NOT_A_WORKBOOK", { params: { why } }));
  const target = must("_rels/.rels", readRelations(textOf(zip, "_rels/.rels"))).find((r) => r.type === "officeDocument")?.target;
  const path = target === undefined ? undefined : resolve("", target);
  if (path === undefined || !zip.names.includes(path) || !path.endsWith(".xml"))
    throw new PartFault(workbookProblem("NOT_A_WORKBOOK", { params: { why } }));
  return path;
}

function relationsOf(zip: Archive, main: string): { id: string; type: string; target: string }[] {
  const slash = main.lastIndexOf("/") + 1;
  const part = `${main.slice(0, slash)}_rels/${main.slice(slash)}.rels`;
  return must(part, readRelations(textOf(zip, part)));
}

/** A relation's target, relative to the folder or, with a slash in front, to the package. */
function resolve(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path: string[] = [];
  for (const step of (folder + target).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}

function textOf(zip: Archive, part: string): string {
  const read = zip.read(part);
  if (read.value === undefined) throw new PartFault(read.problems[0] as Problem);
  const text = decodeXml(read.value);
  if (text === undefined)
    throw faultOf(part, { kind: "broken", why: { ko: "글이 UTF-8도 UTF-16도 아님", en: "the text is neither UTF-8 nor UTF-16" } });
  return text;
}

function faultOf(part: string, fault: XmlFault): PartFault {
  if (fault.kind === "entities") return new PartFault(workbookProblem("XML_ENTITIES", { params: { part } }));
  return new PartFault(workbookProblem("XML_BROKEN", { params: { part, why: fault.why } }));
}

function must<T>(part: string, read: { value: T } | { fault: XmlFault }): T {
  if ("fault" in read) throw faultOf(part, read.fault);
  return read.value;
}
