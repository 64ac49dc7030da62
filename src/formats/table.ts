// A Statement's results as text: a table for people, CSV for machines.

import { csvCell } from "../base/csv-write.ts";
import { type Figures, MEASURES, type Measure, type Result } from "../model/statement.ts";
import { word } from "../model/words.ts";
import { roundHalfUp } from "./rounding.ts";
import { visible } from "./visible.ts";

export type Language = "ko" | "en";

/** Decimals at which a measure is shown: specific embedded emissions at most 5 (Annex II A.1), period totals whole; more lies in CSV and JSON. */
const DECIMALS: Record<Measure, number> = {
  seeDirect: 5,
  seeIndirect: 5,
  seeTotal: 5,
  seeBasis: 5,
  embeddedElectricity: 5,
  activityLevel: 0,
  attributedDirect: 0,
  attributedIndirect: 0,
  defaultShare: 4,
  carbonPriceEffective: 2,
};

/** A value as it is shown: rounded once, half up; a missing one is a dash. */
export function shown({ measure, value }: Pick<Result, "measure" | "value">): string {
  return value === null ? "-" : roundHalfUp(value, DECIMALS[measure]);
}

/** Columns that a terminal gives to a text: a Hangul syllable or other wide character takes two. */
function columns(text: string): number {
  let width = 0;
  for (const c of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c) ? 2 : 1;
  return width;
}

const pad = (text: string, width: number, right = false): string => {
  const blanks = " ".repeat(Math.max(0, width - columns(text)));
  return right ? blanks + text : text + blanks;
};

/** The results as a text table, one line a good and measure, with the stamp where the year was supposed. */
export function renderTable(statement: Figures, { lang }: { lang: Language }): string {
  const lines = statement.goods.flatMap((good) => {
    const mine = statement.results.filter((r) => r.product === good.id);
    const head = `${visible(good.name)}${good.cn === "" ? "" : `  CN ${good.cn}`}  (${word(good.category)[lang]})`;
    const rows = MEASURES.flatMap((m) => mine.filter((r) => r.measure === m));
    const label = Math.max(...rows.map((r) => columns(word(r.measure)[lang])), 0);
    const number = Math.max(...rows.map((r) => columns(shown(r))), 0);
    return [
      head,
      ...rows.map((r) =>
        `  ${pad(word(r.measure)[lang], label)}  ${pad(shown(r), number, true)}  ${r.unit === "1" ? "" : r.unit}`.trimEnd(),
      ),
      "",
    ];
  });
  const stamp =
    statement.asIf === undefined
      ? []
      : [lang === "ko" ? `*** ${statement.asIf}년을 가정한 계산 ***` : `*** AS IF ${statement.asIf} ***`, ""];
  const head = `${visible(statement.installation.name)}, ${statement.period.start} - ${statement.period.end}, ${statement.act}`;
  return [...stamp, head, "", ...lines, ...(statement.hash === undefined ? [] : [`SHA-256 ${statement.hash}`, ""])].join("\n");
}

/** `product,cn,measure,value,unit` in full precision; a measure that could not be computed has an empty value. A supposed year is stamped as a row `asIf` of each good. */
export function renderCsv(statement: Figures): string {
  const goods = new Map(statement.goods.map((g) => [g.id, g]));
  const rows = statement.results.map((r) => {
    const good = goods.get(r.product);
    return [
      csvCell(good?.name ?? r.product),
      csvCell(good?.cn ?? ""),
      r.measure,
      r.value === null ? "" : String(r.value),
      csvCell(r.unit),
    ].join(",");
  });
  const stamps =
    statement.asIf === undefined
      ? []
      : statement.goods.map((good) => `${csvCell(good.name)},${csvCell(good.cn)},asIf,${statement.asIf},year`);
  return `${["product,cn,measure,value,unit", ...rows, ...stamps].join("\n")}\n`;
}
