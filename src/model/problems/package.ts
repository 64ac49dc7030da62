// Problems of sealing a package.
import { problemsOf } from "../../base/problem.ts";

export const PACKAGE_PROBLEMS = {
  HOLD_UNKNOWN: {
    severity: "error",
    text: { ko: "감출 기록 '{key}'을(를) 찾을 수 없습니다.", en: "There is no record '{key}' to hold back." },
    todo: { ko: "다음 가운데 고르십시오: {known}", en: "Choose from: {known}" },
  },
  HOLD_UNSALTED: {
    severity: "error",
    text: {
      ko: "소금값 없이 만든 산정서에서는 아무것도 감출 수 없습니다. 감춘 값을 추측해 맞힐 수 있기 때문입니다.",
      en: "Nothing can be held back of a statement that was made without salts: what is hidden could be guessed.",
    },
    todo: {
      ko: "--key와 함께 통합문서나 사례 파일에서 봉인하십시오.",
      en: "Seal the workbook or case file with --key.",
    },
  },
  PINNED_DATASET_MISSING: {
    severity: "error",
    text: {
      ko: "산정서가 고정한 데이터 '{dataset}'의 그 판이 여기에 없습니다.",
      en: "The version of the dataset '{dataset}' that the statement pins is not at hand.",
    },
    todo: { ko: "--data로 그 표를 주십시오.", en: "Give that table with --data." },
  },
  EVIDENCE_NOT_HANDED: {
    severity: "note",
    text: {
      ko: "증빙 {count}건은 해시만 봉인됩니다: {names}.",
      en: "Of {count} pieces of evidence only the hashes are sealed: {names}.",
    },
    todo: {
      ko: "내용까지 넣으려면 --evidence로 그 파일이 든 폴더를 주십시오.",
      en: "Give the folder that holds them with --evidence where the bytes are to be in the package.",
    },
  },
} as const;

export const packageProblem = problemsOf(PACKAGE_PROBLEMS);
