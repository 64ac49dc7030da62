// The waterfall as a table: every move by kind and name, how much it moved the figure, and where the figure stood then.
import { Link } from "react-router";
import type { Change, Moved } from "../../model/change.ts";
import { useLanguage } from "../language.tsx";
import { shownUnit } from "../results/shown-unit.ts";
import { kindWord, nameOfMove, signed } from "./change-words.ts";
import { digitsFor } from "./waterfall.ts";

type MovesTableProps = {
  moved: Moved;
  names: Change["names"];
  linkOf?: ((step: string) => string) | undefined;
  words: { before: string; after: string };
  caption: string;
};

export function MovesTable({ moved, names, linkOf, words, caption }: MovesTableProps) {
  const { say, both, number } = useLanguage();
  const { before, after, moves, unit } = moved;
  if (before === null || after === null)
    return (
      <p className="quiet">
        {say("한쪽에 값이 없어 차이를 나눌 수 없습니다.", "The figure is missing on one side: the difference cannot be divided up.")}
      </p>
    );
  if (moves.length === 0) return null;
  const digits = Math.max(5, digitsFor(after - before));
  let at = before;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="scroll" tabIndex={0} aria-label={caption}>
      <table className="plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say("종류", "Kind")}</th>
            <th scope="col">{say("항목", "What")}</th>
            <th scope="col" className="number">
              {say("변동", "Move")} {shownUnit(unit)}
            </th>
            <th scope="col" className="number">
              {say("누계", "Figure then")}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td />
            <th scope="row">{words.before}</th>
            <td className="number" />
            <td className="number">{number(before, digits)}</td>
          </tr>
          {moves.map((move, i) => {
            at += move.value;
            const name = nameOfMove(move, names, both);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step may move a figure twice, and the order stays.
              <tr key={`${i} ${move.step}`}>
                <td>
                  <span className={`tag ${kindWord(move.kind).tag}`}>{both(kindWord(move.kind))}</span>
                </td>
                <th scope="row">{linkOf !== undefined && move.kind !== "rest" ? <Link to={linkOf(move.step)}>{name}</Link> : name}</th>
                <td className="number">{signed(move.value, number, digits)}</td>
                <td className="number">{number(at, digits)}</td>
              </tr>
            );
          })}
          <tr>
            <td />
            <th scope="row">{words.after}</th>
            <td className="number" />
            <td className="number">{number(after, digits)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
