// One good: its figures, the bar against default value and benchmark, and what a tonne costs in certificates.
import type { ReactNode } from "react";
import type { AnalysedFigure, AnalysedGood } from "../../model/insight.ts";
import { MEASURES, type Measure } from "../../model/statement.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ProblemList } from "../parts/problems.tsx";
import { barsSvg } from "./bars-svg.ts";
import { colour, ink } from "./colours.ts";
import { csvOf } from "./csv.ts";
import { ExportButtons } from "./export-buttons.tsx";
import { shownUnit } from "./shown-unit.ts";
import { OpenNumber } from "./source.tsx";

const MAIN: readonly Measure[] = ["seeDirect", "seeIndirect", "seeTotal", "seeBasis"];

export function GoodCard({ good, chosen, onChoose }: { good: AnalysedGood; chosen: boolean; onChoose: (() => void) | undefined }) {
  const { say, number, both } = useLanguage();
  const { name, cn, id, figures, amountT, category } = good;
  return (
    <section className={chosen ? "card stack results-good chosen" : "card stack results-good"} aria-labelledby={`good-${id}`}>
      <div className="row spread">
        <div>
          <h2 id={`good-${id}`}>{name}</h2>
          <p className="quiet small">
            {cn !== "" && <span className="mono">CN {cn}</span>} {both(word(category))}
            {amountT !== null && say(` · 수량 ${number(amountT, 1)} t`, ` · ${number(amountT, 1)} t`)}
          </p>
        </div>
        {onChoose !== undefined &&
          (chosen ? (
            <span className="tag good">{say("아래에서 보는 제품", "Shown below")}</span>
          ) : (
            <Button slim onClick={onChoose} className="no-print">
              {say("이 제품 나누어 보기", "Take apart")}
            </Button>
          ))}
      </div>
      <MainFigures figures={figures} />
      <Yardsticks good={good} />
      <Cost good={good} />
      <OtherFigures figures={figures} />
    </section>
  );
}

