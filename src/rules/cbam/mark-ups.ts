// The mark-up on default values, by sector and year.
import type { FactorSource } from "../../base/derivation.ts";
import { type DatasetFile, datasetUseOf, type Sector } from "./tables.ts";
import file from "./values/mark-ups.json" with { type: "json" };

const rows = file.rows as [sector: string, first: number, last: number | null, value: number][];

/** What a statement says of the mark-ups that it used. */
export const markUpsUse = () => datasetUseOf(markUpsFile());

/** The whole dataset, for those who want to see it. */
export const markUpsFile = () => file as unknown as DatasetFile;

/** Law: a default value is raised by the mark-up of its sector and year, a fraction of the total; before 2026 there is none. Source: IR (EU) 2025/2621. */
export function markUp(sector: Sector, year: number): { value: number; source: FactorSource } {
  const row = rows.find(([name, first, last]) => name === sector && year >= first && (last === null || year <= last));
  const { act, point, validFrom, status } = file.header;
  return { value: row?.[3] ?? 0, source: { dataset: "mark-ups", row: `${sector}/${year}`, act, point, validFrom, status } };
}
