// The statement itself, as a file that anybody can recompute from.
import { saveFile } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Shown } from "../parts/states.tsx";
import { useKept } from "../statements/use-kept.ts";
import type { ReportOf } from "./report-list.ts";

export function StatementFile({ of: { org, statement } }: { of: ReportOf }) {
  const { say, number } = useLanguage();
  const query = useKept("readStatement", { org, statement });
  return (
    <Shown query={query}>
      {(value) => (
        <div className="stack">
          <div>
            <Button
              look="main"
              onClick={() =>
                saveFile({
                  bytes: new TextEncoder().encode(JSON.stringify(value)),
                  type: "application/json",
                  name: `statement-${statement.slice(0, 12)}.json`,
                })
              }
            >
              {say("JSON 내려받기", "Download JSON")}
            </Button>
          </div>
          <p>
            {say(
              `단계 ${number(value.steps.length)}개, 기록 ${number(value.records.length)}건, 자료표 ${number(value.datasets.length)}개가 들어 있습니다.`,
              `It holds ${number(value.steps.length)} steps, ${number(value.records.length)} records and ${number(value.datasets.length)} datasets.`,
            )}
          </p>
          <p className="quiet">
            {say("받은 사람은 다음 명령으로 인터넷 없이 다시 계산해 볼 수 있습니다.", "Whoever receives it can recompute it offline by:")}{" "}
            <code>sandan verify statement-{statement.slice(0, 12)}.json</code>
          </p>
        </div>
      )}
    </Shown>
  );
}
