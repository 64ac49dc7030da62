// The process map of a period: nodes, edges and balances, from the records as they stand and the steps that the rules made of them.
import type { Outcome } from "../base/problem.ts";
import type { Case } from "../model/case.ts";
import type { MapLayout, ProcessMap } from "../model/process-map.ts";
import type { Calculation } from "../rules/cbam/calculate.ts";
import { type Composition, composeCase, gathered } from "./compose.ts";
import { balancesOf } from "./map-balances.ts";
import { flowsOf, plantOf } from "./map-flows.ts";

export type MapAsked = {
  composition: Composition;
  /** Versions of the records. */
  versions: ReadonlyMap<string, number>;
};

/**
 * Law: the map shows what the records say, also where they are not yet a case that can be calculated: then what is calculated is missing, and the Problems say why.
 * Amounts are the records' own in canonical units; energy, carbon, emissions and activity levels are steps of the calculation.
 */
export function processMap({ composition, versions }: MapAsked, calculate: (given: Case) => Calculation): Omit<ProcessMap, "revision"> {
  const parts = gathered(composition);
  const composed: Outcome<Case> = composeCase(composition, parts);
  const calculation = composed.value === undefined ? undefined : calculate(composed.value);
  const plant = plantOf(parts, { version: (record) => versions.get(record), step: stepOf(calculation) });
  const flows = flowsOf(plant);
  const { positions = {} } = (composition.records.get("layout") ?? {}) as Partial<MapLayout>;
  const layoutVersion = versions.get("layout");
  const errors = calculation?.problems.filter(({ severity }) => severity === "error") ?? [];
  return {
    nodes: flows.nodes.map((node) => {
      const position = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
      return position === undefined ? node : { ...node, position };
    }),
    edges: flows.edges,
    balances: balancesOf(plant, flows),
    ...(layoutVersion !== undefined && { layoutVersion }),
    problems: [...composed.problems, ...errors],
  };
}

/** Values by the ids of the ledger; "carbonToCo2" is the ratio of the act. */
function stepOf(calculation: Calculation | undefined): (id: string) => number | null | undefined {
  if (calculation === undefined) return () => undefined;
  const { ledger, constants } = calculation.run;
  return (id) => (id === "carbonToCo2" ? constants.carbonToCo2.value : ledger.find(id)?.value);
}
