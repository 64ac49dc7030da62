// Looks into JSON that somebody else wrote: what a member is, before anything is done with it.
import type { Json } from "../../base/canonical.ts";

export type JsonObject = { [key: string]: Json | undefined };

export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

export const asText = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** One value and a list of one are the same in JSON-LD; a member that is not there is an empty list. */
export function asList(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The objects among the values of a member. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return asList(value).flatMap((one) => {
    const object = asObject(one);
    return object === undefined ? [] : [object];
  });
}

/** The identifier of a member that is a URL itself or an object with an id. */
export function idOf(value: Json | undefined): string | undefined {
  return asText(value) ?? asText(asObject(value)?.id);
}

export const hasType = (value: JsonObject, type: string): boolean => asList(value.type).includes(type);

/** Law: a URL is absolute and holds no white space (VC Data Model 2.0, 4.4). */
export function isUrl(value: Json | undefined): value is string {
  return typeof value === "string" && !/\s/.test(value) && URL.canParse(value);
}

const DATE_TIME_STAMP = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds of a dateTimeStamp (XML Schema 1.1-2, 3.4.28), whose time zone is never left out; undefined where it is none, or no day of the calendar. */
export function timeOf(value: Json | undefined): number | undefined {
  const [text, year, month, day] = (typeof value === "string" ? DATE_TIME_STAMP.exec(value) : undefined) ?? [];
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number.isNaN(time) || Number(day) > lastDay ? undefined : time;
}

/** Nesting and members that a credential may have: far more than any has, and little enough to walk. */
const DEEPEST = 64;
const MOST_VALUES = 200_000;

/** How many values there are in JSON that is bounded. */
export function valuesOf(value: Json | undefined): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const key in value) count += valuesOf((value as JsonObject)[key]);
  return count;
}

/** True where the JSON is no deeper and no larger than can be worked on, and every text is well formed. */
export function isBounded(value: Json): boolean {
  let left = MOST_VALUES;
  const enter = (at: Json | undefined, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > DEEPEST) return false;
    if (typeof at === "string") return at.isWellFormed();
    if (typeof at === "number") return Number.isFinite(at);
    if (Array.isArray(at)) return at.every((one) => enter(one, depth + 1));
    if (typeof at !== "object" || at === null) return true;
    for (const key in at) if (!key.isWellFormed() || !enter(at[key], depth + 1)) return false;
    return true;
  };
  return enter(value, 0);
}
