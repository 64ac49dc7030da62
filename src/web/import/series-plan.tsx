// Interval readings of a meter: what was found, and where its electricity belongs.
import type { ImportPlan } from "../../model/import-plan.ts";
import { useLanguage } from "../language.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { TargetSelect } from "./target-select.tsx";
import type { Targets } from "./target-words.ts";

export type SeriesPlan = Extract<ImportPlan, { kind: "series" }>;
/** What the server says of a series. */
export type SeriesDocument = {
  from: string;
  to: string;
  intervalMinutes: number;
  readings: number;
  days: number;
  gaps: { from: string; to: string; intervals: number }[];
  months: { month: string; kwh: number | null }[];
};

type SeriesPlanProps = { document: SeriesDocument; targets: Targets; plan: SeriesPlan; onPlan(plan: SeriesPlan): void };

export function SeriesPlanView({ document, targets, plan, onPlan }: SeriesPlanProps) {
  const { say } = useLanguage();
  const electric = Object.fromEntries(
    Object.entries(targets).filter(([, { dimensions }]) => dimensions.some((one) => one === "electricity" || one === "energy")),
  );
  return (
    <section className="card stack">
      <h2>{say("검침 기록", "Meter readings")}</h2>
      <Found document={document} />
      <div className="columns">
        <div className="field">
          <label htmlFor="series-target">{say("대상", "Target")}</label>
          <p className="help">
            {say("이 계량기의 전력이 속하는 곳. 예: 압연공정 전력 사용량", "What this meter's electricity belongs to.")}
          </p>
          <TargetSelect
            id="series-target"
            targets={electric}
            value={plan.target}
            onTarget={(target) => onPlan({ ...plan, target })}
            blank={say("고르십시오", "Choose")}
          />
        </div>
        <TextField
          label={say("계량기번호", "Meter no.")}
          help={say("고지서에 적힌 번호. 예: 0123456789", "As on the bill, such as 0123456789")}
          value={plan.meter}
          maxLength={100}
          onChange={(event) => onPlan({ ...plan, meter: event.target.value })}
        />
      </div>
      <details>
        <summary>{say("시각을 읽는 법", "How the stamps are read")}</summary>
        <Conventions plan={plan} onPlan={onPlan} />
      </details>
    </section>
  );
}

function Found({ document: { from, to, intervalMinutes, readings, days, gaps, months } }: { document: SeriesDocument }) {
  const { say, number } = useLanguage();
  const missing = gaps.reduce((sum, { intervals }) => sum + intervals, 0);
  return (
    <>
      <p>
        {from.replace("T", " ")} – {to.replace("T", " ")},{" "}
        {say(
          `${intervalMinutes}분마다 ${number(readings)}개, ${number(days)}일`,
          `${number(readings)} readings, every ${intervalMinutes} minutes, on ${number(days)} days`,
        )}
      </p>
      {missing > 0 && (
        <p>
          <span className="tag warn">{say("빈 구간", "Gaps")}</span>{" "}
          {say(
            `${number(gaps.length)}곳, ${number(missing)}개 구간의 값이 없습니다. 채우지 않습니다.`,
            `${number(missing)} intervals in ${number(gaps.length)} places have no value. They are not filled.`,
          )}
        </p>
      )}
      <div className="scroll">
        <table className="plain import-months">
          <caption>{say("달마다", "Month by month")}</caption>
          <tbody>
            {months.map(({ month, kwh }) => (
              <tr key={month}>
                <th scope="row">{month}</th>
                <td className="number">{number(kwh, 1)} kWh</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Conventions({ plan, onPlan }: Pick<SeriesPlanProps, "plan" | "onPlan">) {
  const { say } = useLanguage();
  const found = { value: "", label: say("찾은 대로", "as found") };
  const choose = <K extends "unit" | "dateOrder" | "midnight" | "stamps">(key: K, value: string): void => {
    const { [key]: _, ...rest } = plan;
    onPlan((value === "" ? rest : { ...rest, [key]: value }) as SeriesPlan);
  };
  return (
    <div className="columns import-notation">
      <ChoiceField
        label={say("단위", "Unit")}
        value={plan.unit ?? ""}
        onChange={(event) => choose("unit", event.target.value)}
        options={[found, ...["kWh", "MWh", "GWh"].map((unit) => ({ value: unit, label: unit }))]}
      />
      <ChoiceField
        label={say("날짜의 순서", "Order of dates")}
        value={plan.dateOrder ?? ""}
        onChange={(event) => choose("dateOrder", event.target.value)}
        options={[
          found,
          { value: "monthFirst", label: say("월이 먼저", "month first") },
          { value: "dayFirst", label: say("일이 먼저", "day first") },
        ]}
      />
      <ChoiceField
        label={say("시각이 가리키는 것", "What a stamp names")}
        value={plan.stamps ?? ""}
        onChange={(event) => choose("stamps", event.target.value)}
        options={[
          found,
          { value: "end", label: say("구간의 끝", "the end of the interval") },
          { value: "begin", label: say("구간의 처음", "its beginning") },
        ]}
      />
      <ChoiceField
        label={say("0시가 속하는 날", "Midnight belongs to")}
        value={plan.midnight ?? ""}
        onChange={(event) => choose("midnight", event.target.value)}
        options={[
          found,
          { value: "endedDay", label: say("끝난 날", "the day that ended") },
          { value: "nextDay", label: say("다음 날", "the next day") },
        ]}
      />
    </div>
  );
}
