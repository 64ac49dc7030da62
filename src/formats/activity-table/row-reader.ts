// One row of a mapped table to activities: what is wrong in it is told cell by cell, and a row with an error gives nothing.
import { type Dimension, dimensionOf } from "../../base/units.ts";
import type { Activity, Citation } from "../../model/activity.ts";
import type { Field, Mapping } from "../../model/import-mapping.ts";
import type { ActivityTableProblem } from "../../model/problems/activity-table.ts";
import { type Days, monthAt, monthOfTitle, type ReadDays, readDays } from "../../model/read-days.ts";
import { readNumber } from "../../model/read-number.ts";
import { unitOf, unitsAllowed } from "../../model/read-unit.ts";
import { columnLetters } from "../xlsx/reference.ts";
import type { SheetRow, TableCell } from "../xlsx/sheet-rows.ts";
import { textOf } from "./open-table.ts";
import type { ProblemTally } from "./problem-tally.ts";
import type { Repairs } from "./repairs.ts";
import { SeenRows } from "./seen-rows.ts";
import { labelOf, totalFinder } from "./total-rows.ts";

export type Found = { key: string; activity: Activity };
export type RowSettings = {
  mapping: Mapping;
  /** Dimensions that a quantity of each known target may have. */
  targets: Readonly<Record<string, readonly Dimension[]>>;
  period: { start: string; end: string };
  sha256: string;
  /** Undefined for a CSV file. */
  sheet: string | undefined;
  /** 1 for the first sheet. */
  ordinal: number;
  /** Cells of the header; 0 where none bounds a row. */
  width: () => number;
  repairs?: Repairs | undefined;
};

const TEXTS = { partner: 300, document: 200, meter: 100, note: 2000 } as const;
const LABEL = 300;
/** Texts that are remembered with what was read from them. */
const MOST_REMEMBERED = 5000;
const KEY_LENGTH = 32;

const YES = /^(?:y|yes|true|t|1|o|예|네|추정|추정치|추정값|estimated|e|○|v|✓)$/i;
const NO = /^(?:n|no|false|f|0|x|아니오|아니요|실측|실측치|측정|실제|actual|measured|a|m|-)?$/i;

type Cells = readonly (TableCell | undefined)[];
type Quantity = { value: number; unit?: string };

export class RowReader {
  ignored = 0;
  private readonly settings: RowSettings;
  private readonly tally: ProblemTally;
  private readonly isTotal: (cells: Cells) => boolean;
  private readonly ignoredLabels: ReadonlySet<string>;
  private readonly mapped: readonly { field: Field; column: number; fill: boolean }[];
  private readonly values: readonly { column: number; month?: Days }[];
  private readonly fills = new Map<number, TableCell>();
  private readonly days = new Map<string, ReadDays>();
  private readonly units = new Map<string, string>();
  private readonly seen = new SeenRows();
  private readonly keyHead: string;

  constructor(settings: RowSettings, tally: ProblemTally) {
    const { mapping, sha256, ordinal } = settings;
    this.settings = settings;
    this.tally = tally;
    this.isTotal = totalFinder(mapping);
    this.ignoredLabels = new Set(mapping.ignored);
    this.mapped = Object.entries(mapping.columns).flatMap(([field, told]) =>
      told === undefined ? [] : [{ field: field as Field, column: told.column, fill: told.fill === true }],
    );
    this.values = valuesOf(mapping);
    this.keyHead = `${sha256.slice(0, KEY_LENGTH)}.${ordinal}`;
  }

  /** Adds what the row gives to `found`. */
  read({ row, cells: printed }: SheetRow, found: Found[]): void {
    const { repairs } = this.settings;
    if (repairs?.leavesOut(row)) {
      this.ignored++;
      return;
    }
    const own = repairs?.mended(row, printed) ?? printed;
    const total = this.isTotal(own);
    if (total) {
      const given = own.map(textOf).find((text) => text !== "") ?? "";
      this.tally.add("ROW_TOTAL_SKIPPED", { row, column: own.findIndex((cell) => cell !== undefined) + 1, field: "label" }, { given });
      return;
    }
    const width = this.settings.width();
    if (this.settings.sheet === undefined && width > 0 && own.length > width && own.slice(width).some((cell) => cell !== undefined)) {
      this.tally.add("ROW_CELLS_EXTRA", { row, column: width + 1, field: "value" }, { cells: own.length, columns: width });
      return;
    }
    const cells = this.filled(own);
    if (this.isUnfilled(cells)) {
      this.tally.add("ROW_WITHOUT_DATA", { row, column: this.values[0]?.column ?? 1, field: "value" });
      return;
    }
    const label = this.textAt(cells, "label");
    if (label !== "" && this.ignoredLabels.has(label)) this.ignored++;
    else if (this.isSound(row, cells)) this.readSound(row, cells, label, found);
  }

