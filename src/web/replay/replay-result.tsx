// What verifying came to: the verdict, which statement it is and who stands behind it, its figures, and every finding with its place.
import { EXIT_WORDS, type ReplayExit } from "../../model/package-findings.ts";
import type { ReplayTold, ToldEntry, ToldSignature, ToldStatement } from "../../model/replay.ts";
import { saveFile } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Figures } from "./figures.tsx";
import { FINDING_LOOKS, Findings } from "./findings.tsx";

type Told = Extract<ReplayTold, { report: unknown }>;

const LOOKS = ["good", "bad", "warn"] as const satisfies Record<ReplayExit, string>;

export function ReplayResult({ told, name, hasTrust }: { told: Told; name: string; hasTrust: boolean }) {
  const { report, statement } = told;
  return (
    <>
      <Verdict told={told} name={name} hasTrust={hasTrust} />
      {statement && <About statement={statement} told={told} />}
      {statement && <Figures statement={statement} exit={report.exit} />}
      <Findings findings={report.findings} />
    </>
  );
}

function Verdict({ told: { report }, name, hasTrust }: { told: Told; name: string; hasTrust: boolean }) {
  const { say, both } = useLanguage();
  const counted = (outcome: string): number => report.findings.filter((finding) => finding.outcome === outcome).length;
  const text = new TextEncoder().encode(`${JSON.stringify(report, null, 1)}\n`);
  const save = (): void => saveFile({ bytes: text, type: "application/json", name: `${name.replace(/\.sandan$/, "")}.verified.json` });
  return (
    <section className={`card replay-verdict ${LOOKS[report.exit]}`} role="status">
      <h2>
        <span aria-hidden="true">{["✓ ", "✕ ", "! "][report.exit]}</span>
        {both(EXIT_WORDS[report.exit])}
      </h2>
      <p>
        {say(
          `틀림 ${counted("fails")}, 미확인 ${counted("unchecked")}, 맞음 ${counted("holds")}`,
          `${counted("fails")} fail, ${counted("unchecked")} unchecked, ${counted("holds")} hold`,
        )}
      </p>
      {!hasTrust && (
        <p>
          {say(
            "신뢰 파일이 없어 누가 서명했는지는 알 수 없습니다. 파일이 온전한지만 보았습니다. 믿을 서명자와 로그를 적은 신뢰 파일을 함께 놓으십시오.",
            "Without a trust file nobody knows who signed: only that the file is whole in itself. Drop a trust file that names the signers and logs you believe.",
          )}
        </p>
      )}
      {report.package !== null && <Hash label={say("봉인 해시", "Package hash")} value={report.package} />}
      <div className="no-print">
        <Button slim onClick={save}>
          {say("결과 저장(JSON, sandan verify --json과 같음)", "Save the result (JSON, as sandan verify --json)")}
        </Button>
      </div>
    </section>
  );
}

function Hash({ label, value }: { label: string; value: string }) {
  return (
    <p className="small">
      {label}: <code className="replay-hash">{value}</code>
    </p>
  );
}

function About({ statement, told }: { statement: ToldStatement; told: Told }) {
  const { say, date } = useLanguage();
  const { installation, operator, period, act, asIf, hash } = statement;
  return (
    <section className="card stack" aria-labelledby="replay-about">
      <h2 id="replay-about">{say("어떤 산정서인가", "Which statement")}</h2>
      {asIf !== undefined && <p className="tag warn">{say(`${asIf}년을 가정한 계산`, `Calculated as if in ${asIf}`)}</p>}
      <dl className="replay-facts">
        <dt>{say("사업장", "Installation")}</dt>
        <dd>{installation}</dd>
        {operator !== undefined && (
          <>
            <dt>{say("운영자", "Operator")}</dt>
            <dd>{operator}</dd>
          </>
        )}
        <dt>{say("기간", "Period")}</dt>
        <dd>
          {date(period.start)} – {date(period.end)}
        </dd>
        <dt>{say("법령", "Act")}</dt>
        <dd>{act}</dd>
        <dt>{say("산정서 해시", "Statement hash")}</dt>
        <dd>
          <code className="replay-hash">{hash}</code>
        </dd>
        <dt>{say("서명", "Signed")}</dt>
        <dd>
          <Signatures all={told.signatures} />
        </dd>
        <dt>{say("로그", "Logged")}</dt>
        <dd>
          <Entries all={told.entries} />
        </dd>
      </dl>
    </section>
  );
}

function Signatures({ all }: { all: readonly ToldSignature[] }) {
  const { say, both, date } = useLanguage();
  const words = {
    holds: say("서명자 확인", "signer known"),
    unchecked: say("서명자 미확인", "signer not checked"),
    fails: say("믿지 말 것", "not to be believed"),
  };
  if (all.length === 0) return say("맞는 서명이 없음", "No signature that holds");
  return (
    <ul className="replay-list">
      {all.map(({ what, signer, validFrom, standing }) => (
        <li key={`${what.en} ${signer}`}>
          {both(what)}: <code className="replay-hash">{signer}</code>{" "}
          {validFrom !== undefined && <span className="quiet">{say(`${date(validFrom)}부터`, `from ${date(validFrom)}`)}</span>}{" "}
          <span className={`tag ${FINDING_LOOKS[standing]}`}>{words[standing]}</span>
        </li>
      ))}
    </ul>
  );
}

/** In UTC, as the findings tell it. */
const moment = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;

function Entries({ all }: { all: readonly ToldEntry[] }) {
  const { say, both } = useLanguage();
  if (all.length === 0) return say("증명된 기록이 없음", "No entry that is proved");
  return (
    <ul className="replay-list">
      {all.map(({ what, origin, index, at }) => (
        <li key={`${what.en} ${origin} ${index}`}>
          {both(what)}: {say(`${origin}의 ${index}번째`, `entry ${index} of ${origin}`)}
          {at !== undefined && say(`, ${moment(at)}에 증인이 봄`, `, seen by witnesses on ${moment(at)}`)}
        </li>
      ))}
    </ul>
  );
}
