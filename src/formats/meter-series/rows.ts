// Rows of a series: of a CSV text line by line, without holding them.
import type { Problem, ProblemParams } from "../../base/problem.ts";
import type { DocumentProblem } from "../../model/problems/document.ts";

/** What a cell holds; a number in a column of time is a serial of the spreadsheet. */
export type Cell = string | number | undefined;

/** A row with its number in the file or sheet. */
export type SeriesRow = { line: number; cells: readonly Cell[] };

/** Makes a Problem of this series, with the file and sheet as its place. */
export type Complain = (code: DocumentProblem, at: { line?: number; path?: string; params?: ProblemParams }) => Problem;

const DELIMITERS = [",", ";", "\t"];

/** Rows of a CSV text (RFC 4180, a cell within one line); blank lines are left out. An unclosed quotation mark gives a row without cells. */
export class CsvRows implements Iterable<SeriesRow> {
  /** Cells that are wanted of each row; the rest of a line is not taken apart. */
  width = Number.MAX_SAFE_INTEGER;
  private readonly text: string;
  private readonly delimiter: string;

  constructor(text: string, delimiter: string) {
    this.text = text;
    this.delimiter = delimiter;
  }

  *[Symbol.iterator](): Generator<SeriesRow> {
    const { text, delimiter } = this;
    let line = 0;
    for (let at = 0; at < text.length; ) {
      const next = text.indexOf("\n", at);
      const end = next < 0 ? text.length : next;
      const content = text.slice(at, text.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end);
      at = end + 1;
      line += 1;
      if (content.trim() === "") continue;
      yield { line, cells: content.includes('"') ? quotedCells(content, delimiter) : content.split(delimiter, this.width) };
    }
  }
}

const QUOTED = /^"((?:[^"]|"")*)"\s*$/;

/** Cells of a line with quotation marks; none where one is not closed. */
function quotedCells(content: string, delimiter: string): string[] {
  const cells: string[] = [];
  let start = 0;
  let open = false;
  for (let at = 0; at <= content.length; at += 1) {
    const sign = content[at];
    if (sign === '"') open = !open;
    else if (sign === undefined ? true : sign === delimiter && !open) {
      const cell = content.slice(start, at);
      const quoted = QUOTED.exec(cell.trimStart());
      cells.push(quoted === null ? cell : (quoted[1] ?? "").replaceAll('""', '"'));
      start = at + 1;
    }
  }
  return open ? [] : cells;
}

/** The delimiter under which one of the first rows is a header; of those the one with most cells in it. */
export function delimiterOf(text: string, { rows, isHeader }: { rows: number; isHeader: (cells: readonly Cell[]) => boolean }): string {
  let best = { delimiter: ",", cells: 0 };
  for (const delimiter of DELIMITERS)
    for (const { line, cells } of new CsvRows(text, delimiter)) {
      if (line > rows) break;
      if (isHeader(cells) && cells.length > best.cells) best = { delimiter, cells: cells.length };
    }
  return best.delimiter;
}
