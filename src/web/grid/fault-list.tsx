// Everything that is wrong with the rows in hand, each with a button that goes to its cell.
import type { Fault } from "../../model/grid/faults.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { useGrid } from "./context.ts";

const SHOWN = 100;

export function FaultList({ faults, looking, onGo }: { faults: readonly Fault[]; looking: boolean; onGo(row: number, col: number): void }) {
  const { say, both } = useLanguage();
  const { sheet, columns } = useGrid();
  if (faults.length === 0) return null;
  const places = new Map(sheet.rows.map(({ id }, i) => [id, i]));
  return (
    <section className="card stack grid-faults" aria-label={say("고칠 칸", "Cells to mend")}>
      <h2>
        {say(`고칠 칸 ${faults.length}개`, `${faults.length} cells to mend`)}
        {looking && <span className="quiet small"> {say("살펴보는 중…", "looking…")}</span>}
      </h2>
      <ul>
        {faults.slice(0, SHOWN).map(({ row, column, problem }) => {
          const [at, col] = [places.get(row), columns.findIndex(({ key }) => key === column)];
          const label = columns[col]?.label;
          return (
            <li key={`${row}/${column}/${problem.code}`}>
              {at !== undefined && col >= 0 && (
                <Button slim onClick={() => onGo(at, col)}>
                  {say(`${at + 1}행`, `Row ${at + 1}`)} · {label === undefined ? "" : both(label)}
                </Button>
              )}{" "}
              <span>
                {both(problem.text)} <span className="quiet small">{both(problem.todo)}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {faults.length > SHOWN && <p className="quiet">{say(`그 밖에 ${faults.length - SHOWN}개`, `and ${faults.length - SHOWN} more`)}</p>}
    </section>
  );
}
