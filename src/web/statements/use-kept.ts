// Reads of what never changes, such as a sealed statement: asked once, and not again when the window comes back.
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ActName, Answer } from "../../model/api.ts";
import { type Asking, ask, keyOf, type Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";

export function useKept<N extends ActName>(
  name: N,
  input: Asking<N>,
  { when = true }: { when?: boolean } = {},
): UseQueryResult<Answer<N>, Refused> {
  const { lang } = useLanguage();
  return useQuery<Answer<N>, Refused>({
    queryKey: [...keyOf(name, input as object), "kept"],
    queryFn: () => ask(name, input, { lang }),
    enabled: when,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
  });
}
