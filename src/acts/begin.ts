// Acts of the first ten minutes: what can be chosen, a figure by default values, the first records of a plant, what it is asked for.
import type { Json } from "../base/canonical.ts";
import { nameOfActor } from "./actor.ts";
import { compositionOf } from "./composition.ts";
import { write } from "./data.ts";
import { type Act, missing, ok, stopped } from "./scene.ts";

export const listChoices: Act<"listChoices"> = async ({ work }, { search, limit }) => ok(await work("choices", { search, limit }));

export const estimateGood: Act<"estimateGood"> = async ({ work }, { body }) => {
  const { value, problems } = await work("estimate", body);
  return value === undefined ? stopped(...problems) : ok(value);
};

/** Law: the first records are written together or not at all, and none that is there is touched. */
export const beginPeriod: Act<"beginPeriod"> = async (scene, { org, period, body }) => {
  const before = await compositionOf(scene, { org, period });
  if (before === undefined) return stopped(missing(period));
  const { installation, records, period: days } = before.composition;
  const plain = new Map([...records].filter(([key]) => !key.startsWith("activities/")));
  const first = await scene.work("firsts", { ...body, site: installation, year: Number(days.start.slice(0, 4)), records: plain });
  if (first.value === undefined) return stopped(...first.problems);
  const { entries, process, good } = first.value;
  const written = await write(scene, { org, period, entries, source: "begin", by: nameOfActor(scene.actor) });
  if ("problems" in written) return stopped(...written.problems);
  const keys = entries.map(({ key }) => key);
  const now = new Map([...records, ...entries.map(({ key, body }): [string, Json] => [key, body])]);
  const { kept: _, ...rest } = before.composition;
  const { asks, later } = await scene.work("asks", { composition: { ...rest, records: now } });
  return ok({ written: keys, process, good, revision: written.period.revision, asks, later });
};

export const listAsks: Act<"listAsks"> = async (scene, { org, period }) => {
  const composed = await compositionOf(scene, { org, period });
  if (composed === undefined) return stopped(missing(period));
  const { records } = composed.composition;
  const country = (records.get("installation") as { country?: string } | undefined)?.country;
  const goods = [...records]
    .filter(([key]) => key.startsWith("products/"))
    .map(([record, body]) => goodOf(record, body, country))
    .sort((a, b) => (a.record < b.record ? -1 : 1));
  const { asks, later } = await scene.work("asks", { composition: composed.composition });
  return ok({ asks, later, goods });
};

function goodOf(record: string, body: Json, country: string | undefined) {
  const { name, cn } = body as { name?: string; cn: string };
  return { record, name: name ?? cn, cn, ...(country !== undefined && { country }) };
}
