// Balances of the process map: what goes in against what comes out, for each process, each source and the whole installation.
import type { BothLanguages } from "../base/problem.ts";
import type { Process, Stream } from "../model/case.ts";
import type { Balance, BalanceKind, BalanceLine, EdgeKind, GapKind, MapEdge, MapNode } from "../model/process-map.ts";
import { agree } from "../rules/cbam/checks/finding.ts";
import { type Flows, type Plant, streamCarbon, streamEnergy, sumOf, unitOf, valueIn } from "./map-flows.ts";

/** As the checks of precursors and fuel have it. */
const SAME = { relative: 1e-3 };
/** Two records of one mass: the carbon of a material, and the same material as a precursor or good. */
const EQUAL = { relative: 1e-9 };

const WHY = {
  shares: {
    ko: "배출원 흐름이 어느 공정에 얼마나 쓰였는지(배분) 적혀 있지 않습니다.",
    en: "It is not recorded which process took how much of the source streams.",
  },
  typed: {
    ko: "공정의 직접 배출량이 직접 적혀 있어, 그 가운데 CO₂인 몫을 알 수 없습니다.",
    en: "The process's emissions are typed: how much of them is CO₂ is not known.",
  },
  generation: {
    ko: "공정 안에서 발전한 양과 쓴 양이 따로 적혀 있지 않습니다.",
    en: "How much was generated inside, and used there, is not recorded apart.",
  },
} as const satisfies Record<string, BothLanguages>;

const lacks = (name: BalanceLine["name"]): BothLanguages => {
  const { ko, en } = typeof name === "string" ? { ko: name, en: name } : name;
  return { ko: `'${ko}'의 양을 알 수 없습니다.`, en: `The amount of '${en}' is not known.` };
};

type Sides = {
  of: string;
  kind: BalanceKind;
  unit: string;
  in: BalanceLine[];
  out: BalanceLine[];
  gapIs: GapKind;
  why?: BothLanguages | undefined;
};

/** Law: a missing line makes null of its side and of the gap, and is named; what says the same mass as another line is shown and not counted. */
function balance({ why: known, ...sides }: Sides): Balance {
  const total = (lines: BalanceLine[]): number | null =>
    sumOf(lines.filter(({ sameAs }) => sameAs === undefined).map(({ value }) => value));
  const [inTotal, outTotal] = [total(sides.in), total(sides.out)];
  const missing = [...sides.in, ...sides.out].find(({ value, sameAs }) => value === null && sameAs === undefined);
  const why = known ?? (missing === undefined ? undefined : lacks(missing.name));
  const gap = why !== undefined || inTotal === null || outTotal === null ? null : inTotal - outTotal;
  return { ...sides, inTotal, outTotal, gap, ...(why && { why }), closes: closes(sides.gapIs, { gap, inTotal, outTotal }) };
}

/** What is lost or used may be anything but negative: more cannot come out than went in. */
function closes(gapIs: GapKind, { gap, inTotal, outTotal }: Pick<Balance, "gap" | "inTotal" | "outTotal">): boolean | null {
  if (gap === null || inTotal === null || outTotal === null) return null;
  const even = agree(inTotal, outTotal, SAME);
  if (gapIs === "difference" || gapIs === "unassigned") return even;
  return gap < 0 && !even ? false : null;
}

/** Suppliers whose name nobody recorded. */
const UNNAMED: Partial<Record<MapNode["kind"], BothLanguages>> = {
  electricity: { ko: "전력(공급자 미기재)", en: "Electricity, supplier not named" },
  heat: { ko: "열(상대방 미기재)", en: "Heat, partner not named" },
  wasteGas: { ko: "폐가스(상대방 미기재)", en: "Waste gas, partner not named" },
};

type View = Flows & { plant: Plant; name: (node: string) => BalanceLine["name"]; noShares: boolean };

