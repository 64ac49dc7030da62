// What a person changes in a mapping: columns, units, targets. Each answers a new mapping; what they chose needs no confirmation.
import type { BothLanguages } from "../../base/problem.ts";
import { FIELDS, type Field, type Mapping, type Supposed, unconfirmed } from "../../model/import-mapping.ts";
import type { ImportPlan } from "../../model/import-plan.ts";

export type TablePlan = Extract<ImportPlan, { kind: "table" }>;

const CHOSEN: Supposed = { reason: { ko: "직접 고름", en: "Chosen by you" }, confidence: "sure" };

/** What a column is read as; "months" for one of a wide table's months. */
export function fieldAt(mapping: Mapping, column: number): Field | "months" | undefined {
  if (mapping.months?.columns.some((one) => one.column === column)) return "months";
  return FIELDS.find((field) => mapping.columns[field]?.column === column);
}

/** The reason why a column is read so. */
export function reasonAt(mapping: Mapping, column: number): Supposed | undefined {
  const field = fieldAt(mapping, column);
  if (field === undefined) return undefined;
  return field === "months" ? mapping.months : mapping.columns[field];
}

/** Law: a field has one column, and a column one field; days come either from a month or from first and last day; values from one column or from months. */
export function withField(mapping: Mapping, column: number, field: Field | ""): Mapping {
  const { months, ...rest } = mapping;
  const columns = { ...mapping.columns };
  for (const known of FIELDS) if (columns[known]?.column === column) delete columns[known];
  const left = months?.columns.filter((one) => one.column !== column) ?? [];
  const wide = months !== undefined && left.length > 0 ? { months: { ...months, columns: left } } : {};
  if (field === "") return { ...rest, columns, ...wide };
  columns[field] = { column, ...CHOSEN };
  if (field === "month") for (const other of ["start", "end"] as const) delete columns[other];
  if (field === "start" || field === "end") delete columns.month;
  return field === "value" || field === "month" ? { ...rest, columns } : { ...rest, columns, ...wide };
}

export function withUnit(mapping: Mapping, unit: string): Mapping {
  const { unit: _, ...rest } = mapping;
  return unit === "" ? rest : { ...rest, unit: { constant: unit, ...CHOSEN } };
}

export function withTarget(mapping: Mapping, target: string): Mapping {
  const { target: _, ...rest } = mapping;
  return target === "" ? rest : { ...rest, target: { constant: target, ...CHOSEN } };
}

export const LEAVE_OUT = "-";

/** `target` is one of the period's, LEAVE_OUT for rows that are not to be read, or "" for an open question. */
export function withLabel(mapping: Mapping, label: string, target: string): Mapping {
  const { [label]: _, ...targets } = mapping.targets;
  const ignored = mapping.ignored.filter((one) => one !== label);
  if (target === LEAVE_OUT) return { ...mapping, targets, ignored: [...ignored, label] };
  return { ...mapping, ignored, targets: target === "" ? targets : { ...targets, [label]: target } };
}

export function labelTarget(mapping: Mapping, label: string): string {
  if (mapping.ignored.includes(label)) return LEAVE_OUT;
  return Object.hasOwn(mapping.targets, label) ? (mapping.targets[label] ?? "") : "";
}

export function withPrintedUnit(mapping: Mapping, printed: string, unit: string): Mapping {
  const { [printed]: _, ...units } = mapping.units;
  return { ...mapping, units: unit === "" ? units : { ...units, [printed]: { unit, ...CHOSEN } } };
}

export function withYear(mapping: Mapping, year: number | undefined): Mapping {
  if (mapping.months === undefined) return mapping;
  return { ...mapping, months: { columns: mapping.months.columns, ...(year !== undefined && { year }), ...CHOSEN } };
}

export function withDateOrder(mapping: Mapping, is: "dmy" | "mdy" | "ymd" | ""): Mapping {
  const { dateOrder: _, ...rest } = mapping;
  return is === "" ? rest : { ...rest, dateOrder: { is, ...CHOSEN } };
}

export function withDecimal(mapping: Mapping, is: "point" | "comma" | ""): Mapping {
  const { decimal: _, ...rest } = mapping;
  return is === "" ? rest : { ...rest, decimal: { is, ...CHOSEN } };
}

export function withNegatives(mapping: Mapping, read: boolean): Mapping {
  const { negatives: _, ...rest } = mapping;
  return read ? { ...rest, negatives: "read" } : rest;
}

export function withHiddenRows(mapping: Mapping, hiddenRows: "read" | "skip"): Mapping {
  return { ...mapping, hiddenRows };
}

/** Something that was supposed and that a number hangs on. */
export type Question = { name: string; reason: BothLanguages };

function supposedBy(mapping: Mapping, name: string): Supposed | undefined {
  const printed = /^unit '(.*)'$/s.exec(name)?.[1];
  if (printed !== undefined) return mapping.units[printed];
  if (name === "months" || name === "target" || name === "unit" || name === "dateOrder" || name === "decimal")
    if (mapping[name]?.confirm) return mapping[name];
  return mapping.columns[name as Field];
}

/** What is yet to be confirmed; a name that stands for a column and for the whole table is asked about once. */
export function questionsOf(mapping: Mapping): Question[] {
  return [...new Set(unconfirmed(mapping))].flatMap((name) => {
    const supposed = supposedBy(mapping, name);
    return supposed === undefined ? [] : [{ name, reason: supposed.reason }];
  });
}

/** The mapping after a person said yes to one question. */
export function agreed(mapping: Mapping, name: string): Mapping {
  const copy = structuredClone(mapping);
  const supposed = supposedBy(copy, name);
  if (supposed !== undefined) delete supposed.confirm;
  return copy;
}

/** The plan with another text in a cell; the text that the document has takes the mend away. */
export function withMend(
  plan: TablePlan,
  { row, column, value, printed }: { row: number; column: number; value: string; printed: string },
): TablePlan {
  const mends = (plan.mends ?? []).filter((mend) => mend.row !== row || mend.column !== column);
  return { ...plan, mends: value === printed ? mends : [...mends, { row, column, value }] };
}

export function mendAt(plan: TablePlan, row: number, column: number): string | undefined {
  return plan.mends?.find((mend) => mend.row === row && mend.column === column)?.value;
}

export function withRow(plan: TablePlan, row: number, read: boolean): TablePlan {
  const leftOut = (plan.leftOut ?? []).filter((one) => one !== row);
  return { ...plan, leftOut: read ? leftOut : [...leftOut, row] };
}

/** Columns that a plan reads, in order. */
export function mappedColumns({ columns, months }: Mapping): number[] {
  const all = [...FIELDS.flatMap((field) => columns[field]?.column ?? []), ...(months?.columns.map(({ column }) => column) ?? [])];
  return [...new Set(all)].sort((a, b) => a - b);
}
