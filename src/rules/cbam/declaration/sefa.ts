// Specific embedded free allocation: CBAM factor × correction factor × benchmark, and the sum over precursors for actual data.
import { add, div, type Expression, mul, num, ref, type Step, sub } from "../../../base/derivation.ts";
import type { LinePrecursor } from "../../../model/declaration.ts";
import { type Benchmark, type BenchmarkFault, columnA, columnB, isSingle, lettersOf } from "../free-allocation.ts";
import { yearFactor } from "../free-allocation-years.ts";
import { categoryOfCn, categoryRow, constantsFor, countryOf, DEFINITIVE_ACT, exemption } from "../tables.ts";
import { type Context, type Line, once, pass, say, sharedLeaf, sharedStep } from "./context.ts";
import { lookup } from "./default-lookup.ts";

const ACT = "IR (EU) 2025/2620";
const rule = (point: string) => ({ act: ACT, point: `Annex, ${point}` });

/** CBAM factor and correction factor of a year; a year without one takes 1 as a visible assumption. */
function factors(context: Context, year: number): { cbam: Step; cscf: Step } {
  const leaf = (id: "cbamFactor" | "cscf"): Step => {
    const found = yearFactor(id, year);
    const at = { id: `${id}/${year}`, what: id, subject: String(year), unit: "1" };
    return sharedLeaf(
      context,
      found === undefined ? { ...at, value: 1, assumption: "cscfPreliminary" } : { ...at, value: found.value, factor: found.source },
    );
  };
  return { cbam: leaf("cbamFactor"), cscf: leaf("cscf") };
}

/** Says why a benchmark could not be told, once for a good and year. */
export function benchmarkFault(context: Context, line: Line, fault: BenchmarkFault, year: number, cn = line.cn): void {
  if (year !== line.year || yearFactor("cbamFactor", year)?.value === 0) return;
  if (fault.fault === "missing") say(context, "BENCHMARK_MISSING", { line, field: "cn", params: { cn }, onceBy: cn });
  else say(context, "BENCHMARK_ROUTE_NEEDED", { line, field: "route", params: { cn, letters: fault.letters }, onceBy: `${line.id} ${cn}` });
}

type Asked = { cn: string; column: "A" | "B"; benchmark: Benchmark | undefined; year: number };

/** Law (2), (3), (6): SFA = CBAM factor × CSCF × benchmark, tCO2e/t; missing where the benchmark is. */
export function allocation(context: Context, { cn, column, benchmark, year }: Asked): Step {
  const row = benchmark?.source.row ?? `${cn}/${column}`;
  const spec = {
    id: `sefa/${row}/${year}`,
    what: "sefa",
    subject: row,
    unit: "tCO2e/t",
    rule: rule(column === "A" ? "eqs (2), (3)" : "eq. (6)"),
  };
  return sharedStep(context, spec, () => {
    const { cbam, cscf } = factors(context, year);
    if (cbam.value === 0) return mul(ref("CBAMf", cbam), ref("CSCF", cscf));
    const at = { id: `benchmark/${row}`, what: `benchmark${column}`, subject: row, unit: "tCO2e/t" };
    const leaf = sharedLeaf(context, { ...at, value: benchmark?.value ?? null, ...(benchmark && { factor: benchmark.source }) });
    return mul(ref("CBAMf", cbam), ref("CSCF", cscf), ref(column === "A" ? "BMg*" : "BMg", leaf));
  });
}

/** The year in which the goods were produced: stated, else that of the maker's statement (production year = reporting period). */
function productionYear(context: Context, { given: { actual } }: Line): number | undefined {
  const statement = actual?.statement && context.statements.get(actual.statement.hash);
  return actual?.productionYear ?? (statement && Number(statement.period.start.slice(0, 4)));
}

/** Year whose column A applies: the year of production for the line itself, the supposed year in an outlook. */
function benchmarkYear(context: Context, line: Line, year: number): number {
  const production = productionYear(context, line);
  const asIf = context.options.asIf !== undefined;
  return asIf || year !== line.year || production === undefined ? year : production;
}

/**
 * Law (4): with actual data SEFA = SFA (column A) + Σ m_i × SEFA_i of the precursors; of a joint process column A alone. In tCO2e/t.
 * Problems: BENCHMARK_MISSING, BENCHMARK_ROUTE_NEEDED, PRECURSORS_NOT_STATED, PRECURSOR_SEFA_MISSING, PRECURSOR_ORIGIN_ZERO, JOINT_READING, PRODUCTION_YEAR_DIFFERS.
 */
