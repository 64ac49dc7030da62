// The benchmarks of the free-allocation adjustment: which row of columns A and B belongs to a good, its route and year.
import type { FactorSource } from "../../base/derivation.ts";
import type { BenchmarkRow } from "../../model/dataset.ts";
import type { AlloyGrade, LineRoute } from "../../model/declaration.ts";
import type { RouteLetter } from "../../model/vocabulary.ts";
import type { DatasetHeader } from "./tables.ts";

/** The table as it is stored. */
export type Benchmarks = { header: DatasetHeader; rows: readonly BenchmarkRow[] };

/** One row of a good; `letter` is "" where the act tells no routes apart, `period` 1 for 2026 and 2027, 2 for 2028 to 2030, 0 for all years. */
type Candidate = { letter: RouteLetter | ""; period: 0 | 1 | 2; a: number | null; b: number };

/** A benchmark in tCO2e/t with the row it stands in, and how it was chosen. */
export type Benchmark = {
  value: number;
  letter: RouteLetter | "";
  source: FactorSource;
  /** The default's route has no row of its own: the highest among the grades of the same route was taken. */
  chosenAmong?: string;
  /** The highest benchmark of the good over all letters, where it is another one. */
  highest?: { value: number; letter: string };
};

/** Why no benchmark could be told: the good has none, or more than one and the letters say which. */
export type BenchmarkFault = { fault: "missing" } | { fault: "routeNeeded"; letters: string };

const LAST_YEAR_OF_PERIOD_1 = 2027;
/** Last year for which the table of benchmarks is made. */
export const LAST_BENCHMARK_YEAR = 2030;
/** From this year of import on the benchmarks are provisional. */
export const FIRST_PROVISIONAL_YEAR = 2027;

const indexes = new WeakMap<Benchmarks, Map<string, Candidate[]>>();

/** The rows by CN code, made once for a table. */
function candidatesOf(table: Benchmarks, cn: string): readonly Candidate[] {
  let index = indexes.get(table);
  if (index === undefined) {
    index = indexed(table);
    indexes.set(table, index);
  }
  return index.get(cn) ?? [];
}

function indexed({ rows }: Benchmarks): Map<string, Candidate[]> {
  const byCn = new Map<string, { row: BenchmarkRow; candidate: Candidate }[]>();
  for (const row of rows) {
    const [, letter = "", period = "0"] = /^([A-L]?)([12]?)$/.exec(row[4]) ?? [];
    const candidate = { letter, period: Number(period), a: row[1], b: row[3] } as Candidate;
    const mine = byCn.get(row[0]);
    if (mine === undefined) byCn.set(row[0], [{ row, candidate }]);
    else mine.push({ row, candidate });
  }
  for (const mine of byCn.values()) for (const { candidate } of mine) candidate.a ??= mergedA(mine, candidate.letter);
  return new Map([...byCn].map(([cn, mine]) => [cn, mine.map(({ candidate }) => candidate)]));
}

/** Law: a merged cell of column A holds the one value printed for the code or, where several are printed, that of the same route letter. */
function mergedA(mine: readonly { row: BenchmarkRow }[], letter: string): number | null {
  const printed = mine.filter(({ row }) => row[1] !== null);
  const [only, ...others] = printed;
  if (only !== undefined && others.length === 0) return only.row[1];
  return printed.find(({ row }) => row[2].replace(/[12]/g, "") === letter)?.row[1] ?? null;
}

function inYear(candidates: readonly Candidate[], year: number): Candidate[] {
  const period = year <= LAST_YEAR_OF_PERIOD_1 ? 1 : 2;
  return candidates.filter((c) => c.period === 0 || c.period === period);
}

function sourceOf({ header }: Benchmarks, cn: string, column: "A" | "B", candidate: Candidate): FactorSource {
  const { id, act, point, validFrom, status } = header;
  const indicator = `${candidate.letter}${candidate.period === 0 ? "" : candidate.period}`;
  return { dataset: id, row: [cn, column, ...(indicator === "" ? [] : [indicator])].join("/"), act, point, validFrom, status };
}

