// What a report is drawn from: the statement, the case inside it, and its steps.
import type { Step } from "../../../base/derivation.ts";
import { dimensionOf, ratioOf } from "../../../base/units.ts";
import type { Case, Precursor, PrecursorSource, Process, Product } from "../../../model/case.ts";
import type { ReportFigure } from "../../../model/operator-report.ts";
import type { Quantity } from "../../../model/quantity.ts";
import { type Good, type Measure, type Statement, stepsOf } from "../../../model/statement.ts";
import { word } from "../../../model/words.ts";
import type { DefaultValues } from "../default-values.ts";
import type { Benchmarks } from "../free-allocation.ts";
import { categoryRow, countryName, countryOf, DEFINITIVE_ACT } from "../tables.ts";

/** The large tables, for the specific embedded free allocation. */
export type ReportTables = { defaultValues: DefaultValues; benchmarks: Benchmarks };

export type Facts = {
  statement: Statement;
  case: Case;
  /** False under the transitional act, which asks for indirect emissions of all goods. */
  definitive: boolean;
  tables: ReportTables;
  steps: ReadonlyMap<string, Step>;
};

export function factsOf(statement: Statement, told: Case, tables: ReportTables): Facts {
  return { statement, case: told, definitive: statement.act === DEFINITIVE_ACT, tables, steps: stepsOf(statement).steps };
}

/** A step's figure; null where it is missing. */
export function figure({ steps }: Facts, id: string): ReportFigure | null {
  const step = steps.get(id);
  return step === undefined || step.value === null ? null : { value: step.value, unit: step.unit, step: id };
}

export const numberAt = ({ steps }: Facts, id: string): number | null => steps.get(id)?.value ?? null;

/** A good's result. */
export function result({ statement }: Facts, good: string, measure: Measure): ReportFigure | null {
  const found = statement.results.find((r) => r.product === good && r.measure === measure);
  return found === undefined || found.value === null ? null : { value: found.value, unit: found.unit, step: found.step };
}

/** A quantity as it was stated. */
export function stated(given: Quantity | undefined): ReportFigure | null {
  return given === undefined ? null : { value: given.value, unit: given.unit };
}

/** A mass in t; null where it is missing. */
export function tonnes(given: Quantity | undefined): number | null {
  if (given === undefined) return null;
  const [numerator, denominator] = ratioOf(given.unit, dimensionOf(given.unit, ["mass"]) ?? "mass") ?? [1, 1];
  return (given.value * numerator) / denominator;
}

/** Reports are in English. */
export const english = (key: string | undefined): string | null => (key === undefined ? null : word(key).en);

export const listed = (keys: readonly string[] | undefined): string | null =>
  keys === undefined || keys.length === 0 ? null : keys.map((key) => word(key).en).join(", ");

/** A country by its English name and code. */
export function country(given: string | undefined): string | null {
  const code = given === undefined ? undefined : countryOf(given);
  return code === undefined ? (given ?? null) : `${countryName(code)?.en ?? given} (${code})`;
}

/** Law: a good outside Annex II is charged for indirect emissions too. Source: Reg (EU) 2023/956, Annex II. */
export const outsideAnnexII = ({ category }: { category: Good["category"] }): boolean => !categoryRow(category).annexII;

export const processesOf = (facts: Facts): Process[] => facts.case.processes;
export const productsOf = (facts: Facts): Product[] => facts.case.products ?? [];
export const precursorsOf = (facts: Facts): Precursor[] => facts.case.precursors ?? [];

export type Bought = { precursor: Precursor; source: PrecursorSource; index: number };

/** Every source of every precursor, in order. */
export const boughtFrom = (facts: Facts): Bought[] =>
  precursorsOf(facts).flatMap((precursor) => precursor.sources.map((source, i) => ({ precursor, source, index: i + 1 })));

/** Functional units that left a process in the period, or tonnes where they are the unit. */
export function functional(facts: Facts, process: string): ReportFigure | null {
  return figure(facts, `process/${process}/functionalActivity`) ?? figure(facts, `process/${process}/activity`);
}

/** The mass of a good in t: its own where it is stated, its process's where it is the only good. */
export function massOf(facts: Facts, good: Good): ReportFigure | null {
  const product = productsOf(facts).find(({ id }) => id === good.id);
  const mass = tonnes(product?.amount);
  if (mass !== null) return { value: mass, unit: "t" };
  const alone = facts.statement.goods.filter(({ process }) => process === good.process).length === 1;
  return alone ? figure(facts, `process/${good.process}/activity`) : null;
}
