// Check: what rests on estimates, and stretches of time without data.
import type { Problem } from "../../../base/problem.ts";
import { MATERIALITY } from "../materiality.ts";
import type { Facts } from "./facts.ts";
import { finding, percentOf, sumOf } from "./finding.ts";

/**
 * Law: data gaps and estimates are listed with their method (IR (EU) 2025/2547 Annex IV 1.1 (16)(e)).
 * Problems: ESTIMATES_USED, ESTIMATES_MATERIAL, GAP_SUBJECT_UNKNOWN, GAP_REVERSED, DATA_GAP, DATA_GAP_OPEN.
 */
export function dataGaps(facts: Facts): Problem[] {
  return [...estimates(facts), ...gaps(facts)];
}

/** How many quantities below a value are marked as estimates. */
function estimated(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const members = value as Record<string, unknown>;
  let count = members.estimated === true ? 1 : 0;
  for (const key in members) if (key !== "origin") count += estimated(members[key]);
  return count;
}

function estimates(facts: Facts): Problem[] {
  const { streams = [], pfc = [], measuredPoints = [], processes, precursors = [], products = [] } = facts.case;
  const sources = [
    ...streams.map((s) => ({ ...s, kind: "stream" })),
    ...pfc.map((s) => ({ ...s, kind: "pfc" })),
    ...measuredPoints.map((s) => ({ ...s, kind: "point" })),
  ];
  const others = [
    ...processes.map((p) => ({ ...p, kind: "process" })),
    ...precursors.map((p) => ({ ...p, kind: "precursor" })),
    ...products.map((p) => ({ ...p, kind: "product" })),
  ];
  const touched = [...sources, ...others].map((record) => ({ record, count: estimated(record) })).filter(({ count }) => count > 0);
  const [first] = touched;
  if (first === undefined) return [];
  const size = ({ kind, id }: (typeof sources)[number]): number => Math.abs(facts.value(`${kind}/${id}/emissions`) ?? 0);
  const all = sumOf(sources.map(size));
  const part = sumOf(sources.filter((s) => touched.some(({ record }) => record.id === s.id)).map(size));
  const params = {
    count: sumOf(touched.map(({ count }) => count)),
    subjects: touched.map(({ record }) => facts.name(record.id)).join(", "),
    percent: part === 0 ? "0" : percentOf(part, all),
  };
  return [
    finding(part > MATERIALITY * all ? "ESTIMATES_MATERIAL" : "ESTIMATES_USED", {
      path: `${first.record.kind}/${first.record.id}`,
      origin: first.record.origin,
      params,
    }),
  ];
}

function gaps(facts: Facts): Problem[] {
  const known = subjectsOf(facts);
  return (facts.case.dataGaps ?? []).flatMap(({ subject: id, start, end, method = "", origin }, i) => {
    const at = { path: `dataGaps/${i}`, origin };
    if (!known.has(id)) return [finding("GAP_SUBJECT_UNKNOWN", { ...at, params: { id } })];
    const params = { subject: facts.name(id), start, end, method };
    if (end < start) return [finding("GAP_REVERSED", { ...at, params })];
    return [finding(method.trim() === "" ? "DATA_GAP_OPEN" : "DATA_GAP", { ...at, params })];
  });
}

/** Ids of all that data can be missing of. */
function subjectsOf({ case: given }: Facts): Set<string> {
  const { streams, pfc, measuredPoints, processes, precursors, cogeneration, products } = given;
  const lists: (readonly { id: string }[] | undefined)[] = [streams, pfc, measuredPoints, processes, precursors, cogeneration, products];
  return new Set(["installation", ...lists.flatMap((list) => (list ?? []).map(({ id }) => id))]);
}
