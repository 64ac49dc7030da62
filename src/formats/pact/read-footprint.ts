// A footprint of PACT 3 read from JSON: refused where the shape is another, kept where only its figures are in doubt.
import type { Outcome, Problem } from "../../base/problem.ts";
import { type Footprint, inboundFootprintSchema } from "../../model/footprint.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";

const MOST_SHOWN = 20;

/** Properties that the schema does not know, at the top and inside the figures: what is dropped is said. */
function unknownProperties(given: unknown, kept: Footprint): string[] {
  const beyond = (raw: unknown, known: object): string[] =>
    typeof raw === "object" && raw !== null ? Object.keys(raw).filter((name) => !Object.hasOwn(known, name)) : [];
  const { pcf } = given as { pcf?: unknown };
  return [...beyond(given, kept), ...beyond(pcf, kept.pcf).map((name) => `pcf/${name}`)];
}

/**
 * Law: what passes the schema of PACT 3.0.4 is accepted; what its rules and figures lack is shown by the checks and refuses nothing.
 * Problems: FOOTPRINT_SHAPE, FOOTPRINT_PROPERTY_UNKNOWN.
 */
export function readFootprint(given: unknown): Outcome<Footprint> {
  const { data, error } = inboundFootprintSchema.safeParse(given);
  if (data === undefined) {
    const problems: Problem[] = error.issues
      .slice(0, MOST_SHOWN)
      .map(({ path, message }) => footprintProblem("FOOTPRINT_SHAPE", { path: path.map(String).join("/"), params: { what: message } }));
    return { value: undefined, problems };
  }
  const problems = unknownProperties(given, data).map((name) =>
    footprintProblem("FOOTPRINT_PROPERTY_UNKNOWN", { path: name, params: { name } }),
  );
  return { value: data, problems };
}
