// Emissions of source streams, of aluminium electrolysis, and at measured points.
import { add, div, type Expression, mul, num, ref, type Step, sub } from "../../base/derivation.ts";
import type { MeasuredPoint, Pfc, Stream } from "../../model/case.ts";
import { law } from "./law.ts";
import { amount, byId, checkFraction, checkNotNegative, fractionOr, nameOf, needed, type Run, report } from "./run.ts";
import { DEFINITIVE_ACT, gwp, type PfcFactors, pfcFactors, standardFactor } from "./tables.ts";

/** Inputs that the method does not look at: said, so that nobody believes they counted. */
function unusedInputs(run: Run, stream: Stream): void {
  const unused = {
    combustion: ["conversionFactor", "carbonContent"],
    process: ["oxidationFactor", "carbonContent"],
    massBalance: ["oxidationFactor", "conversionFactor", ...(stream.carbonContent === undefined ? [] : ["emissionFactor"])],
  }[stream.method] as ("conversionFactor" | "carbonContent" | "oxidationFactor" | "emissionFactor")[];
  for (const what of unused) {
    const given = stream[what];
    if (given === undefined) continue;
    report(run, "INPUT_NOT_USED", {
      path: `stream/${stream.id}/${what}`,
      origin: given.origin ?? stream.origin,
      params: { subject: nameOf(run, stream.id), what },
    });
  }
}

type StreamSteps = { energyPerUnit?: Step; factor?: Step; carbon?: Step };

/**
 * Law: combustion Em = AD × NCV × EF × OxF × (1 - BF); process Em = AD × EF × ConvF × (1 - BF);
 * mass balance Em = 3.664 × AD × CC × (1 - BF), outputs negative.
 * Gives for each stream the steps stream/<id>/emissions (tCO2e, fossil), /biomass (tCO2, memo) and, where the net calorific value is known, /energy and /energyBiomass (TJ).
 * Problems: VALUE_MISSING, UNITS_DO_NOT_FIT, FRACTION_OUT_OF_RANGE, NEGATIVE_AMOUNT, STANDARD_FACTOR_UNKNOWN.
 * Source: IR (EU) 2025/2547 Annex II B.3.1 and B.3.2, eqs (12)-(15); IR (EU) 2023/1773 Annex III B.3.
 */
export function streamEmissions(run: Run): void {
  for (const stream of byId(run.case.streams)) oneStream(run, stream);
}

function oneStream(run: Run, stream: Stream): void {
  unusedInputs(run, stream);
  const at = (field: string) => ({ id: `stream/${stream.id}/${field}`, what: field, subject: stream.id });
  const activity = needed(run, at("activity"), stream.activity, stream.origin, "mass", "gasVolume");
  if (stream.method !== "massBalance") checkNotNegative(run, at("activity"), activity, stream.activity?.origin);
  const bio = zeroRated(run, stream, fractionOr(run, at("biomassFraction"), stream.biomassFraction, 0));
  const known = factors(run, stream, activity);
  const { energyPerUnit } = known;
  const gross = stream.method === "massBalance" ? massBalance(run, stream, activity, known) : calculated(run, stream, activity, known);
  const rule = law(run, stream.method === "massBalance" ? "massBalance" : "calculated");
  run.ledger.step({ ...at("emissions"), unit: "tCO2e", rule }, mul(gross, sub(num(1), ref("BF", bio))));
  run.ledger.step({ ...at("biomass"), unit: "tCO2", rule }, mul(gross, ref("BF", bio)));
  if (energyPerUnit === undefined) return;
  const energy = div(mul(ref("AD", activity), ref("NCV", energyPerUnit)), num(1000));
  run.ledger.step({ ...at("energy"), unit: "TJ" }, mul(energy, sub(num(1), ref("BF", bio))));
  run.ledger.step({ ...at("energyBiomass"), unit: "TJ" }, mul(energy, ref("BF", bio)));
}

