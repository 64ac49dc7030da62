// Single rows of a mapped table as texts, as the document has them: to be shown beside what is wrong with them.
import type { Outcome } from "../../base/problem.ts";
import type { Mapping } from "../../model/import-mapping.ts";
import { textOf } from "./open-table.ts";
import { tableRows } from "./table-rows.ts";

const MOST_COLUMNS = 256;
const LONGEST = 2000;

export type TextRow = { row: number; cells: string[] };

/** The rows of these numbers, in order; reads no further than the last. Problems: those of tableRows and of its rows. */
export function rowsAt(bytes: Uint8Array, mapping: Mapping, wanted: readonly number[]): Outcome<TextRow[]> {
  const opened = tableRows(bytes, mapping);
  if (opened.value === undefined) return opened;
  const asked = new Set(wanted);
  const found: TextRow[] = [];
  const source = opened.value.batches();
  while (found.length < asked.size) {
    const next = source.next();
    if (next.done) {
      if (next.value !== undefined) return { value: undefined, problems: [next.value] };
      break;
    }
    for (const { row, cells } of next.value)
      if (asked.has(row)) found.push({ row, cells: Array.from(cells.slice(0, MOST_COLUMNS), (cell) => textOf(cell).slice(0, LONGEST)) });
  }
  return { value: found, problems: [] };
}
