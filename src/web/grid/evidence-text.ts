// Evidence as cells show it: the document by its name, and the place in it.

import type { Citation } from "../../model/activity.ts";
import { citationIn, partsOf } from "../../model/grid/cell-text.ts";
import type { Column } from "../../model/grid/column.ts";

function placeWords({ sheet, cell, line, page }: Omit<Citation, "sha256">, lang: "ko" | "en"): string {
  const parts = [
    page === undefined ? undefined : { ko: `${page}쪽`, en: `page ${page}` }[lang],
    sheet,
    cell,
    line === undefined ? undefined : { ko: `${line}줄`, en: `line ${line}` }[lang],
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}

/** Citations of a cell as people read them. */
export function shownCitations({ options = [] }: Column, text: string, lang: "ko" | "en"): string {
  return partsOf(text)
    .map((part) => {
      const { sha256, ...place } = citationIn(part);
      const name = options.find(({ value }) => value === sha256)?.[lang] ?? sha256.slice(0, 8);
      return [name, placeWords(place, lang)].filter((word) => word !== "").join(" ");
    })
    .join("; ");
}
