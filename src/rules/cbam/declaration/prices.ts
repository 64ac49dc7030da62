// The price of certificates: given, or published for the quarter of importation; never guessed.
import { add, div, num, ref, type Step } from "../../../base/derivation.ts";
import { publishedPrice } from "../free-allocation-years.ts";
import { type Context, type Line, once, say, sharedLeaf } from "./context.ts";

const PERIOD = /^(20\d\d(-Q[1-4])?|any)$/;

/** Law: a price is above zero. Problems: PRICE_INVALID. */
export function checkPrices(context: Context): void {
  for (const [period, price] of Object.entries(context.options.prices ?? {}))
    if (!PERIOD.test(period) || !Number.isFinite(price) || price <= 0)
      say(context, "PRICE_INVALID", { params: { period, given: String(price) } });
}

/**
 * The price of a quarter in EUR/tCO2e: one given for it; else, where one is published, that one unless a price for all is given; else one given for its year or for all.
 * A year's price is an average and does not displace a published quarter.
 */
function priceOf(context: Context, quarter: string): Step | undefined {
  const given = context.options.prices ?? {};
  const published = publishedPrice(quarter);
  const keys = published === undefined ? [quarter, quarter.slice(0, 4), "any"] : [quarter, "any"];
  const key = keys.find((period) => given[period] !== undefined);
  const at = { what: "certificatePrice", subject: quarter, unit: "EUR/tCO2e" };
  if (key !== undefined) return givenPrice(context, key);
  return published && sharedLeaf(context, { ...at, id: `price/${quarter}`, value: published.value, factor: published.source });
}

function givenPrice(context: Context, period: string): Step {
  const value = context.options.prices?.[period] ?? null;
  const at = { id: `price/${period}/given`, what: "certificatePrice", subject: period, unit: "EUR/tCO2e" };
  return sharedLeaf(context, { ...at, value, assumption: "priceGiven" });
}

/**
 * Law: certificates for imports of 2026 cost the volume-weighted average of the auctions in the quarter of importation. EUR/tCO2e; value null where unpublished.
 * Problems: PRICE_UNPUBLISHED. Source: IR (EU) 2025/2548.
 */
export function linePrice(context: Context, line: Line): Step {
  const given = line.given.certificatePriceEur;
  if (given !== undefined) {
    const at = { id: `line/${line.id}/price`, what: "certificatePrice", subject: line.id, value: given, unit: "EUR/tCO2e" };
    return context.ledger.leaf({ ...at, assumption: "priceGiven", ...(line.given.at && { origin: line.given.at }) });
  }
  return quarterPrice(context, `${line.year}-Q${line.quarter}`);
}

/** The price of a quarter of importation; value null, with PRICE_UNPUBLISHED, where there is none. */
function quarterPrice(context: Context, quarter: string): Step {
  return once(context, `price ${quarter}`, () => {
    const found = priceOf(context, quarter);
    if (found !== undefined) return found;
    say(context, "PRICE_UNPUBLISHED", { params: { period: quarter } });
    return context.ledger.leaf({ id: `price/${quarter}`, what: "certificatePrice", subject: quarter, value: null, unit: "EUR/tCO2e" });
  });
}

/** The price of a quarter that some line took; undefined where none did, such as where every line bears a price of its own. */
export function pricedQuarter(context: Context, quarter: string): Step | undefined {
  return context.memo.get(`price ${quarter}`) as Step | undefined;
}

/** The price of a whole year for an outlook: only a given one; undefined where none is. */
export function yearPrice(context: Context, year: number): Step | undefined {
  const given = context.options.prices ?? {};
  const key = [String(year), "any"].find((period) => given[period] !== undefined);
  return key === undefined ? undefined : givenPrice(context, key);
}

/**
 * Law (draft act, Art. 6(1)): the reference price of a carbon price is the average published certificate price of the year of import, EUR/tCO2e;
 * here the plain mean of the four quarters. Value null, with CARBON_PRICE_REFERENCE, where a quarter is not published and no year's price is given.
 */
export function referencePrice(context: Context, line: Line): Step {
  return once(context, `reference ${line.year}`, () => {
    const given = context.options.prices ?? {};
    const every = [1, 2, 3, 4].every((q) => given[`${line.year}-Q${q}`] !== undefined);
    const whole = every ? undefined : yearPrice(context, line.year);
    if (whole !== undefined) return whole;
    const quarters = [1, 2, 3, 4].map((q) => priceOf(context, `${line.year}-Q${q}`));
    const known = quarters.filter((step) => step !== undefined);
    const at = { id: `referencePrice/${line.year}`, what: "referencePrice", subject: String(line.year), unit: "EUR/tCO2e" };
    if (known.length === quarters.length)
      return context.ledger.step(at, div(add(...known.map((step, i) => ref(`P.Q${i + 1}`, step))), num(quarters.length)));
    say(context, "CARBON_PRICE_REFERENCE", { line, field: "carbonPrice", params: { year: line.year } });
    return context.ledger.leaf({ ...at, value: null });
  });
}
