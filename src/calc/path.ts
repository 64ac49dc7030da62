// The steps of two Statements as one computation that leads from the first to the second.
import type { Step } from "../base/derivation.ts";
import { addPartials, type Formula, parseFormula, valueOfFormula } from "./formula.ts";

/** One way of working a step out: a fixed value, or a formula over other steps. */
type Way = { value: number } | { formula: Formula; terms: ReadonlyMap<string, number> };
/** A step of the path: the same way at both ends, or another at each, mixed on the way. */
type Stage = { before: Way; after: Way; mixed: boolean };

export type Path = {
  ids: string[];
  index: ReadonlyMap<string, number>;
  stages: Stage[];
  /** Groups of steps in the order in which they can be worked out; a group of several is a cycle. */
  groups: number[][];
};

const NONE: Way = { value: Number.NaN };

/**
 * Law: at 0 every step has its value of the first Statement, at 1 that of the second. A leaf goes straight from one value to the other; a step with the same
 * formula in both follows its terms; one that is worked out otherwise is (1 - t) times the first way and t times the second.
 */
export function pathOf(before: ReadonlyMap<string, Step>, after: ReadonlyMap<string, Step>): Path {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const index = new Map(ids.map((id, i) => [id, i]));
  const stages = ids.map((id): Stage => {
    const [a, b] = [before.get(id), after.get(id)];
    const first = a === undefined ? undefined : wayOf(a, index);
    const second = b === undefined ? undefined : wayOf(b, index);
    if (first === undefined || second === undefined) {
      const only = first ?? second ?? NONE;
      return { before: only, after: only, mixed: false };
    }
    const same = "value" in first ? "value" in second : a?.formula === b?.formula && sameTerms(a, b);
    return { before: first, after: second, mixed: !same };
  });
  return { ids, index, stages, groups: groupsOf(stages) };
}

function sameTerms(a: Step | undefined, b: Step | undefined): boolean {
  const key = (step: Step | undefined): string => (step?.terms ?? []).map((t) => `${t.symbol} ${t.step}`).join("\n");
  return key(a) === key(b);
}

function wayOf(step: Step, index: ReadonlyMap<string, number>): Way {
  const formula = step.formula === undefined ? undefined : parseFormula(step.formula);
  if (formula === undefined) return { value: step.value ?? Number.NaN };
  return { formula, terms: new Map((step.terms ?? []).map(({ symbol, step: id }) => [symbol, index.get(id) ?? -1])) };
}

function inputsOf({ before, after, mixed }: Stage): number[] {
  const of = (way: Way): number[] => ("terms" in way ? [...way.terms.values()].filter((i) => i >= 0) : []);
  return mixed ? [...of(before), ...of(after)] : of(before);
}

/** Strongly connected groups, inputs first (Tarjan, without recursion). */
function groupsOf(stages: readonly Stage[]): number[][] {
  const inputs = stages.map(inputsOf);
  const order = new Int32Array(stages.length).fill(-1);
  const low = new Int32Array(stages.length);
  const onStack = new Uint8Array(stages.length);
  const stack: number[] = [];
  const groups: number[][] = [];
  let count = 0;
  for (let start = 0; start < stages.length; start += 1) {
    if (order[start] !== -1) continue;
    const work: { at: number; next: number }[] = [{ at: start, next: 0 }];
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const { at } = frame;
      if (frame.next === 0) {
        order[at] = low[at] = count;
        count += 1;
        stack.push(at);
        onStack[at] = 1;
      }
      const input = inputs[at]?.[frame.next];
      frame.next += 1;
      if (input !== undefined) {
        if (order[input] === -1) work.push({ at: input, next: 0 });
        else if (onStack[input] === 1) low[at] = Math.min(low[at] as number, order[input] as number);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined) low[parent.at] = Math.min(low[parent.at] as number, low[at] as number);
      if (low[at] === order[at]) groups.push(popped(stack, onStack, at));
    }
  }
  return groups;
}

function popped(stack: number[], onStack: Uint8Array, until: number): number[] {
  const group: number[] = [];
  for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
    onStack[one] = 0;
    group.push(one);
    if (one === until) break;
  }
  return group;
}

/** Rounds of a cycle until nothing moves; a productive one settles long before. */
const MOST_ROUNDS = 2000;
const SETTLED = 1e-15;

function valueOfWay(way: Way, values: Float64Array): number {
  if ("value" in way) return way.value;
  return valueOfFormula(way.formula, (symbol) => {
    const at = way.terms.get(symbol);
    return at === undefined ? undefined : values[at];
  });
}

function valueAt({ before, after, mixed }: Stage, t: number, values: Float64Array): number {
  if ("value" in before && "value" in after) return before.value + (after.value - before.value) * t;
  return mixed ? (1 - t) * valueOfWay(before, values) + t * valueOfWay(after, values) : valueOfWay(before, values);
}

/** Works a group out in place; a cycle goes round until nothing moves. */
function settle(group: readonly number[], values: Float64Array, valueOfStep: (at: number) => number): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let moved = 0;
    for (const at of group) {
      const value = valueOfStep(at);
      moved = Math.max(moved, Math.abs(value - (values[at] as number)) / Math.max(Math.abs(value), 1e-300));
      values[at] = value;
    }
    if (group.length === 1 || !(moved > SETTLED)) return;
  }
}

