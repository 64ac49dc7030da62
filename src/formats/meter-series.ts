// Interval series of an electricity meter, as utilities hand them out: CSV or rows of a sheet to readings, gaps and totals by month.
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { documentProblem } from "../model/problems/document.ts";
import { KoreanDecoder } from "./korean-text.ts";
import { type Collected, collect } from "./meter-series/collect.ts";
import { columnsOf, isHeader, meterAbove, type SeriesUnit } from "./meter-series/columns.ts";
import {
  type DateOrder,
  dateOrderOf,
  endsOf,
  type IntervalMinutes,
  isInterval,
  type Midnight,
  midnightOf,
  runsThroughDays,
  stepOf,
} from "./meter-series/conventions.ts";
import { type MonthTotal, monthTotals } from "./meter-series/months.ts";
import { gapProblems, missingIn, type Ordered, ordered } from "./meter-series/order.ts";
import { type Cell, type Complain, CsvRows, delimiterOf, type SeriesRow } from "./meter-series/rows.ts";
import { stampText, stampTexts } from "./meter-series/stamp.ts";
import { readXlsx } from "./xlsx/read-xlsx.ts";
import type { Sheet } from "./xlsx/sheet.ts";

/** What a person has said where the file does not say it, or says it unclearly. */
export type SeriesChoice = {
  /** Unit of a column whose title has none. */
  unit?: SeriesUnit;
  /** Title of the column of consumption. */
  column?: string;
  /** Number of the meter, where the file holds several. */
  meter?: string;
  dateOrder?: DateOrder;
  midnight?: Midnight;
  /** Whether a stamp begins or ends its interval; ends where it is not said. */
  stamps?: "begin" | "end";
};

export type SeriesOptions = SeriesChoice & { file: string; sheet?: string; date1904?: boolean };

/** A series in local time. `endsAt` are ends of intervals (YYYY-MM-DDTHH:MM, midnight as 00:00 of the next day), rising; values in `unit`. */
export type MeterSeries = {
  meter?: string;
  unit: "kWh";
  intervalMinutes: IntervalMinutes;
  /** Beginning of the first interval, end of the last. */
  from: string;
  to: string;
  readings: { endsAt: string[]; kwh: number[]; line: number[] };
  /** Days with a reading. */
  days: number;
  gaps: { from: string; to: string; intervals: number }[];
  months: MonthTotal[];
  /** How the stamps were read. */
  conventions: { dateOrder: DateOrder; midnight: Midnight; stamps: "begin" | "end" };
};

const MOST_BYTES = 40 * 2 ** 20;
/** Rows among which the header is looked for. */
const HEAD_ROWS = 40;
const MOST_OFF_INTERVAL = 20;

/**
 * Law: a series says which energy went through in which interval; gaps are told and never filled, midnight ends a day however it is printed.
 * UTF-8, UTF-16 with a mark or EUC-KR; comma, semicolon or tab; up to 40 MB and 2,000,000 readings. Values in kWh, times local.
 * Problems: DOCUMENT_TOO_LARGE, DOCUMENT_NOT_TEXT and those of meterSeriesOf. Source: the shape of the Korean utility's downloads (intervals named by their end).
 */
export function readMeterSeries(bytes: Uint8Array, options: SeriesOptions): Outcome<MeterSeries> {
  const complain = complainer(options);
  const refused = (problem: Problem): Outcome<MeterSeries> => ({ value: undefined, problems: [problem] });
  if (bytes.length > MOST_BYTES) return refused(complain("DOCUMENT_TOO_LARGE", { params: { limit: "40 MB" } }));
  const text = textOf(bytes);
  const why = { ko: "UTF-8이나 EUC-KR의 글이 아님", en: "it is no text in UTF-8 or EUC-KR" };
  if (text === undefined) return refused(complain("DOCUMENT_NOT_TEXT", { params: { why } }));
  const delimiter = delimiterOf(text, { rows: HEAD_ROWS, isHeader: (cells) => isHeader(cells, false) });
  const rows = new CsvRows(text, delimiter);
  return seriesOf(rows, options, {
    commas: delimiter === ",",
    narrow: (width) => {
      rows.width = width;
    },
  });
}

