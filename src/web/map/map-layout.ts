// Where nodes stand that nobody put anywhere: sources at the left, processes in the order of what they hand on, what they make behind them.
import type { MapEdge, MapNode, MapPosition } from "../../model/process-map.ts";

export const NODE_SIZE = { width: 200, height: 84 } as const;
const COLUMN = 330;
const ROW = 100;

type Graph = { nodes: readonly Pick<MapNode, "id" | "kind" | "output">[]; edges: readonly Pick<MapEdge, "from" | "to" | "kind">[] };

/** A place for every node: columns by flow, in each column near what it is tied to. The same graph gives the same places. */
export function arranged({ nodes, edges }: Graph): Map<string, MapPosition> {
  const columns = columnsOf({ nodes, edges });
  const ties = new Map<string, string[]>();
  for (const { from, to } of edges) {
    ties.set(from, [...(ties.get(from) ?? []), to]);
    ties.set(to, [...(ties.get(to) ?? []), from]);
  }
  const lists = Map.groupBy(nodes, ({ id }) => columns.get(id) ?? 0);
  const order = [...lists.keys()].sort((a, b) => a - b);
  const places = new Map<string, MapPosition>();
  const tallest = Math.max(0, ...[...lists.values()].map((list) => list.length));
  for (const column of order) stand(lists.get(column) ?? [], { column, tallest, places });
  // Twice towards what each is tied to: enough that lines seldom cross.
  for (const column of [...order, ...order.toReversed()]) {
    const list = lists.get(column) ?? [];
    const middle = new Map(list.map(({ id }) => [id, meanY(ties.get(id) ?? [], places) ?? places.get(id)?.y ?? 0]));
    const sorted = list.toSorted((a, b) => (middle.get(a.id) ?? 0) - (middle.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
    stand(sorted, { column, tallest, places });
  }
  return places;
}

type Standing = { column: number; tallest: number; places: Map<string, MapPosition> };

/** One under the other, in the middle of the tallest column. */
function stand(list: readonly { id: string }[], { column, tallest, places }: Standing): void {
  const top = ((tallest - list.length) * ROW) / 2;
  for (const [i, { id }] of list.entries()) places.set(id, { x: column * COLUMN, y: top + i * ROW });
}

function meanY(ids: readonly string[], places: ReadonlyMap<string, MapPosition>): number | undefined {
  const known = ids.flatMap((id) => places.get(id)?.y ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, y) => sum + y, 0) / known.length;
}

function columnsOf({ nodes, edges }: Graph): Map<string, number> {
  const processes = nodes.filter(({ kind }) => kind === "process").map(({ id }) => id);
  const depth = depthsOf(
    processes,
    edges.filter(({ kind }) => kind === "transfer"),
  );
  const gives = new Set(edges.map(({ from }) => from));
  const makers = Map.groupBy(edges, ({ to }) => to);
  const behind = (id: string): number => Math.max(-1, ...(makers.get(id) ?? []).map(({ from }) => depth.get(from) ?? -1)) + 2;
  return new Map(
    nodes.map(({ id, kind, output }) => {
      if (kind === "process") return [id, (depth.get(id) ?? 0) + 1];
      const taken = !gives.has(id) && makers.has(id);
      return [id, kind === "product" || output || taken ? behind(id) : 0];
    }),
  );
}

/** Longest way by transfers to each process; in a cycle it ends where the search came in. */
function depthsOf(ids: readonly string[], transfers: readonly Pick<MapEdge, "from" | "to">[]): Map<string, number> {
  const depth = new Map<string, number>();
  const feeders = Map.groupBy(transfers, ({ to }) => to);
  const find = (id: string, open: ReadonlySet<string>): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    const before = (feeders.get(id) ?? []).filter(({ from }) => !open.has(from));
    const inner = new Set([...open, id]);
    const found = Math.max(-1, ...before.map(({ from }) => find(from, inner))) + 1;
    if (open.size === 0) depth.set(id, found);
    return found;
  };
  for (const id of ids) find(id, new Set());
  return depth;
}
