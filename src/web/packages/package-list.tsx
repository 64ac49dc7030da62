// The list of sealed packages, each with its standing and what may be done with it.
import { useState } from "react";
import { Link } from "react-router";
import { ask, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button } from "../parts/button.tsx";
import { Download } from "../parts/download.tsx";
import { useWho } from "../results/use-who.ts";
import { usePeriodNames } from "../statements/period-names.ts";
import { type Asked, ChangeStatus, type Sealed } from "./change-status.tsx";

const SHORT = 12;

export function PackageList({ org, items }: { org: string; items: readonly Sealed[] }) {
  const { say } = useLanguage();
  const who = useWho(org);
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <div className="card scroll">
        <table className="plain packages-list">
          <caption className="only-spoken">{say("봉인 파일, 새것부터", "Sealed packages, the newest first")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("봉인 해시", "Package hash")}</th>
              <th scope="col">{say("산정서", "Statement")}</th>
              <th scope="col">{say("봉인", "Sealed")}</th>
              <th scope="col">{say("감춘 것", "Held back")}</th>
              <th scope="col">{say("상태", "Standing")}</th>
              <th scope="col">{say("하기", "Do")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row key={item.hash} org={org} item={item} by={who(item.by)} onAsk={setAsked} />
            ))}
          </tbody>
        </table>
      </div>
      {asked !== undefined && <ChangeStatus org={org} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

type RowProps = { org: string; item: Sealed; by: string; onAsk(asked: Asked): void };

function Row({ org, item, by, onAsk }: RowProps) {
  const { say, date } = useLanguage();
  const short = item.hash.slice(0, SHORT);
  return (
    <tr>
      <th scope="row">
        <code title={item.hash}>{short}</code>
      </th>
      <td>
        <StatementOf org={org} statement={item.statement} />
      </td>
      <td>
        {date(item.at, { time: true })}
        <span className="small quiet packages-second">{by}</span>
      </td>
      <td>
        <Held held={item.held} />
      </td>
      <td>
        <Standing item={item} />
      </td>
      <td>
        <div className="row">
          <Download
            slim
            name={say(`봉인 파일 ${short} 내려받기`, `Download package ${short}`)}
            get={() => ask("readPackage", { org, package: item.hash })}
          >
            {say("내려받기", "Download")}
          </Download>
          <StatusButtons item={item} short={short} onAsk={onAsk} />
        </div>
      </td>
    </tr>
  );
}

function StatementOf({ org, statement }: { org: string; statement: string }) {
  const { date } = useLanguage();
  const statements = useAct("listStatements", { org, limit: 500 });
  const period = usePeriodNames(org);
  const listed = statements.data?.items.find(({ hash }) => hash === statement);
  return (
    <>
      <Link to={`/o/${org}/s/${statement}`}>
        {listed !== undefined && `${period(listed.period)} · `}
        <code>{statement.slice(0, SHORT)}</code>
      </Link>
      {listed !== undefined && <span className="small quiet packages-second">{date(listed.at, { time: true })}</span>}
    </>
  );
}

function Held({ held }: { held: readonly string[] }) {
  const { say } = useLanguage();
  if (held.length === 0) return <span className="quiet">{say("없음", "nothing")}</span>;
  return (
    <details>
      <summary>{say(`${held.length}건`, `${held.length}`)}</summary>
      <ul className="packages-held">
        {held.map((key) => (
          <li key={key}>
            <code>{key}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Standing({ item: { hasOpinion, revoked, suspended } }: { item: Sealed }) {
  const { say, date } = useLanguage();
  return (
    <div className="row packages-standing">
      {revoked !== undefined ? (
        <span className="tag bad">{say(`철회됨 ${date(revoked)}`, `Revoked ${date(revoked)}`)}</span>
      ) : suspended !== undefined ? (
        <span className="tag warn">{say(`정지됨 ${date(suspended)}`, `Suspended ${date(suspended)}`)}</span>
      ) : (
        <span className="tag good">{say("유효", "In force")}</span>
      )}
      {hasOpinion ? (
        <span className="tag note">{say("검증의견 있음", "With an opinion")}</span>
      ) : (
        <span className="tag">{say("검증의견 없음", "No opinion yet")}</span>
      )}
    </div>
  );
}

function StatusButtons({ item, short, onAsk }: { item: Sealed; short: string; onAsk(asked: Asked): void }) {
  const { say } = useLanguage();
  const may = useMay();
  if (!may("manage") || item.revoked !== undefined) return null;
  const { suspended } = item;
  return (
    <>
      <Button
        slim
        aria-label={suspended ? say(`${short} 정지 풀기`, `Lift the suspension of ${short}`) : say(`${short} 정지`, `Suspend ${short}`)}
        onClick={() => onAsk({ item, what: suspended ? "lift" : "suspend" })}
      >
        {suspended ? say("정지 풀기", "Lift") : say("정지", "Suspend")}
      </Button>
      <Button slim look="danger" aria-label={say(`${short} 철회`, `Revoke ${short}`)} onClick={() => onAsk({ item, what: "revoke" })}>
        {say("철회", "Revoke")}
      </Button>
    </>
  );
}
