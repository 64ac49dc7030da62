// One verification: its course, what may be done next, and its parts, one of them in sight.
import { useParams, useSearchParams } from "react-router";
import { label } from "../../model/verification-words.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { PageHead, Shown } from "../parts/states.tsx";
import { ResultsContext, type Source } from "../results/source.tsx";
import { StepDrawer } from "../results/step-drawer.tsx";
import { CheckPart } from "./check-part.tsx";
import { Course } from "./course.tsx";
import { type Desk, DeskContext, useDesk } from "./desk.tsx";
import { FindingsPart } from "./findings-part.tsx";
import { GuestsPart } from "./guests-part.tsx";
import { MaterialityPart, MaterialityStrip } from "./materiality-part.tsx";
import { OpinionPart } from "./opinion-part.tsx";
import { OverviewPart } from "./overview-part.tsx";
import { ReportPart } from "./report-part.tsx";
import { RisksPart } from "./risks-part.tsx";
import { SamplePart } from "./sample-part.tsx";
import { VisitsPart } from "./visits-part.tsx";
import { PART_WORDS, PARTS, type Part, stateTag } from "./words.ts";
import "../results/results.css";
import "./verify.css";

/** Others work on it too. */
const EVERY = 30_000;

export function DeskPage() {
  const { org = "", verification = "" } = useParams();
  const query = useAct("readVerification", { org, verification }, { every: EVERY });
  return <Shown query={query}>{(desk) => <Whole key={desk.id} org={org} desk={desk} />}</Shown>;
}

function Whole({ org, desk }: { org: string; desk: Desk }) {
  const { say, both, date } = useLanguage();
  const { state, engagement, subject } = desk.verification;
  const { period, body, assurance } = engagement;
  const source: Source = { org, period: desk.period, statement: subject.statement };
  const site = desk.names[engagement.installation] ?? "";
  return (
    <DeskContext here={{ org, desk }}>
      <ResultsContext source={source}>
        <PageHead
          title={say(
            `검증: ${site} ${date(period.start)} – ${date(period.end)}`,
            `Verification: ${site} ${date(period.start)} – ${date(period.end)}`,
          )}
          lead={`${body.name} · ${both(label(engagement.regime))} · ${both(label(assurance))}`}
        >
          <span className={`tag ${stateTag(state)}`}>{both(label(state))}</span>
        </PageHead>
        <div className="stack verify">
          <Course />
          <MaterialityStrip />
          <Parts />
        </div>
      </ResultsContext>
    </DeskContext>
  );
}

function usePart(): Part {
  const [search] = useSearchParams();
  return PARTS.find((one) => one === search.get("part")) ?? "overview";
}

function Parts() {
  const part = usePart();
  return (
    <>
      <PartChoice part={part} />
      <View part={part} />
      {part !== "check" && <StepDrawer />}
    </>
  );
}

function View({ part }: { part: Part }) {
  switch (part) {
    case "overview":
      return <OverviewPart />;
    case "risks":
      return <RisksPart />;
    case "sample":
      return <SamplePart />;
    case "check":
      return <CheckPart />;
    case "findings":
      return <FindingsPart />;
    case "materiality":
      return <MaterialityPart />;
    case "visits":
      return <VisitsPart />;
    case "opinion":
      return <OpinionPart />;
    case "report":
      return <ReportPart />;
    case "guests":
      return <GuestsPart />;
  }
}

function PartChoice({ part }: { part: Part }) {
  const { say, both } = useLanguage();
  const { desk } = useDesk();
  const [, setSearch] = useSearchParams();
  const { findings, ticks, sampling } = desk.verification;
  const counts: Partial<Record<Part, number>> = {
    sample: sampling?.picks.length ?? 0,
    check: ticks.length,
    findings: findings.filter(({ state }) => state !== "closed").length,
  };
  return (
    <nav className="verify-parts no-print" aria-label={say("검증의 부분", "Parts of the verification")}>
      <ul>
        {PARTS.map((one) => (
          <li key={one}>
            <button
              type="button"
              aria-current={one === part ? "page" : undefined}
              onClick={() => setSearch({ part: one }, { preventScrollReset: true })}
            >
              {both(PART_WORDS[one])}
              {counts[one] !== undefined && counts[one] > 0 && <span className="verify-count">{counts[one]}</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
