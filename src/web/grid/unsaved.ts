// What was typed and not yet saved, by table: it outlives going to another page, and a reload of this one.
import type { Row } from "../../model/grid/row.ts";
import { isBlank, isNew, sameCells } from "../../model/grids.ts";
import type { History } from "./history.ts";
import type { Sheet } from "./sheet.ts";
import type { GridData } from "./use-grid-data.ts";

/** Rows in hand, and the data that they were begun on. */
export type Draft = { base: GridData; baseRows: readonly Row[]; history: History<Sheet> };

const drafts = new Map<string, Draft>();

export const draftKept = (key: string): Draft | undefined => drafts.get(key);
export function keepDraft(key: string, draft: Draft | undefined): void {
  if (draft === undefined) drafts.delete(key);
  else drafts.set(key, draft);
}

/** Rows that differ from those that are kept, and the ids of those that were taken away. */
export type Differing = { changed: Row[]; gone: string[]; units: Readonly<Record<string, string>> };

export function differing({ baseRows, history }: Pick<Draft, "baseRows" | "history">): Differing {
  const { rows, units } = history.now;
  const before = new Map(baseRows.map((row) => [row.id, row]));
  const there = new Set(rows.map(({ id }) => id));
  return {
    changed: rows.filter((row) => {
      const kept = before.get(row.id);
      return row !== kept && (isNew(row) ? !isBlank(row) : !sameCells(row, kept));
    }),
    gone: baseRows.filter(({ id }) => !there.has(id)).map(({ id }) => id),
    units,
  };
}

const MOST = 2_000_000;
const nameOf = (key: string): string => `sandan-unsaved/${key}`;

/** Puts what differs where a reload finds it; what is too large stays in this page alone. */
export function storeDiffering(key: string, now: Differing): void {
  if (now.changed.length + now.gone.length === 0) {
    sessionStorage.removeItem(nameOf(key));
    return;
  }
  const text = JSON.stringify(now);
  if (text.length > MOST) return;
  try {
    sessionStorage.setItem(nameOf(key), text);
  } catch {
    // The browser keeps no more; the page still has it.
  }
}

/** What an earlier load of the page had not saved. */
export function storedDiffering(key: string): Differing | undefined {
  try {
    const text = sessionStorage.getItem(nameOf(key));
    return text === null ? undefined : (JSON.parse(text) as Differing);
  } catch {
    return undefined;
  }
}

/** The rows that are kept, with what differed put on top. */
export function restored(rows: readonly Row[], { changed, gone }: Differing): Row[] {
  const mine = new Map(changed.map((row) => [row.id, row]));
  const away = new Set(gone);
  const there = rows.filter(({ id }) => !away.has(id)).map((row) => mine.get(row.id) ?? row);
  return [...there, ...changed.filter(isNew)];
}
