// Acts on imports: look at a document, try a plan, run it, cancel it.
import type { Json } from "../base/canonical.ts";
import { hasError, type Problem } from "../base/problem.ts";
import type { Answer, Input } from "../model/api.ts";
import { importPlan } from "../model/import-plan.ts";
import { requestProblem } from "../model/problems/request.ts";
import { targetsOf } from "../model/targets.ts";
import { addImport, changeImport, type ImportRow, importRow, importRows, rememberedMapping } from "../store/imports.ts";
import { period as periodRow } from "../store/periods.ts";
import { meters } from "../store/readings.ts";
import { nameOfActor } from "./actor.ts";
import { type Composed, structureOf } from "./composition.ts";
import { evidenceBytes } from "./data.ts";
import { type Act, missing, ok, paged, type Scene, stopped } from "./scene.ts";
import { MOST_KEPT, takeLines } from "./take-lines.ts";

/** An import as it is answered: who began and ran it stands in the audit trail. */
export function shownImport(row: ImportRow): Answer<"readImport"> {
  const { fingerprint: _, sender: __, by: ___, ranBy: ____, look, plan, rowsTotal, problems, ...rest } = row;
  const read = importPlan.safeParse(plan).data;
  return {
    ...rest,
    kind: row.kind as Answer<"readImport">["kind"],
    ...(look !== null && { look }),
    ...(read !== undefined && { plan: read }),
    ...(rowsTotal !== null && { rowsTotal }),
    problems: problems as unknown as Problem[],
  };
}

/** The targets that a plan may name, as the reader takes them. */
export function targetsIn({ composition }: Composed): Record<string, { dimensions: readonly never[]; name: string }> {
  return Object.fromEntries(targetsOf(composition.records)) as never;
}

export const beginImport: Act<"beginImport"> = async (scene, { org, period, body }) => {
  const { db, work, newId, now, actor } = scene;
  const composed = await structureOf(scene, { org, period });
  if (composed === undefined) return stopped(missing(period));
  const found = await evidenceBytes(scene, org, body.evidence);
  if ("code" in found) return stopped(found);
  const { bytes, row } = found;
  const fingerprint = await work("fingerprint", { bytes });
  const known = fingerprint === "" ? undefined : await rememberedMapping(db, org, { sender: body.sender, fingerprint });
  const { value, problems } = await work("looked", { bytes, name: row.name, sheet: body.sheet, known });
  if (value === undefined) return stopped(...problems);
  const look = { document: value.look, targets: targetsIn(composed) as unknown as Json };
  const made = await addImport(db, org, {
    id: newId(),
    period,
    evidence: body.evidence,
    kind: value.kind,
    sender: body.sender,
    fingerprint: value.fingerprint,
    look,
    plan: value.plan as unknown as Json,
    problems: problems.slice(0, MOST_KEPT) as unknown as Json,
    by: nameOfActor(actor),
    at: now(),
  });
  return ok(shownImport(made));
};

type Place = { org: string; period: string; import: string };

async function importIn({ db }: Pick<Scene, "db">, { org, period, import: id }: Place): Promise<ImportRow | undefined> {
  const row = await importRow(db, org, id);
  return row?.period === period ? row : undefined;
}

const OPEN = ["open", "failed", "cancelled"] as const;

/** Law: a dry run reads everything that the import would, by the same functions, and writes nothing but what it found. */
export const tryImport: Act<"tryImport"> = async (scene, { body: { plan }, ...place }) => {
  const { db } = scene;
  const row = await importIn(scene, place);
  const composed = await structureOf(scene, place);
  if (row === undefined || composed === undefined) return stopped(missing(place.import));
  const found = await evidenceBytes(scene, place.org, row.evidence);
  if ("code" in found) return stopped(found);
  if (plan.kind === "case") return stopped(requestProblem("IMPORT_STATE", { params: { state: plan.kind } }));
  const options = { sha256: row.evidence, name: found.row.name, targets: targetsIn(composed), period: composed.composition.period };
  const { rows, added, known, problems } = await takeLines(scene, db, { place, import: row.id, plan, bytes: found.bytes, options });
  const to = { plan: plan as unknown as Json, rows, added, known, problems: problems as unknown as Json, state: "open" as const };
  if (!(await changeImport(db, place.org, { id: row.id, from: OPEN, to }))) return stopped(state(row));
  return ok(shownImport((await importRow(db, place.org, row.id)) ?? row));
};

