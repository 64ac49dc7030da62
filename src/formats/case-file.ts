// The plain case file: JSON (comments allowed) to a Case and back.
import { printParseErrorCode, visit } from "jsonc-parser";
import type { BothLanguages, Outcome, Problem } from "../base/problem.ts";
import { type Case, caseSchema } from "../model/case.ts";
import { caseFileProblem } from "../model/problems/case-file.ts";
import { issueProblems, jsonError, pathById } from "./case-issues.ts";

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_PROBLEMS = 100;
const DEEPEST = 40;
const MOST_VALUES = 3_000_000;
const MOST_ENTRIES = 100_000;
/** Entries of each list that are tried first: where they are wrong already, the rest is not looked at. */
const FIRST_ENTRIES = 10_000;
const TOO_DEEP: BothLanguages = { ko: "괄호가 너무 깊게 겹침", en: "brackets are nested too deeply" };
const HALF_CHARACTER: BothLanguages = { ko: "반쪽짜리 유니코드 글자", en: "half a Unicode character" };
const EMPTY: BothLanguages = { ko: "내용이 없음", en: "there is nothing in it" };
const [COMMA, SLASH, QUOTE, BACKSLASH, LINE_FEED, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [
  0x2c, 0x2f, 0x22, 0x5c, 0x0a, 0x7b, 0x7d, 0x5b, 0x5d,
];

/** Arrays and objects of a case that remember where they stand. */
const RECORDS =
  /^\/(installation|balances|(evidence|streams|pfc|measuredPoints|processes|transfers|precursors|cogeneration|products|dataGaps)\/\d+|precursors\/\d+\/(uses|sources)\/\d+|products\/\d+\/carbonPrice|carbonPriceTool\/rows\/\d+)$/;

/**
 * Law: a case file says what it says; an unknown field, unit or number is refused with its line, and nothing is guessed.
 * Answers the Case, every quantity and record with its line as origin.
 * Problems: FILE_NOT_TEXT, FILE_TOO_LARGE, JSON_BROKEN, JSON_KEY_TWICE, NOT_A_CASE, FIELD_UNKNOWN, FIELD_MISSING, FIELD_INVALID, UNIT_UNKNOWN, UNIT_MISSING, NUMBER_UNREADABLE.
 */
export function readCaseFile(bytes: Uint8Array, { file }: { file: string }): Outcome<Case> {
  if (bytes.length > MOST_BYTES)
    return refused(
      caseFileProblem("FILE_TOO_LARGE", {
        place: { file },
        params: { size: Math.ceil(bytes.length / 1048576), limit: MOST_BYTES / 1048576 },
      }),
    );
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused(caseFileProblem("FILE_NOT_TEXT", { place: { file } }));
  }
  const cannot = unreadable(text);
  if (cannot === "tooMany")
    return refused(
      caseFileProblem("LIST_TOO_LONG", { place: { file }, params: { field: "", count: `> ${MOST_VALUES}`, limit: MOST_VALUES } }),
    );
  if (cannot !== undefined) {
    const { tooDeepAt: line } = cannot;
    return refused(caseFileProblem("JSON_BROKEN", { place: { file, line }, params: { line, what: TOO_DEEP } }));
  }
  const { value, lines, problems } = parsed(text, file);
  if (problems.length > 0) return { value: undefined, problems };
  if (!isObject(value) || value.format !== "sandan.case/1") return refused(caseFileProblem("NOT_A_CASE", { place: { file, line: 1 } }));
  return validated(value, lines, file);
}

/** Lines (from 1) of a value and of all its members, in the shape of the value. */
type Lines = { line: number; members?: Record<string, Lines> };

type Open = { value: Record<string, unknown> | unknown[]; lines: Lines & { members: Record<string, Lines> }; key: string };

