// Check: what rests on estimates, and stretches of time without data.
import type { Problem } from "../../../base/problem.ts";
import type { Facts } from "./facts.ts";
import { finding, percentOf, sumOf } from "./finding.ts";

/** Materiality of a verification (IR (EU) 2025/2546 Art. 5). */
const MATERIALITY = 0.05;

/**
 * Law: data gaps and estimates are listed with their method (IR (EU) 2025/2547 Annex IV 1.1 (16)(e)).
 * Problems: ESTIMATES_USED, ESTIMATES_MATERIAL, DATA_GAP, DATA_GAP_OPEN.
 */
export function dataGaps(facts: Facts): Problem[] {
  return [...estimates(facts), ...gaps(facts)];
}

/** How many quantities below a value are marked as estimates. */
function estimated(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = "estimated" in value && value.estimated === true ? 1 : 0;
  return own + sumOf(Object.entries(value).map(([key, member]) => (key === "origin" ? 0 : estimated(member))));
}

function estimates(facts: Facts): Problem[] {
  const { streams = [], pfc = [], measuredPoints = [], processes, precursors = [], products = [] } = facts.case;
  const sources = [
    ...streams.map((s) => ({ ...s, kind: "stream" })),
    ...pfc.map((s) => ({ ...s, kind: "pfc" })),
    ...measuredPoints.map((s) => ({ ...s, kind: "point" })),
  ];
  const touched = [...sources, ...processes, ...precursors, ...products]
    .map((record) => ({ record, count: estimated(record) }))
    .filter(({ count }) => count > 0);
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
      path: first.record.id,
      origin: first.record.origin,
      params,
    }),
  ];
}

function gaps(facts: Facts): Problem[] {
  return (facts.case.dataGaps ?? []).map(({ subject, start, end, method = "" }, i) =>
    finding(method.trim() === "" ? "DATA_GAP_OPEN" : "DATA_GAP", {
      path: `dataGaps/${i}`,
      params: { subject: facts.name(subject), start, end, method },
    }),
  );
}