export function actualAllocation(context: Context, line: Line, year: number): Step {
  if (line.category === "electricity") return noAllocation(context);
  const own = ownAllocation(context, line, year);
  const stated = line.given.actual?.precursors;
  const mine = year === line.year;
  if (stated === undefined && mine && !line.given.actual?.joint && categoryRow(line.category).precursors.length > 0)
    say(context, "PRECURSORS_NOT_STATED", { line, field: "actual/precursors", onceBy: line.id });
  if (stated === undefined || stated.length === 0) return own;
  const parts = stated.map((precursor, i): Expression => {
    const amount = once(context, `m ${line.id} ${i}`, () =>
      context.ledger.leaf({
        id: `line/${line.id}/precursor/${i + 1}/amount`,
        what: "precursorAmount",
        subject: line.id,
        value: precursor.amount,
        unit: "t/t",
        ...(line.given.at && { origin: line.given.at }),
      }),
    );
    return mul(ref(`m.${i + 1}`, amount), ref(`SEFA.${i + 1}`, precursorAllocation(context, line, precursor, i, year)));
  });
  const whole = add(ref("SFA", own), ...parts);
  if (line.given.actual?.joint) {
    if (mine) say(context, "JOINT_READING", { line, field: "actual/joint", params: { other: whole.value ?? "-" }, onceBy: line.id });
    return own;
  }
  const spec = { id: `line/${line.id}/sefa/${year}`, what: "sefa", subject: line.id, unit: "tCO2e/t", rule: rule("eq. (4)") };
  return sharedStep(context, spec, () => whole);
}

/** Column A of the line; for a stated mix of white and grey the weighted two. */
function ownAllocation(context: Context, line: Line, year: number): Step {
  const { given } = line;
  const at = benchmarkYear(context, line, year);
  if (at !== year) say(context, "PRODUCTION_YEAR_DIFFERS", { line, params: { production: at, year }, onceBy: `${at} ${year}` });
  const { whiteShare } = given;
  const of = (letters: string[] | undefined): Step => byLetters(context, line, { letters, at, year });
  if (whiteShare === undefined || !isCement(line)) return of(lettersOf(given.route, given.alloy));
  if (whiteShare === 1 || whiteShare === 0) return of(whiteShare === 1 ? ["B"] : ["A"]);
  const [white, grey] = [of(["B"]), of(["A"])];
  if (white === grey) return white;
  const spec = { id: `line/${line.id}/sefa/own/${year}`, what: "sefa", subject: line.id, unit: "tCO2e/t", rule: rule("eqs (2), (3)") };
  const share = whiteShareOf(context, line, true);
  const rest = whiteShareOf(context, line, false);
  return sharedStep(context, spec, () => add(mul(ref("w.1", share), ref("SFA.1", white)), mul(ref("w.2", rest), ref("SFA.2", grey))));
}

/** True for cement and its clinker, which alone are white or grey. */
export const isCement = ({ category }: Line): boolean => /^(cement|cementClinker|aluminousCement)$/.test(category);

/** The part of white cement in a mix, or of grey. */
export function whiteShareOf(context: Context, line: Line, white: boolean): Step {
  const share = sharedLeaf(context, {
    id: `whiteShare/${line.given.whiteShare}`,
    what: "whiteShare",
    subject: line.id,
    value: line.given.whiteShare ?? null,
    unit: "1",
    ...(line.given.at && { origin: line.given.at }),
  });
  if (white) return share;
  const spec = { id: `greyShare/${line.given.whiteShare}`, what: "whiteShare", subject: line.id, unit: "1" };
  return sharedStep(context, spec, () => sub(num(1), ref("w", share)));
}

/** Column A by the letters that the line means. */
function byLetters(context: Context, line: Line, { letters, at, year }: { letters: string[] | undefined; at: number; year: number }): Step {
  const { cn } = line;
  const column = once(context, `A ${cn} ${letters?.join("") ?? ""} ${at} ${year}`, () => {
    const found = columnA(context.options.benchmarks, { cn, year: at, letters });
    const benchmark = "fault" in found ? undefined : found;
    return { found, step: allocation(context, { cn, column: "A", benchmark, year }) };
  });
  if ("fault" in column.found) benchmarkFault(context, line, column.found, year);
  return column.step;
}

function noAllocation(context: Context): Step {
  return sharedLeaf(context, {
    id: "sefa/electricity",
    what: "sefa",
    subject: "electricity",
    value: 0,
    unit: "tCO2e/t",
    assumption: "electricityWithoutAllocation",
  });
}

