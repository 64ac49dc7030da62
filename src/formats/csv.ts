// CSV as it is written by hand and by spreadsheets (RFC 4180): rows of cells, each with its line.

export type CsvRow = { line: number; cells: string[] };

/** Of comma, semicolon and tab the one that the first line holds most often. */
function delimiterOf(text: string): string {
  const [head = ""] = text.split(/\r?\n/, 1);
  const count = (sign: string): number => head.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Rows of a CSV text (RFC 4180) with the line that each begins in; blank lines are left out. */
export function csvRows(text: string): { rows: CsvRow[] } | { line: number; what: string } {
  const delimiter = delimiterOf(text);
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  let at = 0;
  const finish = (): void => {
    if (row.cells.some((cell) => cell.trim() !== "")) rows.push(row);
    line += 1;
    row = { line, cells: [] };
  };
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at) : bare(text, at, delimiter);
    if (cell === undefined) return { line: row.line, what: "a quotation mark is not closed, or text follows it" };
    row.cells.push(cell.text);
    line += cell.text.split("\n").length - 1;
    at = cell.end;
    const next = text[at];
    if (next === delimiter) {
      at += 1;
      if (at === text.length) row.cells.push("");
    } else if (next === undefined || next === "\n" || next === "\r") {
      at += text.startsWith("\r\n", at) ? 2 : 1;
      finish();
    } else return { line: row.line, what: "text follows a closing quotation mark" };
  }
  if (row.cells.length > 0) finish();
  return { rows };
}

function bare(text: string, start: number, delimiter: string): { text: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: text.slice(start, end), end };
}

/** The cell whose opening quotation mark stands at `start`, and where it ends; undefined where it is not closed. */
export function quoted(text: string, start: number): { text: string; end: number } | undefined {
  let from = start + 1;
  let value = "";
  for (;;) {
    const mark = text.indexOf('"', from);
    if (mark < 0) return undefined;
    value += text.slice(from, mark);
    if (text[mark + 1] !== '"') return { text: value, end: mark + 1 };
    value += '"';
    from = mark + 2;
  }
}
