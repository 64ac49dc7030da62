// Units of measure: each has a dimension and an exact ratio to the dimension's canonical unit. Conversions happen here only.

/** Numerator and denominator of the factor to the canonical unit: both are exact, so that a conversion rounds at most twice. */
type Ratio = readonly [number, number];

const TABLE = {
  mass: { t: [1, 1], kg: [1, 1000], g: [1, 1e6], kt: [1000, 1], Mt: [1e6, 1] },
  gasVolume: { "1000Nm3": [1, 1], Nm3: [1, 1000] },
  energy: {
    TJ: [1, 1],
    GJ: [1, 1000],
    MJ: [1, 1e6],
    GWh: [3.6, 1],
    MWh: [3.6, 1000],
    kWh: [3.6, 1e6],
    Gcal: [4.1868, 1000],
    toe: [41.868, 1000],
  },
  electricity: { MWh: [1, 1], kWh: [1, 1000], GWh: [1000, 1], TJ: [1000, 3.6] },
  ncvMass: { "GJ/t": [1, 1], "TJ/t": [1000, 1], "MJ/kg": [1, 1], "TJ/Gg": [1, 1], "GJ/kg": [1000, 1], "kcal/kg": [4.1868, 1000] },
  ncvVolume: { "GJ/1000Nm3": [1, 1], "MJ/Nm3": [1, 1], "TJ/1000Nm3": [1000, 1], "kcal/Nm3": [4.1868, 1000] },
  factorEnergy: {
    "tCO2/TJ": [1, 1],
    "kgCO2/GJ": [1, 1],
    "gCO2/MJ": [1, 1],
    "kgCO2/TJ": [1, 1000],
    "tCO2/GJ": [1000, 1],
    "tCO2e/TJ": [1, 1],
  },
  factorMass: { "tCO2/t": [1, 1], "kgCO2/t": [1, 1000], "kgCO2/kg": [1, 1], "tCO2e/t": [1, 1], "kgCO2e/t": [1, 1000], "kgCO2e/kg": [1, 1] },
  specificEmissions: {
    "tCO2e/t": [1, 1],
    "tCO2/t": [1, 1],
    "kgCO2e/t": [1, 1000],
    "kgCO2/t": [1, 1000],
    "kgCO2e/kg": [1, 1],
    "kgCO2/kg": [1, 1],
  },
  factorVolume: { "tCO2/1000Nm3": [1, 1], "kgCO2/Nm3": [1, 1] },
  carbonMass: { "tC/t": [1, 1], "kgC/kg": [1, 1], "kgC/t": [1, 1000] },
  carbonVolume: { "tC/1000Nm3": [1, 1], "kgC/Nm3": [1, 1] },
  factorElectricity: {
    "tCO2e/MWh": [1, 1],
    "tCO2/MWh": [1, 1],
    "kgCO2e/kWh": [1, 1],
    "kgCO2/kWh": [1, 1],
    "kgCO2e/MWh": [1, 1000],
    "kgCO2/MWh": [1, 1000],
    "gCO2/kWh": [1, 1000],
    "gCO2e/kWh": [1, 1000],
  },
  electricityPerMass: { "MWh/t": [1, 1], "kWh/kg": [1, 1], "kWh/t": [1, 1000] },
  emissions: { tCO2e: [1, 1], tCO2: [1, 1], kgCO2e: [1, 1000], kgCO2: [1, 1000], ktCO2e: [1000, 1] },
  fraction: { "1": [1, 1], "%": [1, 100], "t/t": [1, 1] },
  time: { h: [1, 1], min: [1, 60], d: [24, 1] },
  concentration: { "g/Nm3": [1, 1], "mg/Nm3": [1, 1000], "kg/Nm3": [1000, 1] },
  gasFlow: { "1000Nm3/h": [1, 1], "Nm3/h": [1, 1000] },
  effectsPerDay: { "1/(cell·d)": [1, 1] },
  effectMinutes: { min: [1, 1] },
  slope: { "(kgCF4/tAl)/(min/(cell·d))": [1, 1] },
  overvoltage: { mV: [1, 1] },
  overvoltageCoefficient: { "(kgCF4/tAl)/mV": [1, 1] },
} as const satisfies Record<string, Record<string, Ratio>>;

export type Dimension = keyof typeof TABLE;

const table: Record<Dimension, Record<string, Ratio>> = TABLE;

/** The unit in which `rules` and `engine` work for a dimension: the first of its row, e.g. "t" for mass. */
export function canonicalUnit(dimension: Dimension): string {
  return dimension === "fraction" ? "1" : (Object.keys(table[dimension])[0] ?? "");
}

/** All units of the dimensions, canonical first, for messages and drop-downs. */
export function unitsOf(...dimensions: Dimension[]): string[] {
  return dimensions.flatMap((dimension) => Object.keys(table[dimension]));
}

/** The first of the dimensions that knows the unit, or undefined: a unit is never guessed. */
export function dimensionOf(unit: string, dimensions: readonly Dimension[]): Dimension | undefined {
  return dimensions.find((dimension) => Object.hasOwn(table[dimension], unit));
}

/** Numerator and denominator by which a value in `unit` becomes the dimension's canonical unit; undefined where the unit is foreign. */
export function ratioOf(unit: string, dimension: Dimension): Ratio | undefined {
  return Object.hasOwn(table[dimension], unit) ? table[dimension][unit] : undefined;
}

/** A value in another unit that shares one of the dimensions with its own; undefined where none does. */
export function inUnit(
  value: number,
  from: string,
  to: string,
  dimensions: readonly Dimension[] = Object.keys(table) as Dimension[],
): number | undefined {
  if (from === to) return value;
  const both = dimensions.find((one) => Object.hasOwn(table[one], from) && Object.hasOwn(table[one], to));
  const [a, b] = [both && ratioOf(from, both), both && ratioOf(to, both)];
  return a === undefined || b === undefined ? undefined : (value * a[0] * b[1]) / (a[1] * b[0]);
}
