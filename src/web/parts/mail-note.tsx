// Where a mail is to be found that a server without mail wrote to a file.
import { useLanguage } from "../language.tsx";

const toFile = document.getElementById("root")?.dataset.mail === "file";

export function MailNote() {
  const { say } = useLanguage();
  if (!toFile) return null;
  return (
    <p className="quiet">
      {say(
        "이 서버에는 메일이 설정되어 있지 않아 편지를 파일에 적습니다. 서버를 켠 터미널에 그 이름(mail.txt)이 나와 있습니다. 열어서 마지막 주소를 여십시오.",
        "This server has no mail set up and writes its mails to a file: the terminal that it was started in names it (mail.txt). Open the last address in it.",
      )}
    </p>
  );
}
