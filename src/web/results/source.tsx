// What the results are of: a period's records as they stand, or a sealed statement; and any number of it, to be opened.
import type { UseQueryResult } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { useParams } from "react-router";
import type { Analysis, StepDetail } from "../../model/insight.ts";
import { type Refused, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { type Choosing, useChoice } from "./use-choice.ts";

/** `period` is "" while it is not known which period a statement is of. */
export type Source = {
  org: string;
  period: string;
  statement?: string;
  /** Set for a guest, who sees a statement by a link and has no account. */
  guest?: { link: string; secret: string };
};

export function useSourceOfAddress(): Source {
  const { org = "", period = "", statement } = useParams();
  return { org, period, ...(statement !== undefined && { statement }) };
}

type Context = { source: Source; choice: Choosing };
const Here = createContext<Context | undefined>(undefined);

export function ResultsContext({ source, children }: { source: Source; children: ReactNode }) {
  const choice = useChoice();
  return <Here value={{ source, choice }}>{children}</Here>;
}

export function useResults(): Context {
  const here = useContext(Here);
  if (here === undefined) throw new Error("assertion failed: results are shown outside of their page");
  return here;
}

export function useAnalysis(
  { org, period, statement }: Source,
  { price, asIf }: { price?: number; asIf?: number },
): UseQueryResult<Analysis, Refused> {
  const ofPrice = price === undefined ? {} : { price };
  const ofPeriod = useAct(
    "analysePeriod",
    { org, period, ...(asIf !== undefined && { asIf }), ...ofPrice },
    { when: statement === undefined },
  );
  const ofStatement = useAct("analyseStatement", { org, statement: statement ?? "", ...ofPrice }, { when: statement !== undefined });
  return statement === undefined ? ofPeriod : ofStatement;
}

/** A number with its receipt; "" asks for none. */
export function useStep(step: string): UseQueryResult<StepDetail, Refused> {
  const {
    source: { org, period, statement, guest },
    choice: { asIf },
  } = useResults();
  const { link = "", secret = "" } = guest ?? {};
  const ofGuest = useAct("guestStep", { org, link, body: { secret, step } }, { when: guest !== undefined && step !== "" });
  const ofPeriod = useAct(
    "stepOfPeriod",
    { org, period, step, ...(asIf !== undefined && { asIf }) },
    { when: statement === undefined && step !== "" },
  );
  const ofStatement = useAct(
    "stepOfStatement",
    { org, statement: statement ?? "", step },
    { when: statement !== undefined && guest === undefined && step !== "" },
  );
  return guest !== undefined ? ofGuest : statement === undefined ? ofPeriod : ofStatement;
}

type OpenNumberProps = { step: string; value: number | null; name: string; unit?: string; digits?: number; focusable?: boolean };

/** A number that opens its drawer. */
export function OpenNumber({ step, value, name, unit, digits = 5, focusable = true }: OpenNumberProps) {
  const { say, number } = useLanguage();
  const { choice } = useResults();
  const shown = value === null ? say("없음", "missing") : number(value, digits);
  const text = `${name}: ${shown}${unit === undefined ? "" : ` ${unit}`}`;
  return (
    <button
      type="button"
      className="results-number"
      tabIndex={focusable ? undefined : -1}
      aria-haspopup="dialog"
      aria-label={say(`${text}. 근거 보기`, `${text}. Show where it comes from`)}
      onClick={(event) => {
        event.stopPropagation();
        choice.open(step);
      }}
    >
      {shown}
    </button>
  );
}
