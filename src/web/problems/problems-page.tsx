// Everything that is wrong or open in a period: by severity, within it by what it gains, each with its place and a way there.
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { Problem } from "../../base/problem.ts";
import type { Improvement } from "../../model/insight.ts";
import { ask, Refused, unreached, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button, LinkButton } from "../parts/button.tsx";
import { PlaceOf, RefusedNote, SeverityTag } from "../parts/problems.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { citedPlace, type PlaceOfRecord, placeOfProblem, wayTo, wayToAdd } from "./place-of-record.ts";
import "./problems.css";
import { SiteDialog } from "./site-dialog.tsx";
import { type Listed, sorted } from "./sorted.ts";

const SEVERITIES = ["error", "warning", "note"] as const;

export function ProblemsPage() {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const [params, setParams] = useSearchParams();
  const year = Number(useAct("readPeriod", { org, period }).data?.start.slice(0, 4));
  const trial = params.get("trial") === "1" && Number.isInteger(year);
  const asIf = trial ? { asIf: year } : {};
  const found = useAct("checkPeriod", { org, period, ...asIf });
  const analysis = useAct("analysePeriod", { org, period, ...asIf });
  return (
    <>
      <PageHead
        title={say("문제", "Problems")}
        lead={say(
          "오류가 있으면 산정할 수 없고, 주의는 값을 다시 확인해야 한다는 뜻이며, 참고는 알아 두면 좋은 내용입니다. 고쳤을 때 효과가 큰 것부터 보여 줍니다.",
          "Errors stop the calculation, warnings put a value in doubt, notes are good to know. What gains most comes first.",
        )}
      />
      <div className="stack">
        <label className="problems-trial small">
          <input
            type="checkbox"
            checked={params.get("trial") === "1"}
            onChange={(event) => setParams(event.target.checked ? { trial: "1" } : {}, { replace: true })}
          />
          {say(
            "가계산으로 보기: 옛 기본값 표 때문에 산정이 막힌 경우에도 나머지 문제를 확인합니다.",
            "See as a trial: past what a superseded table of defaults stops, to the rest.",
          )}
        </label>
        <Shown query={found}>
          {({ problems }) => (
            <Lists listed={sorted(problems, analysis.data?.improvements ?? [])} improvements={analysis.data?.improvements ?? []} />
          )}
        </Shown>
      </div>
    </>
  );
}

function Lists({ listed, improvements }: { listed: readonly Listed[]; improvements: readonly Improvement[] }) {
  const { say } = useLanguage();
  if (listed.length === 0)
    return (
      <Empty title={say("문제가 없습니다", "Nothing is wrong")}>
        <p>{say("모든 검사를 통과했습니다.", "Every check is passed.")}</p>
        {improvements.length > 0 && (
          <p className="quiet">
            {say(
              "더 정확한 자료로 바꾸면 좋은 입력은 '처음 10분'과 '결과'에서 볼 수 있습니다.",
              "Inputs worth improving stand with the results.",
            )}
          </p>
        )}
      </Empty>
    );
  return (
    <>
      <Counts listed={listed} />
      {SEVERITIES.map((severity) => {
        const mine = listed.filter((one) => one.problem.severity === severity);
        return mine.length === 0 ? null : <SeverityList key={severity} severity={severity} listed={mine} />;
      })}
    </>
  );
}

function Counts({ listed }: { listed: readonly Listed[] }) {
  const { say } = useLanguage();
  return (
    <ul className="row problems-counts" aria-label={say("심각도별 수", "Counts by severity")}>
      {SEVERITIES.map((severity) => (
        <li key={severity}>
          <SeverityTag severity={severity} /> {listed.filter(({ problem }) => problem.severity === severity).length}
        </li>
      ))}
    </ul>
  );
}

const SHOWN_AT_ONCE = 50;