const state = (row: ImportRow): Problem => requestProblem("IMPORT_STATE", { params: { state: row.state } });

/** Law: the import is done by a job, whole or not at all; the answer comes before it begins. */
export const runImport: Act<"runImport"> = async (scene, { body: { plan }, ...place }) => {
  const { db, jobs, now, actor } = scene;
  const row = await importIn(scene, place);
  if (row === undefined) return stopped(missing(place.import));
  const ran = { by: nameOfActor(actor), at: now() };
  const to = { plan: plan as unknown as Json, state: "queued" as const, rows: 0, added: 0, known: 0, problems: [], ran };
  if (!(await changeImport(db, place.org, { id: row.id, from: OPEN, to }))) return stopped(state(row));
  await jobs.runImport(db, { org: place.org, import: row.id });
  return ok(shownImport((await importRow(db, place.org, row.id)) ?? row));
};

export const readImport: Act<"readImport"> = async (scene, place) => {
  const row = await importIn(scene, place);
  return row === undefined ? stopped(missing(place.import)) : ok(shownImport(row));
};

export const listImports: Act<"listImports"> = async (scene, { org, period, limit, after }) => {
  if ((await periodRow(scene.db, org, period)) === undefined) return stopped(missing(period));
  const rows = await importRows(scene.db, org, { period, limit: limit + 1, after });
  return ok(
    paged(rows, limit, {
      keyOf: ({ id }) => id,
      show: (row) => {
        const { look: _, plan: __, problems: ___, ...rest } = shownImport(row);
        return rest;
      },
    }),
  );
};

/** Law: whatever an import had read is gone with it; one that is done stays done. */
export const cancelImport: Act<"cancelImport"> = async (scene, place: Input<"cancelImport">) => {
  const row = await importIn(scene, place);
  if (row === undefined) return stopped(missing(place.import));
  const to = { state: "cancelled" as const, rows: 0, added: 0, known: 0 };
  const changed = await changeImport(scene.db, place.org, { id: row.id, from: ["open", "queued", "running"], to });
  if (!changed) return stopped(state(row));
  return ok(shownImport((await importRow(scene.db, place.org, row.id)) ?? row));
};

export const commentImport: Act<"commentImport"> = async (scene, { lang, ...place }) => {
  const row = await importIn(scene, place);
  if (row === undefined) return stopped(missing(place.import));
  const found = await evidenceBytes(scene, place.org, row.evidence);
  if ("code" in found) return stopped(found);
  const { value, problems } = await scene.work("comment", { bytes: found.bytes, problems: row.problems as unknown as Problem[], lang });
  if (value === undefined || hasError(problems)) return stopped(...problems);
  return ok({ bytes: value.bytes, type: value.type, name: `${found.row.name.replace(/\.\w+$/, "")}-comments.xlsx` });
};

export const readImportTemplate: Act<"readImportTemplate"> = async (scene, { lang, ...place }) => {
  const composed = await structureOf(scene, place);
  if (composed === undefined) return stopped(missing(place.period));
  const value = await scene.work("blank", { targets: targetsIn(composed), lang });
  return ok({ bytes: value.bytes, type: value.type, name: `activities-${composed.period.start}.xlsx` });
};

export const listMeters: Act<"listMeters"> = async ({ db }, { org, limit, after }) => {
  const rows = await meters(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ meter }) => meter, show: (row) => row }));
};
