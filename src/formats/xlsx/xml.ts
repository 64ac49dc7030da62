// A strict, streaming scanner of XML without DTD: events of elements and text, bounded depth, no entities but the five predefined ones.

import type { BothLanguages } from "../../base/problem.ts";

/** Why a text is no XML that we read: a DTD or entity declaration, or anything malformed, with the offset where it was seen. */
export type XmlFault = { kind: "entities" | "broken"; why: BothLanguages | string };

export type XmlHandler = {
  /** An element begins; its name has lost its prefix. An empty element is opened and closed. */
  open(name: string, attributes: Attributes): void;
  /** Character data, decoded. May come in several pieces. */
  text(text: string): void;
  close(name: string): void;
};

const XML_LIMITS = { depth: 100, attributes: 200, attributeLength: 65_536 };

class Fault extends Error {
  readonly kind: XmlFault["kind"];
  readonly why: BothLanguages;
  constructor(kind: XmlFault["kind"], why: BothLanguages) {
    super(why.en);
    this.kind = kind;
    this.why = why;
  }
}

/** Attributes of the element that was opened last, as places in the text; valid only inside `open`. */
export class Attributes {
  private readonly xml: string;
  private readonly places: number[] = [];
  private count = 0;

  constructor(xml: string) {
    this.xml = xml;
  }

  clear(): void {
    this.count = 0;
  }

  add(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    if (this.count >= XML_LIMITS.attributes) throw new Fault("broken", { ko: "속성이 너무 많음", en: "too many attributes" });
    const at = 4 * this.count++;
    this.places[at] = nameStart;
    this.places[at + 1] = nameEnd;
    this.places[at + 2] = valueStart;
    this.places[at + 3] = valueEnd;
  }

  /** The decoded value of the attribute with this local name, or undefined. */
  get(name: string): string | undefined {
    for (let at = 0; at < 4 * this.count; at += 4) {
      const start = this.places[at]!;
      if (this.places[at + 1]! - start !== name.length || !this.xml.startsWith(name, start)) continue;
      return decodeEntities(this.xml.slice(this.places[at + 2], this.places[at + 3]));
    }
    return undefined;
  }
}

const ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&/g;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (text.indexOf("&") < 0) return text;
  return text.replace(ENTITY, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name] as string;
    const digits = hex ?? decimal;
    if (digits === undefined) throw new Fault("broken", { ko: `알 수 없는 엔터티 '${whole}'`, en: `unknown entity at "${whole}"` });
    const code = Number.parseInt(digits, hex === undefined ? 10 : 16);
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      throw new Fault("broken", { ko: `없는 문자 ${whole}`, en: `no such character: ${whole}` });
    return String.fromCodePoint(code);
  });
}

/**
 * Law: a document is one element, properly nested, without document type; nothing is fetched and nothing expands.
 * Answers undefined when all is well, else the fault. Source: XML 1.0 (W3C), section 2, without 2.8.
 */
export function scanXml(xml: string, handler: XmlHandler): XmlFault | undefined {
  try {
    scan(xml.charCodeAt(0) === 0xfeff ? xml.slice(1) : xml, handler);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return { kind: error.kind, why: error.why };
    throw error;
  }
}

function scan(xml: string, handler: XmlHandler): void {
  const stack: string[] = [];
  const attributes = new Attributes(xml);
  let roots = 0;
  let at = 0;
  for (;;) {
    const tag = xml.indexOf("<", at);
    const textEnd = tag < 0 ? xml.length : tag;
    if (textEnd > at) emitText(xml, at, textEnd, stack.length > 0, handler);
    if (tag < 0) break;
    const next = xml.charCodeAt(tag + 1);
    if (next === 0x2f) {
      at = closeTag(xml, tag, stack, handler);
    } else if (next === 0x21) {
      at = declaration(xml, tag, stack.length > 0, handler);
    } else if (next === 0x3f) {
      at = after(xml, "?>", tag + 2);
    } else {
      if (stack.length === 0 && ++roots > 1) throw new Fault("broken", { ko: "최상위 요소가 둘 이상", en: "more than one root element" });
      at = openTag(xml, tag, stack, attributes, handler);
    }
  }
  if (stack.length > 0)
    throw new Fault("broken", { ko: `요소 ${stack.at(-1)}이(가) 닫히지 않음`, en: `element ${stack.at(-1)} is not closed` });
  if (roots === 0) throw new Fault("broken", { ko: "요소가 없음", en: "no element" });
}

function emitText(xml: string, start: number, end: number, inside: boolean, handler: XmlHandler): void {
  const text = xml.slice(start, end);
  if (inside) handler.text(decodeEntities(text));
  else if (text.trim() !== "") throw new Fault("broken", { ko: "최상위 요소 밖에 글이 있음", en: "text outside the root element" });
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new Fault("broken", { ko: `"${mark}"이(가) 없음`, en: `"${mark}" is missing` });
  return at + mark.length;
}

