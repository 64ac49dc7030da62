// What the selected cell is for, with an example, and what is wrong with it.
import { useLanguage } from "../language.tsx";
import { useGrid } from "./context.ts";

export function CellBar() {
  const { both, say } = useLanguage();
  const { sheet, columns, block, problemAt } = useGrid();
  const column = block === undefined ? undefined : columns[block.left];
  const row = block === undefined ? undefined : sheet.rows[block.top];
  const problem = column === undefined || row === undefined ? undefined : problemAt(row, column.key);
  const [what = "", example = ""] = column === undefined ? [] : both(column.help).split("\n");
  return (
    <div className="grid-bar card" aria-live="polite">
      {column === undefined ? (
        <p className="quiet small">
          {say(
            "칸을 고르면 무엇을 적는지 보입니다. 엑셀에서 복사한 표를 그대로 붙여 넣을 수 있습니다.",
            "Select a cell to see what belongs there. A block copied from a spreadsheet can be pasted as it is.",
          )}
        </p>
      ) : (
        <>
          <p>
            <strong>{both(column.label)}</strong> <span className="small">{what}</span> <span className="quiet small">{example}</span>
          </p>
          {problem === undefined ? (
            <p className="small quiet grid-bar-why">&nbsp;</p>
          ) : (
            <p className="small grid-bar-why">
              <span className="tag bad">{say("오류", "Error")}</span> {both(problem.text)} {both(problem.todo)}
            </p>
          )}
        </>
      )}
    </div>
  );
}
