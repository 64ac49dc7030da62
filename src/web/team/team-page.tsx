// The people of an organisation and the programs that act for it: members with their roles, invitations, tokens.
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { PageHead } from "../parts/states.tsx";
import { useMembership } from "../place.ts";
import { roleWord } from "../words.ts";
import { Invitations } from "./invitations.tsx";
import { Members } from "./members.tsx";
import { Tokens } from "./tokens.tsx";
import { RIGHT_WORDS, rightsOf, rolesFor } from "./words.ts";
import "./team.css";

export function TeamPage() {
  const { say } = useLanguage();
  const may = useMay();
  return (
    <>
      <PageHead
        title={say("구성원·토큰", "Members, tokens")}
        lead={say(
          "누가 무엇을 할 수 있는지 정합니다. 모든 행위는 감사 기록에 남습니다.",
          "Who may do what. Every act leaves a line in the audit trail.",
        )}
      />
      <div className="stack">
        <Members />
        {may("manage") ? (
          <>
            <Invitations />
            <Tokens />
          </>
        ) : (
          <p className="quiet">
            {say("초대, 역할 변경, 토큰은 소유자가 다룹니다.", "Invitations, changes of roles and tokens are in the hands of the owners.")}
          </p>
        )}
        <RolesTable />
      </div>
    </>
  );
}

function RolesTable() {
  const { say, both } = useLanguage();
  const roles = rolesFor(useMembership()?.kind);
  const rights = Object.entries(RIGHT_WORDS).filter(([right]) => roles.some((role) => rightsOf(role).some((one) => one === right)));
  return (
    <details className="card team-roles">
      <summary>{say("역할마다 할 수 있는 일", "What each role may do")}</summary>
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("역할과 권한", "Roles and rights")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("권한", "Right")}</th>
              {roles.map((role) => (
                <th key={role} scope="col">
                  {both(roleWord(role))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rights.map(([right, word]) => (
              <tr key={right}>
                <th scope="row">
                  {both(word)} <span className="small quiet team-means">{both(word.means)}</span>
                </th>
                {roles.map((role) => {
                  const has = rightsOf(role).some((one) => one === right);
                  return (
                    <td key={role}>
                      <span aria-hidden="true">{has ? "●" : "–"}</span>
                      <span className="only-spoken">{has ? say("예", "yes") : say("아니오", "no")}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
