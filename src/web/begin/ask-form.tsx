// One field that is asked for, filled in where it stands: value and unit, a code, or a choice; saved as its record's next version.
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Link } from "react-router";
import type { Json } from "../../base/canonical.ts";
import type { Problem } from "../../base/problem.ts";
import type { Ask, ChosenGood } from "../../model/begin.ts";
import { word } from "../../model/words.ts";
import { ask as call, Refused, unreached } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { usePlace } from "../place.ts";
import { wayTo } from "../problems/place-of-record.ts";
import { fieldOf, readAmount, withField } from "./answer.ts";
import { GoodChoice, spaced } from "./good-choice.tsx";

/** Saves and drops in one place: busy while it is at it, and what was refused. */
function useSaving(period: string, { record, field }: Ask) {
  const { org } = usePlace();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | undefined>();
  const run = (work: () => Promise<unknown>): void => {
    setBusy(true);
    setRefused(undefined);
    work()
      .then(() => queries.invalidateQueries())
      .catch((error: unknown) => setRefused(error instanceof Refused ? error : unreached()))
      .finally(() => setBusy(false));
  };
  const save = (value: Json, also: Record<string, Json> = {}): void =>
    run(async () => {
      const now = await call("readRecord", { org, period, key: record });
      // The field was asked for because it was empty: what another has entered since is not written over.
      const there = fieldOf(now.body, field);
      if (there !== undefined && JSON.stringify(there) !== JSON.stringify(value)) {
        await queries.invalidateQueries();
        throw new Refused({ status: 412, code: FILLED.code, problems: [FILLED], title: "" });
      }
      let body = withField(now.body as Json, field, value);
      for (const [name, more] of Object.entries(also)) body = withField(body, name, more);
      await call("putRecord", { org, period, key: record, body: { body } }, { version: now.version });
    });
  const drop = (): void =>
    run(async () => {
      const { version } = await call("readRecord", { org, period, key: record });
      await call("withdrawRecord", { org, period, key: record }, { version });
    });
  return { busy, refused, save, drop };
}

const FILLED: Problem = {
  code: "VERSION_CONFLICT",
  severity: "error",
  path: "",
  text: {
    ko: "다른 사람이 이 칸을 먼저 채웠습니다. 적은 값은 저장하지 않았습니다.",
    en: "Somebody else has filled in this field; your value was not saved.",
  },
  todo: { ko: "'표에서 적기'로 가서 지금 값을 보고 고치십시오.", en: "Go to the grid, look at the value that is there, and mend it." },
};

/** Kinds of records that a plant may simply not have. */
const SPARE = /^(streams|precursors|pfc|measuredPoints)\//;

/** The field with its ways, without a place in a list. */
export function AskFields({ ask, period }: { ask: Ask; period: string }) {
  const { say, both } = useLanguage();
  const { org } = usePlace();
  const saving = useSaving(period, ask);
  const { name, label, record, kind, needed } = ask;
  const to = wayTo(org, period, ask);
  return (
    <>
      {kind === "quantity" && <QuantityForm ask={ask} busy={saving.busy} onSave={saving.save} />}
      {kind === "cn" && <CodeForm ask={ask} busy={saving.busy} onSave={saving.save} />}
      {kind === "choice" && <ChoiceForm ask={ask} busy={saving.busy} onSave={saving.save} />}
      <RefusedNote refused={saving.refused} />
      <div className="row begin-ask-ways">
        {to !== undefined && (
          <Link
            className="small"
            to={to}
            aria-label={say(`${name} ${both(label)}: 표에서 적기`, `${name}, ${both(label)}: enter in the grid`)}
          >
            {say("표에서 적기", "Enter in the grid")}
          </Link>
        )}
        {needed && SPARE.test(record) && (
          <Button
            look="bare"
            slim
            onClick={saving.drop}
            disabled={saving.busy}
            aria-label={say(`${name}: 우리는 쓰지 않습니다`, `${name}: we have none of it`)}
          >
            {say("우리는 쓰지 않습니다", "We have none of it")}
          </Button>
        )}
      </div>
    </>
  );
}

