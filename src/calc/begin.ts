// What can be chosen at the start, and a good by default values: the Declaration's own figures for a single line.
import type { Step } from "../base/derivation.ts";
import type { Outcome, Problem } from "../base/problem.ts";
import type { Choices, Estimate, Sourced } from "../model/begin.ts";
import type { Declaration, DeclaredLine, ImportLineInput } from "../model/declaration.ts";
import type { Route } from "../model/vocabulary.ts";
import { type DefaultValue, type DefaultValues, lookupDefault } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";
import { declarationFiles } from "../rules/cbam/free-allocation-years.ts";
import { goodsFor, headingName } from "../rules/cbam/headings.ts";
import { routesOf } from "../rules/cbam/starters.ts";
import { categoryRow, countryTable, isExempt, routeTable } from "../rules/cbam/tables.ts";
import { declarationOf } from "./declare.ts";
import { LINE_ROUTES } from "./line-routes.ts";

const routeNames = new Map(routeTable().map(({ id, name }) => [id, name]));

/** Countries and published prices whole, and the first goods that fit a search. */
export function choicesOf({ search, limit }: { search: string; limit: number }): Choices {
  const found = goodsFor(search);
  const prices = declarationFiles().find(({ header }) => header.id === "prices")?.rows as [string, number, string][] | undefined;
  return {
    countries: countryTable().map(({ code, name }) => ({ code, name, ...(isExempt(code) && { exempt: true as const }) })),
    goods: found.slice(0, limit).map(({ cn, category, description }) => ({
      cn,
      category,
      heading: headingName(cn),
      description,
      indirectCounts: !categoryRow(category).annexII,
      routes: routesOf(category).map((id) => ({ id, name: routeNames.get(id) ?? { ko: id, en: id } })),
    })),
    found: found.length,
    prices: (prices ?? []).map(([quarter, value, published]) => ({ quarter, value, published })),
  };
}

export type Estimating = {
  cn: string;
  country: string;
  route?: Route | undefined;
  year: number;
  tonnes: number;
  priceEur?: number | undefined;
};
type Tables = { defaultValues: DefaultValues; benchmarks: Benchmarks };

const LINE = "good";
const encoder = new TextEncoder();

/**
 * Law: a good by default values is what the Declaration makes of one line: the whole row's total with mark-up, less free allocation of column B.
 * A superseded table stands in only as a trial (`asIf` is set). An unpublished price, or a missing benchmark, leaves empty what depends on it.
 * Problems: those of the Declaration; an error leaves no value.
 */
export function estimateOf(tables: Tables, asked: Estimating): Outcome<Estimate> {
  const { cn, country, year, priceEur } = asked;
  const trial = tables.defaultValues.header.status === "superseded";
  const { value, problems } = declarationOf(linesOf(asked), {
    ...tables,
    ...(trial && { asIf: year }),
    ...(priceEur !== undefined && { prices: { any: priceEur } }),
  });
  const line = value?.lines[0];
  if (value === undefined || line === undefined) return { value: undefined, problems: problems.map(pathed) };
  const route = asked.route && LINE_ROUTES[asked.route];
  // Under the threshold the Declaration only counts what its look-up found wrong: here it is said.
  const row = lookupDefault(tables.defaultValues, {
    cn: cn.replace(/[\s.]/g, ""),
    country,
    ...(route && { route }),
    forDeclaration: !trial,
  });
  const said = new Set(problems.map(({ code }) => code));
  const all = [...problems.filter(({ code }) => code !== "DEFAULTS_NOT_COMPARED"), ...row.problems.filter(({ code }) => !said.has(code))];
  return { value: shown(value, line, { row: row.value, year, tonnes: asked.tonnes, problems: all.map(pathed) }), problems: [] };
}

function linesOf({ cn, country, route, year, tonnes }: Estimating): { bytes: Uint8Array; file: string } {
  const unit = cn.startsWith("2716") ? "MWh" : "t";
  const named = route && LINE_ROUTES[route];
  const line: ImportLineInput = {
    id: LINE,
    cn,
    origin: country,
    basis: "default",
    netMass: { value: tonnes, unit },
    date: `${year}-07-01`,
    ...(named && { route: named }),
  };
  return { bytes: encoder.encode(JSON.stringify({ format: "sandan.import-lines/1", lines: [line] })), file: "" };
}

/** A Problem of the line is one of the question: its path is the field that was asked with. */
function pathed({ place: _, ...problem }: Problem): Problem {
  const field = problem.path.replace(new RegExp(`^lines/${LINE}/?`), "");
  const names: Record<string, string> = { origin: "country", date: "year", netMass: "tonnes" };
  return { ...problem, path: names[field] ?? field };
}

type Beside = { row: DefaultValue | undefined; year: number; tonnes: number; problems: Problem[] };

function shown({ steps, projection, asIf }: Declaration, line: DeclaredLine, { row, year, tonnes, problems }: Beside): Estimate {
  const side = line.default;
  const one = (what: string, id = ""): Sourced | undefined => sourced(steps.find((s) => s.what === what && s.id.includes(id)));
  return {
    cn: line.cn,
    category: line.category,
    country: line.origin,
    year,
    ...known({
      default: row && pickRow(row),
      markUp: one("markUp", `/${year}`),
      benchmark: one("benchmarkB"),
      cbamFactor: one("cbamFactor", `/${year}`),
      cscf: one("cscf", `/${year}`),
      see: side?.see,
      sefa: side?.sefa,
      certificates: side?.certificates,
      price: side && one("certificatePrice"),
      cost: side?.cost,
      costPerT: side && perTonne(side.cost.value, tonnes),
      exempt: line.exempt,
      asIf,
    }),
    years: projection.map(({ year: at, certificates, cost }) => ({
      year: at,
      certificates: certificates.value,
      cost: cost?.value ?? null,
    })),
    problems,
  };
}

/** The members that are there. */
function known<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const perTonne = (cost: number | null, tonnes: number): number | null => (cost === null ? null : cost / tonnes);

function pickRow({ direct, indirect, total, route, country, source }: DefaultValue): NonNullable<Estimate["default"]> {
  return { direct, indirect, total, route, country, source };
}

function sourced(step: Step | undefined): Sourced | undefined {
  if (step === undefined) return undefined;
  const { value, unit, factor, assumption } = step;
  return { value, unit, ...(factor && { source: factor }), ...(assumption !== undefined && { assumption }) };
}
