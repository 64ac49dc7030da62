// The Commission's workbook: the blank one in, the filled one out. The template itself is the Commission's to hand out.
import { useState } from "react";
import type { Bytes } from "../../model/api/act.ts";
import { ask, Refused, saveFile, unreached } from "../call.ts";
import { DropZone } from "../evidence/drop-zone.tsx";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Progress } from "../parts/states.tsx";
import type { ReportOf } from "./report-list.ts";

type State = { at: "none" } | { at: "filling"; name: string } | { at: "filled"; file: Bytes } | { at: "refused"; refused: Refused };

export function FillWorkbook({ of: { org, statement } }: { of: ReportOf }) {
  const { say } = useLanguage();
  const [state, setState] = useState<State>({ at: "none" });
  const fill = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (file === undefined) return;
    setState({ at: "filling", name: file.name });
    try {
      const filled = await ask("fillWorkbook", { org, statement, bytes: new Uint8Array(await file.arrayBuffer()) });
      saveFile(filled);
      setState({ at: "filled", file: filled });
    } catch (error) {
      setState({ at: "refused", refused: error instanceof Refused ? error : unreached() });
    }
  };
  return (
    <div className="stack">
      <DropZone
        label={say("빈 양식 파일을 여기에 놓으십시오", "Drop the blank template here")}
        help={say(
          "집행위원회의 'CBAM Communication template for installations' 엑셀 파일(.xlsx). 예: 조세총국(DG TAXUD) 누리집에서 받은 파일 그대로",
          "The Commission's 'CBAM Communication template for installations' (.xlsx), such as it comes from the pages of DG TAXUD",
        )}
        onFiles={(files) => void fill(files)}
      />
      <div role="status">
        {state.at === "filling" && <Progress label={say(`${state.name} 채우는 중…`, `Filling ${state.name}…`)} />}
        {state.at === "filled" && (
          <p className="row">
            <span className="tag good">{say("채움", "Filled")}</span>
            {say(
              "채운 양식을 내려받았습니다. 엑셀로 열면 양식의 식이 다시 계산됩니다.",
              "The filled workbook was downloaded; opened in Excel its formulas are worked out anew.",
            )}
            <Button slim onClick={() => saveFile(state.file)}>
              {say("다시 받기", "Download again")}
            </Button>
          </p>
        )}
      </div>
      {state.at === "refused" && <RefusedNote refused={state.refused} />}
    </div>
  );
}
