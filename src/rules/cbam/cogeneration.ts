// The split of a cogeneration unit's emissions and fuel between heat and electricity.
import { add, div, mul, num, ref, type Step, sub } from "../../base/derivation.ts";
import type { Cogeneration } from "../../model/case.ts";
import { law } from "./law.ts";
import { amount, byId, checkFraction, checkNotNegative, nameOf, type Run, report, total, wanted } from "./run.ts";

/**
 * Law: f_heat = (ηH/refH) / (ηH/refH + ηE/refE), with ηH = heat / fuel and ηE = electricity × 3.6/1000 / fuel; emissions and fuel split alike.
 * Gives chp/<id>/heatEmissions, /electricityEmissions (tCO2e), /heatFactor, /electricityFactor (tCO2e/TJ), /heatFuel, /electricityFuel (TJ).
 * The results attribute nothing by themselves: the operator types them where heat and electricity are accounted for.
 * Source: IR (EU) 2025/2547 Annex III C; IR (EU) 2023/1773 Annex III C.
 */
export function cogenerationSplits(run: Run): void {
  for (const unit of byId(run.case.cogeneration)) split(run, unit);
}

function split(run: Run, chp: Cogeneration): void {
  const at = (field: string) => ({ id: `chp/${chp.id}/${field}`, what: `chp.${field}`, subject: chp.id });
  const emissions = totalEmissions(run, chp);
  const fuel = amount(run, at("fuelInput"), chp.fuelInput, "energy");
  const heat = amount(run, at("heatOutput"), chp.heatOutput, "energy");
  const power = amount(run, at("electricityOutput"), chp.electricityOutput, "electricity");
  for (const [field, step] of [
    ["fuelInput", fuel],
    ["heatOutput", heat],
    ["electricityOutput", power],
  ] as const)
    checkNotNegative(run, at(field), step, chp[field]?.origin);
  if (fuel.value === 0)
    report(run, "FUEL_ZERO", { path: fuel.id, origin: chp.fuelInput?.origin, params: { subject: nameOf(run, chp.id) } });
  const powerTj = run.ledger.step({ ...at("electricityOutputEnergy"), unit: "TJ" }, div(mul(ref("W", power), num(3.6)), num(1000)));
  const rule = law(run, "cogeneration");
  const { chpHeatEfficiency, chpElectricityEfficiency, chpReferenceHeat, chpReferenceElectricity } = run.constants;
  const efficiency = (field: string, output: Step, byDefault: { value: number; source: Step["factor"] }): Step =>
    fuel.value !== null && output.value !== null
      ? run.ledger.step({ ...at(field), unit: "1", rule }, div(ref("Q", output), ref("Fuel", fuel)))
      : run.ledger.leaf({
          ...at(field),
          value: byDefault.value,
          unit: "1",
          ...(byDefault.source && { factor: byDefault.source }),
          assumption: "efficiencyUnknown",
        });
  const etaHeat = efficiency("heatEfficiency", heat, chpHeatEfficiency);
  const etaPower = efficiency("electricityEfficiency", powerTj, chpElectricityEfficiency);
  const refHeat = reference(run, chp, "referenceHeat", chpReferenceHeat);
  const refPower = reference(run, chp, "referenceElectricity", chpReferenceElectricity);
  const heatRatio = div(ref("ηH", etaHeat), ref("refH", refHeat));
  const powerRatio = div(ref("ηE", etaPower), ref("refE", refPower));
  const heatShare = run.ledger.step({ ...at("heatShare"), unit: "1", rule }, div(heatRatio, add(heatRatio, powerRatio)));
  const powerShare = run.ledger.step({ ...at("electricityShare"), unit: "1", rule }, div(powerRatio, add(heatRatio, powerRatio)));
  const results = (kind: string, share: Step, output: Step): void => {
    const attributed = run.ledger.step({ ...at(`${kind}Emissions`), unit: "tCO2e", rule }, mul(ref("f", share), ref("Em", emissions)));
    run.ledger.step({ ...at(`${kind}Factor`), unit: "tCO2e/TJ", rule }, div(ref("Em", attributed), ref("Q", output)));
  };
  results("heat", heatShare, heat);
  results("electricity", powerShare, powerTj);
  const heatFuel = run.ledger.step({ ...at("heatFuel"), unit: "TJ", rule }, mul(ref("f", heatShare), ref("Fuel", fuel)));
  run.ledger.step({ ...at("electricityFuel"), unit: "TJ", rule }, sub(ref("Fuel", fuel), ref("Heat", heatFuel)));
}

/** From fuel and from flue gas cleaning: what is stated of the two; where neither is, the tool stays empty with a warning. */
function totalEmissions(run: Run, chp: Cogeneration): Step {
  const at = (field: string) => ({ id: `chp/${chp.id}/${field}`, what: `chp.${field}`, subject: chp.id });
  if (chp.fuelEmissions === undefined && chp.flueGasEmissions === undefined)
    return wanted(run, at("fuelEmissions"), undefined, chp.fuelInput?.origin ?? chp.heatOutput?.origin, "emissions");
  const stated = (["fuelEmissions", "flueGasEmissions"] as const).flatMap((field) =>
    chp[field] === undefined ? [] : [amount(run, at(field), chp[field], "emissions")],
  );
  return run.ledger.step({ ...at("emissions"), unit: "tCO2e" }, total("Em", stated));
}

function reference(
  run: Run,
  chp: Cogeneration,
  field: "referenceHeat" | "referenceElectricity",
  byDefault: { value: number; source: Step["factor"] },
): Step {
  const spec = { id: `chp/${chp.id}/${field}`, what: `chp.${field}`, subject: chp.id };
  const given = chp[field];
  if (given === undefined)
    return run.ledger.leaf({ ...spec, value: byDefault.value, unit: "1", ...(byDefault.source && { factor: byDefault.source }) });
  const step = amount(run, spec, given, "fraction");
  checkFraction(run, spec, step, given.origin);
  if (step.value === 0)
    report(run, "FRACTION_OUT_OF_RANGE", {
      path: spec.id,
      origin: given.origin,
      params: { subject: nameOf(run, chp.id), what: field, value: 0 },
    });
  return step;
}
