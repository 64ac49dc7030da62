// The plant's own figure beside the default value: what is still needed for it, and what each answer does to it.
import type { Answer } from "../../model/api.ts";
import type { Ask } from "../../model/begin.ts";
import type { AnalysedGood } from "../../model/insight.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { LinkButton } from "../parts/button.tsx";
import { ProblemList } from "../parts/problems.tsx";
import { Loading } from "../parts/states.tsx";
import { periodPath, usePlace } from "../place.ts";
import type { Asked } from "./asked.ts";
import { useEstimate } from "./estimate-card.tsx";
import { spaced } from "./good-choice.tsx";

type Good = Answer<"listAsks">["goods"][number];
type Props = { period: string; year: number; asked: Asked; goods: readonly Good[]; asks: readonly Ask[] };

/** Codes that an empty field makes; the list of asks says the same, with a field to fill. */
const EMPTY = new Set(["VALUE_MISSING", "INPUT_EMPTY", "DEFAULT_NEEDS_CN"]);

export function OwnCard({ period, year, asked, goods, asks }: Props) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const figures = useAct("readFigures", { org, period, asIf: year });
  const needed = asks.filter((ask) => ask.needed).length;
  const problems = (figures.error?.problems ?? []).filter(({ code, severity }) => severity === "error" && !EMPTY.has(code));
  return (
    <section className="card stack begin-own" aria-labelledby="begin-own">
      <div className="row spread">
        <h2 id="begin-own">{say("내 공장의 값", "My plant's figure")}</h2>
        <LinkButton to={periodPath(org, period)} slim>
          {say("결과 자세히", "Results in full")}
        </LinkButton>
      </div>
      <div aria-live="polite" className="stack">
        {needed > 0 && (
          <p>
            <span className="tag warn">{say(`${needed}칸 남음`, `${needed} to go`)}</span>{" "}
            {say(
              "아래의 필요한 칸을 채우면 첫 값이 나옵니다. 빠진 것을 0으로 보지 않습니다.",
              "Fill the fields below and the first figure is here. What is missing is never taken for zero.",
            )}
          </p>
        )}
        {figures.isPending && <Loading />}
        <Goods figures={figures.data} goods={goods} asked={asked} period={period} year={year} />
        {needed === 0 && <ProblemList problems={problems} most={5} />}
      </div>
    </section>
  );
}

type GoodsProps = { figures: Answer<"readFigures"> | undefined; goods: readonly Good[]; asked: Asked; period: string; year: number };

function Goods({ figures, goods, asked, period, year }: GoodsProps) {
  const { org } = usePlace();
  const analysis = useAct(
    "analysePeriod",
    { org, period, asIf: year, ...(asked.price !== undefined && { price: asked.price }) },
    { when: figures !== undefined },
  );
  return (
    <>
      {goods.map((good) => {
        const id = good.record.slice("products/".length);
        const basis = figures?.results.find(({ product, measure }) => product === id && measure === "seeBasis")?.value ?? null;
        const cost = analysis.data?.goods.find((one) => one.id === id)?.cost;
        return <OneGood key={good.record} good={good} basis={basis} cost={cost} asked={asked} />;
      })}
    </>
  );
}

type OneProps = { good: Good; basis: number | null; cost: AnalysedGood["cost"]; asked: Asked };

function OneGood({ good, basis, cost, asked }: OneProps) {
  const { say, number } = useLanguage();
  const route = good.cn.replace(/\s/g, "") === asked.cn ? asked.route : undefined;
  const { data } = useEstimate({ ...asked, cn: good.cn.replace(/\s/g, ""), country: good.country ?? asked.country, route });
  return (
    <div className="begin-compare">
      <h3>
        {good.name} <small className="quiet">{spaced(good.cn)}</small>
      </h3>
      <dl className="begin-figures">
        <div className="begin-figure strong">
          <dt>{say("내 자료로 산정", "By my data")}</dt>
          <dd>
            <span className="begin-number" data-figure="own">
              {number(basis, 4)}
            </span>{" "}
            <span className="quiet">tCO₂e/t</span>
            {cost !== undefined && cost.actualEurPerT !== null && <span className="begin-cost">{number(cost.actualEurPerT, 2)} EUR/t</span>}
          </dd>
        </div>
        <div className="begin-figure">
          <dt>{say("기본값(가산 포함)", "By default, marked up")}</dt>
          <dd>
            <span className="begin-number">{number(data?.see?.value, 3)}</span> <span className="quiet">tCO₂e/t</span>
            {data?.costPerT !== undefined && data.costPerT !== null && <span className="begin-cost">{number(data.costPerT, 2)} EUR/t</span>}
          </dd>
        </div>
      </dl>
      {cost !== undefined && basis !== null && cost.actualEurPerT === null && (
        <details className="small">
          <summary>{say("비용은 아직 나오지 않습니다. 왜?", "No cost yet. Why?")}</summary>
          <ProblemList problems={cost.problems} most={3} />
        </details>
      )}
    </div>
  );
}
