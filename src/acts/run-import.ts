// The job of an import: read chunk by chunk, written in one transaction, told as it goes on.
import type { Json } from "../base/canonical.ts";
import type { Problem } from "../base/problem.ts";
import { confirmed } from "../model/import-mapping.ts";
import { importPlan } from "../model/import-plan.ts";
import { requestProblem } from "../model/problems/request.ts";
import { storeProblem } from "../model/problems/store.ts";
import { unfinishedImports } from "../store/across.ts";
import { appendAudit } from "../store/audit.ts";
import { type Db, faultOf, inTransaction } from "../store/database.ts";
import { changeImport, holdImport, type ImportRow, importRow, rememberMapping } from "../store/imports.ts";
import { raised } from "../store/periods.ts";
import { structureOf } from "./composition.ts";
import { evidenceBytes, takeCase } from "./data.ts";
import { targetsIn } from "./imports.ts";
import type { Hands } from "./scene.ts";
import { type LinesPlan, MOST_KEPT, type Took, takeLines } from "./take-lines.ts";

export type ImportJob = { org: string; import: string };

/** Ends the transaction with nothing written; it always leaves this file as the import's state. */
class Ended extends Error {
  readonly state: "failed" | "cancelled" | "elsewhere";
  readonly problems: Problem[];
  constructor(state: Ended["state"], problems: Problem[] = []) {
    super(state);
    this.state = state;
    this.problems = problems;
  }
}

/** Rows between two looks at whether the import was cancelled. */
const LOOK_EVERY = 2000;

/**
 * Law: an import is done whole or not at all, by one process at a time; where a process died its transaction has gone with it, and the next one begins anew.
 * What is wrong stands in the import's row. An error of the database is thrown, so that the job is tried again.
 */
export async function runImportJob(hands: Hands, { org, import: id }: ImportJob): Promise<void> {
  const row = await importRow(hands.db, org, id);
  if (row === undefined || !["queued", "running"].includes(row.state)) return;
  try {
    await inTransaction(hands.db, (trx) => whole(hands, trx, { org, row }));
  } catch (error) {
    if (error instanceof Ended) return ended(hands, { org, row, error });
    const fault = faultOf(error);
    if (fault === undefined || fault.code === "DISK_FULL")
      await ended(hands, { org, row, error: new Ended("failed", [fault ?? bug(row)]) }).catch(() => {});
    throw error;
  }
}

const bug = ({ id }: ImportRow): Problem => requestProblem("INTERNAL_FAULT", { params: { request: id } });

/**
 * Imports that are still to be done: those that wait, and those whose process or database has gone. One that another process is at is passed over, and
 * one that fails keeps none of the others back.
 */
export async function resumeImports(hands: Hands): Promise<void> {
  const faults: unknown[] = [];
  for (const { org, id } of await unfinishedImports(hands.db))
    await runImportJob(hands, { org, import: id }).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}

async function ended(hands: Hands, { org, row, error }: { org: string; row: ImportRow; error: Ended }): Promise<void> {
  if (error.state === "elsewhere") return;
  const { now, db, auditor } = hands;
  const problems = error.problems.slice(0, MOST_KEPT) as unknown as Json;
  const to = { problems, added: 0, known: 0, ...(error.state === "failed" && { state: "failed" as const }) };
  await changeImport(db, org, { id: row.id, from: ["queued", "running", "cancelled"], to });
  await auditor.note(org, { at: now(), actor: runnerOf(row), act: "import", subject: `import=${row.id}`, outcome: error.state });
}

type Doing = { org: string; row: ImportRow };

/** Who ran it answers for it, not who began it. */
const runnerOf = ({ by, ranBy }: ImportRow): string => ranBy ?? by;
const sourceOf = ({ id }: ImportRow): string => `import:${id}`;

async function whole(hands: Hands, trx: Db, { org, row }: Doing): Promise<void> {
  if (!(await holdImport(trx, row.id))) throw new Ended("elsewhere");
  if (!(await changeImport(hands.db, org, { id: row.id, from: ["queued", "running"], to: { state: "running" } })))
    throw new Ended("elsewhere");
  const plan = importPlan.parse(row.plan);
  const found = await evidenceBytes(hands, org, row.evidence);
  if ("code" in found) throw new Ended("failed", [found]);
  const done =
    plan.kind === "case"
      ? await aCase(hands, trx, { org, row })
      : await lines(hands, trx, { org, row, plan, bytes: found.bytes, name: found.row.name });
  const to = { state: "done" as const, ...done, problems: done.problems.slice(0, MOST_KEPT) as unknown as Json };
  if (!(await changeImport(trx, org, { id: row.id, from: ["running"], to }))) throw new Ended("cancelled");
  await appendAudit(trx, org, [
    { at: hands.now(), actor: runnerOf(row), act: "import", subject: `import=${row.id} added=${done.added}`, outcome: "done" },
  ]);
}

type Done = { rows: number; added: number; known: number; problems: Problem[] };

async function aCase(hands: Hands, trx: Db, { org, row }: Doing): Promise<Done> {
  const given = { org, period: row.period, evidence: row.evidence, by: runnerOf(row), source: sourceOf(row) };
  const { value, problems } = await takeCase({ ...hands, db: trx }, given);
  if (value === undefined) throw new Ended("failed", problems);
  return { rows: value.written + value.unchanged, added: value.written, known: value.unchanged, problems };
}

async function lines(hands: Hands, trx: Db, given: Doing & { plan: LinesPlan; bytes: Uint8Array; name: string }): Promise<Done> {
  const { org, row, plan, bytes, name } = given;
  const period = await raised(trx, org, row.period);
  const composed = await structureOf({ db: trx }, { org, period: row.period });
  if (composed === undefined || period === undefined)
    throw new Ended("failed", [storeProblem("NOT_FOUND", { params: { what: row.period } })]);
  const { failed, ...done } = await takeLines(hands, trx, {
    place: { org, period: row.period },
    import: row.id,
    plan,
    bytes,
    options: { sha256: row.evidence, name, targets: targetsIn(composed), period: composed.composition.period },
    writing: { revision: period.revision, at: hands.now(), person: runnerOf(row), source: sourceOf(row) },
    told: progress(hands, given),
  });
  if (failed) throw new Ended("failed", done.problems);
  if (plan.kind === "table")
    await rememberMapping(trx, org, {
      sender: row.sender,
      fingerprint: plan.mapping.fingerprint,
      mapping: confirmed(plan.mapping) as unknown as Json,
      at: hands.now(),
    });
  return done;
}

/** Tells now and then how far it has come; ends the import where it was cancelled. */
function progress({ db }: Hands, { org, row }: Doing): (so: Took) => Promise<void> {
  let looked = 0;
  return async ({ rows, rowsTotal, added }) => {
    if (rows - looked < LOOK_EVERY) return;
    looked = rows;
    const to = { rows, added, ...(rowsTotal !== undefined && { rowsTotal }) };
    if (!(await changeImport(db, org, { id: row.id, from: ["running"], to }))) throw new Ended("cancelled");
  };
}