/** Law: balances are told of what the records say and of nothing else; one that does not apply is left out. */
export function balancesOf(plant: Plant, flows: Flows): Balance[] {
  const names = new Map(flows.nodes.map(({ id, name, kind }) => [id, (name === "" ? UNNAMED[kind] : undefined) ?? name]));
  const shared = flows.edges.some(({ kind, record }) => kind === "share" && record.startsWith("streams/"));
  const view: View = {
    ...flows,
    plant,
    name: (node) => names.get(node) ?? node,
    noShares: plant.streams.size > 0 && plant.processes.size > 0 && !shared,
  };
  const processes = [...plant.processes.values()].flatMap((process) => ofProcess(view, process));
  const mine = [...ofInstallation(view, processes), ...processes, ...flows.nodes.flatMap((node) => useOf(view, node))];
  return mine.filter(({ in: into, out }) => into.length + out.length > 0);
}

const line = ({ name }: View, edge: MapEdge, node: string, value: number | null = edge.value): BalanceLine => ({
  name: name(node),
  edge: edge.id,
  node,
  value,
});

function ofProcess(view: View, process: Process): Balance[] {
  const of = `processes/${process.id}`;
  const into = view.edges.filter(({ to }) => to === of);
  const from = view.edges.filter((edge) => edge.from === of);
  const kinds = (edges: readonly MapEdge[], ...wanted: EdgeKind[]) => edges.filter(({ kind }) => wanted.includes(kind));
  const end = (edges: MapEdge[], side: "from" | "to"): BalanceLine[] => edges.map((edge) => line(view, edge, edge[side]));
  return [
    goods(view, process, end(kinds(from, "transfer"), "to")),
    mass(view, process, { into, from }),
    energy(view, of, { into, from }),
    electricity(of, end(kinds(into, "electricity"), "from"), end(kinds(from, "electricityExported", "electricityProduced"), "to")),
    carbon(view, process, { into, from }),
  ];
}

const MADE: BothLanguages = { ko: "생산", en: "Made" };
const MARKET: BothLanguages = { ko: "시장 판매", en: "Sold to the market" };
const OTHER: BothLanguages = { ko: "CBAM 대상 외 용도", en: "Used for other than CBAM goods" };
const EMITTED: BothLanguages = { ko: "CO₂로 배출", en: "Emitted as CO₂" };

const activityOf = ({ plant }: View, id: string): number | null => plant.step(`process/${id}/activity`) ?? null;

/** Made, against where it went: other processes, the market, other uses. */
function goods(view: View, { id, toMarket, nonCbam }: Process, moved: BalanceLine[]): Balance {
  const market = { name: MARKET, value: valueIn(toMarket, "t") };
  const other = nonCbam === undefined ? [] : [{ name: OTHER, value: valueIn(nonCbam, "t") }];
  const made = { name: MADE, node: `processes/${id}`, value: activityOf(view, id) };
  return balance({ of: `processes/${id}`, kind: "goods", unit: "t", in: [made], out: [...moved, market, ...other], gapIs: "difference" });
}

type Ends = { into: readonly MapEdge[]; from: readonly MapEdge[] };

/** Streams that are matter of the goods and not fuel that goes up the stack. */
const isMaterial = ({ plant }: View, { kind, record }: MapEdge): boolean =>
  kind === "share" && record.startsWith("streams/") && plant.streams.get(record.slice("streams/".length))?.method !== "combustion";

/** The tonnes of a material's share; a volume has none. */
const tonnes = ({ value, unit }: MapEdge): number | null => (unit === "t" ? value : null);

/** Materials, precursors and goods of other processes in; goods and other matter out. The same matter recorded twice is counted once. */
function mass(view: View, { id }: Process, { into, from }: Ends): Balance {
  const of = `processes/${id}`;
  const things = into.filter(({ kind }) => kind === "use" || kind === "transfer").map((edge) => line(view, edge, edge.from));
  const streams = into.filter((edge) => isMaterial(view, edge)).map((edge) => line(view, edge, edge.from, tonnes(edge)));
  const made: BalanceLine = { name: MADE, node: of, value: activityOf(view, id) };
  const outputs = from.filter((edge) => isMaterial(view, edge)).map((edge) => line(view, edge, edge.to, tonnes(edge)));
  return balance({
    of,
    kind: "mass",
    unit: "t",
    in: [...things, ...once(streams, things)],
    out: things.length + streams.length === 0 ? [] : [made, ...once(outputs, [made])],
    gapIs: "losses",
    why: view.noShares ? WHY.shares : undefined,
  });
}

