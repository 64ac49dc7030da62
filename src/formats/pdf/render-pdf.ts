// A report as a PDF: the document as data for the one template, and a compiler that is handed over.
import encodeQR from "qr";
import type { Block, Cell, Column, Document, Section } from "../../model/document.ts";
import { visible } from "../visible.ts";
import { TEMPLATE } from "./template.ts";

/** Compiles a Typst source with named inputs to a PDF. */
export type Compile = (source: string, inputs: Record<string, string>) => Uint8Array;

/**
 * Law: the same document gives the same bytes: no clock, no network, no date. A4, tagged, every text searchable; the statement's hash stands on every page.
 * No text of the document is read as markup: it comes as data.
 */
export function renderPdf(document: Document, compile: Compile): Uint8Array {
  let text = JSON.stringify(prepared(document));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      return compile(TEMPLATE, { document: text });
    } catch (error) {
      const lacking = lackingIn(error);
      if (lacking === undefined) throw error;
      text = text.replace(lacking, codeOfLetter);
    }
  }
  return compile(TEMPLATE, { document: text });
}

/** The compiler tells of so many letters at once that a second look is seldom needed. */
const MOST_TRIES = 4;

const codeOfLetter = (letter: string): string => `[U+${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}]`;

/** Law: a letter that the font lacks is shown by its code, as what cannot be seen is. Letters that the compiler names; undefined for another fault. */
function lackingIn(error: unknown): RegExp | undefined {
  const message = error instanceof Error ? error.message : String(error);
  const told = [...message.matchAll(/the text `\\*"(.+?)\\*"` could not be displayed/gs)].map(([, text = ""]) => text);
  const plain = told.join("").replace(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  const letters = [...new Set(plain)].filter((letter) => letter > "\u007f");
  return letters.length === 0 ? undefined : new RegExp(letters.join("|"), "gu");
}

function prepared(document: Document): object {
  const { lang, title, subtitle = "", stamp, facts, hash, sections } = document;
  const ko = lang === "ko";
  return {
    lang,
    title: clean(title),
    subtitle: clean(subtitle),
    stamp: stamp === undefined ? null : clean(stamp),
    facts: facts.map(([label, value]) => [clean(label), clean(value)]),
    hash,
    code: codeOf(hash),
    codeText: `QR code: urn:sha256:${hash}`,
    hashTitle: ko ? "산정서 해시 (SHA-256)" : "Hash of the statement (SHA-256)",
    hashHelp: ko
      ? "이 보고서의 모든 값은 이 해시의 산정서에서 나왔습니다. 산정서로 다시 계산하여 확인할 수 있습니다."
      : "Every figure of this report comes from the statement with this hash, and can be computed again from it.",
    contents: ko ? "차례" : "Contents",
    depth: sections.length > MANY_SECTIONS ? 1 : 2,
    sections: sections.map(preparedSection),
  };
}

/** Beyond so many sections the table of contents names no subsections. */
const MANY_SECTIONS = 20;

function preparedSection({ title, blocks, sections = [] }: Section): object {
  return { title: clean(title), blocks: blocks.map(preparedBlock), sections: sections.map(preparedSection) };
}

function preparedBlock(block: Block): object {
  if (block.kind === "text") return { kind: "text", text: clean(block.text), tone: block.tone ?? "plain" };
  if (block.kind === "facts") return { kind: "facts", rows: block.rows.map(([label, value]) => [clean(label), clean(value)]) };
  if (block.kind === "bars")
    return {
      kind: "bars",
      caption: clean(block.caption),
      unit: clean(block.unit),
      bars: block.bars.map(({ label, value, shown }) => ({ label: clean(label), value, shown: clean(shown) })),
    };
  const { caption, columns, rows } = block;
  return {
    kind: "table",
    caption: caption === undefined ? null : clean(caption),
    columns: columns.map(({ title, numeric = false }) => ({ title: clean(title), numeric })),
    size: sizeOf(columns.length),
    widths: widthsOf(columns, rows),
    rows: rows.map((row) => row.map((cell) => clean(textOf(cell)))),
  };
}

const textOf = (cell: Cell): string => (typeof cell === "string" ? cell : cell.shown);

/** Size of a table's letters in pt: the more columns, the smaller. */
const sizeOf = (columns: number): number => (columns > 8 ? 6.3 : columns > 6 ? 7 : 8);

/** Points of a line of the page, and of a half-width letter of size 1. */
const [LINE, LETTER] = [493, 0.48];
/** Most that a column asks for its longest text; where all ask for more than a line, it is less down to the least. */
const [WIDEST, LEAST] = [46, 16];

/** Parts of the width: wide columns give way first, so that a short text stays on its line. */
function widthsOf(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  const room = LINE / (LETTER * sizeOf(columns.length));
  const measured = columns.map((column, i) =>
    measure(
      column,
      rows.slice(0, MOST_MEASURED).map((row) => row[i] ?? ""),
    ),
  );
  const widthsUpTo = (most: number): number[] => measured.map(({ word, text }) => Math.max(word, Math.min(text, most)));
  let most = WIDEST;
  while (most > LEAST && widthsUpTo(most).reduce((sum, width) => sum + width, 0) > room) most -= 2;
  return widthsUpTo(most);
}

/** What a column asks for: its longest word, which must fit, and its longest text. A heading counts by its words alone, and is bold. */
function measure({ title }: Column, cells: readonly Cell[]): { word: number; text: number } {
  const texts = cells.flatMap((cell) => textOf(cell).split("\n"));
  const longest = (all: readonly string[]): number =>
    Math.max(0, ...all.flatMap((text) => text.split(/[\s\u200b]+/)).map((one) => Math.min(wide(one), LONGEST_RUN)));
  const word = Math.max(longest(texts), longest([title]) * BOLD);
  return { word: word + EDGES, text: Math.max(0, ...texts.map(wide)) + EDGES };
}

/** Rows that a width is taken from; what stands around a text in its cell; how much wider bold letters are. */
const MOST_MEASURED = 500;
const EDGES = 3;
const BOLD = 1.12;

/** Width in half-width letters: a Hangul syllable takes two. */
function wide(text: string): number {
  let width = 0;
  for (const letter of text) width += letter > "\u10ff" ? 2 : 1;
  return width;
}

/** Runs longer than this may be broken anywhere, so that no word leaves its column. */
const LONGEST_RUN = 18;
const BREAK = "\u200b";

/** A text without control characters but the ends of its lines, its long unbroken runs made breakable. */
function clean(text: string): string {
  const lines = text.split("\n").map(visible).join("\n");
  return lines.replace(/\S{19,}/gu, (run) => {
    const letters = [...run];
    const pieces: string[] = [];
    for (let i = 0; i < letters.length; i += LONGEST_RUN) pieces.push(letters.slice(i, i + LONGEST_RUN).join(""));
    return pieces.join(BREAK);
  });
}

/** The QR code of the hash as an SVG image: dark modules row by row. */
function codeOf(hash: string): string {
  const modules = encodeQR(`urn:sha256:${hash}`, "raw", { border: 2 });
  const runs = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const size = modules.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#000" d="${runs.join("")}"/></svg>`;
}
