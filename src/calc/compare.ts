// Explains a change: what differs between two Statements, and how much each difference moved each good.
import { canonical, type Json } from "../base/canonical.ts";
import type { Step } from "../base/derivation.ts";
import type { BothLanguages, Outcome, Problem } from "../base/problem.ts";
import type { Change, ChangedGood, ChangedStep, ChangeKind, ComparedStatement, Move, Moved } from "../model/change.ts";
import { changeProblem } from "../model/problems/change.ts";
import { type Good, MEASURES, type Result, type Statement, stepsOf } from "../model/statement.ts";
import { word } from "../model/words.ts";
import { adjoints, ownSpeed, type Path, type Place, pathOf, placeAt, tangents } from "./path.ts";

/** Gauss and Legendre's nodes and weights on 0 to 1: exact for polynomials up to degree 15, and near it for quotients. */
const NODES: readonly (readonly [at: number, weight: number])[] = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
].flatMap(([x = 0, w = 0]): [number, number][] => [
  [(1 - x) / 2, w / 2],
  [(1 + x) / 2, w / 2],
]);

/** Two figures that differ by less than this part are the same. */
const SAME = 1e-12;
/** A move below this part of the largest is not listed by itself. */
const SLIGHT = 1e-9;
/** Figures whose change is divided up by cause; beyond them, those that moved most. */
const MOST_EXPLAINED = 200;
/** Records that are named where they alone differ. */
const MOST_NAMED = 10;
const LAW = new Set(["constants", "gwp", "categories", "cn"]);

/**
 * Law: the figures of the first Statement plus all moves are those of the second. A move is the integral of the figure's derivative by one change along the straight way
 * from one Statement to the other (Aumann and Shapley), so that no order of changes is preferred; what floors leave over is named as rest.
 * Goods are matched by id, else by code and process. Moves in the unit of the figure.
 * Problems: CHANGE_NONE, CHANGE_RECORDS, CHANGE_OTHER_INSTALLATION, CHANGE_WITHHELD, CHANGE_FIGURE_MISSING, CHANGE_MANY_GOODS.
 */
export function compareStatements(before: Statement, after: Statement): Outcome<Change> {
  const [first, second] = [stepsOf(before), stepsOf(after)];
  const problems: Problem[] = [];
  const names = [before.installation.name, after.installation.name];
  if (names[0] !== names[1])
    problems.push(changeProblem("CHANGE_OTHER_INSTALLATION", { params: { before: names[0] ?? "", after: names[1] ?? "" } }));
  const withheld = [...new Set([...first.withheld, ...second.withheld])];
  if (withheld.length > 0)
    problems.push(changeProblem("CHANGE_WITHHELD", { params: { count: withheld.length, steps: withheld.slice(0, 5).join(", ") } }));
  const pairs = matched(before.goods, after.goods);
  const old = calledAlike(first.steps, pairs);
  const steps = changedSteps(old, second.steps);
  const goods = changedGoods(before, after, pairs, {
    path: () => pathOf(old, second.steps),
    steps,
    first: old,
    second: second.steps,
    problems,
  });
  const taken = new Set(pairs.map(([, b]) => b.id));
  const kept = new Set(pairs.map(([a]) => a.id));
  const value: Change = {
    format: "sandan.change/1",
    before: sideOf(before),
    after: sideOf(after),
    goods,
    added: after.goods.filter(({ id }) => !taken.has(id)).map(shortly),
    withdrawn: before.goods.filter(({ id }) => !kept.has(id)).map(shortly),
    steps,
    datasets: changedDatasets(before, after),
    names: Object.fromEntries(Object.entries({ ...before.subjects, ...after.subjects }).map(([id, subject]) => [id, subject.name])),
  };
  const nothing = goods.length === 0 && steps.length === 0 && value.added.length === 0 && value.withdrawn.length === 0;
  const records = nothing ? changedRecords(before, after) : [];
  if (records.length > 0)
    problems.push(changeProblem("CHANGE_RECORDS", { params: { count: records.length, records: records.slice(0, MOST_NAMED).join(", ") } }));
  else if (nothing) problems.push(changeProblem("CHANGE_NONE"));
  return { value, problems };
}

