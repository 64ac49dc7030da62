// What stands beside a good's own figure: the Commission's default value, the benchmark, and what a tonne costs by either, as the Declaration works it out.
import type { BothLanguages, Problem } from "../base/problem.ts";
import { roundHalfUp } from "../formats/rounding.ts";
import type { DeclaredLine, ImportLineInput, LinePrecursor, LineRoute } from "../model/declaration.ts";
import type { AnalysedGood, Yardstick } from "../model/insight.ts";
import type { Good, Statement } from "../model/statement.ts";
import { type DefaultValues, lookupDefault } from "../rules/cbam/default-values.ts";
import { type Benchmarks, columnA, lettersOf } from "../rules/cbam/free-allocation.ts";
import { FIRST_IMPORT_YEAR, LAST_IMPORT_YEAR } from "../rules/cbam/free-allocation-years.ts";
import { type Allocation, allocations, boughtFor } from "../rules/cbam/report/allocation.ts";
import type { Facts } from "../rules/cbam/report/facts.ts";
import type { Analysed } from "./analysed.ts";
import { declarationOf } from "./declare.ts";
import { LINE_ROUTES } from "./line-routes.ts";

export type Tables = { defaultValues: DefaultValues; benchmarks: Benchmarks };
export type Beside = Pick<AnalysedGood, "default" | "benchmark" | "cost"> & {
  /** What is to be known of the table that the default value was taken from. */
  notes: Problem[];
};

/** As its report states a figure (IR (EU) 2025/2547, Annex II A.1). */
const DECIMALS = 5;
const NO_CODE: BothLanguages = { ko: "CN 코드가 없습니다.", en: "It has no CN code." };
const NO_COUNTRY: BothLanguages = { ko: "사업장의 국가가 적혀 있지 않습니다.", en: "The installation's country is not given." };
const NO_BENCHMARK: BothLanguages = { ko: "이 CN 코드의 벤치마크가 없습니다.", en: "The table has no benchmark for this code." };

const encoder = new TextEncoder();
const codeOf = (cn: string): string => cn.replace(/[\s.]/g, "");

/** The year of import that is supposed: that of the period or of the trial, and no year before certificates are due. */
const yearOf = ({ asIf, period }: Analysed): number =>
  Math.min(LAST_IMPORT_YEAR, Math.max(FIRST_IMPORT_YEAR, asIf ?? Number(period.end.slice(0, 4))));

/**
 * Law: a good beside its default value and benchmark, and one tonne of it imported in the year of the period (or the first in which certificates are due), by the
 * Declaration's own functions: emissions as the report states them, free allocation of column A with its precursors', against the default row with mark-up.
 * A superseded table stands in only as a trial. Cost only where a price is given, EUR per tonne; its Problems are those of the line.
 */
export function yardsticksOf(analysed: Analysed, tables: Tables, price: number | undefined): Map<string, Beside> {
  const trial = tables.defaultValues.header.status === "superseded";
  const asked: Asked = { year: yearOf(analysed), trial, price };
  const plant = plantOf(analysed, tables, asked.year);
  const lines = analysed.goods.flatMap((good, i) => lineOf(plant, { good, id: `g${i}`, ...asked }));
  const declared = declaredLines(lines, tables, asked);
  return new Map(analysed.goods.map((good, i) => [good.id, besideOf(analysed, tables, { good, id: `g${i}`, ...asked }, declared)]));
}

type Asked = { year: number; trial: boolean; price: number | undefined };
type Of = Asked & { good: Good; id: string };
type Declared = { lines: ReadonlyMap<string, DeclaredLine>; problems: readonly Problem[] };

const countryOf = ({ case: { installation } }: Analysed): string | undefined =>
  [installation.country, installation.address?.country].find((one) => one !== undefined && one.trim() !== "");

/** The letter that the operator declares, or the route of the process. */
function routeOf({ case: told }: Analysed, good: Good): LineRoute | undefined {
  const declared = told.products?.find(({ id }) => id === good.id)?.benchmark;
  const [route] = told.processes.find(({ id }) => id === good.process)?.routes ?? [];
  return declared ?? (route && LINE_ROUTES[route]);
}

