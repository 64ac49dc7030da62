// An .xlsx package opened for reading piece by piece or for adding parts: its sheets and where each part lies.
import type { BothLanguages, Outcome, Problem } from "../../base/problem.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import { readRelations, readWorkbookPart, type SheetState } from "./parts.ts";
import { decodeXml, type XmlFault } from "./xml.ts";
import { type Archive, openZip } from "./zip.ts";

export type Relation = { id: string; type: string; target: string };
export type BookSheet = { name: string; state: SheetState; part: string };
export type Book = {
  zip: Archive;
  sheets: readonly BookSheet[];
  /** Dates count from 1904 instead of 1900. */
  date1904: boolean;
  stringsPart?: string;
  stylesPart?: string;
};

/** The Problem of an XML part that cannot be read: XML_ENTITIES or XML_BROKEN. */
export function xmlProblem(part: string, { kind, why }: XmlFault): Problem {
  return kind === "entities"
    ? workbookProblem("XML_ENTITIES", { params: { part } })
    : workbookProblem("XML_BROKEN", { params: { part, why } });
}

const failed = (...problems: Problem[]): { value: undefined; problems: Problem[] } => ({ value: undefined, problems });

/** The text of a part, UTF-8 or UTF-16. Problems: those of the archive, XML_BROKEN. */
export function partText(zip: Archive, part: string): Outcome<string> {
  const read = zip.read(part);
  if (read.value === undefined) return read;
  const value = decodeXml(read.value);
  const why: BothLanguages = { ko: "글이 UTF-8도 UTF-16도 아님", en: "the text is neither UTF-8 nor UTF-16" };
  return value === undefined ? failed(xmlProblem(part, { kind: "broken", why })) : { value, problems: [] };
}

/** Where the relations of a part stand. */
export function relationsPart(part: string): string {
  const slash = part.lastIndexOf("/") + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** A part's relations; none where it has no part of relations. Their targets are names of parts. */
export function relationsOf(zip: Archive, part: string): Outcome<Relation[]> {
  const place = relationsPart(part);
  if (!zip.names.includes(place)) return { value: [], problems: [] };
  const text = partText(zip, place);
  if (text.value === undefined) return text;
  const read = readRelations(text.value);
  if ("fault" in read) return failed(xmlProblem(place, read.fault));
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  return { value: read.value.map((relation) => ({ ...relation, target: resolved(folder, relation.target) })), problems: [] };
}

/** A relation's target, relative to the folder or, with a slash in front, to the package. */
function resolved(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path: string[] = [];
  for (const step of (folder + target).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}

/** Opens a workbook. Problems: those of openZip, NOT_A_WORKBOOK, XML_ENTITIES, XML_BROKEN. Source: ECMA-376 Part 1, 18.2 and Part 2, 9.3. */
export function openBook(bytes: Uint8Array): Outcome<Book> {
  const archive = openZip(bytes);
  if (archive.value === undefined) return archive;
  const zip = archive.value;
  const roots = relationsOf(zip, "");
  if (roots.value === undefined) return roots;
  const main = roots.value.find(({ type }) => type === "officeDocument")?.target;
  const why: BothLanguages = { ko: "통합 문서 부분이 없음", en: "it has no workbook part" };
  if (main === undefined || !zip.names.includes(main) || !main.endsWith(".xml"))
    return failed(workbookProblem("NOT_A_WORKBOOK", { params: { why } }));
  const text = partText(zip, main);
  if (text.value === undefined) return text;
  const book = readWorkbookPart(text.value);
  if ("fault" in book) return failed(xmlProblem(main, book.fault));
  const relations = relationsOf(zip, main);
  if (relations.value === undefined) return relations;
  const partOf = (type: string): string | undefined => relations.value?.find((r) => r.type === type)?.target;
  const sheets = book.value.sheets.flatMap(({ name, state, relation }) => {
    const part = relations.value?.find((r) => r.id === relation && r.type === "worksheet")?.target;
    return part === undefined ? [] : [{ name, state, part }];
  });
  const [stringsPart, stylesPart] = [partOf("sharedStrings"), partOf("styles")];
  return {
    value: {
      zip,
      sheets,
      date1904: book.value.date1904,
      ...(stringsPart !== undefined && { stringsPart }),
      ...(stylesPart !== undefined && { stylesPart }),
    },
    problems: [],
  };
}
