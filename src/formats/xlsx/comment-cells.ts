// Puts comments (notes) into cells of a workbook, in the form that Excel and LibreOffice both show; all else keeps its bytes.
import type { Outcome, Problem } from "../../base/problem.ts";
import { openBook, partText, type Relation, relationsOf, relationsPart } from "./open-book.ts";
import { repack } from "./patch-zip.ts";
import { parseSpot } from "./reference.ts";
import type { Archive } from "./zip.ts";

/** Texts by cell, by sheet. */
export type CellComments = ReadonlyMap<string, ReadonlyMap<string, string>>;

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const CONTENT_TYPES = "[Content_Types].xml";
const AUTHOR = "Sandan";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Excel takes no more in a cell's note. */
const LONGEST = 32_000;

/** Ends the work on a part that cannot be read; it always leaves this file as a Problem. */
class PartFault extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

function must<T>(outcome: Outcome<T>): T {
  if (outcome.value === undefined) throw new PartFault(outcome.problems[0] as Problem);
  return outcome.value;
}

/**
 * Law: each cell named gets its text as a comment, behind one that it has; sheets without one keep their bytes, and so does every other part.
 * Problems: those of openBook and of parts that cannot be read. Source: ECMA-376 Part 1, 18.7 and 18.3.1.51; Part 4, 19 (VML).
 */
export function commentCells(bytes: Uint8Array, comments: CellComments): Outcome<Uint8Array> {
  const opened = openBook(bytes);
  if (opened.value === undefined) return opened;
  const { zip, sheets } = opened.value;
  try {
    const changes = new Changes(zip);
    for (const { name, part } of sheets) {
      const texts = comments.get(name);
      if (texts !== undefined && texts.size > 0) commentSheet(changes, part, texts);
    }
    return { value: repack(bytes, changes.bytes(), (part) => must(zip.read(part))), problems: [] };
  } catch (error) {
    if (error instanceof PartFault) return { value: undefined, problems: [error.problem] };
    throw error;
  }
}

/** Texts of parts that were changed or added so far. */
class Changes {
  readonly zip: Archive;
  private readonly texts = new Map<string, string>();

  constructor(zip: Archive) {
    this.zip = zip;
  }

  get(part: string): string | undefined {
    return this.texts.get(part) ?? (this.zip.names.includes(part) ? must(partText(this.zip, part)) : undefined);
  }

  set(part: string, text: string): void {
    this.texts.set(part, text);
  }

  /** The first name with a number that no part bears. */
  free(before: string, after: string): string {
    for (let n = 1; ; n++) {
      const name = `${before}${n}${after}`;
      if (!this.zip.names.includes(name) && !this.texts.has(name)) return name;
    }
  }

