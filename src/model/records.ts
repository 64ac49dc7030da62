// The records of a case inside a Statement: each is committed to by itself, so that it can be shown or held back alone.
import { z } from "zod";
import type { Json } from "../base/canonical.ts";
import { type Case, caseSchema } from "./case.ts";
import type { Formula } from "./quantity.ts";
import type { Statement } from "./statement.ts";

const SINGLE = ["verifier", "carbonPriceTool", "balances", "reporting"] as const;
const LISTS = [
  "streams",
  "pfc",
  "measuredPoints",
  "processes",
  "transfers",
  "precursors",
  "cogeneration",
  "products",
  "dataGaps",
] as const satisfies readonly (keyof Case)[];

/** What was said, without where it stands: places are the steps' to tell. A copy as JSON would hold it. */
function placeless(record: unknown): Json {
  if (typeof record === "number") return Number.isFinite(record) ? record + 0 : null;
  if (typeof record !== "object" || record === null) return (record ?? null) as Json;
  if (Array.isArray(record)) return record.map(placeless);
  const copy: { [key: string]: Json } = {};
  for (const [key, member] of Object.entries(record)) {
    if (key === "origin" || member === undefined) continue;
    const value = placeless(member);
    if (key === "__proto__") Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
    else copy[key] = value;
  }
  return copy;
}

/**
 * The records of a case in canonical order by their ids: "streams/s1", "balances"; entries without an id are numbered.
 * Title, source, period, installation and evidence are the Statement's own members.
 */
export function recordsOf(given: Case): Map<string, Json> {
  const records = new Map<string, Json>();
  for (const name of SINGLE) if (given[name] !== undefined) records.set(name, placeless(given[name]));
  for (const name of LISTS)
    for (const [i, record] of (given[name] ?? []).entries())
      records.set(`${name}/${"id" in record ? record.id : i + 1}`, placeless(record));
  return records;
}

const formula: z.ZodType<Formula> = z.lazy(() =>
  z.union([
    z.strictObject({ op: z.enum(["+", "-", "*", "/"]), args: z.array(formula).max(50) }),
    z.strictObject({ step: z.string() }),
    z.strictObject({ value: z.number() }),
  ]),
);

type Found = [path: (string | number)[], follows: Formula][];

/**
 * Law: what is read by the case's schema may hold formulas that were followed; they pass by the schema and are put back. Throws a ZodError where a formula has not its shape.
 */
export function pastFormulas<T>(plain: Json, read: (without: Json) => T | undefined): T | undefined {
  if (!followsAny(plain)) return read(plain);
  const formulas: Found = [];
  const data = read(withoutFormulas(plain, [], formulas));
  if (data === undefined) return undefined;
  for (const [path, follows] of formulas) {
    const quantity = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], data);
    (quantity as { follows?: Formula }).follows = follows;
  }
  return data;
}

/** True where some member may be a formula that was followed; most cases have none, and need no copy. */
function followsAny(record: Json | undefined): boolean {
  if (typeof record !== "object" || record === null) return false;
  if (Array.isArray(record)) return record.some(followsAny);
  for (const key in record) if (key === "follows" || followsAny(record[key])) return true;
  return false;
}

/** Takes the followed formulas out of a record, which no case file may hold, and answers how to put them back into what was read. */
function withoutFormulas(record: Json, path: readonly (string | number)[], found: Found): Json {
  if (Array.isArray(record)) return record.map((member, i) => withoutFormulas(member, [...path, i], found));
  if (typeof record !== "object" || record === null) return record;
  const { follows, ...rest } = record;
  if (follows !== undefined && "unit" in rest) found.push([[...path], formula.parse(follows)]);
  return Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, withoutFormulas(member as Json, [...path, key], found)]));
}

/** True for a record's key that is one of ours: a list and an id, or a single record. */
function placeOf(id: string): { name: string; inList: boolean } | undefined {
  const slash = id.indexOf("/");
  const name = slash < 0 ? id : id.slice(0, slash);
  const inList = slash >= 0;
  const known: readonly string[] = inList ? LISTS : SINGLE;
  return known.includes(name) ? { name, inList } : undefined;
}

/**
 * The case that a Statement was made from, without places in documents; records that are withheld are left out and named.
 * undefined where the records have not the shape of a case, which no Statement of ours has.
 */
export function caseOf(statement: Statement): { case: Case; withheld: string[] } | undefined {
  const withheld = statement.records.map(({ id }) => id).filter((id) => !Object.hasOwn(statement.disclosure.records, id));
  const { title, source, period, installation, evidence } = statement;
  const lists = new Map<string, Json[]>();
  const plain: { [key: string]: Json } = {
    format: "sandan.case/1",
    ...(title !== undefined && { title }),
    ...(source !== undefined && { source }),
    period,
    installation: placeless(installation),
    evidence: placeless(evidence),
  };
  for (const { id } of statement.records) {
    const disclosed = statement.disclosure.records[id];
    const place = placeOf(id);
    if (disclosed === undefined || place === undefined) continue;
    const list = lists.get(place.name);
    if (!place.inList) plain[place.name] = disclosed.value;
    else if (list === undefined) lists.set(place.name, [disclosed.value]);
    else list.push(disclosed.value);
  }
  for (const [name, list] of lists) plain[name] = list;
  try {
    const read = pastFormulas(plain, (without) => caseSchema.safeParse(without).data);
    return read === undefined ? undefined : { case: read, withheld };
  } catch (error) {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
}
