// What is picked out in every view at once, and how to let it go.
import type { Analysis, Rung, ShareGroup } from "../../model/insight.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import type { Pick } from "./choice.ts";
import { shareName } from "./shares.ts";
import { useResults } from "./source.tsx";
import { GROUP_WORDS, RUNG_WORDS } from "./words.ts";

export function Picked({ analysis }: { analysis: Analysis }) {
  const { say, both } = useLanguage();
  const {
    choice: { pick, letGo },
  } = useResults();
  const name = pick === undefined ? "" : nameOf(pick, analysis, both);
  return (
    <div role="status" className={pick === undefined ? undefined : "row results-picked no-print"}>
      {pick !== undefined && (
        <>
          <span>
            {say("선택한 항목", "Picked out")}: <strong>{name}</strong>
          </span>
          <Button slim onClick={letGo}>
            {say("선택 해제", "Let go")} <span aria-hidden="true">✕</span>
          </Button>
        </>
      )}
    </div>
  );
}

function nameOf({ of, id }: Pick, { nodes, goods }: Analysis, both: (text: { ko: string; en: string }) => string): string {
  if (of === "rung" && id in RUNG_WORDS) return both(RUNG_WORDS[id as Rung]);
  if (of === "group" && id in GROUP_WORDS) return both(GROUP_WORDS[id as ShareGroup]);
  if (of === "process") return nodes.find((one) => one.id === `processes/${id}`)?.name ?? id;
  if (of === "supplier") return id;
  const share = goods.flatMap(({ figures }) => figures.flatMap(({ shares }) => shares)).find((one) => one[of as "subject" | "step"] === id);
  return share === undefined ? id : shareName(share, both);
}