const GRADES: Record<"basicOxygen" | "directReduction" | "scrapElectricArc", Record<AlloyGrade, RouteLetter>> = {
  basicOxygen: { carbon: "C", low: "F", high: "J" },
  directReduction: { carbon: "D", low: "G", high: "J" },
  scrapElectricArc: { carbon: "E", low: "H", high: "J" },
};
const NAMED: Record<string, RouteLetter> = { greyClinker: "A", whiteClinker: "B", primaryAluminium: "K", secondaryAluminium: "L" };

/** The letters that a stated route and alloy grade may mean; undefined where nothing is stated. */
export function lettersOf(route: LineRoute | undefined, alloy: AlloyGrade | undefined): RouteLetter[] | undefined {
  if (route === undefined) return alloy === "high" ? ["J"] : undefined;
  const named = NAMED[route];
  if (named !== undefined) return [named];
  if (route === "basicOxygen" || route === "directReduction" || route === "scrapElectricArc") {
    const grades = GRADES[route];
    return alloy === undefined ? [grades.carbon, grades.low] : [grades[alloy]];
  }
  return [route as RouteLetter];
}

/**
 * Law: with actual data the benchmark is column A (BMg*) of the route and alloy grade that the operator declares; there is no tie-break.
 * `year` is the year of production. In tCO2e/t. Source: IR (EU) 2025/2620, Annex, eqs (2) and (3).
 */
export function columnA(
  table: Benchmarks,
  query: { cn: string; year: number; letters?: readonly string[] | undefined },
): Benchmark | BenchmarkFault {
  const all = inYear(candidatesOf(table, query.cn), query.year);
  if (all.length === 0) return { fault: "missing" };
  const { letters } = query;
  const lettered = all.some((c) => c.letter !== "");
  const wanted = letters === undefined || !lettered ? all : all.filter((c) => letters.includes(c.letter));
  const values = new Set(wanted.map((c) => c.a));
  const [first] = wanted;
  if (first === undefined || values.size > 1) return { fault: "routeNeeded", letters: all.map((c) => c.letter).join(", ") };
  if (first.a === null) return { fault: "missing" };
  return { value: first.a, letter: wanted.length === 1 ? first.letter : "", source: sourceOf(table, query.cn, "A", first) };
}

const SAME_ROUTE: Readonly<Record<string, string>> = { C: "CF", F: "CF", D: "DG", G: "DG", E: "EH", H: "EH" };

/**
 * Law: with default values the benchmark is column B (BMg) of the route letter that the row of the default value shows; where that letter
 * (or the pair that is printed) has no row of its own, the highest among the grades of the same route. `year` is the year of import. In tCO2e/t.
 * Source: IR (EU) 2025/2620, Annex, eq. (6).
 */
export function columnB(table: Benchmarks, query: { cn: string; year: number; letters: readonly string[] }): Benchmark | BenchmarkFault {
  const all = inYear(candidatesOf(table, query.cn), query.year);
  const [first] = all;
  if (first === undefined) return { fault: "missing" };
  const exact = query.letters.length === 1 ? all.filter((c) => c.letter === query.letters[0]) : [];
  const route = new Set(query.letters.flatMap((letter) => [...(SAME_ROUTE[letter] ?? letter)]));
  const found = all.length === 1 ? all : exact.length > 0 ? exact : all.filter((c) => route.has(c.letter));
  const [best] = [...found].sort((x, y) => y.b - x.b);
  if (best === undefined) return { fault: "routeNeeded", letters: all.map((c) => c.letter).join(", ") };
  const [top = best] = [...all].sort((x, y) => y.b - x.b);
  const guessed = all.length > 1 && exact.length === 0;
  return {
    value: best.b,
    letter: best.letter,
    source: sourceOf(table, query.cn, "B", best),
    ...(guessed && { chosenAmong: found.map((c) => c.letter).join(", ") }),
    ...(top.b > best.b && { highest: { value: top.b, letter: top.letter } }),
  };
}

/** True where one row is left in the year, so that no route has to be known. */
export function isSingle(table: Benchmarks, cn: string, year: number): boolean {
  return inYear(candidatesOf(table, cn), year).length === 1;
}
