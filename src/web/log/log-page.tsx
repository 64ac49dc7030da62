// The server's transparency log as its owners see it: how large it is, who witnesses it, which logs it watches, and what is wrong.
import { Navigate } from "react-router";
import type { Answer } from "../../model/api.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { useMe } from "../session.tsx";
import { LOOK_WORDS, type Told, WITNESS_WORDS } from "./log-words.ts";
import "./log.css";

type Log = Answer<"readLog">;
type Looked = Log["own"];

const AGAIN_MS = 15_000;

/** /log leads to the page of an organisation that the person owns: only owners read it. */
export function LogDoor() {
  const { say } = useLanguage();
  const mine = useMe().organisations.find(({ role }) => role === "owner");
  if (mine !== undefined) return <Navigate to={`/o/${mine.id}/log`} replace />;
  return (
    <Empty title={say("볼 수 없습니다", "This cannot be seen")}>
      <p>{say("투명성 로그는 조직의 소유자가 봅니다.", "The transparency log is for owners of an organisation.")}</p>
    </Empty>
  );
}

export function LogPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const query = useAct("readLog", { org }, { every: AGAIN_MS });
  return (
    <>
      <PageHead
        title={say("투명성 로그", "Transparency log")}
        lead={say(
          "산정서, 증빙, 감사 기록의 해시를 덧붙이기만 하는 로그에 남깁니다. 다른 서버가 증인이 되므로 누구도 혼자 고쳐 쓸 수 없습니다. 내용과 이름은 남지 않습니다.",
          "Hashes of statements, evidence and audit trails go into a log that only grows. Other servers witness it, so that nobody can rewrite it alone. No content and no name is in it.",
        )}
      />
      <Shown query={query}>
        {(log) => (
          <div className="stack">
            <Alarm log={log} />
            <Now log={log} />
            <Witnesses log={log} />
            <Watched log={log} />
            <Keys log={log} />
          </div>
        )}
      </Shown>
    </>
  );
}

function Alarm({ log: { alarms } }: { log: Log }) {
  const { say } = useLanguage();
  return (
    <div role="status">
      {alarms === 0 ? (
        <p>
          <span className="tag good">{say("이상 없음", "All well")}</span>{" "}
          {say("갈라지거나 되돌아간 로그가 없습니다.", "No log has forked or gone back.")}
        </p>
      ) : (
        <p className="log-alarm">
          <strong>{say(`경보 ${alarms}건`, alarms === 1 ? "1 alarm" : `${alarms} alarms`)}</strong>{" "}
          {say("아래에서 무엇인지 보고 서버 운영자에게 알리십시오.", "See below what it is, and tell the operator of the server.")}
        </p>
      )}
    </div>
  );
}

function Tag({ words }: { words: Told }) {
  const { both } = useLanguage();
  return <span className={`tag ${words.tag}`}>{both(words.short)}</span>;
}

function Now({ log }: { log: Log }) {
  const { say, number, date, both } = useLanguage();
  const words = LOOK_WORDS[log.own.told];
  return (
    <section className="card stack" aria-labelledby="log-now">
      <h2 id="log-now">{say("이 서버의 로그", "The log of this server")}</h2>
      <dl className="log-figures">
        <div>
          <dt>{say("기록 수", "Entries")}</dt>
          <dd>{number(log.size)}</dd>
        </div>
        <div>
          <dt>{say("마지막 체크포인트", "Last checkpoint")}</dt>
          <dd>{log.at === undefined ? "–" : date(log.at, { time: true })}</dd>
        </div>
        <div>
          <dt>{say("부서명한 증인", "Witnesses that cosigned it")}</dt>
          <dd>
            {number(log.cosigned)} <span className="small">{say(`/ 필요 ${log.quorum}`, `of ${log.quorum} needed`)}</span>
          </dd>
        </div>
        <div>
          <dt>{say("기다리는 기록", "Entries waiting")}</dt>
          <dd>{number(log.waiting)}</dd>
        </div>
      </dl>
      <p>
        <Tag words={words} /> {both(words.means)}
      </p>
      <dl className="log-texts">
        <dt>{say("이름", "Name")}</dt>
        <dd>
          <code>{log.origin}</code>
        </dd>
        <dt>{say("뿌리 해시", "Root hash")}</dt>
        <dd>
          <code>{log.root}</code>
        </dd>
      </dl>
      <Fork looked={log.own} />
    </section>
  );
}

