// The grid itself: cells, keys, clipboard, filling.
import { useEffect, useMemo, useRef } from "react";
import {
  type CellKeyboardEvent,
  type CellKeyDownArgs,
  type CellMouseArgs,
  type CellMouseEvent,
  DataGrid,
  type DataGridHandle,
  type Column as Shown,
} from "react-data-grid";
import "react-data-grid/lib/styles.css";
import { unitsOf } from "../../base/units.ts";
import type { Column } from "../../model/grid/column.ts";
import type { Row } from "../../model/grid/row.ts";
import { useLanguage } from "../language.tsx";
import { GridCell, RowHead } from "./cell.tsx";
import { blockText, cellsOf } from "./clipboard.ts";
import { useGrid } from "./context.ts";
import { GridEditor } from "./editor.tsx";
import { HeadCell } from "./head-cell.tsx";
import { type Block, cleared, copied, filledDown, mayChange, pasted, type Sheet, typed, type Unfit, unfitFor } from "./sheet.ts";
import type { Selecting } from "./use-block.ts";
import { newId } from "./use-draft.ts";

const ROW_HEIGHT = 34;
/** Two lines of a name, and the unit. */
const HEAD_HEIGHT = 84;
/** Room for the bar that scrolls sideways. */
const SCROLLBAR = 20;
const NARROW = 700;
const NUMBER_KEY = "#";

/** Letters that fit two lines of a head, and one of a cell, of the usual width. */
const HEAD_LETTERS = 28;
const LETTERS = 16;

/** Law: a unit is seen whole, since a number means nothing without it; so is a name of two lines, and of a long choice its beginning. */
function widthOf({ kind, key, label, dimensions = [], options = [] }: Column, lang: "ko" | "en"): number {
  if (key === "name" || key === "target") return 230;
  if (kind === "quantity") {
    const unit = Math.max(...unitsOf(...dimensions).map(({ length }) => length));
    return Math.max(label[lang].length > HEAD_LETTERS ? 190 : 150, 64 + 7.2 * unit);
  }
  if (kind === "choice" && options.some((option) => option[lang].length > LETTERS)) return 210;
  if (kind === "references" || kind === "citations") return 210;
  return kind === "text" || kind === "reference" ? 160 : 140;
}

/** Columns as the grid component takes them: first the number of the row. */
function shownColumns(columns: readonly Column[], { mayEnter, lang }: { mayEnter: boolean; lang: "ko" | "en" }): Shown<Row>[] {
  const freezes = innerWidth >= NARROW;
  const first: Shown<Row> = {
    key: NUMBER_KEY,
    name: "",
    width: 52,
    frozen: true,
    resizable: false,
    cellClass: "grid-number-cell",
    renderCell: ({ row, rowIdx }) => <RowHead row={row} rowIdx={rowIdx} />,
    renderHeaderCell: () => <span className="only-spoken">#</span>,
  };
  const rest = columns.map(
    (column, i): Shown<Row> => ({
      key: column.key,
      name: column.label[lang],
      width: widthOf(column, lang),
      minWidth: 90,
      frozen: freezes && i === 0,
      resizable: true,
      editable: (row) => mayEnter && mayChange(row, column) && column.kind !== "citations",
      renderCell: ({ row, rowIdx, column: at }) => <GridCell row={row} rowIdx={rowIdx} at={at} column={column} />,
      renderHeaderCell: ({ tabIndex }) => <HeadCell column={column} tabIndex={tabIndex} />,
      renderEditCell: GridEditor,
      editorOptions: { closeOnExternalRowChange: false },
    }),
  );
  return [first, ...rest];
}

/** What is copied from a grid keeps its units for another column, whose unit may be another. */
const WITH_UNITS = "application/x-sandan-cells";

type GridViewProps = {
  label: string;
  selecting: Selecting;
  /** A cell to go to when the grid is opened. */
  goTo: { row: number; col: number } | undefined;
  change(edit: (sheet: Sheet) => Sheet): void;
  undo(): void;
  redo(): void;
  save(): void;
  /** Why a block was not pasted; undefined where it was. */
  onUnfit(unfit: Unfit | undefined): void;
};

