// A finding raised where the fault is seen.
import { useState } from "react";
import type { Good } from "../../model/statement.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Why } from "./act-button.tsx";
import { useDeskDo, useMayDo } from "./desk.tsx";
import { FindingForm } from "./finding-form.tsx";

type FindHereProps = { record: string; step: string | undefined; goods: readonly Good[] };

export function FindHere({ record, step, goods }: FindHereProps) {
  const { say } = useLanguage();
  const may = useMayDo("raiseFinding");
  const raise = useDeskDo("raiseFinding");
  const [open, setOpen] = useState(false);
  return (
    <section className="card stack verify-find" aria-labelledby="find">
      <div className="row spread">
        <h2 id="find">{say("지적하기", "Raise a finding")}</h2>
        {may && !open && <Button onClick={() => setOpen(true)}>{say("여기서 지적하기", "Raise one here")}</Button>}
      </div>
      {!may && <Why act="raiseFinding" />}
      {raise.isSuccess && !open && <p role="status">{say("지적사항을 통보했습니다.", "The finding was raised.")}</p>}
      {open && (
        <FindingForm
          goods={goods}
          first={{ of: [step ?? record] }}
          action={say("지적사항 통보", "Raise the finding")}
          busy={raise.isPending}
          refused={raise.error}
          onSend={(body) => raise.mutate({ body }, { onSuccess: () => setOpen(false) })}
          onCancel={() => setOpen(false)}
        />
      )}
    </section>
  );
}
