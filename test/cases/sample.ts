// Sound cases of small plants for the tests, each filled as a verifier would want it, and a way to seed one fault into a copy.
import { type Case, type CaseInput, caseSchema } from "../../src/model/case.ts";

const installation = (name: string) => ({
  id: "INST-0001",
  name,
  nameEnglish: name,
  operator: {
    name: "Sample Operator",
    registration: "110111-0000000",
    address: { street: "1 Complex Road", city: "Pohang", country: "KR" },
  },
  address: { street: "1 Complex Road", city: "Pohang", postCode: "37800", country: "KR" },
  country: "KR",
  unlocode: "KR KPO",
  coordinates: { latitude: 36.0, longitude: 129.4 },
});

const whole = {
  period: { start: "2026-01-01", end: "2026-12-31" },
  verifier: { company: "Sample Verifier", accreditation: { memberState: "DE", body: "DAkkS", number: "D-VS-0001" } },
};

const meters = [{ id: "meters", title: "Meter records of the year" }];
const metered = (value: number, unit: string) => ({ value, unit, evidence: ["meters"] });

const steelParameters = {
  manganese: "1 %",
  chromium: "0.1 %",
  nickel: "0.05 %",
  otherAlloys: "0.2 %",
  carbon: "0.2 %",
  scrapPerSteel: "0.8 t/t",
  preConsumerScrap: "20 %",
};

