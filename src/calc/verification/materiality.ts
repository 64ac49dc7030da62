// Live materiality: uncorrected misstatements of each good against 5 % of its embedded emissions and of its free allocation.
import type { BothLanguages, Problem } from "../../base/problem.ts";
import { roundHalfUp } from "../../formats/rounding.ts";
import { verificationProblem } from "../../model/problems/verification.ts";
import type { Finding, Opinion } from "../../model/verification.ts";
import { isClean, isUncorrected } from "../../model/verification-refusals.ts";
import { type Bar, materialityBar } from "../../rules/cbam/materiality.ts";
import { allocations, hasAllocation } from "../../rules/cbam/report/allocation.ts";
import type { Facts } from "../../rules/cbam/report/facts.ts";

/** Bars of one good under its CN code, in tCO2e/t. `freeAllocation` is left out where the year has none. */
export type GoodMateriality = { good: string; name: string; cn: string; see: Bar; freeAllocation?: Bar };

/**
 * Law: per good by CN code, aggregate. The specific embedded emissions are those that CBAM charges for (direct alone for goods of Annex II): of the two figures
 * that can be read the smaller, so that the limit is the stricter; the free allocation is that of the operator's summary. Source: IR (EU) 2025/2546, Art. 5.
 */
export function materialityOf(facts: Facts, findings: readonly Finding[]): GoodMateriality[] {
  const effects = findings.filter(isUncorrected).flatMap((finding) => finding.effects);
  const allocated = hasAllocation(facts) ? new Map(allocations(facts).all.map((one) => [one.good.id, one.step?.value ?? null])) : undefined;
  return facts.statement.goods.map(({ id, name, cn }) => {
    const mine = effects.filter(({ good }) => good === id);
    const see = facts.statement.results.find((r) => r.product === id && r.measure === "seeBasis")?.value ?? null;
    const touched = mine.flatMap(({ freeAllocation }) => (freeAllocation === undefined ? [] : [freeAllocation]));
    return {
      good: id,
      name,
      cn,
      see: materialityBar(
        see,
        mine.map((one) => one.see),
      ),
      ...(allocated !== undefined && { freeAllocation: materialityBar(allocated.get(id) ?? null, touched) }),
    };
  });
}

const SEE: BothLanguages = { ko: "고유내재배출량", en: "specific embedded emissions" };
const SEFA: BothLanguages = { ko: "고유내재 무상할당", en: "specific embedded free allocation" };
const WHY: Record<NonNullable<Bar["why"]>, BothLanguages> = {
  figure: { ko: "값이 없습니다", en: "there is no figure" },
  effect: { ko: "허위기재의 영향이 정해지지 않았습니다", en: "the effect of a misstatement is not known" },
};
const DECIMALS = 5;

/**
 * Law: a clean opinion stands on bars that are known and not exceeded; where only offsetting keeps them so, that is said.
 * A good whose free allocation is not known and that no misstatement touches is not refused for it. Problems: MATERIALITY_EXCEEDED, MATERIALITY_UNKNOWN, MISSTATEMENTS_OFFSET.
 */
export function materialityRefusals(goods: readonly GoodMateriality[], opinion: Pick<Opinion, "verdict">): Problem[] {
  if (!isClean(opinion.verdict)) return [];
  return goods.flatMap(({ good, name, cn, see, freeAllocation }) =>
    [
      { bar: see, what: SEE, part: "see" },
      ...(freeAllocation === undefined ? [] : [{ bar: freeAllocation, what: SEFA, part: "freeAllocation" }]),
    ].flatMap(({ bar, what, part }): Problem[] => {
      const at = { path: `goods/${good}/${part}` };
      const params = { good: cn === "" ? name : `${name} (${cn})`, what };
      if (bar.material === null)
        return part === "freeAllocation" && bar.why === "figure" && bar.net === 0
          ? []
          : [verificationProblem("MATERIALITY_UNKNOWN", { ...at, params: { ...params, why: WHY[bar.why ?? "figure"] } })];
      const limit = shown(bar.limit);
      if (bar.material) return [verificationProblem("MATERIALITY_EXCEEDED", { ...at, params: { ...params, sum: shown(bar.net), limit } })];
      return bar.offset
        ? [verificationProblem("MISSTATEMENTS_OFFSET", { ...at, params: { ...params, sum: shown(bar.gross), limit } })]
        : [];
    }),
  );
}

const shown = (value: number | null): string => roundHalfUp(Math.abs(value ?? 0), DECIMALS);
