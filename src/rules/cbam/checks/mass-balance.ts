// Check: carbon that leaves the mass balance must have entered it.
import type { Problem } from "../../../base/problem.ts";
import type { Stream } from "../../../model/case.ts";
import { constantsFor } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, shown, sumOf } from "./finding.ts";

const fold = (text: string): string => text.trim().toLowerCase();

/**
 * Law: Em = 3.664 × Σ AD × CC with outputs negative; carbon is conserved, so that a sum cannot be negative (IR (EU) 2025/2547 Annex II B.3.2, eq. (12)).
 * Problems: CARBON_OUT_EXCEEDS_IN, MASS_BALANCE_WITHOUT_INPUT, PRODUCT_AS_INPUT, PROCESS_CARBON_NEGATIVE.
 */
export function massBalance(facts: Facts): Problem[] {
  const streams = (facts.case.streams ?? []).filter((s) => s.method === "massBalance");
  const balance = installation(facts, streams);
  return [...balance, ...goodsAsInputs(facts, streams), ...(balance.length > 0 ? [] : processes(facts))];
}

/** Carbon of a stream, fossil and biogenic, in t; negative for an output. */
function carbonOf(facts: Facts, { id }: Stream): number {
  return (
    ((facts.value(`stream/${id}/emissions`) ?? 0) + (facts.value(`stream/${id}/biomass`) ?? 0)) / constantsFor(facts.act).carbonToCo2.value
  );
}

function installation(facts: Facts, streams: Stream[]): Problem[] {
  const outputs = streams.filter((s) => carbonOf(facts, s) < 0);
  const into = sumOf(streams.map((s) => Math.max(0, carbonOf(facts, s))));
  const out = -sumOf(outputs.map((s) => carbonOf(facts, s)));
  if (out <= into * (1 + 1e-9)) return [];
  const at = { path: `stream/${outputs[0]?.id ?? ""}`, origin: outputs[0]?.activity?.origin ?? outputs[0]?.origin };
  if (into === 0)
    return [finding("MASS_BALANCE_WITHOUT_INPUT", { ...at, params: { streams: outputs.map((s) => facts.name(s.id)).join(", ") } })];
  return [finding("CARBON_OUT_EXCEEDS_IN", { ...at, params: { out: shown(out), in: shown(into) } })];
}

/** An output without its sign: named like a good that is made here and not moved on inside, and no other stream of the name is negative. */
function goodsAsInputs(facts: Facts, streams: Stream[]): Problem[] {
  const moved = new Set((facts.case.transfers ?? []).map((t) => t.from));
  const made = facts.case.processes.filter((p) => !moved.has(p.id));
  const ids = new Set(made.map((p) => p.id));
  const names = new Set([
    ...made.map((p) => fold(p.name)),
    ...(facts.case.products ?? []).filter((p) => ids.has(p.process)).flatMap((p) => (p.name === undefined ? [] : [fold(p.name)])),
  ]);
  for (const bought of facts.case.precursors ?? []) names.delete(fold(bought.name));
  for (const stream of streams) if ((stream.activity?.value ?? 0) < 0) names.delete(fold(stream.name));
  return streams
    .filter((s) => names.has(fold(s.name)) && (s.activity?.value ?? 0) > 0)
    .map((s) =>
      finding("PRODUCT_AS_INPUT", {
        path: `stream/${s.id}/activity`,
        origin: s.activity?.origin ?? s.origin,
        params: { subject: facts.name(s.id), value: shown(s.activity?.value ?? 0) },
      }),
    );
}

function processes(facts: Facts): Problem[] {
  return facts.case.processes.flatMap((process) => {
    const path = `process/${process.id}/directOwn`;
    const own = facts.value(path);
    if (own === undefined || own >= 0) return [];
    return [
      finding("PROCESS_CARBON_NEGATIVE", {
        path,
        origin: process.directEmissions?.origin ?? process.origin,
        params: { subject: facts.name(process.id), value: shown(own) },
      }),
    ];
  });
}
