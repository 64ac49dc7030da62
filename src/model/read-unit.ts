// A unit as it is printed, and the unit of ours that it surely is or perhaps means.
import { type Dimension, unitsOf } from "../base/units.ts";

const DIMENSIONS: readonly Dimension[] = ["mass", "gasVolume", "energy", "electricity", "emissions", "time", "fraction"];
const OURS = new Set(unitsOf(...DIMENSIONS));

/** Other spellings with one meaning, after lower case and without blanks and dots. */
const SURE: Readonly<Record<string, string>> = {
  kg: "kg",
  kgs: "kg",
  킬로그램: "kg",
  킬로그람: "kg",
  g: "g",
  그램: "g",
  톤: "t",
  tonne: "t",
  tonnes: "t",
  metricton: "t",
  metrictons: "t",
  kt: "kt",
  천톤: "kt",
  kwh: "kWh",
  kw·h: "kWh",
  킬로와트시: "kWh",
  mwh: "MWh",
  mw·h: "MWh",
  gwh: "GWh",
  mj: "MJ",
  gj: "GJ",
  tj: "TJ",
  gcal: "Gcal",
  toe: "toe",
  nm3: "Nm3",
  "1000nm3": "1000Nm3",
  천nm3: "1000Nm3",
  knm3: "1000Nm3",
  tco2eq: "tCO2e",
  tco2e: "tCO2e",
  tco2: "tCO2",
  kgco2eq: "kgCO2e",
  kgco2e: "kgCO2e",
  kgco2: "kgCO2",
  h: "h",
  hr: "h",
  hrs: "h",
  hour: "h",
  hours: "h",
  시간: "h",
  분: "min",
  퍼센트: "%",
};
/** Spellings that mostly mean this unit here: asked about. */
const PERHAPS: Readonly<Record<string, string>> = {
  mt: "t",
  "m/t": "t",
  ton: "t",
  tons: "t",
  t: "t",
  입방미터: "Nm3",
  m3: "Nm3",
  루베: "Nm3",
};

/** True for a name of one of our units that activity data may have. */
export function isUnit(name: string): boolean {
  return OURS.has(name);
}

function tidied(printed: string): string {
  return printed
    .normalize("NFKC")
    .trim()
    .replace(/^[([{<]\s*(?:단위|unit)?\s*[:：]?\s*(.*?)\s*[)\]}>]$/i, "$1")
    .trim();
}

/** The unit of ours that a printed one is, or (`sure` false) perhaps is; undefined where neither can be said. "MT" is no megatonne for us unless a person says so. */
export function unitOf(printed: string): { unit: string; sure: boolean } | undefined {
  const text = tidied(printed);
  if (OURS.has(text) && text !== "1" && text !== "d" && text !== "min") return { unit: text, sure: true };
  const key = text.toLowerCase().replace(/[\s.\u200b-]/g, "");
  if (Object.hasOwn(SURE, key)) return { unit: SURE[key] as string, sure: true };
  return Object.hasOwn(PERHAPS, key) ? { unit: PERHAPS[key] as string, sure: false } : undefined;
}

const BRACKETED = /[([]\s*(?:단위\s*[:：]?\s*|unit\s*[:：]?\s*)?([^()[\]]{1,20}?)\s*[)\]]/gi;

/** The unit in brackets in a header, or as its last word: "사용량(kWh)", "Usage [MWh]", "Quantity kg"; printed, and of ours where it is one. */
export function unitInTitle(title: string): { printed: string; unit: string; sure: boolean } | undefined {
  const text = title.normalize("NFKC");
  const last = /[\s,/](\S{1,12})\s*$/.exec(text)?.[1];
  const candidates = [...text.matchAll(BRACKETED)].map((m) => m[1] ?? "").reverse();
  for (const printed of last === undefined ? candidates : [...candidates, last]) {
    const found = unitOf(printed);
    if (found !== undefined) return { printed, ...found };
  }
  return undefined;
}

/** The unit that a line above the table states, such as "(단위: kWh)". */
export function unitStated(text: string): { printed: string; unit: string } | undefined {
  const printed = /(?:단위|units?)\s*[:：]\s*([^\s()[\],;]{1,20})/i.exec(text.normalize("NFKC"))?.[1];
  const found = printed === undefined ? undefined : unitOf(printed);
  return printed === undefined || found === undefined ? undefined : { printed, unit: found.unit };
}

/** All units that a quantity of these dimensions may have, for messages. */
export function unitsAllowed(dimensions: readonly Dimension[]): string {
  return [...new Set(unitsOf(...dimensions))].join(", ");
}
