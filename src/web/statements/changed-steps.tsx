// The steps that differ between two results: before and after, each with the place that it came from.
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { Change, ChangedStep, ChangeKind } from "../../model/change.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { shownUnit } from "../results/shown-unit.ts";
import { KINDS, kindWord, nameOfMove } from "./change-words.ts";

const PAGE = 50;

type ChangedStepsProps = { change: Change; linkOf?: ((step: string) => string) | undefined; words: { before: string; after: string } };

export function ChangedSteps({ change: { steps, names }, linkOf, words }: ChangedStepsProps) {
  const { say, both, number } = useLanguage();
  const [kind, setKind] = useState<ChangeKind | "">("");
  const [most, setMost] = useState(PAGE);
  if (steps.length === 0) return null;
  const shown = steps.filter((step) => kind === "" || step.kind === kind);
  const there = KINDS.filter((one) => steps.some((step) => step.kind === one));
  return (
    <section className="card stack" aria-labelledby="change-steps">
      <h2 id="change-steps">
        {say("달라진 단계", "Steps that differ")} <span className="quiet">{number(steps.length)}</span>
      </h2>
      <div className="row">
        <label className="row">
          {say("종류", "Kind")}
          <select value={kind} onChange={(event) => setKind(event.target.value as ChangeKind | "")}>
            <option value="">{say("모두", "all")}</option>
            {there.map((one) => (
              <option key={one} value={one}>
                {both(kindWord(one))} ({steps.filter((step) => step.kind === one).length})
              </option>
            ))}
          </select>
        </label>
        {kind !== "" && <span className="quiet small">{both(kindWord(kind).means)}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={say("달라진 단계의 전과 후", "Steps that differ, before and after")}>
        <table className="plain">
          <caption className="only-spoken">{say("달라진 단계의 전과 후", "Steps that differ, before and after")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("종류", "Kind")}</th>
              <th scope="col">{say("단계", "Step")}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, most).map((step) => (
              <tr key={step.step}>
                <td>
                  <span className={`tag ${kindWord(step.kind).tag}`}>{both(kindWord(step.kind))}</span>
                </td>
                <th scope="row">
                  {linkOf !== undefined && step.after !== undefined ? (
                    <Link to={linkOf(step.step)}>{nameOfMove(step, names, both)}</Link>
                  ) : (
                    nameOfMove(step, names, both)
                  )}
                </th>
                <td>
                  <SideOf side={step.before} unit={step.unit} />
                </td>
                <td>
                  <SideOf side={step.after} unit={step.unit} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length > most && (
        <div>
          <Button onClick={() => setMost(most + PAGE)}>{say(`더 보기 (${shown.length - most})`, `More (${shown.length - most})`)}</Button>
        </div>
      )}
    </section>
  );
}

function SideOf({ side, unit }: { side: ChangedStep["before"]; unit: string }) {
  const { say, number } = useLanguage();
  if (side === undefined) return <span className="quiet">{say("없음", "not there")}</span>;
  return (
    <>
      <span className="change-value">
        {side.value === null ? say("값 없음", "missing") : number(side.value, 9)} {side.value === null ? "" : shownUnit(unit)}
      </span>
      <PlaceOfSide side={side} />
    </>
  );
}

const SHA = /^[0-9a-f]{64}$/;

/** Document with sheet, cell or line; or the row of a dataset. */
function PlaceOfSide({ side: { origin, factor } }: { side: NonNullable<ChangedStep["before"]> }) {
  const { say, both } = useLanguage();
  const { org = "" } = useParams();
  if (factor !== undefined)
    return (
      <span className="small quiet change-place">
        {both(word(factor.dataset))} {factor.row} · {factor.act} {factor.point}
      </span>
    );
  if (origin === undefined) return null;
  const { sheet, cell, line, file, evidence = [] } = origin;
  const parts = [file, sheet, cell, line === undefined ? undefined : say(`${line}번째 줄`, `line ${line}`)];
  const place = parts.filter((part) => part !== undefined && part !== "").join(" · ");
  const sha256 = evidence.find((id) => SHA.test(id));
  const query = new URLSearchParams({
    open: sha256 ?? "",
    ...(sheet !== undefined && { sheet }),
    ...(cell !== undefined && { cell }),
    ...(line !== undefined && { line: String(line) }),
  });
  const text = place === "" ? say("증빙", "Evidence") : place;
  if (sha256 === undefined) return place === "" ? null : <code className="small quiet change-place">{place}</code>;
  return (
    <Link className="small change-place" to={`/o/${org}/evidence?${query}`}>
      {text}
    </Link>
  );
}
