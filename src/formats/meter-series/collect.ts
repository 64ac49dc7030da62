// The readings of a series in the order of the file: stamp and value of each row, still as printed.
import type { Problem } from "../../base/problem.ts";
import { ratioOf } from "../../base/units.ts";
import type { DocumentProblem } from "../../model/problems/document.ts";
import { type Columns, isHeader } from "./columns.ts";
import type { Cell, Complain, SeriesRow } from "./rows.ts";
import { type Stamp, stampOf, TimeReader } from "./stamp.ts";

/** The first stamp of each kind: one that has two readings, one that the day cannot begin, one that the month cannot. */
export type Telling = Partial<Record<"either" | "monthFirst" | "dayFirst", { line: number; given: string }>>;

/** Readings side by side: day under each order of day and month, minute of the day, value in kWh, line. */
export type Collected = { dayFirst: number[]; monthFirst: number[]; minute: number[]; kwh: number[]; line: number[]; telling: Telling };

type Reading = { columns: Columns; meter?: string; date1904: boolean; commas: boolean; complain: Complain };

const MOST_READINGS = 2_000_000;
const MOST_PROBLEMS = 50;
const MOST_METERS = 5;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const NOTHING = /^(?:[-–—]|n\/?a|null|nan|결측|없음)?$/i;
/** Thousands grouped beyond doubt: by several commas, or with a decimal point behind. */
const SURELY_GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:,\d{3}|\.\d+)$/;
const SUMMARY = /^(?:합\s*계|총\s*계|소\s*계|누\s*계|계$|평\s*균|최\s*대|최\s*소|(?:total|sum|average|mean|max|min)(?:$|[^a-z]))/i;

/** Problems of rows: of each kind the first ones, the others counted. */
class RowProblems {
  readonly problems: Problem[] = [];
  private readonly counts = new Map<DocumentProblem, number>();
  private readonly complain: Complain;

  constructor(complain: Complain) {
    this.complain = complain;
  }

  add(code: DocumentProblem, line: number, given: string): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= MOST_PROBLEMS) this.problems.push(this.complain(code, { line, params: { given: given.slice(0, 60) } }));
  }

  all(): Problem[] {
    const more = [...this.counts].filter(([, count]) => count > MOST_PROBLEMS);
    return [
      ...this.problems,
      ...more.map(([code, count]) => this.complain("SERIES_MORE_PROBLEMS", { params: { code, count: count - MOST_PROBLEMS } })),
    ];
  }
}

/**
 * Law: a row is a reading, a total (left out and told), a blank (a gap, never zero) or an error with its line. Values become kWh.
 * Problems: SERIES_ROW_BROKEN, SERIES_STAMP_UNREADABLE, SERIES_VALUE_UNREADABLE, SERIES_MORE_PROBLEMS, SERIES_ROWS_SKIPPED, SERIES_SEVERAL_METERS, DOCUMENT_TOO_LARGE.
 */
export function collect(rows: Iterable<SeriesRow>, reading: Reading): { collected: Collected; meter?: string; problems: Problem[] } {
  const { columns, complain } = reading;
  const collected: Collected = { dayFirst: [], monthFirst: [], minute: [], kwh: [], line: [], telling: {} };
  const found = new RowProblems(complain);
  const reader = new RowReader(reading, collected, found);
  const meters = new Set<string>();
  for (const row of rows) {
    const meter = columns.meter === undefined ? "" : nameOf(row.cells[columns.meter]);
    if (columns.meter !== undefined && reading.meter !== undefined && meter !== reading.meter && row.cells.length > 0) continue;
    if (meters.size > MOST_METERS || collected.kwh.length > MOST_READINGS) break;
    const before = collected.kwh.length;
    reader.read(row);
    if (meter !== "" && collected.kwh.length > before) meters.add(meter);
  }
  const problems = found.all();
  if (reader.skipped > 0) problems.push(complain("SERIES_ROWS_SKIPPED", { line: reader.firstSkipped, params: { count: reader.skipped } }));
  if (collected.kwh.length > MOST_READINGS) problems.push(complain("DOCUMENT_TOO_LARGE", { params: { limit: String(MOST_READINGS) } }));
  if (reading.meter === undefined && meters.size > 1) {
    const shown = [...meters].slice(0, MOST_METERS).join(", ");
    return {
      collected,
      problems: [complain("SERIES_SEVERAL_METERS", { params: { meters: meters.size > MOST_METERS ? `${shown}, ...` : shown } })],
    };
  }
  const [meter = reading.meter] = [...meters];
  return { collected, problems, ...(meter !== undefined && { meter }) };
}

