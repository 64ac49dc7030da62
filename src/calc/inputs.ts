// Which record and field a step of the calculation was read from, and what kind of datum it is.
import type { Case, Power, Precursor, Process, Transfer } from "../model/case.ts";
import type { Quantity } from "../model/quantity.ts";
import type { ElectricityMethod, PrecursorBasis } from "../model/vocabulary.ts";

/** An amount of what happened, a property of a material, a factor of electricity or of heat, what a maker states of a precursor, a share between processes. */
export type InputKind = "amount" | "production" | "factor" | "electricityFactor" | "heatFactor" | "supplied" | "share";

export type Input = {
  record: string;
  /** Path inside the record, such as "electricity/0/amount". */
  field: string;
  kind: InputKind;
  method?: ElectricityMethod;
  basis?: PrecursorBasis;
  /** A verifier confirmed what the maker states. */
  verified?: true;
  /** Who delivers it. */
  partner?: string;
  /** As the record has it; a Statement's record tells no places. */
  quantity?: Quantity;
};

export type Inputs = {
  /** By the id of the step that an input enters the calculation as. */
  byStep: ReadonlyMap<string, Input>;
  /** The record that a step speaks of. */
  recordOf(step: string): string | undefined;
};

/** Keys of the entries of a list, in the order of the case as it was put together; entries with an id are named by it. */
export type RecordKeys = { transfers: readonly string[] };

const RECORDS: Readonly<Record<string, string>> = {
  stream: "streams",
  pfc: "pfc",
  point: "measuredPoints",
  process: "processes",
  precursor: "precursors",
  chp: "cogeneration",
  product: "products",
};

type RecordAt = (key: string) => unknown;

/** Records of a case by their keys. */
function recordsIn(given: Case, { transfers }: RecordKeys): RecordAt {
  const found = new Map<string, unknown>((given.transfers ?? []).map((transfer, i) => [transfers[i] ?? "", transfer]));
  for (const list of Object.values(RECORDS))
    for (const entry of (given as unknown as { [list: string]: { id: string }[] | undefined })[list] ?? [])
      found.set(`${list}/${entry.id}`, entry);
  return (key) => found.get(key);
}

/** The input with what its record says there. */
function withQuantity(record: RecordAt, input: Input): Input {
  const quantity = input.field
    .split("/")
    .reduce<unknown>((at, key) => (at as { [key: string]: unknown } | undefined)?.[key], record(input.record));
  return typeof quantity === "object" && quantity !== null ? { ...input, quantity: quantity as Quantity } : input;
}

type Put = (step: string, input: Input) => void;

/**
 * Law: a step's id names what was read, in canonical order; the field is where the record itself has it. `ordered` is the case that was calculated,
 * `given` the same as it was put together: both hold the same entries.
 */
export function inputsOf(ordered: Case, given: Case = ordered, keys: RecordKeys = { transfers: namesOf(given.transfers ?? []) }): Inputs {
  const byStep = new Map<string, Input>();
  const record = recordsIn(given, keys);
  const put: Put = (step, input) => void byStep.set(step, withQuantity(record, input));
  sources(ordered, put);
  for (const process of ordered.processes)
    processInputs(process, (record(`processes/${process.id}`) as Process | undefined) ?? process, put);
  for (const precursor of ordered.precursors ?? [])
    precursorInputs(precursor, (record(`precursors/${precursor.id}`) as Precursor | undefined) ?? precursor, put);
  const moved = transferInputs(ordered.transfers ?? [], given.transfers ?? [], { keys, put });
  for (const { id } of ordered.cogeneration ?? [])
    for (const field of ["fuelInput", "heatOutput", "electricityOutput", "fuelEmissions", "flueGasEmissions"])
      put(`chp/${id}/${field}`, { record: `cogeneration/${id}`, field, kind: "amount" });
  for (const { id, parameters } of ordered.products ?? []) {
    const content = parameters?.clinkerFactor === undefined ? "nitrogen" : "clinkerFactor";
    put(`product/${id}/amount`, { record: `products/${id}`, field: "amount", kind: "amount" });
    put(`product/${id}/functionalContent`, { record: `products/${id}`, field: `parameters/${content}`, kind: "factor" });
  }
  const products = new Set((ordered.products ?? []).map(({ id }) => id));
  const recordOf = (step: string): string | undefined => {
    const found = inputOf(byStep, step)?.record;
    if (found !== undefined) return found;
    const [kind = "", id = "", other = ""] = step.split("/");
    if (kind === "transfer") return moved.get(`${id} ${other}`);
    if (kind === "product" && !products.has(id)) return `processes/${id}`;
    if (kind === "installation") return step.endsWith("/stated") || id === "fuel" ? "balances" : undefined;
    return Object.hasOwn(RECORDS, kind) ? `${RECORDS[kind]}/${id}` : undefined;
  };
  return { byStep, recordOf };
}

