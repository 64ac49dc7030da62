// Problems of a plain case file: its text, its fields, its units.
import { problemsOf } from "../../base/problem.ts";

export const CASE_FILE_PROBLEMS = {
  FILE_FORMAT_UNKNOWN: {
    severity: "error",
    text: {
      ko: "파일이 엑셀 통합 문서(.xlsx)도 사례 파일(JSON)도 아닙니다.",
      en: "The file is neither an Excel workbook (.xlsx) nor a case file (JSON).",
    },
    todo: {
      ko: "집행위원회 통보 서식(.xlsx) 또는 UTF-8로 저장한 사례 파일(.json)을 주십시오.",
      en: "Give the Commission's communication workbook (.xlsx), or a case file (.json) saved as UTF-8.",
    },
  },
  FILE_NOT_TEXT: {
    severity: "error",
    text: { ko: "파일이 UTF-8로 저장된 글이 아닙니다.", en: "The file's text is not saved as UTF-8." },
    todo: {
      ko: "사례 파일(.json)이면 UTF-8로 다시 저장하고, 아니면 집행위원회 통보 서식(.xlsx)을 주십시오.",
      en: "Save a case file (.json) as UTF-8, or give the Commission's communication workbook (.xlsx).",
    },
  },
  FILE_TOO_LARGE: {
    severity: "error",
    text: {
      ko: "파일이 {size} MB로, 읽을 수 있는 크기({limit} MB)를 넘습니다.",
      en: "The file has {size} MB, more than the {limit} MB that are read.",
    },
    todo: { ko: "사업장마다 파일을 나누십시오.", en: "Split it: one file per installation." },
  },
  LIST_TOO_LONG: {
    severity: "error",
    text: {
      ko: "'{field}' 목록에 {count}개가 있어, 읽을 수 있는 {limit}개를 넘습니다.",
      en: "The list '{field}' has {count} entries, more than the {limit} that are read.",
    },
    todo: { ko: "사업장마다 파일을 나누십시오.", en: "Split the file: one per installation." },
  },
  JSON_BROKEN: {
    severity: "error",
    text: { ko: "{line}번째 줄에서 JSON을 읽을 수 없습니다({what}).", en: "The JSON cannot be read at line {line} ({what})." },
    todo: { ko: "그 줄의 쉼표, 따옴표, 괄호를 확인하십시오.", en: "Check commas, quotes and brackets there." },
  },
  JSON_KEY_TWICE: {
    severity: "error",
    text: { ko: "필드 '{key}'이(가) 같은 객체에 두 번 있습니다.", en: "The field '{key}' stands twice in the same object." },
    todo: { ko: "하나만 남기십시오.", en: "Keep one of the two." },
  },
  NOT_A_CASE: {
    severity: "error",
    text: {
      ko: '이 JSON은 사례 파일이 아닙니다(format: "sandan.case/1"이 없음).',
      en: 'This JSON is no case file (it lacks format: "sandan.case/1").',
    },
    todo: { ko: "docs/CASE-FILE.md의 예를 보고 만드십시오.", en: "See the example in docs/CASE-FILE.md." },
  },
  FIELD_UNKNOWN: {
    severity: "error",
    text: { ko: "'{field}'(이)라는 필드는 없습니다.", en: "There is no field '{field}' here." },
    todo: {
      ko: "철자를 확인하거나 필드를 지우십시오. `docs/case.schema.json`에 모든 필드가 있습니다.",
      en: "Check its spelling or remove it; docs/case.schema.json lists all fields.",
    },
  },
  FIELD_MISSING: {
    severity: "error",
    text: { ko: "필드 '{field}'이(가) 없습니다.", en: "The field '{field}' is missing." },
    todo: { ko: "필드를 추가하십시오.", en: "Add it." },
  },
  FIELD_INVALID: {
    severity: "error",
    text: { ko: "'{field}'의 값이 맞지 않습니다: {what}", en: "The value of '{field}' does not fit: {what}" },
    todo: {
      ko: "값을 고치십시오. 허용되는 값은 docs/case.schema.json에 있습니다.",
      en: "Mend it; docs/case.schema.json tells what is allowed.",
    },
  },
  PART_TWICE: {
    severity: "error",
    text: { ko: "'{field}': 부분 '{id}'이(가) 두 번 있습니다.", en: "'{field}': the part '{id}' stands twice." },
    todo: { ko: "하나를 지우거나 id를 바꾸십시오.", en: "Remove one, or give it another id." },
  },
  UNIT_UNKNOWN: {
    severity: "error",
    text: { ko: "'{field}': 단위 '{unit}'은(는) 여기에 쓸 수 없습니다.", en: "'{field}': the unit '{unit}' cannot be used here." },
    todo: { ko: "다음 가운데 하나를 쓰십시오: {allowed}", en: "Use one of: {allowed}" },
  },
  UNIT_MISSING: {
    severity: "error",
    text: { ko: "'{field}': '{given}'에 단위가 없습니다.", en: "'{field}': '{given}' has no unit." },
    todo: {
      ko: "값 뒤에 단위를 쓰십시오({allowed}). 단위는 추측하지 않습니다.",
      en: "Write the unit after the number ({allowed}); it is never guessed.",
    },
  },
  NUMBER_UNREADABLE: {
    severity: "error",
    text: {
      ko: "'{field}': '{given}'은(는) 수와 단위로 읽을 수 없습니다.",
      en: "'{field}': '{given}' cannot be read as a number and a unit.",
    },
    todo: {
      ko: '"1837.5 t"처럼 쓰십시오. 천 단위 구분 기호는 쓰지 않습니다.',
      en: 'Write it like "1837.5 t", without thousands separators.',
    },
  },
} as const;

export const caseFileProblem = problemsOf(CASE_FILE_PROBLEMS);
