// Check: joint processes, and processes that should be one.
import type { Problem } from "../../../base/problem.ts";
import type { Process } from "../../../model/case.ts";
import { DEFINITIVE_ACT } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, said } from "./finding.ts";

/**
 * Law: one functional unit in an installation is one process over all routes, and a precursor may be included only if it is not transferred out (IR (EU) 2025/2547 Art. 4(6), 4(7), 4(9)).
 * Problems: JOINT_CATEGORY_SEPARATE, JOINT_ALSO_BOUGHT, SPLIT_PROCESSES.
 */
export function jointProcess(facts: Facts): Problem[] {
  return [...facts.case.processes.flatMap((process) => joint(facts, process)), ...split(facts)];
}

/** A category that the good itself belongs to is no included precursor in this sense. */
function joint(facts: Facts, process: Process): Problem[] {
  const { processes, precursors = [] } = facts.case;
  const path = `process/${process.id}/included`;
  const subject = facts.name(process.id);
  return (process.included ?? []).flatMap((category) => {
    const other = processes.find((p) => p.id !== process.id && p.category === category);
    if (other !== undefined && category !== process.category)
      return [
        finding("JOINT_CATEGORY_SEPARATE", {
          path,
          origin: process.origin,
          params: { subject, category: said(category), other: facts.name(other.id) },
        }),
      ];
    const bought = precursors.find(
      (p) => p.category === category && (p.uses ?? []).some((u) => u.process === process.id && (u.amount?.value ?? 0) > 0),
    );
    if (bought === undefined) return [];
    return [
      finding("JOINT_ALSO_BOUGHT", {
        path,
        origin: process.origin,
        params: { subject, category: said(category), precursor: facts.name(bought.id) },
      }),
    ];
  });
}

/** The functional unit is the tonne under one CN code: the same code from two processes is one process split in two. */
function split(facts: Facts): Problem[] {
  if (facts.act !== DEFINITIVE_ACT) return [];
  const makers = new Map<string, Set<string>>();
  for (const { cn, process } of facts.case.products ?? []) {
    const code = cn.replace(/\s/g, "");
    makers.set(code, (makers.get(code) ?? new Set()).add(process));
  }
  const groups = new Map<string, { cns: string[]; ids: string[] }>();
  for (const [cn, set] of makers) {
    if (set.size < 2) continue;
    const ids = [...set].sort();
    const group = groups.get(ids.join("|")) ?? { cns: [], ids };
    group.cns.push(cn);
    groups.set(ids.join("|"), group);
  }
  return [...groups.values()].map(({ cns, ids }) =>
    finding("SPLIT_PROCESSES", {
      path: `process/${ids[1] ?? ""}`,
      origin: facts.case.processes.find(({ id }) => id === ids[1])?.origin,
      params: { subjects: ids.map(facts.name).join(", "), cn: cns.join(", ") },
    }),
  );
}
