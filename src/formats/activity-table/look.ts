// A look at a table file before anything is read from it: kind, encoding, sheets, headers and first rows.
import type { Outcome, Problem } from "../../base/problem.ts";
import type { SheetLook, TableLook } from "../../model/table-look.ts";
import { headerOf, type TextRow, titlesOf } from "./header.ts";
import { type OpenSheet, openTable, textsOf } from "./open-table.ts";

/** Rows that are looked at, and rows after the header that are shown. */
const LOOKED = 60;
const SHOWN = 20;
const MOST_SHEETS = 100;

/**
 * Law: looking reads the first rows of each sheet and no more, runs nothing, and supposes nothing but where the header stands.
 * Problems: IMPORT_TOO_LARGE, IMPORT_NOT_A_TABLE, IMPORT_EMPTY, IMPORT_ENCODING, IMPORT_CSV_BROKEN, and those of a workbook that cannot be read.
 */
export function look(bytes: Uint8Array): Outcome<TableLook> {
  const opened = openTable(bytes);
  if (opened.value === undefined) return opened;
  const { kind, encoding, delimiter } = opened.value;
  const sheets: SheetLook[] = [];
  for (const sheet of opened.value.sheets.slice(0, MOST_SHEETS)) {
    const seen = lookAt(sheet);
    if ("problem" in seen) return { value: undefined, problems: [seen.problem] };
    sheets.push(seen.sheet);
  }
  return {
    value: { kind, ...(encoding !== undefined && { encoding }), ...(delimiter !== undefined && { delimiter }), sheets },
    problems: [],
  };
}

function lookAt(open: OpenSheet): { sheet: SheetLook } | { problem: Problem } {
  const rows: TextRow[] = [];
  let hiddenRows = 0;
  let last = 0;
  const source = open.rows();
  while (rows.length < LOOKED) {
    const next = source.next();
    if (next.done) {
      if (next.value !== undefined) return { problem: next.value };
      break;
    }
    for (const { row, cells, hidden } of next.value) {
      last = row;
      if (rows.length >= LOOKED) continue;
      if (hidden) hiddenRows++;
      const texts = textsOf(cells);
      if (texts.some((text) => text !== "")) rows.push({ row, cells: texts });
    }
  }
  source.return(undefined);
  const header = headerOf(rows);
  const first = header === undefined ? 0 : rows.findIndex(({ row }) => row === header.row);
  const lines = header === undefined ? [] : rows.slice(first, first + header.lines).map(({ cells }) => cells);
  return {
    sheet: {
      name: open.name,
      hidden: open.hidden,
      rows: open.lines ?? last,
      columns: Math.max(0, ...rows.map(({ cells }) => cells.length)),
      hiddenRows,
      ...(header !== undefined && { header }),
      titles: titlesOf(lines),
      sample: rows.slice(0, first + (header?.lines ?? 0) + SHOWN).map(({ row, cells }) => ({ row, cells: [...cells] })),
    },
  };
}
