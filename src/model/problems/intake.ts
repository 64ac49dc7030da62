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
      ko: "{month}의 검침값 가운데 보고기간 밖의 것은 담지 않습니다.",
      en: "Readings of {month} that lie outside the period are left out.",
    },
    todo: { ko: "그 날짜의 보고기간에서 같은 파일을 가져오십시오.", en: "Import the same file in the period of those days." },
  },
  READING_DIFFERS: {
    severity: "warning",
    text: {
      ko: "계량기 '{meter}'의 검침값 {count}개(처음 것은 {at})가 이미 다른 값으로 보관되어 있습니다. 이 파일의 값이 그 자리에 섭니다.",
      en: "{count} readings of meter '{meter}', the first at {at}, are kept already with another value; those of this file take their place.",
    },
    todo: {
      ko: "계량기 번호와 파일을 확인하십시오. 이 가져오기를 거두면 앞의 값이 다시 섭니다.",
      en: "Check the meter's number and the file. When this import is withdrawn, the values before it stand again.",
    },
  },
  READING_INTERVAL: {
    severity: "error",
    text: {
      ko: "계량기 '{meter}'의 같은 시간에 {kept}분 간격의 검침값이 이미 있어, {minutes}분 간격의 이 파일을 더하면 두 번 세게 됩니다.",
      en: "Meter '{meter}' has readings of {kept} minutes of the same time: those of {minutes} minutes in this file would count twice.",
    },
    todo: { ko: "앞의 가져오기를 거둔 뒤에 다시 하십시오.", en: "Withdraw the import of those readings first." },
  },
  LINES_OTHERWISE: {
    severity: "warning",
    text: {
      ko: "{count}줄은 이미 다른 내용이나 다른 대상으로 있습니다(예: {key}). 가져오면 새 판이 됩니다.",
      en: "{count} lines are there already with another content or target, such as {key}; the import writes their next version.",
    },
    todo: {
      ko: "그 기록의 이력을 보고, 손으로 고친 것이라면 그 줄을 빼고 가져오십시오.",
      en: "See the history of those records; leave out lines that somebody has corrected by hand.",
    },
  },
  LINES_WITHDRAWN: {
    severity: "warning",
    text: {
      ko: "{count}줄은 있었다가 거둔 것입니다(예: {key}). 가져오면 다시 섭니다.",
      en: "{count} lines were there and have been withdrawn, such as {key}; the import brings them back.",
    },
    todo: { ko: "왜 거두었는지 그 기록의 이력에서 확인하십시오.", en: "See in the history of those records why they were withdrawn." },
  },
  LINES_TWICE: {
    severity: "warning",
    text: {
      ko: "{count}줄은 이미 있는 줄(예: {key})과 대상, 날짜, 값, 증빙번호·계량기가 같습니다. 가져오면 두 번 셉니다.",
      en: "{count} lines say the same as lines that are there already, such as {key}: target, days, value, and document or meter. They would count twice.",
    },
    todo: {
      ko: "같은 자료를 다른 파일로 다시 보낸 것이면 가져오지 말거나, 앞의 가져오기를 거두십시오.",
      en: "Where the same data came in another file, do not import it, or withdraw the import before it.",
    },
  },
} as const;

export const intakeProblem = problemsOf(INTAKE_PROBLEMS);
