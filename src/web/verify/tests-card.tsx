// Tests of data gaps and of the evidence for electricity, and figures of the law that nobody has confirmed.
import type { Answer } from "../../model/api.ts";
import { label } from "../../model/verification-words.ts";
import { useLanguage } from "../language.tsx";
import { Shown } from "../parts/states.tsx";
import { useResults } from "../results/source.tsx";
import { useOfStatement } from "./of-statement.ts";

type Tests = Answer<"readEvidenceTests">;
const TAG = { holds: "good", fails: "bad", unchecked: "warn" } as const;

export function TestsCard() {
  const { say } = useLanguage();
  const query = useOfStatement("readEvidenceTests");
  return (
    <section className="card stack" aria-labelledby="tests">
      <h2 id="tests">{say("증빙 검사", "Tests of evidence")}</h2>
      <Shown query={query}>
        {({ dataGaps, electricity, unconfirmed }) => (
          <>
            <TestList
              title={say("데이터 공백", "Data gaps")}
              none={say("신고된 데이터 공백이 없습니다.", "No data gap is declared.")}
              tests={dataGaps}
            />
            <TestList
              title={say("실측 전력 배출계수의 증빙", "Evidence for actual electricity")}
              none={say("부과 대상 전력이 없습니다.", "No electricity is charged for.")}
              tests={electricity}
            />
            <Unconfirmed items={unconfirmed} />
          </>
        )}
      </Shown>
    </section>
  );
}

function TestList({ title, none, tests }: { title: string; none: string; tests: Tests["dataGaps"] }) {
  const { both } = useLanguage();
  return (
    <div>
      <h3>{title}</h3>
      {tests.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ul className="verify-tests">
          {tests.map(({ of, name, outcome, why }) => (
            <li key={of}>
              <span className={`tag ${TAG[outcome]}`}>{both(label(outcome))}</span> {name} <code className="small quiet">{of}</code>
              {why !== undefined && <span className="small verify-line-two">{both(why)}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const MOST = 20;

function Unconfirmed({ items }: { items: Tests["unconfirmed"] }) {
  const { say } = useLanguage();
  const { choice } = useResults();
  return (
    <div>
      <h3>{say("확인이 필요한 법정 수치", "Figures of the law to be confirmed")}</h3>
      {items.length === 0 ? (
        <p className="quiet">{say("그런 수치를 쓰지 않습니다.", "None is used.")}</p>
      ) : (
        <ul className="verify-tests">
          {items.slice(0, MOST).map(({ step, row }) => (
            <li key={`${step} ${row}`}>
              <button type="button" className="results-number mono" onClick={() => choice.open(step)}>
                {step}
              </button>{" "}
              <span className="small quiet">{row}</span>
            </li>
          ))}
          {items.length > MOST && <li className="quiet">{say(`그 밖에 ${items.length - MOST}건`, `and ${items.length - MOST} more`)}</li>}
        </ul>
      )}
    </div>
  );
}
