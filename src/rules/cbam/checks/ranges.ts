// Check: factors that no fuel, material or electrolysis cell can have.
import type { Problem } from "../../../base/problem.ts";
import type { MeasuredPoint, Pfc, Process, Stream } from "../../../model/case.ts";
import type { Quantity } from "../../../model/quantity.ts";
import { constantsFor } from "../tables.ts";
import { daysOf } from "./calendar.ts";
import type { Facts } from "./facts.ts";
import { finding, said, shown } from "./finding.ts";

/** Wide bounds by unit: outside of them a unit is wrong, not a fuel unusual. Zero is another check's. */
const BOUNDS: Record<string, readonly [low: number, high: number]> = {
  "GJ/t": [0.5, 150],
  "GJ/1000Nm3": [0.5, 150],
  "tCO2/TJ": [1, 300],
  "tCO2/t": [0, 3.7],
  "tCO2/1000Nm3": [0, 10],
  "tC/t": [0, 1],
  "tC/1000Nm3": [0, 3],
  "tCO2e/MWh": [0, 2],
};
const HALF = 0.5;

/**
 * Law: calculation factors are those of the fuel or material (Annex II B.3 of IR (EU) 2025/2547); PFC by eqs (20)-(26).
 * Problems: FACTOR_IMPLAUSIBLE, CARBON_IMPLIED, PERCENT_AS_FRACTION, PFC_RATE_IMPLAUSIBLE, HOURS_EXCEED_PERIOD.
 */
export function ranges(facts: Facts): Problem[] {
  return [
    ...(facts.case.streams ?? []).flatMap((stream) => ofStream(facts, stream)),
    ...(facts.case.pfc ?? []).flatMap((pfc) => ofPfc(facts, pfc)),
    ...(facts.case.measuredPoints ?? []).flatMap((point) => ofPoint(facts, point)),
    ...facts.case.processes.flatMap((process) => ofProcess(facts, process)),
    ...(facts.case.precursors ?? []).flatMap((precursor) =>
      precursor.sources.flatMap((source, i) =>
        within(facts, `precursor/${precursor.id}/source/${i + 1}/electricityFactor`, source.electricityFactor),
      ),
    ),
  ];
}

/** The step's value against the bounds of its unit; `given` is where it was typed. */
function within(facts: Facts, id: string, given: Quantity | undefined): Problem[] {
  const step = facts.step(id);
  const bounds = step === undefined ? undefined : BOUNDS[step.unit];
  if (given === undefined || step === undefined || step.value === null || bounds === undefined) return [];
  const [low, high] = bounds;
  const { value, unit } = step;
  if (value === 0 || (value >= low && value <= high)) return [];
  return [
    finding("FACTOR_IMPLAUSIBLE", {
      path: id,
      origin: given.origin,
      params: { subject: facts.name(step.subject), what: said(step.what), value: shown(value), unit, low, high },
    }),
  ];
}

function ofStream(facts: Facts, stream: Stream): Problem[] {
  const fields = ["netCalorificValue", "emissionFactor", "carbonContent"] as const;
  const outside = fields.flatMap((field) => within(facts, `stream/${stream.id}/${field}`, stream[field]));
  const percents = (["oxidationFactor", "conversionFactor"] as const).flatMap((field) =>
    tooLow(facts, `stream/${stream.id}/${field}`, stream[field]),
  );
  return [...outside, ...(outside.length > 0 ? [] : implied(facts, stream)), ...percents, ...tinyBiomass(facts, stream)];
}

/** A fuel cannot hold more carbon than its own mass. */
function implied(facts: Facts, stream: Stream): Problem[] {
  const path = `stream/${stream.id}/emissionFactor`;
  const ncv = facts.step(`stream/${stream.id}/netCalorificValue`);
  const factor = facts.step(path);
  if (ncv?.unit !== "GJ/t" || factor?.unit !== "tCO2/TJ" || ncv.value === null || factor.value === null) return [];
  const carbon = (ncv.value * factor.value) / 1000 / constantsFor(facts.act).carbonToCo2.value;
  if (carbon <= 1.05) return [];
  const params = {
    subject: facts.name(stream.id),
    ncv: shown(ncv.value),
    factor: shown(factor.value),
    carbon: shown(Number(carbon.toPrecision(3))),
  };
  return [finding("CARBON_IMPLIED", { path, origin: stream.emissionFactor?.origin ?? stream.origin, params })];
}

/** Oxidation, conversion and efficiencies lie near one: below a half, 0.95 was typed as 0.95 %. Zero is a fault of its own and shows as such. */
function tooLow(facts: Facts, id: string, given: Quantity | undefined): Problem[] {
  const step = facts.step(id);
  if (given === undefined || step === undefined || step.value === null || step.value >= HALF || step.value < 0) return [];
  return [percent(facts, id, given, step.subject, step.what, step.value)];
}

/** A biomass fraction between 0 and 1 % typed in per cent. */
function tinyBiomass(facts: Facts, stream: Stream): Problem[] {
  const given = stream.biomassFraction;
  if (given?.unit !== "%" || given.value <= 0 || given.value >= 1) return [];
  return [percent(facts, `stream/${stream.id}/biomassFraction`, given, stream.id, "biomassFraction", given.value / 100)];
}

function percent(facts: Facts, path: string, given: Quantity, subject: string, what: string, value: number): Problem {
  return finding("PERCENT_AS_FRACTION", {
    path,
    origin: given.origin,
    params: { subject: facts.name(subject), what: said(what), value: shown(100 * value) },
  });
}

function ofPfc(facts: Facts, pfc: Pfc): Problem[] {
  const low = (["currentEfficiency", "collectionEfficiency"] as const).flatMap((field) =>
    tooLow(facts, `pfc/${pfc.id}/${field}`, pfc[field]),
  );
  const gas = facts.value(`pfc/${pfc.id}/cf4`);
  const metal = facts.value(`pfc/${pfc.id}/aluminium`);
  if (low.length > 0 || gas === undefined || metal === undefined || metal <= 0) return low;
  const rate = (1000 * gas) / metal;
  if (rate >= 0.001 && rate <= 3) return low;
  return [
    ...low,
    finding("PFC_RATE_IMPLAUSIBLE", {
      path: `pfc/${pfc.id}/cf4`,
      origin: pfc.origin,
      params: { subject: facts.name(pfc.id), value: shown(rate) },
    }),
  ];
}

function ofPoint(facts: Facts, point: MeasuredPoint): Problem[] {
  const path = `point/${point.id}/hours`;
  const hours = facts.value(path);
  const limit = 24 * daysOf(facts.case.period);
  if (hours === undefined || hours <= limit) return [];
  return [
    finding("HOURS_EXCEED_PERIOD", {
      path,
      origin: point.hours?.origin ?? point.origin,
      params: { subject: facts.name(point.id), value: shown(hours), limit: shown(limit) },
    }),
  ];
}

function ofProcess(facts: Facts, process: Process): Problem[] {
  const power = (["electricity", "electricityProduced", "electricityExported"] as const).flatMap((kind) =>
    (process[kind] ?? []).flatMap((entry, i) =>
      within(facts, `process/${process.id}/${kind}/${i + 1}/emissionFactor`, entry.emissionFactor),
    ),
  );
  const heat = (["imported", "exported"] as const).flatMap((kind) =>
    (process.heat?.[kind] ?? []).flatMap((entry, i) =>
      within(facts, `process/${process.id}/heat/${kind}/${i + 1}/emissionFactor`, entry.emissionFactor),
    ),
  );
  return [...power, ...heat];
}
