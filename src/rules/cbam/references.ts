// Ids of a case: each used once, and every reference meets an entry.
import type { Origin } from "../../base/derivation.ts";
import type { SubjectKind } from "../../model/statement.ts";
import { nameOf, type Run, report } from "./run.ts";

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
  const sources = [
    ["stream", given.streams],
    ["pfc", given.pfc],
    ["point", given.measuredPoints],
  ] as const;
  for (const [kind, list] of sources)
    for (const { id: source, shares, origin } of list ?? [])
      for (const id of Object.keys(shares ?? {})) meet(`${kind}/${source}/shares/${id}`, id, origin);
  for (const { from, to, origin } of given.transfers ?? [])
    if (from === to) report(run, "SELF_TRANSFER", { path: `transfer/${from}/${to}`, origin, params: { subject: nameOf(run, from) } });
  for (const { from, to, origin } of given.transfers ?? []) for (const id of [from, to]) meet(`transfer/${from}/${to}`, id, origin);
  for (const precursor of given.precursors ?? [])
    for (const use of precursor.uses ?? [])
      meet(`precursor/${precursor.id}/use/${use.process}`, use.process, use.origin ?? precursor.origin);
  for (const product of given.products ?? []) meet(`product/${product.id}/process`, product.process, product.origin);
  evidence(run);
}

/** Evidence that a quantity or a record names must be in the case's list. */
function evidence(run: Run): void {
  const known = new Set((run.case.evidence ?? []).map((e) => e.id));
  const visit = (value: unknown, path: string, owner: Origin | undefined): void => {
    if (typeof value !== "object" || value === null) return;
    const { origin = owner, evidence: named } = value as { origin?: Origin; evidence?: unknown };
    if (path !== "" && Array.isArray(named))
      for (const id of named)
        if (!known.has(String(id)))
          report(run, "REFERENCE_UNKNOWN", { path, origin, params: { subject: path, kind: "evidence", id: String(id) } });
    const members = value as Record<string, unknown>;
    for (const key in members) {
      const member = members[key];
      if (typeof member !== "object" || member === null || key === "origin" || key === "evidence") continue;
      const name = (member as { id?: string }).id ?? key;
      visit(member, path === "" ? name : `${path}/${name}`, origin);
    }
  };
  visit(run.case, "", undefined);
}
