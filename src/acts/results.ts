// Acts on results: figures, checks, statements and what is drawn from them.
import type { Json } from "../base/canonical.ts";
import type { Problem } from "../base/problem.ts";
import { readRecord } from "../formats/record.ts";
import { misfitsAmong, surroundings } from "../model/activity-fit.ts";
import type { Statement } from "../model/statement.ts";
import { secretOf } from "../store/organisations.ts";
import { addStatement, type StatementRow, statements, statementText } from "../store/statements.ts";
import { nameOfActor } from "./actor.ts";
import { type Composed, compositionOf } from "./composition.ts";
import { logContent } from "./log-entry.ts";
import { type Act, missing, ok, paged, type Scene, stopped } from "./scene.ts";

export const listDatasets: Act<"listDatasets"> = async ({ work }) => ok({ items: await work("tables", {}) });

export const readFigures: Act<"readFigures"> = async (scene, { org, period, asIf }) => {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(missing(period));
  const { value, problems } = await scene.work("figures", { composition: composed.composition, asIf });
  if (value === undefined) return stopped(...problems);
  const { act, goods, results } = value;
  return ok({ act, ...(asIf !== undefined && { asIf }), revision: composed.period.revision, goods, results, problems });
};

export const checkPeriod: Act<"checkPeriod"> = async (scene, { org, period, asIf }) => {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(missing(period));
  return ok({ problems: await scene.work("check", { composition: composed.composition, asIf }) });
};

const shown = ({ id, hash, period, act, asIf, engine, revision, at, by }: StatementRow) => ({
  id,
  hash,
  period,
  act,
  ...(asIf !== null && { asIf }),
  engine,
  revision,
  at: at.toISOString(),
  by,
});

/** Law: a Statement is made from the records at one revision, sealed under the organisation's secret, and never changed. */
export const calculateStatement: Act<"calculateStatement"> = async (scene, { org, period, body: { asIf } }) => {
  const { db, work, now, actor, newId } = scene;
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(missing(period));
  const secret = await secretOf(db, org);
  const { value, problems } = await work("statement", { composition: composed.composition, asIf, secret });
  if (value === undefined) return stopped(...problems);
  const { hash, act, engine, goods, results } = value.statement;
  const row = await addStatement(db, org, {
    id: newId(),
    hash,
    period,
    revision: composed.period.revision,
    act,
    asIf: asIf ?? null,
    engine: engine.version,
    at: now(),
    by: nameOfActor(actor),
    goods: goods as unknown as Json,
    results: results as unknown as Json,
    content: value.text,
  });
  await logContent(scene, org, { type: "statement", sha256: hash });
  return ok({ ...shown(row), goods, results, problems });
};

export const listStatements: Act<"listStatements"> = async ({ db }, { org, limit, after, period }) => {
  const rows = await statements(db, org, { limit: limit + 1, after, period });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: shown }));
};

export const readStatement: Act<"readStatement"> = async ({ db }, { org, statement }) => {
  const text = await statementText(db, org, statement);
  return text === undefined ? stopped(missing(statement)) : ok(JSON.parse(text) as Statement);
};

export const explainStatement: Act<"explainStatement"> = async ({ db, work }, { org, statement, good, measure, depth, lang }) => {
  const text = await statementText(db, org, statement);
  if (text === undefined) return stopped(missing(statement));
  const { value, problems } = await work("explain", { text, good, measure, depth, lang });
  return value === undefined ? stopped(...problems) : ok({ text: value });
};

export const renderStatement: Act<"renderStatement"> = async ({ db, work }, { org, statement, as, format, lang }) => {
  const text = await statementText(db, org, statement);
  if (text === undefined) return stopped(missing(statement));
  const { value, problems } = await work("render", { text, as, format, lang });
  if (value === undefined) return stopped(...problems);
  return ok({ bytes: value.bytes, type: value.type, name: `${as}-${statement.slice(0, 12)}.${value.ending}` });
};

export const fillWorkbook: Act<"fillWorkbook"> = async ({ db, work }, { org, statement, bytes }) => {
  const text = await statementText(db, org, statement);
  if (text === undefined) return stopped(missing(statement));
  const { value, problems } = await work("fill", { text, template: bytes });
  if (value === undefined) return stopped(...problems);
  return ok({ bytes: value.bytes, type: value.type, name: `workbook-${statement.slice(0, 12)}.xlsx` }, problems);
};

/** The texts of several statements, or the Problem of the first that is not there. */
async function texts({ db }: Scene, org: string, hashes: readonly string[]): Promise<string[] | Problem> {
  const found: string[] = [];
  for (const hash of hashes) {
    const text = await statementText(db, org, hash);
    if (text === undefined) return missing(hash);
    found.push(text);
  }
  return found;
}

export const compareStatements: Act<"compareStatements"> = async (scene, { org, before, after }) => {
  const found = await texts(scene, org, [before, after]);
  if (!Array.isArray(found)) return stopped(found);
  const [first = "", second = ""] = found;
  const { value, problems } = await scene.work("compare", { before: first, after: second });
  return value === undefined ? stopped(...problems) : ok({ change: value, problems });
};

/** Law: what would be is calculated on a copy by the same functions, and nothing of it is kept. */
export const whatIf: Act<"whatIf"> = async (scene, { org, period, body: { changes, asIf } }) => {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(missing(period));
  const read: { key: string; body: Json | null }[] = [];
  const wrong: Problem[] = [];
  for (const { key, body } of changes) {
    const one = body === null ? { value: { body }, problems: [] } : readRecord(key, body);
    wrong.push(...one.problems);
    if (one.value !== undefined) read.push({ key, body: one.value.body });
  }
  wrong.push(...unfit(composed, read));
  if (wrong.length > 0) return stopped(...wrong);
  const { value, problems } = await scene.work("whatIf", { composition: composed.composition, asIf, changes: read });
  if (value === undefined) return stopped(...problems);
  const { act, goods, results } = value.figures;
  const figures = { act, ...(asIf !== undefined && { asIf }), revision: composed.period.revision, goods, results, problems: [] };
  return ok({ figures, change: value.change, problems });
};

/** Law: a line that is thought out fits as one that is written must. */
function unfit({ composition: { records }, period }: Composed, changes: readonly { key: string; body: Json | null }[]): Problem[] {
  const changed = new Map(changes.map(({ key, body }) => [key, body]));
  const around = surroundings(period, (key) => (changed.has(key) ? changed.get(key) : records.get(key)) ?? undefined);
  return misfitsAmong(changes, around);
}

export const declareImports: Act<"declareImports"> = async (scene, { org, body }) => {
  const found = await texts(scene, org, body.statements);
  if (!Array.isArray(found)) return stopped(found);
  const { lines, prices, asIf } = body;
  const { value, problems } = await scene.work("declare", { lines, statements: found, prices, asIf });
  return value === undefined ? stopped(...problems) : ok({ declaration: value, problems });
};