export function AskForm({ ask, period }: { ask: Ask; period: string }) {
  return (
    <li className="begin-ask">
      <p className="begin-ask-of">{ask.name}</p>
      <AskFields ask={ask} period={period} />
    </li>
  );
}

type FormProps = { ask: Ask; busy: boolean; onSave(value: Json, also?: Record<string, Json>): void };

function QuantityForm({ ask: { label, help, units, name }, busy, onSave }: FormProps) {
  const { say, both } = useLanguage();
  const id = useId();
  const [text, setText] = useState("");
  const [unit, setUnit] = useState(units[0] ?? "");
  const [wrong, setWrong] = useState<"unread" | "negative" | undefined>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const value = readAmount(text);
    setWrong(value === undefined ? "unread" : value < 0 ? "negative" : undefined);
    if (value !== undefined && value >= 0) onSave({ value, unit });
  };
  return (
    <form className="field" onSubmit={submit}>
      <label htmlFor={id}>{both(label)}</label>
      <p className="help" id={`${id}-help`}>
        {both(help)}
      </p>
      <div className="begin-quantity">
        <input
          id={id}
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-describedby={wrong !== undefined ? `${id}-help ${id}-fault` : `${id}-help`}
          aria-invalid={wrong !== undefined || undefined}
        />
        <select
          aria-label={say(`${name} ${both(label)}의 단위`, `Unit of ${both(label)}, ${name}`)}
          value={unit}
          onChange={(event) => setUnit(event.target.value)}
        >
          {units.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <Button submit busy={busy} disabled={text.trim() === ""}>
          {say("저장", "Save")}
        </Button>
      </div>
      {wrong === "negative" && (
        <p className="fault" id={`${id}-fault`}>
          {say("0보다 작을 수 없습니다. 빼기 표시를 지우십시오.", "It cannot be below zero: take the minus sign away.")}
        </p>
      )}
      {wrong === "unread" && (
        <p className="fault" id={`${id}-fault`}>
          {say(
            `'${text}'은(는) 숫자로 읽을 수 없습니다. 소수점은 점(.)으로, 쉼표는 세 자리마다 적습니다. 예: 1,837.5`,
            `'${text}' cannot be read as a number: a point for decimals, commas only at thousands, such as 1,837.5`,
          )}
        </p>
      )}
    </form>
  );
}

function CodeForm({ ask, busy, onSave }: FormProps) {
  const { say, both } = useLanguage();
  const [good, setGood] = useState<ChosenGood | undefined>();
  return (
    <div className="begin-code">
      <GoodChoice
        label={both(ask.label)}
        help={both(ask.help)}
        value={good?.cn ?? ""}
        onChange={setGood}
        about={ask.category === undefined ? "" : both(word(ask.category))}
      />
      <Button busy={busy} disabled={good === undefined} onClick={() => good !== undefined && onSave(good.cn, { category: good.category })}>
        {good === undefined ? say("코드를 고르십시오", "Choose a code") : say(`${spaced(good.cn)} 저장`, `Save ${spaced(good.cn)}`)}
      </Button>
    </div>
  );
}

function ChoiceForm({ ask: { label, help, options = [] }, busy, onSave }: FormProps) {
  const { say, both } = useLanguage();
  const [value, setValue] = useState("");
  return (
    <div className="begin-code">
      <ChoiceField
        label={both(label)}
        help={both(help)}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        options={[
          { value: "", label: say("고르십시오", "choose") },
          ...options.map((one) => ({ value: one.value, label: both(one.label) })),
        ]}
      />
      <Button busy={busy} disabled={value === ""} onClick={() => onSave(value)}>
        {say("저장", "Save")}
      </Button>
    </div>
  );
}
