// A table of the grids: which records it shows, and what a new row of it begins with.
import type { Json } from "../../base/canonical.ts";
import type { BothLanguages } from "../../base/problem.ts";
import type { ListKind } from "../stored.ts";
import type { Column } from "./column.ts";

export const TABLE_NAMES = [
  "electricity",
  "heat",
  "fuelUse",
  "cogeneration",
  "streams",
  "pfc",
  "measuredPoints",
  "processes",
  "production",
  "transfers",
  "products",
  "precursors",
  "purchases",
  "uses",
  "sources",
  "wasteGas",
  "outputs",
  "activities",
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** What columns choose from: the period's records (lines of activity data aside), and evidence by hash and name. */
export type Surroundings = { records: ReadonlyMap<string, Json>; files: readonly { sha256: string; name: string }[] };

export type GridTable = {
  name: TableName;
  label: BothLanguages;
  /** What it is for, in a sentence. */
  lead: BothLanguages;
  list: ListKind;
  /** Where rows are entries of lists inside a record: those lists, and their names. */
  inner?: readonly { path: string; label: BothLanguages }[];
  /** The last entry stays as an empty one: the model asks for one at least. */
  least?: true;
  /** Of the records of the list, those that are shown. */
  shows?: (body: { [member: string]: Json | undefined }) => boolean;
  /** Members of a record that is new. */
  fixed?: { [member: string]: Json };
  columns: (around: Surroundings) => Column[];
};
