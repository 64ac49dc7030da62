// The carbon price paid in the country of origin: the template's tool per process, and the effective price per product.
import { add, div, mul, ref, type Step, sub } from "../../base/derivation.ts";
import type { Product } from "../../model/case.ts";
import { law } from "./law.ts";
import { amount, byId, fractionOr, nameOf, type Run, report } from "./run.ts";

/**
 * Law: price due per tonne = share covered × (direct + indirect) × price per tCO2e, for a process's own part and for each precursor; the rebate likewise.
 * Gives process/<id>/carbonPriceDueOwn, /carbonPriceRebateOwn and precursor/<id>/carbonPriceDue, /carbonPriceRebate, per tonne in the tool's currency.
 * Source: the Commission's template, sheet F_Tools; IR (EU) 2023/1773 Art. 7.
 */
export function carbonPricePerTonne(run: Run): void {
  const rows = new Map((run.case.carbonPriceTool?.rows ?? []).map((row) => [row.subject, row]));
  const subjects = [
    ...byId(run.case.processes).map((p) => ({ key: `process/${p.id}`, id: p.id, suffix: "Own", parts: ["seDirect", "seIndirect"] })),
    ...byId(run.case.precursors).map((p) => ({ key: `precursor/${p.id}`, id: p.id, suffix: "", parts: ["seeDirect", "seeIndirect"] })),
  ];
  for (const { id } of byId(run.case.processes)) ownPerTonne(run, id);
  for (const { key, id, suffix, parts } of subjects) {
    const row = rows.get(id);
    const at = (what: string) => ({ id: `${key}/${what}`, what, subject: id });
    if (row === undefined) {
      for (const what of ["carbonPriceDue", "carbonPriceRebate"])
        run.ledger.leaf({ ...at(`${what}${suffix}`), what, value: 0, unit: "/t", assumption: "noCarbonPriceStated" });
      continue;
    }
    const share = fractionOr(run, at("carbonPriceShare"), row.share, 0);
    const see = add(...parts.map((part, i) => ref(i === 0 ? "SE_dir" : "SE_indir", run.ledger.get(`${key}/${part}`))));
    const covered = run.ledger.step({ ...at("carbonPriceCovered"), unit: "tCO2e/t" }, mul(see, ref("share", share)));
    for (const [what, value] of [
      ["carbonPriceDue", row.due],
      ["carbonPriceRebate", row.rebate],
    ] as const) {
      const price = run.ledger.leaf({
        ...at(`${what}Rate`),
        what: `${what}Rate`,
        value: value ?? 0,
        unit: "/tCO2e",
        ...(row.origin && { origin: row.origin }),
        ...(value === undefined && { assumption: "noCarbonPriceStated" }),
      });
      run.ledger.step(
        { ...at(`${what}${suffix}`), what, unit: "/t", rule: law(run, "carbonPrice") },
        mul(ref("covered", covered), ref("price", price)),
      );
    }
  }
}

/** Law (63): a process's own attributed emissions per tonne, which the tool's price applies to. */
function ownPerTonne(run: Run, process: string): void {
  for (const [what, numerator] of [
    ["seDirect", "attributedDirect"],
    ["seIndirect", "indirect"],
  ] as const) {
    const of = (field: string) => run.ledger.get(`process/${process}/${field}`);
    const at = { id: `process/${process}/${what}`, what, subject: process, unit: "tCO2e/t", rule: law(run, "specific") };
    run.ledger.step(at, div(ref("AttrEm", of(numerator)), ref("AL", of("activity"))));
  }
}

/**
 * Law: the effective carbon price is what is due less every rebate, per tonne of the good, in the currency paid (Art. 9 of Reg (EU) 2023/956).
 * Gives product/<id>/carbonPriceEffective, and /coveredEmissions, /rebateEmissions (tCO2e/t) where shares are stated. undefined where no price is stated.
 * Problems: REBATE_ASSUMED_ZERO, FRACTION_OUT_OF_RANGE.
 */
export function effectiveCarbonPrice(run: Run, product: Product): Step | undefined {
  const price = product.carbonPrice;
  if (price === undefined) return undefined;
  const at = (field: string) => ({ id: `product/${product.id}/${field}`, what: field, subject: product.id });
  const see = run.ledger.get(`product/${product.id}/seeTotal`);
  for (const [field, share] of [
    ["coveredEmissions", price.shareCovered],
    ["rebateEmissions", price.shareRebate],
  ] as const) {
    if (share === undefined) continue;
    const step = amount(run, at(`${field}/share`), share, "fraction");
    run.ledger.step({ ...at(field), unit: "tCO2e/t" }, mul(ref("SEE", see), ref("share", step)));
  }
  if (price.due === undefined) return undefined;
  const unit = `${price.currency ?? "?"}/t`;
  const origin = price.origin && { origin: price.origin };
  const due = run.ledger.leaf({ ...at("carbonPriceDue"), value: price.due, unit, ...origin });
  for (const [field, value] of [
    ["carbonPriceDue", price.due],
    ["carbonPriceRebate", price.rebate],
  ] as const)
    if (value !== undefined && value < 0)
      report(run, "NEGATIVE_AMOUNT", {
        path: at(field).id,
        origin: price.origin,
        params: { subject: nameOf(run, product.id), what: field, value },
      });
  if (price.rebate === undefined && price.rebateType !== "none")
    report(run, "REBATE_ASSUMED_ZERO", {
      path: `product/${product.id}/carbonPrice`,
      origin: price.origin,
      params: { subject: nameOf(run, product.id) },
    });
  const rebate = run.ledger.leaf({
    ...at("carbonPriceRebate"),
    value: price.rebate ?? 0,
    unit,
    ...origin,
    ...(price.rebate === undefined && { assumption: "noRebateStated" }),
  });
  return run.ledger.step(
    { ...at("carbonPriceEffective"), unit, rule: law(run, "carbonPrice") },
    sub(ref("CP_due", due), ref("rebate", rebate)),
  );
}
