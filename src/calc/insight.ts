// Insight on plain data: a composition or a Statement's text in, an analysis or one number with its receipt out.
import type { Json } from "../base/canonical.ts";
import type { Outcome, Problem } from "../base/problem.ts";
import type { Activity } from "../model/activity.ts";
import type { Case } from "../model/case.ts";
import type { Analysis } from "../model/insight.ts";
import type { Calculation } from "../rules/cbam/calculate.ts";
import { type Analysed, analysedCalculation, analysedStatement, entryDocumentsOf } from "./analysed.ts";
import { analysisOf } from "./analysis.ts";
import { type Composition, composeCase, gathered } from "./compose.ts";
import { openStatement } from "./open.ts";
import { type SaidOfLine, saidInCase, stepDetail, type ToldStep } from "./step-detail.ts";
import type { Tables } from "./yardsticks.ts";

type Calculate = (given: Case, found: readonly Problem[]) => Outcome<{ calculation: Calculation }>;

/** Problems: those of composing the case and of calculating it. */
function ofRecords(composition: Composition, calculate: Calculate): Outcome<Analysed> {
  const parts = gathered(composition);
  const keys = { transfers: [...(parts.lists.get("transfers")?.keys() ?? [])].map((id) => `transfers/${id}`) };
  const composed = composeCase(composition, parts);
  if (composed.value === undefined) return { value: undefined, problems: composed.problems };
  const { value, problems } = calculate(composed.value, composed.problems);
  if (value === undefined) return { value: undefined, problems };
  const entryDocuments = entryDocumentsOf(composition.records.values());
  const { calculation } = value;
  return { value: analysedCalculation({ calculation, given: composed.value, keys, entryDocuments, problems }), problems };
}

export type AskedStatement = {
  text: string;
  /** Documents that the records which it was made from were read from whole. */
  entryDocuments: readonly string[];
};

/** Problems: those of `openStatement`. */
function ofStatement({ text, entryDocuments }: AskedStatement): Outcome<Analysed> {
  const { value, problems } = openStatement(text, "");
  if (value === undefined) return { value: undefined, problems };
  return { value: analysedStatement(value, { entryDocuments: new Set(entryDocuments) }), problems };
}

type Priced = { price?: number | undefined };

export function analyseRecords(tables: Tables, asked: { composition: Composition } & Priced, calculate: Calculate): Outcome<Analysis> {
  const { value, problems } = ofRecords(asked.composition, calculate);
  return value === undefined ? { value: undefined, problems } : { value: analysisOf(value, tables, asked), problems: [] };
}

export function analyseStatement(tables: Tables, asked: AskedStatement & Priced): Outcome<Analysis> {
  const { value, problems } = ofStatement(asked);
  return value === undefined ? { value: undefined, problems } : { value: analysisOf(value, tables, asked), problems: [] };
}

/** null: there is no such step. */
export function stepOfRecords(
  tables: Tables,
  { composition, step }: { composition: Composition; step: string },
  calculate: Calculate,
): Outcome<ToldStep | null> {
  const { value, problems } = ofRecords(composition, calculate);
  if (value === undefined) return { value: undefined, problems };
  return { value: stepDetail(value, tables, step, saidIn(composition.records)) ?? null, problems: [] };
}

const saidIn =
  (records: ReadonlyMap<string, Json>): SaidOfLine =>
  (key) =>
    records.get(key) as unknown as Activity | undefined;

/** null: there is no such step. */
export function stepOfStatement(tables: Tables, asked: AskedStatement & { step: string }): Outcome<ToldStep | null> {
  const { value, problems } = ofStatement(asked);
  if (value === undefined) return { value: undefined, problems };
  return { value: stepDetail(value, tables, asked.step, saidInCase(value.case)) ?? null, problems: [] };
}
