// The shape of a Statement as a file may hold it: what a renderer touches is there and of its kind.
import { z } from "zod";
import { MEASURES, type StatementBody, SUBJECT_KINDS } from "./statement.ts";

const text = z.string();
const number = z.number();
const both = z.object({ ko: text, en: text });
const value = number.nullable();

const rule = z.object({ act: text, point: text });
const factor = z.object({ dataset: text, row: text, act: text, point: text, validFrom: text, status: text });
const origin = z.object({
  sheet: text.optional(),
  cell: text.optional(),
  line: number.optional(),
  file: text.optional(),
  evidence: z.array(text).optional(),
  formula: text.optional(),
});
const step = z
  .object({
    id: text,
    what: text,
    subject: text,
    unit: text,
    value: value.optional(),
    commitment: text.optional(),
    formula: text.optional(),
    terms: z.array(z.object({ symbol: text, step: text })).optional(),
    rule: rule.optional(),
    origin: origin.optional(),
    factor: factor.optional(),
    assumption: text.optional(),
  })
  .refine((s) => (s.value === undefined) !== (s.commitment === undefined));

const problem = z.object({
  code: text,
  severity: z.enum(["error", "warning", "note"]),
  path: text,
  place: z.object({ file: text.optional(), sheet: text.optional(), cell: text.optional(), line: number.optional() }).optional(),
  text: both,
  todo: both,
  clause: text.optional(),
});

const account = z.object({
  product: text,
  measure: z.enum(MEASURES),
  contributions: z.array(z.object({ step: text, what: text, subject: text, value: number })),
  sensitivities: z.array(z.object({ step: text, what: text, subject: text, elasticity: number })),
});

const comparison = z.object({
  compared: number,
  equal: number,
  differences: z.array(z.object({ sheet: text, cell: text, cached: value, value, reason: both })),
});

/** Very many entries by their names, each looked at in its place: z.record would copy them all. */
function entries(fits: (entry: { [key: string]: unknown }) => boolean): z.ZodType {
  return z.unknown().superRefine((all, context) => {
    if (!isObject(all)) return context.addIssue({ code: "custom", message: "no object" });
    for (const key of Object.keys(all)) {
      const entry = all[key];
      if (!isObject(entry) || !fits(entry)) return context.addIssue({ code: "custom", path: [key], message: "does not fit" });
    }
  });
}

const isObject = (one: unknown): one is { [key: string]: unknown } => typeof one === "object" && one !== null && !Array.isArray(one);
const isSalted = ({ salt }: { salt?: unknown }): boolean => salt === undefined || typeof salt === "string";

/** Law: a later version may say more, so that unknown members are let through; the hash covers them. */
export const statementSchema = z.object({
  format: z.literal("sandan.statement/1" satisfies StatementBody["format"]),
  engine: z.object({ name: text, version: text }),
  regime: z.literal("cbam"),
  act: text,
  asIf: number.optional(),
  title: text.optional(),
  source: text.optional(),
  period: z.object({ start: text, end: text }),
  installation: z.object({
    name: text,
    nameEnglish: text.optional(),
    operator: z.object({ name: text }).optional(),
    country: text.optional(),
    unlocode: text.optional(),
  }),
  input: z.object({ kind: z.enum(["case", "workbook"]), version: text.optional(), sha256: text.optional() }),
  goods: z.array(z.object({ id: text, name: text, cn: text, process: text, category: text })),
  subjects: z.record(
    text,
    z.object({
      kind: z.enum(SUBJECT_KINDS),
      name: text,
      category: text.optional(),
      routes: z.array(text).optional(),
      country: text.optional(),
    }),
  ),
  evidence: z.array(z.object({ id: text, title: text, sha256: text.optional() })),
  records: z.array(z.object({ id: text, commitment: text })),
  results: z.array(z.object({ product: text, measure: z.enum(MEASURES), value, unit: text, step: text })),
  accounts: z.array(account),
  datasets: z.array(z.object({ id: text, act: text, status: text, validFrom: text, hash: text })),
  comparison: comparison.optional(),
  steps: z.array(step),
  problems: z.array(problem),
  disclosure: z.object({
    salted: z.boolean(),
    leaves: entries((leaf) => (leaf.value === null || Number.isFinite(leaf.value)) && isSalted(leaf)),
    records: entries((record) => record.value !== undefined && isSalted(record)),
    file: text.optional(),
    lines: z.record(text, number).optional(),
  }),
  hash: text,
});
