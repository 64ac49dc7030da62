// One's own account: name, password, second factor, other devices, and the end of one's data.
import { useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Loading, PageHead } from "../parts/states.tsx";
import { askSignOn, useMe, useSession } from "../session.tsx";
import { useForm } from "../sign-in/sign-in-page.tsx";
import { Erase } from "./erase.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { useAccount } from "./use-account.ts";
import "./team.css";

export function AccountPage() {
  const { say } = useLanguage();
  const { account, refused, renew } = useAccount();
  return (
    <>
      <PageHead
        title={say("내 계정", "My account")}
        lead={say("로그인하는 방법과 내 개인정보.", "How you sign in, and your personal data.")}
      />
      <div className="stack account-page">
        <Name />
        {refused !== undefined && <RefusedNote refused={refused} />}
        {account === undefined && refused === undefined && <Loading />}
        {account !== undefined &&
          (account.password ? (
            <>
              <Password />
              <SecondFactor on={account.twoFactor} onChanged={renew} />
            </>
          ) : (
            <p className="card">
              {say(
                "이 계정은 회사의 통합 로그인으로 들어옵니다. 비밀번호와 두 번째 확인은 그곳에서 다룹니다.",
                "This account signs in through your company's sign-on: password and second factor are kept there.",
              )}
            </p>
          ))}
        <Devices />
        <Erase />
      </div>
    </>
  );
}

function Name() {
  const { say } = useLanguage();
  const { name, email } = useMe();
  const { renew } = useSession();
  const [done, setDone] = useState(false);
  const { busy, refused, submit } = useForm(async (data) => {
    await askSignOn("/update-user", { name: data("name").trim() });
    await renew();
    setDone(true);
  });
  return (
    <section className="card stack" aria-labelledby="name">
      <h2 id="name">{say("이름", "Name")}</h2>
      <form className="stack" onSubmit={submit} onChange={() => setDone(false)}>
        <p>
          <span className="quiet">{say("전자우편", "E-mail")}</span> {email}
        </p>
        <TextField
          label={say("이름", "Name")}
          help={say("기록과 감사 기록에 보이는 이름. 예: 김환경", "Shown beside what you record; such as Kim Hwan-gyeong")}
          name="name"
          defaultValue={name}
          autoComplete="name"
          maxLength={100}
          required
        />
        <RefusedNote refused={refused} />
        <div className="row">
          <Button submit busy={busy}>
            {say("이름 바꾸기", "Change the name")}
          </Button>
          <span role="status">{done && say("바꾸었습니다.", "Changed.")}</span>
        </div>
      </form>
    </section>
  );
}

const LEAST_PASSWORD = 12;

function Password() {
  const { say } = useLanguage();
  const { email } = useMe();
  const [done, setDone] = useState(false);
  const { busy, refused, submit } = useForm(async (data) => {
    setDone(false);
    await askSignOn("/change-password", {
      currentPassword: data("current"),
      newPassword: data("fresh"),
      revokeOtherSessions: true,
    });
    setDone(true);
  });
  return (
    <section className="card stack" aria-labelledby="password">
      <h2 id="password">{say("비밀번호", "Password")}</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          submit(event);
          event.currentTarget.reset();
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <div className="columns">
          <TextField
            label={say("지금 비밀번호", "Current password")}
            help={say("로그인할 때 쓰는 비밀번호", "The one that you sign in with")}
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
          <TextField
            label={say("새 비밀번호", "New password")}
            help={say("12자 이상. 예: 낱말 네 개를 이은 것", "12 characters or more; such as four words in a row")}
            name="fresh"
            type="password"
            autoComplete="new-password"
            minLength={LEAST_PASSWORD}
            maxLength={128}
            required
          />
        </div>
        <RefusedNote refused={refused} />
        <div className="row">
          <Button submit busy={busy}>
            {say("비밀번호 바꾸기", "Change the password")}
          </Button>
          <span role="status">
            {done && say("바꾸었습니다. 다른 기기는 로그아웃되었습니다.", "Changed. Other devices were signed out.")}
          </span>
        </div>
      </form>
    </section>
  );
}

function Devices() {
  const { say } = useLanguage();
  const [done, setDone] = useState(false);
  const { busy, refused, submit } = useForm(async () => {
    await askSignOn("/revoke-other-sessions", {});
    setDone(true);
  });
  return (
    <section className="card stack" aria-labelledby="devices">
      <h2 id="devices">{say("다른 기기", "Other devices")}</h2>
      <p>{say("잃어버린 기기나 함께 쓰는 컴퓨터에 로그인이 남아 있을 때.", "Where a lost or shared device is still signed in.")}</p>
      <RefusedNote refused={refused} />
      <form className="row" onSubmit={submit}>
        <Button submit busy={busy}>
          {say("다른 기기에서 로그아웃", "Sign out elsewhere")}
        </Button>
        <span role="status">{done && say("로그아웃했습니다.", "Signed out.")}</span>
      </form>
    </section>
  );
}