/**
 * The same of rows given as cells, such as those of a sheet: text, or numbers (stamps as serials of the spreadsheet).
 * Problems: SERIES_NO_HEADER, SERIES_COLUMN_MISSING, SERIES_COLUMN_AMBIGUOUS, SERIES_REGISTER_ONLY, SERIES_UNIT_MISSING, SERIES_SEVERAL_METERS, SERIES_ROW_BROKEN,
 * SERIES_ROWS_SKIPPED, SERIES_EMPTY, SERIES_STAMP_UNREADABLE, SERIES_DATE_ORDER, SERIES_VALUE_UNREADABLE, SERIES_INTERVAL_UNKNOWN, SERIES_STAMP_OFF_INTERVAL, SERIES_GAP,
 * SERIES_MORE_GAPS, SERIES_TWICE_SAME, SERIES_TWICE_DIFFERS, SERIES_OUT_OF_ORDER, SERIES_NEGATIVE, SERIES_MIDNIGHT_UNSURE, SERIES_STAMPS_BEGIN, SERIES_MORE_PROBLEMS.
 */
export function meterSeriesOf(rows: Iterable<SeriesRow>, options: SeriesOptions): Outcome<MeterSeries> {
  return seriesOf(rows, options, { commas: true });
}

/**
 * The same of a workbook's first sheet that is a series, and else of its first sheet: stamps as the spreadsheet's serials.
 * Problems: those of readXlsx and of meterSeriesOf.
 */
export function readSheetSeries(bytes: Uint8Array, options: SeriesOptions): Outcome<MeterSeries> {
  const book = readXlsx(bytes);
  if (book.value === undefined) return { value: undefined, problems: book.problems };
  const { entries, sheets, date1904 } = book.value;
  let first: Outcome<MeterSeries> | undefined;
  for (const { name } of entries) {
    const sheet = sheets.get(name);
    if (sheet === undefined) continue;
    const read = meterSeriesOf(rowsOf(sheet), { ...options, sheet: name, date1904 });
    if (read.value !== undefined) return read;
    first ??= read;
  }
  return first ?? { value: undefined, problems: [] };
}

/** Rows of a sheet from the top, each with its cells from column A. */
function rowsOf(sheet: Sheet): SeriesRow[] {
  const rows = new Map<number, (string | number | undefined)[]>();
  for (const { row, column, type, value } of sheet.cells.values()) {
    const cells = rows.get(row) ?? [];
    rows.set(row, cells);
    while (cells.length < column) cells.push(undefined);
    if (type === "number" || type === "text") cells[column - 1] = value as string | number;
  }
  return [...rows].sort(([a], [b]) => a - b).map(([line, cells]) => ({ line, cells }));
}

function complainer({ file, sheet }: SeriesOptions): Complain {
  return (code, { line, path = "", params }) =>
    documentProblem(code, {
      path,
      place: { file, ...(sheet !== undefined && { sheet }), ...(line !== undefined && { line }) },
      ...(params && { params }),
    });
}

function textOf(bytes: Uint8Array): string | undefined {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
  for (const encoding of wide === undefined ? ["utf-8", "euc-kr"] : [wide])
    try {
      const text = encoding === "euc-kr" ? new KoreanDecoder().decode(bytes) : new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes("\0") ? undefined : text;
    } catch {
      // The next encoding is tried.
    }
  return undefined;
}

/** `commas`: a comma inside a number groups its digits, since cells and decimals have other signs. `narrow` is told how many cells of a row are needed. */
type Manner = { commas: boolean; narrow?: (width: number) => void };

