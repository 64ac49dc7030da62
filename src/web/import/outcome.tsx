// An import on its way and at its end.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button, LinkButton } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { Progress } from "../parts/states.tsx";
import { periodPath, usePlace } from "../place.ts";
import type { Imported } from "./import-words.ts";

/** Progress of the job, and the way to stop it. */
export function Running({ given: { id, state, rows, rowsTotal } }: { given: Imported }) {
  const { say, number } = useLanguage();
  const { org, period } = usePlace();
  const cancel = useDo("cancelImport");
  const label =
    state === "queued"
      ? say("차례를 기다리는 중…", "Waiting for its turn…")
      : say(`${number(rows)}행을 읽음…`, `${number(rows)} rows read…`);
  const share = rowsTotal === undefined || rowsTotal === 0 ? undefined : Math.min(1, rows / rowsTotal);
  return (
    <section className="card stack">
      <h2>{say("가져오는 중", "Importing")}</h2>
      <Progress
        label={label}
        share={state === "queued" ? undefined : share}
        onCancel={() => cancel.mutate({ input: { org, period, import: id } })}
      />
      <p className="quiet small">
        {say(
          "모두 담기거나 아무것도 담기지 않습니다. 이 화면을 떠나도 계속됩니다.",
          "All of it is taken in or nothing. It goes on when you leave this page.",
        )}
      </p>
      <RefusedNote refused={cancel.error} />
    </section>
  );
}

export function Result({ given: { id, added, known, kind, problems }, onMore }: { given: Imported; onMore(): void }) {
  const { say, number } = useLanguage();
  const { org, period } = usePlace();
  const queries = useQueryClient();
  // The job wrote records: what was read of them before is no longer so.
  useEffect(() => void queries.invalidateQueries(), [queries]);
  const whole = kind === "case" || kind === "workbook";
  return (
    <section className="card stack" aria-label={say("결과", "Result")}>
      <h2>{say("가져왔습니다", "Imported")}</h2>
      <p role="status">
        <span className="tag good">{say("끝남", "Done")}</span>{" "}
        {say(`기록 ${number(added)}건을 담았습니다.`, `${number(added)} records were taken in.`)}{" "}
        {known > 0 && say(`${number(known)}건은 이미 있던 것입니다.`, `${number(known)} were there already.`)}
      </p>
      <ProblemList problems={problems} />
      <div className="row">
        {whole && (
          <LinkButton to={periodPath(org, period)} look="main">
            {say("결과 보기", "See the results")}
          </LinkButton>
        )}
        <LinkButton to={periodPath(org, period, "records/energy")} look={whole ? "plain" : "main"}>
          {say("기록 보기", "See the records")}
        </LinkButton>
        <Button onClick={onMore}>{say("다른 파일 가져오기", "Import another file")}</Button>
        <TakeBack id={id} added={added} />
      </div>
    </section>
  );
}

/** An import that should not have been: everything that it brought is withdrawn at once. */
function TakeBack({ id, added }: { id: string; added: number }) {
  const { say, number } = useLanguage();
  const { org, period } = usePlace();
  const [asked, setAsked] = useState(false);
  const withdraw = useDo("withdrawImport");
  return (
    <>
      <Button onClick={() => setAsked(true)}>{say("가져오기 거두기", "Take the import back")}</Button>
      <Confirm
        title={say("이 가져오기를 거둘까요?", "Take this import back?")}
        open={asked}
        action={say("거두기", "Take it back")}
        busy={withdraw.isPending}
        refused={withdraw.error}
        onConfirm={() => withdraw.mutate({ input: { org, period, import: id } }, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
      >
        <p>
          {say(
            `담은 기록 ${number(added)}건과 검침값을 취소합니다. 그 뒤에 고친 기록은 남고, 문서와 이력도 남습니다.`,
            `The ${number(added)} records that it took in, and its readings, are withdrawn. What was corrected since stays; so do the document and the history.`,
          )}
        </p>
      </Confirm>
    </>
  );
}

/** An import that was taken back: there is nothing more to do with it. */
export function TakenBack({ onMore }: { onMore(): void }) {
  const { say } = useLanguage();
  return (
    <section className="card stack" aria-label={say("결과", "Result")}>
      <h2>{say("거둔 가져오기", "Taken back")}</h2>
      <p role="status">
        {say(
          "이 가져오기로 담은 것을 모두 취소했습니다. 문서는 증빙에 남아 있습니다.",
          "All that this import brought has been withdrawn. The document stays among the evidence.",
        )}
      </p>
      <div>
        <Button onClick={onMore}>{say("다른 파일 가져오기", "Import another file")}</Button>
      </div>
    </section>
  );
}
