// The drawer of a number: how it came about, down to the cell and the person.
import { useEffect, useRef } from "react";
import type { StepDetail } from "../../model/insight.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Shown } from "../parts/states.tsx";
import { RungTag } from "./rung-tag.tsx";
import { shownUnit } from "./shown-unit.ts";
import { useResults, useStep } from "./source.tsx";
import { StepDocuments, StepLines, StepRecords } from "./step-origins.tsx";

export function StepDrawer() {
  const { say } = useLanguage();
  const { choice } = useResults();
  const { steps } = choice;
  const step = steps.at(-1);
  if (step === undefined) return null;
  return (
    <Dialog drawer open title={say("이 숫자의 근거", "Where this number comes from")} onClose={choice.close}>
      <Trail steps={steps} />
      <Step key={step} step={step} />
    </Dialog>
  );
}

/** The numbers that were gone through, each a way back. */
export function Trail({ steps }: { steps: readonly string[] }) {
  const { say } = useLanguage();
  if (steps.length < 2) return null;
  return (
    <nav aria-label={say("거쳐 온 숫자", "Numbers gone through")}>
      <ol className="results-trail">
        {steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same number may be gone through twice.
          <li key={`${i} ${step}`}>
            <Crumb step={step} index={i} last={i === steps.length - 1} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Crumb({ step, index, last }: { step: string; index: number; last: boolean }) {
  const { both } = useLanguage();
  const { choice } = useResults();
  const { data } = useStep(step);
  const name = data === undefined ? "…" : nameOf(data, both);
  if (last) return <span aria-current="step">{name}</span>;
  return (
    <button type="button" className="results-number" onClick={() => choice.backTo(index)}>
      {name}
    </button>
  );
}

const nameOf = ({ what, subject }: StepDetail, both: (text: { ko: string; en: string }) => string): string =>
  named(subject.name, both(what));

const named = (subject: string, what: string): string => (subject === "" ? what : `${subject} · ${what}`);

/** A number with its formula, what went into it, and the law; `still` leaves the focus where it is. */
export function StepFigure({ detail, still = false }: { detail: StepDetail; still?: boolean }) {
  const { both } = useLanguage();
  return (
    <>
      <StepHead detail={detail} name={nameOf(detail, both)} still={still} />
      <Formula detail={detail} />
      <Terms detail={detail} />
      <Law detail={detail} />
    </>
  );
}

function Step({ step }: { step: string }) {
  const query = useStep(step);
  return (
    <Shown query={query}>
      {(detail) => (
        <div className="stack results-step">
          <StepFigure detail={detail} />
          <StepDocuments detail={detail} />
          <StepLines detail={detail} />
          <StepRecords detail={detail} />
          <UsedBy detail={detail} />
        </div>
      )}
    </Shown>
  );
}

type StepHeadProps = { detail: StepDetail; name: string; still: boolean };

function StepHead({ detail: { value, unit, rung, help, withheld }, name, still }: StepHeadProps) {
  const { say, both, number } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  // Going deeper replaces what was read: begin at the new number.
  useEffect(() => {
    if (!still) heading.current?.focus({ preventScroll: false });
  }, [still]);
  return (
    <div>
      <h3 ref={heading} tabIndex={-1} className="results-step-name">
        {name}
      </h3>
      <p className="results-value">
        {withheld ? say("비공개 값", "withheld") : value === null ? say("값이 없음", "missing") : number(value, digitsOf(value))}{" "}
        <span className="quiet results-unit">{shownUnit(unit)}</span> {rung !== undefined && <RungTag rung={rung} />}
      </p>
      {help !== undefined && <p className="quiet">{both(help)}</p>}
    </div>
  );
}

function Formula({ detail: { formula, withNumbers, value, unit } }: { detail: StepDetail }) {
  const { say, number } = useLanguage();
  if (formula === undefined) return null;
  return (
    <section className="results-formula" aria-label={say("식", "Formula")}>
      <h4>{say("식", "Formula")}</h4>
      <p className="mono">{formula}</p>
      {withNumbers !== undefined && (
        <>
          <h4>{say("숫자를 넣으면", "With the numbers put in")}</h4>
          <p className="mono">
            {withNumbers}
            {value !== null && (
              <>
                {" "}
                = <strong>{number(value, digitsOf(value))}</strong> {shownUnit(unit)}
              </>
            )}
          </p>
        </>
      )}
    </section>
  );
}

const SIGNIFICANT = 10;

/** As many digits behind the point as show ten in all: enough to recompute by hand. */
function digitsOf(value: number): number {
  const whole = Math.max(1, Math.abs(Math.trunc(value)).toString().length);
  const leading = value === 0 || Math.abs(value) >= 1 ? 0 : Math.max(0, -Math.floor(Math.log10(Math.abs(value))) - 1);
  return Math.min(20, Math.max(0, SIGNIFICANT - whole) + leading);
}

function Terms({ detail: { terms } }: { detail: StepDetail }) {
  const { say, number, both } = useLanguage();
  const { choice } = useResults();
  if (terms.length === 0) return null;
  return (
    <section>
      <h4>{say("식에 들어간 값: 누르면 그 값의 근거를 보여 줍니다", "What went in: click to go deeper")}</h4>
      <div className="scroll">
        <table className="plain results-terms">
          <caption className="only-spoken">{say("식에 들어간 값", "What went in")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("기호", "Symbol")}</th>
              <th scope="col">{say("무엇", "What")}</th>
              <th scope="col" className="number">
                {say("값", "Value")}
              </th>
              <th scope="col">{say("단위", "Unit")}</th>
            </tr>
          </thead>
          <tbody>
            {terms.map(({ symbol, step, name, what, value, unit, withheld }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a term may stand in a formula twice.
              <tr key={`${i} ${step}`}>
                <td className="mono">{symbol}</td>
                <td>
                  <button type="button" className="results-number" onClick={() => choice.deeper(step)}>
                    {named(name, both(what))}
                  </button>
                </td>
                <td className="number">
                  {withheld ? say("비공개", "withheld") : value === null ? say("없음", "missing") : number(value, digitsOf(value))}
                </td>
                <td>{shownUnit(unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The act, the table of the law, and what was supposed. */
function Law({ detail: { rule, factor, assumption } }: { detail: StepDetail }) {
  const { say, both, date } = useLanguage();
  if (rule === undefined && factor === undefined && assumption === undefined) return null;
  return (
    <dl className="results-pairs">
      {rule !== undefined && (
        <div>
          <dt>{say("따른 법령", "Rule")}</dt>
          <dd>
            {both(word(rule.act))}, {rule.point}
          </dd>
        </div>
      )}
      {factor !== undefined && (
        <div>
          <dt>{say("계수의 출처", "Factor from")}</dt>
          <dd>
            {factor.title === undefined ? both(word(factor.dataset)) : both(factor.title)}
            <div className="small quiet">
              {both(word(factor.act))}, {factor.point} · {say("행", "row")} <span className="mono">{factor.row}</span> ·{" "}
              {say(`${date(factor.validFrom)}부터`, `from ${date(factor.validFrom)}`)} · {both(word(factor.status))}
            </div>
          </dd>
        </div>
      )}
      {assumption !== undefined && (
        <div>
          <dt>{say("가정", "Assumption")}</dt>
          <dd>{both(assumption)}</dd>
        </div>
      )}
    </dl>
  );
}

function UsedBy({ detail: { usedBy } }: { detail: StepDetail }) {
  const { say, both } = useLanguage();
  const { choice } = useResults();
  if (usedBy.length === 0) return null;
  return (
    <details>
      <summary>{say("이 값을 쓰는 곳", "Used by")}</summary>
      <ul>
        {usedBy.map(({ step, name, what }) => (
          <li key={step}>
            <button type="button" className="results-number" onClick={() => choice.deeper(step)}>
              {named(name, both(what))}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
