// Problems of keeping data: a database or a disk that does not answer, versions that do not follow, what is not there.
import { problemsOf } from "../../base/problem.ts";

export const STORE_PROBLEMS = {
  DATABASE_UNREACHABLE: {
    severity: "error",
    text: {
      ko: "데이터베이스에 지금 닿지 않습니다. 요청이 저장되었다는 확답을 드릴 수 없습니다.",
      en: "The database does not answer now; whether the request was carried out is not certain.",
    },
    todo: {
      ko: "잠시 뒤 같은 Idempotency-Key로 다시 보내면 한 번만 저장됩니다. 계속되면 관리자에게 `sandan doctor`를 부탁하십시오.",
      en: "Send it again in a while with the same Idempotency-Key: it is done once. If it goes on, ask the administrator to run `sandan doctor`.",
    },
  },
  DISK_FULL: {
    severity: "error",
    text: { ko: "서버의 디스크가 가득 찼습니다. 아무것도 저장되지 않았습니다.", en: "The server's disk is full. Nothing was written." },
    todo: {
      ko: "관리자에게 자리를 비워 달라고 하십시오. 그 뒤에는 다시 시작하지 않아도 됩니다.",
      en: "Ask the administrator to make room; no restart is needed then.",
    },
  },
  BUSY: {
    severity: "error",
    text: {
      ko: "같은 보고기간에 다른 쓰기(가져오기 등)가 진행되고 있습니다. 아무것도 저장되지 않았습니다.",
      en: "Another write, such as an import, is under way in the same period. Nothing was written.",
    },
    todo: { ko: "끝난 뒤 다시 보내십시오.", en: "Send it again when that is finished." },
  },
  SCHEMA_NEWER: {
    severity: "error",
    text: {
      ko: "데이터베이스가 더 새로운 Sandan의 것입니다(판 {found}, 이 프로그램은 {known}까지).",
      en: "The database is that of a newer Sandan (schema {found}; this program knows {known}).",
    },
    todo: { ko: "Sandan을 새 판으로 올리거나 백업을 되돌리십시오.", en: "Upgrade Sandan, or restore a backup made before." },
  },
  SCHEMA_ALTERED: {
    severity: "error",
    text: {
      ko: "데이터베이스에 적용된 {file}이(가) 이 프로그램의 것과 다릅니다.",
      en: "The {file} that was applied to the database is not this program's.",
    },
    todo: { ko: "원래 판의 Sandan을 쓰거나 백업을 되돌리십시오.", en: "Use the version that made the database, or restore a backup." },
  },
  VERSION_CONFLICT: {
    severity: "error",
    text: {
      ko: "'{what}'은(는) 그 사이에 바뀌었습니다(지금 {current}판, 보신 것은 {seen}). 아무것도 저장되지 않았습니다.",
      en: "'{what}' has been changed meanwhile (now version {current}; you saw {seen}). Nothing was written.",
    },
    todo: { ko: "지금 판을 다시 읽고 고쳐서 보내십시오.", en: "Read it again, and send your change on top of it." },
  },
  VERSION_NEEDED: {
    severity: "error",
    text: {
      ko: "'{what}'은(는) 이미 있습니다({current}판). 어느 판을 고치는지 말하지 않았습니다.",
      en: "'{what}' is there already (version {current}), and the change does not say which version it follows.",
    },
    todo: {
      ko: 'If-Match: "{current}" 머리글(또는 follows)을 주십시오.',
      en: 'Give the header If-Match: "{current}" (or `follows`).',
    },
  },
  NOT_FOUND: {
    severity: "error",
    text: { ko: "'{what}'을(를) 찾을 수 없습니다.", en: "There is no '{what}' here." },
    todo: { ko: "주소와 id를 확인하십시오.", en: "Check the address and the id." },
  },
  EVIDENCE_UNKNOWN: {
    severity: "error",
    text: {
      ko: "기록이 가리키는 증빙 {sha256}이(가) 올라와 있지 않습니다.",
      en: "The evidence {sha256} that the record names is not uploaded.",
    },
    todo: { ko: "증빙을 먼저 올리십시오.", en: "Upload the evidence first." },
  },
  EVIDENCE_IN_USE: {
    severity: "error",
    text: { ko: "증빙을 기록 {count}건이 가리키므로 지울 수 없습니다.", en: "{count} records name this evidence; it cannot be removed." },
    todo: { ko: "증빙은 기록과 함께 남습니다.", en: "Evidence stays as long as records name it." },
  },
  EVIDENCE_DAMAGED: {
    severity: "error",
    text: {
      ko: "보관된 증빙 {sha256}의 내용이 해시와 맞지 않거나 파일이 없습니다.",
      en: "The evidence {sha256} as kept does not fit its hash, or its file is gone.",
    },
    todo: { ko: "관리자에게 백업에서 되살려 달라고 하십시오.", en: "Ask the administrator to restore it from a backup." },
  },
  BACKUP_UNREADABLE: {
    severity: "error",
    text: { ko: "백업을 읽을 수 없습니다: {what}.", en: "The backup cannot be read: {what}." },
    todo: { ko: "다른 백업을 쓰십시오.", en: "Use another backup." },
  },
  RESTORE_NOT_EMPTY: {
    severity: "error",
    text: {
      ko: "되살릴 자리에 이미 자료가 있습니다. 덮어쓰지 않습니다.",
      en: "There are data already where the backup would go; nothing is overwritten.",
    },
    todo: { ko: "빈 SANDAN_DATA나 빈 데이터베이스를 주십시오.", en: "Give an empty SANDAN_DATA, or an empty database." },
  },
} as const;

export const storeProblem = problemsOf(STORE_PROBLEMS);