/** Lines of carbon streams, each marked that says the same mass as another line; every other line is met once. */
function once(streams: readonly BalanceLine[], others: readonly BalanceLine[]): BalanceLine[] {
  const free = [...others];
  return streams.map((stream) => {
    const { value } = stream;
    const at = free.findIndex((other) => value !== null && value > 0 && other.value !== null && agree(other.value, value, EQUAL));
    const [twin] = at < 0 ? [] : free.splice(at, 1);
    return twin === undefined ? stream : { ...stream, sameAs: twin.edge ?? twin.node ?? "" };
  });
}

/** Fuel, heat and waste gas that a process took, less what it gave away. */
function energy(view: View, of: string, { into, from }: Ends): Balance {
  const fuels = into.filter(({ energyTj }) => energyTj !== undefined).map((edge) => line(view, edge, edge.from, edge.energyTj ?? null));
  const taken = into
    .filter(({ kind }) => kind === "heatImported" || kind === "wasteGasImported")
    .map((edge) => line(view, edge, edge.from));
  const given = from.filter(({ kind }) => kind === "heatExported" || kind === "wasteGasExported").map((edge) => line(view, edge, edge.to));
  return balance({
    of,
    kind: "energy",
    unit: "TJ",
    in: [...fuels, ...taken],
    out: given,
    gapIs: "used",
    why: view.noShares ? WHY.shares : undefined,
  });
}

const flowing = ({ value }: { value: number | null }): boolean => value !== 0;

function electricity(of: string, into: BalanceLine[], out: BalanceLine[]): Balance {
  return balance({
    of,
    kind: "electricity",
    unit: "MWh",
    in: into,
    out,
    gapIs: "used",
    why: out.some(flowing) ? WHY.generation : undefined,
  });
}

/** Carbon of the sources in, against carbon that left with goods and carbon that became CO2. */
function carbon(view: View, process: Process, { into, from }: Ends): Balance {
  const of = `processes/${process.id}`;
  const lines = (edges: readonly MapEdge[], side: "from" | "to", sign: 1 | -1): BalanceLine[] =>
    edges
      .filter(({ kind, carbonT }) => kind === "share" && carbonT !== undefined)
      .map((edge) => line(view, edge, edge[side], edge.carbonT === null || edge.carbonT === undefined ? null : sign * edge.carbonT));
  const sources = [...lines(into, "from", 1)];
  const bound = lines(from, "to", -1);
  const emitted = emittedCarbon(view, process, [...into, ...from]);
  const some = sources.length + bound.length > 0 || view.noShares;
  return balance({
    of,
    kind: "carbon",
    unit: "tC",
    in: sources,
    out: some ? [...bound, { name: EMITTED, node: of, value: emitted.value }] : [],
    gapIs: "difference",
    why: view.noShares ? WHY.shares : emitted.why,
  });
}

/** t of carbon that a process's own emissions are, biomass included; cells and measured points are no carbon of the streams. */
function emittedCarbon(
  { plant }: View,
  { id, directEmissions }: Process,
  into: readonly MapEdge[],
): { value: number | null; why?: BothLanguages } {
  const ratio = plant.step("carbonToCo2") ?? null;
  const own = plant.step(`process/${id}/directOwn`) ?? null;
  const other = into.filter(({ kind, record }) => kind === "share" && !record.startsWith("streams/"));
  if (directEmissions !== undefined && plant.pfc.size + plant.measuredPoints.size > 0) return { value: null, why: WHY.typed };
  const rest = sumOf(other.map(({ value }) => value));
  const biomass = sumOf(
    into.map(({ kind, record, share }) => {
      const step = kind === "share" ? plant.step(`stream/${record.slice("streams/".length)}/biomass`) : 0;
      return step === undefined || step === 0 ? 0 : step === null || share === null || share === undefined ? null : share * step;
    }),
  );
  if (ratio === null || own === null || rest === null || biomass === null) return { value: null };
  return { value: (own - rest + biomass) / ratio };
}

