// A finding as a form: its kind, whether it is material, what it does to each good, and what is asked.
import { type FormEvent, useState } from "react";
import type { Input } from "../../model/api.ts";
import type { Good } from "../../model/statement.ts";
import { FINDING_KINDS } from "../../model/verification.ts";
import { label } from "../../model/verification-words.ts";
import { readAmount } from "../begin/answer.ts";
import type { Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { AmountField } from "../parts/amount-field.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField, Field } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { type Finding, useDesk } from "./desk.tsx";
import { useMateriality } from "./materiality-part.tsx";

type Raised = Input<"raiseFinding">["body"];
type Effect = Raised["effects"][number];

type FindingFormProps = {
  goods: readonly Good[];
  first: Partial<Raised> & Pick<Raised, "of">;
  /** The finding's own id, where it is changed: it causes nothing of itself. */
  own?: string;
  action: string;
  busy: boolean;
  refused: Refused | null;
  onSend(body: Raised): void;
  onCancel(): void;
};

export function FindingForm({ goods, first, own, action, busy, refused, onSend, onCancel }: FindingFormProps) {
  const { say, both } = useLanguage();
  const { findings } = useDesk().desk.verification;
  const [kind, setKind] = useState<Raised["kind"]>(first.kind ?? "misstatement");
  const [causes, setCauses] = useState<readonly string[]>(first.causes ?? []);
  const misstatements = findings.filter((one) => one.kind === "misstatement" && one.id !== own);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const told = (name: string): string => String(data.get(name) ?? "").trim();
    onSend({
      kind,
      material: data.get("material") !== null,
      of: first.of,
      effects: effectsIn(goods, told),
      causes: kind === "nonConformity" ? [...causes] : [],
      question: told("question"),
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p className="small quiet">
        {say("대상", "Of")}:{" "}
        {first.of.map((one) => (
          <code key={one}>{one} </code>
        ))}
      </p>
      <ChoiceField
        label={say("종류", "Kind")}
        help={both(MEANS[kind])}
        value={kind}
        onChange={(event) => setKind(event.target.value as Raised["kind"])}
        options={FINDING_KINDS.map((value) => ({ value, label: both(label(value)) }))}
      />
      <MaterialBox kind={kind} first={first.material ?? false} />
      {kind === "misstatement" && <Effects goods={goods} first={first.effects ?? []} />}
      {kind === "nonConformity" && misstatements.length > 0 && (
        <Causes misstatements={misstatements} causes={causes} onChange={setCauses} />
      )}
      <Field
        label={say("물음", "Question")}
        help={say(
          "무엇이 맞지 않는지, 무엇을 내야 하는지. 예: 3월 청구서의 사용량과 12.4 GJ 차이가 납니다.",
          "What does not fit and what to hand in; such as: March differs from the bill by 12.4 GJ.",
        )}
      >
        <textarea name="question" rows={3} maxLength={4000} required defaultValue={first.question ?? ""} />
      </Field>
      <RefusedNote refused={refused} />
      <div className="row">
        <Button look="main" submit busy={busy}>
          {action}
        </Button>
        <Button onClick={onCancel}>{say("그만두기", "Cancel")}</Button>
      </div>
    </form>
  );
}

function MaterialBox({ kind, first }: { kind: Raised["kind"]; first: boolean }) {
  const { say } = useLanguage();
  if (kind !== "misstatement" && kind !== "nonConformity") return null;
  return (
    <label className="row">
      <input type="checkbox" name="material" defaultChecked={first} /> {say("중요함", "Material")}
      <span className="small quiet">
        {kind === "misstatement"
          ? say("전문가 판단으로 5% 아래에서도 중요할 수 있습니다", "by expert judgement below 5 % too")
          : say("중요한 허위기재를 일으킨 때만", "only where it causes a material misstatement")}
      </span>
    </label>
  );
}

type CausesProps = { misstatements: readonly Finding[]; causes: readonly string[]; onChange(causes: readonly string[]): void };

function Causes({ misstatements, causes, onChange }: CausesProps) {
  const { say } = useLanguage();
  return (
    <fieldset className="verify-group">
      <legend>{say("이 부적합이 일으킨 허위기재", "Misstatements that it causes")}</legend>
      {misstatements.map(({ id, question }) => (
        <label key={id} className="row">
          <input
            type="checkbox"
            checked={causes.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...causes, id] : causes.filter((one) => one !== id))}
          />
          {id} <span className="small quiet">{question.slice(0, 60)}</span>
        </label>
      ))}
    </fieldset>
  );
}

const MEANS = {
  misstatement: { ko: "값이 틀렸거나 빠졌거나 잘못 나타낸 것입니다.", en: "A figure that is wrong, left out or shown wrongly." },
  nonConformity: { ko: "모니터링 계획이나 2025/2547을 따르지 않은 것입니다.", en: "Against the monitoring plan or Regulation 2025/2547." },
  nonCompliance: { ko: "그 밖의 법령을 지키지 않은 것입니다.", en: "Against another requirement of the law." },
  recommendation: { ko: "틀리지는 않았으나 나아질 수 있는 것입니다.", en: "Nothing is wrong, yet it could be better." },
} as const;

/** An effect that is left blank is none; one that is ticked as unknown is null, never zero. */
function effectsIn(goods: readonly Good[], told: (name: string) => string): Effect[] {
  return goods.flatMap(({ id }, i): Effect[] => {
    const [see, free] = [readAmount(told(`see-${i}`)), readAmount(told(`free-${i}`))];
    const unknown = told(`unknown-${i}`) !== "";
    if (see === undefined && free === undefined && !unknown) return [];
    return [{ good: id, see: unknown ? null : (see ?? 0), ...(free !== undefined && { freeAllocation: free }) }];
  });
}

function Effects({ goods, first }: { goods: readonly Good[]; first: readonly Effect[] }) {
  const { say } = useLanguage();
  // Years without free allocation have no field for it.
  const allocated = useMateriality().data?.goods.some(({ freeAllocation }) => freeAllocation !== undefined) ?? true;
  const textOf = (value: number | null | undefined): string => (value === null || value === undefined ? "" : String(value));
  return (
    <fieldset className="verify-group">
      <legend>{say("제품별 영향 (tCO2e/t)", "Effect on each good (tCO2e/t)")}</legend>
      <p className="small quiet">
        {say(
          "신고된 값이 얼마나 큰지 적습니다. 작으면 음수. 닿지 않는 제품은 비워 둡니다.",
          "By how much the stated figure is too high; negative where too low; blank where it is not touched.",
        )}
      </p>
      {goods.map(({ id, name, cn }, i) => {
        const known = first.find(({ good }) => good === id);
        return (
          <fieldset key={id} className="verify-effect">
            <legend>
              {name} <span className="mono small quiet">{cn}</span>
            </legend>
            <div className="columns">
              <AmountField
                name={`see-${i}`}
                label={say("배출량 영향", "Effect on emissions")}
                help={say("예: 0.0125", "Such as 0.0125")}
                defaultValue={textOf(known?.see)}
              />
              {allocated && (
                <AmountField
                  name={`free-${i}`}
                  label={say("무상할당 영향", "Effect on free allocation")}
                  help={say("닿지 않으면 비움", "Blank where it is not touched")}
                  defaultValue={textOf(known?.freeAllocation)}
                />
              )}
            </div>
            <label className="row small">
              <input type="checkbox" name={`unknown-${i}`} defaultChecked={known !== undefined && known.see === null} />
              {say("배출량 영향을 아직 모름", "its effect on the emissions is not known yet")}
            </label>
          </fieldset>
        );
      })}
    </fieldset>
  );
}
