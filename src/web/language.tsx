// The language that the pages speak: Korean first, chosen once and kept; numbers and dates follow it.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { I18nProvider } from "react-aria-components";
import type { BothLanguages } from "../base/problem.ts";

export type Lang = "ko" | "en";

export type Language = {
  lang: Lang;
  setLang(lang: Lang): void;
  /** One of two texts. */
  say(ko: string, en: string): string;
  both(text: BothLanguages): string;
  /** A number for people: at most so many digits behind the point (5 unless told), `missing` where there is none. What rounds to nought has no sign. */
  number(value: number | null | undefined, digits?: number): string;
  percent(share: number | null | undefined, digits?: number): string;
  /** A day such as 2025-12-31, or an instant; with the time where `time` is set. */
  date(value: string, options?: { time?: boolean }): string;
};

const KEY = "sandan-language";
const LOCALES: Readonly<Record<Lang, string>> = { ko: "ko-KR", en: "en-GB" };
const MISSING = "–";

/** What was chosen before; else Korean unless the browser speaks something else and not Korean. */
function firstLang(): Lang {
  const kept = localStorage.getItem(KEY);
  if (kept === "ko" || kept === "en") return kept;
  return navigator.languages.some((language) => language.startsWith("ko")) || navigator.languages.length === 0 ? "ko" : "en";
}

function languageOf(lang: Lang, setLang: (lang: Lang) => void): Language {
  const locale = LOCALES[lang];
  const number = (value: number | null | undefined, digits = 5): string =>
    value === null || value === undefined
      ? MISSING
      : value.toLocaleString(locale, { maximumFractionDigits: digits, signDisplay: "negative" });
  return {
    lang,
    setLang,
    say: (ko, en) => (lang === "ko" ? ko : en),
    both: (text) => text[lang],
    number,
    percent: (share, digits = 1) =>
      share === null || share === undefined
        ? MISSING
        : share.toLocaleString(locale, { style: "percent", maximumFractionDigits: digits, signDisplay: "negative" }),
    date: (value, { time = false } = {}) => {
      const day = /^\d{4}-\d\d-\d\d$/.test(value);
      const at = new Date(day ? `${value}T00:00:00Z` : value);
      if (Number.isNaN(at.getTime())) return value;
      return at.toLocaleString(locale, {
        dateStyle: "medium",
        ...(time && !day && { timeStyle: "short" }),
        ...(day && { timeZone: "UTC" }),
      });
    },
  };
}

const Context = createContext<Language>(languageOf("ko", () => {}));

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [lang, set] = useState<Lang>(firstLang);
  const language = useMemo(
    () =>
      languageOf(lang, (next) => {
        localStorage.setItem(KEY, next);
        set(next);
      }),
    [lang],
  );
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return (
    <Context value={language}>
      <I18nProvider locale={LOCALES[lang]}>{children}</I18nProvider>
    </Context>
  );
}

export const useLanguage = (): Language => useContext(Context);
