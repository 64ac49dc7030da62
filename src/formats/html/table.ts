// Tables of the report: caption, scopes, a frame that scrolls on a phone, and a bound on their length.
import { type Html, html } from "./markup.ts";
import type { View } from "./view.ts";

export type Column = { head: string; unit?: string; text?: boolean };
type TableSpec = { caption: string; columns: Column[]; rows: Html[][]; foot?: Html[] };

/** Rows that a table prints; the rest is in the Statement itself. */
export const MOST_ROWS = 300;

function cells(columns: Column[], row: Html[]): Html[] {
  return row.map((cell, i) =>
    i === 0 ? html`<th scope="row">${cell}</th>` : html`<td${columns[i]?.text !== true && html` class="r"`}>${cell}</td>`,
  );
}

/** Up to this many rows a table stays on one printed page. */
const SHORT = 16;

/** The first column names the row; a column is of numbers, to the right, where it does not say `text`. */
export function table(view: View, { caption, columns, rows, foot }: TableSpec): Html {
  const heads = columns.map(
    ({ head, unit, text }, i) =>
      html`<th scope="col"${i > 0 && text !== true && html` class="r"`}>${head}${unit !== undefined && html`<small>${unit}</small>`}</th>`,
  );
  const left = rows.length - MOST_ROWS;
  const rest = view.say(`외 ${left}행은 산정서(Statement) 파일에 있습니다.`, `${left} more rows are in the Statement file.`);
  return html`<div class="scroll${rows.length <= SHORT && " whole"}" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows
    .slice(0, MOST_ROWS)
    .map(
      (row) => html`<tr>${cells(columns, row)}</tr>`,
    )}</tbody>${foot !== undefined && html`<tfoot><tr>${cells(columns, foot)}</tr></tfoot>`}</table></div>${left > 0 && html`<p class="hint">${rest}</p>`}`;
}
