// A period's stored records as the case that is calculated.
import type { Json } from "../base/canonical.ts";
import type { Origin } from "../base/derivation.ts";
import type { Outcome, Problem } from "../base/problem.ts";
import { type Dimension, dimensionOf, inUnit, unitsOf } from "../base/units.ts";
import { composedCase } from "../formats/composed-case.ts";
import type { Activity } from "../model/activity.ts";
import { gapIn } from "../model/activity-fit.ts";
import type { Case } from "../model/case.ts";
import { calculationProblem } from "../model/problems/calculation.ts";
import { caseFileProblem } from "../model/problems/case-file.ts";
import { recordProblem } from "../model/problems/record.ts";
import type { Part, Quantity } from "../model/quantity.ts";
import { isBeside, kindOf } from "../model/stored.ts";
import { targetsOf } from "../model/targets.ts";
import type { Kept } from "./kept-records.ts";

export type Period = { start: string; end: string };

export type Composition = {
  period: Period;
  /** Name of the installation, where no record tells more of it. */
  installation: string;
  /** Bodies by key, as they stand now. */
  records: ReadonlyMap<string, Json>;
  /** Titles of evidence by hash, for what the records cite. */
  titles: ReadonlyMap<string, string>;
  /** Where the records come from, for a thread that keeps them. */
  kept?: Kept;
};

type Line = { id: string; activity: Activity };

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Law: the case of a period is what its records say, in canonical order by key; a quantity that lines of activity data belong to is their sum.
 * Problems: PERIOD_WITHOUT_PROCESS, ACTIVITY_TARGET_UNKNOWN, UNIT_UNKNOWN, ACTIVITY_UNITS_DIFFER, NUMBER_OUT_OF_RANGE, ACTIVITY_TWICE, ACTIVITY_GAP,
 * ACTIVITY_BESIDE_TOTAL, and those of a case file's fields.
 */
export function composeCase(composition: Composition, parts: Gathered = gathered(composition)): Outcome<Case> {
  const { plain, lists, lines, sums, problems } = parts;
  if (lists.get("processes") === undefined) return { value: undefined, problems: [recordProblem("PERIOD_WITHOUT_PROCESS")] };
  for (const [list, entries] of lists) plain[list] = [...entries.values()];
  plain.evidence = evidenceOf(plain, lines, composition.titles);
  if (problems.some(({ severity }) => severity === "error")) return { value: undefined, problems };
  const read = composedCase(plain);
  if (read.value === undefined) return { value: undefined, problems: [...problems, ...read.problems] };
  for (const sum of sums) putParts(read.value, sum, lists);
  return { value: read.value, problems };
}

export type Gathered = Parts & { sums: Sum[]; problems: Problem[] };

/** The records by kind and id in canonical order, each quantity that lines belong to as their sum; not yet held against the case's schema. */
export function gathered({ period, installation, records }: Composition): Gathered {
  const plain: Record<string, unknown> = { format: "sandan.case/1", period, installation: { name: installation } };
  const lists = new Map<string, Map<string, Json>>();
  const lines = new Map<string, Line[]>();
  for (const key of [...records.keys()].sort(byCode)) put(key, records.get(key) as Json, { plain, lists, lines });
  const sums: Sum[] = [];
  const problems: Problem[] = [];
  for (const [target, mine] of lines) problems.push(...apply(target, mine, { lists, sums }));
  return { plain, lists, lines, sums, problems };
}

/** The sum of lines, with its parts beside it. */
type Sum = { list: string; id: string; path: readonly string[]; parts: Part[] };

const LONGEST_ID = 200;
const MOST_PARTS = 500_000;

/** Lines were held against their schema when they were recorded: their parts pass by the case's, unless that has something to say of them. */
const fit = (parts: readonly Part[]): boolean => parts.length <= MOST_PARTS && parts.every(({ id }) => id.length <= LONGEST_ID);

