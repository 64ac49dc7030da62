// What a person corrected in a table on its way in: the text of cells, and rows that are left out.
import type { Activity } from "../../model/activity.ts";
import type { Mend } from "../../model/import-plan.ts";
import { formatSpot } from "../xlsx/reference.ts";
import type { SheetRow, TableCell } from "../xlsx/sheet-rows.ts";
import { textOf } from "./open-table.ts";

type Cells = SheetRow["cells"];
type Told = NonNullable<Activity["mended"]>;

const MOST_TOLD = 30;
const LONGEST = 300;

/** Law: the document stays as it came; a mend stands in place of a cell's text, and the line that it gives says which cell and what stood there. */
export class Repairs {
  private readonly mends = new Map<number, Mend[]>();
  private readonly out: ReadonlySet<number>;
  private row = 0;
  private said: Told | undefined;

  constructor({ mends = [], leftOut = [] }: { mends?: readonly Mend[] | undefined; leftOut?: readonly number[] | undefined }) {
    this.out = new Set(leftOut);
    for (const mend of mends) {
      const known = this.mends.get(mend.row);
      if (known === undefined) this.mends.set(mend.row, [mend]);
      else known.push(mend);
    }
  }

  leavesOut(row: number): boolean {
    return this.out.has(row);
  }

  /** The row's cells with its mends in place; undefined where it has none. */
  mended(row: number, cells: Cells): Cells | undefined {
    this.row = row;
    this.said = undefined;
    const mends = this.mends.get(row);
    if (mends === undefined) return undefined;
    const whole: (TableCell | undefined)[] = Array.from(cells);
    for (const { column, value } of mends) {
      const was = textOf(cells[column - 1]);
      const text = value.trim();
      if (text === was && typeof cells[column - 1] === "string") continue;
      while (whole.length < column) whole.push(undefined);
      whole[column - 1] = text === "" ? undefined : text;
      this.said ??= [];
      if (this.said.length < MOST_TOLD) this.said.push({ cell: formatSpot({ row, column }), was: was.slice(0, LONGEST) });
    }
    return whole;
  }

  /** What was mended in the row that was asked for last. */
  told(row: number): Told | undefined {
    return row === this.row ? this.said : undefined;
  }
}
