// The figures of each good, as the statement of the package has them.
import type { ReplayExit } from "../../model/package-findings.ts";
import type { ToldStatement } from "../../model/replay.ts";
import { useLanguage } from "../language.tsx";

export function Figures({ statement, exit }: { statement: ToldStatement; exit: ReplayExit }) {
  const { say, both } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="replay-figures">
      <h2 id="replay-figures">{say("제품별 값", "Figures of each good")}</h2>
      {exit === 1 && (
        <p className="replay-strange">
          {say(
            "봉인 파일에 적힌 값입니다. 틀린 것이 있으므로 쓰지 마십시오.",
            "As the package has them. Something fails: do not use them.",
          )}
        </p>
      )}
      {statement.goods.map(({ id, name, cn, category, figures }) => (
        <div className="scroll" key={id}>
          <table className="plain">
            <caption>
              {name} {cn !== "" && <span className="quiet">CN {cn}</span>} <span className="quiet">({both(category)})</span>
            </caption>
            <thead>
              <tr>
                <th scope="col">{say("항목", "Figure")}</th>
                <th scope="col" className="number">
                  {say("값", "Value")}
                </th>
                <th scope="col">{say("단위", "Unit")}</th>
              </tr>
            </thead>
            <tbody>
              {figures.map(({ what, value, unit }) => (
                <tr key={what.en}>
                  <th scope="row">{both(what)}</th>
                  <td className="number">{value}</td>
                  <td>{unit}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}
