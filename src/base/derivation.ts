// The Derivation: every computed number keeps its formula, its children and where they came from.
import { assert } from "./assert.ts";

/** Where an input stands in what was handed in. Who entered it and when stays in the store. */
export type Origin = { file?: string; sheet?: string; cell?: string; line?: number; evidence?: readonly string[]; formula?: string };

/** Act and annex point (or standard and section) that a formula or a figure follows. */
export type Rule = { act: string; point: string };

/** The dataset row that a figure of the law was taken from. */
export type FactorSource = { dataset: string; row: string; act: string; point: string; validFrom: string; status: string };

export type Term = { symbol: string; step: string };

/**
 * One number of a calculation. `what` is a word of docs/WORDS.md, `subject` the id of the thing it is said of.
 * A leaf has an origin (a document), a factor (a dataset) or an assumption (a default that is made visible); every other step has a formula.
 */
export type Step = {
  id: string;
  what: string;
  subject: string;
  /** null: missing, or computed from something missing. Never zero instead. */
  value: number | null;
  unit: string;
  /** The formula over the symbols of `terms`, written out so that it can be recomputed by hand. */
  formula?: string;
  terms?: Term[];
  rule?: Rule;
  origin?: Origin;
  factor?: FactorSource;
  assumption?: string;
};

/** A formula under construction: its text, its value, and its partial derivative by each term. */
export type Expression = { text: string; binding: number; value: number | null; terms: { symbol: string; step: Step; partial: number }[] };

const SUM = 1;
const PRODUCT = 2;
const ATOM = 3;

/** A symbol of the law standing for a step. */
export function ref(symbol: string, step: Step): Expression {
  return { text: symbol, binding: ATOM, value: step.value, terms: [{ symbol, step, partial: 1 }] };
}

/** A number that the law itself writes into its formula, such as 3.664. */
export function num(value: number): Expression {
  return { text: String(value), binding: value < 0 ? SUM : ATOM, value, terms: [] };
}

function scaled(terms: Expression["terms"], factor: number): Expression["terms"] {
  return terms.map((t) => ({ ...t, partial: t.partial * factor }));
}

function wrap(expression: Expression, binding: number): string {
  return expression.binding < binding ? `(${expression.text})` : expression.text;
}

/** Sum in the order given; the caller puts it in canonical order first. */
export function add(...parts: Expression[]): Expression {
  const [first] = parts;
  if (first === undefined) return num(0);
  if (parts.length === 1) return first;
  let value: number | null = 0;
  for (const p of parts) value = value === null || p.value === null ? null : value + p.value;
  return { text: parts.map((p) => p.text).join(" + "), binding: SUM, value, terms: parts.flatMap((p) => p.terms) };
}

export function sub(left: Expression, right: Expression): Expression {
  const value = left.value === null || right.value === null ? null : left.value - right.value;
  return { text: `${left.text} - ${wrap(right, PRODUCT)}`, binding: SUM, value, terms: [...left.terms, ...scaled(right.terms, -1)] };
}

/** Product in the order given. */
export function mul(...parts: Expression[]): Expression {
  return parts.reduce((left, right) => {
    const value = left.value === null || right.value === null ? null : left.value * right.value;
    return {
      text: `${wrap(left, PRODUCT)} × ${wrap(right, PRODUCT + (right.binding === PRODUCT ? 1 : 0))}`,
      binding: PRODUCT,
      value,
      terms: [...scaled(left.terms, right.value ?? 0), ...scaled(right.terms, left.value ?? 0)],
    };
  });
}

/** Quotient; a division by zero is missing (null), and the caller has said why before. */
export function div(left: Expression, right: Expression): Expression {
  const value = left.value === null || right.value === null || right.value === 0 ? null : left.value / right.value;
  const inverse = right.value === null || right.value === 0 ? 0 : 1 / right.value;
  return {
    text: `${wrap(left, PRODUCT)} / ${wrap(right, ATOM)}`,
    binding: PRODUCT,
    value,
    terms: [...scaled(left.terms, inverse), ...scaled(right.terms, -(value ?? 0) * inverse)],
  };
}

/** Quotient of a sum that nobody else holds: its terms are taken over instead of copied. */
export function over(sum: Expression, right: Expression): Expression {
  const value = sum.value === null || right.value === null || right.value === 0 ? null : sum.value / right.value;
  const inverse = right.value === null || right.value === 0 ? 0 : 1 / right.value;
  for (const term of sum.terms) term.partial *= inverse;
  sum.terms.push(...scaled(right.terms, -(value ?? 0) * inverse));
  return { text: `${wrap(sum, PRODUCT)} / ${wrap(right, ATOM)}`, binding: PRODUCT, value, terms: sum.terms };
}

