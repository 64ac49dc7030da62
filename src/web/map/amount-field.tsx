// An amount with its unit: typed as people write it, and said why where it is no number.
import { useId } from "react";
import { readAmount as numberIn } from "../begin/answer.ts";
import { useLanguage } from "../language.tsx";
import type { Amount } from "./map-edits.ts";

export type AmountText = { text: string; unit: string };

/** undefined: no number; null: nothing was typed. Read as the grids read it: a comma for the point is never guessed. */
export function readAmount({ text, unit }: AmountText): Amount | null | undefined {
  if (text.trim() === "") return null;
  const value = numberIn(text);
  return value === undefined ? undefined : { value, unit };
}

export const amountText = (given: Amount | undefined, units: readonly string[]): AmountText => ({
  text: given === undefined ? "" : String(given.value),
  unit: given?.unit ?? units[0] ?? "",
});

type Props = {
  label: string;
  help: string;
  value: AmountText;
  units: readonly string[];
  onChange(value: AmountText): void;
  fault?: string | undefined;
};

export function AmountField({ label, help, value, units, onChange, fault }: Props) {
  const { say } = useLanguage();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <p className="help" id={`${id}-help`}>
        {help}
      </p>
      <div className="map-amount">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={value.text}
          aria-describedby={`${id}-help${fault === undefined ? "" : ` ${id}-fault`}`}
          aria-invalid={fault !== undefined || undefined}
          onChange={(event) => onChange({ ...value, text: event.target.value })}
        />
        <select aria-label={say("단위", "Unit")} value={value.unit} onChange={(event) => onChange({ ...value, unit: event.target.value })}>
          {[...new Set([...units, value.unit])].map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      </div>
      {fault !== undefined && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
