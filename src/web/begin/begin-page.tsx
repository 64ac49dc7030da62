// The first ten minutes: a good and its cost by default values at once, then the plant's own figure, answer by answer.
import type { BothLanguages } from "../../base/problem.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { LinkButton } from "../parts/button.tsx";
import { PageHead, Shown } from "../parts/states.tsx";
import { periodPath, usePlace } from "../place.ts";
import { type Asked, useAsked } from "./asked.ts";
import { AsksList } from "./asks-list.tsx";
import "./begin.css";
import { EstimateCard } from "./estimate-card.tsx";
import { GoodForm } from "./good-form.tsx";
import { OwnCard } from "./own-card.tsx";
import { PlantForm } from "./plant-form.tsx";

export function BeginPage() {
  const { say } = useLanguage();
  const [asked, change] = useAsked();
  const mayEnter = useMay()("enter");
  return (
    <>
      <PageHead
        title={say("처음 10분", "The first ten minutes")}
        lead={say(
          "품목과 나라만 고르면 첫 값이 나옵니다. 그다음 내 자료로 하나씩 바꿉니다.",
          "Good and country give a first figure; then it is replaced by your own data, one by one.",
        )}
      />
      {asked.period === "" ? (
        <div className="stack">
          <div className="begin-two">
            <GoodForm asked={asked} change={change} />
            <EstimateCard asked={asked} />
          </div>
          {mayEnter && <PlantForm asked={asked} onBegun={(period) => change({ period })} />}
        </div>
      ) : (
        <OwnSection asked={asked} onAnother={() => change({ period: undefined })} />
      )}
    </>
  );
}

/** What was begun: the figure on one side, what to enter on the other. */
function OwnSection({ asked, onAnother }: { asked: Asked; onAnother(): void }) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const { period } = asked;
  const listed = useAct("listAsks", { org, period });
  const year = Number(useAct("readPeriod", { org, period }).data?.start.slice(0, 4) ?? asked.year);
  const analysis = useAct("analysePeriod", { org, period, asIf: year, ...(asked.price !== undefined && { price: asked.price }) });
  return (
    <Shown query={listed}>
      {({ asks, goods, later }) => (
        <div className="begin-two own">
          <div className="stack begin-side">
            <OwnCard period={period} year={year} asked={asked} goods={goods} asks={asks} />
            <div className="row">
              <button type="button" className="button plain slim" onClick={onAnother}>
                {say("다른 품목 보기", "Another good")}
              </button>
              <LinkButton to={periodPath(org, period, "problems")} slim>
                {say("문제 보기", "Problems")}
              </LinkButton>
              <LinkButton to={periodPath(org, period, "import")} slim>
                {say("파일로 넣기", "Import a file")}
              </LinkButton>
            </div>
          </div>
          <div className="stack">
            {asks.length === 0 && (analysis.data?.improvements ?? []).length === 0 && (
              <p className="card">{say("비어 있는 칸이 없습니다. 결과를 보십시오.", "No field is empty. See the results.")}</p>
            )}
            <AsksList period={period} asks={asks} improvements={analysis.data?.improvements ?? []} />
            {later.length > 0 && <Later later={later} />}
          </div>
        </div>
      )}
    </Shown>
  );
}

/** What a first entry leaves out, so that nobody takes it for the whole. */
function Later({ later }: { later: readonly BothLanguages[] }) {
  const { say, both } = useLanguage();
  return (
    <section className="card" aria-labelledby="begin-later">
      <h2 id="begin-later">{say("법이 더 세는 것: 나중에 더하십시오", "What the act counts too: to be added later")}</h2>
      <ul>
        {later.map((text) => (
          <li key={text.en}>{both(text)}</li>
        ))}
      </ul>
    </section>
  );
}
