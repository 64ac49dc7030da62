// The industrial complexes that a plant belongs to: whose operator sees its name and sums over plants, never its own figures.
import { type FormEvent, useState } from "react";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";

export function Complexes() {
  const { say, date } = useLanguage();
  const { org } = usePlace();
  const owns = useMay()("own");
  const query = useAct("listComplexes", { org, limit: 500 });
  const [leaving, setLeaving] = useState<{ id: string; name: string }>();
  return (
    <section className="card stack" aria-labelledby="complexes">
      <h2 id="complexes">{say("산업단지", "Industrial complexes")}</h2>
      <p className="quiet">
        {say(
          "가입하면 운영자는 이름과, 다섯 곳 이상의 합계만 봅니다. 이 사업장의 값은 보이지 않습니다.",
          "The operator of a complex sees your name, and sums over five plants or more; never your own figures.",
        )}
      </p>
      <Shown query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{say("가입한 산업단지가 없습니다.", "No complex has been joined.")}</p>
          ) : (
            <ul className="stack">
              {items.map(({ id, name, since, admitted }) => (
                <li key={id} className="row spread">
                  <span>
                    {name}{" "}
                    <span className={admitted ? "tag good" : "tag note"}>
                      {admitted ? say("가입됨", "Joined") : say("승인 기다리는 중", "Waiting to be admitted")}
                    </span>{" "}
                    <span className="small quiet">{date(since)}</span>
                  </span>
                  {owns && (
                    <Button
                      slim
                      look="danger"
                      aria-label={say(`${name}에서 탈퇴`, `Leave ${name}`)}
                      onClick={() => setLeaving({ id, name })}
                    >
                      {say("탈퇴", "Leave")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {owns && <Join />}
      {leaving !== undefined && <Leave complex={leaving} onClose={() => setLeaving(undefined)} />}
    </section>
  );
}

const ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

function Join() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const join = useDo("joinComplex");
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const complex = String(new FormData(form).get("complex") ?? "").trim();
    await join.mutateAsync({ input: { org, complex } });
    form.reset();
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event).catch(() => {})}>
      <TextField
        label={say("가입할 산업단지의 번호", "Number of the complex to join")}
        help={say(
          "운영자가 알려 줍니다. 예: 0192f0c1-7a3b-7c11-9d42-1f2e3d4c5b6a",
          "The operator tells it; such as 0192f0c1-7a3b-7c11-9d42-1f2e3d4c5b6a",
        )}
        name="complex"
        pattern={ID}
        autoComplete="off"
        required
      />
      <RefusedNote refused={join.error} />
      <div>
        <Button submit busy={join.isPending}>
          {say("가입 청하기", "Ask to join")}
        </Button>
      </div>
    </form>
  );
}

function Leave({ complex: { id, name }, onClose }: { complex: { id: string; name: string }; onClose(): void }) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const leave = useDo("leaveComplex");
  return (
    <Confirm
      title={say(`${name}에서 탈퇴할까요?`, `Leave ${name}?`)}
      open
      action={say("탈퇴", "Leave")}
      busy={leave.isPending}
      refused={leave.error}
      onConfirm={() => leave.mutate({ input: { org, complex: id } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{say("이 사업장은 곧바로 합계에서 빠집니다.", "The plant is left out of its sums at once.")}</p>
    </Confirm>
  );
}
