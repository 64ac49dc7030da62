// The texts of mails about signing on; no name that somebody typed stands in them, so that they carry nobody's message.
import type { Language } from "./problem-response.ts";

export type Text = { subject: string; text: string };

const IGNORE = {
  ko: "직접 요청하지 않았다면 이 편지를 무시하십시오. 아무것도 바뀌지 않습니다.",
  en: "If you did not ask for this, ignore this mail: nothing changes.",
};

/** For a new account: the address is real and its owner agrees. Valid for a day. */
export function verificationMail(link: string, lang: Language): Text {
  if (lang === "ko")
    return {
      subject: "산단(Sandan): 전자우편 주소 확인",
      text: `이 전자우편 주소로 산단(Sandan) 계정을 만들었습니다.\n\n아래 주소를 열어 확인하십시오. 하루 동안 쓸 수 있습니다.\n\n${link}\n\n${IGNORE.ko}\n`,
    };
  return {
    subject: "Sandan: confirm your e-mail address",
    text: `An account on Sandan was made with this e-mail address.\n\nOpen this link to confirm it. It is valid for a day.\n\n${link}\n\n${IGNORE.en}\n`,
  };
}

/** For a forgotten password. Valid for an hour. */
export function resetMail(link: string, lang: Language): Text {
  if (lang === "ko")
    return {
      subject: "산단(Sandan): 비밀번호 다시 정하기",
      text: `아래 주소를 열어 새 비밀번호를 정하십시오. 한 시간 동안 한 번 쓸 수 있습니다.\n\n${link}\n\n${IGNORE.ko}\n`,
    };
  return {
    subject: "Sandan: choose a new password",
    text: `Open this link to choose a new password. It is valid for an hour, and once.\n\n${link}\n\n${IGNORE.en}\n`,
  };
}

/** For an address with an account that somebody signs up again: the answer to the sign-up does not tell, this mail does. */
export function existingMail(lang: Language): Text {
  if (lang === "ko")
    return {
      subject: "산단(Sandan): 이미 계정이 있습니다",
      text: `이 전자우편 주소로 새 계정을 만들려는 요청이 있었으나, 이미 계정이 있습니다.\n\n로그인하거나, 비밀번호를 잊었으면 다시 정하십시오.\n\n${IGNORE.ko}\n`,
    };
  return {
    subject: "Sandan: you have an account already",
    text: `Somebody asked for a new account with this e-mail address, which has one already.\n\nSign in, or choose a new password if you forgot it.\n\n${IGNORE.en}\n`,
  };
}
