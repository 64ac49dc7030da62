// Sheet Summary_Products of the workbook: the goods by CN code, their parameters and the carbon price paid for them.
import type { Process, Product } from "../../model/case.ts";
import { PRODUCTS, productId } from "./cells.ts";
import { given, type Inputs, unlessEmpty } from "./inputs.ts";
import { eachRow } from "./read-streams.ts";
import { AGENT_CHOICES, INSTRUMENT_CHOICES, normalised, REBATE_CHOICES } from "./vocabulary.ts";

/**
 * The products of rows 10-109, each of the process that its first column names (without case). Shares are fractions.
 * Problems: PRODUCT_PROCESS_UNKNOWN, PRODUCT_PROCESS_AMBIGUOUS, CN_BLANK, VOCABULARY_UNKNOWN, those of Inputs.quantity.
 */
export function readProducts(inputs: Inputs, processes: readonly Process[]): Product[] {
  return eachRow(inputs, PRODUCTS, [PRODUCTS.cn, PRODUCTS.name, PRODUCTS.carbonPrice.due], (row) => {
    const { sheet } = PRODUCTS;
    const id = productId(row);
    inputs.path = `product/${id}`;
    const process = processOf(inputs, PRODUCTS.key + row, processes);
    if (process === undefined) return undefined;
    const cn = inputs.at("cn", () => readCn(inputs, PRODUCTS.cn + row));
    return {
      id,
      process,
      cn: (cn ?? "").replace(/\s+/g, ""),
      ...given("name", inputs.name(sheet, PRODUCTS.name + row)),
      ...given("parameters", readParameters(inputs, row)),
      ...given("carbonPrice", readCarbonPrice(inputs, row)),
      origin: inputs.origin(sheet, PRODUCTS.key + row),
    };
  });
}

function readCn(inputs: Inputs, ref: string): string | undefined {
  const known = inputs.problems.length;
  const cn = inputs.text(PRODUCTS.sheet, ref, 40);
  if (cn === undefined && inputs.problems.length === known) inputs.problem("CN_BLANK", PRODUCTS.sheet, ref);
  return cn;
}

function processOf(inputs: Inputs, cell: string, processes: readonly Process[]): string | undefined {
  const name = inputs.name(PRODUCTS.sheet, cell);
  if (name === undefined) return undefined;
  const matches = processes.filter((p) => normalised(p.name) === normalised(name));
  if (matches.length === 1) return matches[0]?.id;
  if (matches.length === 0) {
    inputs.problem("PRODUCT_PROCESS_UNKNOWN", PRODUCTS.sheet, cell, { name, allowed: processes.map((p) => p.name).join(", ") });
  } else inputs.problem("PRODUCT_PROCESS_AMBIGUOUS", PRODUCTS.sheet, cell, { name, matches: matches.map((p) => p.id).join(", ") });
  return undefined;
}

function readParameters(inputs: Inputs, row: number): Product["parameters"] {
  const { sheet } = PRODUCTS;
  return unlessEmpty({
    ...given("reducingAgent", inputs.choice(sheet, PRODUCTS.reducingAgent + row, AGENT_CHOICES)),
    ...given("steelMillId", inputs.text(sheet, PRODUCTS.steelMillId + row)),
    ...given("calcined", inputs.boolean(sheet, PRODUCTS.calcined + row)),
    ...inputs.quantities(sheet, PRODUCTS.parameters, (at) => at + row),
  });
}

function readCarbonPrice(inputs: Inputs, row: number): Product["carbonPrice"] {
  const { sheet, carbonPrice: places } = PRODUCTS;
  const price = unlessEmpty({
    ...given("instrument", inputs.choice(sheet, places.instrument + row, INSTRUMENT_CHOICES)),
    ...given("currency", inputs.text(sheet, places.currency + row, 10)),
    ...given("due", inputs.number(sheet, places.due + row)),
    ...given("rebateType", inputs.choice(sheet, places.rebateType + row, REBATE_CHOICES)),
    ...given("rebate", inputs.number(sheet, places.rebate + row)),
    ...inputs.quantities(sheet, places.shares, (at) => at + row),
  });
  return price && { ...price, origin: inputs.origin(sheet, places.due + row) };
}
