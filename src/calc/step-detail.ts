// One number with its receipt: formula, what it rests on, where it was read, and what rests on it.
import type { Origin, Step } from "../base/derivation.ts";
import { withNumbers } from "../formats/formula.ts";
import type { Case } from "../model/case.ts";
import type { EvidencePlace, StepDetail, StepTerm } from "../model/insight.ts";
import type { Part } from "../model/quantity.ts";
import { word } from "../model/words.ts";
import type { Analysed } from "./analysed.ts";
import { rungOf } from "./data-ladder.ts";
import { datasetContent } from "./datasets.ts";
import { wordOf } from "./emission-sources.ts";
import { inputOf, lineOf } from "./inputs.ts";
import type { Tables } from "./yardsticks.ts";

/** Lines of activity data and steps that are told one by one. */
const MOST_LINES = 100;
const MOST_TERMS = 500;
const MOST_USED_BY = 50;
const MOST_RECORDS = 20;
/** Steps that are looked at for lines and records. */
const MOST_SEEN = 200_000;

/** A detail but for who and when, which stay in the store: the keys of the records that the number comes from. */
export type ToldStep = Omit<StepDetail, "records"> & { keys: string[] };

/** What a line of activity data says besides its number, by its key. */
export type SaidOfLine = (key: string) => { label?: string | undefined; start?: string | undefined; end?: string | undefined } | undefined;

/** What a case itself says of its lines: their days. */
export function saidInCase(given: Case): SaidOfLine {
  const found = new Map<string, Part>();
  const open: unknown[] = [given];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== "object" || at === null) continue;
    const { parts } = at as { parts?: Part[] };
    if (Array.isArray(parts)) for (const part of parts) found.set(`activities/${part.id}`, part);
    else open.push(...Object.values(at).filter((one) => one !== undefined));
  }
  return (key) => found.get(key);
}

/**
 * Law: any step opens, a withheld leaf too (its value is then not shown); the formula with numbers gives the value again.
 * undefined where there is no such step.
 */
export function stepDetail(analysed: Analysed, tables: Tables, id: string, said: SaidOfLine): ToldStep | undefined {
  const { steps, subjects, withheld } = analysed;
  const step = steps.get(id);
  if (step === undefined) return undefined;
  const subject = subjects[step.subject];
  const parts = beneath(analysed, step);
  const rung = rungOf(analysed, id);
  const origin = originOf(analysed, step);
  const computed = step.formula !== undefined;
  return {
    step: id,
    ...wordOf(analysed, step),
    subject: { id: step.subject, ...(subject !== undefined && { kind: subject.kind }), name: subject?.name ?? step.subject },
    value: step.value,
    unit: step.unit,
    ...(withheld.has(id) && { withheld: true }),
    ...(computed && { formula: step.formula, withNumbers: withNumbers(step, (term) => steps.get(term)?.value ?? null) }),
    terms: (step.terms ?? []).slice(0, MOST_TERMS).map((term) => termOf(analysed, term)),
    ...(step.rule !== undefined && { rule: step.rule }),
    ...(step.factor !== undefined && { factor: { ...step.factor, ...titleOf(step.factor.dataset, tables) } }),
    ...(step.assumption !== undefined && { assumption: labelled(step.assumption) }),
    ...(origin !== undefined && { origin }),
    ...(rung !== undefined && { rung }),
    evidence: placesOf(analysed, [step, ...parts.input]),
    lines: { items: parts.lines.slice(0, MOST_LINES).map((line) => lineItem(analysed, line, said)), total: parts.lines.length },
    usedBy: usersOf(analysed, id),
    keys: parts.keys,
  };
}

function labelled(assumption: string): StepDetail["assumption"] & object {
  const { ko, en, help } = word(assumption);
  return help === undefined ? { ko, en } : { ko: `${ko}. ${help.ko}`, en: `${en}. ${help.en}` };
}

function titleOf(dataset: string, tables: Tables): { title?: { ko: string; en: string } } {
  const title = datasetContent(dataset, tables)?.header.title;
  return title === undefined ? {} : { title };
}

function nameOf(analysed: Analysed, step: Step): string {
  return analysed.subjects[step.subject]?.name ?? step.subject;
}

function termOf(analysed: Analysed, { symbol, step: id }: { symbol: string; step: string }): StepTerm {
  const step = analysed.steps.get(id) as Step;
  return {
    symbol,
    step: id,
    name: nameOf(analysed, step),
    what: wordOf(analysed, step).what,
    value: step.value,
    unit: step.unit,
    ...(analysed.withheld.has(id) && { withheld: true }),
  };
}

/** Where it stands, without the file's name, and with the line of a case file that the Statement keeps beside. */
function originOf({ lines }: Analysed, { id, origin }: Step): Origin | undefined {
  const { file: _, ...place } = origin ?? {};
  const line = Object.hasOwn(lines, id) ? lines[id] : place.line;
  const whole = { ...place, ...(line !== undefined && { line }) };
  return Object.keys(whole).length === 0 ? undefined : whole;
}

