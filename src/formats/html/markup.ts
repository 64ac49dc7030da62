// HTML as a type: a text becomes markup through one escape, and only through it.

/** Markup that is safe to print. Made by `html` and `trusted` only. */
export type Html = { readonly markup: string };
export type Part = Html | string | number | null | undefined | false | readonly Part[];

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;" };

/** Direction marks that can make a text read otherwise than it is, and control characters: shown by their number. */
const HIDDEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** Law: no text of a Statement can end an element or an attribute, or hide or turn what stands beside it. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(HIDDEN, (c) => (c === "\n" || c === "\t" ? c : `[U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`))
    .replace(/[&<>"'`]/g, (c) => ENTITIES[c] ?? "");
}

/** Markup of our own, such as a style sheet, which holds no text of a Statement. */
export function trusted(markup: string): Html {
  return { markup };
}

function printed(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(printed).join("");
}

/** Template of markup: every text that is put in is escaped, in elements and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let markup = strings[0] ?? "";
  for (const [i, part] of parts.entries()) markup += printed(part) + (strings[i + 1] ?? "");
  return { markup };
}
