// A window of a sheet or of a text, with the place that is cited marked and scrolled to.
import { useEffect, useRef, useState } from "react";
import type { Answer } from "../../model/api.ts";
import type { EvidencePlace } from "../../model/insight.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Shown } from "../parts/states.tsx";
import { columnName, scrollToMark } from "./scroll-to.ts";

type Look = Answer<"lookAtEvidence">;
type Window = { sheet?: string; from?: number; column?: number };

const ROWS = 60;
/** Columns that the server shows at once. */
const COLUMNS = 40;

/** Sheets and texts: the server reads the window. */
export function WindowView({ org, place }: { org: string; place: EvidencePlace & { sha256: string } }) {
  const [window, setWindow] = useState<Window>({});
  const { sha256, sheet, cell, line } = place;
  const asked = window.sheet ?? sheet;
  // A place is on its sheet alone.
  const here = asked === sheet ? { ...(cell !== undefined && { cell }), ...(line !== undefined && { line }) } : {};
  const { from, column } = window;
  const look = useAct("lookAtEvidence", {
    org,
    sha256,
    rows: ROWS,
    ...(asked !== undefined && { sheet: asked }),
    ...here,
    ...(from !== undefined && { from }),
    ...(column !== undefined && { column }),
  });
  return (
    <Shown query={look}>
      {(value) => (
        <div className="stack">
          {value.kind === "sheet" && <SheetChoice look={value} onChoose={(chosen) => setWindow({ sheet: chosen })} />}
          {value.kind === "sheet" ? <SheetRows look={value} /> : <Lines look={value} />}
          <Steps look={value} onMove={(to) => setWindow({ ...window, ...to })} />
        </div>
      )}
    </Shown>
  );
}

function SheetChoice({ look: { sheets = [], sheet }, onChoose }: { look: Look; onChoose(sheet: string): void }) {
  const { say } = useLanguage();
  if (sheets.length < 2) return null;
  return (
    <label className="row">
      {say("시트", "Sheet")}
      <select value={sheet} onChange={(event) => onChoose(event.target.value)}>
        {sheets.map(({ name, hidden, rows }) => (
          <option key={name} value={name}>
            {name}
            {rows === undefined ? "" : say(` (${rows}행)`, ` (${rows} rows)`)}
            {hidden ? say(" 숨김", " hidden") : ""}
          </option>
        ))}
      </select>
    </label>
  );
}

function SheetRows({ look }: { look: Look }) {
  const { say } = useLanguage();
  const frame = useRef<HTMLElement>(null);
  const { rows = [], firstColumn = 1, mark, sheet = "" } = look;
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another window is another place.
  useEffect(() => scrollToMark(frame.current), [look]);
  if (rows.length === 0) return <p className="quiet">{say("이 자리에는 내용이 없습니다.", "There is nothing here.")}</p>;
  const columns = Array.from({ length: width }, (_, i) => firstColumn + i);
  const isMarked = (row: number, column: number): boolean =>
    mark !== undefined && mark.row === row && (mark.column === undefined || mark.column === column);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="evidence-grid" ref={frame} tabIndex={0} aria-label={say(`시트 ${sheet}`, `Sheet ${sheet}`)}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="only-spoken">{say("행", "Row")}</span>
            </th>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {columnName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((column) => (
                <td key={column} className={isMarked(row, column) ? "marked" : undefined} title={cells[column - firstColumn] || undefined}>
                  {cells[column - firstColumn]}
                  {isMarked(row, column) && <span className="only-spoken"> ({say("가리킨 자리", "the place that is cited")})</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Lines({ look }: { look: Look }) {
  const { say } = useLanguage();
  const frame = useRef<HTMLOListElement>(null);
  const { lines = [], mark } = look;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another window is another place.
  useEffect(() => scrollToMark(frame.current), [look]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <ol className="evidence-lines" ref={frame} tabIndex={0} aria-label={say("글의 줄", "Lines of the text")}>
      {lines.map(({ line, text }) => (
        <li key={line} className={mark?.row === line ? "marked" : undefined}>
          <span className="quiet">{line}</span>
          <span>
            {text}
            {mark?.row === line && <span className="only-spoken"> ({say("가리킨 자리", "the place that is cited")})</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Steps({ look, onMove }: { look: Look; onMove(to: Window): void }) {
  const { say, number } = useLanguage();
  const { rows = [], lines = [], more = false, total, firstColumn = 1, mark } = look;
  const first = rows[0]?.row ?? lines[0]?.line ?? 1;
  const last = rows.at(-1)?.row ?? lines.at(-1)?.line ?? first;
  const wide = rows.some(({ cells }) => cells.length >= COLUMNS);
  const what = look.kind === "sheet" ? say("행", "rows") : say("줄", "lines");
  return (
    <div className="row no-print">
      <Button slim disabled={first <= 1} onClick={() => onMove({ from: Math.max(1, first - ROWS) })}>
        ↑ {say("위로", "Up")}
      </Button>
      <Button slim disabled={!more} onClick={() => onMove({ from: last + 1 })}>
        ↓ {say("아래로", "Down")}
      </Button>
      {(firstColumn > 1 || wide) && (
        <>
          <Button slim disabled={firstColumn <= 1} onClick={() => onMove({ column: Math.max(1, firstColumn - COLUMNS) })}>
            ← {say("왼쪽", "Left")}
          </Button>
          <Button slim disabled={!wide} onClick={() => onMove({ column: firstColumn + COLUMNS })}>
            → {say("오른쪽", "Right")}
          </Button>
        </>
      )}
      <span className="quiet small">
        {what} {number(first)}–{number(last)}
        {total !== undefined && ` / ${number(total)}`}
      </span>
      {mark !== undefined && (
        <Button
          slim
          onClick={() =>
            onMove({ from: Math.max(1, mark.row - 12), ...(mark.column !== undefined && { column: Math.max(1, mark.column - 20) }) })
          }
        >
          {say("가리킨 자리로", "To the cited place")}
        </Button>
      )}
    </div>
  );
}
