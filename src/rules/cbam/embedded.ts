// Specific embedded emissions of every process: own emissions, precursors, and transfers between processes, cycles included.
import { add, addProducts, type Expression, mul, num, over, ref, type Step } from "../../base/derivation.ts";
import { sharesFrom } from "../../engine/shares.ts";
import { solve } from "../../engine/solve.ts";
import type { Process } from "../../model/case.ts";
import { carbonPricePerTonne } from "./carbon-price.ts";
import { law } from "./law.ts";
import { byId, checkNotNegative, nameOf, type Run, report, total, wanted } from "./run.ts";
import { categoryRow } from "./tables.ts";

/** One run of the recursion: which part of a process and of a precursor it carries. */
type Indicator = {
  see: string;
  unit: string;
  symbol: string;
  /** Own emissions (or energy) of the process for the whole period. */
  own: (run: Run, process: Process) => Expression;
  /** Field of the precursor's value per tonne. */
  precursor: string;
};

const field = (run: Run, process: Process, name: string): Step => run.ledger.get(`process/${process.id}/${name}`);

const INDICATORS: Indicator[] = [
  {
    see: "seeDirect",
    unit: "tCO2e/t",
    symbol: "SEE",
    own: (run, p) => ref("AttrEm", field(run, p, "attributedDirect")),
    precursor: "seeDirect",
  },
  {
    see: "seeIndirect",
    unit: "tCO2e/t",
    symbol: "SEE",
    own: (run, p) => ref("AttrEm", field(run, p, "indirect")),
    precursor: "seeIndirect",
  },
  { see: "seeBasis", unit: "tCO2e/t", symbol: "SEE", own: ownBasis, precursor: "seeBasis" },
  {
    see: "embeddedElectricity",
    unit: "MWh/t",
    symbol: "E",
    own: (run, p) => ref("Own", field(run, p, "electricityConsumed")),
    precursor: "embeddedElectricity",
  },
];

/** The part of the direct emissions that rests on default values of precursors. */
const BY_DEFAULT: Indicator = { see: "defaultDirect", unit: "tCO2e/t", symbol: "SEE", own: () => num(0), precursor: "defaultDirect" };

function anyDefault(run: Run): boolean {
  return (run.case.precursors ?? []).some((p) => p.sources.some((s) => s.basis === "default"));
}

const CARBON_PRICE: Indicator[] = (["carbonPriceDue", "carbonPriceRebate"] as const).map((see) => ({
  see,
  unit: "/t",
  symbol: "CP",
  own: (run, p) => mul(ref("AL", field(run, p, "activity")), ref("CP_own", field(run, p, `${see}Own`))),
  precursor: see,
}));

/** Law (Annex I 3.1): a good of Annex II carries its direct emissions only, every other good direct and indirect; precursors follow their own node. */
function ownBasis(run: Run, process: Process): Expression {
  const direct = ref("AttrEm_dir", field(run, process, "attributedDirect"));
  return categoryRow(process.category).annexII ? direct : add(direct, ref("AttrEm_indir", field(run, process, "indirect")));
}

type Edge = { from: string; to: string; step: Step };

/**
 * Law (59): SEE = (AttrEm + Σ M_i × SEE_i) / AL, over bought precursors and goods transferred from other processes, all consumed amounts included.
 * Gives process/<id>/seeDirect, /seeIndirect, /seeBasis, /embeddedElectricity, /defaultDirect.
 * Problems: TRANSFERS_DO_NOT_CONVERGE, INPUT_EMPTY, NEGATIVE_AMOUNT.
 * Source: IR (EU) 2025/2547 Annex II eqs (59)-(63); IR (EU) 2023/1773 Annex III A.4; the Commission's template, sheet InputOutput.
 */
export function embeddedEmissions(run: Run): void {
  const processes = byId(run.case.processes);
  const edges = transfers(run);
  const indicators = [
    ...INDICATORS,
    ...(anyDefault(run) ? [BY_DEFAULT] : []),
    ...(run.case.carbonPriceTool === undefined ? [] : CARBON_PRICE),
  ];
  if (run.case.carbonPriceTool !== undefined) carbonPricePerTonne(run);
  const systems = indicators.map((indicator) => direct(run, indicator, processes));
  const solved = solveTransfers(
    run,
    processes,
    edges,
    systems.map((s) => s.values),
  );
  if (solved === undefined) return;
  for (const [k, indicator] of indicators.entries())
    state(run, indicator, { processes, edges, own: systems[k]?.expressions ?? [], scores: solved[k] ?? [] });
}

/** transfer/<from>/<to> (t): several entries for one pair are added. */
function transfers(run: Run): Edge[] {
  const pairs = new Map<string, Edge & { parts: Step[] }>();
  const count = new Map<string, number>();
  for (const { from, to } of run.case.transfers ?? []) count.set(`transfer/${from}/${to}`, (count.get(`transfer/${from}/${to}`) ?? 0) + 1);
  for (const [i, transfer] of (run.case.transfers ?? []).entries()) {
    const key = `transfer/${transfer.from}/${transfer.to}`;
    const several = (count.get(key) ?? 0) > 1;
    const at = { id: several ? `${key}/${i + 1}` : key, what: "transfer", subject: transfer.from };
    const step = wanted(run, at, transfer.amount, transfer.origin, "mass");
    checkNotNegative(run, at, step, transfer.amount?.origin ?? transfer.origin);
    const seen = pairs.get(key);
    if (seen === undefined) pairs.set(key, { from: transfer.from, to: transfer.to, step, parts: [step] });
    else seen.parts.push(step);
  }
  const keys = [...pairs.keys()].sort();
  return keys.map((key) => {
    const { from, to, parts, step: only } = pairs.get(key) as Edge & { parts: Step[] };
    if (parts.length === 1) return { from, to, step: only };
    return { from, to, step: run.ledger.step({ id: key, what: "transfer", subject: from, unit: "t" }, total("M", parts)) };
  });
}

