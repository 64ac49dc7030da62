// Rows that sum up others: they would be counted twice.
import type { Mapping } from "../../model/import-mapping.ts";
import type { TableCell } from "../xlsx/sheet-rows.ts";
import { textOf } from "./open-table.ts";

const WHOLE = /^(?:총?합계|소계|총계|누계|월계|계|총합|subtotal|grandtotal|total|totals|sum)$/;
const ENDING = /(?:합계|소계|총계|누계)$|\s계$|\s(?:sub-?|grand\s)?totals?$/;
const BRACKETS = /\s*[([<].*?[)\]>]\s*/g;

/** A label without needless blanks, as it is shown and assigned. */
export function labelOf(cell: TableCell | undefined): string {
  const text = textOf(cell);
  return /\s\s|[\t\n\r\u00a0]/.test(text) ? text.replace(/\s+/g, " ") : text;
}

/** True for a text such as "합계", "전력 소계" or "Grand total". */
function saysTotal(text: string): boolean {
  if (text.length > 60 || !/[계합]|total|sum/i.test(text)) return false;
  const plain = text.normalize("NFKC").toLowerCase().replace(BRACKETS, "").trim();
  return WHOLE.test(plain.replace(/[\s*·.:-]/g, "")) || ENDING.test(plain);
}

/** Tells whether a row's label, or else its first cell, says that it is a total; a label that a person assigned is none. */
export function totalFinder({ columns, targets, ignored }: Mapping): (cells: readonly (TableCell | undefined)[]) => boolean {
  const assigned = new Set([...Object.keys(targets), ...ignored]);
  return (cells) => {
    const label = columns.label === undefined ? "" : labelOf(cells[columns.label.column - 1]);
    if (label !== "" && assigned.has(label)) return false;
    if (label !== "" && saysTotal(label)) return true;
    const first = cells.find((cell) => cell !== undefined);
    return typeof first === "string" && saysTotal(first);
  };
}
