// Saving: all or nothing with the versions that were seen; another's change, or a lost connection, loses nothing that was typed.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect, useRef, useState } from "react";
import type { Json } from "../../base/canonical.ts";
import type { Activity } from "../../model/activity.ts";
import type { Column } from "../../model/grid/column.ts";
import type { Fault } from "../../model/grid/faults.ts";
import type { GridTable } from "../../model/grid/table.ts";
import { type Change, changesOf, rowsOf } from "../../model/grids.ts";
import { ask, Refused, unreached } from "../call.ts";
import { noteUnsaved } from "../unsaved.ts";
import { type Clash, merged } from "./merge.ts";
import { sheetOf } from "./sheet.ts";
import { beginSave, resetNow, useUnderWay } from "./under-way.ts";
import { settle } from "./unsaved.ts";
import { type DraftInHand, newId } from "./use-draft.ts";
import { type GridData, gridKey, readGrid, readKind } from "./use-grid-data.ts";

type Place = { org: string; period: string };
/** `merged`: another had changed what was to be saved; the rows now stand on top of that. */
export type SaveState =
  | { kind: "idle" | "saving" }
  | { kind: "saved"; written: number }
  | { kind: "refused"; refused: Refused }
  | { kind: "faulty"; faults: readonly Fault[] }
  /** Records that would go, with entries of other tables in them: the person is asked first. */
  | { kind: "asking"; losses: readonly Loss[] }
  | { kind: "merged"; taken: number; moved: number; clashes: readonly Clash[] };

/** A record that goes, and how many lines of other tables go with it. */
export type Loss = { name: string; lines: number };

const MOST_AT_ONCE = 5000;

type Attempt = { text: string; key: string; records: Entry[] };
type Entry = { key: string; body: Json | null; follows?: number };
type Of = { place: Place; table: GridTable; columns: readonly Column[]; hand: DraftInHand; files: GridData["files"] };

export type Saving = { state: SaveState; save(sure?: boolean): Promise<void>; settle(): void };

/** `commit` puts what is being typed into its cell first. */
export function useSave(of: Of, commit: () => void): Saving {
  const [state, setState] = useState<SaveState>(() => revivedState(of.hand));
  const attempt = useRef<Attempt | undefined>(undefined);
  const queries = useQueryClient();
  const underWay = useUnderWay(of.hand);
  const latest = useRef(of);
  useLayoutEffect(() => {
    latest.current = of;
  });
  const save = async (sure = false): Promise<void> => {
    if (underWay) return;
    commit();
    const ended = beginSave(of.hand.key);
    setState({ kind: "saving" });
    try {
      // The page is drawn as busy, with what was being typed in its cell, before the work begins.
      await new Promise((resolve) => setTimeout(resolve, 0));
      setState(await saved(latest.current, { attempt, queries, sure }));
    } catch (error) {
      setState({ kind: "idle" });
      throw error;
    } finally {
      ended();
    }
  };
  return { state: underWay ? { kind: "saving" } : state, save, settle: () => setState({ kind: "idle" }) };
}

/** What came back with a reload, where others saved meanwhile. */
function revivedState({ revived }: DraftInHand): SaveState {
  if (revived === undefined || revived.taken + revived.moved + revived.clashes.length === 0) return { kind: "idle" };
  const { taken, moved, clashes } = revived;
  return { kind: "merged", taken, moved, clashes };
}

/** One attempt, told as the state that it leads to. */
async function saved(
  of: Of,
  { attempt, queries, sure }: { attempt: { current: Attempt | undefined }; queries: QueryClient; sure: boolean },
): Promise<SaveState> {
  const { place, table, hand } = of;
  if (hand.dirty === 0) return { kind: "idle" };
  try {
    const { changes, faults } = await changesIn(of);
    if (faults.length > 0) return { kind: "faulty", faults };
    const losses = sure ? [] : lossesOf(changes, hand.draft.base.records);
    if (losses.length > 0) return { kind: "asking", losses };
    await write(place, changes, hand.draft.base, attempt);
    const fresh = await readGrid(place, table.name);
    queries.setQueryData(gridKey(place, table.name), fresh);
    settle(hand.key);
    noteUnsaved(hand.key, undefined);
    resetNow(hand.key)?.(fresh);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.join() !== gridKey(place, table.name).join() });
    return { kind: "saved", written: changes.length };
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    if (!refused.problems.some(({ code }) => code === "VERSION_CONFLICT" || code === "VERSION_NEEDED")) return { kind: "refused", refused };
    return rebased(of, refused).catch((again) => ({
      kind: "refused" as const,
      refused: again instanceof Refused ? again : unreached(),
    }));
  }
}

