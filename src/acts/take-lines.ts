// The lines of a document beside the records that are there: read the same way for a dry run and for the run, which alone writes.
import type { Problem } from "../base/problem.ts";
import { type IntakeOptions, type Line, type Written, writtenLines } from "../calc/intake.ts";
import { seriesLines } from "../calc/series-lines.ts";
import { gapIn } from "../model/activity-fit.ts";
import type { ImportPlan } from "../model/import-plan.ts";
import { intakeProblem } from "../model/problems/intake.ts";
import type { Db } from "../store/database.ts";
import { addImported, beginJudging, type Judged, judged } from "../store/imported-lines.ts";
import { addReadings, monthSums, type Readings, readingsBeside } from "../store/readings.ts";
import type { Writing } from "../store/records.ts";
import type { Hands } from "./scene.ts";

export type LinesPlan = Exclude<ImportPlan, { kind: "case" }>;

export type Taking = {
  place: { org: string; period: string };
  import: string;
  plan: LinesPlan;
  bytes: Uint8Array;
  options: IntakeOptions;
  /** Left out for a dry run. */
  writing?: Writing;
  /** Told after each chunk; it may throw. */
  told?: (so: Took) => Promise<void>;
};

/** What a document came to: with `failed` nothing of it may be kept. */
export type Took = { rows: number; rowsTotal?: number; added: number; known: number; problems: Problem[]; failed: boolean };

/** Problems that are kept with an import. */
export const MOST_KEPT = 1000;

type Seen = Pick<Judged, "otherwise" | "otherwiseKey" | "withdrawn" | "withdrawnKey" | "twins" | "twinKey">;
type Doing = Taking & { took: Took; seen: Seen };

/**
 * Law: a dry run reads, compares and tells what the run does, by the same functions, and writes nothing. With an error nothing more is compared or written.
 * To be called in a transaction. Problems: those of `takeWritten`, READING_DIFFERS, READING_INTERVAL, ACTIVITY_GAP, LINES_OTHERWISE, LINES_WITHDRAWN, LINES_TWICE.
 */
export async function takeLines({ stream }: Pick<Hands, "stream">, trx: Db, taking: Taking): Promise<Took> {
  const { place, plan, bytes, options, told } = taking;
  const took: Took = { rows: 0, added: 0, known: 0, problems: [], failed: false };
  const seen: Seen = { otherwise: 0, otherwiseKey: null, withdrawn: 0, withdrawnKey: null, twins: 0, twinKey: null };
  const doing = { ...taking, took, seen };
  await beginJudging(trx, place);
  for await (const chunk of stream("takeWritten", { bytes, plan, options })) {
    note(took, chunk.problems);
    took.rows = chunk.rows;
    if (chunk.rowsTotal !== undefined) took.rowsTotal = chunk.rowsTotal;
    if (chunk.readings !== undefined && !took.failed) await series(trx, doing, chunk.readings);
    if (!took.failed) await compare(trx, doing, chunk);
    await told?.(took);
  }
  note(took, tellings(seen));
  if (took.failed) [took.added, took.known] = [0, 0];
  return took;
}

/** Keeps the first Problems; an error is kept whatever came before it. */
function note(took: Took, problems: readonly Problem[]): void {
  for (const problem of problems) {
    const isError = problem.severity === "error";
    if (took.problems.length < MOST_KEPT) took.problems.push(problem);
    else if (isError && !took.failed) took.problems[MOST_KEPT - 1] = problem;
    took.failed ||= isError;
  }
}

async function compare(trx: Db, { place, writing, took, seen }: Doing, { count, keys, bodies }: Written): Promise<void> {
  if (count === 0) return;
  const now = writing === undefined ? await judged(trx, place, { keys, bodies }) : await addImported(trx, place, { keys, bodies }, writing);
  took.added += now.added;
  took.known += now.known;
  seen.otherwise += now.otherwise;
  seen.withdrawn += now.withdrawn;
  seen.twins += now.twins;
  seen.otherwiseKey ??= now.otherwiseKey;
  seen.withdrawnKey ??= now.withdrawnKey;
  seen.twinKey ??= now.twinKey;
}

/** Law: readings are kept as the file has them, and a month's line is the sum of all that stand, so that none counts twice. */
async function series(trx: Db, doing: Doing, readings: Readings): Promise<void> {
  const { place, plan, options, writing, took } = doing;
  if (plan.kind !== "series") throw new Error("assertion failed: readings come of a plan for a series");
  const { meter, minutes } = readings;
  const { differ, at, otherMinutes } = await readingsBeside(trx, place, readings);
  if (otherMinutes !== null) return note(took, [intakeProblem("READING_INTERVAL", { params: { meter, minutes, kept: otherMinutes } })]);
  if (differ > 0) note(took, [intakeProblem("READING_DIFFERS", { params: { meter, count: differ, at: at ?? "" } })]);
  const sums = await monthSums(trx, place, { meter, more: { ...readings, sha256: options.sha256 } });
  const lines = seriesLines(sums, { target: plan.target, meter, period: options.period });
  const written = writtenLines(lines, { problems: [], rows: took.rows }, options);
  note(took, [...written.problems, ...gapsIn(lines)]);
  if (took.failed) return;
  await compare(trx, doing, written);
  if (writing !== undefined) await addReadings(trx, place.org, doing.import, readings);
}

const gapsIn = (lines: readonly Line[]): Problem[] => lines.flatMap(({ key, activity }) => gapIn(activity, `activities/${key}`));

/** What a person should know of lines that are there already, before they run the import and after. */
function tellings({ otherwise, otherwiseKey, withdrawn, withdrawnKey, twins, twinKey }: Seen): Problem[] {
  const of = (code: "LINES_OTHERWISE" | "LINES_WITHDRAWN" | "LINES_TWICE", count: number, key: string | null): Problem[] =>
    count === 0 || key === null ? [] : [intakeProblem(code, { path: key, params: { count, key } })];
  return [
    ...of("LINES_OTHERWISE", otherwise, otherwiseKey),
    ...of("LINES_WITHDRAWN", withdrawn, withdrawnKey),
    ...of("LINES_TWICE", twins, twinKey),
  ];
}
