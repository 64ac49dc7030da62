// Where the link of an invitation leads: it is accepted by whoever is signed in. Its secret stands behind the #, which no server sees.
import { useEffect, useRef } from "react";
import { Navigate } from "react-router";
import { useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { LinkButton } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Loading, PageHead } from "../parts/states.tsx";
import { useSession } from "../session.tsx";

export function InvitationPage() {
  const { say } = useLanguage();
  const { renew } = useSession();
  const accept = useDo("acceptInvitation");
  const asked = useRef(new URLSearchParams(location.hash.slice(1)));
  const [org, token] = [asked.current.get("org") ?? "", asked.current.get("token") ?? ""];
  const whole = org !== "" && token !== "";
  const begun = useRef(false);
  const { mutateAsync } = accept;
  useEffect(() => {
    if (begun.current || !whole) return;
    begun.current = true;
    mutateAsync({ input: { org, body: { token } } })
      .then(renew)
      .catch(() => {});
  }, [mutateAsync, org, token, renew, whole]);
  if (accept.isSuccess) return <Navigate to={`/o/${org}`} replace />;
  return (
    <main className="door">
      <section className="card stack">
        <PageHead title={say("초대", "Invitation")} />
        {!whole ? (
          <p>
            {say(
              "링크가 잘린 것 같습니다. 초대 편지의 링크를 처음부터 끝까지 복사해 여십시오.",
              "The address is not whole. Open the link of the invitation from its first letter to its last.",
            )}
          </p>
        ) : accept.error ? (
          <RefusedNote refused={accept.error} />
        ) : (
          <Loading />
        )}
        {(accept.error || !whole) && <LinkButton to="/">{say("처음으로", "Home")}</LinkButton>}
      </section>
    </main>
  );
}