function lossesOf(changes: readonly Change[], records: GridData["records"]): Loss[] {
  return changes.flatMap(({ key, body }) => {
    const lines = body === null ? linesIn(records.get(key)) : 0;
    const { name = "" } = (records.get(key) ?? {}) as { name?: string };
    return lines === 0 ? [] : [{ name: name === "" ? key : name, lines }];
  });
}

/** Entries of the lists in a record, wherever they stand. */
function linesIn(json: Json | undefined): number {
  if (typeof json !== "object" || json === null) return 0;
  if (Array.isArray(json)) return json.filter((entry) => typeof entry === "object").length;
  return Object.entries(json).reduce((sum, [member, inner]) => sum + (member === "origin" ? 0 : linesIn(inner)), 0);
}

/** What the rows change; where an entry of a list goes, lines of activity data are read, since they may belong to it. */
async function changesIn({ place, table, columns, hand, files }: Of): Promise<{ changes: Change[]; faults: Fault[] }> {
  const { base, baseRows } = hand.draft;
  const { rows } = hand.sheet;
  const there = new Set(rows.map(({ id }) => id));
  const takesAway = table.inner !== undefined && baseRows.some(({ id }) => !there.has(id));
  const lines = takesAway ? await readKind(place, "activities") : [];
  for (const { key, version } of lines) base.versions.set(key, version);
  const activities = new Map(
    lines.flatMap(({ key, body }): [string, Activity][] => (body === null ? [] : [[key, body as unknown as Activity]])),
  );
  return changesOf({ table, columns, rows, records: base.records, period: base.period, files, lines: activities });
}

/**
 * Law: an attempt that is made again after a lost connection carries the key of the first, so that the server does it once;
 * where the rows were changed since, the first is made sure of before.
 */
async function write(
  place: Place,
  changes: readonly Change[],
  { versions }: GridData,
  attempt: { current: Attempt | undefined },
): Promise<void> {
  const first = attempt.current;
  if (first !== undefined && first.text !== JSON.stringify(entriesOf(changes.slice(0, MOST_AT_ONCE), versions)))
    await put(place, first, { versions, attempt }).catch((error) => {
      if (!(error instanceof Refused) || error.status === 0) throw error;
      attempt.current = undefined;
    });
  for (let from = 0; from < changes.length; from += MOST_AT_ONCE) {
    const records = entriesOf(changes.slice(from, from + MOST_AT_ONCE), versions);
    const text = JSON.stringify(records);
    if (attempt.current?.text !== text) attempt.current = { text, key: crypto.randomUUID(), records };
    await put(place, attempt.current, { versions, attempt });
  }
}

const entriesOf = (changes: readonly Change[], versions: GridData["versions"]): Entry[] =>
  changes.map(({ key, body }) => {
    const follows = versions.get(key);
    return { key, body, ...(follows !== undefined && { follows }) };
  });

/** Writes, and notes the versions that are there then: a part that is done stays done when the next one fails. */
async function put(
  { org, period }: Place,
  { key: idempotencyKey, records }: Attempt,
  { versions, attempt }: { versions: GridData["versions"]; attempt: { current: Attempt | undefined } },
): Promise<void> {
  await ask("putRecords", { org, period, body: { records } }, { idempotencyKey });
  for (const { key, follows = 0 } of records) versions.set(key, follows + 1);
  attempt.current = undefined;
}

/** The rows in hand on top of what another has saved meanwhile. */
async function rebased({ place, table, hand }: Of, refused: Refused): Promise<SaveState> {
  const fresh = await readGrid(place, table.name);
  // A record that was withdrawn is written again on top of its withdrawal.
  for (const { path } of refused.problems)
    if (path !== "" && !fresh.versions.has(path)) {
      const { version } = await ask("readRecord", { ...place, key: path });
      fresh.versions.set(path, version);
    }
  const columns = table.columns(fresh);
  const theirs = rowsOf(table, fresh.records, columns);
  const { rows, clashes, taken, moved } = merged({ base: hand.draft.baseRows, mine: hand.sheet.rows, theirs, newId });
  (resetNow(hand.key) ?? hand.reset)(fresh, { rows, units: { ...sheetOf(theirs, columns).units, ...hand.sheet.units } });
  return { kind: "merged", taken, moved, clashes };
}