function MainFigures({ figures }: { figures: readonly AnalysedFigure[] }) {
  const { both } = useLanguage();
  return (
    <dl className="results-figures">
      {MAIN.flatMap((measure) => figures.filter((figure) => figure.measure === measure)).map((figure) => (
        <div key={figure.measure} className={figure.measure === "seeBasis" ? "basis" : undefined}>
          <dt>{both(word(figure.measure))}</dt>
          <dd>
            <FigureNumber figure={figure} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FigureNumber({ figure: { measure, step, value, unit } }: { figure: AnalysedFigure }) {
  const { both } = useLanguage();
  return (
    <>
      <OpenNumber step={step} value={value} unit={shownUnit(unit)} name={both(word(measure))} />{" "}
      <span className="quiet small">{shownUnit(unit)}</span>
    </>
  );
}

/** What is said of the good besides: electricity, activity level, share by defaults, carbon price. */
function OtherFigures({ figures }: { figures: readonly AnalysedFigure[] }) {
  const { say, both } = useLanguage();
  const others = MEASURES.flatMap((measure) => figures.filter((figure) => figure.measure === measure && !MAIN.includes(measure)));
  if (others.length === 0) return null;
  return (
    <details className="results-more">
      <summary>{say("그 밖의 값", "More figures")}</summary>
      <dl className="results-pairs">
        {others.map((figure) => (
          <div key={figure.measure}>
            <dt>{both(word(figure.measure))}</dt>
            <dd>
              <FigureNumber figure={figure} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

type Stick = { key: string; label: string; value: number; colour: string; more?: ReactNode };

function useSticks({ figures, default: standard, benchmark }: AnalysedGood): Stick[] {
  const { say } = useLanguage();
  const own = figures.find(({ measure }) => measure === "seeBasis")?.value ?? null;
  const stick = (key: string, label: string, value: number | null | undefined, painted: string): Stick[] =>
    value === null || value === undefined ? [] : [{ key, label, value, colour: painted }];
  return [
    ...stick("own", say("이 제품", "This good"), own, "--plot-1"),
    ...stick("default", say("기본값", "Default value"), standard.value, "--plot-6"),
    ...stick("marked", say("기본값 + 가산율", "Default with mark-up"), standard.markedUp, "--plot-2"),
    ...stick("benchmark", say("벤치마크", "Benchmark"), benchmark.value, "--plot-3"),
  ];
}

function Yardsticks({ good }: { good: AnalysedGood }) {
  const { say, number, both } = useLanguage();
  const sticks = useSticks(good);
  const most = Math.max(...sticks.map(({ value }) => value), 0) || 1;
  const what = say("기본값·벤치마크 대비", "Against default value and benchmark");
  const sources = [good.default, good.benchmark].flatMap(({ source }) => (source === undefined ? [] : [source]));
  const reasons = [
    { what: say("기본값", "Default value"), why: good.default.why },
    { what: say("벤치마크", "Benchmark"), why: good.benchmark.why },
  ].filter(({ why }) => why !== undefined);
  return (
    <div className="stack results-yard">
      <div className="row spread">
        <h3>
          {what} <small className="quiet">tCO₂e/t</small>
        </h3>
        <ExportButtons
          name={`${good.name}-yardsticks`}
          what={`${good.name}, ${what}`}
          svg={() =>
            barsSvg({
              title: `${good.name} (tCO2e/t)`,
              bars: sticks.map((stick) => ({ ...stick, text: number(stick.value), colour: colour(stick.colour) })),
              ink: ink(),
            })
          }
          csv={() =>
            csvOf(
              [say("값", "Figure"), "tCO2e/t"],
              sticks.map(({ label, value }) => [label, value]),
            )
          }
        />
      </div>
      <table className="results-bars">
        <caption className="only-spoken">{`${good.name}: ${what}, tCO2e/t`}</caption>
        <tbody>
          {sticks.map(({ key, label, value, colour: painted }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td className="results-bar">
                <span style={{ width: `${Math.max(0, (value / most) * 100)}%`, backgroundColor: `var(${painted})` }} />
              </td>
              <td className="number">{number(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {reasons.map(({ what: of, why }) => (
        <p key={of} className="small quiet">
          {of}: {why !== undefined && both(why)}
        </p>
      ))}
      {sources.length > 0 && (
        <p className="small quiet">
          {say("출처", "Source")}: {[...new Set(sources.map(({ act, point }) => `${act} ${point}`))].join(" · ")}
        </p>
      )}
    </div>
  );
}

function Cost({ good: { cost } }: { good: AnalysedGood }) {
  const { say, number } = useLanguage();
  if (cost === undefined) return null;
  const { actualEurPerT, defaultEurPerT, savingEurPerT, price, year, actual, default: standard, problems } = cost;
  const made = (parts: typeof actual): string | undefined =>
    parts && `(${number(parts.see)} − ${number(parts.sefa)}) × ${number(price, 2)}`;
  const rows = [
    { label: say("지금 자료로", "By your data"), value: actualEurPerT, made: made(actual) },
    { label: say("기본값으로", "By default values"), value: defaultEurPerT, made: made(standard) },
    { label: say("자료 덕분에 줄어든 비용", "Saved by your data"), value: savingEurPerT, strong: true },
  ];
  return (
    <div className="stack results-cost">
      <h3>
        {say("제품 1톤의 인증서 비용", "Certificates for one tonne")} <small className="quiet">EUR/t</small>
      </h3>
      <dl className="results-pairs">
        {rows.map(({ label, value, made: how, strong = false }) => (
          <div key={label} className={strong ? "strong" : undefined}>
            <dt>{label}</dt>
            <dd className="number">
              {value === null ? say("없음", "missing") : number(value, 2)}
              {how !== undefined && <span className="small quiet results-how"> = {how}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small quiet">
        {say(
          `(배출량 − 무상할당 조정) × 인증서 가격 ${number(price, 2)} EUR. ${year}년에 수입한다고 가정합니다.`,
          `(emissions − free-allocation adjustment) × certificate price of ${number(price, 2)} EUR, supposing import in ${year}.`,
        )}
      </p>
      <ProblemList problems={problems} most={5} />
    </div>
  );
}
