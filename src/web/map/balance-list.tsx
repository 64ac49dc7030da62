// Balances as bars: what went in, what came out, and the gap between them.
import { useId } from "react";
import type { Balance, BalanceLine } from "../../model/process-map.ts";
import { useLanguage } from "../language.tsx";
import { BALANCE_WORDS, GAP_WORDS, standing } from "./map-words.ts";

export function BalanceList({ balances, titled }: { balances: readonly Balance[]; titled?: ((of: string) => string) | undefined }) {
  const { say } = useLanguage();
  if (balances.length === 0)
    return (
      <p className="quiet">
        {say("아직 따질 수지가 없습니다. 흐름을 이으면 나타납니다.", "No balance yet: it appears when flows are joined.")}
      </p>
    );
  return (
    <ul className="map-balances">
      {balances.map((balance) => (
        <li key={`${balance.of} ${balance.kind}`}>
          <OneBalance balance={balance} subject={titled?.(balance.of)} />
        </li>
      ))}
    </ul>
  );
}

function OneBalance({ balance, subject }: { balance: Balance; subject: string | undefined }) {
  const { both, say, number } = useLanguage();
  const id = useId();
  const { tag, text } = standing(balance);
  const title = both(BALANCE_WORDS[balance.kind]);
  return (
    <section className="map-balance" aria-labelledby={id}>
      <div className="row spread">
        <h3 id={id}>{subject === undefined ? title : `${subject}: ${title}`}</h3>
        <span className={`tag ${tag}`}>{both(text)}</span>
      </div>
      <Bars balance={balance} />
      <p className="small">
        {balance.gap === null ? (
          <>
            {both(GAP_WORDS[balance.gapIs])}: {say("알 수 없음", "not known")} — {balance.why === undefined ? "" : both(balance.why)}
          </>
        ) : clean(balance) === 0 && balance.closes === true ? (
          say("남거나 모자라는 양이 없습니다.", "Nothing is left over and nothing is lacking.")
        ) : (
          <>
            {both(GAP_WORDS[balance.gapIs])}: <strong>{`${number(clean(balance), 3)} ${balance.unit}`}</strong>
          </>
        )}
      </p>
      <details>
        <summary>{say("무엇을 더했는지 보기", "What was added up")}</summary>
        <Lines balance={balance} title={title} />
      </details>
    </section>
  );
}

/** A gap that is nothing but the rounding of the machine is shown as none. */
const clean = ({ gap, inTotal, outTotal }: Balance): number =>
  gap !== null && Math.abs(gap) <= 1e-9 * Math.max(Math.abs(inTotal ?? 0), Math.abs(outTotal ?? 0)) ? 0 : (gap ?? 0);

function Bars({ balance }: { balance: Balance }) {
  const { say, number } = useLanguage();
  const { inTotal, outTotal, unit } = balance;
  const most = Math.max(inTotal ?? 0, outTotal ?? 0, 0);
  const width = (value: number | null): string => `${most === 0 || value === null ? 0 : Math.max(0, (100 * value) / most)}%`;
  const gap = clean(balance);
  const row = (label: string, value: number | null, lacking: number) => (
    <div className="map-bar-row">
      <span className="map-bar-name">{label}</span>
      <span className="map-bar" aria-hidden="true">
        <span className="map-bar-full" style={{ width: width(value) }} />
        {lacking > 0 && <span className="map-bar-gap" style={{ width: width(lacking) }} />}
      </span>
      <span className="number small">{value === null ? say("모름", "not known") : `${number(value, 3)} ${unit}`}</span>
    </div>
  );
  return (
    <div>
      {row(say("들어온 양", "In"), inTotal, balance.gap === null ? 0 : -gap)}
      {row(say("나간 양", "Out"), outTotal, balance.gap === null ? 0 : gap)}
    </div>
  );
}

function Lines({ balance, title }: { balance: Balance; title: string }) {
  const { say, both, number } = useLanguage();
  const name = ({ name: told }: BalanceLine): string => (typeof told === "string" ? told : both(told));
  const rows = [
    ...balance.in.map((line) => ({ side: say("들어옴", "In"), line })),
    ...balance.out.map((line) => ({ side: say("나감", "Out"), line })),
  ];
  return (
    <div className="scroll">
      <table className="plain">
        <caption className="only-spoken">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say("방향", "Side")}</th>
            <th scope="col">{say("무엇", "What")}</th>
            <th scope="col" className="number">
              {balance.unit}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ side, line }) => (
            <tr key={`${side} ${line.edge ?? line.node ?? name(line)}`}>
              <td>{side}</td>
              <td>
                {name(line)}
                {line.sameAs !== undefined && (
                  <span className="small quiet">
                    {" "}
                    {say("— 같은 물질이 다른 줄에 있어 더하지 않음", "— the same mass stands in another line: not added")}
                  </span>
                )}
              </td>
              <td className="number">{line.value === null ? say("모름", "not known") : number(line.value, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
