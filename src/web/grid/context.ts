// What the cells of a grid share: the sheet in hand, the block that is selected, what is wrong, and what differs from what is kept.
import { createContext, useContext } from "react";
import type { Problem } from "../../base/problem.ts";
import type { Column } from "../../model/grid/column.ts";
import type { Row } from "../../model/grid/row.ts";
import type { Block, Sheet } from "./sheet.ts";

export type GridShared = {
  sheet: Sheet;
  columns: readonly Column[];
  block: Block | undefined;
  mayEnter: boolean;
  kept: ReadonlyMap<string, Row>;
  /** What is wrong with a cell; nothing is said of rows that are as they are kept. */
  problemAt(row: Row, key: string): Problem | undefined;
  /** Puts what is being typed into its cell; set while a cell is open. */
  open: { current: (() => void) | undefined };
  askUnit(column: Column, unit: string): void;
  askEvidence(): void;
};

const Context = createContext<GridShared | undefined>(undefined);
export const GridProvider = Context.Provider;

export function useGrid(): GridShared {
  const shared = useContext(Context);
  if (shared === undefined) throw new Error("outside of a grid");
  return shared;
}