  bytes(): Map<string, Uint8Array> {
    const encoder = new TextEncoder();
    const utf8 = (text: string): string => text.replace(/^(\ufeff?<\?xml[^>]*?encoding\s*=\s*["'])utf-16[^"']*/i, "$1UTF-8");
    return new Map([...this.texts].map(([part, text]) => [part, encoder.encode(utf8(text))]));
  }
}

function commentSheet(changes: Changes, sheet: string, texts: ReadonlyMap<string, string>): void {
  const relations = must(relationsOf(changes.zip, sheet));
  const old = relations.find(({ type }) => type === "comments")?.target;
  const noted = old ?? changes.free("xl/comments", ".xml");
  changes.set(noted, withComments(changes.get(noted) ?? emptyComments(), texts));
  const drawing = legacyDrawing(changes, sheet, relations);
  const vml = drawing ?? changes.free("xl/drawings/vmlDrawing", ".vml");
  changes.set(vml, withShapes(changes.get(vml) ?? emptyDrawing(), texts));
  if (old === undefined) {
    relate(changes, sheet, { id: freeId(relations, "sandanComments"), type: "comments", target: noted });
    declare(changes, `<Override PartName="/${noted}" ContentType="${COMMENTS_TYPE}"/>`);
  }
  if (drawing === undefined) {
    const id = freeId(relations, "sandanDrawing");
    relate(changes, sheet, { id, type: "vmlDrawing", target: vml });
    if (!/<Default\b[^>]*Extension\s*=\s*["']vml["']/i.test(changes.get(CONTENT_TYPES) ?? ""))
      declare(changes, `<Default Extension="vml" ContentType="${VML_TYPE}"/>`);
    changes.set(sheet, withDrawing(changes.get(sheet) ?? "", id));
  }
}

/** The drawing part that the sheet's own comments and controls use. */
function legacyDrawing(changes: Changes, sheet: string, relations: readonly Relation[]): string | undefined {
  const id = /<(?:[\w.-]+:)?legacyDrawing\s[^>]*?:id\s*=\s*["']([^"']+)["']/.exec(changes.get(sheet) ?? "")?.[1];
  return relations.find((relation) => relation.id === id)?.target;
}

function freeId(relations: readonly Relation[], stem: string): string {
  let id = stem;
  for (let n = 1; relations.some((relation) => relation.id === id); n++) id = `${stem}${n}`;
  return id;
}

function relate(changes: Changes, sheet: string, { id, type, target }: Relation): void {
  const part = relationsPart(sheet);
  const text = changes.get(part) ?? `${XML}<Relationships xmlns="${PACKAGE}/relationships"></Relationships>`;
  const office = text.includes(STRICT) ? STRICT : OFFICE;
  changes.set(part, inserted(text, "Relationships", `<Relationship Id="${id}" Type="${office}/${type}" Target="/${target}"/>`));
}

function declare(changes: Changes, element: string): void {
  const text = changes.get(CONTENT_TYPES);
  if (text !== undefined) changes.set(CONTENT_TYPES, inserted(text, "Types", element, true));
}

/** The text with an element put at the end of its root, or (`first`) at its beginning; an empty root is opened. The root's prefix is taken over. */
function inserted(text: string, root: string, element: string, first = false): string {
  const opening = new RegExp(`<((?:[\\w.-]+:)?)${root}\\b([^>]*?)(/?)>`).exec(text);
  if (opening === null) return text;
  const [whole, prefix = "", attributes = "", empty] = opening;
  const own = element.replaceAll(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}`);
  if (empty === "/") return text.replace(whole, () => `<${prefix}${root}${attributes}>${own}</${prefix}${root}>`);
  const end = first ? opening.index + whole.length : text.lastIndexOf(`</${prefix}${root}`);
  return end < 0 ? text : text.slice(0, end) + own + text.slice(end);
}

function emptyComments(): string {
  return `${XML}<comments xmlns="${MAIN}"><authors><author>${AUTHOR}</author></authors><commentList></commentList></comments>`;
}

/** Comments by cell put in, in the order of cells given; a cell's own comment keeps its text and author. */
function withComments(xml: string, texts: ReadonlyMap<string, string>): string {
  let text = xml;
  for (const [ref, content] of texts) {
    const run = `<r><t xml:space="preserve">${escaped(content)}</t></r>`;
    const own = commentAt(text, ref);
    if (own !== undefined) {
      const prefixed = run.replaceAll(/<(\/?)(?=[rt][\s>])/g, `<$1${own.prefix}`);
      text = text.slice(0, own.end) + prefixed.replace('preserve">', 'preserve">\n\n') + text.slice(own.end);
    } else text = inserted(text, "commentList", `<comment ref="${ref}" authorId="0"><text>${run}</text></comment>`);
  }
  return text;
}

/** Where the text of a cell's comment ends; undefined where the cell has none, or one without runs. */
function commentAt(xml: string, ref: string): { end: number; prefix: string } | undefined {
  const opening = new RegExp(`<((?:[\\w.-]+:)?)comment\\s[^>]*ref\\s*=\\s*["']${ref}["'][^>]*>`).exec(xml);
  if (opening === null) return undefined;
  const prefix = opening[1] ?? "";
  const end = xml.indexOf(`</${prefix}text>`, opening.index);
  const stop = xml.indexOf(`</${prefix}comment>`, opening.index);
  return end < 0 || stop < end ? undefined : { end, prefix };
}

function emptyDrawing(): string {
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>`;
}

/** A hidden box beside each cell; a cell that has one keeps its own. */
function withShapes(vml: string, texts: ReadonlyMap<string, string>): string {
  const taken = new Set(
    [...vml.matchAll(/<x:Row>\s*(\d+)\s*<\/x:Row>\s*<x:Column>\s*(\d+)\s*<\/x:Column>/g)].map((m) => `${m[1]}:${m[2]}`),
  );
  let last = Math.max(1024, ...[...vml.matchAll(/_x0000_s(\d{1,9})/g)].map((m) => Number(m[1])));
  const shapes: string[] = [];
  for (const ref of texts.keys()) {
    const spot = parseSpot(ref);
    if (spot === undefined) continue;
    const [row, column] = [spot.row - 1, spot.column - 1];
    if (!taken.has(`${row}:${column}`)) shapes.push(shape(++last, row, column));
  }
  const end = vml.lastIndexOf("</xml>");
  return end < 0 ? vml : vml.slice(0, end) + shapes.join("") + vml.slice(end);
}

function shape(id: number, row: number, column: number): string {
  const anchor = [column + 1, 15, Math.max(0, row - 1), 4, column + 5, 15, row + 6, 4].join(", ");
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:100pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}

/** Elements that stand behind legacyDrawing in a worksheet (18.3.1.99). */
const BEHIND = new Set(["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"]);
const TAG = /<(\/?)((?:[\w.-]+:)?)([\w.-]+)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g;

/** The sheet with its legacyDrawing at the place that the standard gives it. */
function withDrawing(xml: string, id: string): string {
  const data = /<((?:[\w.-]+:)?)sheetData(?:\s[^>]*)?\/>|<\/((?:[\w.-]+:)?)sheetData\s*>/.exec(xml);
  if (data === null) return xml;
  const prefix = data[1] ?? data[2] ?? "";
  const relations = xml.slice(0, 4096).includes("http://purl.oclc.org/ooxml") ? STRICT : OFFICE;
  const element = `<${prefix}legacyDrawing xmlns:r="${relations}" r:id="${id}"/>`;
  const at = placeBehind(xml, data.index + data[0].length);
  return xml.slice(0, at) + element + xml.slice(at);
}

/** Where the first element that must stand behind begins, or the worksheet ends. */
function placeBehind(xml: string, from: number): number {
  let depth = 0;
  TAG.lastIndex = from;
  for (let match = TAG.exec(xml); match !== null; match = TAG.exec(xml)) {
    const name = match[3];
    if (name === undefined) continue;
    if (match[1] === "/") {
      if (depth === 0) return match.index;
      depth--;
    } else if (depth === 0 && BEHIND.has(name)) return match.index;
    else if (match[5] !== "/") depth++;
  }
  return xml.length;
}

function escaped(content: string): string {
  return content
    .slice(0, LONGEST)
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
