// What a meter's readings come to: a line of activity data for each month.
import { hashOf } from "../base/canonical.ts";
import type { Line } from "./intake.ts";

type Days = { start: string; end: string };

/** The readings of a calendar month: their sum, the days of the first and the last, how many minutes they cover, and where they stand. */
type MonthSum = { month: string; kwh: number; minutes: number; evidence: readonly { sha256: string; line: number }[] } & Days;

const MINUTES_PER_DAY = 1440;
const DAY_MS = 86_400_000;
const MOST_CITED = 20;
const NAME_LENGTH = 32;

/** The key of a meter's line of a month: the same whatever file its readings come in, so that none is counted twice. */
export function seriesKey(meter: string, month: string): string {
  return `${hashOf(meter).slice(0, NAME_LENGTH)}.${month}`;
}

/**
 * Law: a line says the days that it has readings of, and how many hours of its month inside the period it has none of: a gap is never filled, nor hidden.
 * Sums in kWh.
 */
export function seriesLines(sums: readonly MonthSum[], { target, meter, period }: { target: string; meter: string; period: Days }): Line[] {
  return sums.map(({ month, kwh, start, end, minutes, evidence }) => {
    const missingHours = (minutesOf(month, period) - minutes) / 60;
    const activity = {
      target,
      start,
      end,
      value: kwh,
      unit: "kWh",
      meter,
      label: month,
      ...(missingHours > 0 && { missingHours }),
      evidence: evidence.slice(0, MOST_CITED),
    };
    return { key: seriesKey(meter, month), activity };
  });
}

/** Minutes of a month's days that lie in the period. */
function minutesOf(month: string, { start, end }: Days): number {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const first = Math.max(Date.UTC(year, number - 1, 1), Date.parse(start));
  const last = Math.min(Date.UTC(year, number, 0), Date.parse(end));
  return ((last - first) / DAY_MS + 1) * MINUTES_PER_DAY;
}
