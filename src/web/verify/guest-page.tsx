// What a guest sees by a link: one verification and its statement's figures, read-only, without an account. The secret stands behind the # and is kept for this tab alone.
import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { Answer } from "../../model/api.ts";
import { label } from "../../model/verification-words.ts";
import { word } from "../../model/words.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Empty, Loading, PageHead, Shown } from "../parts/states.tsx";
import { OpenNumber, ResultsContext } from "../results/source.tsx";
import { StepDrawer } from "../results/step-drawer.tsx";
import { chooseTheme, theme } from "../theme.ts";
import { type Desk, DeskContext } from "./desk.tsx";
import { FindingHead, Thread } from "./finding-card.tsx";
import { Goods } from "./materiality-part.tsx";
import { standingOf } from "./opinion-standing.ts";
import { stateTag } from "./words.ts";
import "../results/results.css";
import "./verify.css";

type Key = { org: string; link: string; secret: string };
type Seen = Answer<"guestVerification">;
const KEPT = "sandan-guest";

/** The link's parts: from the address where they stand in it, else as they were kept for this tab. */
function keyOfAddress(): Key | undefined {
  const text = location.hash.length > 1 ? location.hash.slice(1) : (sessionStorage.getItem(KEPT) ?? "");
  const [org, link, secret] = text.split(".");
  if (!org || !link || !secret) return undefined;
  sessionStorage.setItem(KEPT, text);
  return { org, link, secret };
}

