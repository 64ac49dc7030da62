// The allocation tree of the PACT Methodology by its own worked examples.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type AllocationAsk, allocate, allocationMethod, priceOver, type Reading, substituted } from "../../src/rules/pcf/allocation.ts";
import { byHand, desk, near } from "./steps.ts";

type Product = { id: string; amount: number; value: number | null };

function allocated(burden: number, products: readonly Product[], ask: Pick<AllocationAsk, "situation" | "reading"> = {}) {
  const { ledger, input } = desk();
  const outputs = products.map(({ id, amount, value }) => ({ id, amount: input(amount, "t"), value: input(value, "USD/t") }));
  return { ledger, outcome: allocate(ledger, { process: "p", burden: input(burden, "tCO2e"), outputs, ...ask }) };
}

function expectShares(burden: number, products: readonly Product[], reading: Reading, wanted: readonly number[], tolerance: number) {
  const { ledger, outcome } = allocated(burden, products, { reading });
  assert.ok(outcome.value);
  const steps = products.map(({ id }) => outcome.value?.allocated.get(id));
  steps.forEach((step, i) => {
    near(step, wanted[i] ?? Number.NaN, tolerance);
    assert.ok(step && Math.abs(byHand(ledger, step) - (step.value ?? 0)) < 1e-9);
  });
  return outcome.value;
}

const PAIR = [
  { id: "A", amount: 0.5, value: 2 },
  { id: "B", amount: 1, value: 3 },
];
const CATCH = [
  { id: "lobster", amount: 2, value: 3 },
  { id: "by-catch", amount: 10, value: 0.5 },
];
const MINE = [
  { id: "x", amount: 1.5, value: 500 },
  { id: "y", amount: 30, value: 10 },
  { id: "z", amount: 0.5, value: 400 },
];

test("two products of value 2 and 3: the ratio 1.5 asks for mass, 3.33 and 6.67 of 10 t (PACT Methodology v3, 3.3.1.3)", () => {
  const { method, ratio } = expectShares(10, PAIR, "text", [3.33, 6.67], 0.005);
  assert.equal(method, "physical");
  assert.equal(ratio.value, 1.5);
});

test("lobster: the ratio 6 asks for value; 428.6 and 71.4 by the example, 272.7 and 227.3 by the text (PACT Methodology v3, 3.3.1.3)", () => {
  const { method, ratio } = expectShares(500, CATCH, "example", [428.6, 71.4], 0.05);
  assert.equal(method, "economic");
  assert.equal(ratio.value, 6);
  expectShares(500, CATCH, "text", [272.7, 227.3], 0.05);
});

test("mine: 6000, 2400, 1600 by the text; 5494.5, 109.9, 4395.6 by the example (PACT Methodology v3, 3.3.1.3)", () => {
  expectShares(10_000, MINE, "text", [6000, 2400, 1600], 1e-6);
  expectShares(10_000, MINE, "example", [5494.5, 109.9, 4395.6], 1);
});

test("the text is the default, and where the readings differ a note says both", () => {
  const { outcome } = allocated(500, CATCH);
  near(outcome.value?.allocated.get("lobster"), 272.7, 0.05);
  const [note] = outcome.problems;
  assert.equal(note?.code, "PCF_ALLOCATION_READINGS_DIFFER");
  assert.match(note.text.en, /54\.5 % by the text, 85\.7 % by the examples/);
  const equal = [
    { id: "a", amount: 4, value: 60 },
    { id: "b", amount: 4, value: 1 },
  ];
  assert.deepEqual(allocated(1, equal).outcome.problems, []);
});

test("the tree: rule, subdivision, displaced product, ratio", () => {
  const displaced = { dominant: true, identifiable: true };
  assert.equal(allocationMethod(9, { sectorRule: true, divisible: true, displaced }), "sectorRule");
  assert.equal(allocationMethod(9, { divisible: true, displaced }), "subdivision");
  assert.equal(allocationMethod(9, { displaced }), "substitution");
  assert.equal(allocationMethod(9, { displaced: { dominant: true, identifiable: false } }), "economic");
  assert.equal(allocationMethod(5), "physical");
  assert.equal(allocationMethod(5.000001), "economic");
  assert.equal(allocationMethod(1.5, { physicalRelation: false }), "economic");
  assert.equal(allocationMethod(null), null);
  const { outcome } = allocated(10, PAIR, { situation: { divisible: true } });
  assert.deepEqual([outcome.value?.method, outcome.value?.allocated.size], ["subdivision", 0]);
});

test("a value that is missing or zero gives a Problem and no share", () => {
  for (const value of [null, 0, -1]) {
    const { outcome } = allocated(10, [...PAIR, { id: "C", amount: 1, value }]);
    assert.equal(outcome.value, undefined);
    assert.deepEqual(
      outcome.problems.map(({ code, severity }) => [code, severity]),
      [["PCF_PRICE_MISSING", "error"]],
    );
  }
});

test("the shares come to the burden, whatever the order of the products", () => {
  const product = fc.record({
    amount: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
    value: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(product, { minLength: 1, maxLength: 6 }), fc.constantFrom<Reading>("text", "example"), (list, reading) => {
      const products = list.map((one, i) => ({ id: `p${i}`, ...one }));
      const sharesOf = (given: readonly Product[]) => allocated(1000, given, { reading }).outcome.value?.allocated;
      const [forth, back] = [sharesOf(products), sharesOf(products.toReversed())];
      const sum = products.reduce((all, { id }) => all + (forth?.get(id)?.value ?? Number.NaN), 0);
      assert.ok(Math.abs(sum - 1000) < 1e-6);
      for (const { id } of products) near(back?.get(id), forth?.get(id)?.value ?? Number.NaN, 1e-6);
    }),
  );
});

test("prices that more than double in a year take the mean of five years, three at least", () => {
  assert.deepEqual(priceOver([10, 12, 20]).value, { price: 20, years: 1 });
  assert.deepEqual(priceOver([10, 20]).value, { price: 20, years: 1 }, "a rise of 100 % is not more than 100 %");
  assert.deepEqual(priceOver([99, 10, 10, 21, 20, 19]).value, { price: 16, years: 5 });
  const short = priceOver([10, 30]);
  assert.deepEqual([short.value?.price, short.problems[0]?.code], [20, "PCF_PRICE_YEARS_SHORT"]);
  assert.equal(priceOver([]).value, undefined);
});

test("system expansion: the main product bears the process less what is displaced", () => {
  const { ledger, input } = desk();
  const displaced = [{ amount: input(2, "MWh"), footprint: input(0.4, "tCO2e/MWh") }];
  const step = substituted(ledger, { process: "p", burden: input(10, "tCO2e"), displaced });
  near(step, 9.2);
  assert.ok(Math.abs(byHand(ledger, step) - 9.2) < 1e-9);
});
