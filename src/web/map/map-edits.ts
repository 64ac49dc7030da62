// What an edit of the map means for the records: which are read, and how each is to be written. Nothing here asks the server.
import type { Json } from "../../base/canonical.ts";
import { type Dimension, unitsOf } from "../../base/units.ts";
import type { EdgeKind, MapEdge, MapNode, MapPosition } from "../../model/process-map.ts";

type Fields = { [key: string]: Json };
export type Amount = { value: number; unit: string };
export type Entry = { key: string; body: Json | null; follows?: number };
/** A record as it was read; version 0 and no body where there never was one. */
export type Held = { key: string; version: number; body: Json | null };

export type Edit =
  /** An amount, or null to take it away. */
  | { do: "set"; record: string; field: string; amount: Amount | null }
  | { do: "rename"; record: string; name: string }
  | { do: "connect"; kind: EdgeKind; from: MapNode; to: MapNode; amount: Amount | null; like?: MapEdge | undefined }
  | { do: "disconnect"; edge: MapEdge }
  | { do: "add"; record: string; body: Fields }
  /** A node and everything that hangs on it. */
  | { do: "remove"; node: MapNode; edges: readonly MapEdge[] }
  | { do: "place"; positions: Readonly<Record<string, MapPosition>> };

const SOURCES = ["stream", "pfc", "measuredPoint"];

/** What a line from one node to another would say; undefined where it would say nothing. */
export function linkOf(from: MapNode, to: MapNode): EdgeKind | undefined {
  if (from.id === to.id) return undefined;
  if (from.kind === "process") {
    if (to.kind === "process") return "transfer";
    if (to.kind === "product") return "good";
    if (to.kind === "stream" && to.output) return "share";
    if (to.kind === "electricity") return "electricityExported";
    if (to.kind === "heat") return "heatExported";
    return to.kind === "wasteGas" ? "wasteGasExported" : undefined;
  }
  if (to.kind !== "process") return undefined;
  if (SOURCES.includes(from.kind)) return from.output ? undefined : "share";
  if (from.kind === "precursor") return "use";
  if (from.kind === "electricity" || from.kind === "cogeneration") return "electricity";
  if (from.kind === "heat") return "heatImported";
  return from.kind === "wasteGas" ? "wasteGasImported" : undefined;
}

const DIMENSIONS: Readonly<Record<EdgeKind, Dimension>> = {
  share: "fraction",
  transfer: "mass",
  use: "mass",
  good: "mass",
  electricity: "electricity",
  electricityExported: "electricity",
  electricityProduced: "electricity",
  heatImported: "energy",
  heatExported: "energy",
  wasteGasImported: "energy",
  wasteGasExported: "energy",
};

/** Units in which an amount of the kind may be told; a share in per cent first. */
export function unitsOfEdge(kind: EdgeKind): string[] {
  return kind === "share" ? ["%", "1"] : unitsOf(DIMENSIONS[kind]);
}

export function unitsOfNode({ kind }: Pick<MapNode, "kind">): string[] {
  if (kind === "stream") return unitsOf("mass", "gasVolume");
  if (kind === "measuredPoint") return unitsOf("time");
  return unitsOf(kind === "cogeneration" ? "electricity" : "mass");
}

const idOf = (node: string): string => node.slice(node.indexOf("/") + 1);
const transferKey = (from: string, to: string): string => `transfers/${idOf(from)}~${idOf(to)}`;

/** The record that a line between two nodes is written into. */
function homeOf(kind: EdgeKind, from: string, to: string): string {
  if (kind === "transfer") return transferKey(from, to);
  if (kind === "share") return from.startsWith("processes/") ? to : from;
  if (kind === "use") return from;
  if (kind === "good") return to;
  return from.startsWith("processes/") && kind !== "electricity" && !kind.endsWith("Imported") ? from : to;
}

/** The records that an edit needs to know before it is written. */
export function keysOf(edit: Edit): string[] {
  switch (edit.do) {
    case "set":
    case "rename":
    case "add":
      return [edit.record];
    case "connect":
      return [...new Set([homeOf(edit.kind, edit.from.id, edit.to.id), ...(edit.like === undefined ? [] : [edit.like.record])])];
    case "disconnect":
      return [edit.edge.record];
    case "remove":
      return [...new Set([...(edit.node.record === undefined ? [] : [edit.node.record]), ...edit.edges.map(({ record }) => record)])];
    case "place":
      return ["layout"];
  }
}

/** Law: an edit changes what it says and nothing else; every record follows the version that was read. */
export function entriesOf(edit: Edit, held: ReadonlyMap<string, Held>): Entry[] {
  const bodyOf = (key: string): Fields => structuredClone((held.get(key)?.body ?? {}) as Fields);
  const entry = (key: string, body: Fields | null): Entry => {
    const version = held.get(key)?.version ?? 0;
    return { key, body, ...(version > 0 && { follows: version }) };
  };
  switch (edit.do) {
    case "set":
      return [entry(edit.record, withAmount(bodyOf(edit.record), edit.field, edit.amount))];
    case "rename":
      return [entry(edit.record, { ...bodyOf(edit.record), name: edit.name })];
    case "add":
      return [entry(edit.record, edit.body)];
    case "place":
      return [entry("layout", { positions: edit.positions as unknown as Fields })];
    case "connect": {
      const key = homeOf(edit.kind, edit.from.id, edit.to.id);
      const like = edit.like === undefined ? undefined : entryAt(bodyOf(edit.like.record), edit.like.field);
      return [entry(key, connected(bodyOf(key), edit, like))];
    }
    case "disconnect":
      return [entry(edit.edge.record, without(bodyOf(edit.edge.record), [edit.edge]))];
    case "remove":
      return removed(edit, { bodyOf, entry });
  }
}

