// What is unsaved, and saving it.
import { useEffect } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import type { SaveState } from "./use-save.ts";

type SaveBarProps = { state: SaveState; dirty: number; faults: number; revived: boolean; onSave(): void; onDiscard(): void };

export function SaveBar({ state, dirty, faults, revived, onSave, onDiscard }: SaveBarProps) {
  const { say } = useLanguage();
  const lost = state.kind === "refused" && state.refused.status === 0;
  // A connection that comes back is used at once: what waited is what the person wanted saved.
  useEffect(() => {
    if (!lost) return;
    addEventListener("online", onSave);
    return () => removeEventListener("online", onSave);
  }, [lost, onSave]);
  return (
    <div className="grid-save no-print">
      {state.kind === "refused" && (
        <div className="stack">
          <RefusedNote refused={state.refused} />
          {lost && (
            <p>
              {say(
                "적은 것은 이 화면에 그대로 있습니다. 연결되면 저절로 다시 저장합니다.",
                "What you typed is still on this page. It will be saved as soon as the connection is back.",
              )}
            </p>
          )}
        </div>
      )}
      <div className="row spread">
        <span role="status" aria-live="polite">
          <Status state={state} dirty={dirty} faults={faults} revived={revived} />
        </span>
        <span className="row">
          <Button disabled={dirty === 0 || state.kind === "saving"} onClick={onDiscard}>
            {say("고친 것 버리기", "Discard changes")}
          </Button>
          <Button look="main" busy={state.kind === "saving"} title={say("저장 (Ctrl+S)", "Save (Ctrl+S)")} onClick={onSave}>
            {lost ? say("다시 저장", "Save again") : say("저장", "Save")}
          </Button>
        </span>
      </div>
    </div>
  );
}

function Status({ state, dirty, faults, revived }: Pick<SaveBarProps, "state" | "dirty" | "faults" | "revived">) {
  const { say } = useLanguage();
  if (state.kind === "saving") return say("저장하는 중…", "Saving…");
  if (state.kind === "merged")
    return say(
      `다른 사람이 먼저 저장해 그 위에 합쳤습니다(받아들인 칸 ${state.taken}개${state.moved > 0 ? `, 새 행으로 옮긴 행 ${state.moved}개` : ""}). 확인하고 다시 저장하십시오.`,
      `Somebody else saved first; your changes now stand on top of that (${state.taken} cells taken over${state.moved > 0 ? `, ${state.moved} rows made new ones` : ""}). Look at them and save again.`,
    );
  if (state.kind === "faulty") return say("고칠 칸이 있어 저장하지 않았습니다.", "Nothing was saved: there are cells to mend.");
  if (dirty === 0)
    return state.kind === "saved"
      ? say(`저장했습니다(기록 ${state.written}건).`, `Saved (${state.written} records).`)
      : say("모두 저장되어 있습니다.", "Everything is saved.");
  return (
    <>
      {revived && `${say("지난번에 저장하지 않은 입력을 되살렸습니다.", "What was not saved last time is back.")} `}
      {say(`저장하지 않은 행 ${dirty}개`, `${dirty} rows unsaved`)}
      {faults > 0 && say(`, 고칠 칸 ${faults}개`, `, ${faults} cells to mend`)}
    </>
  );
}