function SeverityList({ severity, listed }: { severity: Problem["severity"]; listed: readonly Listed[] }) {
  const { say } = useLanguage();
  const [most, setMost] = useState(SHOWN_AT_ONCE);
  const titles = {
    error: say("오류: 먼저 고칠 것", "Errors: to mend first"),
    warning: say("주의: 의심스럽거나 비어 있는 값", "Warnings: values in doubt or empty"),
    note: say("참고", "Notes"),
  };
  return (
    <section className="card stack" aria-labelledby={`problems-${severity}`}>
      <h2 id={`problems-${severity}`}>
        {titles[severity]} <span className="quiet">({listed.length})</span>
      </h2>
      <ul className="problems-list">
        {listed.slice(0, most).map((one) => (
          <OneProblem key={one.key} listed={one} />
        ))}
      </ul>
      {listed.length > most && (
        <div>
          <Button onClick={() => setMost(most + SHOWN_AT_ONCE)}>
            {say(`더 보기(${listed.length - most}건 남음)`, `Show more (${listed.length - most} left)`)}
          </Button>
        </div>
      )}
    </section>
  );
}

function OneProblem({ listed: { problem, gain, times } }: { listed: Listed }) {
  const { say, both, percent } = useLanguage();
  const place = placeOfProblem(problem.path);
  return (
    <li className="problems-one">
      <div>
        <p>
          <SeverityTag severity={problem.severity} /> <strong>{both(problem.text)}</strong>{" "}
          {times > 1 && <span className="tag">{say(`같은 문제 ${times}건`, `${times} alike`)}</span>}{" "}
          {gain !== undefined && (
            <span className="tag good">{say(`배출량의 ${percent(gain)}에 영향`, `${percent(gain)} of emissions at stake`)}</span>
          )}
        </p>
        <p>{both(problem.todo)}</p>
        <p className="small quiet">
          <PlaceOf problem={problem} /> {problem.clause !== undefined && <span className="problems-clause">{problem.clause}</span>}{" "}
          <code>{problem.code}</code>
        </p>
      </div>
      <div className="row problems-ways no-print">
        <Way place={place} code={problem.code} about={both(problem.text)} />
        {place !== undefined && (problem.place?.cell !== undefined || problem.place?.line !== undefined) && (
          <EvidenceButton record={place.record} field={place.field} about={both(problem.text)} />
        )}
      </div>
    </li>
  );
}

/** The button that goes to where it is mended; of the site, that opens its form. */
function Way({ place, code, about }: { place: PlaceOfRecord | undefined; code: string; about: string }) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const to = wayToAdd(org, period, code) ?? (place && wayTo(org, period, place));
  const spoken = <span className="only-spoken">: {about}</span>;
  if (to !== undefined)
    return (
      <LinkButton to={to} slim>
        {say("고치러 가기", "Go and mend")}
        {spoken}
      </LinkButton>
    );
  if (place?.record !== "installation" || !may("enter")) return null;
  return (
    <>
      <Button slim onClick={() => setOpen(true)}>
        {say("여기서 고치기", "Mend it here")}
        {spoken}
      </Button>
      <SiteDialog open={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** Looks up which document the record came from, and goes to the place in it. */
function EvidenceButton({ record, field, about }: { record: string; field: string; about: string }) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const go = useNavigate();
  const [refused, setRefused] = useState<Refused | undefined>();
  const [none, setNone] = useState(false);
  const open = async (): Promise<void> => {
    try {
      const { body } = await ask("readRecord", { org, period, key: record });
      const cited = citedPlace(body, field);
      if (cited === undefined) return setNone(true);
      const { sha256, ...where } = cited;
      const query = new URLSearchParams({
        open: sha256,
        ...Object.fromEntries(Object.entries(where).map(([key, value]) => [key, String(value)])),
      });
      await go(`/o/${org}/evidence?${query}`);
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    }
  };
  return (
    <>
      <Button slim onClick={() => void open()}>
        {say("원본 문서에서 보기", "See the document")}
        <span className="only-spoken">: {about}</span>
      </Button>
      {none && <span className="small quiet">{say("화면에서 직접 입력한 기록입니다.", "This record was typed.")}</span>}
      <RefusedNote refused={refused} />
    </>
  );
}
