// The operator's report as paper: English, with Korean beside where that is wanted.
import type { BothLanguages } from "../base/problem.ts";
import type { Block, Cell, Document, Section } from "../model/document.ts";
import type { OperatorReport, ReportCell, ReportColumn, ReportItem, ReportList, ReportPart } from "../model/operator-report.ts";
import { grouped, roundHalfUp } from "./rounding.ts";
import type { Language } from "./table.ts";

const TITLES: Record<ReportList, BothLanguages> = {
  report: { en: "Operator's emissions report", ko: "운영자 배출 보고서" },
  summary: { en: "Summary of the operator's emissions report", ko: "운영자 배출 보고서 요약" },
  addendum: { en: "Addendum for imported electricity", ko: "수입 전력 부록" },
};

const STATUSES: Record<ReportItem["status"], BothLanguages> = {
  complete: { en: "complete", ko: "작성됨" },
  missing: { en: "missing", ko: "누락" },
  notApplicable: { en: "not applicable", ko: "해당 없음" },
};

/** Law: the report is in English (Article 10 of IR (EU) 2025/2547); Korean beside it helps those who must fill it. */
const speaker =
  (lang: Language) =>
  ({ ko, en }: BothLanguages): string =>
    lang === "ko" && ko !== en ? `${en} / ${ko}` : en;

/**
 * Law: each item stands under its number with its status; figures are rounded once, here: emissions per tonne to 5 decimals, totals to whole tonnes, all else unrounded.
 * `lang` "ko" puts Korean beside the English.
 */
export function operatorReportDocument(report: OperatorReport, { lang }: { lang: Language }): Document {
  const say = speaker(lang);
  const { period, items } = report;
  const count = (status: ReportItem["status"]): number => items.filter((item) => item.status === status).length;
  const counts = (["complete", "notApplicable", "missing"] as const)
    .map((status) => `${count(status)} ${say(STATUSES[status])}`)
    .join(", ");
  return {
    lang,
    title: say(TITLES[report.list]),
    subtitle: report.installation,
    ...(report.asIf !== undefined && { stamp: `AS IF ${report.asIf}` }),
    facts: [
      [say({ en: "Installation", ko: "사업장" }), report.installation],
      [say({ en: "Reporting period", ko: "보고기간" }), `${period.start} - ${period.end}`],
      [say({ en: "List of items", ko: "항목의 근거" }), `${report.act}, ${report.point}`],
      [say({ en: "Items", ko: "항목" }), counts],
    ],
    hash: report.statement,
    sections: [overview(items, say), ...items.map((item) => itemSection(item, say))],
  };
}

type Say = (text: BothLanguages) => string;

/** All items with their status, so that one sees at once what is missing. */
function overview(items: readonly ReportItem[], say: Say): Section {
  const columns = [{ title: say({ en: "Item", ko: "항목" }) }, { title: "" }, { title: say({ en: "Status", ko: "상태" }) }];
  const rows = items.map((item): Cell[] => [String(item.number), say(item.title), say(STATUSES[item.status])]);
  return { title: say({ en: "Items and their status", ko: "항목과 상태" }), short: "Items", blocks: [{ kind: "table", columns, rows }] };
}

function itemSection(item: ReportItem, say: Say): Section {
  const [only] = item.parts;
  const title = `${item.number}. ${say(item.title)} - ${STATUSES[item.status].en}`;
  const short = `Item ${item.number}`;
  if (only !== undefined && item.parts.length === 1) return { title, short, blocks: partBlocks(only, say) };
  const sections = item.parts.map((part) => ({ title: partTitle(part, say), blocks: partBlocks(part, say) }));
  return { title, short, blocks: [], sections };
}

const partTitle = ({ part, title, status }: ReportPart, say: Say): string =>
  `${part === undefined ? "" : `(${part}) `}${say(title)}${status === "complete" ? "" : ` - ${STATUSES[status].en}`}`;

function partBlocks({ columns, rows, status, why, notes = [] }: ReportPart, say: Say): Block[] {
  const blocks: Block[] = [];
  if (why !== undefined) blocks.push({ kind: "text", text: say(why), tone: status === "missing" ? "warning" : "note" });
  if (rows.length > 0)
    blocks.push({
      kind: "table",
      columns: columns.map((column) => ({ title: say(column.title), numeric: isNumeric(rows, column) })),
      rows: rows.map((row) => columns.map((column) => shown(row[column.key] ?? null, column))),
    });
  for (const note of notes) blocks.push({ kind: "text", text: say(note), tone: "note" });
  return blocks;
}

const isNumeric = (rows: ReportPart["rows"], { key }: ReportColumn): boolean =>
  rows.every((row) => typeof row[key] !== "string") && rows.some((row) => row[key] !== null);

/** A figure with its unit, rounded half up where the law sets decimals; a blank as a dash. */
function shown(cell: ReportCell, { decimals }: ReportColumn): Cell {
  if (cell === null) return "-";
  if (typeof cell === "string") return cell;
  const { value, unit, step } = cell;
  const text =
    unit === "1" ? `${String(value)}` : `${decimals === undefined ? plain(value) : grouped(roundHalfUp(value, decimals))} ${unit}`;
  return { value, shown: text, ...(step !== undefined && { step }) };
}

/** All significant digits, in the shortest text that is the same number. */
const plain = (value: number): string => grouped(String(value));
