// Only what changed is read and sent again, and the result is that of a full recomputation, bit for bit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { compositionCache, compositionOf } from "../../src/acts/composition.ts";
import type { Json } from "../../src/base/canonical.ts";
import type { Composition } from "../../src/calc/compose.ts";
import { type Changes, type KeptAt, RecordKeeper, sentRecords } from "../../src/calc/kept-records.ts";
import { recordsOfCase } from "../../src/calc/records-of-case.ts";
import { type Ground, TASKS } from "../../src/calc/tasks.ts";
import { readCaseFile } from "../../src/formats/case-file.ts";
import defaultValues from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import { root } from "../cases/read.ts";
import { running } from "../server/running.ts";

const GROUND = { defaultValues } as unknown as Ground;
const long = process.env.SANDAN_LONG === "1";
const PERIOD = { start: "2025-01-01", end: "2025-12-31" };
const STREAMS = ["gas-melt", "gas-mill", "scrap", "electrodes"];

/** The sample factory's records; the amounts of its streams are told by lines of activity data. */
function factory(): Map<string, Json> {
  const bytes = readFileSync(join(root, "samples", "sample-factory.json"));
  const { value } = readCaseFile(bytes, { file: "sample-factory.json" });
  assert.ok(value);
  const records = new Map(recordsOfCase(value, { evidence: "a".repeat(64), title: "sample" }).map(({ key, body }) => [key, body]));
  for (const id of STREAMS) {
    const { activity: _, ...rest } = records.get(`streams/${id}`) as Record<string, Json>;
    records.set(`streams/${id}`, rest);
    records.set(`activities/first-${id}`, { target: `streams/${id}/activity`, ...PERIOD, value: 100, unit: "t" });
  }
  return records;
}

/** One edit: a line put or withdrawn, or a factor of a stream changed. */
type Edit = { key: string; body: Json | null };
const lineEdit = fc
  .record({
    n: fc.nat(12),
    stream: fc.constantFrom(...STREAMS),
    value: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    unit: fc.constantFrom("t", "kg"),
    month: fc.integer({ min: 1, max: 12 }),
    gone: fc.boolean(),
  })
  .map(({ n, stream, value, unit, month, gone }): Edit => {
    const day = `2025-${String(month).padStart(2, "0")}-15`;
    return { key: `activities/n-${n}`, body: gone ? null : { target: `streams/${stream}/activity`, start: day, end: day, value, unit } };
  });
const factorEdit = fc.double({ min: 1, max: 100, noNaN: true }).map((value): Edit => {
  const stream = factory().get("streams/gas-mill") as Record<string, Json>;
  return { key: "streams/gas-mill", body: { ...stream, emissionFactor: { value, unit: "tCO2/TJ" } } };
});
const edit = fc.oneof({ weight: 4, arbitrary: lineEdit }, { weight: 1, arbitrary: factorEdit });

const figures = (composition: Composition): string => JSON.stringify(TASKS.figures(GROUND, { composition }));
const plain = (records: ReadonlyMap<string, Json>): Composition => ({ period: PERIOD, installation: "f", records, titles: new Map() });

test("a thread that is sent what differs has the records of the revision asked for, whatever it had, and forgets no change", () => {
  const step = fc.record({
    edits: fc.array(edit, { maxLength: 4 }),
    /** Which of the revisions so far is asked for: one that waited may come late. */
    back: fc.nat(3),
    thread: fc.nat(1),
    compacted: fc.boolean(),
    begunAnew: fc.constantFrom(false, false, false, true),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(120), (steps, most) => {
      const records = factory();
      let changes: Changes = { base: 0, last: new Map() };
      let [life, revision] = [1, 0];
      const threads = [0, 1].map(() => ({ keeper: new RecordKeeper(most), has: undefined as KeptAt | undefined }));
      const past: Composition[] = [];
      for (const { edits, back, thread, compacted, begunAnew } of steps) {
        revision += 1;
        for (const { key, body } of edits) {
          if (body === null) records.delete(key);
          else records.set(key, body);
          changes.last.set(key, revision);
        }
        if (compacted) {
          changes.last.clear();
          changes.base = revision;
        }
        if (begunAnew) {
          life += 1;
          changes = { base: revision, last: new Map() };
        }
        past.push({ ...plain(new Map(records)), kept: { place: "p", life, revision, changes } });
        const asked = past[Math.max(0, past.length - 1 - back)] as Composition;
        const on = threads[thread] as (typeof threads)[number];
        assert.ok(asked.kept);
        const told =
          on.keeper.received(sentRecords(asked, asked.kept, on.has)) ?? on.keeper.received(sentRecords(asked, asked.kept, undefined));
        assert.ok(told);
        assert.deepEqual(new Map([...told].sort()), new Map([...asked.records].sort()));
        on.has = asked.kept;
      }
    }),
    { numRuns: long ? 2000 : 200, seed: 20260101 },
  );
});

