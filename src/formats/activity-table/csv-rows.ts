// The rows of a CSV file as a stream (RFC 4180): decoded and cut piece by piece, so that neither the text nor the rows are ever held whole.
import type { Problem } from "../../base/problem.ts";
import { activityTableProblem } from "../../model/problems/activity-table.ts";
import { quoted } from "../csv.ts";
import { KoreanDecoder } from "../korean-text.ts";
import type { SheetRow } from "../xlsx/sheet-rows.ts";
import { type Delimiter, delimiterIn, type Encoding } from "./csv-text.ts";

const STEP = 1 << 16;
/** Characters of one row. */
const LONGEST = 1 << 20;
const MOST_CELLS = 16_384;

export type CsvFile = { bytes: Uint8Array; encoding: Encoding; delimiter: Delimiter };

type Decoder = { decode(bytes: Uint8Array, options: { stream: boolean }): string };

/** Throws on bytes that the encoding does not know. */
function decoderOf(encoding: Encoding): Decoder {
  return encoding === "euc-kr" ? new KoreanDecoder() : new TextDecoder(encoding, { fatal: true });
}

/** The text of the first bytes, roughly where they do not fit the encoding; what ends in the middle of a character is dropped. */
export function headText(bytes: Uint8Array, encoding: Encoding): string {
  const head = bytes.subarray(0, STEP);
  try {
    return decoderOf(encoding).decode(head, { stream: true });
  } catch {
    return new TextDecoder(encoding).decode(head, { stream: true });
  }
}

/** The delimiter of a text; Excel's own line "sep=;" decides. */
export function delimiterOf(head: string): Delimiter {
  const told = /^sep=([,;\t|])\r?\n/.exec(head)?.[1];
  return told === undefined ? delimiterIn(head) : (told as Delimiter);
}

/**
 * Law: a row's number is the line that it begins in; blank lines give no row.
 * Ends with the Problem that stopped it, if any: IMPORT_ENCODING, IMPORT_CSV_BROKEN.
 */
export function* csvFileRows({ bytes, encoding, delimiter }: CsvFile): Generator<SheetRow[], Problem | undefined> {
  const decoder = decoderOf(encoding);
  const cutter = new RowCutter(delimiter);
  for (let at = 0; at < bytes.length || at === 0; at += STEP) {
    const last = at + STEP >= bytes.length;
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(at, at + STEP), { stream: !last });
    } catch {
      return activityTableProblem("IMPORT_ENCODING", { place: { line: cutter.line }, params: { encoding: encoding.toUpperCase() } });
    }
    const rows = cutter.push(text, last);
    if (rows.length > 0) yield rows;
    if (cutter.broken) return activityTableProblem("IMPORT_CSV_BROKEN", { place: { line: cutter.line } });
  }
  return undefined;
}

class RowCutter {
  private readonly delimiter: string;
  private buffer = "";
  private at = 0;
  private eol: "\n" | "\r" | undefined;
  private begun = false;
  line = 1;
  broken = false;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  /** The rows that end in what has come so far. */
  push(text: string, last: boolean): SheetRow[] {
    this.buffer = this.buffer.slice(this.at) + text;
    this.at = 0;
    this.eol ??= this.buffer.includes("\n") || !this.buffer.includes("\r") ? (this.buffer.includes("\n") ? "\n" : undefined) : "\r";
    if (!this.begun && this.buffer.startsWith("sep=")) this.skipHead();
    this.begun = true;
    const rows: SheetRow[] = [];
    while (!this.broken && this.at < this.buffer.length) {
      const begun = this.line;
      const cells = this.cells(last);
      if (cells === undefined) break;
      const lines = this.line - begun;
      if (cells.length > 0) rows.push({ row: begun, cells, hidden: false, ...(lines > 1 && { lines }) });
    }
    if (this.buffer.length - this.at > LONGEST) this.broken = true;
    return rows;
  }

  private skipHead(): void {
    const end = this.buffer.search(/[\r\n]/);
    if (end !== 5) return;
    this.at = this.buffer.startsWith("\r\n", end) ? end + 2 : end + 1;
    this.line = 2;
  }

  /** Cells of the next row; none of a blank line; undefined where the row does not end yet, or never does. */
  private cells(last: boolean): (string | undefined)[] | undefined {
    const { buffer, at } = this;
    const mark = buffer.indexOf(this.eol ?? "\n", at);
    if (mark < 0 && !last) return undefined;
    const end = mark < 0 ? buffer.length : mark;
    const text = buffer.slice(at, end > at && buffer[end - 1] === "\r" ? end - 1 : end);
    if (text.includes('"')) return this.quotedCells(last);
    this.at = end + 1;
    this.line += 1;
    return cellsIn(text.split(this.delimiter, MOST_CELLS));
  }

  /** The same where a quotation mark stands in the line: the row may run over several. */
  private quotedCells(last: boolean): (string | undefined)[] | undefined {
    const { buffer, delimiter } = this;
    const cells: string[] = [];
    let at = this.at;
    let lines = 1;
    for (;;) {
      let text: string;
      if (buffer[at] === '"') {
        const cell = quoted(buffer, at);
        if (cell === undefined || (cell.end === buffer.length && !last)) return this.unfinished(last);
        text = cell.text;
        at = cell.end;
        for (let i = text.indexOf(this.eol ?? "\n"); i >= 0; i = text.indexOf(this.eol ?? "\n", i + 1)) lines++;
      } else {
        const end = this.bareEnd(at);
        if (end === buffer.length && !last) return undefined;
        text = buffer.slice(at, end);
        at = end;
      }
      cells.push(text);
      if (buffer[at] === delimiter) at++;
      else break;
    }
    const ended = buffer.startsWith("\r\n", at) ? 2 : 1;
    if (at < buffer.length && buffer[at] !== "\n" && buffer[at] !== "\r") return this.unfinished(true);
    if (buffer[at] === "\r" && at + 1 === buffer.length && !last) return undefined;
    this.at = at + ended;
    this.line += lines;
    return cellsIn(cells.slice(0, MOST_CELLS));
  }

  private bareEnd(from: number): number {
    let end = from;
    while (end < this.buffer.length) {
      const c = this.buffer[end];
      if (c === this.delimiter || c === "\n" || c === "\r") break;
      end++;
    }
    return end;
  }

  private unfinished(forGood: boolean): undefined {
    if (forGood) this.broken = true;
    return undefined;
  }
}

function cellsIn(texts: readonly string[]): (string | undefined)[] {
  let any = false;
  const cells = texts.map((text) => {
    const trimmed = text.trim();
    if (trimmed === "") return undefined;
    any = true;
    return trimmed;
  });
  return any ? cells : [];
}
