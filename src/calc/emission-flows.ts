// Embedded emissions of the period as flows: sources and precursors to processes, processes to processes, processes to goods, in tCO2e.
import { inUnit } from "../base/units.ts";
import type { EmissionFlow, EmissionNode } from "../model/insight.ts";
import type { Good } from "../model/statement.ts";
import type { Analysed } from "./analysed.ts";
import { type Graph, processIds, type Source } from "./emission-sources.ts";

type Told = { nodes: EmissionNode[]; flows: EmissionFlow[] };

/** Direct and indirect emissions run side by side; each has its own steps. */
const KINDS = [
  { see: "seeDirect", own: "attributedDirect" },
  { see: "seeIndirect", own: "indirect" },
] as const;
type Kind = (typeof KINDS)[number];

/** What is left over below this part of a process's emissions is rounding. */
const ROUNDING = 1e-9;

type Book = { nodes: Map<string, EmissionNode>; flows: Map<string, EmissionFlow & { at: number }> };

/**
 * Law: what flows into a process flows out of it again. In: its own emissions, precursors, goods of other processes. Out: goods of its own, what it hands on,
 * and what left without being told ("rest"). A credit or the carbon of an output runs out of the process, so that every flow is above nought.
 * Kinds of emissions that a process has no figure of are left out for it.
 */
export function flowsOf(analysed: Analysed, graph: Graph, sources: readonly Source[]): Told {
  const book: Book = { nodes: new Map(), flows: new Map() };
  const bySource = new Map(sources.map((source) => [source.step, source]));
  for (const kind of KINDS)
    for (const id of processIds(analysed.steps)) {
      const see = valueAt(analysed, `process/${id}/${kind.see}`);
      const level = valueAt(analysed, `process/${id}/activity`);
      if (see === null || level === null) continue;
      ownFlows(analysed, { graph, bySource, book, kind, id });
      boughtFlows(analysed, { book, kind, id });
      outFlows(analysed, { book, kind, id, see, level });
    }
  const flows = [...book.flows.values()]
    .filter(({ value, at }) => Math.abs(value) > ROUNDING * at)
    .map(({ at: _, ...flow }) => (flow.value < 0 ? { ...flow, from: flow.to, to: flow.from, value: -flow.value } : flow));
  const ends = new Set(flows.flatMap(({ from, to }) => [from, to]));
  return { nodes: [...book.nodes.values()].filter(({ id }) => ends.has(id)), flows };
}

const valueAt = ({ steps }: Analysed, id: string): number | null => steps.get(id)?.value ?? null;
const processNode = (id: string): string => `processes/${id}`;

type Put = { from: EmissionNode; to: EmissionNode; value: number; step?: string };

function put({ nodes, flows }: Book, { from, to, value, step }: Put): void {
  for (const node of [from, to]) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const key = `${from.id} > ${to.id}`;
  const before = flows.get(key);
  if (before === undefined) flows.set(key, { from: from.id, to: to.id, value, ...(step !== undefined && { step }), at: Math.abs(value) });
  else {
    before.value += value;
    before.at += Math.abs(value);
  }
}

const nodeOfProcess = ({ subjects }: Analysed, id: string): EmissionNode => ({
  id: processNode(id),
  name: subjects[id]?.name ?? id,
  kind: "process",
});

type At = { book: Book; kind: Kind; id: string };

/** What the process emits itself, source by source; what no source explains comes from a node of its own. */
function ownFlows(
  analysed: Analysed,
  { graph, bySource, book, kind, id }: At & { graph: Graph; bySource: ReadonlyMap<string, Source> },
): void {
  const root = `process/${id}/${kind.own}`;
  const whole = valueAt(analysed, root) ?? 0;
  const parts = beneath(graph, root, bySource);
  const to = nodeOfProcess(analysed, id);
  let told = 0;
  let size = Math.abs(whole);
  for (const [step, value] of parts) {
    told += value;
    size += Math.abs(value);
    put(book, { from: nodeOfSource(analysed, bySource.get(step) as Source), to, value, step });
  }
  const rest = whole - told;
  if (Math.abs(rest) > ROUNDING * size)
    put(book, { from: { id: `${to.id}/other`, name: to.name, kind: "other", group: "other" }, to, value: rest, step: root });
}