type Tools = { bodyOf: (key: string) => Fields; entry: (key: string, body: Fields | null) => Entry };

/** The node's record goes, and so do transfers and goods of a process; other records let go of it. */
function removed({ node, edges }: Extract<Edit, { do: "remove" }>, { bodyOf, entry }: Tools): Entry[] {
  const mine = node.record === undefined ? [] : [entry(node.record, null)];
  const others = Map.groupBy(
    edges.filter(({ record }) => record !== node.record),
    ({ record }) => record,
  );
  return [
    ...mine,
    ...[...others].map(([record, list]) => entry(record, list.some(({ kind }) => kind === "good") ? null : without(bodyOf(record), list))),
  ];
}

/** A record without some of its flows; null where nothing is left of it. Places of a list are taken from the back. */
function without(body: Fields, edges: readonly MapEdge[]): Fields | null {
  const byPlace = edges.toSorted((a, b) => placeIn(b.field) - placeIn(a.field));
  for (const { kind, field } of byPlace) {
    if (kind === "transfer") return null;
    const path = field.split("/");
    if (kind !== "share") path.pop();
    const last = path.pop() ?? "";
    const holder = path.reduce<Json | undefined>((at, key) => (at as Fields | undefined)?.[key], body);
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else if (typeof holder === "object" && holder !== null) delete holder[last];
  }
  return body;
}

const placeIn = (field: string): number => Number(/\/(\d+)\//.exec(field)?.[1] ?? 0);

/** The object that holds an amount: "electricity/0/amount" stands in the first entry of the list. */
function entryAt(body: Fields, field: string): Fields | undefined {
  const path = field.split("/").slice(0, -1);
  return path.reduce<Json | undefined>((at, key) => (at as Fields | undefined)?.[key], body) as Fields | undefined;
}

/** What is the same for all that one supplier delivers. */
const OF_SUPPLIER = ["emissionFactor", "method", "country", "generation", "criteria"];

function connected(body: Fields, { kind, from, to, amount }: Extract<Edit, { do: "connect" }>, like: Fields | undefined): Fields {
  const told: Fields = amount === null ? {} : { amount: { ...amount } };
  const process = idOf(from.kind === "process" ? from.id : to.id);
  switch (kind) {
    case "transfer":
      return { from: idOf(from.id), to: idOf(to.id), ...told };
    case "share":
      return { ...body, shares: { ...(body.shares as Fields | undefined), ...(amount && { [process]: { ...amount } }) } };
    case "use":
      return { ...body, uses: [...((body.uses ?? []) as Json[]), { process, ...told }] };
    case "good":
      return { ...body, process, ...told };
    case "electricity":
    case "electricityExported":
    case "electricityProduced": {
      const partner = from.kind === "process" ? to : from;
      const known = Object.fromEntries(OF_SUPPLIER.flatMap((key) => (like?.[key] === undefined ? [] : [[key, like[key]]])));
      const power = { ...told, ...known, ...(partner.name !== "" && { supplier: partner.name }) };
      return { ...body, [kind]: [...((body[kind] ?? []) as Json[]), power] };
    }
    default: {
      const [list, way] = kind.startsWith("heat") ? ["heat", kind.slice(4)] : ["wasteGas", kind.slice(8)];
      const partner = kind.endsWith("Imported") ? from : to;
      const flow = { ...told, ...(partner.name !== "" && { partner: partner.name }) };
      const flows = (body[list] ?? {}) as Fields;
      const side = way.toLowerCase();
      return { ...body, [list]: { ...flows, [side]: [...((flows[side] ?? []) as Json[]), flow] } };
    }
  }
}

/** The record with an amount at a field, which may not be there yet; the documents that a person named for it stay named. */
function withAmount(body: Fields, field: string, amount: Amount | null): Fields {
  const path = field.split("/");
  const last = path.pop() ?? "";
  let at: Fields = body;
  for (const [i, key] of path.entries()) {
    at[key] ??= /^\d+$/.test(path[i + 1] ?? "") ? [] : {};
    at = at[key] as Fields;
  }
  const before = at[last] as { evidence?: Json } | undefined;
  if (amount === null) delete at[last];
  else at[last] = { ...amount, ...(before?.evidence !== undefined && { evidence: before.evidence }) };
  return body;
}

/** What puts everything back: each record as it was, on the version that the edit made. */
export function inverseOf(entries: readonly Entry[], held: ReadonlyMap<string, Held>): Entry[] {
  return entries.map(({ key, follows = 0 }) => ({ key, body: held.get(key)?.body ?? null, follows: follows + 1 }));
}

/** An id for a new thing, from its name: as a case file allows it, and unlike every other of the map. */
export function newId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .trim()
    .replace(/[^\p{L}\p{N}._:-]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, "")
    .slice(0, 60);
  const base = plain === "" ? "x" : plain;
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  return id;
}

/** Why a flow cannot be taken out; undefined where it can. */
export function fixedBecause(edge: MapEdge, edges: readonly MapEdge[]): "good" | "implied" | "lines" | undefined {
  if (edge.kind === "good") return "good";
  if (edge.implied) return "implied";
  const list = edge.field.replace(/\/\d+\/.*$/, "");
  const bound = edges.some(({ record, field, lines }) => lines !== undefined && record === edge.record && field.startsWith(list));
  return bound ? "lines" : undefined;
}
