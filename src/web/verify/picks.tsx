// The picks of a sample with boxes to tick, for what was checked off the page: one way of checking for all that is ticked in a row.
import { useState } from "react";
import { type SamplingPlan, TICK_METHODS } from "../../model/verification.ts";
import { label } from "../../model/verification-words.ts";
import { useLanguage } from "../language.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { useDesk, useDeskDo, useMayDo } from "./desk.tsx";
import { RecordWay, useRecordNames } from "./record-way.tsx";
import { ofRecord } from "./subjects.ts";
import { keepMethod, lastMethod, type Method } from "./tick-method.ts";

type Pick = SamplingPlan["picks"][number];

export function Picks({ picks }: { picks: readonly Pick[] }) {
  const { say, both } = useLanguage();
  const may = useMayDo("addTick");
  const add = useDeskDo("addTick");
  const remove = useDeskDo("removeTick");
  // A box stays as it is while one is on its way: disabled, it would lose the focus.
  const busy = add.isPending || remove.isPending;
  const nameOf = useRecordNames();
  const [how, setHow] = useState(lastMethod);
  const choose = (method: Method): void => {
    keepMethod(method);
    setHow(method);
  };
  return (
    <>
      {may && (
        <ChoiceField
          label={say("표시할 때의 확인 방법", "How what is ticked was checked")}
          help={say(
            "아래 상자에 표시하면 이 방법으로 적힙니다. 자세한 것은 기록을 눌러 적습니다.",
            "Boxes below are ticked as checked so; press a record to say more.",
          )}
          value={how}
          onChange={(event) => choose(event.target.value as Method)}
          options={TICK_METHODS.map((value) => ({ value, label: both(label(value)) }))}
        />
      )}
      <RefusedNote refused={add.error ?? remove.error} />
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("뽑은 기록", "Records picked")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("확인", "Checked")}</th>
              <th scope="col">{say("기록", "Record")}</th>
              <th scope="col">{say("뽑은 방법", "Picked")}</th>
              <th scope="col" className="number">
                tCO2e
              </th>
              <th scope="col">{say("지적", "Findings")}</th>
            </tr>
          </thead>
          <tbody>
            {picks.map((pick) => (
              <Row
                key={pick.record}
                pick={pick}
                may={may}
                onTick={() => busy || add.mutate({ body: { of: pick.record, what: nameOf(pick.record), how } })}
                onUntick={(tick) => busy || remove.mutate({ tick })}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type RowProps = { pick: Pick; may: boolean; onTick(): void; onUntick(tick: string): void };

function Row({ pick: { record, by, size }, may, onTick, onUntick }: RowProps) {
  const { say, both, number } = useLanguage();
  const { ticks, findings } = useDesk().desk.verification;
  const name = useRecordNames()(record);
  const mine = ticks.filter(({ of }) => ofRecord(of, record));
  const found = findings.filter(({ of }) => of.some((one) => ofRecord(one, record)));
  // Several ticks are taken back one by one, where they are read.
  const only = mine.length === 1 ? mine[0]?.id : undefined;
  const toggle = (): void => {
    if (mine.length === 0) onTick();
    else if (only !== undefined) onUntick(only);
  };
  return (
    <tr>
      <td>
        <span className="row">
          <input
            type="checkbox"
            checked={mine.length > 0}
            disabled={!may || (mine.length > 0 && only === undefined)}
            aria-label={say(`확인함: ${name}`, `Checked: ${name}`)}
            onChange={toggle}
          />
          {mine.length > 1 && <span className="small">{say(`${mine.length}번`, `${mine.length} times`)}</span>}
        </span>
      </td>
      <th scope="row">
        <RecordWay record={record} />
      </th>
      <td>{both(label(by))}</td>
      <td className="number">{number(size, 1)}</td>
      <td>{found.map(({ id }) => id).join(", ")}</td>
    </tr>
  );
}
