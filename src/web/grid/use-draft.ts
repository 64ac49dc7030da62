// The rows in hand as a hook: changed step by step, undone, kept while people look elsewhere.
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Column } from "../../model/grid/column.ts";
import type { GridTable } from "../../model/grid/table.ts";
import { rowsOf } from "../../model/grids.ts";
import { noteUnsaved } from "../unsaved.ts";
import { begun, redone, stepped, undone } from "./history.ts";
import type { Merged } from "./merge.ts";
import { type Sheet, sheetOf, withSpare } from "./sheet.ts";
import { type Draft, differing, draftKept, keepDraft, restored, storeDiffering, storedDiffering, storeUnsaved } from "./unsaved.ts";
import type { GridData } from "./use-grid-data.ts";

export const newId = (): string => `new:${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;

/** Blank rows of a table that has none. */
const FIRST_ROWS = 8;

function freshDraft(data: GridData, table: GridTable, columns: readonly Column[]): Draft {
  const baseRows = rowsOf(table, data.records, columns);
  const sheet = sheetOf(baseRows, columns);
  return { base: data, baseRows, history: begun(withSpare(sheet, newId, baseRows.length === 0 ? FIRST_ROWS : 1)) };
}

type FirstDraft = Draft & { revived?: Merged };

function firstDraft(key: string, data: GridData, { table, columns }: { table: GridTable; columns: readonly Column[] }): FirstDraft {
  const kept = draftKept(key);
  if (kept !== undefined) return kept;
  const fresh = freshDraft(data, table, columns);
  const stored = storedDiffering(key);
  if (stored === undefined || stored.changed.length + stored.gone.length === 0) return fresh;
  const revived = restored(fresh.baseRows, stored, newId);
  const units = { ...fresh.history.now.units, ...stored.units };
  return { ...fresh, revived, history: stepped(fresh.history, withSpare({ rows: revived.rows, units }, newId)) };
}

export type DraftInHand = {
  key: string;
  draft: Draft;
  sheet: Sheet;
  dirty: number;
  /** Set where what an earlier load of the page had not saved is back. */
  revived: Merged | undefined;
  change(edit: (sheet: Sheet) => Sheet): void;
  undo(): void;
  redo(): void;
  /** Back to what is kept; it can be undone. */
  discard(): void;
  /** Begins anew on other data, with these rows or with what is kept. */
  reset(data: GridData, rows?: Sheet): void;
};

type Named = { key: string; to: string; label: GridTable["label"] };

export function useDraft({ key, to, label }: Named, data: GridData, of: { table: GridTable; columns: readonly Column[] }): DraftInHand {
  const { table, columns } = of;
  const [draft, setDraft] = useState<FirstDraft>(() => firstDraft(key, data, of));
  const now = useMemo(() => differing(draft), [draft]);
  const dirty = now.changed.length + now.gone.length;
  // What others saved comes in as long as nothing is in hand.
  if (dirty === 0 && draft.base !== data && draft.history.past.length === 0) setDraft(freshDraft(data, table, columns));
  useEffect(() => {
    const store = (): void => storeDiffering(key, now);
    keepDraft(key, dirty === 0 ? undefined : draft);
    noteUnsaved(key, dirty === 0 ? undefined : { to, label, store });
    // What is saved must not come back with the next load; what is not is put away while nobody types, and when the page is left.
    if (dirty === 0) {
      store();
      return;
    }
    const later = setTimeout(store, 600);
    return () => clearTimeout(later);
  }, [key, to, label, draft, dirty, now]);
  useEffect(() => () => storeUnsaved(key), [key]);
  const change = useCallback((edit: (sheet: Sheet) => Sheet) => {
    setDraft((at) => {
      const next = edit(at.history.now);
      return next === at.history.now ? at : { ...at, history: stepped(at.history, withSpare(next, newId)) };
    });
  }, []);
  const undo = useCallback(() => setDraft((at) => ({ ...at, history: undone(at.history) })), []);
  const redo = useCallback(() => setDraft((at) => ({ ...at, history: redone(at.history) })), []);
  const discard = useCallback(() => change(() => freshDraft(draft.base, table, columns).history.now), [change, draft.base, table, columns]);
  const reset = useCallback(
    (next: GridData, rows?: Sheet) => {
      const fresh = freshDraft(next, table, table.columns(next));
      setDraft(rows === undefined ? fresh : { ...fresh, history: begun(withSpare(rows, newId)) });
    },
    [table],
  );
  return { key, draft, sheet: draft.history.now, dirty, revived: draft.revived, change, undo, redo, discard, reset };
}
