// The values to change: the inputs that matter most, those that were changed, and any other by choice.
import { useState } from "react";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Loading } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { FieldEditor } from "./field-editor.tsx";
import type { Edits, Field } from "./fields.ts";

type ChangesProps = {
  fields: readonly Field[];
  edits: Edits;
  onSet(id: string, value: number | undefined): void;
  onClear(): void;
  manyLines: boolean;
};

/** Inputs that are offered by themselves. */
const MOST_OFFERED = 5;

export function Changes({ fields, edits, onSet, onClear, manyLines }: ChangesProps) {
  const { say, percent } = useLanguage();
  const { org, period } = usePlace();
  const [added, setAdded] = useState<readonly string[]>([]);
  const analysis = useAct("analysePeriod", { org, period });
  const shares = sharesOf(fields, analysis.data?.improvements ?? []);
  const offered = [...shares.keys()].slice(0, MOST_OFFERED);
  // In an order that stays while a slider is moved.
  const ids = new Set([...offered, ...added, ...edits.keys()]);
  // Where nothing matters most, the first quantities stand in; until that is known none does, which would go away under the hand.
  if (ids.size === 0 && !analysis.isPending) for (const { id } of fields.slice(0, MOST_OFFERED)) ids.add(id);
  const shown = [...ids].flatMap((id) => fields.find((field) => field.id === id) ?? []);
  return (
    <section className="card stack" aria-labelledby="what-if-changes">
      <div className="row spread">
        <h2 id="what-if-changes">{say("바꿀 값", "Values to change")}</h2>
        <Button slim disabled={edits.size === 0} onClick={onClear}>
          {say("모두 되돌리기", "Reset all")}
        </Button>
      </div>
      <AddField fields={fields} taken={ids} onAdd={(id) => setAdded([...added, id])} />
      {shown.length === 0 && analysis.isPending && <Loading />}
      <ul className="what-if-fields">
        {shown.map((field) => (
          <li key={field.id}>
            <FieldEditor
              field={field}
              value={edits.get(field.id)}
              note={
                shares.has(field.id)
                  ? say(`배출량의 ${percent(shares.get(field.id))}에 영향`, `${percent(shares.get(field.id))} of emissions hang on it`)
                  : undefined
              }
              onSet={(value) => onSet(field.id, value)}
            />
          </li>
        ))}
      </ul>
      {manyLines && (
        <p className="small quiet">
          {say(
            "활동자료가 900줄을 넘어 그 합계는 여기에서 바꿀 수 없습니다.",
            "There are more than 900 lines of activity data: their sums are not changed here.",
          )}
        </p>
      )}
    </section>
  );
}

/** Fields that improvements name, most worth first, each with the share of emissions that hangs on it. */
function sharesOf(
  fields: readonly Field[],
  improvements: readonly { record: string; field: string; share: number }[],
): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { record, field, share } of improvements) {
    // What a plant can do less of is the amount that a factor stands beside.
    const beside = field.slice(0, field.lastIndexOf("/") + 1);
    const of = [`${beside}amount`, `${beside}activity`, field].flatMap(
      (path) => fields.find(({ id }) => id === `${record}|${path}`) ?? [],
    )[0];
    if (of !== undefined && !shares.has(of.id)) shares.set(of.id, share);
  }
  return shares;
}

function AddField({ fields, taken, onAdd }: { fields: readonly Field[]; taken: ReadonlySet<string>; onAdd(id: string): void }) {
  const { say, both, number } = useLanguage();
  const groups = Map.groupBy(
    fields.filter(({ id }) => !taken.has(id)),
    ({ record }) => record,
  );
  return (
    <label className="field what-if-add">
      <span className="label">{say("다른 값 추가", "Add another value")}</span>
      <select value="" onChange={(event) => event.target.value !== "" && onAdd(event.target.value)}>
        <option value="">{say("고르십시오", "choose")}</option>
        {[...groups].map(([record, mine]) => (
          <optgroup key={record} label={mine[0]?.name ?? record}>
            {mine.map(({ id, label, value, unit }) => (
              <option key={id} value={id}>
                {both(label)}: {number(value)} {unit}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
