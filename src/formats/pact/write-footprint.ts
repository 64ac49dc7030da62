// A footprint written for PACT 3: nothing leaves that the strict schema or the arithmetic refuses.
import { hasError, type Outcome } from "../../base/problem.ts";
import { type Footprint, footprintSchema } from "../../model/footprint.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { checkFootprint } from "./check-footprint.ts";

/** Warnings that an outgoing footprint may bear: they are about its worth, not about its figures. */
const MAY_STAND: readonly string[] = ["FOOTPRINT_EXEMPTED", "FOOTPRINT_REPORT_OLD"];
const MOST_SHOWN = 20;

/**
 * Law: what is emitted passes the strict patterns of 3.0.3 and the checks of sums, signs and groups. The answer is JSON without nulls.
 * Problems: FOOTPRINT_SHAPE; FOOTPRINT_NOT_EMITTED with the checks that it fails.
 */
export function writeFootprint(footprint: Footprint): Outcome<string> {
  const { data, error } = footprintSchema.safeParse(footprint);
  if (data === undefined) {
    const of = ({ path, message }: { path: PropertyKey[]; message: string }) =>
      footprintProblem("FOOTPRINT_SHAPE", { path: path.map(String).join("/"), params: { what: message } });
    return { value: undefined, problems: error.issues.slice(0, MOST_SHOWN).map(of) };
  }
  const problems = checkFootprint(data);
  const failing = problems.filter(({ code, severity }) => severity === "warning" && !MAY_STAND.includes(code));
  const codes = [...new Set(failing.map(({ code }) => code))].join(", ");
  if (failing.length > 0) problems.unshift(footprintProblem("FOOTPRINT_NOT_EMITTED", { path: "", params: { codes } }));
  return hasError(problems) ? { value: undefined, problems } : { value: JSON.stringify(data), problems };
}
