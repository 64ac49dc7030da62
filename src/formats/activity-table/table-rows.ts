// The rows of data of a mapped table, batch by batch: the header compared with the one that was mapped, blank and hidden rows counted.
import type { Problem } from "../../base/problem.ts";
import type { Mapping } from "../../model/import-mapping.ts";
import { activityTableProblem } from "../../model/problems/activity-table.ts";
import type { SheetRow } from "../xlsx/sheet-rows.ts";
import { fingerprintOfTitles, titlesOf } from "./header.ts";
import { type OpenTable, openTable, textsOf } from "./open-table.ts";

const MOST_ROWS = 1_000_000;

export type RowCounts = { rows: number; blank: number; hiddenRead: number; hiddenSkipped: number; firstHidden: number; widest: number };

/** The rows of one mapped sheet. */
export type TableRows = {
  table: OpenTable;
  /** 1 for the first sheet. */
  ordinal: number;
  total: number | undefined;
  counts: RowCounts;
  /** Cells of the header's longest line; 0 where there is no header. */
  width(): number;
  /** Rows of data, some at a time (none while strings are read); ends with the Problem that stopped it. */
  batches(): Generator<SheetRow[], Problem | undefined>;
};

/**
 * Law: only the sheet mapped is read, only below its header, and only if that has the texts that were mapped.
 * Problems: those of openTable and of its rows, IMPORT_SHEET_UNKNOWN, IMPORT_HEADER_DIFFERS, IMPORT_TOO_MANY_ROWS.
 */
export function tableRows(bytes: Uint8Array, mapping: Mapping): { value: TableRows } | { value: undefined; problems: Problem[] } {
  const { encoding, delimiter } = mapping;
  const opened = openTable(bytes, { encoding, delimiter });
  if (opened.value === undefined) return opened;
  const table = opened.value;
  const at = mapping.sheet === undefined ? 0 : table.sheets.findIndex(({ name }) => name === mapping.sheet);
  const sheet = table.sheets[at];
  if (sheet === undefined) {
    const sheets = table.sheets.map(({ name }) => name).join(", ");
    const problem = activityTableProblem("IMPORT_SHEET_UNKNOWN", { params: { sheet: mapping.sheet ?? "", sheets: sheets || "-" } });
    return { value: undefined, problems: [problem] };
  }
  const reader = new Rows(mapping);
  const lines = sheet.lines;
  function* batches(): Generator<SheetRow[], Problem | undefined> {
    const strings = table.source?.strings;
    while (strings?.step()) yield [];
    if (strings?.problem !== undefined) return strings.problem;
    return yield* reader.batches((sheet as NonNullable<typeof sheet>).rows());
  }
  const total = lines === undefined ? undefined : Math.max(0, lines - reader.headerEnd);
  return { value: { table, ordinal: at + 1, total, counts: reader.counts, width: () => reader.width, batches } };
}

class Rows {
  readonly counts: RowCounts = { rows: 0, blank: 0, hiddenRead: 0, hiddenSkipped: 0, firstHidden: 0, widest: 0 };
  readonly headerEnd: number;
  width = 0;
  private readonly mapping: Mapping;
  private readonly header: string[][] = [];
  private compared = false;
  private expected: number;

  constructor(mapping: Mapping) {
    this.mapping = mapping;
    const { row, lines } = mapping.header;
    this.headerEnd = lines === 0 ? 0 : row + lines - 1;
    this.expected = this.headerEnd + 1;
  }

  *batches(source: Generator<SheetRow[], Problem | undefined>): Generator<SheetRow[], Problem | undefined> {
    for (;;) {
      const next = source.next();
      if (next.done) return next.value ?? (this.compared ? undefined : this.compare());
      const rows: SheetRow[] = [];
      for (const row of next.value) {
        if (row.row <= this.headerEnd) {
          this.take(row);
          continue;
        }
        const problem = this.compared ? undefined : this.compare();
        if (problem !== undefined) return problem;
        if (this.counts.rows >= MOST_ROWS) return activityTableProblem("IMPORT_TOO_MANY_ROWS", { params: { limit: "1,000,000" } });
        if (this.isData(row)) rows.push(row);
      }
      yield rows;
    }
  }

  private take({ row, cells }: SheetRow): void {
    if (row < this.mapping.header.row) return;
    this.header.push(textsOf(cells));
    this.width = Math.max(this.width, cells.length);
    this.counts.widest = this.width;
  }

  private compare(): Problem | undefined {
    this.compared = true;
    const titles = titlesOf(this.header);
    if (fingerprintOfTitles(titles) === this.mapping.fingerprint) return undefined;
    const found = titles.filter((title) => title !== "").slice(0, 20);
    return activityTableProblem("IMPORT_HEADER_DIFFERS", { params: { titles: found.join(" | ").slice(0, 500) || "-" } });
  }

  /** Blank rows and, where it is so mapped, hidden ones are counted and left out; so is the header where a new page repeats it. */
  private isData({ row, cells, hidden, lines = 1 }: SheetRow): boolean {
    const { counts } = this;
    counts.rows++;
    if (cells.length > counts.widest) counts.widest = cells.length;
    if (!cells.some((cell) => cell !== undefined && cell !== "")) return false;
    counts.blank += Math.max(0, row - this.expected);
    this.expected = row + lines;
    if (hidden && this.mapping.hiddenRows === "skip") {
      counts.hiddenSkipped++;
      return false;
    }
    if (hidden) {
      counts.firstHidden ||= row;
      counts.hiddenRead++;
    }
    return !this.repeatsHeader(cells);
  }

  private repeatsHeader(cells: SheetRow["cells"]): boolean {
    const [first] = this.header;
    const at = first?.findIndex((text) => text !== "") ?? -1;
    if (first === undefined || at < 0 || cells[at] !== first[at]) return false;
    const texts = textsOf(cells);
    return first.every((text, i) => text === (texts[i] ?? ""));
  }
}
