// What the change would do: figures before and after, the waterfall between them, and what would be wrong.
import { useState } from "react";
import type { Json } from "../../base/canonical.ts";
import type { Change } from "../../model/change.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { Progress } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { shownUnit } from "../results/shown-unit.ts";
import { ChangeView } from "../statements/change-view.tsx";
import { signed } from "../statements/change-words.ts";
import { digitsFor } from "../statements/waterfall.ts";
import { useWhatIf } from "./use-what-if.ts";

type OutcomeProps = { changes: readonly { key: string; body: Json | null }[] };

export function Outcome({ changes }: OutcomeProps) {
  const { say } = useLanguage();
  const place = usePlace();
  const { query, waiting } = useWhatIf(
    place,
    changes.map(({ key, body }) => ({ key, body })),
  );
  const [choice, setChoice] = useState<{ good: string | null; measure: string | null }>({ good: null, measure: null });
  if (changes.length === 0)
    return (
      <p className="card quiet" role="status">
        {say(
          "위에서 값을 바꾸면 여기에 폭포 차트와 차이가 나타납니다.",
          "Change a value above: the waterfall and the differences appear here.",
        )}
      </p>
    );
  return (
    <div className="stack" aria-busy={waiting}>
      <div role="status" className="what-if-waiting">
        {waiting && <Progress label={say("계산하는 중…", "Calculating…")} />}
      </div>
      {query.error !== null && !waiting && (
        <div className="card stack">
          <p>{say("이렇게 바꾸면 산정할 수 없습니다.", "With these changes nothing can be calculated.")}</p>
          <RefusedNote refused={query.error} />
        </div>
      )}
      {query.data !== undefined && query.error === null && (
        <>
          <BeforeAndAfter change={query.data.change} />
          <ChangeView
            change={query.data.change}
            choice={choice}
            onChoose={setChoice}
            words={{ before: say("지금", "Now"), after: say("바꾸면", "With the changes") }}
          />
          <Wrong problems={query.data.problems} />
        </>
      )}
    </div>
  );
}

/** Every good whose charged figure would move, in one table. */
function BeforeAndAfter({ change: { goods } }: { change: Change }) {
  const { say, both, number } = useLanguage();
  const rows = goods.flatMap(({ id, name, moved }) => {
    const basis = moved.find(({ measure }) => measure === "seeBasis") ?? moved[0];
    return basis === undefined ? [] : [{ id, name, ...basis }];
  });
  if (rows.length < 2) return null;
  return (
    <section className="card" aria-labelledby="what-if-goods">
      <h2 id="what-if-goods">{say("제품별", "Good by good")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={say("제품별 전과 후", "Before and after, good by good")}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say("제품", "Good")}</th>
              <th scope="col">{say("값", "Figure")}</th>
              <th scope="col" className="number">
                {say("지금", "Now")}
              </th>
              <th scope="col" className="number">
                {say("바꾸면", "With the changes")}
              </th>
              <th scope="col" className="number">
                {say("차이", "Difference")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, measure, unit, before, after }) => {
              const difference = before === null || after === null ? null : after - before;
              const digits = difference === null ? 5 : Math.max(5, digitsFor(difference));
              return (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>
                    {both(word(measure))} <span className="small quiet">{shownUnit(unit)}</span>
                  </td>
                  <td className="number">{number(before, digits)}</td>
                  <td className="number">{number(after, digits)}</td>
                  <td className="number">{difference === null ? say("없음", "missing") : signed(difference, number, digits)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Wrong({ problems }: { problems: Parameters<typeof ProblemList>[0]["problems"] }) {
  const { say } = useLanguage();
  if (problems.length === 0) return null;
  return (
    <details className="card">
      <summary>{say(`바꾼 자료의 문제 ${problems.length}건`, `${problems.length} problems of the changed data`)}</summary>
      <ProblemList problems={problems} />
    </details>
  );
}
