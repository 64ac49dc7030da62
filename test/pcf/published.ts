// PACT's published schemas, where they lie beside the project.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";

export const PACT = join(import.meta.dirname, "..", "..", "..", "shared", "data", "pact");

type Schema = { properties: Record<string, unknown> & { pcf: { properties: object } } };

function published(version: string): Schema {
  return JSON.parse(readFileSync(join(PACT, "schemas", `ProductFootprint-${version}.schema.json`), "utf8"));
}

/** The paths of the properties that the schema of a version knows. */
export function propertiesOf(version: string): string[] {
  const { pcf, ...others } = published(version).properties;
  return [...Object.keys(others), ...Object.keys(pcf.properties).map((name) => `pcf/${name}`)];
}

/** Whether the schema of a version ("V3.0.3-strict", "V3.0") accepts what is given. */
export function schemaOf(version: string): (given: unknown) => boolean {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const validate = ajv.compile(published(version));
  return (given) => validate(given);
}
