// The outlook: what the same imports would take in each year to 2034.
import { type Expression, mul, ref, type Step } from "../../../base/derivation.ts";
import type { ProjectedYear } from "../../../model/declaration.ts";
import { FIRST_IMPORT_YEAR, LAST_IMPORT_YEAR } from "../free-allocation-years.ts";
import { dueFor } from "./certificates.ts";
import { type Context, figureOf, say, sum } from "./context.ts";
import { byDefault } from "./default-side.ts";
import { chosenSide, type Worked } from "./line-steps.ts";
import { yearPrice } from "./prices.ts";
import { actualAllocation } from "./sefa.ts";

/** Lines of the same emissions and free allocation per tonne, whose masses are added up. */
type Bucket = { key: string; lines: Worked[] };

function keyOf(one: Worked): string {
  const { line, kind } = one;
  return line.given.basis === "default" && kind !== undefined ? `default/${kind.key}` : `line/${line.id}`;
}

function buckets(lines: readonly Worked[]): Bucket[] {
  const byKey = new Map<string, Bucket>();
  for (const one of lines) {
    const key = keyOf(one);
    const bucket = byKey.get(key);
    if (bucket === undefined) byKey.set(key, { key, lines: [one] });
    else bucket.lines.push(one);
  }
  return [...byKey.values()];
}

/**
 * Law: year by year the CBAM factor falls and the mark-up rises; imports, emissions and reductions for carbon prices stay as they are (an assumption).
 * Answers certificates in tCO2e over the liable lines, and the cost in EUR where the year's price is given.
 * Problems: PROJECTION_ASSUMED.
 */
export function projection(context: Context, lines: readonly Worked[]): ProjectedYear[] {
  const liable = lines.filter((one) => one.liable);
  if (liable.length === 0) return [];
  say(context, "PROJECTION_ASSUMED");
  const groups = buckets(liable);
  const masses = new Map(groups.map((bucket) => [bucket.key, massOf(context, bucket)]));
  const answer: ProjectedYear[] = [];
  for (let year = FIRST_IMPORT_YEAR; year <= LAST_IMPORT_YEAR; year += 1) {
    const at = { id: `outlook/${year}/certificates`, what: "certificates", subject: String(year), unit: "tCO2e" };
    const certificates = context.ledger.step(at, yearOf(context, year, groups, masses));
    const price = yearPrice(context, year);
    const cost =
      price &&
      context.ledger.step({ ...at, id: `outlook/${year}/cost`, what: "cost", unit: "EUR" }, mul(ref("C", certificates), ref("P", price)));
    answer.push({ year, certificates: figureOf(certificates), ...(cost && { cost: figureOf(cost) }) });
  }
  return answer;
}

function massOf({ ledger }: Context, { key, lines }: Bucket): Step {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return only.mass;
  const masses = lines.map(({ mass }) => mass);
  return ledger.step({ id: `outlook/mass/${key}`, what: "netMass", subject: key, unit: masses[0]?.unit ?? "t" }, sum("M", masses));
}

function yearOf(context: Context, year: number, groups: readonly Bucket[], masses: Map<string, Step>): Expression {
  const parts = groups.map(({ key, lines: [one] }): Step => {
    const mass = masses.get(key);
    const at = { id: `outlook/${year}/${key}`, what: "certificates", subject: key, unit: "tCO2e" };
    const perTonne = one && perTonneIn(context, one, year);
    if (one === undefined || mass === undefined || perTonne === undefined) return context.ledger.leaf({ ...at, value: null });
    return context.ledger.step(at, dueFor(perTonne, mass, chosenSide(one)?.reduction));
  });
  return sum("C", parts);
}

/** Emissions and free allocation per tonne of a line's basis in another year. */
function perTonneIn(context: Context, one: Worked, year: number): { see: Step; sefa: Step } | undefined {
  const { line, kind, actual } = one;
  if (line.given.basis === "actual") return actual && { see: actual.see, sefa: actualAllocation(context, line, year) };
  return kind && byDefault(context, line, kind, year);
}
