// Two statements beside each other: what changed, and how much each change moved each good's figure.
import { useSearchParams } from "react-router";
import type { Answer } from "../../model/api.ts";
import type { Change } from "../../model/change.ts";
import { word } from "../../model/words.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button, LinkButton } from "../parts/button.tsx";
import { ProblemList } from "../parts/problems.tsx";
import { Empty, PageHead, Progress, Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { useWho } from "../results/use-who.ts";
import { ChangeView } from "./change-view.tsx";
import { usePeriodNames } from "./period-names.ts";
import { useKept } from "./use-kept.ts";
import "./statements.css";

const HASH = /^[0-9a-f]{64}$/;

export function ComparePage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const [search, setSearch] = useSearchParams();
  const [before, after] = [search.get("before") ?? "", search.get("after") ?? ""];
  const set = (names: Record<string, string>): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(names)) next.set(name, value);
    setSearch(next, { replace: true });
  };
  const ready = HASH.test(before) && HASH.test(after) && before !== after;
  return (
    <>
      <PageHead
        title={say("산정서 비교", "Compare statements")}
        lead={say(
          "무엇이 달라졌고, 각 변화가 제품별 값을 얼마나 바꾸었는지 보여 줍니다.",
          "What changed, and how much each change moved each good's figure.",
        )}
      >
        {ready && <Button onClick={() => set({ before: after, after: before })}>{say("전후 바꾸기", "Swap")}</Button>}
      </PageHead>
      <div className="stack">
        <Choice org={org} before={before} after={after} onChoose={set} />
        {ready && <Compared org={org} before={before} after={after} />}
      </div>
    </>
  );
}

type Listed = Answer<"listStatements">["items"][number];
type ChoiceProps = { org: string; before: string; after: string; onChoose(names: Record<string, string>): void };

function Choice({ org, before, after, onChoose }: ChoiceProps) {
  const { say } = useLanguage();
  const statements = useAct("listStatements", { org, limit: 500 });
  return (
    <Shown query={statements}>
      {({ items }) => {
        const single = items.filter(({ hash }, i) => items.findIndex((one) => one.hash === hash) === i);
        if (single.length < 2) return <TooFew org={org} />;
        return (
          <div className="card stack">
            <div className="columns">
              <StatementSelect label={say("전", "Before")} items={single} value={before} onChoose={(hash) => onChoose({ before: hash })} />
              <StatementSelect label={say("후", "After")} items={single} value={after} onChoose={(hash) => onChoose({ after: hash })} />
            </div>
            {(before === "" || after === "" || before === after) && (
              <p className="quiet" role="status">
                {say("서로 다른 산정서 두 개를 고르십시오.", "Choose two different statements.")}
              </p>
            )}
          </div>
        );
      }}
    </Shown>
  );
}

function TooFew({ org }: { org: string }) {
  const { say } = useLanguage();
  return (
    <Empty title={say("비교하려면 산정서가 두 개 있어야 합니다", "Two statements are needed for a comparison")}>
      <p>
        {say(
          "기록을 고친 뒤 결과 화면에서 산정서를 한 번 더 봉인하십시오.",
          "Correct the records, then seal another statement on the results.",
        )}
      </p>
      <LinkButton to={`/o/${org}/statements`}>{say("산정서 목록", "List of statements")}</LinkButton>
    </Empty>
  );
}

type SelectProps = { label: string; items: readonly Listed[]; value: string; onChoose(hash: string): void };

function StatementSelect({ label, items, value, onChoose }: SelectProps) {
  const { say, date } = useLanguage();
  const { org } = usePlace();
  const who = useWho(org);
  const period = usePeriodNames(org);
  const known = items.some(({ hash }) => hash === value);
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {!known && <option value={value}>{value === "" ? say("고르십시오", "choose") : value.slice(0, 12)}</option>}
        {items.map(({ id, hash, at, by, asIf, period: of }) => (
          <option key={id} value={hash}>
            {period(of)} · {date(at, { time: true })} · {who(by)} · {hash.slice(0, 8)}
            {asIf === undefined ? "" : say(` · ${asIf}년 가정`, ` · as if ${asIf}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Act and period of both, where they are not the same. */
function Laws({ change: { before, after } }: { change: Change }) {
  const { say, both, date } = useLanguage();
  const told = ({ act, asIf, period }: Change["before"]): string =>
    [
      both(word(act)) + (asIf === undefined ? "" : say(`(${asIf}년 가정)`, ` (as if ${asIf})`)),
      `${date(period.start)} – ${date(period.end)}`,
    ].join(" · ");
  if (told(before) === told(after)) return null;
  return (
    <section className="card" aria-label={say("법령과 보고기간", "Act and period")}>
      <p>
        <strong>{say("전", "Before")}</strong> {told(before)}
      </p>
      <p>
        <strong>{say("후", "After")}</strong> {told(after)}
      </p>
    </section>
  );
}

function Compared({ org, before, after }: { org: string; before: string; after: string }) {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const query = useKept("compareStatements", { org, before, after });
  if (query.isPending) return <Progress label={say("두 산정서를 비교하는 중…", "Comparing the two statements…")} />;
  return (
    <Shown query={query}>
      {({ change, problems }) => (
        <>
          {problems.length > 0 && (
            <section className="card" aria-label={say("알아 둘 것", "To know")}>
              <ProblemList problems={problems} />
            </section>
          )}
          <Laws change={change} />
          <ChangeView
            change={change}
            choice={{ good: search.get("good"), measure: search.get("measure") }}
            onChoose={({ good, measure }) => {
              const next = new URLSearchParams(search);
              next.set("good", good);
              next.set("measure", measure);
              setSearch(next, { replace: true });
            }}
            linkOf={(step) => `/o/${org}/s/${after}?step=${encodeURIComponent(step)}`}
            words={{ before: say("전", "Before"), after: say("후", "After") }}
          />
        </>
      )}
    </Shown>
  );
}
