// Acts that take a result apart, and that open one number down to the records it comes from.
import { entryDocumentsOf } from "../calc/analysed.ts";
import type { ToldStep } from "../calc/step-detail.ts";
import type { StepDetail } from "../model/insight.ts";
import { versionsAt } from "../store/records.ts";
import { statementKept } from "../store/statements.ts";
import { compositionOf } from "./composition.ts";
import { type Act, missing, ok, type Scene, stopped } from "./scene.ts";

export const analysePeriod: Act<"analysePeriod"> = async (scene, { org, period, asIf, price }) => {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(missing(period));
  const { value, problems } = await scene.work("analysis", { composition: composed.composition, asIf, price });
  return value === undefined ? stopped(...problems) : ok({ ...value, revision: composed.period.revision });
};

export const analyseStatement: Act<"analyseStatement"> = async (scene, { org, statement, price }) => {
  const kept = await openedStatement(scene, org, statement);
  if (kept === undefined) return stopped(missing(statement));
  const { text, entryDocuments } = kept;
  const { value, problems } = await scene.work("statementAnalysis", { text, entryDocuments, price });
  return value === undefined ? stopped(...problems) : ok({ ...value, statement });
};

export const stepOfPeriod: Act<"stepOfPeriod"> = async (scene, { org, period, step, asIf }) => {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(missing(period));
  const { value, problems } = await scene.work("stepHere", { composition: composed.composition, step, asIf });
  if (value === undefined) return stopped(...problems);
  if (value === null) return stopped(missing(step));
  return ok(await withRecords(scene, value, { org, period, revision: composed.period.revision }));
};

/** Law: a Statement's number comes from the versions that stood when it was made. */
export const stepOfStatement: Act<"stepOfStatement"> = async (scene, { org, statement, step }) => {
  const kept = await openedStatement(scene, org, statement);
  if (kept === undefined) return stopped(missing(statement));
  const { text, entryDocuments, period, revision } = kept;
  const { value, problems } = await scene.work("statementStep", { text, entryDocuments, step });
  if (value === undefined) return stopped(...problems);
  if (value === null) return stopped(missing(step));
  return ok(await withRecords(scene, value, { org, period, revision }));
};

/** The statement as it was sealed, and which documents its period's records were read from whole. */
export async function openedStatement(scene: Scene, org: string, hash: string) {
  const kept = await statementKept(scene.db, org, hash);
  if (kept === undefined) return undefined;
  const composed = await compositionOf(scene, { org, period: kept.period });
  return { ...kept, entryDocuments: [...entryDocumentsOf(composed?.composition.records.values() ?? [])] };
}

type At = { org: string; period: string; revision: number };

/** Who wrote, when, and how often by then: of each record that the number comes from. */
export async function withRecords({ db }: Scene, { keys, ...told }: ToldStep, { org, period, revision }: At): Promise<StepDetail> {
  const rows = keys.length === 0 ? [] : await versionsAt(db, { org, period }, { keys, revision });
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const records = keys.flatMap((key) => {
    const row = byKey.get(key);
    return row === undefined ? [] : [{ key, version: row.version, at: row.at.toISOString(), by: row.by, source: row.source }];
  });
  return { ...told, records };
}
