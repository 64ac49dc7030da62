// Acts on reduction measures: scenarios kept beside a period, with what each costs per tonne.

import { storeProblem } from "../model/problems/store.ts";
import type { Scenario } from "../model/scenario.ts";
import { versions } from "../store/records.ts";
import { compositionOf } from "./composition.ts";
import { type Act, ok, stopped } from "./scene.ts";

/** Law: what would be is calculated on a copy by the same functions, and nothing of it is kept. */
export const assessScenarios: Act<"assessScenarios"> = async (scene, { org, period, limit, after }) => {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(storeProblem("NOT_FOUND", { params: { what: period } }));
  const { composition } = composed;
  const { records } = composition;
  const kept = [...records.keys()].filter((key) => key.startsWith("scenarios/") && (after === undefined || key > after)).sort();
  const keys = kept.slice(0, limit);
  const named = keys.flatMap((key) => (records.get(key) as unknown as Scenario).changes.map((change) => change.key));
  const now = named.length === 0 ? new Map<string, number>() : await versions(scene.db, { org, period }, [...new Set(named)]);
  const items = keys.length === 0 ? [] : await scene.work("scenarios", { composition, keys, versions: now });
  const last = keys.at(-1);
  return ok({ items, ...(kept.length > limit && last !== undefined && { next: last }) });
};
