// The addendum for imported electricity: what one declarant is told.
import type { ReportItem } from "../../../model/operator-report.ts";
import { type Facts, stated } from "./facts.ts";
import { both, col, item, part } from "./parts.ts";

/** Law: per declarant the EORI, that the criteria for actual values are met, and the quantities and evidence they concern. Source: IR (EU) 2025/2547, Annex IV, point 1.1.1. */
export function addendumItems(facts: Facts): ReportItem[] {
  const exported = facts.statement.goods.some(({ category }) => category === "electricity");
  const told = facts.case.reporting?.electricityImports;
  const none = exported ? undefined : both("전력을 제품으로 수출하지 않습니다", "electricity is not a good of this installation");
  const lacking = both("reporting/electricityImports에 적으십시오", "state them under reporting/electricityImports");
  const imports = told ?? [];
  const EORI = col("eori", "신고인 EORI", "EORI of the declarant");
  const title = (ko: string, en: string) => both(ko, en);
  const head = { none, lacking };
  return [
    item(
      1,
      title("신고인", "Declarant"),
      part({ ...head, title: title("신고인의 EORI", "EORI"), columns: [EORI], rows: imports.map(({ eori }) => ({ eori })) }),
    ),
    item(
      2,
      title("실측값의 기준", "Criteria for actual values"),
      part({
        ...head,
        title: title("기준 충족", "That they are met"),
        columns: [EORI, col("met", "충족", "Met")],
        rows: imports.map(({ eori, criteriaMet }) => ({ eori, met: criteriaMet ? "yes" : "no" })),
      }),
    ),
    item(
      3,
      title("양과 증빙", "Quantities and evidence"),
      part({
        ...head,
        title: title("해당하는 양과 증빙", "The quantities and evidence concerned"),
        columns: [EORI, col("amount", "전력량", "Electricity"), col("evidence", "증빙", "Evidence")],
        rows: imports.map(({ eori, amount, evidence }) => ({ eori, amount: stated(amount), evidence: evidenceOf(facts, evidence) })),
      }),
    ),
  ];
}

function evidenceOf(facts: Facts, ids: readonly string[] | undefined): string | null {
  if (ids === undefined || ids.length === 0) return null;
  return ids.map((id) => facts.case.evidence?.find((e) => e.id === id)?.title ?? id).join("; ");
}
