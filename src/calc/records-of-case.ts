// A case taken apart into the records that are stored: each keeps its places, now in the evidence that it came from.
import type { Json } from "../base/canonical.ts";
import type { Case } from "../model/case.ts";

type Entry = { key: string; body: Json };

const WITH_ID = ["evidence", "streams", "pfc", "measuredPoints", "processes", "precursors", "cogeneration", "products"] as const;
const SINGLE = ["installation", "verifier", "carbonPriceTool", "balances", "reporting"] as const;

/** The record with every origin naming the document by its hash; the file's name is left out, since the evidence has it. */
function placed(record: unknown, sha256: string): Json {
  return JSON.parse(
    JSON.stringify(record, (key, value: unknown) => {
      if (key !== "origin" || typeof value !== "object" || value === null) return value;
      const { file: _, ...rest } = value as { file?: string };
      return { ...rest, evidence: [sha256] };
    }),
  ) as Json;
}

/** Entries without an id are named by what they join, and numbered where several join the same. */
function named<T>(list: string, entries: readonly T[] | undefined, nameOf: (entry: T) => string): [string, T][] {
  const seen = new Map<string, number>();
  return (entries ?? []).map((entry) => {
    const name = nameOf(entry);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [`${list}/${name}${count === 1 ? "" : `~${count}`}`, entry];
  });
}

/**
 * Law: the records of a case put together again give the same case. `evidence` is the hash of the file, `title` its name.
 * The period is not among them: it is the one that the records are written into.
 */
export function recordsOfCase(given: Case, { evidence, title }: { evidence: string; title: string }): Entry[] {
  const { title: heading, source } = given;
  const pairs: [string, unknown][] = [
    ...WITH_ID.flatMap((list) => (given[list] ?? []).map((entry): [string, unknown] => [`${list}/${entry.id}`, entry])),
    ...named("transfers", given.transfers, ({ from, to }) => `${from}~${to}`),
    ...named("dataGaps", given.dataGaps, ({ subject, start }) => `${subject}~${start}`),
    ...SINGLE.flatMap((name): [string, unknown][] => (given[name] === undefined ? [] : [[name, given[name]]])),
    ["head", { ...(heading !== undefined && { title: heading }), ...(source !== undefined && { source }) }],
    [`evidence/${evidence}`, { id: evidence, title: title.slice(0, 300), sha256: evidence }],
  ];
  return pairs.map(([key, record]) => ({ key, body: placed(record, evidence) }));
}
