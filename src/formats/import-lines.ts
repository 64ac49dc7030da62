// Import lines from bytes: CSV or JSON, each line with its place; nothing is guessed.
import type { z } from "zod";
import type { Outcome, Problem } from "../base/problem.ts";
import { type ImportLine, importLineSchema } from "../model/declaration.ts";
import { declarationProblem } from "../model/problems/declaration.ts";
import { csvLines } from "./import-lines-csv.ts";
import { jsonLines } from "./import-lines-json.ts";
import type { Complain, RawLine } from "./import-lines-raw.ts";

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_LINES = 50_000;
const MOST_PROBLEMS = 100;

/**
 * Law: a list of imports says what it says: an unknown column, a number without unit or with a decimal comma, a line told twice are refused with their line.
 * CSV (comma, semicolon or tab) or JSON, told apart by the first sign; docs/IMPORT-LINES.md has both. Masses keep their unit.
 * Problems: LINES_NOT_TEXT, LINES_TOO_LARGE, LINES_BROKEN, LINES_EMPTY, LINES_COLUMN_UNKNOWN, LINES_COLUMN_TWICE, LINE_FIELD_MISSING, LINE_FIELD_INVALID,
 * LINE_DECIMAL_COMMA, LINE_UNIT_MISSING, LINE_UNIT_UNKNOWN.
 */
export function readImportLines(bytes: Uint8Array, { file }: { file: string }): Outcome<ImportLine[]> {
  const complain: Complain = (code, { line, path = "", params }) =>
    declarationProblem(code, { path, place: { file, ...(line !== undefined && { line }) }, ...(params && { params }) });
  const refused = (problem: Problem): Outcome<ImportLine[]> => ({ value: undefined, problems: [problem] });
  if (bytes.length > MOST_BYTES) return refused(complain("LINES_TOO_LARGE", { params: { limit: "32 MB" } }));
  const text = textOf(bytes);
  if (text === undefined) return refused(complain("LINES_NOT_TEXT", {}));
  if (text.trim() === "") return refused(complain("LINES_EMPTY", {}));
  const raw = /^\s*([[{]|\/[/*])/.test(text) ? jsonLines(text, complain) : csvLines(text, complain);
  if (raw.problems.length > 0) return { value: undefined, problems: raw.problems.slice(0, MOST_PROBLEMS) };
  if (raw.lines.length === 0) return refused(complain("LINES_EMPTY", {}));
  if (raw.lines.length > MOST_LINES) return refused(complain("LINES_TOO_LARGE", { params: { limit: MOST_LINES } }));
  return validated(raw.lines, file, complain);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function validated(lines: readonly RawLine[], file: string, complain: Complain): Outcome<ImportLine[]> {
  const value: ImportLine[] = [];
  const problems: Problem[] = [];
  for (const { id, line, content } of lines) {
    const read = importLineSchema.safeParse(content);
    if (read.success) value.push({ ...read.data, at: { file, line } });
    else if (problems.length < MOST_PROBLEMS)
      for (const issue of read.error.issues) problems.push(...issueProblems(issue, { id, line, content }, [], complain));
  }
  return problems.length > 0 ? { value: undefined, problems: problems.slice(0, MOST_PROBLEMS) } : { value, problems };
}

/** What a schema issue means to the person who wrote the list. */
function issueProblems(issue: z.core.$ZodIssue, raw: RawLine, base: readonly PropertyKey[], complain: Complain): Problem[] {
  const inside = [...base, ...issue.path];
  const field = inside.join("/");
  const given = valueAt(raw.content, inside);
  const at = { line: raw.line, path: `lines/${raw.id}${field === "" ? "" : `/${field}`}` };
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => complain("LINES_COLUMN_UNKNOWN", { ...at, path: `${at.path}/${key}`, params: { field: key } }));
  if (issue.code === "invalid_union") return unionProblems(issue, raw, inside, complain);
  if (issue.code === "custom" && issue.params?.problem !== undefined) return [quantityProblem(issue.params, { field, at, complain })];
  if (given === undefined) return [complain("LINE_FIELD_MISSING", { ...at, params: { field } })];
  return [complain("LINE_FIELD_INVALID", { ...at, params: { field, given: shown(given), allowed: allowedBy(issue) } })];
}

const QUANTITY_FORM = '"12.5 t"';

/** Of a quantity's two forms the one speaks that fits the value's type; a bare number lacks its unit. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, raw: RawLine, path: readonly PropertyKey[], complain: Complain): Problem[] {
  const field = path.join("/");
  const given = valueAt(raw.content, path);
  const at = { line: raw.line, path: `lines/${raw.id}/${field}` };
  if (given === undefined) return [complain("LINE_FIELD_MISSING", { ...at, params: { field } })];
  if (typeof given === "number") return [complain("LINE_UNIT_MISSING", { ...at, params: { field, given, allowed: QUANTITY_FORM } })];
  const branch = issue.errors.find((issues) => !issues.some((i) => i.code === "invalid_type" && i.path.length === 0));
  if (branch === undefined)
    return [complain("LINE_FIELD_INVALID", { ...at, params: { field, given: shown(given), allowed: QUANTITY_FORM } })];
  return branch.flatMap((inner) => issueProblems(inner, raw, path, complain));
}

type Told = { field: string; at: { line: number; path: string }; complain: Complain };

function quantityProblem(fault: Record<string, unknown>, { field, at, complain }: Told): Problem {
  const text = String(fault.text ?? "");
  const allowed = String(fault.allowed ?? QUANTITY_FORM);
  if (fault.problem === "UNIT_UNKNOWN")
    return complain("LINE_UNIT_UNKNOWN", { ...at, params: { field, unit: String(fault.unit), allowed } });
  if (fault.problem === "UNIT_MISSING") return complain("LINE_UNIT_MISSING", { ...at, params: { field, given: text, allowed } });
  if (text.includes(",")) return complain("LINE_DECIMAL_COMMA", { ...at, params: { field, given: text } });
  return complain("LINE_FIELD_INVALID", { ...at, params: { field, given: text, allowed: QUANTITY_FORM } });
}

function allowedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return issue.values.map(String).join(", ");
  if (issue.code === "custom") return "YYYY-MM-DD";
  if (issue.code === "too_small") return `>= ${issue.minimum}`;
  if (issue.code === "too_big") return `<= ${issue.maximum}`;
  return issue.code === "invalid_type" ? issue.expected : issue.message;
}

function shown(value: unknown): string {
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 80);
}

function valueAt(plain: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined),
    plain,
  );
}
