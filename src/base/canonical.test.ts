import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { canonical, canonicalHash, canonicalText, hashOf, isCanonicalText, type Json, macOf } from "./canonical.ts";

test("RFC 8785 section 3.2.3: keys by UTF-16 code units, numbers as ECMAScript prints them", () => {
  const given = {
    numbers: JSON.parse("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]") as number[],
    string: '€$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  };
  assert.equal(
    canonical(given),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  assert.equal(
    canonical({
      "€": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\u{1f600}": "Emoji: Grinning Face",
      "\u0080": "Control",
      ö: "Latin Small Letter O With Diaeresis",
    }),
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","\u{1f600}":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  );
});

test("index-like keys keep their place as texts", () => {
  assert.equal(canonical({ "9": 1, "10": 2, a: 3 }), '{"10":2,"9":1,"a":3}');
});

test("the order of keys is irrelevant, and reading the text back gives the value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const reversed = (v: unknown): unknown =>
        Array.isArray(v)
          ? v.map(reversed)
          : typeof v === "object" && v !== null
            ? Object.fromEntries(
                Object.entries(v)
                  .reverse()
                  .map(([k, m]) => [k, reversed(m)]),
              )
            : v;
      const text = canonical(value as Json);
      assert.equal(canonical(reversed(value) as Json), text);
      assert.equal(canonical(JSON.parse(text) as Json), text);
    }),
  );
});

test("the piecewise hash is the hash of the text", () => {
  const entries = Array.from({ length: 2000 }, (_, i) => ({ id: `s${i}`, value: i / 7, text: "가" }));
  const value = { b: entries, a: null, "7": { x: 1 } };
  assert.equal(canonicalHash(value), hashOf(canonical(value)));
  for (const length of [0, 1, 63, 64, 65, 129]) {
    const list = { list: entries.slice(0, length), "10": "x", "9": [[]] };
    assert.equal(canonicalText(list), canonical(list));
    assert.ok(isCanonicalText(canonical(list), list));
    assert.ok(!isCanonicalText(`${canonical(list)} `, list) && !isCanonicalText(canonical(list).slice(0, -1), list));
  }
  assert.equal(hashOf("abc"), createHash("sha256").update("abc").digest("hex"));
});

test("what JSON cannot hold is a bug", () => {
  assert.throws(() => canonical(Number.NaN));
  assert.throws(() => canonical({ a: Number.POSITIVE_INFINITY }));
  assert.throws(() => canonical("\ud800"));
  assert.equal(canonical({ a: undefined, b: 1 }), '{"b":1}');
});

test("salts are HMAC-SHA-256", () => {
  assert.equal(macOf(new Uint8Array(20).fill(0x0b), "Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
});
