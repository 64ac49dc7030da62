// The process map of a period: what flows from sources through processes to goods, the balances, and where the nodes stand.
import { z } from "zod";
import type { BothLanguages, Problem } from "../base/problem.ts";

const MOST_NODES = 5000;
const FAR = 1_000_000;
const place = z.strictObject({ x: z.number().min(-FAR).max(FAR), y: z.number().min(-FAR).max(FAR) });

/** Where a person put the nodes, by node id; a node that is not named stands where the page puts it. No part of the case. */
export const mapLayout = z.strictObject({
  positions: z.record(z.string().min(1).max(400), place).refine((all) => Object.keys(all).length <= MOST_NODES),
});
export type MapLayout = z.output<typeof mapLayout>;
export type MapPosition = z.output<typeof place>;

export type NodeKind =
  | "stream"
  | "pfc"
  | "measuredPoint"
  | "precursor"
  | "cogeneration"
  | "electricity"
  | "heat"
  | "wasteGas"
  | "process"
  | "product";

export type MapNode = {
  /** Key of its record, "streams/gas"; suppliers have none of their own: "electricity:KEPCO". */
  id: string;
  kind: NodeKind;
  name: string;
  record?: string;
  /** Version of the record as it was read. */
  version?: number;
  /** The whole amount of a source, precursor or good and what a process made, in the canonical unit; null: not said. */
  amount?: { value: number | null; unit: string };
  /** Where in the record that amount stands, where it stands in one place; what is recorded there; how many lines of activity data it is the sum of. */
  field?: string;
  given?: { value: number; unit: string };
  lines?: number;
  /** All lines of activity data that belong to the record: it cannot go before them. */
  attached?: number;
  /** A stream whose activity is negative: carbon that leaves with it. */
  output?: true;
  position?: MapPosition;
};

export type EdgeKind =
  | "share"
  | "transfer"
  | "use"
  | "electricity"
  | "electricityExported"
  | "electricityProduced"
  | "heatImported"
  | "heatExported"
  | "wasteGasImported"
  | "wasteGasExported"
  | "good";

export type MapEdge = {
  /** Record and field, "precursors/femn/uses/0/amount". */
  id: string;
  kind: EdgeKind;
  from: string;
  to: string;
  record: string;
  version?: number;
  /** Where in the record the number stands. */
  field: string;
  /** What flows, in `unit`; null: not said. */
  value: number | null;
  unit: string;
  /** The number as it is recorded, with its own unit; for a share the fraction. */
  given?: { value: number; unit: string };
  /** Of a share: its part of the source, 0 to 1; `implied` where the only process takes all and nobody said so. */
  share?: number | null;
  implied?: true;
  /** Fuel energy (TJ) and carbon (t, negative where it leaves) of a share; left out where the source has none. */
  energyTj?: number | null;
  carbonT?: number | null;
  /** The value is the sum of so many lines of activity data: those are to be changed, not the sum. */
  lines?: number;
};

/**
 * goods: what a process made against where it went. mass: materials in against goods out. energy: fuel and heat. electricity: MWh. carbon: t of carbon.
 * use: what there is of a source or a precursor against where it goes.
 */
export type BalanceKind = "goods" | "mass" | "energy" | "electricity" | "carbon" | "use";

/** What a gap means: an error of the records, what is lost in the making, what the process itself uses, or what nothing was said of. */
export type GapKind = "difference" | "losses" | "used" | "unassigned";

export type BalanceLine = {
  name: string | BothLanguages;
  /** The edge or node that it is of. */
  edge?: string;
  node?: string;
  value: number | null;
  /** Shown and not counted, because another line says the same mass. */
  sameAs?: string;
};

export type Balance = {
  /** Id of a node; "installation" for the whole. */
  of: string;
  kind: BalanceKind;
  unit: string;
  in: BalanceLine[];
  out: BalanceLine[];
  /** Sums; null where a line is missing. */
  inTotal: number | null;
  outTotal: number | null;
  /** In less out; null with `why` where a side is not known. */
  gap: number | null;
  gapIs: GapKind;
  why?: BothLanguages;
  /** True where in and out agree as the checks of the law would have it; null where that is not known, or a gap is no fault. */
  closes: boolean | null;
};

export type ProcessMap = {
  revision: number;
  nodes: MapNode[];
  edges: MapEdge[];
  balances: Balance[];
  /** Version of the record "layout", where there is one. */
  layoutVersion?: number;
  /** Everything that keeps the records from being a case that can be calculated. */
  problems: Problem[];
};
