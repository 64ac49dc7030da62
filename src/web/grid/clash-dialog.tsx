// Cells that two people changed: each is settled by the person who saves second.
import { useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { useGrid } from "./context.ts";
import type { Clash } from "./merge.ts";
import { shownText } from "./sheet.ts";

type ClashDialogProps = { clashes: readonly Clash[]; onSettled(theirs: readonly Clash[]): void };

const nameOf = ({ row, column }: Clash): string => `${row}/${column}`;

export function ClashDialog({ clashes, onSettled }: ClashDialogProps) {
  const { say, both, lang } = useLanguage();
  const { columns, sheet } = useGrid();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const shown = (key: string, text: string): string => {
    const column = columns.find((one) => one.key === key);
    return text === "" ? say("(빈칸)", "(blank)") : column === undefined ? text : shownText({ ...sheet, units: {} }, column, text, lang);
  };
  const settle = (): void => onSettled(clashes.filter((clash) => theirs.has(nameOf(clash))));
  return (
    <Dialog title={say("두 사람이 고친 칸", "Cells that two people changed")} open onClose={settle}>
      <p>
        {say(
          "다른 사람이 먼저 저장했습니다. 칸마다 어느 값을 둘지 고르십시오. 아직 아무것도 저장되지 않았습니다.",
          "Somebody else saved first. Choose for each cell which value stays. Nothing has been saved yet.",
        )}
      </p>
      <div className="row">
        <Button slim onClick={() => setTheirs(new Set())}>
          {say("모두 내 값", "All mine")}
        </Button>
        <Button slim onClick={() => setTheirs(new Set(clashes.map(nameOf)))}>
          {say("모두 저장된 값", "All as saved")}
        </Button>
      </div>
      <div className="stack grid-clashes">
        {clashes.map((clash) => {
          const name = nameOf(clash);
          const column = columns.find(({ key }) => key === clash.column);
          return (
            <fieldset key={name} className="card">
              <legend>
                {clash.row} · {column === undefined ? clash.column : both(column.label)}
              </legend>
              {[false, true].map((other) => (
                <label key={String(other)} className="row">
                  <input
                    type="radio"
                    name={name}
                    checked={theirs.has(name) === other}
                    onChange={() => {
                      const next = new Set(theirs);
                      if (other) next.add(name);
                      else next.delete(name);
                      setTheirs(next);
                    }}
                  />
                  {other ? say("저장된 값", "As saved") : say("내 값", "Mine")}:{" "}
                  <strong>{shown(clash.column, other ? clash.theirs : clash.mine)}</strong>
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
      <div className="row">
        <Button look="main" onClick={settle}>
          {say("이대로 두기", "Settle")}
        </Button>
      </div>
    </Dialog>
  );
}
