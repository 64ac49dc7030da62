// Check: the carbon price paid in the country of origin.
import type { Origin } from "../../../base/derivation.ts";
import type { BothLanguages, Problem } from "../../../base/problem.ts";
import type { Product } from "../../../model/case.ts";
import type { Facts } from "./facts.ts";
import { finding, said, shown } from "./finding.ts";

/**
 * Law: a carbon price counts as effectively paid, in its currency, net of every rebate; free allocation is a rebate (Reg (EU) 2023/956 Art. 9).
 * Problems: PRICE_SUBJECT_UNKNOWN, PRICE_SUBJECT_TWICE, CURRENCY_MISSING, REBATE_ABOVE_PRICE, PRICE_SHARE_RANGE, REBATE_DENIED.
 */
export function carbonPrice(facts: Facts): Problem[] {
  return [
    ...tool(facts),
    ...subjects(facts),
    ...currencies(facts),
    ...(facts.case.products ?? []).flatMap((product) => ofProduct(facts, product)),
  ];
}

const isCurrency = (text: string | undefined): boolean => /^[A-Z]{3}$/.test((text ?? "").trim());

/** What stands in the place of the currency, for a message. */
function typed(text: string | undefined): BothLanguages | string {
  return text === undefined || text.trim() === "" ? said("blank") : `'${text}'`;
}

function tool(facts: Facts): Problem[] {
  const { carbonPriceTool } = facts.case;
  if (carbonPriceTool === undefined) return [];
  const priced = carbonPriceTool.rows.filter((row) => (row.due ?? 0) > 0);
  const [first] = priced;
  const path = "carbonPriceTool";
  const currency =
    first === undefined || isCurrency(carbonPriceTool.currency)
      ? []
      : [
          finding("CURRENCY_MISSING", {
            path: `${path}/currency`,
            origin: first.origin,
            params: { subject: said(path), currency: typed(carbonPriceTool.currency) },
          }),
        ];
  return [
    ...currency,
    ...carbonPriceTool.rows.flatMap((row) =>
      rebate(facts, { path: `${path}/${row.subject}`, subject: row.subject, due: row.due, rebate: row.rebate, origin: row.origin }),
    ),
  ];
}

/** Each row is of one process or precursor, and of another than the rows before. */
function subjects(facts: Facts): Problem[] {
  const { carbonPriceTool, processes, precursors = [] } = facts.case;
  const known = new Set([...processes, ...precursors].map(({ id }) => id));
  const seen = new Set<string>();
  return (carbonPriceTool?.rows ?? []).flatMap(({ subject, origin }) => {
    const at = { path: `carbonPriceTool/${subject}`, origin };
    if (!known.has(subject)) return [finding("PRICE_SUBJECT_UNKNOWN", { ...at, params: { id: subject } })];
    if (seen.has(subject)) return [finding("PRICE_SUBJECT_TWICE", { ...at, params: { subject: facts.name(subject) } })];
    seen.add(subject);
    return [];
  });
}

/** One Problem for all products that lack the currency: it is one slip. */
function currencies(facts: Facts): Problem[] {
  const lacking = (facts.case.products ?? []).filter(
    ({ carbonPrice: price }) => price?.due !== undefined && price.due !== 0 && !isCurrency(price.currency),
  );
  const [first] = lacking;
  if (first === undefined) return [];
  const params = { subject: lacking.map(({ id }) => facts.name(id)).join(", "), currency: typed(first.carbonPrice?.currency) };
  return [
    finding("CURRENCY_MISSING", {
      path: `product/${first.id}/carbonPrice/currency`,
      origin: first.carbonPrice?.origin ?? first.origin,
      params,
    }),
  ];
}

function ofProduct(facts: Facts, product: Product): Problem[] {
  const { carbonPrice: price } = product;
  if (price === undefined) return [];
  const path = `product/${product.id}/carbonPrice`;
  const origin = price.origin ?? product.origin;
  const outside = (["shareCovered", "shareRebate"] as const).flatMap((what) => {
    const share = price[what];
    const value = share === undefined ? 0 : share.unit === "%" ? share.value / 100 : share.value;
    if (value >= 0 && value <= 1) return [];
    return [
      finding("PRICE_SHARE_RANGE", {
        path: `${path}/${what}`,
        origin: share?.origin ?? origin,
        params: { subject: facts.name(product.id), what: said(what), percent: shown(100 * value) },
      }),
    ];
  });
  const trading = price.instrument === "nationalEts" || price.instrument === "regionalEts";
  const denied =
    trading && price.rebateType === "none" && (price.due ?? 0) > 0
      ? [finding("REBATE_DENIED", { path: `${path}/rebateType`, origin, params: { subject: facts.name(product.id) } })]
      : [];
  return [...rebate(facts, { path, subject: product.id, due: price.due, rebate: price.rebate, origin }), ...outside, ...denied];
}

function rebate(
  facts: Facts,
  at: { path: string; subject: string; due: number | undefined; rebate: number | undefined; origin: Origin | undefined },
): Problem[] {
  if (at.rebate === undefined || at.rebate <= (at.due ?? 0)) return [];
  return [
    finding("REBATE_ABOVE_PRICE", {
      path: at.path,
      origin: at.origin,
      params: { subject: facts.name(at.subject), rebate: shown(at.rebate), due: shown(at.due ?? 0) },
    }),
  ];
}
