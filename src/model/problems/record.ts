// Problems of records as they are stored, and of putting a period's case together from them.
import { problemsOf } from "../../base/problem.ts";

export const RECORD_PROBLEMS = {
  RECORD_KIND_UNKNOWN: {
    severity: "error",
    text: { ko: "'{key}'(이)라는 종류의 기록은 없습니다.", en: "There is no kind of record '{key}'." },
    todo: { ko: "다음 가운데 하나로 시작해야 합니다: {kinds}", en: "It must begin with one of: {kinds}" },
  },
  RECORD_ID_DIFFERS: {
    severity: "error",
    text: {
      ko: "기록의 id '{id}'이(가) 주소의 '{key}'와(과) 다릅니다.",
      en: "The record's id '{id}' is not that of its address '{key}'.",
    },
    todo: { ko: "둘을 같게 하십시오.", en: "Make the two equal." },
  },
  RECORD_TWICE: {
    severity: "error",
    text: { ko: "'{key}'이(가) 한 요청에 두 번 있습니다.", en: "'{key}' stands twice in one request." },
    todo: { ko: "하나만 남기십시오.", en: "Keep one of the two." },
  },
  RECORD_TOO_LARGE: {
    severity: "error",
    text: { ko: "기록 '{key}'이(가) 너무 크거나 너무 깊습니다.", en: "The record '{key}' is too large or nested too deeply." },
    todo: { ko: "활동자료는 한 줄씩 기록하십시오.", en: "Record activity data line by line." },
  },
  ORIGIN_INVALID: {
    severity: "error",
    text: { ko: "'{key}'의 출처(origin)가 맞지 않습니다: {what}", en: "An origin in '{key}' does not fit: {what}" },
    todo: {
      ko: "origin에는 sheet, cell, line, evidence(SHA-256 목록)만 둡니다.",
      en: "An origin holds sheet, cell, line and evidence (a list of SHA-256).",
    },
  },
  ACTIVITY_ENDS_BEFORE: {
    severity: "error",
    text: { ko: "활동자료의 끝({end})이 시작({start})보다 앞섭니다.", en: "The activity data end ({end}) before they begin ({start})." },
    todo: { ko: "날짜를 고치십시오.", en: "Mend the days." },
  },
  ACTIVITY_OUTSIDE_PERIOD: {
    severity: "error",
    text: {
      ko: "활동자료 {start}~{end}이(가) 보고기간 {from}~{until} 밖입니다.",
      en: "The activity data of {start} to {end} lie outside the period {from} to {until}.",
    },
    todo: {
      ko: "그 날짜의 보고기간에 넣거나, 기간에 걸치면 나누어 적으십시오.",
      en: "Put them into the period of those days, or split them at its border.",
    },
  },
  ACTIVITY_TARGET_UNKNOWN: {
    severity: "error",
    text: {
      ko: "활동자료가 가리키는 '{target}'이(가) 기록에 없습니다.",
      en: "The activity data belong to '{target}', which no record has.",
    },
    todo: { ko: "그 기록을 먼저 만들거나 target을 고치십시오.", en: "Make that record first, or mend the target." },
  },
  ACTIVITY_UNITS_DIFFER: {
    severity: "error",
    text: {
      ko: "'{target}'의 활동자료 단위를 서로 더할 수 없습니다: {units}",
      en: "The units of the activity data of '{target}' cannot be added up: {units}.",
    },
    todo: {
      ko: "같은 차원의 단위로 고치십시오. 환산은 추측하지 않습니다.",
      en: "Use units of one dimension; a conversion is never guessed.",
    },
  },
  ACTIVITY_TWICE: {
    severity: "warning",
    text: {
      ko: "'{target}'의 활동자료 {count}줄이 다른 줄과 똑같이 말합니다: {lines}. 모두 더했습니다.",
      en: "{count} lines of activity data of '{target}' say the same as others: {lines}. All of them were added up.",
    },
    todo: {
      ko: "같은 자료를 두 번 담은 것이면 하나를 거두십시오.",
      en: "Withdraw one of the two where the same data were taken in twice.",
    },
  },
  ACTIVITY_GAP: {
    severity: "warning",
    text: {
      ko: "계량기 '{meter}'의 {month} 검침값에 {hours}시간이 빠져 있습니다({start}~{end}의 값만 더했습니다).",
      en: "Meter '{meter}' has no reading of {hours} hours of {month}; what there is from {start} to {end} was added up.",
    },
    todo: {
      ko: "빠진 검침값을 가져오거나, 그 시간의 추정값을 활동자료 한 줄로 적고 추정이라고 표시하십시오.",
      en: "Import the readings that are missing, or record an estimate of those hours as a line of its own, marked as estimated.",
    },
  },
  ACTIVITY_BESIDE_TOTAL: {
    severity: "warning",
    text: {
      ko: "'{target}'에 직접 적은 값과 활동자료 {count}줄이 함께 있습니다. 활동자료의 합을 썼습니다.",
      en: "'{target}' has a typed value and {count} lines of activity data; the sum of the lines was used.",
    },
    todo: { ko: "둘 가운데 하나를 거두십시오.", en: "Withdraw one of the two." },
  },
  PERIOD_WITHOUT_PROCESS: {
    severity: "error",
    text: { ko: "이 보고기간에는 아직 생산공정이 없습니다.", en: "This period has no production process yet." },
    todo: {
      ko: "생산공정을 하나 이상 입력하거나, 사례 파일이나 집행위원회 양식을 가져오십시오.",
      en: "Enter at least one production process, or import a case file or the Commission's workbook.",
    },
  },
  SCENARIO_RECORD_GONE: {
    severity: "error",
    text: {
      ko: "조치가 거두려는 기록 '{key}'이(가) 이제 없습니다. 이 조치는 더 이상 맞지 않습니다.",
      en: "The record '{key}' that the measure would withdraw is gone: the measure no longer applies.",
    },
    todo: { ko: "조치에서 그 변경을 빼거나 조치를 거두십시오.", en: "Take that change out of the measure, or withdraw the measure." },
  },
  SCENARIO_RECORD_CHANGED: {
    severity: "warning",
    text: {
      ko: "기록 '{key}'은(는) 조치를 세운 뒤에 고쳐졌습니다(지금 {current}판, 조치는 {seen}판 기준). 조치 뒤의 값에는 그 고침이 들어 있지 않습니다.",
      en: "The record '{key}' has been corrected since the measure was thought out (now version {current}; the measure is based on {seen}). The figures after it lack that correction.",
    },
    todo: { ko: "지금 기록에서 조치를 다시 세워 저장하십시오.", en: "Set up the measure again on the record as it stands, and save it." },
  },
} as const;

export const recordProblem = problemsOf(RECORD_PROBLEMS);