/**
 * Law: a precursor's SEFA is its maker's verified value, else column B chosen by origin, code and route; zero for an origin in the Union or Annex III (a reading).
 * In another year than that of the import a verified value moves with the CBAM factor; where the factor is zero, so is the allocation.
 */
function precursorAllocation(context: Context, line: Line, precursor: LinePrecursor, i: number, year: number): Step {
  const field = `actual/precursors/${i}`;
  const id = `line/${line.id}/precursor/${i + 1}`;
  const source = precursor.origin === undefined ? undefined : exemption(precursor.origin);
  if (source !== undefined && constantsFor(DEFINITIVE_ACT).unionOriginFreeAllocationZero.value) {
    say(context, "PRECURSOR_ORIGIN_ZERO", {
      line,
      field,
      params: { origin: precursor.origin ?? "", cn: precursor.cn },
      onceBy: `${precursor.origin} ${precursor.cn}`,
    });
    return sharedLeaf(context, {
      id: `sefa/${source.row}`,
      what: "sefa",
      subject: source.row,
      value: 0,
      unit: "tCO2e/t",
      assumption: "exemptOrigin",
      factor: source,
    });
  }
  if (precursor.basis === "actual") return verified(context, line, { precursor, id, field, year });
  const cn = precursor.cn.replace(/[\s.]/g, "");
  const category = /^\d{8}(\d\d)?$/.test(cn) ? categoryOfCn(cn.slice(0, 8), line.year) : undefined;
  const origin = precursor.origin === undefined ? undefined : countryOf(precursor.origin);
  if (category === undefined)
    say(context, "LINE_CN_UNKNOWN", { line, field: `${field}/cn`, params: { cn: precursor.cn, year: line.year }, onceBy: precursor.cn });
  if (precursor.origin !== undefined && origin === undefined)
    say(context, "LINE_ORIGIN_UNKNOWN", { line, field: `${field}/origin`, params: { origin: precursor.origin }, onceBy: precursor.origin });
  const found = precursorBenchmark(context, line, { precursor, cn, origin, year, field });
  if ("fault" in found) benchmarkFault(context, line, found, year, cn.slice(0, 8));
  return allocation(context, { cn: cn.slice(0, 8), column: "B", benchmark: "fault" in found ? undefined : found, year });
}

type ByDefault = { precursor: LinePrecursor; cn: string; origin: string | undefined; year: number; field: string };

function precursorBenchmark(context: Context, line: Line, { precursor, cn, origin, year, field }: ByDefault): Benchmark | BenchmarkFault {
  const { benchmarks } = context.options;
  const stated = lettersOf(precursor.route, precursor.alloy);
  const key = `precursor ${cn} ${origin} ${stated?.join("") ?? ""} ${year}`;
  return once(context, key, () => {
    if (stated !== undefined || isSingle(benchmarks, cn.slice(0, 8), year))
      return columnB(benchmarks, { cn: cn.slice(0, 8), year, letters: stated ?? [] });
    const { value, problems } = lookup(context, { code: cn, origin, route: undefined });
    for (const problem of problems) pass(context, problem, line, field);
    return columnB(benchmarks, { cn: cn.slice(0, 8), year, letters: value?.routeLetters ?? [] });
  });
}

type Verified = { precursor: LinePrecursor; id: string; field: string; year: number };

function verified(context: Context, line: Line, { precursor, id, field, year }: Verified): Step {
  if (precursor.sefa === undefined)
    say(context, "PRECURSOR_SEFA_MISSING", { line, field, params: { cn: precursor.cn }, onceBy: `${line.id} ${field}` });
  const at = { what: "sefa", subject: line.id, unit: "tCO2e/t" };
  const stated = sharedLeaf(context, {
    ...at,
    id: `${id}/sefa`,
    value: precursor.sefa ?? null,
    ...(line.given.at && { origin: line.given.at }),
  });
  const imported = Number(line.given.date.slice(0, 4));
  const then = factors(context, year);
  if (year === imported && then.cbam.value !== 0) return stated;
  const now = factors(context, imported);
  const raised = mul(ref("SEFA", stated), ref("CBAMf.then", then.cbam), ref("CSCF.then", then.cscf));
  const moved = (): Expression => div(raised, mul(ref("CBAMf", now.cbam), ref("CSCF", now.cscf)));
  const still = now.cbam.value === 0 ? () => (then.cbam.value === 0 ? raised : ref("SEFA", stated)) : moved;
  return sharedStep(context, { ...at, id: `${id}/sefa/${year}` }, still);
}
