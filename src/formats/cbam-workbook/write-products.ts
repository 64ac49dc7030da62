// Sheets Summary_Products and F of the workbook: the goods by CN code, the CHP tools and the carbon price tool.
import type { Case, Product } from "../../model/case.ts";
import { CARBON_PRICE, COGENERATION, PRODUCTS } from "./cells.ts";
import { AGENT_CHOICES, INSTRUMENT_CHOICES, REBATE_CHOICES } from "./vocabulary.ts";
import type { Form } from "./write-form.ts";

/** Rows 10-109 in the order of the case; the process stands by its name. */
export function writeProducts(form: Form, given: Case): void {
  const names = new Map(given.processes.map(({ id, name }) => [id, name]));
  for (const [i, product] of (given.products ?? []).entries()) {
    writeProduct(form, product, names.get(product.process), PRODUCTS.first + i);
    if (product.amount !== undefined) form.lost("productAmount", `product/${product.id}/amount`, product.id);
  }
}

/** A CN code without blanks, as the template's list has it. */
function writeProduct(form: Form, product: Product, process: string | undefined, row: number): void {
  const { sheet, carbonPrice: places } = PRODUCTS;
  const moved = (at: string): string => at + row;
  form.text(sheet, PRODUCTS.key + row, process);
  form.text(sheet, PRODUCTS.cn + row, product.cn.replace(/\s+/g, ""));
  form.text(sheet, PRODUCTS.name + row, product.name);
  const { parameters, carbonPrice } = product;
  form.choice(sheet, PRODUCTS.reducingAgent + row, parameters?.reducingAgent, AGENT_CHOICES);
  form.text(sheet, PRODUCTS.steelMillId + row, parameters?.steelMillId);
  form.put(sheet, PRODUCTS.calcined + row, parameters?.calcined);
  form.quantities(sheet, PRODUCTS.parameters, parameters ?? {}, { moved });
  form.choice(sheet, places.instrument + row, carbonPrice?.instrument, INSTRUMENT_CHOICES);
  form.text(sheet, places.currency + row, carbonPrice?.currency);
  form.put(sheet, places.due + row, carbonPrice?.due);
  form.choice(sheet, places.rebateType + row, carbonPrice?.rebateType, REBATE_CHOICES);
  form.put(sheet, places.rebate + row, carbonPrice?.rebate);
  form.quantities(sheet, places.shares, carbonPrice ?? {}, { moved });
}

/** The reference efficiencies that the template prefills (hard coal, hot water); they stay where the case has none. */
const PREFILLED_REFERENCES = { referenceHeat: 0.88, referenceElectricity: 0.442 } as const;

/** F_Tools rows 21-72 and 97-130: they feed nothing in the template. */
export function writeTools(form: Form, given: Case): void {
  const { sheet, tools } = COGENERATION;
  tools.forEach(({ quantities }, i) => {
    for (const field of ["referenceHeat", "referenceElectricity"] as const)
      form.put(sheet, quantities[field].at, PREFILLED_REFERENCES[field]);
    const unit = given.cogeneration?.[i];
    if (unit !== undefined) form.quantities(sheet, quantities, unit, { moved: (at) => at });
  });
  for (const { id } of (given.cogeneration ?? []).slice(tools.length)) form.lost("cogeneration", "cogeneration", id);
  writePriceTool(form, given);
}

function writePriceTool(form: Form, { carbonPriceTool: tool, processes, precursors = [] }: Case): void {
  const { sheet, first, processes: places } = CARBON_PRICE;
  form.text(sheet, CARBON_PRICE.currency, tool?.currency);
  for (const { subject, share, due, rebate } of tool?.rows ?? []) {
    const process = processes.findIndex(({ id }) => id === subject);
    const precursor = precursors.findIndex(({ id }) => id === subject);
    if (process < 0 && precursor < 0) continue;
    const row = process >= 0 ? first + process : first + places + precursor;
    form.quantity(sheet, { at: CARBON_PRICE.share + row, unit: "1" }, share);
    form.put(sheet, CARBON_PRICE.due + row, due);
    form.put(sheet, CARBON_PRICE.rebate + row, rebate);
  }
}
