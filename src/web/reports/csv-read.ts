// A table of comma-separated values as rows of texts (RFC 4180).

/** Quoted cells may hold commas, quotes (doubled) and line ends; a mark of UTF-8 at the beginning is left out. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const end = (): void => {
    row.push(cell);
    cell = "";
  };
  const plain = text.replace(/^\u{feff}/u, "");
  for (let i = 0; i < plain.length; i += 1) {
    const c = plain[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (plain[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") end();
    else if (c === "\n") {
      end();
      rows.push(row);
      row = [];
    } else if (c !== "\r") cell += c;
  }
  if (cell !== "" || row.length > 0) {
    end();
    rows.push(row);
  }
  return rows;
}
