// The records to go through, by mouse or by the arrow keys, each with what was done on it.
import { type KeyboardEvent, useRef, useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { recordKind, recordKindWord } from "../record-names.ts";
import { useDesk } from "./desk.tsx";
import { useRecordNames } from "./record-way.tsx";
import { ofRecord } from "./subjects.ts";

type ChoiceProps = { records: readonly string[]; record: string; all: boolean; onAll(all: boolean): void; onChoose(record: string): void };

const PAGE = 100;

export function RecordChoice({ records, record, all, onAll, onChoose }: ChoiceProps) {
  const { say } = useLanguage();
  const { verification } = useDesk().desk;
  const list = useRef<HTMLUListElement>(null);
  const [most, setMost] = useState(PAGE);
  const shown = records.includes(record) || record === "" ? records : [record, ...records];
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = shown[shown.indexOf(record) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onChoose(next);
    const buttons = list.current?.querySelectorAll("button");
    buttons?.[shown.indexOf(next)]?.focus();
  };
  return (
    <section className="card stack verify-records" aria-label={say("기록", "Records")}>
      {(verification.sampling?.picks.length ?? 0) > 0 && (
        <fieldset className="row verify-switch" aria-label={say("무엇을 볼지", "What to go through")}>
          <Button slim aria-pressed={!all} look={all ? "plain" : "main"} onClick={() => onAll(false)}>
            {say("표본", "Sample")}
          </Button>
          <Button slim aria-pressed={all} look={all ? "main" : "plain"} onClick={() => onAll(true)}>
            {say("모두", "All")}
          </Button>
        </fieldset>
      )}
      <p className="small quiet" id="verify-keys">
        {say("↑ ↓ 키로 옮깁니다.", "Move by the ↑ and ↓ keys.")}
      </p>
      <ul ref={list} aria-describedby="verify-keys">
        {shown.slice(0, Math.max(most, shown.indexOf(record) + 1)).map((one) => (
          <li key={one}>
            <Choice one={one} chosen={one === record} onChoose={() => onChoose(one)} onKey={move} />
          </li>
        ))}
      </ul>
      {shown.length > most && (
        <Button slim onClick={() => setMost(most + PAGE)}>
          {say(`더 보기 (${shown.length - most}건)`, `More (${shown.length - most})`)}
        </Button>
      )}
    </section>
  );
}

function Choice({ one, chosen, onChoose, onKey }: { one: string; chosen: boolean; onChoose(): void; onKey(event: KeyboardEvent): void }) {
  const { say, both } = useLanguage();
  const { ticks, findings } = useDesk().desk.verification;
  const nameOf = useRecordNames();
  const times = ticks.filter(({ of }) => ofRecord(of, one)).length;
  const found = findings.filter(({ of }) => of.some((subject) => ofRecord(subject, one))).length;
  return (
    <button type="button" aria-current={chosen ? "true" : undefined} onClick={onChoose} onKeyDown={onKey}>
      <span>
        {nameOf(one)} <span className="small quiet verify-line-two">{both(recordKindWord(recordKind(one)))}</span>
      </span>
      <span className="verify-marks">
        {times > 0 && (
          <span className="tag good">
            <span aria-hidden="true">✓ </span>
            <span className="only-spoken">{say("확인", "ticks")} </span>
            {times}
          </span>
        )}
        {found > 0 && (
          <span className="tag warn">
            <span aria-hidden="true">! </span>
            <span className="only-spoken">{say("지적", "findings")} </span>
            {found}
          </span>
        )}
      </span>
    </button>
  );
}
