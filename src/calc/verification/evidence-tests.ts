// Tests of a verification on data gaps, on the evidence for electricity, and on figures of the law that nobody has confirmed.
import type { BothLanguages, Problem } from "../../base/problem.ts";
import { verificationProblem } from "../../model/problems/verification.ts";
import { categoryRow } from "../../rules/cbam/tables.ts";
import type { Analysed } from "../analysed.ts";

/** One thing that was tested: `why` says what fails, or what could not be seen. */
export type EvidenceTest = { of: string; name: string; outcome: "holds" | "fails" | "unchecked"; why?: BothLanguages };

/** What the checks of the calculation raised at a path, the worst first; a note is no fault. */
function faultAt(problems: readonly Problem[], path: string, codes: RegExp): Problem | undefined {
  return problems.find((problem) => problem.path === path && problem.severity !== "note" && codes.test(problem.code));
}

const nameOf = ({ subjects }: Analysed, id: string): string => subjects[id]?.name ?? id;

/** Law: each data gap has a known subject, days in order and a method; the calculation's own checks say so (IR (EU) 2025/2547, Annex IV 1.1 (16)(e)). */
export function dataGapTests(analysed: Analysed): EvidenceTest[] {
  return (analysed.case.dataGaps ?? []).map(({ subject }, i) => {
    const of = `dataGaps/${i}`;
    return tested({ of, name: nameOf(analysed, subject) }, faultAt(analysed.problems, of, /GAP/));
  });
}

const ACTUAL = new Set(["directLink", "ppa"]);
const NO_DOCUMENT: BothLanguages = {
  ko: "배출계수에 증빙이 연결되어 있지 않습니다",
  en: "no document stands behind the emission factor",
};

/**
 * Law: actual electricity factors need a direct link or an agreement, with metering, grid connection and contract (IR (EU) 2025/2547, Annex II D.4.3); the calculation's
 * checks tell. What they cannot tell is whether a document stands behind the factor. Electricity of goods of Annex II is not charged for and not tested.
 */
export function electricityTests(analysed: Analysed): EvidenceTest[] {
  return analysed.case.processes
    .filter(({ category }) => !categoryRow(category).annexII)
    .flatMap(({ id, electricity = [] }) =>
      electricity.flatMap(({ amount, method }, i): EvidenceTest[] => {
        if (amount === undefined || amount.value === 0) return [];
        const at = `process/${id}/electricity/${i + 1}`;
        const one = tested({ of: at, name: nameOf(analysed, id) }, faultAt(analysed.problems, `${at}/method`, /^ELECTRICITY_/));
        if (one.outcome === "fails" || !ACTUAL.has(method ?? "")) return [one];
        const documents = analysed.steps.get(`${at}/emissionFactor`)?.origin?.evidence ?? [];
        return [documents.some((id) => !analysed.entryDocuments.has(id)) ? one : { ...one, outcome: "unchecked", why: NO_DOCUMENT }];
      }),
    );
}

const tested = (what: Pick<EvidenceTest, "of" | "name">, fault: Problem | undefined): EvidenceTest =>
  fault === undefined ? { ...what, outcome: "holds" } : { ...what, outcome: "fails", why: fault.text };

/** Steps that use a figure of the law which is marked as not confirmed, with the row that it stands in. */
export function unconfirmed({ steps }: Pick<Analysed, "steps">): { step: string; row: string }[] {
  return [...steps.values()].flatMap(({ id, factor }) =>
    factor?.status === "unsure" ? [{ step: id, row: `${factor.dataset}/${factor.row}` }] : [],
  );
}

/** Law: figures that are UNSURE are flagged as such, never passed over. Problems: FIGURES_TO_CONFIRM. */
export function unconfirmedFigures(analysed: Pick<Analysed, "steps">): Problem[] {
  const found = unconfirmed(analysed);
  const rows = [...new Set(found.map(({ row }) => row))].sort().join(", ");
  return found.length === 0 ? [] : [verificationProblem("FIGURES_TO_CONFIRM", { path: "figures", params: { count: found.length, rows } })];
}
