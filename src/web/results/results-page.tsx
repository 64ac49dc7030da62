// Results: each good's figures with yardsticks and cost, what they are made of and rest on, and any number with its receipt.
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { AnalysedFigure, AnalysedGood, Analysis } from "../../model/insight.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button, LinkButton } from "../parts/button.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { periodPath } from "../place.ts";
import type { Choice } from "./choice.ts";
import { Contributions } from "./contributions.tsx";
import { Flows } from "./flows.tsx";
import { GoodCard } from "./good-card.tsx";
import { Ladder } from "./ladder.tsx";
import { isOfRecords, NotYet } from "./not-yet.tsx";
import { Picked } from "./picked.tsx";
import { PriceField } from "./price-field.tsx";
import { ResultsContext, type Source, useAnalysis, useResults, useSourceOfAddress } from "./source.tsx";
import { StatementHead } from "./statement-head.tsx";
import { StepDrawer } from "./step-drawer.tsx";
import "./results.css";

export function ResultsPage() {
  const asked = useSourceOfAddress();
  const sealed = asked.statement !== undefined;
  // A statement's address does not say its period: the list of statements does.
  const statements = useAct("listStatements", { org: asked.org, limit: 500 }, { when: sealed });
  const listed = statements.data?.items.find(({ hash }) => hash === asked.statement);
  const source = sealed ? { ...asked, period: listed?.period ?? "" } : asked;
  return (
    <ResultsContext source={source}>
      <Results key={`${source.org} ${asked.period} ${source.statement ?? ""}`} source={source} listed={listed} />
      <StepDrawer />
    </ResultsContext>
  );
}

type Listed = Parameters<typeof StatementHead>[0]["listed"];

function Results({ source, listed }: { source: Source; listed: Listed }) {
  const { say, date } = useLanguage();
  const { choice } = useResults();
  const { price, asIf } = choice;
  const query = useAnalysis(source, { ...(price !== undefined && { price }), ...(asIf !== undefined && { asIf }) });
  // Another price is another question: what was answered before stays in sight meanwhile.
  const before = useRef<Analysis>(undefined);
  if (query.data !== undefined) before.current = query.data;
  const analysis = query.data ?? (query.error === null ? before.current : undefined);
  const sealed = source.statement !== undefined;
  const lead =
    analysis === undefined
      ? sealed
        ? say("봉인된 산정서의 결과입니다.", "The results of a sealed statement.")
        : say("지금 기록으로 산정한 결과입니다.", "The results of the records as they stand.")
      : `${analysis.installation} · ${date(analysis.period.start)} – ${date(analysis.period.end)}`;
  return (
    <>
      <PageHead title={sealed ? say("산정서", "Statement") : say("결과", "Results")} lead={lead}>
        <Button onClick={() => print()}>{say("인쇄", "Print")}</Button>
        {!sealed && <Seal source={source} seen={analysis?.revision} possible={analysis !== undefined} />}
      </PageHead>
      {query.error !== null && !sealed && isOfRecords(query.error) ? (
        <NotYet refused={query.error} source={source} />
      ) : analysis === undefined ? (
        <Shown query={query}>{() => null}</Shown>
      ) : (
        <div className="stack results" aria-busy={query.data === undefined}>
          {source.statement !== undefined && <StatementHead statement={source.statement} listed={listed} analysis={analysis} />}
          <Content analysis={analysis} source={source} />
        </div>
      )}
    </>
  );
}

const MOST_CARDS = 6;

