// The findings with their threads: asked, answered with evidence, asked again, closed; each side does its part.
import { useSearchParams } from "react-router";
import { FINDING_KINDS } from "../../model/verification.ts";
import { label } from "../../model/verification-words.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/states.tsx";
import { Why } from "./act-button.tsx";
import { useDesk } from "./desk.tsx";
import { FindingCard } from "./finding-card.tsx";

const STATES = ["open", "answered", "closed"] as const;

export function FindingsPart() {
  const { say, both } = useLanguage();
  const { desk } = useDesk();
  const [search, setSearch] = useSearchParams();
  const { findings } = desk.verification;
  const only = STATES.find((state) => state === search.get("state"));
  const shown = findings.filter(({ state }) => only === undefined || state === only);
  const choose = (state: string | undefined): void =>
    setSearch({ part: "findings", ...(state !== undefined && { state }) }, { replace: true, preventScrollReset: true });
  if (findings.length === 0)
    return (
      <Empty title={say("지적사항이 없습니다", "There is no finding")}>
        <p>{say("'확인' 쪽에서 틀린 곳을 본 자리에서 지적합니다.", "Findings are raised under Check, where the fault is seen.")}</p>
        <Why act="raiseFinding" />
      </Empty>
    );
  return (
    <>
      <div className="row spread">
        <fieldset className="row verify-switch" aria-label={say("상태로 고르기", "Choose by state")}>
          <Button slim aria-pressed={only === undefined} onClick={() => choose(undefined)}>
            {say("모두", "All")} {findings.length}
          </Button>
          {STATES.map((state) => (
            <Button slim key={state} aria-pressed={only === state} onClick={() => choose(state)}>
              {both(label(state === "answered" ? "answered" : state))} {findings.filter((one) => one.state === state).length}
            </Button>
          ))}
        </fieldset>
        <Counts />
      </div>
      {shown.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
      {shown.length === 0 && <p className="quiet">{say("이 상태의 지적사항이 없습니다.", "None in this state.")}</p>}
    </>
  );
}

function Counts() {
  const { both } = useLanguage();
  const { findings } = useDesk().desk.verification;
  return (
    <span className="small quiet">
      {FINDING_KINDS.map((kind) => `${both(label(kind))} ${findings.filter((one) => one.kind === kind).length}`).join(" · ")}
    </span>
  );
}
