// Check: what was bought of a precursor against where it went.
import type { Problem } from "../../../base/problem.ts";
import type { Precursor } from "../../../model/case.ts";
import type { Facts } from "./facts.ts";
import { agree, finding, said, shown, sumOf } from "./finding.ts";

const SAME = { relative: 1e-3 };

/**
 * Law: all of a precursor consumed counts, losses included; several sources are weighted by their masses (IR (EU) 2025/2547 Annex II A.2, Art. 14).
 * Problems: PRECURSOR_UNUSED, PRECURSOR_BALANCE, SOURCES_DIFFER.
 */
export function precursorBalance(facts: Facts): Problem[] {
  return (facts.case.precursors ?? []).flatMap((precursor) => {
    const key = `precursor/${precursor.id}`;
    const used = [...new Set((precursor.uses ?? []).map((u) => u.process))].map((process) => facts.value(`${key}/use/${process}`));
    if (used.every((value) => value === 0)) return unused(facts, precursor);
    if (used.some((value) => value === undefined)) return [];
    return [...balance(facts, precursor, sumOf(used)), ...sources(facts, precursor, sumOf(used))];
  });
}

/** A row of nothing, neither bought nor used, is an empty row and no fault. */
function unused(facts: Facts, precursor: Precursor): Problem[] {
  const amounts = purchases(facts, precursor);
  if (amounts !== undefined && sumOf(amounts) === 0 && amounts.length > 0) return [];
  if (agreeOtherUse(facts, precursor, amounts)) return [];
  return [
    finding("PRECURSOR_UNUSED", {
      path: `precursor/${precursor.id}/uses`,
      origin: precursor.origin,
      params: { subject: facts.name(precursor.id) },
    }),
  ];
}

function agreeOtherUse(facts: Facts, precursor: Precursor, amounts: number[] | undefined): boolean {
  const other = facts.value(`precursor/${precursor.id}/otherUse`) ?? 0;
  return other > 0 && amounts !== undefined && agree(sumOf(amounts), other, SAME);
}

/** Amounts bought, in t; undefined where one of them is not stated. */
function purchases(facts: Facts, precursor: Precursor): number[] | undefined {
  const amounts = (precursor.purchased ?? []).map((_, i) => facts.value(`precursor/${precursor.id}/purchased/${i + 1}`));
  return amounts.every((value) => value !== undefined) ? amounts : undefined;
}

function balance(facts: Facts, precursor: Precursor, used: number): Problem[] {
  const amounts = purchases(facts, precursor);
  if (amounts === undefined || amounts.length === 0) return [];
  const bought = sumOf(amounts);
  const other = facts.value(`precursor/${precursor.id}/otherUse`) ?? 0;
  if (agree(bought, used + other, SAME)) return [];
  const params = {
    subject: facts.name(precursor.id),
    purchased: shown(bought),
    used: shown(used),
    other: shown(other),
    difference: shown(bought - used - other),
  };
  return [
    finding("PRECURSOR_BALANCE", {
      path: `precursor/${precursor.id}/purchased`,
      origin: precursor.purchased?.[0]?.amount?.origin ?? precursor.origin,
      params,
    }),
  ];
}

function sources(facts: Facts, precursor: Precursor, used: number): Problem[] {
  const weights = precursor.sources.map((_, i) => facts.value(`precursor/${precursor.id}/source/${i + 1}/amount`));
  if (weights.some((value) => value === undefined)) return [];
  const amounts = purchases(facts, precursor) ?? [];
  const [what, total] = amounts.length > 0 ? ["purchased", sumOf(amounts)] : ["use", used];
  const sum = sumOf(weights);
  if (agree(sum, total, SAME) || agree(sum, used, SAME)) return [];
  const params = { subject: facts.name(precursor.id), sources: shown(sum), what: said(what), total: shown(total) };
  return [
    finding("SOURCES_DIFFER", {
      path: `precursor/${precursor.id}/sources`,
      origin: precursor.sources[0]?.origin ?? precursor.origin,
      params,
    }),
  ];
}