export function GuestPage() {
  const { say } = useLanguage();
  const [key, setKey] = useState(keyOfAddress);
  useEffect(() => {
    const look = (): void => setKey(keyOfAddress());
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return (
    <div className="verify-guest">
      <Top />
      <main id="main" className="stack">
        {key === undefined ? (
          <>
            <PageHead title={say("검증 열람", "A verification")} />
            <Empty title={say("링크가 온전하지 않습니다", "The link is not whole")}>
              <p>
                {say(
                  "받은 주소를 # 뒤까지 모두 붙여 넣으십시오.",
                  "Paste the whole address that you were given, what stands behind the # too.",
                )}
              </p>
            </Empty>
          </>
        ) : (
          <Verification guest={key} />
        )}
      </main>
    </div>
  );
}

function Top() {
  const { say, lang, setLang } = useLanguage();
  const [now, setNow] = useState(theme);
  const next = now === "dark" ? "light" : "dark";
  const other = lang === "ko" ? "en" : "ko";
  return (
    <header className="row spread no-print">
      <strong className="brand">{say("산단", "Sandan")}</strong>
      <div className="row">
        <Button look="bare" slim lang={other} onClick={() => setLang(other)}>
          {other === "ko" ? "한국어" : "English"}
        </Button>
        <Button
          look="bare"
          slim
          aria-label={next === "dark" ? say("어두운 화면", "Dark theme") : say("밝은 화면", "Light theme")}
          onClick={() => {
            chooseTheme(next);
            setNow(next);
          }}
        >
          {next === "dark" ? "☾" : "☀"}
        </Button>
      </div>
    </header>
  );
}

function Verification({ guest: { org, link, secret } }: { guest: Key }) {
  const { say } = useLanguage();
  const query = useAct("guestVerification", { org, link, body: { secret } });
  if (query.data === undefined)
    return (
      <>
        <PageHead title={say("검증 열람", "A verification")} />
        <Shown query={query}>{() => null}</Shown>
      </>
    );
  return (
    <ResultsContext source={{ org, period: "", statement: query.data.verification.subject.statement, guest: { link, secret } }}>
      <Whole seen={query.data} guest={{ org, link, secret }} />
      <StepDrawer />
    </ResultsContext>
  );
}

/** A guest is nobody at the desk: nothing may be done. */
const deskOf = ({ verification, names, until }: Seen): Desk => ({
  ...{ id: verification.id, version: 0, period: "", at: until, verification, mine: [], next: [], against: [], names, history: [] },
});

function Whole({ seen, guest }: { seen: Seen; guest: Key }) {
  const { say, both, date } = useLanguage();
  const { verification, installation, until, materiality } = seen;
  const { engagement, state, findings } = verification;
  return (
    <DeskContext here={{ org: guest.org, desk: deskOf(seen) }}>
      <PageHead
        title={say(`검증 열람: ${installation}`, `A verification: ${installation}`)}
        lead={say(
          `${date(engagement.period.start)} – ${date(engagement.period.end)} · 이 링크는 ${date(until, { time: true })}까지 열립니다.`,
          `${date(engagement.period.start)} – ${date(engagement.period.end)} · this link can be read until ${date(until, { time: true })}.`,
        )}
      >
        <span className={`tag ${stateTag(state)}`}>{both(label(state))}</span>
      </PageHead>
      <OpinionCard verification={verification} />
      <Figures guest={guest} />
      {materiality.length > 0 && engagement.regime === "cbam" && (
        <section className="card stack" aria-labelledby="materiality">
          <h2 id="materiality">{say("제품별 중요성", "Materiality per good")}</h2>
          <Goods goods={materiality} />
        </section>
      )}
      <Done verification={verification} />
      {findings.map((finding) => (
        <article key={finding.id} className="card stack" aria-label={say(`지적사항 ${finding.id}`, `Finding ${finding.id}`)}>
          <FindingHead finding={finding} />
          <Thread finding={finding} plain />
        </article>
      ))}
    </DeskContext>
  );
}

function OpinionCard({ verification }: { verification: Desk["verification"] }) {
  const { say, both, date } = useLanguage();
  const { engagement, opinion, state, subject } = verification;
  const { body, regime, assurance, team } = engagement;
  const standing = standingOf(verification);
  const released = standing === "released" || standing === "ended";
  return (
    <section className="card stack" aria-labelledby="opinion">
      <div className="row">
        <h2 id="opinion">{say("검증의견", "Opinion")}</h2>
        {released && opinion !== undefined ? (
          <>
            <span className={`tag ${standing === "released" ? "good" : ""}`}>{both(label(opinion.verdict))}</span>
            {standing === "ended" && <span className="tag bad">{both(label(state))}</span>}
          </>
        ) : (
          <span className="tag">{say("아직 발행되지 않음", "not released")}</span>
        )}
      </div>
      <dl className="results-pairs">
        <div>
          <dt>{say("검증기관", "Body")}</dt>
          <dd>
            {body.name} · {body.accreditationBody} · {body.number}
          </dd>
        </div>
        <div>
          <dt>{say("제도 · 보증 수준", "Regime, level")}</dt>
          <dd>
            {both(label(regime))} · {both(label(assurance))}
          </dd>
        </div>
        <div>
          <dt>{say("검증팀", "Team")}</dt>
          <dd>{team.map(({ name, role }) => `${name} (${both(label(role))})`).join(", ")}</dd>
        </div>
        {released && opinion !== undefined && (
          <div>
            <dt>{say("발행일", "Issued")}</dt>
            <dd>{date(opinion.issued)}</dd>
          </div>
        )}
        <div>
          <dt>{say("산정서", "Statement")}</dt>
          <dd>
            <code className="results-hash">{subject.statement}</code>
          </dd>
        </div>
      </dl>
      {released && opinion?.comments !== undefined && <p className="verify-said">{opinion.comments}</p>}
      <p className="small">
        {say("봉인 파일을 받았다면 스스로 확인할 수 있습니다:", "Whoever was given the sealed package can verify it:")}{" "}
        <Link to="/replay">{say("브라우저에서 확인하기", "verify in the browser")}</Link>
      </p>
    </section>
  );
}

const MAIN = ["seeDirect", "seeIndirect", "seeTotal", "seeBasis"];

function Figures({ guest: { org, link, secret } }: { guest: Key }) {
  const { say, both } = useLanguage();
  const { data, error } = useAct("guestStatement", { org, link, body: { secret } });
  if (error !== null) return null;
  if (data === undefined) return <Loading />;
  return (
    <section className="card stack" aria-labelledby="figures">
      <h2 id="figures">{say("제품별 고유내재배출량", "Specific embedded emissions per good")}</h2>
      <p className="quiet small">
        {say("숫자를 누르면 어떻게 나왔는지 보입니다. 단위는 tCO2e/t입니다.", "Press a number to see how it came about. In tCO2e/t.")}
      </p>
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("제품별 고유내재배출량", "Specific embedded emissions per good")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("제품", "Good")}</th>
              {MAIN.map((measure) => (
                <th key={measure} scope="col" className="number">
                  {both(word(measure))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.goods.map(({ id, name, cn, figures }) => (
              <tr key={id}>
                <th scope="row">
                  {name} <span className="mono small quiet">{cn}</span>
                </th>
                {MAIN.map((measure) => {
                  const figure = figures.find((one) => one.measure === measure);
                  return (
                    <td key={measure} className="number">
                      {figure === undefined ? (
                        "–"
                      ) : (
                        <OpenNumber step={figure.step} value={figure.value} name={`${name}, ${both(word(measure))}`} />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Done({ verification: { ticks, sampling, visits, findings } }: { verification: Desk["verification"] }) {
  const { say, both, percent, number, date } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="done">
      <h2 id="done">{say("검증에서 한 일", "What was done")}</h2>
      <ul>
        {sampling !== undefined && (
          <li>
            {say(
              `표본 ${number(sampling.picks.length)}건, 배출량의 ${percent(sampling.covered)}`,
              `${number(sampling.picks.length)} records sampled, ${percent(sampling.covered)} of all emissions`,
            )}
          </li>
        )}
        <li>{say(`확인 ${number(ticks.length)}번`, `${number(ticks.length)} ticks`)}</li>
        <li>{say(`지적사항 ${number(findings.length)}건`, `${number(findings.length)} findings`)}</li>
        {visits.map(({ kind, from, to }) => (
          <li key={`${kind} ${from}`}>
            {both(label(kind))} {date(from)} – {date(to)}
          </li>
        ))}
      </ul>
    </section>
  );
}
