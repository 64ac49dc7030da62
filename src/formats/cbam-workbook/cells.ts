// The map of the Commission's communication workbook (V2.1 and V2.1.1): every input cell, and which field of the case stands in it.
import { cellsOf, shiftCell } from "../xlsx/reference.ts";

export const SHEETS = {
  installation: "A_InstData",
  streams: "B_EmInst",
  energy: "C_Emissions&Energy",
  processes: "D_Processes",
  precursors: "E_PurchPrec",
  tools: "F_Tools",
  products: "Summary_Products",
  summary: "Summary_Processes",
  inputOutput: "InputOutput",
  translations: "Translations",
  version: "VersionDocumentation",
} as const;

/** The unlocked cells of one sheet: areas, and for sheets of equal blocks how often they come again and after how many rows. */
export type InputAreas = { sheet: string; areas: string; step?: number; count?: number };

/** Inputs are exactly the unlocked cells (protection locked="0"); the same set in V2.1 and V2.1.1. */
export const INPUT_AREAS: readonly InputAreas[] = [
  { sheet: SHEETS.installation, areas: "I9:J9 L9:M9 I19:N32 I37:N41 I45:N48 I51:N53 E62:F71 I62:N71 E83:M92 E102:M121" },
  {
    sheet: SHEETS.streams,
    areas:
      "D17:H91 J17:L91 N17:N91 P17:P91 R17:R91 D98:F107 AG98:AM107 AT98:AT107 D113:E122 R113:R122 V113:V122 X113:X122 Z113:Z122 AX113:AY122",
  },
  { sheet: SHEETS.energy, areas: "H16:K16 H26:K26 M26 H40:N42" },
  { sheet: SHEETS.processes, areas: "L16:L23 L27 L32:L41 K50:L50 L54 L57:M58 L61:M62 L65:L67 L71:L72", step: 65, count: 10 },
  { sheet: SHEETS.precursors, areas: "L17:L24 L28:L38 L49:M51 K54:M54", step: 44, count: 20 },
  { sheet: SHEETS.tools, areas: "J21:L21 J26:K26 J41:K41 J61:L61 J64:K64 J72:K72 J97 H101:H130 J101:K130" },
  { sheet: SHEETS.summary, areas: "M13:S13 M16:S16" },
  { sheet: SHEETS.products, areas: "D10:D109 F10:F109 H10:H109 P10:AM109 AP10:AP109 AR10:AR109 AT10:AU109 AX10:AX109" },
  { sheet: SHEETS.translations, areas: "A3" },
];

/** The input cells of a sheet, by name. */
export function inputCells(areas: InputAreas): Set<string> {
  const first = cellsOf(areas.areas);
  const cells = new Set<string>();
  for (let n = 0; n < (areas.count ?? 1); n++) for (const cell of first) cells.add(n === 0 ? cell : shiftCell(cell, n * (areas.step ?? 0)));
  return cells;
}

/** Records that stand in rows, one below the other; `key` is the column without which the template ignores the row. */
export type Rows = { sheet: string; first: number; count: number; key: string };

/** A quantity's column or cell and its fixed unit; or, in `unitBy`, the unit cell that decides it. */
export type Place = { at: string; unit: string };

export const INSTALLATION = {
  sheet: SHEETS.installation,
  periodStart: "I9",
  periodEnd: "L9",
  name: "I19",
  nameEnglish: "I20",
  street: "I21",
  economicActivity: "I22",
  postCode: "I23",
  poBox: "I24",
  city: "I25",
  country: "I26",
  unlocode: "I27",
  latitude: "I28",
  longitude: "I29",
  representative: { name: "I30", email: "I31", telephone: "I32" },
} as const;

export const VERIFIER = {
  sheet: SHEETS.installation,
  company: "I37",
  address: { street: "I38", city: "I39", postCode: "I40", country: "I41" },
  representative: { name: "I45", email: "I46", telephone: "I47", fax: "I48" },
  accreditation: { memberState: "I51", body: "I52", number: "I53" },
} as const;

/** Goods with their routes: used to fill the routes of the processes. */
export const GOODS = { sheet: SHEETS.installation, first: 62, count: 10, key: "E", routes: ["I", "J", "K", "L", "M", "N"] } as const;

