// The overview of one organisation: its periods with their figures, what is open, and how to begin.
import { useState } from "react";
import type { Answer } from "../../model/api.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button, LinkButton } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { periodPath, useMembership, usePlace } from "../place.ts";
import { OpenPeriod } from "./open-period.tsx";

type Period = Answer<"listPeriods">["items"][number];

export function OrganisationPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const membership = useMembership();
  const [opening, setOpening] = useState(false);
  const periods = useAct("listPeriods", { org, limit: 500 });
  const may = membership !== undefined && ["owner", "editor", "consultant"].includes(membership.role);
  return (
    <>
      <PageHead
        title={membership?.name ?? say("조직", "Organisation")}
        lead={say(
          "보고기간마다 지금 자료로 산정한 값과 남은 문제입니다.",
          "For each reporting period: the figures as the records stand, and what is left to mend.",
        )}
      >
        {may && <Button onClick={() => setOpening(true)}>{say("보고기간 열기", "Open a period")}</Button>}
      </PageHead>
      <Shown query={periods}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say("아직 보고기간이 없습니다", "No reporting period yet")}>
              <p>
                {say(
                  "품목 번호와 국가만으로 첫 값을 보고, 입력할 것을 차례로 안내받으십시오.",
                  "See a first figure from code and country alone, and be led through what to enter.",
                )}
              </p>
              {may && (
                <LinkButton to={`/o/${org}/begin`} look="main">
                  {say("처음 10분 시작", "Begin the first ten minutes")}
                </LinkButton>
              )}
            </Empty>
          ) : (
            <div className="stack">
              {items.map((period) => (
                <PeriodCard key={period.id} period={period} />
              ))}
            </div>
          )
        }
      </Shown>
      <OpenPeriod open={opening} onClose={() => setOpening(false)} periods={periods.data?.items ?? []} />
    </>
  );
}

function PeriodCard({ period }: { period: Period }) {
  const { say, date } = useLanguage();
  const { org } = usePlace();
  const { id, title, start, end } = period;
  const figures = useAct("readFigures", { org, period: id });
  return (
    <section className="card stack" aria-labelledby={`period-${id}`}>
      <div className="row spread">
        <h2 id={`period-${id}`}>
          {title === "" ? say("보고기간", "Period") : title}{" "}
          <small className="quiet">
            {date(start)} – {date(end)}
          </small>
        </h2>
        <div className="row">
          <LinkButton to={periodPath(org, id)} look="main" slim>
            {say("결과 보기", "See results")}
          </LinkButton>
          <LinkButton to={periodPath(org, id, "records/energy")} slim>
            {say("자료 입력", "Enter data")}
          </LinkButton>
          <LinkButton to={periodPath(org, id, "import")} slim>
            {say("가져오기", "Import")}
          </LinkButton>
        </div>
      </div>
      {figures.error ? (
        <NotYet period={id} refused={figures.error} />
      ) : (
        <Shown query={figures}>{(value) => <Figures figures={value} period={id} />}</Shown>
      )}
    </section>
  );
}

/** No figure yet: the first things that are missing, and the way on. */
function NotYet({ period, refused }: { period: string; refused: Parameters<typeof RefusedNote>[0]["refused"] }) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const problems = (refused?.problems ?? []).filter(({ severity }) => severity === "error");
  if (problems.length === 0) return <RefusedNote refused={refused} />;
  return (
    <div className="row">
      <span className="tag warn">{say(`아직 산정할 수 없음: ${problems.length}건`, `Not yet: ${problems.length} to mend`)}</span>
      <LinkButton to={periodPath(org, period, "problems")} slim>
        {say("무엇이 빠졌나", "What is missing")}
      </LinkButton>
    </div>
  );
}

function Figures({ figures: { goods, results, problems }, period }: { figures: Answer<"readFigures">; period: string }) {
  const { say, number } = useLanguage();
  const { org } = usePlace();
  const of = (good: string, measure: string): number | null | undefined =>
    results.find((result) => result.product === good && result.measure === measure)?.value;
  const warnings = problems.filter(({ severity }) => severity === "warning").length;
  return (
    <>
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("제품별 고유내재배출량", "Specific embedded emissions by good")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("제품", "Good")}</th>
              <th scope="col">CN</th>
              <th scope="col" className="number">
                {say("직접", "Direct")} tCO₂e/t
              </th>
              <th scope="col" className="number">
                {say("간접", "Indirect")} tCO₂e/t
              </th>
              <th scope="col" className="number">
                {say("CBAM 부과 기준", "Charged by CBAM")} tCO₂e/t
              </th>
            </tr>
          </thead>
          <tbody>
            {goods.slice(0, 8).map(({ id, name, cn }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className="mono">{cn}</td>
                <td className="number">{number(of(id, "seeDirect"))}</td>
                <td className="number">{number(of(id, "seeIndirect"))}</td>
                <td className="number">{number(of(id, "seeBasis"))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        {goods.length > 8 && <span className="quiet">{say(`외 ${goods.length - 8}개 제품`, `and ${goods.length - 8} more goods`)}</span>}
        {warnings > 0 && (
          <LinkButton to={periodPath(org, period, "problems")} slim>
            {say(`살펴볼 것 ${warnings}건`, `${warnings} to look at`)}
          </LinkButton>
        )}
      </div>
    </>
  );
}
