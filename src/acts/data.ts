// Acts on what happened: installations, periods, records, evidence, whole cases.
import { canonical, type Json } from "../base/canonical.ts";
import type { Outcome, Problem } from "../base/problem.ts";
import { documentKindOf } from "../formats/document-kind.ts";
import { readRecord } from "../formats/record.ts";
import type { Activity } from "../model/activity.ts";
import { misfitsAmong, surroundings } from "../model/activity-fit.ts";
import { MOST_VERSION } from "../model/api/act.ts";
import { recordProblem } from "../model/problems/record.ts";
import { requestProblem } from "../model/problems/request.ts";
import { storeProblem } from "../model/problems/store.ts";
import { recordOfTarget } from "../model/targets.ts";
import { digestOf } from "../store/digest.ts";
import { addEvidence, type EvidenceRow, evidence, evidenceList, removeEvidence, uses } from "../store/evidence.ts";
import { keepBlobs } from "../store/keeping.ts";
import {
  addInstallation,
  addPeriod,
  installation,
  installations,
  type PeriodRow,
  period,
  periods,
  raised,
  renamedInstallation,
} from "../store/periods.ts";
import { append, bodies, type Entry, history, type RecordRow, record, records, versions } from "../store/records.ts";
import { nameOfActor } from "./actor.ts";
import { compositionOf } from "./composition.ts";
import { logContent } from "./log-entry.ts";
import { type Act, missing, ok, paged, type Scene, stopped } from "./scene.ts";

export const listInstallations: Act<"listInstallations"> = async ({ db }, { org, limit, after }) => {
  const rows = await installations(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: (row) => row }));
};

export const createInstallation: Act<"createInstallation"> = async ({ db, newId }, { org, body }) =>
  ok(await addInstallation(db, org, { id: newId(), name: body.name }));

export const renameInstallation: Act<"renameInstallation"> = async ({ db }, { org, installation: id, body, ifMatch }) => {
  if (ifMatch === undefined) return stopped(requestProblem("VERSION_HEADER_NEEDED"));
  const renamed = await renamedInstallation(db, org, { id: id, name: body.name, version: ifMatch });
  if (renamed !== undefined) return ok(renamed);
  const current = await installation(db, org, id);
  if (current === undefined) return stopped(missing(id));
  return stopped(storeProblem("VERSION_CONFLICT", { params: { what: id, current: current.version, seen: ifMatch } }));
};

export const listPeriods: Act<"listPeriods"> = async ({ db }, { org, limit, after, installation: of }) => {
  const rows = await periods(db, org, { limit: limit + 1, after, installation: of });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: (row) => row }));
};

/** Law: a period may take over what another says of the plant, but never what happened in it, nor measures that were thought out on it. */
const handedDown = (key: string): boolean => !key.startsWith("activities/") && !key.startsWith("scenarios/");

export const createPeriod: Act<"createPeriod"> = async (scene, { org, body }) => {
  const { db, cache, newId } = scene;
  const { installation: site, start, end, title, copyFrom } = body;
  if ((await installation(db, org, site)) === undefined) return stopped(missing(site));
  if (end < start) return stopped(recordProblem("ACTIVITY_ENDS_BEFORE", { path: "end", params: { start, end } }));
  const made = await addPeriod(db, org, { id: newId(), installation: site, title, start, end });
  if (copyFrom === undefined) return ok(made);
  const source = await compositionOf({ db, cache }, { org, period: copyFrom });
  if (source === undefined) return stopped(missing(copyFrom));
  const entries = [...source.composition.records].filter(([key]) => handedDown(key)).map(([key, body]) => ({ key, body }));
  const written = await write(scene, { org, period: made.id, entries, source: `period:${copyFrom}`, by: nameOfActor(scene.actor) });
  return "problems" in written ? stopped(...written.problems) : ok(written.period);
};

export const readPeriod: Act<"readPeriod"> = async ({ db }, { org, period: id }) => {
  const found = await period(db, org, id);
  return found === undefined ? stopped(missing(id)) : ok(found);
};

const shown = (row: RecordRow) => ({ ...row, at: row.at.toISOString() });

/** A list of a period that is not there is not an empty list. */
async function absent({ db }: Scene, org: string, id: string): Promise<Problem | undefined> {
  return (await period(db, org, id)) === undefined ? missing(id) : undefined;
}

export const listRecords: Act<"listRecords"> = async (scene, { org, period: id, limit, after, kind }) => {
  const rows = await records(scene.db, { org, period: id }, { limit: limit + 1, after, kind });
  const no = rows.length === 0 ? await absent(scene, org, id) : undefined;
  if (no !== undefined) return stopped(no);
  return ok(paged(rows, limit, { keyOf: ({ key }) => key, show: shown }));
};

export const readRecordAct: Act<"readRecord"> = async ({ db }, { org, period: id, key, version }) => {
  const found = await record(db, { org, period: id }, key, version);
  return found === undefined ? stopped(missing(key)) : ok(shown(found));
};

