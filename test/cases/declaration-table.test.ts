// Certificates per tonne of every goods category in each year to 2034, by default and by actual values, worked out by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type ImportLineInput, importLineSchema } from "../../src/model/declaration.ts";
import { CATEGORIES } from "../../src/model/vocabulary.ts";
import { declare } from "../../src/rules/cbam/declaration/declare.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../../src/rules/cbam/free-allocation.ts";
import benchmarksFile from "../../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import { near } from "./read.ts";

const benchmarks = benchmarksFile as unknown as Benchmarks;
const defaultValues = defaultsFile as unknown as DefaultValues;

/*
 * Figures typed from the tables v20260204 (default values of KR, or of other countries where KR has none) and IR (EU) 2025/2620; decimal arithmetic.
 * F = CBAM factor x CSCF:   2026 .975, 2027 .95, 2028 .90, 2029 .775, 2030 .515, 2031 .39, 2032 .265, 2033 .14, 2034 0; CSCF 1 throughout.
 * 1 + mark-up:              2026 1.10, 2027 1.20, from 2028 on 1.30; fertilisers 1.01 in every year.
 * By default: max(0, DV x (1 + mark-up) - F x B). By actual data: max(0, SEE - F x (A + sum of m x B of the precursors)).
 */
type Row = {
  category: string;
  cn: string;
  route?: "A" | "C" | "L";
  see: string;
  precursors: object[];
  byDefault: (number | null)[];
  byActual: number[];
};

