// The first question: which good, from where, how much, at which price of a certificate.
import { useEffect } from "react";
import type { ChosenGood } from "../../model/begin.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import type { Asked } from "./asked.ts";
import { CountryChoice, GoodChoice, useGood } from "./good-choice.tsx";

type Props = { asked: Asked; change(changed: Record<string, string | undefined>): void };
const YEARS = Array.from({ length: 9 }, (_, i) => String(2026 + i));

export function GoodForm({ asked, change }: Props) {
  const { say } = useLanguage();
  const good = useGood(asked.cn);
  const { cn, country, year } = asked;
  return (
    <section className="card stack" aria-labelledby="begin-good">
      <h2 id="begin-good">{say("1. 무엇을 EU로 보냅니까?", "1. What do you send to the EU?")}</h2>
      <CountryChoice value={country} onChange={(code) => change({ country: code })} />
      <GoodChoice
        value={cn}
        onChange={(chosen) =>
          change({ cn: chosen.cn, route: chosen.routes.some(({ id }) => id === asked.route) ? asked.route : undefined })
        }
      />
      {good !== undefined && <About good={good} />}
      {good !== undefined && good.routes.length > 0 && <RouteChoice good={good} asked={asked} change={change} />}
      <div className="columns">
        <TextField
          label={say("EU로 보내는 양(t)", "Sent to the EU (t)")}
          help={say("한 해의 순중량. 예: 500", "Net mass in a year, such as 500.")}
          inputMode="decimal"
          value={asked.tonnesText}
          onChange={(event) => change({ tonnes: event.target.value })}
          fault={asked.tonnes === undefined ? say("0보다 큰 수를 적으십시오. 예: 500", "A number above zero, such as 500.") : undefined}
        />
        <ChoiceField
          label={say("수입 연도", "Year of import")}
          help={say("EU에 들어가는 해입니다.", "When it enters the EU.")}
          value={String(year)}
          onChange={(event) => change({ year: event.target.value })}
          options={YEARS.map((value) => ({ value, label: value }))}
        />
      </div>
      <Price asked={asked} change={change} />
    </section>
  );
}

function About({ good }: { good: ChosenGood }) {
  const { say } = useLanguage();
  return (
    <p className="small begin-about">
      <span lang="en">{good.description}</span>{" "}
      <span className="tag">
        {good.indirectCounts
          ? say("직접 + 간접(전력) 배출량에 부과", "charged on direct and indirect emissions")
          : say("직접 배출량에만 부과", "charged on direct emissions alone")}
      </span>
    </p>
  );
}

function RouteChoice({ good, asked, change }: Props & { good: ChosenGood }) {
  const { say, both } = useLanguage();
  return (
    <ChoiceField
      label={say("생산 경로", "Production route")}
      help={say(
        "어떻게 만드는지에 따라 기본값이나 적을 것이 달라집니다. 모르면 비워 두십시오.",
        "Default value, or what to enter, depends on it. Leave it open where you do not know.",
      )}
      value={asked.route ?? ""}
      onChange={(event) => change({ route: event.target.value === "" ? undefined : event.target.value })}
      options={[
        { value: "", label: say("정하지 않음", "not said") },
        ...good.routes.map(({ id, name }) => ({ value: id, label: both(name) })),
      ]}
    />
  );
}

/** The price that the person supposes; at first the one published last, and said to be that. */
function Price({ asked, change }: Props) {
  const { say } = useLanguage();
  const { data } = useAct("listChoices", { search: "", limit: 1 });
  const last = data?.prices.at(-1);
  const { priceAsked } = asked;
  useEffect(() => {
    if (!priceAsked && last !== undefined) change({ price: String(last.value) });
  }, [priceAsked, last, change]);
  const published = last !== undefined && asked.price === last.value;
  return (
    <TextField
      label={say("인증서 한 장의 값(EUR/tCO₂e)", "Price of a certificate (EUR/tCO₂e)")}
      help={
        published
          ? say(`${last.quarter} 공표 가격입니다. 바꾸어 보십시오.`, `Published for ${last.quarter}; try others.`)
          : say("예상하는 값을 적으십시오. 예: 80", "What you suppose, such as 80.")
      }
      inputMode="decimal"
      value={asked.priceText}
      onChange={(event) => change({ price: event.target.value })}
      fault={
        asked.priceText !== "" && asked.price === undefined
          ? say("0보다 큰 수를 적으십시오. 예: 75.28", "A number above zero, such as 75.28.")
          : undefined
      }
    />
  );
}
