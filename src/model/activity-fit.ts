// Whether a line of activity data belongs where it says: inside the period, to a target that there is, in a unit that the target may have.
import type { Json } from "../base/canonical.ts";
import type { Place, Problem } from "../base/problem.ts";
import { dimensionOf, unitsOf } from "../base/units.ts";
import type { Activity } from "./activity.ts";
import { calculationProblem } from "./problems/calculation.ts";
import { caseFileProblem } from "./problems/case-file.ts";
import { recordProblem } from "./problems/record.ts";
import { recordOfTarget, type Target, targetsOf } from "./targets.ts";

type Days = { start: string; end: string };
export type Surroundings = { period: Days; target: (name: string) => Target | undefined };

/** The period, and the targets of the records that are asked for when a line names them. */
export function surroundings(period: Days, recordAt: (key: string) => Json | undefined): Surroundings {
  const known = new Map<string, Map<string, Target>>();
  const targetsAt = (key: string): Map<string, Target> => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const body = recordAt(key);
    const targets = body === undefined ? new Map<string, Target>() : targetsOf(new Map([[key, body]]));
    known.set(key, targets);
    return targets;
  };
  return { period, target: (name) => targetsAt(recordOfTarget(name)).get(name) };
}

type At = { key: string; place?: Place | undefined };

const WHAT = { ko: "활동자료", en: "activity data" };

/**
 * Law: activity data lie inside the period that they are recorded in, belong to a quantity that a record has, and are told in a unit of it; below zero
 * is only what a document takes back, or what leaves a mass balance. Whoever writes a line, or thinks one out, asks here.
 * Problems: ACTIVITY_OUTSIDE_PERIOD, ACTIVITY_TARGET_UNKNOWN, UNIT_UNKNOWN, NEGATIVE_AMOUNT.
 */
export function misfits(activity: Activity, { key, place }: At, { period, target: targetOf }: Surroundings): Problem[] {
  const { start, end, target, unit, value } = activity;
  const at = { path: key, ...(place && { place }) };
  const problems: Problem[] = [];
  if (start < period.start || end > period.end)
    problems.push(recordProblem("ACTIVITY_OUTSIDE_PERIOD", { ...at, params: { start, end, from: period.start, until: period.end } }));
  const of = targetOf(target);
  if (of === undefined) problems.push(recordProblem("ACTIVITY_TARGET_UNKNOWN", { ...at, params: { target } }));
  else if (dimensionOf(unit, of.dimensions) === undefined)
    problems.push(caseFileProblem("UNIT_UNKNOWN", { ...at, params: { field: key, unit, allowed: unitsOf(...of.dimensions).join(", ") } }));
  else if (value < 0 && !of.signed && !isDocumented(activity))
    problems.push(calculationProblem("NEGATIVE_AMOUNT", { ...at, params: { subject: key, what: WHAT, value } }));
  return problems;
}

const isDocumented = ({ document = "", evidence = [] }: Activity): boolean => document.trim() !== "" || evidence.length > 0;

/** What is wrong with the lines of activity data among records that are to be. */
export function misfitsAmong(records: Iterable<{ key: string; body: Json | null }>, around: Surroundings): Problem[] {
  const problems: Problem[] = [];
  for (const { key, body } of records)
    if (key.startsWith("activities/") && body !== null) problems.push(...misfits(body as unknown as Activity, { key }, around));
  return problems;
}

/** A line whose meter has no reading of part of its month says so wherever it is used. Problems: ACTIVITY_GAP. */
export function gapIn({ missingHours, start, end, meter = "?" }: Activity, key: string): Problem[] {
  if (missingHours === undefined) return [];
  const params = { meter, month: start.slice(0, 7), start, end, hours: Number(missingHours.toFixed(2)) };
  return [recordProblem("ACTIVITY_GAP", { path: key, params })];
}
