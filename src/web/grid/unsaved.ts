// What was typed and not yet saved, by table: it outlives going to another page, and a reload of this one.
import type { Row } from "../../model/grid/row.ts";
import { isBlank, isNew, sameCells } from "../../model/grids.ts";
import type { History } from "./history.ts";
import { lengthsOf, type Merged, merged } from "./merge.ts";
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

/** Rows that differ from those that are kept, the ids of those that were taken away, and what both were begun on: those rows, and how long their lists were. */
export type Differing = {
  changed: Row[];
  gone: string[];
  units: Readonly<Record<string, string>>;
  before: Row[];
  lengths: Readonly<Record<string, number>>;
};

export function differing({ baseRows, history }: Pick<Draft, "baseRows" | "history">): Differing {
  const { rows, units } = history.now;
  const kept = new Map(baseRows.map((row) => [row.id, row]));
  const there = new Set(rows.map(({ id }) => id));
  const changed = rows.filter((row) => {
    const was = kept.get(row.id);
    return row !== was && (isNew(row) ? !isBlank(row) : !sameCells(row, was));
  });
  const gone = baseRows.filter(({ id }) => !there.has(id));
  const before = [...gone, ...changed.flatMap(({ id }) => kept.get(id) ?? [])];
  return {
    changed,
    gone: gone.map(({ id }) => id),
    units,
    before,
    lengths: before.some(({ id }) => id.includes("#")) ? Object.fromEntries(lengthsOf(baseRows)) : {},
  };
}

const MOST = 2_000_000;
const nameOf = (key: string): string => `sandan-unsaved/${key}`;

/** Puts what differs where a reload finds it; what is too large stays in this page alone, which asks before it is left. */
export function storeDiffering(key: string, now: Differing): void {
  if (now.changed.length + now.gone.length === 0) {
    sessionStorage.removeItem(nameOf(key));
    return;
  }
  const text = JSON.stringify(now);
  try {
    if (text.length > MOST) throw new Error("too large");
    sessionStorage.setItem(nameOf(key), text);
  } catch {
    // The browser keeps no more; the page still has it, and an older state must not come back for it.
    sessionStorage.removeItem(nameOf(key));
  }
}

/** Puts away what is in hand under a key, if anything is. */
export function storeUnsaved(key: string): void {
  const draft = drafts.get(key);
  if (draft !== undefined) storeDiffering(key, differing(draft));
}

/** Nothing is unsaved under a key any more. */
export function settle(key: string): void {
  drafts.delete(key);
  sessionStorage.removeItem(nameOf(key));
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

/** Law: what another saved since is not overwritten unseen: rows that come back stand on top of it, and what both changed is told. */
export function restored(rows: readonly Row[], stored: Differing, newId: () => string): Merged {
  const { changed, gone, before = [], lengths = {} } = stored;
  const [was, mine] = [before, changed].map((some) => new Map(some.map((row) => [row.id, row]))) as [Map<string, Row>, Map<string, Row>];
  const [there, away] = [new Set(rows.map(({ id }) => id)), new Set(gone)];
  const base = [...rows.map((row) => was.get(row.id) ?? row), ...before.filter(({ id }) => !there.has(id))];
  const inHand = base.filter(({ id }) => !away.has(id)).map((row) => mine.get(row.id) ?? row);
  return merged({
    base,
    mine: [...inHand, ...changed.filter(isNew)],
    theirs: rows,
    newId,
    lengths: new Map([...lengthsOf(base), ...Object.entries(lengths)]),
  });
}
