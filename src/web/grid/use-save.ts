// Saving: all or nothing with the versions that were seen; another's change, or a lost connection, loses nothing that was typed.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Activity } from "../../model/activity.ts";
import type { Column } from "../../model/grid/column.ts";
import type { Fault } from "../../model/grid/faults.ts";
import type { GridTable } from "../../model/grid/table.ts";
import { type Change, changesOf, rowsOf } from "../../model/grids.ts";
import { ask, Refused, unreached } from "../call.ts";
import { type Clash, merged } from "./merge.ts";
import { sheetOf } from "./sheet.ts";
import { type DraftInHand, newId } from "./use-draft.ts";
import { type GridData, gridKey, readGrid, readKind } from "./use-grid-data.ts";

type Place = { org: string; period: string };
/** `merged`: another had changed what was to be saved; the rows now stand on top of that. */
export type SaveState =
  | { kind: "idle" | "saving" }
  | { kind: "saved"; written: number }
  | { kind: "refused"; refused: Refused }
  | { kind: "faulty"; faults: readonly Fault[] }
  | { kind: "merged"; taken: number; moved: number; clashes: readonly Clash[] };

const MOST_AT_ONCE = 5000;

type Attempt = { text: string; key: string };
type Of = { place: Place; table: GridTable; columns: readonly Column[]; hand: DraftInHand; files: GridData["files"] };

export type Saving = { state: SaveState; save(): Promise<void>; settle(): void };

export function useSave(of: Of): Saving {
  const [state, setState] = useState<SaveState>({ kind: "idle" });
  const attempt = useRef<Attempt | undefined>(undefined);
  const queries = useQueryClient();
  const save = async (): Promise<void> => {
    const { place, table, hand } = of;
    setState({ kind: "saving" });
    // The page is drawn as busy before the work begins.
    await new Promise((resolve) => setTimeout(resolve, 0));
    try {
      const { changes, faults } = await changesIn(of);
      if (faults.length > 0) return setState({ kind: "faulty", faults });
      if (changes.length > 0) await write(place, changes, hand.draft.base, attempt);
      const fresh = await readGrid(place, table.name);
      queries.setQueryData(gridKey(place, table.name), fresh);
      hand.reset(fresh);
      setState({ kind: "saved", written: changes.length });
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.join() !== gridKey(place, table.name).join() });
    } catch (error) {
      if (!(error instanceof Refused)) {
        setState({ kind: "idle" });
        throw error;
      }
      const refused = error;
      if (!refused.problems.some(({ code }) => code === "VERSION_CONFLICT" || code === "VERSION_NEEDED"))
        return setState({ kind: "refused", refused });
      setState(
        await rebased(of, refused).catch((again) => ({
          kind: "refused" as const,
          refused: again instanceof Refused ? again : unreached(),
        })),
      );
    }
  };
  return { state, save, settle: () => setState({ kind: "idle" }) };
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

/** Law: an attempt that is made again after a lost connection carries the key of the first, so that the server does it once. */
async function write(
  { org, period }: Place,
  changes: readonly Change[],
  { versions }: GridData,
  attempt: { current: Attempt | undefined },
): Promise<void> {
  for (let from = 0; from < changes.length; from += MOST_AT_ONCE) {
    const records = changes.slice(from, from + MOST_AT_ONCE).map(({ key, body }) => {
      const follows = versions.get(key);
      return { key, body, ...(follows !== undefined && { follows }) };
    });
    const text = JSON.stringify(records);
    if (attempt.current?.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    await ask("putRecords", { org, period, body: { records } }, { idempotencyKey: attempt.current.key });
  }
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
  hand.reset(fresh, { rows, units: { ...sheetOf(theirs, columns).units, ...hand.sheet.units } });
  return { kind: "merged", taken, moved, clashes };
}
