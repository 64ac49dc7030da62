// Bad rows mended in place: each cell that is wrong can be typed anew, with the reason beneath it.
import type { FormEvent } from "react";
import type { Answer } from "../../model/api.ts";
import { useAct } from "../call.ts";
import { columnName } from "../evidence/scroll-to.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { FIELD_WORDS } from "./import-words.ts";
import { fieldAt, mappedColumns, mendAt, type TablePlan, withMend, withRow } from "./mapping-edit.ts";

type BadRow = Answer<"listBadRows">["items"][number];
type BadRowsProps = { id: string; plan: TablePlan; changed: boolean; busy: boolean; onPlan(plan: TablePlan): void; onTry(): void };

const MOST_ROWS = 100;

export function BadRows({ id, plan, changed, busy, onPlan, onTry }: BadRowsProps) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const query = useAct("listBadRows", { org, period, import: id, limit: MOST_ROWS });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onTry();
  };
  return (
    <Shown query={query}>
      {({ items, total }) =>
        items.length === 0 ? null : (
          <form className="stack" onSubmit={submit} aria-label={say("고칠 행", "Rows to mend")}>
            <h3>{say(`고칠 행 ${total}개`, total === 1 ? "One row to mend" : `${total} rows to mend`)}</h3>
            <p className="quiet small">
              {say(
                "빨간 칸에 바른 값을 적으십시오. 원본 파일은 그대로 두고, 고친 칸과 원래 글은 기록에 남습니다.",
                "Type the right value into the red cells. The file stays as it is; each line keeps which cell was mended and what it said.",
              )}
            </p>
            <Table rows={items} plan={plan} onPlan={onPlan} />
            {total > items.length && (
              <p className="quiet">
                {say(
                  `처음 ${items.length}개만 보여 줍니다. 고치고 다시 시험하면 다음 행이 나옵니다.`,
                  `The first ${items.length} are shown; mend them and try again for the next.`,
                )}
              </p>
            )}
            <div>
              <Button look="main" submit busy={busy} disabled={!changed}>
                {say("고친 것으로 다시 시험", "Try again with these")}
              </Button>{" "}
              {!changed && <span className="quiet small">{say("아직 고친 것이 없습니다.", "Nothing was mended yet.")}</span>}
            </div>
          </form>
        )
      }
    </Shown>
  );
}

function Table({ rows, plan, onPlan }: { rows: readonly BadRow[]; plan: TablePlan; onPlan(plan: TablePlan): void }) {
  const { say, both } = useLanguage();
  const { mapping } = plan;
  const beside = rows.flatMap(({ bad }) => bad.flatMap(({ column }) => column ?? []));
  const columns = [...new Set([...mappedColumns(mapping), ...beside])].sort((a, b) => a - b);
  const head = (column: number): string => {
    const field = fieldAt(mapping, column);
    if (field === undefined) return columnName(column);
    if (field !== "months") return both(FIELD_WORDS[field]);
    const month = mapping.months?.columns.find((one) => one.column === column)?.month;
    return say(`${month}월`, `Month ${month}`);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="scroll" tabIndex={0} aria-label={say("고칠 행의 표", "Table of rows to mend")}>
      <table className="plain import-bad">
        <caption className="only-spoken">{say("고칠 행", "Rows to mend")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("행", "Row")}</th>
            {columns.map((column) => (
              <th scope="col" key={column}>
                <code className="quiet">{columnName(column)}</code> {head(column)}
              </th>
            ))}
            <th scope="col">{say("빼기", "Leave out")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.row} row={row} columns={columns} head={head} plan={plan} onPlan={onPlan} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = { row: BadRow; columns: readonly number[]; head(column: number): string; plan: TablePlan; onPlan(plan: TablePlan): void };

function Row({ row: { row, cells, bad }, columns, head, plan, onPlan }: RowProps) {
  const { say } = useLanguage();
  const out = plan.leftOut?.includes(row) === true;
  const whole = bad.filter(({ column }) => column === undefined);
  return (
    <tr className={out ? "import-out" : undefined}>
      <th scope="row">
        {row}
        <Reasons of={whole} id={`bad-${row}`} />
      </th>
      {columns.map((column) => (
        <td key={column} data-name={head(column)}>
          <Cell
            row={row}
            column={column}
            name={head(column)}
            printed={cells[column - 1] ?? ""}
            bad={bad.filter((one) => one.column === column)}
            out={out}
            plan={plan}
            onPlan={onPlan}
          />
        </td>
      ))}
      <td data-name={say("빼기", "Leave out")}>
        <input
          type="checkbox"
          checked={out}
          aria-label={say(`${row}행 빼기`, `Leave out row ${row}`)}
          onChange={(event) => onPlan(withRow(plan, row, !event.target.checked))}
        />
      </td>
    </tr>
  );
}

type CellProps = {
  row: number;
  column: number;
  name: string;
  printed: string;
  bad: BadRow["bad"];
  out: boolean;
  plan: TablePlan;
  onPlan(plan: TablePlan): void;
};

function Cell({ row, column, name, printed, bad, out, plan, onPlan }: CellProps) {
  const { say } = useLanguage();
  const mend = mendAt(plan, row, column);
  const id = `bad-${row}-${column}`;
  const wrong = bad.some(({ problem }) => problem.severity === "error");
  const text = mend ?? printed;
  return (
    <div className="import-cell">
      <input
        aria-label={say(`${row}행 ${name}`, `Row ${row}, ${name}`)}
        aria-invalid={(wrong && mend === undefined) || undefined}
        aria-describedby={bad.length > 0 ? id : undefined}
        className={mend === undefined ? undefined : "import-mended"}
        disabled={out}
        maxLength={2000}
        size={Math.max(6, Math.min(24, text.length + 1))}
        value={text}
        onChange={(event) => onPlan(withMend(plan, { row, column, value: event.target.value, printed }))}
      />
      {mend !== undefined && (
        <span className="small quiet">
          {say("원래", "was")} '{printed}'
        </span>
      )}
      <Reasons of={bad} id={id} />
    </div>
  );
}

function Reasons({ of, id }: { of: BadRow["bad"]; id: string }) {
  const { both } = useLanguage();
  if (of.length === 0) return null;
  return (
    <div id={id} className="small">
      {of.map(({ problem }) => (
        <p key={problem.code} className={problem.severity === "error" ? "import-fault" : "quiet"}>
          {both(problem.text)} <span className="quiet">{both(problem.todo)}</span>
        </p>
      ))}
    </div>
  );
}
