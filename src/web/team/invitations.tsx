// Invitations by e-mail: sent, waiting, accepted, revoked.
import { type FormEvent, useState } from "react";
import { ROLES, type Role } from "../../model/access.ts";
import type { Answer } from "../../model/api.ts";
import { useAct, useDo } from "../call.ts";
import { type Lang, useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { MailNote } from "../parts/mail-note.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { useMembership, usePlace } from "../place.ts";
import { roleWord } from "../words.ts";
import { INVITATION_WORDS, rolesFor } from "./words.ts";

export function Invitations() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const query = useAct("listInvitations", { org, limit: 500 });
  return (
    <section className="card stack" aria-labelledby="invitations">
      <h2 id="invitations">{say("초대", "Invitations")}</h2>
      <Invite />
      <Shown query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say("보낸 초대가 없습니다.", "No invitation has been sent.")}</p>
          ) : (
            <List items={items} />
          )
        }
      </Shown>
    </section>
  );
}

const roleIn = (value: FormDataEntryValue | null): Role => ROLES.find((role) => role === value) ?? "viewer";

function Invite() {
  const { say, both, lang } = useLanguage();
  const { org } = usePlace();
  const kind = useMembership()?.kind;
  const invite = useDo("inviteMember");
  const [sent, setSent] = useState("");
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const email = String(data.get("email") ?? "").trim();
    const of: Lang = data.get("lang") === "en" ? "en" : "ko";
    setSent("");
    await invite.mutateAsync({ input: { org, body: { email, role: roleIn(data.get("role")), lang: of } } });
    setSent(email);
    form.reset();
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event).catch(() => {})}>
      <div className="columns">
        <TextField
          label={say("전자우편", "E-mail")}
          help={say("초대할 사람의 주소. 예: park@example.com", "Of the person to invite, such as park@example.com")}
          name="email"
          type="email"
          maxLength={254}
          required
        />
        <ChoiceField
          label={say("역할", "Role")}
          help={say("나중에 바꿀 수 있습니다. 예: 환경 담당자라면 편집자", "It can be changed later; such as editor for an officer")}
          name="role"
          defaultValue="editor"
          options={rolesFor(kind).map((role) => ({ value: role, label: both(roleWord(role)) }))}
        />
        <ChoiceField
          label={say("편지의 언어", "Language of the mail")}
          help={say("받는 사람이 읽을 말. 예: 한국어", "The one that they read; such as Korean")}
          name="lang"
          defaultValue={lang}
          options={[
            { value: "ko", label: "한국어" },
            { value: "en", label: "English" },
          ]}
        />
      </div>
      <RefusedNote refused={invite.error} />
      <div className="row">
        <Button look="main" submit busy={invite.isPending}>
          {say("초대하기", "Invite")}
        </Button>
        {sent !== "" && <MailNote />}
        <span role="status">{sent !== "" && say(`${sent}(으)로 초대 편지를 보냈습니다.`, `An invitation was sent to ${sent}.`)}</span>
      </div>
    </form>
  );
}

function List({ items }: { items: Answer<"listInvitations">["items"] }) {
  const { say, both, date } = useLanguage();
  const { org } = usePlace();
  const revoke = useDo("revokeInvitation");
  return (
    <div className="scroll">
      <RefusedNote refused={revoke.error} />
      <table className="plain">
        <caption className="only-spoken">{say("보낸 초대", "Invitations that were sent")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("전자우편", "E-mail")}</th>
            <th scope="col">{say("역할", "Role")}</th>
            <th scope="col">{say("상태", "State")}</th>
            <th scope="col">{say("기한", "Expires")}</th>
            <th scope="col">{say("작업", "Do")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, email, role, state, expires }) => (
            <tr key={id}>
              <th scope="row">{email}</th>
              <td>{both(roleWord(role))}</td>
              <td>
                <span className={`tag ${INVITATION_WORDS[state].tag}`}>{both(INVITATION_WORDS[state])}</span>
              </td>
              <td>{date(expires)}</td>
              <td>
                {state === "open" && (
                  <Button
                    slim
                    look="danger"
                    busy={revoke.isPending && revoke.variables.input.invitation === id}
                    aria-label={say(`${email} 초대 취소`, `Revoke the invitation of ${email}`)}
                    onClick={() => revoke.mutate({ input: { org, invitation: id } })}
                  >
                    {say("취소", "Revoke")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