/**
 * Law: a biomass fraction counts as zero only with evidence under RED II Article 29; without it the fraction is zero in the definitive period.
 * The Commission's workbook has no place for that evidence: what is typed there is the operator's word, and a check tells what rests on it.
 */
function zeroRated(run: Run, stream: Stream, bio: Step): Step {
  const typed = stream.biomassFraction;
  const accepted = run.act !== DEFINITIVE_ACT || (stream.biomassEvidence ?? "").trim() !== "" || typed?.origin?.sheet !== undefined;
  if (typed === undefined || accepted || bio.value === null || bio.value <= 0) return bio;
  report(run, "BIOMASS_NOT_ZERO_RATED", {
    path: bio.id,
    origin: typed.origin ?? stream.origin,
    params: { subject: nameOf(run, stream.id) },
  });
  return run.ledger.leaf({
    id: `stream/${stream.id}/zeroRatedFraction`,
    what: "zeroRatedFraction",
    subject: stream.id,
    value: 0,
    unit: "1",
    assumption: "noBiomassEvidence",
  });
}

/** Net calorific value and emission factor: typed ones first, those of the named standard factor where they are not. */
function factors(run: Run, stream: Stream, activity: Step): StreamSteps {
  const at = (field: string) => ({ id: `stream/${stream.id}/${field}`, what: field, subject: stream.id });
  const answer: StreamSteps = {};
  if (stream.netCalorificValue !== undefined) {
    answer.energyPerUnit = amount(run, at("netCalorificValue"), stream.netCalorificValue, "ncvMass", "ncvVolume");
    checkNotNegative(run, at("netCalorificValue"), answer.energyPerUnit, stream.netCalorificValue.origin);
    fits(run, stream, activity, answer.energyPerUnit, "GJ/");
  }
  if (stream.emissionFactor !== undefined)
    answer.factor = amount(run, at("emissionFactor"), stream.emissionFactor, "factorEnergy", "factorMass", "factorVolume");
  if (stream.standardFactor === undefined) return answer;
  const row = standardFactor(stream.standardFactor);
  if (row === undefined) {
    report(run, "STANDARD_FACTOR_UNKNOWN", {
      path: `stream/${stream.id}/standardFactor`,
      origin: stream.origin,
      params: { subject: nameOf(run, stream.id), name: stream.standardFactor },
    });
    return answer;
  }
  const { emissionFactor, netCalorificValue } = row;
  if (emissionFactor !== undefined)
    answer.factor ??= run.ledger.leaf({
      ...at("emissionFactor"),
      value: emissionFactor.value,
      unit: emissionFactor.unit,
      factor: emissionFactor.source,
    });
  const { carbonContent } = row;
  if (carbonContent !== undefined && stream.method === "massBalance" && stream.carbonContent === undefined)
    answer.carbon = run.ledger.leaf({ ...at("carbonContent"), value: carbonContent.value, unit: "tC/t", factor: carbonContent.source });
  if (netCalorificValue !== undefined && activity.unit === "t")
    answer.energyPerUnit ??= run.ledger.leaf({
      ...at("netCalorificValue"),
      value: netCalorificValue.value,
      unit: "GJ/t",
      factor: netCalorificValue.source,
    });
  return answer;
}

/** Law: a factor per tonne goes with a mass, one per 1000Nm3 with a volume; units are never guessed. */
function fits(run: Run, stream: Stream, activity: Step, factor: Step, per: string): boolean {
  if (factor.unit === `${per}${activity.unit}`) return true;
  report(run, "UNITS_DO_NOT_FIT", {
    path: factor.id,
    origin: factor.origin ?? stream.origin,
    params: { subject: nameOf(run, stream.id), activity: activity.unit, what: factor.what, unit: factor.unit },
  });
  return false;
}

