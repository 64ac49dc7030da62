// The answer to a what-if: asked for when the hand rests, and given up when another is asked.
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Answer, Input } from "../../model/api.ts";
import { clientOf } from "../../model/client.ts";
import { keyOf, Refused, unreached } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { bearer } from "../token.ts";

type Asked = Omit<Input<"whatIf">, "ifMatch">;

/** Milliseconds of rest before it is asked. */
const REST = 450;

/** A value once it has not changed for a while. */
function useRested<T>(value: T, key: string): T {
  const [rested, setRested] = useState({ value, key });
  useEffect(() => {
    if (rested.key === key) return;
    const timer = setTimeout(() => setRested({ value, key }), REST);
    return () => clearTimeout(timer);
  }, [value, key, rested.key]);
  return rested.value;
}

async function asked(input: Asked, { lang, signal }: { lang: "ko" | "en"; signal: AbortSignal }): Promise<Answer<"whatIf">> {
  const client = clientOf({ base: "", lang, token: bearer, fetch: (url, init) => fetch(url, { ...(init as RequestInit), signal }) });
  const answered = await client("whatIf", input).catch((error: unknown) => {
    // What was given up has nobody to tell.
    if (signal.aborted) throw error;
    throw unreached();
  });
  if (answered.ok) return answered.value;
  throw new Refused(answered);
}

export function useWhatIf(
  { org, period }: { org: string; period: string },
  changes: Asked["body"]["changes"],
): {
  query: UseQueryResult<Answer<"whatIf">, Refused>;
  /** True from the moment of a change until its answer. */
  waiting: boolean;
} {
  const { lang } = useLanguage();
  const key = JSON.stringify(changes);
  const rested = useRested(changes, key);
  const query = useQuery<Answer<"whatIf">, Refused>({
    queryKey: [...keyOf("whatIf", { org, period, changes: rested }), lang],
    queryFn: ({ signal }) => asked({ org, period, body: { changes: rested } }, { lang, signal }),
    enabled: rested.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return { query, waiting: query.isFetching || JSON.stringify(rested) !== key };
}
