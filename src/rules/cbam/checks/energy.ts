// What the checks of balances know about the installation's fuel energy.
import type { Facts } from "./facts.ts";

/** True where the energy of every fuel is known: no combustion stream, no input of a mass balance and no measured point without it. */
export function energyIsComplete(facts: Facts): boolean {
  const streams = (facts.case.streams ?? []).filter(
    (s) => s.method === "combustion" || (s.method === "massBalance" && (s.activity?.value ?? 0) > 0),
  );
  const points = facts.case.measuredPoints ?? [];
  if (streams.length === 0) return false;
  return (
    streams.every((s) => facts.value(`stream/${s.id}/energy`) !== undefined) &&
    points.every((p) => facts.value(`point/${p.id}/energy`) !== undefined)
  );
}
