// The records of a period as they stand, kept between requests: only what changed since is read again.
import type { Json } from "../base/canonical.ts";
import type { Composition } from "../calc/compose.ts";
import type { Changes } from "../calc/kept-records.ts";
import type { Db } from "../store/database.ts";
import { citedTitles } from "../store/evidence.ts";
import { installation, type PeriodRow, period } from "../store/periods.ts";
import { changedSince, recordsBeside } from "../store/records.ts";

type Entry = { revision: number; records: Map<string, Json>; titles: Map<string, string>; life: number; changes: Changes };

/** Changes that are kept in mind of a period; beyond them threads are sent everything once. */
const MOST_CHANGES = 5000;

/** Nothing in it counts: each use asks the store for the revision first, so that several processes may each have their own. */
export type CompositionCache = { entries: Map<string, Entry>; busy: Map<string, Promise<unknown>>; most: number; lives: number };

/** A cache of so many records over all periods. */
export function compositionCache(most: number): CompositionCache {
  return { entries: new Map(), busy: new Map(), most, lives: 0 };
}

export type Composed = { composition: Composition; period: PeriodRow };

/** The composition of a period at its present revision; undefined where there is no such period. */
export async function compositionOf(
  { db, cache }: { db: Db; cache: CompositionCache },
  place: { org: string; period: string },
): Promise<Composed | undefined> {
  const key = `${place.org}/${place.period}`;
  const before = cache.busy.get(key);
  const mine = (before ?? Promise.resolve()).catch(() => {}).then(() => refreshed(db, cache, place));
  cache.busy.set(key, mine);
  try {
    return await mine;
  } finally {
    if (cache.busy.get(key) === mine) cache.busy.delete(key);
  }
}

/** A period with all its records but the lines of activity data: what lines may belong to is said without reading them. */
export async function structureOf({ db }: { db: Db }, place: { org: string; period: string }): Promise<Composed | undefined> {
  const found = await period(db, place.org, place.period);
  if (found === undefined) return undefined;
  const { start, end } = found;
  const records = new Map((await recordsBeside(db, place, "activities")).map(({ key, body }) => [key, body]));
  return { composition: { period: { start, end }, installation: "", records, titles: new Map() }, period: found };
}

async function refreshed(db: Db, cache: CompositionCache, place: { org: string; period: string }): Promise<Composed | undefined> {
  const key = `${place.org}/${place.period}`;
  const found = await period(db, place.org, place.period);
  if (found === undefined) {
    cache.entries.delete(key);
    return undefined;
  }
  const held = cache.entries.get(key);
  const entry = held !== undefined && held.revision <= found.revision ? held : begun(cache);
  if (entry.revision < found.revision) {
    const changed = await changedSince(db, place, { after: entry.revision, until: found.revision });
    for (const { key: one, body } of changed) {
      if (body === null) entry.records.delete(one);
      else entry.records.set(one, body);
    }
    remember(
      entry,
      changed.map(({ key: one }) => one),
      found.revision,
    );
    entry.titles = await citedTitles(db, place.org, place.period);
    entry.revision = found.revision;
  }
  cache.entries.delete(key);
  cache.entries.set(key, entry);
  forget(cache);
  const site = await installation(db, place.org, found.installation);
  const { start, end } = found;
  const kept = { place: key, life: entry.life, revision: entry.revision, changes: entry.changes };
  const records = new Map(entry.records);
  return { composition: { period: { start, end }, installation: site?.name ?? "", records, titles: entry.titles, kept }, period: found };
}

function begun(cache: CompositionCache): Entry {
  cache.lives += 1;
  return { revision: -1, records: new Map(), titles: new Map(), life: cache.lives, changes: { base: -1, last: new Map() } };
}

/** Keeps in mind what changed; a first reading, or too much, is a new base. */
function remember({ revision: before, changes }: Entry, keys: readonly string[], revision: number): void {
  for (const key of keys) if (before >= 0) changes.last.set(key, revision);
  if (before >= 0 && changes.last.size <= MOST_CHANGES) return;
  changes.last.clear();
  changes.base = revision;
}

/** Lets go of the periods that were used longest ago. */
function forget({ entries, most }: CompositionCache): void {
  let count = 0;
  for (const { records } of entries.values()) count += records.size;
  for (const [key, { records }] of entries) {
    if (count <= most || entries.size === 1) return;
    entries.delete(key);
    count -= records.size;
  }
}
