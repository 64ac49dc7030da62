// Materiality: uncorrected misstatements of each good against 5 % of its embedded emissions and 5 % of its free allocation.
import type { Answer } from "../../model/api.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { ProblemList } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { useDesk } from "./desk.tsx";
import { TestsCard } from "./tests-card.tsx";

type Good = Answer<"readMateriality">["goods"][number];
type BarOf = Good["see"];

const DIGITS = 5;

export function useMateriality() {
  const { org, desk } = useDesk();
  return useAct("readMateriality", { org, verification: desk.id });
}

const standing = (goods: readonly Good[]): "bad" | "warn" | "good" => {
  const bars = goods.flatMap(({ see, freeAllocation }) => [see, ...(freeAllocation === undefined ? [] : [freeAllocation])]);
  if (bars.some(({ material }) => material === true)) return "bad";
  return bars.some(({ material, offset }) => material === null || offset) ? "warn" : "good";
};

/** In sight on every part: the fullest bar, in one line. */
export function MaterialityStrip() {
  const { say, percent } = useLanguage();
  const { desk } = useDesk();
  const { data } = useMateriality();
  if (desk.verification.engagement.regime !== "cbam" || data === undefined) return null;
  const fullest = data.goods
    .flatMap(({ name, see, freeAllocation }) => [
      { name, what: say("배출량", "emissions"), bar: see },
      ...(freeAllocation === undefined ? [] : [{ name, what: say("무상할당", "free allocation"), bar: freeAllocation }]),
    ])
    .toSorted((a, b) => (b.bar.filled ?? -1) - (a.bar.filled ?? -1))[0];
  if (fullest === undefined) return null;
  const state = standing(data.goods);
  const words = {
    good: say("중요성 한도 안", "Within materiality"),
    warn: say("중요성을 알 수 없는 제품이 있음", "Materiality not known for some"),
    bad: say("중요성 한도 초과", "Above materiality"),
  };
  return (
    <p className="row verify-strip" role="status">
      <span className={`tag ${state}`}>{words[state]}</span>
      <span className="small">
        {say("가장 찬 것", "Fullest")}: {fullest.name} · {fullest.what} {percent(fullest.bar.filled)} {say("(한도 대비)", "of its limit")}
      </span>
    </p>
  );
}

export function MaterialityPart() {
  const { say } = useLanguage();
  const query = useMateriality();
  return (
    <>
      <section className="card stack" aria-labelledby="materiality">
        <h2 id="materiality">{say("제품별 중요성", "Materiality per good")}</h2>
        <p className="quiet">
          {say(
            "고쳐지지 않은 허위기재의 합을 제품마다 고유내재배출량의 5%, 고유내재 무상할당의 5%와 견줍니다. 지적사항이 바뀌면 곧바로 바뀝니다.",
            "Uncorrected misstatements together, per good, against 5 % of its specific embedded emissions and of its free allocation.",
          )}
        </p>
        <Shown query={query}>
          {({ goods, problems }) => (
            <>
              <Goods goods={goods} />
              {problems.length > 0 && (
                <>
                  <h3>{say("초안 의견이 이대로는 발행되지 않는 까닭", "Why the drafted opinion cannot be released as it stands")}</h3>
                  <ProblemList problems={problems} />
                </>
              )}
            </>
          )}
        </Shown>
      </section>
      <TestsCard />
    </>
  );
}

export function Goods({ goods }: { goods: readonly Good[] }) {
  const { say } = useLanguage();
  return (
    <ul className="verify-goods">
      {goods.map(({ good, name, cn, see, freeAllocation }) => (
        <li key={good} className="stack">
          <h3>
            {name} {cn !== "" && <span className="mono small quiet">CN {cn}</span>}
          </h3>
          <MaterialityBar name={name} what={say("고유내재배출량", "Specific embedded emissions")} bar={see} />
          {freeAllocation !== undefined && (
            <MaterialityBar name={name} what={say("고유내재 무상할당", "Specific embedded free allocation")} bar={freeAllocation} />
          )}
        </li>
      ))}
    </ul>
  );
}

function useVerdictWords(): (bar: BarOf) => { text: string; tag: string } {
  const { say } = useLanguage();
  return ({ material, offset, why }) => {
    if (material === null)
      return {
        tag: "warn",
        text:
          why === "effect"
            ? say("영향을 모르는 허위기재가 있음", "an effect is not known")
            : say("값이 없어 알 수 없음", "no figure to compare with"),
      };
    if (material) return { tag: "bad", text: say("한도 초과", "above the limit") };
    if (offset) return { tag: "warn", text: say("상쇄되어 한도 안", "within, but only by offsetting") };
    return { tag: "good", text: say("한도 안", "within the limit") };
  };
}

function MaterialityBar({ name, what, bar }: { name: string; what: string; bar: BarOf }) {
  const { say, number, percent } = useLanguage();
  const verdict = useVerdictWords()(bar);
  const { figure, limit, net, filled } = bar;
  const width = `${Math.min(1, Math.abs(filled ?? 0)) * 100}%`;
  return (
    <div className="verify-bar">
      <div className="row spread">
        <span>{what}</span>
        <span className={`tag ${verdict.tag}`}>{verdict.text}</span>
      </div>
      <div className={`verify-track ${verdict.tag}`} aria-hidden="true">
        <span style={{ width }} />
      </div>
      <p className="small verify-bar-text">
        <span className="only-spoken">{name}: </span>
        {say(
          `허위기재 합계 ${number(net, DIGITS)} / 한도 ${number(limit, DIGITS)} tCO2e/t`,
          `misstated ${number(net, DIGITS)} of ${number(limit, DIGITS)} tCO2e/t allowed`,
        )}
        {filled !== null && ` (${percent(filled)})`}
        <span className="quiet"> · {say(`값 ${number(figure, DIGITS)}`, `figure ${number(figure, DIGITS)}`)}</span>
      </p>
    </div>
  );
}
