// What a schema asks of a field, in words of both languages.
import type { z } from "zod";
import type { BothLanguages } from "../base/problem.ts";

/** Kinds of values as people call them; `nonoptional` is what the validator calls a value that is not there. */
const KINDS: Readonly<Record<string, BothLanguages>> = {
  string: { ko: "글자", en: "a text" },
  number: { ko: "숫자", en: "a number" },
  int: { ko: "정수", en: "a whole number" },
  boolean: { ko: "true나 false", en: "true or false" },
  array: { ko: "목록", en: "a list" },
  object: { ko: "{ } 객체", en: "an object" },
  record: { ko: "{ } 객체", en: "an object" },
};
const FORMS: Readonly<Record<string, BothLanguages>> = {
  uuid: { ko: "id(UUID)", en: "an id (UUID)" },
  email: { ko: "전자우편 주소", en: "an e-mail address" },
  date: { ko: "2025-12-31 꼴의 날짜", en: "a day such as 2025-12-31" },
  datetime: { ko: "2025-12-31T00:00:00Z 꼴의 시각", en: "an instant such as 2025-12-31T00:00:00Z" },
};
const MISSING: BothLanguages = { ko: "꼭 필요한 값인데 없습니다.", en: "it is needed and is not there." };

const expected = ({ ko, en }: BothLanguages): BothLanguages => ({ ko: `${ko}여야 합니다.`, en: `${en} is expected.` });

export function wordsOf(issue: z.core.$ZodIssue): BothLanguages {
  switch (issue.code) {
    case "invalid_type": {
      if (issue.input === undefined || (issue.expected as string) === "nonoptional") return MISSING;
      return expected(KINDS[issue.expected] ?? { ko: issue.expected, en: issue.expected });
    }
    case "unrecognized_keys": {
      const keys = issue.keys.map((key) => key.slice(0, 100).toWellFormed()).join(", ");
      return { ko: `알 수 없는 이름: ${keys}`, en: `unknown names: ${keys}` };
    }
    case "invalid_value": {
      const list = issue.values.map(String).join(", ");
      return { ko: `다음 가운데 하나여야 합니다: ${list}`, en: `one of these is expected: ${list}` };
    }
    case "too_small":
      return { ko: `너무 작거나 짧습니다(최소 ${issue.minimum}).`, en: `too small or too short (at least ${issue.minimum}).` };
    case "too_big":
      return { ko: `너무 크거나 깁니다(최대 ${issue.maximum}).`, en: `too large or too long (at most ${issue.maximum}).` };
    case "invalid_format": {
      const form = FORMS[issue.format];
      if (form !== undefined) return expected(form);
      return { ko: "이 이름이 가질 수 있는 꼴이 아닙니다.", en: "it has not the form that this name has." };
    }
    case "custom":
      return { ko: `맞지 않는 값입니다(${issue.message}).`, en: `the value does not fit (${issue.message}).` };
    default:
      return { ko: "맞지 않는 값입니다.", en: "the value does not fit." };
  }
}
