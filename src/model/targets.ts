// Where activity data can belong: the quantities of a period's records that are amounts of what happened.
import type { Json } from "../base/canonical.ts";
import type { Dimension } from "../base/units.ts";

/** `signed`: the quantity may be below zero, as what leaves a mass balance is. */
export type Target = { dimensions: readonly Dimension[]; name: string; signed?: true };

type Amount = { path: string; dimensions: readonly Dimension[] };

const MASS = ["mass"] as const;
const ELECTRICITY = ["electricity"] as const;
const ENERGY = ["energy"] as const;

/** Amounts by list; `*` stands for each place of a list that the record has. */
const AMOUNTS: Readonly<Record<string, readonly Amount[]>> = {
  streams: [{ path: "activity", dimensions: ["mass", "gasVolume"] }],
  pfc: [{ path: "aluminium", dimensions: MASS }],
  measuredPoints: [{ path: "hours", dimensions: ["time"] }],
  processes: [
    { path: "toMarket", dimensions: MASS },
    { path: "nonCbam", dimensions: MASS },
    { path: "production/*/amount", dimensions: MASS },
    { path: "electricity/*/amount", dimensions: ELECTRICITY },
    { path: "electricityExported/*/amount", dimensions: ELECTRICITY },
    { path: "electricityProduced/*/amount", dimensions: ELECTRICITY },
    { path: "heat/imported/*/amount", dimensions: ENERGY },
    { path: "heat/exported/*/amount", dimensions: ENERGY },
    { path: "wasteGas/imported/*/amount", dimensions: ENERGY },
    { path: "wasteGas/exported/*/amount", dimensions: ENERGY },
  ],
  transfers: [{ path: "amount", dimensions: MASS }],
  precursors: [
    { path: "purchased/*/amount", dimensions: MASS },
    { path: "uses/*/amount", dimensions: MASS },
    { path: "otherUse", dimensions: MASS },
    { path: "sources/*/amount", dimensions: MASS },
  ],
  cogeneration: [
    { path: "fuelInput", dimensions: ENERGY },
    { path: "heatOutput", dimensions: ENERGY },
    { path: "electricityOutput", dimensions: ELECTRICITY },
  ],
  products: [{ path: "amount", dimensions: MASS }],
};

/** Every target of the records, by its text: "streams/gas/activity". */
export function targetsOf(records: ReadonlyMap<string, Json>): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const [key, body] of records) {
    const amounts = AMOUNTS[key.split("/")[0] ?? ""] ?? [];
    const { name = key.slice(key.indexOf("/") + 1), method } = (body ?? {}) as { name?: string; method?: string };
    const signed = method === "massBalance" && { signed: true as const };
    for (const { path, dimensions } of amounts)
      for (const place of places(body, path.split("/"))) targets.set(`${key}/${place}`, { dimensions, name, ...signed });
  }
  return targets;
}

/** The paths of a record that a pattern stands for; a list that is not there has none. */
function places(body: Json | undefined, pattern: readonly string[]): string[] {
  const [first, ...rest] = pattern;
  if (first === undefined) return [""];
  if (typeof body !== "object" || body === null) return [];
  const join = (key: string, inner: string): string => (inner === "" ? key : `${key}/${inner}`);
  if (first === "*")
    return Array.isArray(body) ? body.flatMap((entry, i) => places(entry, rest).map((inner) => join(String(i), inner))) : [];
  if (rest.length === 0) return [first];
  if (Array.isArray(body)) return [];
  return places(body[first], rest).map((inner) => join(first, inner));
}

/** The record whose quantity a target is: "streams/gas" of "streams/gas/activity". */
export function recordOfTarget(target: string): string {
  return target.split("/", 2).join("/");
}
