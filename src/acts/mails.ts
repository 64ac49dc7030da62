// The texts of mails that acts send.
export type Mail = { subject: string; body: string };

export function invitationMail(given: { organisation: string; link: string; lang: "ko" | "en"; days: number }): Mail {
  const { organisation, link, lang, days } = given;
  if (lang === "ko")
    return {
      subject: `산단(Sandan): ${organisation} 초대`,
      body: `${organisation}에서 산단(Sandan)의 구성원으로 초대했습니다.\n\n아래 주소를 열고 이 전자우편 주소로 로그인하면 됩니다. ${days}일 동안 쓸 수 있습니다.\n\n${link}\n\n모르는 초대라면 이 편지를 무시하십시오.\n`,
    };
  return {
    subject: `Sandan: invitation to ${organisation}`,
    body: `${organisation} invites you to be a member on Sandan.\n\nOpen this address and sign in with the address that this mail was sent to. It is valid for ${days} days.\n\n${link}\n\nIf you do not know what this is, ignore it.\n`,
  };
}
