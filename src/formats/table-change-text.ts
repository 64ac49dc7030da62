// The report of an import as text: what was read, and what it changes against the installed table.
import type { Language } from "./table.ts";
import { visible } from "./visible.ts";

type Side = { act: string; version: string; status: string };
type Shown = {
  preview: { kind: string; sheets: { name: string; rows: number }[]; ignored: string[]; rows: number; countries?: number; goods: number };
  header: { act: string; version?: string; validFrom: string; status: string; origin?: { file: string; sha256: string } };
  change: {
    before: Side;
    after: Side;
    equal: number;
    rounded: number;
    added: string[];
    withdrawn: string[];
    moved: { key: string; what: string; before: number | string | null; after: number | string | null }[];
  };
};

const MOST = 40;

/** The preview and the change in Korean or English; long lists are cut and counted. */
export function renderTableChange({ preview, header, change }: Shown, { lang }: { lang: Language }): string {
  const say = (ko: string, en: string): string => (lang === "ko" ? ko : en);
  const list = (title: string, keys: readonly string[]): string[] =>
    keys.length === 0 ? [] : [`${title}: ${keys.length}`, `  ${keys.slice(0, MOST).join(", ")}${keys.length > MOST ? ", ..." : ""}`];
  const side = (one: Side): string => `${one.act}  ${one.version}  ${one.status}`;
  const countries = preview.countries === undefined ? "" : say(`, ${preview.countries}개 국가·지역`, `, ${preview.countries} countries`);
  const text = (value: number | string | null): string => (value === null ? "-" : String(value));
  const lines = [
    `${preview.kind}: ${header.act}  ${header.version ?? ""}  ${header.validFrom}  ${header.status}`,
    ...(header.origin === undefined ? [] : [`${header.origin.file}  sha256 ${header.origin.sha256}`]),
    say(
      `${preview.rows}행, 품목 ${preview.goods}개${countries}, 시트 ${preview.sheets.length}개`,
      `${preview.rows} rows, ${preview.goods} goods${countries}, ${preview.sheets.length} sheets`,
    ),
    ...(preview.ignored.length === 0
      ? []
      : [`${say("읽지 않은 시트", "sheets left alone")}: ${preview.ignored.slice(0, MOST).join(", ")}`]),
    "",
    `${say("설치된 표", "installed")}  ${side(change.before)}`,
    `${say("가져온 표", "imported ")}  ${side(change.after)}`,
    say(
      `같은 행 ${change.equal}, 소수 자릿수만 준 행 ${change.rounded}`,
      `${change.equal} rows equal, ${change.rounded} only lost decimals`,
    ),
    ...list(say("추가된 행", "rows added"), change.added),
    ...list(say("없어진 행", "rows withdrawn"), change.withdrawn),
    ...(change.moved.length === 0 ? [] : [say(`달라진 값 ${change.moved.length}건`, `${change.moved.length} figures moved`)]),
    ...change.moved.slice(0, MOST).map(({ key, what, before, after }) => `  ${key}  ${what}  ${text(before)} -> ${text(after)}`),
    ...(change.moved.length > MOST
      ? [say(`  ... 그 밖에 ${change.moved.length - MOST}건`, `  ... and ${change.moved.length - MOST} more`)]
      : []),
  ];
  return `${lines.map(visible).join("\n")}\n`;
}
