// CSV that spreadsheets open and do not run.

/** First characters by which a spreadsheet takes a text for a formula; the wide ones where it reads them as narrow. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A text in quotes, its own doubled. Source: RFC 4180. */
export const quotedText = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** One cell. Law: a text that would be a formula is set off by an apostrophe; numbers stay numbers. Source: RFC 4180; OWASP on CSV injection. */
export function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? quotedText(safe) : safe;
}

/** Rows as CSV with a final line break. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