function seriesOf(rows: Iterable<SeriesRow>, options: SeriesOptions, { commas, narrow }: Manner): Outcome<MeterSeries> {
  const complain = complainer(options);
  const refused = (problems: Problem[]): Outcome<MeterSeries> => ({ value: undefined, problems });
  const { header, above, body } = headOf(rows);
  if (header === undefined) return refused([complain("SERIES_NO_HEADER", { params: { rows: HEAD_ROWS } })]);
  const found = columnsOf(header.cells, header.line, options, complain);
  if ("problem" in found) return refused([found.problem]);
  const { stamp, time = 0, meter: named = 0, value } = found.columns;
  narrow?.(Math.max(stamp, time, named, value) + 1);
  const {
    collected,
    meter = meterAbove(above),
    problems,
  } = collect(body, {
    columns: found.columns,
    ...(options.meter !== undefined && { meter: options.meter }),
    date1904: options.date1904 ?? false,
    commas,
    complain,
  });
  if (hasError(problems)) return refused(problems);
  if (collected.kwh.length === 0) return refused([...problems, complain("SERIES_EMPTY", { line: header.line })]);
  const timed = timeline(collected, options, complain);
  problems.push(...timed.problems);
  if (timed.value === undefined) return refused(problems);
  const { ends, interval, conventions } = timed.value;
  const inOrder = ordered({ ends, kwh: collected.kwh, line: collected.line }, complain);
  problems.push(...inOrder.problems, ...negatives(inOrder.value, complain));
  if (hasError(problems)) return refused(problems);
  const gaps = missingIn(inOrder.value.ends, interval);
  problems.push(...gapProblems(gaps, complain));
  return {
    value: { ...(meter !== undefined && { meter }), ...shown(inOrder.value, interval), gaps: gaps.map(shownGap), conventions },
    problems,
  };
}

/** The header, what stands above it, and the rows below; a title of time alone is a header where no row titles energy. */
function headOf(rows: Iterable<SeriesRow>): { header?: SeriesRow; above: (readonly Cell[])[]; body: Iterable<SeriesRow> } {
  const source = rows[Symbol.iterator]();
  const head: SeriesRow[] = [];
  while (head.length < HEAD_ROWS) {
    const next = source.next();
    if (next.done) break;
    head.push(next.value);
    if (isHeader(next.value.cells, false)) break;
  }
  const strict = head.findIndex(({ cells }) => isHeader(cells, false));
  const at = strict >= 0 ? strict : head.findIndex(({ cells }) => isHeader(cells, true));
  const header = head[at];
  const above = head.slice(0, Math.max(at, 0)).map(({ cells }) => cells);
  return { ...(header && { header }), above, body: following(head.slice(at + 1), source) };
}

function* following(rows: readonly SeriesRow[], source: Iterator<SeriesRow>): Generator<SeriesRow> {
  yield* rows;
  for (let next = source.next(); !next.done; next = source.next()) yield next.value;
}

type Timeline = { ends: Float64Array; interval: IntervalMinutes; conventions: MeterSeries["conventions"] };

/** The end of every interval, in the order of the file. Problems: SERIES_DATE_ORDER, SERIES_INTERVAL_UNKNOWN, SERIES_STAMP_OFF_INTERVAL, SERIES_MIDNIGHT_UNSURE, SERIES_STAMPS_BEGIN. */
function timeline(collected: Collected, options: SeriesOptions, complain: Complain): Outcome<Timeline> {
  const { minute, line } = collected;
  const failed = (problems: Problem[]): Outcome<Timeline> => ({ value: undefined, problems });
  const dateOrder = options.dateOrder ?? dateOrderOf(collected);
  const day = dateOrder === undefined ? [] : collected[dateOrder];
  if (dateOrder === undefined || day.some(Number.isNaN)) return failed([unclearDates(collected, dateOrder, complain)]);
  const interval = stepOf(endsOf({ day, minute }, "nextDay"));
  if (!isInterval(interval)) {
    const found =
      interval === 0 ? { ko: "검침값이 하나뿐", en: "there is one reading" } : { ko: `${interval}분`, en: `${interval} minutes` };
    return failed([complain("SERIES_INTERVAL_UNKNOWN", { line: line[0]!, params: { found } })]);
  }
  const stamps = { day, minute, interval };
  const judged = midnightOf(stamps);
  const midnight = options.midnight ?? judged.midnight;
  const begins = options.stamps === "begin";
  // A stamp that begins its interval has no midnight to end.
  const ends = endsOf(stamps, begins ? "nextDay" : midnight);
  const off = offInterval(ends, collected, interval, complain);
  if (off.length > 0) return failed(off);
  const problems = options.stamps === undefined && options.midnight === undefined ? doubts({ ends, interval, ...judged }, complain) : [];
  if (begins) for (let i = 0; i < ends.length; i += 1) ends[i]! += interval;
  return { value: { ends, interval, conventions: { dateOrder, midnight, stamps: begins ? "begin" : "end" } }, problems };
}

