// Problems of rows: the first ones kept with their places, all of them counted.
import type { Place, Problem, ProblemParams } from "../../base/problem.ts";
import { ACTIVITY_TABLE_PROBLEMS, type ActivityTableProblem, activityTableProblem } from "../../model/problems/activity-table.ts";
import { formatSpot } from "../xlsx/reference.ts";

const MOST_KEPT = 1000;
const MOST_NOTES = 100;

/** A place in the table: the column counts from 1. */
export type Spot = { row: number; column: number; field: string };

export class ProblemTally {
  readonly counts = new Map<string, number>();
  errors = 0;
  private readonly file: string;
  private readonly sheet: string | undefined;
  private fresh: Problem[] = [];
  private kept = 0;
  private notes = 0;
  private dropped = false;

  constructor({ file, sheet }: { file: string; sheet: string | undefined }) {
    this.file = file;
    this.sheet = sheet;
  }

  /** Of a workbook sheet and cell; of a CSV file the line, and the cell as a spreadsheet names it where each line is a row. */
  add(code: ActivityTableProblem, { row, column, field }: Spot, params: ProblemParams = {}): void {
    if (!this.isKept(code)) return;
    const cell = formatSpot({ row, column });
    const inside: Place = this.sheet === undefined ? { line: row, cell } : { sheet: this.sheet, cell };
    this.fresh.push(activityTableProblem(code, { path: `rows/${row}/${field}`, place: { file: this.file, ...inside }, params }));
  }

  /** A Problem of the whole table. */
  addWhole(code: ActivityTableProblem, params: ProblemParams = {}): void {
    this.put(activityTableProblem(code, { params }));
  }

  put(problem: Problem): void {
    this.counts.set(problem.code, (this.counts.get(problem.code) ?? 0) + 1);
    if (problem.severity === "error") this.errors++;
    this.fresh.push({ ...problem, place: { file: this.file, ...(this.sheet !== undefined && { sheet: this.sheet }), ...problem.place } });
  }

  private isKept(code: ActivityTableProblem): boolean {
    const { severity } = ACTIVITY_TABLE_PROBLEMS[code];
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    if (severity === "error") this.errors++;
    const kept = severity === "note" ? this.notes++ < MOST_NOTES : this.kept++ < MOST_KEPT;
    this.dropped ||= !kept;
    return kept;
  }

  /** Counts by code in words, where not all Problems were kept. */
  more(): string | undefined {
    return this.dropped ? [...this.counts].map(([code, n]) => `${code} ${n}`).join(", ") : undefined;
  }

  /** The Problems since the last call. */
  take(): Problem[] {
    const taken = this.fresh;
    this.fresh = [];
    return taken;
  }
}
