// A table of the law imported from a file: what it is, what it changes against the installed one, and what that does to a statement.
import { hashOf } from "../base/canonical.ts";
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { readTable } from "../formats/datasets/read-table.ts";
import type { DefaultRow, ReadTable, TableKind, TableOrigin } from "../model/dataset.ts";
import { importProblem } from "../model/problems/import.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";
import { countryOf, type DatasetHeader, type DatasetStatus } from "../rules/cbam/tables.ts";

export type ImportOptions = {
  file: string;
  /** What the file does not tell: the act, its first day (YYYY-MM-DD), its status. They go before what it tells. */
  act?: string;
  validFrom?: string;
  status?: DatasetStatus;
};

export type ImportedTable = {
  /** Where it was read: sheets with their rows, and sheets that were left alone. */
  preview: { kind: TableKind; sheets: ReadTable["sheets"]; ignored: string[]; rows: number; countries?: number; goods: number };
} & ({ kind: "default-values"; table: DefaultValues } | { kind: "benchmarks"; table: Benchmarks });

/** What is known of the acts: from when they hold, and whether they still do. */
const ACTS: Readonly<Record<string, { validFrom: string; status: DatasetStatus; supersededBy?: string }>> = {
  "IR (EU) 2025/2621": { validFrom: "2026-01-01", status: "superseded", supersededBy: "IR (EU) 2026/1740" },
  "IR (EU) 2026/1740": { validFrom: "2026-01-01", status: "inForce" },
  "IR (EU) 2025/2620": { validFrom: "2026-01-01", status: "inForce" },
};

const STATUSES: readonly string[] = ["inForce", "superseded", "proposed", "unsure"];

/**
 * Law: a dataset is pinned by act, version, first day, status and the hash of the file it came from; what the file does not tell is asked for, never guessed.
 * Problems: those of `readTable`, TABLE_ACT_UNKNOWN, TABLE_STATUS_UNSURE, TABLE_ANNEX_IV_DIFFERS.
 */
export function importTable(bytes: Uint8Array, options: ImportOptions): Outcome<ImportedTable> {
  const { file } = options;
  const read = readTable(bytes, { file, countryOf });
  if (read.value === undefined) return { value: undefined, problems: read.problems };
  const problems: Problem[] = [...read.problems];
  const told = read.value;
  const act = options.act ?? told.act;
  const known = act === undefined ? undefined : ACTS[act];
  const validFrom = options.validFrom ?? told.validFrom ?? known?.validFrom;
  const lacking = [...(act === undefined ? ["act"] : []), ...(validFrom === undefined ? ["valid-from"] : [])];
  if (act === undefined || validFrom === undefined) {
    problems.push(importProblem("TABLE_ACT_UNKNOWN", { place: { file }, params: { what: lacking.join(", ") } }));
    return { value: undefined, problems };
  }
  const said =
    options.status ?? (told.status !== undefined && STATUSES.includes(told.status) ? (told.status as DatasetStatus) : known?.status);
  if (said === undefined) problems.push(importProblem("TABLE_STATUS_UNSURE", { place: { file }, params: { act } }));
  const status = said ?? "unsure";
  const origin: TableOrigin = { file, sha256: hashOf(bytes) };
  const header = headerOf(told, {
    act,
    validFrom,
    status,
    origin,
    ...(status === "superseded" && known?.supersededBy !== undefined && { supersededBy: known.supersededBy }),
  });
  const { sheets, ignored } = told;
  const goods = new Set(told.rows.map((row) => String(told.kind === "benchmarks" ? row[0] : row[1]))).size;
  const preview = {
    kind: told.kind,
    sheets,
    ignored,
    rows: told.rows.length,
    goods,
    ...(told.kind === "default-values" && { countries: told.countries.length }),
  };
  if (told.kind === "benchmarks") return { value: { kind: told.kind, preview, table: { header, rows: told.rows } }, problems };
  const table: DefaultValues = { header, countries: told.countries, rows: told.rows };
  problems.push(...annexIV(table, told.unknownOrigin, file));
  return hasError(problems) ? { value: undefined, problems } : { value: { kind: told.kind, preview, table }, problems };
}

type Said = { act: string; validFrom: string; status: DatasetStatus; origin: TableOrigin; supersededBy?: string };

function headerOf(told: ReadTable, { act, validFrom, status, origin, supersededBy }: Said): DatasetHeader {
  const isDefaults = told.kind === "default-values";
  return {
    id: told.kind,
    title: isDefaults
      ? { ko: "국가별 기본값", en: "Default values by country" }
      : { ko: "무상할당 조정 벤치마크", en: "Benchmarks of the free-allocation adjustment" },
    act,
    point: isDefaults ? "Annex I" : "Annex",
    unit: "tCO2e/t",
    validFrom,
    status,
    ...(supersededBy !== undefined && { supersededBy }),
    source: "imported from the file named in origin",
    licence: "Decision 2011/833/EU (CC BY 4.0)",
    version: told.version ?? origin.sha256.slice(0, 12),
    origin,
  };
}