test("figures of records in another order of coming are the same to the last bit", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
      const records = factory();
      for (const { key, body } of edits) {
        if (body === null) records.delete(key);
        else records.set(key, body);
      }
      assert.equal(figures(plain(new Map([...records].reverse()))), figures(plain(records)));
    }),
    { numRuns: long ? 500 : 25, seed: 20260101 },
  );
});

test("through the server: after each of many edits the figures are those of everything read and calculated anew", async (t) => {
  const server = await running();
  after(() => server.stop());
  const { client } = await server.person("recalculation");
  const value = <T>(answer: { ok: true; value: T } | { ok: false; code: string }): T => {
    assert.ok(answer.ok, JSON.stringify(answer).slice(0, 1000));
    return answer.value;
  };
  const bytes = readFileSync(join(root, "samples", "sample-factory.json"));
  const { id: org } = value(await client("createOrganisation", { body: { name: "재산정", kind: "plant" } }));
  const { sha256 } = value(await client("uploadEvidence", { org, name: "sample.json", bytes }));
  const site = value(await client("createInstallation", { org, body: { name: "f" } }));
  const { id: period } = value(await client("createPeriod", { org, body: { installation: site.id, ...PERIOD, title: "" } }));
  value(await client("importCase", { org, period, body: { evidence: sha256 } }));
  const changed = [...factory()].filter(([key]) => key.startsWith("activities/") || STREAMS.some((id) => key === `streams/${id}`));
  const versions = new Map(STREAMS.map((id) => [`streams/${id}`, 1]));
  const write = async (edits: readonly Edit[]): Promise<void> => {
    const one = new Map(edits.map((each) => [each.key, each]));
    const kept = [...one.values()].filter(({ key, body }) => body !== null || versions.has(key));
    const written = kept.map(({ key, body }) => ({ key, body, ...(versions.has(key) && { follows: versions.get(key) as number }) }));
    if (written.length === 0) return;
    value(await client("putRecords", { org, period, body: { records: written } }));
    for (const { key } of written) versions.set(key, (versions.get(key) ?? 0) + 1);
  };
  await write(changed.map(([key, body]) => ({ key, body: key.startsWith("streams/") ? withoutPlaces(body) : body })));
  let good = 0;
  for (const edits of fc.sample(fc.array(edit, { minLength: 1, maxLength: 3 }), { numRuns: long ? 200 : 12, seed: 20260101 })) {
    await write(edits.map(({ key, body }) => ({ key, body: body === null ? null : withoutPlaces(body) })));
    const told = await client("readFigures", { org, period });
    const whole = await compositionOf({ db: server.house.hands.db, cache: compositionCache(0) }, { org, period });
    assert.ok(whole);
    const full = TASKS.figures(GROUND, { composition: whole.composition });
    if (told.ok) good += 1;
    if (!told.ok) assert.equal(full.value, undefined, JSON.stringify(told));
    else
      assert.deepEqual(
        [told.value.goods, told.value.results, told.value.problems],
        JSON.parse(JSON.stringify([full.value?.goods, full.value?.results, full.problems])),
      );
  }
  assert.ok(good > 10, "most edits leave something to calculate");
  t.diagnostic(`${versions.size} records edited, figures after ${good} edits`);
});

/** The record as a person types it: places in a document of another name are left out. */
function withoutPlaces(body: Json): Json {
  return JSON.parse(JSON.stringify(body, (key, member: unknown) => (key === "origin" ? undefined : member))) as Json;
}
