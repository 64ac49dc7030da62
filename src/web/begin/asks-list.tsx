// What to enter next, each with a field of its own: first what the figure needs, then what makes it better.
import { useId } from "react";
import { Link } from "react-router";
import type { Ask } from "../../model/begin.ts";
import type { Improvement } from "../../model/insight.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { usePlace } from "../place.ts";
import { wayTo } from "../problems/place-of-record.ts";
import { AskFields, AskForm } from "./ask-form.tsx";

type Props = { period: string; asks: readonly Ask[]; improvements: readonly Improvement[] };
const MOST = 5;

export function AsksList({ period, asks, improvements }: Props) {
  const { say } = useLanguage();
  const needed = asks.filter((ask) => ask.needed);
  const best = improvements.slice(0, MOST);
  const better = asks.filter((ask) => !ask.needed && !best.some((one) => keyOf(one) === keyOf(ask)));
  return (
    <>
      {needed.length > 0 && (
        <Group title={say("첫 값에 필요한 것", "Needed for the first figure")}>
          {needed.map((ask) => (
            <AskForm key={keyOf(ask)} ask={ask} period={period} />
          ))}
        </Group>
      )}
      {best.length > 0 && <Improvements period={period} improvements={best} asks={asks} />}
      {better.length > 0 && (
        <Group title={say("적으면 더 정확해지는 것", "What makes it better")}>
          {better.map((ask) => (
            <AskForm key={keyOf(ask)} ask={ask} period={period} />
          ))}
        </Group>
      )}
    </>
  );
}

const keyOf = ({ record, field }: { record: string; field: string }): string => `${record}/${field}`;

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ol className="begin-asks">{children}</ol>
    </section>
  );
}

function Improvements({ period, asks, improvements }: Props) {
  const { say, both, percent, number } = useLanguage();
  const { org } = usePlace();
  const id = useId();
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>
        {say(`가장 득이 되는 ${improvements.length}가지를 바꾸십시오`, `Replace these ${improvements.length} inputs to gain most`)}
      </h2>
      <ol className="begin-gains">
        {improvements.map((one) => (
          <li key={`${one.record}/${one.field}`}>
            <div className="row spread">
              <strong>
                {one.name} · {both(one.what)}
              </strong>
              <span className="row">
                <span className="tag">{say(`배출량의 ${percent(one.share)}`, `${percent(one.share)} of emissions`)}</span>
                {one.atStakeEur !== undefined && <span className="tag note">{number(one.atStakeEur, 0)} EUR</span>}
              </span>
            </div>
            <p className="small">{both(one.advice)}</p>
            <FieldOf one={one} ask={asks.find((ask) => keyOf(ask) === keyOf(one))} to={wayTo(org, period, one)} period={period} />{" "}
            <span className="quiet small">
              {both(rung(one.rung))} → {both(rung(one.next))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

type FieldProps = { one: Improvement; ask: Ask | undefined; to: string | undefined; period: string };

/** The field itself where it is empty, else the way to its cell. */
function FieldOf({ one, ask, to, period }: FieldProps) {
  const { say } = useLanguage();
  if (ask !== undefined) return <AskFields ask={ask} period={period} />;
  return to === undefined ? null : (
    <Link to={to} aria-label={say(`${one.name}: 그 칸으로 가기`, `${one.name}: go to the cell`)}>
      {say("그 칸으로 가기", "Go to the cell")}
    </Link>
  );
}

const RUNGS: Readonly<Record<string, { ko: string; en: string }>> = {
  default: { ko: "기본값", en: "default" },
  estimate: { ko: "추정", en: "estimate" },
  average: { ko: "평균·표준 계수", en: "average or standard factor" },
  supplier: { ko: "공급사 값", en: "supplier's value" },
  measured: { ko: "측정값", en: "measured" },
  verified: { ko: "검증됨", en: "verified" },
};
const rung = (name: string) => RUNGS[name] ?? word(name);
