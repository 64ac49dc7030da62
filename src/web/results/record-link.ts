// Where a record is entered: the grid of its kind, opened at the record and the field.
import { periodPath } from "../place.ts";

const GRIDS: Readonly<Record<string, string>> = {
  streams: "materials",
  processes: "production",
  products: "production",
  precursors: "precursors",
  activities: "energy",
};

/** `key` is the record's, such as "streams/gas"; `field` such as "netCalorificValue". */
export function recordLink({ org, period }: { org: string; period: string }, key: string, field?: string): string {
  const grid = GRIDS[key.split("/")[0] ?? ""] ?? "energy";
  const query = new URLSearchParams({ record: key, ...(field !== undefined && field !== "" && { field }) });
  return `${periodPath(org, period, `records/${grid}`)}?${query}`;
}
