// Activity data from a mapped table, chunk by chunk: the caller may pause, show progress, or stop between any two.
import type { Problem } from "../../base/problem.ts";
import type { Dimension } from "../../base/units.ts";
import { FIELDS, type Mapping, unconfirmed } from "../../model/import-mapping.ts";
import type { Mend } from "../../model/import-plan.ts";
import { activityTableProblem } from "../../model/problems/activity-table.ts";
import { isUnit, unitsAllowed } from "../../model/read-unit.ts";
import { ProblemTally } from "./problem-tally.ts";
import { Repairs } from "./repairs.ts";
import { type Found, RowReader } from "./row-reader.ts";
import { type TableRows, tableRows } from "./table-rows.ts";

export type ReadOptions = {
  /** Hash of the file's bytes: the evidence, and what the keys are made of. */
  sha256: string;
  file: string;
  /** The targets that there are, each with the dimensions that its quantity may have. */
  targets: Readonly<Record<string, readonly Dimension[]>>;
  /** First and last day that a row may cover. */
  period: { start: string; end: string };
  /** Cells that a person corrected, and rows that are not to be read. */
  mends?: readonly Mend[] | undefined;
  leftOut?: readonly number[] | undefined;
};
export type Chunk = { activities: Found[]; problems: Problem[]; rowsRead: number; rowsTotal?: number };
/** What it came to: with an error among the Problems nothing is to be written. */
export type ReadSummary = { rows: number; activities: number; errors: number; counts: Record<string, number> };

/**
 * Law: a row gives an activity only where value, unit, days and target are told beyond doubt; the same file gives the same keys;
 * what was supposed and not confirmed is refused; the first thousand Problems of rows are kept, all are counted.
 * Problems: those of model/problems/activity-table.ts, and of a workbook that cannot be read.
 */
export function* readActivities(bytes: Uint8Array, mapping: Mapping, options: ReadOptions): Generator<Chunk, ReadSummary> {
  const tally = new ProblemTally({ file: options.file, sheet: mapping.sheet });
  for (const problem of wrongIn(mapping, options)) tally.put(problem);
  const opened = tally.errors > 0 ? undefined : tableRows(bytes, mapping);
  if (opened !== undefined && opened.value === undefined) for (const problem of opened.problems) tally.put(problem);
  const rows = opened?.value;
  if (rows === undefined) {
    yield { activities: [], problems: tally.take(), rowsRead: 0 };
    return summary(tally, { rows: 0, activities: 0 });
  }
  return yield* readRows(rows, mapping, options, tally);
}

function* readRows(rows: TableRows, mapping: Mapping, options: ReadOptions, tally: ProblemTally): Generator<Chunk, ReadSummary> {
  const { targets, period, sha256, mends, leftOut } = options;
  const repairs = new Repairs({ mends, leftOut });
  const { ordinal, width, total, counts } = rows;
  const sheet = rows.table.kind === "xlsx" ? (mapping.sheet ?? rows.table.sheets[0]?.name) : undefined;
  const reader = new RowReader({ mapping, targets, period, sha256, sheet, ordinal, width, repairs }, tally);
  const source = rows.batches();
  let activities = 0;
  for (;;) {
    const next = source.next();
    const found: Found[] = [];
    if (next.done) finish(next.value, { rows, reader, activities, mapping }, tally);
    else for (const row of next.value) reader.read(row, found);
    activities += found.length;
    yield {
      activities: found,
      problems: tally.take(),
      rowsRead: counts.rows,
      ...(total !== undefined && { rowsTotal: Math.max(total, counts.rows) }),
    };
    if (next.done) return summary(tally, { rows: counts.rows, activities });
  }
}

function summary(tally: ProblemTally, { rows, activities }: { rows: number; activities: number }): ReadSummary {
  return { rows, activities, errors: tally.errors, counts: Object.fromEntries(tally.counts) };
}

