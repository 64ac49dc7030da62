// The JSON Schemas of what people write and are handed, made from the model's own schemas.
import { z } from "zod";
import { caseSchema } from "./case.ts";
import { importLineSchema } from "./declaration.ts";
import { operatorReportSchema } from "./operator-report.ts";

/** Draft 2020-12, as it is written; origins are found by the reader and not written. */
function written(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    reused: "ref",
    override: ({ jsonSchema }) => {
      delete jsonSchema.properties?.origin;
    },
  });
}

/** JSON Schema of a case file. */
export function caseJsonSchema(): object {
  return { $id: "sandan.case/1", title: "Sandan case file", ...written(caseSchema) };
}

/** JSON Schema of a list of imports. */
export function importLinesJsonSchema(): object {
  const file = z.strictObject({ format: z.literal("sandan.import-lines/1"), lines: z.array(importLineSchema.omit({ at: true })).min(1) });
  return { $id: "sandan.import-lines/1", title: "Sandan import lines", ...written(file) };
}

/** JSON Schema of the operator's report, summary and addendum. */
export function operatorReportJsonSchema(): object {
  return { $id: "sandan.operator-report/1", title: "Sandan operator's report", ...z.toJSONSchema(operatorReportSchema, { reused: "ref" }) };
}
