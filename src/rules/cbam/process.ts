// Attribution of emissions to a production process, and its activity level.
import { add, type Expression, floorZero, mul, num, ref, type Step, sub } from "../../base/derivation.ts";
import type { MeasuredPoint, Pfc, Power, Process, Stream } from "../../model/case.ts";
import type { Quantity } from "../../model/quantity.ts";
import { law } from "./law.ts";
import {
  type AmountSpec,
  amount,
  byId,
  checkNotNegative,
  fractionOr,
  nameOf,
  needed,
  placeOf,
  type Run,
  report,
  total,
  wanted,
} from "./run.ts";
import { electricityDefault } from "./tables.ts";

/**
 * Law (55): AttrEm,dir = max(0, DirEm* + Em_H,imp - Em_H,exp + WG_imp - WG_exp - Em_el); AttrEm,indir = Σ E × EF_el.
 * Gives the sums over the processes as installation/<what>, and for each process process/<id>/activity (t), /directOwn, /heat, /wasteGas, /electricityCredit, /attributedDirect, /indirect (tCO2e), /electricityConsumed (MWh).
 * Problems: VALUE_MISSING, ACTIVITY_NOT_POSITIVE, DIRECT_EMISSIONS_MISSING, INPUT_EMPTY, NEGATIVE_AMOUNT, BOTH_ELECTRICITY_READINGS, FLOOR_APPLIED.
 * Source: IR (EU) 2025/2547 Annex II A.2, C, D, E, F; IR (EU) 2023/1773 Annex III B.9, C, D, F.
 */
export function attribution(run: Run): void {
  const shares = sharesByProcess(run);
  for (const process of byId(run.case.processes)) {
    activityLevel(run, process);
    direct(run, process, shares);
    indirect(run, process);
  }
  const sums = {
    directOwn: "directOwn",
    heat: "heat",
    wasteGas: "wasteGas",
    electricityCredit: "electricityCredit",
    attributedDirect: "attributedDirect",
    indirect: "indirectAttributed",
  };
  for (const [field, what] of Object.entries(sums)) {
    const steps = byId(run.case.processes).flatMap((p) => run.ledger.find(`process/${p.id}/${field}`) ?? []);
    run.ledger.step(
      { id: `installation/${what}`, what: `installation.${what}`, subject: "installation", unit: "tCO2e" },
      total("Em", steps),
    );
  }
}

const spec = (process: Process, field: string, what = field) => ({ id: `process/${process.id}/${field}`, what, subject: process.id });

/** Law: the activity level is the total mass of goods leaving the process, in t; off-spec, by-products, waste and scrap are out. */
function activityLevel(run: Run, process: Process): void {
  const routes = (process.production ?? []).filter((p) => p.amount !== undefined);
  const read = routes.map(({ amount: given }, i) => {
    const at = spec(process, routes.length === 1 ? "production" : `production/${i + 1}`, "production");
    const step = amount(run, at, given, "mass");
    checkNotNegative(run, at, step, given?.origin);
    return step;
  });
  if (read.length === 0) read.push(needed(run, spec(process, "production"), undefined, process.origin, "mass"));
  const inOrder = [...read].sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  const level = run.ledger.step({ ...spec(process, "activity"), unit: "t", rule: law(run, "activity") }, total("P", inOrder));
  if (level.value !== null && level.value <= 0)
    report(run, "ACTIVITY_NOT_POSITIVE", {
      path: level.id,
      origin: routes[0]?.amount?.origin ?? process.origin,
      params: { subject: nameOf(run, process.id), value: level.value },
    });
  for (const field of ["toMarket", "nonCbam"] as const) {
    const given = process[field];
    if (given !== undefined) checkNotNegative(run, spec(process, field), amount(run, spec(process, field), given, "mass"), given.origin);
  }
}

function direct(run: Run, process: Process, all: Map<string, Shared[]>): void {
  const own = ownEmissions(run, process, all);
  const heat = flows(run, process, "heat");
  const gas = wasteGas(run, process);
  const power = electricityCredit(run, process);
  const flow = (symbol: string, step: Step | undefined): Expression[] => (step === undefined ? [] : [ref(symbol, step)]);
  const parts = add(ref("DirEm", own), ...flow("Em_H", heat), ...flow("WG", gas), ...flow("Em_el", power));
  const level = run.ledger.step(
    { ...spec(process, "attributedDirect"), unit: "tCO2e", rule: law(run, "attribution") },
    run.constants.floorAtZero.value ? floorZero(parts) : parts,
  );
  if (level.value === 0 && parts.value !== null && parts.value < 0)
    report(run, "FLOOR_APPLIED", {
      path: level.id,
      origin: process.origin,
      params: { subject: nameOf(run, process.id), value: Number(parts.value.toPrecision(6)) },
    });
}