/** One tonne of the good, by what its maker states. */
function lineOf(plant: Plant, { good, id, year, price }: Of): ImportLineInput[] {
  const { analysed } = plant;
  const origin = countryOf(analysed);
  if (good.cn.trim() === "" || origin === undefined) return [];
  const basis = analysed.results.find((r) => r.product === good.id && r.measure === "seeBasis")?.value ?? null;
  const route = routeOf(analysed, good);
  const precursors = basis === null ? undefined : precursorsOf(plant, good);
  const joint = (analysed.case.processes.find(({ id: one }) => one === good.process)?.included ?? []).length > 0;
  const actual = basis !== null && {
    seeBasis: { value: Number(roundHalfUp(basis, DECIMALS)), unit: "tCO2e/t" },
    ...(precursors !== undefined && { precursors }),
    ...(joint && { joint }),
  };
  return [
    {
      id,
      cn: good.cn,
      origin,
      // Two goods that are alike are two lines, and no line told twice.
      installation: good.id,
      basis: "default",
      netMass: { value: 1, unit: "t" },
      date: `${year}-07-01`,
      ...(route !== undefined && { route }),
      ...(actual && { actual }),
      ...(price !== undefined && { certificatePriceEur: price }),
    },
  ];
}

type Plant = { analysed: Analysed; facts: Facts; allocated: () => readonly Allocation[] };

/** The plant as the operator's report sees it, in the year of import. */
function plantOf(analysed: Analysed, tables: Tables, year: number): Plant {
  const { goods, period, results, steps } = analysed;
  const statement = { goods, period, results, asIf: year } as Pick<Statement, "goods" | "period" | "results" | "asIf"> as Statement;
  const facts: Facts = { statement, case: analysed.case, definitive: true, tables, steps };
  let known: readonly Allocation[] | undefined;
  const allocated = (): readonly Allocation[] => {
    known ??= allocations(facts).all;
    return known;
  };
  return { analysed, facts, allocated };
}

/** Tonnes of each precursor in a tonne of the good, bought ones and those made inside with their own free allocation; undefined where one is not told. */
function precursorsOf({ analysed, facts, allocated }: Plant, good: Good): LinePrecursor[] | undefined {
  const { steps } = analysed;
  const bought = boughtFor(facts, good);
  if ("ko" in bought) return undefined;
  const content = steps.get(`product/${good.id}/functionalContent`)?.value ?? 1;
  const lines = bought.map((line) => ({ ...line, amount: line.amount * content }));
  const inside = new Set((analysed.case.transfers ?? []).filter(({ to }) => to === good.process).map(({ from }) => from));
  if (inside.size === 0) return lines;
  if (allocated().find((one) => one.good.id === good.id)?.step === undefined) return undefined;
  const level = steps.get(`process/${good.process}/functionalActivity`)?.value ?? steps.get(`process/${good.process}/activity`)?.value;
  for (const from of inside) {
    const made = allocated().find((one) => one.good.process === from);
    const sefa = made?.step?.value ?? null;
    const moved = steps.get(`transfer/${from}/${good.process}`)?.value ?? null;
    if (made === undefined || sefa === null || moved === null || level === undefined || level === null || level === 0) return undefined;
    lines.push({ amount: (moved / level) * content, cn: codeOf(made.good.cn), basis: "actual", sefa });
  }
  return lines;
}

/** Lines that the Declaration refuses are left out, so that one faulty good hides no other. */
function declaredLines(lines: readonly ImportLineInput[], tables: Tables, { year, trial }: Asked): Declared {
  if (lines.length === 0) return { lines: new Map(), problems: [] };
  const bytes = encoder.encode(JSON.stringify({ format: "sandan.import-lines/1", lines }));
  const { value, problems } = declarationOf({ bytes, file: "" }, { ...tables, figuresAlone: true, ...(trial && { asIf: year }) });
  if (value !== undefined) return { lines: new Map(value.lines.map((line) => [line.id, line])), problems };
  const refused = new Set(problems.filter(({ severity }) => severity === "error").map(({ path }) => path.split("/")[1]));
  const rest = lines.filter(({ id }) => !refused.has(id));
  const again =
    rest.length === lines.length
      ? { lines: new Map<string, DeclaredLine>(), problems: [] }
      : declaredLines(rest, tables, { year, trial, price: undefined });
  const said = problems.filter(({ severity }) => severity === "error");
  return { lines: again.lines, problems: [...said, ...again.problems] };
}

