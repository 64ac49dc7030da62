// An invoice's lines: what each belongs to, and what the document does not say.
import { useId, useState } from "react";
import { unitsOf } from "../../base/units.ts";
import type { FoundLine } from "../../model/activity.ts";
import type { ImportPlan } from "../../model/import-plan.ts";
import { readAmount } from "../begin/answer.ts";
import { useLanguage } from "../language.tsx";
import { LEAVE_OUT } from "./mapping-edit.ts";
import { TargetSelect } from "./target-select.tsx";
import type { Targets } from "./target-words.ts";

export type LinesPlan = Extract<ImportPlan, { kind: "lines" }>;
type Line = FoundLine & { number: string; amount?: number; currency?: string; supplied?: string };
type Party = { name?: string; registration?: string };
/** What the server says of an invoice. */
export type InvoiceDocument = { lines: Line[]; supplier: Party; buyer: Party; issued?: string; id?: string; credit?: boolean };

type LinesPlanProps = { document: InvoiceDocument; targets: Targets; plan: LinesPlan; onPlan(plan: LinesPlan): void };

export function LinesPlanView({ document, targets, plan, onPlan }: LinesPlanProps) {
  const { say, date } = useLanguage();
  const { supplier, issued, id, lines, credit } = document;
  return (
    <section className="card stack">
      <h2>{say("계산서의 줄", "Lines of the invoice")}</h2>
      <p className="quiet">
        {supplier.name} {issued !== undefined && `· ${date(issued)}`} {id !== undefined && `· ${id}`}{" "}
        {credit && <span className="tag warn">{say("취소·수정분: 음수로 담김", "Credit: taken in as negative")}</span>}
      </p>
      <p className="quiet small">
        {say(
          "줄마다 어디에 속하는지 고르고, 계산서에 없는 사용량과 사용기간을 고지서에서 옮겨 적으십시오.",
          "Choose what each line belongs to; what the invoice does not say (quantity, days of use), copy it from the bill.",
        )}
      </p>
      <ol className="import-lines">
        {lines.map((line, i) => (
          <InvoiceLine key={line.number} line={line} number={i + 1} targets={targets} plan={plan} onPlan={onPlan} />
        ))}
      </ol>
    </section>
  );
}

type LineProps = { line: Line; number: number; targets: Targets; plan: LinesPlan; onPlan(plan: LinesPlan): void };

function targetOf({ targets, ignored }: LinesPlan, label: string): string {
  if (ignored.includes(label)) return LEAVE_OUT;
  return Object.hasOwn(targets, label) ? (targets[label] ?? "") : "";
}

function withTarget(plan: LinesPlan, label: string, target: string): LinesPlan {
  const { [label]: _, ...targets } = plan.targets;
  const ignored = plan.ignored.filter((one) => one !== label);
  if (target === LEAVE_OUT) return { ...plan, targets, ignored: [...ignored, label] };
  return { ...plan, ignored, targets: target === "" ? targets : { ...targets, [label]: target } };
}

function InvoiceLine({ line, number, targets, plan, onPlan }: LineProps) {
  const { say, number: shown } = useLanguage();
  const { label, amount, currency, value, unit } = line;
  const target = targetOf(plan, label);
  return (
    <li className="stack">
      <div>
        <strong>{label}</strong>{" "}
        <span className="quiet small">
          {value !== undefined && `${shown(value)} ${unit ?? line.printedUnit ?? ""}`}
          {amount !== undefined && ` · ${shown(amount, 0)} ${currency ?? ""}`}
        </span>
      </div>
      <div className="columns">
        <div className="field">
          <label htmlFor={`line-${number}`}>{say("대상", "Target")}</label>
          <TargetSelect
            id={`line-${number}`}
            targets={targets}
            value={target}
            onTarget={(to) => onPlan(withTarget(plan, label, to))}
            blank={say("고르십시오", "Choose")}
            omittable
          />
        </div>
        {target !== LEAVE_OUT && <Completion line={line} number={number} targets={targets} plan={plan} target={target} onPlan={onPlan} />}
      </div>
    </li>
  );
}

type Told = NonNullable<LinesPlan["completions"][string]>;

type QuantityFieldProps = { name: string; value: number | undefined; onTell(value: number | undefined): void };

/** What is emptied or cannot be read is told as missing, never as what stood there before. */
function QuantityField({ name, value, onTell }: QuantityFieldProps) {
  const { say } = useLanguage();
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const wrong = text.trim() !== "" && readAmount(text) === undefined;
  const id = useId();
  return (
    <label className="field">
      <span className="label">{say("수량", "Quantity")}</span>
      <input
        aria-label={name}
        aria-invalid={wrong}
        {...(wrong && { "aria-describedby": id })}
        inputMode="decimal"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onTell(readAmount(event.target.value));
        }}
      />
      {wrong && (
        <span id={id} className="fault small">
          {say("수를 적으십시오. 예: 1,234.5", "Enter a number, such as 1,234.5")}
        </span>
      )}
    </label>
  );
}

/** Fields for what the document leaves open; what it says is not asked. */
function Completion({ line, number, targets, plan, target, onPlan }: LineProps & { target: string }) {
  const { say } = useLanguage();
  const told: Told = plan.completions[String(number)] ?? {};
  const { value: _, ...others } = told;
  const complete = (to: Told): void => onPlan({ ...plan, completions: { ...plan.completions, [String(number)]: to } });
  const tell = (to: Told): void => complete({ ...told, ...to });
  const units = targets[target] === undefined ? [] : [...new Set(unitsOf(...targets[target].dimensions))];
  const name = (ko: string, en: string): string => say(`${number}번째 줄 ${ko}`, `${en} of line ${number}`);
  return (
    <>
      {line.value === undefined && (
        <QuantityField
          name={name("수량", "Quantity")}
          value={told.value}
          onTell={(value) => complete({ ...others, ...(value !== undefined && { value }) })}
        />
      )}
      {line.unit === undefined && (
        <label className="field">
          <span className="label">
            {say("단위", "Unit")} {line.printedUnit !== undefined && <span className="quiet small">({line.printedUnit})</span>}
          </span>
          <select aria-label={name("단위", "Unit")} value={told.unit ?? ""} onChange={(event) => tell({ unit: event.target.value })}>
            <option value="" disabled>
              {units.length === 0 ? say("대상을 먼저 고르십시오", "Choose the target first") : say("고르십시오", "Choose")}
            </option>
            {units.map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </select>
        </label>
      )}
      {line.start === undefined && (
        <label className="field">
          <span className="label">{say("사용 시작일", "First day of use")}</span>
          <input
            type="date"
            aria-label={name("사용 시작일", "First day")}
            value={told.start ?? ""}
            onChange={(event) => event.target.value !== "" && tell({ start: event.target.value })}
          />
        </label>
      )}
      {line.end === undefined && (
        <label className="field">
          <span className="label">{say("사용 종료일", "Last day of use")}</span>
          <input
            type="date"
            aria-label={name("사용 종료일", "Last day")}
            value={told.end ?? ""}
            onChange={(event) => event.target.value !== "" && tell({ end: event.target.value })}
          />
        </label>
      )}
    </>
  );
}
