// How good the data of a footprint are: the share of primary data and the three data quality ratings.
import type { Ledger, Step } from "../../base/derivation.ts";
import { law } from "./law.ts";
import { weightedMean } from "./weighted.ts";

/** What a part of the footprint rests on. */
export type Basis = { activityIsPrimary: boolean; factorIsPrimary: boolean };

/** A part of a footprint, by its figure excluding biogenic uptake; null is a share or a rating that nobody knows. */
export type Part<T> = { id: string; pcf: Step; value: T | null };

/** Law: a part counts as primary only where both its activity data and its factor are primary data. In %. Source: PACT Methodology v3, section 4.2.2. */
export function shareOfPart({ activityIsPrimary, factorIsPrimary }: Basis): number {
  return activityIsPrimary && factorIsPrimary ? 100 : 0;
}

/** Law: PDS = Σ(|PCF_i| × PDS_i) / Σ|PCF_i| in %, where a share that is not known is 0 %. Source: PACT Methodology v3, section 4.2.2. */
export function primaryDataShare(ledger: Ledger, subject: string, parts: readonly Part<number>[]): Step {
  return weighted(ledger, { subject, what: "primaryDataShare", unit: "%", point: "primaryData", unknown: 0 }, parts);
}

/** 1 is best, 5 is worst or unknown. */
export type Rating = 1 | 2 | 3 | 4 | 5;
const UNKNOWN: Rating = 5;
export type Indicator = "technologicalDQR" | "geographicalDQR" | "temporalDQR";

/** Law: each rating is the mean of its parts' ratings weighted as the primary data share; one that is not known is 5. Source: PACT Methodology v3, section 4.2.3. */
export function dataQualityRating(ledger: Ledger, subject: string, indicator: Indicator, parts: readonly Part<number>[]): Step {
  return weighted(ledger, { subject, what: indicator, unit: "1", point: "dataQuality", unknown: UNKNOWN }, parts);
}

type Weighed = { subject: string; what: string; unit: string; point: "primaryData" | "dataQuality"; unknown: number };

function weighted(ledger: Ledger, { subject, what, unit, point, unknown }: Weighed, parts: readonly Part<number>[]): Step {
  const rule = law(point);
  const weighed = parts.map(({ id, pcf, value }) => {
    const leaf = { id: `${subject}/${what}/${id}`, what, subject: id, unit, value: value ?? unknown };
    return { weight: pcf, value: ledger.leaf(value === null ? { ...leaf, rule, assumption: `${what}Unknown` } : leaf) };
  });
  return weightedMean(ledger, { id: `${subject}/${what}`, what, subject, unit, rule }, weighed);
}

const DAY = 86_400_000;
const DAYS: readonly [most: number, rating: Rating][] = [
  [366, 1],
  [731, 2],
  [1096, 3],
  [1461, 4],
];

/**
 * Law: by the days between the end of the data set's reference period and that of the footprint: up to 366 1, 731 2, 1096 3, 1461 4, else and unknown 5.
 * Both as ISO dates or instants. Source: PACT Methodology v3, section 4.2.3.
 */
export function temporalRating(datasetEnd: string | null, footprintEnd: string): Rating {
  if (datasetEnd === null) return UNKNOWN;
  const days = Math.abs(Date.parse(datasetEnd) - Date.parse(footprintEnd)) / DAY;
  return DAYS.find(([most]) => days <= most)?.[1] ?? UNKNOWN;
}

export type Technology = "plant" | "company" | "sameTechnology" | "proxy" | "unknown";
const TECHNOLOGY: Record<Technology, Rating> = { plant: 1, company: 2, sameTechnology: 3, proxy: 4, unknown: 5 };
const BEST_OF_SECONDARY: Rating = 3;

/** Law: plant 1, company 2, average of the same technology 3, proxy 4, unknown 5; 1 and 2 need primary data. Source: PACT Methodology v3, section 4.2.3. */
export function technologicalRating(technology: Technology, isPrimary: boolean): Rating {
  const rating = TECHNOLOGY[technology];
  return isPrimary || rating >= BEST_OF_SECONDARY ? rating : BEST_OF_SECONDARY;
}

export type Area = "subdivision" | "country" | "region" | "global" | "unknown";
const AREA: Record<Area, Rating> = { subdivision: 1, country: 2, region: 3, global: 4, unknown: 5 };

/** Law: subdivision 1, country 2, region 3, global 4; unknown, or an area without the site, 5. The draft names the country under 1 too: the worse is taken. Source: PACT Methodology v3, section 4.2.3. */
export function geographicalRating(area: Area, holdsSite: boolean): Rating {
  return holdsSite ? AREA[area] : UNKNOWN;
}
