// Days and months of a reporting period, counted without a clock.

export type Period = { start: string; end: string };

type Day = { year: number; month: number; day: number };

function parts(date: string): Day {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return { year, month, day };
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function lengthOf(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);
}

function dayNumber({ year, month, day }: Day): number {
  const before = year - 1;
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) + day;
  for (let m = 1; m < month; m += 1) days += lengthOf(year, m);
  return days;
}

/** Days of a period, both ends counted. */
export function daysOf({ start, end }: Period): number {
  return dayNumber(parts(end)) - dayNumber(parts(start)) + 1;
}

/** True from a month's first day to a month's last. */
export function isWholeMonths({ start, end }: Period): boolean {
  const last = parts(end);
  return parts(start).day === 1 && last.day === lengthOf(last.year, last.month);
}

/** True from 1 January to 31 December of one year. */
export function isCalendarYear({ start, end }: Period): boolean {
  return start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`;
}

/** The day on which the first `months` months of the period have passed: the end of a period of just that length is the day before. */
export function afterMonths(start: string, months: number): string {
  const { year, month, day } = parts(start);
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  const text = (n: number, width: number): string => String(n).padStart(width, "0");
  return `${text(y, 4)}-${text(m, 2)}-${text(Math.min(day, lengthOf(y, m)), 2)}`;
}
