// Date and time of a reading as utilities print them: numbers in a row, in Korean or not, or a spreadsheet's serial.
import type { Cell } from "./rows.ts";

/**
 * A day under each reading of its numbers, as days since 1970-01-01 (NaN where there is no such day): the same where the year comes first.
 * `minute` is of the day, 1440 for 24:00; undefined where the cell holds a day alone.
 */
export type Stamp = { dayFirst: number; monthFirst: number; minute?: number };

const MS_PER_DAY = 86_400_000;
export const MINUTES_PER_DAY = 1440;
/** The serial of 1970-01-01 in the 1900 system, and what the 1904 system lacks (ECMA-376 Part 1, 18.17.4.1). */
const EPOCH_SERIAL = 25_569;
const SHIFT_1904 = 1462;
/** From here on a number is not a serial but written digits, such as 20250331. */
const LEAST_DIGITS = 1e6;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days of a common year before the month. */
const BEFORE = DAYS.map((_, month) => DAYS.slice(0, month).reduce((sum, days) => sum + days, 0));

/** Days since 1970-01-01 (Gregorian calendar); NaN where there is no such day. */
function dayNumber(year: number, month: number, day: number): number {
  const days = DAYS[month - 1];
  if (days === undefined || year < 1970 || year > 2999 || day < 1) return Number.NaN;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > days + (leap && month === 2 ? 1 : 0)) return Number.NaN;
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477;
  return 365 * (year - 1970) + leaps + BEFORE[month - 1]! + (leap && month > 2 ? 1 : 0) + day - 1;
}

type Numbers = { values: number[]; lengths: number[] };

/** Signs that may stand between the numbers of a stamp. */
const BETWEEN: ReadonlySet<number> = new Set([..." -/.:,T년월일시분초\u00a0"].map((sign) => sign.charCodeAt(0)));

/** The whole numbers in a text, at most seven; undefined where anything else stands in it. */
function numbersOf(text: string): Numbers | undefined {
  const values: number[] = [];
  const lengths: number[] = [];
  let inside = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      if (!inside) {
        if (values.length === 7) return undefined;
        values.push(0);
        lengths.push(0);
      }
      const last = values.length - 1;
      values[last] = values[last]! * 10 + code - 48;
      lengths[last] = lengths[last]! + 1;
      inside = true;
    } else if (BETWEEN.has(code)) inside = false;
    else return undefined;
  }
  return values.length === 0 ? undefined : { values, lengths };
}

const HALF = /오전|오후|(?<![a-z])[ap]\.?m\.?(?![a-z])/i;

/** The text without the zone of Korea and without the half of the day, and what the half adds. */
function withoutHalf(text: string): { text: string; half?: "am" | "pm" } {
  const local = text.replace(/\+09:?00$/, "");
  const half = HALF.exec(local)?.[0];
  if (half === undefined) return { text: local };
  return { text: local.replace(HALF, " "), half: half === "오전" || /^a/i.test(half) ? "am" : "pm" };
}

/** Minute of the day of hour, minute and second; undefined where there is no such time. Seconds are zero. */
function minuteOf([hour = 0, minute = 0, second = 0, part = 0]: readonly number[], half?: "am" | "pm"): number | undefined {
  if (minute > 59 || second !== 0 || part !== 0 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  if (half === undefined) return hour * 60 + minute;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) * 60 + minute + (half === "pm" ? 720 : 0);
}

/** Numbers without a sign between them, taken apart: CCYYMMDD, and HHMM or HHMMSS behind a day. */
function split(numbers: Numbers): Numbers {
  const { values, lengths } = numbers;
  if (values.length > 4 && lengths[0]! < 8) return numbers;
  const out: Numbers = { values: [], lengths: [] };
  const put = (value: number, length: number): void => {
    out.values.push(value);
    out.lengths.push(length);
  };
  for (const [i, value] of values.entries()) {
    const length = lengths[i]!;
    if (i === 0 && (length === 8 || length === 10 || length === 12 || length === 14)) {
      const digits = String(value).padStart(length, "0");
      put(Number(digits.slice(0, 4)), 4);
      for (let at = 4; at < length; at += 2) put(Number(digits.slice(at, at + 2)), 2);
    } else if (out.values.length === 3 && (length === 4 || length === 6)) {
      const digits = String(value).padStart(length, "0");
      for (let at = 0; at < length; at += 2) put(Number(digits.slice(at, at + 2)), 2);
    } else put(value, length);
  }
  return out;
}

