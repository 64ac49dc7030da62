// Inputs that are worth replacing: those that stand on a low rung, by what hangs on them.
import type { Step } from "../base/derivation.ts";
import type { BothLanguages } from "../base/problem.ts";
import { type Improvement, RUNGS, type Rung } from "../model/insight.ts";
import type { Analysed } from "./analysed.ts";
import { rungOf } from "./data-ladder.ts";
import { counts, type Graph, graphOf, isTyped, processIds, type Source, type Worth, wordOf, worthTo } from "./emission-sources.ts";
import { adviceOf } from "./improvement-advice.ts";
import type { Input } from "./inputs.ts";

const TOTAL = "analysis/total";
const BASIS = "analysis/basis";
/** Improvements that are told. */
const MOST = 50;

export type Totals = { graph: Graph; total: Worth; basis: Worth };

/**
 * Law: a plant's emissions are those of its processes, direct and indirect, and those embedded in what it bought; its basis counts indirect ones only for goods
 * outside Annex II. Both as steps over the steps that stand, so that one sweep tells what hangs on each input. Missing emissions are left out.
 */
export function totalsOf(analysed: Analysed): Totals {
  const { steps } = analysed;
  const total: string[] = [];
  const basis: string[] = [];
  for (const id of processIds(steps)) {
    const at = (field: string): string => `process/${id}/${field}`;
    total.push(at("attributedDirect"), at("indirect"));
    basis.push(at("attributedDirect"));
    if (steps.get(at("seeBasis"))?.terms?.some(({ step }) => step === at("indirect"))) basis.push(at("indirect"));
  }
  const bought = (fields: readonly string[]): [string, string][] =>
    [...steps.keys()].flatMap((step): [string, string][] => {
      const precursor = /^precursor\/([^/]+)\/use\/[^/]+$/.exec(step)?.[1];
      return precursor === undefined ? [] : fields.map((field): [string, string] => [step, `precursor/${precursor}/${field}`]);
    });
  const all = new Map(steps);
  all.set(TOTAL, sumStep(TOTAL, { steps, single: total, pairs: bought(["seeDirect", "seeIndirect"]) }));
  all.set(BASIS, sumStep(BASIS, { steps, single: basis, pairs: bought(["seeBasis"]) }));
  const graph = graphOf(all);
  return { graph, total: worthTo(graph, TOTAL), basis: worthTo(graph, BASIS) };
}

type Summed = { steps: ReadonlyMap<string, Step>; single: readonly string[]; pairs: readonly [string, string][] };

function sumStep(id: string, { steps, single, pairs }: Summed): Step {
  const known = (step: string): number | null => steps.get(step)?.value ?? null;
  const ones = single.filter((step) => known(step) !== null);
  const products = pairs.filter(([use, see]) => known(use) !== null && known(see) !== null);
  const formula = [...ones.map((_, i) => `Em.${i + 1}`), ...products.map((_, i) => `M.${i + 1} × SEE.${i + 1}`)].join(" + ");
  const terms = [
    ...ones.map((step, i) => ({ symbol: `Em.${i + 1}`, step })),
    ...products.flatMap(([use, see], i) => [
      { symbol: `M.${i + 1}`, step: use },
      { symbol: `SEE.${i + 1}`, step: see },
    ]),
  ];
  const value =
    ones.reduce((sum, step) => sum + (known(step) ?? 0), 0) +
    products.reduce((sum, [use, see]) => sum + (known(use) ?? 0) * (known(see) ?? 0), 0);
  return { id, what: "emissions", subject: "installation", value, unit: "tCO2e", formula: formula === "" ? "0" : formula, terms };
}

/** tCO2e that enter at each source over the period. */
export function emissionsOf({ steps }: Analysed, sources: readonly Source[], { total }: Totals): { source: Source; tco2e: number }[] {
  return sources.flatMap((source) => {
    const tco2e = counts(source, "seeTotal") ? total(source.step) * (steps.get(source.step)?.value ?? 0) : 0;
    return tco2e === 0 || !Number.isFinite(tco2e) ? [] : [{ source, tco2e }];
  });
}

type Hanging = { input: Input; step: Step; rung: Rung; tco2e: number; basisTco2e: number };

/**
 * Law: on an input hang the emissions that would go if it were nought; on an amount that a figure is divided by, all that the process's goods carry.
 * Largest first, where a price is asked with by what CBAM charges for; of equal ones the weaker rung. EUR: the basis at the asked price, as if all goods went to
 * the Union and no free allocation were left.
 */
