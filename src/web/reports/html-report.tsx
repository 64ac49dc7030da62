// The web document as its readers see it: in a tree of its own, its style apart from the page's, and nothing in it run.
import { useEffect, useRef } from "react";
import { useLanguage } from "../language.tsx";
import { Shown } from "../parts/states.tsx";
import { useThemeChanges } from "../results/colours.ts";
import { theme } from "../theme.ts";
import { ownStyle } from "./own-style.ts";
import { Downloads, useRendering } from "./rendering.tsx";
import type { ReportOf } from "./report-list.ts";

export function HtmlReport({ of }: { of: ReportOf }) {
  const query = useRendering({ ...of, as: "html" });
  return (
    <>
      <Downloads of={of} files={[{ label: "HTML", as: "html" }]} />
      <Shown query={query}>{({ bytes }) => <Document text={new TextDecoder().decode(bytes)} lang={of.lang} />}</Shown>
    </>
  );
}

function Document({ text, lang }: { text: string; lang: string }) {
  const { say } = useLanguage();
  const host = useRef<HTMLElement>(null);
  const themes = useThemeChanges();
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    fill(root, text, lang);
  }, [text, lang]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is asked anew when it has changed.
  useEffect(() => {
    if (host.current !== null) host.current.dataset.theme = theme();
  }, [themes]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section ref={host} className="reports-document" tabIndex={0} aria-label={say("웹 문서 미리보기", "Preview of the web document")} />
  );
}

const STYLE = /<style>([\s\S]*?)<\/style>/g;
const NOT_SHOWN = "script, iframe, object, embed, link, meta, base, form, .skip";

function fill(root: ShadowRoot, text: string, lang: string): void {
  const styles = [...text.matchAll(STYLE)].map(([, style = ""]) => style).join("\n");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(ownStyle(styles));
  root.adoptedStyleSheets = [sheet];
  const parsed = new DOMParser().parseFromString(text.replace(STYLE, ""), "text/html");
  for (const element of parsed.querySelectorAll(NOT_SHOWN)) element.remove();
  for (const element of parsed.querySelectorAll("*"))
    for (const { name } of [...element.attributes]) if (name.startsWith("on") || name === "style") element.removeAttribute(name);
  // The page has its main part and its first heading already.
  for (const heading of parsed.querySelectorAll("h1")) {
    const second = parsed.createElement("div");
    second.className = "report-title";
    second.setAttribute("role", "heading");
    second.setAttribute("aria-level", "2");
    second.append(...heading.childNodes);
    heading.replaceWith(second);
  }
  for (const main of parsed.querySelectorAll("main")) {
    const plain = parsed.createElement("div");
    plain.append(...main.childNodes);
    main.replaceWith(plain);
  }
  const body = document.createElement("div");
  body.className = "report-body";
  body.lang = lang;
  body.append(...parsed.body.childNodes);
  body.addEventListener("click", (event) => goTo(event, root));
  root.replaceChildren(body);
}

/** Links inside the document lead to its parts; the address of the page stays. */
function goTo(event: Event, root: ShadowRoot): void {
  const link = (event.target as Element).closest("a");
  const target = link?.getAttribute("href") ?? "";
  if (!target.startsWith("#")) return;
  event.preventDefault();
  const part = root.getElementById(target.slice(1));
  const closed = part?.closest("details:not([open])");
  if (closed) (closed as HTMLDetailsElement).open = true;
  part?.scrollIntoView({ block: "start" });
}
