// Nodes and edges of the process map, read off the records as they stand.
import type { Json } from "../base/canonical.ts";
import { inUnit } from "../base/units.ts";
import type { Cogeneration, MeasuredPoint, Pfc, Precursor, Process, Product, Stream, Transfer } from "../model/case.ts";
import type { EdgeKind, MapEdge, MapNode, NodeKind } from "../model/process-map.ts";
import type { Quantity } from "../model/quantity.ts";
import type { Gathered } from "./compose.ts";

/** What the records say, kind by kind and id by id. Stored records were held against their schemas when they were written. */
export type Plant = {
  streams: ReadonlyMap<string, Stream>;
  pfc: ReadonlyMap<string, Pfc>;
  measuredPoints: ReadonlyMap<string, MeasuredPoint>;
  processes: ReadonlyMap<string, Process>;
  transfers: ReadonlyMap<string, Transfer>;
  precursors: ReadonlyMap<string, Precursor>;
  cogeneration: ReadonlyMap<string, Cogeneration>;
  products: ReadonlyMap<string, Product>;
  /** Lines of activity data by target, such as "streams/gas/activity". */
  lines: ReadonlyMap<string, readonly unknown[]>;
  /** How many lines belong to a record, "streams/gas". */
  attached: ReadonlyMap<string, number>;
  /** Value of a step of the calculation; null: missing; undefined: there is no such step. */
  step: (id: string) => number | null | undefined;
  version: (record: string) => number | undefined;
};

export function plantOf({ lists, lines }: Gathered, { step, version }: Pick<Plant, "step" | "version">): Plant {
  const of = <T>(list: string): ReadonlyMap<string, T> => (lists.get(list) ?? new Map<string, Json>()) as unknown as ReadonlyMap<string, T>;
  const attached = new Map<string, number>();
  for (const [target, mine] of lines) {
    const record = target.split("/", 2).join("/");
    attached.set(record, (attached.get(record) ?? 0) + mine.length);
  }
  return {
    streams: of("streams"),
    pfc: of("pfc"),
    measuredPoints: of("measuredPoints"),
    processes: of("processes"),
    transfers: of("transfers"),
    precursors: of("precursors"),
    cogeneration: of("cogeneration"),
    products: of("products"),
    lines,
    attached,
    step,
    version,
  };
}

/** A quantity in another unit; null where it was not said or its unit has another dimension. */
export function valueIn(given: Quantity | undefined, unit: string): number | null {
  return given === undefined ? null : (inUnit(given.value, given.unit, unit) ?? null);
}

/** Σ of values, null where one is missing. */
export function sumOf(values: readonly (number | null | undefined)[]): number | null {
  return values.reduce<number | null>((sum, v) => (sum === null || v === null || v === undefined ? null : sum + v), 0);
}

/** Unit in which a stream's activity is shown: tonnes, or 1000 Nm3 where it is recorded by volume. */
export function unitOf({ activity }: Stream): "t" | "1000Nm3" {
  return activity !== undefined && inUnit(activity.value, activity.unit, "t") === undefined ? "1000Nm3" : "t";
}

/** The single process that takes all sources, where no source says otherwise; undefined where shares are said or there are several. */
function soleProcess({ processes, streams, pfc, measuredPoints }: Plant): string | undefined {
  const [only] = processes.keys();
  if (only === undefined || processes.size > 1) return undefined;
  const shared = [streams, pfc, measuredPoints].some((list) =>
    [...list.values()].some(({ shares }) => Object.keys(shares ?? {}).length > 0),
  );
  return shared ? undefined : only;
}

export type Flows = { nodes: MapNode[]; edges: MapEdge[] };

/** Law: every node and edge is a record or a field of one; nodes and edges come in canonical order whatever the order of the records. */
export function flowsOf(plant: Plant): Flows {
  const nodes = new Map<string, MapNode>(recordNodes(plant).map((node) => [node.id, node]));
  const edges = [...shareEdges(plant), ...massEdges(plant), ...energyEdges(plant, nodes)];
  const known = edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  return {
    nodes: [...nodes.values()],
    edges: known.map((edge) => {
      const [version, lines] = [plant.version(edge.record), plant.lines.get(edge.id)?.length];
      return { ...edge, ...(version !== undefined && { version }), ...(lines !== undefined && { lines }) };
    }),
  };
}

type Whole = { kind: NodeKind; name: string; unit?: string; field?: string; given?: Quantity | undefined; value?: number | null };

