// What the law sets by year for the declarant: CBAM factor, cross-sectoral correction factor, thresholds, published prices.
import type { FactorSource } from "../../base/derivation.ts";
import { type DatasetFile, type DatasetHeader, datasetUseOf } from "./tables.ts";
import factorFile from "./values/cbam-factor.json" with { type: "json" };
import priceFile from "./values/prices.json" with { type: "json" };
import thresholdFile from "./values/thresholds.json" with { type: "json" };

type FactorRow = [factor: string, first: number, last: number | null, value: number, act: string, point: string, status: string];
type ThresholdRow = [id: string, first: number, last: number | null, value: number, unit: string, point: string];
type PriceRow = [quarter: string, price: number, published: string];

const factorRows = factorFile.rows as FactorRow[];
const thresholdRows = thresholdFile.rows as ThresholdRow[];
const priceRows = priceFile.rows as PriceRow[];

/** First and last year of import that the datasets cover. */
export const FIRST_IMPORT_YEAR = 2026;
export const LAST_IMPORT_YEAR = 2034;

export type YearFigure = { value: number; unit: string; source: FactorSource };

const holds = (year: number, first: number, last: number | null): boolean => year >= first && (last === null || year <= last);

/** Law: `cbamFactor` is the share of free allocation that is kept, `cscf` the correction over all sectors, fractions; undefined where none is set for the year. */
export function yearFactor(id: "cbamFactor" | "cscf", year: number): YearFigure | undefined {
  const row = factorRows.find(([name, first, last]) => name === id && holds(year, first, last));
  if (row === undefined) return undefined;
  const [, first, , value, act, point, status] = row;
  return {
    value,
    unit: "1",
    source: { dataset: factorFile.header.id, row: `${id}/${year}`, act, point, validFrom: `${first}-01-01`, status },
  };
}

/** Law: a threshold of the year; undefined where there is none yet. Source: Reg (EU) 2023/956. */
export function threshold(id: "deMinimisMass" | "deMinimisNear" | "quarterEndHolding", year: number): YearFigure | undefined {
  const row = thresholdRows.find(([name, first, last]) => name === id && holds(year, first, last));
  if (row === undefined) return undefined;
  const [, first, , value, unit, point] = row;
  const { header } = thresholdFile;
  return {
    value,
    unit,
    source: { dataset: header.id, row: id, act: header.act, point, validFrom: `${first}-01-01`, status: header.status },
  };
}

/** The published price of a quarter of importation in EUR/tCO2e, as "2026-Q1"; undefined where none is published. Source: IR (EU) 2025/2548. */
export function publishedPrice(quarter: string): YearFigure | undefined {
  const row = priceRows.find(([name]) => name === quarter);
  if (row === undefined) return undefined;
  const { id, act, point, status, unit } = priceFile.header;
  return { value: row[1], unit, source: { dataset: id, row: quarter, act, point, validFrom: row[2], status } };
}

/** The three datasets whole, for those who want to see them. */
export const declarationFiles = (): DatasetFile[] => [factorFile, priceFile, thresholdFile] as unknown as DatasetFile[];

/** What a declaration says of them. */
export const declarationUses = () => declarationFiles().map((file) => datasetUseOf(file as { header: DatasetHeader }));
