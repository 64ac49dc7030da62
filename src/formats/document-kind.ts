// What a file is, by its bytes alone: the name it came under does not count.

import { isUbl } from "./invoices/ubl-invoice.ts";
import { xmlRoot } from "./invoices/xml-root.ts";
import { KoreanDecoder } from "./korean-text.ts";
import { openZip } from "./xlsx/zip.ts";

export type DocumentKind =
  | "xlsx"
  | "xls"
  | "csv"
  | "taxInvoice"
  | "ubl"
  | "case"
  | "pdf"
  | "png"
  | "jpeg"
  | "webp"
  | "heic"
  | "zip"
  | "unknown";

/** Bytes of text that are looked at. */
const LOOKED_AT = 65_536;

/** First bytes that tell a kind; "?" is any byte. Sources: PNG 5.2, ISO/IEC 10918-1 B.1, ISO 32000-1 7.5.2, RFC 9649, MS-CFB 2.2. */
const MARKS: readonly (readonly [DocumentKind, string])[] = [
  ["png", "89504e470d0a1a0a"],
  ["jpeg", "ffd8ff"],
  ["pdf", "255044462d"],
  ["xls", "d0cf11e0a1b11ae1"],
  ["webp", "52494646????????57454250"],
];
/** Brands of ISO base media files that hold HEVC images (ISO/IEC 23008-12, 10.2). */
const HEIC = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

/**
 * Law: the content says what a document is. A workbook of the Commission is an "xlsx" like any other.
 * Looks at the first 64 KB, and at the directory of an archive.
 */
export function documentKindOf(bytes: Uint8Array): DocumentKind {
  for (const [kind, mark] of MARKS) if (begins(bytes, mark)) return kind;
  if (begins(bytes, "504b0304") || begins(bytes, "504b0506")) return archiveKind(bytes);
  const head = bytes.subarray(0, LOOKED_AT);
  if (latin(head, 4, 8) === "ftyp" && HEIC.includes(latin(head, 8, 12))) return "heic";
  if (latin(head, 0, 1024).includes("%PDF-")) return "pdf";
  const text = textOf(head, bytes.length > head.length);
  return text === undefined ? "unknown" : textKind(text);
}

function begins(bytes: Uint8Array, mark: string): boolean {
  for (let i = 0; i < mark.length / 2; i += 1) {
    const byte = mark.slice(2 * i, 2 * i + 2);
    if (byte !== "??" && bytes[i] !== Number.parseInt(byte, 16)) return false;
  }
  return true;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (const byte of bytes.subarray(from, to)) text += String.fromCharCode(byte);
  return text;
}

/** A package of spreadsheet parts is a workbook, a damaged one too: it says what is wrong with it when it is read. */
function archiveKind(bytes: Uint8Array): DocumentKind {
  const names = openZip(bytes).value?.names ?? firstParts(latin(bytes, 0, LOOKED_AT));
  return names.some((name) => /^\/?xl\//i.test(name)) ? "xlsx" : "zip";
}

/** Names of the parts that begin in the first bytes (PKWARE APPNOTE 4.3.7), where the directory cannot be read. */
function firstParts(head: string): string[] {
  const names: string[] = [];
  for (let at = head.indexOf("PK\x03\x04"); at >= 0; at = head.indexOf("PK\x03\x04", at + 4))
    names.push(head.slice(at + 30, at + 30 + Math.min(head.charCodeAt(at + 26), 200)));
  return names;
}

/** The text of the first bytes, in the first encoding that fits; undefined where they are no text. */
function textOf(head: Uint8Array, cut: boolean): string | undefined {
  const wide = begins(head, "fffe") ? "utf-16le" : begins(head, "feff") ? "utf-16be" : undefined;
  for (const encoding of wide === undefined ? ["utf-8", "euc-kr"] : [wide])
    try {
      const decoder = encoding === "euc-kr" ? new KoreanDecoder() : new TextDecoder(encoding, { fatal: true });
      const text = decoder.decode(head, { stream: cut });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
      return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text;
    } catch {
      // The next encoding is tried.
    }
  return undefined;
}

function textKind(text: string): DocumentKind {
  const start = text.trimStart();
  if (start.startsWith("<")) {
    const root = xmlRoot(start);
    if (root?.name === "TaxInvoice") return "taxInvoice";
    return root !== undefined && isUbl(root) ? "ubl" : "unknown";
  }
  if (/^(?:\{|\[\s*[[{"]|\/\/|\/\*)/.test(start)) return "case";
  return start.split(/\r?\n/, 50).some((line) => /[,;\t]/.test(line)) ? "csv" : "unknown";
}
