// The plain case file: JSON (comments allowed) to a Case and back.
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { z } from "zod";
import type { Outcome, Problem } from "../base/problem.ts";
import { type Case, caseSchema } from "../model/case.ts";
import { type CASE_FILE_PROBLEMS, caseFileProblem } from "../model/problems/case-file.ts";

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_PROBLEMS = 100;
const DEEPEST = 40;

/** Arrays and objects of a case that remember where they stand. */
const RECORDS =
  /^(installation|(streams|pfc|measuredPoints|processes|transfers|precursors|products)\/\d+|precursors\/\d+\/(uses|sources)\/\d+|products\/\d+\/carbonPrice|carbonPriceTool\/rows\/\d+)$/;

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
  const lines = lineFinder(text);
  const errors: ParseError[] = [];
  const tooDeep = deeperThan(text, DEEPEST);
  const tree = tooDeep === undefined ? parseTree(text, errors, { allowTrailingComma: true, disallowComments: false }) : undefined;
  const [first] = errors;
  if (tree === undefined || first !== undefined) {
    const line = lines(tooDeep ?? first?.offset ?? 0);
    const what = tooDeep === undefined ? (first === undefined ? "empty" : printParseErrorCode(first.error)) : "nested too deeply";
    return refused(caseFileProblem("JSON_BROKEN", { place: { file, line }, params: { line, what } }));
  }
  const problems: Problem[] = [];
  const at = (offset: number) => ({ place: { file, line: lines(offset) } });
  const plain = toValue(tree, {
    twice: (key, offset) => problems.push(caseFileProblem("JSON_KEY_TWICE", { ...at(offset), params: { key } })),
    broken: (offset) =>
      problems.push(caseFileProblem("JSON_BROKEN", { ...at(offset), params: { line: lines(offset), what: "half a character" } })),
  });
  if (problems.length > 0) return { value: undefined, problems };
  if (typeof plain !== "object" || plain === null || (plain as Record<string, unknown>).format !== "sandan.case/1")
    return refused(caseFileProblem("NOT_A_CASE", { place: { file, line: 1 } }));
  return validated(plain, tree, { file, lines });
}

type Where = { file: string; lines: (offset: number) => number };

function validated(plain: unknown, tree: Node, { file, lines }: Where): Outcome<Case> {
  const parsed = caseSchema.safeParse(plain);
  const lineAt = (path: readonly PropertyKey[]): number => lines(nodeAt(tree, path).offset);
  if (!parsed.success) {
    const found = parsed.error.issues.flatMap((issue) => issueProblems(issue, [], plain));
    return {
      value: undefined,
      problems: found
        .slice(0, MOST_PROBLEMS)
        .map(({ code, path, params }) => caseFileProblem(code, { path: path.join("/"), place: { file, line: lineAt(path) }, params })),
    };
  }
  withOrigins(parsed.data, [], (path) => ({ file, line: lineAt(path) }));
  return { value: parsed.data, problems: [] };
}

function refused(problem: Problem): Outcome<Case> {
  return { value: undefined, problems: [problem] };
}

/** Line number (from 1) of an offset, by bisection over the line starts. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

/** Offset at which brackets nest deeper than allowed, before any parser recurses over them. */
function deeperThan(text: string, most: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c === "\\") i += 1;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "{" || c === "[") {
      depth += 1;
      if (depth > most) return i;
    } else if (c === "}" || c === "]") depth -= 1;
  }
  return undefined;
}

type Faults = { twice: (key: string, offset: number) => void; broken: (offset: number) => void };

function toValue(node: Node, faults: Faults): unknown {
  const { twice, broken } = faults;
  if (node.type === "array") return (node.children ?? []).map((child) => toValue(child, faults));
  if (node.type === "string" && !String(node.value).isWellFormed()) broken(node.offset);
  if (node.type !== "object") return node.value;
  const members = new Map<string, unknown>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) continue;
    if (!String(key.value).isWellFormed()) broken(key.offset);
    if (members.has(String(key.value))) twice(String(key.value), key.offset);
    members.set(String(key.value), toValue(value, faults));
  }
  return Object.fromEntries(members);
}

/** The node at a path, or the deepest one on the way to it. */
function nodeAt(tree: Node, path: readonly PropertyKey[]): Node {
  let node = tree;
  for (const key of path) {
    const next: Node | undefined =
      node.type === "array"
        ? node.children?.[Number(key)]
        : node.children?.find((property) => property.children?.[0]?.value === String(key))?.children?.[1];
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

type Found = { code: keyof typeof CASE_FILE_PROBLEMS; path: PropertyKey[]; params: Record<string, string> };

/** What a schema issue means to the person who wrote the file. */
function issueProblems(issue: z.core.$ZodIssue, base: PropertyKey[], plain: unknown): Found[] {
  const path = [...base, ...issue.path];
  const field = path.join("/");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ code: "FIELD_UNKNOWN", path: [...path, key], params: { field: [...path, key].join("/") } }));
  if (issue.code === "custom") {
    const { problem, ...params } = (issue.params ?? {}) as Record<string, string>;
    if (problem === "UNIT_UNKNOWN")
      return [{ code: problem, path, params: { field, unit: params.unit ?? "", allowed: params.allowed ?? "" } }];
    if (problem === "UNIT_MISSING")
      return [{ code: problem, path, params: { field, given: params.text ?? "", allowed: params.allowed ?? "" } }];
    if (problem === "NUMBER_UNREADABLE") return [{ code: problem, path, params: { field, given: params.text ?? "" } }];
  }
  if (issue.code === "invalid_union") return unionProblems(issue, path, plain);
  if (issue.code === "invalid_type" && valueAt(plain, path) === undefined) return [{ code: "FIELD_MISSING", path, params: { field } }];
  return [{ code: "FIELD_INVALID", path, params: { field, what: issue.message } }];
}

/** Of a union the branch speaks that fits the value's type: a text is read as "12.5 t", an object by its fields. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: PropertyKey[], plain: unknown): Found[] {
  const value = valueAt(plain, path);
  if (typeof value === "number")
    return [
      {
        code: "UNIT_MISSING",
        path,
        params: { field: path.join("/"), given: String(value), allowed: '"12.5 t", {"value": 12.5, "unit": "t"}' },
      },
    ];
  const branch = issue.errors.find((issues) => !issues.some((i) => i.code === "invalid_type" && i.path.length === 0));
  if (branch === undefined) return [{ code: "FIELD_INVALID", path, params: { field: path.join("/"), what: issue.message } }];
  return branch.flatMap((inner) => issueProblems(inner, path, plain));
}

function valueAt(plain: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined),
    plain,
  );
}

function withOrigins(value: unknown, path: PropertyKey[], place: (path: readonly PropertyKey[]) => { file: string; line: number }): void {
  if (typeof value !== "object" || value === null) return;
  const object = value as Record<string, unknown>;
  const isQuantity = typeof object.value === "number" && typeof object.unit === "string";
  if (isQuantity || RECORDS.test(path.join("/"))) object.origin = place(path);
  for (const [key, member] of Object.entries(object))
    if (key !== "origin") withOrigins(member, [...path, Array.isArray(value) ? Number(key) : key], place);
}

/** A Case as the text of a case file, origins left out. Reading it gives the same case. */
export function writeCaseFile(given: Case): string {
  const text = JSON.stringify(given, (key, value: unknown) => (key === "origin" ? undefined : value), 2);
  return `${text}\n`;
}
