// What a person decides about a document before it is taken in: one plan for each kind of document.
import { z } from "zod";
import { importMapping } from "./import-mapping.ts";

const target = z.string().min(1).max(300);

/** What a document leaves open for one of its lines, told by a person. */
const completion = z.strictObject({
  value: z.number().optional(),
  unit: z.string().min(1).max(20).optional(),
  start: z.iso.date().optional(),
  end: z.iso.date().optional(),
});

/** What a person put in place of a cell's text, by row and column from 1; "" empties the cell. */
const mend = z.strictObject({
  row: z.number().int().min(1).max(1_048_576),
  column: z.number().int().min(1).max(16_384),
  value: z.string().max(2000),
});
export type Mend = z.output<typeof mend>;

export const importPlan = z.discriminatedUnion("kind", [
  /** A table, by its mapping; cells that were mended, and rows that are left out. The document itself stays as it came. */
  z.strictObject({
    kind: z.literal("table"),
    mapping: importMapping,
    mends: z.array(mend).max(10_000).optional(),
    leftOut: z.array(z.number().int().min(1).max(1_048_576)).max(10_000).optional(),
  }),
  /** An invoice: what each of its items belongs to, and what it does not say, by the number of the line from 1. */
  z.strictObject({
    kind: z.literal("lines"),
    targets: z.record(z.string().min(1).max(300), target),
    ignored: z.array(z.string().min(1).max(300)).max(10_000).default([]),
    completions: z.record(z.string().regex(/^\d{1,6}$/), completion).default({}),
  }),
  /** Interval readings of one meter: kept as readings, and month by month as activity data of the target. */
  z.strictObject({
    kind: z.literal("series"),
    /** Blank in what is proposed, until a person says it. */
    target: z.string().max(300),
    meter: z.string().max(100),
    /** What the file does not say, or says unclearly. */
    unit: z.enum(["kWh", "MWh", "GWh"]).optional(),
    column: z.string().min(1).max(200).optional(),
    dateOrder: z.enum(["dayFirst", "monthFirst"]).optional(),
    midnight: z.enum(["endedDay", "nextDay"]).optional(),
    stamps: z.enum(["begin", "end"]).optional(),
  }),
  /** The Commission's workbook or a case file, which say themselves what they are. */
  z.strictObject({ kind: z.literal("case") }),
]);
export type ImportPlan = z.output<typeof importPlan>;