function putParts(value: Case, { list, id, path, parts }: Sum, lists: ReadonlyMap<string, ReadonlyMap<string, Json>>): void {
  const place = [...(lists.get(list)?.keys() ?? [])].indexOf(id);
  const quantity = [list, place, ...path].reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], value);
  (quantity as Quantity).parts = parts;
}

type Parts = { plain: Record<string, unknown>; lists: Map<string, Map<string, Json>>; lines: Map<string, Line[]> };

function put(key: string, body: Json, { plain, lists, lines }: Parts): void {
  const kind = kindOf(key);
  if (kind === undefined || isBeside(kind)) return;
  if ("single" in kind) {
    if (kind.single === "head") Object.assign(plain, body);
    else plain[kind.single] = body;
  } else if (kind.list === "activities") {
    const activity = body as unknown as Activity;
    const line = { id: kind.id, activity };
    const found = lines.get(activity.target);
    if (found === undefined) lines.set(activity.target, [line]);
    else found.push(line);
  } else {
    const found = lists.get(kind.list);
    if (found === undefined) lists.set(kind.list, new Map([[kind.id, body]]));
    else found.set(kind.id, body);
  }
}

/** Puts the sum of lines where they belong: a copy of the record, so that what is stored stays as it is. */
function apply(target: string, lines: readonly Line[], { lists, sums }: { lists: Map<string, Map<string, Json>>; sums: Sum[] }): Problem[] {
  const [list = "", id = "", ...path] = target.split("/");
  const last = path.pop() ?? "";
  const stored = lists.get(list)?.get(id);
  const of = stored === undefined ? undefined : targetsOf(new Map([[`${list}/${id}`, stored]])).get(target);
  if (stored === undefined || of === undefined)
    return [recordProblem("ACTIVITY_TARGET_UNKNOWN", { path: keyOf(lines[0]), params: { target } })];
  const { value: quantity, problems } = sumOf(target, lines, of.dimensions);
  if (quantity === undefined) return problems;
  const entry = structuredClone(stored);
  const holder = path.reduce<Json>((at, key) => (at as Record<string, Json>)[key] as Json, entry) as Record<string, unknown>;
  const typed = holder[last];
  problems.push(...twins(target, lines), ...lines.flatMap((line) => gapIn(line.activity, keyOf(line))).slice(0, MOST_GAPS));
  const { parts = [], ...sum } = quantity;
  holder[last] = fit(parts) ? sum : quantity;
  if (fit(parts)) sums.push({ list, id, path: [...path, last], parts });
  lists.get(list)?.set(id, entry);
  if (typed !== undefined) problems.push(recordProblem("ACTIVITY_BESIDE_TOTAL", { path: target, params: { target, count: lines.length } }));
  return problems;
}

const keyOf = (line: Line | undefined): string => `activities/${line?.id}`;

/** The sum in the unit of the first line, with every line as a part. Problems: UNIT_UNKNOWN, ACTIVITY_UNITS_DIFFER, NUMBER_OUT_OF_RANGE. */
function sumOf(target: string, lines: readonly Line[], dimensions: readonly Dimension[]): Outcome<Quantity> {
  const stopped = (...problems: Problem[]): Outcome<Quantity> => ({ value: undefined, problems });
  const unit = lines[0]?.activity.unit ?? "";
  let value = 0;
  const parts: Part[] = [];
  for (const { id, activity } of lines) {
    const same = inUnit(activity.value, activity.unit, unit, dimensions);
    if (same === undefined) return stopped(...foreign(lines, dimensions), ...differing(target, lines, dimensions));
    value += same;
    const origin = originOf(activity);
    const { start, end } = activity;
    parts.push({
      id,
      value: activity.value,
      unit: activity.unit,
      start,
      end,
      ...(activity.estimated && { estimated: true }),
      ...(origin && { origin }),
    });
  }
  if (dimensionOf(unit, dimensions) === undefined) return stopped(...foreign(lines, dimensions));
  if (!Number.isFinite(value)) return stopped(calculationProblem("NUMBER_OUT_OF_RANGE", { path: target, params: { what: target } }));
  return { value: { value, unit, parts }, problems: [] };
}

