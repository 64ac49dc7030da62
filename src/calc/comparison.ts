// Our results beside those that the workbook's own formulas last gave.
import type { BothLanguages, Problem } from "../base/problem.ts";
import type { CachedResult, CachedResults } from "../formats/cbam-workbook/cached.ts";
import { type Cause, differenceReasons } from "../formats/cbam-workbook/differences.ts";
import { collidingIds } from "../formats/cbam-workbook/names.ts";
import { type ResultCell, resultCells } from "../formats/cbam-workbook/result-cells.ts";
import type { Case } from "../model/case.ts";
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
export function compareWithCache(
  calculation: Calculation,
  cached: CachedResults,
  file: string,
): { value: Comparison; problems: Problem[] } {
  const { ledger, case: given } = calculation.run;
  const causes = causesIn(calculation);
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
    differences.push(differenceOf(result, value, isEmpty(calculation, ours), ours === undefined ? NO_CAUSE : causes(ours.step)));
  }
  const unexplained = differences.filter((d) => !d.explained);
  const [first] = unexplained;
  const problems =
    first === undefined
      ? []
      : [
          comparisonProblem("WORKBOOK_RESULT_DIFFERS", {
            place: { file, sheet: first.sheet, cell: first.cell },
            params: { cached: shown(first.cached), value: shown(first.value), count: unexplained.length },
          }),
        ];
  const listed = differences.map(({ explained: _, ...difference }) => difference);
  return { value: { compared: cached.length, equal: cached.length - differences.length, differences: listed }, problems };
}

/** Six significant digits for a message; the listed difference keeps all. */
function shown(value: number | null): string {
  return value === null ? "-" : String(Number(value.toPrecision(6)));
}

function same(cached: number, value: number): boolean {
  return Math.abs(cached - value) <= EQUAL * Math.max(Math.abs(cached), Math.abs(value));
}

const NO_CAUSE: ReadonlySet<Cause> = new Set();

/** Steps that are there only where the case states something; every other step of the table is there, with or without a value. */
const OPTIONAL =
  /^product\/[^/]+\/(coveredEmissions|rebateEmissions|carbonPriceEffective|defaultShare)$|^installation\/.*\/stated$|^installation\/fuel\//;

/** True where an input is empty: a step without a value, or one that is there only where something is stated. A step that ought to be there is no excuse. */
function isEmpty({ run: { ledger } }: Calculation, ours: ResultCell | undefined): boolean {
  if (ours === undefined) return false;
  const without = (id: string): boolean => {
    const step = ledger.find(id);
    return step === undefined ? OPTIONAL.test(id) : step.value === null;
  };
  return without(ours.step) || (ours.per !== undefined && without(ours.per));
}

function differenceOf(
  { sheet, cell, value: cached }: CachedResult,
  value: number | undefined,
  empty: boolean,
  causes: ReadonlySet<Cause>,
): Difference & { explained: boolean } {
  const applies = (cause: Cause | undefined): boolean => value !== undefined && cause !== undefined && causes.has(cause);
  const reasons = differenceReasons(sheet, cell).filter((r) => r.always || applies(r.cause));
  const explained = reasons.length > 0 || empty;
  const texts = reasons.length > 0 ? reasons.map((r) => r.reason) : [empty ? OURS_EMPTY : UNEXPLAINED];
  const reason = { ko: texts.map((t) => t.ko).join(" / "), en: texts.map((t) => t.en).join(" / ") };
  return { sheet, cell, cached, value: value ?? null, reason, explained };
}

/** For a step, what it rests on that the template does otherwise: the steps where law and template part, found on the way down to the inputs. */
function causesIn({ run, problems }: Calculation): (step: string) => ReadonlySet<Cause> {
  const { ledger, case: given } = run;
  const known = new Map<string, Cause>();
  for (const p of problems) if (p.code === "FLOOR_APPLIED" && p.path !== undefined) known.set(p.path, "floor");
  for (const step of ledger.steps.values()) {
    if (step.assumption === "exemptOrigin") known.set(step.id, "exemptOrigin");
    else if (step.id.endsWith("/functionalActivity")) known.set(step.id, "functionalUnit");
    else if (step.id.endsWith("/electricityCredit") && step.value !== 0) known.set(step.id, "electricityCredit");
  }
  for (const { id, method, currentEfficiency } of given.pfc ?? [])
    if (method === "overvoltage" && currentEfficiency?.unit === "1") known.set(`pfc/${id}/currentEfficiency`, "currentEfficiency");
  for (const { id, gas } of given.measuredPoints ?? []) if (gas === "N2O") known.set(`point/${id}/zeroRatedFraction`, "n2oBiomass");
  for (const { id, gas } of given.measuredPoints ?? [])
    if (gas === "N2O") for (const field of ["energy", "energyBiomass"]) known.set(`point/${id}/${field}`, "energyOfN2o");
  for (const { id, name, method, carbonContent } of given.streams ?? []) {
    if (name === id) known.set(`stream/${id}/emissions`, "incompleteRow");
    if (method === "massBalance" && carbonContent === undefined) known.set(`stream/${id}/carbonContent`, "incompleteRow");
  }
  for (const { id } of given.pfc ?? [])
    for (const field of ["slopeFactor", "overvoltageCoefficient", "weightFraction"])
      if (ledger.find(`pfc/${id}/${field}`)?.factor !== undefined) known.set(`pfc/${id}/${field}`, "incompleteRow");
  for (const { id, directEmissions } of given.processes)
    if (directEmissions === undefined) known.set(`process/${id}/directOwn`, "blankDirect");
  const typed = given.balances?.emissions;
  if (typed?.co2 !== undefined || typed?.n2o !== undefined || typed?.pfc !== undefined) known.set("installation/direct", "typedTotals");
  for (const [step, cause] of collisions(given)) known.set(step, cause);
  const upstream = suppliersOfEarlier(given);
  for (const { id, process } of given.products ?? []) if (upstream.has(process)) known.set(`product/${id}/defaultShare`, "supplyChain");
  return (start) => {
    const found = new Set<Cause>();
    const reached = new Set([start]);
    for (const id of reached) {
      const cause = known.get(id);
      if (cause !== undefined) found.add(cause);
      for (const { step } of ledger.parts(id) ?? []) reached.add(step);
    }
    return found;
  };
}

/** Steps of processes and precursors whose names the template cannot tell apart. */
function collisions({ processes, precursors = [] }: Case): [step: string, cause: Cause][] {
  const ids = collidingIds(processes, precursors);
  return [
    ...processes.filter(({ id }) => ids.has(id)).map(({ id }): [string, Cause] => [`process/${id}/activity`, "nameCollision"]),
    ...precursors
      .filter(({ id }) => ids.has(id))
      .flatMap(({ id }) =>
        ["seeDirect", "seeIndirect", "embeddedElectricity"].map((f): [string, Cause] => [`precursor/${id}/${f}`, "nameCollision"]),
      ),
  ];
}

/** Processes that supply, directly or through others, one that stands before them in the workbook, or themselves. */
function suppliersOfEarlier({ processes, transfers = [] }: Case): Set<string> {
  const position = (id: string): number => Number(id.slice(1));
  const consumersOf = (id: string): string[] => transfers.filter((t) => t.from === id && t.amount?.value !== 0).map((t) => t.to);
  const found = new Set<string>();
  for (const { id } of processes) {
    const reached = new Set(consumersOf(id));
    for (const consumer of reached) for (const next of consumersOf(consumer)) reached.add(next);
    if ([...reached].some((consumer) => position(consumer) <= position(id))) found.add(id);
  }
  return found;
}
