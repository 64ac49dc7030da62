// A column's unit chosen anew: what becomes of the numbers that are there is the person's to say.
import type { Column } from "../../model/grid/column.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import type { UnitChange } from "./sheet.ts";

export type AskedUnit = { column: Column; unit: string; count: number };

export function UnitDialog({
  asked,
  onChoose,
  onClose,
}: {
  asked: AskedUnit | undefined;
  onChoose(change: UnitChange): void;
  onClose(): void;
}) {
  const { say, both } = useLanguage();
  if (asked === undefined) return null;
  const { column, unit, count } = asked;
  const ways: { change: UnitChange; title: string; help: string }[] = [
    {
      change: "keep",
      title: say(`앞으로 적는 숫자만 ${unit}`, `${unit} for numbers typed from now on`),
      help: say("있는 값은 그대로 두고, 칸마다 제 단위를 보입니다.", "Values that are there stay, each with its own unit shown."),
    },
    {
      change: "convert",
      title: say(`있는 값을 ${unit}(으)로 환산`, `Convert the values to ${unit}`),
      help: say(
        "양은 같고 숫자가 바뀝니다. 환산할 수 없는 값은 그대로 둡니다.",
        "The same amounts in other numbers; what cannot be converted stays.",
      ),
    },
    {
      change: "relabel",
      title: say(`있는 숫자가 본래 ${unit}`, `The numbers were ${unit} all along`),
      help: say("숫자는 그대로이고 단위만 바뀝니다. 양이 달라집니다.", "The numbers stay and mean other amounts."),
    },
  ];
  return (
    <Dialog title={say(`${both(column.label)}: 단위를 ${unit}(으)로`, `${both(column.label)}: unit ${unit}`)} open onClose={onClose}>
      <p>
        {say(
          `이 열에 다른 단위로 적힌 값이 ${count}개 있습니다. 어떻게 할까요?`,
          `${count} values of this column have another unit. What shall become of them?`,
        )}
      </p>
      <div className="stack">
        {ways.map(({ change, title, help }) => (
          <div key={change} className="stack grid-way">
            <Button onClick={() => onChoose(change)}>{title}</Button>
            <span className="quiet small">{help}</span>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
