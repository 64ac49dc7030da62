// Problems as lines for a terminal.
import type { Problem } from "../base/problem.ts";
import type { Language } from "../formats/table.ts";
import { visible } from "../formats/visible.ts";

const SEVERITY = {
  error: { ko: "오류", en: "error" },
  warning: { ko: "경고", en: "warning" },
  note: { ko: "참고", en: "note" },
} as const;

const ORDER = { error: 0, warning: 1, note: 2 } as const;

function placeText({ place }: Problem): string {
  if (place === undefined) return "";
  const inside = place.sheet === undefined ? (place.line === undefined ? "" : `:${place.line}`) : ` ${place.sheet}!${place.cell ?? ""}`;
  return `${place.file ?? ""}${inside}`.trim();
}

/** Problems in the order of their weight, each with place, text, what to do, and clause. */
export function problemLines(problems: readonly Problem[], lang: Language): string[] {
  return [...problems]
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
    .map((p) => {
      const at = placeText(p);
      const clause = p.clause === undefined ? "" : ` [${p.clause}]`;
      return `${SEVERITY[p.severity][lang]} ${p.code}${at === "" ? "" : ` ${visible(at)}`}: ${visible(p.text[lang])}${clause}\n    -> ${visible(p.todo[lang])}`;
    });
}

/** "2 errors, 3 warnings, 1 note". */
export function problemCount(problems: readonly Problem[], lang: Language): string {
  const count = (severity: Problem["severity"]): number => problems.filter((p) => p.severity === severity).length;
  return (["error", "warning", "note"] as const)
    .map((s) => (lang === "ko" ? `${SEVERITY[s].ko} ${count(s)}건` : `${count(s)} ${s}${count(s) === 1 ? "" : "s"}`))
    .join(", ");
}
