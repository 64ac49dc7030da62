// Activity data: how much of what, over which days, and the place in the document that says so.
import { z } from "zod";
import type { Origin } from "../base/derivation.ts";

const day = z.iso.date();

/** A place in a piece of evidence: the document by its hash, and inside it a sheet and cell, a line, or a page. */
const citation = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sheet: z.string().max(200).optional(),
  cell: z.string().max(20).optional(),
  line: z.number().int().min(1).max(100_000_000).optional(),
  page: z.number().int().min(1).max(100_000).optional(),
});
export type Citation = z.output<typeof citation>;

/**
 * One line of activity data. `target` names the quantity of the period that it is part of by record and field, such as "streams/gas/activity"
 * or "processes/melt/electricity/0/amount"; all lines of one target are summed. `start` and `end` are days, both included.
 */
export const activity = z.strictObject({
  target: z
    .string()
    .max(300)
    .regex(/^[A-Za-z]+\/[^/]+(\/[^/]+){1,4}$/u),
  start: day,
  end: day,
  value: z.number(),
  unit: z.string().min(1).max(20),
  /** The item as the document names it. */
  label: z.string().max(300).optional(),
  partner: z.string().max(300).optional(),
  document: z.string().max(200).optional(),
  meter: z.string().max(100).optional(),
  note: z.string().max(2000).optional(),
  /** An estimate that fills a gap: it stays visible. */
  estimated: z.boolean().optional(),
  /** Hours of its month, inside the period, that its meter has no reading of: the value is the sum of what there is. */
  missingHours: z.number().positive().max(10_000).optional(),
  evidence: z.array(citation).max(20).optional(),
  /** Cells of the document that a person corrected while it was imported, each with what it said. */
  mended: z
    .array(z.strictObject({ cell: z.string().max(20), was: z.string().max(300) }))
    .max(30)
    .optional(),
});
export type Activity = z.output<typeof activity>;

/** What a reader found in a document, before a person says what it belongs to. A member that the document does not give is left out: it is asked for, never guessed. */
export type FoundLine = {
  origin: Origin;
  label: string;
  start?: string;
  end?: string;
  value?: number;
  /** As the document has it, where it is one of ours (base/units.ts); else it is asked for. */
  unit?: string;
  /** The unit as printed, where it is not one of ours. */
  printedUnit?: string;
  target?: string;
  partner?: string;
  document?: string;
  meter?: string;
  note?: string;
};
