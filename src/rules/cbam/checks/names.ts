// Check: names, by which the Commission's workbook joins its sheets.
import type { Origin } from "../../../base/derivation.ts";
import type { Problem } from "../../../base/problem.ts";
import type { Facts } from "./facts.ts";
import { finding } from "./finding.ts";

type Named = { id: string; name: string; origin?: Origin | undefined };

/** Excel compares without regard to case and outer blanks. */
const fold = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/**
 * Law: the workbook adds up by name (SUMIF), without regard to case and with * ? ~ as wildcards; names must tell processes and precursors apart.
 * Products are told apart by CN code, too. An id is of one thing, and "installation" is the whole. Problems: ID_RESERVED, NAME_DUPLICATE, PRECURSOR_NAMED_LIKE_PROCESS, NAME_WILDCARD.
 */
export function names(facts: Facts): Problem[] {
  const { processes, precursors = [], products = [] } = facts.case;
  const stated = products.flatMap((p) =>
    p.name === undefined
      ? []
      : [{ id: p.id, name: p.name, key: `${fold(p.name)}|${p.cn.replace(/\s/g, "")}|${p.process}`, origin: p.origin }],
  );
  return [
    ...duplicates(facts, "process", processes),
    ...duplicates(facts, "precursor", precursors),
    ...duplicates(facts, "product", stated),
    ...likeProcess(facts),
    ...wildcards("process", processes),
    ...wildcards("precursor", precursors),
    ...reserved(facts),
  ];
}

function duplicates(facts: Facts, kind: string, entries: (Named & { key?: string })[]): Problem[] {
  const groups = new Map<string, Named[]>();
  for (const entry of entries) {
    const key = entry.key ?? fold(entry.name);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, second] = group;
    if (first === undefined || second === undefined) return [];
    return [
      finding("NAME_DUPLICATE", {
        path: `${kind}/${second.id}/name`,
        origin: second.origin,
        params: { name: first.name, subjects: group.map(({ id }) => facts.name(id)).join(", ") },
      }),
    ];
  });
}

function likeProcess(facts: Facts): Problem[] {
  const processes = new Map(facts.case.processes.map((p) => [fold(p.name), p.id]));
  return (facts.case.precursors ?? []).flatMap((precursor) => {
    const process = processes.get(fold(precursor.name));
    if (process === undefined) return [];
    return [
      finding("PRECURSOR_NAMED_LIKE_PROCESS", {
        path: `precursor/${precursor.id}/name`,
        origin: precursor.origin,
        params: { subject: facts.name(precursor.id), process: facts.name(process) },
      }),
    ];
  });
}

function wildcards(kind: string, entries: Named[]): Problem[] {
  const found = entries.filter(({ name }) => /[*?~]/.test(name));
  const [first] = found;
  return first === undefined
    ? []
    : [
        finding("NAME_WILDCARD", {
          path: `${kind}/${first.id}/name`,
          origin: first.origin,
          params: { names: found.map(({ name }) => `'${name}'`).join(", ") },
        }),
      ];
}

/** The installation is named by its own word wherever ids stand. */
function reserved({ case: given }: Facts): Problem[] {
  const { streams, pfc, measuredPoints, processes, precursors, cogeneration, products } = given;
  const lists = {
    stream: streams,
    pfc,
    point: measuredPoints,
    process: processes,
    precursor: precursors,
    chp: cogeneration,
    product: products,
  };
  return Object.entries(lists).flatMap(([kind, list]) =>
    (list ?? [])
      .filter(({ id }) => id === "installation")
      .map(({ id, origin }) => finding("ID_RESERVED", { path: `${kind}/${id}`, origin, params: { id } })),
  );
}
