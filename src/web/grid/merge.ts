// Two people's changes of the same rows: what only one of them changed is taken, what both changed is asked.
import type { Row } from "../../model/grid/row.ts";
import { isBlank, isNew, sameCells } from "../../model/grids.ts";

/** A cell that both changed, to different texts. */
export type Clash = { row: string; column: string; mine: string; theirs: string };
export type Merged = {
  rows: Row[];
  clashes: Clash[];
  /** Cells that the other changed and that were taken over. */
  taken: number;
  /** Rows of mine whose place another has changed: they stand at the end as new rows. */
  moved: number;
};

/** `lengths`: how long each list was in `base`, where its rows do not say. */
type Three = {
  base: readonly Row[];
  mine: readonly Row[];
  theirs: readonly Row[];
  newId: () => string;
  lengths?: ReadonlyMap<string, number>;
};

/** The list that a row is an entry of; undefined for a row that is a record of its own. */
const listOf = (id: string): string | undefined => (id.includes("#") ? id.slice(0, id.lastIndexOf("/")) : undefined);

/** Entries of each list among rows. */
export function lengthsOf(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of rows) {
    const list = listOf(id);
    if (list !== undefined) counts.set(list, (counts.get(list) ?? 0) + 1);
  }
  return counts;
}

/**
 * Law: nothing that either typed is lost without being told: cells merge one by one; where both differ, mine stands and the clash is told.
 * Entries of a list whose length another changed are not told apart by their places: mine become new rows.
 */
export function merged({ base, mine, theirs, newId, lengths }: Three): Merged {
  const before = new Map(base.map((row) => [row.id, row]));
  const mines = new Map(mine.map((row) => [row.id, row]));
  const [was, is] = [lengths ?? lengthsOf(base), lengthsOf(theirs)];
  const shifted = (id: string): boolean => {
    const list = listOf(id);
    return list !== undefined && was.get(list) !== is.get(list);
  };
  const found: Merged = { rows: [], clashes: [], taken: 0, moved: 0 };
  for (const their of theirs) {
    const [old, my] = [before.get(their.id), mines.get(their.id)];
    if (old === undefined || shifted(their.id)) found.rows.push(their);
    else if (my === undefined) {
      // I took the row away; it stays away unless the other changed it.
      if (!sameCells(old, their)) found.rows.push(their);
    } else found.rows.push(mergedRow(old, my, their, found));
  }
  const there = new Set(theirs.map(({ id }) => id));
  for (const row of mine) {
    if (isNew(row)) found.rows.push(row);
    else if ((!there.has(row.id) || shifted(row.id)) && !sameCells(row, before.get(row.id)) && !isBlank(row)) {
      found.moved++;
      found.rows.push({ id: newId(), cells: row.cells });
    }
  }
  return found;
}

function mergedRow(old: Row, my: Row, their: Row, found: Merged): Row {
  if (sameCells(old, their)) return my;
  if (sameCells(old, my)) {
    found.taken++;
    return their;
  }
  const cells: Record<string, string> = {};
  for (const key of new Set([...Object.keys(old.cells), ...Object.keys(my.cells), ...Object.keys(their.cells)])) {
    const [was = "", mine = "", theirs = ""] = [old.cells[key], my.cells[key], their.cells[key]];
    const text = mine === was ? theirs : mine;
    if (text !== "") cells[key] = text;
    if (mine === was && theirs !== was) found.taken++;
    else if (mine !== was && theirs !== was && mine !== theirs) found.clashes.push({ row: my.id, column: key, mine, theirs });
  }
  return { id: my.id, cells };
}

/** The rows with the other's text in a clashing cell. */
export function yielded(rows: readonly Row[], { row: id, column, theirs }: Clash): Row[] {
  return rows.map((row) => {
    if (row.id !== id) return row;
    const { [column]: _, ...cells } = row.cells;
    return { ...row, cells: theirs === "" ? cells : { ...cells, [column]: theirs } };
  });
}
