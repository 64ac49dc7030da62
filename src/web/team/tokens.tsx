// API tokens: what programs act with, for how long and how far; the secret is shown once.
import { useState } from "react";
import type { Answer } from "../../model/api.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { TokenForm } from "./token-form.tsx";
import { RIGHT_WORDS } from "./words.ts";

type Token = Answer<"listTokens">["items"][number];

export function Tokens() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const query = useAct("listTokens", { org, limit: 500 });
  const [making, setMaking] = useState(false);
  return (
    <section className="card stack" aria-labelledby="tokens">
      <div className="row spread">
        <h2 id="tokens">{say("API 토큰", "API tokens")}</h2>
        <Button onClick={() => setMaking(true)}>{say("토큰 만들기", "Make a token")}</Button>
      </div>
      <p className="quiet">
        {say(
          "프로그램이 이 조직의 이름으로 일할 때 쓰는 열쇠입니다. 만든 사람의 권한을 넘지 못합니다.",
          "Keys for programs that act for this organisation; none goes beyond the rights of who made it.",
        )}
      </p>
      <Shown query={query}>
        {({ items }) =>
          items.length === 0 ? <p className="quiet">{say("토큰이 없습니다.", "There is no token.")}</p> : <List items={items} />
        }
      </Shown>
      {making && <TokenForm onClose={() => setMaking(false)} />}
    </section>
  );
}

function List({ items }: { items: readonly Token[] }) {
  const { say, both, date } = useLanguage();
  const { org } = usePlace();
  const revoke = useDo("revokeToken");
  const [asked, setAsked] = useState<Token>();
  return (
    <div className="scroll">
      <table className="plain">
        <caption className="only-spoken">{say("API 토큰", "API tokens")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("이름", "Name")}</th>
            <th scope="col">{say("범위", "Scope")}</th>
            <th scope="col">{say("기한", "Expires")}</th>
            <th scope="col">{say("상태", "State")}</th>
            <th scope="col">{say("작업", "Do")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              <td>{token.scopes.map((scope) => both(RIGHT_WORDS[scope])).join(", ")}</td>
              <td>{date(token.expires)}</td>
              <td>
                <StateOf token={token} />
              </td>
              <td>
                {!token.revoked && (
                  <Button slim look="danger" aria-label={say(`${token.name} 폐기`, `Revoke ${token.name}`)} onClick={() => setAsked(token)}>
                    {say("폐기", "Revoke")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Confirm
        title={say(`토큰 '${asked?.name}'을(를) 폐기할까요?`, `Revoke the token '${asked?.name}'?`)}
        open={asked !== undefined}
        action={say("폐기", "Revoke")}
        busy={revoke.isPending}
        refused={revoke.error}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && revoke.mutate({ input: { org, token: asked.id } }, { onSuccess: () => setAsked(undefined) })}
      >
        <p>{say("이 토큰을 쓰는 프로그램은 곧바로 멈춥니다.", "Programs that use it stop at once.")}</p>
      </Confirm>
    </div>
  );
}

function StateOf({ token: { revoked, expires } }: { token: Token }) {
  const { say } = useLanguage();
  if (revoked) return <span className="tag">{say("폐기됨", "Revoked")}</span>;
  if (new Date(expires) <= new Date()) return <span className="tag warn">{say("기한 지남", "Expired")}</span>;
  return <span className="tag good">{say("쓸 수 있음", "In force")}</span>;
}