export function improvementsOf(
  analysed: Analysed,
  { totals, whole, price }: { totals: Totals; whole: number; price: number | undefined },
): Improvement[] {
  const found = new Map<string, Hanging>();
  for (const [id, input] of analysed.inputs.byStep) {
    const one = hangingOn(analysed, id, { input, totals, whole });
    if (one === undefined) continue;
    const key = `${input.record} ${fieldOf(input)}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, one);
    else found.set(key, { ...before, tco2e: before.tco2e + one.tco2e, basisTco2e: before.basisTco2e + one.basisTco2e });
  }
  return [...found.values()]
    .sort(
      (a, b) =>
        (price === undefined ? 0 : b.basisTco2e - a.basisTco2e) ||
        b.tco2e - a.tco2e ||
        RUNGS.indexOf(a.rung) - RUNGS.indexOf(b.rung) ||
        (a.step.id < b.step.id ? -1 : 1),
    )
    .slice(0, MOST)
    .map((one) => shown(analysed, one, { whole, price }));
}

/** What a maker states of one precursor is asked for together. */
const fieldOf = ({ kind, field }: Input): string => (kind === "supplied" ? field.replace(/[^/]+$/, "seeDirect") : field);

function hangingOn(
  analysed: Analysed,
  id: string,
  { input, totals, whole }: { input: Input; totals: Totals; whole: number },
): Hanging | undefined {
  const step = analysed.steps.get(id);
  if (step === undefined || step.value === null || (input.kind === "supplied" && !/\/see(Direct|Indirect)$/.test(id))) return undefined;
  if (input.kind !== "supplied" && !isTyped(analysed.steps, id)) return undefined;
  const rung = rungOf(analysed, id);
  if (rung === undefined || nextOf(input, rung) === undefined) return undefined;
  const size = (worth: Worth): number => Math.min(whole, Math.abs(worth(id) * (step.value ?? 0)));
  const tco2e = input.kind === "production" ? Math.min(whole, carried(analysed, id, "seeTotal")) : size(totals.total);
  const basisTco2e =
    input.kind === "production"
      ? carried(analysed, id, "seeBasis")
      : input.kind === "supplied"
        ? basisOfSource(analysed, id, totals)
        : size(totals.basis);
  return tco2e > 0 && Number.isFinite(tco2e) ? { input, step, rung, tco2e, basisTco2e } : undefined;
}

/** Emissions that a process's goods carry, own and handed on to it, for the part of the production that one entry tells. */
function carried({ steps }: Analysed, id: string, measure: "seeTotal" | "seeBasis"): number {
  const process = id.split("/")[1];
  const see = (measure === "seeBasis" ? ["seeBasis"] : ["seeDirect", "seeIndirect"]).map(
    (m) => steps.get(`process/${process}/${m}`)?.value ?? 0,
  );
  return Math.abs((steps.get(id)?.value ?? 0) * see.reduce((a, b) => a + b, 0));
}

/** A source's basis is one value for direct and indirect: it is counted once, with the direct one. */
function basisOfSource({ steps }: Analysed, id: string, { basis }: Totals): number {
  if (!id.endsWith("/seeDirect")) return 0;
  const step = id.replace(/seeDirect$/, "seeBasis");
  return Math.abs(basis(step) * (steps.get(step)?.value ?? 0));
}

/** The rung that replacing the input leads to; undefined where a record cannot lead higher. */
function nextOf({ kind, basis, verified }: Input, rung: Rung): Rung | undefined {
  if (rung === "verified") return undefined;
  if (kind === "supplied")
    return rung === "supplier" && basis === "actual" && !verified ? "verified" : rung === "supplier" ? undefined : "supplier";
  if (rung === "measured") return undefined;
  if (kind === "electricityFactor" || kind === "heatFactor") return rung === "supplier" ? undefined : "supplier";
  return "measured";
}

function shown(
  analysed: Analysed,
  { input, step, rung, tco2e, basisTco2e }: Hanging,
  { whole, price }: { whole: number; price: number | undefined },
): Improvement {
  const name = analysed.subjects[step.subject]?.name ?? step.subject;
  const what: BothLanguages = wordOf(analysed, step).what;
  return {
    record: input.record,
    field: fieldOf(input),
    name,
    what,
    rung,
    next: nextOf(input, rung) ?? rung,
    advice: adviceOf(input, { rung, name, what }),
    share: whole === 0 ? 0 : Math.min(1, tco2e / whole),
    emissionsTco2e: tco2e,
    ...(price !== undefined && Number.isFinite(basisTco2e) && { atStakeEur: basisTco2e * price }),
  };
}
