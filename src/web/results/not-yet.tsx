// No result yet: what is missing, and the ways on.
import { type Refused, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { LinkButton } from "../parts/button.tsx";
import { ProblemList } from "../parts/problems.tsx";
import { Empty } from "../parts/states.tsx";
import { periodPath } from "../place.ts";
import type { Source } from "./source.tsx";

const SEVERITIES = ["error", "warning", "note"];
const UNPROCESSABLE = 422;
const SUPERSEDED = "DATASET_SUPERSEDED";

/** True where the records are what stands in the way, not the connection or the right to see them. */
export const isOfRecords = ({ status, problems }: Refused): boolean => status === UNPROCESSABLE && problems.length > 0;

export function NotYet({ refused, source: { org, period } }: { refused: Refused; source: Source }) {
  const { say } = useLanguage();
  const problems = refused.problems.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return (
    <div className="stack">
      <Empty title={say("아직 산정할 수 없습니다", "It cannot be calculated yet")}>
        <p>
          {say(
            `아래 ${errors}건을 채우거나 고치면 결과가 나옵니다. 빈 값을 0으로 치지 않습니다.`,
            `Fill in or mend the ${errors} below and the results appear. Nothing that is missing is taken as zero.`,
          )}
        </p>
        <Trial org={org} period={period} alone={problems.every(({ code, severity }) => severity !== "error" || code === SUPERSEDED)} />
        <div className="row">
          <LinkButton to={periodPath(org, period, "records/energy")} look="main">
            {say("자료 입력", "Enter data")}
          </LinkButton>
          <LinkButton to={periodPath(org, period, "import")}>{say("파일 가져오기", "Import files")}</LinkButton>
          <LinkButton to={`/o/${org}/begin`}>{say("처음 10분", "First ten minutes")}</LinkButton>
          <LinkButton to={periodPath(org, period, "problems")}>{say("문제 모두 보기", "All problems")}</LinkButton>
        </div>
      </Empty>
      <section className="card" aria-labelledby="missing">
        <h2 id="missing">{say("무엇이 부족한가", "What is missing")}</h2>
        <ProblemList problems={problems} most={20} />
      </section>
    </div>
  );
}

/** Where nothing but a superseded table stands in the way, the figures can be seen all the same, stamped as a trial. */
function Trial({ org, period, alone }: { org: string; period: string; alone: boolean }) {
  const { say } = useLanguage();
  const start = useAct("readPeriod", { org, period }, { when: alone }).data?.start;
  if (!alone || start === undefined) return null;
  return (
    <>
      <p>
        {say(
          "산정을 막는 것은 새 표로 대체된 옛 기본값 표뿐입니다. 옛 표로 가계산한 결과를 볼 수 있으며, 신고에 쓸 수 없다는 표시가 붙습니다.",
          "Only a superseded table of default values stands in the way. The figures by that table can be seen as a trial, stamped as not for a declaration.",
        )}
      </p>
      <p>
        <LinkButton to={`${periodPath(org, period)}?asIf=${start.slice(0, 4)}`} look="main">
          {say("가계산으로 보기", "See as a trial")}
        </LinkButton>
      </p>
    </>
  );
}
