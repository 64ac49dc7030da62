// An XML document as a tree of elements, bounded, each with the line it begins in.

import type { Outcome, Problem } from "../../base/problem.ts";
import { documentProblem } from "../../model/problems/document.ts";
import { KoreanDecoder } from "../korean-text.ts";
import { type Attributes, decodeXml, scanXml, type XmlHandler } from "../xlsx/xml.ts";
import { xmlRoot } from "./xml-root.ts";

export type XmlElement = { name: string; line: number; text: string; attributes: Record<string, string>; children: XmlElement[] };

export type XmlDocument = { root: XmlElement; namespace?: string };

const MOST_BYTES = 32 * 2 ** 20;
const MOST_ELEMENTS = 200_000;
/** Characters of an element that are kept; what is longer is an attachment. */
const MOST_TEXT = 4000;
const KEPT_ATTRIBUTES = ["unitCode", "currencyID", "schemeID"];

/**
 * Law: a document is read within bounds or refused: UTF-8, UTF-16 or, where it says so, EUC-KR; without document type.
 * Problems: DOCUMENT_TOO_LARGE, DOCUMENT_NOT_TEXT, DOCUMENT_ENTITIES, DOCUMENT_XML_BROKEN. Source: XML 1.0 (W3C).
 */
export function readXmlDocument(bytes: Uint8Array, file: string): Outcome<XmlDocument> {
  const refused = (problem: Problem): Outcome<XmlDocument> => ({ value: undefined, problems: [problem] });
  const place = { file };
  if (bytes.length > MOST_BYTES)
    return refused(documentProblem("DOCUMENT_TOO_LARGE", { place, params: { limit: `${MOST_BYTES / 2 ** 20} MB` } }));
  const text = textOf(bytes);
  const why = { ko: "UTF-8, UTF-16, EUC-KR 가운데 어느 것도 아님", en: "it is none of UTF-8, UTF-16 and EUC-KR" };
  if (text === undefined) return refused(documentProblem("DOCUMENT_NOT_TEXT", { place, params: { why } }));
  const builder = new TreeBuilder(text);
  const fault = scanXml(text, builder);
  if (fault?.kind === "entities") return refused(documentProblem("DOCUMENT_ENTITIES", { place }));
  if (fault !== undefined) return refused(documentProblem("DOCUMENT_XML_BROKEN", { place, params: { why: fault.why } }));
  if (builder.count > MOST_ELEMENTS || builder.root === undefined)
    return refused(
      documentProblem("DOCUMENT_TOO_LARGE", {
        place,
        params: { limit: { ko: `요소 ${MOST_ELEMENTS}개`, en: `${MOST_ELEMENTS} elements` } },
      }),
    );
  const namespace = xmlRoot(text)?.namespace;
  return { value: { root: builder.root, ...(namespace !== undefined && { namespace }) }, problems: [] };
}

/** The Problem of a document whose root is another one's: DOCUMENT_ROOT_UNKNOWN. */
export function foreignRoot({ root, namespace }: XmlDocument, wanted: { ko: string; en: string }, file: string): Problem {
  const name = namespace === undefined ? root.name : `${root.name} (${namespace})`;
  return documentProblem("DOCUMENT_ROOT_UNKNOWN", { place: { file, line: root.line }, params: { wanted, root: name.slice(0, 200) } });
}

const KOREAN = /^<\?xml[^>]*?encoding\s*=\s*["'](?:euc-kr|ks_c_5601-1987|ksc5601|cp949|ms949|x-windows-949|uhc)["']/i;

function textOf(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  if (!KOREAN.test(head)) return decodeXml(bytes);
  try {
    return new KoreanDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

class TreeBuilder implements XmlHandler {
  root: XmlElement | undefined;
  count = 0;
  private readonly lines: Lines;
  private readonly stack: XmlElement[] = [];

  constructor(xml: string) {
    this.lines = new Lines(xml);
  }

  open(name: string, attributes: Attributes): void {
    this.count += 1;
    if (this.count > MOST_ELEMENTS) return;
    const element: XmlElement = { name, line: this.lines.next(), text: "", attributes: {}, children: [] };
    for (const key of KEPT_ATTRIBUTES) {
      const value = attributes.get(key);
      if (value !== undefined) element.attributes[key] = value.slice(0, 100);
    }
    this.stack.at(-1)?.children.push(element);
    this.root ??= element;
    this.stack.push(element);
  }

  text(text: string): void {
    const element = this.stack.at(-1);
    if (element !== undefined && element.text.length < MOST_TEXT) element.text += text.slice(0, MOST_TEXT);
  }

  close(): void {
    if (this.count <= MOST_ELEMENTS) this.stack.pop();
  }
}

/** Goes from one opening tag to the next beside the scanner, which has found the text well formed up to there, and counts lines. */
class Lines {
  private readonly xml: string;
  private at = 0;
  private line = 1;
  /** Where the first line break stands that is not counted yet. */
  private break: number;

  constructor(xml: string) {
    this.xml = xml;
    this.break = this.breakFrom(0);
  }

  next(): number {
    for (;;) {
      const tag = this.xml.indexOf("<", this.at);
      if (tag < 0) return this.line;
      const end = this.endOfOther(tag);
      if (end === undefined) return this.opened(tag);
      this.at = end;
    }
  }

  private opened(tag: number): number {
    for (; this.break < tag; this.break = this.breakFrom(this.break + 1)) this.line += 1;
    this.at = this.tagEnd(tag);
    return this.line;
  }

  private breakFrom(start: number): number {
    const at = this.xml.indexOf("\n", start);
    return at < 0 ? this.xml.length : at;
  }

  /** Where a comment, instruction, CDATA section or closing tag ends; undefined for an opening tag. */
  private endOfOther(tag: number): number | undefined {
    const ends = [
      ["<!--", "-->"],
      ["<![CDATA[", "]]>"],
      ["<?", "?>"],
      ["</", ">"],
    ] as const;
    for (const [begin, end] of ends) if (this.xml.startsWith(begin, tag)) return this.after(end, tag + begin.length);
    return undefined;
  }

  private after(mark: string, from: number): number {
    const at = this.xml.indexOf(mark, from);
    return at < 0 ? this.xml.length : at + mark.length;
  }

  private tagEnd(tag: number): number {
    const sign = /["'>]/g;
    sign.lastIndex = tag;
    for (let match = sign.exec(this.xml); match !== null; match = sign.exec(this.xml)) {
      if (match[0] === ">") return sign.lastIndex;
      sign.lastIndex = this.after(match[0], sign.lastIndex);
    }
    return this.xml.length;
  }
}

/** The first element at the end of a path of names, such as ("Party", "PartyName", "Name"). */
export function elementAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
}

/** All children of a name, in their order. */
export function elementsOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text at the end of a path, its blanks made single; undefined where there is none: an empty element says nothing. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const text = elementAt(element, ...path)
    ?.text.replace(/\s+/g, " ")
    .trim();
  return text === "" ? undefined : text;
}
