// One finding: what it is of, what it does, what was said, and what comes next by whoever looks.
import { useState } from "react";
import { label } from "../../model/verification-words.ts";
import { useAct } from "../call.ts";
import { DownloadEvidence } from "../evidence/evidence-pane.tsx";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { useKept } from "../statements/use-kept.ts";
import { AnswerForm } from "./answer-form.tsx";
import { AskAgain, CloseFinding } from "./close-finding.tsx";
import { type Finding, useDesk, useDeskDo, useMayDo, useNameOf } from "./desk.tsx";
import { FindingForm } from "./finding-form.tsx";
import { RecordWay } from "./record-way.tsx";
import { recordOfStep } from "./subjects.ts";

const TAG = { open: "warn", answered: "note", closed: "good" } as const;

export function FindingCard({ finding }: { finding: Finding }) {
  const { say } = useLanguage();
  const [editing, setEditing] = useState(false);
  return (
    <article className="card stack" aria-label={say(`지적사항 ${finding.id}`, `Finding ${finding.id}`)}>
      <FindingHead finding={finding} />
      {editing ? <Edit finding={finding} onDone={() => setEditing(false)} /> : <FindingFacts finding={finding} />}
      <Thread finding={finding} />
      {!editing && <Next finding={finding} onEdit={() => setEditing(true)} />}
    </article>
  );
}

export function FindingHead({ finding: { id, kind, material, state, corrected } }: { finding: Finding }) {
  const { say, both } = useLanguage();
  return (
    <div className="row">
      <h2>
        {id} · {both(label(kind))}
      </h2>
      {material && <span className="tag bad">{say("중요함", "material")}</span>}
      <span className={`tag ${TAG[state]}`}>{both(label(state))}</span>
      {state === "closed" && (
        <span className={corrected ? "tag good" : "tag warn"}>
          {corrected ? say("고쳐짐", "corrected") : say("고쳐지지 않음", "not corrected")}
        </span>
      )}
    </div>
  );
}

