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
  return compile(TEMPLATE, { document: JSON.stringify(prepared(document)) });
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
    widths: columns.map((column, i) =>
      widthOf(
        column,
        rows.map((row) => row[i] ?? ""),
      ),
    ),
    rows: rows.map((row) => row.map((cell) => clean(textOf(cell)))),
  };
}

const textOf = (cell: Cell): string => (typeof cell === "string" ? cell : cell.shown);

/** A column's part of the width: its longest word must fit, longer texts get more up to a bound; a heading counts by its words alone. */
function widthOf({ title }: Column, cells: readonly Cell[]): number {
  const texts = cells.slice(0, MOST_MEASURED).flatMap((cell) => textOf(cell).split("\n"));
  const words = [title, ...texts].flatMap((text) => text.split(/[\s\u200b]+/));
  const word = Math.max(...words.map((one) => Math.min(wide(one), LONGEST_RUN)));
  const text = Math.max(0, ...texts.map(wide));
  return Math.max(word + 3, Math.min(text, WIDEST));
}

/** Rows that a width is taken from, and letters beyond which a text is wrapped. */
const MOST_MEASURED = 500;
const WIDEST = 46;

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
