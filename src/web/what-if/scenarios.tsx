// Reduction measures that were kept: what each saves a year, and what a tonne costs.
import { useState } from "react";
import { Link } from "react-router";
import type { AssessedScenario, Told } from "../../model/scenario.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { ProblemList } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { periodPath, usePlace } from "../place.ts";
import { digitsFor } from "../statements/waterfall.ts";

const MOST = 50;

export function Scenarios({ versions }: { versions: ReadonlyMap<string, number> | undefined }) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const query = useAct("assessScenarios", { org, period, limit: MOST });
  return (
    <section className="card stack" aria-labelledby="measures">
      <h2 id="measures">{say("감축 조치", "Reduction measures")}</h2>
      <Shown query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p className="quiet">
              {say(
                "남긴 조치가 없습니다. 값을 바꾸어 보고 '감축 조치로 남기기'를 누르십시오.",
                "No measure has been kept. Change values and keep them as a measure.",
              )}
            </p>
          ) : (
            <>
              <List items={items} versions={versions} />
              {next !== undefined && <p className="small quiet">{say(`처음 ${MOST}건만 보입니다.`, `The first ${MOST} are shown.`)}</p>}
            </>
          )
        }
      </Shown>
    </section>
  );
}

/** Cheapest per tonne first; those without a cost after them. */
const byCost = (a: AssessedScenario, b: AssessedScenario): number =>
  (a.eurPerTonne.value ?? Number.POSITIVE_INFINITY) - (b.eurPerTonne.value ?? Number.POSITIVE_INFINITY) || (a.key < b.key ? -1 : 1);

function List({ items, versions }: { items: readonly AssessedScenario[]; versions: ReadonlyMap<string, number> | undefined }) {
  const { say } = useLanguage();
  const [leaving, setLeaving] = useState<AssessedScenario>();
  return (
    <div className="scroll">
      <table className="plain">
        <caption className="only-spoken">{say("감축 조치, 1톤당 비용이 적은 것부터", "Measures, the cheapest per tonne first")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("조치", "Measure")}</th>
            <th scope="col" className="number">
              {say("연간 감축량", "Saved a year")} tCO₂e
            </th>
            <th scope="col" className="number">
              {say("연간 비용", "Cost a year")} EUR
            </th>
            <th scope="col" className="number">
              {say("1톤당 비용", "Cost per tonne")} EUR/tCO₂e
            </th>
            <th scope="col">{say("작업", "Do")}</th>
          </tr>
        </thead>
        <tbody>
          {items.toSorted(byCost).map((item) => (
            <Row key={item.key} item={item} removable={versions?.has(item.key) === true} onRemove={() => setLeaving(item)} />
          ))}
        </tbody>
      </table>
      {leaving !== undefined && <Remove item={leaving} version={versions?.get(leaving.key) ?? 1} onClose={() => setLeaving(undefined)} />}
    </div>
  );
}

function Row({ item, removable, onRemove }: { item: AssessedScenario; removable: boolean; onRemove(): void }) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const may = useMay();
  const { key, scenario, savedTco2ePerYear, annualisedEur, eurPerTonne, problems } = item;
  return (
    <tr>
      <th scope="row">
        {may("calculate") ? (
          <Link to={`${periodPath(org, period, "what-if")}?scenario=${encodeURIComponent(key)}`}>{scenario.name}</Link>
        ) : (
          scenario.name
        )}
        {scenario.note !== undefined && <span className="small quiet what-if-note">{scenario.note}</span>}
        {problems.length > 0 && (
          <details className="small">
            <summary>{say(`살펴볼 것 ${problems.length}건`, `${problems.length} to look at`)}</summary>
            <ProblemList problems={problems} />
          </details>
        )}
      </th>
      <td className="number">
        <Value told={savedTco2ePerYear} digits={1} />
      </td>
      <td className="number">
        <Value told={annualisedEur} digits={0} />
      </td>
      <td className="number">
        <Value told={eurPerTonne} digits={2} />
      </td>
      <td>
        {removable && may("enter") && (
          <Button slim look="danger" aria-label={say(`${scenario.name} 지우기`, `Remove ${scenario.name}`)} onClick={onRemove}>
            {say("지우기", "Remove")}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Value({ told: { value, why }, digits }: { told: Told; digits: number }) {
  const { say, both, number } = useLanguage();
  // What is less than the last digit is shown all the same.
  if (value !== null) return number(value, Math.abs(value) < 1 ? Math.max(digits, digitsFor(value)) : digits);
  return (
    <>
      {say("없음", "none")}
      {why !== undefined && <span className="small quiet what-if-why">{both(why)}</span>}
    </>
  );
}

function Remove({ item: { key, scenario }, version, onClose }: { item: AssessedScenario; version: number; onClose(): void }) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const remove = useDo("withdrawRecord");
  return (
    <Confirm
      title={say(`'${scenario.name}' 조치를 지울까요?`, `Remove the measure '${scenario.name}'?`)}
      open
      action={say("지우기", "Remove")}
      busy={remove.isPending}
      refused={remove.error}
      onConfirm={() => remove.mutate({ input: { org, period, key }, options: { version } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{say("기록의 이전 판은 남습니다.", "Its earlier versions stay among the records.")}</p>
    </Confirm>
  );
}
