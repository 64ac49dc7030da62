// The operator's report as paper: English, with Korean beside where that is wanted.
import type { BothLanguages } from "../base/problem.ts";
import type { Document } from "../model/document.ts";
import type { OperatorReport, ReportList } from "../model/operator-report.ts";
import { countsOf, itemSections, type Speech } from "./report-items.ts";
import type { Language } from "./table.ts";

const TITLES: Record<ReportList, BothLanguages> = {
  report: { en: "Operator's emissions report", ko: "운영자 배출 보고서" },
  summary: { en: "Summary of the operator's emissions report", ko: "운영자 배출 보고서 요약" },
  addendum: { en: "Addendum for imported electricity", ko: "수입 전력 부록" },
};

/** Law: the report is in English (Article 10 of IR (EU) 2025/2547); Korean beside it helps those who must fill it. */
const speechIn = (lang: Language): Speech => ({
  say: ({ ko, en }) => (lang === "ko" && ko !== en ? `${en} / ${ko}` : en),
  mark: ({ en }) => en,
});

/**
 * Law: each item stands under its number with its status; figures are rounded once, here: emissions per tonne to 5 decimals, totals to whole tonnes, all else unrounded.
 * `lang` "ko" puts Korean beside the English.
 */
export function operatorReportDocument(report: OperatorReport, { lang }: { lang: Language }): Document {
  const speech = speechIn(lang);
  const { say } = speech;
  const { period, items } = report;
  return {
    lang,
    title: say(TITLES[report.list]),
    subtitle: report.installation,
    ...(report.asIf !== undefined && { stamp: `AS IF ${report.asIf}` }),
    facts: [
      [say({ en: "Installation", ko: "사업장" }), report.installation],
      [say({ en: "Reporting period", ko: "보고기간" }), `${period.start} - ${period.end}`],
      [say({ en: "List of items", ko: "항목의 근거" }), `${report.act}, ${report.point}`],
      [say({ en: "Items", ko: "항목" }), countsOf(items, speech)],
    ],
    hash: report.statement,
    sections: itemSections(items, speech),
  };
}