const ROWS: Row[] = [
  {
    category: "calcinedClay",
    cn: "25070080",
    see: "0.9",
    precursors: [],
    // 0.28 x (1 + mark-up) - F x 0.666
    byDefault: [0, 0, 0, 0, 0.02101, 0.10426, 0.18751, 0.27076, 0.364],
    // 0.9 - F x (0.666)
    byActual: [0.25065, 0.2673, 0.3006, 0.38385, 0.55701, 0.64026, 0.72351, 0.80676, 0.9],
  },
  {
    category: "cementClinker",
    cn: "25231000",
    route: "A",
    see: "0.85",
    precursors: [],
    // 0.92 x (1 + mark-up) - F x 0.666
    byDefault: [0.36265, 0.4713, 0.5966, 0.67985, 0.85301, 0.93626, 1.01951, 1.10276, 1.196],
    // 0.85 - F x (0.666)
    byActual: [0.20065, 0.2173, 0.2506, 0.33385, 0.50701, 0.59026, 0.67351, 0.75676, 0.85],
  },
  {
    category: "cement",
    cn: "25232900",
    see: "0.8",
    precursors: [{ amount: 0.9, cn: "25231000", origin: "KR", basis: "default", route: "A" }],
    // 0.94 x (1 + mark-up) - F x 0.666
    byDefault: [0.38465, 0.4953, 0.6226, 0.70585, 0.87901, 0.96226, 1.04551, 1.12876, 1.222],
    // 0.8 - F x (0 + 0.9 x 0.666)
    byActual: [0.215585, 0.23057, 0.26054, 0.335465, 0.491309, 0.566234, 0.641159, 0.716084, 0.8],
  },
  {
    category: "aluminousCement",
    cn: "25233000",
    see: "1.5",
    precursors: [],
    // 2.03 x (1 + mark-up) - F x 0.717 (0.686 from 2028)
    byDefault: [1.533925, 1.75485, 2.0216, 2.10735, 2.28571, 2.37146, 2.45721, 2.54296, 2.639],
    // 1.5 - F x (0.717 [0.686 from 2028])
    byActual: [0.800925, 0.81885, 0.8826, 0.96835, 1.14671, 1.23246, 1.31821, 1.40396, 1.5],
  },
  {
    category: "hydrogen",
    cn: "28041000",
    see: "9.5",
    precursors: [],
    // 14.03 x (1 + mark-up) - F x 5.089
    byDefault: [10.471225, 12.00145, 13.6589, 14.295025, 15.618165, 16.25429, 16.890415, 17.52654, 18.239],
    // 9.5 - F x (5.089)
    byActual: [4.538225, 4.66545, 4.9199, 5.556025, 6.879165, 7.51529, 8.151415, 8.78754, 9.5],
  },
  {
    category: "ammonia",
    cn: "28141000",
    see: "2.4",
    precursors: [],
    // 3.13 x (1 + mark-up) - F x 1.522
    byDefault: [1.67735, 1.7154, 1.7915, 1.98175, 2.37747, 2.56772, 2.75797, 2.94822, 3.1613],
    // 2.4 - F x (1.522)
    byActual: [0.91605, 0.9541, 1.0302, 1.22045, 1.61617, 1.80642, 1.99667, 2.18692, 2.4],
  },
  {
    category: "nitricAcid",
    cn: "28080000",
    see: "1.3",
    precursors: [{ amount: 0.28, cn: "28141000", origin: "KR", basis: "default" }],
    // 2.19 x (1 + mark-up) - F x 0.582
    byDefault: [1.64445, 1.659, 1.6881, 1.76085, 1.91217, 1.98492, 2.05767, 2.13042, 2.2119],
    // 1.3 - F x (0.151 + 0.28 x 1.522)
    byActual: [0.737269, 0.751698, 0.780556, 0.852701, 1.0027626, 1.0749076, 1.1470526, 1.2191976, 1.3],
  },
  {
    category: "urea",
    cn: "31021012",
    see: "1.6",
    precursors: [{ amount: 0.57, cn: "28141000", origin: "KR", basis: "default" }],
    // 0.51 x (1 + mark-up) - F x 0.304
    byDefault: [0.2187, 0.2263, 0.2415, 0.2795, 0.35854, 0.39654, 0.43454, 0.47254, 0.5151],
    // 1.6 - F x (0.018 + 0.57 x 1.522)
    byActual: [0.7365985, 0.758737, 0.803014, 0.9137065, 1.1439469, 1.2546394, 1.3653319, 1.4760244, 1.6],
  },
  {
    category: "mixedFertilisers",
    cn: "31052010",
    see: "0.9",
    precursors: [
      { amount: 0.1, cn: "28141000", origin: "KR", basis: "default" },
      { amount: 0.2, cn: "28080000", origin: "KR", basis: "default" },
    ],
    // 1 x (1 + mark-up) - F x 0.434
    byDefault: [0.58685, 0.5977, 0.6194, 0.67365, 0.78649, 0.84074, 0.89499, 0.94924, 1.01],
    // 0.9 - F x (0.09 + 0.1 x 1.522 + 0.2 x 0.582)
    byActual: [0.550365, 0.55933, 0.57726, 0.622085, 0.715321, 0.760146, 0.804971, 0.849796, 0.9],
  },
  {
    category: "sinteredOre",
    cn: "26011200",
    see: "0.35",
    precursors: [],
    // 0.13 x (1 + mark-up) - F x 0.086
    byDefault: [0.05915, 0.0743, 0.0916, 0.10235, 0.12471, 0.13546, 0.14621, 0.15696, 0.169],
    // 0.35 - F x (0.086)
    byActual: [0.26615, 0.2683, 0.2726, 0.28335, 0.30571, 0.31646, 0.32721, 0.33796, 0.35],
  },
  {
    category: "pigIron",
    cn: "72011011",
    see: "1.7",
    precursors: [{ amount: 1.4, cn: "26011200", origin: "KR", basis: "default" }],
    // 1.54 x (1 + mark-up) - F x 1.21
    byDefault: [0.51425, 0.6985, 0.913, 1.06425, 1.37885, 1.5301, 1.68135, 1.8326, 2.002],
    // 1.7 - F x (1.089 + 1.4 x 0.086)
    byActual: [0.520835, 0.55107, 0.61154, 0.762715, 1.077159, 1.228334, 1.379509, 1.530684, 1.7],
  },
  {
    category: "ferroManganese",
    cn: "72021120",
    see: "2.1",
    precursors: [],
    // 1.69 x (1 + mark-up) - F x 1.361 (1.277 from 2028)
    byDefault: [0.532025, 0.73505, 1.0477, 1.207325, 1.539345, 1.69897, 1.858595, 2.01822, 2.197],
    // 2.1 - F x (1.361 [1.277 from 2028])
    byActual: [0.773025, 0.80705, 0.9507, 1.110325, 1.442345, 1.60197, 1.761595, 1.92122, 2.1],
  },
  {
    category: "ferroChromium",
    cn: "72024110",
    see: "2",
    precursors: [],
    // 2.35 x (1 + mark-up) - F x 1.142 (1.106 from 2028)
    byDefault: [1.47155, 1.7351, 2.0596, 2.19785, 2.48541, 2.62366, 2.76191, 2.90016, 3.055],
    // 2 - F x (1.142 [1.106 from 2028])
    byActual: [0.88655, 0.9151, 1.0046, 1.14285, 1.43041, 1.56866, 1.70691, 1.84516, 2],
  },
  {
    category: "ferroNickel",
    cn: "72026000",
    see: "3.1",
    precursors: [],
    // 3.48 x (1 + mark-up) - F x 2.39 (2.295 from 2028)
    byDefault: [1.49775, 1.9055, 2.4585, 2.745375, 3.342075, 3.62895, 3.915825, 4.2027, 4.524],
    // 3.1 - F x (2.39 [2.295 from 2028])
    byActual: [0.76975, 0.8295, 1.0345, 1.321375, 1.918075, 2.20495, 2.491825, 2.7787, 3.1],
  },
  {
    category: "directReducedIron",
    cn: "72031000",
    see: "1.1",
    precursors: [],
    // 1.325 x (1 + mark-up) - F x 0.397
    byDefault: [1.070425, 1.21285, 1.3652, 1.414825, 1.518045, 1.56767, 1.617295, 1.66692, 1.7225],
    // 1.1 - F x (0.295)
    byActual: [0.812375, 0.81975, 0.8345, 0.871375, 0.948075, 0.98495, 1.021825, 1.0587, 1.1],
  },
  {
    category: "crudeSteel",
    cn: "72071111",
    route: "C",
    see: "1.95",
    precursors: [{ amount: 1.1, cn: "72011011", origin: "KR", basis: "default" }],
    // 2.118476 x (1 + mark-up) - F x 1.364
    byDefault: [1.0004236, 1.2463712, 1.5264188, 1.6969188, 2.0515588, 2.2220588, 2.3925588, 2.5630588, 2.7540188],
    // 1.95 - F x (0.188 + 1.1 x 1.21)
    byActual: [0.468975, 0.50695, 0.5829, 0.772775, 1.167715, 1.35759, 1.547465, 1.73734, 1.95],
  },
  {
    category: "ironOrSteelProducts",
    cn: "72081000",
    route: "C",
    see: "2.05",
    precursors: [{ amount: 1.05, cn: "72071111", origin: "KR", basis: "default", route: "C" }],
    // 2.118476 x (1 + mark-up) - F x 1.37
    byDefault: [0.9945736, 1.2406712, 1.5210188, 1.6922688, 2.0484688, 2.2197188, 2.3909688, 2.5622188, 2.7540188],
    // 2.05 - F x (0.044 + 1.05 x 1.364)
    byActual: [0.610705, 0.64761, 0.72142, 0.905945, 1.289757, 1.474282, 1.658807, 1.843332, 2.05],
  },
  {
    category: "unwroughtAluminium",
    cn: "76011010",
    route: "L",
    see: "0.6",
    precursors: [],
    // 0.36 x (1 + mark-up) - F x 0.091
    byDefault: [0.307275, 0.34555, 0.3861, 0.397475, 0.421135, 0.43251, 0.443885, 0.45526, 0.468],
    // 0.6 - F x (0.091)
    byActual: [0.511275, 0.51355, 0.5181, 0.529475, 0.553135, 0.56451, 0.575885, 0.58726, 0.6],
  },
  {
    category: "aluminiumProducts",
    cn: "76061191",
    route: "L",
    see: "0.9",
    precursors: [{ amount: 1.02, cn: "76011010", origin: "KR", basis: "default", route: "L" }],
    // 1.95 x (1 + mark-up) - F x 0.148
    byDefault: [2.0007, 2.1994, 2.4018, 2.4203, 2.45878, 2.47728, 2.49578, 2.51428, 2.535],
    // 0.9 - F x (0.056 + 1.02 x 0.091)
    byActual: [0.7549005, 0.758621, 0.766062, 0.7846645, 0.8233577, 0.8419602, 0.8605627, 0.8791652, 0.9],
  },
  {
    category: "electricity",
    cn: "27160000",
    see: "0.42",
    precursors: [],
    // no default value
    byDefault: [null, null, null, null, null, null, null, null, null],
    // 0.42 - F x (0)
    byActual: [0.42, 0.42, 0.42, 0.42, 0.42, 0.42, 0.42, 0.42, 0.42],
  },
];

