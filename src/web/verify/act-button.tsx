// A button for an act of the desk that needs no more than being pressed: disabled it says why, and what is refused is shown.
import type { ReactNode } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { useDeskDo, useRefusals } from "./desk.tsx";
import { actWord } from "./words.ts";

type Plain = "submitVerification" | "beginVerification" | "reviewOpinion";

export function ActButton({ act, look = "main", children }: { act: Plain; look?: "main" | "plain"; children?: ReactNode }) {
  const { both } = useLanguage();
  const refusals = useRefusals(act);
  const doing = useDeskDo(act);
  return (
    <div className="stack verify-act">
      <div>
        <Button look={look} busy={doing.isPending} disabled={refusals.length > 0} onClick={() => doing.mutate({})}>
          {children ?? both(actWord(act))}
        </Button>
      </div>
      <Why act={act} />
      <RefusedNote refused={doing.error} />
    </div>
  );
}

/** Why an act cannot be done by whoever looks; nothing where it can. */
export function Why({ act }: { act: Parameters<typeof useRefusals>[0] }) {
  const { both } = useLanguage();
  const refusals = useRefusals(act);
  if (refusals.length === 0) return null;
  return (
    <ul className="verify-why small quiet">
      {refusals.map(({ code, text, todo }) => (
        <li key={`${code} ${text.en}`}>
          {both(text)} {both(todo)}
        </li>
      ))}
    </ul>
  );
}