/** DirEm*: typed (or following a cell's formula), or the shares of streams; with a single process and no shares, all of the installation's. */
function ownEmissions(run: Run, process: Process, all: Map<string, Shared[]>): Step {
  const at = { ...spec(process, "directOwn"), unit: "tCO2e", rule: law(run, "ownEmissions") };
  if (process.directEmissions !== undefined) {
    if (all.has(process.id))
      report(run, "SHARES_BESIDE_TYPED", {
        path: `process/${process.id}/directEmissions`,
        origin: process.directEmissions.origin ?? process.origin,
        params: { subject: nameOf(run, process.id) },
      });
    const linked = run.case.processes.length === 1 ? equalTotal(run, process.directEmissions.value) : undefined;
    if (linked !== undefined && process.directEmissions.follows === undefined) return run.ledger.step(at, ref("Em", linked));
    return amount(run, spec(process, "directOwn"), process.directEmissions, "emissions");
  }
  const shares = ownShares(run, process, all);
  if (shares !== undefined) return run.ledger.step(at, shares);
  if (run.case.processes.length === 1) {
    const path = `process/${process.id}/directEmissions`;
    report(run, "SINGLE_PROCESS_TAKES_ALL", { path, origin: process.origin, params: { subject: nameOf(run, process.id) } });
    return run.ledger.step(at, ref("Em", run.ledger.get("installation/direct")));
  }
  report(run, "DIRECT_EMISSIONS_MISSING", {
    path: `process/${process.id}/directEmissions`,
    origin: process.origin,
    params: { subject: nameOf(run, process.id) },
  });
  return run.ledger.leaf({ ...spec(process, "directOwn"), value: null, unit: "tCO2e" });
}

/** The one process's typed emissions, where they equal the streams' sum: then the tree goes on into the streams. */
function equalTotal(run: Run, typed: number): Step | undefined {
  const totals = ["installation/direct", "installation/calculated"].map((id) => run.ledger.get(id));
  return totals.find((t) => t.value !== null && Math.abs(t.value - typed) <= 1e-9 * Math.abs(typed));
}

type Shared = { key: string; id: string; share: Quantity };

/** What streams, cells and points give to each process, in canonical order. */
function sharesByProcess(run: Run): Map<string, Shared[]> {
  const shares = new Map<string, Shared[]>();
  const collect = (kind: string, records: readonly (Stream | Pfc | MeasuredPoint)[] | undefined): void => {
    for (const record of byId(records))
      for (const [process, share] of Object.entries(record.shares ?? {})) {
        const list = shares.get(process) ?? [];
        list.push({ key: `${kind}/${record.id}`, id: record.id, share });
        shares.set(process, list);
      }
  };
  collect("stream", run.case.streams);
  collect("pfc", run.case.pfc);
  collect("point", run.case.measuredPoints);
  return shares;
}

/** Σ share × emissions over streams, cells and points; undefined where the case states no share at all. */
function ownShares(run: Run, process: Process, all: Map<string, Shared[]>): Expression | undefined {
  if (all.size === 0) return undefined;
  const parts = (all.get(process.id) ?? []).map(({ key, id, share }, i) => {
    const step = fractionOr(run, { id: `${key}/share/${process.id}`, what: "share", subject: id }, share, 0);
    return mul(ref(`s.${i + 1}`, step), ref(`Em.${i + 1}`, run.ledger.get(`${key}/emissions`)));
  });
  return parts.length === 0 ? num(0) : add(...parts);
}

type FlowKind = "imported" | "exported";

/** Law: measurable heat counts with quantity × emission factor, imported added and exported taken off (TJ × tCO2e/TJ). */
function flows(run: Run, process: Process, what: "heat"): Step | undefined {
  const parts = (["imported", "exported"] as const).flatMap((kind) =>
    (process[what]?.[kind] ?? []).map((flow, i) => heatPart(run, process, kind, flow, i + 1)),
  );
  if (parts.length === 0) return undefined;
  return run.ledger.step({ ...spec(process, what), unit: "tCO2e", rule: law(run, "heat") }, signed(parts));
}

type Part = { expression: Expression; kind: FlowKind };

function heatPart(
  run: Run,
  process: Process,
  kind: FlowKind,
  flow: NonNullable<NonNullable<Process["heat"]>["imported"]>[number],
  i: number,
): Part {
  const path = `heat/${kind}/${i}`;
  const at = (field: string) => spec(process, `${path}/${field}`, `heat.${kind}.${field}`);
  const heat = wanted(run, at("amount"), flow.amount, process.origin, "energy");
  checkNotNegative(run, at("amount"), heat, flow.amount?.origin);
  if (heat.value === 0 && flow.emissionFactor === undefined) return { expression: ref(`Q_${kind}.${i}`, heat), kind };
  const factor = wanted(run, at("emissionFactor"), flow.emissionFactor, process.origin, "factorEnergy");
  checkNotNegative(run, at("emissionFactor"), factor, flow.emissionFactor?.origin);
  return { expression: mul(ref(`Q_${kind}.${i}`, heat), ref(`EF_${kind}.${i}`, factor)), kind };
}

/** Imported parts added, exported ones taken off, in the order given. */
function signed(parts: Part[]): Expression {
  return parts.reduce<Expression>((sum, part, i) => {
    if (part.kind === "exported") return sub(sum, part.expression);
    return i === 0 ? part.expression : add(sum, part.expression);
  }, num(0));
}

