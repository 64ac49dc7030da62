// A rendering of a statement: fetched once, shown and saved.
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Bytes } from "../../model/api/act.ts";
import type { Input } from "../../model/api.ts";
import { ask, Refused, saveFile, unreached } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { useKept } from "../statements/use-kept.ts";
import type { ReportOf } from "./report-list.ts";

type As = Input<"renderStatement">["as"];
type Format = Input<"renderStatement">["format"];
type Wanted = ReportOf & { as: As; format?: Format };

const inputOf = ({ org, statement, as, format = "pdf", lang }: Wanted) => ({ org, statement, as, format, lang });

export const useRendering = (wanted: Wanted, options?: { when?: boolean }): UseQueryResult<Bytes, Refused> =>
  useKept("renderStatement", inputOf(wanted), options);

type Download = { label: string; as: As; format?: Format };

/** Buttons that fetch a rendering and hand it over as a file. */
export function Downloads({ of, files }: { of: ReportOf; files: readonly Download[] }) {
  const { say } = useLanguage();
  const [busy, setBusy] = useState("");
  const [refused, setRefused] = useState<Refused>();
  const get = async ({ label, ...wanted }: Download): Promise<void> => {
    setBusy(label);
    setRefused(undefined);
    try {
      saveFile(await ask("renderStatement", inputOf({ ...of, ...wanted })));
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    } finally {
      setBusy("");
    }
  };
  return (
    <div className="no-print">
      <div className="row">
        {files.map((file, i) => (
          <Button key={file.label} look={i === 0 ? "main" : "plain"} busy={busy === file.label} onClick={() => void get(file)}>
            {say(`${file.label} 내려받기`, `Download ${file.label}`)}
          </Button>
        ))}
      </div>
      <RefusedNote refused={refused} />
    </div>
  );
}
