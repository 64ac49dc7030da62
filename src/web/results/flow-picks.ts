// The nodes of the flows and what they mean in the other views.
import type { Analysis, EmissionNode } from "../../model/insight.ts";
import type { Pick } from "./choice.ts";
import { isPicked } from "./shares.ts";

/** The id in the records of "streams/gas": what shares and goods are called by. */
const bare = (id: string): string => id.slice(id.indexOf("/") + 1);

/** The good of a node; undefined for other nodes. */
export const goodOfNode = ({ kind, id }: EmissionNode): string | undefined => (kind === "good" ? bare(id) : undefined);

/** What a node means in the other views; a good is chosen, not picked out, and what left untold means nothing. */
export function pickOfFlowNode({ kind, id }: EmissionNode, { flows }: Analysis): Pick | undefined {
  if (kind === "good") return undefined;
  if (kind === "process") return { of: "process", id: bare(id) };
  if (kind === "stream" || kind === "precursor") return { of: "subject", id: bare(id) };
  const step = flows.find(({ from }) => from === id)?.step;
  return step === undefined ? undefined : { of: "step", id: step };
}

/** Nodes that are shown in full where something is picked out; undefined where nothing is. Goods always are, and processes unless one of them is picked. */
export function litNodes({ goods, nodes, flows }: Analysis, pick: Pick | undefined): ReadonlySet<string> | undefined {
  if (pick === undefined) return undefined;
  const steps = new Set<string>();
  const subjects = new Set<string>();
  for (const { figures } of goods)
    for (const { shares } of figures)
      for (const share of shares)
        if (isPicked(share, pick)) {
          steps.add(share.step);
          if (share.subject !== share.process) subjects.add(share.subject);
        }
  const lit = new Set(nodes.filter(({ kind }) => kind === "good").map(({ id }) => id));
  for (const { from, step } of flows) if (step !== undefined && steps.has(step)) lit.add(from);
  for (const { id, kind } of nodes) {
    if (kind === "process" && (pick.of !== "process" || bare(id) === pick.id)) lit.add(id);
    if ((kind === "stream" || kind === "precursor") && subjects.has(bare(id))) lit.add(id);
  }
  return lit;
}
