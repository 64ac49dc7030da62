// How much of each good's figure comes from which source, and how much of all emissions stands on each rung of the data ladder.
import type { BothLanguages } from "../base/problem.ts";
import { type AnalysedFigure, type FigureShare, RUNGS, type Rung } from "../model/insight.ts";
import { MEASURES, type Measure } from "../model/statement.ts";
import type { Analysed } from "./analysed.ts";
import { rungOf } from "./data-ladder.ts";
import { byProcess, counts, type Graph, type Source, wordOf, worthTo } from "./emission-sources.ts";

/** Figures that are made of emissions, each with the figures of processes that it is drawn from. */
const DRAWN: Partial<Record<Measure, readonly string[]>> = {
  seeDirect: ["seeDirect"],
  seeIndirect: ["seeIndirect"],
  seeTotal: ["seeDirect", "seeIndirect"],
  seeBasis: ["seeBasis"],
};

/** Goods whose figures are taken apart; the figures of further ones are told whole. */
const MOST_TAKEN_APART = 200;
/** What is left over below this part of a figure is rounding. */
const ROUNDING = 1e-9;
/** What cannot be seen is no better than an estimate. */
const UNSEEN: Rung = "estimate";

const REST: BothLanguages = {
  ko: "그 밖(식에 직접 적힌 값이나 비공개 값)",
  en: "Other (numbers in a formula of the document, or withheld ones)",
};

export type Ladder = (step: string) => Rung;

/** Each step's rung, told once. */
export function ladderOf(analysed: Analysed): Ladder {
  const told = new Map<string, Rung>();
  return (step) => {
    const known = told.get(step) ?? rungOf(analysed, step) ?? UNSEEN;
    told.set(step, known);
    return known;
  };
}

type Beside = { graph: Graph; sources: readonly Source[]; rung: Ladder };

/** Law: the shares of a figure sum to it, in its unit; largest first. What no source explains is one share of its own. */
export function figuresOf(analysed: Analysed, good: string, beside: Beside): AnalysedFigure[] {
  const mine = analysed.results.filter(({ product }) => product === good);
  const apart = analysed.goods.findIndex(({ id }) => id === good) < MOST_TAKEN_APART;
  return MEASURES.flatMap((measure) => mine.filter((one) => one.measure === measure)).map(({ measure, value, unit, step }) => {
    const drawn = DRAWN[measure];
    const shares = value === null || drawn === undefined || !apart ? [] : sharesOf(analysed, { measure, drawn, value, step }, beside);
    return { measure, value, unit, step, shares };
  });
}

type Figure = { measure: Measure; drawn: readonly string[]; value: number; step: string };

function sharesOf(analysed: Analysed, { measure, drawn, value, step: target }: Figure, { graph, sources, rung }: Beside): FigureShare[] {
  const worth = worthTo(graph, target);
  const shares: FigureShare[] = [];
  for (const source of sources) {
    const step = analysed.steps.get(source.step);
    const whole = counts(source, measure) ? worth(source.step) * (step?.value ?? 0) : 0;
    if (step === undefined || whole === 0 || !Number.isFinite(whole)) continue;
    const measures = measure === "seeTotal" ? [source.step.endsWith("/seeIndirect") ? "seeIndirect" : "seeDirect"] : drawn;
    for (const { process, value: part } of byProcess(graph, source, { worth, measures, whole }))
      shares.push(shareOf(analysed, source, { value: part, process, rung: rung(source.step) }));
  }
  const rest = value - shares.reduce((sum, share) => sum + share.value, 0);
  const scale = shares.reduce((sum, share) => sum + Math.abs(share.value), Math.abs(value));
  if (Math.abs(rest) > ROUNDING * scale)
    shares.push({ step: target, what: REST, subject: "", name: "", group: "other", value: rest, rung: rung(target) });
  return shares.sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.step < b.step ? -1 : 1));
}

function shareOf(
  analysed: Analysed,
  { step: id, subject, group, supplier }: Source,
  { value, process, rung }: { value: number; process: string | undefined; rung: Rung },
): FigureShare {
  const step = analysed.steps.get(id);
  const record = analysed.inputs.recordOf(id);
  return {
    step: id,
    what: step === undefined ? REST : wordOf(analysed, step).what,
    subject,
    name: analysed.subjects[subject]?.name ?? subject,
    group,
    ...(process !== undefined && { process }),
    ...(supplier !== undefined && { supplier }),
    value,
    rung,
    ...(record !== undefined && { record }),
  };
}

/** Law: emissions of the plant and of what it bought, each counted by its size, by the rung that it stands on; 0 to 1, the weakest rung first. */
export function rungShares(emissions: readonly { source: Source; tco2e: number }[], rung: Ladder): { rung: Rung; share: number }[] {
  const sums = new Map<Rung, number>();
  let all = 0;
  for (const { source, tco2e } of emissions) {
    sums.set(rung(source.step), (sums.get(rung(source.step)) ?? 0) + Math.abs(tco2e));
    all += Math.abs(tco2e);
  }
  return RUNGS.map((one) => ({ rung: one, share: all === 0 ? 0 : (sums.get(one) ?? 0) / all }));
}
