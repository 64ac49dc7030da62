// What the steps of one CBAM calculation share: the case, the act, the ledger and the problems found on the way.
import { add, div, type Expression, type Ledger, mul, num, type Origin, ref, type Step, sub } from "../../base/derivation.ts";
import type { BothLanguages, Place, Problem, ProblemParams } from "../../base/problem.ts";
import { canonicalUnit, type Dimension, dimensionOf, ratioOf } from "../../base/units.ts";
import type { Case } from "../../model/case.ts";
import { type CALCULATION_PROBLEMS, calculationProblem } from "../../model/problems/calculation.ts";
import type { Formula, Quantity } from "../../model/quantity.ts";
import type { Subject } from "../../model/statement.ts";
import { hasWord, word } from "../../model/words.ts";
import type { DefaultValues } from "./default-values.ts";
import type { ActId, Constants } from "./tables.ts";

/** What a calculation is asked for besides the case itself. */
export type Request = {
  /** Year whose act is applied instead of the period's own; stamped on every output. */
  asIf?: number;
  /** The default values, where they are loaded; only a precursor by default needs them. */
  defaultValues?: DefaultValues;
};

export type Run = {
  case: Case;
  act: ActId;
  constants: Constants;
  year: number;
  request: Request;
  ledger: Ledger;
  problems: Problem[];
  subjects: Record<string, Subject>;
};

