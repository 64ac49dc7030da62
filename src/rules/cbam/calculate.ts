// One CBAM calculation of one case: the order of the act's steps.
import { Ledger } from "../../base/derivation.ts";
import { hasError, type Problem } from "../../base/problem.ts";
import type { Case } from "../../model/case.ts";
import type { Account, Good, Result, Subject } from "../../model/statement.ts";
import { ACCOUNTED, Arranged, accountOf } from "./accounts.ts";
import { cogenerationSplits } from "./cogeneration.ts";
import { embeddedEmissions } from "./embedded.ts";
import { goodsResults } from "./goods.ts";
import { installationTotals } from "./installation.ts";
import { inCanonicalOrder } from "./order.ts";
import { precursorValues } from "./precursors.ts";
import { attribution } from "./process.ts";
import { references } from "./references.ts";
import { type Request, type Run, report } from "./run.ts";
import { measuredEmissions, pfcEmissions, streamEmissions } from "./streams.ts";
import { actFor, constantsFor } from "./tables.ts";

export type Calculation = { run: Run; goods: Good[]; results: Result[]; problems: Problem[] };

/** Up to this many processes every good gets its account at once; beyond, `account` gives any single one. */
const ACCOUNTS_AT_ONCE = 40;

function subjectsOf(given: Case): Record<string, Subject> {
  const subjects: Record<string, Subject> = { installation: { kind: "installation", name: given.installation.name } };
  for (const s of given.streams ?? []) subjects[s.id] = { kind: "stream", name: s.name };
  for (const s of given.pfc ?? []) subjects[s.id] = { kind: "pfc", name: s.name ?? s.technology ?? s.id };
  for (const s of given.measuredPoints ?? []) subjects[s.id] = { kind: "measuredPoint", name: s.name };
  for (const p of given.processes)
    subjects[p.id] = { kind: "process", name: p.name, category: p.category, ...(p.routes && { routes: p.routes }) };
  for (const p of given.precursors ?? [])
    subjects[p.id] = { kind: "precursor", name: p.name, category: p.category, ...(p.country && { country: p.country }) };
  for (const c of given.cogeneration ?? []) subjects[c.id] = { kind: "cogeneration", name: c.name ?? c.id };
  for (const p of given.products ?? []) subjects[p.id] = { kind: "product", name: p.name ?? p.cn };
  return subjects;
}

/** The run before its first step: the case in canonical order under the act of its period. */
function begin(given: Case, request: Request): Run {
  const ordered = inCanonicalOrder(given);
  const act = actFor(ordered.period.start, request.asIf);
  return {
    case: ordered,
    act,
    constants: constantsFor(act),
    year: request.asIf ?? Number(ordered.period.start.slice(0, 4)),
    request,
    ledger: new Ledger(),
    problems: [],
    subjects: subjectsOf(ordered),
  };
}

function period(run: Run): void {
  const { start, end } = run.case.period;
  if (end < start) report(run, "PERIOD_INVALID", { path: "period", origin: run.case.origin, params: { start, end } });
  if ((run.request.asIf ?? Number(start.slice(0, 4))) < 2021)
    report(run, "PERIOD_BEFORE_CBAM", { path: "period", origin: run.case.origin, params: { start } });
  if (run.request.asIf === undefined && start < "2026" && end >= "2026")
    report(run, "PERIOD_ACROSS_ACTS", { path: "period", origin: run.case.origin, params: { start, end } });
}

/** Figures of the law that could not be confirmed, where the calculation took one: said once for all. */
function unsureFigures(run: Run): void {
  const rows = new Set<string>();
  for (const { factor } of run.ledger.steps.values()) if (factor?.status === "unsure") rows.add(`${factor.dataset}/${factor.row}`);
  if (rows.size > 0) report(run, "FIGURE_UNSURE", { path: "", params: { rows: [...rows].sort().join(", ") } });
}

/**
 * Law: specific embedded emissions of every good of an installation in a period, by the act of the period (or of the year asked for).
 * Answers the run (ledger of all steps), goods and results; with an error among the problems there are no results.
 * Source: IR (EU) 2025/2547 for periods from 2026, IR (EU) 2023/1773 before.
 */
export function calculate(given: Case, request: Request = {}): Calculation {
  const run = begin(given, request);
  const stopped = (): Calculation => ({ run, goods: [], results: [], problems: run.problems });
  period(run);
  references(run);
  if (hasError(run.problems)) return stopped();
  streamEmissions(run);
  pfcEmissions(run);
  measuredEmissions(run);
  cogenerationSplits(run);
  installationTotals(run);
  attribution(run);
  precursorValues(run);
  embeddedEmissions(run);
  if (hasError(run.problems)) return stopped();
  const { goods, results } = goodsResults(run);
  unsureFigures(run);
  for (const id of run.ledger.overflows) report(run, "NUMBER_OUT_OF_RANGE", { path: id, params: { what: id } });
  if (hasError(run.problems)) return stopped();
  return { run, goods, results, problems: run.problems };
}

/** The accounts of all goods, of one process each once; none where there are more processes than fit at once. */
export function accounts({ run, goods }: Calculation): Account[] {
  if (run.case.processes.length > ACCOUNTS_AT_ONCE) return [];
  const arranged = new Arranged(run);
  return goods.flatMap((good) => ACCOUNTED.map((measure) => accountOf(run, good, measure, { arranged })));
}
