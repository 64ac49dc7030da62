// All that an organisation owns, as one file in open formats.
import { useState } from "react";
import { ask, Refused, saveFile, unreached } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Progress } from "../parts/states.tsx";

export function ExportAll({ org }: { org: string }) {
  const { say } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const run = async (): Promise<void> => {
    setBusy(true);
    setRefused(undefined);
    try {
      saveFile(await ask("exportOrganisation", { org }));
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card stack" aria-labelledby="export">
      <h2 id="export">{say("모두 내보내기", "Export everything")}</h2>
      <p>
        {say(
          "기록의 모든 판, 증빙 원본, 산정서, 감사 기록을 열린 형식(JSON, CSV)으로 ZIP 한 개에 담습니다.",
          "All versions of records, the evidence itself, statements and the trail, in open formats (JSON, CSV) in one ZIP.",
        )}
      </p>
      <RefusedNote refused={refused} />
      <div className="row">
        <Button busy={busy} onClick={() => void run()}>
          {say("ZIP 내려받기", "Download ZIP")}
        </Button>
        {busy && <Progress label={say("담는 중…", "Packing…")} />}
      </div>
    </section>
  );
}
