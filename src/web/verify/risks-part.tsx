// The risk analysis: what of each record may be wrong, what may let it pass unseen, and why; each leads to where it is checked.
import { useState } from "react";
import type { Answer } from "../../model/api.ts";
import { label } from "../../model/verification-words.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Shown } from "../parts/states.tsx";
import { useOfStatement } from "./of-statement.ts";
import { RecordWay } from "./record-way.tsx";

type Risk = Answer<"readRisks">["risks"][number];
type Level = Risk["risk"];
const TAG: Readonly<Record<Level, string>> = { low: "good", medium: "note", high: "bad" };
const PAGE = 50;

export function useRisks() {
  return useOfStatement("readRisks");
}

export function RisksPart() {
  const { say } = useLanguage();
  const query = useRisks();
  return (
    <section className="card stack" aria-labelledby="risks">
      <h2 id="risks">{say("위험분석", "Risk analysis")}</h2>
      <p className="quiet">
        {say(
          "고유위험은 틀렸을 때의 크기, 통제위험은 틀린 것이 걸러지지 않을 가능성입니다. 큰 것부터 보입니다.",
          "Inherent risk: how much may be wrong; control risk: what may let it pass unseen. The largest first.",
        )}
      </p>
      <Shown query={query}>{({ risks }) => <Table risks={risks} />}</Shown>
    </section>
  );
}

function Table({ risks }: { risks: readonly Risk[] }) {
  const { say, percent, number } = useLanguage();
  const [most, setMost] = useState(PAGE);
  return (
    <>
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("기록별 위험, 큰 것부터", "Risks per record, the largest first")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("기록", "Record")}</th>
              <th scope="col" className="number">
                tCO2e
              </th>
              <th scope="col" className="number">
                {say("비중", "Share")}
              </th>
              <th scope="col">{say("고유", "Inherent")}</th>
              <th scope="col">{say("통제", "Control")}</th>
              <th scope="col">{say("합하여", "Together")}</th>
              <th scope="col">{say("까닭", "Why")}</th>
            </tr>
          </thead>
          <tbody>
            {risks.slice(0, most).map(({ record, size, share, inherent, control, risk, reasons }) => (
              <tr key={record}>
                <th scope="row">
                  <RecordWay record={record} />
                </th>
                <td className="number">{number(size, 1)}</td>
                <td className="number">{percent(share)}</td>
                <td>
                  <LevelTag level={inherent} />
                </td>
                <td>
                  <LevelTag level={control} />
                </td>
                <td>
                  <LevelTag level={risk} />
                </td>
                <td>
                  <Reasons reasons={reasons} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {risks.length > most && (
        <div>
          <Button onClick={() => setMost(most + PAGE)}>{say(`더 보기 (${risks.length - most}건)`, `More (${risks.length - most})`)}</Button>
        </div>
      )}
    </>
  );
}

function Reasons({ reasons }: { reasons: Risk["reasons"] }) {
  const { both } = useLanguage();
  if (reasons.length === 0) return <span className="quiet">–</span>;
  return (
    <ul className="verify-reasons small">
      {reasons.map((reason) => (
        <li key={reason.en}>{both(reason)}</li>
      ))}
    </ul>
  );
}

function LevelTag({ level }: { level: Level }) {
  const { both } = useLanguage();
  return <span className={`tag ${TAG[level]}`}>{both(label(level))}</span>;
}
