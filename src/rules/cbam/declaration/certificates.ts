// One line by one kind of data: emissions, free allocation, reduction for a carbon price, certificates and cost.
import { div, type Expression, floorZero, mul, ref, type Step, sub } from "../../../base/derivation.ts";
import type { Side } from "../../../model/declaration.ts";
import { chargeable, product } from "./book.ts";
import { type Context, figureOf, type Line, say } from "./context.ts";
import { referencePrice } from "./prices.ts";

const RULES = {
  emissions: { act: "Reg (EU) 2023/956", point: "Art. 6(2)(b)" },
  freeAllocation: { act: "IR (EU) 2025/2620", point: "Annex, eq. (1)" },
  certificates: { act: "Reg (EU) 2023/956", point: "Art. 6(2)(c)" },
  cost: { act: "IR (EU) 2025/2548", point: "price of certificates" },
} as const;

/** A line's steps by one kind of data; see and sefa in tCO2e/t, the others in tCO2e, cost in EUR. */
export type SideSteps = { see: Step; sefa: Step; emissions: Step; freeAllocation: Step; reduction?: Step; certificates: Step; cost: Step };

/** Certificates of a mass: max(0, max(0, SEE - SEFA) × M - reduction). */
function dueFor(perTonne: { see: Step; sefa: Step }, mass: Step, reduction: Step | undefined): Expression {
  const gross = chargeable(perTonne, mass);
  return reduction === undefined ? gross : floorZero(sub(gross, ref("R", reduction)));
}

/**
 * Law: certificates of a line are its embedded emissions less the free-allocation adjustment, floored at zero, less the reduction for a carbon price
 * effectively paid, floored at zero again; one certificate a tCO2e. `kind` is "actual" or "default".
 * Source: Reg (EU) 2023/956, Art. 6(2)(c), 9 and 31.
 */
export function sideOf(
  context: Context,
  line: Line,
  kind: "actual" | "default",
  { see, sefa, mass, price, reduction }: { see: Step; sefa: Step; mass: Step; price: Step; reduction?: Step | undefined },
): SideSteps {
  const { ledger } = context;
  const at = (what: keyof typeof RULES, unit: string) => ({
    id: `line/${line.id}/${kind}/${what}`,
    what,
    subject: line.id,
    unit,
    rule: RULES[what],
  });
  const emissions = ledger.step(at("emissions", "tCO2e"), product("SEE", see, "M", mass));
  const freeAllocation = ledger.step(at("freeAllocation", "tCO2e"), product("SEFA", sefa, "M", mass));
  const certificates = ledger.step(at("certificates", "tCO2e"), dueFor({ see, sefa }, mass, reduction));
  const cost = ledger.step(at("cost", "EUR"), product("C", certificates, "P", price));
  return { see, sefa, emissions, freeAllocation, ...(reduction && { reduction }), certificates, cost };
}

export function shown(steps: SideSteps): Side {
  const { see, sefa, emissions, freeAllocation, reduction, certificates, cost } = steps;
  return {
    see: figureOf(see),
    sefa: figureOf(sefa),
    emissions: figureOf(emissions),
    freeAllocation: figureOf(freeAllocation),
    ...(reduction && { reduction: figureOf(reduction) }),
    certificates: figureOf(certificates),
    cost: figureOf(cost),
  };
}

/**
 * Law: a carbon price effectively paid in a third country reduces the certificates by EUR per tonne of the good / reference price × mass, in tCO2e; it needs
 * actual emissions, evidence of payment, certification by an independent person and evidence of every rebate: without one of them the whole is lost.
 * undefined where nothing is deducted. Problems: CARBON_PRICE_NEEDS_ACTUAL, CARBON_PRICE_EVIDENCE, CARBON_PRICE_REFERENCE, CARBON_PRICE_DRAFT.
 * Source: Reg (EU) 2023/956, Art. 9; draft act under Art. 9(5), Art. 6(1).
 */
export function reductionOf(context: Context, line: Line, mass: Step): Step | undefined {
  const price = line.given.carbonPrice;
  if (price === undefined || line.exempt) return undefined;
  if (line.given.basis === "default") say(context, "CARBON_PRICE_NEEDS_ACTUAL", { line, field: "carbonPrice" });
  const lacks = [
    ...(price.paymentEvidence ? [] : ["paymentEvidence"]),
    ...(price.certified ? [] : ["certified"]),
    ...(price.rebate === "undocumented" ? ["rebate"] : []),
  ];
  if (lacks.length > 0) {
    say(context, "CARBON_PRICE_EVIDENCE", { line, field: "carbonPrice", params: { what: lacks.join(", ") } });
    return undefined;
  }
  if (price.effectiveEurPerT === 0) return undefined;
  say(context, "CARBON_PRICE_DRAFT", { line, field: "carbonPrice", onceBy: "" });
  const reference = referencePrice(context, line);
  const at = { id: `line/${line.id}/carbonPrice`, what: "carbonPricePaid", subject: line.id, value: price.effectiveEurPerT, unit: "EUR/t" };
  const paid = context.ledger.leaf({ ...at, ...(line.given.at && { origin: line.given.at }) });
  const spec = {
    id: `line/${line.id}/reduction`,
    what: "reduction",
    subject: line.id,
    unit: "tCO2e",
    rule: { act: "draft act under Art. 9(5) of Reg (EU) 2023/956", point: "Art. 6(1)" },
  };
  return context.ledger.step(spec, mul(div(ref("CP", paid), ref("P_ref", reference)), ref("M", mass)));
}
