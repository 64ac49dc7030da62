// The numbers that the workbook's own formulas last gave, for comparison with ours.
import { cellsOf, shiftCell } from "../xlsx/reference.ts";
import type { Sheet } from "../xlsx/sheet.ts";
import { SHEETS } from "./cells.ts";

export type CachedResult = { sheet: string; cell: string; value: number };
export type CachedResults = CachedResult[];

/** The ranges whose numeric results are to be reproduced; D comes again every 65 rows. */
const RESULT_AREAS: readonly { sheet: string; areas: string; step?: number; count?: number }[] = [
  { sheet: SHEETS.energy, areas: "H15:N32" },
  { sheet: SHEETS.processes, areas: "T24:T72", step: 65, count: 10 },
  { sheet: SHEETS.inputOutput, areas: "AJ71:AO100" },
  { sheet: SHEETS.summary, areas: "G71:P86 G102:N111 H115:K134" },
  { sheet: SHEETS.products, areas: "I10:BA109" },
];

/** Cached numbers of formula cells in the result ranges, in the order of the map; inputs, texts, blanks and errors are left out. */
export function cachedResults(sheets: ReadonlyMap<string, Sheet>): CachedResults {
  const results: CachedResults = [];
  for (const { sheet, areas, step = 0, count = 1 } of RESULT_AREAS) {
    const source = sheets.get(sheet);
    if (source === undefined) continue;
    const first = cellsOf(areas);
    for (let n = 0; n < count; n++) {
      for (const at of first) {
        const cell = n === 0 ? at : shiftCell(at, n * step);
        const value = source.computedNumber(cell);
        if (value !== undefined) results.push({ sheet, cell, value });
      }
    }
  }
  return results;
}
