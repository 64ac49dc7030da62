// Problems of a Statement that is read back.
import { problemsOf } from "../../base/problem.ts";

export const STATEMENT_PROBLEMS = {
  FIGURE_UNKNOWN: {
    severity: "error",
    text: { ko: "'{figure}'(이)라는 값은 없습니다.", en: "There is no figure '{figure}'." },
    todo: { ko: "제품과 항목은 다음 가운데 고르십시오: {known}", en: "Choose a good and a measure from: {known}" },
  },
  STATEMENT_BROKEN: {
    severity: "error",
    text: { ko: "읽을 수 있는 산정서가 아닙니다: {what}.", en: "This is no statement that can be read: {what}." },
    todo: {
      ko: "`sandan calculate FILE --format json`으로 만든 파일을 주십시오.",
      en: "Give a file made by `sandan calculate FILE --format json`.",
    },
  },
  STATEMENT_HASH_MISMATCH: {
    severity: "error",
    text: {
      ko: "산정서의 내용이 그 해시와 맞지 않습니다. 만든 뒤에 바뀌었습니다.",
      en: "The statement's content does not fit its hash: it was changed after it was made.",
    },
    todo: { ko: "원래 파일을 다시 받으십시오.", en: "Get the original file again." },
    clause: "RFC 8785, SHA-256",
  },
  STATEMENT_INCONSISTENT: {
    severity: "error",
    text: {
      ko: "산정서의 '{step}' 값이 그 근거가 되는 값들에서 나오지 않습니다.",
      en: "The statement's value of '{step}' does not follow from what it rests on.",
    },
    todo: {
      ko: "이 산정서를 쓰지 말고, 만든 이에게 원래 파일을 요청하십시오.",
      en: "Do not use this statement; ask its maker for the original file.",
    },
    clause: "RFC 8785, SHA-256",
  },
  STATEMENT_LEAF_MISMATCH: {
    severity: "error",
    text: { ko: "공개된 값 '{step}'이(가) 봉인된 값과 다릅니다.", en: "The disclosed value of '{step}' is not the one that was sealed." },
    todo: { ko: "원래 파일을 다시 받으십시오.", en: "Get the original file again." },
    clause: "RFC 8785, SHA-256",
  },
  STATEMENT_RECORDS_BROKEN: {
    severity: "error",
    text: {
      ko: "산정서의 기록이 사례의 형식에 맞지 않아 보고서를 만들 수 없습니다.",
      en: "The statement's records have not the form of a case, so that no report can be drawn from them.",
    },
    todo: {
      ko: "만든 이에게 모든 기록이 든 산정서를 요청하십시오.",
      en: "Ask its maker for a statement with all its records.",
    },
  },
  STATEMENT_WITHHOLDS: {
    severity: "warning",
    text: {
      ko: "산정서가 기록 {count}건을 보이지 않으므로 그 내용은 여기에 없습니다: {records}.",
      en: "The statement withholds {count} of its records, which are missing here: {records}.",
    },
    todo: {
      ko: "그 내용이 필요하면 만든 이에게 공개를 요청하십시오.",
      en: "Ask its maker to disclose them where they are needed.",
    },
  },
} as const;

export const statementProblem = problemsOf(STATEMENT_PROBLEMS);
