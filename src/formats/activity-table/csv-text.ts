// What kind of text a CSV file is: its encoding, and the sign between its cells.
import { DELIMITERS, type ENCODINGS } from "../../model/table-look.ts";

export type Encoding = (typeof ENCODINGS)[number];
export type Delimiter = (typeof DELIMITERS)[number];

/** Bytes that are tried for being UTF-8, from the first that is not ASCII on. */
const WINDOW = 1 << 20;

/** Where the first byte beyond ASCII stands; the length where there is none. */
function firstBeyondAscii(bytes: Uint8Array): number {
  let at = 0;
  const head = Math.min(bytes.length, (4 - (bytes.byteOffset & 3)) & 3);
  while (at < head && bytes[at]! < 0x80) at++;
  if (at < head) return at;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + head, (bytes.length - head) >> 2);
  let word = 0;
  while (word < words.length && (words[word]! & 0x80808080) === 0) word++;
  at = head + 4 * word;
  while (at < bytes.length && bytes[at]! < 0x80) at++;
  return at;
}

/** Law: a byte order mark decides; else it is UTF-8 where the bytes are, and otherwise EUC-KR (CP949). */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const from = firstBeyondAscii(bytes);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from, from + WINDOW), { stream: from + WINDOW < bytes.length });
    return "utf-8";
  } catch {
    return "euc-kr";
  }
}

/** Count of each sign in a line, outside quotation marks. */
function countOf(line: string, sign: string): number {
  let count = 0;
  let inside = false;
  for (const c of line) {
    if (c === '"') inside = !inside;
    else if (c === sign && !inside) count++;
  }
  return count;
}

/** Of comma, semicolon, tab and bar the one that parts the most lines into the same number of cells. */
export function delimiterIn(head: string): Delimiter {
  const lines = head.split(/\r\n|\n|\r/, 40).filter((line) => line.trim() !== "");
  let best: Delimiter = ",";
  let most = 0;
  for (const sign of DELIMITERS) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const n = countOf(line, sign);
      if (n > 0) counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    const score = Math.max(0, ...[...counts].map(([n, times]) => times * 100 + Math.min(n, 50)));
    if (score > most) [best, most] = [sign, score];
  }
  return best;
}

/** Why the first bytes are no text of a table, in both languages; undefined where nothing speaks against it. */
export function notText(bytes: Uint8Array): { ko: string; en: string } | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  if (head.startsWith("%PDF")) return { ko: "PDF 문서", en: "a PDF document" };
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml)/i.test(head)) return { ko: "HTML이나 XML 문서", en: "an HTML or XML document" };
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0)/s.test(head)) return { ko: "그림", en: "a picture" };
  const wide = /^(?:\xff\xfe|\xfe\xff)/.test(head);
  return !wide && head.includes("\0") ? { ko: "글이 아닌 자료", en: "data that are no text" } : undefined;
}
