// What is seen of a piece of evidence around one place: a window of a sheet, or lines of a text.
import { z } from "zod";

const count = z.number().int();

export const evidenceLook = z.object({
  name: z.string(),
  type: z.string(),
  size: count,
  /** How it can be shown: a table, lines of text, pages, a picture; or only handed out. */
  kind: z.enum(["sheet", "text", "pdf", "image", "other"]),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean(), rows: count.optional() })).optional(),
  /** The sheet that the rows are of; "" for a CSV file. */
  sheet: z.string().optional(),
  /** The column that the first cell of each row stands in, from 1. */
  firstColumn: count.optional(),
  /** What the cells show; a formula is shown by its kept value, never evaluated. Rows without a cell are left out. */
  rows: z.array(z.object({ row: count, cells: z.array(z.string()) })).optional(),
  lines: z.array(z.object({ line: count, text: z.string() })).optional(),
  /** Rows or lines that there are, where that is known. */
  total: count.optional(),
  /** True where something stands behind what is shown. */
  more: z.boolean().optional(),
  /** The cell, row or line that was asked for. */
  mark: z.object({ row: count, column: count.optional() }).optional(),
});
export type EvidenceLook = z.output<typeof evidenceLook>;

/** Where to look: a cell or line to have in the middle, or the row or line to begin with. */
export type LookingAt = {
  sheet?: string | undefined;
  cell?: string | undefined;
  line?: number | undefined;
  from?: number | undefined;
  column?: number | undefined;
  rows: number;
};
