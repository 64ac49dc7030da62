// Readings of a series summed by local month, with how much of the month they cover.
import type { Ordered } from "./order.ts";
import { dayTextOf, MINUTES_PER_DAY } from "./stamp.ts";

/** A calendar month: kWh of its readings (null where it has none), how many of its intervals have one, and their share. */
export type MonthTotal = { month: string; kwh: number | null; readings: number; intervals: number; coverage: number };

/** The month of a day since 1970-01-01: its name, and the days that begin it and the next one. */
function monthOf(day: number): { month: string; first: number; next: number } {
  const month = dayTextOf(day).slice(0, 7);
  const [year = 0, number = 0] = month.split("-").map(Number);
  const first = Date.UTC(year, number - 1, 1) / 86_400_000;
  return { month, first, next: Date.UTC(year, number, 1) / 86_400_000 };
}

/**
 * Law: a reading belongs to the month in which its interval begins; months are plain sums in order of time, from the first to the last reading's month.
 * Answers also how many days have a reading.
 */
export function monthTotals({ ends, kwh }: Ordered, interval: number): { months: MonthTotal[]; days: number } {
  const months: MonthTotal[] = [];
  let next = Number.NEGATIVE_INFINITY;
  let [days, lastDay] = [0, Number.NEGATIVE_INFINITY];
  let current: MonthTotal | undefined;
  for (let i = 0; i < ends.length; i += 1) {
    const day = Math.floor((ends[i]! - interval) / MINUTES_PER_DAY);
    if (day !== lastDay) days += 1;
    lastDay = day;
    while (day >= next) {
      const found = monthOf(next === Number.NEGATIVE_INFINITY ? day : next);
      current = {
        month: found.month,
        kwh: null,
        readings: 0,
        intervals: ((found.next - found.first) * MINUTES_PER_DAY) / interval,
        coverage: 0,
      };
      next = found.next;
      months.push(current);
    }
    if (current === undefined) continue;
    current.kwh = (current.kwh ?? 0) + kwh[i]!;
    current.readings += 1;
  }
  for (const month of months) month.coverage = month.readings / month.intervals;
  return { months, days };
}
