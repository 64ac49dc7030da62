// One table with its tools, its faults and its saving.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { BETWEEN, partsOf } from "../../model/grid/cell-text.ts";
import type { Column } from "../../model/grid/column.ts";
import type { GridTable } from "../../model/grid/table.ts";
import { useLanguage } from "../language.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { periodPath, useMembership } from "../place.ts";
import { useMe } from "../session.tsx";
import { CellBar } from "./cell-bar.tsx";
import { ClashDialog } from "./clash-dialog.tsx";
import { GridProvider, type GridShared } from "./context.ts";
import { type Attachment, EvidenceDialog } from "./evidence-dialog.tsx";
import { FaultList } from "./fault-list.tsx";
import { groupNamed, spotOf } from "./go-to.ts";
import { GridView, letterOf } from "./grid-view.tsx";
import { LossDialog } from "./loss-dialog.tsx";
import { yielded } from "./merge.ts";
import { SaveBar } from "./save-bar.tsx";
import {
  type Block,
  filledDown,
  inserted,
  othersIn,
  removed,
  type Sheet,
  type Unfit,
  type UnitChange,
  uploaded,
  withText,
  withUnit,
} from "./sheet.ts";
import { Toolbar } from "./toolbar.tsx";
import { UnfitNote } from "./unfit-note.tsx";
import { type AskedUnit, UnitDialog } from "./unit-dialog.tsx";
import { useBlock } from "./use-block.ts";
import { useBook } from "./use-book.ts";
import { newId, useDraft } from "./use-draft.ts";
import { useFaults } from "./use-faults.ts";
import type { GridData } from "./use-grid-data.ts";
import { useSave } from "./use-save.ts";

type GridTableProps = { place: { org: string; period: string }; table: GridTable; data: GridData };

export function GridTableView({ place, table, data }: GridTableProps) {
  const { both, say } = useLanguage();
  const grid = useGridState({ place, table, data });
  const { hand, shared, selecting, faults, saving } = grid;
  const { block } = selecting;
  const selected = block === undefined ? 0 : block.bottom - block.top + 1;
  return (
    <GridProvider value={shared}>
      <div className="stack grid-page">
        {!shared.mayEnter && <p className="quiet">{say("열람 권한이라 고칠 수 없습니다.", "You may look, but not enter.")}</p>}
        <div className="stack" inert={saving.state.kind === "saving"}>
          <Tools grid={grid} place={place} table={table} selected={selected} />
          <CellBar />
          <GridView
            label={both(table.label)}
            selecting={selecting}
            goTo={grid.goTo}
            change={hand.change}
            undo={hand.undo}
            redo={hand.redo}
            save={grid.save}
            onUnfit={grid.setUnfit}
          />
        </div>
        {shared.mayEnter && (
          <SaveBar
            state={saving.state}
            dirty={hand.dirty}
            faults={faults.length}
            revived={hand.revived !== undefined}
            onSave={grid.save}
            onDiscard={() => {
              hand.discard();
              saving.settle();
            }}
          />
        )}
        <FaultList faults={faults} looking={grid.looking} onGo={(row, col) => grid.setGoTo({ row, col })} />
      </div>
      <Dialogs grid={grid} place={place} rows={selected} />
    </GridProvider>
  );
}

type ToolsProps = { grid: GridState; place: GridTableProps["place"]; table: GridTable; selected: number };

/** The tools, and what came of the last one. */
function Tools({ grid, place, table, selected }: ToolsProps) {
  const { say } = useLanguage();
  const { hand, shared, selecting, book, columns, unfit } = grid;
  const { block } = selecting;
  return (
    <>
      <Toolbar
        place={place}
        table={table.name}
        mayEnter={shared.mayEnter}
        canUndo={hand.draft.history.past.length > 0}
        canRedo={hand.draft.history.future.length > 0}
        selected={selected}
        hasEvidence={evidenceColumn(columns) !== undefined}
        onUndo={hand.undo}
        onRedo={hand.redo}
        onAdd={() => hand.change((sheet) => inserted(sheet, block === undefined ? sheet.rows.length : block.bottom + 1, newId))}
        onRemove={() => block !== undefined && hand.change((sheet) => removed(sheet, block))}
        onFill={() => block !== undefined && hand.change((sheet) => filledDown(sheet, block, columns))}
        onEvidence={shared.askEvidence}
        onBook={book}
      />
      <RefusedNote refused={book.refused} />
      {book.told !== undefined && (
        <div role="status">
          <p>
            {say(
              `파일에서 ${book.told.rows}행을 읽었습니다. 아직 저장하지 않았습니다.`,
              `${book.told.rows} rows were read from the file. Nothing is saved yet.`,
            )}
          </p>
          <ProblemList problems={book.told.problems} />
        </div>
      )}
      <UnfitNote unfit={unfit} />
    </>
  );
}

const evidenceColumn = (columns: readonly Column[]): Column | undefined =>
  columns.find(({ key, kind }) => kind === "citations" || (kind === "references" && /(^|\/)evidence$/.test(key)));