function FindingFacts({ finding: { of, effects, causes, raisedOn } }: { finding: Finding }) {
  const { say, number } = useLanguage();
  const { org, desk } = useDesk();
  const { subject } = desk.verification;
  const statement = useKept("readStatement", { org, statement: subject.statement });
  const nameOf = (good: string): string => statement.data?.goods.find(({ id }) => id === good)?.name ?? good;
  return (
    <dl className="results-pairs">
      {of.length > 0 && (
        <div>
          <dt>{say("대상", "Of")}</dt>
          <dd>
            {of.map((one) => (
              <div key={one}>
                <RecordWay record={recordOfStep(one)} /> {recordOfStep(one) !== one && <code className="small quiet">{one}</code>}
              </div>
            ))}
          </dd>
        </div>
      )}
      {effects.map(({ good, see, freeAllocation }) => (
        <div key={good}>
          <dt>{say(`${nameOf(good)}에 주는 영향`, `Effect on ${nameOf(good)}`)}</dt>
          <dd>
            {say("배출량", "emissions")} {see === null ? say("모름", "not known") : `${number(see)} tCO2e/t`}
            {freeAllocation !== undefined &&
              ` · ${say("무상할당", "free allocation")} ${freeAllocation === null ? say("모름", "not known") : `${number(freeAllocation)} tCO2e/t`}`}
          </dd>
        </div>
      ))}
      {causes.length > 0 && (
        <div>
          <dt>{say("일으킨 허위기재", "Causes")}</dt>
          <dd>{causes.join(", ")}</dd>
        </div>
      )}
      {raisedOn !== undefined && raisedOn !== subject.statement && (
        <div>
          <dt>{say("지적한 산정서", "Raised on")}</dt>
          <dd>
            <code>{raisedOn.slice(0, 12)}</code>{" "}
            <span className="small quiet">{say("지금 산정서와 다릅니다", "another than the present one")}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** What was asked and answered, the first first; `plain` leaves the documents out. */
export function Thread({ finding: { thread, question, answer }, plain = false }: { finding: Finding; plain?: boolean }) {
  const { say, date } = useLanguage();
  const nameOf = useNameOf();
  const words = { question: say("물음", "Question"), answer: say("답변", "Answer"), closing: say("종결", "Closing") };
  if (thread === undefined)
    return (
      <>
        <p>{question}</p>
        {answer !== undefined && <p>{answer}</p>}
      </>
    );
  return (
    <ol className="verify-thread">
      {thread.map(({ kind, text, evidence, by, at }) => (
        <li key={`${kind} ${at} ${text}`} className={kind}>
          <p className="small quiet">
            {words[kind]} · {nameOf(by)} · {date(at, { time: true })}
          </p>
          {text !== "" && <p className="verify-said">{text}</p>}
          {plain || evidence.map((sha256) => <Attached key={sha256} sha256={sha256} />)}
        </li>
      ))}
    </ol>
  );
}

function Attached({ sha256 }: { sha256: string }) {
  const { org } = useDesk();
  const { data } = useAct("listEvidence", { org, limit: 500 });
  const name = data?.items.find((one) => one.sha256 === sha256)?.name ?? sha256.slice(0, 12);
  return (
    <div className="row">
      <span className="small">{name}</span>
      <DownloadEvidence org={org} sha256={sha256} />
    </div>
  );
}

type NextProps = { finding: Finding; onEdit(): void };

function Next({ finding, onEdit }: NextProps) {
  const { say } = useLanguage();
  const [doing, setDoing] = useState<"answer" | "ask" | "close">();
  const mayAnswer = useMayDo("answerFinding") && finding.state === "open";
  const mayAsk = useMayDo("askFinding") && finding.state !== "open";
  const mayClose = useMayDo("closeFinding") && finding.state !== "closed";
  const mayEdit = useMayDo("changeFinding");
  const done = (): void => setDoing(undefined);
  if (doing === "answer") return <AnswerForm id={finding.id} onDone={done} />;
  if (doing === "ask") return <AskAgain id={finding.id} onDone={done} />;
  if (doing === "close") return <CloseFinding id={finding.id} onDone={done} />;
  if (!mayAnswer && !mayAsk && !mayClose && !mayEdit) return null;
  const { id } = finding;
  return (
    <div className="row no-print">
      {mayAnswer && (
        <Button look="main" aria-label={say(`${id}에 답하기`, `Answer ${id}`)} onClick={() => setDoing("answer")}>
          {say("답하기", "Answer")}
        </Button>
      )}
      {mayClose && (
        <Button aria-label={say(`${id} 종결`, `Close ${id}`)} onClick={() => setDoing("close")}>
          {say("종결", "Close")}
        </Button>
      )}
      {mayAsk && (
        <Button aria-label={say(`${id} 다시 묻기`, `Ask again about ${id}`)} onClick={() => setDoing("ask")}>
          {say("다시 묻기", "Ask again")}
        </Button>
      )}
      {mayEdit && (
        <Button look="bare" aria-label={say(`${id} 고치기`, `Change ${id}`)} onClick={onEdit}>
          {say("고치기", "Change")}
        </Button>
      )}
    </div>
  );
}

function Edit({ finding, onDone }: { finding: Finding; onDone(): void }) {
  const { say } = useLanguage();
  const { org, desk } = useDesk();
  const change = useDeskDo("changeFinding");
  const statement = useKept("readStatement", { org, statement: desk.verification.subject.statement });
  if (statement.data === undefined) return null;
  const { id, kind, material, of, effects, causes, question, corrected } = finding;
  return (
    <FindingForm
      goods={statement.data.goods}
      first={{ kind, material, of, effects, causes, question }}
      own={id}
      action={say("고쳐 저장", "Save the change")}
      busy={change.isPending}
      refused={change.error}
      onSend={(body) => change.mutate({ finding: id, body: { ...body, corrected } }, { onSuccess: onDone })}
      onCancel={onDone}
    />
  );
}
