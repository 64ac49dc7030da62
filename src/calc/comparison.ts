// Our results beside those that the workbook's own formulas last gave.
import type { BothLanguages, Problem } from "../base/problem.ts";
import type { CachedResult, CachedResults } from "../formats/cbam-workbook/cached.ts";
import { differenceReasons } from "../formats/cbam-workbook/differences.ts";
import { type ResultCell, resultCells } from "../formats/cbam-workbook/result-cells.ts";
import { comparisonProblem } from "../model/problems/comparison.ts";
import type { Comparison, Difference } from "../model/statement.ts";
import type { Calculation } from "../rules/cbam/calculate.ts";

/** Relative difference up to which two results are the same. */
const EQUAL = 1e-9;

const UNEXPLAINED: BothLanguages = {
  ko: "설명되지 않음: 저장된 값이 입력과 맞지 않거나 수식이 바뀌었습니다.",
  en: "Not explained: the stored value does not follow from the inputs, or a formula was changed.",
};
const OURS_EMPTY: BothLanguages = {
  ko: "입력이 비어 있어 여기서는 계산하지 않은 값입니다. 서식은 빈 칸을 0으로 봅니다.",
  en: "Not computed here because an input is empty; the template takes a blank for zero.",
};

/**
 * Law: a template's result is reproduced to 1e-9, or the difference is listed with its reason; a difference nobody can explain is a warning.
 * A cell that shows zero where the case has nothing counts as equal.
 */
export function compareWithCache(calculation: Calculation, cached: CachedResults): { value: Comparison; problems: Problem[] } {
  const { ledger, case: given } = calculation.run;
  const stepOf = new Map(resultCells(given).map((result) => [`${result.sheet}!${result.cell}`, result]));
  const ourValue = ({ step, per }: ResultCell): number | undefined => {
    const value = ledger.find(step)?.value ?? undefined;
    const divisor = per === undefined ? 1 : (ledger.find(per)?.value ?? undefined);
    return value === undefined || divisor === undefined || divisor === 0 ? undefined : value / divisor;
  };
  const differences: (Difference & { explained: boolean })[] = [];
  for (const result of cached) {
    const ours = stepOf.get(`${result.sheet}!${result.cell}`);
    const value = ours === undefined ? undefined : ourValue(ours);
    if (value === undefined ? result.value === 0 : same(result.value, value)) continue;
    differences.push(differenceOf(result, value, ours?.step));
  }
  const unexplained = differences.filter((d) => !d.explained);
  const [first] = unexplained;
  const problems =
    first === undefined
      ? []
      : [
          comparisonProblem("WORKBOOK_RESULT_DIFFERS", {
            place: { sheet: first.sheet, cell: first.cell },
            params: { cached: String(first.cached), value: first.value === null ? "-" : String(first.value), count: unexplained.length },
          }),
        ];
  const listed = differences.map(({ explained: _, ...difference }) => difference);
  return { value: { compared: cached.length, equal: cached.length - differences.length, differences: listed }, problems };
}

function same(cached: number, value: number): boolean {
  return Math.abs(cached - value) <= EQUAL * Math.max(Math.abs(cached), Math.abs(value));
}

function differenceOf(
  { sheet, cell, value: cached }: CachedResult,
  value: number | undefined,
  step: string | undefined,
): Difference & { explained: boolean } {
  const reasons = differenceReasons(sheet, cell).filter((r) => r.always || value !== undefined);
  const empty = value === undefined && step !== undefined;
  const explained = reasons.length > 0 || empty;
  const texts = reasons.length > 0 ? reasons.map((r) => r.reason) : [empty ? OURS_EMPTY : UNEXPLAINED];
  const reason = { ko: texts.map((t) => t.ko).join(" / "), en: texts.map((t) => t.en).join(" / ") };
  return { sheet, cell, cached, value: value ?? null, reason, explained };
}
