// Random plants whose books close: shares sum to one, and what a process makes is sold or passed on.
import fc from "fast-check";

type Amounts = { market: number; to: number[] };
export type Plant = { json: Record<string, unknown>; processes: string[] };

/** Evenly spread, unlike the doubles of fast-check, which crowd at tiny numbers. */
const positive = (least: number, most: number) =>
  fc.integer({ min: 0, max: 1_000_000 }).map((i) => least + ((most - least) * i) / 1_000_000);
const CATEGORIES = ["pigIron", "sinteredOre", "crudeSteel", "ironOrSteelProducts", "ammonia", "hydrogen"];

const stream = fc.record({
  method: fc.constantFrom("combustion", "process", "massBalance"),
  activity: positive(0.1, 1e6),
  ncv: positive(5, 50),
  factor: positive(0.1, 110),
  carbon: positive(0, 1),
  completeness: positive(0.5, 1),
  bio: positive(0, 1),
  output: fc.boolean(),
  keys: fc.array(positive(0.01, 1), { minLength: 5, maxLength: 5 }),
});

const source = fc.record({
  amount: positive(1, 1000),
  direct: positive(0, 5),
  indirect: positive(0, 2),
  electricity: positive(0, 4),
  byDefault: fc.boolean(),
});
const precursor = fc.record({
  sources: fc.array(source, { minLength: 1, maxLength: 3 }),
  uses: fc.array(positive(0, 5000), { minLength: 5, maxLength: 5 }),
});

const shape = fc.record({
  count: fc.integer({ min: 1, max: 5 }),
  own: fc.array(
    fc.record({
      market: positive(10, 1e5),
      power: positive(0, 1e5),
      factor: positive(0, 1.2),
      heat: positive(0, 100),
      credit: positive(0, 0.01),
      category: fc.constantFrom(...CATEGORIES),
    }),
    {
      minLength: 5,
      maxLength: 5,
    },
  ),
  passed: fc.array(fc.array(positive(0, 3000), { minLength: 5, maxLength: 5 }), { minLength: 5, maxLength: 5 }),
  streams: fc.array(stream, { minLength: 1, maxLength: 6 }),
  precursors: fc.array(precursor, { minLength: 0, maxLength: 3 }),
});

function streamJson(
  s: {
    method: string;
    activity: number;
    ncv: number;
    factor: number;
    carbon: number;
    completeness: number;
    bio: number;
    output: boolean;
    keys: number[];
  },
  i: number,
  processes: string[],
): Record<string, unknown> {
  const keys = s.keys.slice(0, processes.length);
  const sum = keys.reduce((a, b) => a + b, 0);
  const shares = Object.fromEntries(processes.map((p, n) => [p, { value: (keys[n] ?? 0) / sum, unit: "1" }]));
  const common = {
    id: `s${i}`,
    name: `stream ${i}`,
    method: s.method,
    biomassFraction: { value: s.bio, unit: "1" },
    biomassEvidence: "certificate",
    shares,
  };
  if (s.method === "massBalance")
    return {
      ...common,
      activity: { value: s.output ? -s.activity : s.activity, unit: "t" },
      carbonContent: { value: s.carbon, unit: "tC/t" },
    };
  if (s.method === "process")
    return {
      ...common,
      activity: { value: s.activity, unit: "t" },
      emissionFactor: { value: s.factor / 100, unit: "tCO2/t" },
      conversionFactor: { value: s.completeness, unit: "1" },
    };
  return {
    ...common,
    activity: { value: s.activity, unit: "t" },
    netCalorificValue: { value: s.ncv, unit: "GJ/t" },
    emissionFactor: { value: s.factor, unit: "tCO2/TJ" },
    oxidationFactor: { value: s.completeness, unit: "1" },
  };
}

/** A plant with up to five processes that may feed one another in cycles; every process sells something, so the system is productive. */
export const plants: fc.Arbitrary<Plant> = shape.map(({ count, own, passed, streams, precursors }) => {
  const processes = Array.from({ length: count }, (_, i) => `p${i}`);
  const amounts: Amounts[] = processes.map((_, i) => ({
    market: own[i]?.market ?? 1,
    to: processes.map((_, j) => (i === j ? 0 : (passed[i]?.[j] ?? 0))),
  }));
  const made = amounts.map(({ market, to }) => to.reduce((a, b) => a + b, market));
  const json = {
    format: "sandan.case/1",
    period: { start: "2026-01-01", end: "2026-12-31" },
    installation: { name: "plant" },
    streams: streams.map((s, i) => streamJson(s, i, processes)),
    processes: processes.map((id, i) => ({
      id,
      name: `process ${i}`,
      category: own[i]?.category,
      production: [
        { amount: { value: (made[i] ?? 0) * 0.25, unit: "t" } },
        { route: "other", amount: { value: (made[i] ?? 0) * 0.75, unit: "t" } },
      ],
      toMarket: { value: amounts[i]?.market, unit: "t" },
      electricity: [
        { amount: { value: own[i]?.power, unit: "MWh" }, emissionFactor: { value: own[i]?.factor, unit: "tCO2e/MWh" } },
        { amount: { value: 10, unit: "MWh" }, emissionFactor: { value: 0.3, unit: "tCO2e/MWh" } },
      ],
      heat: { imported: [{ amount: { value: own[i]?.heat, unit: "TJ" }, emissionFactor: { value: 60, unit: "tCO2/TJ" } }] },
      wasteGas: { exported: [{ amount: { value: own[i]?.credit, unit: "TJ" } }] },
    })),
    transfers: processes.flatMap((from, i) =>
      processes.flatMap((to, j) => (i === j ? [] : [{ from, to, amount: { value: amounts[i]?.to[j], unit: "t" } }])),
    ),
    precursors: precursors.map((p, i) => ({
      id: `q${i}`,
      name: `precursor ${i}`,
      category: "pigIron",
      uses: processes.map((process, n) => ({ process, amount: { value: p.uses[n], unit: "t" } })),
      sources: p.sources.map((s) => ({
        basis: s.byDefault ? "default" : "actual",
        amount: { value: s.amount, unit: "t" },
        seeDirect: { value: s.direct, unit: "tCO2e/t" },
        seeIndirect: { value: s.indirect, unit: "tCO2e/t" },
        embeddedElectricity: { value: s.electricity, unit: "MWh/t" },
      })),
    })),
    products: processes.map((process, i) => ({ id: `g${i}`, process, cn: "72011011", name: `good ${i}` })),
  };
  return { json, processes };
});
