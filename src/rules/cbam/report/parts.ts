// How an item of a report is filled: with rows, or with the reason why there are none.
import type { BothLanguages } from "../../../base/problem.ts";
import type { ReportCell, ReportColumn, ReportItem, ReportPart } from "../../../model/operator-report.ts";

export const both = (ko: string, en: string): BothLanguages => ({ ko, en });

/** A column that must be filled. */
export const col = (key: string, ko: string, en: string, decimals?: number): ReportColumn => ({
  key,
  title: both(ko, en),
  ...(decimals !== undefined && { decimals }),
});

/** A column that may be left blank. */
export const may = (key: string, ko: string, en: string, decimals?: number): ReportColumn => ({
  ...col(key, ko, en, decimals),
  optional: true,
});

export type Row = Record<string, ReportCell | undefined>;

type PartSpec = {
  part?: string;
  title: BothLanguages;
  columns: ReportColumn[];
  rows: readonly Row[];
  /** Why no rows are no fault; without it they are missing. */
  none?: BothLanguages | undefined;
  /** What to state where rows are missing. */
  lacking?: BothLanguages;
  notes?: BothLanguages[];
};

const NOT_SAID = both("입력에 없습니다", "it is not said in the data");

/**
 * Law: every item is complete, not applicable, or missing, and says why (IR (EU) 2025/2547, Annex IV). A blank in a column that must be filled makes the part missing.
 */
export function part({ part: letter, title, columns, rows, none, lacking, notes }: PartSpec): ReportPart {
  const head = { ...(letter !== undefined && { part: letter }), title, columns };
  const tail = notes !== undefined && notes.length > 0 ? { notes } : {};
  if (rows.length === 0) {
    if (none !== undefined) return { ...head, status: "notApplicable", why: none, rows: [], ...tail };
    return { ...head, status: "missing", why: lacking ?? NOT_SAID, rows: [], ...tail };
  }
  const whole = rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])));
  const blanks = whole.flatMap((row) =>
    columns.filter((c) => c.optional !== true && row[c.key] === null).map((c) => nameOf(row, columns, c)),
  );
  if (blanks.length === 0) return { ...head, status: "complete", rows: whole, ...tail };
  const [shown, more] = [blanks.slice(0, MOST_BLANKS), blanks.length - MOST_BLANKS];
  const why = both(
    `${lacking === undefined ? "" : `${lacking.ko}; `}빈 값: ${shown.map((b) => b.ko).join(", ")}${more > 0 ? ` 외 ${more}건` : ""}`,
    `${lacking === undefined ? "" : `${lacking.en}; `}not stated: ${shown.map((b) => b.en).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  );
  return { ...head, status: "missing", why, rows: whole, ...tail };
}

const MOST_BLANKS = 8;

/** A blank by its column, with the row's first text where it tells rows apart. */
function nameOf(row: Record<string, ReportCell>, columns: readonly ReportColumn[], blank: ReportColumn): BothLanguages {
  const first = columns[0] === undefined ? null : row[columns[0].key];
  const of = typeof first === "string" && columns[0]?.key !== blank.key ? ` (${first})` : "";
  return both(`${blank.title.ko}${of}`, `${blank.title.en}${of}`);
}

/** Law: an item with a part that lacks something is missing; one whose parts all ask nothing is not applicable. */
export function item(number: number, title: BothLanguages, ...parts: ReportPart[]): ReportItem {
  const statuses = new Set(parts.map(({ status }) => status));
  const status = statuses.has("missing") ? "missing" : statuses.has("complete") ? "complete" : "notApplicable";
  return { number, title, status, parts };
}
