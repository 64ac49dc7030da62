// How the person signs in: with a password here, and whether a second factor is asked for.
import { useCallback, useEffect, useState } from "react";
import { Refused, unreached } from "../call.ts";
import { askSignOn } from "../session.tsx";

type Account = { password: boolean; twoFactor: boolean };

export function useAccount(): { account: Account | undefined; refused: Refused | undefined; renew(): Promise<void> } {
  const [account, setAccount] = useState<Account>();
  const [refused, setRefused] = useState<Refused>();
  const renew = useCallback(async () => {
    try {
      const session = await askSignOn<{ user?: { twoFactorEnabled?: boolean | null } } | null>("/get-session");
      const ways = await askSignOn<readonly { providerId?: string }[]>("/list-accounts");
      setAccount({
        password: ways.some(({ providerId }) => providerId === "credential"),
        twoFactor: session?.user?.twoFactorEnabled === true,
      });
      setRefused(undefined);
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    }
  }, []);
  useEffect(() => void renew(), [renew]);
  return { account, refused, renew };
}
