// Who is signed in, and how they sign in and out.
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { Problem } from "../base/problem.ts";
import type { Answer } from "../model/api.ts";
import { ask, Refused, unreached } from "./call.ts";
import { bearer, forgetToken, whenSignedOut } from "./token.ts";

export type Me = Answer<"whoAmI">;

/** `me` is undefined while it is not yet known, and null for nobody; `ended`: who was signed in is so no more, and the page still stands. */
type Session = {
  me: Me | null | undefined;
  ended: boolean;
  refused: Refused | undefined;
  renew(): Promise<void>;
  signOut(): Promise<void>;
};

const Context = createContext<Session>({
  me: undefined,
  ended: false,
  refused: undefined,
  renew: async () => {},
  signOut: async () => {},
});

/** Asks sign-on (everything under /auth); throws Refused. */
export async function askSignOn<T = unknown>(path: string, body?: object): Promise<T> {
  const lang = document.documentElement.lang;
  const response = await fetch(`/auth${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "accept-language": lang, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json().catch(() => ({}))) as { code?: string; title?: string; problems?: Problem[] };
  if (response.ok) return answer as T;
  throw new Refused({ status: response.status, code: answer.code ?? "", title: answer.title ?? "", problems: answer.problems ?? [] });
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  const [refused, setRefused] = useState<Refused | undefined>(undefined);
  const [ended, setEnded] = useState(false);
  const queries = useQueryClient();
  const renew = useCallback(async () => {
    try {
      setMe((await bearer()) === "" ? null : await ask("whoAmI", {}));
      setRefused(undefined);
      setEnded(false);
    } catch (error) {
      if (error instanceof Refused && error.status === 401) setMe(null);
      else setRefused(error instanceof Refused ? error : unreached());
    }
  }, []);
  const signOut = useCallback(async () => {
    await askSignOn("/sign-out", {});
    forgetToken();
    queries.clear();
    setEnded(false);
    setMe(null);
  }, [queries]);
  useEffect(() => {
    whenSignedOut(() => setEnded(true));
    void renew();
  }, [renew]);
  const session = useMemo(() => ({ me, ended, refused, renew, signOut }), [me, ended, refused, renew, signOut]);
  return <Context value={session}>{children}</Context>;
}

export const useSession = (): Session => useContext(Context);

/** The person who is signed in; only on pages that stand behind the sign-in. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error("assertion failed: a page behind the sign-in was shown to nobody");
  return me;
}
