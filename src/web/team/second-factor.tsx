// The second factor: a code from an authenticator app, asked for at every sign-in once it is on.
import encodeQR from "qr";
import { useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { askSignOn } from "../session.tsx";
import { useForm } from "../sign-in/sign-in-page.tsx";
import { OnceShown } from "./once-shown.tsx";

type Enrolling = { uri: string; codes: readonly string[] };

export function SecondFactor({ on, onChanged }: { on: boolean; onChanged(): Promise<void> }) {
  const { say } = useLanguage();
  const [enrolling, setEnrolling] = useState<Enrolling>();
  const changed = async (): Promise<void> => {
    setEnrolling(undefined);
    await onChanged();
  };
  return (
    <section className="card stack" aria-labelledby="second-factor">
      <h2 id="second-factor">
        {say("두 번째 확인 (TOTP)", "Second factor (TOTP)")}{" "}
        <span className={on ? "tag good" : "tag"}>{on ? say("켜짐", "On") : say("꺼짐", "Off")}</span>
      </h2>
      <p>
        {say(
          "켜면 로그인할 때 인증 앱의 여섯 자리 코드도 묻습니다.",
          "Once on, signing in also asks for six digits from an authenticator app.",
        )}
      </p>
      {on && <ByPassword path="/two-factor/disable" label={say("끄기", "Turn off")} onDone={changed} />}
      {!on && enrolling === undefined && (
        <ByPassword
          path="/two-factor/enable"
          label={say("켜기 시작", "Begin to turn on")}
          onDone={async (answer) => {
            const { totpURI = "", backupCodes = [] } = answer as { totpURI?: string; backupCodes?: string[] };
            setEnrolling({ uri: totpURI, codes: backupCodes });
          }}
        />
      )}
      {enrolling !== undefined && <Enrol enrolling={enrolling} onDone={changed} />}
    </section>
  );
}

type ByPasswordProps = { path: string; label: string; onDone(answer: unknown): Promise<void> };

function ByPassword({ path, label, onDone }: ByPasswordProps) {
  const { say } = useLanguage();
  const { busy, refused, submit } = useForm(async (data) => onDone(await askSignOn(path, { password: data("password") })));
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={say("비밀번호 확인", "Your password")}
        help={say("지금 쓰는 비밀번호", "The one that you sign in with")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <RefusedNote refused={refused} />
      <div>
        <Button submit busy={busy}>
          {label}
        </Button>
      </div>
    </form>
  );
}

/** Dark on light in either theme, with the margin that readers need; drawn here, so that the key goes nowhere. */
function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, "raw", { border: 4 });
  const dark = rows.flatMap((row, y) => row.flatMap((is, x) => (is ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="account-qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width="100%" height="100%" fill="#fff" />
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}

/** The key in groups of four, as it is typed into an app by hand. */
const keyOf = (uri: string): string =>
  (new URLSearchParams(uri.slice(uri.indexOf("?") + 1)).get("secret") ?? "").replace(/(.{4})(?=.)/g, "$1 ");

function Enrol({ enrolling: { uri, codes }, onDone }: { enrolling: Enrolling; onDone(): Promise<void> }) {
  const { say } = useLanguage();
  const { busy, refused, submit } = useForm(async (data) => {
    await askSignOn("/two-factor/verify-totp", { code: data("code") });
    await onDone();
  });
  return (
    <div className="stack">
      <h3>{say("1. 인증 앱에 넣기", "1. Put it into your authenticator")}</h3>
      <QrCode text={uri} label={say("인증 앱으로 찍을 QR 코드", "QR code for an authenticator")} />
      <p>
        {say(
          "휴대전화의 인증 앱으로 찍거나, '설정 키 입력'을 고르고 이 키를 적으십시오:",
          "Scan it with the app on a phone, or choose 'enter a setup key' there and type this key:",
        )}{" "}
        <code className="account-key">{keyOf(uri)}</code>
      </p>
      <p>
        <a href={uri}>{say("이 기기의 인증 앱에서 열기", "Open in an authenticator on this device")}</a>
      </p>
      <h3>{say("2. 비상 코드 적어 두기", "2. Keep the backup codes")}</h3>
      <p>{say("휴대전화를 잃었을 때 하나씩 한 번 씁니다.", "For when the phone is lost: each works once.")}</p>
      <OnceShown label={say("비상 코드", "Backup codes")} secret={codes.join("\n")} />
      <h3>{say("3. 코드로 확인하기", "3. Confirm by a code")}</h3>
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
        <div>
          <Button submit look="main" busy={busy}>
            {say("켜기", "Turn on")}
          </Button>
        </div>
      </form>
    </div>
  );
}
