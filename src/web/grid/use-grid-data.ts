// The records that a table shows and chooses from, all pages of them, with the versions that were seen.
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Json } from "../../base/canonical.ts";
import type { Surroundings, TableName } from "../../model/grid/table.ts";
import { tableOf } from "../../model/grid/tables.ts";
import type { ListKind } from "../../model/stored.ts";
import { ask, type Refused } from "../call.ts";

export type GridData = {
  records: ReadonlyMap<string, Json>;
  versions: Map<string, number>;
  files: Surroundings["files"];
  period: { start: string; end: string };
};

type Place = { org: string; period: string };

/** Kinds that columns choose from. */
const AROUND: readonly ListKind[] = ["processes", "precursors", "evidence"];
const TARGETS: readonly ListKind[] = [
  "streams",
  "pfc",
  "measuredPoints",
  "processes",
  "transfers",
  "precursors",
  "cogeneration",
  "products",
  "evidence",
];
const PAGE = 500;

export async function readKind({ org, period }: Place, kind: ListKind): Promise<{ key: string; version: number; body: Json | null }[]> {
  const items: { key: string; version: number; body: Json | null }[] = [];
  let after: string | undefined;
  do {
    const page = await ask("listRecords", { org, period, kind, limit: PAGE, ...(after !== undefined && { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

async function readFiles(org: string): Promise<Surroundings["files"]> {
  const files: { sha256: string; name: string }[] = [];
  let after: string | undefined;
  do {
    const page = await ask("listEvidence", { org, limit: PAGE, ...(after !== undefined && { after }) });
    files.push(...page.items.map(({ sha256, name }) => ({ sha256, name })));
    after = page.next;
  } while (after !== undefined && files.length < 5000);
  return files;
}

export async function readGrid(place: Place, table: TableName): Promise<GridData> {
  const { list } = tableOf(table);
  const kinds = new Set<ListKind>([...(list === "activities" ? TARGETS : AROUND), list]);
  const [{ start, end }, files, ...found] = await Promise.all([
    ask("readPeriod", place),
    readFiles(place.org),
    ...[...kinds].map((kind) => readKind(place, kind)),
  ]);
  const all = found.flat();
  return {
    records: new Map(all.flatMap(({ key, body }) => (body === null ? [] : [[key, body]]))),
    versions: new Map(all.map(({ key, version }) => [key, version])),
    files,
    period: { start, end },
  };
}

export const gridKey = (place: Place, table: TableName) => ["gridData", place.org, place.period, table];

export function useGridData(place: Place, table: TableName): UseQueryResult<GridData, Refused> {
  return useQuery<GridData, Refused>({
    queryKey: gridKey(place, table),
    queryFn: () => readGrid(place, table),
    structuralSharing: false,
    refetchOnWindowFocus: false,
  });
}
