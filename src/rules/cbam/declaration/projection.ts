// The outlook: what the same imports would take in each year to 2034.
import { type Expression, floorZero, ref, type Step, sub } from "../../../base/derivation.ts";
import type { ProjectedYear } from "../../../model/declaration.ts";
import { FIRST_IMPORT_YEAR, LAST_IMPORT_YEAR } from "../free-allocation-years.ts";
import { chargeable, product, sum, sumOf } from "./book.ts";
import { type Context, figureOf, say } from "./context.ts";
import { chargeableByDefault } from "./default-side.ts";
import { chosenSide, type Worked } from "./line-steps.ts";
import { yearPrice } from "./prices.ts";
import { actualAllocation } from "./sefa.ts";

/** Lines of the same emissions and free allocation per tonne in every year, whose masses are added up. */
type Bucket = { one: Worked; mass: Step; reduction: Step | undefined };

/** What a line's figures per tonne depend on; a line with a reduction stands for itself, since its floor is its own. */
function keyOf(one: Worked): string {
  const { line, kind } = one;
  if (chosenSide(one)?.reduction !== undefined) return `line/${line.id}`;
  if (line.given.basis === "default") return kind === undefined ? `line/${line.id}` : `default/${kind.key}`;
  const { actual = {}, route = "", alloy = "", whiteShare = "" } = line.given;
  return JSON.stringify([line.cn, line.year, actual, route, alloy, whiteShare]);
}

function buckets(context: Context, lines: readonly Worked[]): Bucket[] {
  const byKey = new Map<string, Worked[]>();
  for (const one of lines) {
    const key = keyOf(one);
    const mine = byKey.get(key);
    if (mine === undefined) byKey.set(key, [one]);
    else mine.push(one);
  }
  return [...byKey.values()].flatMap((mine): Bucket[] => {
    const [one] = mine;
    return one === undefined ? [] : [{ one, mass: massOf(context, mine), reduction: chosenSide(one)?.reduction }];
  });
}

/** One mass for all lines of a bucket, named after the first. */
function massOf({ ledger }: Context, lines: readonly Worked[]): Step {
  const [first] = lines;
  const masses = lines.map(({ mass }) => mass);
  if (first === undefined || lines.length === 1) return first?.mass as Step;
  return ledger.step(
    { id: `outlook/mass/${first.line.id}`, what: "netMass", subject: first.line.id, unit: first.mass.unit },
    sum("M", masses),
  );
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
  const groups = buckets(context, liable);
  const answer: ProjectedYear[] = [];
  for (let year = FIRST_IMPORT_YEAR; year <= LAST_IMPORT_YEAR; year += 1) {
    const at = { id: `outlook/${year}/certificates`, what: "certificates", subject: String(year), unit: "tCO2e" };
    const certificates = context.ledger.step(at, sumOf(groups.map((bucket, i) => inYear(context, year, bucket, i + 1))));
    const price = yearPrice(context, year);
    const cost =
      price &&
      context.ledger.step({ ...at, id: `outlook/${year}/cost`, what: "cost", unit: "EUR" }, product("C", certificates, "P", price));
    answer.push({ year, certificates: figureOf(certificates), ...(cost && { cost: figureOf(cost) }) });
  }
  return answer;
}

const MISSING: Expression = { text: "?", binding: 3, value: null, terms: [] };

/** What a bucket takes in a year: by its default value or its actual data, less its reduction. */
function inYear(context: Context, year: number, { one, mass, reduction }: Bucket, i: number): Expression {
  const { line, kind, actual } = one;
  if (line.given.basis === "default") return kind === undefined ? MISSING : chargeableByDefault(context, line, kind, { year, mass, i });
  if (actual === undefined) return MISSING;
  const gross = chargeable({ see: actual.see, sefa: actualAllocation(context, line, year) }, mass, i);
  return reduction === undefined ? gross : floorZero(sub(gross, ref(`R.${i}`, reduction)));
}
