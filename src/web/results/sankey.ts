// Flows of emissions made ready for drawing: a Sankey can show neither cycles nor what is taken away, and no more than so many bands.
import type { EmissionFlow, EmissionNode } from "../../model/insight.ts";

export type Drawable = {
  nodes: EmissionNode[];
  flows: EmissionFlow[];
  /** Flows that cannot be drawn: below zero, or going round in a circle. They stand in the table. */
  undrawn: EmissionFlow[];
  /** How many sources were drawn as one. */
  merged: number;
};

export const MERGED = "…merged";

/** Law: every flow is drawn, told as undrawn, or part of the one band of the smallest sources. `most` counts the sources that are drawn by themselves. */
export function drawable(nodes: readonly EmissionNode[], flows: readonly EmissionFlow[], { most = 24 } = {}): Drawable {
  const known = new Set(nodes.map(({ id }) => id));
  const undrawn = flows.filter(({ from, to, value }) => !(value > 0) || from === to || !known.has(from) || !known.has(to));
  const { forward, back } = withoutCycles(flows.filter((flow) => !undrawn.includes(flow)));
  const { flows: drawn, merged, gone } = mergedSources(forward, nodes, most);
  const ends = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const kept = nodes.filter(({ id }) => ends.has(id) && !gone.has(id));
  return {
    nodes: merged === 0 ? kept : [...kept, { id: MERGED, name: "", kind: "other" }],
    flows: drawn,
    undrawn: [...undrawn, ...back],
    merged,
  };
}

/** The smallest of the flows that would close a circle is left out, until none is closed. */
function withoutCycles(flows: readonly EmissionFlow[]): { forward: EmissionFlow[]; back: EmissionFlow[] } {
  const next = new Map<string, Set<string>>();
  const forward: EmissionFlow[] = [];
  const back: EmissionFlow[] = [];
  for (const flow of flows.toSorted((a, b) => b.value - a.value)) {
    if (reaches(next, flow.to, flow.from)) {
      back.push(flow);
      continue;
    }
    forward.push(flow);
    const ends = next.get(flow.from) ?? new Set<string>();
    next.set(flow.from, ends.add(flow.to));
  }
  return { forward, back };
}

function reaches(next: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const open = [from];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    for (const end of next.get(at) ?? [])
      if (!seen.has(end)) {
        seen.add(end);
        open.push(end);
      }
  }
  return false;
}

function mergedSources(
  flows: readonly EmissionFlow[],
  nodes: readonly EmissionNode[],
  most: number,
): { flows: EmissionFlow[]; merged: number; gone: Set<string> } {
  const out = new Map<string, number>();
  const fed = new Set(flows.map(({ to }) => to));
  for (const { from, value } of flows) out.set(from, (out.get(from) ?? 0) + value);
  const sources = nodes.filter(({ id, kind }) => kind !== "process" && kind !== "good" && out.has(id) && !fed.has(id));
  if (sources.length <= most + 1) return { flows: [...flows], merged: 0, gone: new Set() };
  const ranked = sources.map(({ id }) => id).sort((a, b) => (out.get(b) ?? 0) - (out.get(a) ?? 0) || (a < b ? -1 : 1));
  const gone = new Set(ranked.slice(most));
  const together = new Map<string, number>();
  for (const { from, to, value } of flows) if (gone.has(from)) together.set(to, (together.get(to) ?? 0) + value);
  const kept = flows.filter(({ from }) => !gone.has(from));
  return { flows: [...kept, ...[...together].map(([to, value]) => ({ from: MERGED, to, value }))], merged: gone.size, gone };
}
