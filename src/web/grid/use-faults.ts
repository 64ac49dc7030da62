// What is wrong with the rows in hand: at once for the cells that are seen, and for all rows a few at a time, so that typing never waits.
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Problem } from "../../base/problem.ts";
import type { Column } from "../../model/grid/column.ts";
import { type Fault, faultsOf } from "../../model/grid/faults.ts";
import type { Row } from "../../model/grid/row.ts";
import { isBlank, isNew } from "../../model/grids.ts";

/** Time for one stretch of looking. */
const STRETCH_MS = 12;
const PAUSE_MS = 10;

export type Faults = { problemAt(row: Row, key: string): Problem | undefined; all: readonly Fault[]; looking: boolean };

type Given = { rows: readonly Row[]; kept: ReadonlyMap<string, Row>; columns: readonly Column[]; period: { start: string; end: string } };

const NONE: readonly Fault[] = [];

export function useFaults({ rows, kept, columns, period }: Given): Faults {
  const cache = useMemo(() => ({ columns, kept, period, found: new WeakMap<Row, readonly Fault[]>() }), [columns, kept, period]);
  const faultsIn = useCallback(
    (row: Row): readonly Fault[] => {
      const before = cache.kept.get(row.id);
      if (row === before || (isNew(row) && isBlank(row))) return NONE;
      const known = cache.found.get(row);
      if (known !== undefined) return known;
      const found = faultsOf(row, cache.columns, { period: cache.period, before });
      cache.found.set(row, found);
      return found;
    },
    [cache],
  );
  const [state, setState] = useState<{ all: readonly Fault[]; looking: boolean }>({ all: NONE, looking: false });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let at = 0;
    const all: Fault[] = [];
    const look = (): void => {
      const until = performance.now() + STRETCH_MS;
      for (; at < rows.length && performance.now() < until; at++) all.push(...faultsIn(rows[at] as Row));
      if (at < rows.length) {
        setState((before) => (before.looking ? before : { ...before, looking: true }));
        timer = setTimeout(look, PAUSE_MS);
      } else setState((before) => (all.length === 0 && before.all.length === 0 && !before.looking ? before : { all, looking: false }));
    };
    timer = setTimeout(look, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [rows, faultsIn]);
  const problemAt = useCallback((row: Row, key: string) => faultsIn(row).find(({ column }) => column === key)?.problem, [faultsIn]);
  return { problemAt, ...state };
}