/** The JSON value and the line of each of its parts, in one pass; problems where the text is broken or says a thing twice. */
function parsed(text: string, file: string): { value: unknown; lines: Lines; problems: Problem[] } {
  const problems: Problem[] = [];
  const stack: Open[] = [];
  let root: { value: unknown; lines: Lines } | undefined;
  const broken = (line: number, what: BothLanguages): void => {
    if (problems.length < MOST_PROBLEMS) problems.push(caseFileProblem("JSON_BROKEN", { place: { file, line }, params: { line, what } }));
  };
  const put = (value: unknown, lines: Lines): void => {
    const holder = stack.at(-1);
    if (holder === undefined) root ??= { value, lines };
    else if (Array.isArray(holder.value)) {
      holder.lines.members[holder.value.length] = lines;
      holder.value.push(value);
    } else {
      Object.defineProperty(holder.value, holder.key, { value, writable: true, enumerable: true, configurable: true });
      holder.lines.members[holder.key] = lines;
    }
  };
  const begin = (value: Open["value"], startLine: number): void => {
    const lines = { line: startLine + 1, members: Object.create(null) as Record<string, Lines> };
    put(value, lines);
    stack.push({ value, lines, key: "" });
  };
  visit(
    text,
    {
      onObjectBegin: (_o, _l, line) => begin({}, line),
      onArrayBegin: (_o, _l, line) => begin([], line),
      onObjectEnd: () => void stack.pop(),
      onArrayEnd: () => void stack.pop(),
      onObjectProperty: (key, _o, _l, line) => {
        const holder = stack.at(-1);
        if (holder === undefined) return;
        if (!key.isWellFormed()) broken(line + 1, HALF_CHARACTER);
        if (holder.lines.members[key] !== undefined)
          problems.push(caseFileProblem("JSON_KEY_TWICE", { place: { file, line: line + 1 }, params: { key } }));
        holder.key = key;
      },
      onLiteralValue: (value, _o, _l, line) => {
        if (typeof value === "string" && !value.isWellFormed()) broken(line + 1, HALF_CHARACTER);
        put(value, { line: line + 1 });
      },
      onError: (error, _o, _l, line) => broken(line + 1, jsonError(printParseErrorCode(error))),
    },
    { allowTrailingComma: true },
  );
  if (root === undefined && problems.length === 0) broken(1, EMPTY);
  return { value: root?.value, lines: root?.lines ?? { line: 1 }, problems: problems.slice(0, 1) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function validated(plain: Record<string, unknown>, lines: Lines, file: string): Outcome<Case> {
  const long = Object.entries(plain).find(([, list]) => Array.isArray(list) && list.length > MOST_ENTRIES);
  if (long !== undefined) {
    const [field, list] = long as [string, unknown[]];
    const place = { file, line: lineAt(lines, [field]) };
    return refused(caseFileProblem("LIST_TOO_LONG", { path: field, place, params: { field, count: list.length, limit: MOST_ENTRIES } }));
  }
  const first = Object.fromEntries(
    Object.entries(plain).map(([key, list]) => [key, Array.isArray(list) ? list.slice(0, FIRST_ENTRIES) : list]),
  );
  const tried = caseSchema.safeParse(first);
  const whole = Object.values(plain).every((list) => !Array.isArray(list) || list.length <= FIRST_ENTRIES);
  const read = tried.success && !whole ? caseSchema.safeParse(plain) : tried;
  if (!read.success) {
    const found = read.error.issues.slice(0, MOST_PROBLEMS).flatMap((issue) => issueProblems(issue, [], plain));
    return {
      value: undefined,
      problems: found
        .slice(0, MOST_PROBLEMS)
        .map(({ code, path, params }) =>
          caseFileProblem(code, { path: pathById(plain, path), place: { file, line: lineAt(lines, path) }, params }),
        ),
    };
  }
  withOrigins(read.data, "", lines, file);
  read.data.origin = { file, line: lineAt(lines, ["period"]) };
  return { value: read.data, problems: [] };
}

/** The line of a path, or of the deepest part on the way to it. */
function lineAt(lines: Lines, path: readonly PropertyKey[]): number {
  let at = lines;
  for (const key of path) {
    const next: Lines | undefined = at.members?.[String(key)];
    if (next === undefined) break;
    at = next;
  }
  return at.line;
}

function refused(problem: Problem): Outcome<Case> {
  return { value: undefined, problems: [problem] };
}

/** What a parser must not be given: brackets too deep (with the line), or more values than are read; found in one pass before any parser recurses. */
function unreadable(text: string): { tooDeepAt: number } | "tooMany" | undefined {
  let depth = 0;
  let line = 1;
  let values = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === LINE_FEED) line += 1;
    if (!quoted && c === SLASH) {
      const end = text[i + 1] === "/" ? text.indexOf("\n", i) : text[i + 1] === "*" ? text.indexOf("*/", i + 2) : i;
      if (end < 0) return undefined;
      for (; i < end; i += 1) if (text.charCodeAt(i + 1) === LINE_FEED) line += 1;
      continue;
    }
    if (quoted) {
      if (c === BACKSLASH) i += 1;
      else if (c === QUOTE) quoted = false;
    } else if (c === QUOTE) quoted = true;
    else if (c === COMMA) values += 1;
    else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      depth += 1;
      values += 1;
      if (depth > DEEPEST) return { tooDeepAt: line };
    } else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) depth -= 1;
    if (values > MOST_VALUES) return "tooMany";
  }
  return undefined;
}

/** Gives every quantity and record its line as origin. */
function withOrigins(value: unknown, path: string, lines: Lines | undefined, file: string): void {
  if (typeof value !== "object" || value === null || lines === undefined) return;
  if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) withOrigins(entry, `${path}/${i}`, lines.members?.[i], file);
    return;
  }
  const object = value as Record<string, unknown>;
  const isQuantity = typeof object.value === "number" && typeof object.unit === "string";
  for (const key of Object.keys(object)) if (key !== "origin") withOrigins(object[key], `${path}/${key}`, lines.members?.[key], file);
  if (isQuantity || RECORDS.test(path)) object.origin = { file, line: lines.line };
}

/** A Case as the text of a case file, origins left out. Reading it gives the same case. */
export function writeCaseFile(given: Case): string {
  const text = JSON.stringify(given, (key, value: unknown) => (key === "origin" ? undefined : value), 2);
  return `${text}\n`;
}
