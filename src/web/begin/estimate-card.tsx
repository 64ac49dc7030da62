// The first figure: what the good costs by default values, how that comes about, and how it will grow.
import type { FactorSource } from "../../base/derivation.ts";
import type { Estimate, Sourced } from "../../model/begin.ts";
import { word } from "../../model/words.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { ProblemList } from "../parts/problems.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import type { Asked } from "./asked.ts";

/** The question that the server is asked; undefined while something of it is missing. */
export function useEstimate({ cn, country, route, year, tonnes, price }: Asked) {
  const body = { cn, country, year, tonnes: tonnes ?? 1, ...(route && { route }), ...(price !== undefined && { priceEur: price }) };
  return useAct("estimateGood", { body }, { when: /^\d{8}$/.test(cn) && country !== "" && tonnes !== undefined });
}

export function EstimateCard({ asked }: { asked: Asked }) {
  const { say } = useLanguage();
  const query = useEstimate(asked);
  return (
    <section className="card stack begin-estimate" aria-labelledby="begin-estimate" aria-live="polite">
      <h2 id="begin-estimate">{say("2. 기본값으로 본 첫 값", "2. The first figure, by default values")}</h2>
      {asked.cn === "" ? (
        <Empty title={say("품목을 고르면 바로 나옵니다", "Choose a good and it is here")}>
          <p className="quiet">{say("자료를 하나도 적지 않아도 됩니다.", "Nothing has to be entered.")}</p>
        </Empty>
      ) : asked.tonnes === undefined ? (
        <p className="quiet">{say("EU로 보내는 양을 적으십시오.", "Enter how much is sent to the EU.")}</p>
      ) : (
        <Shown query={query}>{(estimate) => <EstimateView estimate={estimate} tonnes={asked.tonnes ?? 0} />}</Shown>
      )}
    </section>
  );
}

function EstimateView({ estimate, tonnes }: { estimate: Estimate; tonnes: number }) {
  const { say, number } = useLanguage();
  const { see, costPerT, cost, exempt, problems } = estimate;
  return (
    <>
      {estimate.asIf !== undefined && (
        <p className="tag warn begin-trial">{say("가계산: 신고에 쓸 수 없음", "A trial: not for a declaration")}</p>
      )}
      {see !== undefined && (
        <dl className="begin-figures">
          <Big
            label={say("톤당 내재배출량(가산 포함)", "Embedded emissions per tonne, marked up")}
            value={number(see?.value, 3)}
            unit="tCO₂e/t"
          />
          <Big label={say("톤당 인증서 비용", "Certificates per tonne of good")} value={number(costPerT, 2)} unit="EUR/t" strong />
          <Big label={say(`${number(tonnes, 3)} t의 비용`, `Cost of ${number(tonnes, 3)} t`)} value={number(cost?.value, 0)} unit="EUR" />
        </dl>
      )}
      {exempt === "deMinimis" && see !== undefined && (
        <p className="small">
          {say(
            "수입자가 한 해에 들여오는 CBAM 품목이 모두 합쳐 50 t 이하이면 낼 것이 없습니다. 위의 값은 넘을 때의 값입니다.",
            "Where all CBAM goods of the importer stay within 50 t a year nothing is due; the figures above are for one who exceeds it.",
          )}
        </p>
      )}
      <ProblemList
        problems={problems.filter(({ severity, code }) => severity !== "note" || (see === undefined && code === "ORIGIN_EXEMPT"))}
      />
      {see !== undefined && <HowItComes estimate={estimate} />}
      {estimate.years.length > 0 && <YearsAhead estimate={estimate} />}
      <Notes estimate={estimate} />
    </>
  );
}

function Big({ label, value, unit, strong = false }: { label: string; value: string; unit: string; strong?: boolean }) {
  return (
    <div className={strong ? "begin-figure strong" : "begin-figure"}>
      <dt>{label}</dt>
      <dd>
        <span className="begin-number">{value}</span> <span className="quiet">{unit}</span>
      </dd>
    </div>
  );
}

