// What a series means by its stamps, found in the data: order of day and month, length of the interval, which day midnight ends.
import { MINUTES_PER_DAY } from "./stamp.ts";

export type DateOrder = "dayFirst" | "monthFirst";
/** 0:00 is printed with the day that it ends, or with the day that begins. */
export type Midnight = "endedDay" | "nextDay";
export type IntervalMinutes = 5 | 15 | 30 | 60;

const INTERVALS: readonly IntervalMinutes[] = [5, 15, 30, 60];

/** Days that follow one another, among all that occur: the right reading of the dates makes them follow. */
function neighbours(days: readonly number[]): number {
  const known = new Set(days);
  let count = 0;
  for (const day of known) if (known.has(day + 1)) count += 1;
  return count;
}

/** Law: the order of day and month is the one under which all dates exist, and of two such the one under which the days follow one another; undefined where neither is. */
export function dateOrderOf({
  dayFirst,
  monthFirst,
}: {
  dayFirst: readonly number[];
  monthFirst: readonly number[];
}): DateOrder | undefined {
  const canDayFirst = !dayFirst.some(Number.isNaN);
  const canMonthFirst = !monthFirst.some(Number.isNaN);
  if (!canDayFirst || !canMonthFirst) return canDayFirst ? "dayFirst" : canMonthFirst ? "monthFirst" : undefined;
  if (dayFirst.every((day, i) => day === monthFirst[i])) return "dayFirst";
  const more = neighbours(dayFirst) - neighbours(monthFirst);
  return more > 0 ? "dayFirst" : more < 0 ? "monthFirst" : undefined;
}

/** Different whole numbers in rising order. */
function rising(values: Float64Array): Float64Array {
  const sorted = values.slice();
  for (let i = 1; i < sorted.length; i += 1)
    if (sorted[i]! < sorted[i - 1]!) {
      sorted.sort();
      break;
    }
  let kept = 0;
  for (const value of sorted) if (kept === 0 || value !== sorted[kept - 1]) sorted[kept++] = value;
  return sorted.subarray(0, kept);
}

/** Law: the interval is the step that occurs most between stamps in order of time. Answers it in minutes; 0 where there is but one stamp. */
export function stepOf(minutes: Float64Array): number {
  const sorted = rising(minutes);
  const counts = new Map<number, number>();
  for (let i = 1; i < sorted.length; i += 1) {
    const step = sorted[i]! - sorted[i - 1]!;
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best = { step: 0, count: 0 };
  for (const [step, count] of counts) if (count > best.count || (count === best.count && step < best.step)) best = { step, count };
  return best.step;
}

export function isInterval(step: number): step is IntervalMinutes {
  return INTERVALS.some((one) => one === step);
}

type Stamps = { day: readonly number[]; minute: readonly number[]; interval: IntervalMinutes };

/** For each stamp 0:00, on which side of the day the stamps beside it in the file lie. */
function witnesses({ day, minute, interval }: Stamps): { endedDay: number; nextDay: number } {
  const last = MINUTES_PER_DAY - interval;
  const count = { endedDay: 0, nextDay: 0 };
  for (let i = 0; i < minute.length; i += 1) {
    if (minute[i] !== 0) continue;
    for (const j of [i - 1, i + 1]) {
      const [days, beside] = [(day[j] ?? Number.NaN) - day[i]!, minute[j]];
      if ((beside === last && days === 0) || (beside === interval && days === 1)) count.endedDay += 1;
      else if ((beside === last && days === -1) || (beside === interval && days === 0)) count.nextDay += 1;
    }
  }
  return count;
}

/** True where most rows follow the one before by one interval, forward or backward. */
function isOrdered({ day, minute, interval }: Stamps): boolean {
  let steps = 0;
  for (let i = 1; i < minute.length; i += 1) {
    const step = (day[i]! - day[i - 1]!) * MINUTES_PER_DAY + minute[i]! - minute[i - 1]!;
    if (step === interval || step === -interval) steps += 1;
  }
  return 2 * steps >= minute.length - 1;
}

/** Ends of intervals in minutes since 1970-01-01T00:00. 24:00 is midnight of the next day under either reading. */
export function endsOf({ day, minute }: Omit<Stamps, "interval">, midnight: Midnight): Float64Array {
  const shift = midnight === "endedDay" ? MINUTES_PER_DAY : 0;
  const ends = new Float64Array(minute.length);
  for (let i = 0; i < ends.length; i += 1) ends[i] = day[i]! * MINUTES_PER_DAY + minute[i]! + (minute[i] === 0 ? shift : 0);
  return ends;
}

/** Intervals that are missing between the first and the last. */
function missing(ends: Float64Array, interval: number): number {
  const sorted = rising(ends);
  return sorted.length === 0 ? 0 : (sorted[sorted.length - 1]! - sorted[0]!) / interval + 1 - sorted.length;
}

/**
 * Law: midnight ends the day whose last interval stands beside it in the file. Where the rows are in no order, the reading with fewer gaps holds;
 * where both have as many it is unsure, and a series from 0:00 of one day to the last interval of another is read as whole days.
 */
export function midnightOf(stamps: Stamps): { midnight: Midnight; unsure: boolean } {
  if (!stamps.minute.includes(0)) return { midnight: "nextDay", unsure: false };
  if (isOrdered(stamps)) {
    const { endedDay, nextDay } = witnesses(stamps);
    if (endedDay !== nextDay) return { midnight: endedDay > nextDay ? "endedDay" : "nextDay", unsure: false };
  }
  const next = endsOf(stamps, "nextDay");
  const [asNext, asEnded] = [missing(next, stamps.interval), missing(endsOf(stamps, "endedDay"), stamps.interval)];
  if (asNext !== asEnded) return { midnight: asNext < asEnded ? "nextDay" : "endedDay", unsure: false };
  return { midnight: runsThroughDays(next, stamps.interval) ? "endedDay" : "nextDay", unsure: true };
}

/** True for stamps from 0:00 of a first day to the last interval but one of another, as beginnings of intervals do. */
export function runsThroughDays(ends: Float64Array, interval: number): boolean {
  const sorted = rising(ends);
  return (
    sorted.length > 1 && sorted[0]! % MINUTES_PER_DAY === 0 && sorted[sorted.length - 1]! % MINUTES_PER_DAY === MINUTES_PER_DAY - interval
  );
}
