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

/** What a step's figure changes by, per unit of each step that it rests on. */
type Adjoint = Map<string, number>;

/**
 * Law: contributions are amounts × marginal effect at the steps where emissions enter, and sum to the figure (where no floor cuts it);
 * a sensitivity is the per cent change of the figure for one per cent of an input, first order.
 * Answers contributions in the figure's unit per tonne, largest first, and the `most` inputs that move it most.
 */
export function accountOf(run: Run, good: Good, measure: (typeof ACCOUNTED)[number], most = 5): Account {
  const result = run.ledger.find(`product/${good.id}/${measure}`) ?? run.ledger.get(`process/${good.process}/${measure}`);
  if (result.value === null) return { product: good.id, measure, contributions: [], sensitivities: [] };
  const { sources, inputs } = sweep(run, result, measure);
  const contributions = [...sources].flatMap(([id, adjoint]): Contribution[] => {
    const step = run.ledger.get(id);
    const value = adjoint * (step.value ?? 0);
    return value === 0 ? [] : [{ step: id, what: step.what, subject: step.subject, value }];
  });
  const sensitivities = [...inputs].flatMap(([id, adjoint]): Sensitivity[] => {
    const step = run.ledger.get(id);
    if (step.value === null || result.value === null || result.value === 0 || step.assumption === "templateDefault") return [];
    const elasticity = (adjoint * step.value) / result.value;
    return elasticity === 0 || !Number.isFinite(elasticity) ? [] : [{ step: id, what: step.what, subject: step.subject, elasticity }];
  });
  const largest = <T extends { step: string }>(list: T[], size: (entry: T) => number): T[] =>
    list.sort((a, b) => size(b) - size(a) || (a.step < b.step ? -1 : 1));
  return {
    product: good.id,
    measure,
    contributions: largest(contributions, (c) => Math.abs(c.value)),
    sensitivities: largest(sensitivities, (s) => Math.abs(s.elasticity)).slice(0, most),
  };
}

function sweep(run: Run, result: Step, measure: string): { sources: Adjoint; inputs: Adjoint } {
  const order = [...run.ledger.steps.keys()];
  const adjoint: Adjoint = new Map([[result.id, 1]]);
  const sources: Adjoint = new Map();
  const inputs: Adjoint = new Map();
  const isNode = (id: string): boolean => id.startsWith("process/") && id.endsWith(`/${measure}`);
  let spreadNodes = false;
  for (let i = order.length - 1; i >= 0; i -= 1) {
    const id = order[i] as string;
    const at = adjoint.get(id);
    if (at === undefined || at === 0) continue;
    if (isNode(id) && !spreadNodes) {
      spreadNodes = true;
      spread(run, measure, adjoint, isNode);
      i = order.length;
      continue;
    }
    if (SOURCES.test(id) || id.endsWith("/directOwn")) if (isSource(run, id)) sources.set(id, at);
    const parts = run.ledger.parts(id);
    if (parts === undefined) {
      if (run.ledger.get(id).factor === undefined) inputs.set(id, at);
      continue;
    }
    for (const { step, partial } of parts) {
      if (isNode(id) && isNode(step)) continue;
      adjoint.set(step, (adjoint.get(step) ?? 0) + at * partial);
    }
    if (!isNode(id)) adjoint.delete(id);
    else adjoint.set(id, 0);
  }
  return { sources, inputs };
}

/** A process's own emissions are a source where they are typed; where they come from streams, the streams are. */
function isSource(run: Run, id: string): boolean {
  if (!id.endsWith("/directOwn")) return true;
  return (run.ledger.parts(id) ?? []).every(({ step }) => step.startsWith(`${id}/`));
}

/** The effect of every process's figure on the one asked for, through the transfers: A x = f, one forward solve. */
function spread(run: Run, measure: string, adjoint: Adjoint, isNode: (id: string) => boolean): void {
  const processes = byId(run.case.processes);
  const index = new Map(processes.map((p, i) => [`process/${p.id}/${measure}`, i]));
  const demand = new Float64Array(processes.length);
  for (const [id, i] of index) demand[i] = adjoint.get(id) ?? 0;
  const entries = processes.flatMap((p, consumer) =>
    (run.ledger.parts(`process/${p.id}/${measure}`) ?? []).flatMap(({ step, partial }) =>
      isNode(step) && partial !== 0 ? [{ input: index.get(step) ?? 0, consumer, share: partial }] : [],
    ),
  );
  const { value } = solve({ shares: sharesFrom(processes.length, entries), direct: [], demand });
  for (const [id, i] of index) adjoint.set(id, value?.supply?.[i] ?? 0);
}
