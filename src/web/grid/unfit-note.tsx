// Why a block was not pasted, and how it can be.
import { useLanguage } from "../language.tsx";
import type { Unfit } from "./sheet.ts";

export function UnfitNote({ unfit }: { unfit: Unfit | undefined }) {
  const { say, both } = useLanguage();
  if (unfit === undefined) return <div role="alert" />;
  const { beyond, locked, column } = unfit;
  return (
    <div className="refused" role="alert">
      <p>{say("붙여 넣지 않았습니다. 표는 그대로입니다.", "Nothing was pasted; the table is as it was.")}</p>
      <ul>
        {locked > 0 && column !== undefined && (
          <li>
            {say(
              `저장된 행의 '${both(column.label)}' 칸은 바꿀 수 없는데, 다른 값이 ${locked}개 있습니다. 행의 순서를 화면과 같게 하거나, 맨 아래 빈 행에 붙여 넣으십시오.`,
              `'${both(column.label)}' of rows that are saved cannot be changed, and ${locked} values differ. Put the rows in the order of the page, or paste into the blank rows at the end.`,
            )}
          </li>
        )}
        {beyond > 0 && (
          <li>
            {say(
              `마지막 열 뒤로 ${beyond}열이 넘칩니다. 붙여 넣기 시작할 칸을 확인하거나, 넘치는 열을 빼고 복사하십시오.`,
              `${beyond} columns would stand behind the last one. Check the cell to begin at, or copy without them.`,
            )}
          </li>
        )}
      </ul>
    </div>
  );
}
