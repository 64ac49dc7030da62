// Totals of a year of import: emissions, free allocation, certificates, cost, and what is to be held at each quarter's end.
import { type Expression, floorZero, mul, ref, type Step, sub } from "../../../base/derivation.ts";
import type { DeMinimis, QuarterTotals, YearTotals } from "../../../model/declaration.ts";
import { FIRST_PROVISIONAL_YEAR, LAST_BENCHMARK_YEAR } from "../free-allocation.ts";
import { threshold } from "../free-allocation-years.ts";
import { sum, sumOf } from "./book.ts";
import type { SideSteps } from "./certificates.ts";
import { type Context, figureOf, say, sharedLeaf } from "./context.ts";
import { toHold } from "./default-side.ts";
import { chosenSide, type Worked } from "./line-steps.ts";
import { pricedQuarter } from "./prices.ts";

const BASE = "Reg (EU) 2023/956";
/** Totals that differ by less than this part of the emissions differ by the rounding of sums alone. */
const SAME = 1e-12;

/** Σ of one step of each line; missing where a line lacks it. */
function over(context: Context, symbol: string, lines: readonly Worked[], pick: (one: Worked) => Step | undefined): Expression {
  const steps = lines.map(
    (one) =>
      pick(one) ?? sharedLeaf(context, { id: "unknown/tCO2e", what: "certificates", subject: "unknown", value: null, unit: "tCO2e" }),
  );
  return sum(symbol, steps);
}

/**
 * Law: the declaration of a year sums the embedded emissions of all goods imported in it, and the certificates due for them. In tCO2e and EUR.
 * Problems: BENCHMARK_PROVISIONAL, BENCHMARK_YEAR_ASSUMED, LINE_FLOORS. Source: Reg (EU) 2023/956, Art. 6(2).
 */
export function yearTotals(context: Context, year: number, { bound, lines }: { bound: DeMinimis; lines: readonly Worked[] }): YearTotals {
  const liable = lines.filter((one) => one.liable);
  const at = (what: string, name = what) => ({
    id: `year/${year}/${name}`,
    what,
    subject: String(year),
    unit: what === "cost" ? "EUR" : "tCO2e",
    rule: { act: BASE, point: "Art. 6(2)" },
  });
  const put = (what: string, symbol: string, pick: (one: Worked) => Step | undefined, name = what): Step =>
    context.ledger.step(at(what, name), over(context, symbol, liable, pick));
  const ofSide = (field: keyof SideSteps) => (one: Worked) => chosenSide(one)?.[field];
  const emissions = put("emissions", "E", ofSide("emissions"));
  const freeAllocation = put("freeAllocation", "FAA", ofSide("freeAllocation"));
  const reduced = liable.flatMap((one) => chosenSide(one)?.reduction ?? []);
  const reduction = context.ledger.step(at("reduction"), sum("R", reduced));
  const certificates = put("certificates", "C", (one) => one.due);
  const balance = sub(sub(ref("E", emissions), ref("FAA", freeAllocation)), ref("R", reduction));
  const oneFloor = context.ledger.step(at("certificatesOneFloor"), floorZero(balance));
  sayOfYear(context, year, { certificates, oneFloor, emissions }, liable.length);
  return {
    year,
    deMinimis: bound,
    emissions: figureOf(emissions),
    freeAllocation: figureOf(freeAllocation),
    reduction: figureOf(reduction),
    certificates: figureOf(certificates),
    certificatesOneFloor: figureOf(oneFloor),
    allDefault: figureOf(put("certificates", "C", (one) => one.default?.certificates, "allDefault")),
    actualWhereKnown: figureOf(put("certificates", "C", (one) => (one.actual ?? one.default)?.certificates, "actualWhereKnown")),
    cost: figureOf(put("cost", "K", (one) => one.cost)),
    quarters: quarters(context, year, liable),
  };
}

type Totals = { certificates: Step; oneFloor: Step; emissions: Step };