type Read = { rows: TableRows; reader: RowReader; activities: number; mapping: Mapping };

/** What is to be said of the table as a whole. */
function finish(stopped: Problem | undefined, { rows, reader, activities, mapping }: Read, tally: ProblemTally): void {
  const { counts } = rows;
  const widest = Math.max(...mappedColumns(mapping));
  if (stopped !== undefined) tally.put(stopped);
  else if (counts.rows > 0 && counts.widest < widest) tally.addWhole("IMPORT_COLUMN_MISSING", { column: widest, columns: counts.widest });
  else if (activities === 0 && tally.errors === 0) tally.addWhole("IMPORT_EMPTY");
  if (counts.hiddenRead > 0) tally.addWhole("IMPORT_HIDDEN_ROWS", { count: counts.hiddenRead, row: counts.firstHidden });
  if (counts.blank + reader.ignored + counts.hiddenSkipped > 0)
    tally.addWhole("IMPORT_ROWS_SKIPPED", { blank: counts.blank, ignored: reader.ignored, hidden: counts.hiddenSkipped });
  const more = tally.more();
  if (more !== undefined) tally.addWhole("IMPORT_MORE_PROBLEMS", { counts: more });
}

function mappedColumns({ columns, months }: Mapping): number[] {
  return [...FIELDS.flatMap((field) => columns[field]?.column ?? []), ...(months?.columns.map(({ column }) => column) ?? [])];
}

/** Names of what may be supposed, as a person reads them. */
const NAMES: Readonly<Record<string, readonly [ko: string, en: string]>> = {
  target: ["산정 대상", "target"],
  label: ["항목", "item"],
  start: ["시작일", "start"],
  end: ["종료일", "end"],
  month: ["월", "month"],
  value: ["값", "value"],
  unit: ["단위", "unit"],
  months: ["월별 열과 연도", "month columns and year"],
  dateOrder: ["날짜 순서", "order of dates"],
  decimal: ["소수점 기호", "decimal sign"],
};

/** What forbids reading by the mapping at all. */
function wrongIn(mapping: Mapping, { targets }: ReadOptions): Problem[] {
  const { columns, months, target, unit, units } = mapping;
  const problems: Problem[] = [];
  const open = unconfirmed(mapping);
  const named = (lang: 0 | 1): string =>
    open.map((name) => NAMES[name]?.[lang] ?? name.replace(/^unit /, lang === 0 ? "단위 " : "unit ")).join(", ");
  if (open.length > 0) problems.push(activityTableProblem("IMPORT_UNCONFIRMED", { params: { what: { ko: named(0), en: named(1) } } }));
  const missing = (ko: string, en: string): number =>
    problems.push(activityTableProblem("IMPORT_FIELD_MISSING", { params: { field: { ko, en } } }));
  if (columns.value === undefined && months === undefined) missing("값", "value");
  if (months === undefined && columns.start === undefined && columns.end === undefined && columns.month === undefined)
    missing("날짜", "date");
  if (months?.year === undefined && months?.columns.some(({ year }) => year === undefined)) missing("연도", "year");
  if (columns.target === undefined && target === undefined && columns.label === undefined) missing("산정 대상", "target");
  const foreign = new Set([...(target === undefined ? [] : [target.constant]), ...Object.values(mapping.targets)]);
  for (const name of foreign)
    if (!Object.hasOwn(targets, name)) problems.push(activityTableProblem("IMPORT_TARGET_UNKNOWN", { params: { target: name } }));
  for (const name of [...(unit === undefined ? [] : [unit.constant]), ...Object.values(units).map((told) => told.unit)]) {
    if (isUnit(name)) continue;
    const allowed = unitsAllowed(Object.values(targets).flat());
    problems.push(activityTableProblem("IMPORT_UNIT_UNKNOWN", { params: { unit: name, allowed: allowed || "-" } }));
  }
  return problems;
}