function Content({ analysis, source }: { analysis: Analysis; source: Source }) {
  const { say } = useLanguage();
  const { choice } = useResults();
  const [all, setAll] = useState(false);
  const { goods, asIf } = analysis;
  const good = goods.find(({ id }) => id === choice.good) ?? goods[0];
  if (good === undefined) return <Empty title={say("제품이 없습니다", "There is no good")} />;
  const figure = figureOf(good, choice.measure);
  const names = new Map(analysis.nodes.map(({ id, name }) => [id, name]));
  const shown = all ? goods : cardsOf(goods, good);
  return (
    <>
      {asIf !== undefined && (
        <p>
          <span className="tag warn">{say("가정 계산", "As if")}</span>{" "}
          {say(`${asIf}년의 법령으로 계산했습니다. 신고에 쓸 수 없습니다.`, `Calculated by the act of ${asIf}; not for a declaration.`)}
        </p>
      )}
      <PriceField />
      <div className="results-goods">
        {shown.map((one) => (
          <GoodCard
            key={one.id}
            good={one}
            chosen={one.id === good.id}
            onChoose={goods.length > 1 ? () => choice.chooseGood(one.id) : undefined}
          />
        ))}
      </div>
      {shown.length < goods.length && (
        <div>
          <Button onClick={() => setAll(true)}>{say(`제품 ${goods.length}개 모두 보기`, `Show all ${goods.length} goods`)}</Button>
        </div>
      )}
      <Ladder analysis={analysis} />
      <Picked analysis={analysis} />
      {figure !== undefined && (
        <Contributions goods={goods} good={good} figure={figure} processName={(id) => names.get(`processes/${id}`) ?? id} />
      )}
      <Flows analysis={analysis} good={good} />
      <Warnings analysis={analysis} source={source} />
    </>
  );
}

/** The first ones, and the chosen one among them. */
function cardsOf(goods: readonly AnalysedGood[], chosen: AnalysedGood): readonly AnalysedGood[] {
  const first = goods.slice(0, MOST_CARDS);
  return first.includes(chosen) ? first : [...first.slice(0, -1), chosen];
}

/** The figure that is asked for; else what CBAM charges for, else the first one with shares. */
function figureOf({ figures }: AnalysedGood, measure: Choice["measure"]): AnalysedFigure | undefined {
  const of = (wanted: string | undefined): AnalysedFigure | undefined =>
    figures.find((one) => one.measure === wanted && one.shares.length > 0);
  return of(measure) ?? of("seeBasis") ?? of("seeTotal") ?? figures.find(({ shares }) => shares.length > 0) ?? figures[0];
}

function Warnings({ analysis: { problems }, source }: { analysis: Analysis; source: Source }) {
  const { say } = useLanguage();
  if (problems.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="results-problems">
      <div className="row spread">
        <h2 id="results-problems">{say(`살펴볼 것 ${problems.length}건`, `${problems.length} to look at`)}</h2>
        {source.period !== "" && (
          <LinkButton to={periodPath(source.org, source.period, "problems")} slim>
            {say("문제 화면으로", "Go to problems")}
          </LinkButton>
        )}
      </div>
      <ProblemList problems={problems} most={5} />
    </section>
  );
}

type SealProps = { source: Source; seen: number | undefined; possible: boolean };

/** Seals the records as they stand on the server; where they have changed since they were looked at, the statement's page says so. */
function Seal({ source: { org, period }, seen, possible }: SealProps) {
  const { say } = useLanguage();
  const { choice } = useResults();
  const may = useMay();
  const seal = useDo("calculateStatement");
  const go = useNavigate();
  if (!may("calculate")) return null;
  const body = choice.asIf === undefined ? {} : { asIf: choice.asIf };
  return (
    <>
      <Button
        look="main"
        disabled={!possible}
        busy={seal.isPending}
        title={
          possible
            ? say("지금 기록의 결과를 바뀌지 않는 산정서로 남깁니다.", "Keeps the results as a statement that never changes.")
            : say("결과가 나온 뒤에 봉인할 수 있습니다.", "Possible once there are results.")
        }
        onClick={() =>
          seal.mutate(
            { input: { org, period, body } },
            {
              onSuccess: ({ hash, revision }) =>
                void go(`/o/${org}/s/${hash}`, seen === undefined || seen === revision ? {} : { state: { seen, sealed: revision } }),
            },
          )
        }
      >
        {say("산정서로 봉인", "Seal a statement")}
      </Button>
      {seal.error !== null && <RefusedNote refused={seal.error} />}
    </>
  );
}
