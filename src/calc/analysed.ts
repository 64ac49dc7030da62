// What an analysis looks at, the same whether it comes from a calculation or from a Statement that was opened.
import type { Json } from "../base/canonical.ts";
import type { Step } from "../base/derivation.ts";
import type { Problem } from "../base/problem.ts";
import type { Case } from "../model/case.ts";
import { caseOf } from "../model/records.ts";
import { type Figures, type Statement, type Subject, stepsOf } from "../model/statement.ts";
import type { Calculation } from "../rules/cbam/calculate.ts";
import { type Inputs, inputsOf, type RecordKeys } from "./inputs.ts";

export type Analysed = Pick<Figures, "act" | "asIf" | "period" | "goods" | "results"> & {
  installation: string;
  subjects: Readonly<Record<string, Subject>>;
  steps: ReadonlyMap<string, Step>;
  /** Leaves of a Statement whose values are held back. */
  withheld: ReadonlySet<string>;
  /** In canonical order; records that are withheld are missing. */
  case: Case;
  inputs: Inputs;
  evidence: readonly { id: string; title: string; sha256?: string | undefined }[];
  /** Documents that records were read from whole (a case file, the Commission's workbook): they say it, and prove nothing. */
  entryDocuments: ReadonlySet<string>;
  /** Lines of the case file by step, of a Statement made from one. */
  lines: Readonly<Record<string, number>>;
  problems: readonly Problem[];
};

/** The documents that records name as the place where they themselves stand, and not where one of their numbers does. */
export function entryDocumentsOf(records: Iterable<Json>): Set<string> {
  const found = new Set<string>();
  for (const record of records) {
    const { origin } = (record ?? {}) as { origin?: { evidence?: unknown } };
    if (Array.isArray(origin?.evidence)) for (const id of origin.evidence) found.add(String(id));
  }
  return found;
}

type Calculated = {
  calculation: Calculation;
  given: Case;
  keys: RecordKeys;
  entryDocuments: ReadonlySet<string>;
  problems: readonly Problem[];
};

/** `given` is the case as it was put together, `keys` the records of its entries that have no id. */
export function analysedCalculation({ calculation, given, keys, entryDocuments, problems }: Calculated): Analysed {
  const { run, goods, results } = calculation;
  const { asIf } = run.request;
  return {
    act: run.act,
    ...(asIf !== undefined && { asIf }),
    period: run.case.period,
    installation: run.case.installation.name,
    goods,
    results,
    subjects: run.subjects,
    steps: run.ledger.steps,
    withheld: new Set(),
    case: run.case,
    inputs: inputsOf(run.case, given, keys),
    evidence: run.case.evidence ?? [],
    entryDocuments,
    lines: {},
    problems,
  };
}

/** Law: a Statement is taken apart from itself alone; what its records withhold is missing. */
export function analysedStatement(statement: Statement, { entryDocuments }: { entryDocuments: ReadonlySet<string> }): Analysed {
  const { act, asIf, period, goods, results, subjects, evidence, installation, problems, disclosure } = statement;
  const { steps, withheld } = stepsOf(statement);
  const told = caseOf(statement)?.case ?? { format: "sandan.case/1" as const, period, installation, processes: [] };
  return {
    act,
    ...(asIf !== undefined && { asIf }),
    period,
    installation: installation.name,
    goods,
    results,
    subjects,
    steps,
    withheld,
    case: told,
    inputs: inputsOf(told),
    evidence,
    entryDocuments,
    lines: disclosure.lines ?? {},
    problems,
  };
}
