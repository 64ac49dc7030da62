// Where a good's figure comes from, and which inputs move it most: one reverse sweep over the steps answers both.
import type { Step } from "../../base/derivation.ts";
import { sharesFrom } from "../../engine/shares.ts";
import { solve } from "../../engine/solve.ts";
import type { Account, Contribution, Good, Measure, Sensitivity } from "../../model/statement.ts";
import { byId, type Run } from "./run.ts";

/** Measures that are accounted for; the others are sums of these or plain inputs. */
export const ACCOUNTED = ["seeDirect", "seeIndirect", "seeBasis"] as const satisfies Measure[];

/** Steps at which emissions enter: their contributions sum to the figure, since everything after them is linear in them. */
const SOURCES =
  /^(stream|pfc|point)\/[^/]+\/emissions$|^process\/[^/]+\/(heat|wasteGas|electricityCredit|indirect)$|^precursor\/[^/]+\/(seeDirect|seeIndirect|seeBasis)$/;

type Parts = { at: Int32Array; partials: Float64Array };

/** The steps of a run by their places, which every sweep goes over; what a step rests on is looked up once for all of them. */
export class Arranged {
  readonly run: Run;
  readonly steps: readonly Step[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly parts: (Parts | null | undefined)[];
  private readonly sources: (boolean | undefined)[];

  constructor(run: Run) {
    this.run = run;
    this.steps = [...run.ledger.steps.values()];
    this.places = new Map(this.steps.map(({ id }, place) => [id, place]));
    this.parts = new Array(this.steps.length);
    this.sources = new Array(this.steps.length);
  }

  placeOf(id: string): number {
    return this.places.get(id) ?? -1;
  }

  step(place: number): Step {
    return this.steps[place] as Step;
  }

  /** Undefined for a leaf. */
  partsOf(place: number): Parts | undefined {
    let parts = this.parts[place];
    if (parts === undefined) {
      const told = this.run.ledger.parts(this.step(place).id);
      parts = told === undefined ? null : arrangedParts(told, (id) => this.placeOf(id));
      this.parts[place] = parts;
    }
    return parts ?? undefined;
  }

  isSource(place: number): boolean {
    this.sources[place] ??= isSource(this.run, this.step(place).id);
    return this.sources[place] === true;
  }
}

function arrangedParts(told: readonly { step: string; partial: number }[], placeOf: (id: string) => number): Parts {
  return { at: Int32Array.from(told, ({ step }) => placeOf(step)), partials: Float64Array.from(told, ({ partial }) => partial) };
}

/**
 * Law: contributions are amounts × marginal effect at the steps where emissions enter, and sum to the figure (where no floor cuts it);
 * a sensitivity is the per cent change of the figure for one per cent of an input, first order.
 * Answers contributions in the figure's unit per tonne, largest first, and the `most` inputs that move it most.
 */
export function accountOf(
  run: Run,
  good: Good,
  measure: (typeof ACCOUNTED)[number],
  { most = 5, arranged = new Arranged(run) }: { most?: number; arranged?: Arranged } = {},
): Account {
  const result = run.ledger.find(`product/${good.id}/${measure}`) ?? run.ledger.get(`process/${good.process}/${measure}`);
  if (result.value === null) return { product: good.id, measure, contributions: [], sensitivities: [] };
  const { sources, inputs } = sweep(arranged, result, measure);
  const contributions = contributionsOf(arranged, sources);
  return { product: good.id, measure, contributions, sensitivities: sensitivitiesOf(arranged, inputs, { figure: result.value, most }) };
}

function contributionsOf(arranged: Arranged, sources: Float64Array): Contribution[] {
  const all: Contribution[] = [];
  for (let place = 0; place < sources.length; place += 1) {
    const adjoint = sources[place] as number;
    if (adjoint === 0) continue;
    const { id, what, subject, value } = arranged.step(place);
    const share = adjoint * (value ?? 0);
    if (share !== 0) all.push({ step: id, what, subject, value: share });
  }
  return all.sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.step < b.step ? -1 : 1));
}

