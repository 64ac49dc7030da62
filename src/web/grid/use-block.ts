// The block of cells that is selected: an anchor, and the cell that moves.
import { useCallback, useMemo, useState } from "react";
import type { Block } from "./sheet.ts";

export type Spot = { row: number; col: number };
export type Selecting = {
  block: Block | undefined;
  spot: Spot | undefined;
  /** One cell, from which a block may be drawn. */
  begin(spot: Spot): void;
  /** The other corner of the block. */
  stretch(spot: Spot): void;
  all(rows: number, cols: number): void;
};

export function useBlock(): Selecting {
  const [ends, setEnds] = useState<{ anchor: Spot; moving: Spot } | undefined>(undefined);
  const block = useMemo((): Block | undefined => {
    if (ends === undefined) return undefined;
    const { anchor, moving } = ends;
    return {
      top: Math.min(anchor.row, moving.row),
      bottom: Math.max(anchor.row, moving.row),
      left: Math.min(anchor.col, moving.col),
      right: Math.max(anchor.col, moving.col),
    };
  }, [ends]);
  const begin = useCallback((spot: Spot) => setEnds({ anchor: spot, moving: spot }), []);
  const stretch = useCallback((spot: Spot) => setEnds((at) => ({ anchor: at?.anchor ?? spot, moving: spot })), []);
  const all = useCallback(
    (rows: number, cols: number) =>
      setEnds({ anchor: { row: 0, col: 0 }, moving: { row: Math.max(0, rows - 1), col: Math.max(0, cols - 1) } }),
    [],
  );
  return { block, spot: ends?.moving, begin, stretch, all };
}
