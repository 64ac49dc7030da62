// Plants that use what the template has: cells of aluminium, measured points and CHP; three processes in a circle; fertilisers.
import type { Case } from "../../src/model/case.ts";
import { caseOf } from "../cases/read.ts";
import { ammoniaCase } from "../cases/sample.ts";

const head = (name: string) => ({
  format: "sandan.case/1",
  period: { start: "2025-01-01", end: "2025-12-31" },
  installation: { name, country: "KR", coordinates: { latitude: 36.0, longitude: 129.4 } },
});

/** An aluminium smelter: both methods for perfluorocarbons, a measured stack, CHP, two sources of electricity, a standard factor, a carbon price. */
export function smelterCase(): Case {
  return caseOf({
    ...head("Sample smelter & casting <house>"),
    streams: [
      {
        id: "anodes",
        name: "Anodes consumed",
        method: "massBalance",
        activity: "21000000 kg",
        carbonContent: "0.98 tC/t",
        shares: { POT: "1" },
      },
      {
        id: "gas",
        name: "Natural gas",
        method: "combustion",
        activity: "3000000 Nm3",
        netCalorificValue: "36 MJ/Nm3",
        emissionFactor: "56.1 kgCO2/GJ",
        oxidationFactor: "0.995",
        biomassFraction: "0.05",
        shares: { POT: "25 %", CAST: "75 %" },
      },
      {
        id: "oil",
        name: "Heavy fuel oil by mass balance",
        method: "massBalance",
        activity: "120 t",
        netCalorificValue: "40.4 GJ/t",
        emissionFactor: "77.4 tCO2/TJ",
        shares: { CAST: "1" },
      },
    ],
    pfc: [
      {
        id: "line-1",
        name: "Potline 1",
        method: "slope",
        technology: "CWPB",
        aluminium: "30000 t",
        frequency: "0.1 1/(cell·d)",
        duration: "1.2 min",
        slopeFactor: "0.143 (kgCF4/tAl)/(min/(cell·d))",
        weightFraction: "0.121",
        collectionEfficiency: "98 %",
        shares: { POT: "1" },
      },
      {
        id: "line-2",
        name: "Potline 2",
        method: "overvoltage",
        technology: "CWPB",
        aluminium: "20000 t",
        overvoltage: "3 mV",
        currentEfficiency: "95 %",
        shares: { POT: "1" },
      },
    ],
    measuredPoints: [
      {
        id: "stack",
        name: "Casting stack",
        gas: "CO2",
        concentration: "90000 mg/Nm3",
        hours: "8000 h",
        flow: "12500 Nm3/h",
        biomassFraction: "10 %",
        energyFossil: "140 TJ",
        energyBiomass: "10 TJ",
        shares: { CAST: "1" },
      },
    ],
    processes: [
      {
        id: "POT",
        name: "Potroom",
        category: "unwroughtAluminium",
        routes: ["primaryAluminium"],
        production: [{ route: "primaryAluminium", amount: "50000 t" }],
        toMarket: "10000 t",
        electricity: [
          { amount: "700 GWh", emissionFactor: "450 kgCO2e/MWh", method: "D.4(a)" },
          { amount: "20000 MWh", emissionFactor: "0.02 tCO2e/MWh", method: "D.4.3.1" },
        ],
        heat: {
          imported: [
            { amount: "40 TJ", emissionFactor: "61 tCO2/TJ" },
            { amount: "10000 GJ", emissionFactor: "75 tCO2/TJ" },
          ],
          exported: [{ amount: "5 TJ", emissionFactor: "61 tCO2/TJ" }],
        },
        electricityExported: [{ amount: "1500 MWh", emissionFactor: "0.4 tCO2e/MWh" }],
      },
      {
        id: "CAST",
        name: "Casting house",
        category: "aluminiumProducts",
        production: [{ amount: "38000 t" }],
        toMarket: "38000 t",
        electricity: [{ amount: "7600 MWh", emissionFactor: "0.45 tCO2e/MWh", method: "D.4(a)" }],
      },
    ],
    transfers: [{ from: "POT", to: "CAST", amount: "40000 t" }],
    cogeneration: [
      {
        id: "chp",
        fuelInput: "500 TJ",
        heatOutput: "200000 GJ",
        electricityOutput: "45 GWh",
        fuelEmissions: "28000 tCO2",
        flueGasEmissions: "100 tCO2",
        referenceHeat: "90 %",
        referenceElectricity: "0.525",
      },
    ],
    products: [
      {
        id: "Z-ingot",
        process: "POT",
        cn: "7601 10 10",
        name: "Ingots",
        parameters: { scrapPerAluminium: "0 t/t", preConsumerScrap: "0 %" },
      },
      {
        id: "A-wire",
        process: "CAST",
        cn: "76051100",
        name: "Wire",
        carbonPrice: {
          instrument: "nationalEts",
          shareCovered: "90 %",
          currency: "KRW",
          due: 9000,
          rebateType: "freeAllocation",
          shareRebate: "85 %",
          rebate: 8000,
        },
      },
    ],
    carbonPriceTool: { currency: "KRW", rows: [{ subject: "CAST", share: "90 %", due: 9000, rebate: 8000 }] },
  });
}

