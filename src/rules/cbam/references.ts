// Ids of a case: each used once, and every reference meets an entry.
import type { Origin } from "../../base/derivation.ts";
import type { SubjectKind } from "../../model/statement.ts";
import { type Run, report } from "./run.ts";

type Entry = { id: string; origin?: Origin | undefined };

/**
 * Law: an id names one thing, and what refers to a thing refers to one that exists.
 * Problems: ID_DUPLICATE, REFERENCE_UNKNOWN.
 */
export function references(run: Run): void {
  const { case: given } = run;
  const seen = new Map<string, string>();
  const lists: [SubjectKind, readonly Entry[] | undefined][] = [
    ["stream", given.streams],
    ["pfc", given.pfc],
    ["measuredPoint", given.measuredPoints],
    ["process", given.processes],
    ["precursor", given.precursors],
    ["cogeneration", given.cogeneration],
    ["product", given.products],
  ];
  for (const [kind, list] of lists)
    for (const { id, origin } of list ?? []) {
      if (seen.has(id)) report(run, "ID_DUPLICATE", { path: `${kind}/${id}`, origin, params: { id, kind: `${seen.get(id)}, ${kind}` } });
      seen.set(id, kind);
    }
  const processes = new Set(given.processes.map((p) => p.id));
  const meet = (path: string, id: string, origin: Origin | undefined): void => {
    if (!processes.has(id)) report(run, "REFERENCE_UNKNOWN", { path, origin, params: { subject: path, kind: "process", id } });
  };
  for (const source of [...(given.streams ?? []), ...(given.pfc ?? []), ...(given.measuredPoints ?? [])])
    for (const id of Object.keys(source.shares ?? {})) meet(`stream/${source.id}/shares/${id}`, id, source.origin);
  for (const { from, to, origin } of given.transfers ?? []) for (const id of [from, to]) meet(`transfer/${from}/${to}`, id, origin);
  for (const precursor of given.precursors ?? [])
    for (const use of precursor.uses ?? [])
      meet(`precursor/${precursor.id}/use/${use.process}`, use.process, use.origin ?? precursor.origin);
  for (const product of given.products ?? []) meet(`product/${product.id}/process`, product.process, product.origin);
  evidence(run);
}

/** Evidence that a quantity names must be in the case's list. */
function evidence(run: Run): void {
  const known = new Set((run.case.evidence ?? []).map((e) => e.id));
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === "origin") continue;
      if (key === "evidence" && path !== "" && Array.isArray(member)) {
        for (const id of member)
          if (!known.has(String(id)))
            report(run, "REFERENCE_UNKNOWN", { path, params: { subject: path, kind: "evidence", id: String(id) } });
      } else visit(member, path === "" ? key : `${path}/${key}`);
    }
  };
  visit(run.case, "");
}
