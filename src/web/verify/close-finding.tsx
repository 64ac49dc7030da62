// The team's last words on a finding: asked about again, or closed and whether it was corrected.
import { type FormEvent, useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { useDeskDo } from "./desk.tsx";

type Props = { id: string; onDone(): void };

export function AskAgain({ id, onDone }: Props) {
  const { say } = useLanguage();
  const ask = useDeskDo("askFinding");
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const question = String(new FormData(event.currentTarget).get("question") ?? "").trim();
    ask.mutate({ finding: id, body: { question } }, { onSuccess: onDone });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label={say("다시 물음", "Question")}
        help={say("예: 계량기 교정 성적서도 필요합니다.", "Such as: the meter's calibration certificate is needed too.")}
      >
        <textarea name="question" rows={3} maxLength={4000} required />
      </Field>
      <RefusedNote refused={ask.error} />
      <div className="row">
        <Button look="main" submit busy={ask.isPending}>
          {say("다시 묻기", "Ask again")}
        </Button>
        <Button onClick={onDone}>{say("그만두기", "Cancel")}</Button>
      </div>
    </form>
  );
}

export function CloseFinding({ id, onDone }: Props) {
  const { say } = useLanguage();
  const close = useDeskDo("closeFinding");
  const [corrected, setCorrected] = useState<boolean>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (corrected === undefined) return;
    const why = String(new FormData(event.currentTarget).get("why") ?? "").trim();
    close.mutate({ finding: id, body: { corrected, ...(why !== "" && { why }) } }, { onSuccess: onDone });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <fieldset className="verify-group">
        <legend>{say("고쳐졌는지", "Was it corrected?")}</legend>
        <label className="row">
          <input type="radio" name="corrected" required checked={corrected === true} onChange={() => setCorrected(true)} />
          {say("고쳐짐: 산정서에 반영되었습니다", "Corrected: the statement has it right")}
        </label>
        <label className="row">
          <input type="radio" name="corrected" required checked={corrected === false} onChange={() => setCorrected(false)} />
          {say("고쳐지지 않음: 중요성에 계속 셉니다", "Not corrected: it still counts towards materiality")}
        </label>
      </fieldset>
      <Field
        label={say("까닭", "Why")}
        help={say("예: 새 청구서로 값을 확인했습니다.", "Such as: the value was checked against the new bill.")}
      >
        <textarea name="why" rows={2} maxLength={2000} />
      </Field>
      <RefusedNote refused={close.error} />
      <div className="row">
        <Button look="main" submit busy={close.isPending}>
          {say("종결", "Close")}
        </Button>
        <Button onClick={onDone}>{say("그만두기", "Cancel")}</Button>
      </div>
    </form>
  );
}
