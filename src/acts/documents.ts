// Acts on evidence as people look at it, on what names it, and on rows of an import that are to be mended.
import type { Json } from "../base/canonical.ts";
import type { Problem } from "../base/problem.ts";
import type { Answer } from "../model/api.ts";
import { importPlan } from "../model/import-plan.ts";
import { requestProblem } from "../model/problems/request.ts";
import { citations, evidenceUses, importsOf } from "../store/citations.ts";
import { evidence } from "../store/evidence.ts";
import { importRow } from "../store/imports.ts";
import { evidenceBytes } from "./data.ts";
import { type Act, missing, ok, paged, stopped } from "./scene.ts";

/** Law: what is looked at is read on a thread, as far as the window reaches; nothing in it is run or evaluated. */
export const lookAtEvidence: Act<"lookAtEvidence"> = async (scene, { org, sha256, ...at }) => {
  const found = await evidenceBytes(scene, org, sha256);
  if ("code" in found) return stopped(found);
  const { name, type, size } = found.row;
  const { value, problems } = await scene.work("evidenceWindow", { bytes: found.bytes, at });
  if (value === undefined) return stopped(...problems);
  return ok({ name, type, size: Number(size), ...value });
};

type Place = Answer<"citedBy">["items"][number]["places"][number];
const MOST_PLACES = 20;

/** The places in one document that a record names: those of its lines' citations, and of its quantities' origins. */
function placesIn(body: Json | undefined, sha256: string, found: Place[] = []): Place[] {
  if (typeof body !== "object" || body === null || found.length >= MOST_PLACES) return found;
  if (Array.isArray(body)) {
    for (const member of body) placesIn(member, sha256, found);
    return found;
  }
  const { sheet, cell, line, page, evidence: named } = body;
  const here = body.sha256 === sha256 || (Array.isArray(named) && named.includes(sha256));
  const place: Place = {
    ...(typeof sheet === "string" && { sheet }),
    ...(typeof cell === "string" && { cell }),
    ...(typeof line === "number" && { line }),
    ...(typeof page === "number" && { page }),
  };
  if (here && Object.keys(place).length > 0) found.push(place);
  for (const member of Object.values(body)) placesIn(member as Json, sha256, found);
  return found;
}

const MOST_IMPORTS = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const citedBy: Act<"citedBy"> = async ({ db }, { org, sha256, limit, after }) => {
  if ((await evidence(db, org, sha256)) === undefined) return stopped(missing(sha256));
  const [period = "", ...rest] = after?.split("/") ?? [];
  if (after !== undefined && !UUID.test(period)) return stopped(missing(after));
  const past = after === undefined ? undefined : { period, key: rest.join("/") };
  const rows = await citations(db, org, { sha256, limit: limit + 1, after: past });
  const imports = await importsOf(db, org, { sha256, limit: MOST_IMPORTS });
  const listed = paged(rows, limit, {
    keyOf: (row) => `${row.period}/${row.key}`,
    show: ({ period: of, title, key, version, newest, body, at, by, source }) => {
      const told = (body ?? {}) as { name?: string; title?: string; label?: string };
      const name = told.name ?? told.title ?? told.label;
      return {
        period: of,
        periodTitle: title,
        key,
        version,
        current: version === newest,
        ...(name !== undefined && { name }),
        places: placesIn(body ?? undefined, sha256),
        at: at.toISOString(),
        by,
        source,
      };
    },
  });
  return ok({ ...listed, imports: imports.map(({ at, ...of }) => ({ ...of, at: at.toISOString() })) });
};

export const listEvidenceUses: Act<"listEvidenceUses"> = async ({ db }, { org, limit, after }) => {
  const rows = await evidenceUses(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ sha256 }) => sha256, show: (row) => row }));
};

type BadCell = Answer<"listBadRows">["items"][number]["bad"][number];

/** Problems by the row that they are in; notes say only what was left out. */
function byRow(problems: readonly Problem[]): Map<number, BadCell[]> {
  const rows = new Map<number, BadCell[]>();
  for (const problem of problems) {
    const [, row, field] = /^rows\/(\d+)\/(\w+)$/.exec(problem.path) ?? [];
    if (row === undefined || field === undefined || problem.severity === "note") continue;
    const letters = /^([A-Z]{1,3})\d+$/.exec(problem.place?.cell ?? "")?.[1];
    const cell: BadCell = { ...(letters !== undefined && { column: columnOf(letters) }), field, problem };
    const known = rows.get(Number(row));
    if (known === undefined) rows.set(Number(row), [cell]);
    else known.push(cell);
  }
  return new Map([...rows].sort(([a], [b]) => a - b));
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** Law: a row is shown as the document has it; what a person put in place of a cell stands in the plan. */
export const listBadRows: Act<"listBadRows"> = async (scene, { org, period, import: id, limit, after = 0 }) => {
  const row = await importRow(scene.db, org, id);
  if (row === undefined || row.period !== period) return stopped(missing(id));
  const plan = importPlan.safeParse(row.plan).data;
  if (plan?.kind !== "table") return stopped(requestProblem("IMPORT_STATE", { params: { state: row.kind } }));
  const bad = byRow(row.problems as unknown as Problem[]);
  const numbers = [...bad.keys()].filter((number) => number > after);
  const shown = numbers.slice(0, limit);
  const last = shown.at(-1);
  const next = numbers.length > shown.length && last !== undefined ? { next: last } : {};
  if (shown.length === 0) return ok({ items: [], total: bad.size });
  const found = await evidenceBytes(scene, org, row.evidence);
  if ("code" in found) return stopped(found);
  const { value, problems } = await scene.work("rowsAt", { bytes: found.bytes, mapping: plan.mapping, rows: shown });
  if (value === undefined) return stopped(...problems);
  return ok({ items: value.map((of) => ({ ...of, bad: bad.get(of.row) ?? [] })), total: bad.size, ...next });
};