/** The largest alone are kept while all are gone through: there may be very many inputs. */
function sensitivitiesOf(arranged: Arranged, inputs: Float64Array, { figure, most }: { figure: number; most: number }): Sensitivity[] {
  const largest: Sensitivity[] = [];
  if (figure === 0) return largest;
  for (let place = 0; place < inputs.length; place += 1) {
    const adjoint = inputs[place] as number;
    if (adjoint === 0) continue;
    const { id, what, subject, value, assumption } = arranged.step(place);
    if (value === null || assumption === "templateDefault") continue;
    const elasticity = (adjoint * value) / figure;
    if (elasticity === 0 || !Number.isFinite(elasticity)) continue;
    const isBefore = (other: Sensitivity): boolean => {
      const more = Math.abs(other.elasticity) - Math.abs(elasticity);
      return more > 0 || (more === 0 && other.step < id);
    };
    let at = largest.length;
    while (at > 0 && !isBefore(largest[at - 1] as Sensitivity)) at -= 1;
    if (at >= most) continue;
    largest.splice(at, 0, { step: id, what, subject, elasticity });
    if (largest.length > most) largest.pop();
  }
  return largest;
}

/** What a figure changes by, per unit of each step at its place where emissions enter, and of each input. */
function sweep(arranged: Arranged, result: Step, measure: string): { sources: Float64Array; inputs: Float64Array } {
  const { length } = arranged.steps;
  const [adjoint, sources, inputs] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
  adjoint[arranged.placeOf(result.id)] = 1;
  const isNode = (id: string): boolean => id.startsWith("process/") && id.endsWith(`/${measure}`);
  const isNodeAt = (place: number): boolean => isNode(arranged.step(place).id);
  let spreadNodes = false;
  for (let place = length - 1; place >= 0; place -= 1) {
    const effect = adjoint[place] as number;
    if (effect === 0) continue;
    const isHere = isNodeAt(place);
    if (isHere && !spreadNodes) {
      spreadNodes = true;
      spread(arranged, measure, adjoint, isNode);
      place = length;
      continue;
    }
    if (arranged.isSource(place)) sources[place] = effect;
    const parts = arranged.partsOf(place);
    if (parts === undefined) {
      if (arranged.step(place).factor === undefined) inputs[place] = effect;
      continue;
    }
    const { at, partials } = parts;
    for (let i = 0; i < at.length; i += 1) {
      const child = at[i] as number;
      if (isHere && isNodeAt(child)) continue;
      adjoint[child] = (adjoint[child] as number) + effect * (partials[i] as number);
    }
    adjoint[place] = 0;
  }
  return { sources, inputs };
}

/** A process's own emissions are a source where they are typed; where they come from streams, the streams are. */
function isSource(run: Run, id: string): boolean {
  if (!id.endsWith("/directOwn")) return SOURCES.test(id);
  return (run.ledger.parts(id) ?? []).every(({ step }) => step.startsWith(`${id}/`));
}

/** The effect of every process's figure on the one asked for, through the transfers: A x = f, one forward solve. */
function spread(arranged: Arranged, measure: string, adjoint: Float64Array, isNode: (id: string) => boolean): void {
  const { run } = arranged;
  const processes = byId(run.case.processes);
  const index = new Map(processes.map((p, i) => [`process/${p.id}/${measure}`, i]));
  const demand = new Float64Array(processes.length);
  for (const [id, i] of index) demand[i] = adjoint[arranged.placeOf(id)] ?? 0;
  const entries = processes.flatMap((p, consumer) =>
    (run.ledger.parts(`process/${p.id}/${measure}`) ?? []).flatMap(({ step, partial }) =>
      isNode(step) && partial !== 0 ? [{ input: index.get(step) ?? 0, consumer, share: partial }] : [],
    ),
  );
  const { value } = solve({ shares: sharesFrom(processes.length, entries), direct: [], demand });
  for (const [id, i] of index) adjoint[arranged.placeOf(id)] = value?.supply?.[i] ?? 0;
}