/** What there is of a source, precursor or unit, against where it goes. */
function useOf(view: View, node: MapNode): Balance[] {
  const { plant, edges } = view;
  const [list = "", id = ""] = node.id.split("/");
  const mine = edges.filter(({ from, to, kind }) => (from === node.id || to === node.id) && kind !== "good" && kind !== "transfer");
  const out = mine.map((edge) => line(view, edge, edge.from === node.id ? edge.to : edge.from));
  const whole = (value: number | null): BalanceLine[] => [{ name: node.name, node: node.id, value }];
  const use = (unit: string, into: BalanceLine[], more: BalanceLine[], gapIs: GapKind): Balance[] => [
    balance({ of: node.id, kind: "use", unit, in: into, out: [...out, ...more], gapIs }),
  ];
  if (list === "precursors") {
    const { purchased = [], otherUse } = plant.precursors.get(id) ?? {};
    if (purchased.length === 0) return [];
    const bought = sumOf(purchased.map(({ amount }) => valueIn(amount, "t")));
    return use("t", whole(bought), otherUse === undefined ? [] : [{ name: OTHER, value: valueIn(otherUse, "t") }], "difference");
  }
  if (node.kind === "cogeneration") return out.length === 0 ? [] : use("MWh", whole(node.amount?.value ?? null), [], "unassigned");
  if (node.kind === "stream" && !view.noShares) {
    const value = node.amount?.value ?? null;
    return use(node.amount?.unit ?? "t", whole(value === null ? null : Math.abs(value)), [], "unassigned");
  }
  if (node.kind !== "pfc" && node.kind !== "measuredPoint") return [];
  return use("tCO2e", whole(plant.step(`${node.kind === "pfc" ? "pfc" : "point"}/${id}/emissions`) ?? null), [], "unassigned");
}

function ofInstallation(view: View, processes: readonly Balance[]): Balance[] {
  const of = "installation";
  return [wholeMass(view, of, processes), wholeEnergy(view, of), wholeElectricity(view, of), wholeCarbon(view, of, processes)];
}

/** Everything that came in from outside, against the goods and other matter that left. */
function wholeMass(view: View, of: string, processes: readonly Balance[]): Balance {
  const { plant, edges } = view;
  const bought = [...plant.precursors].flatMap(([id, { name }]): BalanceLine[] => {
    const uses = edges.filter(({ kind, record }) => kind === "use" && record === `precursors/${id}`);
    return uses.length === 0 ? [] : [{ name, node: `precursors/${id}`, value: sumOf(uses.map(({ value }) => value)) }];
  });
  const made = [...plant.processes].map(([id, { name }]) => ({ name, node: `processes/${id}`, value: activityOf(view, id) }));
  const left = made.map((one): BalanceLine => {
    const moved = edges.filter(({ kind, from }) => kind === "transfer" && from === one.node);
    const gone = sumOf(moved.map(({ value }) => value));
    return { ...one, value: one.value === null || gone === null ? null : one.value - gone };
  });
  const streams = [...plant.streams.values()].filter(({ method }) => method !== "combustion");
  const side = (leaves: boolean, others: readonly BalanceLine[]): BalanceLine[] => {
    const mine = streams.filter(({ activity }) => (activity?.value ?? 0) < 0 === leaves).map((stream) => wholeStream(stream, processes));
    return view.noShares ? once(mine, others) : mine;
  };
  return balance({
    of,
    kind: "mass",
    unit: "t",
    in: [...bought, ...side(false, bought)],
    out: bought.length + streams.length === 0 ? [] : [...left, ...side(true, made)],
    gapIs: "losses",
  });
}

/** A material of the whole installation, less what the balances of processes do not count of it. */
function wholeStream(stream: Stream, processes: readonly Balance[]): BalanceLine {
  const node = `streams/${stream.id}`;
  const twins = processes
    .filter(({ kind }) => kind === "mass")
    .flatMap(({ in: into, out }) => [...into, ...out].filter((one) => one.node === node && one.sameAs !== undefined));
  const whole = unitOf(stream) === "t" ? valueIn(stream.activity, "t") : null;
  const line = { name: stream.name, node, value: whole === null ? null : Math.abs(whole) };
  const [first] = twins;
  const told = sumOf(twins.map(({ value }) => value));
  if (first?.sameAs === undefined || line.value === null || told === null) return line;
  return agree(told, line.value, EQUAL) ? { ...line, sameAs: first.sameAs } : { ...line, value: line.value - told };
}

