// The items of a report as paper: an overview with what is missing, then each item with its parts, tables and reasons.
import type { BothLanguages } from "../base/problem.ts";
import type { Block, Cell, Section } from "../model/document.ts";
import type { ReportCell, ReportColumn, ReportItem, ReportPart } from "../model/operator-report.ts";
import { grouped, roundHalfUp } from "./rounding.ts";

type Status = ReportItem["status"];

const STATUSES: Record<Status, BothLanguages> = {
  complete: { en: "complete", ko: "작성됨" },
  missing: { en: "missing", ko: "누락" },
  notApplicable: { en: "not applicable", ko: "해당 없음" },
};

/** In which words a report speaks: `mark` is how a status stands in a title. */
export type Speech = { say(text: BothLanguages): string; mark(status: BothLanguages): string };

/** How many items are complete, not applicable and missing. */
export function countsOf(items: readonly ReportItem[], { say }: Speech): string {
  const count = (status: Status): number => items.filter((item) => item.status === status).length;
  return (["complete", "notApplicable", "missing"] as const).map((status) => `${count(status)} ${say(STATUSES[status])}`).join(", ");
}

/**
 * Law: each item stands under its number with its status; figures are rounded once, here: to the decimals of their column, else not at all.
 */
export function itemSections(items: readonly ReportItem[], speech: Speech): Section[] {
  return [overview(items, speech), ...items.map((item) => itemSection(item, speech))];
}

/** All items with their status, so that one sees at once what is missing. */
function overview(items: readonly ReportItem[], { say }: Speech): Section {
  const columns = [{ title: say({ en: "Item", ko: "항목" }) }, { title: "" }, { title: say({ en: "Status", ko: "상태" }) }];
  const rows = items.map((item): Cell[] => [String(item.number), say(item.title), say(STATUSES[item.status])]);
  return { title: say({ en: "Items and their status", ko: "항목과 상태" }), short: "Items", blocks: [{ kind: "table", columns, rows }] };
}

function itemSection(item: ReportItem, speech: Speech): Section {
  const [only] = item.parts;
  const title = `${item.number}. ${speech.say(item.title)} - ${speech.mark(STATUSES[item.status])}`;
  const short = `Item ${item.number}`;
  if (only !== undefined && item.parts.length === 1) return { title, short, blocks: partBlocks(only, speech) };
  const sections = item.parts.map((part) => ({ title: partTitle(part, speech), blocks: partBlocks(part, speech) }));
  return { title, short, blocks: [], sections };
}

const partTitle = ({ part, title, status }: ReportPart, { say, mark }: Speech): string =>
  `${part === undefined ? "" : `(${part}) `}${say(title)}${status === "complete" ? "" : ` - ${mark(STATUSES[status])}`}`;

function partBlocks({ columns, rows, status, why, notes = [] }: ReportPart, speech: Speech): Block[] {
  const { say } = speech;
  const blocks: Block[] = [];
  if (why !== undefined) blocks.push({ kind: "text", text: say(why), tone: status === "missing" ? "warning" : "note" });
  if (rows.length > 0)
    blocks.push({
      kind: "table",
      columns: columns.map((column) => ({ title: say(column.title), numeric: isNumeric(rows, column) })),
      rows: rows.map((row) => columns.map((column) => shown(row[column.key] ?? null, column, speech))),
    });
  for (const note of notes) blocks.push({ kind: "text", text: say(note), tone: "note" });
  return blocks;
}

const isFigure = (cell: ReportCell | undefined): boolean => typeof cell === "object" && cell !== null && "value" in cell;

const isNumeric = (rows: ReportPart["rows"], { key }: ReportColumn): boolean =>
  rows.every((row) => row[key] === null || isFigure(row[key])) && rows.some((row) => row[key] !== null);

/** A figure with its unit, rounded half up where its column sets decimals; a word in its language; a blank as a dash. */
function shown(cell: ReportCell, { decimals }: ReportColumn, { say }: Speech): Cell {
  if (cell === null) return "-";
  if (typeof cell === "string") return cell;
  if (!("value" in cell)) return say(cell);
  const { value, unit, step } = cell;
  const text =
    unit === "1" ? `${String(value)}` : `${decimals === undefined ? plain(value) : grouped(roundHalfUp(value, decimals))} ${unit}`;
  return { value, shown: text, ...(step !== undefined && { step }) };
}

/** All significant digits, in the shortest text that is the same number. */
const plain = (value: number): string => grouped(String(value));
