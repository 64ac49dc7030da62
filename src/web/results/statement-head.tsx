// What a sealed statement is, and the ways on: reports, comparison, the records as they stand now.
import { useLocation } from "react-router";
import type { Answer } from "../../model/api.ts";
import type { Analysis } from "../../model/insight.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { LinkButton } from "../parts/button.tsx";
import { periodPath } from "../place.ts";
import { useResults } from "./source.tsx";
import { useWho } from "./use-who.ts";

type Listed = Answer<"listStatements">["items"][number];

export function StatementHead({ statement, listed, analysis }: { statement: string; listed: Listed | undefined; analysis: Analysis }) {
  const { say, both, date } = useLanguage();
  const { source } = useResults();
  const who = useWho(source.org, listed !== undefined);
  const { seen, sealed } = (useLocation().state ?? {}) as { seen?: number; sealed?: number };
  return (
    <section className="card stack" aria-label={say("산정서", "Statement")}>
      {seen !== undefined && (
        <p role="status">
          <span className="tag warn">{say("기록이 바뀜", "Records changed")}</span>{" "}
          {say(
            `결과를 보신 뒤에 기록이 바뀌어(개정 ${seen} → ${sealed}), 바뀐 기록으로 봉인했습니다. 값을 다시 확인하십시오.`,
            `The records changed after you looked (revision ${seen} to ${sealed}); they were sealed as they are now. Check the figures again.`,
          )}
        </p>
      )}
      <dl className="results-pairs">
        <div>
          <dt>{say("해시 (SHA-256)", "Hash (SHA-256)")}</dt>
          <dd>
            <code className="results-hash">{statement}</code>
          </dd>
        </div>
        <div>
          <dt>{say("따른 법령", "Act")}</dt>
          <dd>{both(word(analysis.act))}</dd>
        </div>
        {listed !== undefined && (
          <>
            <div>
              <dt>{say("계산 엔진", "Engine")}</dt>
              <dd>{listed.engine}</dd>
            </div>
            <div>
              <dt>{say("봉인", "Sealed")}</dt>
              <dd>
                {date(listed.at, { time: true })} · {who(listed.by)} ·{" "}
                {say(`기록 개정 ${listed.revision}`, `records at revision ${listed.revision}`)}
              </dd>
            </div>
          </>
        )}
      </dl>
      <div className="row no-print">
        <LinkButton to={`/o/${source.org}/s/${statement}/reports`} look="main">
          {say("보고서 받기", "Reports")}
        </LinkButton>
        <LinkButton to={`/o/${source.org}/compare?after=${statement}`}>{say("다른 산정서와 비교", "Compare")}</LinkButton>
        {source.period !== "" && (
          <LinkButton to={periodPath(source.org, source.period)}>{say("지금 기록의 결과", "Results of the records now")}</LinkButton>
        )}
      </div>
    </section>
  );
}
