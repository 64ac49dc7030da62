// The records of a period that can be thought of otherwise, with their versions.
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { ask, keyOf, type Refused } from "../call.ts";
import type { Kept, Records } from "./fields.ts";

const KINDS = ["streams", "pfc", "measuredPoints", "processes", "transfers", "precursors", "cogeneration", "products", "scenarios"];
const PAGE = 500;
/** Lines of activity data that a what-if can change at once; a period with more has its sums changed in the grids. */
const MOST_LINES = 900;

export type Loaded = {
  records: Records;
  /** Keys of the measures with their versions. */
  scenarios: ReadonlyMap<string, number>;
  /** True where there are more lines than can be changed: their sums are not offered. */
  manyLines: boolean;
};

async function all(org: string, period: string, kind: string, most = Number.POSITIVE_INFINITY): Promise<[string, Kept][] | undefined> {
  const found: [string, Kept][] = [];
  let after: string | undefined;
  do {
    const { items, next } = await ask("listRecords", { org, period, kind, limit: PAGE, ...(after !== undefined && { after }) });
    for (const { key, body, version } of items) if (body !== null) found.push([key, { body, version }]);
    if (found.length > most) return undefined;
    after = next;
  } while (after !== undefined);
  return found;
}

export function useRecords(org: string, period: string): UseQueryResult<Loaded, Refused> {
  return useQuery<Loaded, Refused>({
    queryKey: [...keyOf("listRecords", { org, period }), "what-if"],
    queryFn: async () => {
      const lists = await Promise.all(KINDS.map(async (kind) => (await all(org, period, kind)) ?? []));
      const lines = await all(org, period, "activities", MOST_LINES);
      const flat = lists.flat();
      const isScenario = ([key]: [string, Kept]): boolean => key.startsWith("scenarios/");
      return {
        records: new Map([...flat.filter((one) => !isScenario(one)), ...(lines ?? [])]),
        scenarios: new Map(flat.filter(isScenario).map(([key, { version }]) => [key, version])),
        manyLines: lines === undefined,
      };
    },
    staleTime: 60_000,
  });
}
