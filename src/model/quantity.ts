// A quantity as it was handed in: value and unit, and where it stands.
import { z } from "zod";
import type { Origin } from "../base/derivation.ts";
import { type Dimension, dimensionOf, unitsOf } from "../base/units.ts";

/** A formula that an input cell holds over results that are computed here; it is followed instead of its cached value. */
export type Formula = { op: "+" | "-" | "*" | "/"; args: Formula[] } | { step: string } | { value: number };

/** A part of a quantity that was put together from activity data: one line of it, with its own place and unit. */
export type Part = { id: string; value: number; unit: string; start?: string; end?: string; origin?: Origin; estimated?: boolean };

export type Quantity = {
  value: number;
  unit: string;
  origin?: Origin;
  /** Ids of evidence of the case. */
  evidence?: string[];
  /** An estimate that fills a data gap: it stays visible. */
  estimated?: boolean;
  follows?: Formula;
  /** The lines of activity data that it is the sum of. */
  parts?: Part[];
};

const MOST_PARTS = 500_000;
const origin = z.custom<Origin>((o) => typeof o === "object" && o !== null).optional();
const part = z.strictObject({
  id: z.string().min(1).max(200),
  value: z.number(),
  unit: z.string(),
  start: z.iso.date().optional(),
  end: z.iso.date().optional(),
  estimated: z.boolean().optional(),
  origin,
});

const SHORT = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S.*?)?\s*$/;

/** What follows a number that was written with a separator: a comma, an apostrophe, a second point, or three more digits apart. */
const SEPARATED = /^[,.'’_，、٬]|^\d{3}(?!\d)/;

/** Codes that a zod issue carries through `params.problem`, so that the reader of a case file can name the Problem. */
export type QuantityFault = "PART_TWICE" | "UNIT_UNKNOWN" | "UNIT_MISSING" | "NUMBER_UNREADABLE";

function fault(
  problem: QuantityFault,
  params: Record<string, string>,
): { code: "custom"; params: Record<string, unknown>; message: string } {
  return { code: "custom", message: problem, params: { problem, ...params } };
}

/**
 * Schema of a quantity of one of the dimensions: `"1837.5 t"` or `{ "value": 1837.5, "unit": "t", "evidence": ["invoice-7"] }`.
 * A unit that none of the dimensions knows is refused, and so is a number without a unit, save where a plain fraction is meant.
 */
export function quantity(...dimensions: Dimension[]): z.ZodType<Quantity> {
  const allowed = unitsOf(...dimensions).join(", ");
  const long = z.strictObject({
    value: z.number(),
    unit: z.string(),
    evidence: z.array(z.string()).optional(),
    estimated: z.boolean().optional(),
    parts: z.array(part).min(1).max(MOST_PARTS).optional(),
    origin,
  });
  const check = (read: Quantity, context: z.RefinementCtx): Quantity => {
    if (!Number.isFinite(read.value)) context.addIssue(fault("NUMBER_UNREADABLE", { text: String(read.value) }));
    if (dimensionOf(read.unit, dimensions) === undefined) context.addIssue(fault("UNIT_UNKNOWN", { unit: read.unit, allowed }));
    const foreign = read.parts?.find(({ unit }) => dimensionOf(unit, dimensions) !== dimensionOf(read.unit, dimensions));
    if (foreign !== undefined) context.addIssue(fault("UNIT_UNKNOWN", { unit: foreign.unit, allowed }));
    const parts = read.parts?.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const twice = parts?.find(({ id }, i) => id === parts[i + 1]?.id);
    if (twice !== undefined) context.addIssue(fault("PART_TWICE", { id: twice.id }));
    return parts === undefined ? read : { ...read, parts };
  };
  const short = z
    .string()
    .meta({ description: `number and unit, e.g. "12.5 ${unitsOf(...dimensions)[0]}"; units: ${allowed}` })
    .transform((text, context): Quantity => {
      const match = SHORT.exec(text);
      if (match === null) {
        context.addIssue(fault("NUMBER_UNREADABLE", { text }));
        return z.NEVER;
      }
      const unit = match[2] ?? (dimensions.includes("fraction") ? "1" : undefined);
      if (unit === undefined) {
        context.addIssue(fault("UNIT_MISSING", { text, allowed }));
        return z.NEVER;
      }
      if (SEPARATED.test(unit)) {
        context.addIssue(fault("NUMBER_UNREADABLE", { text }));
        return z.NEVER;
      }
      return check({ value: Number(match[1]), unit }, context);
    });
  const object = long.transform((q, context): Quantity => check(q, context));
  return z.union([short, object]);
}
