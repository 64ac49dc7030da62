// What is left out of a footprint, and whether it may be.
import { add, div, type Ledger, mul, num, ref, type Step } from "../../base/derivation.ts";
import type { Problem } from "../../base/problem.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { law } from "./law.ts";
import { inOneUnit } from "./weighted.ts";

/** In %; what is left out stays below it. */
const LIMIT = 3;

export type ExemptionsAsk = {
  product: string;
  /** Emissions left out, as estimated, in kgCO2e. */
  excluded: readonly Step[];
  /** Suppliers' footprints taken over, in kgCO2e, each with the percentage that it leaves out itself. */
  suppliers: readonly { pcf: Step; exempted: Step }[];
  /** Everything, what is left out with it, in kgCO2e. */
  total: Step;
};

/**
 * Law: what is left out comes to less than 3 % of all emissions, what suppliers left out with it; the percentage is stated. Source: PACT Methodology v3,
 * section 3.3.1.2. In %. Problem: PCF_EXEMPTIONS_HIGH.
 */
export function exemptedPercent(
  ledger: Ledger,
  { product, excluded, suppliers, total }: ExemptionsAsk,
): { percent: Step; problems: Problem[] } {
  inOneUnit([total, ...excluded, ...suppliers.map(({ pcf }) => pcf)]);
  inOneUnit(
    suppliers.map(({ exempted: theirs }) => theirs),
    "%",
  );
  const own = excluded.map((step, i) => mul(num(100), ref(`x${i + 1}`, step)));
  const theirs = suppliers.map(({ pcf, exempted }, i) => mul(ref(`p${i + 1}`, pcf), ref(`e${i + 1}`, exempted)));
  const spec = { id: `${product}/exempted`, what: "exemptedEmissionsPercent", subject: product, unit: "%", rule: law("exemptions") };
  const percent = ledger.step(spec, div(add(...own, ...theirs), ref("total", total)));
  const isHigh = percent.value !== null && percent.value >= LIMIT;
  const params = { product, percent: percent.value ?? "" };
  return { percent, problems: isHigh ? [footprintProblem("PCF_EXEMPTIONS_HIGH", { path: product, params })] : [] };
}
