// The verification in hand: read once, changed by its acts, each of which answers it anew.
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { Problem } from "../../base/problem.ts";
import { type ActName, type Answer, type Input, specOf } from "../../model/api.ts";
import { ask, keyOf, type Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";

export type Desk = Answer<"readVerification">;
export type Verification = Desk["verification"];
export type Finding = Verification["findings"][number];

type Here = { org: string; desk: Desk };
const Context = createContext<Here | undefined>(undefined);

export function DeskContext({ here, children }: { here: Here; children: ReactNode }) {
  return <Context value={here}>{children}</Context>;
}

export function useDesk(): Here {
  const here = useContext(Context);
  if (here === undefined) throw new Error("assertion failed: a part of the desk is shown outside of its page");
  return here;
}

/** Acts that answer the desk itself. */
type DeskAct = {
  [N in ActName]: Answer<N> extends Desk ? (Input<N> extends { org: string; verification: string } ? N : never) : never;
}[ActName];

/** Why the viewer may not do it; empty where they may. */
export function useRefusals(act: DeskAct | "makeGuestLink"): readonly Problem[] {
  const { desk } = useDesk();
  return desk.next.find((one) => one.act === act)?.refusals ?? [];
}

export function useMayDo(act: DeskAct | "makeGuestLink"): boolean {
  const { desk } = useDesk();
  return desk.next.some((one) => one.act === act && one.refusals.length === 0);
}

/** What a change leaves as it was: these are read off the statement alone. */
const KEEPS_FIGURES: ReadonlySet<ActName> = new Set(["addTick", "removeTick", "recordVisits", "drawSample"]);
const OF_FINDINGS: readonly ActName[] = ["readMateriality"];
const OF_ALL: readonly ActName[] = ["readVerificationReport", "renderVerificationReport", "listVerifications", "listPackages"];

type Rest<N extends DeskAct> = Omit<Input<N>, "org" | "verification" | "ifMatch">;

/** Does an act of the desk on the version that is seen; what is costly to read and cannot have changed is not read again. */
export function useDeskDo<N extends DeskAct>(name: N): UseMutationResult<Answer<N>, Refused, Rest<N>> {
  const { lang } = useLanguage();
  const { org, desk } = useDesk();
  const queries = useQueryClient();
  const at = { org, verification: desk.id };
  const renew = (names: readonly ActName[]): Promise<unknown> =>
    Promise.all(names.map((one) => queries.invalidateQueries({ queryKey: [one] })));
  return useMutation<Answer<N>, Refused, Rest<N>>({
    mutationFn: (rest) => ask(name, { ...at, ...rest } as never, { lang, ...(specOf(name).etag === "match" && { version: desk.version }) }),
    onSuccess: (answer) => {
      const next = answer as Desk;
      if (next.id === desk.id) queries.setQueryData(keyOf("readVerification", at), next);
      const moved = next.verification.subject.statement !== desk.verification.subject.statement;
      return renew([...OF_ALL, ...(KEEPS_FIGURES.has(name) && !moved ? [] : OF_FINDINGS)]);
    },
    // Somebody else may have been first: what is seen is read again.
    onError: () => renew(["readVerification"]),
  });
}

/** The name of a person, organisation or part whose id stands in the verification. */
export function useNameOf(): (id: string) => string {
  const { say } = useLanguage();
  const { desk } = useDesk();
  return (id) =>
    desk.names[id] ?? (id === "plant" ? say("사업장", "the plant") : id.startsWith("token:") ? say("토큰(자동)", "a token") : id);
}
