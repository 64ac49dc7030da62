// Ticking what is in hand: of which record or value, what, and how; then on to the next of the sample.
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { TICK_METHODS } from "../../model/verification.ts";
import { label } from "../../model/verification-words.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { useStep } from "../results/source.tsx";
import { Why } from "./act-button.tsx";
import { useDesk, useDeskDo, useMayDo, useNameOf } from "./desk.tsx";
import { useRecordNames } from "./record-way.tsx";
import { ofRecord, recordOfStep } from "./subjects.ts";
import { keepMethod, lastMethod, type Method } from "./tick-method.ts";

type TickProps = { record: string; step: string | undefined; records: readonly string[]; onChoose(record: string): void };

export function TickHere({ record, step, records, onChoose }: TickProps) {
  const { say } = useLanguage();
  const may = useMayDo("addTick");
  const onwards = useRef(false);
  return (
    <section className="card stack verify-tick" aria-labelledby="ticks">
      <h2 id="ticks">{say("확인 기록", "What was checked")}</h2>
      <Ticks record={record} />
      {may ? (
        <Form key={`${record} ${step}`} record={record} step={step} records={records} onChoose={onChoose} onwards={onwards} />
      ) : (
        <Why act="addTick" />
      )}
    </section>
  );
}

function Ticks({ record }: { record: string }) {
  const { say, both, date } = useLanguage();
  const { ticks } = useDesk().desk.verification;
  const nameOf = useNameOf();
  const may = useMayDo("addTick");
  const remove = useDeskDo("removeTick");
  const mine = ticks.filter(({ of }) => ofRecord(of, record));
  if (mine.length === 0) return <p className="quiet">{say("아직 확인하지 않았습니다.", "Not checked yet.")}</p>;
  return (
    <>
      <ul className="verify-ticks">
        {mine.map(({ id, of, what, how, by, at }) => (
          <li key={id ?? `${of} ${at}`}>
            <span className="tag good">✓ {both(label(how))}</span> {what}{" "}
            <span className="small quiet">
              {of !== record && <code>{of}</code>} {nameOf(by)} · {date(at, { time: true })}
            </span>
            {may && id !== undefined && (
              <Button
                slim
                look="bare"
                aria-label={say(`확인 거두기: ${what}`, `Take back: ${what}`)}
                onClick={() => remove.mutate({ tick: id })}
              >
                ✕
              </Button>
            )}
          </li>
        ))}
      </ul>
      <RefusedNote refused={remove.error} />
    </>
  );
}

/** Whoever ticks one after another keeps the finger on the same key. */
function useFocusOnwards(onwards: RefObject<boolean>): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!onwards.current) return;
    onwards.current = false;
    const [submit, on] = form.current?.querySelectorAll<HTMLButtonElement>(".verify-tick-buttons button") ?? [];
    (on ?? submit)?.focus();
  }, [onwards]);
  return form;
}

function Form({ record, step, records, onChoose, onwards }: TickProps & { onwards: RefObject<boolean> }) {
  const { say, both } = useLanguage();
  const { ticks } = useDesk().desk.verification;
  const add = useDeskDo("addTick");
  const detail = useStep(step ?? "");
  const recordName = useRecordNames()(record);
  const [how, setHow] = useState(lastMethod);
  const inRecord = step !== undefined && recordOfStep(step) === record;
  const [whole, setWhole] = useState(!inRecord);
  const stepName =
    detail.data === undefined ? recordName : [detail.data.subject.name, both(detail.data.what)].filter((one) => one !== "").join(" · ");
  const [typed, setTyped] = useState<string>();
  const what = typed ?? (whole ? recordName : stepName);
  const form = useFocusOnwards(onwards);
  const next = records.find((one) => one !== record && !ticks.some(({ of }) => ofRecord(of, one)));
  const send = async (goOn: boolean): Promise<void> => {
    keepMethod(how);
    await add.mutateAsync({ body: { of: whole || step === undefined ? record : step, what: what.trim(), how } });
    setTyped(undefined);
    onwards.current = goOn && next !== undefined;
    if (goOn && next !== undefined) onChoose(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(false).catch(() => {});
  };
  return (
    <form ref={form} className="stack" onSubmit={submit}>
      {inRecord && (
        <fieldset className="row verify-switch" aria-label={say("무엇의 확인인지", "What is ticked")}>
          <Button slim aria-pressed={!whole} look={whole ? "plain" : "main"} onClick={() => setWhole(false)}>
            {say("이 값", "This value")}
          </Button>
          <Button slim aria-pressed={whole} look={whole ? "main" : "plain"} onClick={() => setWhole(true)}>
            {say("기록 전체", "The whole record")}
          </Button>
        </fieldset>
      )}
      <div className="columns">
        <ChoiceField
          label={say("어떻게", "How")}
          value={how}
          onChange={(event) => setHow(event.target.value as Method)}
          options={TICK_METHODS.map((value) => ({ value, label: both(label(value)) }))}
        />
        <TextField
          label={say("무엇을", "What")}
          value={what}
          maxLength={2000}
          required
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <RefusedNote refused={add.error} />
      <div className="row verify-tick-buttons">
        <Button look="main" submit busy={add.isPending} disabled={what.trim() === ""}>
          {say("확인함", "Tick")}
        </Button>
        {next !== undefined && (
          <Button busy={add.isPending} disabled={what.trim() === ""} onClick={() => void send(true).catch(() => {})}>
            {say("확인하고 다음으로", "Tick, and on to the next")}
          </Button>
        )}
      </div>
    </form>
  );
}