  /** Blank cells of columns that hold on get what stood above them. */
  private filled(own: Cells): Cells {
    let cells: (TableCell | undefined)[] | undefined;
    for (const { column, fill } of this.mapped) {
      if (!fill) continue;
      const cell = own[column - 1];
      if (cell !== undefined) this.fills.set(column, cell);
      else {
        cells ??= [...own];
        cells[column - 1] = this.fills.get(column);
      }
    }
    return cells ?? own;
  }

  private isUnfilled(cells: Cells): boolean {
    if (this.values.some(({ column }) => cells[column - 1] !== undefined)) return false;
    const { start, end, month } = this.settings.mapping.columns;
    return [start, end, month].every((told) => told === undefined || cells[told.column - 1] === undefined);
  }

  /** False, and told, where a mapped cell holds an error or was never calculated. */
  private isSound(row: number, cells: Cells): boolean {
    let sound = true;
    const check = (column: number, field: string): void => {
      const cell = cells[column - 1];
      if (typeof cell !== "object" || "day" in cell) return;
      sound = false;
      const spot = { row, column, field };
      if ("error" in cell) this.tally.add("ROW_FORMULA_ERROR", spot, { error: cell.error.slice(0, 30) });
      else this.tally.add("ROW_FORMULA_UNCALCULATED", spot);
    };
    for (const { column, field } of this.mapped) check(column, field);
    if (this.settings.mapping.months !== undefined) for (const { column } of this.values) check(column, "value");
    return sound;
  }

  private readSound(row: number, cells: Cells, label: string, found: Found[]): void {
    const target = this.targetOf(row, cells, label);
    const days = this.settings.mapping.months === undefined ? this.daysOf(row, cells) : undefined;
    const texts = this.textsOf(row, cells, label);
    for (const { column, month } of this.values) {
      const quantity = this.quantityOf(row, { column, month }, cells, target);
      const covered = month ?? days;
      if (quantity === undefined || covered === undefined || target === undefined || texts === undefined) continue;
      if (!this.isInside(row, column, covered)) continue;
      const { value, unit } = quantity;
      const activity: Activity = { target, ...covered, value, unit, ...texts };
      const at = month === undefined ? `${row}` : `${row}.${column}`;
      this.tellTwins(row, column, activity);
      const mended = this.settings.repairs?.told(row);
      const proof = { evidence: [this.citation(row, column)], ...(mended !== undefined && { mended }) };
      found.push({ key: `${this.keyHead}.${at}`, activity: { ...activity, ...proof } });
    }
  }

  private targetOf(row: number, cells: Cells, label: string): string | undefined {
    const { mapping, targets } = this.settings;
    const own = this.textAt(cells, "target");
    if (own !== "") {
      if (Object.hasOwn(targets, own)) return own;
      this.problem("ROW_TARGET_UNKNOWN", row, "target", { target: own.slice(0, 300) });
      return undefined;
    }
    if (mapping.target !== undefined) return mapping.target.constant;
    if (label === "") {
      this.problem("ROW_LABEL_MISSING", row, mapping.columns.label === undefined ? "target" : "label");
      return undefined;
    }
    if (Object.hasOwn(mapping.targets, label)) return mapping.targets[label];
    this.problem("ROW_LABEL_UNASSIGNED", row, "label", { label: label.slice(0, LABEL) });
    return undefined;
  }

  private daysOf(row: number, cells: Cells): Days | undefined {
    const { month, start, end } = this.settings.mapping.columns;
    const whole = month === undefined ? undefined : this.daysAt(row, cells, "month");
    if (month !== undefined) return whole === undefined ? undefined : wholeMonths(whole);
    const first = this.daysAt(row, cells, start === undefined ? "end" : "start");
    const last = start === undefined || end === undefined ? first : this.daysAt(row, cells, "end");
    if (first === undefined || last === undefined) return undefined;
    const days = { start: first.start, end: last.end };
    if (days.end >= days.start) return days;
    this.problem("ROW_END_BEFORE_START", row, "end", days);
    return undefined;
  }