/** Date, and time where there is one, of a text; undefined where it is no stamp. */
function textStamp(given: string): Stamp | undefined {
  const direct = numbersOf(given);
  const { text, half } = direct === undefined ? withoutHalf(given) : { text: given };
  const numbers = direct ?? numbersOf(text);
  if (numbers === undefined) return undefined;
  const { values, lengths } = split(numbers);
  if (values.length < 3 || values.length > 7 || lengths.some((length, i) => i > 2 && i < 6 && length > 2)) return undefined;
  const [a = 0, b = 0, c = 0] = values;
  const yearFirst = lengths[0] === 4;
  if (!yearFirst && lengths[2] !== 4) return undefined;
  const dayFirst = yearFirst ? dayNumber(a, b, c) : dayNumber(c, b, a);
  const monthFirst = yearFirst ? dayFirst : dayNumber(c, a, b);
  if (Number.isNaN(dayFirst) && Number.isNaN(monthFirst)) return undefined;
  if (values.length === 3) return { dayFirst, monthFirst };
  const minute = minuteOf(values.slice(3), half);
  return minute === undefined ? undefined : { dayFirst, monthFirst, minute };
}

function serialStamp(serial: number, date1904: boolean): Stamp | undefined {
  const days = serial + (date1904 ? SHIFT_1904 : 0) - EPOCH_SERIAL;
  const minutes = Math.round(days * MINUTES_PER_DAY);
  if (!(minutes >= 0) || Math.abs(days * MINUTES_PER_DAY - minutes) > 0.01) return undefined;
  const day = Math.floor(minutes / MINUTES_PER_DAY);
  const whole = Number.isInteger(serial);
  return { dayFirst: day, monthFirst: day, ...(!whole && { minute: minutes - day * MINUTES_PER_DAY }) };
}

/** The stamp in a cell, a serial where it is a small number; undefined where it is none. A whole serial may be a day or its midnight. */
export function stampOf(cell: Cell, date1904: boolean): Stamp | undefined {
  if (typeof cell === "number") return cell < LEAST_DIGITS ? serialStamp(cell, date1904) : textStamp(String(cell));
  return cell === undefined ? undefined : textStamp(cell.trim());
}

/** Minutes of the day of a column of time: "00:15", "0015", "15" or "15시" (the hour), "00:00~00:15" (its end), or parts of a day. */
export class TimeReader {
  private parts = false;
  private hours = false;

  /** The minute of the day; undefined where the cell holds no time, or hours and parts of a day stand mixed. */
  minute(cell: Cell): number | undefined {
    if (typeof cell !== "number") return textTime(cell ?? "");
    if (Number.isInteger(cell) && !this.parts) {
      this.hours ||= cell !== 0;
      return textTime(String(cell));
    }
    this.parts = true;
    const minutes = Math.round(cell * MINUTES_PER_DAY);
    const exact = cell >= 0 && cell <= 1 && Math.abs(cell * MINUTES_PER_DAY - minutes) < 0.01;
    return exact && !this.hours ? minutes : undefined;
  }
}

function textTime(cell: string): number | undefined {
  const { text, half } = withoutHalf(cell.slice(Math.max(...[..."~∼〜～"].map((sign) => cell.lastIndexOf(sign))) + 1).trim());
  const numbers = text.startsWith("-") ? undefined : numbersOf(text);
  if (numbers === undefined) return undefined;
  const { values, lengths } = numbers;
  const [first = 0] = values;
  if (values.length === 1 && (lengths[0] === 3 || lengths[0] === 4)) return minuteOf([Math.floor(first / 100), first % 100], half);
  return values.length <= 4 && lengths.every((length) => length <= 3) ? minuteOf(values, half) : undefined;
}

/** YYYY-MM-DD of a day since 1970-01-01. */
export function dayTextOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"));

/** YYYY-MM-DDTHH:MM of minutes since 1970-01-01T00:00, local time. */
export function stampText(minutes: number): string {
  return stampTexts([minutes])[0] as string;
}

/** The same of many in a row. */
export function stampTexts(all: ArrayLike<number>): string[] {
  const texts: string[] = [];
  let known = Number.NaN;
  let prefix = "";
  for (let i = 0; i < all.length; i += 1) {
    const day = Math.floor(all[i]! / MINUTES_PER_DAY);
    const minute = all[i]! - day * MINUTES_PER_DAY;
    if (day !== known) prefix = dayTextOf(day);
    known = day;
    texts.push(`${prefix}T${TWO_DIGITS[Math.floor(minute / 60)]}:${TWO_DIGITS[minute % 60]}`);
  }
  return texts;
}
