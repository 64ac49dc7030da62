// Looks up the Commission's default value of a good: one whole row of the table by country and CN code.
import type { FactorSource } from "../../base/derivation.ts";
import type { Outcome, Problem } from "../../base/problem.ts";
import type { DefaultRow } from "../../model/dataset.ts";
import { datasetProblem } from "../../model/problems/dataset.ts";
import { countryOf, type DatasetHeader } from "./tables.ts";

/** The table as it is stored: `countries` are ISO codes and "other". */
export type DefaultValues = { header: DatasetHeader; countries: readonly string[]; rows: readonly DefaultRow[] };

export type DefaultQuery = {
  /** Name or ISO code of the country of origin; undefined where the origin is unknown. */
  country: string | undefined;
  /** CN code of eight digits, or TARIC code of ten. */
  cn: string;
  /** Tells grey from white cement: a letter (A, B), a route id or its name. It selects nothing else: the route of a row is the row's own. */
  route?: string;
  /** True: a superseded table is refused. */
  forDeclaration: boolean;
  /** Path of the datum, for the Problems. */
  path?: string;
};

/** Direct, indirect and total in tCO2e/t, all of one row; `route` without the printed brackets ("C", "C/F", "" for none). */
export type DefaultValue = {
  direct: number | null;
  indirect: number | null;
  total: number;
  route: string;
  /** The letters of the route; more than one where the act leaves open which. */
  routeLetters: string[];
  source: FactorSource;
  /** The country whose row was used: an ISO code or "other". */
  country: string;
};

const OTHER = "other";

/**
 * Law (IR (EU) 2025/2621, Annexes I and IV): the whole row of the country by the longest matching code; where it has none or prints no value,
 * the whole row of other countries; where the origin is unknown, the row with the highest total of all. 0 is a value.
 * Without the mark-up, which is computed from the total.
 * Problems: CN_MALFORMED, COUNTRY_UNKNOWN, DATASET_SUPERSEDED, DEFAULT_AMBIGUOUS, DEFAULT_MISSING; with a value, notes on what was used.
 */
export function lookupDefault(table: DefaultValues, query: DefaultQuery): Outcome<DefaultValue> {
  const path = query.path ?? "";
  const cn = query.cn.replace(/\s/g, "");
  const fail = (problem: Problem): Outcome<DefaultValue> => ({ value: undefined, problems: [problem] });
  if (!/^\d{8}(?:\d\d)?$/.test(cn)) return fail(datasetProblem("CN_MALFORMED", { path, params: { cn: query.cn } }));
  const superseded = supersession(table, query);
  if (superseded?.severity === "error") return fail(superseded);
  const code = query.country === undefined ? undefined : countryOf(query.country);
  if (query.country !== undefined && code === undefined)
    return fail(datasetProblem("COUNTRY_UNKNOWN", { path, params: { country: query.country } }));
  const rows = table.rows.filter((row) => cn.startsWith(row[1]) || row[1].startsWith(cn));
  const chosen = choose(rows, cn, query.route);
  if (chosen.ambiguous !== undefined) return fail(datasetProblem("DEFAULT_AMBIGUOUS", { path, params: { cn, options: chosen.ambiguous } }));
  const row = code === undefined ? highest(table, chosen.rows) : (rowOf(table, chosen.rows, code) ?? rowOf(table, chosen.rows, OTHER));
  if (row === undefined) return fail(datasetProblem("DEFAULT_MISSING", { path, params: { cn, country: code ?? "-" } }));
  const problems = [...(superseded === undefined ? [] : [superseded])];
  const used = countryAt(table, row);
  if (code === undefined) problems.push(datasetProblem("DEFAULT_UNKNOWN_ORIGIN", { path, params: { cn, country: used } }));
  else if (used !== code) problems.push(datasetProblem("DEFAULT_OTHER_COUNTRIES", { path, params: { cn, country: code } }));
  return { value: answerOf(table, row, code === undefined), problems };
}

/** Law: a superseded table is refused for a declaration, and named in a note otherwise. */
function supersession(table: DefaultValues, query: DefaultQuery): Problem | undefined {
  const { status, act, version = "", supersededBy = "a later act" } = table.header;
  if (status !== "superseded") return undefined;
  const params = { version, act, by: supersededBy };
  return datasetProblem(query.forDeclaration ? "DATASET_SUPERSEDED" : "DATASET_SUPERSEDED_USED", { path: query.path ?? "", params });
}

/** Law: where one code stands for several goods (grey and white cement, or rows of ten digits), the operator says which: it is never guessed. */
function choose(rows: readonly DefaultRow[], cn: string, route: string | undefined): { rows: readonly DefaultRow[]; ambiguous?: string } {
  const variants = new Set(rows.map((row) => variantOf(row, cn)));
  if (variants.size < 2) return { rows };
  const wanted = route === undefined ? undefined : colourOf(route);
  const mine = rows.filter((row) => wanted !== undefined && (row[6] ?? colourOf(row[5])) === wanted);
  const left = new Set(mine.map((row) => variantOf(row, cn)));
  return left.size === 1
    ? { rows: mine }
    : {
        rows: [],
        ambiguous: [...variants]
          .filter((v) => v !== "")
          .sort()
          .join(", "),
      };
}

/** What tells rows of one code apart: the colour, or the digits beyond those that were asked for; "" where nothing does. */
function variantOf(row: DefaultRow, cn: string): string {
  return row[6] ?? (row[1].length > cn.length ? row[1] : "");
}

function colourOf(route: string): "grey" | "white" | undefined {
  if (route === "A" || /gr[ea]y/i.test(route)) return "grey";
  if (route === "B" || /white/i.test(route)) return "white";
  return undefined;
}

function countryAt(table: DefaultValues, row: DefaultRow): string {
  return table.countries[row[0]] ?? "";
}

/** The row of a country with the longest code; undefined where it has none, or prints no value in it. */
function rowOf(table: DefaultValues, rows: readonly DefaultRow[], country: string): DefaultRow | undefined {
  let found: DefaultRow | undefined;
  for (const row of rows) if (countryAt(table, row) === country && (found === undefined || row[1].length > found[1].length)) found = row;
  return found === undefined || found[4] === null ? undefined : found;
}

/** Annex IV: the highest total over all countries, each by its own longest code; the first in the order of the table among equals. */
function highest(table: DefaultValues, rows: readonly DefaultRow[]): DefaultRow | undefined {
  let found: DefaultRow | undefined;
  for (const country of table.countries) {
    const row = rowOf(table, rows, country);
    if (row !== undefined && (found === undefined || (row[4] ?? 0) > (found[4] ?? 0))) found = row;
  }
  return found;
}

/** Letters of a printed route; the act's pairs are printed as broken brackets, "C)/(F", and no route as "N/A". */
function lettersOf(printed: string): string[] {
  if (printed === "N/A") return [];
  return printed
    .split("/")
    .map((part) => part.replace(/[()\s]/g, ""))
    .filter((letter) => letter !== "");
}

function answerOf(table: DefaultValues, row: DefaultRow, unknownOrigin: boolean): DefaultValue {
  const [, cn, direct, indirect, total, printed, variant] = row;
  const country = countryAt(table, row);
  const routeLetters = lettersOf(printed);
  const { id, act, point, validFrom, status } = table.header;
  const name = [country, cn, ...(variant === undefined ? [] : [variant])].join("/");
  const source = { dataset: id, row: name, act, point: unknownOrigin ? "Annex IV" : point, validFrom, status };
  return { direct, indirect, total: total ?? 0, route: routeLetters.join("/"), routeLetters, source, country };
}