  private daysAt(row: number, cells: Cells, field: "start" | "end" | "month"): Days | undefined {
    const cell = this.cellAt(cells, field);
    if (typeof cell === "object" && "day" in cell) return { start: cell.day, end: cell.day };
    const text = textOf(cell);
    const read = this.remembered(text, field);
    if (!("fault" in read)) return read;
    if (read.fault === "missing") this.problem("ROW_DATE_MISSING", row, field);
    else this.problem(read.fault === "ambiguous" ? "ROW_DATE_AMBIGUOUS" : "ROW_DATE_UNREADABLE", row, field, { given: text.slice(0, 60) });
    return undefined;
  }

  private remembered(text: string, field: "start" | "end" | "month"): ReadDays {
    const key = field === "month" ? `m${text}` : text;
    const known = this.days.get(key);
    if (known !== undefined) return known;
    const { dateOrder } = this.settings.mapping;
    const month = field === "month" ? monthOfTitle(text.replace(/^([A-Za-z]{3,9})[-\s](\d\d)$/, "$1 20$2")) : undefined;
    const read = month?.year === undefined ? readDays(text, dateOrder?.is) : monthAt(month.year, month.month);
    if (this.days.size < MOST_REMEMBERED) this.days.set(key, read);
    return read;
  }

  private isInside(row: number, column: number, { start, end }: Days): boolean {
    const { period, mapping } = this.settings;
    if (start >= period.start && end <= period.end) return true;
    const { columns } = mapping;
    const dated = columns.month ?? columns.start ?? columns.end;
    const spot = { row, column: mapping.months === undefined ? (dated?.column ?? column) : column, field: "start" };
    this.tally.add("ROW_OUTSIDE_PERIOD", spot, { start, end, from: period.start, to: period.end });
    return false;
  }

  /** Value and unit of a cell, the unit one that the target may have. */
  private quantityOf(
    row: number,
    { column, month }: { column: number; month?: Days | undefined },
    cells: Cells,
    target: string | undefined,
  ): { value: number; unit: string } | undefined {
    const cell = cells[column - 1];
    const spot = { row, column, field: "value" };
    const read = typeof cell === "number" ? { value: cell === 0 ? 0 : cell } : this.numberIn(cell, spot, month);
    if (read === undefined) return undefined;
    const unit = this.unitFor(row, column, cells, read, target);
    return unit === undefined ? undefined : { value: read.value, unit };
  }

  private numberIn(cell: TableCell | undefined, spot: { row: number; column: number; field: string }, month?: Days): Quantity | undefined {
    const { decimal, negatives } = this.settings.mapping;
    const text = textOf(cell);
    const read = readNumber(text, { decimal: decimal?.is, negatives });
    if (typeof cell !== "object" && !("fault" in read)) return read;
    const given = text.slice(0, 60);
    const fault = "fault" in read ? read.fault : "unreadable";
    if (fault === "missing" && month !== undefined) this.tally.add("ROW_MONTH_EMPTY", spot, { month: month.start.slice(0, 7) });
    else if (fault === "missing") this.tally.add("ROW_VALUE_MISSING", spot);
    else if (fault === "ambiguous") this.tally.add("ROW_VALUE_AMBIGUOUS", spot, { given });
    else if (fault === "negative") this.tally.add("ROW_NEGATIVE_STYLE", spot, { given });
    else this.tally.add("ROW_VALUE_UNREADABLE", spot, { given });
    return undefined;
  }

  private unitFor(row: number, column: number, cells: Cells, { unit: inCell }: Quantity, target: string | undefined): string | undefined {
    const { mapping, targets } = this.settings;
    const dimensions = target === undefined ? undefined : targets[target];
    const told = mapping.columns.unit;
    const printed = told === undefined ? "" : textOf(cells[told.column - 1]);
    const spot = { row, column: printed === "" ? column : (told?.column ?? column), field: "unit" };
    const stated = printed === "" ? mapping.unit?.constant : this.unitNamed(printed);
    const beside = inCell === undefined ? undefined : this.unitNamed(inCell);
    const foreign = printed !== "" && stated === undefined ? printed : inCell !== undefined && beside === undefined ? inCell : undefined;
    const allowed = (): string => (dimensions === undefined ? "-" : unitsAllowed(dimensions));
    if (foreign !== undefined) return this.refuse("ROW_UNIT_UNKNOWN", spot, { given: foreign.slice(0, 60), allowed: allowed() });
    if (stated !== undefined && beside !== undefined && stated !== beside)
      return this.refuse("ROW_UNIT_DIFFERS", spot, { given: beside, unit: stated });
    const unit = stated ?? beside;
    if (unit === undefined) return this.refuse("ROW_UNIT_MISSING", spot, { allowed: allowed() });
    if (dimensions === undefined) return undefined;
    if (dimensionOf(unit, dimensions) === undefined)
      return this.refuse("ROW_UNIT_DIMENSION", spot, { given: unit, target: target ?? "", allowed: allowed() });
    return unit;
  }

