// The specific embedded free allocation of each good, for the summary: its own benchmark and those of its precursors.
import type { Step } from "../../../base/derivation.ts";
import { add, mul, num, ref } from "../../../base/derivation.ts";
import type { BothLanguages } from "../../../base/problem.ts";
import { sharesFrom } from "../../../engine/shares.ts";
import { solve } from "../../../engine/solve.ts";
import type { ImportLine, LinePrecursor } from "../../../model/declaration.ts";
import type { Good } from "../../../model/statement.ts";
import { type Context, contextOf, type Line } from "../declaration/context.ts";
import { actualAllocation } from "../declaration/sefa.ts";
import { FIRST_IMPORT_YEAR } from "../free-allocation-years.ts";
import { countryOf } from "../tables.ts";
import { boughtFrom, type Facts, numberAt, precursorsOf, processesOf, productsOf, tonnes } from "./facts.ts";
import { both } from "./parts.ts";

/** The figure, or why there is none; `none` where the year has no free allocation. */
export type Allocation = { good: Good; step?: Step; why?: BothLanguages };

/** Law: free allocation is adjusted for from 2026 on. */
const yearOf = ({ statement }: Facts): number => statement.asIf ?? Number(statement.period.end.slice(0, 4));
export const hasAllocation = (facts: Facts): boolean => facts.definitive && yearOf(facts) >= FIRST_IMPORT_YEAR;

/**
 * Law: SEFA = CBAM factor × CSCF × column A + Σ m_i × SEFA_i over all precursors, those made inside included, tCO2e per functional unit.
 * A maker's verified value stands for a precursor by actual values, column B for one by default. Source: IR (EU) 2025/2620, Annex, eqs (2) to (6).
 */
export function allocations(facts: Facts): { all: Allocation[]; steps: Step[] } {
  const { defaultValues, benchmarks } = facts.tables;
  const asIf = facts.statement.asIf;
  const context = contextOf({ defaultValues, benchmarks, ...(asIf !== undefined && { asIf }) });
  const own = facts.statement.goods.map((good) => ownOf(facts, context, good));
  const all = (facts.case.transfers ?? []).length === 0 ? own : withTransfers(facts, context, own);
  return { all, steps: [...context.ledger.steps.values()] };
}

/** The good with the precursors that were bought for it. */
function ownOf(facts: Facts, context: Context, good: Good): Allocation {
  if (good.cn === "") return { good, why: both("CN 코드가 없습니다", "there is no CN code") };
  const bought = boughtFor(facts, good);
  if ("ko" in bought) return { good, why: bought };
  const product = productsOf(facts).find(({ id }) => id === good.id);
  const joint = (processesOf(facts).find(({ id }) => id === good.process)?.included ?? []).length > 0;
  const year = yearOf(facts);
  const given: ImportLine = {
    id: good.id,
    cn: good.cn,
    origin: facts.case.installation.country ?? "",
    basis: "actual",
    netMass: { value: 1, unit: "t" },
    date: `${year}-12-31`,
    ...(product?.benchmark !== undefined && { route: product.benchmark }),
    actual: { precursors: bought, joint },
  };
  const cn = good.cn.replace(/[\s.]/g, "").slice(0, 8);
  const origin = countryOf(given.origin) ?? "";
  const line: Line = { given, id: good.id, cn, code: cn, category: good.category, origin, year, quarter: 4, exempt: false };
  const step = actualAllocation(context, line, year);
  if (step.value !== null) return { good, step };
  const faults = context.problems.filter(({ path }) => path.startsWith(`lines/${good.id}`) || path.startsWith("lines/"));
  const texts = [...new Map(faults.map(({ code, text }) => [code, text])).values()];
  return { good, why: both(texts.map(({ ko }) => ko).join(" "), texts.map(({ en }) => en).join(" ")) };
}

/** Tonnes per functional unit of each bought source; a reason where an amount, a code or a basis is not stated. */
export function boughtFor(facts: Facts, good: Good): LinePrecursor[] | BothLanguages {
  const level = numberAt(facts, `process/${good.process}/functionalActivity`) ?? numberAt(facts, `process/${good.process}/activity`);
  const lines: LinePrecursor[] = [];
  for (const precursor of precursorsOf(facts)) {
    if (!(precursor.uses ?? []).some(({ process }) => process === good.process)) continue;
    const used = numberAt(facts, `precursor/${precursor.id}/use/${good.process}`);
    if (level === null || level === 0 || used === null)
      return both(`전구물질 '${precursor.name}'의 양이 없습니다`, `the amount of precursor '${precursor.name}' is missing`);
    if (precursor.cn === undefined)
      return both(`전구물질 '${precursor.name}'의 CN 코드가 없습니다`, `precursor '${precursor.name}' has no CN code`);
    const mine = boughtFrom(facts).filter((b) => b.precursor.id === precursor.id);
    const whole = mine.map(({ source }) => tonnes(source.amount) ?? 0).reduce((a, b) => a + b, 0);
    if (mine.length > 1 && whole === 0)
      return both(`전구물질 '${precursor.name}'의 출처별 양이 없습니다`, `precursor '${precursor.name}' has no amounts by source`);
    for (const { source } of mine) {
      const share = mine.length === 1 ? 1 : (tonnes(source.amount) ?? 0) / whole;
      const origin = source.country ?? precursor.country;
      lines.push({
        amount: (used / level) * share,
        cn: precursor.cn,
        basis: source.basis === "actual" ? "actual" : "default",
        ...(origin !== undefined && { origin }),
        ...(source.sefa !== undefined && { sefa: source.sefa.value }),
      });
    }
  }
  return lines;
}

