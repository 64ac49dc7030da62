// Writes values into the cells of an .xlsx workbook and leaves the rest as it is: formulas, formats, other parts.
import type { BothLanguages, Outcome, Problem } from "../../base/problem.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import { readRelations, readWorkbookPart } from "./parts.ts";
import { type CellEdits, patchSheet } from "./patch-sheet.ts";
import { repack } from "./patch-zip.ts";
import { decodeXml, type XmlFault } from "./xml.ts";
import { type Archive, openZip } from "./zip.ts";

/** Values by sheet and cell. */
export type WorkbookEdits = ReadonlyMap<string, CellEdits>;

export type PatchOptions = {
  /** Looks at a sheet's XML before it is changed; what it finds wrong stops the work. */
  check?: (sheet: string, xml: string) => Problem | undefined;
};

const CONTENT_TYPES = "[Content_Types].xml";
const NONE: CellEdits = new Map();

/** Ends the work on a part that cannot be read; it always leaves this file as a Problem. */
class PartFault extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * Law: values go into the cells named, whose formats stay; the stored results of all formulas are taken away, so that no reader shows
 * a result that no longer follows from the inputs, and Excel is asked to calculate on loading; every other part keeps its bytes.
 * Problems: those of openZip and of `check`, XML_ENTITIES, XML_BROKEN, WORKBOOK_DAMAGED. Source: ECMA-376 Part 1, 18.2.2 and 18.3.1.
 */
export function patchXlsx(bytes: Uint8Array, edits: WorkbookEdits, options: PatchOptions = {}): Outcome<Uint8Array> {
  const archive = openZip(bytes);
  if (archive.value === undefined) return archive;
  try {
    const changes = changesOf(archive.value, edits, options);
    return { value: repack(bytes, changes, (part) => bytesOf(archive.value, part)), problems: [] };
  } catch (error) {
    if (error instanceof PartFault) return { value: undefined, problems: [error.problem] };
    throw error;
  }
}

function changesOf(zip: Archive, edits: WorkbookEdits, { check }: PatchOptions): Map<string, Uint8Array | null> {
  const main = workbookPath(zip);
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const relationsPart = `${folder}_rels/${main.slice(folder.length)}.rels`;
  const relations = must(relationsPart, readRelations(textOf(zip, relationsPart)));
  const book = textOf(zip, main);
  const changes = new Map<string, Uint8Array | null>();
  let formulasChanged = false;
  const sheets = must(main, readWorkbookPart(book)).sheets;
  for (const sheet of edits.keys())
    if (!sheets.some(({ name }) => name === sheet)) throw damaged(sheet, { ko: "시트가 없음", en: "the sheet is missing" });
  for (const { name, relation } of sheets) {
    const target = relations.find((r) => r.id === relation && r.type === "worksheet")?.target;
    if (target === undefined) continue;
    const part = resolve(folder, target);
    const before = textOf(zip, part);
    const wrong = check?.(name, before);
    if (wrong !== undefined) throw new PartFault(wrong);
    const patched = patchSheet(before, edits.get(name) ?? NONE);
    formulasChanged ||= patched.formulasChanged;
    if (patched.xml !== before) changes.set(part, encoded(patched.xml));
  }
  changes.set(main, encoded(calculatedOnLoad(book)));
  const chain = relations.find((r) => r.type === "calcChain")?.target;
  if (formulasChanged && chain !== undefined) dropPart(zip, changes, { part: resolve(folder, chain), relationsPart, target: chain });
  return changes;
}

/** calcPr stands after the defined names, or else after the sheets (18.2, CT_Workbook). */
function calculatedOnLoad(book: string): string {
  const found = /<((?:[\w.-]+:)?)calcPr\b([^>]*?)\s*\/?>/.exec(book);
  if (found !== null) {
    const [whole, prefix = "", attributes = ""] = found;
    const kept = attributes.replace(/\sfullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')/, "");
    const close = whole.endsWith("/>") ? "/>" : ">";
    return book.replace(whole, () => `<${prefix}calcPr${kept} fullCalcOnLoad="1"${close}`);
  }
  for (const before of ["definedNames", "externalReferences", "functionGroups", "sheets"]) {
    const tag = new RegExp(`</([\\w.-]+:)?${before}\\s*>`).exec(book);
    if (tag !== null) return book.replace(tag[0], () => `${tag[0]}<${tag[1] ?? ""}calcPr fullCalcOnLoad="1"/>`);
  }
  return book;
}

/** Takes a part out of the package, with its content type and the workbook's relation to it. */
function dropPart(
  zip: Archive,
  changes: Map<string, Uint8Array | null>,
  { part, relationsPart, target }: { part: string; relationsPart: string; target: string },
): void {
  changes.set(part, null);
  const cut = (from: string, element: string, attribute: string, value: string): void => {
    const tags = new RegExp(`<(?:[\\w.-]+:)?${element}\\b[^>]*?(?:/>|>\\s*</(?:[\\w.-]+:)?${element}\\s*>)`, "g");
    const holds = (tag: string): boolean => [`"${value}"`, `'${value}'`].some((v) => tag.includes(`${attribute}=${v}`));
    changes.set(from, encoded(textOf(zip, from).replace(tags, (tag) => (holds(tag) ? "" : tag))));
  };
  cut(CONTENT_TYPES, "Override", "PartName", `/${part}`);
  cut(relationsPart, "Relationship", "Target", target);
}

function workbookPath(zip: Archive): string {
  const roots = zip.names.includes("_rels/.rels") ? must("_rels/.rels", readRelations(textOf(zip, "_rels/.rels"))) : [];
  const target = roots.find((r) => r.type === "officeDocument")?.target;
  if (target === undefined)
    throw new PartFault(
      workbookProblem("NOT_A_WORKBOOK", { params: { why: { ko: "통합 문서 부분이 없음", en: "it has no workbook part" } } }),
    );
  return resolve("", target);
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

function bytesOf(zip: Archive, part: string): Uint8Array {
  const read = zip.read(part);
  if (read.value === undefined) throw new PartFault(read.problems[0] as Problem);
  return read.value;
}

function textOf(zip: Archive, part: string): string {
  const text = decodeXml(bytesOf(zip, part));
  if (text === undefined)
    throw faultOf(part, { kind: "broken", why: { ko: "글이 UTF-8도 UTF-16도 아님", en: "the text is neither UTF-8 nor UTF-16" } });
  return text;
}

/** UTF-8, and said so where the part said UTF-16. */
function encoded(xml: string): Uint8Array {
  return new TextEncoder().encode(xml.replace(/^(\ufeff?<\?xml[^>]*?encoding\s*=\s*["'])utf-16[^"']*/i, "$1UTF-8"));
}

function damaged(part: string, why: BothLanguages): PartFault {
  return new PartFault(workbookProblem("WORKBOOK_DAMAGED", { params: { part, why } }));
}

function faultOf(part: string, fault: XmlFault): PartFault {
  if (fault.kind === "entities") return new PartFault(workbookProblem("XML_ENTITIES", { params: { part } }));
  return new PartFault(workbookProblem("XML_BROKEN", { params: { part, why: fault.why } }));
}

function must<T>(part: string, read: { value: T } | { fault: XmlFault }): T {
  if ("fault" in read) throw faultOf(part, read.fault);
  return read.value;
}