/** The input that a step is, or that it is a part, a month or the unconverted number of; undefined for a step that is none. */
export function inputOf(byStep: ReadonlyMap<string, Input>, step: string): Input | undefined {
  const whole = step.replace(/\/given$/, "").replace(/\/(part|month)\/[^/]+$|\/default$/, "");
  return byStep.get(whole) ?? byStep.get(whole.replace(/\/zeroRatedFraction$/, "/biomassFraction").replace(/\/markUp$/, "/seeDirect"));
}

/** The line of activity data that a step is; undefined for any other. */
export const lineOf = (step: string): string | undefined => /\/part\/([^/]+)(\/given)?$/.exec(step)?.[1];

const FACTORS = [
  "netCalorificValue",
  "emissionFactor",
  "carbonContent",
  "oxidationFactor",
  "conversionFactor",
  "biomassFraction",
  "slopeFactor",
  "overvoltageCoefficient",
  "currentEfficiency",
  "weightFraction",
  "collectionEfficiency",
];
const AMOUNTS = ["activity", "aluminium", "frequency", "duration", "overvoltage", "concentration", "hours", "flow"];

/** Source streams, electrolysis cells and measured points. */
function sources({ streams = [], pfc = [], measuredPoints = [] }: Case, put: Put): void {
  const of = (kind: string, { id, shares = {} }: { id: string; shares?: Record<string, unknown> | undefined }): void => {
    const record = `${RECORDS[kind]}/${id}`;
    for (const field of FACTORS) put(`${kind}/${id}/${field}`, { record, field, kind: "factor" });
    for (const field of AMOUNTS) put(`${kind}/${id}/${field}`, { record, field, kind: "amount" });
    for (const process of Object.keys(shares)) put(`${kind}/${id}/share/${process}`, { record, field: `shares/${process}`, kind: "share" });
  };
  for (const stream of streams) of("stream", stream);
  for (const cells of pfc) of("pfc", cells);
  for (const point of measuredPoints) of("point", point);
}

/** Where an entry stands in the record itself. */
const placeIn = <T>(list: readonly T[] | undefined, entry: T): number => Math.max(0, (list ?? []).indexOf(entry));

function processInputs(process: Process, record: Process, put: Put): void {
  const key = `processes/${process.id}`;
  const at = `process/${process.id}`;
  const made = (process.production ?? []).filter((one) => one.amount !== undefined);
  for (const [i, one] of made.entries())
    put(`${at}/production${made.length === 1 ? "" : `/${i + 1}`}`, {
      record: key,
      field: `production/${placeIn(record.production, one)}/amount`,
      kind: "production",
    });
  if (made.length === 0) put(`${at}/production`, { record: key, field: "production/0/amount", kind: "production" });
  for (const field of ["toMarket", "nonCbam"]) put(`${at}/${field}`, { record: key, field, kind: "amount" });
  if (process.directEmissions !== undefined) put(`${at}/directOwn`, { record: key, field: "directEmissions", kind: "amount" });
  for (const flow of ["heat", "wasteGas"] as const)
    for (const way of ["imported", "exported"] as const)
      for (const [i, one] of (process[flow]?.[way] ?? []).entries()) {
        const field = `${flow}/${way}/${placeIn<unknown>(record[flow]?.[way], one)}`;
        const partner = one.partner === undefined || one.partner === "" ? {} : { partner: one.partner };
        put(`${at}/${flow}/${way}/${i + 1}/amount`, { record: key, field: `${field}/amount`, kind: "amount", ...partner });
        put(`${at}/${flow}/${way}/${i + 1}/emissionFactor`, {
          record: key,
          field: `${field}/emissionFactor`,
          kind: "heatFactor",
          ...partner,
        });
      }
  for (const list of ["electricity", "electricityExported", "electricityProduced"] as const)
    for (const [i, power] of (process[list] ?? []).entries())
      powerInputs(power, { step: `${at}/${list}/${i + 1}`, record: key, field: `${list}/${placeIn(record[list], power)}` }, put);
}

