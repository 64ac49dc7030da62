// Check: the reporting period.
import type { Problem } from "../../../base/problem.ts";
import { DEFINITIVE_ACT } from "../tables.ts";
import { afterMonths, daysOf, isCalendarYear, isWholeMonths } from "./calendar.ts";
import type { Facts } from "./facts.ts";
import { type CheckCode, finding } from "./finding.ts";

/**
 * Law: the reporting period is a calendar year (IR (EU) 2025/2547 Art. 7); in the transitional period a year, or another period of at least three months
 * (IR (EU) 2023/1773 Annex III). Problems: PERIOD_NOT_CALENDAR_YEAR, PERIOD_TOO_LONG, PERIOD_TOO_SHORT, PERIOD_NOT_WHOLE_MONTHS, PERIOD_SHORT.
 */
export function period(facts: Facts): Problem[] {
  const { start, end } = facts.case.period;
  const code = facts.act === DEFINITIVE_ACT ? definitive(facts) : transitional(facts);
  return code === undefined ? [] : [finding(code, { path: "period", origin: facts.case.origin, params: { start, end } })];
}

function definitive(facts: Facts): CheckCode | undefined {
  return isCalendarYear(facts.case.period) ? undefined : "PERIOD_NOT_CALENDAR_YEAR";
}

/** `end` is the last day: a period of n months ends the day before the n-th month has passed. */
function transitional(facts: Facts): CheckCode | undefined {
  const { start, end } = facts.case.period;
  const shorterThan = (months: number): boolean => daysOf({ start, end }) < daysOf({ start, end: afterMonths(start, months) }) - 1;
  if (end >= afterMonths(start, 12)) return "PERIOD_TOO_LONG";
  if (shorterThan(3)) return "PERIOD_TOO_SHORT";
  if (!isWholeMonths({ start, end })) return "PERIOD_NOT_WHOLE_MONTHS";
  return shorterThan(12) ? "PERIOD_SHORT" : undefined;
}
