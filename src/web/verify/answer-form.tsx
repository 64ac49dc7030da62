// The plant's answer to a finding, with documents that are kept already or handed in now.

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refused, unreached, useAct } from "../call.ts";
import { upload } from "../evidence/upload.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Progress } from "../parts/states.tsx";
import { useDesk, useDeskDo } from "./desk.tsx";

export function AnswerForm({ id, onDone }: { id: string; onDone(): void }) {
  const { say } = useLanguage();
  const answer = useDeskDo("answerFinding");
  const [evidence, setEvidence] = useState<readonly string[]>([]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("answer") ?? "").trim();
    answer.mutate({ finding: id, body: { answer: text, evidence: [...evidence] } }, { onSuccess: onDone });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label={say("답변", "Answer")}
        help={say(
          "무엇을 고쳤는지, 왜 맞는지. 예: 3월 청구서를 다시 입력하고 산정서를 새로 봉인했습니다.",
          "What was mended or why it holds; such as: the bill of March was entered again.",
        )}
      >
        <textarea name="answer" rows={3} maxLength={4000} required />
      </Field>
      <Documents chosen={evidence} onChoose={setEvidence} />
      <RefusedNote refused={answer.error} />
      <div className="row">
        <Button look="main" submit busy={answer.isPending}>
          {say("답변 보내기", "Send the answer")}
        </Button>
        <Button onClick={onDone}>{say("그만두기", "Cancel")}</Button>
      </div>
    </form>
  );
}

function Documents({ chosen, onChoose }: { chosen: readonly string[]; onChoose(chosen: readonly string[]): void }) {
  const { say, lang } = useLanguage();
  const { org } = useDesk();
  const queries = useQueryClient();
  const kept = useAct("listEvidence", { org, limit: 500 });
  const [share, setShare] = useState<number>();
  const [refused, setRefused] = useState<Refused>();
  const items = kept.data?.items ?? [];
  const nameOf = (sha256: string): string => items.find((one) => one.sha256 === sha256)?.name ?? sha256.slice(0, 12);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setShare(0);
    setRefused(undefined);
    try {
      const { sha256 } = await upload({ org, file, lang, signal: new AbortController().signal, onShare: setShare });
      await queries.invalidateQueries({ queryKey: ["listEvidence"] });
      onChoose([...new Set([...chosen, sha256])]);
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    }
    setShare(undefined);
  };
  return (
    <div className="stack">
      <div className="columns">
        <Field label={say("보관된 증빙에서", "Of the evidence that is kept")}>
          <select value="" onChange={(event) => event.target.value !== "" && onChoose([...new Set([...chosen, event.target.value])])}>
            <option value="">{say("고르십시오", "Choose")}</option>
            {items.map(({ sha256, name }) => (
              <option key={sha256} value={sha256}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label={say("새 파일", "A new file")}>
          <input
            type="file"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              void take(file);
            }}
          />
        </Field>
      </div>
      {share !== undefined && <Progress label={say("올리는 중…", "Uploading…")} share={share} />}
      <RefusedNote refused={refused} />
      {chosen.length > 0 && (
        <ul className="verify-ticks">
          {chosen.map((sha256) => (
            <li key={sha256}>
              {nameOf(sha256)}{" "}
              <Button
                slim
                look="bare"
                aria-label={say(`${nameOf(sha256)} 빼기`, `Take ${nameOf(sha256)} out`)}
                onClick={() => onChoose(chosen.filter((one) => one !== sha256))}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
