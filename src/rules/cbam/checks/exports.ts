// Check: heat, waste gas and electricity that leave must have come from a fuel.
import type { Origin } from "../../../base/derivation.ts";
import type { Problem } from "../../../base/problem.ts";
import { energyIsComplete } from "./energy.ts";
import type { Facts } from "./facts.ts";
import { finding, shown, sumOf } from "./finding.ts";

const TJ_PER_MWH = 3.6 / 1000;

/**
 * Law: exported waste gas and heat are taken off emissions that the process has, and energy is conserved (IR (EU) 2025/2547 Annex II C, E, eq. (55), Annex IV 1.1 (17)).
 * Problems: WASTE_GAS_WITHOUT_SOURCE, EXPORT_EXCEEDS_ENERGY.
 */
export function energyExports(facts: Facts): Problem[] {
  return [...wasteGas(facts), ...energy(facts)];
}

/** TJ of one kind of flow of a process. */
function flow(facts: Facts, process: string, kind: "heat" | "wasteGas", way: "imported" | "exported", count: number): number {
  return sumOf(Array.from({ length: count }, (_, i) => facts.value(`process/${process}/${kind}/${way}/${i + 1}/amount`)));
}

function wasteGas(facts: Facts): Problem[] {
  return facts.case.processes.flatMap((process) => {
    const out = flow(facts, process.id, "wasteGas", "exported", process.wasteGas?.exported?.length ?? 0);
    const own = facts.value(`process/${process.id}/directOwn`);
    const into = flow(facts, process.id, "wasteGas", "imported", process.wasteGas?.imported?.length ?? 0);
    if (out <= 0 || own === undefined || own > 0 || into >= out) return [];
    const params = { subject: facts.name(process.id), energy: shown(out), own: shown(own) };
    return [
      finding("WASTE_GAS_WITHOUT_SOURCE", {
        path: `process/${process.id}/wasteGas/exported`,
        origin: process.wasteGas?.exported?.[0]?.amount?.origin ?? process.origin,
        params,
      }),
    ];
  });
}

/** Over the whole installation: what one process sends to another is on both sides. */
function energy(facts: Facts): Problem[] {
  const fuel = facts.value("installation/energy");
  if (fuel === undefined || !energyIsComplete(facts)) return [];
  const total = (way: "imported" | "exported"): number =>
    sumOf(
      facts.case.processes.flatMap(({ id, heat, wasteGas: gas }) => [
        flow(facts, id, "heat", way, heat?.[way]?.length ?? 0),
        flow(facts, id, "wasteGas", way, gas?.[way]?.length ?? 0),
      ]),
    );
  const power = sumOf(
    facts.case.processes.flatMap(({ id, electricityExported = [] }) =>
      electricityExported.map((_, i) => (facts.value(`process/${id}/electricityExported/${i + 1}/amount`) ?? 0) * TJ_PER_MWH),
    ),
  );
  const exported = total("exported") + power;
  const available = fuel + total("imported");
  if (exported <= available) return [];
  return [
    finding("EXPORT_EXCEEDS_ENERGY", {
      path: "installation/energy",
      origin: firstExport(facts),
      params: { exported: shown(exported), available: shown(available) },
    }),
  ];
}

/** Where the first flow stands that leaves. */
function firstExport({ case: { processes } }: Facts): Origin | undefined {
  const flows = processes.flatMap(({ heat, wasteGas: gas, electricityExported = [] }) => [
    ...(heat?.exported ?? []),
    ...(gas?.exported ?? []),
    ...electricityExported,
  ]);
  return flows.find(({ amount }) => (amount?.value ?? 0) > 0)?.amount?.origin;
}