export const PROCESS_ROWS = {
  sheet: SHEETS.installation,
  first: 83,
  count: 10,
  key: "E",
  name: "L",
  included: ["F", "G", "H", "I", "J", "K"],
} as const;

export const PRECURSOR_ROWS = {
  sheet: SHEETS.installation,
  first: 102,
  count: 20,
  key: "E",
  country: "F",
  routes: ["G", "H", "I", "J", "K"],
  name: "L",
} as const;

/** Source streams; activity, heating value, factor and carbon content take their units from the two unit columns. */
export const STREAMS = {
  sheet: SHEETS.streams,
  first: 17,
  count: 75,
  key: "D",
  name: "E",
  activityUnit: "G",
  factorUnit: "K",
  activity: "F",
  byActivityUnit: { netCalorificValue: { at: "H", per: "GJ" }, carbonContent: { at: "L", per: "tC" } },
  emissionFactor: "J",
  quantities: {
    oxidationFactor: { at: "N", unit: "%" },
    conversionFactor: { at: "P", unit: "%" },
    biomassFraction: { at: "R", unit: "%" },
  },
} as const;

export const PFC = {
  sheet: SHEETS.streams,
  first: 98,
  count: 10,
  key: "D",
  technology: "E",
  currentEfficiency: "AK",
  quantities: {
    aluminium: { at: "F", unit: "t" },
    frequency: { at: "AG", unit: "1/(cell·d)" },
    duration: { at: "AH", unit: "min" },
    slopeFactor: { at: "AI", unit: "(kgCF4/tAl)/(min/(cell·d))" },
    overvoltage: { at: "AJ", unit: "mV" },
    overvoltageCoefficient: { at: "AL", unit: "(kgCF4/tAl)/mV" },
    weightFraction: { at: "AM", unit: "1" },
    collectionEfficiency: { at: "AT", unit: "1" },
  },
} as const;

export const MEASURED_POINTS = {
  sheet: SHEETS.streams,
  first: 113,
  count: 10,
  key: "E",
  name: "D",
  quantities: {
    biomassFraction: { at: "R", unit: "%" },
    concentration: { at: "V", unit: "g/Nm3" },
    hours: { at: "X", unit: "h" },
    flow: { at: "Z", unit: "1000Nm3/h" },
    energyFossil: { at: "AX", unit: "TJ" },
    energyBiomass: { at: "AY", unit: "TJ" },
  },
} as const;

export const BALANCES = {
  sheet: SHEETS.energy,
  fuel: {
    total: { at: "H16", unit: "TJ" },
    cbam: { at: "I16", unit: "TJ" },
    electricity: { at: "J16", unit: "TJ" },
    nonCbam: { at: "K16", unit: "TJ" },
  },
  emissions: {
    co2: { at: "H26", unit: "tCO2e" },
    biomass: { at: "I26", unit: "tCO2e" },
    n2o: { at: "J26", unit: "tCO2e" },
    pfc: { at: "K26", unit: "tCO2e" },
    indirect: { at: "M26", unit: "tCO2e" },
  },
  dataQuality: "H40",
  dataQualityReason: "H41",
  dataVerification: "H42",
} as const;

export const PROCESS_BLOCKS = {
  sheet: SHEETS.processes,
  step: 65,
  count: 10,
  production: { cells: "L16:L23", unit: "t" },
  /** The other nine processes in order, and their names as the template shows them. */
  transfers: { cells: "L32:L40", names: "E32:E40", unit: "t" },
  quantities: { toMarket: { at: "L27", unit: "t" }, nonCbam: { at: "L41", unit: "t" }, directEmissions: { at: "L54", unit: "tCO2e" } },
  switches: { heat: "K50", wasteGas: "L50" },
  heat: {
    imported: { amount: { at: "L57", unit: "TJ" }, emissionFactor: { at: "L58", unit: "tCO2/TJ" } },
    exported: { amount: { at: "M57", unit: "TJ" }, emissionFactor: { at: "M58", unit: "tCO2/TJ" } },
  },
  wasteGas: {
    imported: { amount: { at: "L61", unit: "TJ" }, emissionFactor: { at: "L62", unit: "tCO2/TJ" } },
    exported: { amount: { at: "M61", unit: "TJ" }, emissionFactor: { at: "M62", unit: "tCO2/TJ" } },
  },
  electricity: { amount: { at: "L65", unit: "MWh" }, emissionFactor: { at: "L66", unit: "tCO2/MWh" } },
  electricityMethod: "L67",
  electricityExported: { amount: { at: "L71", unit: "MWh" }, emissionFactor: { at: "L72", unit: "tCO2/MWh" } },
} as const;

