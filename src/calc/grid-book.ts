// A period's grid as a workbook, and a workbook as rows and the records that they would be.
import type { Json } from "../base/canonical.ts";
import type { BothLanguages, Outcome, Problem } from "../base/problem.ts";
import { readGridBook, writeGridBook } from "../formats/grid-book.ts";
import type { Activity } from "../model/activity.ts";
import type { Row } from "../model/grid/row.ts";
import type { TableName } from "../model/grid/table.ts";
import { tableOf } from "../model/grid/tables.ts";
import { type Change, changesOf, rowsOf } from "../model/grids.ts";
import type { Composition } from "./compose.ts";

type Asked = { composition: Composition; table: TableName; files: readonly { sha256: string; name: string }[] };

function gridOf({ composition: { records }, table: name, files }: Asked) {
  const table = tableOf(name);
  const columns = table.columns({ records, files });
  return { table, columns, rows: rowsOf(table, records, columns), records };
}

/** The grid as it stands, as an .xlsx file. */
export function gridBook({ lang, ...asked }: Asked & { lang: keyof BothLanguages }): Uint8Array {
  const { table, columns, rows } = gridOf(asked);
  return writeGridBook({ columns, rows, title: table.label[lang], lang });
}

export type ParsedGrid = { rows: Row[]; changes: Change[]; problems: Problem[] };

/** Law: rows that the file does not name stay as they are; with an error among the cells there are no records. Problems: those of the file; of cells among the answer. */
export function parsedGrid({ bytes, ...asked }: Asked & { bytes: Uint8Array }): Outcome<ParsedGrid> {
  const { table, columns, rows: kept, records } = gridOf(asked);
  const read = readGridBook(bytes, { columns, sample: kept.map(({ id }) => id) });
  if (read.value === undefined) return read;
  const { rows, faults } = read.value;
  const named = new Map(rows.map((row) => [row.id, row]));
  const added = rows.filter(({ id }) => id.startsWith("new:"));
  const all = [...kept.map((row) => named.get(row.id) ?? row), ...added];
  const { period } = asked.composition;
  const made =
    faults.length > 0
      ? { changes: [], faults: [] }
      : changesOf({ table, columns, rows: all, records, period, files: asked.files, lines: linesOf(records) });
  const problems = [...read.problems, ...faults.map(({ problem }) => problem), ...made.faults.map(({ problem }) => problem)];
  return { value: { rows, changes: made.changes, problems }, problems: [] };
}

function linesOf(records: ReadonlyMap<string, Json>): Map<string, Activity> {
  const lines = [...records].filter(([key]) => key.startsWith("activities/"));
  return new Map(lines as unknown as [string, Activity][]);
}
