// Tables as CSV that a spreadsheet opens without running anything in it.

export type Cell = string | number | null;

/** What a spreadsheet would take for a formula is led by an apostrophe. */
function textCell(text: string): string {
  const safe = /^[\s]*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Law: numbers as they are, texts never a formula; UTF-8 with its mark, for Excel (RFC 4180). A missing number is an empty cell. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string =>
    cells.map((cell) => (cell === null ? "" : typeof cell === "number" ? String(cell) : textCell(cell))).join(",");
  return `\u{feff}${[head, ...rows].map(line).join("\r\n")}\r\n`;
}
