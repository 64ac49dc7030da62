// Writes docs/case.schema.json, the JSON Schema of the case file, from the model: node scripts/make-schema.ts [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { caseJsonSchema } from "../src/model/case-schema.ts";

const path = join(import.meta.dirname, "..", "docs", "case.schema.json");
const text = `${JSON.stringify(caseJsonSchema(), null, 1)}\n`;
if (process.argv.includes("--check")) {
  if (readFileSync(path, "utf8") !== text) {
    console.error("docs/case.schema.json is not what the model says: run node scripts/make-schema.ts");
    process.exit(1);
  }
} else writeFileSync(path, text);