function declaration(xml: string, tag: number, inside: boolean, handler: XmlHandler): number {
  if (xml.startsWith("<!--", tag)) return after(xml, "-->", tag + 4);
  if (xml.startsWith("<![CDATA[", tag) && inside) {
    const end = after(xml, "]]>", tag + 9);
    handler.text(xml.slice(tag + 9, end - 3));
    return end;
  }
  if (/^<!(?:DOCTYPE|ENTITY)/i.test(xml.slice(tag, tag + 10)))
    throw new Fault("entities", { ko: "문서 형식 선언", en: "document type declaration" });
  throw new Fault("broken", { ko: "알 수 없는 선언", en: "unknown declaration" });
}

const closesNothing = (xml: string, tag: number): BothLanguages => {
  const text = xml.slice(tag, tag + 40);
  return { ko: `${text}에 맞는 여는 태그가 없음`, en: `${text} closes nothing` };
};

function closeTag(xml: string, tag: number, stack: string[], handler: XmlHandler): number {
  const name = stack.pop();
  if (name === undefined || !xml.startsWith(name, tag + 2)) throw new Fault("broken", closesNothing(xml, tag));
  let end = tag + 2 + name.length;
  while (isSpace(xml.charCodeAt(end))) end++;
  if (xml.charCodeAt(end) !== 0x3e) throw new Fault("broken", closesNothing(xml, tag));
  handler.close(localName(name));
  return end + 1;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

function openTag(xml: string, tag: number, stack: string[], attributes: Attributes, handler: XmlHandler): number {
  let at = tag + 1;
  let code = xml.charCodeAt(at);
  while (!isSpace(code) && code !== 0x3e && code !== 0x2f) {
    if (Number.isNaN(code) || code === 0x3c) throw new Fault("broken", { ko: "끝나지 않은 태그", en: "a tag does not end" });
    code = xml.charCodeAt(++at);
  }
  const name = xml.slice(tag + 1, at);
  if (name === "") throw new Fault("broken", { ko: "이름 없는 태그", en: "a tag has no name" });
  at = readAttributes(xml, at, attributes);
  const empty = xml.charCodeAt(at) === 0x2f;
  if (empty && xml.charCodeAt(++at) !== 0x3e) throw new Fault("broken", { ko: "끝나지 않은 태그", en: "a tag does not end" });
  const local = localName(name);
  if (stack.length >= XML_LIMITS.depth)
    throw new Fault("broken", {
      ko: `요소가 ${XML_LIMITS.depth}단계보다 깊게 겹침`,
      en: `elements are nested deeper than ${XML_LIMITS.depth}`,
    });
  handler.open(local, attributes);
  if (empty) handler.close(local);
  else stack.push(name);
  return at + 1;
}

/** Reads attributes up to ">" or "/", and answers where that stands. */
function readAttributes(xml: string, start: number, attributes: Attributes): number {
  attributes.clear();
  let at = start;
  for (;;) {
    while (isSpace(xml.charCodeAt(at))) at++;
    const code = xml.charCodeAt(at);
    if (code === 0x3e || code === 0x2f) return at;
    at = readAttribute(xml, at, attributes);
  }
}

function readAttribute(xml: string, start: number, attributes: Attributes): number {
  let nameStart = start;
  let at = start;
  for (let code = xml.charCodeAt(at); code !== 0x3d && !isSpace(code); code = xml.charCodeAt(++at)) {
    const wrong = Number.isNaN(code) || code === 0x3c || code === 0x3e || code === 0x2f || code === 0x22 || code === 0x27;
    if (wrong) throw new Fault("broken", { ko: "값 없는 속성", en: "an attribute has no value" });
    if (code === 0x3a) nameStart = at + 1;
  }
  const nameEnd = at;
  while (isSpace(xml.charCodeAt(at))) at++;
  if (nameEnd === nameStart || xml.charCodeAt(at) !== 0x3d)
    throw new Fault("broken", { ko: "이름이나 값이 없는 속성", en: "an attribute has no name or value" });
  at++;
  while (isSpace(xml.charCodeAt(at))) at++;
  const quote = xml.charCodeAt(at);
  if (quote !== 0x22 && quote !== 0x27) throw new Fault("broken", { ko: "따옴표 없는 속성", en: "an attribute has no quotes" });
  const close = xml.indexOf(quote === 0x22 ? '"' : "'", at + 1);
  if (close < 0) throw new Fault("broken", { ko: "끝나지 않은 속성", en: "an attribute does not end" });
  if (close - at > XML_LIMITS.attributeLength) throw new Fault("broken", { ko: "너무 긴 속성", en: "an attribute is too long" });
  attributes.add(nameStart, nameEnd, at + 1, close);
  return close + 1;
}

const ENCODING = /^<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["']/;

/** The text of an XML part: UTF-8, or UTF-16 with a byte order mark; undefined if the bytes are neither. */
export function decodeXml(bytes: Uint8Array): string | undefined {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
  try {
    const text = new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
    const declared = ENCODING.exec(text.slice(0, 200))?.[1]?.toLowerCase();
    const fits = declared === undefined || declared === "us-ascii" || declared.startsWith(wide === undefined ? "utf-8" : "utf-16");
    return fits ? text : undefined;
  } catch {
    return undefined;
  }
}