function lineOf({ category, cn, route, see, precursors }: Row, basis: "actual" | "default") {
  const power = category === "electricity";
  const line = {
    id: "1",
    cn,
    origin: "KR",
    basis,
    netMass: power ? "1000 MWh" : "1000 t",
    date: "2026-02-03",
    ...(route !== undefined && { route }),
    actual: { seeBasis: `${see} ${power ? "tCO2e/MWh" : "tCO2e/t"}`, verified: true, precursors },
  };
  return importLineSchema.parse(line as ImportLineInput);
}

test("the table has every goods category of the definitive period", () => {
  assert.deepEqual(
    CATEGORIES.filter((category) => !ROWS.some((row) => row.category === category)),
    ["ferroAlloys"],
  );
});

for (const row of ROWS)
  test(`${row.category}: certificates of 1000 t in each year`, () => {
    for (const [i, byActual] of row.byActual.entries()) {
      const { value } = declare([lineOf(row, "actual")], { asIf: 2026 + i, defaultValues, benchmarks });
      assert.ok(value);
      const [line] = value.lines;
      assert.equal(line?.category, row.category);
      near(line?.actual?.certificates.value, byActual * 1000, 1e-12);
      const byDefault = row.byDefault[i];
      if (byDefault === null || byDefault === undefined) assert.equal(line?.default, undefined);
      else near(line?.default?.certificates.value, byDefault * 1000, 1e-12);
    }
  });

for (const basis of ["actual", "default"] as const)
  test(`the outlook of 2026 by ${basis} values says the same of every year`, () => {
    for (const row of ROWS) {
      const expected = basis === "actual" ? row.byActual : row.byDefault;
      if (expected.includes(null)) continue;
      const { value } = declare([lineOf(row, basis)], { asIf: 2026, defaultValues, benchmarks });
      assert.deepEqual(
        value?.projection.map(({ year }) => year),
        [2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034],
      );
      for (const [i, { certificates }] of (value?.projection ?? []).entries()) near(certificates.value, (expected[i] ?? 0) * 1000, 1e-12);
    }
  });
