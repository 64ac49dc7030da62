// The door: who is not signed in signs in here, and comes to where they wanted to go.
import { Outlet, useLocation } from "react-router";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Loading } from "../parts/states.tsx";
import { useSession } from "../session.tsx";
import { SignInPage } from "./sign-in-page.tsx";

/** Pages for whoever has no account, or has not signed in: the link of a mail, a package that somebody was given, and a guest link. */
const OPEN = ["/new-password", "/replay", "/guest"];

export function Door() {
  const { say } = useLanguage();
  const { me, refused, renew } = useSession();
  const { pathname } = useLocation();
  if (OPEN.includes(pathname)) return <Outlet />;
  if (refused !== undefined && !me)
    return (
      <main className="door stack">
        <RefusedNote refused={refused} />
        <div>
          <Button onClick={() => void renew()}>{say("다시 시도", "Try again")}</Button>
        </div>
      </main>
    );
  if (me === undefined)
    return (
      <main className="door">
        <Loading />
      </main>
    );
  return me === null ? <SignInPage /> : <Outlet />;
}
