import assert from "node:assert/strict";
import { test } from "node:test";
import { LateAnswers } from "./late-answers.ts";

test("the same question of the same records is worked out once; any other, and one that is long past, anew", () => {
  const late = new LateAnswers(3);
  let done = 0;
  const work = (): number => (done += 1);
  const at = { place: "p", life: 1, revision: 7 };
  const ask = (given: Partial<{ name: string; rest: unknown; at: typeof at }> = {}): unknown =>
    late.to({ name: "figures", rest: { titles: new Map([["a", "b"]]) }, at, ...given }, work);
  assert.deepEqual([ask(), ask()], [1, 1]);
  assert.equal(ask({ name: "analysis" }), 2);
  assert.equal(ask({ rest: { titles: new Map([["a", "c"]]) } }), 3);
  assert.equal(ask({ at: { ...at, revision: 8 } }), 4);
  assert.equal(ask({ at: { ...at, life: 2 } }), 5);
  assert.equal(ask({ at: { ...at, place: "q" } }), 6);
  assert.equal(ask(), 7);
  assert.deepEqual([ask({ rest: "x".repeat(200_000) }), ask({ rest: "x".repeat(200_000) })], [8, 9]);
});