/** (AttrEm + Σ M × SEE of precursors) per tonne, as the formula's first part and as a number. */
function direct(run: Run, indicator: Indicator, processes: Process[]): { expressions: Expression[]; values: (number | null)[] } {
  const bought = precursorUses(run, indicator);
  const expressions = processes.map((process) => {
    const parts = (bought.get(process.id) ?? []).map(({ use, value }, i) => mul(ref(`M.${i + 1}`, use), ref(`SEE_prec.${i + 1}`, value)));
    return add(indicator.own(run, process), ...parts);
  });
  const values = processes.map((process, i) => {
    const [value, level] = [expressions[i]?.value ?? null, field(run, process, "activity").value];
    return value === null || level === null || level === 0 ? null : value / level;
  });
  return { expressions, values };
}

function precursorUses(run: Run, indicator: Indicator): Map<string, { use: Step; value: Step }[]> {
  const bought = new Map<string, { use: Step; value: Step }[]>();
  for (const precursor of byId(run.case.precursors)) {
    const value = run.ledger.get(`precursor/${precursor.id}/${indicator.precursor}`);
    for (const process of new Set((precursor.uses ?? []).map((u) => u.process))) {
      const use = run.ledger.get(`precursor/${precursor.id}/use/${process}`);
      if (use.value === 0) continue;
      const list = bought.get(process) ?? [];
      list.push({ use, value });
      bought.set(process, list);
    }
  }
  return bought;
}

/** Scores by indicator and process; null where something missing flows in. undefined where the transfers have no answer. */
function solveTransfers(run: Run, processes: Process[], edges: Edge[], systems: (number | null)[][]): (number | null)[][] | undefined {
  const index = new Map(processes.map((p, i) => [p.id, i]));
  const links = edges.flatMap(({ from, to, step }) => {
    const level = run.ledger.get(`process/${to}/activity`).value;
    return [
      {
        input: index.get(from) ?? 0,
        consumer: index.get(to) ?? 0,
        share: level === null || level <= 0 || step.value === null ? null : step.value / level,
      },
    ];
  });
  const entries = links.flatMap(({ input, consumer, share }) => (share === null || share === 0 ? [] : [{ input, consumer, share }]));
  const { value, problems } = solve({
    shares: sharesFrom(processes.length, entries),
    direct: systems.map((values) => Float64Array.from(values, (v) => v ?? 0)),
    name: (i) => nameOf(run, processes[i]?.id ?? ""),
  });
  if (value === undefined) {
    const [first] = problems;
    report(run, "TRANSFERS_DO_NOT_CONVERGE", {
      path: "transfers",
      origin: run.case.transfers?.[0]?.origin,
      params: { why: first?.text ?? "" },
    });
    return undefined;
  }
  run.problems.push(...problems.map((p) => ({ ...p, path: "transfers" })));
  return systems.map((values, k) => {
    const empty = spread(values, links);
    return values.map((_, i) => (empty.has(i) ? null : (value.scores[k]?.[i] ?? null)));
  });
}

/** Processes whose result is missing: their own part is, or a process that they take from, at whatever distance, or the amount taken. */
function spread(values: (number | null)[], links: { input: number; consumer: number; share: number | null }[]): Set<number> {
  const empty = new Set<number>();
  const consumers = new Map<number, number[]>();
  for (const { input, consumer, share } of links) {
    if (share === null) empty.add(consumer);
    if (share !== 0) consumers.set(input, [...(consumers.get(input) ?? []), consumer]);
  }
  for (const [i, v] of values.entries()) if (v === null) empty.add(i);
  const queue = [...empty];
  for (let i = queue.pop(); i !== undefined; i = queue.pop())
    for (const next of consumers.get(i) ?? [])
      if (!empty.has(next)) {
        empty.add(next);
        queue.push(next);
      }
  return empty;
}

/** The solved values as steps, each with the formula that it satisfies. */
function state(
  run: Run,
  indicator: Indicator,
  solved: { processes: Process[]; edges: Edge[]; own: Expression[]; scores: (number | null)[] },
): void {
  const steps = solved.processes.map((process, i) =>
    run.ledger.declare({
      id: `process/${process.id}/${indicator.see}`,
      what: indicator.see,
      subject: process.id,
      unit: indicator.unit,
      rule: law(run, "embedded"),
      value: solved.scores[i] ?? null,
    }),
  );
  const incoming = new Map<string, Edge[]>();
  for (const edge of solved.edges) incoming.set(edge.to, [...(incoming.get(edge.to) ?? []), edge]);
  for (const [i, process] of solved.processes.entries()) {
    const taken = (incoming.get(process.id) ?? []).map((edge, n) => ({
      left: [`T.${n + 1}`, edge.step] as [string, Step],
      right: [`${indicator.symbol}.${n + 1}`, run.ledger.get(`process/${edge.from}/${indicator.see}`)] as [string, Step],
    }));
    const sum = addProducts(solved.own[i] ?? num(0), taken);
    run.ledger.define(steps[i] as Step, over(sum, ref("AL", field(run, process, "activity"))));
  }
}
