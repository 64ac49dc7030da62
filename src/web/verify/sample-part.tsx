// The sample: the largest records, the riskiest, and some at random with the seed that they follow from; and which of them are checked.
import { type FormEvent, useState } from "react";
import type { SamplingPlan } from "../../model/verification.ts";
import { readAmount } from "../begin/answer.ts";
import { useLanguage } from "../language.tsx";
import { AmountField } from "../parts/amount-field.tsx";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Progress } from "../parts/states.tsx";
import { Why } from "./act-button.tsx";
import { useDesk, useDeskDo, useMayDo } from "./desk.tsx";
import { Picks } from "./picks.tsx";
import { ofRecord } from "./subjects.ts";

export function SamplePart() {
  const { say } = useLanguage();
  const { sampling } = useDesk().desk.verification;
  const may = useMayDo("drawSample");
  return (
    <>
      <section className="card stack" aria-labelledby="draw">
        <h2 id="draw">{say("표본 뽑기", "Draw the sample")}</h2>
        <p className="quiet">
          {say(
            "큰 것부터 원하는 비중까지, 그 밖의 고위험 기록 모두, 나머지에서 무작위로 뽑습니다. 씨앗은 서버가 정해 함께 적으므로 누구나 같은 표본을 다시 뽑을 수 있습니다.",
            "The largest up to the share wanted, every other one of high risk, and some of the rest at random. The server draws the seed and records it: anybody can draw the same sample again.",
          )}
        </p>
        {may ? <Draw sampling={sampling} /> : <Why act="drawSample" />}
      </section>
      {sampling !== undefined && <Plan sampling={sampling} />}
    </>
  );
}

type Wanted = { wanted: number; random: number };

function Draw({ sampling }: { sampling: SamplingPlan | undefined }) {
  const { say } = useLanguage();
  const draw = useDeskDo("drawSample");
  const [asked, setAsked] = useState<Wanted>();
  const send = (body: Wanted): void => draw.mutate({ body }, { onSuccess: () => setAsked(undefined) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const of = (name: string): number | undefined => readAmount(String(data.get(name) ?? ""));
    const [percent, random] = [of("wanted"), of("random")];
    if (percent === undefined || random === undefined) return;
    const body = { wanted: percent / 100, random };
    if (sampling === undefined) send(body);
    else setAsked(body);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="columns">
        <AmountField
          name="wanted"
          label={say("크기순으로 채울 비중(%)", "Share to cover by size (%)")}
          help={say("모든 배출량 가운데. 예: 80", "Of all emissions; such as 80")}
          defaultValue={String((sampling?.wanted ?? 0.8) * 100)}
          least={0}
          most={100}
        />
        <AmountField
          name="random"
          label={say("무작위로 더 뽑을 수", "How many more at random")}
          help={say("나머지 기록에서. 예: 5", "Of the rest; such as 5")}
          defaultValue={String(sampling?.random ?? 5)}
          least={0}
          most={1000}
          whole
        />
      </div>
      <RefusedNote refused={asked === undefined ? draw.error : null} />
      <div className="row">
        <Button look="main" submit busy={draw.isPending}>
          {sampling === undefined ? say("표본 뽑기", "Draw the sample") : say("다시 뽑기…", "Draw again…")}
        </Button>
        {draw.isPending && <Progress label={say("뽑는 중…", "Drawing…")} />}
      </div>
      {asked !== undefined && (
        <Confirm
          title={say("표본을 다시 뽑을까요?", "Draw the sample again?")}
          open
          action={say("다시 뽑기", "Draw again")}
          busy={draw.isPending}
          refused={draw.error}
          onConfirm={() => send(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>
            {say(
              "새 씨앗으로 다른 기록이 뽑힙니다. 지금까지의 확인 기록은 남고, 다시 뽑은 것도 이력에 남습니다.",
              "Another seed picks other records. Ticks stay, and the history says that it was drawn again.",
            )}
          </p>
        </Confirm>
      )}
    </form>
  );
}

function Plan({ sampling: { picks, covered, left, seed, wanted, random } }: { sampling: SamplingPlan }) {
  const { say, percent, number } = useLanguage();
  const { ticks } = useDesk().desk.verification;
  const done = picks.filter(({ record }) => ticks.some(({ of }) => ofRecord(of, record))).length;
  return (
    <section className="card stack" aria-labelledby="plan">
      <div className="row spread">
        <h2 id="plan">{say("표본 계획", "Sampling plan")}</h2>
        <span className="row">
          <progress max={Math.max(1, picks.length)} value={done} aria-label={say("확인한 표본", "Picks checked")} />
          <strong>{say(`${picks.length}건 가운데 ${done}건 확인`, `${done} of ${picks.length} checked`)}</strong>
        </span>
      </div>
      <p>
        {say(
          `목표 ${percent(wanted)} · 실제 ${percent(covered)} · 무작위 ${number(random)}건 · 뽑지 않은 기록 ${number(left)}건`,
          `Wanted ${percent(wanted)} · covered ${percent(covered)} · ${number(random)} at random · ${number(left)} not picked`,
        )}
        <br />
        <span className="small quiet">
          {say("난수 씨앗", "Seed")} <code className="results-hash">{seed}</code>
        </span>
      </p>
      <Picks picks={picks} />
    </section>
  );
}
