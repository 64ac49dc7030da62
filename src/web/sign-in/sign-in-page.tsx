// Signing in: address and password, a second factor where there is one, single sign-on, a new account, a forgotten password.
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { Refused, unreached } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { TextField } from "../parts/field.tsx";
import { MailNote } from "../parts/mail-note.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { PageHead } from "../parts/states.tsx";
import { askSignOn, useSession } from "../session.tsx";

type Mode = "in" | "up" | "forgot" | "code";
/** Name of the operator's own sign-on, "" where the server has none; the server writes it into the page. */
const sso = document.getElementById("root")?.dataset.sso ?? "";

export function SignInPage() {
  const { say, lang, setLang } = useLanguage();
  const [mode, setMode] = useState<Mode>("in");
  const titles: Record<Mode, string> = {
    in: say("로그인", "Sign in"),
    up: say("가입", "Sign up"),
    forgot: say("비밀번호 찾기", "Forgotten password"),
    code: say("두 번째 확인", "Second factor"),
  };
  return (
    <main className="door stack">
      <div className="row spread">
        <strong className="brand">{say("산단 Sandan", "Sandan 산단")}</strong>
        <Button look="bare" slim lang={lang === "ko" ? "en" : "ko"} onClick={() => setLang(lang === "ko" ? "en" : "ko")}>
          {lang === "ko" ? "English" : "한국어"}
        </Button>
      </div>
      <section className="card stack">
        <PageHead title={titles[mode]} />
        {mode === "in" && <SignIn onCode={() => setMode("code")} />}
        {mode === "up" && <SignUp />}
        {mode === "forgot" && <Forgot />}
        {mode === "code" && <Code />}
        <div className="row">
          {mode !== "in" && (
            <Button look="bare" onClick={() => setMode("in")}>
              {say("로그인으로", "Back to sign in")}
            </Button>
          )}
          {mode === "in" && (
            <>
              <Button look="bare" onClick={() => setMode("up")}>
                {say("처음입니다: 가입", "I am new: sign up")}
              </Button>
              <Button look="bare" onClick={() => setMode("forgot")}>
                {say("비밀번호를 잊었습니다", "I forgot my password")}
              </Button>
            </>
          )}
        </div>
      </section>
      <p>
        <Link to="/replay">
          {say("받은 봉인 파일(.sandan)을 계정 없이 확인하기", "Verify a sealed package (.sandan) that you were given, without an account")}
        </Link>
      </p>
    </main>
  );
}

/** A form's state: busy while its work is under way, and what it was refused with. */
export function useForm(work: (data: (name: string) => string) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | undefined>(undefined);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setRefused(undefined);
    try {
      await work((name) => String(data.get(name) ?? ""));
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    } finally {
      setBusy(false);
    }
  };
  return { busy, refused, submit: (event: FormEvent<HTMLFormElement>) => void submit(event) };
}

function EmailField() {
  const { say } = useLanguage();
  return (
    <TextField
      label={say("전자우편", "E-mail")}
      help={say("예: ehs@example.com", "such as ehs@example.com")}
      name="email"
      type="email"
      autoComplete="username"
      required
    />
  );
}

export function PasswordField({ fresh = false }: { fresh?: boolean }) {
  const { say } = useLanguage();
  return (
    <TextField
      label={fresh ? say("새 비밀번호", "New password") : say("비밀번호", "Password")}
      help={say("12자 이상", "12 characters or more")}
      name="password"
      type="password"
      minLength={12}
      autoComplete={fresh ? "new-password" : "current-password"}
      required
    />
  );
}

function SignIn({ onCode }: { onCode(): void }) {
  const { say } = useLanguage();
  const { renew } = useSession();
  const { busy, refused, submit } = useForm(async (data) => {
    const given = { email: data("email"), password: data("password") };
    const { twoFactorRedirect } = await askSignOn<{ twoFactorRedirect?: boolean }>("/sign-in/email", given);
    if (twoFactorRedirect === true) onCode();
    else await renew();
  });
  return (
    <form className="stack" onSubmit={submit}>
      <EmailField />
      <PasswordField />
      <RefusedNote refused={refused} />
      <Button look="main" submit busy={busy}>
        {say("로그인", "Sign in")}
      </Button>
      {sso !== "" && <SingleSignOn />}
    </form>
  );
}

function SingleSignOn() {
  const { say } = useLanguage();
  const go = async (): Promise<void> => {
    const { url } = await askSignOn<{ url: string }>("/sign-in/social", { provider: "oidc", callbackURL: location.pathname });
    location.assign(url);
  };
  return <Button onClick={() => void go()}>{say(`${sso}(으)로 로그인`, `Sign in with ${sso}`)}</Button>;
}

function Code() {
  const { say } = useLanguage();
  const { renew } = useSession();
  const { busy, refused, submit } = useForm(async (data) => {
    await askSignOn("/two-factor/verify-totp", { code: data("code") });
    await renew();
  });
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={say("인증 앱의 여섯 자리 코드", "Six digits from your authenticator")}
        help={say("예: 123456", "such as 123456")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]{6}"
        required
      />
      <RefusedNote refused={refused} />
      <Button look="main" submit busy={busy}>
        {say("확인", "Confirm")}
      </Button>
    </form>
  );
}

function SignUp() {
  const { say } = useLanguage();
  const [sent, setSent] = useState(false);
  const { busy, refused, submit } = useForm(async (data) => {
    const name = data("name").trim();
    await askSignOn("/sign-up/email", { email: data("email"), password: data("password"), name });
    setSent(true);
  });
  if (sent)
    return (
      <>
        <p role="status">
          {say("확인 편지를 보냈습니다. 편지의 주소를 연 뒤 로그인하십시오.", "A mail was sent: open its link, then sign in.")}
        </p>
        <MailNote />
      </>
    );
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={say("이름", "Name")}
        help={say("예: 김환경", "such as Kim Hwan-gyeong")}
        name="name"
        autoComplete="name"
        required
        maxLength={100}
      />
      <EmailField />
      <PasswordField fresh />
      <RefusedNote refused={refused} />
      <Button look="main" submit busy={busy}>
        {say("가입", "Sign up")}
      </Button>
    </form>
  );
}

function Forgot() {
  const { say } = useLanguage();
  const [sent, setSent] = useState(false);
  const { busy, refused, submit } = useForm(async (data) => {
    await askSignOn("/request-password-reset", { email: data("email"), redirectTo: "/new-password" });
    setSent(true);
  });
  if (sent)
    return (
      <>
        <p role="status">{say("그 주소의 계정이 있으면 편지를 보냈습니다.", "If there is an account of that address, a mail was sent.")}</p>
        <MailNote />
      </>
    );
  return (
    <form className="stack" onSubmit={submit}>
      <EmailField />
      <RefusedNote refused={refused} />
      <Button look="main" submit busy={busy}>
        {say("편지 보내기", "Send a mail")}
      </Button>
    </form>
  );
}
