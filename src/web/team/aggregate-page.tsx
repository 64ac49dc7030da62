// What the operator of a complex sees: how many plants, how many have calculated, and sums over five or more; never one plant.
import { useSearchParams } from "react-router";
import type { Answer } from "../../model/api.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { PageHead, Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import "./team.css";

const YEARS = 5;

export function AggregatePage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const [search, setSearch] = useSearchParams();
  const now = new Date().getFullYear();
  const years = Array.from({ length: YEARS }, (_, i) => now - i);
  const asked = Number(search.get("year"));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : now;
  const query = useAct("readAggregate", { org, year });
  return (
    <>
      <PageHead
        title={say("산업단지 합계", "Sums of the complex")}
        lead={say(
          "가입한 사업장들의 합계입니다. 한 사업장의 값은 누구에게도 보이지 않습니다.",
          "Sums over the plants that have joined. Nobody sees the figures of one plant.",
        )}
      />
      <div className="stack">
        <ChoiceField
          label={say("연도", "Year")}
          value={String(year)}
          onChange={(event) => setSearch({ year: event.target.value }, { replace: true })}
          options={[...new Set([...years, year])].map((one) => ({ value: String(one), label: say(`${one}년`, String(one)) }))}
        />
        <Shown query={query}>{(value) => <Sums value={value} year={year} />}</Shown>
        <section className="card" aria-labelledby="years">
          <h2 id="years">{say("해마다", "Year by year")}</h2>
          <div className="scroll">
            <table className="plain">
              <caption className="only-spoken">{say("연도별 합계", "Sums by year")}</caption>
              <thead>
                <tr>
                  <th scope="col">{say("연도", "Year")}</th>
                  <th scope="col" className="number">
                    {say("산정한 사업장", "Plants that have calculated")}
                  </th>
                  <th scope="col" className="number">
                    {say("완성도", "Completeness")}
                  </th>
                  <th scope="col" className="number">
                    {say("직접 귀속배출량", "Attributed direct emissions")} tCO₂e
                  </th>
                </tr>
              </thead>
              <tbody>
                {years.map((one) => (
                  <YearRow key={one} org={org} year={one} />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      </div>
    </>
  );
}

type Aggregate = Answer<"readAggregate">;

const shareOf = ({ plants, calculated }: Aggregate): number | null => (calculated === null || plants === 0 ? null : calculated / plants);

function Sums({ value, year }: { value: Aggregate; year: number }) {
  const { say, number, percent } = useLanguage();
  const { plants, calculated, emissionsTco2e, floor } = value;
  const share = shareOf(value);
  return (
    <section className="card stack" aria-labelledby="sums">
      <h2 id="sums">{say(`${year}년`, String(year))}</h2>
      <dl className="aggregate-figures">
        <div>
          <dt>{say("가입한 사업장", "Plants that have joined")}</dt>
          <dd>{number(plants)}</dd>
        </div>
        <div>
          <dt>{say("산정서를 봉인한 사업장", "Of these, with a sealed statement")}</dt>
          <dd>{calculated === null ? say("가려짐", "withheld") : number(calculated)}</dd>
        </div>
        <div>
          <dt>{say("완성도", "Completeness")}</dt>
          <dd>
            {share === null ? say("가려짐", "withheld") : percent(share, 0)}
            {share !== null && <progress max={1} value={share} aria-label={say("완성도", "Completeness")} />}
          </dd>
        </div>
        <div>
          <dt>{say("직접 귀속배출량", "Attributed direct emissions")}</dt>
          <dd>
            {emissionsTco2e === null ? say("가려짐", "withheld") : number(emissionsTco2e, 0)} <span className="small">tCO₂e</span>
          </dd>
        </div>
      </dl>
      <p className="quiet">
        {calculated === null
          ? say(
              `산정한 사업장이 ${floor}곳이 되지 않아 합계를 가렸습니다. ${floor}곳부터 보입니다.`,
              `Sums are withheld: fewer than ${floor} plants have calculated. They appear from ${floor} on.`,
            )
          : say(
              "합계는 세 자리로 어림합니다. 들어오고 나가는 사업장의 값을 뺄셈으로 알아낼 수 없게 하려는 것입니다.",
              "Sums are rounded to three digits, so that a plant that comes or goes cannot be told by subtraction.",
            )}
      </p>
    </section>
  );
}

function YearRow({ org, year }: { org: string; year: number }) {
  const { say, number, percent } = useLanguage();
  const { data } = useAct("readAggregate", { org, year });
  const share = data === undefined ? null : shareOf(data);
  const withheld = data === undefined ? "…" : say("가려짐", "withheld");
  const calculated = data?.calculated ?? null;
  const emissions = data?.emissionsTco2e ?? null;
  return (
    <tr>
      <th scope="row">{year}</th>
      <td className="number">{calculated === null ? withheld : number(calculated)}</td>
      <td className="number">{share === null ? withheld : percent(share, 0)}</td>
      <td className="number">{emissions === null ? withheld : number(emissions, 0)}</td>
    </tr>
  );
}
