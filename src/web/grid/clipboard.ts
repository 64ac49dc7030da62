// A block of cells as spreadsheets put it on the clipboard: tabs between cells, lines between rows, quotes around what holds either.
import { quotedText } from "../../base/csv-write.ts";

/** Cells of a block of text; the line end that spreadsheets put behind the last row is no row. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") {
      rows.at(-1)?.push(cell);
      cell = "";
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[i + 1] === "\n") i++;
      rows.at(-1)?.push(cell);
      rows.push([]);
      cell = "";
    } else cell += sign;
  }
  rows.at(-1)?.push(cell);
  const last = rows.at(-1);
  return rows.length > 1 && last?.length === 1 && last[0] === "" ? rows.slice(0, -1) : rows;
}

export function blockText(cells: readonly (readonly string[])[]): string {
  const quoted = (text: string): string => (/["\t\r\n]/.test(text) ? quotedText(text) : text);
  return cells.map((row) => row.map(quoted).join("\t")).join("\r\n");
}
