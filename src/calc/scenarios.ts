// Reduction measures assessed: the figures before and after on a copy, the tonnes that they save a year, and what a tonne costs.
import type { Json } from "../base/canonical.ts";
import { type BothLanguages, hasError, type Outcome, type Problem } from "../base/problem.ts";
import { readRecord } from "../formats/record.ts";
import { misfitsAmong, surroundings } from "../model/activity-fit.ts";
import { recordProblem } from "../model/problems/record.ts";
import type { AssessedGood, AssessedScenario, Scenario, Told } from "../model/scenario.ts";
import type { Calculation } from "../rules/cbam/calculate.ts";
import { daysOf, isWholeMonths, type Period } from "../rules/cbam/checks/calendar.ts";
import type { Composition } from "./compose.ts";

type Calculated = Outcome<{ calculation: Calculation }>;

export type Assessing = {
  composition: Composition;
  /** Keys of the measures, each a record of the composition. */
  keys: readonly string[];
  /** Versions of the records that the measures change. */
  versions: ReadonlyMap<string, number>;
};

/**
 * Law: a measure is calculated on a copy by the same functions as the records, and nothing of it is kept; tonnes are saved on the goods that left in the period.
 * Problems of each measure: SCENARIO_RECORD_GONE, SCENARIO_RECORD_CHANGED, those of its records, and those that the figures after it have and the records have not.
 */
export function assessScenarios(
  { composition, keys, versions }: Assessing,
  calculate: (composition: Composition) => Calculated,
): AssessedScenario[] {
  const before = calculate(composition);
  return keys.map((key) => {
    const scenario = composition.records.get(key) as unknown as Scenario;
    const changed = changedRecords(composition, scenario, versions);
    if (changed.value === undefined) return assessed(key, scenario, { before, after: { value: undefined, problems: changed.problems } });
    const after = calculate({ ...composition, records: changed.value });
    const known = new Set(before.problems.map(({ code, path }) => `${code} ${path}`));
    const problems = after.problems.filter((p) => after.value === undefined || !known.has(`${p.code} ${p.path}`));
    const all = [...changed.problems, ...problems];
    return assessed(key, scenario, {
      before,
      after: after.value === undefined ? { value: undefined, problems: all } : { value: after.value, problems: all },
    });
  });
}

/** The records as the measure would have them. */
function changedRecords(
  { records, period }: Composition,
  { changes }: Scenario,
  versions: ReadonlyMap<string, number>,
): Outcome<Map<string, Json>> {
  const problems: Problem[] = [];
  const now = new Map(records);
  for (const { key, body, seen } of changes) {
    const current = versions.get(key);
    if (seen !== undefined && current !== undefined && current !== seen)
      problems.push(recordProblem("SCENARIO_RECORD_CHANGED", { path: key, params: { key, current, seen } }));
    if (body === null) {
      if (!now.delete(key)) problems.push(recordProblem("SCENARIO_RECORD_GONE", { path: key, params: { key } }));
      continue;
    }
    const read = readRecord(key, body as Json);
    problems.push(...read.problems);
    if (read.value !== undefined) now.set(key, read.value.body);
  }
  const lines = changes.map(({ key, body }) => ({ key, body: body === null ? null : (now.get(key) ?? null) }));
  problems.push(
    ...misfitsAmong(
      lines,
      surroundings(period, (key) => now.get(key)),
    ),
  );
  return hasError(problems) ? { value: undefined, problems } : { value: now, problems };
}

function assessed(key: string, scenario: Scenario, { before, after }: { before: Calculated; after: Calculated }): AssessedScenario {
  const [a, b] = [before.value?.calculation, after.value?.calculation];
  const problems = a === undefined ? [...before.problems, ...after.problems] : after.problems;
  const saved: Told = a === undefined || b === undefined ? { value: null, why: NOT_CALCULATED } : savedPerYear(a, b);
  const cost = annualised(scenario);
  return {
    key,
    scenario,
    goods: goodsOf(a, b),
    savedTco2ePerYear: saved,
    annualisedEur: cost,
    eurPerTonne: perTonne(cost, saved),
    problems,
  };
}

const NOT_CALCULATED: BothLanguages = {
  ko: "조치 전이나 후의 값을 산정할 수 없습니다. 문제를 보십시오.",
  en: "The figures before or after cannot be calculated; see the problems.",
};