function besideOf(analysed: Analysed, tables: Tables, of: Of, { lines, problems }: Declared): Beside {
  const { good, id, price } = of;
  const none = good.cn.trim() === "" ? NO_CODE : countryOf(analysed) === undefined ? NO_COUNTRY : undefined;
  if (none !== undefined) {
    const empty: Yardstick = { value: null, why: none };
    const cost = price !== undefined && { cost: costOf(undefined, { price, year: of.year, problems: [] }) };
    return { default: empty, benchmark: empty, notes: [], ...cost };
  }
  const line = lines.get(id);
  const row = defaultOf(analysed, tables, of, line);
  const concerns = ({ path, severity }: Problem): boolean => (path.startsWith("lines/") ? path.split("/")[1] === id : severity === "error");
  const said = problems.filter(concerns).map((p) => pathed(p, good));
  const beside = [...said, ...row.problems.filter(({ severity }) => severity !== "note").map((p) => pathed(p, good))];
  return {
    default: row.yardstick,
    benchmark: benchmarkOf(analysed, tables, of),
    notes: row.problems.filter(({ severity }) => severity === "note").map((p) => pathed(p, good)),
    ...(price !== undefined && { cost: costOf(line, { price, year: of.year, problems: beside }) }),
  };
}

type Cost = NonNullable<AnalysedGood["cost"]>;

function costOf(line: DeclaredLine | undefined, asked: Pick<Cost, "price" | "year" | "problems">): Cost {
  const [actual, byDefault] = [line?.actual?.cost.value ?? null, line?.default?.cost.value ?? null];
  const saving = actual === null || byDefault === null ? null : byDefault - actual;
  const [ofActual, ofDefault] = [partsOf(line?.actual), partsOf(line?.default)];
  return {
    actualEurPerT: actual,
    defaultEurPerT: byDefault,
    savingEurPerT: saving,
    ...asked,
    ...(actual !== null && ofActual && { actual: ofActual }),
    ...(byDefault !== null && ofDefault && { default: ofDefault }),
  };
}

/** Emissions and free allocation of a tonne, where both are known. */
function partsOf(by: DeclaredLine["actual"]): Cost["actual"] | undefined {
  const [see, sefa] = [by?.see.value ?? null, by?.sefa.value ?? null];
  return see === null || sefa === null ? undefined : { see, sefa };
}

/** A Problem of the line is one of the good. */
const pathed = ({ place: _, ...problem }: Problem, { id }: Good): Problem => ({ ...problem, path: `products/${id}` });

function defaultOf(
  analysed: Analysed,
  { defaultValues }: Tables,
  { good, trial }: Of,
  line: DeclaredLine | undefined,
): { yardstick: Yardstick; problems: Problem[] } {
  const route = routeOf(analysed, good);
  const country = countryOf(analysed);
  const { value, problems } = lookupDefault(defaultValues, {
    cn: codeOf(good.cn),
    country,
    ...(route !== undefined && { route }),
    forDeclaration: !trial,
  });
  const why = problems.find(({ severity }) => severity !== "note")?.text ?? problems[0]?.text;
  if (value === undefined) return { yardstick: { value: null, ...(why && { why }) }, problems };
  const markedUp = line?.default?.see.value;
  return { yardstick: { value: value.total, ...(markedUp != null && { markedUp }), source: value.source }, problems };
}

/** Column A of the good, by the letter that is declared or the route. */
function benchmarkOf(analysed: Analysed, { benchmarks }: Tables, { good, year }: Of): Yardstick {
  const letters = lettersOf(routeOf(analysed, good), undefined);
  const found = columnA(benchmarks, { cn: codeOf(good.cn).slice(0, 8), year, ...(letters && { letters }) });
  if (!("fault" in found)) return { value: found.value, source: found.source };
  if (found.fault === "missing") return { value: null, why: NO_BENCHMARK };
  return {
    value: null,
    why: {
      ko: `이 CN 코드에는 벤치마크가 여럿입니다. 제품에 경로 표시를 고르십시오: ${found.letters}`,
      en: `The code has several benchmarks: choose the good's route letter: ${found.letters}`,
    },
  };
}
