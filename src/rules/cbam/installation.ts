// Totals of the installation: emissions by gas and by method, energy, and the template's overrides by hand.
import type { Step } from "../../base/derivation.ts";
import { law } from "./law.ts";
import { amount, byId, type Run, total } from "./run.ts";

/**
 * Law: the installation's direct emissions are the sum over its source streams, electrolysis cells and measured points.
 * Gives installation/co2, /biomassCo2, /n2o, /pfc, /direct, /calculated, /measured (tCO2e) and /energy (TJ).
 * Totals typed by hand enter as installation/<total>/stated, beside the sums: they are compared, never added.
 * Source: IR (EU) 2025/2547 Annex II A.1.
 */
export function installationTotals(run: Run): void {
  const steps = (kind: string, records: { id: string }[] | undefined, field: string): Step[] =>
    byId(records).flatMap(({ id }) => run.ledger.find(`${kind}/${id}/${field}`) ?? []);
  const streams = steps("stream", run.case.streams, "emissions");
  const points = byId(run.case.measuredPoints);
  const ofGas = (gas: string, field: string): Step[] =>
    steps(
      "point",
      points.filter((p) => p.gas === gas),
      field,
    );
  const pfc = steps("pfc", run.case.pfc, "emissions");
  sum(run, "calculated", "tCO2e", streams);
  sum(run, "pfc", "tCO2e", pfc);
  sum(run, "measured", "tCO2e", steps("point", points, "emissions"));
  sum(run, "co2", "tCO2e", [...streams, ...ofGas("CO2", "emissions")]);
  sum(run, "n2o", "tCO2e", ofGas("N2O", "emissions"));
  sum(run, "biomassCo2", "tCO2", [...steps("stream", run.case.streams, "biomass"), ...ofGas("CO2", "biomass")]);
  sum(
    run,
    "direct",
    "tCO2e",
    ["co2", "n2o", "pfc"].map((gas) => run.ledger.get(`installation/${gas}`)),
  );
  const carbon = points.filter((p) => p.gas === "CO2");
  const energy = ["energy", "energyBiomass"].flatMap((field) => [
    ...steps("stream", run.case.streams, field),
    ...steps("point", carbon, field),
  ]);
  sum(run, "energy", "TJ", energy);
  stated(run);
}

function sum(run: Run, what: string, unit: string, steps: Step[]): void {
  run.ledger.step(
    { id: `installation/${what}`, what: `installation.${what}`, subject: "installation", unit, rule: law(run, "installation") },
    total("Em", steps),
  );
}

/** What the operator typed as totals, kept for the checks. */
function stated(run: Run): void {
  const { emissions, fuel } = run.case.balances ?? {};
  for (const [what, given] of Object.entries(emissions ?? {}))
    if (given !== undefined)
      amount(run, { id: `installation/${what}/stated`, what: `stated.${what}`, subject: "installation" }, given, "emissions");
  for (const [what, given] of Object.entries(fuel ?? {}))
    if (given !== undefined)
      amount(run, { id: `installation/fuel/${what}`, what: `fuel.${what}`, subject: "installation" }, given, "energy");
}
