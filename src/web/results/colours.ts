// The colours of the theme for what is painted and not styled, renewed when the theme changes.
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { Ink } from "./bars-svg.ts";

/** A variable of the style sheet, such as --plot-1, as it is now. */
export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const ink = (): Ink => ({
  ground: colour("--surface"),
  text: colour("--text"),
  quiet: colour("--quiet"),
  line: colour("--strong-line"),
  // A drawing puts it between double quotes of its own.
  font: colour("--font").replaceAll('"', "'"),
});

/** Counts changes of the theme: whoever paints with colours paints again. */
export function useThemeChanges(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const changed = (): void => setCount((now) => now + 1);
    addEventListener("themechange", changed);
    return () => removeEventListener("themechange", changed);
  }, []);
  return count;
}

/** On paper everything is drawn as in the light theme, what is painted too. */
export function usePrintInLight(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    let before: string | undefined;
    const show = (theme: string): void => {
      dataset.theme = theme;
      // What is printed is taken as soon as this returns.
      flushSync(() => dispatchEvent(new Event("themechange")));
    };
    const begin = (): void => {
      before = dataset.theme;
      if (before !== "light") show("light");
    };
    const end = (): void => {
      if (before !== undefined && before !== "light") show(before);
    };
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
}
