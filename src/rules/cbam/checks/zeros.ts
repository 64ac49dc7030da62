// Check: a zero where a value seems to be missing.
import type { Origin } from "../../../base/derivation.ts";
import type { Problem } from "../../../base/problem.ts";
import type { Precursor, Process, Stream } from "../../../model/case.ts";
import type { ElectricityMethod } from "../../../model/vocabulary.ts";
import { isExempt } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, said } from "./finding.ts";

/** Methods by which electricity can truly have no emissions; a market-based zero is refused elsewhere. */
const MAY_BE_ZERO = new Set<ElectricityMethod>(["directLink", "ppa", "D.4(a)", "D.4(b)", "D.4.3.1", "D.4.3.2", "Mix", "marketBased"]);
const HYDROGEN = /hydrogen|수소/i;

/**
 * Law: a quantity that is not known is missing and never zero (IR (EU) 2025/2547 Annex II A.1, completeness).
 * Problems: ZERO_IMPLAUSIBLE.
 */
export function zeros(facts: Facts): Problem[] {
  return [
    ...(facts.case.streams ?? []).flatMap((stream) => ofStream(facts, stream)),
    ...facts.case.processes.flatMap((process) => ofProcess(facts, process)),
    ...(facts.case.precursors ?? []).flatMap((precursor) => ofPrecursor(facts, precursor)),
  ];
}

function zero(facts: Facts, at: { path: string; origin: Origin | undefined; subject: string; what: string }): Problem {
  return finding("ZERO_IMPLAUSIBLE", {
    path: at.path,
    origin: at.origin,
    params: { subject: facts.name(at.subject), what: said(at.what) },
  });
}

/** An unused fuel has an activity of zero, which is sound; one that is used has a calorific value and a factor. */
function ofStream(facts: Facts, stream: Stream): Problem[] {
  if (stream.activity === undefined || stream.activity.value === 0 || HYDROGEN.test(stream.name)) return [];
  const fields = ["netCalorificValue", "emissionFactor"] as const;
  return fields
    .filter((field) => stream[field]?.value === 0 && (field === "netCalorificValue" || (stream.biomassFraction?.value ?? 0) === 0))
    .map((field) =>
      zero(facts, {
        path: `stream/${stream.id}/${field}`,
        origin: stream[field]?.origin ?? stream.origin,
        subject: stream.id,
        what: field,
      }),
    );
}

function ofProcess(facts: Facts, process: Process): Problem[] {
  const powers = process.electricity ?? [];
  const path = `process/${process.id}/electricity`;
  const emits = (facts.value(`process/${process.id}/directOwn`) ?? 0) > 0;
  if (emits && powers.length > 0 && powers.every((power) => power.amount?.value === 0))
    return [zero(facts, { path, origin: powers[0]?.amount?.origin ?? process.origin, subject: process.id, what: "electricity" })];
  return powers.flatMap((power, i) => {
    if (
      power.emissionFactor?.value !== 0 ||
      (power.amount?.value ?? 0) === 0 ||
      (power.method !== undefined && MAY_BE_ZERO.has(power.method))
    )
      return [];
    return [
      zero(facts, {
        path: `${path}/${i + 1}/emissionFactor`,
        origin: power.emissionFactor.origin ?? process.origin,
        subject: process.id,
        what: "electricity.emissionFactor",
      }),
    ];
  });
}

/** Goods from the Union and the countries of Annex III count zero; hydrogen can be made without direct emissions. */
function ofPrecursor(facts: Facts, precursor: Precursor): Problem[] {
  if (precursor.category === "hydrogen" || precursor.category === "electricity") return [];
  return precursor.sources.flatMap((source, i) => {
    const country = source.country ?? precursor.country;
    if (source.seeDirect?.value !== 0 || (country !== undefined && isExempt(country, facts.act))) return [];
    return [
      zero(facts, {
        path: `precursor/${precursor.id}/source/${i + 1}/seeDirect`,
        origin: source.seeDirect.origin ?? source.origin ?? precursor.origin,
        subject: precursor.id,
        what: "seeDirect",
      }),
    ];
  });
}
