// Problems of taking a document in: what it is, and what a plan leaves open.
import { problemsOf } from "../../base/problem.ts";

export const INTAKE_PROBLEMS = {
  INTAKE_KIND: {
    severity: "error",
    text: {
      ko: "'{name}'에서 활동자료를 읽을 수 없습니다(내용은 {kind}).",
      en: "No activity data can be read from '{name}' (its content is {kind}).",
    },
    todo: {
      ko: "XLSX, CSV, 전자세금계산서나 UBL XML, 집행위원회 양식, 사례 파일을 주십시오. 그림과 PDF는 증빙으로만 붙입니다.",
      en: "Give XLSX, CSV, a tax invoice or UBL in XML, the Commission's workbook or a case file. Pictures and PDF are evidence alone.",
    },
  },
  PLAN_KIND: {
    severity: "error",
    text: { ko: "이 문서({kind})에는 '{plan}' 계획을 쓸 수 없습니다.", en: "A plan for '{plan}' does not fit this document ({kind})." },
    todo: { ko: "beginImport가 제안한 계획에서 시작하십시오.", en: "Begin with the plan that beginImport proposes." },
  },
  LINE_TARGET_MISSING: {
    severity: "error",
    text: { ko: "'{label}'이(가) 어디에 속하는지 정하지 않았습니다.", en: "It is not decided what '{label}' belongs to." },
    todo: { ko: "targets에 대상을 정하거나 ignored에 넣으십시오.", en: "Give it a target in `targets`, or put it into `ignored`." },
  },
  LINE_TARGET_UNKNOWN: {
    severity: "error",
    text: { ko: "'{target}'은(는) 이 보고기간의 대상이 아닙니다.", en: "'{target}' is no target of this period." },
    todo: { ko: "다음 가운데 고르십시오: {targets}", en: "Choose from: {targets}" },
  },
  LINE_INCOMPLETE: {
    severity: "error",
    text: { ko: "{number}번째 줄 '{label}'에 {what}이(가) 없습니다.", en: "Line {number}, '{label}', lacks {what}." },
    todo: { ko: "completions에 그 줄의 값을 적으십시오.", en: "Give it for that line in `completions`." },
  },
  LINE_UNIT_UNFIT: {
    severity: "error",
    text: {
      ko: "{number}번째 줄의 단위 '{unit}'은(는) '{target}'에 맞지 않습니다.",
      en: "The unit '{unit}' of line {number} does not fit '{target}'.",
    },
    todo: { ko: "다음 단위 가운데 하나여야 합니다: {allowed}", en: "It must be one of: {allowed}" },
  },
  SERIES_OUTSIDE_PERIOD: {
    severity: "warning",
    text: {
      ko: "{month}은(는) 보고기간 밖이라 활동자료로 넣지 않았습니다. 검침값은 보관됩니다.",
      en: "{month} lies outside the period: its readings are kept, but it gives no activity data.",
    },
    todo: { ko: "그 달의 보고기간에서 같은 파일을 가져오십시오.", en: "Import the same file in the period of that month." },
  },
  READING_DIFFERS: {
    severity: "error",
    text: {
      ko: "계량기 '{meter}'의 {at} 값이 이미 다른 값으로 보관되어 있습니다.",
      en: "A reading of meter '{meter}' at {at} is kept already with another value.",
    },
    todo: { ko: "계량기 번호와 파일을 확인하십시오.", en: "Check the meter's number, and the file." },
  },
} as const;

export const intakeProblem = problemsOf(INTAKE_PROBLEMS);