function kindOf({ dayFirst, monthFirst }: Stamp): keyof Telling {
  return Number.isNaN(dayFirst) ? "monthFirst" : Number.isNaN(monthFirst) ? "dayFirst" : "either";
}

function nameOf(cell: Cell): string {
  return typeof cell === "string" ? cell.trim().slice(0, 100) : cell === undefined ? "" : String(cell);
}

class RowReader {
  skipped = 0;
  firstSkipped = 0;
  private readonly reading: Reading;
  private readonly out: Collected;
  private readonly found: RowProblems;
  private readonly times = new TimeReader();
  private readonly factor: number;
  private timed = false;

  constructor(reading: Reading, out: Collected, found: RowProblems) {
    this.reading = reading;
    this.out = out;
    this.found = found;
    const [from, to] = [ratioOf(reading.columns.unit, "electricity"), ratioOf("kWh", "electricity")];
    this.factor = from === undefined || to === undefined ? Number.NaN : (from[0] * to[1]) / (from[1] * to[0]);
  }

  read(row: SeriesRow): void {
    const { line, cells } = row;
    const printed = cells[this.reading.columns.stamp];
    const value = cells[this.reading.columns.value];
    if (cells.length === 0) this.found.add("SERIES_ROW_BROKEN", line, "");
    else if (!isNothing(printed) || !isNothing(value)) this.readStamped(row, printed, value);
  }

  private readStamped({ line, cells }: SeriesRow, printed: Cell, value: Cell): void {
    const stamp = stampOf(printed, this.reading.date1904);
    const minute = stamp && (stamp.minute ?? this.minuteBeside(cells));
    const kwh = isNothing(value) ? null : this.numberOf(value);
    if (stamp === undefined || minute === undefined) {
      if (this.isSummary(cells) || isHeader(cells, false)) this.skip(line);
      else this.found.add("SERIES_STAMP_UNREADABLE", line, this.shown(cells));
    } else if (kwh === undefined) this.found.add("SERIES_VALUE_UNREADABLE", line, String(value));
    else if (kwh !== null) {
      this.timed ||= stamp.minute !== undefined;
      this.out.dayFirst.push(stamp.dayFirst);
      this.out.monthFirst.push(stamp.monthFirst);
      this.out.minute.push(minute);
      this.out.kwh.push(kwh);
      this.out.line.push(line);
      if (stamp.dayFirst !== stamp.monthFirst) this.out.telling[kindOf(stamp)] ??= { line, given: String(printed).slice(0, 60) };
    }
  }

  /** A row of a total or mean says so where others have their day or time, or before. */
  private isSummary(cells: readonly Cell[]): boolean {
    const { stamp, time = 0 } = this.reading.columns;
    return cells.slice(0, Math.max(stamp, time) + 1).some((cell) => typeof cell === "string" && SUMMARY.test(cell.trim()));
  }

  /** The time of a stamp that is a day alone: of the column beside it, or midnight where the column holds whole serials among others. */
  private minuteBeside(cells: readonly Cell[]): number | undefined {
    const { stamp, time } = this.reading.columns;
    const beside = time === undefined || this.timed ? undefined : this.times.minute(cells[time]);
    return beside ?? (typeof cells[stamp] === "number" && (time === undefined || this.timed) ? 0 : undefined);
  }

  private shown(cells: readonly Cell[]): string {
    const { stamp, time } = this.reading.columns;
    return [cells[stamp], time === undefined || this.timed ? undefined : cells[time]].filter((cell) => cell !== undefined).join(" ");
  }

  private numberOf(cell: Cell): number | undefined {
    const text = typeof cell === "string" ? cell.trim() : String(cell);
    const grouped = text.includes(",") && (SURELY_GROUPED.test(text) || (this.reading.commas && GROUPED.test(text)));
    const plain = grouped ? text.replaceAll(",", "") : text;
    const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
    const kwh = value * this.factor;
    return Number.isFinite(kwh) && Math.abs(kwh) < 1e15 ? kwh + 0 : undefined;
  }

  private skip(line: number): void {
    this.firstSkipped ||= line;
    this.skipped += 1;
  }
}

function isNothing(cell: Cell): boolean {
  return cell === undefined || (typeof cell === "string" && NOTHING.test(cell.trim()));
}