/** tCO2e of a root by the sources beneath it. */
function beneath({ path, place }: Graph, root: string, sources: ReadonlyMap<string, Source>): Map<string, number> {
  const found = new Map<string, number>();
  const { from, inputs, partials, values } = place;
  const open: [at: number, weight: number][] = [[path.index.get(root) ?? -1, 1]];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const [at, weight] = one;
    const id = path.ids[at];
    if (id === undefined || weight === 0) continue;
    const part = weight * (values[at] ?? 0);
    if (sources.has(id)) {
      if (part !== 0 && Number.isFinite(part)) found.set(id, (found.get(id) ?? 0) + part);
      continue;
    }
    for (let k = from[at] as number; k < (from[at + 1] as number); k += 1)
      open.push([inputs[k] as number, weight * (partials[k] as number)]);
  }
  return found;
}

const RECORD: Readonly<Record<string, string>> = { stream: "streams", pfc: "pfc", point: "measuredPoints" };

function nodeOfSource({ subjects }: Analysed, { step, subject, group, process, supplier }: Source): EmissionNode {
  const [kind = "", id = "", field = ""] = step.split("/");
  const name = subjects[subject]?.name ?? subject;
  if (process === undefined) return { id: `${RECORD[kind] ?? kind}/${id}`, name, kind: "stream", group };
  const kindOf = field === "directOwn" ? "other" : "energy";
  return { id: `${processNode(process)}/${field}`, name: supplier ?? name, kind: kindOf, group };
}

/** Emissions that came with precursors. */
function boughtFlows(analysed: Analysed, { book, kind, id }: At): void {
  for (const precursor of analysed.case.precursors ?? []) {
    const step = `precursor/${precursor.id}/${kind.see}`;
    const [use, see] = [valueAt(analysed, `precursor/${precursor.id}/use/${id}`), valueAt(analysed, step)];
    if (use === null || see === null) continue;
    const from: EmissionNode = { id: `precursors/${precursor.id}`, name: precursor.name, kind: "precursor", group: "precursor" };
    put(book, { from, to: nodeOfProcess(analysed, id), value: use * see, step });
  }
}

/** What the process hands on, its goods, and what left without being told. */
function outFlows(analysed: Analysed, { book, kind, id, see, level }: At & { see: number; level: number }): void {
  const from = nodeOfProcess(analysed, id);
  let left = level * see;
  for (const to of new Set((analysed.case.transfers ?? []).filter((t) => t.from === id).map((t) => t.to))) {
    const step = `transfer/${id}/${to}`;
    const value = (valueAt(analysed, step) ?? 0) * see;
    left -= value;
    put(book, { from, to: nodeOfProcess(analysed, to), value, step });
  }
  left -= goodFlows(analysed, { book, kind, id, left });
  if (Math.abs(left) <= ROUNDING * Math.abs(level * see)) return;
  const step = `process/${id}/${kind.see}`;
  put(book, { from, to: { id: `${from.id}/rest`, name: from.name, kind: "other" }, value: left, step });
}

/** Law: goods carry what is not handed on, each by its amount; amounts that tell of more (the whole production) divide it up. Answers what they carry together. */
function goodFlows(analysed: Analysed, { book, kind, id, left }: At & { left: number }): number {
  const goods = analysed.goods.filter(({ process }) => process === id);
  const carried = goods.map((good) => {
    const result = analysed.results.find((r) => r.product === good.id && r.measure === kind.see);
    const amount = amountOf(analysed, good);
    const value = amount === null ? (goods.length === 1 ? left : 0) : amount * (result?.value ?? 0);
    return { good, value, step: result?.step };
  });
  const whole = carried.reduce((sum, { value }) => sum + value, 0);
  const part = whole > left && whole > 0 ? Math.max(0, left) / whole : 1;
  const from = nodeOfProcess(analysed, id);
  for (const { good, value, step } of carried)
    put(book, {
      from,
      to: { id: `products/${good.id}`, name: good.name, kind: "good" },
      value: value * part,
      ...(step !== undefined && { step }),
    });
  return whole * part;
}

/** Tonnes of a good that left in the period, where they are said. */
export function amountOf({ case: told }: Analysed, { id }: Good): number | null {
  const amount = told.products?.find((one) => one.id === id)?.amount;
  return amount === undefined ? null : (inUnit(amount.value, amount.unit, "t") ?? null);
}
