// Electricity by the market-based method: what contracts cover, what the residual mix or the grid covers, and why CBAM takes none of it.
import { add, div, type Ledger, mul, num, type Rule, ref, type Step, sub } from "../../base/derivation.ts";
import { hasError, type Outcome, type Problem } from "../../base/problem.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { law } from "./law.ts";
import { inOneUnit } from "./weighted.ts";

/** Criteria of every instrument, then that of a supplier's own mix, then that of a contract with the producer. Source: GHG Protocol, Scope 2 Guidance, Table 7.1. */
const OF_ALL = ["conveysEmissionRate", "onlyClaim", "retiredForConsumer", "closeInTime", "sameMarket"] as const;
const OF_SUPPLIER = "basedOnDelivered";
const OF_DIRECT = "claimTransferred";

export type Criterion = (typeof OF_ALL)[number] | typeof OF_SUPPLIER | typeof OF_DIRECT;
export type InstrumentKind = "certificate" | "supplierMix" | "directContract";

/** A factor in kgCO2e/kWh. `isWhole`: generation with upstream, transmission and distribution. */
export type ElectricityFactor = { step: Step; isWhole: boolean };

/** `energy` in kWh; a criterion that is not known is not met. */
export type Instrument = { id: string; kind: InstrumentKind; energy: Step; factor: ElectricityFactor; met: readonly Criterion[] };

/** Law: an instrument counts only where it meets each criterion of its kind: what is left unmet. Source: PACT Methodology v3, Box 7. */
export function unmetCriteria({ kind, met }: Pick<Instrument, "kind" | "met">): Criterion[] {
  const own: Criterion[] = kind === "supplierMix" ? [OF_SUPPLIER] : kind === "directContract" ? [OF_DIRECT] : [];
  return [...OF_ALL, ...own].filter((criterion) => !met.includes(criterion));
}

/** Law: CBAM takes no certificates, guarantees of origin, tariffs or residual mixes; a contract with the producer only with its own proofs. Source: IR (EU) 2025/2547, Annex II D.4.3. */
export function underCbam(kind: InstrumentKind | "residualMix"): { taken: "no" | "withProofs"; rule: Rule } {
  return { taken: kind === "directContract" ? "withProofs" : "no", rule: { act: "IR (EU) 2025/2547", point: "Annex II D.4.3" } };
}

export type Supply = {
  subject: string;
  /** kWh. */
  consumption: Step;
  instruments: readonly Instrument[];
  residualMix?: ElectricityFactor;
  subdivisionGrid?: ElectricityFactor;
  countryGrid?: ElectricityFactor;
  /** False: the market knows no such instruments, so that the location-based method stands. */
  marketHasInstruments: boolean;
};

export type Electricity = { method: "market" | "location"; emissions: Step; factor: Step; counted: readonly string[] };

/**
 * Law: contracts that meet the criteria cover their energy; the rest takes the residual mix, else the grid of the subdivision, else of the country; where the
 * market has no instruments, the grid alone. Emissions in kgCO2e, the factor (the mean by kWh) in kgCO2e/kWh. Source: PACT Methodology v3, Box 7.
 * Problems: PCF_INSTRUMENT_REFUSED, PCF_ELECTRICITY_OVER_COVERED, PCF_ELECTRICITY_FACTOR_MISSING, PCF_RESIDUAL_MIX_MISSING, PCF_ELECTRICITY_PARTIAL.
 */
export function electricityOf(ledger: Ledger, supply: Supply): Outcome<Electricity> {
  const { subject, consumption, instruments, marketHasInstruments } = supply;
  inOneUnit([consumption, ...instruments.map(({ energy }) => energy)], "kWh");
  const { counted, problems } = countedInstruments(supply);
  const rest = restOf(ledger, supply, counted);
  if (rest.value !== null && rest.value < 0)
    return {
      value: undefined,
      problems: [...problems, footprintProblem("PCF_ELECTRICITY_OVER_COVERED", { path: subject, params: { subject } })],
    };
  const remaining = rest.value === 0 ? undefined : restFactor(supply);
  problems.push(...(remaining?.problems ?? []));
  if (hasError(problems)) return { value: undefined, problems };
  const factor = remaining?.value;
  const used = [...counted.map((one) => one.factor), ...(factor === undefined ? [] : [factor])];
  inOneUnit(
    used.map(({ step }) => step),
    "kgCO2e/kWh",
  );
  if (used.some(({ isWhole }) => !isWhole))
    problems.push(footprintProblem("PCF_ELECTRICITY_PARTIAL", { path: subject, params: { subject } }));
  const covered = counted.map((one, i) => mul(ref(`E${i + 1}`, one.energy), ref(`EF${i + 1}`, one.factor.step)));
  const left = factor === undefined ? [] : [mul(ref("E_rest", rest), ref("EF_rest", factor.step))];
  const rule = law("electricity");
  const sum = { id: `${subject}/electricityEmissions`, what: "electricityEmissions", subject, unit: "kgCO2e", rule };
  const emissions = ledger.step(sum, add(...covered, ...left));
  const mean = { id: `${subject}/electricityFactor`, what: "electricityFactor", subject, unit: "kgCO2e/kWh", rule };
  const overall = ledger.step(mean, div(ref("Em", emissions), ref("E", consumption)));
  return {
    value: { method: marketHasInstruments ? "market" : "location", emissions, factor: overall, counted: counted.map(({ id }) => id) },
    problems,
  };
}

function countedInstruments({ subject, instruments, marketHasInstruments }: Supply): { counted: Instrument[]; problems: Problem[] } {
  if (!marketHasInstruments) return { counted: [], problems: [] };
  const problems = instruments.flatMap((one) => {
    const unmet = unmetCriteria(one);
    const at = { path: `${subject}/${one.id}`, params: { instrument: one.id, criteria: unmet.join(", ") } };
    return unmet.length === 0 ? [] : [footprintProblem("PCF_INSTRUMENT_REFUSED", at)];
  });
  return { counted: instruments.filter((one) => unmetCriteria(one).length === 0), problems };
}

/** What no instrument covers, in kWh. */
function restOf(ledger: Ledger, { subject, consumption }: Supply, counted: readonly Instrument[]): Step {
  const spec = { id: `${subject}/uncovered`, what: "uncoveredElectricity", subject, unit: "kWh", rule: law("electricity") };
  const whole = ref("E", consumption);
  if (counted.length === 0) return ledger.step(spec, add(whole, num(0)));
  return ledger.step(spec, sub(whole, add(...counted.map(({ energy }, i) => ref(`E${i + 1}`, energy)))));
}

function restFactor(supply: Supply): Outcome<ElectricityFactor> {
  const { subject, residualMix, subdivisionGrid, countryGrid, marketHasInstruments } = supply;
  const at = { path: subject, params: { subject } };
  if (marketHasInstruments && residualMix !== undefined) return { value: residualMix, problems: [] };
  const grid = subdivisionGrid ?? countryGrid;
  if (grid === undefined) return { value: undefined, problems: [footprintProblem("PCF_ELECTRICITY_FACTOR_MISSING", at)] };
  return { value: grid, problems: marketHasInstruments ? [footprintProblem("PCF_RESIDUAL_MIX_MISSING", at)] : [] };
}
