// Worked numbers of the Commission's examples. Expected values are printed in the sources named, none is our own output.
import { test } from "node:test";
import { calculated, caseOf, figure, near, sample, stepValue } from "./read.ts";

const STEEL = ["a", "b", "c", "d"];

test("blast-furnace example (communication template V2.1, filled example 2): streams, sheet B_EmInst AU17:AU27", () => {
  const c = calculated(sample("blast-furnace"));
  const printed: [string, number][] = [
    ["coke-fines", 161216],
    ["iron-ores", 4719.232],
    ["coke", 7093504],
    ["plastic-wastes", 147270.837877756],
    ["scrap-external", 6155.52],
    ["scrap-internal", 1319.04],
    ["lime", 2800],
    ["natural-gas", 467160],
    ["other-inputs", 14656],
    ["steel", -31656.96],
    ["slags", -1099.2],
  ];
  for (const [id, emissions] of printed) near(stepValue(c, `stream/${id}/emissions`), emissions, 1e-12);
  near(stepValue(c, "stream/plastic-wastes/biomass"), 28051.5881671915);
  near(stepValue(c, "installation/direct"), 7866044.46987776);
  near(stepValue(c, "installation/energy"), 74270);
  near(stepValue(c, "process/bubble/wasteGas"), -478959.36);
  near(stepValue(c, "process/bubble/indirect"), 977059.116);
});

test("blast-furnace example: specific embedded emissions, sheet Summary_Products I10:K13, O10:O13 and AZ10:AZ13", () => {
  const c = calculated(sample("blast-furnace"));
  for (const [i, good] of STEEL.entries()) {
    near(figure(c, good, "seeDirect"), 1.53897606455787);
    near(figure(c, good, "seeIndirect"), 0.2035539825);
    near(figure(c, good, "seeTotal"), 1.74253004705787);
    near(figure(c, good, "embeddedElectricity"), 0.3455925);
    near(figure(c, good, "carbonPriceEffective"), [5, 15, 20, 15][i] as number);
    near(figure(c, good, "activityLevel"), 4_800_000);
  }
});

test("blast-furnace example as if 2026: an Annex II good is charged for its direct emissions alone", () => {
  const c = calculated(sample("blast-furnace"), { asIf: 2026 });
  for (const good of STEEL) near(figure(c, good, "seeBasis"), 1.53897606455787);
});

test("screws and nuts (guidance for installation operators): two processes, bought wire rod", () => {
  const c = calculated(sample("screws"));
  near(stepValue(c, "installation/direct"), 4948.02);
  near(stepValue(c, "process/carbon-steel/attributedDirect"), 3337.95);
  near(stepValue(c, "process/high-alloy/attributedDirect"), 1610.07);
  near(figure(c, "screw-carbon", "seeDirect"), 2.0069382352941174);
  near(figure(c, "screw-carbon", "seeIndirect"), 0.4066);
  near(figure(c, "screw-carbon", "seeTotal"), 2.413538235294118);
  near(figure(c, "screw-alloy", "seeDirect"), 1.9524475609756098);
  near(figure(c, "screw-alloy", "seeIndirect"), 2.2787951219512195);
  near(figure(c, "screw-alloy", "seeTotal"), 4.23124268292683);
});

const plant = {
  format: "sandan.case/1",
  period: { start: "2023-01-01", end: "2023-12-31" },
  installation: { name: "x" },
  processes: [
    {
      id: "p",
      name: "p",
      category: "unwroughtAluminium",
      production: [{ amount: "500000 t" }],
      directEmissions: "0 tCO2e",
      electricity: [{ amount: "0 MWh" }],
    },
  ],
};

test("single lines printed in the template, sheet B_EmInst rows 14, 15, 97, 111 and 112", () => {
  const c = calculated(
    caseOf({
      ...plant,
      streams: [
        {
          id: "oil",
          name: "Heavy fuel oil",
          method: "combustion",
          activity: "252000 t",
          netCalorificValue: "45 GJ/t",
          emissionFactor: "73 tCO2/TJ",
          oxidationFactor: "100 %",
          biomassFraction: "0 %",
        },
        {
          id: "meal",
          name: "Raw meal",
          method: "process",
          activity: "121000 t",
          emissionFactor: "0.08794 tCO2/t",
          conversionFactor: "100 %",
        },
        { id: "steel", name: "Steel", method: "massBalance", activity: "-1808226 t", carbonContent: "0.003878 tC/t" },
      ],
      pfc: [
        {
          id: "pot",
          method: "slope",
          technology: "CWPB",
          aluminium: "500000 t",
          frequency: "2.17 1/(cell·d)",
          duration: "1.23 min",
          slopeFactor: "0.146 (kgCF4/tAl)/(min/(cell·d))",
          weightFraction: "0.122",
          collectionEfficiency: "0.98",
        },
      ],
      measuredPoints: [
        { id: "n2o", name: "N2O", gas: "N2O", concentration: "64.2925 g/Nm3", hours: "4 h", flow: "265 1000Nm3/h" },
        {
          id: "co2",
          name: "CO2 transfer",
          gas: "CO2",
          concentration: "1820 g/Nm3",
          hours: "5000 h",
          flow: "50 1000Nm3/h",
          biomassFraction: "15 %",
        },
      ],
    }),
  );
  near(stepValue(c, "stream/oil/emissions"), 827820);
  near(stepValue(c, "stream/oil/energy"), 11340);
  near(stepValue(c, "stream/meal/emissions"), 10640.74);
  near(stepValue(c, "stream/steel/emissions"), -25693.068768192);
  near(stepValue(c, "pfc/pot/cf4"), 194.8443);
  near(stepValue(c, "pfc/pot/c2f6"), 23.7710046);
  near(stepValue(c, "pfc/pot/emissions"), 1587424.347);
  near(stepValue(c, "point/n2o/emissions"), 18059.76325);
  near(stepValue(c, "point/co2/emissions"), 386750);
  near(stepValue(c, "point/co2/biomass"), 68250);
});

test("overvoltage: the current efficiency counts in per cent points (eq. 24)", () => {
  const of = (currentEfficiency: string) =>
    stepValue(
      calculated(
        caseOf({
          ...plant,
          pfc: [{ id: "pot", method: "overvoltage", technology: "CWPB", aluminium: "100000 t", overvoltage: "4 mV", currentEfficiency }],
        }),
      ),
      "pfc/pot/cf4",
    );
  // 1.16 x 4 / 95 x 100,000 x 0.001, by hand
  near(of("95 %"), 4.884210526315789);
  near(of("0.95"), 4.884210526315789);
});

test("cogeneration split (reference efficiencies of hard coal and hot water)", () => {
  const c = calculated(
    caseOf({
      ...plant,
      cogeneration: [{ id: "chp", fuelInput: "1000 TJ", heatOutput: "550 TJ", electricityOutput: "250 TJ", fuelEmissions: "94600 tCO2" }],
    }),
  );
  near(stepValue(c, "chp/chp/heatShare"), 0.5249406175771971);
  near(stepValue(c, "chp/chp/heatEmissions"), 49659.382422802846);
  near(stepValue(c, "chp/chp/electricityEmissions"), 44940.617577197154);
});
