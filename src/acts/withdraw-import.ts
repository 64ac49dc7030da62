// The act that takes an import back: lines and readings stand as if it had not been.
import type { Json } from "../base/canonical.ts";
import { seriesKey, seriesLines } from "../calc/series-lines.ts";
import { importPlan } from "../model/import-plan.ts";
import { requestProblem } from "../model/problems/request.ts";
import { storeProblem } from "../model/problems/store.ts";
import type { Db } from "../store/database.ts";
import { ofImports, withdrawImported } from "../store/imported-lines.ts";
import { changeImport, importRow } from "../store/imports.ts";
import { raised } from "../store/periods.ts";
import { monthSums, monthsOf } from "../store/readings.ts";
import { append, type Writing } from "../store/records.ts";
import { nameOfActor } from "./actor.ts";
import { shownImport } from "./imports.ts";
import { type Act, ok, stopped } from "./scene.ts";

/**
 * Law: an import that is done can be withdrawn with all that it brought: what it wrote and stands so, and its readings; months that other imports' readings
 * lie in too are summed up anew. What somebody has corrected since stays, and every version stays in the history.
 */
export const withdrawImport: Act<"withdrawImport"> = async ({ db, now, actor }, { org, period: id, import: of }) => {
  const row = await importRow(db, org, of);
  if (row === undefined || row.period !== id) return stopped(storeProblem("NOT_FOUND", { params: { what: of } }));
  const held = await raised(db, org, id);
  if (held === undefined) return stopped(storeProblem("NOT_FOUND", { params: { what: id } }));
  if (!(await changeImport(db, org, { id: of, from: ["done"], to: { state: "withdrawn" } })))
    return stopped(requestProblem("IMPORT_STATE", { params: { state: row.state } }));
  const place = { org, period: id };
  const writing = { revision: held.revision, at: now(), person: nameOfActor(actor), source: `withdrawal:${of}` };
  const plan = importPlan.safeParse(row.plan).data;
  if (plan?.kind === "series") await summedAnew(db, { place, id: of, meter: plan.meter, period: held, writing });
  // A month's line that is summed up anew is no longer as the import wrote it.
  await withdrawImported(db, place, of, writing);
  return ok(shownImport((await importRow(db, org, of)) ?? row));
};

type Summing = {
  place: { org: string; period: string };
  id: string;
  meter: string;
  period: { start: string; end: string };
  writing: Writing;
};

/** The lines of the months that a withdrawn import had readings of, from those that still stand; a line that a person wrote since stays. */
async function summedAnew(db: Db, { place, id, meter, period, writing }: Summing): Promise<void> {
  const keys = (await monthsOf(db, place.org, id)).map((month) => `activities/${seriesKey(meter, month)}`);
  const sums = await monthSums(db, place, { meter });
  const entries = (await ofImports(db, place, keys)).flatMap(({ key, version, target }) => {
    if (target === null) return [];
    const line = seriesLines(sums, { target, meter, period }).find((one) => `activities/${one.key}` === key);
    const body = line === undefined ? null : (JSON.parse(JSON.stringify(line.activity)) as Json);
    return [{ key, body, follows: version, evidence: [...new Set(line?.activity.evidence?.map(({ sha256 }) => sha256))] }];
  });
  const problems = await append(db, place, entries, writing);
  if (problems.length > 0) throw new Error(`assertion failed: ${problems[0]?.code}`);
}
