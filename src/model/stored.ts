// Records as they are stored, one by one: the parts of a case, evidence by name, lines of activity data, and what stands beside the case.
import { z } from "zod";
import { activity } from "./activity.ts";
import { caseSchema } from "./case.ts";
import { mapLayout } from "./process-map.ts";
import { scenario } from "./scenario.ts";

const shape = caseSchema.shape;

/** Lists of a case whose entries are records of their own. */
const LISTS = {
  evidence: shape.evidence.unwrap().element,
  streams: shape.streams.unwrap().element,
  pfc: shape.pfc.unwrap().element,
  measuredPoints: shape.measuredPoints.unwrap().element,
  processes: shape.processes.element,
  transfers: shape.transfers.unwrap().element,
  precursors: shape.precursors.unwrap().element,
  cogeneration: shape.cogeneration.unwrap().element,
  products: shape.products.unwrap().element,
  dataGaps: shape.dataGaps.unwrap().element,
  activities: activity,
  scenarios: scenario,
} as const satisfies Record<string, z.ZodType>;

/** Parts of a case that are there once, and where the nodes of the process map stand. */
const SINGLE = {
  installation: shape.installation,
  verifier: shape.verifier.unwrap(),
  carbonPriceTool: shape.carbonPriceTool.unwrap(),
  balances: shape.balances.unwrap(),
  reporting: shape.reporting.unwrap(),
  head: z.strictObject({ title: z.string().max(2000).optional(), source: z.string().max(2000).optional() }),
  layout: mapLayout,
} as const satisfies Record<string, z.ZodType>;

export type ListKind = keyof typeof LISTS;
export type SingleKind = keyof typeof SINGLE;
export type Kind = { list: ListKind; id: string; schema: z.ZodType } | { single: SingleKind; schema: z.ZodType };

export const LIST_KINDS = Object.keys(LISTS) as ListKind[];
export const SINGLE_KINDS = Object.keys(SINGLE) as SingleKind[];

/** What a key names; undefined for a key of no record. */
export function kindOf(key: string): Kind | undefined {
  const slash = key.indexOf("/");
  if (slash < 0) return Object.hasOwn(SINGLE, key) ? { single: key as SingleKind, schema: SINGLE[key as SingleKind] } : undefined;
  const [list, id] = [key.slice(0, slash), key.slice(slash + 1)];
  return Object.hasOwn(LISTS, list) && id !== "" ? { list: list as ListKind, id, schema: LISTS[list as ListKind] } : undefined;
}

/** Law: measures and the places of nodes are thoughts about a period; no case is composed with them, and no figure or Statement changes by them. */
export function isBeside(kind: Kind): boolean {
  return "single" in kind ? kind.single === "layout" : kind.list === "scenarios";
}
