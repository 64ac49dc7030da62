// What can be done to the rows: by button, each with its key.
import { useRef } from "react";
import type { TableName } from "../../model/grid/table.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import type { useBook } from "./use-book.ts";

type ToolbarProps = {
  place: { org: string; period: string };
  table: TableName;
  mayEnter: boolean;
  canUndo: boolean;
  canRedo: boolean;
  selected: number;
  hasEvidence: boolean;
  onUndo(): void;
  onRedo(): void;
  onAdd(): void;
  onRemove(): void;
  onFill(): void;
  onEvidence(): void;
  onBook: ReturnType<typeof useBook>;
};

export function Toolbar(props: ToolbarProps) {
  const { say } = useLanguage();
  const { mayEnter, canUndo, canRedo, selected, hasEvidence, onBook } = props;
  const file = useRef<HTMLInputElement>(null);
  const none = selected === 0;
  const why = none ? say("먼저 칸을 고르십시오.", "Select cells first.") : undefined;
  return (
    <div className="row grid-tools no-print" role="toolbar" aria-label={say("표 도구", "Tools of the table")}>
      {mayEnter && (
        <>
          <Button slim disabled={!canUndo} title={say("되돌리기 (Ctrl+Z)", "Undo (Ctrl+Z)")} onClick={props.onUndo}>
            ↶ {say("되돌리기", "Undo")}
          </Button>
          <Button slim disabled={!canRedo} title={say("다시 하기 (Ctrl+Y)", "Redo (Ctrl+Y)")} onClick={props.onRedo}>
            ↷ {say("다시 하기", "Redo")}
          </Button>
          <Button slim onClick={props.onAdd}>
            {say("행 추가", "Add a row")}
          </Button>
          <Button slim disabled={none} title={why} onClick={props.onRemove}>
            {say("고른 행 지우기", "Remove rows")}
          </Button>
          <Button slim disabled={none} title={why ?? say("아래로 채우기 (Ctrl+D)", "Fill down (Ctrl+D)")} onClick={props.onFill}>
            {say("아래로 채우기", "Fill down")}
          </Button>
          {hasEvidence && (
            <Button slim disabled={none} title={why} onClick={props.onEvidence}>
              {say("증빙 붙이기", "Attach evidence")}
            </Button>
          )}
        </>
      )}
      <span className="grow" />
      <Button slim busy={onBook.loading} onClick={onBook.download}>
        {say("엑셀로 내려받기", "Download XLSX")}
      </Button>
      {mayEnter && (
        <>
          <Button slim busy={onBook.reading} onClick={() => file.current?.click()}>
            {say("엑셀 올리기", "Upload XLSX")}
          </Button>
          <input
            ref={file}
            type="file"
            className="only-spoken"
            tabIndex={-1}
            accept=".xlsx,.csv"
            aria-label={say("채운 엑셀 파일", "Filled-in workbook")}
            onChange={(event) => {
              const [given] = event.target.files ?? [];
              if (given !== undefined) onBook.upload(given);
              event.target.value = "";
            }}
          />
        </>
      )}
    </div>
  );
}
