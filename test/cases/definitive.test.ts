// Rules of the definitive period on small cases whose arithmetic stands beside the expected value.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accounts } from "../../src/rules/cbam/calculate.ts";
import { calculated, caseOf, figure, near, stepValue } from "./read.ts";

const base = { format: "sandan.case/1", period: { start: "2026-01-01", end: "2026-12-31" }, installation: { name: "x", country: "KR" } };
const power = (mwh: number) => [{ amount: `${mwh} MWh`, emissionFactor: "0.5 tCO2e/MWh", method: "default" }];

test("Annex II crossing: pig iron is charged for direct emissions, and for the indirect ones of its sinter", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        {
          id: "sinter",
          name: "sinter",
          category: "sinteredOre",
          production: [{ amount: "1000 t" }],
          directEmissions: "200 tCO2e",
          electricity: power(100),
        },
        {
          id: "iron",
          name: "iron",
          category: "pigIron",
          production: [{ amount: "500 t" }],
          directEmissions: "800 tCO2e",
          electricity: power(60),
        },
      ],
      transfers: [{ from: "sinter", to: "iron", amount: "700 t" }],
    }),
  );
  // sinter: (200 + 50) / 1000; iron: (800 + 700 x 0.25) / 500, its own 30 tCO2e of electricity left out
  near(figure(c, "sinter", "seeBasis"), 0.25);
  near(figure(c, "iron", "seeBasis"), 1.95);
  near(figure(c, "iron", "seeTotal"), (800 + 30 + 700 * 0.25) / 500);
});

test("Annex II crossing in the other direction: urea takes ammonia with its indirect, and no indirect of hydrogen", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        {
          id: "h2",
          name: "h2",
          category: "hydrogen",
          production: [{ amount: "100 t" }],
          directEmissions: "900 tCO2e",
          electricity: power(200),
        },
        {
          id: "nh3",
          name: "nh3",
          category: "ammonia",
          production: [{ amount: "500 t" }],
          directEmissions: "100 tCO2e",
          electricity: power(40),
        },
      ],
      transfers: [{ from: "h2", to: "nh3", amount: "100 t" }],
    }),
  );
  // hydrogen is in Annex II: 900 / 100; ammonia is not: (100 + 20 + 100 x 9) / 500
  near(figure(c, "h2", "seeBasis"), 9);
  near(figure(c, "nh3", "seeBasis"), 2.04);
  near(figure(c, "nh3", "seeIndirect"), (20 + 100) / 500);
});

test("the floor of eq. (55): a credit above the emissions leaves zero, and a note says so", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        {
          id: "p",
          name: "p",
          category: "pigIron",
          production: [{ amount: "10 t" }],
          directEmissions: "100 tCO2e",
          wasteGas: { exported: [{ amount: "10 TJ" }] },
          electricity: power(0),
        },
      ],
    }),
  );
  assert.equal(figure(c, "p", "seeDirect"), 0);
  assert.ok(c.problems.some((p) => p.code === "FLOOR_APPLIED"));
});

test("heat, waste gas and electricity credits: import added, export taken off, waste gas export with 56.1 x 0.667", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        {
          id: "p",
          name: "p",
          category: "crudeSteel",
          production: [{ amount: "100 t" }],
          directEmissions: "1000 tCO2e",
          heat: {
            imported: [{ amount: "2 TJ", emissionFactor: "60 tCO2/TJ" }],
            exported: [{ amount: "1 TJ", emissionFactor: "70 tCO2/TJ" }],
          },
          wasteGas: { imported: [{ amount: "3 TJ" }], exported: [{ amount: "4 TJ" }] },
          electricityProduced: [{ amount: "50 MWh", emissionFactor: "0.4 tCO2e/MWh" }],
          electricity: power(10),
        },
      ],
    }),
  );
  // 1000 + 120 - 70 + 3 x 56.1 - 4 x 56.1 x 0.667 - 20
  near(stepValue(c, "process/p/attributedDirect"), 1000 + 120 - 70 + 168.3 - 149.6748 - 20);
});

const bought = (sources: object[], country?: string) =>
  caseOf({
    ...base,
    processes: [
      {
        id: "p",
        name: "p",
        category: "ironOrSteelProducts",
        production: [{ amount: "80 t" }],
        directEmissions: "8 tCO2e",
        electricity: power(0),
      },
    ],
    precursors: [
      {
        id: "rod",
        name: "rod",
        category: "ironOrSteelProducts",
        cn: "72139110",
        ...(country && { country }),
        uses: [{ process: "p", amount: "100 t" }],
        sources,
      },
    ],
  });

