// Problems of operating a server: nothing to look at, a place that is taken, a store of evidence that does not answer.
import { type ProblemSpec, problemsOf } from "../../base/problem.ts";

export const OPERATE_PROBLEMS = {
  PERSON_UNKNOWN: {
    severity: "error",
    text: { ko: "'{email}' 주소의 사람이 없습니다.", en: "There is nobody of the address '{email}'." },
    todo: { ko: "로그인에 쓰는 전자우편 주소를 그대로 적으십시오.", en: "Give the address that they sign in with." },
  },
  NO_DATABASE: {
    severity: "error",
    text: { ko: "{where}에 Sandan의 데이터베이스가 없습니다.", en: "There is no database of Sandan in {where}." },
    todo: {
      ko: "SANDAN_DATA나 DATABASE_URL을 확인하십시오. 처음이면 `sandan serve`가 만듭니다.",
      en: "Check SANDAN_DATA or DATABASE_URL; `sandan serve` makes one where there is none.",
    },
  },
  BACKUP_PLACE_TAKEN: {
    severity: "error",
    text: {
      ko: "백업할 자리 '{folder}'에 이미 무엇이 있습니다. 덮어쓰지 않습니다.",
      en: "There is something already in '{folder}', where the backup would go; nothing is overwritten.",
    },
    todo: { ko: "없거나 비어 있는 폴더를 --out으로 주십시오.", en: "Give by --out a folder that is empty, or not there yet." },
  },
  BACKUP_WITHOUT_EVIDENCE: {
    severity: "warning",
    text: {
      ko: "증빙 {count}건은 내용이 없거나 해시와 맞지 않아 백업에 들어가지 않았습니다(처음: {first}).",
      en: "{count} pieces of evidence are gone or do not fit their hash and are not in the backup (the first: {first}).",
    },
    todo: {
      ko: "`sandan doctor --deep`으로 확인하고 이전 백업에서 되살리십시오.",
      en: "Look with `sandan doctor --deep`, and bring them back from an earlier backup.",
    },
  },
  EVIDENCE_STORE_UNREACHABLE: {
    severity: "error",
    text: {
      ko: "증빙 저장소에 지금 닿지 않습니다. 아무것도 저장되지 않았습니다.",
      en: "The store of evidence does not answer now. Nothing was written.",
    },
    todo: {
      ko: "잠시 뒤 다시 보내십시오. 계속되면 관리자에게 `sandan doctor`를 부탁하십시오.",
      en: "Send it again in a while; if it goes on, ask the administrator to run `sandan doctor`.",
    },
  },
} as const satisfies Record<string, ProblemSpec>;

export const operateProblem = problemsOf(OPERATE_PROBLEMS);
