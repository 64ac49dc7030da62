// Shown where an address leads nowhere, or a page broke.
import { isRouteErrorResponse, Link, useRouteError } from "react-router";
import { useLanguage } from "./language.tsx";

export function Broken() {
  const { say } = useLanguage();
  const error = useRouteError();
  const lost = error === undefined || error === null || (isRouteErrorResponse(error) && error.status === 404);
  const unloaded = error instanceof TypeError && /dynamically imported|Importing a module/.test(error.message);
  return (
    <main className="broken stack">
      <h1>
        {lost
          ? say("이 주소에는 아무것도 없습니다", "There is nothing at this address")
          : unloaded
            ? say("화면을 받아 오지 못했습니다", "The page could not be fetched")
            : say("화면에 문제가 생겼습니다", "Something went wrong on this page")}
      </h1>
      {!lost && (
        <p>
          {unloaded
            ? say(
                "인터넷 연결을 확인하고 새로 고치십시오. 입력한 것은 서버에 그대로 있습니다.",
                "Check the network and reload. What was saved is on the server.",
              )
            : say(
                "새로 고치십시오. 계속되면 아래 글과 함께 관리자에게 알리십시오.",
                "Reload. If it goes on, tell the administrator, with the text below.",
              )}
        </p>
      )}
      {!lost && !unloaded && <code>{String(error instanceof Error ? error.message : error).slice(0, 300)}</code>}
      <p className="row">
        <a className="button" href={location.href}>
          {say("새로 고침", "Reload")}
        </a>
        <Link className="button" to="/">
          {say("처음으로", "Home")}
        </Link>
      </p>
    </main>
  );
}