/** Records that say something else, or are in one of the two only; one that is withheld on a side differs where its commitment does. */
function changedRecords(before: Statement, after: Statement): string[] {
  type Said = { commitment?: string; text?: string };
  const said = ({ records, disclosure, installation: { origin: _, ...installation }, period }: Statement): Map<string, Said> =>
    new Map([
      ...Object.entries<Json>({ installation, period }).map(([id, value]): [string, Said] => [id, { text: canonical(value) }]),
      ...records.map(({ id, commitment }): [string, Said] => {
        const told = disclosure.records[id];
        return [id, { commitment, ...(told !== undefined && { text: canonical(told.value) }) }];
      }),
    ]);
  const [a, b] = [said(before), said(after)];
  return [...new Set([...a.keys(), ...b.keys()])].sort().filter((id) => {
    const [old, now] = [a.get(id), b.get(id)];
    if (old === undefined || now === undefined) return true;
    return old.text === undefined || now.text === undefined ? old.commitment !== now.commitment : old.text !== now.text;
  });
}

/** The steps of the first Statement, those of a good that has another id in the second under that id: what a good is called changes no figure. */
function calledAlike(steps: ReadonlyMap<string, Step>, pairs: readonly [Good, Good][]): ReadonlyMap<string, Step> {
  const ids = new Map(pairs.filter(([a, b]) => a.id !== b.id).map(([a, b]) => [a.id, b.id]));
  if (ids.size === 0) return steps;
  const named = (step: string): string => {
    const [kind, id = "", ...rest] = step.split("/");
    const other = kind === "product" ? ids.get(id) : undefined;
    return other === undefined ? step : ["product", other, ...rest].join("/");
  };
  return new Map(
    [...steps.values()].map((step) => {
      const id = named(step.id);
      const terms = step.terms?.map((term) => ({ ...term, step: named(term.step) }));
      return [
        id,
        { ...step, id, subject: id === step.id ? step.subject : (ids.get(step.subject) ?? step.subject), ...(terms && { terms }) },
      ];
    }),
  );
}

const shortly = ({ id, name, cn }: Good) => ({ id, name, cn });

function sideOf({ hash, installation, period, act, asIf }: Statement): ComparedStatement {
  return { hash, installation: installation.name, period, act, ...(asIf !== undefined && { asIf }) };
}

/** Each good once: by its id, else the first that nobody has of the same code and process. */
function matched(before: readonly Good[], after: readonly Good[]): [Good, Good][] {
  const byId = new Map(after.map((good) => [good.id, good]));
  const known = new Set(before.map(({ id }) => id));
  const left = Map.groupBy(
    after.filter(({ id, cn }) => !known.has(id) && cn !== ""),
    ({ cn, process }) => `${cn} ${process}`,
  );
  return before.flatMap((good): [Good, Good][] => {
    const other = byId.get(good.id) ?? left.get(`${good.cn} ${good.process}`)?.shift();
    return other === undefined ? [] : [[good, other]];
  });
}

function kindOf(before: Step | undefined, after: Step | undefined): ChangeKind {
  if (before === undefined || after === undefined) return "structure";
  if (before.terms !== undefined || after.terms !== undefined) return "structure";
  const factor = after.factor ?? before.factor;
  if (factor === undefined) return "input";
  return LAW.has(factor.dataset) ? "law" : "factor";
}

