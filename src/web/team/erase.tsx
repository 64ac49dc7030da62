// The end of one's personal data: name, address and ways to sign in; what was recorded keeps a number without a name.
import { useState } from "react";
import { useNavigate } from "react-router";
import { useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { TextField } from "../parts/field.tsx";
import { useMe, useSession } from "../session.tsx";
import { forgetToken } from "../token.ts";

export function Erase() {
  const { say } = useLanguage();
  const { email } = useMe();
  const { renew } = useSession();
  const go = useNavigate();
  const erase = useDo("erasePerson");
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const confirm = async (): Promise<void> => {
    await erase.mutateAsync({ input: { body: { email: typed } } });
    forgetToken();
    go("/");
    await renew();
  };
  return (
    <section className="card stack team-danger" aria-labelledby="erase">
      <h2 id="erase">{say("내 개인정보 지우기", "Erase my data")}</h2>
      <p>
        {say(
          "이름, 전자우편, 로그인 방법이 지워집니다. 조직에 남긴 기록에는 이름 없는 번호만 남습니다. 되돌릴 수 없습니다.",
          "Your name, address and ways to sign in go, for good. What you recorded in organisations keeps a number without a name.",
        )}
      </p>
      <div>
        <Button look="danger" onClick={() => setAsking(true)}>
          {say("지우기…", "Erase…")}
        </Button>
      </div>
      <Confirm
        title={say("내 개인정보를 지울까요?", "Erase your personal data?")}
        open={asking}
        action={say("지우고 나가기", "Erase and leave")}
        busy={erase.isPending}
        refused={erase.error}
        lacks={
          typed.toLowerCase() === email.toLowerCase()
            ? undefined
            : say("전자우편을 그대로 적어야 지울 수 있습니다.", "Type your e-mail as it is to erase.")
        }
        onConfirm={() => void confirm().catch(() => {})}
        onClose={() => {
          setAsking(false);
          setTyped("");
        }}
      >
        <TextField
          label={say("내 전자우편", "Your e-mail")}
          help={say(`그대로 적으십시오: ${email}`, `Type it as it is: ${email}`)}
          type="email"
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </Confirm>
    </section>
  );
}