/** The larger of zero and the inner value: the floor that a law sets. */
export function floorZero(inner: Expression): Expression {
  const open = inner.value !== null && inner.value > 0;
  return {
    text: `max(0, ${inner.text})`,
    binding: ATOM,
    value: inner.value === null ? null : Math.max(0, inner.value),
    terms: open ? inner.terms : scaled(inner.terms, 0),
  };
}

/** first + a × b + a × b ...: the pairs are added in the order given, without the copies that single products would make. */
export function addProducts(
  first: Expression,
  pairs: readonly { left: [symbol: string, step: Step]; right: [symbol: string, step: Step] }[],
): Expression {
  const texts = first.text === "0" ? [] : [first.text];
  const terms = first.terms.map((t) => ({ ...t }));
  let value = first.value;
  for (const { left, right } of pairs) {
    const [a, b] = [left[1].value, right[1].value];
    texts.push(`${left[0]} × ${right[0]}`);
    terms.push({ symbol: left[0], step: left[1], partial: b ?? 0 }, { symbol: right[0], step: right[1], partial: a ?? 0 });
    value = value === null || a === null || b === null ? null : value + a * b;
  }
  if (pairs.length === 0) return { ...first, terms };
  return { text: texts.join(" + "), binding: texts.length === 1 ? PRODUCT : SUM, value, terms };
}

export type LeafSpec = Omit<Step, "formula" | "terms">;
export type StepSpec = Omit<Step, "value" | "formula" | "terms">;

/** The steps of one calculation. Step ids are unique; a step refers only to steps that are there when the ledger is closed. */
export class Ledger {
  readonly steps = new Map<string, Step>();
  /** Partial derivatives of a computed step, in the order of its terms. */
  private readonly partials = new Map<string, number[]>();
  /** Steps whose value left the range of numbers; they are missing, and the caller makes a Problem of each. */
  readonly overflows: string[] = [];

  private put(step: Step): Step {
    if (this.steps.has(step.id)) throw new Error(`assertion failed: step ${step.id} is there already`);
    this.steps.set(step.id, this.inRange(step));
    return step;
  }

  /** The step, its value missing and told among the overflows where it left the range of numbers. */
  protected inRange(step: Step): Step {
    if (step.value !== null && !Number.isFinite(step.value)) {
      this.overflows.push(step.id);
      step.value = null;
    }
    return step;
  }

  /** An input, a figure of a dataset, or a visible assumption. */
  leaf(spec: LeafSpec): Step {
    return this.put(spec);
  }

  /** A computed number: value, formula and children all come from the one expression. */
  step(spec: StepSpec, expression: Expression): Step {
    return this.define(this.put({ ...spec, value: expression.value }), expression);
  }

  /** A number solved elsewhere (a cycle of transfers): its formula follows by `define`, when all that it refers to is there. */
  declare(spec: StepSpec & { value: number | null }): Step {
    return this.put(spec);
  }

  define(step: Step, expression: Expression): Step {
    const { text, terms } = named(expression);
    step.formula = text;
    step.terms = terms.map((t) => ({ step: t.step.id, symbol: t.symbol }));
    this.partials.set(
      step.id,
      terms.map((t) => t.partial),
    );
    return step;
  }

  /** What a computed step rests on, with the partial derivative by each; undefined for a leaf. */
  parts(id: string): { step: string; partial: number }[] | undefined {
    const partials = this.partials.get(id);
    return partials && (this.get(id).terms ?? []).map(({ step }, i) => ({ step, partial: partials[i] ?? 0 }));
  }

  get(id: string): Step {
    const step = this.steps.get(id);
    if (step === undefined) throw new Error(`assertion failed: no step ${id}`);
    return step;
  }

  find(id: string): Step | undefined {
    return this.steps.get(id);
  }
}

/** One symbol stands for one step: the same step under the same symbol is merged, another step under it is a bug. */
function named(expression: Expression): { text: string; terms: Expression["terms"] } {
  const bySymbol = new Map<string, { symbol: string; step: Step; partial: number }>();
  for (const term of expression.terms) {
    const seen = bySymbol.get(term.symbol);
    if (seen === undefined) bySymbol.set(term.symbol, { ...term });
    else {
      assert(seen.step === term.step, `symbol ${term.symbol} stands for two steps, ${seen.step.id} and ${term.step.id}`);
      seen.partial += term.partial;
    }
  }
  return { text: expression.text, terms: [...bySymbol.values()] };
}
