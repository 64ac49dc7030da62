// What the parts of the map page share: the map, its nodes by id, what may be done, and what is open.
import type { MapEdge, MapNode, ProcessMap } from "../../model/process-map.ts";
import type { MapEdits } from "./use-map-edits.ts";

export type Opened =
  | { what: "edge"; edge: MapEdge }
  | { what: "link"; from?: string; to?: string }
  | { what: "node"; id: string }
  | { what: "add" }
  | { what: "remove"; id: string };

export type Board = {
  map: ProcessMap;
  nodes: ReadonlyMap<string, MapNode>;
  edits: MapEdits;
  /** May the person write; else everything is shown and nothing can be changed. */
  writes: boolean;
  open(opened: Opened): void;
  close(): void;
};

export const edgesOf = ({ map }: Pick<Board, "map">, id: string): MapEdge[] => map.edges.filter(({ from, to }) => from === id || to === id);