/** Every good of either side, by id, with the figures of both. */
function goodsOf(before: Calculation | undefined, after: Calculation | undefined): AssessedGood[] {
  const goods = new Map([...(after?.goods ?? []), ...(before?.goods ?? [])].map((good) => [good.id, good]));
  const value = (side: Calculation | undefined, id: string, measure: string): number | null =>
    side?.results.find((r) => r.product === id && r.measure === measure)?.value ?? null;
  return [...goods.keys()].sort().map((id) => {
    const { name = "", cn = "" } = goods.get(id) ?? {};
    const told = (before ?? after)?.results.filter(({ product }) => product === id) ?? [];
    const of = told.length > 0 ? told : (after?.results.filter(({ product }) => product === id) ?? []);
    const figures = of.map(({ measure, unit }) => ({
      measure,
      unit,
      before: value(before, id, measure),
      after: value(after, id, measure),
    }));
    return { id, name, cn, figures };
  });
}

/** What is left over below this part of what was summed is rounding. */
const ROUNDING = 1e-12;

/** Σ over processes of what left the installation × (SEE before - SEE after), on the year's length. */
function savedPerYear(before: Calculation, after: Calculation): Told {
  let saved = 0;
  let size = 0;
  for (const { id, name } of before.run.case.processes) {
    const left = leavingT(before, id);
    if (left === 0) continue;
    const [was, is] = [seeOf(before, id), seeOf(after, id)];
    if (left === null || was === null || is === null)
      return {
        value: null,
        why: {
          ko: `공정 '${name}'의 양이나 배출량을 조치 전후 모두에서 알 수는 없습니다.`,
          en: `Amount or emissions of the process '${name}' are not known both before and after.`,
        },
      };
    saved += left * (was - is);
    size += Math.abs(left) * (Math.abs(was) + Math.abs(is));
  }
  // What the order of sums leaves over is no saving, and no cost is divided by it.
  return { value: Math.abs(saved) <= ROUNDING * size ? 0 : saved * yearsIn(before.run.case.period) };
}

/** Tonnes of a process's goods that did not go to another process. */
function leavingT({ run }: Calculation, process: string): number | null {
  let left = run.ledger.get(`process/${process}/activity`).value;
  const to = new Set((run.case.transfers ?? []).filter(({ from }) => from === process).map((t) => t.to));
  for (const other of to) {
    const moved = run.ledger.get(`transfer/${process}/${other}`).value;
    left = left === null || moved === null ? null : left - moved;
  }
  return left;
}

/** Direct and indirect embedded emissions of a tonne that a process makes; null also where the process is gone. */
function seeOf({ run }: Calculation, process: string): number | null {
  const direct = run.ledger.find(`process/${process}/seeDirect`)?.value ?? null;
  const indirect = run.ledger.find(`process/${process}/seeIndirect`)?.value ?? null;
  return direct === null || indirect === null ? null : direct + indirect;
}

/** How many times the period goes into a year: by months where it is of whole months, else by days. */
function yearsIn({ start, end }: Period): number {
  if (!isWholeMonths({ start, end })) return 365 / daysOf({ start, end });
  const month = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return 12 / (month(end) - month(start) + 1);
}

/**
 * Law: a year's cost is the capital as an annuity, K × r / (1 - (1 + r)^-n), and the yearly costs. What was not said is not taken for nothing: the cost is then missing.
 */
function annualised({ capitalEur, yearlyEur, lifetimeYears, discountRate }: Scenario): Told {
  const lacks = (ko: string, en: string): Told => ({
    value: null,
    why: { ko: `${ko} 적혀 있지 않습니다.`, en: `${en} is not given.` },
  });
  if (capitalEur === undefined) return lacks("투자비가", "The capital");
  if (yearlyEur === undefined) return lacks("연간 비용이", "The yearly cost");
  if (capitalEur === 0) return { value: yearlyEur };
  if (lifetimeYears === undefined) return lacks("수명(년)이", "The lifetime");
  if (discountRate === undefined) return lacks("할인율이", "The discount rate");
  return { value: capitalEur * annuity(discountRate, lifetimeYears) + yearlyEur };
}

function annuity(rate: number, years: number): number {
  if (rate === 0) return 1 / years;
  let growth = 1;
  for (let i = 0; i < years; i += 1) growth *= 1 + rate;
  return growth === 1 ? 1 / years : rate / (1 - 1 / growth);
}

function perTonne(cost: Told, saved: Told): Told {
  if (cost.value === null) return cost;
  if (saved.value === null) return saved;
  if (saved.value <= 0) return { value: null, why: { ko: "배출량이 줄지 않습니다.", en: "It saves no emissions." } };
  return { value: cost.value / saved.value };
}
