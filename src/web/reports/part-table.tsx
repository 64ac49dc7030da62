// What is said under an item: its rows, each figure a link to how it came about.
import { Link } from "react-router";
import type { ReportCell, ReportColumn, ReportPart } from "../../model/operator-report.ts";
import { useLanguage } from "../language.tsx";
import type { ReportOf } from "./report-list.ts";

const MOST = 30;

export function PartTable({ part: { columns, rows, title }, of }: { part: ReportPart; of: ReportOf }) {
  const { say } = useLanguage();
  const { lang } = of;
  const filled = columns.filter(
    ({ key, optional }) => optional !== true || rows.some((row) => row[key] !== null && row[key] !== undefined),
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={title[lang]}>
        <table className="plain small">
          <thead>
            <tr>
              {filled.map((column) => (
                <th key={column.key} scope="col" lang={lang}>
                  {column.title[lang]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and their order stays.
              <tr key={i}>
                {filled.map((column) => (
                  <Cell key={column.key} cell={row[column.key] ?? null} column={column} of={of} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > MOST && (
        <p className="small quiet">
          {say(
            `그 밖의 ${rows.length - MOST}줄은 내려받은 보고서에 있습니다.`,
            `The other ${rows.length - MOST} rows are in the downloaded report.`,
          )}
        </p>
      )}
    </>
  );
}

function Cell({ cell, column, of: { org, statement, lang } }: { cell: ReportCell; column: ReportColumn; of: ReportOf }) {
  const { say, number } = useLanguage();
  if (cell === null)
    return (
      <td>{column.optional === true ? <span className="quiet">–</span> : <span className="tag bad">{say("빈 값", "blank")}</span>}</td>
    );
  if (typeof cell === "string") return <td>{cell}</td>;
  if (!("value" in cell)) return <td lang={lang}>{cell[lang]}</td>;
  const text = `${number(cell.value, column.decimals ?? 9)} ${cell.unit}`;
  return (
    <td className="number">
      {cell.step === undefined ? text : <Link to={`/o/${org}/s/${statement}?step=${encodeURIComponent(cell.step)}`}>{text}</Link>}
    </td>
  );
}