const MOST_CODES = 10;

/** Annex IV as it is printed beside the highest total of each code over all countries, which calculations take. */
function annexIV({ rows }: DefaultValues, unknownOrigin: readonly DefaultRow[], file: string): Problem[] {
  const highest = new Map<string, number>();
  for (const [, cn, , , total] of rows) if (total !== null) highest.set(cn, Math.max(highest.get(cn) ?? 0, total));
  const codes = unknownOrigin.filter(([, cn, , , total]) => total !== null && highest.get(cn) !== total).map(([, cn]) => cn);
  if (codes.length === 0) return [];
  const params = { count: codes.length, codes: codes.slice(0, MOST_CODES).join(", ") };
  return [importProblem("TABLE_ANNEX_IV_DIFFERS", { place: { file }, params })];
}

/** One figure of a table that is new, gone, or another. */
export type TableDifference = {
  key: string;
  country: string;
  cn: string;
  what: "total" | "direct" | "indirect" | "route" | "a" | "b";
  before: number | string | null;
  after: number | string | null;
};

export type TableChange = {
  kind: TableKind;
  before: { act: string; version: string; status: string };
  after: { act: string; version: string; status: string };
  /** Rows with the same figures, and rows that only lost decimals. */
  equal: number;
  rounded: number;
  added: string[];
  withdrawn: string[];
  moved: TableDifference[];
};

type Keyed = Map<string, { country: string; cn: string; figures: Record<string, number | string | null> }>;

/** Rows by country, code and colour (benchmarks: by code and indicator). */
function keyed(table: DefaultValues | Benchmarks): Keyed {
  const rows: Keyed = new Map();
  if ("countries" in table)
    for (const [index, cn, direct, indirect, total, route, variant] of table.rows) {
      const country = table.countries[index] ?? "";
      const letters = route === "N/A" ? "" : route.replace(/[()\s]/g, "");
      rows.set([country, cn, ...(variant === undefined ? [] : [variant])].join("/"), {
        country,
        cn,
        figures: { total, direct, indirect, route: letters },
      });
    }
  else
    for (const [cn, a, , b, letters] of table.rows)
      rows.set([cn, ...(letters === "" ? [] : [letters])].join("/"), { country: "", cn, figures: { a, b } });
  return rows;
}

/** A figure printed with three decimals where more were held is the same figure, rounded. */
const DECIMALS = 0.0005 + 1e-12;

/** What the incoming table changes: rows added, withdrawn, moved; those that only lost decimals are counted. */
export function tableChange(installed: DefaultValues | Benchmarks, incoming: DefaultValues | Benchmarks): TableChange {
  const [before, after] = [keyed(installed), keyed(incoming)];
  const side = ({ header }: { header: DatasetHeader }) => ({ act: header.act, version: header.version ?? "", status: header.status });
  const change: TableChange = {
    kind: "countries" in incoming ? "default-values" : "benchmarks",
    before: side(installed),
    after: side(incoming),
    equal: 0,
    rounded: 0,
    added: [...after.keys()].filter((key) => !before.has(key)).sort(),
    withdrawn: [...before.keys()].filter((key) => !after.has(key)).sort(),
    moved: [],
  };
  for (const [key, { country, cn, figures }] of after) {
    const old = before.get(key)?.figures;
    if (old === undefined) continue;
    const differing = Object.keys(figures).filter((what) => figures[what] !== old[what]);
    const far = differing.filter((what) => !isRounded(old[what], figures[what]));
    if (differing.length === 0) change.equal += 1;
    else if (far.length === 0) change.rounded += 1;
    for (const what of far)
      change.moved.push({
        key,
        country,
        cn,
        what: what as TableDifference["what"],
        before: old[what] ?? null,
        after: figures[what] ?? null,
      });
  }
  change.moved.sort((x, y) => sizeOf(y) - sizeOf(x) || (x.key < y.key ? -1 : 1));
  return change;
}

function isRounded(before: number | string | null | undefined, after: number | string | null | undefined): boolean {
  return (
    typeof before === "number" &&
    typeof after === "number" &&
    Math.abs(before - after) <= DECIMALS &&
    Math.round(after * 1000) / 1000 === after
  );
}

/** How far a figure moved, as part of it; a route's letter or a value that came or went counts before all figures. */
function sizeOf({ before, after }: TableDifference): number {
  if (typeof before !== "number" || typeof after !== "number") return Number.POSITIVE_INFINITY;
  return Math.abs(after - before) / Math.max(Math.abs(before), Math.abs(after), 1e-9);
}