/** Records in canonical order, by id in code units: a permutation of the input gives the same sums, bit for bit. */
export function byId<T extends { id: string }>(records: readonly T[] | undefined): T[] {
  return [...(records ?? [])].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Place of a datum, for a Problem. */
export function placeOf(origin: Origin | undefined): Place | undefined {
  if (origin === undefined) return undefined;
  const { file, sheet, cell, line } = origin;
  return { ...(file && { file }), ...(sheet && { sheet }), ...(cell && { cell }), ...(line && { line }) };
}

export function report(
  run: Run,
  code: keyof typeof CALCULATION_PROBLEMS,
  at: { path: string; origin?: Origin | undefined; params?: ProblemParams },
): void {
  const place = placeOf(at.origin);
  const { what, kind, ...rest } = at.params ?? {};
  const params = {
    ...rest,
    ...(what !== undefined && { what: wordFor(String(what)) }),
    ...(kind !== undefined && { kind: wordFor(String(kind)) }),
  };
  run.problems.push(calculationProblem(code, { path: at.path, ...(place && { place }), params }));
}

/** The word of the field in both languages; a name that is no word speaks for itself. */
function wordFor(key: string): BothLanguages | string {
  if (!hasWord(key)) return key;
  const { ko, en } = word(key);
  return { ko, en };
}

export type AmountSpec = { id: string; what: string; subject: string };

/**
 * Law: a quantity enters the calculation in the canonical unit of its dimension; a conversion is a step of its own.
 * Answers a step with value null where the quantity is missing: the caller decides what that means.
 */
export function amount(run: Run, spec: AmountSpec, given: Quantity | undefined, ...dimensions: Dimension[]): Step {
  const [first] = dimensions;
  const dimension = given === undefined ? first : dimensionOf(given.unit, dimensions);
  const unit = canonicalUnit(dimension ?? "fraction");
  if (given === undefined) return run.ledger.leaf({ ...spec, value: null, unit });
  const follows = given.follows === undefined ? undefined : follow(run, given.follows);
  if (follows !== undefined) return run.ledger.step({ ...spec, unit, ...originOf(given) }, follows);
  if (given.follows !== undefined)
    report(run, "FORMULA_NOT_FOLLOWED", {
      path: spec.id,
      origin: given.origin,
      params: { subject: nameOf(run, spec.subject), formula: given.origin?.formula ?? "" },
    });
  if (given.parts !== undefined) return sumOfParts(run, spec, given, dimension ?? "fraction");
  return converted(run, spec, given, dimension ?? "fraction");
}

/** A typed number as a leaf in the canonical unit, or as a leaf and the step of its conversion. */
function converted(run: Run, spec: AmountSpec, given: Quantity, dimension: Dimension): Step {
  const unit = canonicalUnit(dimension);
  const [numerator, denominator] = ratioOf(given.unit, dimension) ?? [1, 1];
  if (numerator === denominator) return run.ledger.leaf({ ...spec, value: given.value, unit, ...originOf(given) });
  const read = run.ledger.leaf({ ...spec, id: `${spec.id}/given`, value: given.value, unit: given.unit, ...originOf(given) });
  const parts = [ref("given", read), ...(numerator === 1 ? [] : [num(numerator)])];
  return run.ledger.step({ ...spec, unit }, denominator === 1 ? mul(...parts) : div(mul(...parts), num(denominator)));
}

/** Relative difference up to which a stated sum is that of its parts. */
const SAME_SUM = 1e-9;

/**
 * Law: a quantity of activity data is the sum of its lines, in canonical order by id, month by month where each line lies in one month.
 * A stated sum that its parts do not give is a Problem (PARTS_DIFFER).
 */
function sumOfParts(run: Run, spec: AmountSpec, given: Quantity, dimension: Dimension): Step {
  const unit = canonicalUnit(dimension);
  const months = new Map<string, Step[]>();
  const parts = byId(given.parts);
  const byMonth = parts.length > 1 && parts.every(({ start, end }) => start !== undefined && start.slice(0, 7) === end?.slice(0, 7));
  for (const { id, start, end: _, ...part } of parts) {
    const month = byMonth && start !== undefined ? start.slice(0, 7) : "";
    const step = converted(run, { ...spec, id: `${spec.id}/part/${id}` }, part, dimension);
    const found = months.get(month);
    if (found === undefined) months.set(month, [step]);
    else found.push(step);
  }
  const sums = [...months].sort(([a], [b]) => (a < b ? -1 : 1));
  const [[, only = []] = []] = sums;
  const terms = byMonth
    ? sums.map(([month, steps]) => run.ledger.step({ ...spec, id: `${spec.id}/month/${month}`, unit }, total("A", steps)))
    : only;
  const sum = run.ledger.step({ ...spec, unit }, total("A", terms));
  const [numerator, denominator] = ratioOf(given.unit, dimension) ?? [1, 1];
  const stated = (given.value * numerator) / denominator;
  if (sum.value !== null && Math.abs(sum.value - stated) > SAME_SUM * Math.max(Math.abs(sum.value), Math.abs(stated)))
    report(run, "PARTS_DIFFER", {
      path: spec.id,
      origin: given.origin,
      params: { subject: nameOf(run, spec.subject), what: spec.what, stated, sum: sum.value, unit },
    });
  return sum;
}

function originOf(given: Quantity): { origin?: Origin; assumption?: string } {
  const origin = given.evidence === undefined ? given.origin : { ...given.origin, evidence: [...given.evidence].sort() };
  return { ...(origin && { origin }), ...(given.estimated && { assumption: "estimate" }) };
}

/** The expression of an input cell's formula over steps that are there; undefined where one is not. */
function follow(run: Run, formula: Formula, symbols = new Map<string, string>()): Expression | undefined {
  if ("value" in formula) return num(formula.value);
  if ("step" in formula) {
    const step = run.ledger.find(formula.step);
    if (step === undefined) return undefined;
    const symbol = symbols.get(step.id) ?? `cell.${symbols.size + 1}`;
    symbols.set(step.id, symbol);
    return ref(symbol, step);
  }
  const args: Expression[] = [];
  for (const arg of formula.args) {
    const expression = follow(run, arg, symbols);
    if (expression === undefined) return undefined;
    args.push(expression);
  }
  return combine(formula.op, args);
}

function combine(op: "+" | "-" | "*" | "/", args: Expression[]): Expression {
  if (op === "+") return add(...args);
  if (op === "*") return mul(...args);
  const [first = num(0), ...rest] = args;
  if (op === "-" && rest.length === 0) return sub(num(0), first);
  return rest.reduce((left, right) => (op === "-" ? sub(left, right) : div(left, right)), first);
}

/** Like `amount`, and a missing value is a Problem of severity error. */
export function needed(
  run: Run,
  spec: AmountSpec,
  given: Quantity | undefined,
  origin: Origin | undefined,
  ...dimensions: Dimension[]
): Step {
  if (given === undefined)
    report(run, "VALUE_MISSING", { path: spec.id, origin, params: { subject: nameOf(run, spec.subject), what: spec.what } });
  return amount(run, spec, given, ...dimensions);
}

/** Like `amount`, and a missing value is a warning: what depends on it stays empty. */
export function wanted(
  run: Run,
  spec: AmountSpec,
  given: Quantity | undefined,
  origin: Origin | undefined,
  ...dimensions: Dimension[]
): Step {
  if (given === undefined)
    report(run, "INPUT_EMPTY", { path: spec.id, origin, params: { subject: nameOf(run, spec.subject), what: spec.what } });
  return amount(run, spec, given, ...dimensions);
}

/** A fraction that the Commission's template reads from a blank cell: a visible assumption, never a silent one. */
export function fractionOr(run: Run, spec: AmountSpec, given: Quantity | undefined, byDefault: number): Step {
  if (given === undefined) return run.ledger.leaf({ ...spec, value: byDefault, unit: "1", assumption: "templateDefault" });
  const step = amount(run, spec, given, "fraction");
  checkFraction(run, spec, step, given.origin);
  return step;
}

/** Law: a share lies between 0 and 1. */
export function checkFraction(run: Run, spec: AmountSpec, step: Step, origin: Origin | undefined): void {
  if (step.value !== null && (step.value < 0 || step.value > 1))
    report(run, "FRACTION_OUT_OF_RANGE", {
      path: spec.id,
      origin,
      params: { subject: nameOf(run, spec.subject), what: spec.what, value: step.value },
    });
}

/** Law: an amount is not negative. */
export function checkNotNegative(run: Run, spec: AmountSpec, step: Step, origin: Origin | undefined): void {
  if (step.value !== null && step.value < 0)
    report(run, "NEGATIVE_AMOUNT", {
      path: spec.id,
      origin,
      params: { subject: nameOf(run, spec.subject), what: spec.what, value: step.value },
    });
}

/** The name of a thing for messages; its id where it has none. */
export function nameOf(run: Run, subject: string): string {
  const name = run.subjects[subject]?.name;
  return name === undefined || name === subject ? subject : `${name} (${subject})`;
}

/** Sum of steps under one symbol with running numbers: "Em.1 + Em.2". */
export function total(symbol: string, steps: readonly Step[]): Expression {
  return add(...steps.map((step, i) => ref(steps.length === 1 ? symbol : `${symbol}.${i + 1}`, step)));
}
