// The operator's emissions report, its summary and its addendum: each item of the law's list with what is said under it, or why nothing is.
import { z } from "zod";

const text = z.string();
const both = z.object({ ko: text, en: text });

/** complete: all that the item asks for is there; missing: something is not, and `why` says what; notApplicable: the item asks nothing of this installation, and `why` says so. */
const ITEM_STATUSES = ["complete", "missing", "notApplicable"] as const;

/** A figure, with the step of the statement that explains it. */
const figure = z.object({ value: z.number(), unit: text, step: text.optional() });
export type ReportFigure = z.output<typeof figure>;

/** A text, a word in both languages, a figure, or null where it is missing. */
const cell = z.union([text, figure, both, z.null()]);
export type ReportCell = z.output<typeof cell>;

const column = z.object({
  key: text,
  title: both,
  /** What may be left blank. */
  optional: z.boolean().optional(),
  /** Decimals at which figures of the column are shown; all significant digits where it says nothing. */
  decimals: z.number().optional(),
});
export type ReportColumn = z.output<typeof column>;

const part = z.object({
  /** Letter within the item. */
  part: text.optional(),
  title: both,
  status: z.enum(ITEM_STATUSES),
  why: both.optional(),
  columns: z.array(column),
  rows: z.array(z.record(text, cell)),
  notes: z.array(both).optional(),
});
export type ReportPart = z.output<typeof part>;

export const reportItem = z.object({ number: z.number(), title: both, status: z.enum(ITEM_STATUSES), parts: z.array(part).min(1) });
export type ReportItem = z.output<typeof reportItem>;

const REPORT_LISTS = ["report", "summary", "addendum"] as const;
export type ReportList = (typeof REPORT_LISTS)[number];

const step = z.object({
  id: text,
  what: text,
  subject: text,
  value: z.number().nullable(),
  unit: text,
  formula: text.optional(),
  terms: z.array(z.object({ symbol: text, step: text })).optional(),
  rule: z.object({ act: text, point: text }).optional(),
  factor: z.object({ dataset: text, row: text, act: text, point: text, validFrom: text, status: text }).optional(),
  assumption: text.optional(),
});

export const operatorReportSchema = z.object({
  format: z.literal("sandan.operator-report/1"),
  list: z.enum(REPORT_LISTS),
  /** The act and the point of its Annex IV that lists the items. */
  act: text,
  point: text,
  asIf: z.number().optional(),
  period: z.object({ start: text, end: text }),
  installation: text,
  /** Hash of the statement that everything is drawn from. */
  statement: text,
  items: z.array(reportItem),
  /** Steps of figures that the report works out itself: the specific embedded free allocation. */
  steps: z.array(step),
});
export type OperatorReport = z.output<typeof operatorReportSchema>;
