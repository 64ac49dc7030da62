// What is read off the statement in hand alone: asked once, and again where the verification goes on with another statement.
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Answer } from "../../model/api.ts";
import { ask, keyOf, type Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useDesk } from "./desk.tsx";

export function useOfStatement<N extends "readRisks" | "readEvidenceTests">(name: N): UseQueryResult<Answer<N>, Refused> {
  const { lang } = useLanguage();
  const { org, desk } = useDesk();
  return useQuery<Answer<N>, Refused>({
    queryKey: [...keyOf(name, { org, verification: desk.id }), desk.verification.subject.statement],
    queryFn: () => ask<N>(name, { org, verification: desk.id } as Parameters<typeof ask<N>>[1], { lang }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
