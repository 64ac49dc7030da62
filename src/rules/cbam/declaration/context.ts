// What the steps of one Declaration share: datasets, ledger, memo of steps, and the problems found on the way.
import type { Expression, LeafSpec, Step, StepSpec } from "../../../base/derivation.ts";
import type { Place, Problem, ProblemParams } from "../../../base/problem.ts";
import type { Figure, ImportLine } from "../../../model/declaration.ts";
import { type DeclarationProblem, declarationProblem } from "../../../model/problems/declaration.ts";
import type { Statement } from "../../../model/statement.ts";
import type { Category } from "../../../model/vocabulary.ts";
import type { DefaultValue, DefaultValues } from "../default-values.ts";
import type { Benchmarks } from "../free-allocation.ts";
import { placeOf } from "../run.ts";
import { Book } from "./book.ts";

export type DeclareOptions = {
  /** Year whose figures are applied to every line in place of its own; stamped on the answer. */
  asIf?: number;
  /**
   * Given prices in EUR/tCO2e by quarter ("2026-Q3") or year ("2027"), or for all ("any"). A quarter's and the one for all go before published ones; a year's
   * stands where no quarter is published, and is the reference price of carbon prices.
   */
  prices?: Readonly<Record<string, number>>;
  defaultValues: DefaultValues;
  benchmarks: Benchmarks;
  /** Statements that lines refer to by hash. */
  statements?: readonly Statement[];
  /** Rounds half up to a decimal text. Where given, emissions from a statement enter as its report states them, with 5 decimals; else exactly. */
  rounded?: (value: number, decimals: number) => string;
  /** True: no derivation is wanted, and the answer has no steps. */
  figuresAlone?: boolean;
};

/** A default value with its weight: two for a mix of white and grey cement. */
export type DefaultPart = { value: DefaultValue; weight: Step | undefined; letters: string[] };

/** Emissions per tonne with mark-up, and free allocation. */
export type PerTonne = { see: Step; sefa: Step };

/** What a line's default values depend on besides the year, and what was worked out by year. */
export type DefaultKind = {
  key: string;
  parts: DefaultPart[];
  years: Map<number, PerTonne>;
  values?: { step: Step; weight: Step | undefined }[];
};

/** A line whose goods, origin and year are known. */
export type Line = {
  given: ImportLine;
  id: string;
  /** Eight digits, and what the line gives (eight or ten). */
  cn: string;
  code: string;
  category: Category;
  /** ISO code. */
  origin: string;
  year: number;
  quarter: number;
  exempt: boolean;
};

export type Context = {
  options: DeclareOptions;
  ledger: Book;
  problems: Problem[];
  /** Problems that are said once, by their key. */
  said: Set<string>;
  statements: Map<string, Statement>;
  /** Statements whose content was found to fit their hash. */
  sound: Map<string, boolean>;
  /** Reasons why default values could not be compared, with the number of lines. */
  uncompared: Map<string, number>;
  memo: Map<string, unknown>;
  kinds: Map<string, DefaultKind | undefined>;
};

export function contextOf(options: DeclareOptions): Context {
  return {
    options,
    ledger: new Book({ figuresAlone: options.figuresAlone === true }),
    problems: [],
    said: new Set(),
    statements: new Map((options.statements ?? []).map((statement) => [statement.hash, statement])),
    sound: new Map(),
    uncompared: new Map(),
    memo: new Map(),
    kinds: new Map(),
  };
}

/** What is computed once under a key. */
export function once<T>(context: Context, key: string, make: () => T): T {
  const known = context.memo.get(key);
  if (known !== undefined || context.memo.has(key)) return known as T;
  const made = make();
  context.memo.set(key, made);
  return made;
}

/** A leaf that several lines share. */
export function sharedLeaf(context: Context, spec: LeafSpec): Step {
  return context.ledger.find(spec.id) ?? context.ledger.share(context.ledger.leaf(spec));
}

/** A computed step that several lines share. */
export function sharedStep(context: Context, spec: StepSpec, expression: () => Expression): Step {
  return context.ledger.find(spec.id) ?? context.ledger.share(context.ledger.step(spec, expression()));
}

export const figureOf = (step: Step): Figure => ({ value: step.value, step: step.id });

type Said = { line?: Line | undefined; field?: string; params?: ProblemParams; onceBy?: string };

/** Adds a Problem at a line, or at the whole; `onceBy` lets the first of several equal ones stand for all. */
export function say(context: Context, code: DeclarationProblem, { line, field, params, onceBy }: Said = {}): void {
  if (onceBy !== undefined) {
    const key = `${code} ${onceBy}`;
    if (context.said.has(key)) return;
    context.said.add(key);
  }
  const place = line && placeOf(line.given.at);
  const path = line === undefined ? "" : pathOf(line, field);
  context.problems.push(declarationProblem(code, { path, ...(place && { place }), ...(params && { params }) }));
}

function pathOf(line: Line, field?: string): string {
  return `lines/${line.id}${field === undefined ? "" : `/${field}`}`;
}

/** A Problem of a look-up, placed at the line. */
export function pass(context: Context, problem: Problem, line: Line, field?: string): void {
  const key = `${problem.code} ${problem.text.en}`;
  if (context.said.has(key)) return;
  context.said.add(key);
  const place: Place | undefined = placeOf(line.given.at);
  context.problems.push({ ...problem, path: pathOf(line, field), ...(place && { place }) });
}
