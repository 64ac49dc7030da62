// Acts on the grids: a table as a workbook, and a filled-in workbook as rows and records.
import { storeProblem } from "../model/problems/store.ts";
import { evidenceList } from "../store/evidence.ts";
import { versions } from "../store/records.ts";
import { compositionOf } from "./composition.ts";
import { type Act, ok, type Scene, stopped } from "./scene.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** Evidence that a row may choose from. */
const MOST_FILES = 5000;

async function surroundings(scene: Scene, { org, period }: { org: string; period: string }) {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return undefined;
  const files = (await evidenceList(scene.db, org, { limit: MOST_FILES })).map(({ sha256, name }) => ({ sha256, name }));
  return { composition: composed.composition, files };
}

export const readGridBook: Act<"readGridBook"> = async (scene, { org, period, table, lang }) => {
  const around = await surroundings(scene, { org, period });
  if (around === undefined) return stopped(storeProblem("NOT_FOUND", { params: { what: period } }));
  const bytes = await scene.work("gridBook", { ...around, table, lang });
  return ok({ bytes, type: XLSX, name: `${table}-${around.composition.period.start}.xlsx` });
};

/** Law: a file is read against the records as they stand; nothing is written, and each record that would be says which version it follows. */
export const parseGridBook: Act<"parseGridBook"> = async (scene, { org, period, table, bytes }) => {
  const around = await surroundings(scene, { org, period });
  if (around === undefined) return stopped(storeProblem("NOT_FOUND", { params: { what: period } }));
  const { value, problems } = await scene.work("parsedGrid", { ...around, table, bytes });
  if (value === undefined) return stopped(...problems);
  const keys = value.changes.map(({ key }) => key);
  const now = await versions(scene.db, { org, period }, keys);
  const records = value.changes.map(({ key, body }) => {
    const follows = now.get(key);
    return { key, body, ...(follows !== undefined && { follows }) };
  });
  return ok({ rows: value.rows, records, problems: value.problems });
};
