// Names of headings, the first four digits of a code, and the goods that a search finds by code or words.
import type { BothLanguages } from "../../base/problem.ts";
import { categoryRow, cnTable } from "./tables.ts";
import file from "./values/cn-headings.json" with { type: "json" };

type Row = [heading: string, ko: string, en: string, words: string];
type Good = ReturnType<typeof cnTable>[number];

const headings = new Map((file.rows as Row[]).map(([heading, ko, en, words]) => [heading, { name: { ko, en }, words }]));
const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Our own short name of a code's heading; never its category, which the eight digits decide. */
export function headingName(cn: string): BothLanguages {
  return headings.get(cn.slice(0, 4))?.name ?? { ko: cn.slice(0, 4), en: cn.slice(0, 4) };
}

/** What a good can be found by: both names of heading and category, our words for it, its own description. */
function textOf({ cn, category, description }: Good): string {
  const { name, words = "" } = headings.get(cn.slice(0, 4)) ?? { name: { ko: "", en: "" } };
  const { ko, en } = categoryRow(category).name;
  return fold([cn, name.ko, name.en, words, ko, en, description].join(" "));
}

const FIRST_YEAR = 2026;
const searchable = cnTable()
  .filter(({ last }) => last === null || last >= FIRST_YEAR)
  .map((good) => ({ good, text: textOf(good) }));

/** Goods of CBAM whose code begins with the digits that are asked for, or whose texts hold every word; in the order of the codes. */
export function goodsFor(search: string): Good[] {
  const digits = search.replace(/[\s.]/g, "");
  const words = fold(search)
    .split(/\s+/)
    .filter((word) => word !== "");
  const fits = /^\d+$/.test(digits)
    ? ({ good }: (typeof searchable)[number]) => good.cn.startsWith(digits)
    : ({ text }: (typeof searchable)[number]) => words.every((word) => text.includes(word));
  return searchable.filter(fits).map(({ good }) => good);
}
