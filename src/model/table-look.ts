// What a table of activity data looks like from outside: its sheets, their headers and first rows, before anything is read from it.
import { z } from "zod";

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "euc-kr"] as const;
export const DELIMITERS = [",", ";", "\t", "|"] as const;

const sheetLook = z.strictObject({
  /** "" for a CSV file. */
  name: z.string(),
  hidden: z.boolean(),
  /** Rows of the sheet: of a CSV file its lines, of a workbook what it says of itself; 0 where it does not. */
  rows: z.number().int(),
  columns: z.number().int(),
  /** Hidden rows among those that were looked at. */
  hiddenRows: z.number().int(),
  /** The header's first row, and whether it has one line or two; absent where none was found. */
  header: z.strictObject({ row: z.number().int().min(1), lines: z.literal([1, 2]) }).optional(),
  /** Header texts by column, those of two lines joined. */
  titles: z.array(z.string()),
  /** The first rows as text, the header and what stands above it included. */
  sample: z.array(z.strictObject({ row: z.number().int(), cells: z.array(z.string()) })),
});
export type SheetLook = z.output<typeof sheetLook>;

export const tableLook = z.strictObject({
  kind: z.enum(["csv", "xlsx"]),
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  sheets: z.array(sheetLook).min(1),
});
export type TableLook = z.output<typeof tableLook>;

/** What a whole table holds, found in one pass before the import: what there is to assign, and what its columns settle. */
export type TableSurvey = {
  rows: number;
  labels: { label: string; count: number }[];
  /** Units as printed. */
  units: { unit: string; count: number }[];
  /** Order of day and month that some date of the table forces; "mixed" where dates force different ones. */
  dateOrder?: "dmy" | "mdy" | "mixed";
  /** Decimal sign that some number of the table forces. */
  decimal?: "point" | "comma" | "mixed";
};
