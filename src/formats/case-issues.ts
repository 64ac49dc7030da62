// What an issue of the case's schema means to the person who wrote the file: a code, a path by ids, and words in both languages.
import type { z } from "zod";
import type { BothLanguages, ProblemParams } from "../base/problem.ts";
import type { CASE_FILE_PROBLEMS } from "../model/problems/case-file.ts";

type Found = { code: keyof typeof CASE_FILE_PROBLEMS; path: PropertyKey[]; params: ProblemParams };

/** Lists whose entries a path names by id, and the word that stands for the list, in steps too. */
export const PATH_WORDS: Readonly<Record<string, string>> = {
  streams: "stream",
  pfc: "pfc",
  measuredPoints: "point",
  processes: "process",
  precursors: "precursor",
  cogeneration: "chp",
  products: "product",
  evidence: "evidence",
};
/** Lists inside an entry that a path names in the singular, by place. */
const PARTS: Readonly<Record<string, string>> = { sources: "source", uses: "use" };

/**
 * Law: a path names things as the calculation does: "stream/gas/activity", "precursor/rod/source/1/seeDirect"; by place only where an entry has no id.
 * `path` is that of the schema: members and places counted from 0.
 */
export function pathById(plain: unknown, path: readonly PropertyKey[]): string {
  const [list, place, ...rest] = path.map(String);
  if (list === undefined || place === undefined) return path.map(String).join("/");
  const entry = valueAt(plain, [list, place]) as Record<string, unknown> | undefined;
  const named = (value: unknown): value is string => typeof value === "string" && value !== "";
  if (list === "transfers" && named(entry?.from) && named(entry?.to)) return ["transfer", entry.from, entry.to, ...rest].join("/");
  const kind = PATH_WORDS[list];
  if (kind === undefined || !named(entry?.id)) return path.map(String).join("/");
  return [kind, entry.id, ...rest.map((key, i) => (i === 0 ? (PARTS[key] ?? key) : fromOne(key)))].join("/");
}

/** Places inside an entry count from 1, as in the calculation. */
function fromOne(key: string): string {
  return /^\d+$/.test(key) ? String(Number(key) + 1) : key;
}

function valueAt(plain: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    plain,
  );
}

/** The Problems of one issue; those of a union are of the branch that fits the value's type. */
export function issueProblems(issue: z.core.$ZodIssue, base: PropertyKey[], plain: unknown): Found[] {
  const path = [...base, ...issue.path];
  const field = pathById(plain, path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      code: "FIELD_UNKNOWN",
      path: [...path, key],
      params: { field: field === "" ? key : `${field}/${key}` },
    }));
  if (issue.code === "custom") {
    const { problem, ...params } = (issue.params ?? {}) as Record<string, string>;
    if (problem === "UNIT_UNKNOWN")
      return [{ code: problem, path, params: { field, unit: params.unit ?? "", allowed: params.allowed ?? "" } }];
    if (problem === "UNIT_MISSING")
      return [{ code: problem, path, params: { field, given: params.text ?? "", allowed: params.allowed ?? "" } }];
    if (problem === "PART_TWICE") return [{ code: problem, path, params: { field, id: params.id ?? "" } }];
    if (problem === "NUMBER_UNREADABLE") return [{ code: problem, path, params: { field, given: params.text ?? "" } }];
  }
  if (valueAt(plain, path) === undefined) return [{ code: "FIELD_MISSING", path, params: { field } }];
  if (issue.code === "invalid_union") return unionProblems(issue, path, plain);
  return [{ code: "FIELD_INVALID", path, params: { field, what: expected(issue) } }];
}

