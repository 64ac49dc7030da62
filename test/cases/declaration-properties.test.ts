// What must hold of every declaration: more emissions never fewer certificates, order is irrelevant, a split line changes nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Declaration, type ImportLine, importLineSchema } from "../../src/model/declaration.ts";
import { declare } from "../../src/rules/cbam/declaration/declare.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../../src/rules/cbam/free-allocation.ts";
import benchmarksFile from "../../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../../src/rules/cbam/values/default-values.json" with { type: "json" };

const benchmarks = benchmarksFile as unknown as Benchmarks;
const defaultValues = defaultsFile as unknown as DefaultValues;
const RUNS = { numRuns: 60 };

const goods = fc.constantFrom("72031000", "72081000", "28080000", "76061191", "72011011", "31052010", "72230011", "26011200", "28041000");
const origins = fc.constantFrom("KR", "VN", "US", "IN", "TR", "DE");
const precursor = fc.record({
  amount: fc.double({ min: 0, max: 2, noNaN: true }),
  cn: fc.constantFrom("72011011", "28141000", "26011200"),
  origin: origins,
  basis: fc.constant("default"),
});
const carbonPrice = fc.record({
  effectiveEurPerT: fc.double({ min: 0, max: 30, noNaN: true }),
  rebate: fc.constantFrom("none", "documented", "undocumented"),
  paymentEvidence: fc.constant(true),
  certified: fc.constant(true),
});
const spec = fc.record({
  cn: goods,
  origin: origins,
  basis: fc.constantFrom("actual", "default"),
  massT: fc.double({ min: 0.001, max: 5000, noNaN: true }),
  month: fc.integer({ min: 1, max: 12 }),
  see: fc.double({ min: 0, max: 8, noNaN: true }),
  precursors: fc.array(precursor, { maxLength: 2 }),
  carbonPrice: fc.option(carbonPrice, { nil: undefined }),
});
type Spec = typeof spec extends fc.Arbitrary<infer T> ? T : never;

function lineOf(s: Spec, id: string, change: { massT?: number; see?: number } = {}): ImportLine {
  const { massT, see } = { ...s, ...change };
  return importLineSchema.parse({
    id,
    cn: s.cn,
    origin: s.origin,
    basis: s.basis,
    netMass: { value: massT, unit: "t" },
    date: `2026-${String(s.month).padStart(2, "0")}-15`,
    actual: { seeBasis: { value: see, unit: "tCO2e/t" }, verified: true, precursors: s.precursors },
    ...(s.carbonPrice && { carbonPrice: s.carbonPrice }),
  });
}

function declared(lines: ImportLine[], asIf: number): Declaration {
  const { value, problems } = declare(lines, { asIf, defaultValues, benchmarks, prices: { any: 75 } });
  assert.ok(value, JSON.stringify(problems.filter((p) => p.severity === "error")));
  return value;
}

const year = fc.integer({ min: 2026, max: 2034 });
const figures = ({ years, projection }: Declaration): (number | null | undefined)[] =>
  [
    ...years.flatMap((y) => [y.certificates, y.cost, y.emissions, y.freeAllocation, y.allDefault, y.actualWhereKnown]),
    ...projection.map((p) => p.certificates),
  ].map((f) => f.value);

test("more actual emissions never take fewer certificates", () => {
  fc.assert(
    fc.property(spec, fc.double({ min: 0, max: 3, noNaN: true }), year, (s, more, asIf) => {
      const one = { ...s, massT: s.massT + 51 };
      const [less] = declared([lineOf(one, "1")], asIf).lines;
      const [greater] = declared([lineOf(one, "1", { see: s.see + more })], asIf).lines;
      assert.ok((greater?.actual?.certificates.value ?? 0) >= (less?.actual?.certificates.value ?? 0));
      assert.ok((greater?.due.value ?? 0) >= (less?.due.value ?? 0));
    }),
    RUNS,
  );
});

test("more mass never takes fewer certificates, and certificates are never negative", () => {
  fc.assert(
    fc.property(spec, fc.double({ min: 0, max: 100, noNaN: true }), year, (s, more, asIf) => {
      const less = declared([lineOf(s, "1")], asIf);
      const greater = declared([lineOf(s, "1", { massT: s.massT + more })], asIf);
      assert.ok((greater.years[0]?.certificates.value ?? 0) >= (less.years[0]?.certificates.value ?? 0));
      for (const value of figures(less)) assert.ok(value === null || value === undefined || value >= 0);
    }),
    RUNS,
  );
});

test("the order of lines changes no bit", () => {
  fc.assert(
    fc.property(fc.array(spec, { minLength: 2, maxLength: 8 }), year, (specs, asIf) => {
      const lines = specs.map((s, i) => lineOf(s, `L${i}`));
      const a = declared(lines, asIf);
      const b = declared([...lines].reverse(), asIf);
      assert.deepEqual(b, a);
    }),
    RUNS,
  );
});

test("a line split in two changes nothing beyond 1e-12", () => {
  fc.assert(
    fc.property(
      fc.array(spec, { minLength: 1, maxLength: 5 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      year,
      (specs, part, asIf) => {
        const [first, ...rest] = specs;
        assert.ok(first);
        const others = rest.map((s, i) => lineOf(s, `L${i}`));
        const whole = figures(declared([lineOf(first, "x"), ...others], asIf));
        const halves = [
          lineOf(first, "x1", { massT: first.massT * part }),
          lineOf(first, "x2", { massT: first.massT - first.massT * part }),
        ];
        const split = figures(declared([...halves, ...others], asIf));
        assert.equal(split.length, whole.length);
        const scale = Math.max(1, ...whole.map((value) => value ?? 0));
        for (const [i, value] of whole.entries())
          assert.ok(Math.abs((value ?? 0) - (split[i] ?? 0)) <= 1e-12 * scale, `${value} and ${split[i]}`);
      },
    ),
    RUNS,
  );
});

test("a later year never takes fewer certificates", () => {
  fc.assert(
    fc.property(spec, (s) => {
      const { projection } = declared([lineOf({ ...s, carbonPrice: undefined }, "1", { massT: s.massT + 51 })], 2026);
      const values = projection.map((p) => p.certificates.value ?? 0);
      for (const [i, value] of values.entries()) assert.ok(i === 0 || value >= (values[i - 1] ?? 0) * (1 - 1e-12));
    }),
    RUNS,
  );
});
