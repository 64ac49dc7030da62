// The reports that are drawn from a statement, each with what it is for.
import type { BothLanguages } from "../../base/problem.ts";

const REPORT_NAMES = ["pdf", "operator-report", "summary", "addendum", "html", "csv", "workbook", "statement"] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

type Report = { name: ReportName; title: BothLanguages; lead: BothLanguages };

const both = (ko: string, en: string): BothLanguages => ({ ko, en });

export const REPORTS: readonly Report[] = [
  {
    name: "pdf",
    title: both("산정 보고서", "Calculation report"),
    lead: both(
      "모든 값의 계산식과 근거를 적은 보고서. PDF와 엑셀로 받습니다.",
      "Every figure with its formula and source; as PDF and as Excel.",
    ),
  },
  {
    name: "operator-report",
    title: both("운영자 배출 보고서", "Operator's emissions report"),
    lead: both("이행규정 (EU) 2025/2547 부속서 IV 1.1의 35개 항목.", "The 35 items of IR (EU) 2025/2547, Annex IV, point 1.1."),
  },
  {
    name: "summary",
    title: both("배출 보고서 요약", "Summary of the emissions report"),
    lead: both("신고인에게 주는 요약 16개 항목 (부속서 IV 1.2).", "The 16 items that a declarant receives (Annex IV, point 1.2)."),
  },
  {
    name: "addendum",
    title: both("배출 보고서 부록", "Addendum to the emissions report"),
    lead: both("신고인별 부록 3개 항목 (부속서 IV 1.1.1).", "The 3 items per declarant (Annex IV, point 1.1.1)."),
  },
  {
    name: "html",
    title: both("웹 문서", "Web document"),
    lead: both("파일 하나로 보내고 어느 브라우저에서나 열 수 있는 보고서.", "One file that any browser opens, offline too."),
  },
  {
    name: "csv",
    title: both("결과 표 (CSV)", "Table of results (CSV)"),
    lead: both("다른 프로그램으로 옮길 결과 표.", "The results as a table for other programs."),
  },
  {
    name: "workbook",
    title: both("집행위원회 통신 양식", "The Commission's workbook"),
    lead: both(
      "빈 양식을 올리면 이 산정서의 값으로 채워 줍니다.",
      "Hand in the blank template and get it back filled from this statement.",
    ),
  },
  {
    name: "statement",
    title: both("산정서 원문 (JSON)", "The statement itself (JSON)"),
    lead: both("다른 프로그램이 읽고 누구나 다시 계산할 수 있는 원본 파일.", "What machines read, and anybody can recompute from."),
  },
];

export const reportOf = (name: string | null): Report => REPORTS.find((report) => report.name === name) ?? (REPORTS[0] as Report);

/** What a report is drawn from, and the language that it speaks. */
export type ReportOf = { org: string; statement: string; lang: "ko" | "en" };