export const readHistory: Act<"readHistory"> = async (scene, { org, period: id, key, limit, after }) => {
  const no = await absent(scene, org, id);
  if (no !== undefined) return stopped(no);
  const from = Number(after ?? 0);
  if (!Number.isSafeInteger(from) || from < 0 || from > MOST_VERSION) return stopped(missing(after ?? ""));
  const rows = await history(scene.db, { org, period: id }, key, { limit: limit + 1, after: from });
  return ok(paged(rows, limit, { keyOf: ({ version }) => String(version), show: shown }));
};

type Writing = {
  org: string;
  period: string;
  entries: readonly { key: string; body: Json | null; follows?: number | undefined }[];
  source: string;
  by: string;
};

/** Problems of one writing that are told. */
const MOST_UNFIT = 200;

/** Law: all entries are written or none; the period's revision rises by one. */
export async function write(
  { db, now }: Pick<Scene, "db" | "now">,
  { org, period: id, entries, source, by }: Writing,
): Promise<{ period: PeriodRow } | { problems: Problem[] }> {
  const read: Entry[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { key, body, follows } of entries) {
    if (seen.has(key)) problems.push(recordProblem("RECORD_TWICE", { path: key, params: { key } }));
    seen.add(key);
    if (body === null) {
      read.push({ key, body, follows, evidence: [] });
      continue;
    }
    const one = readRecord(key, body);
    problems.push(...one.problems);
    if (one.value !== undefined) read.push({ key, follows, ...one.value });
    if (problems.length > MOST_UNFIT) break;
  }
  if (problems.length > 0) return { problems };
  const held = await raised(db, org, id);
  if (held === undefined) return { problems: [missing(id)] };
  problems.push(...(await unfit({ db }, { org, held, read })));
  if (problems.length > 0) return { problems };
  const writing = { revision: held.revision, at: now(), person: by, source };
  problems.push(...(await append(db, { org, period: id }, read, writing)));
  return problems.length > 0 ? { problems } : { period: held };
}

/** What is wrong with lines of activity data beside the records as they will be, those of the same writing among them. */
async function unfit(
  { db }: Pick<Scene, "db">,
  { org, held, read }: { org: string; held: PeriodRow; read: readonly Entry[] },
): Promise<Problem[]> {
  const lines = read.filter(({ key, body }) => key.startsWith("activities/") && body !== null);
  if (lines.length === 0) return [];
  const targets = new Set(lines.map(({ body }) => recordOfTarget((body as unknown as Activity).target)));
  const there = await bodies(db, { org, period: held.id }, [...targets]);
  for (const { key, body } of read) there.set(key, body);
  const around = surroundings(held, (key) => there.get(key) ?? undefined);
  return misfitsAmong(lines, around).slice(0, MOST_UNFIT);
}

export const putRecord: Act<"putRecord"> = async (scene, { org, period: id, key, body, ifMatch }) => {
  const written = await write(scene, {
    org,
    period: id,
    entries: [{ key, body: body.body, follows: ifMatch }],
    source: "typed",
    by: nameOfActor(scene.actor),
  });
  if ("problems" in written) return stopped(...written.problems);
  const now = await record(scene.db, { org, period: id }, key);
  return now === undefined ? stopped(missing(key)) : ok(shown(now));
};

export const withdrawRecord: Act<"withdrawRecord"> = async (scene, { org, period: id, key, ifMatch }) => {
  const current = await record(scene.db, { org, period: id }, key);
  if (current === undefined || current.body === null) return stopped(missing(key));
  const written = await write(scene, {
    org,
    period: id,
    entries: [{ key, body: null, follows: ifMatch }],
    source: "typed",
    by: nameOfActor(scene.actor),
  });
  if ("problems" in written) return stopped(...written.problems);
  const now = await record(scene.db, { org, period: id }, key);
  return now === undefined ? stopped(missing(key)) : ok(shown(now));
};

export const putRecords: Act<"putRecords"> = async (scene, { org, period: id, body }) => {
  const written = await write(scene, { org, period: id, entries: body.records, source: "typed", by: nameOfActor(scene.actor) });
  if ("problems" in written) return stopped(...written.problems);
  return ok({ written: body.records.length, revision: written.period.revision });
};

const shownEvidence = (row: EvidenceRow) => ({ ...row, at: row.at.toISOString() });

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
  heic: "image/heic",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xls: "application/vnd.ms-excel",
  csv: "text/csv",
  taxInvoice: "application/xml",
  ubl: "application/xml",
  xml: "application/xml",
  case: "application/json",
};

