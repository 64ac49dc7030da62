// One stored record: what came in, held against its schema; and back into the parts of a case.
import { z } from "zod";
import { canonical, type Json } from "../base/canonical.ts";
import type { Outcome, Problem } from "../base/problem.ts";
import type { Activity } from "../model/activity.ts";
import { caseFileProblem } from "../model/problems/case-file.ts";
import { recordProblem } from "../model/problems/record.ts";
import { pastFormulas } from "../model/records.ts";
import { kindOf, LIST_KINDS, SINGLE_KINDS } from "../model/stored.ts";
import { issueProblems, pathById } from "./case-issues.ts";

const MOST_CHARACTERS = 1_000_000;
const DEEPEST = 20;
const MOST_PROBLEMS = 20;

const origin = z.strictObject({
  file: z.string().max(500).optional(),
  sheet: z.string().max(200).optional(),
  cell: z.string().max(20).optional(),
  line: z.number().int().min(1).optional(),
  formula: z.string().max(10_000).optional(),
  evidence: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(50)
    .optional(),
});

export type Read = { body: Json; evidence: string[] };

/**
 * Law: a record is stored only as its schema reads it; nothing unknown is kept and nothing is guessed.
 * Answers the record as it is stored, and the hashes of the evidence that it names.
 * Problems: RECORD_KIND_UNKNOWN, RECORD_ID_DIFFERS, RECORD_TOO_LARGE, ORIGIN_INVALID, ACTIVITY_ENDS_BEFORE, and those of a case file's fields.
 */
export function readRecord(key: string, given: Json): Outcome<Read> {
  const stopped = (...problems: Problem[]): Outcome<Read> => ({ value: undefined, problems });
  const kind = kindOf(key);
  if (kind === undefined)
    return stopped(
      recordProblem("RECORD_KIND_UNKNOWN", {
        path: key,
        params: { key, kinds: [...LIST_KINDS.map((list) => `${list}/`), ...SINGLE_KINDS].join(", ") },
      }),
    );
  const size = sizeOf(given, DEEPEST);
  if (size === undefined || size > MOST_CHARACTERS) return stopped(recordProblem("RECORD_TOO_LARGE", { path: key, params: { key } }));
  const isLine = "list" in kind && kind.list === "activities";
  const read = isLine ? held(kind.schema, given) : parsed(kind.schema, given);
  if (!("data" in read)) return stopped(...issuesOf(key, read.issues, given));
  const text = JSON.stringify(read.data);
  const body = JSON.parse(text) as Json;
  const { id } = (typeof body === "object" && body !== null ? body : {}) as { id?: string };
  if ("list" in kind && id !== undefined && id !== kind.id)
    return stopped(recordProblem("RECORD_ID_DIFFERS", { path: key, params: { id, key } }));
  const evidence = new Set<string>();
  const bad = isLine ? undefined : originsOf(body, evidence);
  if (bad !== undefined) return stopped(recordProblem("ORIGIN_INVALID", { path: key, params: { key, what: bad } }));
  if (isLine) {
    const { start, end, evidence: cited = [] } = read.data as Activity;
    if (end < start) return stopped(recordProblem("ACTIVITY_ENDS_BEFORE", { path: key, params: { start, end } }));
    for (const { sha256 } of cited) evidence.add(sha256);
  }
  if ("list" in kind && kind.list === "evidence") {
    const { sha256 } = read.data as { sha256?: string };
    if (sha256 !== undefined) evidence.add(sha256);
  }
  if (MAY_BE_HALF.test(text) && !isWhole(body))
    return stopped(caseFileProblem("FIELD_INVALID", { path: key, params: { field: key, what: HALF_CHARACTER } }));
  return { value: { body, evidence: [...evidence].sort() }, problems: [] };
}

const HALF_CHARACTER = { ko: "반쪽짜리 유니코드 글자가 있습니다.", en: "it holds half a Unicode character." };

/** JSON writes half a character as an escape. */
const MAY_BE_HALF = /\\u[dD][89a-fA-F]/;

function isWhole(body: Json): boolean {
  try {
    canonical(body);
    return true;
  } catch {
    return false;
  }
}

/** A line of activity data has no formulas and no origins: its schema says everything, and half a million are read at once. */
function held(schema: z.ZodType, given: Json): { data: unknown } | { issues: z.core.$ZodIssue[] } {
  const read = schema.safeParse(given);
  return read.success ? { data: read.data } : { issues: read.error.issues };
}

function parsed(schema: z.ZodType, given: Json): { data: unknown } | { issues: z.core.$ZodIssue[] } {
  let issues: z.core.$ZodIssue[] = [];
  try {
    const data = pastFormulas(given, (without) => {
      const read = schema.safeParse(without);
      if (!read.success) issues = read.error.issues;
      return read.data;
    });
    return data === undefined ? { issues } : { data };
  } catch (error) {
    if (error instanceof z.ZodError) return { issues: error.issues };
    throw error;
  }
}

function issuesOf(key: string, issues: readonly z.core.$ZodIssue[], given: Json): Problem[] {
  const [list = "", id] = key.split("/");
  const plain = id === undefined ? { [list]: given } : { [list]: [given] };
  const base = id === undefined ? [list] : [list, 0];
  return issues
    .slice(0, MOST_PROBLEMS)
    .flatMap((issue) => issueProblems(issue, base, plain))
    .slice(0, MOST_PROBLEMS)
    .map(({ code, path, params }) => caseFileProblem(code, { path: pathById(plain, path), params }));
}

/** Characters of a value, roughly; undefined where it is nested deeper than is read. */
function sizeOf(value: Json, depth: number): number | undefined {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  if (depth === 0) return undefined;
  let size = 2;
  for (const [key, member] of Object.entries(value)) {
    const inner = sizeOf(member as Json, depth - 1);
    if (inner === undefined) return undefined;
    size += key.length + inner;
  }
  return size;
}

/** Adds the evidence of every origin; answers what is wrong with one, or undefined. */
function originsOf(value: Json, evidence: Set<string>): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (key === "origin" && !Array.isArray(value)) {
      const read = origin.safeParse(member);
      if (!read.success) return read.error.issues[0]?.path.join("/") || "origin";
      for (const sha256 of read.data.evidence ?? []) evidence.add(sha256);
      continue;
    }
    const bad = originsOf(member as Json, evidence);
    if (bad !== undefined) return bad;
  }
  return undefined;
}
