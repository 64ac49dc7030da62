// One pass over a whole mapped table before its import: labels and units with their counts, and what dates and numbers settle.
import type { Problem } from "../../base/problem.ts";
import type { Mapping } from "../../model/import-mapping.ts";
import { orderOf } from "../../model/read-days.ts";
import { decimalOf } from "../../model/read-number.ts";
import type { TableSurvey } from "../../model/table-look.ts";
import type { SheetRow } from "../xlsx/sheet-rows.ts";
import { textOf } from "./open-table.ts";
import { tableRows } from "./table-rows.ts";
import { labelOf, totalFinder } from "./total-rows.ts";

/** Distinct labels and units that are kept. */
const MOST_LABELS = 10_000;
const MOST_UNITS = 500;

export type SurveyOutcome = { value: TableSurvey; problems: Problem[] } | { value: undefined; problems: Problem[] };

/** Yields the rows read so far, so that the caller may pause. Problems: those of tableRows and of its rows. */
export function* survey(bytes: Uint8Array, mapping: Mapping): Generator<{ rowsRead: number }, SurveyOutcome> {
  const opened = tableRows(bytes, mapping);
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  const { counts, batches } = opened.value;
  const tally = new Tally(mapping);
  const source = batches();
  for (;;) {
    const next = source.next();
    if (next.done) {
      if (next.value !== undefined) return { value: undefined, problems: [next.value] };
      return { value: tally.result(counts.rows), problems: [] };
    }
    for (const row of next.value) tally.add(row);
    yield { rowsRead: counts.rows };
  }
}

class Tally {
  private readonly mapping: Mapping;
  private readonly labels = new Map<string, number>();
  private readonly units = new Map<string, number>();
  private readonly orders = new Set<"dmy" | "mdy">();
  private readonly decimals = new Set<"point" | "comma">();
  private readonly values: readonly number[];
  private readonly dates: readonly number[];
  private readonly isTotal: ReturnType<typeof totalFinder>;
  private above = "";

  constructor(mapping: Mapping) {
    this.mapping = mapping;
    this.isTotal = totalFinder(mapping);
    const { columns, months } = mapping;
    this.values = months?.columns.map(({ column }) => column) ?? (columns.value === undefined ? [] : [columns.value.column]);
    this.dates = [columns.start, columns.end].flatMap((mapped) => (mapped === undefined ? [] : [mapped.column]));
  }

  add({ cells }: SheetRow): void {
    if (this.isTotal(cells)) return;
    const { label, unit } = this.mapping.columns;
    const printed = label === undefined ? "" : labelOf(cells[label.column - 1]);
    if (printed !== "") this.above = printed;
    const named = printed === "" && label?.fill === true ? this.above : printed;
    if (named !== "" && this.values.some((column) => cells[column - 1] !== undefined)) count(this.labels, named, MOST_LABELS);
    const measured = unit === undefined ? "" : textOf(cells[unit.column - 1]);
    if (measured !== "") count(this.units, measured, MOST_UNITS);
    for (const column of this.dates) this.settle(this.orders, cells[column - 1], orderOf);
    for (const column of this.values) this.settle(this.decimals, cells[column - 1], decimalOf);
  }

  private settle<T>(found: Set<T>, cell: unknown, by: (text: string) => T | undefined): void {
    if (found.size > 1 || typeof cell !== "string") return;
    const forced = by(cell);
    if (forced !== undefined) found.add(forced);
  }

  result(rows: number): TableSurvey {
    const [order] = this.orders;
    const [decimal] = this.decimals;
    return {
      rows,
      labels: [...this.labels].map(([label, n]) => ({ label, count: n })),
      units: [...this.units].map(([unit, n]) => ({ unit, count: n })),
      ...(order !== undefined && { dateOrder: this.orders.size > 1 ? "mixed" : order }),
      ...(decimal !== undefined && { decimal: this.decimals.size > 1 ? "mixed" : decimal }),
    };
  }
}

function count(counts: Map<string, number>, key: string, most: number): void {
  const before = counts.get(key);
  if (before !== undefined || counts.size < most) counts.set(key, (before ?? 0) + 1);
}
