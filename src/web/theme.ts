// Light or dark: as the system says, until somebody chooses.

export type Theme = "light" | "dark";
const KEY = "sandan-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : system.matches ? "dark" : "light";
}

/** Sets the page's theme, and again when the system changes. */
export function applyTheme(): void {
  const set = (): void => {
    document.documentElement.dataset.theme = theme();
    dispatchEvent(new Event("themechange"));
  };
  set();
  system.addEventListener("change", set);
}

export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(KEY, chosen);
  document.documentElement.dataset.theme = chosen;
  // Plots are painted, not styled: they listen.
  dispatchEvent(new Event("themechange"));
}
