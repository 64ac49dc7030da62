// A change between two Statements as text, and the words that its drawings share.
import type { BothLanguages } from "../base/problem.ts";
import type { Change, ChangedStep, ChangeKind, Move, Moved } from "../model/change.ts";
import { word } from "../model/words.ts";
import { rounded } from "./html/numbers.ts";
import type { Language } from "./table.ts";
import { visible } from "./visible.ts";

export const KINDS: Record<ChangeKind, BothLanguages> = {
  input: { ko: "입력", en: "input" },
  factor: { ko: "계수", en: "factor" },
  law: { ko: "법", en: "law" },
  structure: { ko: "구조", en: "structure" },
  rest: { ko: "나머지", en: "rest" },
};

const MOST_MOVES = 12;
const MOST_STEPS = 60;

/** The largest moves, and what is left of the others in one sum. */
export function largestMoves(moves: readonly Move[], most = MOST_MOVES): { shown: Move[]; others: number; sum: number } {
  const shown = moves.slice(0, most);
  const rest = moves.slice(most);
  return { shown, others: rest.length, sum: rest.reduce((sum, { value }) => sum + value, 0) };
}

/** What a move or a changed step is of: the subject's name and the word for it. */
export function nameOfChange({ names }: Change, { what, subject, kind }: Pick<Move, "what" | "subject" | "kind">, lang: Language): string {
  if (kind === "rest") return KINDS.rest[lang];
  const name = names[subject];
  const label = word(what)[lang];
  return name === undefined || subject === "installation" ? label : `${name}, ${label}`;
}

const signed = (value: number, unit: string): string => `${value > 0 ? "+" : ""}${rounded(value, unit)}`;

/** A value before or after with its unit; a dash where it is missing, "(none)" where the step is not there. */
export function sideText(side: ChangedStep["before"], unit: string, lang: Language): string {
  if (side === undefined) return lang === "ko" ? "(없음)" : "(none)";
  return side.value === null ? "-" : `${side.value} ${unit === "1" ? "" : unit}`.trimEnd();
}

/** Where a value came from: cell, line or dataset row. */
export function sourceText(side: ChangedStep["before"]): string {
  if (side?.factor !== undefined) return `${side.factor.dataset}/${side.factor.row}, ${side.factor.act}`;
  const { sheet, cell } = side?.origin ?? {};
  return sheet === undefined ? "" : `${sheet}!${cell ?? ""}`;
}

/** Law: rounded once, here; what is not printed is counted. Answers the change as a text in Korean or English. */
export function renderChangeText(change: Change, { lang }: { lang: Language }): string {
  const say = (ko: string, en: string): string => (lang === "ko" ? ko : en);
  const { before, after, goods, steps, added, withdrawn, datasets } = change;
  const side = (one: Change["before"]): string =>
    `${one.installation}  ${one.period.start} - ${one.period.end}  ${one.act}${one.asIf === undefined ? "" : `  AS IF ${one.asIf}`}  ${one.hash.slice(0, 12)}`;
  const lines = [
    `${say("이전", "before")}  ${side(before)}`,
    `${say("이후", "after ")}  ${side(after)}`,
    "",
    ...goods.flatMap((good) => [
      `${good.name}${good.cn === "" ? "" : `  CN ${good.cn}`}`,
      ...good.moved.flatMap((m) => movedLines(change, m, lang)),
      "",
    ]),
    ...added.map((good) => `${say("추가된 제품", "good added")}: ${good.name}  CN ${good.cn}`),
    ...withdrawn.map((good) => `${say("없어진 제품", "good withdrawn")}: ${good.name}  CN ${good.cn}`),
    ...datasets.map((d) => `${say("데이터셋", "dataset")} ${d.id}: ${d.before ?? "-"} -> ${d.after ?? "-"}`),
    say(`달라진 입력과 단계 ${steps.length}건`, `${steps.length} inputs and steps differ`),
    ...steps.slice(0, MOST_STEPS).map((step) => stepLine(change, step, lang)),
    ...(steps.length > MOST_STEPS
      ? [say(`  ... 그 밖에 ${steps.length - MOST_STEPS}건`, `  ... and ${steps.length - MOST_STEPS} more`)]
      : []),
  ];
  return `${lines.map(visible).join("\n")}\n`;
}

function movedLines(change: Change, { measure, unit, before, after, moves }: Moved, lang: Language): string[] {
  const text = (value: number | null): string => (value === null ? "-" : rounded(value, unit));
  const difference = before === null || after === null ? "" : `  (${signed(after - before, unit)})`;
  const { shown, others, sum } = largestMoves(moves);
  return [
    `  ${word(measure)[lang]}  ${text(before)} -> ${text(after)} ${unit === "1" ? "" : unit}${difference}`,
    ...shown.map((move) => `    ${signed(move.value, unit)}  [${KINDS[move.kind][lang]}] ${nameOfChange(change, move, lang)}`),
    ...(others > 0 ? [`    ${signed(sum, unit)}  ${lang === "ko" ? `그 밖의 ${others}건` : `${others} more`}`] : []),
  ];
}

function stepLine(change: Change, step: ChangedStep, lang: Language): string {
  const from = [...new Set([sourceText(step.before), sourceText(step.after)])].filter((text) => text !== "").join(" -> ");
  return `  [${KINDS[step.kind][lang]}] ${nameOfChange(change, step, lang)}: ${sideText(step.before, step.unit, lang)} -> ${sideText(step.after, step.unit, lang)}${from === "" ? "" : `  (${from})`}`;
}
