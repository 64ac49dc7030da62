// The two totals of a footprint held against the sum of their terms.
import type { Problem } from "../../base/problem.ts";
import type { CarbonFootprint, Footprint } from "../../model/footprint.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { type DecimalText, readDecimal } from "./decimal-text.ts";

const EXCLUDING_TERMS = [
  "fossilGhgEmissions",
  "landUseChangeGhgEmissions",
  "landManagementBiogenicCO2Emissions",
  "landManagementBiogenicCO2Removals",
  "technologicalCO2Removals",
  "ccsTechnologicalCO2Capture",
  "biogenicNonCO2Emissions",
] as const;
const INCLUDING_TERMS = ["pcfExcludingBiogenicUptake", "biogenicCO2Uptake"] as const;
type Term = (typeof EXCLUDING_TERMS)[number] | (typeof INCLUDING_TERMS)[number];

/** Terms that are blank where they are not known, and "0" where they do not apply. */
const BIOGENIC: readonly Term[] = [
  "landUseChangeGhgEmissions",
  "landManagementBiogenicCO2Emissions",
  "biogenicNonCO2Emissions",
  "biogenicCO2Uptake",
];

const FLOOR = 1e-6;

/** Law: a total is the sum of its terms within max(1e-6, half a unit of the last place of each; a zero is exact); where a biogenic term is blank a difference cannot be told from it. */
function checkSum(
  pcf: CarbonFootprint,
  total: "pcfExcludingBiogenicUptake" | "pcfIncludingBiogenicUptake",
  terms: readonly Term[],
): Problem[] {
  const stated = readDecimal(pcf[total]);
  const given = terms.filter((name) => pcf[name] !== undefined);
  const read = given.map((name) => readDecimal(pcf[name] ?? ""));
  if (stated === undefined || read.includes(undefined)) return [];
  const known = read as DecimalText[];
  const sum = known.reduce((all, { value }) => all + value, 0);
  const tolerance = Math.max(
    FLOOR,
    [stated, ...known].reduce((all, { value, halfPlace }) => all + (value === 0 ? 0 : halfPlace), 0) * (1 + FLOOR),
  );
  if (Math.abs(stated.value - sum) <= tolerance) return [];
  const blank = BIOGENIC.filter((name) => terms.includes(name) && pcf[name] === undefined);
  const params = { name: total, stated: pcf[total], sum: String(Number(sum.toPrecision(12))), blank: blank.join(", ") };
  return [footprintProblem(blank.length > 0 ? "FOOTPRINT_SUM_UNCHECKED" : "FOOTPRINT_SUM", { path: `pcf/${total}`, params })];
}

/** Law: without uptake the footprint is the sum of its seven terms; with uptake it is that and the uptake. Source: PACT 3.0.3, pcfExcludingBiogenicUptake, pcfIncludingBiogenicUptake. */
export function checkSums({ pcf }: Footprint): Problem[] {
  return [...checkSum(pcf, "pcfExcludingBiogenicUptake", EXCLUDING_TERMS), ...checkSum(pcf, "pcfIncludingBiogenicUptake", INCLUDING_TERMS)];
}