/** AD × [NCV / 1000] × EF × OxF (combustion) or ConvF (process): the CO2 before the biomass share is taken out. */
function calculated(run: Run, stream: Stream, activity: Step, { energyPerUnit, factor }: StreamSteps): Expression {
  const at = (field: string) => ({ id: `stream/${stream.id}/${field}`, what: field, subject: stream.id });
  const ef = factor ?? needed(run, at("emissionFactor"), undefined, stream.origin, "factorEnergy");
  const parts = [ref("AD", activity)];
  if (ef.unit === "tCO2/TJ") {
    const ncv = energyPerUnit ?? needed(run, at("netCalorificValue"), undefined, stream.origin, "ncvMass");
    parts.push(div(ref("NCV", ncv), num(1000)));
  } else fits(run, stream, activity, ef, "tCO2/");
  checkNotNegative(run, at("emissionFactor"), ef, ef.origin);
  const combustion = stream.method === "combustion";
  const completeness = combustion
    ? fractionOr(run, at("oxidationFactor"), stream.oxidationFactor, 1)
    : fractionOr(run, at("conversionFactor"), stream.conversionFactor, 1);
  return mul(...parts, ref("EF", ef), ref(combustion ? "OxF" : "ConvF", completeness));
}

/** AD × CC × 3.664; where the carbon content is not given, CC = EF × NCV / f (13) or EF / f (14). */
function massBalance(run: Run, stream: Stream, activity: Step, { energyPerUnit, factor, carbon: standard }: StreamSteps): Expression {
  const spec = { id: `stream/${stream.id}/carbonContent`, what: "carbonContent", subject: stream.id };
  const f = num(run.constants.carbonToCo2.value);
  if (stream.carbonContent !== undefined || standard !== undefined || factor === undefined) {
    const carbon = standard ?? needed(run, spec, stream.carbonContent, stream.origin, "carbonMass", "carbonVolume");
    checkNotNegative(run, spec, carbon, carbon.origin);
    if (carbon.value !== null) fits(run, stream, activity, carbon, "tC/");
    return mul(ref("AD", activity), ref("CC", carbon), f);
  }
  const perEnergy = factor.unit === "tCO2/TJ";
  if (!perEnergy) fits(run, stream, activity, factor, "tCO2/");
  const ncv = perEnergy
    ? (energyPerUnit ??
      needed(run, { ...spec, id: `stream/${stream.id}/netCalorificValue`, what: "netCalorificValue" }, undefined, stream.origin, "ncvMass"))
    : undefined;
  const expression = ncv === undefined ? div(ref("EF", factor), f) : div(div(mul(ref("EF", factor), ref("NCV", ncv)), num(1000)), f);
  const carbon = run.ledger.step(
    { ...spec, unit: `tC/${activity.unit}`, rule: law(run, perEnergy ? "carbonFromEnergy" : "carbonFromMass") },
    expression,
  );
  return mul(ref("AD", activity), ref("CC", carbon), f);
}

/**
 * Law: slope CF4 = PrAl × frequency × duration × SEF / 1000 (21, 23); overvoltage CF4 = PrAl × AEO / CE × OVC / 1000 with CE in per cent (24);
 * C2F6 = CF4 × F (22, 25); CO2e by the global warming potentials, divided by the collection efficiency (20, 26).
 * Gives pfc/<id>/cf4, /c2f6 (t) and /emissions (tCO2e). Problems: VALUE_MISSING, FRACTION_OUT_OF_RANGE, NEGATIVE_AMOUNT.
 */
export function pfcEmissions(run: Run): void {
  for (const cell of byId(run.case.pfc)) onePfc(run, cell);
}

