// Figures after one changed line, beside the same figures calculated from nothing.

import { compositionCache, compositionOf } from "../../src/acts/composition.ts";
import { type Ground, TASKS } from "../../src/calc/tasks.ts";
import type { Client } from "../../src/model/client.ts";
import benchmarks from "../../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultValues from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import type { Db } from "../../src/store/database.ts";
import { lineBody, lineKey, organisationId, periodsOf, type Scale } from "./site.ts";
import { type Spread, spreadOf } from "./spread.ts";

export type Recalculated = { lines: number; first: number; changed: Spread; again: Spread; fromNothing: Spread };

const GROUND = { defaultValues, benchmarks } as unknown as Ground;

/** Milliseconds: the first figures of a period, those after each of many changes, those without a change, and a full recomputation beside the server. */
export async function recalculated(
  client: Client,
  { db, scale, org: i, times }: { db: Db; scale: Scale; org: number; times: number },
): Promise<Recalculated> {
  const org = organisationId(i);
  const place = periodsOf(i, scale)[0] as ReturnType<typeof periodsOf>[number];
  const figures = async (): Promise<string> => {
    const answer = await client("readFigures", { org, period: place.id });
    if (!answer.ok) throw new Error(JSON.stringify(answer).slice(0, 2000));
    return JSON.stringify(answer.value.results);
  };
  const timed = async (act: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await act();
    return performance.now() - begun;
  };
  const first = await timed(figures);
  const changed: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const key = lineKey((n * 37) % place.lines);
    const { body } = { body: { ...lineBody((n * 37) % place.lines, place), value: n + 0.125 } };
    const read = await client("readRecord", { org, period: place.id, key });
    if (!read.ok) throw new Error(read.code);
    const put = await client("putRecord", { org, period: place.id, key, body: { body: body as never } }, { version: read.value.version });
    if (!put.ok) throw new Error(put.code);
    changed.push(await timed(figures));
  }
  const again: number[] = [];
  for (let n = 0; n < times; n += 1) again.push(await timed(figures));
  const fromNothing: number[] = [];
  let whole = "";
  for (let n = 0; n < Math.min(5, times); n += 1)
    fromNothing.push(
      await timed(async () => {
        const composed = await compositionOf({ db, cache: compositionCache(0) }, { org, period: place.id });
        if (composed === undefined) throw new Error("no period");
        whole = JSON.stringify(TASKS.figures(GROUND, { composition: composed.composition }).value?.results);
      }),
    );
  if (whole !== (await figures())) throw new Error("the figures after changes are not those of a full recomputation");
  return { lines: place.lines, first, changed: spreadOf(changed), again: spreadOf(again), fromNothing: spreadOf(fromNothing) };
}