/** Law: the content says what it is, not its name; it is kept as it came, under its hash, and never run or shown as a page. */
export const uploadEvidence: Act<"uploadEvidence"> = async ({ db, blobs, now, actor }, { org, name, bytes }) => {
  const type = MEDIA_TYPES[documentKindOf(bytes)];
  if (type === undefined || bytes.length === 0) return stopped(requestProblem("EVIDENCE_TYPE", { params: { name } }));
  const sha256 = await digestOf(bytes);
  await keepBlobs(db, org);
  await blobs.put(org, sha256, bytes);
  const row = await addEvidence(db, org, { sha256, name, type, size: bytes.length, at: now(), by: nameOfActor(actor) });
  await logContent({ db, now }, org, { type: "evidence", sha256 });
  return ok(shownEvidence(row));
};

export const listEvidence: Act<"listEvidence"> = async ({ db }, { org, limit, after }) => {
  const rows = await evidenceList(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ sha256 }) => sha256, show: shownEvidence }));
};

/** The row and bytes of evidence, or the Problem where either is gone. */
export async function evidenceBytes(
  { db, blobs }: Pick<Scene, "db" | "blobs">,
  org: string,
  sha256: string,
): Promise<{ row: EvidenceRow; bytes: Uint8Array } | Problem> {
  const row = await evidence(db, org, sha256);
  if (row === undefined) return missing(sha256);
  const bytes = await blobs.get(org, sha256);
  return bytes === undefined ? storeProblem("EVIDENCE_DAMAGED", { params: { sha256 } }) : { row, bytes };
}

export const readEvidence: Act<"readEvidence"> = async (scene, { org, sha256 }) => {
  const found = await evidenceBytes(scene, org, sha256);
  return "code" in found ? stopped(found) : ok({ bytes: found.bytes, type: found.row.type, name: found.row.name });
};

/** The file itself goes with the job that clears what nobody owns: the transaction may still fail. */
export const removeEvidenceDraft: Act<"removeEvidenceDraft"> = async ({ db }, { org, sha256 }) => {
  if ((await evidence(db, org, sha256)) === undefined) return stopped(missing(sha256));
  const count = await uses(db, org, sha256);
  if (count > 0) return stopped(storeProblem("EVIDENCE_IN_USE", { params: { count } }));
  await removeEvidence(db, org, sha256);
  return ok({ done: true });
};

type TakenCase = { written: number; unchanged: number; revision: number };

/**
 * Law: a workbook or case file becomes records, each with its place in that document; what is there with the same content stays as it is,
 * what is there otherwise gets a new version; all or nothing.
 */
export async function takeCase(
  scene: Pick<Scene, "db" | "blobs" | "cache" | "work" | "now">,
  given: { org: string; period: string; evidence: string; by: string; source?: string },
): Promise<Outcome<TakenCase>> {
  const { org, period: id, evidence: sha256, by, source = `file:${sha256}` } = given;
  const found = await evidenceBytes(scene, org, sha256);
  if ("code" in found) return stopped(found);
  const { value, problems } = await scene.work("readRecords", { bytes: found.bytes, name: found.row.name });
  if (value === undefined) return stopped(...problems);
  const composed = await compositionOf(scene, { org, period: id });
  if (composed === undefined) return stopped(missing(id));
  const { start, end } = composed.period;
  const { period: of } = value;
  if (of.start !== start || of.end !== end)
    return stopped(requestProblem("PERIOD_DIFFERS", { params: { found: `${of.start} - ${of.end}`, wanted: `${start} - ${end}` } }));
  const current = await versions(
    scene.db,
    { org, period: id },
    value.records.map(({ key }) => key),
  );
  const fresh = value.records.flatMap(({ key, body: content }) => {
    const read = readRecord(key, content);
    const stored = composed.composition.records.get(key);
    if (read.value !== undefined && stored !== undefined && canonical(read.value.body) === canonical(stored)) return [];
    return [{ key, body: content, follows: current.get(key) }];
  });
  const unchanged = value.records.length - fresh.length;
  if (fresh.length === 0) return ok({ written: 0, unchanged, revision: composed.period.revision }, problems);
  const written = await write(scene, { org, period: id, entries: fresh, source, by });
  if ("problems" in written) return stopped(...written.problems);
  return ok({ written: fresh.length, unchanged, revision: written.period.revision }, problems);
}

export const importCase: Act<"importCase"> = async (scene, { org, period: id, body }) => {
  const { value, problems } = await takeCase(scene, { org, period: id, evidence: body.evidence, by: nameOfActor(scene.actor) });
  return value === undefined ? stopped(...problems) : ok({ ...value, problems });
};

export const exportCase: Act<"exportCase"> = async (scene, { org, period: id }) => {
  const composed = await compositionOf(scene, { org, period: id });
  if (composed === undefined) return stopped(missing(id));
  const { value, problems } = await scene.work("writeCase", { composition: composed.composition });
  if (value === undefined) return stopped(...problems);
  return ok({ bytes: value.bytes, type: value.type, name: `case-${composed.period.start}.json` });
};