/** All fuel, against what processes took of it. */
function wholeEnergy(view: View, of: string): Balance {
  const { plant, edges } = view;
  const fuels = [...plant.streams].flatMap(([id, stream]): BalanceLine[] => {
    const value = streamEnergy(plant, stream);
    return value === undefined ? [] : [{ name: stream.name, node: `streams/${id}`, value }];
  });
  const taken = [...plant.processes].flatMap(([id, { name }]): BalanceLine[] => {
    const mine = edges.filter(({ to, energyTj }) => to === `processes/${id}` && energyTj !== undefined);
    return mine.length === 0 ? [] : [{ name, node: `processes/${id}`, value: sumOf(mine.map(({ energyTj }) => energyTj)) }];
  });
  return balance({
    of,
    kind: "energy",
    unit: "TJ",
    in: fuels,
    out: taken,
    gapIs: "unassigned",
    why: view.noShares ? WHY.shares : undefined,
  });
}

/** What was taken from suppliers and generated, against what processes used and gave away. */
function wholeElectricity(view: View, of: string): Balance {
  const { plant, edges, name } = view;
  const mine = edges.filter(({ kind }) => kind === "electricity");
  const suppliers = [...new Set(mine.map(({ from }) => from))].filter((from) => !from.startsWith("cogeneration/"));
  const some = (list: readonly MapEdge[], node: string): BalanceLine => ({
    name: name(node),
    node,
    value: sumOf(list.map(({ value }) => value)),
  });
  const bought = suppliers.map((node) =>
    some(
      mine.filter(({ from }) => from === node),
      node,
    ),
  );
  const generated = [...plant.cogeneration].map(
    ([id, unit]): BalanceLine => ({ name: unit.name ?? id, node: `cogeneration/${id}`, value: valueIn(unit.electricityOutput, "MWh") }),
  );
  const used = [...new Set(mine.map(({ to }) => to))].map((node) =>
    some(
      mine.filter(({ to }) => to === node),
      node,
    ),
  );
  const away = edges.filter(({ kind }) => kind === "electricityExported" || kind === "electricityProduced");
  const flows = away.filter(flowing);
  const unknown = flows.some(({ kind }) => kind === "electricityProduced") || (flows.length > 0 && generated.length === 0);
  return balance({
    of,
    kind: "electricity",
    unit: "MWh",
    in: [...bought, ...generated],
    out: [...used, ...away.map((edge) => line(view, edge, edge.to))],
    gapIs: "unassigned",
    why: unknown ? WHY.generation : undefined,
  });
}

/** Carbon of all sources, against what left bound in goods and what the processes emitted. */
function wholeCarbon(view: View, of: string, processes: readonly Balance[]): Balance {
  const { plant } = view;
  const lines = [...plant.streams].flatMap(([id, stream]): BalanceLine[] => {
    const value = streamCarbon(plant, stream);
    return value === undefined ? [] : [{ name: stream.name, node: `streams/${id}`, value }];
  });
  const emitted = processes
    .filter(({ kind }) => kind === "carbon")
    .flatMap(({ of: node, out }) => out.filter(({ name }) => name === EMITTED).map((one) => ({ ...one, node, name: view.name(node) })));
  const typed = processes.find(({ kind, why }) => kind === "carbon" && why === WHY.typed)?.why;
  return balance({
    of,
    kind: "carbon",
    unit: "tC",
    in: lines.filter(({ value }) => value === null || value >= 0),
    out:
      lines.length === 0
        ? []
        : [...lines.filter(({ value }) => value !== null && value < 0).map((one) => ({ ...one, value: -(one.value ?? 0) })), ...emitted],
    gapIs: "unassigned",
    why: typed,
  });
}
