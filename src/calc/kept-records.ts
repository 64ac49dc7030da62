// Records that a thread keeps between tasks: it is sent what changed, and knows by life and revision whether that fits what it has.
import type { Json } from "../base/canonical.ts";

/** Which keys changed last at which revision, for all revisions after the base. One object for a life of a cache's entry, and changed with it. */
export type Changes = { base: number; readonly last: Map<string, number> };

/** Where records come from: the same place, life and revision mean the same records. */
export type Kept = { place: string; life: number; revision: number; changes: Changes };
export type KeptAt = Pick<Kept, "place" | "life" | "revision">;

/** Records on their way to a thread: whole, or what differs from the revision that it has. */
export type SentRecords = KeptAt & ({ whole: ReadonlyMap<string, Json> } | { from: number; differing: [key: string, body: Json | null][] });

/**
 * Law: what differs between two revisions is among the keys that changed after the lower of them, whichever of them the thread has; where those are not
 * known any more, or the thread has another life, it is sent everything.
 */
export function sentRecords(
  { records }: { records: ReadonlyMap<string, Json> },
  { place, life, revision, changes }: Kept,
  has: KeptAt | undefined,
): SentRecords {
  const lower = Math.min(has?.revision ?? -1, revision);
  if (has === undefined || has.life !== life || lower < changes.base) return { place, life, revision, whole: records };
  const differing: [string, Json | null][] = [];
  if (has.revision !== revision) for (const [key, last] of changes.last) if (last > lower) differing.push([key, records.get(key) ?? null]);
  return { place, life, revision, from: has.revision, differing };
}

type Held = KeptAt & { records: Map<string, Json> };

/** What a thread has of periods: those used last, up to so many records. */
export class RecordKeeper {
  private readonly held = new Map<string, Held>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** The records at the revision that was sent; undefined where the thread has not what they follow. */
  received(sent: SentRecords): ReadonlyMap<string, Json> | undefined {
    const { place, life, revision } = sent;
    const before = this.held.get(place);
    this.held.delete(place);
    if ("whole" in sent) return this.keep({ place, life, revision, records: new Map(sent.whole) });
    if (before === undefined || before.life !== life || before.revision !== sent.from) return undefined;
    for (const [key, body] of sent.differing) {
      if (body === null) before.records.delete(key);
      else before.records.set(key, body);
    }
    return this.keep({ ...before, revision });
  }

  private keep(held: Held): ReadonlyMap<string, Json> {
    this.held.set(held.place, held);
    let count = 0;
    for (const { records } of this.held.values()) count += records.size;
    for (const [place, { records }] of this.held) {
      if (count <= this.most || this.held.size === 1) break;
      this.held.delete(place);
      count -= records.size;
    }
    return held.records;
  }
}