/** Leaves with another value, and steps that are in one of the two only or are worked out otherwise. */
function changedSteps(before: ReadonlyMap<string, Step>, after: ReadonlyMap<string, Step>): ChangedStep[] {
  const changed: ChangedStep[] = [];
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [a, b] = [before.get(id), after.get(id)];
    const { what, subject, unit } = (b ?? a) as Step;
    if (a !== undefined && b !== undefined) {
      const leaves = a.formula === undefined && b.formula === undefined;
      if (leaves ? a.value === b.value && a.unit === b.unit && tableOf(a) === tableOf(b) : a.formula === b.formula) continue;
    }
    const side = (step: Step | undefined) =>
      step && { value: step.value, ...(step.origin && { origin: step.origin }), ...(step.factor && { factor: step.factor }) };
    const [old, now] = [side(a), side(b)];
    changed.push({ kind: kindOf(a, b), step: id, what, subject, unit, ...(old && { before: old }), ...(now && { after: now }) });
  }
  return changed;
}

/** The row of a dataset that a value was taken from; "" for one that was said. */
const tableOf = ({ factor }: Step): string => (factor === undefined ? "" : `${factor.dataset}/${factor.row}`);

function changedDatasets(before: Statement, after: Statement): Change["datasets"] {
  const [a, b] = [new Map(before.datasets.map((d) => [d.id, d])), new Map(after.datasets.map((d) => [d.id, d]))];
  const named = (d: Statement["datasets"][number] | undefined): string | undefined =>
    d && `${d.act}, ${d.validFrom}, ${d.hash.slice(0, 12)}`;
  return [...new Set([...a.keys(), ...b.keys()])].sort().flatMap((id) => {
    const [old, now] = [named(a.get(id)), named(b.get(id))];
    return old === now ? [] : [{ id, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  });
}

type Work = {
  path: () => Path;
  steps: readonly ChangedStep[];
  first: ReadonlyMap<string, Step>;
  second: ReadonlyMap<string, Step>;
  problems: Problem[];
};

type Wanted = { good: Good; a: Result; b: Result; size: number };

function changedGoods(before: Statement, after: Statement, pairs: readonly [Good, Good][], work: Work): ChangedGood[] {
  const [old, now] = [resultsOf(before), resultsOf(after)];
  const wanted = pairs.flatMap(([good, other]) =>
    MEASURES.flatMap((measure): Wanted[] => {
      const [a, b] = [old.get(`${good.id} ${measure}`), now.get(`${other.id} ${measure}`)];
      if (a === undefined || b === undefined || same(a.value, b.value)) return [];
      const size = a.value === null || b.value === null ? 0 : Math.abs(b.value - a.value) / Math.max(Math.abs(a.value), Math.abs(b.value));
      return [{ good: other, a, b, size }];
    }),
  );
  const explained = new Set([...wanted].sort((x, y) => y.size - x.size).slice(0, MOST_EXPLAINED));
  if (wanted.length > explained.size)
    work.problems.push(changeProblem("CHANGE_MANY_GOODS", { params: { shown: explained.size, count: wanted.length } }));
  const mover = moverOf(work, explained.size);
  return [...Map.groupBy(wanted, ({ good }) => good)].map(([good, mine]) => ({
    ...shortly(good),
    moved: mine.map((one): Moved => {
      const { a, b } = one;
      const whole = { measure: b.measure, unit: b.unit, before: a.value, after: b.value };
      if (a.value === null || b.value === null) {
        const { ko, en } = word(b.measure);
        const measure: BothLanguages = { ko, en };
        work.problems.push(changeProblem("CHANGE_FIGURE_MISSING", { path: b.step, params: { good: good.name, measure } }));
        return { ...whole, moves: [] };
      }
      return {
        ...whole,
        moves: explained.has(one) ? mover(b.step, b.value - a.value, Math.max(Math.abs(a.value), Math.abs(b.value))) : [],
      };
    }),
  }));
}

const resultsOf = ({ results }: Statement): Map<string, Result> => new Map(results.map((r) => [`${r.product} ${r.measure}`, r]));

function same(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
}

type Source = { at: number; step: Step; kind: ChangeKind };
type Along = { path: Path; places: Place[]; sources: Source[] };

/**
 * Divides differences among the changes. The derivatives along the way are worked out once; then each change is followed forwards, or each figure backwards,
 * whichever are fewer.
 */
function moverOf(work: Work, figures: number): (step: string, difference: number, scale: number) => Move[] {
  let divided: ((target: number) => Float64Array) | undefined;
  let along: Along | undefined;
  return (target, difference, scale) => {
    along ??= prepared(work);
    divided ??= along.sources.length <= figures ? forwards(along) : backwards(along);
    const sums = divided(along.path.index.get(target) ?? -1);
    const moves = along.sources.flatMap(({ step, kind }, i): Move[] => {
      const value = sums[i] as number;
      const counts = Number.isFinite(value) && Math.abs(value) > SLIGHT * SLIGHT * scale;
      return counts ? [{ kind, step: step.id, what: step.what, subject: step.subject, value }] : [];
    });
    moves.sort((x, y) => Math.abs(y.value) - Math.abs(x.value) || (x.step < y.step ? -1 : 1));
    const rest = difference - moves.reduce((sum, { value }) => sum + value, 0);
    if (Math.abs(rest) <= SLIGHT * Math.max(scale, Math.abs(difference))) return moves;
    return [...moves, { kind: "rest", step: target, what: "rest", subject: "", value: rest }];
  };
}

/** Each change followed through all steps. */
function forwards({ path, places, sources }: Along): (target: number) => Float64Array {
  const moved = sources.map(({ at }) => {
    const sums = new Float64Array(path.ids.length);
    for (const [n, place] of places.entries()) {
      const part = tangents(path, place, at, ownSpeed(path, at, place));
      const weight = NODES[n]?.[1] ?? 0;
      for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] as number) + weight * (part[i] as number);
    }
    return sums;
  });
  return (target) => Float64Array.from(moved, (sums) => sums[target] as number);
}

