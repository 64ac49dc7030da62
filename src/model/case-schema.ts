// The JSON Schema of the case file, made from the model's own schema.
import { z } from "zod";
import { caseSchema } from "./case.ts";

/** JSON Schema (draft 2020-12) of what a person writes into a case file; origins are found by the reader and not written. */
export function caseJsonSchema(): object {
  const schema = z.toJSONSchema(caseSchema, {
    io: "input",
    unrepresentable: "any",
    reused: "ref",
    override: ({ jsonSchema }) => {
      delete jsonSchema.properties?.origin;
    },
  });
  return { $id: "sandan.case/1", title: "Sandan case file", ...schema };
}