/** The stamp that does not fit the order, or those that leave it open or contradict each other. */
function unclearDates({ telling, line }: Collected, order: DateOrder | undefined, complain: Complain): Problem {
  const { either, dayFirst, monthFirst } = telling;
  const misfit = order === "dayFirst" ? monthFirst : order === "monthFirst" ? dayFirst : undefined;
  const shown = [misfit ?? dayFirst ?? either, ...(misfit ? [] : [monthFirst])].filter((one) => one !== undefined);
  return complain("SERIES_DATE_ORDER", {
    line: shown[0]?.line ?? line[0]!,
    params: { given: shown.map(({ given }) => given).join("', '") },
  });
}

function offInterval(ends: Float64Array, { line }: Collected, interval: number, complain: Complain): Problem[] {
  const problems: Problem[] = [];
  for (let i = 0; i < ends.length && problems.length < MOST_OFF_INTERVAL; i += 1)
    if (ends[i]! % interval !== 0)
      problems.push(complain("SERIES_STAMP_OFF_INTERVAL", { line: line[i]!, params: { stamp: stampText(ends[i]!), interval } }));
  return problems;
}

const READINGS = {
  endedDay: { ko: "적힌 날의 끝으", en: "the end of the day it is printed with" },
  nextDay: { ko: "적힌 날의 전날 끝으", en: "the end of the day before" },
} as const;

type Judged = { ends: Float64Array; interval: number; midnight: Midnight; unsure: boolean };

/** What a person should look at: a midnight that the file leaves open, or stamps that look like beginnings. */
function doubts({ ends, interval, midnight, unsure }: Judged, complain: Complain): Problem[] {
  if (unsure) return [complain("SERIES_MIDNIGHT_UNSURE", { params: { reading: READINGS[midnight] } })];
  if (midnight !== "nextDay" || !runsThroughDays(ends, interval)) return [];
  const last = stampText(ends.reduce((a, b) => Math.max(a, b))).slice(11);
  return [complain("SERIES_STAMPS_BEGIN", { params: { last } })];
}

/** One warning for all values below zero. Problems: SERIES_NEGATIVE. */
function negatives({ kwh, line }: Ordered, complain: Complain): Problem[] {
  const first = kwh.findIndex((value) => value < 0);
  if (first < 0) return [];
  const count = kwh.reduce((sum, value) => sum + (value < 0 ? 1 : 0), 0);
  return [complain("SERIES_NEGATIVE", { line: line[first]!, params: { count, first: `${kwh[first]} kWh` } })];
}

const shownGap = ({ from, to, intervals }: { from: number; to: number; intervals: number }): MeterSeries["gaps"][number] => ({
  from: stampText(from),
  to: stampText(to),
  intervals,
});

function shown(series: Ordered, interval: IntervalMinutes): Omit<MeterSeries, "meter" | "gaps" | "conventions"> {
  const { ends, kwh, line } = series;
  return {
    unit: "kWh",
    intervalMinutes: interval,
    from: stampText(ends[0]! - interval),
    to: stampText(ends[ends.length - 1]!),
    readings: { endsAt: stampTexts(ends), kwh: Array.from(kwh), line: Array.from(line) },
    ...monthTotals(series, interval),
  };
}
