// The columns of what emits: fuels and materials, electrolysis cells, measured points, cogeneration.
import type { BothLanguages } from "../../base/problem.ts";
import { evidenceFor, idColumn, named, schemaOf } from "./around.ts";
import { type Column, columnsOver, labelled, type Option, optionsOf, proofOf, schemaAt } from "./column.ts";
import { GASES, SOURCE_WORDS as S, TECHNOLOGIES } from "./source-words.ts";
import type { Surroundings } from "./table.ts";
import { COLUMN_WORDS as W } from "./words.ts";

type SourceKind = "streams" | "pfc" | "measuredPoints";

/** Shares of sources of a kind, a column for each process that is there or that a source names. */
function shareColumns(around: Surroundings, list: SourceKind): Column[] {
  const of = columnsOver(schemaOf(list));
  const known = named(around, "processes");
  const told = new Set<string>();
  for (const [key, body] of around.records)
    if (key.startsWith(`${list}/`)) for (const id of Object.keys((body as { shares?: object } | null)?.shares ?? {})) told.add(id);
  const strange = [...told].filter((id) => !known.some(({ value }) => value === id)).sort();
  const all = [...known, ...strange.map((value) => ({ value, ko: value, en: value }))];
  const nameOf = ({ value, ko }: Option): string => (all.filter((other) => other.ko === ko).length > 1 ? `${ko} (${value})` : ko);
  const [ko, en, helpKo, helpEn] = list === "streams" ? W["stream.share"] : S.share;
  return all
    .filter(({ value }) => !value.includes("/"))
    .map((option) =>
      of.quantity(`shares/${option.value}`, ["fraction"], [`${ko}: ${nameOf(option)}`, `${en}: ${nameOf(option)}`, helpKo, helpEn]),
    );
}

/** The choices of a member, by words of their own. */
const choicesOf = (list: SourceKind, member: string, wordOf: (value: string) => BothLanguages): { options: Option[] } => ({
  options: optionsOf(schemaAt(schemaOf(list), [member]), wordOf),
});

const unmethodical = (columns: readonly Column[]): Column[] => columns.filter(({ key }) => key !== "method");

export function streamColumns(around: Surroundings): Column[] {
  const of = columnsOver(schemaOf("streams"));
  return [
    of.text("name", W["stream.name"]),
    of.choice(
      "method",
      W["stream.method"],
      choicesOf("streams", "method", (value) => labelled(value === "process" ? "method.process" : value)),
    ),
    of.quantity("activity", ["mass", "gasVolume"], W["stream.activity"], { proves: true }),
    of.quantity("netCalorificValue", ["ncvMass", "ncvVolume"], W.ncv),
    of.quantity("emissionFactor", ["factorEnergy", "factorMass", "factorVolume"], W.ef),
    of.quantity("carbonContent", ["carbonMass", "carbonVolume"], W.cc),
    ...shareColumns(around, "streams"),
    of.quantity("oxidationFactor", ["fraction"], W.oxidation),
    of.quantity("conversionFactor", ["fraction"], W.conversion),
    of.quantity("biomassFraction", ["fraction"], W.biomass),
    of.text("biomassEvidence", W.biomassEvidence),
    of.text("standardFactor", W.standardFactor),
    ...proofOf("activity", evidenceFor(around)),
    idColumn(),
  ];
}

export function fuelColumns(around: Surroundings): Column[] {
  const wanted = ["name", "activity", "netCalorificValue", "emissionFactor", "oxidationFactor", "biomassFraction", "@id"];
  return unmethodical(streamColumns(around)).filter(
    ({ key }) => wanted.includes(key) || key.startsWith("shares/") || key.startsWith("activity/"),
  );
}

export function outputColumns(around: Surroundings): Column[] {
  const of = columnsOver(schemaOf("streams"));
  const wanted = ["name", "activity", "carbonContent", "@id"];
  return unmethodical(streamColumns(around))
    .filter(({ key }) => wanted.includes(key) || key.startsWith("shares/") || key.startsWith("activity/"))
    .map((column) =>
      column.key === "activity"
        ? of.quantity("activity", ["mass", "gasVolume"], W["output.activity"], { proves: true, below: true, required: true })
        : column,
    );
}

/** Perfluorocarbons of aluminium electrolysis: what the slope method asks for, what the overvoltage method asks for, and factors of the plant's own. */
export function pfcColumns(around: Surroundings): Column[] {
  const of = columnsOver(schemaOf("pfc"));
  return [
    of.text("name", S["pfc.name"]),
    of.choice(
      "method",
      S["pfc.method"],
      choicesOf("pfc", "method", (value) => labelled(value === "overvoltage" ? "method.overvoltage" : value)),
    ),
    of.choice(
      "technology",
      S.technology,
      choicesOf("pfc", "technology", (value) => TECHNOLOGIES[value] ?? labelled(value)),
    ),
    of.quantity("aluminium", ["mass"], S.aluminium, { proves: true }),
    of.quantity("frequency", ["effectsPerDay"], S.frequency),
    of.quantity("duration", ["effectMinutes"], S.duration),
    of.quantity("overvoltage", ["overvoltage"], S.overvoltage),
    of.quantity("currentEfficiency", ["fraction"], S.currentEfficiency),
    ...shareColumns(around, "pfc"),
    of.quantity("slopeFactor", ["slope"], S.slopeFactor),
    of.quantity("overvoltageCoefficient", ["overvoltageCoefficient"], S.overvoltageCoefficient),
    of.quantity("weightFraction", ["fraction"], S.weightFraction),
    of.quantity("collectionEfficiency", ["fraction"], S.collectionEfficiency),
    ...proofOf("aluminium", evidenceFor(around)),
    idColumn(),
  ];
}

export function measuredColumns(around: Surroundings): Column[] {
  const of = columnsOver(schemaOf("measuredPoints"));
  return [
    of.text("name", S["point.name"]),
    of.choice(
      "gas",
      S.gas,
      choicesOf("measuredPoints", "gas", (value) => GASES[value] ?? labelled(value)),
    ),
    of.quantity("concentration", ["concentration"], S.concentration, { proves: true }),
    of.quantity("flow", ["gasFlow"], S.flow),
    of.quantity("hours", ["time"], S.hours),
    ...shareColumns(around, "measuredPoints"),
    of.quantity("biomassFraction", ["fraction"], S["point.biomass"]),
    of.quantity("energyFossil", ["energy"], S.energyFossil),
    of.quantity("energyBiomass", ["energy"], S.energyBiomass),
    ...proofOf("concentration", evidenceFor(around)),
    idColumn(),
  ];
}

export function cogenerationColumns(around: Surroundings): Column[] {
  const of = columnsOver(schemaOf("cogeneration"));
  return [
    of.text("name", S["chp.name"]),
    of.quantity("fuelInput", ["energy"], S.fuelInput, { proves: true }),
    of.quantity("heatOutput", ["energy"], S.heatOutput),
    of.quantity("electricityOutput", ["electricity"], S.electricityOutput),
    of.quantity("fuelEmissions", ["emissions"], S.fuelEmissions),
    of.quantity("flueGasEmissions", ["emissions"], S.flueGasEmissions),
    of.quantity("referenceHeat", ["fraction"], S.referenceHeat),
    of.quantity("referenceElectricity", ["fraction"], S.referenceElectricity),
    ...proofOf("fuelInput", evidenceFor(around)),
    idColumn(),
  ];
}
