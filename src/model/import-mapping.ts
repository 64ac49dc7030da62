// How a table's columns become activity data: guessed, shown, confirmed, and remembered for the next file of the same form.
import { z } from "zod";
import { DELIMITERS, ENCODINGS } from "./table-look.ts";

/** Members of an Activity that a column can give. */
export const FIELDS = [
  "target",
  "label",
  "start",
  "end",
  "month",
  "value",
  "unit",
  "partner",
  "document",
  "meter",
  "note",
  "estimated",
] as const;
export type Field = (typeof FIELDS)[number];

const column = z.number().int().min(1).max(16_384);
const target = z.string().min(1).max(300);
const label = z.string().min(1).max(300);

/** Why something was supposed, and whether a person must say yes before anything is read by it. */
const supposed = {
  reason: z.strictObject({ ko: z.string().max(500), en: z.string().max(500) }),
  confidence: z.enum(["sure", "guess"]),
  confirm: z.literal(true).optional(),
};
export type Supposed = { reason: { ko: string; en: string }; confidence: "sure" | "guess"; confirm?: true | undefined };

/** `fill`: a blank cell means what stands above it, as under merged cells. */
const mappedColumn = z.strictObject({ column, fill: z.boolean().optional(), ...supposed });
export type MappedColumn = z.output<typeof mappedColumn>;

const constant = z.strictObject({ constant: z.string().min(1).max(300), ...supposed });

/** One column a month: `year` where the header itself says it. */
const monthColumn = z.strictObject({
  column,
  month: z.number().int().min(1).max(12),
  year: z.number().int().min(1900).max(2199).optional(),
});

const columns: Record<Field, z.ZodOptional<typeof mappedColumn>> = {
  target: mappedColumn.optional(),
  label: mappedColumn.optional(),
  start: mappedColumn.optional(),
  end: mappedColumn.optional(),
  month: mappedColumn.optional(),
  value: mappedColumn.optional(),
  unit: mappedColumn.optional(),
  partner: mappedColumn.optional(),
  document: mappedColumn.optional(),
  meter: mappedColumn.optional(),
  note: mappedColumn.optional(),
  estimated: mappedColumn.optional(),
};

/** Columns count from 1. What is not mapped is not read; what the table does not say is asked for. */
export const importMapping = z.strictObject({
  /** Absent for a CSV file. */
  sheet: z.string().max(200).optional(),
  header: z.strictObject({ row: z.number().int().min(0).max(1_048_576), lines: z.literal([0, 1, 2]) }),
  /** Hash of the header's texts: a table with other headers is not read by this mapping. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  columns: z.strictObject(columns),
  /** A wide table: a column for each month instead of `value`. */
  months: z
    .strictObject({ year: z.number().int().min(1900).max(2199).optional(), columns: z.array(monthColumn).min(1).max(200), ...supposed })
    .optional(),
  /** One target, or one unit, for the whole table. */
  target: constant.optional(),
  unit: constant.optional(),
  /** Units of ours by units as printed, where they are not the same word. */
  units: z.record(z.string().min(1).max(50), z.strictObject({ unit: z.string().min(1).max(20), ...supposed })),
  /** Targets by label. */
  targets: z.record(label, target),
  /** Labels whose rows are left out. */
  ignored: z.array(label).max(10_000),
  dateOrder: z.strictObject({ is: z.enum(["dmy", "mdy", "ymd"]), ...supposed }).optional(),
  decimal: z.strictObject({ is: z.enum(["point", "comma"]), ...supposed }).optional(),
  /** "(5)", "5-" and "△5" are read as negative; else they are asked about. */
  negatives: z.literal("read").optional(),
  /** Rows that the workbook hides are read, with a warning, unless they are to be skipped. */
  hiddenRows: z.enum(["read", "skip"]).optional(),
});
export type Mapping = z.output<typeof importMapping>;

/** Everything in a mapping that was supposed, by name. */
function suppositions(mapping: Mapping): [name: string, supposed: Supposed][] {
  const { columns: mapped, months, target: one, unit, units, dateOrder, decimal } = mapping;
  const named: [string, Supposed | undefined][] = [
    ...FIELDS.map((field): [string, Supposed | undefined] => [field, mapped[field]]),
    ["months", months],
    ["target", one],
    ["unit", unit],
    ...Object.entries(units).map(([printed, told]): [string, Supposed] => [`unit '${printed}'`, told]),
    ["dateOrder", dateOrder],
    ["decimal", decimal],
  ];
  return named.filter((entry): entry is [string, Supposed] => entry[1] !== undefined);
}

/** Names of what a person has yet to confirm. */
export function unconfirmed(mapping: Mapping): string[] {
  return suppositions(mapping).flatMap(([name, { confirm }]) => (confirm === true ? [name] : []));
}

/** The mapping after a person has looked at it and said yes to all of it. */
export function confirmed(mapping: Mapping): Mapping {
  const copy = structuredClone(mapping);
  for (const [, told] of suppositions(copy)) delete told.confirm;
  return copy;
}