function useGridState({ place, table, data }: GridTableProps) {
  const [params] = useSearchParams();
  const role = useMembership()?.role ?? "";
  const mayEnter = role === "owner" || role === "editor" || role === "consultant";
  const columns = useMemo(() => table.columns(data), [table, data]);
  const { person } = useMe();
  const to = `${periodPath(place.org, place.period, `records/${groupNamed(table)}`)}?table=${table.name}`;
  const hand = useDraft({ key: `${person}/${place.period}/${table.name}`, to, label: table.label }, data, { table, columns });
  const selecting = useBlock();
  const kept = useMemo(() => new Map(hand.draft.baseRows.map((row) => [row.id, row])), [hand.draft.baseRows]);
  const found = useFaults({ rows: hand.sheet.rows, kept, columns, period: data.period });
  const open = useRef<(() => void) | undefined>(undefined);
  const saving = useSave({ place, table, columns, hand, files: data.files }, () => open.current?.());
  const book = useBook({ place, table: table.name, onRows: (rows) => hand.change((sheet) => uploaded(sheet, rows, newId)) });
  const [asked, setAsked] = useState<AskedUnit | undefined>(undefined);
  const [attaching, setAttaching] = useState(false);
  const [unfit, setUnfit] = useState<Unfit | undefined>(undefined);
  const [goTo, setGoTo] = useState(() => spotOf(params, { rows: hand.sheet.rows, columns }));
  const { sheet, change } = hand;
  const askUnit = useCallback(
    (column: Column, unit: string) => {
      const count = othersIn(sheet, column, unit);
      if (count > 0) setAsked({ column, unit, count });
      else change((at) => withUnit(at, column, { unit, change: "keep" }));
    },
    [sheet, change],
  );
  const askEvidence = useCallback(() => setAttaching(true), []);
  const { block } = selecting;
  const { problemAt } = found;
  const shared = useMemo(
    (): GridShared => ({ sheet, columns, block, mayEnter, kept, problemAt, open, askUnit, askEvidence }),
    [sheet, columns, block, mayEnter, kept, problemAt, askUnit, askEvidence],
  );
  const faults = saving.state.kind === "faulty" && found.all.length === 0 ? saving.state.faults : found.all;
  const save = (): void => void saving.save();
  useSaveKey(mayEnter, save);
  return {
    hand,
    shared,
    selecting,
    faults,
    looking: found.looking,
    saving,
    save,
    book,
    columns,
    asked,
    setAsked,
    attaching,
    setAttaching,
    goTo,
    setGoTo,
    unfit,
    setUnfit,
  };
}

/** Ctrl+S saves wherever on the page one stands; the browser's own would keep a page, not the rows. */
function useSaveKey(mayEnter: boolean, save: () => void): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    if (!mayEnter) return;
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || letterOf(event) !== "s") return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [mayEnter]);
}

type GridState = ReturnType<typeof useGridState>;

function Dialogs({ grid, place, rows }: { grid: GridState; place: { org: string }; rows: number }) {
  const { asked, setAsked, attaching, setAttaching, hand, selecting, saving, columns } = grid;
  const column = evidenceColumn(columns);
  const choose = (change: UnitChange): void => {
    if (asked !== undefined) hand.change((at) => withUnit(at, asked.column, { unit: asked.unit, change }));
    setAsked(undefined);
  };
  const attach = (attachment: Attachment): void => {
    const { block } = selecting;
    if (block !== undefined && column !== undefined) hand.change((at) => attachedTo(at, block, { column, columns, attachment }));
    setAttaching(false);
  };
  const { state } = saving;
  return (
    <>
      <UnitDialog asked={asked} onChoose={choose} onClose={() => setAsked(undefined)} />
      {attaching && column !== undefined && (
        <EvidenceDialog org={place.org} column={column} rows={rows} onAttach={attach} onClose={() => setAttaching(false)} />
      )}
      {state.kind === "asking" && <LossDialog losses={state.losses} onSure={() => void saving.save(true)} onClose={saving.settle} />}
      {state.kind === "merged" && state.clashes.length > 0 && (
        <ClashDialog
          clashes={state.clashes}
          onSettled={(theirs) => {
            if (theirs.length > 0) hand.change((at) => ({ ...at, rows: theirs.reduce((now, clash) => yielded(now, clash), [...at.rows]) }));
            saving.settle();
          }}
        />
      )}
    </>
  );
}

type Attaching = { column: Column; columns: readonly Column[]; attachment: Attachment };

/** The rows of a block with a piece of evidence beside what they name already; the place is the new one's. */
function attachedTo(sheet: Sheet, { top, bottom }: Block, { column, columns, attachment }: Attaching): Sheet {
  const placeColumn = columns.find(({ kind, of }) => kind === "place" && of === column.of);
  const rows = sheet.rows.map((row, i) => {
    if (i < top || i > bottom || Object.keys(row.cells).length === 0) return row;
    const named = partsOf(row.cells[column.key] ?? "");
    const text = [...named.filter((part) => part !== attachment.evidence), attachment.evidence].join(BETWEEN);
    const next = withText(row, column, text);
    return placeColumn === undefined || attachment.place === "" ? next : withText(next, placeColumn, attachment.place);
  });
  return { ...sheet, rows };
}
