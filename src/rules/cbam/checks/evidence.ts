// Check: large source streams without evidence.
import type { Problem } from "../../../base/problem.ts";
import type { Quantity } from "../../../model/quantity.ts";
import type { Facts } from "./facts.ts";
import { finding, sumOf } from "./finding.ts";

/** Materiality of a verification (IR (EU) 2025/2546 Art. 5). */
const MATERIALITY = 0.05;

/**
 * Law: a verifier reaches reasonable assurance from evidence of the figures that weigh (IR (EU) 2025/2546 Art. 5).
 * Asked only of a case that lists evidence at all. Problems: EVIDENCE_DUPLICATE, EVIDENCE_MISSING.
 */
export function evidence(facts: Facts): Problem[] {
  const documents = facts.case.evidence ?? [];
  if (documents.length === 0) return [];
  const twice = documents.flatMap(({ id, origin }, i) =>
    documents.findIndex((other) => other.id === id) === i
      ? []
      : [finding("EVIDENCE_DUPLICATE", { path: `evidence/${id}`, origin, params: { id } })],
  );
  return [...twice, ...missing(facts)];
}

/** Named with the quantity, with where it was read, or with every line that it is the sum of. */
function isEvidenced(quantity: Quantity | undefined): boolean {
  const { evidence = [], origin, parts = [] } = quantity ?? {};
  if (evidence.length > 0 || (origin?.evidence ?? []).length > 0) return true;
  return parts.length > 0 && parts.every((part) => (part.origin?.evidence ?? []).length > 0);
}

function missing(facts: Facts): Problem[] {
  const streams = facts.case.streams ?? [];
  const size = (id: string): number => Math.abs(facts.value(`stream/${id}/emissions`) ?? 0);
  const all = sumOf(streams.map(({ id }) => size(id)));
  const bare = streams.filter(({ id, activity }) => size(id) > MATERIALITY * all && !isEvidenced(activity));
  const [first] = bare;
  if (first === undefined) return [];
  return [
    finding("EVIDENCE_MISSING", {
      path: `stream/${first.id}/activity`,
      origin: first.activity?.origin ?? first.origin,
      params: { subjects: bare.map(({ id }) => facts.name(id)).join(", ") },
    }),
  ];
}
