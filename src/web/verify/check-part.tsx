// The workbench: the record in hand, its figures with their receipt, and the evidence beside them; ticked and found fault with on the spot.
import { lazy, Suspense } from "react";
import { useSearchParams } from "react-router";
import type { StepDetail } from "../../model/insight.ts";
import type { Statement } from "../../model/statement.ts";
import { hasWord, word } from "../../model/words.ts";
import { PlaceName } from "../evidence/evidence-pane.tsx";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Loading, Shown } from "../parts/states.tsx";
import { useResults, useStep } from "../results/source.tsx";
import { StepFigure, Trail } from "../results/step-drawer.tsx";
import { StepLines, StepRecords } from "../results/step-origins.tsx";
import { useKept } from "../statements/use-kept.ts";
import { useDesk } from "./desk.tsx";
import { FindHere } from "./find-here.tsx";
import { RecordChoice } from "./record-choice.tsx";
import { useRisks } from "./risks-part.tsx";
import { stepsOfRecord } from "./subjects.ts";
import { TickHere } from "./tick-here.tsx";

const EvidencePane = lazy(async () => ({ default: (await import("../evidence/evidence-pane.tsx")).EvidencePane }));

export function CheckPart() {
  const { org, desk } = useDesk();
  const query = useKept("readStatement", { org, statement: desk.verification.subject.statement });
  return <Shown query={query}>{(statement) => <Bench statement={statement} />}</Shown>;
}

/** The records to go through: the sample, or all where there is none or all are asked for. */
function useRecords(statement: Statement): { records: readonly string[]; all: boolean; setAll(all: boolean): void } {
  const { desk } = useDesk();
  const [search, setSearch] = useSearchParams();
  const risks = useRisks();
  const picks = desk.verification.sampling?.picks ?? [];
  const all = picks.length === 0 || search.get("all") === "1";
  const setAll = (wanted: boolean): void => {
    const next = new URLSearchParams(search);
    if (wanted) next.set("all", "1");
    else next.delete("all");
    setSearch(next, { replace: true, preventScrollReset: true });
  };
  const every = risks.data?.risks.map(({ record }) => record) ?? statement.records.map(({ id }) => id);
  return { records: all ? every : picks.map(({ record }) => record), all, setAll };
}

function Bench({ statement }: { statement: Statement }) {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const { choice } = useResults();
  const { records, all, setAll } = useRecords(statement);
  const record = search.get("record") ?? records[0] ?? "";
  const steps = stepsOfRecord(statement, record);
  const step = choice.steps.at(-1) ?? steps[0]?.id;
  const choose = (next: string): void =>
    setSearch({ part: "check", record: next, ...(search.get("all") === "1" && { all: "1" }) }, { replace: true, preventScrollReset: true });
  return (
    <div className="verify-bench">
      <RecordChoice records={records} record={record} all={all} onAll={setAll} onChoose={choose} />
      <section className="card stack verify-figure" aria-label={say("숫자", "The figure")}>
        <h2 className="only-spoken">{say("숫자", "The figure")}</h2>
        <Values steps={steps} step={step} />
        {step === undefined ? (
          <p className="quiet">{say("이 기록에는 산정에 쓰인 값이 없습니다.", "No value of this record went into the calculation.")}</p>
        ) : (
          <Figure key={step} step={step} />
        )}
      </section>
      {step !== undefined && <EvidenceSide key={step} step={step} />}
      <TickHere record={record} step={step} records={records} onChoose={choose} />
      <FindHere key={record} record={record} step={step} goods={statement.goods} />
    </div>
  );
}

/** The word of a step of its kind, such as a stream's activity, where there is one. */
const wordOf = (step: string, what: string) => {
  const own = `${step.split("/", 1)[0]}.${what}`;
  return word(hasWord(own) ? own : what);
};

type ValuesProps = { steps: ReturnType<typeof stepsOfRecord>; step: string | undefined };

/** Everything that is said of the record, entered before worked out. */
function Values({ steps, step }: ValuesProps) {
  const { say, both, number } = useLanguage();
  const { choice } = useResults();
  if (steps.length === 0) return null;
  return (
    <details open={steps.length <= 8} className="verify-values">
      <summary>{say(`이 기록의 값 ${steps.length}개`, `${steps.length} values of this record`)}</summary>
      <ul>
        {steps.map(({ id, what, value, unit, input }) => (
          <li key={id}>
            <button type="button" aria-current={id === step ? "true" : undefined} onClick={() => choice.open(id)}>
              <span>
                {both(wordOf(id, what))}
                {!input && <span className="small quiet"> {say("계산", "worked out")}</span>}
              </span>
              <span className="number">
                {value === null ? say("없음", "missing") : number(value)} {unit === "1" ? "" : unit}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Figure({ step }: { step: string }) {
  const { choice } = useResults();
  const query = useStep(step);
  return (
    <>
      <Trail steps={choice.steps} />
      <Shown query={query}>
        {(detail) => (
          <div className="stack results-step">
            <StepFigure detail={detail} still />
            <StepLines detail={detail} />
            <StepRecords detail={detail} />
          </div>
        )}
      </Shown>
    </>
  );
}

function EvidenceSide({ step }: { step: string }) {
  const { say } = useLanguage();
  const query = useStep(step);
  return (
    <section className="card stack verify-evidence" aria-label={say("증빙", "Evidence")}>
      <h2 className="only-spoken">{say("증빙", "Evidence")}</h2>
      <Shown query={query}>{(detail) => <Places detail={detail} />}</Shown>
    </section>
  );
}

/** The first document is open at once: it stands beside the figure. */
function Places({ detail: { evidence, origin } }: { detail: StepDetail }) {
  const { say } = useLanguage();
  const { source, choice } = useResults();
  const at = choice.place ?? 0;
  const place = evidence[at] ?? evidence[0];
  if (place === undefined)
    return (
      <p className="quiet">
        {origin === undefined
          ? say(
              "계산된 값입니다. 식에 들어간 값을 눌러 증빙까지 내려가십시오.",
              "This is worked out: go by its formula down to what was entered.",
            )
          : say("이 값에 연결된 문서가 없습니다.", "No document is attached to this value.")}{" "}
        {origin !== undefined && <code>{[origin.file, origin.sheet, origin.cell].filter((one) => one !== undefined).join(" · ")}</code>}
      </p>
    );
  return (
    <>
      {evidence.length > 1 && (
        <div className="row">
          {evidence.map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one document may be named twice, and the order stays.
            <Button key={`${i} ${one.title}`} slim aria-pressed={i === at} onClick={() => choice.openPlace(i)}>
              {one.title} <PlaceName place={one} />
            </Button>
          ))}
        </div>
      )}
      <Suspense fallback={<Loading />}>
        <EvidencePane org={source.org} place={place} />
      </Suspense>
    </>
  );
}