function recordNodes(plant: Plant): MapNode[] {
  const { streams, pfc, measuredPoints, precursors, cogeneration, processes, products } = plant;
  const all = <T>(list: string, records: ReadonlyMap<string, T>, whole: (record: T) => Whole): MapNode[] =>
    [...records].map(([id, record]) => nodeOf(plant, `${list}/${id}`, whole(record)));
  return [
    ...all("streams", streams, (s) => ({ kind: "stream", name: s.name, unit: unitOf(s), field: "activity", given: s.activity })),
    ...all("pfc", pfc, (p) => ({ kind: "pfc", name: p.name ?? p.technology ?? p.id, unit: "t", field: "aluminium", given: p.aluminium })),
    ...all("measuredPoints", measuredPoints, (m) => ({ kind: "measuredPoint", name: m.name, unit: "h", field: "hours", given: m.hours })),
    ...all("precursors", precursors, (p) => ({ kind: "precursor", name: p.name, unit: "t", ...only("purchased", p.purchased) })),
    ...all("cogeneration", cogeneration, (c) => ({
      kind: "cogeneration",
      name: c.name ?? c.id,
      unit: "MWh",
      field: "electricityOutput",
      given: c.electricityOutput,
    })),
    ...all("processes", processes, (p) => ({
      kind: "process",
      name: p.name,
      unit: "t",
      ...only("production", p.production),
      value: plant.step(`process/${p.id}/activity`) ?? null,
    })),
    ...all("products", products, (p) => ({ kind: "product", name: p.name ?? p.cn, unit: "t", field: "amount", given: p.amount })),
  ];
}

/** The one amount of a list of amounts; of several the sum, which has no field of its own. */
function only(field: string, list: readonly { amount?: Quantity | undefined }[] | undefined): Partial<Whole> {
  if (list === undefined || list.length === 0) return { field: `${field}/0/amount` };
  if (list.length === 1) return { field: `${field}/0/amount`, given: list[0]?.amount };
  return { value: sumOf(list.map(({ amount }) => valueIn(amount, "t"))) };
}

function nodeOf(plant: Plant, record: string, { kind, name, unit, field, given, value }: Whole): MapNode {
  const [version, attached] = [plant.version(record), plant.attached.get(record)];
  const lines = field === undefined ? undefined : plant.lines.get(`${record}/${field}`)?.length;
  return {
    id: record,
    kind,
    name,
    record,
    ...(version !== undefined && { version }),
    ...(unit !== undefined && { amount: { value: value === undefined ? valueIn(given, unit) : value, unit } }),
    ...(field !== undefined && { field }),
    ...(given !== undefined && { given: { value: given.value, unit: given.unit } }),
    ...(lines !== undefined && { lines }),
    ...(attached !== undefined && { attached }),
    ...(kind === "stream" && given !== undefined && given.value < 0 && { output: true }),
  };
}

type Source = Stream | Pfc | MeasuredPoint;
type Place = { list: "streams" | "pfc" | "measuredPoints"; id: string };

function shareEdges(plant: Plant): MapEdge[] {
  const sole = soleProcess(plant);
  const of = (list: Place["list"], records: ReadonlyMap<string, Source>): MapEdge[] =>
    [...records].flatMap(([id, source]) => {
      if (sole !== undefined) return [shareEdge(plant, { list, id }, { source, process: sole })];
      return Object.keys(source.shares ?? {})
        .sort()
        .map((process) => shareEdge(plant, { list, id }, { source, process }));
    });
  return [...of("streams", plant.streams), ...of("pfc", plant.pfc), ...of("measuredPoints", plant.measuredPoints)];
}

/** A share as an edge: part of the activity of a stream, part of the emissions of cells and points. Carbon that leaves runs from the process to the stream. */
function shareEdge(plant: Plant, { list, id }: Place, { source, process }: { source: Source; process: string }): MapEdge {
  const record = `${list}/${id}`;
  const field = `shares/${process}`;
  const given = source.shares?.[process];
  const implied = given === undefined;
  const share = implied ? 1 : valueIn(given, "1");
  const part = (whole: number | null | undefined): number | null =>
    share === null || whole === null || whole === undefined ? null : share * whole;
  const stream = list === "streams" ? (source as Stream) : undefined;
  const whole =
    stream === undefined ? plant.step(`${list === "pfc" ? "pfc" : "point"}/${id}/emissions`) : valueIn(stream.activity, unitOf(stream));
  const leaves = (stream?.activity?.value ?? 0) < 0;
  const value = part(whole);
  const energy = stream === undefined ? undefined : streamEnergy(plant, stream);
  const carbon = stream === undefined ? undefined : streamCarbon(plant, stream);
  return {
    id: `${record}/${field}`,
    kind: "share",
    from: leaves ? `processes/${process}` : record,
    to: leaves ? record : `processes/${process}`,
    record,
    field,
    value: value !== null && leaves ? -value : value,
    unit: stream === undefined ? "tCO2e" : unitOf(stream),
    ...(given !== undefined && { given: { value: given.value, unit: given.unit } }),
    share,
    ...(implied && { implied: true as const }),
    ...(energy !== undefined && { energyTj: part(energy) }),
    ...(carbon !== undefined && { carbonT: part(carbon) }),
  };
}

