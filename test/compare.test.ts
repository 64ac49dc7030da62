// A change explained: hand-computed divisions, sums that close, no order that counts, and drawings that say the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import { compareStatements } from "../src/calc/compare.ts";
import { statementOf } from "../src/calc/pipeline.ts";
import { renderChangeText } from "../src/formats/change-text.ts";
import { renderChangeHtml } from "../src/formats/html/change.ts";
import type { Change, Move } from "../src/model/change.ts";
import { CHANGE_PROBLEMS } from "../src/model/problems/change.ts";
import type { Statement } from "../src/model/statement.ts";
import { near, root } from "./cases/read.ts";
import { type Changes, changed } from "./problems/document.ts";
import { plants } from "./properties/plant.ts";

type Sample = Record<string, unknown>;
const sample = (name: string): Sample => JSON.parse(readFileSync(join(root, "samples", `${name}.json`), "utf8")) as Sample;

function sealed(given: unknown, asIf?: number): Statement {
  const bytes = new TextEncoder().encode(JSON.stringify(given));
  const { value, problems } = statementOf(bytes, { file: "case.json", ...(asIf !== undefined && { asIf }) });
  assert.ok(value, JSON.stringify(problems.filter((p) => p.severity === "error")));
  return value.statement;
}

function compared(before: Statement, after: Statement): Change {
  const { value } = compareStatements(before, after);
  assert.ok(value);
  return value;
}

function movesOf(change: Change, good: string, measure: string): Move[] {
  return change.goods.find(({ id }) => id === good)?.moved.find((m) => m.measure === measure)?.moves ?? [];
}

const screws = sample("screws");
const before = sealed(screws);

test("one input that changed takes the whole difference", () => {
  const change = compared(before, sealed(changed(screws, { set: { "streams/gas/activity": "2000 t" } })));
  const [move, ...others] = movesOf(change, "screw-carbon", "seeDirect");
  assert.deepEqual(others, []);
  assert.equal(move?.step, "stream/gas/activity");
  near(move?.value, (162.5 * 0.048 * 56.1 * 0.6746031746031746) / 17_000);
  assert.deepEqual(
    change.steps.map(({ step, kind, before: old, after: now }) => [step, kind, old?.value, now?.value]),
    [["stream/gas/activity", "input", 1837.5, 2000]],
  );
});

test("two factors of a product: each takes the mean of both orders", () => {
  const change = compared(
    before,
    sealed(changed(screws, { set: { "streams/gas/activity": "2000 t", "streams/gas/emissionFactor": "60 tCO2/TJ" } })),
  );
  const moves = new Map(movesOf(change, "screw-carbon", "seeDirect").map(({ step, value }) => [step, value]));
  const scale = (0.048 * 0.6746031746031746) / 17_000;
  near(moves.get("stream/gas/activity"), ((2000 - 1837.5) * (56.1 + 60) * scale) / 2);
  near(moves.get("stream/gas/emissionFactor"), ((60 - 56.1) * (2000 + 1837.5) * scale) / 2);
});

test("a new stream is one change of structure, named after it; a new row of a dataset is a factor", () => {
  const oil = {
    id: "oil",
    name: "Oil",
    method: "combustion",
    activity: "10 t",
    netCalorificValue: "40 GJ/t",
    emissionFactor: "75 tCO2/TJ",
    shares: { "carbon-steel": "1" },
  };
  const change = compared(before, sealed({ ...screws, streams: [...(screws.streams as object[]), oil] }));
  const [move, ...others] = movesOf(change, "screw-carbon", "seeDirect");
  assert.deepEqual([move?.kind, move?.subject, others], ["structure", "oil", []]);
  near(move?.value, (10 * 0.04 * 75) / 17_000);
  const standard = (name: string) =>
    changed(screws, {
      remove: ["streams/gas/netCalorificValue", "streams/gas/emissionFactor"],
      set: { "streams/gas/standardFactor": name },
    });
  const kinds = compared(sealed(standard("naturalGas")), sealed(standard("gasDieselOil"))).steps.map(({ step, kind }) => [step, kind]);
  assert.deepEqual(kinds, [
    ["stream/gas/emissionFactor", "factor"],
    ["stream/gas/netCalorificValue", "factor"],
  ]);
});

test("goods and the act: what came, what went, and a supposed year", () => {
  const change = compared(
    before,
    sealed(changed(screws, { set: { "products/screw-alloy/cn": "73181595", "products/screw-alloy/id": "screw-steel" } })),
  );
  assert.deepEqual([change.added.map(({ id }) => id), change.withdrawn.map(({ id }) => id)], [["screw-steel"], ["screw-alloy"]]);
  const supposed = compared(before, sealed(screws, 2026));
  assert.deepEqual([supposed.before.act, supposed.after.act, supposed.after.asIf], ["IR (EU) 2023/1773", "IR (EU) 2025/2547", 2026]);
});

test("moves sum to the difference, turn round with the sides, and do not depend on the order of records", () => {
  fc.assert(
    fc.property(plants, fc.double({ min: 0.5, max: 1.5, noNaN: true }), ({ json }, scale) => {
      const other = structuredClone(json) as { streams?: { activity?: { value: number } }[]; transfers?: { amount?: { value: number } }[] };
      for (const stream of other.streams ?? []) if (stream.activity !== undefined) stream.activity.value *= scale;
      for (const transfer of other.transfers ?? []) if (transfer.amount !== undefined) transfer.amount.value *= 0.9;
      const [a, b] = [sealed(json), sealed(other)];
      const [there, back] = [compared(a, b), compared(b, a)];
      for (const good of there.goods)
        for (const { measure, before: old, after: now, moves } of good.moved) {
          if (old === null || now === null) continue;
          const size = Math.max(Math.abs(old), Math.abs(now));
          assert.ok(Math.abs(moves.reduce((sum, { value }) => sum + value, 0) - (now - old)) <= 1e-9 * size, measure);
          const turned = new Map(movesOf(back, good.id, measure).map(({ step, value }) => [step, value]));
          for (const { step, value } of moves) assert.ok(Math.abs((turned.get(step) ?? 0) + value) <= 1e-9 * size, step);
        }
      assert.deepEqual(compared(a, a).goods, []);
      const reversed = structuredClone(other) as unknown as Record<string, unknown[]>;
      for (const [key, list] of Object.entries(reversed))
        if (Array.isArray(list) && key !== "evidence") reversed[key] = [...list].reverse();
      assert.deepEqual(compared(a, sealed(reversed)).goods, there.goods);
    }),
    { numRuns: 25 },
  );
});