test("several sources of one precursor are weighted by mass (Art. 14), and all consumed mass counts, losses included", () => {
  const see = (direct: number, amount: number) => ({
    basis: "actual",
    amount: `${amount} t`,
    seeDirect: `${direct} tCO2e/t`,
    seeIndirect: "0 tCO2e/t",
  });
  const c = calculated(bought([see(2, 30), see(1, 70)]));
  near(stepValue(c, "precursor/rod/seeDirect"), (2 * 30 + 1 * 70) / 100);
  near(figure(c, "p", "seeDirect"), (8 + 100 * 1.3) / 80);
});

test("a precursor from the Union or an Annex III country counts zero in the definitive period", () => {
  const source = { basis: "actual", seeDirect: "2 tCO2e/t", seeIndirect: "1 tCO2e/t" };
  near(figure(calculated(bought([source], "DE")), "p", "seeDirect"), 0.1);
  near(figure(calculated(bought([source], "NO")), "p", "seeDirect"), 0.1);
  near(figure(calculated(bought([source], "CN")), "p", "seeDirect"), (8 + 200) / 80);
});

test("share by default values: direct emissions of default precursors over the good's direct emissions", () => {
  const c = calculated(bought([{ basis: "default", seeDirect: "2 tCO2e/t", seeIndirect: "1 tCO2e/t" }]));
  near(figure(c, "p", "defaultShare"), 200 / 208);
});

test("cement counts in tonnes of clinker (eqs 64-66): goods differ by their clinker content", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        {
          id: "mill",
          name: "mill",
          category: "cement",
          production: [{ amount: "1000 t" }],
          directEmissions: "80 tCO2e",
          electricity: power(100),
        },
      ],
      products: [
        { id: "cem1", process: "mill", cn: "25232900", amount: "600 t", parameters: { clinkerFactor: "0.95" } },
        { id: "cem3", process: "mill", cn: "25239000", amount: "400 t", parameters: { clinkerFactor: "0.5" } },
      ],
    }),
  );
  const clinker = 600 * 0.95 + 400 * 0.5;
  near(figure(c, "cem1", "activityLevel"), clinker);
  near(figure(c, "cem1", "seeDirect"), (80 / clinker) * 0.95);
  near(figure(c, "cem3", "seeDirect"), (80 / clinker) * 0.5);
});

test("a missing electricity factor leaves indirect values empty, with a warning, and the rest is computed", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        {
          id: "p",
          name: "p",
          category: "pigIron",
          production: [{ amount: "10 t" }],
          directEmissions: "20 tCO2e",
          electricity: [{ amount: "5 MWh" }],
        },
      ],
    }),
  );
  near(figure(c, "p", "seeDirect"), 2);
  assert.equal(figure(c, "p", "seeIndirect"), null);
  assert.equal(figure(c, "p", "seeTotal"), null);
  near(figure(c, "p", "seeBasis"), 2);
  assert.ok(c.problems.some((p) => p.code === "INPUT_EMPTY" && p.severity === "warning"));
});

test("goods handed on count with the mean content of the products: what is sold and handed on adds up to what was emitted", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        {
          id: "urea",
          name: "urea",
          category: "urea",
          production: [{ amount: "1000 t" }],
          directEmissions: "1000 tCO2e",
          electricity: power(0),
        },
        {
          id: "mix",
          name: "mix",
          category: "mixedFertilisers",
          production: [{ amount: "800 t" }],
          directEmissions: "0 tCO2e",
          electricity: power(0),
        },
      ],
      transfers: [{ from: "urea", to: "mix", amount: "600 t" }],
      products: [
        { id: "prill", process: "urea", cn: "31021019", amount: "400 t", parameters: { nitrogen: "46 %" } },
        { id: "npk", process: "mix", cn: "31052010", amount: "800 t", parameters: { nitrogen: "15 %" } },
      ],
    }),
  );
  // 1000 t x 0.46 = 460 t N; 1000 / 460 x 0.46 = 1 tCO2e/t; 600 x 1 / 800
  near(figure(c, "prill", "activityLevel"), 460);
  near(figure(c, "prill", "seeDirect"), 1);
  near(figure(c, "npk", "seeDirect"), 0.75);
});

test("contributions sum to a figure whose emissions are typed in another unit", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        {
          id: "p",
          name: "p",
          category: "pigIron",
          production: [{ amount: "10 t" }],
          directEmissions: "5000 kgCO2e",
          electricity: power(0),
        },
      ],
    }),
  );
  const account = accounts(c).find((a) => a.measure === "seeDirect");
  near(
    account?.contributions.reduce((sum, x) => sum + x.value, 0),
    0.5,
  );
});

test("an empty list of electricity is missing, not zero", () => {
  const c = calculated(
    caseOf({
      ...base,
      processes: [
        { id: "p", name: "p", category: "pigIron", production: [{ amount: "10 t" }], directEmissions: "5 tCO2e", electricity: [] },
      ],
    }),
  );
  assert.equal(figure(c, "p", "seeIndirect"), null);
});