/** Law: imported waste gas counts as natural gas (E × 56.1), exported is taken off with the correction 0.667. */
function wasteGas(run: Run, process: Process): Step | undefined {
  const { naturalGasFactor: naturalGas, wasteGasCorrection: correction } = run.constants;
  const parts = (["imported", "exported"] as const).flatMap((kind) =>
    (process.wasteGas?.[kind] ?? []).map((flow, i): Part => {
      const at = spec(process, `wasteGas/${kind}/${i + 1}/amount`, `wasteGas.${kind}.amount`);
      const energy = wanted(run, at, flow.amount, process.origin, "energy");
      checkNotNegative(run, at, energy, flow.amount?.origin);
      const natural = ref(
        "EF_NG",
        run.ledger.find(`process/${process.id}/wasteGas/naturalGas`) ?? constant(run, process, "naturalGas", naturalGas, "tCO2/TJ"),
      );
      const imported = mul(ref(`E_${kind}.${i + 1}`, energy), natural);
      if (kind === "imported") return { expression: imported, kind };
      const corrected = ref(
        "Corr",
        run.ledger.find(`process/${process.id}/wasteGas/correction`) ?? constant(run, process, "correction", correction, "1"),
      );
      return { expression: mul(imported, corrected), kind };
    }),
  );
  if (parts.length === 0) return undefined;
  return run.ledger.step({ ...spec(process, "wasteGas"), unit: "tCO2e", rule: law(run, "wasteGas") }, signed(parts));
}

function constant(
  run: Run,
  process: Process,
  name: string,
  { value, source }: { value: number; source: Step["factor"] },
  unit: string,
): Step {
  return run.ledger.leaf({ ...spec(process, `wasteGas/${name}`, `wasteGas.${name}`), value, unit, ...(source && { factor: source }) });
}

/** Law: electricity produced within the boundary (or, in the template's reading, exported from it) is taken off with its factor. */
function electricityCredit(run: Run, process: Process): Step | undefined {
  const { electricityProduced: produced = [], electricityExported: exported = [] } = process;
  if (produced.length > 0 && exported.length > 0)
    report(run, "BOTH_ELECTRICITY_READINGS", {
      path: `process/${process.id}/electricityProduced`,
      origin: process.origin,
      params: { subject: nameOf(run, process.id) },
    });
  const kind = produced.length > 0 ? "electricityProduced" : "electricityExported";
  const parts = (produced.length > 0 ? produced : exported).map(
    (power, i): Part => ({ expression: powerPart(run, process, kind, power, i + 1), kind: "exported" }),
  );
  if (parts.length === 0) return undefined;
  const rule = law(run, kind);
  return run.ledger.step({ ...spec(process, "electricityCredit"), unit: "tCO2e", rule }, signed(parts));
}

function powerPart(
  run: Run,
  process: Process,
  kind: "electricity" | "electricityProduced" | "electricityExported",
  power: Power,
  i: number,
): Expression {
  const at = (field: string) => spec(process, `${kind}/${i}/${field}`, `${kind}.${field}`);
  const energy = wanted(run, at("amount"), power.amount, process.origin, "electricity");
  checkNotNegative(run, at("amount"), energy, power.amount?.origin);
  if (energy.value === 0 && power.emissionFactor === undefined) return ref(`E.${i}`, energy);
  const factor = electricityFactor(run, at("emissionFactor"), power, process);
  return mul(ref(`E.${i}`, energy), ref(`EF.${i}`, factor));
}

/** The typed factor; a published default that the datasets do not hold is a Problem of its own and never guessed. */
function electricityFactor(run: Run, at: AmountSpec, power: Power, process: Process): Step {
  if (power.emissionFactor !== undefined || power.method !== "default") {
    const step = wanted(run, at, power.emissionFactor, process.origin, "factorElectricity");
    checkNotNegative(run, at, step, power.emissionFactor?.origin);
    return step;
  }
  const { installation } = run.case;
  const place = placeOf(process.origin);
  const { problems } = electricityDefault(power.country ?? installation.country ?? installation.address?.country ?? "-", at.id);
  run.problems.push(...problems.map((p) => ({ ...p, ...(place && { place }) })));
  return amount(run, at, undefined, "factorElectricity");
}

/** Law: AttrEm,indir = Σ MWh × EF_el over the sources of what the process consumes. */
function indirect(run: Run, process: Process): void {
  const sources = process.electricity === undefined || process.electricity.length === 0 ? [{}] : process.electricity;
  const parts = sources.map((power, i) => powerPart(run, process, "electricity", power, i + 1));
  const energies = sources.map((_, i) => run.ledger.get(`process/${process.id}/electricity/${i + 1}/amount`));
  run.ledger.step({ ...spec(process, "electricityConsumed"), unit: "MWh", rule: law(run, "indirect") }, total("E", energies));
  run.ledger.step({ ...spec(process, "indirect"), unit: "tCO2e", rule: law(run, "indirect") }, add(...parts));
}
