// From a Problem's path to the record and field that it speaks of, and to the page where they are mended.
import type { Json } from "../../base/canonical.ts";
import { kindOf } from "../../model/stored.ts";

export type PlaceOfRecord = { record: string; field: string };

/** Names that the calculation's steps have for the lists of records. */
const LISTS: Readonly<Record<string, string>> = {
  stream: "streams",
  pfc: "pfc",
  point: "measuredPoints",
  measuredPoint: "measuredPoints",
  process: "processes",
  precursor: "precursors",
  product: "products",
  chp: "cogeneration",
  cogeneration: "cogeneration",
};
/** Parts of a record that a step names otherwise than its field; of one kind of step alone, behind its name. */
const FIELDS: Readonly<Record<string, string>> = {
  source: "sources",
  use: "uses",
  share: "shares",
  zeroRatedFraction: "biomassFraction",
  "pfc/currentEfficiencyPercent": "currentEfficiency",
  "point/energy": "energyFossil",
};
/** Lists inside records, whose entries steps count from 1. */
const INSIDE = new Set([
  "sources",
  "uses",
  "purchased",
  "electricity",
  "electricityExported",
  "electricityProduced",
  "production",
  "imported",
  "exported",
]);

/** Law: the path of a step or of a record's field leads to one record; undefined where it is of no record. */
export function placeOfProblem(path: string): PlaceOfRecord | undefined {
  const [head = "", ...rest] = path.split("/");
  if (head === "") return undefined;
  if (head === "transfer") {
    const [from = "", to = ""] = rest;
    return { record: `transfers/${from}~${to}`, field: "amount" };
  }
  const [id = "", ...field] = rest;
  const list = LISTS[head];
  if (list !== undefined) return id === "" ? undefined : { record: `${list}/${id}`, field: fieldOf(field, head) };
  if (kindOf(head) !== undefined) return { record: head, field: rest.join("/") };
  return kindOf(`${head}/${id}`) === undefined ? undefined : { record: `${head}/${id}`, field: field.join("/") };
}

/** A step's name inside a record as the path of the field. */
function fieldOf(parts: readonly string[], head = ""): string {
  const [first = "", second, ...rest] = parts;
  if (first === "production" || (head === "process" && first === "activity"))
    return second === undefined ? "production/0/amount" : at("production", second, rest);
  if (first === "use") return "uses/0/amount";
  if (first === "given" || first === "part") return "";
  const name = FIELDS[`${head}/${first}`] ?? FIELDS[first] ?? first;
  if (second === "given" || second === "month" || second === "part") return name;
  if (INSIDE.has(name) && second !== undefined && /^\d+$/.test(second)) return at(name, second, rest);
  const [inner = "", place, ...more] = [second ?? "", ...rest];
  if (INSIDE.has(inner) && place !== undefined && /^\d+$/.test(place)) return `${name}/${at(inner, place, more)}`;
  return [name, ...(second === undefined ? [] : [second]), ...rest].join("/");
}

const at = (list: string, place: string, rest: readonly string[]): string =>
  [list, String(Math.max(0, Number(place) - 1)), ...(rest.length === 0 && list !== "sources" ? ["amount"] : rest)].join("/");

/** The grid in which a field is entered; undefined for a record that stands in none. */
export function gridOf({ record, field }: PlaceOfRecord): string | undefined {
  const [list = ""] = record.split("/");
  if (list === "processes") return /^wasteGas/.test(field) ? "waste" : /^(electricity|heat)/.test(field) ? "energy" : "production";
  const grids: Readonly<Record<string, string>> = {
    streams: "materials",
    pfc: "materials",
    measuredPoints: "materials",
    cogeneration: "energy",
    products: "production",
    transfers: "production",
    precursors: "precursors",
    activities: "activities",
  };
  return grids[list];
}

/** Where a record's field is mended: its grid with the cell marked; undefined for a record that stands in none. */
export function wayTo(org: string, period: string, { record, field }: PlaceOfRecord): string | undefined {
  const grid = gridOf({ record, field });
  const query = new URLSearchParams({ record, ...(field !== "" && { field }) });
  return grid === undefined ? undefined : `/o/${org}/p/${period}/records/${grid}?${query}`;
}

/** Tables in which that is mended which is of no one record: what a problem finds missing, or what goes wrong over many. */
const TABLES: Readonly<Record<string, string>> = {
  PFC_MISSING: "materials?table=pfc",
  N2O_MISSING: "materials?table=measuredPoints",
  PERIOD_WITHOUT_PROCESS: "production?table=processes",
  NO_PROCESSES: "production?table=processes",
  TRANSFERS_DO_NOT_CONVERGE: "production?table=transfers",
  DEFAULTS_USED: "precursors?table=sources",
  NOT_ATTRIBUTED: "materials?table=streams",
  OVER_ATTRIBUTED: "materials?table=streams",
  DIRECT_WITHOUT_SOURCES: "materials?table=streams",
  PROCESS_CARBON_NEGATIVE: "materials?table=streams",
  EXPORT_EXCEEDS_ENERGY: "energy?table=fuelUse",
  FUEL_BALANCE: "energy?table=fuelUse",
  FUEL_TOTAL_DIFFERS: "energy?table=fuelUse",
  STATED_TOTAL_DIFFERS: "materials?table=streams",
};

/** The table where a problem is mended that is of no one record; undefined where it is of one. */
export function wayToAdd(org: string, period: string, code: string): string | undefined {
  const table = TABLES[code];
  return table === undefined ? undefined : `/o/${org}/p/${period}/records/${table}`;
}

export type Cited = { sha256: string; sheet?: string; cell?: string; line?: number };

/** The place in a document that a field, or else its record, came from; undefined where it was typed. */
export function citedPlace(body: Json | null | undefined, field: string): Cited | undefined {
  let at: Json | null | undefined = body;
  let found: Cited | undefined;
  for (const key of [undefined, ...(field === "" ? [] : field.split("/"))]) {
    if (key !== undefined) at = typeof at === "object" && at !== null ? (at as { [key: string]: Json })[key] : undefined;
    if (typeof at !== "object" || at === null || Array.isArray(at)) continue;
    found = originOf(at.origin) ?? found;
  }
  return found;
}

function originOf(origin: Json | undefined): Cited | undefined {
  if (typeof origin !== "object" || origin === null || Array.isArray(origin)) return undefined;
  const { evidence, sheet, cell, line } = origin as { evidence?: Json; sheet?: string; cell?: string; line?: number };
  const sha256 = Array.isArray(evidence) ? evidence[0] : undefined;
  if (typeof sha256 !== "string") return undefined;
  return { sha256, ...(sheet !== undefined && { sheet }), ...(cell !== undefined && { cell }), ...(line !== undefined && { line }) };
}