function onePfc(run: Run, pfc: Pfc): void {
  const at = (field: string) => ({ id: `pfc/${pfc.id}/${field}`, what: field, subject: pfc.id });
  const aluminium = needed(run, at("aluminium"), pfc.aluminium, pfc.origin, "mass");
  checkNotNegative(run, at("aluminium"), aluminium, pfc.aluminium?.origin);
  const table = pfc.technology === undefined ? undefined : pfcFactors(pfc.technology, pfc.method, run.act);
  const cf4 = pfc.method === "slope" ? slope(run, pfc, aluminium, table) : overvoltage(run, pfc, aluminium, table);
  const weight =
    pfc.weightFraction === undefined && table !== undefined
      ? run.ledger.leaf({ ...at("weightFraction"), value: table.weightFraction.value, unit: "1", factor: table.weightFraction.source })
      : needed(run, at("weightFraction"), pfc.weightFraction, pfc.origin, "fraction");
  const c2f6 = run.ledger.step({ ...at("c2f6"), unit: "t", rule: law(run, "pfcWeight") }, mul(ref("CF4", cf4), ref("F", weight)));
  const collected = fractionOr(run, at("collectionEfficiency"), pfc.collectionEfficiency, 1);
  if (collected.value === 0)
    report(run, "FRACTION_OUT_OF_RANGE", {
      path: collected.id,
      origin: pfc.collectionEfficiency?.origin,
      params: { subject: nameOf(run, pfc.id), what: "collectionEfficiency", value: 0 },
    });
  const gases = (["CF4", "C2F6"] as const).map((gas) => {
    const { value, source } = gwp(gas, run.act);
    return run.ledger.leaf({ ...at(`gwp${gas}`), what: "gwp", value, unit: "tCO2e/t", factor: source });
  });
  const [gwpCf4, gwpC2f6] = gases as [Step, Step];
  const co2e = add(mul(ref("CF4", cf4), ref("GWP.CF4", gwpCf4)), mul(ref("C2F6", c2f6), ref("GWP.C2F6", gwpC2f6)));
  run.ledger.step({ ...at("emissions"), unit: "tCO2e", rule: law(run, "pfcCo2e") }, div(co2e, ref("DuctEff", collected)));
}

function slope(run: Run, pfc: Pfc, aluminium: Step, table: PfcFactors | undefined): Step {
  const at = (field: string) => ({ id: `pfc/${pfc.id}/${field}`, what: field, subject: pfc.id });
  const frequency = needed(run, at("frequency"), pfc.frequency, pfc.origin, "effectsPerDay");
  const duration = needed(run, at("duration"), pfc.duration, pfc.origin, "effectMinutes");
  const sef =
    pfc.slopeFactor === undefined && table !== undefined
      ? run.ledger.leaf({
          ...at("slopeFactor"),
          value: table.coefficient.value,
          unit: "(kgCF4/tAl)/(min/(cell·d))",
          factor: table.coefficient.source,
        })
      : needed(run, at("slopeFactor"), pfc.slopeFactor, pfc.origin, "slope");
  for (const step of [frequency, duration, sef]) checkNotNegative(run, at(step.what), step, step.origin);
  const product = mul(ref("PrAl", aluminium), ref("AEfreq", frequency), ref("AEdur", duration), ref("SEF", sef));
  return run.ledger.step({ ...at("cf4"), unit: "t", rule: law(run, "pfcSlope") }, div(product, num(1000)));
}

