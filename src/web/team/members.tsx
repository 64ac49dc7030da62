// Members: who belongs to the organisation, in which role, since when.
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Role } from "../../model/access.ts";
import type { Answer } from "../../model/api.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { useMembership, usePlace } from "../place.ts";
import { useMe, useSession } from "../session.tsx";
import { roleWord } from "../words.ts";
import { rolesFor } from "./words.ts";

type Member = Answer<"listMembers">["items"][number];

export function Members() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const query = useAct("listMembers", { org, limit: 500 });
  const change = useDo("changeMember");
  const [leaving, setLeaving] = useState<Member>();
  return (
    <section className="card stack" aria-labelledby="members">
      <h2 id="members">{say("구성원", "Members")}</h2>
      <Shown query={query}>
        {({ items }) => (
          <div className="scroll">
            <table className="plain">
              <caption className="only-spoken">{say("구성원과 역할", "Members and roles")}</caption>
              <thead>
                <tr>
                  <th scope="col">{say("이름", "Name")}</th>
                  <th scope="col">{say("전자우편", "E-mail")}</th>
                  <th scope="col">{say("역할", "Role")}</th>
                  <th scope="col">{say("들어온 날", "Since")}</th>
                  <th scope="col">{say("작업", "Do")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((member) => (
                  <Row
                    key={member.person}
                    member={member}
                    lastOwner={member.role === "owner" && items.filter(({ role }) => role === "owner").length === 1}
                    busy={change.isPending && change.variables.input.person === member.person}
                    onRole={(role) => change.mutate({ input: { org, person: member.person, body: { role } } })}
                    onRemove={() => setLeaving(member)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Shown>
      <RefusedNote refused={change.error} />
      {leaving !== undefined && <Leaving member={leaving} onClose={() => setLeaving(undefined)} />}
    </section>
  );
}

type RowProps = { member: Member; lastOwner: boolean; busy: boolean; onRole(role: Role): void; onRemove(): void };

function Row({ member, lastOwner, busy, onRole, onRemove }: RowProps) {
  const { say, both, date } = useLanguage();
  const me = useMe().person === member.person;
  const manages = useMay()("manage");
  const roles = rolesFor(useMembership()?.kind);
  const name = member.name === "" ? say("(이름 없음)", "(no name)") : member.name;
  const why = `owner-${member.person}`;
  return (
    <tr>
      <th scope="row">
        {name} {me && <span className="tag note">{say("나", "me")}</span>}
      </th>
      <td>{member.email}</td>
      <td>
        {manages ? (
          <select
            aria-label={say(`${name}의 역할`, `Role of ${name}`)}
            aria-describedby={lastOwner ? why : undefined}
            value={member.role}
            disabled={busy || lastOwner}
            onChange={(event) => onRole(event.target.value as Role)}
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {both(roleWord(role))}
              </option>
            ))}
          </select>
        ) : (
          both(roleWord(member.role))
        )}
        {manages && lastOwner && (
          <span id={why} className="small quiet team-means">
            {say("마지막 소유자: 먼저 다른 소유자를 두십시오", "The last owner: make another one first")}
          </span>
        )}
      </td>
      <td>{date(member.since)}</td>
      <td>
        {(manages || me) && !lastOwner && (
          <Button slim look="danger" aria-label={me ? undefined : say(`${name} 내보내기`, `Remove ${name}`)} onClick={onRemove}>
            {me ? say("나가기", "Leave") : say("내보내기", "Remove")}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Removing another, or leaving by oneself. */
function Leaving({ member: { person, name, email }, onClose }: { member: Member; onClose(): void }) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const me = useMe().person === person;
  const { renew } = useSession();
  const go = useNavigate();
  const remove = useDo("removeMember");
  const leave = useDo("leaveOrganisation");
  const shown = name === "" ? email : name;
  const confirm = async (): Promise<void> => {
    if (me) {
      await leave.mutateAsync({ input: { org } });
      await renew();
      go("/");
    } else await remove.mutateAsync({ input: { org, person } });
    onClose();
  };
  return (
    <Confirm
      title={me ? say("조직에서 나갈까요?", "Leave the organisation?") : say(`${shown}님을 내보낼까요?`, `Remove ${shown}?`)}
      open
      action={me ? say("나가기", "Leave") : say("내보내기", "Remove")}
      busy={remove.isPending || leave.isPending}
      refused={remove.error ?? leave.error}
      onConfirm={() => void confirm().catch(() => {})}
      onClose={onClose}
    >
      <p>
        {say(
          "곧바로 이 조직의 자료를 볼 수 없고, 만든 토큰도 폐기됩니다. 입력한 기록은 남습니다.",
          "The organisation's data are closed at once and tokens made by this person are revoked. What was recorded stays.",
        )}
      </p>
    </Confirm>
  );
}