test("a cycle of transfers: the moves close there too", () => {
  const factory = sample("sample-factory");
  const cycle = (amount: string) => ({ ...factory, transfers: [...(factory.transfers as object[]), { from: "mill", to: "melt", amount }] });
  const change = compared(sealed(cycle("5000 t")), sealed(cycle("9000 t")));
  for (const { moved } of change.goods)
    for (const { before: old, after: now, moves } of moved) {
      near(
        moves.reduce((sum, { value }) => sum + value, 0),
        (now ?? 0) - (old ?? 0),
        1e-9,
      );
      assert.ok(moves.every(({ kind }) => kind !== "rest"));
    }
  assert.ok(change.goods.length > 0);
});

test("text and page say the same figures, in both languages; a name cannot become markup", () => {
  const after = sealed(changed(screws, { set: { "streams/gas/activity": "2000 t", "streams/gas/name": "<script>alert(1)</script>" } }));
  const change = compared(before, after);
  for (const lang of ["ko", "en"] as const) {
    const [text, page] = [renderChangeText(change, { lang }), renderChangeHtml(change, { lang })];
    for (const one of ["2.00694", "2.02430", "+0.01736"]) assert.ok(text.includes(one) && page.includes(one), one);
    assert.doesNotMatch(page, /<script/);
    assert.match(page, /&lt;script&gt;/);
    assert.match(page, lang === "ko" ? /무엇이 얼마나 바뀌었나/ : /What changed, and by how much/);
  }
});

type Provocation = Changes & { why: string; of: string; withhold?: string; goods?: number; expect: { path: string } };

for (const code of Object.keys(CHANGE_PROBLEMS))
  test(`${code} is provoked by its file`, () => {
    const given = JSON.parse(readFileSync(join(root, "test", "problems", `${code}.json`), "utf8")) as Provocation;
    const base = sample(given.of);
    if (given.goods !== undefined)
      base.products = Array.from({ length: given.goods }, (_, i) => ({
        id: `g${i}`,
        process: "carbon-steel",
        cn: "73181542",
        amount: "10 t",
      }));
    const after = sealed(changed(base, given));
    if (given.withhold !== undefined) delete after.disclosure.leaves[given.withhold];
    const { problems } = compareStatements(sealed(base), after);
    const mine = problems.filter((p) => p.code === code);
    assert.ok(
      mine.some(({ path }) => path === given.expect.path),
      JSON.stringify(problems.map((p) => [p.code, p.path])),
    );
    for (const { text, todo } of mine)
      for (const one of [text.ko, text.en, todo.ko, todo.en]) assert.doesNotMatch(one, /undefined|NaN|\{\w+\}/);
  });

test("a good that is only called otherwise is divided up as the same good; a second one of its code is gone, not compared twice", () => {
  const [carbon, alloy] = [...(screws.products as { id: string }[])].sort((a, b) => (a.id < b.id ? 1 : -1));
  const other = {
    ...screws,
    products: [{ ...carbon, id: "screw-new" }, alloy],
    streams: [{ ...(screws.streams as object[])[0], activity: "2000 t" }],
  };
  const change = compared(before, sealed(other));
  assert.deepEqual([change.added, change.withdrawn], [[], []]);
  for (const { moved } of change.goods)
    for (const { before: old, after: now, moves } of moved) {
      assert.deepEqual(
        moves.map(({ step }) => step),
        ["stream/gas/activity"],
      );
      near(
        moves.reduce((sum, { value }) => sum + value, 0),
        (now ?? 0) - (old ?? 0),
      );
    }
  const twice = sealed({ ...screws, products: [...(screws.products as object[]), { ...carbon, id: "screw-twin" }] });
  assert.deepEqual(
    compared(twice, before).withdrawn.map(({ id }) => id),
    ["screw-twin"],
  );
});

test("statements are the same only where nothing differs: another record, or the same value from a table, is told", () => {
  const codes = (given: unknown): string[] => compareStatements(before, sealed(given)).problems.map(({ code }) => code);
  assert.deepEqual(codes(screws), ["CHANGE_NONE"]);
  assert.deepEqual(codes(changed(screws, { set: { "installation/economicActivity": "nuts" } })), ["CHANGE_RECORDS"]);
  const gas = { ...(screws.streams as Record<string, unknown>[])[0], standardFactor: "Natural gas" } as Record<string, unknown>;
  const typed = { ...gas, netCalorificValue: "48 GJ/t", emissionFactor: "56.1 tCO2/TJ", standardFactor: undefined };
  const table = { ...gas, netCalorificValue: undefined, emissionFactor: undefined };
  const change = compared(sealed({ ...screws, streams: [typed] }), sealed({ ...screws, streams: [table] }));
  assert.deepEqual(
    change.steps.map(({ step, kind }) => [step, kind]),
    [
      ["stream/gas/emissionFactor", "factor"],
      ["stream/gas/netCalorificValue", "factor"],
    ],
  );
});
