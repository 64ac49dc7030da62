// The allocation tree of a process with several products: which method the law wants, and the burden of each product.
import { add, div, type Expression, type Ledger, mul, ref, type Step, sub } from "../../base/derivation.ts";
import type { Outcome, Problem } from "../../base/problem.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { law } from "./law.ts";
import { inOneUnit } from "./weighted.ts";

/** Ratio of the highest to the lowest value per unit of output up to which a physical relation is used. */
const MOST_FOR_PHYSICAL = 5;

/** A yearly rise of a price above which a mean of years is taken: from 1 to more than 2 is more than 100 %. */
const MOST_RISE = 1;
const YEARS = 5;
const FEWEST_YEARS = 3;

/** How the shares by value are weighed: the text of the Methodology takes value and amount, its worked examples the value alone. */
export type Reading = "text" | "example";

/** `amount` in the physical quantity that relates the products (mass unless another fits), `value` the price per unit of it. */
export type Output = { id: string; amount: Step; value: Step };

/** What is known of the process. A missing mark means no. */
export type Situation = {
  /** A product category or sector rule names the allocation, and its safeguards are met. */
  sectorRule?: boolean;
  /** The process can be divided so that each part makes one product. */
  divisible?: boolean;
  /** One product displaces another, which is dominant on its market and can be identified. */
  displaced?: { dominant: boolean; identifiable: boolean };
  /** False: no physical quantity relates the products. */
  physicalRelation?: boolean;
};

export type Method = "sectorRule" | "subdivision" | "substitution" | "physical" | "economic";

/**
 * Law: first a product or sector rule whose safeguards hold; then subdivision; then system expansion where a dominant displaced product can be
 * identified; then by the ratio of the highest to the lowest value per unit of output: up to 5 physical (economic where nothing physical relates the
 * products), above 5 economic. Null where the ratio is needed and not known. Source: PACT Methodology v3, section 3.3.1.3.
 */
export function allocationMethod(ratio: number | null, situation: Situation = {}): Method | null {
  const { sectorRule = false, divisible = false, displaced, physicalRelation = true } = situation;
  if (sectorRule) return "sectorRule";
  if (divisible) return "subdivision";
  if (displaced?.dominant && displaced.identifiable) return "substitution";
  if (ratio === null) return null;
  return ratio <= MOST_FOR_PHYSICAL && physicalRelation ? "physical" : "economic";
}

/** Law: the ratio is the highest over the lowest value per unit of output; null where a value is missing or not above zero. Source: section 3.3.1.3. */
function valueRatio(ledger: Ledger, process: string, outputs: readonly Output[]): Step {
  const values = outputs.map(({ value }) => value).sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  const [lowest, highest] = [values[0], values.at(-1)];
  const spec = { id: `${process}/valueRatio`, what: "valueRatio", subject: process, unit: "1", rule: law("allocation") };
  const isKnown = values.every(({ value }) => value !== null && value > 0);
  if (lowest === undefined || highest === undefined || !isKnown) return ledger.leaf({ ...spec, value: null });
  return ledger.step(spec, div(ref("v_max", highest), ref("v_min", lowest)));
}

/**
 * Law: where prices move by more than 100 % in a year, the mean of 5 years is used, of 3 at least. `prices` yearly, oldest first.
 * Source: PACT Methodology v3, section 3.3.1.3. Problems: PCF_PRICE_MISSING; PCF_PRICE_YEARS_SHORT.
 */
export function priceOver(prices: readonly number[], path = ""): Outcome<{ price: number; years: number }> {
  const latest = prices.at(-1);
  if (latest === undefined)
    return { value: undefined, problems: [footprintProblem("PCF_PRICE_MISSING", { path, params: { product: path } })] };
  const recent = prices.slice(-YEARS);
  const isCalm = recent.every((price, i) => i === 0 || price <= (recent[i - 1] ?? price) * (1 + MOST_RISE));
  if (isCalm) return { value: { price: latest, years: 1 }, problems: [] };
  const years = recent.length;
  const problems = years < FEWEST_YEARS ? [footprintProblem("PCF_PRICE_YEARS_SHORT", { path, params: { years } })] : [];
  return { value: { price: recent.reduce((sum, one) => sum + one, 0) / years, years }, problems };
}

