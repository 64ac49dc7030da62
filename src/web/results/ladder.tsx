// The data ladder: how much of all emissions stands on which rung, and what climbing gains.
import { type Analysis, type Improvement, RUNGS } from "../../model/insight.ts";
import { useLanguage } from "../language.tsx";
import { barsSvg } from "./bars-svg.ts";
import { colour, ink } from "./colours.ts";
import { csvOf } from "./csv.ts";
import { ExportButtons } from "./export-buttons.tsx";
import { RecordLink } from "./record-link.tsx";
import { RungTag } from "./rung-tag.tsx";
import { useResults } from "./source.tsx";
import { RUNG_WORDS } from "./words.ts";

export function Ladder({ analysis: { ladder, improvements, installation } }: { analysis: Analysis }) {
  const { say, both, percent } = useLanguage();
  const {
    choice: { pick, togglePick },
  } = useResults();
  const rungs = RUNGS.map((rung) => ({ rung, share: ladder.find((one) => one.rung === rung)?.share ?? 0, ...RUNG_WORDS[rung] }));
  const what = say("자료 수준", "The data ladder");
  return (
    <section className="card stack" aria-labelledby="ladder">
      <div className="row spread">
        <h2 id="ladder">{what}</h2>
        <ExportButtons
          name={`${installation}-ladder`}
          what={what}
          svg={() =>
            barsSvg({
              title: what,
              bars: rungs.map((rung) => ({ label: both(rung), value: rung.share, text: percent(rung.share), colour: colour(rung.colour) })),
              ink: ink(),
            })
          }
          csv={() =>
            csvOf(
              [say("단계", "Rung"), say("배출량 비율", "Share of emissions")],
              rungs.map((rung) => [both(rung), rung.share]),
            )
          }
        />
      </div>
      <p className="quiet">
        {say(
          "전체 배출량이 어떤 수준의 자료를 근거로 하는지 보여 줍니다. 오른쪽으로 갈수록 신뢰도가 높습니다.",
          "What all the emissions rest on. The further right, the stronger the data.",
        )}
      </p>
      <div className="results-ladder" aria-hidden="true">
        {rungs.map(({ rung, share, colour: painted }) =>
          share > 0 ? <span key={rung} style={{ flexGrow: share, background: `var(${painted})` }} /> : null,
        )}
      </div>
      <ul className="results-legend">
        {rungs.map(({ rung, share, means, colour: painted, ...text }) => {
          const picked = pick?.of === "rung" && pick.id === rung;
          return (
            <li key={rung}>
              <button
                type="button"
                aria-pressed={picked}
                disabled={share === 0}
                onClick={() => togglePick({ of: "rung", id: rung })}
                title={both(means)}
              >
                <span className="results-dot" style={{ background: `var(${painted})` }} aria-hidden="true" />
                {both(text)} <span className="number">{percent(share)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <Improvements improvements={improvements} />
    </section>
  );
}

const FIRST = 5;

function Improvements({ improvements }: { improvements: readonly Improvement[] }) {
  const { say } = useLanguage();
  if (improvements.length === 0)
    return (
      <p className="quiet">{say("더 높은 수준으로 바꿀 자료가 없습니다.", "No input is left that could be replaced by a stronger one.")}</p>
    );
  const rest = improvements.slice(FIRST);
  return (
    <div className="stack">
      <h3>{say("무엇부터 바꾸면 좋은가", "What to replace first")}</h3>
      {improvements.some(({ atStakeEur }) => atStakeEur !== undefined) && (
        <p className="small quiet">
          {say(
            "관련 인증서 비용은 제품이 모두 EU로 수출되고 무상할당 조정이 없다고 볼 때의 값입니다.",
            "Certificates at stake are counted as if all goods went to the Union and no free allocation were left.",
          )}
        </p>
      )}
      <ol className="results-improvements">
        {improvements.slice(0, FIRST).map((one) => (
          <ImprovementItem key={`${one.record} ${one.field}`} improvement={one} />
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{say(`그 밖에 ${rest.length}가지`, `${rest.length} more`)}</summary>
          <ol className="results-improvements" start={FIRST + 1}>
            {rest.map((one) => (
              <ImprovementItem key={`${one.record} ${one.field}`} improvement={one} />
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

function ImprovementItem({ improvement }: { improvement: Improvement }) {
  const { say, both, percent, number } = useLanguage();
  const { record, field, name, what, rung, next, advice, share, emissionsTco2e, atStakeEur } = improvement;
  const title = `${name} · ${both(what)}`;
  return (
    <li>
      <p>
        <RecordLink record={record} field={field}>
          {title}
        </RecordLink>{" "}
        <RungTag rung={rung} /> <span aria-hidden="true">→</span> <span className="only-spoken">{say("다음 단계", "to")}</span>{" "}
        <RungTag rung={next} />
      </p>
      <p className="small">{both(advice)}</p>
      <p className="small quiet">
        {say(
          `배출량의 ${percent(share)}(${number(emissionsTco2e, 1)} tCO₂e)가 이 값에 따라 달라집니다.`,
          `${percent(share)} of the emissions (${number(emissionsTco2e, 1)} tCO₂e) hang on it.`,
        )}{" "}
        {atStakeEur !== undefined &&
          say(`관련 인증서 비용 ${number(atStakeEur, 0)} EUR`, `Certificates at stake: ${number(atStakeEur, 0)} EUR`)}
      </p>
    </li>
  );
}