/** Act, point and row, in small print: what a reader of the law looks up. */
function Source({ source }: { source: FactorSource | undefined }) {
  const { both } = useLanguage();
  if (source === undefined) return null;
  const status = source.status === "inForce" ? "" : ` · ${both(word(source.status))}`;
  return (
    <span className="quiet small begin-source">
      {source.act}, {source.point} · {source.row}
      {status}
    </span>
  );
}

function HowItComes({ estimate }: { estimate: Estimate }) {
  const { say, both, number, percent } = useLanguage();
  const { default: row, markUp, see, benchmark, cbamFactor, cscf, sefa, certificates, price } = estimate;
  const line = (what: Sourced | undefined): string => number(what?.value, 3);
  return (
    <details className="begin-how" open>
      <summary>{say("어떻게 나온 값인가", "How it comes about")}</summary>
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("기본값에서 인증서까지", "From default value to certificates")}</caption>
          <tbody>
            <Row name={both(word("defaultValue"))} value={number(row?.total, 3)} unit="tCO₂e/t" source={row?.source}>
              {row !== undefined && row.direct !== null && row.indirect !== null
                ? say(
                    `직접 ${number(row.direct, 3)}, 간접 ${number(row.indirect, 3)}`,
                    `direct ${number(row.direct, 3)}, indirect ${number(row.indirect, 3)}`,
                  )
                : undefined}
            </Row>
            <Row name={both(word("markUp"))} value={`+ ${percent(markUp?.value)}`} unit="" source={markUp?.source} />
            <Row name={say("가산한 내재배출량", "Emissions, marked up")} value={number(see?.value, 3)} unit="tCO₂e/t" />
            <Row name={say("무상할당", "Free allocation")} value={`− ${number(sefa?.value, 3)}`} unit="tCO₂e/t" source={benchmark?.source}>
              {say(
                `벤치마크 ${line(benchmark)} × CBAM 계수 ${line(cbamFactor)} × 보정계수 ${line(cscf)}`,
                `benchmark ${line(benchmark)} × CBAM factor ${line(cbamFactor)} × correction ${line(cscf)}`,
              )}
            </Row>
            <Row name={say("인증서", "Certificates")} value={number(certificates?.value, 2)} unit="tCO₂e" />
            <Row name={say("인증서 값", "Price")} value={number(price?.value, 2)} unit="EUR/tCO₂e" source={price?.source} />
          </tbody>
        </table>
      </div>
    </details>
  );
}

type RowProps = { name: string; value: string; unit: string; source?: FactorSource | undefined; children?: string | undefined };

function Row({ name, value, unit, source, children }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {name}
        {children !== undefined && <span className="quiet small begin-source">{children}</span>}
        <Source source={source} />
      </th>
      <td className="number">
        {value} <span className="quiet small">{unit}</span>
      </td>
    </tr>
  );
}

function YearsAhead({ estimate: { years } }: { estimate: Estimate }) {
  const { say, number } = useLanguage();
  return (
    <details>
      <summary>{say("해마다 얼마가 되나(같은 양, 같은 값)", "What it becomes year by year, for the same tonnes and price")}</summary>
      <div className="scroll">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say("연도", "Year")}</th>
              <th scope="col" className="number">
                {say("인증서(tCO₂e)", "Certificates (tCO₂e)")}
              </th>
              <th scope="col" className="number">
                {say("비용(EUR)", "Cost (EUR)")}
              </th>
            </tr>
          </thead>
          <tbody>
            {years.map(({ year, certificates, cost }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td className="number">{number(certificates, 1)}</td>
                <td className="number">{number(cost, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Notes({ estimate: { problems } }: { estimate: Estimate }) {
  const { say } = useLanguage();
  const notes = problems.filter(({ severity }) => severity === "note");
  if (notes.length === 0) return null;
  return (
    <details>
      <summary>{say(`알아 둘 것 (${notes.length})`, `Good to know (${notes.length})`)}</summary>
      <ProblemList problems={notes} />
    </details>
  );
}