const STEEL: CaseInput = {
  format: "sandan.case/1",
  title: "Electric arc furnace and rolling mill",
  ...whole,
  installation: installation("Sample Steel"),
  evidence: meters,
  streams: [
    {
      id: "gas",
      name: "Natural gas",
      method: "combustion",
      activity: metered(10000, "1000Nm3"),
      netCalorificValue: "36 GJ/1000Nm3",
      emissionFactor: "56.1 tCO2/TJ",
      oxidationFactor: "100 %",
      shares: { EAF: "20 %", MILL: "80 %" },
    },
    {
      id: "coal",
      name: "Injection coal",
      method: "massBalance",
      activity: metered(1500, "t"),
      carbonContent: "0.85 tC/t",
      shares: { EAF: "1" },
    },
    {
      id: "iron",
      name: "Pig iron charged",
      method: "massBalance",
      activity: metered(30000, "t"),
      carbonContent: "0.045 tC/t",
      shares: { EAF: "1" },
    },
    {
      id: "scrap",
      name: "Scrap charged",
      method: "massBalance",
      activity: metered(80000, "t"),
      carbonContent: "0.002 tC/t",
      shares: { EAF: "1" },
    },
    {
      id: "billet",
      name: "Billets cast",
      method: "massBalance",
      activity: metered(-100000, "t"),
      carbonContent: "0.002 tC/t",
      shares: { EAF: "1" },
    },
  ],
  processes: [
    {
      id: "EAF",
      name: "Steel shop",
      category: "crudeSteel",
      routes: ["electricArc"],
      production: [{ route: "electricArc", amount: "100000 t" }],
      toMarket: "20000 t",
      electricity: [{ amount: "45000 MWh", emissionFactor: "0.45 tCO2e/MWh", method: "default" }],
    },
    {
      id: "MILL",
      name: "Rolling mill",
      category: "ironOrSteelProducts",
      routes: ["all"],
      production: [{ amount: "76000 t" }],
      toMarket: "75000 t",
      nonCbam: "1000 t",
      electricity: [{ amount: "9000 MWh", emissionFactor: "0.45 tCO2e/MWh", method: "default" }],
    },
  ],
  transfers: [{ from: "EAF", to: "MILL", amount: "80000 t" }],
  precursors: [
    {
      id: "PIG",
      name: "Bought pig iron",
      category: "pigIron",
      cn: "7201 10 11",
      country: "BR",
      routes: ["blastFurnace"],
      purchased: [{ amount: "30500 t" }],
      uses: [{ process: "EAF", amount: "30000 t" }],
      otherUse: "500 t",
      sources: [
        {
          amount: "30500 t",
          basis: "actual",
          seeDirect: "1.7 tCO2e/t",
          embeddedElectricity: "0.5 MWh/t",
          electricityFactor: "0.2 tCO2e/MWh",
          operator: "Sample Iron Maker",
          installation: "Sample Iron Works",
          country: "BR",
          period: { start: "2025-01-01", end: "2025-12-31" },
          verifier: "Sample Verifier",
        },
      ],
    },
  ],
  products: [
    { id: "BILLET", process: "EAF", cn: "7207 11 11", name: "Billets", amount: "100000 t", parameters: steelParameters },
    {
      id: "COIL",
      process: "MILL",
      cn: "7208 10 00",
      name: "Hot rolled coil",
      amount: "76000 t",
      parameters: steelParameters,
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
  balances: { emissions: { indirect: "24300 tCO2e" } },
};

const AMMONIA: CaseInput = {
  format: "sandan.case/1",
  title: "Ammonia and nitric acid",
  ...whole,
  installation: installation("Sample Fertilisers"),
  streams: [
    {
      id: "gas",
      name: "Natural gas",
      method: "combustion",
      activity: "100000 t",
      netCalorificValue: "48 GJ/t",
      emissionFactor: "56.1 tCO2/TJ",
      shares: { NH3: "1" },
    },
    {
      id: "chips",
      name: "Wood chips",
      method: "combustion",
      activity: "1000 t",
      netCalorificValue: "15.6 GJ/t",
      emissionFactor: "100 tCO2/TJ",
      biomassFraction: "100 %",
      biomassEvidence: "certificate SBP-1",
      shares: { NH3: "1" },
    },
  ],
  measuredPoints: [
    {
      id: "stack",
      name: "Tail gas",
      gas: "N2O",
      concentration: "0.2 g/Nm3",
      hours: "8000 h",
      flow: "50 1000Nm3/h",
      energyFossil: "0 TJ",
      shares: { HNO3: "1" },
    },
  ],
  processes: [
    {
      id: "NH3",
      name: "Ammonia plant",
      category: "ammonia",
      routes: ["haberBoschGas"],
      production: [{ amount: "150000 t" }],
      toMarket: "110000 t",
      electricity: [{ amount: "30000 MWh", emissionFactor: "0.45 tCO2e/MWh", method: "default" }],
    },
    {
      id: "HNO3",
      name: "Nitric acid plant",
      category: "nitricAcid",
      routes: ["all"],
      production: [{ amount: "140000 t" }],
      toMarket: "140000 t",
      electricity: [
        {
          amount: "9000 MWh",
          emissionFactor: "0.1 tCO2e/MWh",
          method: "ppa",
          criteria: { meteringInterval: "15 min", gridConnection: true, contract: "PPA of 2025" },
        },
      ],
    },
  ],
  transfers: [{ from: "NH3", to: "HNO3", amount: "40000 t" }],
  products: [
    { id: "N1", process: "NH3", cn: "28141000", name: "Ammonia", amount: "150000 t", parameters: { nitrogen: "82 %" } },
    {
      id: "N2",
      process: "HNO3",
      cn: "28080000",
      name: "Nitric acid",
      amount: "140000 t",
      parameters: { nitricAcid: "60 %", nitrogen: "13.3 %" },
    },
  ],
  balances: { fuel: { total: "4815.6 TJ", cbam: "4815.6 TJ", electricity: "0 TJ", nonCbam: "0 TJ" } },
};

const ALUMINIUM: CaseInput = {
  format: "sandan.case/1",
  title: "Aluminium smelter",
  ...whole,
  installation: installation("Sample Smelter"),
  streams: [
    { id: "anodes", name: "Anodes consumed", method: "massBalance", activity: "21000 t", carbonContent: "0.98 tC/t", shares: { POT: "1" } },
  ],
  pfc: [
    {
      id: "cells",
      name: "Potline",
      method: "overvoltage",
      technology: "CWPB",
      aluminium: "50000 t",
      overvoltage: "3 mV",
      currentEfficiency: "95 %",
      shares: { POT: "1" },
    },
  ],
  processes: [
    {
      id: "POT",
      name: "Potroom",
      category: "unwroughtAluminium",
      routes: ["primaryAluminium"],
      production: [{ amount: "50000 t" }],
      toMarket: "50000 t",
      electricity: [{ amount: "700000 MWh", emissionFactor: "0.45 tCO2e/MWh", method: "default" }],
    },
  ],
  products: [
    { id: "INGOT", process: "POT", cn: "76011010", name: "Ingots", amount: "50000 t", parameters: { scrapPerAluminium: "0 t/t" } },
  ],
};

/** A definitive-period steel plant: electric arc furnace and rolling mill, a transfer, bought pig iron, two goods of Annex II. */
export function goodCase(): Case {
  return caseSchema.parse(STEEL);
}

/** A definitive-period fertiliser plant: goods outside Annex II, N2O measured, biomass with evidence, a power purchase agreement, a complete fuel balance. */
export function ammoniaCase(): Case {
  return caseSchema.parse(AMMONIA);
}

/** A definitive-period aluminium smelter: perfluorocarbons by the overvoltage method. */
export function aluminiumCase(): Case {
  return caseSchema.parse(ALUMINIUM);
}

/** A copy of the case with one thing changed. */
export function change(given: Case, fault: (copy: Case) => void): Case {
  const copy = structuredClone(given);
  fault(copy);
  return copy;
}
