// How much of each good's figure comes from which source, and how much of all emissions stands on each rung of the data ladder.
import type { BothLanguages } from "../base/problem.ts";
import { type AnalysedFigure, type FigureShare, RUNGS, type Rung } from "../model/insight.ts";
import { MEASURES, type Measure } from "../model/statement.ts";
import type { Analysed } from "./analysed.ts";
import { rungOf } from "./data-ladder.ts";
import { byProcess, counts, type Graph, type Source, type Takers, wordOf, worthTo } from "./emission-sources.ts";

/** Figures that are made of emissions, each with the figures of processes that it is drawn from. */
const DRAWN: Partial<Record<Measure, readonly string[]>> = {
  seeDirect: ["seeDirect"],
  seeIndirect: ["seeIndirect"],
  seeTotal: ["seeDirect", "seeIndirect"],
  seeBasis: ["seeBasis"],
};

/** Goods whose figures are taken apart; the figures of further ones are told whole. */
const MOST_TAKEN_APART = 200;
/** Shares of all figures together; a figure has a score of them at least, and its smaller ones are told as one of each group. */
const MOST_SHARES = 12_000;
const FEWEST_SHARES = 20;
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

type Beside = { graph: Graph; sources: readonly Source[]; takers: Takers; rung: Ladder };

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

function sharesOf(
  analysed: Analysed,
  { measure, drawn, value, step: target }: Figure,
  { graph, sources, takers, rung }: Beside,
): FigureShare[] {
  const worth = worthTo(graph, target);
  const parts: Part[] = [];
  for (const source of sources) {
    const whole = counts(source, measure) ? worth(source.step) * (analysed.steps.get(source.step)?.value ?? 0) : 0;
    if (whole === 0 || !Number.isFinite(whole)) continue;
    const measures = measure === "seeTotal" ? [source.step.endsWith("/seeIndirect") ? "seeIndirect" : "seeDirect"] : drawn;
    for (const part of byProcess(source, { worth, takers, measures, whole })) parts.push({ source, ...part });
  }
  parts.sort((a, b) => bySize(a.value, b.value) || (a.source.step < b.source.step ? -1 : 1));
  const most = Math.floor(MOST_SHARES / Math.min(analysed.goods.length, MOST_TAKEN_APART) / Object.keys(DRAWN).length);
  const kept = Math.max(FEWEST_SHARES, most);
  const shares = [...parts.slice(0, kept).map((part) => shareOf(analysed, part, rung)), ...merged(parts.slice(kept), { target, rung })];
  const rest = value - parts.reduce((sum, part) => sum + part.value, 0);
  const scale = parts.reduce((sum, part) => sum + Math.abs(part.value), Math.abs(value));
  if (Math.abs(rest) > ROUNDING * scale)
    shares.push({ step: target, what: REST, subject: "", name: "", group: "other", value: rest, rung: rung(target) });
  return shares.sort((a, b) => bySize(a.value, b.value) || (a.step < b.step ? -1 : 1));
}

const bySize = (a: number, b: number): number => Math.abs(b) - Math.abs(a);

type Part = { source: Source; process?: string; value: number };

/** Parts of each group as one, on the weakest of their rungs. */
function merged(parts: readonly Part[], { target, rung }: { target: string; rung: Ladder }): FigureShare[] {
  return [...Map.groupBy(parts, ({ source }) => source.group)].map(([group, list]) => {
    const rungs = new Set(list.map(({ source }) => rung(source.step)));
    const what: BothLanguages = { ko: `작은 항목 ${list.length}개`, en: `${list.length} smaller ones` };
    const value = list.reduce((sum, part) => sum + part.value, 0);
    return { step: target, what, subject: "", name: "", group, value, rung: RUNGS.find((one) => rungs.has(one)) ?? UNSEEN };
  });
}

function shareOf(analysed: Analysed, { source, process, value }: Part, rung: Ladder): FigureShare {
  const { step: id, subject, group, supplier } = source;
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
    rung: rung(id),
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