export const PRECURSOR_BLOCKS = {
  sheet: SHEETS.precursors,
  step: 44,
  count: 20,
  purchased: { cells: "L17:L24", unit: "t" },
  uses: { cells: "L28:L37", unit: "t" },
  otherUse: { at: "L38", unit: "t" },
  source: {
    seeDirect: { at: "L49", unit: "tCO2e/t" },
    embeddedElectricity: { at: "L50", unit: "MWh/t" },
    electricityFactor: { at: "L51", unit: "tCO2e/MWh" },
  },
  basis: "M49",
  electricityBasis: "M50",
  electricityMethod: "M51",
  justification: "K54",
} as const;

const chp = (inputs: number, emissions: number, references: number) => ({
  fuelInput: { at: `J${inputs}`, unit: "TJ" },
  heatOutput: { at: `K${inputs}`, unit: "TJ" },
  electricityOutput: { at: `L${inputs}`, unit: "MWh" },
  fuelEmissions: { at: `J${emissions}`, unit: "tCO2" },
  flueGasEmissions: { at: `K${emissions}`, unit: "tCO2" },
  referenceHeat: { at: `J${references}`, unit: "1" },
  referenceElectricity: { at: `K${references}`, unit: "1" },
});

/** The two CHP tools; the reference efficiencies are prefilled, so they alone make no CHP. */
export const COGENERATION = {
  sheet: SHEETS.tools,
  tools: [
    { id: "CHP1", quantities: chp(21, 26, 41) },
    { id: "CHP2", quantities: chp(61, 64, 72) },
  ],
} as const;

/** Rows 101-110 are the processes, 111-130 the bought precursors. */
export const CARBON_PRICE = {
  sheet: SHEETS.tools,
  first: 101,
  processes: 10,
  precursors: 20,
  currency: "J97",
  share: "H",
  due: "J",
  rebate: "K",
} as const;

export const PRODUCTS = {
  sheet: SHEETS.products,
  first: 10,
  count: 100,
  key: "D",
  cn: "F",
  name: "H",
  reducingAgent: "P",
  steelMillId: "Q",
  calcined: "AC",
  /** Shares are fractions that the cells show as per cent (0.1395 is 13.95 %). */
  parameters: {
    manganese: { at: "R", unit: "1" },
    chromium: { at: "S", unit: "1" },
    nickel: { at: "T", unit: "1" },
    otherAlloys: { at: "U", unit: "1" },
    carbon: { at: "V", unit: "1" },
    scrapPerSteel: { at: "W", unit: "t/t" },
    otherMaterials: { at: "X", unit: "1" },
    preConsumerScrap: { at: "Y", unit: "1" },
    scrapPerAluminium: { at: "Z", unit: "t/t" },
    nonAluminium: { at: "AA", unit: "1" },
    clinkerFactor: { at: "AB", unit: "1" },
    ammoniaConcentration: { at: "AD", unit: "1" },
    nitricAcid: { at: "AE", unit: "1" },
    urea: { at: "AF", unit: "1" },
    nitrogen: { at: "AG", unit: "1" },
    nitrogenAmmonium: { at: "AH", unit: "1" },
    nitrogenNitrate: { at: "AI", unit: "1" },
    nitrogenUrea: { at: "AJ", unit: "1" },
    nitrogenOther: { at: "AK", unit: "1" },
  },
  carbonPrice: {
    instrument: "AL",
    currency: "AP",
    due: "AR",
    rebateType: "AT",
    rebate: "AX",
    shares: { shareCovered: { at: "AM", unit: "1" }, shareRebate: { at: "AU", unit: "1" } },
  },
} as const;

/** Ids of the records: stable by position. */
export const processId = (n: number): string => `P${n + 1}`;
export const precursorId = (n: number): string => `PP${n + 1}`;
export const streamId = (row: number): string => `B${row}`;
export const productId = (row: number): string => `S${row}`;
/** The nine others of process n (from 0), in the order of the transfer rows. */
export const otherProcess = (n: number, row: number): number => (row < n ? row : row + 1);
