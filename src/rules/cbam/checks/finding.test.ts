// Numbers in messages are readable and say no more than they know.
import assert from "node:assert/strict";
import test from "node:test";
import { agree, percentOf, shown, sumOf } from "./finding.ts";

test("numbers stand with thousands apart, nine digits at most", () => {
  assert.equal(shown(976918.88), "976,918.88");
  assert.equal(shown(-1234567.5), "-1,234,567.5");
  assert.equal(shown(0.1 + 0.2), "0.3");
  assert.equal(shown(1000), "1,000");
  assert.equal(shown(1e-9), "1e-9");
});

test("shares are shown in per cent, three digits at most", () => {
  assert.equal(percentOf(140.236, 977059.116), "0.0144");
  assert.equal(percentOf(1, 0), "100");
});

test("totals agree within a relative or an absolute bound", () => {
  assert.ok(agree(1000, 1000.5, { relative: 1e-5, absolute: 1 }));
  assert.ok(!agree(1e6, 1e6 + 20, { relative: 1e-5, absolute: 1 }));
  assert.equal(sumOf([1, undefined, 2]), 3);
});
