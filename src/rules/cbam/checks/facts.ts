// What a check may look at: the case, the calculation's steps, and the results.
import type { Step } from "../../../base/derivation.ts";
import type { Problem } from "../../../base/problem.ts";
import type { Case } from "../../../model/case.ts";
import type { Good, Result } from "../../../model/statement.ts";
import type { Calculation } from "../calculate.ts";
import type { DefaultValues } from "../default-values.ts";
import { nameOf } from "../run.ts";
import type { ActId } from "../tables.ts";

export type Facts = {
  case: Case;
  act: ActId;
  year: number;
  asIf: number | undefined;
  goods: Good[];
  results: Result[];
  /** A step by its id, such as "process/P1/activity"; undefined where there is none. */
  step: (id: string) => Step | undefined;
  /** The value of a step; undefined where there is none or it is missing. */
  value: (id: string) => number | undefined;
  /** Name and id of a thing, for messages. */
  name: (id: string) => string;
  /** The default values, where they are loaded. */
  defaultValues?: DefaultValues;
};

/** One law, looked at over the whole case: answers what offends it, nothing where all is well. */
export type Check = (facts: Facts) => Problem[];

export function factsOf({ run, goods, results }: Calculation): Facts {
  return {
    case: run.case,
    act: run.act,
    year: run.year,
    asIf: run.request.asIf,
    goods,
    results,
    step: (id) => run.ledger.find(id),
    value: (id) => run.ledger.find(id)?.value ?? undefined,
    name: (id) => nameOf(run, id),
    ...(run.request.defaultValues && { defaultValues: run.request.defaultValues }),
  };
}
