// Problems of signing on. None tells whether an address has an account.
import { type ProblemSpec, problemsOf } from "../../base/problem.ts";

export const SIGN_ON_PROBLEMS = {
  SIGN_IN_REFUSED: {
    severity: "error",
    text: { ko: "전자우편 주소나 비밀번호가 맞지 않습니다.", en: "The e-mail address or the password does not fit." },
    todo: { ko: "다시 입력하거나 비밀번호를 다시 정하십시오.", en: "Try again, or choose a new password." },
  },
  PASSWORD_WRONG: {
    severity: "error",
    text: { ko: "지금의 비밀번호가 맞지 않습니다.", en: "The present password is not right." },
    todo: { ko: "다시 입력하십시오.", en: "Enter it again." },
  },
  PASSWORD_TOO_SHORT: {
    severity: "error",
    text: { ko: "비밀번호는 {least}자 이상이어야 합니다.", en: "A password has at least {least} characters." },
    todo: { ko: "낱말 몇 개를 이어 더 길게 정하십시오.", en: "Choose a longer one, such as several words in a row." },
  },
  PASSWORD_TOO_LONG: {
    severity: "error",
    text: { ko: "비밀번호는 {most}자를 넘을 수 없습니다.", en: "A password has at most {most} characters." },
    todo: { ko: "더 짧게 정하십시오.", en: "Choose a shorter one." },
  },
  EMAIL_INVALID: {
    severity: "error",
    text: { ko: "전자우편 주소의 형식이 아닙니다.", en: "This is not the form of an e-mail address." },
    todo: { ko: "name@example.com 꼴로 적으십시오.", en: "Write it as name@example.com." },
  },
  EMAIL_NOT_VERIFIED: {
    severity: "error",
    text: { ko: "전자우편 주소를 아직 확인하지 않았습니다.", en: "The e-mail address is not confirmed yet." },
    todo: { ko: "방금 다시 보낸 편지의 주소를 여십시오.", en: "Open the link in the mail that was sent again just now." },
  },
  ACCOUNT_EXISTS: {
    severity: "error",
    text: { ko: "이 전자우편 주소의 계정이 이미 있습니다.", en: "There is an account with this e-mail address." },
    todo: { ko: "다른 주소를 쓰십시오.", en: "Use another address." },
  },
  ACCOUNT_NOT_LINKED: {
    severity: "error",
    text: {
      ko: "이 전자우편 주소의 계정이 통합 로그인과 이어져 있지 않습니다.",
      en: "The account with this e-mail address is not linked to single sign-on.",
    },
    todo: {
      ko: "비밀번호로 로그인한 뒤 계정 설정에서 통합 로그인을 이으십시오.",
      en: "Sign in by password, then link single sign-on in the settings of your account.",
    },
  },
  SIGN_UP_CLOSED: {
    severity: "error",
    text: {
      ko: "이 서버에서는 초대받은 사람만 계정을 만들 수 있습니다.",
      en: "On this server only those who are invited make an account.",
    },
    todo: {
      ko: "조직의 소유자에게 초대를 부탁하고, 초대받은 주소로 가입하십시오.",
      en: "Ask an owner of your organisation for an invitation, and use the address that it is sent to.",
    },
  },
  LINK_EXPIRED: {
    severity: "error",
    text: {
      ko: "편지의 주소가 맞지 않거나 이미 쓰였거나 기한이 지났습니다.",
      en: "The link of the mail does not fit, was used already, or has expired.",
    },
    todo: { ko: "새 편지를 요청하십시오.", en: "Ask for a new mail." },
  },
  SECOND_FACTOR_WRONG: {
    severity: "error",
    text: { ko: "인증 코드가 맞지 않습니다.", en: "The code is not right." },
    todo: {
      ko: "인증 앱의 지금 코드를 입력하고, 기기의 시계를 확인하십시오.",
      en: "Enter the code that the app shows now, and check the clock of the device.",
    },
  },
  SECOND_FACTOR_EXPIRED: {
    severity: "error",
    text: { ko: "두 번째 인증을 할 수 있는 시간이나 횟수가 지났습니다.", en: "The time or the tries for the second factor are over." },
    todo: { ko: "비밀번호부터 다시 입력하십시오.", en: "Begin again with the password." },
  },
  SECOND_FACTOR_LOCKED: {
    severity: "error",
    text: {
      ko: "틀린 인증 코드가 많아 두 번째 인증이 잠시 잠겼습니다.",
      en: "Too many wrong codes: the second factor is locked for a while.",
    },
    todo: { ko: "15분 뒤에 다시 하십시오.", en: "Try again in 15 minutes." },
  },
  SECOND_FACTOR_STATE: {
    severity: "error",
    text: { ko: "두 번째 인증이 그런 상태가 아닙니다.", en: "The second factor is not in that state." },
    todo: {
      ko: "계정 설정을 다시 열어 두 번째 인증이 켜져 있는지 확인하십시오.",
      en: "Open the settings of your account again and see whether it is on.",
    },
  },
  ORIGIN_REFUSED: {
    severity: "error",
    text: { ko: "다른 사이트의 페이지에서 온 요청이라 받지 않습니다.", en: "The request comes from another site's page and is refused." },
    todo: { ko: "이 서버의 페이지에서 다시 하십시오.", en: "Do it again from a page of this server." },
  },
  RETURN_ADDRESS_REFUSED: {
    severity: "error",
    text: { ko: "돌아갈 주소가 이 서버의 것이 아닙니다.", en: "The address to return to is not of this server." },
    todo: { ko: "이 서버 안의 경로를 주십시오.", en: "Give a path of this server." },
  },
  PROVIDER_UNAVAILABLE: {
    severity: "error",
    text: { ko: "통합 로그인을 쓸 수 없습니다.", en: "Single sign-on cannot be used." },
    todo: {
      ko: "잠시 뒤에 다시 하거나 비밀번호로 로그인하십시오. 계속되면 관리자가 OIDC 설정과 기록을 확인해야 합니다.",
      en: "Try again shortly, or sign in by password; if it stays, the administrator checks the OIDC settings and the log.",
    },
  },
  SIGN_ON_INPUT: {
    severity: "error",
    text: {
      ko: "요청에 빠지거나 맞지 않는 것이 있습니다: {fields}",
      en: "The request lacks something, or has it in a wrong form: {fields}",
    },
    todo: { ko: "그 항목을 고쳐 다시 보내십시오.", en: "Correct it and send the request again." },
  },
  SIGN_ON_REFUSED: {
    severity: "error",
    text: { ko: "로그인 요청을 받아들이지 않았습니다.", en: "The request to sign on was refused." },
    todo: { ko: "처음부터 다시 하십시오.", en: "Begin again." },
  },
  SIGN_ON_FAULT: {
    severity: "error",
    text: { ko: "로그인을 처리하지 못했습니다. 아무것도 바뀌지 않았습니다.", en: "The sign-on could not be done. Nothing was changed." },
    todo: {
      ko: "잠시 뒤에 다시 하십시오. 계속되면 관리자에게 알려 주십시오. 까닭은 서버의 기록에 있습니다.",
      en: "Try again shortly; if it stays, tell the administrator: the reason is in the server's log.",
    },
  },
} as const satisfies Record<string, ProblemSpec>;

export type SignOnProblem = keyof typeof SIGN_ON_PROBLEMS;
export const signOnProblem = problemsOf(SIGN_ON_PROBLEMS);