/** Gaps of one target that are told. */
const MOST_GAPS = 100;

/** Lines that say the same: days, value, and the document or meter that says so. Those of equal value alone are looked at closely. */
function twins(target: string, lines: readonly Line[]): Problem[] {
  const values = new Map<number, Line>();
  const near = new Set<Line>();
  for (const line of lines) {
    const first = values.get(line.activity.value);
    if (first === undefined) values.set(line.activity.value, line);
    else near.add(first).add(line);
  }
  const seen = new Map<string, Line>();
  const found: string[] = [];
  let count = 0;
  for (const line of near) {
    const { start, end, value, unit, document = "", meter = "" } = line.activity;
    const said = [start, end, value, unit, document, meter].join("\t");
    const first = seen.get(said);
    if (first === undefined) seen.set(said, line);
    else {
      count += 1;
      if (found.length < MOST_NAMED) found.push(`${keyOf(first)} = ${keyOf(line)}`);
    }
  }
  if (count === 0) return [];
  return [recordProblem("ACTIVITY_TWICE", { path: target, params: { target, count, lines: found.join(", ") } })];
}

/** Lines and units that a Problem names. */
const MOST_NAMED = 20;

/** Lines whose unit the quantity cannot have, each by its key. */
function foreign(lines: readonly Line[], dimensions: readonly Dimension[]): Problem[] {
  const allowed = unitsOf(...dimensions).join(", ");
  return lines
    .filter(({ activity }) => dimensionOf(activity.unit, dimensions) === undefined)
    .slice(0, MOST_NAMED)
    .map((line) =>
      caseFileProblem("UNIT_UNKNOWN", { path: keyOf(line), params: { field: keyOf(line), unit: line.activity.unit, allowed } }),
    );
}

/** Units of several dimensions of the quantity, such as tonnes and cubic metres: each with the keys of its lines. */
function differing(target: string, lines: readonly Line[], dimensions: readonly Dimension[]): Problem[] {
  const fitting = lines.filter(({ activity }) => dimensionOf(activity.unit, dimensions) !== undefined);
  const kinds = new Set(fitting.map(({ activity }) => dimensionOf(activity.unit, dimensions)));
  if (kinds.size < 2) return [];
  const units = [...Map.groupBy(fitting, ({ activity }) => activity.unit)]
    .sort(([a], [b]) => byCode(a, b))
    .map(([unit, mine]) => `${unit} (${mine.slice(0, 3).map(keyOf).join(", ")}${mine.length > 3 ? ` + ${mine.length - 3}` : ""})`);
  return [
    recordProblem("ACTIVITY_UNITS_DIFFER", { path: keyOf(fitting[0]), params: { target, units: units.slice(0, MOST_NAMED).join(", ") } }),
  ];
}

/** The first citation tells the place; every document that is cited is named. */
function originOf({ evidence = [] }: Activity): Origin | undefined {
  const [first] = evidence;
  if (first === undefined) return undefined;
  const { sheet, cell, line } = first;
  const documents = [...new Set(evidence.map(({ sha256 }) => sha256))].sort(byCode);
  return { ...(sheet && { sheet }), ...(cell && { cell }), ...(line && { line }), evidence: documents };
}

/** The case's documents: those recorded by name, and those that lines of activity data cite. */
function evidenceOf(
  plain: Record<string, unknown>,
  lines: ReadonlyMap<string, readonly Line[]>,
  titles: ReadonlyMap<string, string>,
): Json[] {
  const named = (plain.evidence ?? []) as { id: string }[];
  const cited = new Set<string>();
  for (const mine of lines.values()) for (const { activity } of mine) for (const { sha256 } of activity.evidence ?? []) cited.add(sha256);
  for (const { id } of named) cited.delete(id);
  return [
    ...named,
    ...[...cited].sort(byCode).map((sha256) => ({ id: sha256, title: (titles.get(sha256) ?? sha256).slice(0, 300), sha256 })),
  ];
}
