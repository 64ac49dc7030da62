// Market-based electricity: which instruments count, what covers the rest, and the figure by kWh.
import assert from "node:assert/strict";
import test from "node:test";
import { type Criterion, electricityOf, type Instrument, type Supply, underCbam, unmetCriteria } from "../../src/rules/pcf/electricity.ts";
import { byHand, desk, near } from "./steps.ts";

const ALL: Criterion[] = ["conveysEmissionRate", "onlyClaim", "retiredForConsumer", "closeInTime", "sameMarket"];

function supply(given: (input: ReturnType<typeof desk>["input"]) => Partial<Supply>) {
  const { ledger, input } = desk();
  const whole = (value: number) => ({ step: input(value, "kgCO2e/kWh"), isWhole: true });
  const certificate: Instrument = { id: "go", kind: "certificate", energy: input(600, "kWh"), factor: whole(0.02), met: ALL };
  const ask: Supply = {
    subject: "plant",
    consumption: input(1000, "kWh"),
    instruments: [certificate],
    residualMix: whole(0.6),
    countryGrid: whole(0.5),
    marketHasInstruments: true,
    ...given(input),
  };
  return { ledger, certificate, ...electricityOf(ledger, ask) };
}

const codes = (problems: readonly { code: string }[]): string[] => problems.map(({ code }) => code);

test("600 kWh of certificates at 0.02 and 400 kWh of the residual mix at 0.6 are 252 kg, 0.252 a kWh", () => {
  const { ledger, value, problems } = supply(() => ({}));
  near(value?.emissions, 252);
  near(value?.factor, 0.252);
  assert.ok(value && Math.abs(byHand(ledger, value.emissions) - 252) < 1e-9);
  assert.deepEqual([value.method, value.counted, problems], ["market", ["go"], []]);
});

test("an instrument that lacks a criterion is not counted, and the rest covers its energy", () => {
  for (const lacking of ALL) {
    const { certificate } = supply(() => ({}));
    const { value, problems } = supply((input) => ({
      instruments: [{ ...certificate, energy: input(600, "kWh"), met: ALL.filter((one) => one !== lacking) }],
    }));
    near(value?.emissions, 600);
    assert.deepEqual(codes(problems), ["PCF_INSTRUMENT_REFUSED"]);
    assert.match(problems[0]?.text.en ?? "", new RegExp(lacking));
  }
});

test("a supplier's mix and a contract with the producer have a criterion of their own", () => {
  assert.deepEqual(unmetCriteria({ kind: "supplierMix", met: ALL }), ["basedOnDelivered"]);
  assert.deepEqual(unmetCriteria({ kind: "directContract", met: ALL }), ["claimTransferred"]);
  assert.deepEqual(unmetCriteria({ kind: "certificate", met: ALL }), []);
});

test("without a residual mix the grid of the subdivision, then of the country, and a warning; without any a Problem", () => {
  const country = supply(() => ({ residualMix: undefined }));
  near(country.value?.emissions, 212);
  assert.deepEqual(codes(country.problems), ["PCF_RESIDUAL_MIX_MISSING"]);
  const subdivision = supply((input) => ({ residualMix: undefined, subdivisionGrid: { step: input(0.3, "kgCO2e/kWh"), isWhole: true } }));
  near(subdivision.value?.emissions, 132);
  const none = supply(() => ({ residualMix: undefined, countryGrid: undefined }));
  assert.deepEqual([none.value, codes(none.problems)], [undefined, ["PCF_ELECTRICITY_FACTOR_MISSING"]]);
});

test("where the market has no instruments the grid alone stands, residual mix or not", () => {
  const { value, problems } = supply(() => ({ marketHasInstruments: false }));
  near(value?.emissions, 500);
  assert.deepEqual([value?.method, value?.counted, problems], ["location", [], []]);
});

test("instruments for more than was used are refused; a factor without upstream or losses is said", () => {
  const over = supply((input) => ({ consumption: input(500, "kWh") }));
  assert.deepEqual([over.value, codes(over.problems)], [undefined, ["PCF_ELECTRICITY_OVER_COVERED"]]);
  const partial = supply((input) => ({ residualMix: { step: input(0.6, "kgCO2e/kWh"), isWhole: false } }));
  assert.deepEqual(codes(partial.problems), ["PCF_ELECTRICITY_PARTIAL"]);
});

test("consumption that is missing gives no figure, and no zero", () => {
  const { value } = supply((input) => ({ consumption: input(null, "kWh") }));
  assert.deepEqual([value?.emissions.value, value?.factor.value], [null, null]);
});

test("CBAM takes none of it; a contract with the producer only with its proofs (IR (EU) 2025/2547, Annex II D.4.3)", () => {
  assert.equal(underCbam("certificate").taken, "no");
  assert.equal(underCbam("supplierMix").taken, "no");
  assert.equal(underCbam("residualMix").taken, "no");
  assert.equal(underCbam("directContract").taken, "withProofs");
});