/** Precursors made inside: their own allocation goes with them, round cycles too; one whose goods have different ones is told apart by none. */
function withTransfers(facts: Facts, context: Context, own: readonly Allocation[]): Allocation[] {
  const processes = processesOf(facts).map(({ id }) => id);
  const level = (id: string): number | null =>
    numberAt(facts, `process/${id}/functionalActivity`) ?? numberAt(facts, `process/${id}/activity`);
  const pairs = [...new Map((facts.case.transfers ?? []).map((t) => [`${t.from}/${t.to}`, t])).values()];
  const shares = pairs.map(({ from, to }) => {
    const [moved, made] = [numberAt(facts, `transfer/${from}/${to}`), level(to)];
    return { from, to, share: moved === null || made === null || made === 0 ? null : moved / made };
  });
  const direct = new Map(processes.map((id) => [id, single(own.filter(({ good }) => good.process === id))]));
  const unknown = unknownProcesses(processes, shares, direct);
  const count = processes.length;
  const entries = shares.map(({ from, to, share }) => ({
    input: processes.indexOf(from),
    consumer: processes.indexOf(to),
    share: share ?? 0,
  }));
  const values = Float64Array.from(processes, (id) => direct.get(id)?.value ?? 0);
  const { value } = solve({ shares: sharesFrom(count, entries), direct: [values] });
  const scores = value?.scores[0];
  return own.map((one): Allocation => {
    const mine = shares.filter(({ to }) => to === one.good.process);
    const { step } = one;
    if (step === undefined || mine.length === 0) return one;
    const lost = mine.find(({ from, share }) => share === null || unknown.has(from));
    if (lost !== undefined || scores === undefined)
      return {
        good: one.good,
        why: both(
          `안에서 만든 전구물질('${lost?.from ?? ""}')의 무상할당을 알 수 없습니다. 그 공정의 제품에 CN 코드와 벤치마크가 하나로 정해져야 합니다.`,
          `the free allocation of the precursor made inside ('${lost?.from ?? ""}') is not known: its process's goods must have CN codes and one benchmark`,
        ),
      };
    return { good: one.good, step: insideStep(context, one.good, step, mine, (id) => scores[processes.indexOf(id)] ?? 0) };
  });
}

type Moved = { from: string; share: number | null };

function insideStep(context: Context, good: Good, own: Step, moved: readonly Moved[], score: (process: string) => number): Step {
  const parts = moved.map(({ from, share }, i) => {
    const at = { subject: from, unit: "tCO2e/t" };
    const id = `inside/${good.id}/${from}`;
    const m = context.ledger.leaf({ ...at, id: `${id}/amount`, what: "precursorAmount", value: share, unit: "t/t" });
    const sefa = context.ledger.leaf({ ...at, id: `${id}/sefa`, what: "sefa", value: score(from), assumption: "solvedWithTransfers" });
    return mul(ref(`m.in${i + 1}`, m), ref(`SEFA.in${i + 1}`, sefa));
  });
  const rule = { act: "IR (EU) 2025/2620", point: "Annex, eq. (4)" };
  const spec = { id: `good/${good.id}/sefa`, what: "sefa", subject: good.id, unit: "tCO2e/t", rule };
  return context.ledger.step(spec, add(ref("SFA", own), ...parts, ...(parts.length === 0 ? [num(0)] : [])));
}

/** The one figure of a process's goods; undefined where they have none or several. */
function single(own: readonly Allocation[]): { value: number } | undefined {
  const values = new Set(own.map(({ step }) => step?.value ?? null));
  const [value] = values;
  return values.size === 1 && typeof value === "number" ? { value } : undefined;
}

/** Processes whose allocation is not known, or that take goods of one whose is not. */
function unknownProcesses(
  processes: readonly string[],
  shares: readonly { from: string; to: string; share: number | null }[],
  direct: ReadonlyMap<string, unknown>,
): Set<string> {
  const unknown = new Set(processes.filter((id) => direct.get(id) === undefined));
  for (const { to, share } of shares) if (share === null) unknown.add(to);
  for (let before = -1; before !== unknown.size; ) {
    before = unknown.size;
    for (const { from, to } of shares) if (unknown.has(from)) unknown.add(to);
  }
  return unknown;
}
