// A result taken apart: shares, yardsticks, flows, the data ladder, and what is worth replacing.
import type { Problem } from "../base/problem.ts";
import type { AnalysedGood, Analysis } from "../model/insight.ts";
import type { Analysed } from "./analysed.ts";
import { amountOf, flowsOf } from "./emission-flows.ts";
import { figuresOf, ladderOf, rungShares } from "./emission-shares.ts";
import { sourcesOf, takersOf } from "./emission-sources.ts";
import { emissionsOf, improvementsOf, totalsOf } from "./improvements.ts";
import { type Beside, type Tables, yardsticksOf } from "./yardsticks.ts";

/**
 * Law: an analysis adds no figure of its own; it divides those that stand, and looks yardsticks up. `price` in EUR per certificate, as supposed.
 * Which statement or revision it is of, the asker knows.
 */
export function analysisOf(analysed: Analysed, tables: Tables, { price }: { price?: number | undefined } = {}): Analysis {
  const { act, asIf, period, installation, problems } = analysed;
  const sources = sourcesOf(analysed);
  const totals = totalsOf(analysed);
  const rung = ladderOf(analysed);
  const takers = takersOf(analysed.steps);
  const emissions = emissionsOf(analysed, sources, totals);
  const whole = emissions.reduce((sum, { tco2e }) => sum + Math.abs(tco2e), 0);
  const beside = yardsticksOf(analysed, tables, price);
  return {
    act,
    ...(asIf !== undefined && { asIf }),
    period,
    installation,
    goods: analysed.goods.map(({ id, name, cn, process, category }) => ({
      id,
      name,
      cn,
      process,
      category,
      amountT: amountOf(analysed, { id, name, cn, process, category }),
      figures: figuresOf(analysed, id, { graph: totals.graph, sources, takers, rung }),
      ...yardsticks(beside.get(id)),
    })),
    ...flowsOf(analysed, totals.graph, sources),
    ladder: rungShares(emissions, rung),
    improvements: improvementsOf(analysed, { totals, whole, price }),
    problems: [...problems, ...notesOf(beside)],
  };
}

function yardsticks(beside: Beside | undefined): Pick<AnalysedGood, "default" | "benchmark" | "cost"> {
  if (beside === undefined) return { default: { value: null }, benchmark: { value: null } };
  const { notes: _, ...shown } = beside;
  return shown;
}

/** Each kind of note once. */
function notesOf(beside: ReadonlyMap<string, Beside>): Problem[] {
  const notes = [...beside.values()].flatMap((one) => one.notes);
  return notes.filter(({ code }, i) => notes.findIndex((other) => other.code === code) === i);
}