  /** The unit of ours that a printed one stands for, by the mapping or surely. */
  private unitNamed(printed: string): string | undefined {
    const known = this.units.get(printed);
    if (known !== undefined) return known;
    const { units } = this.settings.mapping;
    const found = Object.hasOwn(units, printed) ? { unit: units[printed]?.unit, sure: true } : unitOf(printed);
    const unit = found?.sure === true ? found.unit : undefined;
    if (unit !== undefined && this.units.size < MOST_REMEMBERED) this.units.set(printed, unit);
    return unit;
  }

  private refuse(
    code: ActivityTableProblem,
    spot: { row: number; column: number; field: string },
    params: Record<string, string>,
  ): undefined {
    this.tally.add(code, spot, params);
    return undefined;
  }

  /** Label, partner and the other words, and whether the value is estimated; undefined, and told, where one does not fit. */
  private textsOf(row: number, cells: Cells, label: string): Partial<Activity> | undefined {
    const texts: Partial<Activity> = {};
    let fit = label.length <= LABEL;
    if (!fit) this.problem("ROW_TEXT_TOO_LONG", row, "label", { length: label.length, max: LABEL });
    if (label !== "") texts.label = label;
    for (const { field, column } of this.mapped) {
      if (field !== "partner" && field !== "document" && field !== "meter" && field !== "note") continue;
      const text = textOf(cells[column - 1]);
      if (text === "") continue;
      texts[field] = text;
      if (text.length <= TEXTS[field]) continue;
      fit = false;
      this.problem("ROW_TEXT_TOO_LONG", row, field, { length: text.length, max: TEXTS[field] });
    }
    const estimated = this.textAt(cells, "estimated");
    if (YES.test(estimated)) texts.estimated = true;
    else if (!NO.test(estimated)) {
      fit = false;
      this.problem("ROW_ESTIMATED_UNREADABLE", row, "estimated", { given: estimated.slice(0, 60) });
    }
    return fit ? texts : undefined;
  }

  private tellTwins(row: number, column: number, activity: Activity): void {
    const { target, start, end, value, unit, label, partner, document, meter, note } = activity;
    const content = `${target}\t${start}\t${end}\t${value}\t${unit}\t${label}\t${partner}\t${document}\t${meter}\t${note}`;
    const before = this.seen.before(content, row);
    if (before !== undefined) this.tally.add("ROW_DUPLICATE", { row, column, field: "value" }, { row: before });
  }

  private citation(row: number, column: number): Citation {
    const { sha256, sheet, mapping } = this.settings;
    if (sheet !== undefined) return { sha256, sheet, cell: `${columnLetters(column)}${row}` };
    return mapping.months === undefined ? { sha256, line: row } : { sha256, line: row, cell: `${columnLetters(column)}${row}` };
  }

  private problem(code: ActivityTableProblem, row: number, field: Field, params: Record<string, string | number> = {}): void {
    this.tally.add(code, { row, column: this.settings.mapping.columns[field]?.column ?? this.values[0]?.column ?? 1, field }, params);
  }

  private cellAt(cells: Cells, field: Field): TableCell | undefined {
    const column = this.settings.mapping.columns[field]?.column;
    return column === undefined ? undefined : cells[column - 1];
  }

  private textAt(cells: Cells, field: Field): string {
    return labelOf(this.cellAt(cells, field));
  }
}

/** Columns of values, each with its month in a wide table. */
function valuesOf({ columns, months }: Mapping): { column: number; month?: Days }[] {
  if (months === undefined) return columns.value === undefined ? [] : [{ column: columns.value.column }];
  return months.columns.flatMap(({ column, month, year = months.year }) => {
    const days = year === undefined ? undefined : monthAt(year, month);
    return days === undefined || "fault" in days ? [] : [{ column, month: days }];
  });
}

/** From the first day of the month of `start` to the last of that of `end`. */
function wholeMonths({ start, end }: Days): Days | undefined {
  const last = monthAt(Number(end.slice(0, 4)), Number(end.slice(5, 7)));
  return "fault" in last ? undefined : { start: `${start.slice(0, 7)}-01`, end: last.end };
}
