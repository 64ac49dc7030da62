// A change taken apart: each figure's waterfall with a table of the same, goods that came and went, and the steps that differ.
import { lazy, Suspense, useMemo } from "react";
import type { Change, ChangedGood, Moved } from "../../model/change.ts";
import type { Measure } from "../../model/statement.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { Loading } from "../parts/states.tsx";
import { shownUnit } from "../results/shown-unit.ts";
import { nameOfMove, signed } from "./change-words.ts";
import { ChangedSteps } from "./changed-steps.tsx";
import { MovesTable } from "./moves-table.tsx";
import { axisOf, digitsFor, waterfallOf } from "./waterfall.ts";
import "./statements.css";

const WaterfallChart = lazy(async () => ({ default: (await import("./waterfall-chart.tsx")).WaterfallChart }));

export type ChangeChoice = { good: string | null; measure: string | null };

type ChangeViewProps = {
  change: Change;
  choice: ChangeChoice;
  onChoose(choice: { good: string; measure: Measure }): void;
  /** Where a step of what is after is explained. */
  linkOf?: ((step: string) => string) | undefined;
  words: { before: string; after: string };
};

export function ChangeView({ change, choice, onChoose, linkOf, words }: ChangeViewProps) {
  const { say } = useLanguage();
  const good = change.goods.find(({ id }) => id === choice.good) ?? change.goods[0];
  const moved = good === undefined ? undefined : movedOf(good, choice.measure);
  return (
    <div className="stack">
      {good === undefined || moved === undefined ? (
        <p className="card">
          {say("두 쪽에 함께 있는 제품 가운데 값이 달라진 것은 없습니다.", "Of the goods that both have, no figure has changed.")}
        </p>
      ) : (
        <Figure change={change} good={good} moved={moved} onChoose={onChoose} linkOf={linkOf} words={words} />
      )}
      <CameAndWent change={change} />
      <ChangedSteps change={change} linkOf={linkOf} words={words} />
    </div>
  );
}

/** The figure in sight: the one that was chosen, else what CBAM charges for, else the first. */
function movedOf({ moved }: ChangedGood, measure: string | null): Moved | undefined {
  return moved.find((one) => one.measure === measure) ?? moved.find((one) => one.measure === "seeBasis") ?? moved[0];
}

type FigureProps = Omit<ChangeViewProps, "choice"> & { good: ChangedGood; moved: Moved };

function Figure({ change, good, moved, onChoose, linkOf, words }: FigureProps) {
  const { say, both, lang } = useLanguage();
  const label = `${good.name}, ${both(word(moved.measure))}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: texts follow the language.
  const bars = useMemo(
    () =>
      waterfallOf(moved, {
        ...words,
        others: (count) => say(`그 밖 ${count}건`, `${count} others`),
        move: (move) => nameOfMove(move, change.names, both),
      }),
    [moved, change, lang, words.before, words.after],
  );
  return (
    <section className="card stack" aria-labelledby="change-figure">
      <h2 id="change-figure">{say("값이 달라진 이유", "What moved the figure")}</h2>
      <Choices change={change} good={good} moved={moved} onChoose={onChoose} />
      <Difference moved={moved} words={words} />
      {bars.length > 2 && (
        <Suspense fallback={<Loading what={say("그림을 그리는 중…", "Drawing…")} />}>
          <WaterfallChart
            bars={bars}
            unit={moved.unit}
            label={say(
              `${label}: 전에서 후까지의 폭포 차트. 같은 내용이 아래 표에 있습니다.`,
              `${label}: waterfall from before to after; the table below says the same.`,
            )}
          />
        </Suspense>
      )}
      {bars.length > 2 && axisOf(bars).cut && (
        <p className="small quiet">
          {say("차이가 잘 보이도록 축이 0에서 시작하지 않습니다.", "The axis does not begin at zero, so that the moves can be seen.")}
        </p>
      )}
      <MovesTable moved={moved} names={change.names} linkOf={linkOf} words={words} caption={label} />
    </section>
  );
}

function Choices({ change: { goods }, good, moved, onChoose }: Pick<FigureProps, "change" | "good" | "moved" | "onChoose">) {
  const { say, both } = useLanguage();
  return (
    <div className="columns">
      <label className="field">
        <span className="label">{say("제품", "Good")}</span>
        <select value={good.id} onChange={(event) => onChoose({ good: event.target.value, measure: moved.measure })}>
          {goods.map(({ id, name, cn }) => (
            <option key={id} value={id}>
              {name} {cn}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">{say("값", "Figure")}</span>
        <select value={moved.measure} onChange={(event) => onChoose({ good: good.id, measure: event.target.value as Measure })}>
          {good.moved.map(({ measure }) => (
            <option key={measure} value={measure}>
              {both(word(measure))}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Difference({ moved: { before, after, unit }, words }: Pick<FigureProps, "moved" | "words">) {
  const { say, number, percent } = useLanguage();
  const known = before !== null && after !== null;
  const difference = known ? after - before : null;
  const digits = difference === null ? 5 : Math.max(5, digitsFor(difference));
  const missing = say("없음", "missing");
  return (
    <dl className="change-figures">
      <div>
        <dt>{words.before}</dt>
        <dd>
          {before === null ? missing : number(before, digits)} <span className="small">{shownUnit(unit)}</span>
        </dd>
      </div>
      <div>
        <dt>{words.after}</dt>
        <dd>
          {after === null ? missing : number(after, digits)} <span className="small">{shownUnit(unit)}</span>
        </dd>
      </div>
      <div className="difference">
        <dt>{say("차이", "Difference")}</dt>
        <dd>
          {difference === null ? missing : signed(difference, number, digits)}{" "}
          <span className="small">{known && before !== 0 && difference !== null && `(${signed(difference / before, percent, 2)})`}</span>
        </dd>
      </div>
    </dl>
  );
}

/** Goods that are in one of the two only, and datasets whose version differs. */
function CameAndWent({ change: { added, withdrawn, datasets } }: { change: Change }) {
  const { say, both } = useLanguage();
  if (added.length + withdrawn.length + datasets.length === 0) return null;
  const goods = (list: Change["added"]): string => list.map(({ name, cn }) => `${name} ${cn}`).join(", ");
  return (
    <section className="card stack" aria-labelledby="change-apart">
      <h2 id="change-apart">{say("한쪽에만 있는 것", "In one of the two only")}</h2>
      {added.length > 0 && (
        <p>
          <span className="tag note">{say("새 제품", "New goods")}</span> {goods(added)}
        </p>
      )}
      {withdrawn.length > 0 && (
        <p>
          <span className="tag note">{say("없어진 제품", "Goods gone")}</span> {goods(withdrawn)}
        </p>
      )}
      {datasets.length > 0 && (
        <ul>
          {datasets.map(({ id, before, after }) => (
            <li key={id}>
              {both(word(id))}: {before ?? say("없음", "none")} → {after ?? say("없음", "none")}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
