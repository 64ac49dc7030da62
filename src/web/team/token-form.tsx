// Making a token: name, scope and life; then its secret, once.
import { type FormEvent, useState } from "react";
import type { Right } from "../../model/access.ts";
import { useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { useMembership, usePlace } from "../place.ts";
import { OnceShown } from "./once-shown.tsx";
import { RIGHT_WORDS, rightsOf } from "./words.ts";

const LIVES = [30, 90, 180, 366];

export function TokenForm({ onClose }: { onClose(): void }) {
  const { say } = useLanguage();
  const [secret, setSecret] = useState("");
  return (
    <Dialog title={say("토큰 만들기", "Make a token")} open onClose={onClose}>
      {secret === "" ? (
        <Form onMade={setSecret} onClose={onClose} />
      ) : (
        <>
          <OnceShown label={say("토큰", "Token")} secret={secret} />
          <p>
            {say("프로그램은 이 값을 HTTP 머리글로 보냅니다:", "Programs send it in a header:")}{" "}
            <code>Authorization: Bearer {say("토큰", "<token>")}</code>
          </p>
          <div>
            <Button look="main" onClick={onClose}>
              {say("적어 두었습니다", "I have kept it")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function Form({ onMade, onClose }: { onMade(secret: string): void; onClose(): void }) {
  const { say, number } = useLanguage();
  const { org } = usePlace();
  const make = useDo("createToken");
  const [scopes, setScopes] = useState<readonly Right[]>(["read"]);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { name: String(data.get("name") ?? ""), scopes: [...scopes], days: Number(data.get("days")) };
    const { secret } = await make.mutateAsync({ input: { org, body } });
    onMade(secret);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event).catch(() => {})}>
      <TextField
        label={say("이름", "Name")}
        help={say("어느 프로그램이 쓰는지. 예: 전력 계량 서버", "Which program uses it; such as the meter server")}
        name="name"
        maxLength={100}
        required
      />
      <Scopes scopes={scopes} onChange={setScopes} />
      <ChoiceField
        label={say("기한", "Life")}
        help={say("지나면 스스로 멈춥니다. 예: 90일", "It ends by itself; such as 90 days")}
        name="days"
        defaultValue="90"
        options={LIVES.map((days) => ({ value: String(days), label: say(`${number(days)}일`, `${number(days)} days`) }))}
      />
      <RefusedNote refused={make.error} />
      {scopes.length === 0 && <p className="small quiet">{say("범위를 하나 이상 고르십시오.", "Choose one scope at least.")}</p>}
      <div className="row">
        <Button look="main" submit busy={make.isPending} disabled={scopes.length === 0}>
          {say("만들기", "Make")}
        </Button>
        <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
      </div>
    </form>
  );
}

function Scopes({ scopes, onChange }: { scopes: readonly Right[]; onChange(scopes: readonly Right[]): void }) {
  const { say, both } = useLanguage();
  const membership = useMembership();
  const complex = membership?.kind === "complex";
  const offered = membership === undefined ? [] : rightsOf(membership.role).filter((right) => right !== "aggregate" || complex);
  return (
    <fieldset className="team-scopes">
      <legend>{say("범위", "Scope")}</legend>
      <p className="small quiet">
        {say("필요한 것만 고르십시오. 예: 검침 서버는 입력", "Only what is needed; such as enter for a meter server")}
      </p>
      {offered.map((right) => (
        <label key={right} className="row">
          <input
            type="checkbox"
            checked={scopes.includes(right)}
            onChange={(event) => onChange(event.target.checked ? [...scopes, right] : scopes.filter((one) => one !== right))}
          />
          {both(RIGHT_WORDS[right])} <span className="small quiet">{both(RIGHT_WORDS[right].means)}</span>
        </label>
      ))}
    </fieldset>
  );
}
