// A field for a number as people type it: "1,837.5" is read, "1,5" is never guessed at, and what cannot be read stops the form and says so.
import { useEffect, useRef, useState } from "react";
import { readAmount } from "../begin/answer.ts";
import { useLanguage } from "../language.tsx";
import { Field } from "./field.tsx";

type Bounds = { least?: number | undefined; most?: number | undefined; whole?: boolean | undefined };
type AmountFieldProps = Bounds & { label: string; help: string; name: string; defaultValue?: string | undefined };

export function AmountField({ label, help, name, defaultValue = "", ...bounds }: AmountFieldProps) {
  const [text, setText] = useState(defaultValue);
  const input = useRef<HTMLInputElement>(null);
  const fault = useFault(text, bounds);
  useEffect(() => input.current?.setCustomValidity(fault ?? ""), [fault]);
  return (
    <Field label={label} help={help} fault={fault}>
      <input
        ref={input}
        name={name}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Field>
  );
}

/** What is wrong with the text; undefined where it is blank or a number within the bounds. */
function useFault(text: string, { least, most, whole = false }: Bounds): string | undefined {
  const { say, number } = useLanguage();
  if (text.trim() === "") return undefined;
  const value = readAmount(text);
  if (value === undefined)
    return say(
      "숫자로 적으십시오. 쉼표는 천 단위에만 씁니다. 예: 1,250.5",
      "Type a number; commas only set thousands apart, such as 1,250.5",
    );
  if (whole && !Number.isInteger(value)) return say("소수점 없는 수로 적으십시오.", "Type a whole number.");
  if (least !== undefined && value < least) return say(`${number(least)} 이상이어야 합니다.`, `At least ${number(least)}.`);
  if (most !== undefined && value > most) return say(`${number(most)} 이하여야 합니다.`, `At most ${number(most)}.`);
  return undefined;
}
