// A Statement's numbers worked out again from its records, and held against those that were sealed.
import { canonical, type Json } from "../base/canonical.ts";
import { hasError } from "../base/problem.ts";
import { shown } from "../formats/table.ts";
import { type PackageFinding, packageFinding } from "../model/package-findings.ts";
import { type Result, type Statement, stepsOf } from "../model/statement.ts";
import { accounts, type Calculation, calculate } from "../rules/cbam/calculate.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import { caseTold } from "./open.ts";

/** Relative difference up to which two numbers are one, where an engine sums in another order. */
const SAME = 1e-12;
/** Numbers that a finding names. */
const NAMED = 10;

type Held = { compared: number; near: string[]; far: string[] };

const same = (a: number | null, b: number | null): "identical" | "near" | "far" => {
  if (a === b) return "identical";
  if (a === null || b === null) return "far";
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b)) ? "near" : "far";
};

function hold(held: Held, name: string, sealed: number | null, again: number | null | undefined): void {
  held.compared += 1;
  const how = again === undefined ? "far" : same(sealed, again);
  if (how !== "identical") held[how].push(name);
}

/** Steps by id, on both sides. */
function holdSteps(held: Held, statement: Statement, { run }: Calculation): void {
  const sealed = stepsOf(statement).steps;
  for (const { id, value, unit, formula } of sealed.values()) {
    const again = run.ledger.find(id);
    const isSame = again?.unit === unit && again.formula === formula;
    hold(held, id, value, isSame ? again.value : undefined);
  }
  for (const id of run.ledger.steps.keys()) if (!sealed.has(id)) hold(held, id, null, undefined);
}

const nameOf = ({ product, measure }: Pick<Result, "product" | "measure">): string => `${product} ${measure}`;

/** Results, which must be equal after rounding too; and who they are of. */
function holdResults(held: Held, statement: Statement, { results, goods }: Calculation): void {
  const again = new Map(results.map((result) => [nameOf(result), result]));
  for (const result of statement.results) {
    const name = nameOf(result);
    const other = again.get(name);
    const isSame = other?.unit === result.unit && other.step === result.step && shown(other) === shown(result);
    hold(held, name, result.value, isSame ? other.value : undefined);
    again.delete(name);
  }
  for (const name of again.keys()) hold(held, name, null, undefined);
  if (canonical(goods as unknown as Json) !== canonical(statement.goods as unknown as Json)) hold(held, "goods", null, undefined);
}

/** Contributions and sensitivities of each good. */
function holdAccounts(held: Held, statement: Statement, calculation: Calculation): void {
  const [sealed, again] = [statement.accounts, accounts(calculation)].map(flatAccounts) as [Map<string, number>, Map<string, number>];
  for (const [name, value] of sealed) hold(held, name, value, again.get(name));
  for (const name of again.keys()) if (!sealed.has(name)) hold(held, name, null, undefined);
}

function flatAccounts(all: Statement["accounts"]): Map<string, number> {
  const flat = new Map<string, number>();
  for (const account of all) {
    for (const { step, what, value } of account.contributions) flat.set(`${nameOf(account)} < ${step} ${what}`, value);
    for (const { step, what, elasticity } of account.sensitivities) flat.set(`${nameOf(account)} ~ ${step} ${what}`, elasticity);
  }
  return flat;
}

function findingOf({ compared, near, far }: Held, otherDatasets: readonly string[]): PackageFinding {
  const names = (all: readonly string[]): string => `${all.slice(0, NAMED).join("; ")}${all.length > NAMED ? "; ..." : ""}`;
  if (far.length > 0 && otherDatasets.length > 0)
    return packageFinding("RECOMPUTED_OTHERWISE", "", { datasets: otherDatasets.join(", "), count: far.length, names: names(far) });
  if (far.length > 0) return packageFinding("RECOMPUTED_DIFFERS", far[0], { count: far.length, names: names(far) });
  if (near.length > 0) return packageFinding("RECOMPUTED_EQUAL", "", { count: near.length, names: names(near) });
  return packageFinding("RECOMPUTED_IDENTICAL", "", { count: compared });
}

export type Pinned = {
  /** The table of default values that the package pins, where it does. */
  defaultValues?: DefaultValues;
  /** Pinned datasets of which this program has another version. */
  others: readonly string[];
};

/**
 * Law: every number of a Statement comes out again from its records and the pinned datasets by the same rules: identical, or equal within 1e-12 and after
 * rounding, which is named. Where records are held back, or this version has other datasets, it is said what could not be checked.
 */
export function recomputed(statement: Statement, { defaultValues, others }: Pinned): PackageFinding {
  const told = caseTold(statement, "statement.json");
  if (told.value === undefined) return packageFinding("RECOMPUTATION_STOPS", "statement.json", { why: told.problems[0]?.text ?? "" });
  const withheld = statement.records.map(({ id }) => id).filter((id) => !Object.hasOwn(statement.disclosure.records, id));
  if (withheld.length > 0)
    return packageFinding("RECORDS_WITHHELD", "disclosure.json", { count: withheld.length, names: withheld.slice(0, NAMED).join(", ") });
  const { asIf } = statement;
  const calculation = calculate(told.value, { ...(asIf !== undefined && { asIf }), ...(defaultValues && { defaultValues }) });
  const stop = calculation.problems.find(({ severity }) => severity === "error");
  if (stop !== undefined && hasError(calculation.problems)) return packageFinding("RECOMPUTATION_STOPS", stop.path, { why: stop.text });
  const held: Held = { compared: 0, near: [], far: [] };
  holdResults(held, statement, calculation);
  holdSteps(held, statement, calculation);
  holdAccounts(held, statement, calculation);
  return findingOf(held, others);
}
