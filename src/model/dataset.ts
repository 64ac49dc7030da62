// Rows of the large tables of the law, as they are stored and as they are imported.

/** Index of the country, CN code or its first digits, direct, indirect, total (tCO2e/t), route as printed, and for cement grey or white. */
export type DefaultRow =
  | [country: number, cn: string, direct: number | null, indirect: number | null, total: number | null, route: string]
  | [country: number, cn: string, direct: number | null, indirect: number | null, total: number | null, route: string, variant: string];

/** CN code, column A (null: merged with a cell above), its indicators, column B, its indicators, note. */
export type BenchmarkRow = readonly [cn: string, a: number | null, aLetters: string, b: number, bLetters: string, note?: string];

export type TableKind = "default-values" | "benchmarks";

/** Where an imported table came from. */
export type TableOrigin = { file: string; sha256: string };

/** What a file of a table says: rows, and its version, act and first day as far as it tells them. */
export type ReadTable = {
  /** Sheets that were read with their rows, and those that were not. */
  sheets: { name: string; rows: number }[];
  ignored: string[];
  act?: string;
  version?: string;
  validFrom?: string;
  status?: string;
} & (
  | {
      kind: "default-values";
      countries: string[];
      rows: DefaultRow[] /** Printed rows for an unknown origin, where there are any. */;
      unknownOrigin: DefaultRow[];
    }
  | { kind: "benchmarks"; rows: BenchmarkRow[] }
);
