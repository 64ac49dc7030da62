// What a chart shows, as CSV that a spreadsheet opens without running anything in it.
import { csvOf as rowsAsCsv } from "../../base/csv-write.ts";

export type Cell = string | number | null;

/** Law: as every CSV of ours, in UTF-8 with its mark, for Excel. A missing number is an empty cell. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\u{feff}${rowsAsCsv([head, ...rows].map((cells) => cells.map((cell) => cell ?? "")))}`;
}
