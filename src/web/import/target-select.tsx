// A choice among the targets of a period, by kind of record.
import type { ComponentProps } from "react";
import { useLanguage } from "../language.tsx";
import { LEAVE_OUT } from "./mapping-edit.ts";
import { type Targets, targetGroups, targetWord } from "./target-words.ts";

type TargetSelectProps = Omit<ComponentProps<"select">, "onChange" | "value"> & {
  targets: Targets;
  value: string;
  onTarget(target: string): void;
  /** The words for nothing chosen. */
  blank: string;
  /** Rows of it may be left out. */
  omittable?: boolean;
};

export function TargetSelect({ targets, value, onTarget, blank, omittable = false, ...select }: TargetSelectProps) {
  const { say, both } = useLanguage();
  return (
    <select {...select} value={value} onChange={(event) => onTarget(event.target.value)}>
      <option value="">{blank}</option>
      {omittable && <option value={LEAVE_OUT}>{say("가져오지 않음", "Leave out")}</option>}
      {targetGroups(targets).map(({ group, targets: of }) => (
        <optgroup key={group.en} label={both(group)}>
          {of.map((target) => (
            <option key={target} value={target}>
              {both(targetWord(target, targets))}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
