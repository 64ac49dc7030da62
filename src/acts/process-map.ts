// Acts on the process map: nodes, edges and balances of a period.
import { storeProblem } from "../model/problems/store.ts";
import { versions } from "../store/records.ts";
import { compositionOf } from "./composition.ts";
import { type Act, ok, stopped } from "./scene.ts";

/** Law: the map is read off the records at one revision; lines of activity data count in their sums and have no node of their own. */
export const readMap: Act<"readMap"> = async (scene, { org, period }) => {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(storeProblem("NOT_FOUND", { params: { what: period } }));
  const { composition } = composed;
  const keys = [...composition.records.keys()].filter((key) => !key.startsWith("activities/"));
  const now = await versions(scene.db, { org, period }, [...keys, "layout"]);
  const map = await scene.work("map", { composition, versions: now });
  return ok({ revision: composed.period.revision, ...map });
};
