// A day or a month as it stands in a cell, and the days it covers; an order that is not settled is a fault, never a guess.

export type DateOrder = "dmy" | "mdy" | "ymd";
/** First and last day, both included. */
export type Days = { start: string; end: string };
export type ReadDays = Days | { fault: "missing" | "unreadable" | "ambiguous" };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NAMES =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const TIME = "(?:[T\\s]+(?:오전|오후)?\\s*\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s*(?:[ap]m)?(?:Z|[+-]\\d{2}:?\\d{2})?)?";
const WEEKDAY = "(?:\\s*\\([^()\\d]{1,3}\\))?";
const pattern = (text: string): RegExp => new RegExp(`^${text}$`, "i");

const YMD = pattern(`(\\d{4})\\s*[-/.년]\\s*(\\d{1,2})\\s*[-/.월]\\s*(\\d{1,2})\\s*[일.]?${WEEKDAY}${TIME}`);
const COMPACT = pattern(`(\\d{4})(\\d{2})(\\d{2})${TIME}`);
const DAY_NAME = pattern(`(\\d{1,2})[\\s.-]+(${NAMES})\\.?[\\s,-]+(\\d{4})${TIME}`);
const NAME_DAY = pattern(`(${NAMES})\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})${TIME}`);
const LAST_YEAR = pattern(`(\\d{1,2})\\s*[-/.]\\s*(\\d{1,2})\\s*[-/.]\\s*(\\d{4})\\.?${TIME}`);
const SHORT = pattern(`'?(\\d{1,2})\\s*[-/.]\\s*(\\d{1,2})\\s*[-/.]\\s*(\\d{1,2})\\.?${TIME}`);
const YEAR_MONTH = pattern("(\\d{4})\\s*[-/.년]\\s*(\\d{1,2})\\s*[월.]?\\s*분?");
const COMPACT_MONTH = pattern("(\\d{4})(0[1-9]|1[0-2])");
const MONTH_YEAR = pattern("(\\d{1,2})\\s*[-/.]\\s*(\\d{4})");
const NAME_YEAR = pattern(`(${NAMES})\\.?[\\s,/-]*(?:(\\d{4})|'(\\d{2}))`);
const YEAR_NAME = pattern(`(\\d{4})[\\s,/-]+(${NAMES})\\.?`);
const QUARTER = pattern("(\\d{4})\\s*[-/.년]?\\s*(?:q([1-4])|([1-4])\\s*분기)|q([1-4])[\\s/-]*(\\d{4})");
const BARE_MONTH = pattern(`(1[0-2]|0?[1-9])\\s*월\\s*분?|(${NAMES})`);

function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
const known = (year: number): boolean => year >= 1900 && year <= 2199;

function dayAt(year: number, month: number, day: number): ReadDays {
  if (!known(year) || month < 1 || month > 12 || day < 1 || day > lengthOf(year, month)) return { fault: "unreadable" };
  const text = `${year}-${two(month)}-${two(day)}`;
  return { start: text, end: text };
}

/** All days of a month. */
export function monthAt(year: number, month: number): ReadDays {
  if (!known(year) || month < 1 || month > 12) return { fault: "unreadable" };
  return { start: `${year}-${two(month)}-01`, end: `${year}-${two(month)}-${two(lengthOf(year, month))}` };
}

const numberOfName = (name = ""): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** Month and, where it says so, year of a text such as "3월", "Mar 2025", "202503" or "2025-03": the header of a month's column. */
export function monthOfTitle(title: string): { month: number; year?: number } | undefined {
  const text = tidied(title);
  const bare = BARE_MONTH.exec(text);
  if (bare !== null) return { month: bare[1] === undefined ? numberOfName(bare[2]) : Number(bare[1]) };
  const found = monthIn(text);
  return found === undefined || !known(found.year) || found.month < 1 || found.month > 12 ? undefined : found;
}

function tidied(given: string): string {
  return given.normalize("NFKC").trim().replace(/\s+/g, " ");
}

function monthIn(text: string): { year: number; month: number } | undefined {
  const first = YEAR_MONTH.exec(text) ?? COMPACT_MONTH.exec(text);
  if (first !== null) return { year: Number(first[1]), month: Number(first[2]) };
  const last = MONTH_YEAR.exec(text);
  if (last !== null) return { year: Number(last[2]), month: Number(last[1]) };
  const named = NAME_YEAR.exec(text);
  if (named !== null) return { year: Number(named[2] ?? `20${named[3]}`), month: numberOfName(named[1]) };
  const turned = YEAR_NAME.exec(text);
  return turned === null ? undefined : { year: Number(turned[1]), month: numberOfName(turned[2]) };
}

/** The order that a date such as 13/04/2025 forces; undefined where it forces none. */
export function orderOf(given: string): "dmy" | "mdy" | undefined {
  const [, a, b] = LAST_YEAR.exec(tidied(given)) ?? [];
  if (a === undefined || Number(a) > 12 === Number(b) > 12) return undefined;
  return Number(a) > 12 ? "dmy" : "mdy";
}

/** Law: "03/04/2025" and dates with a year of two digits are read only by the order given. Answers the days that the text covers. */
export function readDays(given: string, order?: DateOrder): ReadDays {
  const text = tidied(given);
  if (text === "" || /^[-–—]+$/.test(text)) return { fault: "missing" };
  const plain = YMD.exec(text) ?? COMPACT.exec(text);
  if (plain !== null) return dayAt(Number(plain[1]), Number(plain[2]), Number(plain[3]));
  const named = DAY_NAME.exec(text);
  if (named !== null) return dayAt(Number(named[3]), numberOfName(named[2]), Number(named[1]));
  const turned = NAME_DAY.exec(text);
  if (turned !== null) return dayAt(Number(turned[3]), numberOfName(turned[1]), Number(turned[2]));
  const numeric = LAST_YEAR.exec(text);
  if (numeric !== null) return inOrder(Number(numeric[1]), Number(numeric[2]), Number(numeric[3]), order);
  const short = SHORT.exec(text);
  if (short !== null) return shortDate(Number(short[1]), Number(short[2]), Number(short[3]), order);
  const month = monthIn(text);
  return month === undefined ? quarterIn(text) : monthAt(month.year, month.month);
}

function inOrder(a: number, b: number, year: number, order: DateOrder | undefined): ReadDays {
  const means = order === "ymd" ? undefined : (order ?? (a > 12 ? "dmy" : b > 12 ? "mdy" : a === b ? "dmy" : undefined));
  if (means === undefined) return { fault: "ambiguous" };
  return means === "dmy" ? dayAt(year, b, a) : dayAt(year, a, b);
}

function shortDate(a: number, b: number, c: number, order: DateOrder | undefined): ReadDays {
  if (order === undefined) return { fault: "ambiguous" };
  if (order === "ymd") return dayAt(2000 + a, b, c);
  return order === "dmy" ? dayAt(2000 + c, b, a) : dayAt(2000 + c, a, b);
}

function quarterIn(text: string): ReadDays {
  const found = QUARTER.exec(text);
  if (found === null) return { fault: "unreadable" };
  const year = Number(found[1] ?? found[5]);
  const quarter = Number(found[2] ?? found[3] ?? found[4]);
  const [first, last] = [monthAt(year, 3 * quarter - 2), monthAt(year, 3 * quarter)];
  return "fault" in first || "fault" in last ? { fault: "unreadable" } : { start: first.start, end: last.end };
}