function Witnesses({ log: { witnesses } }: { log: Log }) {
  const { say, number, date, both } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="log-witnesses">
      <h2 id="log-witnesses">{say("우리 로그의 증인", "Witnesses of our log")}</h2>
      {witnesses.length === 0 && (
        <p>
          {say(
            "증인이 없습니다. 서버 운영자가 LOG_WITNESSES에 다른 서버의 증인 열쇠와 주소를 적으면 됩니다.",
            "There is none. The operator of the server names other servers' witness keys and addresses in LOG_WITNESSES.",
          )}
        </p>
      )}
      <ul className="log-list">
        {witnesses.map((witness) => {
          const words = WITNESS_WORDS[witness.told];
          return (
            <li key={witness.name}>
              <h3>{witness.name}</h3>
              <p>
                <Tag words={words} /> {both(words.means)}
              </p>
              <p className="small quiet">
                {say("마지막 부서명", "Last cosignature")}: {witness.cosigned === undefined ? "–" : date(witness.cosigned, { time: true })}
                {" · "}
                {say("본 기록 수", "entries seen")}: {number(witness.size)}
                {" · "}
                {witness.url}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Watched({ log: { watched } }: { log: Log }) {
  const { say, date, both } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="log-watched">
      <h2 id="log-watched">{say("지켜보는 로그", "Logs that we watch")}</h2>
      {watched.length === 0 && (
        <p>
          {say(
            "지켜보는 로그가 없습니다. 서버 운영자가 LOG_WATCHED에 다른 서버의 로그 열쇠와 주소를 적으면 됩니다.",
            "There is none. The operator of the server names other servers' log keys and addresses in LOG_WATCHED.",
          )}
        </p>
      )}
      <ul className="log-list">
        {watched.map((one) => {
          const words = LOOK_WORDS[one.told];
          return (
            <li key={one.origin}>
              <h3>{one.origin}</h3>
              <p>
                <Tag words={words} /> {both(words.means)}
              </p>
              <p className="small quiet">
                {say("마지막으로 확인됨", "Last found good")}: {one.seen === undefined ? "–" : date(one.seen, { time: true })}
                {" · "}
                {say("기록 수", "entries")}: {one.size ?? "–"}
                {" · "}
                {one.url}
              </p>
              <Fork looked={one} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Both signed checkpoints as they came: anybody can verify that one key signed both. */
function Fork({ looked: { fork } }: { looked: Looked }) {
  const { say, date } = useLanguage();
  if (fork === undefined) return null;
  const what = fork.kind === "forked" ? say("갈라진 증거", "Evidence of the fork") : say("되돌아간 증거", "Evidence of the step back");
  return (
    <details open={fork.kind === "forked"}>
      <summary>
        {what} ({date(fork.at, { time: true })})
      </summary>
      <div className="log-notes">
        <figure>
          <figcaption>{say("앞서 본 것", "Seen before")}</figcaption>
          <pre>{fork.before}</pre>
        </figure>
        <figure>
          <figcaption>{say("나중에 본 것", "Seen later")}</figcaption>
          <pre>{fork.now}</pre>
        </figure>
      </div>
    </details>
  );
}

function Keys({ log }: { log: Log }) {
  const { say } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="log-keys">
      <h2 id="log-keys">{say("다른 서버에 건넬 열쇠", "Keys to hand to other servers")}</h2>
      <dl className="log-texts">
        <dt>{say("로그(LOG_WATCHED, 신뢰 파일의 logs)", "The log (LOG_WATCHED, logs of a trust file)")}</dt>
        <dd>
          <code>{log.key}</code>
        </dd>
        <dt>{say("증인(LOG_WITNESSES, 신뢰 파일의 witnesses)", "The witness (LOG_WITNESSES, witnesses of a trust file)")}</dt>
        <dd>
          <code>{log.witnessKey}</code>
        </dd>
      </dl>
    </section>
  );
}
