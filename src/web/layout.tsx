// What stands around every page: the organisations, the way through one of them, language and theme.
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Link, NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { useAct } from "./call.ts";
import { type Lang, useLanguage } from "./language.tsx";
import { Button } from "./parts/button.tsx";
import { type Membership, periodPath, useMembership, usePlace } from "./place.ts";
import { useMe, useSession } from "./session.tsx";
import { chooseTheme, theme } from "./theme.ts";
import { hearUnsaved, unsavedNow } from "./unsaved.ts";

export function Layout() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    setOpen(false);
    // A reader by ear begins at the new page, not at the link that was followed.
    if (before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {say("본문으로 건너뛰기", "Skip to content")}
      </a>
      <header className="top no-print">
        <Button look="bare" className="menu-button" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
          ☰ <span className="only-spoken">{say("메뉴", "Menu")}</span>
        </Button>
        <Link to="/" className="brand">
          <strong>{say("산단", "Sandan")}</strong>
        </Link>
        <OrganisationChoice />
        <span className="grow" />
        <LanguageChoice />
        <ThemeButton />
        <AccountLink />
      </header>
      <Offline />
      <SessionEnded />
      <UnsavedElsewhere />
      <div className="middle">
        {org !== "" && (
          <nav id="menu" className={open ? "menu open no-print" : "menu no-print"} aria-label={say("주 메뉴", "Main menu")}>
            <Menu />
          </nav>
        )}
        <main id="main" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

function OrganisationChoice() {
  const { say } = useLanguage();
  const { organisations } = useMe();
  const { org } = usePlace();
  const go = useNavigate();
  if (org === "" || organisations.length === 0) return null;
  return (
    <select
      className="organisation-choice"
      aria-label={say("조직", "Organisation")}
      value={org}
      onChange={(event) => go(`/o/${event.target.value}`)}
    >
      {organisations.map(({ id, name, sample }) => (
        <option key={id} value={id}>
          {name}
          {sample ? say(" (예시)", " (sample)") : ""}
        </option>
      ))}
    </select>
  );
}

function LanguageChoice() {
  const { lang, setLang } = useLanguage();
  const other: Lang = lang === "ko" ? "en" : "ko";
  return (
    <Button look="bare" slim lang={other} onClick={() => setLang(other)}>
      {other === "ko" ? "한국어" : "English"}
    </Button>
  );
}

function ThemeButton() {
  const { say } = useLanguage();
  const [now, setNow] = useState(theme);
  const next = now === "dark" ? "light" : "dark";
  return (
    <Button
      look="bare"
      slim
      aria-label={next === "dark" ? say("어두운 화면", "Dark theme") : say("밝은 화면", "Light theme")}
      onClick={() => {
        chooseTheme(next);
        setNow(next);
      }}
    >
      {next === "dark" ? "☾" : "☀"}
    </Button>
  );
}

function AccountLink() {
  const { say } = useLanguage();
  const { name } = useMe();
  const { signOut } = useSession();
  const go = useNavigate();
  return (
    <>
      <Link to="/account" className="account">
        {name}
      </Link>
      <Button
        look="bare"
        slim
        onClick={() => {
          void signOut().then(() => go("/"));
        }}
      >
        {say("로그아웃", "Sign out")}
      </Button>
    </>
  );
}

/** Told as soon as the browser knows that it is cut off, and when it is back. */
function Offline() {
  const { say } = useLanguage();
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return (
    <div role="status" className={online ? "" : "offline"}>
      {!online &&
        say(
          "인터넷에 연결되어 있지 않습니다. 입력은 화면에 남아 있고, 연결되면 저장할 수 있습니다.",
          "You are offline. What you type stays on the page and can be saved when the connection is back.",
        )}
    </div>
  );
}

/** A session that has run out is told where one is; signing in comes back to this page, with what was typed into its tables. */
function SessionEnded() {
  const { say } = useLanguage();
  const { ended, renew } = useSession();
  return (
    <div role="status" className={ended ? "offline" : ""}>
      {ended && (
        <>
          {say(
            "로그인이 끊겼습니다. 아직 저장되지 않은 것이 있을 수 있습니다. 다시 로그인하면 이 화면으로 돌아오고, 표에 적은 것은 그대로 있습니다.",
            "Your session has ended, and something may be unsaved. Sign in again to come back to this page; what you typed into tables is still there.",
          )}{" "}
          <Button slim onClick={() => void renew()}>
            {say("다시 로그인", "Sign in again")}
          </Button>
        </>
      )}
    </div>
  );
}

/** Tables with unsaved input that are not on this page: they are easily forgotten. */
function UnsavedElsewhere() {
  const { say, both } = useLanguage();
  const { pathname, search } = useLocation();
  const here = pathname + search;
  const others = useSyncExternalStore(hearUnsaved, unsavedNow).filter(
    ({ to }) => to !== here && !(search === "" && to.startsWith(pathname)),
  );
  return (
    <div role="status" className={others.length > 0 ? "unsaved" : ""}>
      {others.length > 0 && (
        <>
          {say("저장하지 않은 입력이 있습니다:", "There is unsaved input:")}{" "}
          {others.map(({ key, to, label }) => (
            <Link key={key} to={to}>
              {both(label)}
            </Link>
          ))}
        </>
      )}
    </div>
  );
}

/** `under`: pages below it are the item's too, where it leads to one of several. */
type Item = { to: string; label: string; end?: boolean; under?: string };

function Items({ title, items }: { title?: string; items: readonly Item[] }) {
  const { pathname } = useLocation();
  return (
    <div className="menu-part">
      {title !== undefined && <p className="menu-title">{title}</p>}
      <ul>
        {items.map(({ to, label, end = false, under }) => (
          <li key={to}>
            {under !== undefined && pathname.startsWith(under) ? (
              <Link to={to} className="active" aria-current="page">
                {label}
              </Link>
            ) : (
              <NavLink to={to} end={end}>
                {label}
              </NavLink>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Menu() {
  const { say } = useLanguage();
  const membership = useMembership();
  const { org } = usePlace();
  if (membership === undefined) return null;
  if (membership.role === "complexOperator")
    return <Items items={[{ to: `/o/${org}/aggregate`, label: say("산업단지 합계", "Sums of the complex") }]} />;
  return (
    <>
      <Items
        items={[
          { to: `/o/${org}`, label: say("한눈에", "Overview"), end: true },
          { to: `/o/${org}/begin`, label: say("처음 10분", "First ten minutes") },
        ]}
      />
      <PeriodMenu org={org} />
      <Items
        title={say("결과물", "Results kept")}
        items={[
          { to: `/o/${org}/statements`, label: say("산정서·보고서", "Statements, reports") },
          { to: `/o/${org}/verifications`, under: `/o/${org}/v`, label: say("검증", "Verification") },
          { to: `/o/${org}/packages`, label: say("봉인 파일", "Sealed packages") },
          { to: `/o/${org}/compare`, label: say("산정서 비교", "Compare statements") },
          { to: `/o/${org}/evidence`, label: say("증빙", "Evidence") },
        ]}
      />
      <Items title={say("조직", "Organisation")} items={organisationItems(membership, say)} />
    </>
  );
}

function organisationItems({ id, kind, role }: Membership, say: (ko: string, en: string) => string): Item[] {
  return [
    { to: `/o/${id}/team`, label: say("구성원·토큰", "Members, tokens") },
    { to: `/o/${id}/audit`, label: say("감사 기록", "Audit trail") },
    ...(role === "owner" ? [{ to: `/o/${id}/log`, label: say("투명성 로그", "Transparency log") }] : []),
    { to: `/o/${id}/settings`, label: say("설정", "Settings") },
    ...(kind === "complex" ? [{ to: `/o/${id}/aggregate`, label: say("산업단지 합계", "Sums of the complex") }] : []),
    { to: "/glossary", label: say("용어집", "Glossary") },
  ];
}

const KEPT = "sandan-period";

/** The period in hand: the one of the address, else the one that was last looked at, else the newest. */
function PeriodMenu({ org }: { org: string }) {
  const { say } = useLanguage();
  const { period: asked } = usePlace();
  const go = useNavigate();
  const { data } = useAct("listPeriods", { org, limit: 500 });
  const items = data?.items ?? [];
  const kept = sessionStorage.getItem(`${KEPT}/${org}`);
  const period =
    [asked, kept].find((id) => items.some((item) => item.id === id)) ?? items.toSorted((a, b) => (a.end < b.end ? 1 : -1))[0]?.id;
  useEffect(() => {
    if (asked !== "") sessionStorage.setItem(`${KEPT}/${org}`, asked);
  }, [asked, org]);
  if (period === undefined) return null;
  const at = (rest = ""): string => periodPath(org, period, rest);
  return (
    <>
      <div className="menu-part">
        <label className="menu-title" htmlFor="period-choice">
          {say("보고기간", "Reporting period")}
        </label>
        <select id="period-choice" value={period} onChange={(event) => go(periodPath(org, event.target.value))}>
          {items.map(({ id, title, start, end }) => (
            <option key={id} value={id}>
              {title === "" ? `${start} – ${end}` : title}
            </option>
          ))}
        </select>
      </div>
      <Items
        items={[
          { to: at(), label: say("결과", "Results"), end: true },
          { to: at("records/energy"), under: at("records/"), label: say("자료 입력", "Records") },
          { to: at("plant"), label: say("사업장 정보", "Plant particulars") },
          { to: at("import"), label: say("가져오기", "Import") },
          { to: at("map"), label: say("공정도", "Process map") },
          { to: at("what-if"), label: say("가정해 보기", "What if") },
          { to: at("problems"), label: say("문제", "Problems") },
        ]}
      />
    </>
  );
}