function powerInputs(
  { method, supplier }: Power,
  { step, record, field }: { step: string; record: string; field: string },
  put: Put,
): void {
  const partner = supplier === undefined || supplier === "" ? {} : { partner: supplier };
  put(`${step}/amount`, { record, field: `${field}/amount`, kind: "amount", ...partner });
  put(`${step}/emissionFactor`, {
    record,
    field: `${field}/emissionFactor`,
    kind: "electricityFactor",
    ...(method !== undefined && { method }),
    ...partner,
  });
}

const SUPPLIED = ["seeDirect", "seeIndirect", "embeddedElectricity", "electricityFactor"];

function precursorInputs(precursor: Precursor, whole: Precursor, put: Put): void {
  const record = `precursors/${precursor.id}`;
  const at = `precursor/${precursor.id}`;
  const uses = precursor.uses ?? [];
  for (const [i, use] of uses.entries()) {
    const several = uses.filter(({ process }) => process === use.process).length > 1;
    const step = `${at}/use/${use.process}${several ? `/${i + 1}` : ""}`;
    put(step, { record, field: `uses/${placeIn(whole.uses, use)}/amount`, kind: "amount" });
  }
  for (const [i, bought] of (precursor.purchased ?? []).entries())
    put(`${at}/purchased/${i + 1}`, { record, field: `purchased/${placeIn(whole.purchased, bought)}/amount`, kind: "amount" });
  put(`${at}/otherUse`, { record, field: "otherUse", kind: "amount" });
  for (const [i, source] of precursor.sources.entries()) {
    const field = `sources/${placeIn(whole.sources, source)}`;
    const partner = [source.operator, source.installation].find((name) => name !== undefined && name.trim() !== "");
    const told = {
      ...(source.basis !== undefined && { basis: source.basis }),
      ...(source.verifier !== undefined && source.verifier.trim() !== "" && { verified: true as const }),
      ...(partner !== undefined && { partner }),
    };
    put(`${at}/source/${i + 1}/amount`, { record, field: `${field}/amount`, kind: "amount" });
    for (const name of SUPPLIED) put(`${at}/source/${i + 1}/${name}`, { record, field: `${field}/${name}`, kind: "supplied", ...told });
  }
}

const namesOf = (transfers: readonly Transfer[]): string[] => transfers.map(({ from, to }) => `transfers/${from}~${to}`);

type Keyed = { keys: RecordKeys; put: Put };

/** Answers the first record of each pair of processes. */
function transferInputs(ordered: readonly Transfer[], given: readonly Transfer[], { keys, put }: Keyed): Map<string, string> {
  const first = new Map<string, string>();
  const pair = ({ from, to }: Transfer): string => `${from} ${to}`;
  for (const [i, transfer] of ordered.entries()) {
    const record = keys.transfers[placeIn(given, transfer)];
    if (record === undefined) continue;
    const several = ordered.filter((other) => pair(other) === pair(transfer)).length > 1;
    if (!first.has(pair(transfer))) first.set(pair(transfer), record);
    put(`transfer/${transfer.from}/${transfer.to}${several ? `/${i + 1}` : ""}`, { record, field: "amount", kind: "amount" });
  }
  return first;
}
