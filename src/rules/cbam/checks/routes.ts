// Check: production routes against the goods category and its precursors.
import type { Problem } from "../../../base/problem.ts";
import type { Process } from "../../../model/case.ts";
import type { Category, Route } from "../../../model/vocabulary.ts";
import { categoryRow, DEFINITIVE_ACT } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, listed, said } from "./finding.ts";

/** Categories whose benchmarks and default values differ by route. */
const ROUTED = new Set<Category>(["crudeSteel", "pigIron", "hydrogen", "ammonia", "unwroughtAluminium"]);
const UNSPECIFIC = new Set<Route>(["all", "other", "unknown"]);
const IRON = new Set<Category>(["pigIron", "directReducedIron"]);

/** The routes that a process states, wherever it states them. */
export function routesOf(process: Process): Route[] {
  return [...new Set([...(process.routes ?? []), ...(process.production ?? []).flatMap((p) => p.route ?? [])])];
}

/**
 * Law: processes are reported with their routes, and a route belongs to its category (IR (EU) 2025/2547 Annex I, Annex IV 1.1 (2)(a)).
 * Problems: ROUTE_MISSING, ROUTE_FOREIGN, ROUTE_WITHOUT_PRECURSOR.
 */
export function routes(facts: Facts): Problem[] {
  return facts.case.processes.flatMap((process) => [...stated(facts, process), ...iron(facts, process)]);
}

function stated(facts: Facts, process: Process): Problem[] {
  const { routes: byAct } = categoryRow(process.category);
  const possible = byAct[facts.act === DEFINITIVE_ACT ? "definitive" : "transitional"];
  const at = { path: `process/${process.id}/routes`, origin: process.origin };
  const params = { subject: facts.name(process.id), category: said(process.category), routes: listed(possible) };
  const given = routesOf(process);
  const named = given.filter((route) => route !== "all" && route !== "unknown");
  if (named.length === 0) return ROUTED.has(process.category) ? [finding("ROUTE_MISSING", { ...at, params })] : [];
  const ofIncluded = (process.included ?? []).flatMap((category) => Object.values(categoryRow(category).routes).flat());
  const known = new Set<Route>([...Object.values(byAct).flat(), ...ofIncluded]);
  return named
    .filter((route) => !known.has(route) && !UNSPECIFIC.has(route))
    .map((route) => finding("ROUTE_FOREIGN", { ...at, params: { ...params, route: said(route) } }));
}

/** A converter is fed with hot metal: it must come from somewhere. */
function iron(facts: Facts, process: Process): Problem[] {
  if (process.category !== "crudeSteel" || !routesOf(process).includes("basicOxygen")) return [];
  const bought = (facts.case.precursors ?? []).filter((p) => (p.uses ?? []).some((u) => u.process === process.id)).map((p) => p.category);
  const from = new Set((facts.case.transfers ?? []).filter((t) => t.to === process.id).map((t) => t.from));
  const moved = facts.case.processes.filter((p) => from.has(p.id)).map((p) => p.category);
  if ([...bought, ...moved, ...(process.included ?? [])].some((category) => IRON.has(category))) return [];
  return [
    finding("ROUTE_WITHOUT_PRECURSOR", {
      path: `process/${process.id}/routes`,
      origin: process.origin,
      params: { subject: facts.name(process.id) },
    }),
  ];
}
