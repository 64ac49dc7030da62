// The head of a column: its name, whether it must be filled in, and the unit that its numbers have.
import { unitsOf } from "../../base/units.ts";
import type { Column } from "../../model/grid/column.ts";
import { useLanguage } from "../language.tsx";
import { useGrid } from "./context.ts";
import { unitOfColumn } from "./sheet.ts";

export function HeadCell({ column, tabIndex }: { column: Column; tabIndex: number }) {
  const { both, say } = useLanguage();
  const { sheet, askUnit, mayEnter } = useGrid();
  const unit = unitOfColumn(sheet, column);
  const units = [...new Set(unitsOf(...(column.dimensions ?? [])))];
  return (
    <div className="grid-head" title={both(column.help)}>
      <span className="grid-head-name">
        {both(column.label)}
        {column.required && (
          <>
            <span className="grid-needed" aria-hidden="true">
              *
            </span>
            <span className="only-spoken">{say("(필수)", "(required)")}</span>
          </>
        )}
      </span>
      {column.kind === "quantity" && (
        <select
          className={unit === undefined ? "grid-unit open" : "grid-unit"}
          tabIndex={tabIndex}
          disabled={!mayEnter}
          aria-label={`${say("단위", "Unit")}: ${both(column.label)}`}
          value={unit ?? ""}
          // The grid moves by arrows; inside a list they choose.
          onKeyDown={(event) => event.key !== "Tab" && event.stopPropagation()}
          onChange={(event) => event.target.value !== "" && askUnit(column, event.target.value)}
        >
          <option value="">{say("단위 고르기", "choose unit")}</option>
          {units.map((name) => (
            <option key={name} value={name}>
              {name === "1" ? say("1 (비율)", "1 (ratio)") : name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