type Beneath = { lines: Step[]; input: Step[]; keys: string[] };

/**
 * Law: a number comes from the records of what stands directly beneath it; the sum of lines of activity data from each of them.
 * `input` are the steps that the same input was put together from.
 */
function beneath(analysed: Analysed, step: Step): Beneath {
  const { steps, inputs } = analysed;
  const lines: Step[] = [];
  const input: Step[] = [];
  const keys = new Set<string>();
  const own = (id: string): boolean =>
    id.startsWith(`${step.id}/part/`) || id.startsWith(`${step.id}/month/`) || id.startsWith(`${step.id}/given`);
  const note = (id: string): void => {
    const record = inputs.recordOf(id);
    if (record !== undefined && keys.size < MOST_RECORDS) keys.add(record);
  };
  note(step.id);
  const line = lineOf(step.id);
  if (line !== undefined) keys.add(`activities/${line}`);
  const monthly = step.id.includes("/month/");
  const open = [...(step.terms ?? [])].reverse();
  for (let seen = 0, term = open.pop(); term !== undefined && seen < MOST_SEEN; seen += 1, term = open.pop()) {
    const below = steps.get(term.step);
    if (below === undefined) continue;
    const part = lineOf(below.id);
    if (part !== undefined && (own(below.id) || monthly)) lines.push(below);
    if (own(below.id) || monthly || below.id.endsWith("/given")) {
      input.push(below, ...givenOf(steps, below));
      if (part === undefined) open.push(...[...(below.terms ?? [])].reverse());
    } else note(below.id);
  }
  for (const { id } of lines) if (keys.size < MOST_RECORDS) keys.add(`activities/${lineOf(id)}`);
  return { lines, input, keys: [...keys] };
}

/** The number as it was read, where the step is its conversion. */
function givenOf(steps: ReadonlyMap<string, Step>, { id }: Step): Step[] {
  const given = steps.get(`${id}/given`);
  return given === undefined ? [] : [given];
}

/** Documents by the places in them, each once. */
function placesOf(analysed: Analysed, steps: readonly Step[]): EvidencePlace[] {
  const found = new Map<string, EvidencePlace>();
  for (const step of steps) {
    if (found.size >= MOST_LINES) break;
    for (const { id, ...spot } of documentsOf(analysed, step)) {
      const document = analysed.evidence.find((one) => one.id === id || one.sha256 === id);
      const sha256 = document?.sha256 ?? (/^[0-9a-f]{64}$/.test(id) ? id : undefined);
      const place: EvidencePlace = { ...(sha256 !== undefined && { sha256 }), title: document?.title ?? id, ...spot };
      found.set(JSON.stringify(place), place);
    }
  }
  return [...found.values()];
}

type Spot = Pick<EvidencePlace, "sheet" | "cell" | "line">;

/** Law: an origin has one place. Where a quantity names documents of its own, the place is in the one that the record was read from, and else in the first. */
function documentsOf(analysed: Analysed, step: Step): ({ id: string } & Spot)[] {
  const { sheet, cell, line, evidence = [] } = originOf(analysed, step) ?? {};
  const spot: Spot = { ...(sheet !== undefined && { sheet }), ...(cell !== undefined && { cell }), ...(line !== undefined && { line }) };
  const quantity = lineOf(step.id) === undefined ? inputOf(analysed.inputs.byStep, step.id)?.quantity : undefined;
  const named = quantity?.evidence ?? [];
  if (named.length === 0) return evidence.map((id, i) => (i === 0 ? { id, ...spot } : { id }));
  const [only, ...others] = analysed.entryDocuments;
  const readFrom = quantity?.origin?.evidence?.[0] ?? (others.length === 0 ? only : undefined);
  const place = readFrom === undefined || Object.keys(spot).length === 0 ? [] : [{ id: readFrom, ...spot }];
  return [...evidence.filter((id) => id !== readFrom).map((id) => ({ id })), ...place];
}

function lineItem(analysed: Analysed, step: Step, said: SaidOfLine): StepDetail["lines"]["items"][number] {
  const key = `activities/${lineOf(step.id)}`;
  const { label = "", start = "", end = "" } = said(key) ?? {};
  const given = analysed.steps.get(`${step.id}/given`) ?? step;
  return { key, label, start, end, value: given.value ?? 0, unit: given.unit };
}

function usersOf(analysed: Analysed, id: string): StepDetail["usedBy"] {
  const found: StepDetail["usedBy"] = [];
  for (const step of analysed.steps.values()) {
    if (found.length >= MOST_USED_BY) break;
    if (step.terms?.some((term) => term.step === id))
      found.push({ step: step.id, name: nameOf(analysed, step), what: wordOf(analysed, step).what });
  }
  return found;
}
