// Rounding: exact against integer arithmetic, symmetric, monotone, and equal to what a person reads off the digits.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { grouped, percentHalfUp, plainText, roundHalfUp, trimmed } from "./rounding.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const places = fc.integer({ min: 0, max: 8 });

/** The decimal text as an exact integer multiple of ten to the minus `scale`. */
function exact(text: string, scale: number): bigint {
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const digits = BigInt(whole + fraction.padEnd(scale, "0"));
  return negative ? -digits : digits;
}

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

test("reads as a person rounds", () => {
  const cases: [number, number, string][] = [
    [1.005, 2, "1.01"],
    [1.0049999, 2, "1.00"],
    [-2.5, 0, "-3"],
    [-0.4, 0, "0"],
    [0, 5, "0.00000"],
    [-0, 2, "0.00"],
    [9.99995, 4, "10.0000"],
    [0.000005, 5, "0.00001"],
    [0.0000049, 5, "0.00000"],
    [5e-324, 3, "0.000"],
    [1e21, 0, "1000000000000000000000"],
    [1.5389760645578654, 5, "1.53898"],
    [7387085.109877754, 0, "7387085"],
    [0.5, 0, "1"],
    [99.5, 0, "100"],
  ];
  for (const [value, decimals, expected] of cases) assert.equal(roundHalfUp(value, decimals), expected, String(value));
});

test("lies within half a unit of the last place, and at exactly half goes away from zero", () => {
  fc.assert(
    fc.property(finite, places, (value, decimals) => {
      const scale = 400;
      const given = exact(plainText(value), scale);
      const rounded = exact(roundHalfUp(value, decimals), scale);
      const half = 5n * 10n ** BigInt(scale - decimals - 1);
      const distance = magnitude(given - rounded);
      assert.ok(distance <= half);
      if (distance === half) assert.ok(magnitude(rounded) > magnitude(given));
    }),
  );
});

test("is symmetric about zero, keeps its number of decimals and never says minus zero", () => {
  fc.assert(
    fc.property(finite, places, (value, decimals) => {
      const text = roundHalfUp(value, decimals);
      assert.match(text, decimals === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${decimals}}$`));
      assert.doesNotMatch(text, /^-0(\.0*)?$/);
      assert.equal(roundHalfUp(-value, decimals).replace("-", ""), text.replace("-", ""));
    }),
  );
});

test("is monotone", () => {
  fc.assert(
    fc.property(finite, finite, places, (a, b, decimals) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      assert.ok(exact(roundHalfUp(low, decimals), decimals) <= exact(roundHalfUp(high, decimals), decimals));
    }),
  );
});

test("the plain text reads back as the same double", () => {
  fc.assert(fc.property(finite, (value) => assert.equal(Number(plainText(value)), value === 0 ? 0 : value)));
});

test("never starts with a zero that it does not need", () => {
  fc.assert(fc.property(finite, places, (value, decimals) => assert.doesNotMatch(percentHalfUp(value, decimals), /^-?0\d/)));
});

test("per cent is an exact shift of the point", () => {
  assert.equal(percentHalfUp(0.12345, 1), "12.3");
  assert.equal(percentHalfUp(0.285, 0), "29");
  assert.equal(percentHalfUp(0, 2), "0.00");
  assert.equal(percentHalfUp(0.00002, 1), "0.0");
  assert.equal(percentHalfUp(1, 2), "100.00");
  assert.equal(percentHalfUp(-0.0005, 1), "-0.1");
});

test("groups and trims", () => {
  assert.equal(grouped("-1234567.12345"), "-1,234,567.12345");
  assert.equal(grouped("999"), "999");
  assert.equal(trimmed("1.50000"), "1.5");
  assert.equal(trimmed("1.00"), "1");
  assert.equal(trimmed("100"), "100");
});

test("refuses what is not a number", () => {
  assert.throws(() => roundHalfUp(Number.NaN, 2));
  assert.throws(() => roundHalfUp(Number.POSITIVE_INFINITY, 2));
});