export type Allocation = { method: Method | null; ratio: Step; allocated: ReadonlyMap<string, Step> };

export type AllocationAsk = { process: string; burden: Step; outputs: readonly Output[]; situation?: Situation; reading?: Reading };

/**
 * The burden of each product by the tree; empty where the tree ends before a share is taken (sector rule, subdivision, substitution).
 * Problems: PCF_PRICE_MISSING where the ratio cannot be told; PCF_ALLOCATION_READINGS_DIFFER where text and examples of the Methodology part.
 */
export function allocate(ledger: Ledger, ask: AllocationAsk): Outcome<Allocation> {
  const { process, outputs, situation, reading = "text" } = ask;
  inOneUnit(outputs.map(({ amount }) => amount));
  inOneUnit(outputs.map(({ value }) => value));
  const ratio = valueRatio(ledger, process, outputs);
  const method = allocationMethod(ratio.value, situation);
  const without = outputs.find(({ value }) => value.value === null || value.value <= 0);
  if (method === null) {
    const params = { product: without?.id ?? process };
    return { value: undefined, problems: [footprintProblem("PCF_PRICE_MISSING", { path: process, params })] };
  }
  if (method !== "physical" && method !== "economic") return { value: { method, ratio, allocated: new Map() }, problems: [] };
  const weigh = method === "physical" ? byAmount : reading === "text" ? byAmountAndValue : byValue;
  const allocated = shared(ledger, ask, weigh);
  return { value: { method, ratio, allocated }, problems: method === "economic" ? readingsDiffer(ask) : [] };
}

type Weigh = (output: Output, at: number) => Expression;
const byAmount: Weigh = ({ amount }, i) => ref(`q${i + 1}`, amount);
const byValue: Weigh = ({ value }, i) => ref(`v${i + 1}`, value);
const byAmountAndValue: Weigh = ({ amount, value }, i) => mul(ref(`q${i + 1}`, amount), ref(`v${i + 1}`, value));

/** burden × weight of the product / weight of all. */
function shared(ledger: Ledger, { process, burden, outputs }: AllocationAsk, weigh: Weigh): Map<string, Step> {
  return new Map(
    outputs.map((output, at) => {
      const whole = add(...outputs.map(weigh));
      const spec = { id: `${process}/allocated/${output.id}`, what: "allocatedBurden", subject: output.id, unit: burden.unit };
      return [output.id, ledger.step({ ...spec, rule: law("allocation") }, div(mul(ref("E", burden), weigh(output, at)), whole))];
    }),
  );
}

const SAME = 1e-9;

/** Law: none can be told: the text weighs by value and amount, the worked examples by value; a note says what the share of a product is either way. */
function readingsDiffer({ process, outputs }: AllocationAsk): Problem[] {
  const share = (weigh: Weigh, at: number): number | null => {
    const weights = outputs.map((output, i) => weigh(output, i).value);
    const whole = weights.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
    const own = weights[at];
    return whole === null || own === null || own === undefined || whole === 0 ? null : own / whole;
  };
  const shares = outputs.map(({ id }, at) => ({ id, text: share(byAmountAndValue, at), example: share(byValue, at) }));
  const differing = shares.find(({ text, example }) => text !== null && example !== null && Math.abs(text - example) > SAME);
  if (differing === undefined) return [];
  const percent = (share: number | null): string => (100 * (share ?? 0)).toFixed(1);
  const params = { product: differing.id, text: percent(differing.text), example: percent(differing.example) };
  return [footprintProblem("PCF_ALLOCATION_READINGS_DIFFER", { path: process, params })];
}

/** Law: by system expansion the main product bears the process less what its co-products displace: amount × footprint of the displaced product. Source: section 3.3.1.3. */
export function substituted(
  ledger: Ledger,
  { process, burden, displaced }: { process: string; burden: Step; displaced: readonly { amount: Step; footprint: Step }[] },
): Step {
  const spec = { id: `${process}/substituted`, what: "substitutedBurden", subject: process, unit: burden.unit, rule: law("allocation") };
  const credits = displaced.map(({ amount, footprint }, i) => mul(ref(`q${i + 1}`, amount), ref(`EF${i + 1}`, footprint)));
  return ledger.step(spec, credits.reduce(sub, ref("E", burden)));
}
