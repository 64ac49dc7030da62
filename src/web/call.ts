// How pages ask the server: every act by its name, what goes wrong as Problems.
import { type QueryKey, type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Problem } from "../base/problem.ts";
import type { Bytes } from "../model/api/act.ts";
import { type ActName, type Answer, type Input, writes } from "../model/api.ts";
import { type CallOptions, type Client, clientOf } from "../model/client.ts";
import { useLanguage } from "./language.tsx";
import { bearer } from "./token.ts";

/** What the server would not do: its Problems; status 0 where it was not reached. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];
  constructor({ status, code, problems, title }: { status: number; code: string; problems: readonly Problem[]; title: string }) {
    super(title === "" ? code : title);
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

const UNREACHED: Problem = {
  code: "SERVER_UNREACHED",
  severity: "error",
  path: "",
  text: {
    ko: "서버에 닿지 못했습니다. 아무것도 바뀌지 않았을 수 있습니다.",
    en: "The server was not reached. Perhaps nothing was changed.",
  },
  todo: { ko: "인터넷 연결과 서버를 확인하고 다시 시도하십시오.", en: "Check the network and the server, and try again." },
};

export const unreached = (): Refused => new Refused({ status: 0, code: UNREACHED.code, problems: [UNREACHED], title: "" });

const clients = new Map<string, Client>();

function clientIn(lang: "ko" | "en"): Client {
  const known = clients.get(lang);
  if (known !== undefined) return known;
  const made = clientOf({ base: "", lang, token: bearer, fetch: (url, init) => fetch(url, init as RequestInit) });
  clients.set(lang, made);
  return made;
}

export type Asking<N extends ActName> = Omit<Input<N>, "ifMatch">;

/** Does an act; throws Refused. `version` is the version that was seen, for acts that correct. */
export async function ask<N extends ActName>(
  name: N,
  input: Asking<N>,
  options: CallOptions & { lang?: "ko" | "en" } = {},
): Promise<Answer<N>> {
  const { lang = document.documentElement.lang === "en" ? "en" : "ko", ...rest } = options;
  let answered: Awaited<ReturnType<Client>>;
  try {
    answered = await clientIn(lang)(name, input as never, rest);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw unreached();
  }
  if (answered.ok) return answered.value as Answer<N>;
  throw new Refused(answered);
}

export const keyOf = (name: ActName, input?: object): QueryKey => (input === undefined ? [name] : [name, input]);

/** Reads by an act (one that changes nothing), kept until something is written. `when: false` waits. */
export function useAct<N extends ActName>(
  name: N,
  input: Asking<N>,
  { when = true, every }: { when?: boolean; every?: number } = {},
): UseQueryResult<Answer<N>, Refused> {
  const { lang } = useLanguage();
  return useQuery<Answer<N>, Refused>({
    queryKey: keyOf(name, input as object),
    queryFn: () => ask(name, input, { lang }),
    enabled: when,
    ...(every !== undefined && { refetchInterval: every }),
  });
}

export type Doing<N extends ActName> = { input: Asking<N>; options?: CallOptions };

/** Does an act when told; after a write everything that was read is read again. */
export function useDo<N extends ActName>(name: N): UseMutationResult<Answer<N>, Refused, Doing<N>> {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation<Answer<N>, Refused, Doing<N>>({
    mutationFn: ({ input, options }) => ask(name, input, { ...options, lang }),
    onSuccess: () => (writes(name) ? queries.invalidateQueries() : undefined),
  });
}

/** Hands bytes to the person as a file. */
export function saveFile({ bytes, type, name }: Bytes): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
