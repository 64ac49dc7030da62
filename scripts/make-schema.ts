// Writes the JSON Schemas in docs/ from the model: node scripts/make-schema.ts [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { caseJsonSchema, importLinesJsonSchema, operatorReportJsonSchema } from "../src/model/json-schemas.ts";

const SCHEMAS: Readonly<Record<string, () => object>> = {
  "case.schema.json": caseJsonSchema,
  "import-lines.schema.json": importLinesJsonSchema,
  "operator-report.schema.json": operatorReportJsonSchema,
};

for (const [name, schema] of Object.entries(SCHEMAS)) {
  const path = join(import.meta.dirname, "..", "docs", name);
  const text = `${JSON.stringify(schema(), null, 1)}\n`;
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) {
    console.error(`docs/${name} is not what the model says: run node scripts/make-schema.ts`);
    process.exitCode = 1;
  }
}
