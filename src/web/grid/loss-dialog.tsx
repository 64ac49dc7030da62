// Asked before a record goes that holds lines of other tables.
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import type { Loss } from "./use-save.ts";

type LossDialogProps = { losses: readonly Loss[]; onSure(): void; onClose(): void };

export function LossDialog({ losses, onSure, onClose }: LossDialogProps) {
  const { say } = useLanguage();
  return (
    <Dialog title={say("함께 지워지는 자료", "What goes with it")} open onClose={onClose}>
      <p>
        {say(
          "지운 행에는 다른 표의 자료가 딸려 있어, 저장하면 함께 지워집니다. 아직 아무것도 저장하지 않았습니다.",
          "The rows that you removed hold data of other tables, which go when you save. Nothing has been saved yet.",
        )}
      </p>
      <ul>
        {losses.map(({ name, lines }) => (
          <li key={name}>{say(`${name}: 딸린 자료 ${lines}줄`, lines === 1 ? `${name}: one line` : `${name}: ${lines} lines`)}</li>
        ))}
      </ul>
      <div className="row">
        <Button look="danger" onClick={onSure}>
          {say("모두 지우고 저장", "Remove all and save")}
        </Button>
        <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
      </div>
    </Dialog>
  );
}
