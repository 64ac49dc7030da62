// A cell while it is typed into: its choices, and what would be wrong with it, at once.
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { RenderEditCellProps } from "react-data-grid";
import { createPortal, flushSync } from "react-dom";
import { entered } from "../../model/grid/entered.ts";
import { faultOf } from "../../model/grid/faults.ts";
import type { Row } from "../../model/grid/row.ts";
import { useLanguage } from "../language.tsx";
import { noteUnsaved } from "../unsaved.ts";
import { useGrid } from "./context.ts";
import { shownText, unitOfColumn } from "./sheet.ts";

const MOST_OPTIONS = 500;
/** The one cell that is open. */
const TYPING = "cell";
const NONE = { ko: "", en: "" };

export function GridEditor({ row, column: { key }, onRowChange, onClose }: RenderEditCellProps<Row>) {
  const { both, lang } = useLanguage();
  const { sheet, columns, open } = useGrid();
  const column = columns.find((one) => one.key === key);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [first] = useState(() => (column === undefined ? "" : shownText(sheet, column, row.cells[key] ?? "", lang)));
  const [text, setText] = useState(first);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  useEffect(() => {
    const commit = (): void => onClose(true, true);
    const now = (): void => flushSync(commit);
    open.current = commit;
    // Going back takes the cell away without a word to it; so does a reload, which asks first.
    addEventListener("popstate", now);
    noteUnsaved(TYPING, text === first ? undefined : { to: location.pathname, label: column?.label ?? NONE, store: now });
    return () => {
      removeEventListener("popstate", now);
      noteUnsaved(TYPING, undefined);
      if (open.current === commit) open.current = undefined;
    };
  }, [open, onClose, text, first, column]);
  if (column === undefined) return null;
  const problem = faultOf(column, entered(column, text, unitOfColumn(sheet, column)));
  const options = column.kind === "flag" ? FLAGS : (column.options ?? []);
  return (
    <>
      <input
        ref={input}
        className="grid-editor"
        aria-label={both(column.label)}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-why`}
        list={options.length > 0 ? `${id}-list` : undefined}
        inputMode={column.kind === "quantity" || column.kind === "number" ? "decimal" : undefined}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onRowChange({ ...row, cells: { ...row.cells, [key]: event.target.value } });
        }}
      />
      {options.length > 0 && (
        <datalist id={`${id}-list`}>
          {options.slice(0, MOST_OPTIONS).map((option) => (
            <option key={option.value} value={option[lang]} />
          ))}
        </datalist>
      )}
      {problem !== undefined && <Why id={`${id}-why`} beside={input} text={both(problem.text)} todo={both(problem.todo)} />}
    </>
  );
}

const FLAGS = [
  { value: "true", ko: "예", en: "yes" },
  { value: "false", ko: "아니오", en: "no" },
];

type WhyProps = { id: string; beside: React.RefObject<HTMLElement | null>; text: string; todo: string };

/** The reason under the cell; the grid clips what stands inside of it. */
function Why({ id, beside, text, todo }: WhyProps) {
  const [at, setAt] = useState<{ left: number; top: number } | undefined>(undefined);
  useEffect(() => {
    const box = beside.current?.getBoundingClientRect();
    if (box !== undefined) setAt({ left: Math.max(4, Math.min(box.left, innerWidth - 320)), top: box.bottom + 2 });
  }, [beside]);
  return createPortal(
    <div id={id} className="grid-why" role="status" style={at ?? { left: -9999, top: 0 }}>
      {text} <span className="small">{todo}</span>
    </div>,
    document.body,
  );
}