/** Three processes in a circle, each selling; precursors of one and of two sources, waste gas, production by two routes. */
export function circleCase(): Case {
  return caseOf({
    ...head("Circle works"),
    streams: [
      {
        id: "coal",
        name: "Coal",
        method: "combustion",
        activity: "5000 t",
        netCalorificValue: "25.8 GJ/t",
        emissionFactor: "2.4 tCO2/t",
        shares: { melt: "50 %", roll: "30 %", forge: "0.2" },
      },
      {
        id: "lime",
        name: "Limestone",
        method: "process",
        activity: "2100 t",
        emissionFactor: "0.44 tCO2/t",
        conversionFactor: "98 %",
        shares: { melt: "1" },
      },
    ],
    processes: [
      {
        id: "melt",
        name: "제강",
        category: "crudeSteel",
        routes: ["electricArc", "basicOxygen"],
        production: [
          { route: "electricArc", amount: "60000 t" },
          { route: "basicOxygen", amount: "40000 t" },
        ],
        toMarket: "20000 t",
        wasteGas: { imported: [{ amount: "12 TJ" }], exported: [{ amount: "30 TJ" }] },
        electricity: [{ amount: "45000 MWh", emissionFactor: "0.45 tCO2e/MWh", method: "D.4(b)" }],
      },
      {
        id: "roll",
        name: "Rolling",
        category: "ironOrSteelProducts",
        production: [{ amount: "75000 t" }],
        toMarket: "40000 t",
        nonCbam: "5000 t",
        electricity: [{ amount: "9000 MWh", emissionFactor: "0.45 tCO2e/MWh", method: "D.4(b)" }],
      },
      {
        id: "forge",
        name: "Forging, second heat",
        category: "ironOrSteelProducts",
        production: [{ amount: "30000 t" }],
        toMarket: "28000 t",
        electricity: [{ amount: "3000 MWh", emissionFactor: "0.45 tCO2e/MWh", method: "D.4(b)" }],
      },
    ],
    transfers: [
      { from: "melt", to: "roll", amount: "80000 t" },
      { from: "roll", to: "forge", amount: "30000 t" },
      { from: "forge", to: "melt", amount: "1200 t" },
      { from: "forge", to: "melt", amount: "800 t" },
    ],
    precursors: [
      {
        id: "pig",
        name: "Pig iron",
        category: "pigIron",
        country: "BR",
        routes: ["blastFurnace"],
        purchased: [{ amount: "30500 t" }],
        uses: [{ process: "melt", amount: "30000 t" }],
        otherUse: "500 t",
        sources: [
          {
            amount: "20000 t",
            basis: "actual",
            seeDirect: "1.7 tCO2e/t",
            embeddedElectricity: "0.5 MWh/t",
            electricityFactor: "0.2 tCO2e/MWh",
          },
          {
            amount: "10500 t",
            basis: "actual",
            seeDirect: "2.1 tCO2e/t",
            embeddedElectricity: "0.3 MWh/t",
            electricityFactor: "0.1 tCO2e/MWh",
          },
        ],
      },
      {
        id: "nickel",
        name: "Ferro-nickel",
        category: "ferroNickel",
        country: "Indonesia",
        purchased: [{ amount: "400 t" }],
        uses: [
          { process: "melt", amount: "300 t" },
          { process: "forge", amount: "100 t" },
        ],
        otherUse: "0 t",
        sources: [
          {
            basis: "default",
            seeDirect: "5 tCO2e/t",
            embeddedElectricity: "4 MWh/t",
            electricityFactor: "0.9 tCO2e/MWh",
            justification: "dataGaps",
          },
        ],
      },
    ],
    products: [
      { id: "slab", process: "melt", cn: "72071210", name: "Slabs" },
      { id: "coil", process: "roll", cn: "72081000", name: "Coil" },
      { id: "axle", process: "forge", cn: "73269098", name: "Axles" },
    ],
  });
}

/** Ammonia and nitric acid: N2O measured, biomass, goods outside Annex II. */
export function fertiliserCase(): Case {
  return ammoniaCase();
}
