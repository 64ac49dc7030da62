// One value: by slider in percent of what it is, or exactly.
import { useEffect, useId, useState } from "react";
import { readAmount } from "../begin/answer.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import type { Field } from "./fields.ts";

const MOST_PERCENT = 100;
const HUNDRED = 100;
/** Figures of a value that a slider sets. */
const FIGURES = 6;

type FieldEditorProps = { field: Field; value: number | undefined; note: string | undefined; onSet(value: number | undefined): void };

export function FieldEditor({ field, value, note, onSet }: FieldEditorProps) {
  const { say, both, number } = useLanguage();
  const now = value ?? field.value;
  const share = field.value === 0 ? 0 : Math.round(((now - field.value) / field.value) * HUNDRED);
  const [text, setText] = useState(String(now));
  // What is typed stays as it is typed, so long as it says this.
  useEffect(() => setText((shown) => (readAmount(shown) === now ? shown : String(now))), [now]);
  const name = `${field.name}: ${both(field.label)}`;
  const type = (typed: string): void => {
    setText(typed);
    const read = readAmount(typed);
    if (read !== undefined) onSet(read === field.value ? undefined : read);
  };
  const unreadable = readAmount(text) === undefined && text !== String(now);
  return (
    <div className={value === undefined ? "what-if-field" : "what-if-field changed"}>
      <p className="what-if-name">
        <strong>{field.name}</strong> {both(field.label)}
        <span className="small quiet">
          {say(`지금 ${number(field.value, 9)} ${field.unit}`, `now ${number(field.value, 9)} ${field.unit}`)}
          {field.lines !== undefined && say(` · 활동자료 ${field.lines.length}줄의 합`, ` · the sum of ${field.lines.length} lines`)}
          {note !== undefined && ` · ${note}`}
        </span>
      </p>
      <input
        type="range"
        min={-MOST_PERCENT}
        max={MOST_PERCENT}
        step={1}
        value={Math.max(-MOST_PERCENT, Math.min(MOST_PERCENT, share))}
        disabled={field.value === 0}
        aria-label={say(`${name}, 지금 값에서 늘리거나 줄일 비율(%)`, `${name}, percent more or less than now`)}
        aria-valuetext={`${share > 0 ? "+" : ""}${share}%`}
        onChange={(event) => {
          const percent = Number(event.target.value);
          onSet(percent === 0 ? undefined : Number((field.value * (1 + percent / HUNDRED)).toPrecision(FIGURES)));
        }}
      />
      <span className="number what-if-share" aria-hidden="true">
        {share > 0 ? "+" : ""}
        {share}%
      </span>
      <Exact name={name} unit={field.unit} text={text} now={now} unreadable={unreadable} onType={type} />
      <Button
        slim
        look="bare"
        disabled={value === undefined && !unreadable}
        aria-label={say(`${name} 되돌리기`, `Reset ${name}`)}
        onClick={() => {
          setText(String(field.value));
          onSet(undefined);
        }}
      >
        ↺
      </Button>
    </div>
  );
}

type ExactProps = { name: string; unit: string; text: string; now: number; unreadable: boolean; onType(typed: string): void };

function Exact({ name, unit, text, now, unreadable, onType }: ExactProps) {
  const { say, number } = useLanguage();
  const id = useId();
  return (
    <span className="what-if-exact">
      <input
        inputMode="decimal"
        value={text}
        aria-label={`${name}, ${unit}`}
        aria-invalid={unreadable || undefined}
        aria-describedby={unreadable ? id : undefined}
        onChange={(event) => onType(event.target.value)}
      />
      <span className="small">{unit}</span>
      {unreadable && (
        <span id={id} className="small what-if-fault">
          {say(
            `숫자를 적으십시오. 그때까지 ${number(now, 9)} ${unit} 그대로 계산합니다.`,
            `Type a number; until then ${number(now, 9)} ${unit} is used.`,
          )}
        </span>
      )}
    </span>
  );
}