/** Of a union the branch speaks that fits the value's type: a text is read as "12.5 t", an object by its fields. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: PropertyKey[], plain: unknown): Found[] {
  const value = valueAt(plain, path);
  const field = pathById(plain, path);
  if (typeof value === "number")
    return [{ code: "UNIT_MISSING", path, params: { field, given: String(value), allowed: '"12.5 t", {"value": 12.5, "unit": "t"}' } }];
  const branch = issue.errors.find((issues) => !issues.some((i) => i.code === "invalid_type" && i.path.length === 0));
  if (branch === undefined) return [{ code: "FIELD_INVALID", path, params: { field, what: QUANTITY } }];
  return branch.flatMap((inner) => issueProblems(inner, path, plain));
}

const QUANTITY: BothLanguages = {
  ko: '"12.5 t"나 {"value": 12.5, "unit": "t"}처럼 값과 단위가 있어야 합니다.',
  en: 'a value with its unit is expected, such as "12.5 t" or {"value": 12.5, "unit": "t"}.',
};
const TYPES: Readonly<Record<string, BothLanguages>> = {
  string: { ko: "글", en: "a text" },
  number: { ko: "숫자", en: "a number" },
  boolean: { ko: "true 또는 false", en: "true or false" },
  array: { ko: "목록 [...]", en: "a list [...]" },
  object: { ko: "객체 {...}", en: "an object {...}" },
  record: { ko: "객체 {...}", en: "an object {...}" },
};
const FORMATS: readonly [pattern: RegExp, what: BothLanguages][] = [
  [/^date$/, { ko: "2026-01-31과 같은 날짜여야 합니다.", en: "a date such as 2026-01-31 is expected." }],
  [/0-9a-f/, { ko: "SHA-256의 16진수 64자리여야 합니다.", en: "the 64 hexadecimal digits of a SHA-256 are expected." }],
];
const ID: BothLanguages = {
  ko: "글자나 숫자로 시작하고 글자, 숫자, . _ : - 만 써야 합니다.",
  en: "it must begin with a letter or digit and hold only letters, digits and . _ : -.",
};
const MISFIT: BothLanguages = { ko: "이 필드에 맞지 않습니다.", en: "it is nothing that this field takes." };

/** What the schema asks for, in words. */
function expected(issue: z.core.$ZodIssue): BothLanguages {
  switch (issue.code) {
    case "invalid_type": {
      const type = TYPES[issue.expected];
      return type === undefined ? MISFIT : { ko: `${type.ko} 형식이어야 합니다.`, en: `${type.en} is expected.` };
    }
    case "invalid_value": {
      const list = issue.values.map(String).join(", ");
      return { ko: `다음 가운데 하나여야 합니다: ${list}.`, en: `one of these is expected: ${list}.` };
    }
    case "too_small":
      return issue.origin === "array"
        ? { ko: `항목이 ${issue.minimum}개 이상 있어야 합니다.`, en: `it must have entries: ${issue.minimum} at least.` }
        : { ko: "비어 있으면 안 됩니다.", en: "it must not be empty." };
    case "too_big":
      return { ko: `${issue.maximum}자를 넘을 수 없습니다.`, en: `it may have ${issue.maximum} characters at most.` };
    case "invalid_format":
      return FORMATS.find(([pattern]) => pattern.test(`${issue.format === "regex" ? (issue.pattern ?? "") : issue.format}`))?.[1] ?? ID;
    case "invalid_key":
      return ID;
    default:
      return MISFIT;
  }
}

/** What a parser of JSON stumbled over, by its name in jsonc-parser. */
const JSON_ERRORS: Readonly<Record<string, BothLanguages>> = {
  InvalidSymbol: { ko: "알 수 없는 글자나 낱말", en: "an unknown character or word" },
  InvalidNumberFormat: { ko: "읽을 수 없는 숫자", en: "a number that cannot be read" },
  PropertyNameExpected: { ko: "필드 이름이 있어야 할 자리", en: "a field's name is expected" },
  ValueExpected: { ko: "값이 있어야 할 자리", en: "a value is expected" },
  ColonExpected: { ko: "콜론(:)이 있어야 할 자리", en: "a colon (:) is expected" },
  CommaExpected: { ko: "쉼표(,)가 있어야 할 자리", en: "a comma (,) is expected" },
  CloseBraceExpected: { ko: "닫는 중괄호(})가 있어야 할 자리", en: "a closing brace (}) is expected" },
  CloseBracketExpected: { ko: "닫는 대괄호(])가 있어야 할 자리", en: "a closing bracket (]) is expected" },
  EndOfFileExpected: { ko: "파일이 끝나야 할 자리에 글이 더 있음", en: "there is more text where the file should end" },
  InvalidCommentToken: { ko: "여기에 쓸 수 없는 주석", en: "a comment that cannot stand here" },
  UnexpectedEndOfComment: { ko: "끝나지 않은 주석", en: "a comment does not end" },
  UnexpectedEndOfString: { ko: "따옴표가 닫히지 않은 글", en: "a text whose quotes are not closed" },
  UnexpectedEndOfNumber: { ko: "끝나지 않은 숫자", en: "a number does not end" },
  InvalidUnicode: { ko: "잘못된 유니코드 표기", en: "a wrong Unicode escape" },
  InvalidEscapeCharacter: { ko: "잘못된 역빗금(\\) 표기", en: "a wrong escape after a backslash" },
  InvalidCharacter: { ko: "글 안에 쓸 수 없는 글자", en: "a character that cannot stand in a text" },
};

export function jsonError(name: string): BothLanguages {
  return JSON_ERRORS[name] ?? { ko: "잘못된 JSON", en: "broken JSON" };
}
