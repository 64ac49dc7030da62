// Global warming potentials of AR6 by gas, and CO2e from amounts by gas.
import { add, type FactorSource, type Ledger, mul, ref, type Step } from "../../base/derivation.ts";
import { hasError, type Outcome, type Problem } from "../../base/problem.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { law } from "./law.ts";
import gwpFile from "./values/gwp.json" with { type: "json" };
import { inOneUnit } from "./weighted.ts";

type Row = [gas: string, value: number, origin?: string];
const rows = gwpFile.rows as Row[];

/** Where methane comes from; other gases have one figure whatever their origin. */
export type Origin = "fossil" | "nonFossil" | "unknown";

export type Potential = { value: number; source: FactorSource };

/**
 * Law: 100-year potentials of the latest IPCC report, AR6, in kgCO2e/kg; methane by its origin. Source: PACT Methodology v3, section 3.2.2; IPCC AR6,
 * Tables 7.15 and 7.SM.7. Problems: PCF_GAS_UNKNOWN; PCF_METHANE_ORIGIN_UNKNOWN where methane takes the fossil figure for want of an origin.
 */
export function warmingPotential(gas: string, origin: Origin = "unknown", path = ""): Outcome<Potential> {
  const of = rows.filter(([name]) => name === gas);
  const wanted = origin === "unknown" ? "fossil" : origin;
  const row = of.find(([, , its]) => its === undefined || its === wanted);
  if (row === undefined) return { value: undefined, problems: [footprintProblem("PCF_GAS_UNKNOWN", { path, params: { gas } })] };
  const [, value, its] = row;
  const { id, act, point, validFrom, status } = gwpFile.header;
  const source = { dataset: id, row: its === undefined ? gas : `${gas}/${its}`, act, point, validFrom, status };
  const problems =
    its !== undefined && origin === "unknown" ? [footprintProblem("PCF_METHANE_ORIGIN_UNKNOWN", { path, params: { value } })] : [];
  return { value: { value, source }, problems };
}

export type GasAmount = { gas: string; origin?: Origin; amount: Step };

/** Law: emissions in CO2e are the sum of each gas times its potential; the split by gas stays. `amount` in kg, the answer in kgCO2e. Problems: those of warmingPotential. */
export function co2eOf(ledger: Ledger, subject: string, amounts: readonly GasAmount[]): Outcome<Step> {
  inOneUnit(
    amounts.map(({ amount }) => amount),
    "kg",
  );
  const problems: Problem[] = [];
  const products = amounts.map(({ gas, origin, amount }, i) => {
    const { value: potential, problems: found } = warmingPotential(gas, origin, `${subject}/${gas}`);
    problems.push(...found);
    if (potential === undefined) return undefined;
    const id = `gwp/${potential.source.row}`;
    const leaf = { id, what: "gwp", subject: gas, value: potential.value, unit: "kgCO2e/kg", rule: law("gases"), factor: potential.source };
    const symbol = potential.source.row.replace("/", "_");
    return mul(ref(`m${i + 1}`, amount), ref(`GWP_${symbol}`, ledger.find(id) ?? ledger.leaf(leaf)));
  });
  const known = products.filter((one) => one !== undefined);
  if (hasError(problems)) return { value: undefined, problems };
  const spec = { id: `${subject}/co2e`, what: "co2e", subject, unit: "kgCO2e", rule: law("gases") };
  return { value: ledger.step(spec, add(...known)), problems };
}
