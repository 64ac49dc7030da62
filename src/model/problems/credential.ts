// Problems of signing in an organisation's name, and of what others signed about it.
import { problemsOf } from "../../base/problem.ts";

export const CREDENTIAL_PROBLEMS = {
  SIGNING_KEY_UNREADABLE: {
    severity: "error",
    text: {
      ko: "서명 키를 열 수 없습니다. 이 키는 이 서버의 열쇠로 암호화된 것이 아니거나 보안 장치에 없습니다. 아무것도 서명되지 않았습니다.",
      en: "The signing key cannot be opened: it was not encrypted by this server's own key, or the device does not hold it. Nothing was signed.",
    },
    todo: {
      ko: "관리자에게 백업의 keys 폴더가 복원되었는지, 보안 장치가 연결되었는지 물으십시오. 되찾을 수 없으면 키를 새것으로 바꾸십시오.",
      en: "Ask the administrator whether the backup's folder of keys was restored and the device is there. Where it is lost, make another key.",
    },
  },
  CREDENTIAL_REFUSED: {
    severity: "error",
    text: { ko: "이 증명서에는 서명할 수 없습니다: {why}", en: "This credential cannot be signed: {why}" },
    todo: {
      ko: "W3C 증명서 데이터 모델 2.0에 맞게 고쳐서 다시 보내십시오. 발급자(issuer)는 조직의 식별자여야 합니다.",
      en: "Write it as the W3C data model 2.0 wants it and send it again; its issuer is the organisation's own identifier.",
    },
  },
  ACCREDITATION_REFUSED: {
    severity: "error",
    text: { ko: "이 인정서는 쓸 수 없습니다: {why}", en: "This accreditation cannot be used: {why}" },
    todo: {
      ko: "인정기관이 이 조직의 식별자({did})를 대상으로 서명해 발급한 증명서를 그대로 올리십시오.",
      en: "Hand in the credential as the accreditation body signed it, about this organisation's identifier ({did}).",
    },
  },
  REVOCATION_FINAL: {
    severity: "error",
    text: {
      ko: "철회는 되돌릴 수 없습니다.",
      en: "What is revoked stays revoked.",
    },
    todo: { ko: "산정서를 새로 봉인하십시오.", en: "Seal the statement anew." },
  },
  STATUS_NONE: {
    severity: "error",
    text: {
      ko: "이 증명서는 이 조직의 상태 목록에 없습니다.",
      en: "This credential has no place in the organisation's status lists.",
    },
    todo: { ko: "발급한 기관에 철회를 요청하십시오.", en: "Ask whoever signed it to revoke it." },
  },
} as const;

export const credentialProblem = problemsOf(CREDENTIAL_PROBLEMS);