export function GridView({ label, selecting, goTo, change, undo, redo, save, onUnfit }: GridViewProps) {
  const { lang } = useLanguage();
  const { sheet, columns, mayEnter, askEvidence } = useGrid();
  const handle = useRef<DataGridHandle>(null);
  const shown = useMemo(() => shownColumns(columns, { mayEnter, lang }), [columns, mayEnter, lang]);
  useGoTo(handle, goTo);
  const { block } = selecting;
  const keys = { sheet, columns, selecting, mayEnter, change, undo, redo, save, askEvidence, handle };
  const copy = (event: React.ClipboardEvent, cut = false): void => {
    if (block === undefined || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", blockText(copied(sheet, block, { columns, lang })));
    event.clipboardData.setData(WITH_UNITS, blockText(copied({ ...sheet, units: {} }, block, { columns, lang })));
    if (cut && mayEnter) change((at) => cleared(at, block, columns));
  };
  const paste = (event: React.ClipboardEvent): void => {
    if (block === undefined || !mayEnter || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    const cells = cellsOf(event.clipboardData.getData(WITH_UNITS) || event.clipboardData.getData("text/plain"));
    const unfit = unfitFor(sheet, block, cells, columns);
    onUnfit(unfit);
    if (unfit !== undefined) return;
    change((at) => pasted(at, block, cells, { columns, newId }));
    const width = Math.max(...cells.map(({ length }) => length));
    if (cells.length > 1 || width > 1)
      selecting.stretch({ row: block.top + cells.length - 1, col: Math.min(columns.length, block.left + width) - 1 });
  };
  return (
    <div
      className="grid-frame"
      onCopy={copy}
      onCut={(event) => copy(event, true)}
      onPaste={paste}
      onPointerMove={(event) => drawn(event, selecting)}
    >
      <DataGrid<Row>
        ref={handle}
        aria-label={label}
        className="grid-table"
        style={{ blockSize: `min(${sheet.rows.length * ROW_HEIGHT + HEAD_HEIGHT + SCROLLBAR}px, max(18rem, 60vh))` }}
        columns={shown}
        rows={sheet.rows}
        rowKeyGetter={({ id }) => id}
        rowHeight={ROW_HEIGHT}
        headerRowHeight={HEAD_HEIGHT}
        onRowsChange={(rows, { indexes, column: { key } }) => {
          const column = columns.find((one) => one.key === key);
          if (column !== undefined)
            change((at) => indexes.reduce((now, i) => typed(now, { row: i, column }, rows[i]?.cells[key] ?? ""), at));
        }}
        {...(mayEnter && { onFill: ({ columnKey, sourceRow, targetRow }) => filledBy(columnKey, sourceRow, targetRow) })}
        onCellMouseDown={(args, event) => pressed(args, event, { selecting, columns: columns.length })}
        onCellDoubleClick={({ column: { key } }) =>
          mayEnter && columns.find((one) => one.key === key)?.kind === "citations" && askEvidence()
        }
        onCellKeyDown={(args, event) => keyed(args, event, keys)}
        onSelectedCellChange={({ rowIdx, column: { idx } }) => {
          if (rowIdx >= 0 && idx > 0) selecting.begin({ row: rowIdx, col: idx - 1 });
        }}
      />
    </div>
  );
}

function useGoTo(handle: React.RefObject<DataGridHandle | null>, goTo: GridViewProps["goTo"]): void {
  const [row, col] = [goTo?.row, goTo?.col];
  useEffect(() => {
    if (row === undefined || col === undefined) return;
    handle.current?.selectCell({ rowIdx: row, idx: col + 1 }, { shouldFocusCell: true });
    handle.current?.scrollToCell({ rowIdx: row, idx: col + 1 });
  }, [handle, row, col]);
}

function filledBy(key: string, { cells }: Row, target: Row): Row {
  const text = cells[key];
  const { [key]: _, ...others } = target.cells;
  return { ...target, cells: text === undefined ? others : { ...others, [key]: text } };
}

function pressed(
  { rowIdx, column: { idx } }: CellMouseArgs<Row>,
  event: CellMouseEvent,
  { selecting, columns }: { selecting: Selecting; columns: number },
): void {
  if (idx === 0) {
    event.preventGridDefault();
    if (!event.shiftKey) selecting.begin({ row: rowIdx, col: 0 });
    selecting.stretch({ row: rowIdx, col: columns - 1 });
  } else if (event.shiftKey) {
    event.preventGridDefault();
    event.preventDefault();
    selecting.stretch({ row: rowIdx, col: idx - 1 });
  }
}

/** A block drawn with the mouse. */
function drawn(event: React.PointerEvent, selecting: Selecting): void {
  if (event.buttons !== 1 || !(event.target instanceof Element) || event.target.closest(".rdg-cell-drag-handle") !== null) return;
  const cell = event.target.closest('[role="gridcell"]');
  const row = Number(cell?.closest('[role="row"]')?.getAttribute("aria-rowindex")) - 2;
  const col = Number(cell?.getAttribute("aria-colindex")) - 2;
  const { spot } = selecting;
  if (row >= 0 && col >= 0 && spot !== undefined && (spot.row !== row || spot.col !== col)) selecting.stretch({ row, col });
}

type Keys = Pick<GridViewProps, "selecting" | "change" | "undo" | "redo" | "save"> & {
  sheet: Sheet;
  columns: readonly Column[];
  mayEnter: boolean;
  askEvidence(): void;
  handle: React.RefObject<DataGridHandle | null>;
};

const MOVES: Readonly<Record<string, readonly [row: number, col: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function keyed(args: CellKeyDownArgs<Row>, event: CellKeyboardEvent, keys: Keys): void {
  const held = event.ctrlKey || event.metaKey;
  // Saving works from a cell that is being typed into, too; all other keys are the cell's own.
  if (args.mode === "EDIT") {
    if (held && letterOf(event) === "s" && keys.mayEnter) {
      keys.save();
      done(event);
    }
    return;
  }
  const { selecting, sheet, columns, handle } = keys;
  const move = MOVES[event.key];
  if (event.shiftKey && move !== undefined && selecting.spot !== undefined) {
    const { row, col } = selecting.spot;
    const to = { row: clamp(row + move[0], sheet.rows.length), col: clamp(col + move[1], columns.length) };
    selecting.stretch(to);
    handle.current?.scrollToCell({ rowIdx: to.row, idx: to.col + 1 });
    done(event);
  } else if (held && letterOf(event) === "v") {
    // The grid component would open the cell, and a block would be pasted into that one.
    event.preventGridDefault();
  } else if (held && commanded(letterOf(event), event.shiftKey, keys)) done(event);
  else if (keys.mayEnter && selecting.block !== undefined && (event.key === "Delete" || event.key === "Backspace")) {
    const { block } = selecting;
    keys.change((at) => cleared(at, block, columns));
    done(event);
  } else if (event.key === "Enter" && columns[args.column.idx - 1]?.kind === "citations") {
    if (keys.mayEnter) keys.askEvidence();
    done(event);
  }
}

/** The letter of a key as it is printed on it: with a Korean keyboard the same keys give Hangul. */
export const letterOf = ({ key, code }: { key: string; code: string }): string =>
  /^[a-z]$/i.test(key) ? key.toLowerCase() : /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key.toLowerCase();

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

function done(event: CellKeyboardEvent): void {
  event.preventGridDefault();
  event.preventDefault();
}

/** A key with Ctrl or Command; true where it was one of the grid's. */
function commanded(key: string, shift: boolean, { selecting, sheet, columns, mayEnter, change, undo, redo, save }: Keys): boolean {
  const block: Block | undefined = selecting.block;
  if (key === "a") selecting.all(sheet.rows.length, columns.length);
  else if (!mayEnter) return false;
  else if (key === "z") (shift ? redo : undo)();
  else if (key === "y") redo();
  else if (key === "s") save();
  else if (key === "d" && block !== undefined) change((at) => filledDown(at, block, columns));
  else return false;
  return true;
}
