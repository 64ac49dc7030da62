// Where the link of a reset mail leads: a new password.
import { useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button, LinkButton } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { PageHead } from "../parts/states.tsx";
import { askSignOn } from "../session.tsx";
import { PasswordField, useForm } from "./sign-in-page.tsx";

export function NewPasswordPage() {
  const { say } = useLanguage();
  const [done, setDone] = useState(false);
  const { busy, refused, submit } = useForm(async (data) => {
    const token = new URLSearchParams(location.search).get("token") ?? "";
    await askSignOn("/reset-password", { token, newPassword: data("password") });
    setDone(true);
  });
  return (
    <main className="door">
      <section className="card stack">
        <PageHead title={say("새 비밀번호", "New password")} />
        {done ? (
          <>
            <p role="status">{say("바꾸었습니다. 새 비밀번호로 로그인하십시오.", "Changed. Sign in with the new password.")}</p>
            <LinkButton to="/" look="main">
              {say("로그인", "Sign in")}
            </LinkButton>
          </>
        ) : (
          <form className="stack" onSubmit={submit}>
            <PasswordField fresh />
            <RefusedNote refused={refused} />
            <Button look="main" submit busy={busy}>
              {say("바꾸기", "Change")}
            </Button>
          </form>
        )}
      </section>
    </main>
  );
}
