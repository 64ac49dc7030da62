// A cell as it is seen: what it says, whether it is unsaved, and what is wrong with it.
import type { CalculatedColumn } from "react-data-grid";
import { quantityIn } from "../../model/grid/cell-text.ts";
import type { Column } from "../../model/grid/column.ts";
import type { Row } from "../../model/grid/row.ts";
import { useLanguage } from "../language.tsx";
import { useGrid } from "./context.ts";
import { shownCitations } from "./evidence-text.ts";
import { mayChange, type Sheet, shownText, unitOfColumn } from "./sheet.ts";

/** Kept: making one takes longer than drawing a cell. */
const FORMATS = {
  ko: new Intl.NumberFormat("ko-KR", { maximumFractionDigits: 12 }),
  en: new Intl.NumberFormat("en-GB", { maximumFractionDigits: 12 }),
};

/** Law: a number that is not zero is never shown as zero. */
const shownNumber = (value: number, lang: "ko" | "en"): string =>
  value !== 0 && Math.abs(value) < 1e-9 ? String(value) : FORMATS[lang].format(value);

/** A number stands without its unit where that is the column's. */
function textOf(sheet: Sheet, column: Column, text: string, lang: "ko" | "en"): string {
  if (text === "") return "";
  if (column.kind === "citations") return shownCitations(column, text, lang);
  if (column.kind === "number" && Number.isFinite(Number(text))) return shownNumber(Number(text), lang);
  if (column.kind !== "quantity") return shownText(sheet, column, text, lang);
  const { value, unit } = quantityIn(text);
  if (Number.isNaN(value)) return text;
  const shown = shownNumber(value, lang);
  return unit === "" || unit === unitOfColumn(sheet, column) ? shown : `${shown} ${unit === "1" ? "(1)" : unit}`;
}

type CellProps = { row: Row; rowIdx: number; at: CalculatedColumn<Row>; column: Column };

export function GridCell({ row, rowIdx, at, column }: CellProps) {
  const { lang, both, say } = useLanguage();
  const { sheet, block, kept, problemAt } = useGrid();
  const text = row.cells[column.key] ?? "";
  const problem = problemAt(row, column.key);
  const before = kept.get(row.id);
  const dirty = row !== before && text !== (before?.cells[column.key] ?? "");
  const place = at.idx - 1;
  const within = block !== undefined && rowIdx >= block.top && rowIdx <= block.bottom && place >= block.left && place <= block.right;
  const several = within && (block.top !== block.bottom || block.left !== block.right);
  const locked = !mayChange(row, column);
  // Most cells say nothing: they are drawn by the grid alone.
  if (text === "" && problem === undefined && !dirty && !several && !locked) return null;
  const right = column.kind === "quantity" || column.kind === "number";
  const classes = [
    "grid-cell",
    right && "right",
    problem !== undefined && "wrong",
    dirty && "dirty",
    several && "chosen",
    locked && "locked",
  ].filter(Boolean);
  return (
    <span className={classes.join(" ")} title={problem === undefined ? undefined : both(problem.text)}>
      {problem !== undefined && (
        <span className="grid-mark" aria-hidden="true">
          !
        </span>
      )}
      {textOf(sheet, column, text, lang)}
      {problem !== undefined && <span className="only-spoken">{` ${say("오류", "Error")}: ${both(problem.text)}`}</span>}
    </span>
  );
}

/** The number of a row, and whether it is unsaved or wrong. */
export function RowHead({ row, rowIdx }: { row: Row; rowIdx: number }) {
  const { say } = useLanguage();
  const { columns, kept, problemAt } = useGrid();
  const wrong = columns.some(({ key }) => problemAt(row, key) !== undefined);
  const before = kept.get(row.id);
  const dirty = row !== before && columns.some(({ key }) => (row.cells[key] ?? "") !== (before?.cells[key] ?? ""));
  return (
    <span className={`grid-row-head${wrong ? " wrong" : dirty ? " dirty" : ""}`}>
      {rowIdx + 1}
      {wrong && <span className="only-spoken">{say(" 오류 있음", " has an error")}</span>}
      {dirty && (
        <>
          <span aria-hidden="true"> •</span>
          <span className="only-spoken">{say(" 저장 안 됨", " unsaved")}</span>
        </>
      )}
    </span>
  );
}
