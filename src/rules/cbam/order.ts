// The case in canonical order: what is listed in another order is the same case, with the same sums and the same hash.
import { canonical, type Json } from "../../base/canonical.ts";
import type { Case, Precursor, Process, Reporting, Transfer } from "../../model/case.ts";
import { byId } from "./run.ts";

/** Entries without an id, ordered by their content; where they stand in the file does not count. */
function byContent<T>(entries: readonly T[] | undefined): T[] | undefined {
  if (entries === undefined || entries.length < 2) return entries === undefined ? undefined : [...entries];
  const keyed = entries.map((entry) => ({
    key: canonical(JSON.parse(JSON.stringify(entry, (k, v: unknown) => (k === "origin" ? undefined : v))) as Json),
    entry,
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ entry }) => entry);
}

function flows<T>(
  pair: { imported?: T[] | undefined; exported?: T[] | undefined } | undefined,
): { imported?: T[]; exported?: T[] } | undefined {
  if (pair === undefined) return undefined;
  const imported = byContent(pair.imported);
  const exported = byContent(pair.exported);
  return { ...(imported && { imported }), ...(exported && { exported }) };
}

/** A list of words, in which the order says nothing. */
function words<T extends string>(list: readonly T[] | undefined): T[] | undefined {
  return list === undefined ? undefined : [...list].sort();
}

/** By the two processes; entries for one pair by their content. */
function orderedTransfers(transfers: readonly Transfer[]): Transfer[] {
  const pairs = Map.groupBy(transfers, ({ from, to }) => `${from} ${to}`);
  return [...pairs.keys()].sort().flatMap((pair) => byContent(pairs.get(pair)) ?? []);
}

function orderedProcess(process: Process): Process {
  return {
    ...process,
    included: words(process.included),
    routes: words(process.routes),
    production: byContent(process.production),
    heat: flows(process.heat),
    wasteGas: flows(process.wasteGas),
    electricity: byContent(process.electricity),
    electricityExported: byContent(process.electricityExported),
    electricityProduced: byContent(process.electricityProduced),
  };
}

function orderedPrecursor(precursor: Precursor): Precursor {
  return {
    ...precursor,
    routes: words(precursor.routes),
    purchased: byContent(precursor.purchased),
    uses: byContent(precursor.uses),
    sources: byContent(precursor.sources) ?? [],
  };
}

function orderedReporting(reporting: Reporting): Reporting {
  return {
    ...reporting,
    otherProcesses: words(reporting.otherProcesses),
    co2Transfers: byContent(reporting.co2Transfers),
    electricityImports: byContent(reporting.electricityImports),
  };
}

/** Law: the order of records is irrelevant. Records with ids are ordered by id, entries without one by their content. */
export function inCanonicalOrder(given: Case): Case {
  return {
    ...given,
    streams: byId(given.streams),
    pfc: byId(given.pfc),
    measuredPoints: byId(given.measuredPoints),
    processes: byId(given.processes).map(orderedProcess),
    precursors: byId(given.precursors).map(orderedPrecursor),
    cogeneration: byId(given.cogeneration),
    products: byId(given.products),
    transfers: orderedTransfers(given.transfers ?? []),
    dataGaps: byContent(given.dataGaps),
    ...(given.reporting && { reporting: orderedReporting(given.reporting) }),
  };
}