function valuesAt({ stages, groups }: Path, t: number): Float64Array {
  const values = new Float64Array(stages.length);
  for (const group of groups) settle(group, values, (at) => valueAt(stages[at] as Stage, t, values));
  return values;
}

/** The path at one place: values, and each step's partial derivatives by its inputs (inputs and partials from `from[at]` to `from[at + 1]`). */
export type Place = { values: Float64Array; from: Int32Array; inputs: Int32Array; partials: Float64Array };

/** The path at `t` between 0 and 1, with its derivatives. */
export const placeAt = (path: Path, t: number): Place => derivativesAt(path, t, valuesAt(path, t));

/** The steps as they stand, with their own values and derivatives; what is missing or withheld is not a number, and what rests on it neither. */
export function standing(steps: ReadonlyMap<string, Step>): { path: Path; place: Place } {
  const path = pathOf(steps, steps);
  const values = Float64Array.from(path.ids, (id) => steps.get(id)?.value ?? Number.NaN);
  return { path, place: derivativesAt(path, 0, values) };
}

function derivativesAt(path: Path, t: number, values: Float64Array): Place {
  const from = new Int32Array(path.stages.length + 1);
  const inputs: number[] = [];
  const partials: number[] = [];
  for (const [at, { before, after, mixed }] of path.stages.entries()) {
    putPartials(before, mixed ? 1 - t : 1, values, { inputs, partials });
    if (mixed) putPartials(after, t, values, { inputs, partials });
    from[at + 1] = inputs.length;
  }
  return { values, from, inputs: Int32Array.from(inputs), partials: Float64Array.from(partials) };
}

function putPartials(way: Way, share: number, values: Float64Array, { inputs, partials }: { inputs: number[]; partials: number[] }): void {
  if ("value" in way) return;
  const inputOf = (symbol: string): number | undefined => way.terms.get(symbol);
  addPartials(
    way.formula,
    share,
    (symbol) => values[inputOf(symbol) ?? -1],
    (symbol, partial) => {
      const input = inputOf(symbol);
      if (input === undefined || input < 0) return;
      inputs.push(input);
      partials.push(partial);
    },
  );
}

/** How far every step moves with the source's own speed: tangents, inputs first. */
export function tangents({ groups }: Path, { from, inputs, partials }: Place, source: number, speed: number): Float64Array {
  const moved = new Float64Array(from.length - 1);
  const tangent = (at: number): number => {
    let sum = at === source ? speed : 0;
    for (let k = from[at] as number; k < (from[at + 1] as number); k += 1)
      sum += (partials[k] as number) * (moved[inputs[k] as number] as number);
    return sum;
  };
  for (const group of groups) settle(group, moved, tangent);
  return moved;
}

/** What each step's value is worth to the target: adjoints, the target first. */
export function adjoints({ groups }: Path, { from, inputs, partials }: Place, target: number): Float64Array {
  const worth = new Float64Array(from.length - 1);
  worth[target] = 1;
  const handOn = (at: number, to: (input: number, part: number) => void): void => {
    const mine = worth[at] as number;
    if (mine === 0) return;
    for (let k = from[at] as number; k < (from[at + 1] as number); k += 1) to(inputs[k] as number, mine * (partials[k] as number));
  };
  const add = (input: number, part: number): void => {
    worth[input] = (worth[input] as number) + part;
  };
  for (let g = groups.length - 1; g >= 0; g -= 1) {
    const group = groups[g] as number[];
    if (group.length === 1) handOn(group[0] as number, add);
    else roundCycle(group, worth, handOn, add);
  }
  return worth;
}

/** Inside a cycle worth goes round until it has settled; then it is handed on to what lies outside. */
function roundCycle(
  group: readonly number[],
  worth: Float64Array,
  handOn: (at: number, to: (input: number, part: number) => void) => void,
  add: (input: number, part: number) => void,
): void {
  const inside = new Set(group);
  const given = group.map((at) => worth[at] as number);
  if (given.every((value) => value === 0)) return;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = new Map<number, number>();
    for (const at of group)
      handOn(at, (input, part) => {
        if (inside.has(input)) next.set(input, (next.get(input) ?? 0) + part);
      });
    let moved = 0;
    for (const [i, at] of group.entries()) {
      const value = (given[i] as number) + (next.get(at) ?? 0);
      moved = Math.max(moved, Math.abs(value - (worth[at] as number)) / Math.max(Math.abs(value), 1e-300));
      worth[at] = value;
    }
    if (!(moved > SETTLED)) break;
  }
  for (const at of group)
    handOn(at, (input, part) => {
      if (!inside.has(input)) add(input, part);
    });
}

/** How fast a step moves by itself: a leaf's way from one value to the other, a mixed step's from one formula to the other. */
export function ownSpeed({ stages }: Path, at: number, { values }: Place): number {
  const { before, after, mixed } = stages[at] as Stage;
  if ("value" in before && "value" in after) return after.value - before.value;
  return mixed ? valueOfWay(after, values) - valueOfWay(before, values) : 0;
}
