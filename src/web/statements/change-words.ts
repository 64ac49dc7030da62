// Words of a change: kinds of moves, and what moved.
import type { BothLanguages } from "../../base/problem.ts";
import type { Change, ChangeKind } from "../../model/change.ts";
import { hasWord, word } from "../../model/words.ts";

export const KINDS: readonly ChangeKind[] = ["input", "factor", "law", "structure", "rest"];

const KIND_WORDS: Readonly<Record<ChangeKind, BothLanguages & { means: BothLanguages; tag: string }>> = {
  input: {
    ko: "입력",
    en: "Input",
    tag: "note",
    means: { ko: "문서에서 읽거나 사람이 입력한 값이 달라졌습니다.", en: "What a document or a person said is another." },
  },
  factor: {
    ko: "계수",
    en: "Factor",
    tag: "good",
    means: { ko: "자료표에서 온 계수가 달라졌습니다.", en: "A factor from a dataset is another." },
  },
  law: {
    ko: "법령",
    en: "Law",
    tag: "warn",
    means: { ko: "법령의 상수나 적용이 달라졌습니다.", en: "A constant or a switch of the act is another." },
  },
  structure: {
    ko: "구조",
    en: "Structure",
    tag: "",
    means: { ko: "한쪽에만 있거나 다르게 계산된 단계입니다.", en: "A step that is in one of the two only, or is worked out otherwise." },
  },
  rest: {
    ko: "나머지",
    en: "Rest",
    tag: "",
    means: { ko: "어느 하나의 변화로 설명되지 않는 몫입니다.", en: "What no single change explains." },
  },
};

export const kindWord = (kind: ChangeKind) => KIND_WORDS[kind];

type Named = { step: string; what: string; subject: string; kind?: ChangeKind };

/** What moved, by the name of its subject and the word of the step, the special one of its kind before the general. */
export function nameOfMove({ step, what, subject, kind }: Named, names: Change["names"], both: (text: BothLanguages) => string): string {
  if (kind === "rest" && what === "rest") return both(KIND_WORDS.rest);
  const of = subject === "" ? "" : (names[subject] ?? subject);
  const lead = of === "" ? "" : `${of}: `;
  const special = `${step.split("/")[0]}.${what}`;
  return `${lead}${both(word(hasWord(special) ? special : what))}`;
}

/** A difference with its sign; a true minus, as tables are printed. */
export function signed(value: number, number: (value: number, digits?: number) => string, digits: number): string {
  const size = number(Math.abs(value), digits);
  return value > 0 ? `+${size}` : value < 0 ? `−${size}` : size;
}