function sayOfYear(context: Context, year: number, { certificates, oneFloor, emissions }: Totals, liable: number): void {
  if (liable === 0) return;
  if (year >= FIRST_PROVISIONAL_YEAR) say(context, "BENCHMARK_PROVISIONAL", { params: { year } });
  if (year > LAST_BENCHMARK_YEAR) say(context, "BENCHMARK_YEAR_ASSUMED", { params: { year } });
  const [floored, total] = [certificates.value, oneFloor.value];
  if (floored !== null && total !== null && Math.abs(floored - total) > SAME * Math.max(1, emissions.value ?? 0))
    say(context, "LINE_FLOORS", { params: { year, floored, total } });
}

/** Law: prices are by quarter of importation in 2026; from 2027 on half of the emissions since the year's start are to be covered at each quarter's end. */
function quarters(context: Context, year: number, liable: readonly Worked[]): QuarterTotals[] {
  const share = threshold("quarterEndHolding", year);
  const last = liable.length === 0 ? 0 : share === undefined ? Math.max(...liable.map(({ line }) => line.quarter)) : 4;
  let before: Step | undefined;
  const answer: QuarterTotals[] = [];
  for (let quarter = 1; quarter <= last; quarter += 1) {
    const mine = liable.filter(({ line }) => line.quarter === quarter);
    const at = (what: string, unit: string) => ({ id: `year/${year}/Q${quarter}/${what}`, what, subject: `${year}-Q${quarter}`, unit });
    const certificates = context.ledger.step(
      at("certificates", "tCO2e"),
      over(context, "C", mine, (one) => one.due),
    );
    const cost = context.ledger.step(
      at("cost", "EUR"),
      over(context, "K", mine, (one) => one.cost),
    );
    const price = pricedQuarter(context, `${year}-Q${quarter}`);
    const held = share && context.ledger.step(at("holdingEmissions", "tCO2e"), emissionsToHold(context, year, mine, before));
    before = held ?? before;
    const holding = held && share && holdingOf(context, year, quarter, held);
    if (holding && holding.value === null) say(context, "HOLDING_UNKNOWN", { params: { year }, onceBy: String(year) });
    answer.push({
      quarter,
      ...(price && { price: figureOf(price) }),
      certificates: figureOf(certificates),
      cost: figureOf(cost),
      ...(holding && { holding: figureOf(holding) }),
    });
  }
  return answer;
}

/** Emissions by default without mark-up, less free allocation, since the start of the year. */
function emissionsToHold(context: Context, year: number, lines: readonly Worked[], before: Step | undefined): Expression {
  const symbols = new Map<string, number>();
  const parts = lines.map(({ line, kind, mass }, i): Expression => {
    const held = kind && toHold(context, line, kind, year);
    const step = held ?? sharedLeaf(context, { id: "unknown/tCO2e", what: "certificates", subject: "unknown", value: null, unit: "tCO2e" });
    const symbol = symbols.get(step.id) ?? symbols.size + 1;
    symbols.set(step.id, symbol);
    return mul(ref(`H.${symbol}`, step), ref(`M.${i + 1}`, mass));
  });
  return sumOf([...(before === undefined ? [] : [ref("before", before)]), ...parts]);
}

function holdingOf(context: Context, year: number, quarter: number, held: Step): Step {
  const found = threshold("quarterEndHolding", year);
  const share = sharedLeaf(context, {
    id: `threshold/quarterEndHolding/${year}`,
    what: "quarterEndHolding",
    subject: "quarterEndHolding",
    value: found?.value ?? null,
    unit: "1",
    ...(found && { factor: found.source }),
  });
  const at = { id: `year/${year}/Q${quarter}/holding`, what: "holding", subject: `${year}-Q${quarter}`, unit: "tCO2e" };
  return context.ledger.step({ ...at, rule: { act: BASE, point: "Art. 22(2)" } }, mul(ref("share", share), ref("E", held)));
}