/** TJ of a stream, biomass included; null where a fuel's is not known; undefined of what is no fuel. */
export function streamEnergy({ step }: Plant, { id, method }: Stream): number | null | undefined {
  const [fossil, biomass] = [step(`stream/${id}/energy`), step(`stream/${id}/energyBiomass`)];
  if (fossil === undefined || biomass === undefined) return method === "combustion" ? null : undefined;
  return sumOf([fossil, biomass]);
}

/** t of carbon that becomes CO2, biomass included, by the steps of the calculation; negative where it leaves; undefined where nothing is calculated. */
export function streamCarbon({ step }: Plant, { id }: Stream): number | null | undefined {
  const [fossil, biomass, ratio] = [step(`stream/${id}/emissions`), step(`stream/${id}/biomass`), step("carbonToCo2")];
  if (fossil === undefined || biomass === undefined || ratio === undefined || ratio === null) return undefined;
  const co2 = sumOf([fossil, biomass]);
  return co2 === null ? null : co2 / ratio;
}

type Plain = Pick<MapEdge, "kind" | "from" | "to" | "record" | "field" | "unit">;

function edgeOf(plain: Plain, given: Quantity | undefined): MapEdge {
  return {
    id: `${plain.record}/${plain.field}`,
    ...plain,
    value: valueIn(given, plain.unit),
    ...(given !== undefined && { given: { value: given.value, unit: given.unit } }),
  };
}

function massEdges({ transfers, precursors, products }: Plant): MapEdge[] {
  return [
    ...[...transfers].map(([id, { from, to, amount }]) =>
      edgeOf(
        { kind: "transfer", from: `processes/${from}`, to: `processes/${to}`, record: `transfers/${id}`, field: "amount", unit: "t" },
        amount,
      ),
    ),
    ...[...precursors].flatMap(([id, { uses = [] }]) =>
      uses.map(({ process, amount }, i) => {
        const record = `precursors/${id}`;
        return edgeOf({ kind: "use", from: record, to: `processes/${process}`, record, field: `uses/${i}/amount`, unit: "t" }, amount);
      }),
    ),
    ...[...products].map(([id, { process, amount }]) => {
      const record = `products/${id}`;
      return edgeOf({ kind: "good", from: `processes/${process}`, to: record, record, field: "amount", unit: "t" }, amount);
    }),
  ];
}

type Flow = { kind: EdgeKind; of: "electricity" | "heat" | "wasteGas"; field: string; unit: string; into: boolean };
type Entry = { amount?: Quantity | undefined; supplier?: string | undefined; partner?: string | undefined };

const FLOWS: readonly (Flow & { list: (process: Process) => readonly Entry[] | undefined })[] = [
  { kind: "electricity", of: "electricity", field: "electricity", unit: "MWh", into: true, list: (p) => p.electricity },
  {
    kind: "electricityExported",
    of: "electricity",
    field: "electricityExported",
    unit: "MWh",
    into: false,
    list: (p) => p.electricityExported,
  },
  {
    kind: "electricityProduced",
    of: "electricity",
    field: "electricityProduced",
    unit: "MWh",
    into: false,
    list: (p) => p.electricityProduced,
  },
  { kind: "heatImported", of: "heat", field: "heat/imported", unit: "TJ", into: true, list: (p) => p.heat?.imported },
  { kind: "heatExported", of: "heat", field: "heat/exported", unit: "TJ", into: false, list: (p) => p.heat?.exported },
  { kind: "wasteGasImported", of: "wasteGas", field: "wasteGas/imported", unit: "TJ", into: true, list: (p) => p.wasteGas?.imported },
  { kind: "wasteGasExported", of: "wasteGas", field: "wasteGas/exported", unit: "TJ", into: false, list: (p) => p.wasteGas?.exported },
];

function energyEdges(plant: Plant, nodes: Map<string, MapNode>): MapEdge[] {
  return [...plant.processes].flatMap(([id, process]) =>
    FLOWS.flatMap(({ kind, of, field, unit, into, list }) =>
      (list(process) ?? []).map(({ amount, supplier, partner }, i) => {
        const record = `processes/${id}`;
        const other = partnerNode(plant, { of, name: (supplier ?? partner ?? "").trim(), self: id }, nodes);
        const [from, to] = into ? [other, record] : [record, other];
        return edgeOf({ kind, from, to, record, field: `${field}/${i}/amount`, unit }, amount);
      }),
    ),
  );
}

/** Who stands at the other end: a unit or process of the plant that bears the name, else a node for the name. */
function partnerNode(
  { cogeneration, processes }: Plant,
  { of, name, self }: { of: Flow["of"]; name: string; self: string },
  nodes: Map<string, MapNode>,
): string {
  const unit = [...cogeneration.values()].find((c) => name !== "" && (c.id === name || c.name === name));
  if (unit !== undefined) return `cogeneration/${unit.id}`;
  const process = [...processes.values()].find((p) => p.id !== self && name !== "" && (p.id === name || p.name === name));
  if (process !== undefined) return `processes/${process.id}`;
  const id = `${of}:${name}`;
  if (!nodes.has(id)) nodes.set(id, { id, kind: of, name });
  return id;
}
