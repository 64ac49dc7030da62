// The ledger of a Declaration: many like steps, kept without partial derivatives, and the three shapes of expression that fill it.
import { type Expression, type LeafSpec, Ledger, ref, type Step, type StepSpec, type Term } from "../../../base/derivation.ts";

const SUM = 1;
const PRODUCT = 2;
const ATOM = 3;

type Part = { symbol: string; step: Step; partial: number };

/**
 * Law: as in every ledger a computed number has its formula and terms from the one expression; here nobody asks for derivatives, and none are kept.
 * A book of figures alone, for those who show no derivation, keeps only the steps that several lines share.
 */
export class Book extends Ledger {
  private readonly figuresAlone: boolean;

  constructor({ figuresAlone }: { figuresAlone: boolean }) {
    super();
    this.figuresAlone = figuresAlone;
  }

  override leaf(spec: LeafSpec): Step {
    return this.figuresAlone ? this.inRange(spec) : super.leaf(spec);
  }

  /** A step that will be looked for again. */
  share(step: Step): Step {
    this.steps.set(step.id, step);
    return step;
  }

  override step(spec: StepSpec, expression: Expression): Step {
    if (this.figuresAlone) return this.inRange({ ...spec, value: expression.value });
    const { terms } = expression;
    const named: Term[] = [];
    const told = terms.length > FEW && !numbered.has(terms) ? new Set<string>() : undefined;
    for (let i = 0; i < terms.length; i += 1) {
      const { symbol, step } = terms[i] as Part;
      if (terms.length <= FEW ? isTold(terms, i, symbol) : told?.has(symbol)) continue;
      told?.add(symbol);
      named.push({ symbol, step: step.id });
    }
    const made: Step = { ...spec, value: expression.value, formula: expression.text, terms: named };
    return this.leaf(made);
  }
}

/** Terms whose symbols are told apart by running numbers, so that none can stand twice. */
const numbered = new WeakSet<Expression["terms"]>();

/** Up to so many terms a look back is quicker than a set. */
const FEW = 40;

function isTold(terms: Expression["terms"], before: number, symbol: string): boolean {
  for (let i = 0; i < before; i += 1) if (terms[i]?.symbol === symbol) return true;
  return false;
}

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
const times = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b);

/** The product of two symbols. */
export function product(left: string, a: Step, right: string, b: Step): Expression {
  const terms: Part[] = [
    { symbol: left, step: a, partial: b.value ?? 0 },
    { symbol: right, step: b, partial: a.value ?? 0 },
  ];
  return { text: `${left} × ${right}`, binding: PRODUCT, value: times(a.value, b.value), terms };
}

/** max(0, SEE - SEFA) × M, with running numbers where there are several. */
export function chargeable({ see, sefa }: { see: Step; sefa: Step }, mass: Step, i?: number): Expression {
  const dot = i === undefined ? "" : `.${i}`;
  const difference = minus(see.value, sefa.value);
  const open = difference !== null && difference > 0;
  const perTonne = difference === null ? null : Math.max(0, difference);
  const slope = open ? (mass.value ?? 0) : 0;
  const terms: Part[] = [
    { symbol: `SEE${dot}`, step: see, partial: slope },
    { symbol: `SEFA${dot}`, step: sefa, partial: -slope },
    { symbol: `M${dot}`, step: mass, partial: perTonne ?? 0 },
  ];
  return { text: `max(0, SEE${dot} - SEFA${dot}) × M${dot}`, binding: PRODUCT, value: times(perTonne, mass.value), terms };
}

type MarkedUp = { value: Step; raise: Step; sefa: Step; mass: Step };

/** max(0, DV × (1 + mark-up) - SEFA) × M with running numbers; the mark-up is named after its sector. */
export function chargeableMarkedUp({ value, raise, sefa, mass }: MarkedUp, i: number, sector: string): Expression {
  const raised = plus(1, raise.value);
  const difference = minus(times(value.value, raised), sefa.value);
  const slope = difference !== null && difference > 0 ? (mass.value ?? 0) : 0;
  const perTonne = difference === null ? null : Math.max(0, difference);
  const terms: Part[] = [
    { symbol: `DV.${i}`, step: value, partial: slope * (raised ?? 0) },
    { symbol: `mark-up.${sector}`, step: raise, partial: slope * (value.value ?? 0) },
    { symbol: `SEFA.${i}`, step: sefa, partial: -slope },
    { symbol: `M.${i}`, step: mass, partial: perTonne ?? 0 },
  ];
  return {
    text: `max(0, DV.${i} × (1 + mark-up.${sector}) - SEFA.${i}) × M.${i}`,
    binding: PRODUCT,
    value: times(perTonne, mass.value),
    terms,
  };
}

/** Sum of steps under one symbol with running numbers: "C.1 + C.2". */
export function sum(symbol: string, steps: readonly Step[]): Expression {
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return ref(symbol, only);
  const names = steps.map((_, i) => `${symbol}.${i + 1}`);
  const terms = steps.map((step, i): Part => ({ symbol: names[i] as string, step, partial: 1 }));
  numbered.add(terms);
  let value: number | null = 0;
  for (const step of steps) value = plus(value, step.value);
  return { text: names.length === 0 ? "0" : names.join(" + "), binding: names.length < 2 ? ATOM : SUM, value, terms };
}

/** The sum of steps under one symbol less that of steps under another. */
export function difference(left: string, plusSteps: readonly Step[], right: string, minusSteps: readonly Step[]): Expression {
  const [whole, less] = [sum(left, plusSteps), sum(right, minusSteps)];
  const terms = [...whole.terms, ...less.terms.map((term) => ({ ...term, partial: -1 }))];
  numbered.add(terms);
  const text = `${whole.text} - ${less.binding === SUM ? `(${less.text})` : less.text}`;
  return { text, binding: SUM, value: minus(whole.value, less.value), terms };
}

/** Sum of expressions whose symbols are told apart by the caller. */
export function sumOf(parts: readonly Expression[]): Expression {
  let value: number | null = 0;
  const terms: Part[] = [];
  for (const part of parts) {
    value = plus(value, part.value);
    for (const term of part.terms) terms.push(term);
  }
  return { text: parts.length === 0 ? "0" : parts.map(({ text }) => text).join(" + "), binding: SUM, value, terms };
}