function overvoltage(run: Run, pfc: Pfc, aluminium: Step, table: PfcFactors | undefined): Step {
  const at = (field: string) => ({ id: `pfc/${pfc.id}/${field}`, what: field, subject: pfc.id });
  const aeo = needed(run, at("overvoltage"), pfc.overvoltage, pfc.origin, "overvoltage");
  const efficiency = needed(run, at("currentEfficiency"), pfc.currentEfficiency, pfc.origin, "fraction");
  checkFraction(run, at("currentEfficiency"), efficiency, pfc.currentEfficiency?.origin);
  if (efficiency.value === 0)
    report(run, "FRACTION_OUT_OF_RANGE", {
      path: efficiency.id,
      origin: pfc.currentEfficiency?.origin,
      params: { subject: nameOf(run, pfc.id), what: "currentEfficiency", value: 0 },
    });
  const percent = run.ledger.step({ ...at("currentEfficiencyPercent"), unit: "%" }, mul(ref("CE", efficiency), num(100)));
  const ovc =
    pfc.overvoltageCoefficient === undefined && table !== undefined
      ? run.ledger.leaf({
          ...at("overvoltageCoefficient"),
          value: table.coefficient.value,
          unit: "(kgCF4/tAl)/mV",
          factor: table.coefficient.source,
        })
      : needed(run, at("overvoltageCoefficient"), pfc.overvoltageCoefficient, pfc.origin, "overvoltageCoefficient");
  for (const step of [aeo, ovc]) checkNotNegative(run, at(step.what), step, step.origin);
  const product = mul(ref("PrAl", aluminium), div(ref("AEO", aeo), ref("CE", percent)), ref("OVC", ovc));
  return run.ledger.step({ ...at("cf4"), unit: "t", rule: law(run, "pfcOvervoltage") }, div(product, num(1000)));
}

/**
 * Law: mass = concentration × hours × flow / 1000, of which 1 - BF is fossil, in CO2e by the global warming potential.
 * Gives point/<id>/emissions and /biomass (tCO2e). Problems: VALUE_MISSING, FRACTION_OUT_OF_RANGE, NEGATIVE_AMOUNT.
 * Source: IR (EU) 2025/2547 Annex II B.6; IR (EU) 2023/1773 Annex III B.6.
 */
export function measuredEmissions(run: Run): void {
  for (const point of byId(run.case.measuredPoints)) onePoint(run, point);
}

function onePoint(run: Run, point: MeasuredPoint): void {
  const at = (field: string) => ({ id: `point/${point.id}/${field}`, what: field, subject: point.id });
  const concentration = needed(run, at("concentration"), point.concentration, point.origin, "concentration");
  const hours = needed(run, at("hours"), point.hours, point.origin, "time");
  const flow = needed(run, at("flow"), point.flow, point.origin, "gasFlow");
  for (const step of [concentration, hours, flow]) checkNotNegative(run, at(step.what), step, step.origin);
  const bio = biogenic(run, point, fractionOr(run, at("biomassFraction"), point.biomassFraction, 0));
  const warming = gwp(point.gas, run.act);
  const potential = run.ledger.leaf({ ...at("gwp"), value: warming.value, unit: "tCO2e/t", factor: warming.source });
  const gas = div(mul(ref("conc", concentration), ref("hours", hours), ref("flow", flow)), num(1000));
  const rule = law(run, "measured");
  run.ledger.step({ ...at("emissions"), unit: "tCO2e", rule }, mul(gas, sub(num(1), ref("BF", bio)), ref("GWP", potential)));
  run.ledger.step({ ...at("biomass"), unit: "tCO2e", rule }, mul(gas, ref("BF", bio), ref("GWP", potential)));
  for (const field of ["energyFossil", "energyBiomass"] as const)
    if (point[field] !== undefined) amount(run, at(field === "energyFossil" ? "energy" : field), point[field], "energy");
}

/** Law: only biogenic CO2 is zero-rated; a fraction stated for nitrous oxide does not count. */
function biogenic(run: Run, point: MeasuredPoint, stated: Step): Step {
  if (point.gas !== "N2O" || stated.value === null || stated.value <= 0) return stated;
  const origin = point.biomassFraction?.origin ?? point.origin;
  report(run, "N2O_NOT_BIOMASS", { path: stated.id, origin, params: { subject: nameOf(run, point.id) } });
  return run.ledger.leaf({
    id: `point/${point.id}/zeroRatedFraction`,
    what: "zeroRatedFraction",
    subject: point.id,
    value: 0,
    unit: "1",
    assumption: "noBiomassEvidence",
  });
}