/** Each figure followed back to all changes. */
function backwards({ path, places, sources }: Along): (target: number) => Float64Array {
  return (target) => {
    const sums = new Float64Array(sources.length);
    for (const [n, place] of places.entries()) {
      const worth = adjoints(path, place, target);
      const weight = NODES[n]?.[1] ?? 0;
      for (const [i, { at }] of sources.entries())
        sums[i] = (sums[i] as number) + weight * (worth[at] as number) * ownSpeed(path, at, place);
    }
    return sums;
  };
}

function prepared({ path: make, first, second, steps }: Work): Along {
  const path = make();
  const places = NODES.map(([t]) => placeAt(path, t));
  const kinds = new Map(steps.map(({ step, kind }) => [step, kind]));
  const sources = path.ids.flatMap((id, at): Source[] => {
    const stage = path.stages[at];
    const ends = stage !== undefined && "value" in stage.before && "value" in stage.after && stage.before.value !== stage.after.value;
    const step = second.get(id) ?? first.get(id);
    if (step === undefined || !(ends || stage?.mixed)) return [];
    return [{ at, step: ends ? step : namedAfter(step, first, second), kind: kinds.get(id) ?? "structure" }];
  });
  return { path, places, sources };
}

/** A step that is worked out otherwise because one new (or vanished) thing enters it is named after that thing. */
function namedAfter(step: Step, first: ReadonlyMap<string, Step>, second: ReadonlyMap<string, Step>): Step {
  const terms = [...(first.get(step.id)?.terms ?? []), ...(second.get(step.id)?.terms ?? [])];
  const lone = terms.flatMap(({ step: id }) => {
    const [a, b] = [first.get(id), second.get(id)];
    return a === undefined || b === undefined ? [(a ?? b) as Step] : [];
  });
  const subjects = new Set(lone.map(({ subject }) => subject));
  const emissions = lone.find(({ terms: inner }) => inner !== undefined) ?? lone[0];
  return subjects.size === 1 && emissions !== undefined ? { ...step, what: emissions.what, subject: emissions.subject } : step;
}
